"""Changes to articles beside their text."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from .models import ArticlePage


@transaction.atomic
def verify(article: ArticlePage, user: AbstractBaseUser) -> None:
    """Notes that the article is still correct; makes no revision, for nothing was edited."""
    ArticlePage.objects.filter(pk=article.pk).update(last_verified_at=timezone.now(), last_verified_by=user)
    log(instance=article, action="frontdoor.verify", user=user)
