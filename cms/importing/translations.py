"""Where the page of a document stands that says the same as another in one of the site's other languages."""

from wagtail.models import Locale, Page

from cms.core.models import BasePage
from cms.importing import languages
from cms.importing.documents import ImportedDocument

HOME_DEPTH = 2


class NotJoined(Exception):
    """A page that cannot be made the translation of another; the message says why."""


def parent_of_translation(original: BasePage, document: ImportedDocument, audiences: list[str]) -> Page:
    """The page in the tree of the document's language below which its page stands as a translation of `original`.

    Where pages above have no translation there, aliases of them stand in, as Wagtail makes them. Raises NotJoined.
    """
    code = languages.locale_for(document.language)
    locale = Locale.objects.filter(language_code=code).first()
    home = original.get_ancestors(inclusive=True).filter(depth=HOME_DEPTH).first()
    if locale is None or home is None or home.get_translation_or_none(locale) is None:
        raise NotJoined("its site has no pages in that language")
    there = original.get_translation_or_none(locale)
    if there is not None:
        kind = "a page that stands in for it" if there.alias_of_id else "a translation"
        raise NotJoined(f"'{original.title}' has {kind} in that language already")
    if sorted(audiences) != sorted(original.audiences):
        raise NotJoined("it is for other readers")
    parent = original.get_parent()
    found = parent.get_translation_or_none(locale)
    if found is None:
        found = parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)
    return Page.objects.select_related("locale").get(pk=found.pk)
