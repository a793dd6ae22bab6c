"""Audiences in the admin's templates."""

from django import template
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.access.models import Audience
from cms.access.services import effective_audiences

register = template.Library()


@register.simple_tag
def audience_names(page: Page) -> str:
    """Whom the page's place and choices let in, for people to read."""
    keys = effective_audiences(page)
    names = Audience.objects.filter(pk__in=keys).values_list("label", flat=True)
    return ", ".join(names) or _("Nobody")
