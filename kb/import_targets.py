"""What imported documents become in the knowledge base."""

from wagtail.models import Site

from cms.access.audiences import PARTNER_PREFIX
from cms.access.models import Audience
from cms.core.models import BasePage
from cms.importing.documents import Block, DocumentError, Part
from cms.importing.filling import contact_block, tasks_as_text, words_of
from cms.importing.notes import Notebook
from cms.importing.targets import Content, Target, as_stream, register, set_stream

from .enums import PartKind
from .models import ArticlePage, KnowledgeBasePage, KnowledgeHubPage, SectionPage

SHORT_TEXT_LIMIT, TITLE_LIMIT = 300, 255


class KnowledgeTarget(Target):
    """Sections, and articles whose text outside of part fences is for everybody who sees the article."""

    types = {"article": ArticlePage, "section": SectionPage}
    synonyms = {"question": "article", "page": "article", "guide": "article", "content": "article"}
    default = "article"
    folder = "section"

    def fill(self, page: BasePage, content: Content, notebook: Notebook) -> None:
        """Raises DocumentError for a part that an article cannot have."""
        extras: list[Block] = [contact_block(contact, notebook) for contact in content.contacts]
        if content.tasks:
            extras.append(tasks_as_text(content.tasks))
        if content.picture is not None and content.document.picture:
            alt = content.document.picture.alt[:255]
            value = {"image": content.picture, "alt": alt, "decorative": not alt, "caption": ""}
            extras.insert(0, {"type": "image", "value": value})
        parts = list(content.parts) or [Part(PartKind.PUBLIC_TEXT, blocks=content.blocks)]
        if extras:
            parts.append(Part(PartKind.PUBLIC_TEXT, blocks=extras))
        if isinstance(page, ArticlePage):
            blocks = [self._part(part, content, notebook) for part in parts if part.blocks or part.text]
            set_stream(page, "body", blocks)
        elif any(part.blocks or part.text for part in parts):
            words = words_of([part.blocks or part.text for part in parts])
            notebook.altered(content.document.line, "the text left out: a section shows the pages below it only", words)

    def mounts(self) -> dict[str, str]:
        """Where hubs show the knowledge base, such as `/help/`."""
        roots = dict(KnowledgeBasePage.objects.values_list("locale_id", "url_path"))
        homes = [root.root_path for root in Site.get_site_root_paths()]
        return {
            hub.url_path.removeprefix(home.rstrip("/")): roots[hub.locale_id]
            for hub in KnowledgeHubPage.objects.filter(locale_id__in=roots)
            for home in homes
            if hub.url_path.startswith(home)
        }

    def _part(self, part: Part, content: Content, notebook: Notebook) -> Block:
        if part.kind == PartKind.SHORT_TEXT:
            if len(part.text) > SHORT_TEXT_LIMIT:
                reason = f"a short text of {len(part.text)} letters is longer than {SHORT_TEXT_LIMIT}"
                raise DocumentError(reason, part.line)
            return {"type": part.kind, "value": {"text": part.text}}
        blocks = as_stream(part.blocks, f"{content.document.key}/{part.line}")
        value = {"title": part.title[:TITLE_LIMIT], "content": blocks}
        if part.kind == PartKind.PARTNER_TEXT:
            value["organisations"] = self._organisations(part)
        return {"type": part.kind, "value": value}

    def _organisations(self, part: Part) -> list[str]:
        """The audiences of the organisations that a part names: a name that is not known must not mean all."""
        keys = [PARTNER_PREFIX + name.removeprefix(PARTNER_PREFIX) for name in part.organisations]
        known = set(Audience.objects.filter(pk__in=keys).values_list("pk", flat=True))
        for key in keys:
            if key not in known:
                raise DocumentError(
                    f"no partner organisation is called '{key.removeprefix(PARTNER_PREFIX)}'", part.line
                )
        return keys


register("kb", KnowledgeTarget())
