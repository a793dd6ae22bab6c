"""Changes to articles beside their text."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from cms.access.effective import in_chunks
from cms.core.addresses import tree_addresses
from cms.core.keys import keys_of
from cms.core.models import BasePage
from cms.core.signals import content_changed

from .hubs import mounts
from .models import ArticlePage, KnowledgeHubPage, KnowledgePage


@transaction.atomic
def verify(article: ArticlePage, user: AbstractBaseUser) -> None:
    """Notes that the article is still correct; makes no revision, for nothing was edited."""
    ArticlePage.objects.filter(pk=article.pk).update(last_verified_at=timezone.now(), last_verified_by=user)
    content_changed.send(sender=ArticlePage, kind="verify", keys=keys_of({article.pk}), page_ids={article.pk})
    log(instance=article, action="frontdoor.verify", user=user)


def ensure_hub(home: BasePage) -> KnowledgeHubPage:
    """The hub below a home page, made at `help/` if there is none."""
    hub = KnowledgeHubPage.objects.child_of(home).first()
    if hub is None:
        hub = KnowledgeHubPage(title="Help", slug="help", show_in_menus=True)
        home.add_child(instance=hub)
        hub.save_revision().publish()
    return KnowledgeHubPage.objects.get(pk=hub.pk)


def keep_old_addresses(page: KnowledgePage, before: str) -> None:
    """Lets the addresses under which hubs showed the page and those below it, when its URL path was `before`, lead on.

    Wagtail does so for pages under a site only.
    """
    root = mounts().roots.get(page.locale_id)
    if root is None or before == page.url_path or not before.startswith(root):
        return
    moved = Page.objects.filter(path__startswith=page.path, live=True).values_list("pk", "url_path")
    old = [(key, before[len(root) :] + path[len(page.url_path) :]) for key, path in moved]
    hubs = [hub for hub in mounts().hubs if hub.locale_id == page.locale_id]
    redirects = [
        Redirect(
            old_path=Redirect.normalise_path(base + path),
            site_id=hub.site_id,
            redirect_page_id=key,
            automatically_created=True,
        )
        for hub in hubs
        for base in tree_addresses([hub.page], hub.page.get_site()).values()
        for key, path in old
    ]
    for chunk in in_chunks(redirects):
        clashing = Redirect.objects.filter(automatically_created=True, old_path__in=[one.old_path for one in chunk])
        clashing.filter(site__in={one.site_id for one in chunk}).delete()
        Redirect.objects.bulk_create(chunk, ignore_conflicts=True)
