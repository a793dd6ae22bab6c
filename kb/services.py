"""Changes to articles beside their text."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.core.keys import keys_of
from cms.core.models import BasePage
from cms.core.signals import content_changed

from .models import ArticlePage, KnowledgeHubPage


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
