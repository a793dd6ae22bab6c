"""Who may see a file: whoever may see a page that shows it, in a part that is for them, if the file allows it too."""

from django.db.models import Q

from cms.access.reader import Reader
from cms.access.rules import may_see_part, page_rule

from .models import FileUse, MediaDocument, MediaImage


def admits(reader: Reader, file: MediaImage | MediaDocument) -> bool:
    """Whether the file's own audiences, which can only narrow those of what shows it, hold the reader."""
    return not file.audiences or may_see_part(reader, frozenset(file.audiences))


def may_see_file(reader: Reader, file: MediaImage | MediaDocument) -> bool:
    """Whether the reader may see the file at this moment: one query."""
    if not admits(reader, file):
        return False
    shown = Q(image=file) if isinstance(file, MediaImage) else Q(document=file)
    uses = FileUse.objects.filter(shown, page_rule(reader, "page__"), audience__in=sorted(reader.audiences))
    return uses.exists()
