"""Old addresses of imported documents as redirects to their pages."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.core.addresses import address
from cms.importing import texts
from cms.importing.documents import ImportedDocument
from cms.importing.links import LinkTable
from cms.importing.notes import Notebook

LONGEST = 255


def old_addresses(document: ImportedDocument, table: LinkTable) -> list[str]:
    """The paths under which a document was found: its own address, those it names, and that of an HTML file."""
    given = [document.address, *document.old_addresses]
    if not document.address and "#" not in document.key and ".html" in document.path.lower():
        given.append("/" + texts.stem(document.path).removeprefix(table.root) + ".html")
    paths = [table.site_path(each) for each in given]
    return list(dict.fromkeys(path for path in paths if path not in ("", "/")))


def redirect(page: Page, paths: Iterable[str], site: Site | None, notebook: Notebook) -> int:
    """Sends readers from old paths to a page; returns how many redirects are new.

    A path that leads somewhere else already, or where a page stands, is noted and left as it is.
    """
    own = urlsplit(address(page, site)).path.rstrip("/") if site else ""
    new = 0
    for path in paths:
        old = Redirect.normalise_path(path)
        if old.rstrip("/") == own:
            continue
        if len(old) > LONGEST:
            notebook.altered(None, f"an old address of more than {LONGEST} letters is not redirected", old)
            continue
        known = Redirect.objects.filter(old_path=old, site=site).select_related("redirect_page").first()
        if known is not None:
            if known.redirect_page_id != page.pk:
                target = known.redirect_page.title if known.redirect_page else known.redirect_link
                notebook.altered(None, f"the old address {old} leads to '{target}' already")
            continue
        if site is not None and _stands(old, site):
            notebook.altered(None, f"another page stands at the old address {old}")
            continue
        Redirect.objects.create(old_path=old, site=site, redirect_page=page)
        new += 1
    return new


def _stands(path: str, site: Site) -> bool:
    url_path = f"{site.root_page.url_path.rstrip('/')}{path.rstrip('/')}/"
    return bool(Page.objects.filter(url_path=url_path).exists())
