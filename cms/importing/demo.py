"""Brings a demo council's Markdown into its branches, by the same way as any import."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from wagtail.models import Locale, Page

from cms.access.audiences import canonical
from cms.access.services import effective_audiences
from cms.core.models import BasePage

from .documents import Severity
from .mapping import Mapping as NameMapping
from .models import ImportedItem
from .reader import read
from .sources import open_source
from .targets import target_for
from .writer import Job, write

INDEX = "_index.md"
SLUG = re.compile(r"^slug: (?P<slug>[a-z0-9-]+)$", re.MULTILINE)


class DemoContentError(Exception):
    """Some of the demo council's content was refused; the message lists what and why."""


def import_pages(
    folder: Path, section: BasePage, *, standing: Mapping[str, BasePage], pictures: Mapping[str, bytes] | None = None
) -> None:
    """Imports a folder below a section; `standing` names files whose pages exist already and are filled instead.

    `pictures` are image files by name. A link to a page that another app brings later is set by a second call.
    Raises DemoContentError, having written the rest, when something is refused.
    """
    target = target_for(section)
    assert target is not None, f"{section} takes no imports"
    source_name = f"demo/{section.slug}/{folder.name}"
    for key, page in standing.items():
        values = {"page_id": page.pk, "digest": "", "revision": page.latest_revision_id}
        ImportedItem.objects.get_or_create(source=source_name, key=key, defaults=values)
    with tempfile.TemporaryDirectory() as staged:
        content = Path(staged) / "content"
        shutil.copytree(folder, content)
        (content / "images").mkdir(exist_ok=True)
        for name, data in (pictures or {}).items():
            (content / name).write_bytes(data)
            (content / "images" / name).write_bytes(data)
        with open_source(content) as source:
            reading = read(source, NameMapping())
            audiences = canonical(effective_audiences(section))
            job = Job(source_name, reading, section, target, audiences)
            _counts, notes = write(job, lambda places, _total: places)
    refused = [note for note in [*reading.notes, *notes] if note.severity is Severity.REFUSED]
    if refused:
        raise DemoContentError("; ".join(f"{note.file}:{note.line}: {note.reason}" for note in refused))


def import_translations(
    folder: Path, home: BasePage, language_code: str, *, pictures: Mapping[str, bytes] | None = None
) -> None:
    """Imports a folder whose files are named like those of the pages below `home` that they translate.

    Each file becomes the translation of its page, under the `slug` in its front matter. Raises DemoContentError like
    import_pages, and Page.DoesNotExist for a file that is the translation of nothing.
    """
    locale, _ = Locale.objects.get_or_create(language_code=language_code)
    translations: dict[str, BasePage] = {}
    sources = [(_translated(folder, path, home), path) for path in folder.rglob("*.md")]
    # In the order of the tree: a page is translated after the page above it and those before it.
    for source, path in sorted(sources, key=lambda each: each[0].path):
        name = path.relative_to(folder).as_posix()
        translation = source.get_translation_or_none(locale)
        if translation is None:
            translation = source.copy_for_translation(locale)
            slug = SLUG.search(path.read_text(encoding="utf-8"))
            if slug:
                translation.slug = slug["slug"]
                translation.save()
                translation.save_revision()
        translations[name] = translation
    section = home.get_translation(locale)
    import_pages(folder, section, standing=translations, pictures=pictures)
    for translation in Page.objects.filter(pk__in=[page.pk for page in translations.values()]).specific():
        source = Page.objects.get(translation_key=translation.translation_key, locale=home.locale)
        stale = source.last_published_at and translation.last_published_at < source.last_published_at
        if stale or source.show_in_menus != translation.show_in_menus:
            translation.show_in_menus = source.show_in_menus
            translation.save_revision().publish()


def _translated(folder: Path, path: Path, home: BasePage) -> BasePage:
    below = path.relative_to(folder).as_posix().removesuffix(INDEX).removesuffix(".md").strip("/")
    page: BasePage = Page.objects.get(url_path=f"{home.url_path}{below}/" if below else home.url_path).specific
    return page
