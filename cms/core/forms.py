"""The editor's form of every page type, and the choice of a site's theme."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.access.audiences import EVERYBODY, STAFF, canonical, is_within
from cms.access.models import Audience, AudienceGrant, PageAccess

from .theming import themes


class BasePageForm(WagtailAdminPageForm):
    """Offers staff as owners, and refuses to widen a live page's audiences without approval."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "contact_user" in self.fields:
            # Residents and partners have accounts too, and their names are not for editors to read.
            staff = AudienceGrant.objects.filter(audience=STAFF).values("user")
            people = get_user_model().objects.filter(Q(pk__in=staff) | Q(pk=self.instance.contact_user_id))
            self.fields["contact_user"].queryset = people.order_by("first_name", "last_name")

    def clean(self) -> dict[str, Any]:
        """Adds an error at `audiences` when somebody publishes a wider choice than the live one by themselves."""
        cleaned: dict[str, Any] = super().clean()
        if "audiences" in cleaned and "action-publish" in self.data and self.instance.live:
            live = PageAccess.objects.filter(pk=self.instance.pk).values_list("own", flat=True).first()
            wanted = canonical(cleaned["audiences"]) or EVERYBODY
            now = canonical(live or []) or EVERYBODY
            if not is_within(wanted, now):
                labels = dict(Audience.objects.values_list("key", "label"))
                self.add_error(
                    "audiences",
                    _("This would show the page to more readers: now %(now)s, then %(wanted)s. Submit it for approval.")
                    % {"now": _names(now, labels), "wanted": _names(wanted, labels)},
                )
        return cleaned


def _names(keys: frozenset[str], labels: dict[str, str]) -> str:
    return ", ".join(labels.get(key, key) for key in sorted(keys))


class SiteThemeForm(WagtailAdminModelForm):
    """Offers the themes that there are."""

    theme = forms.ChoiceField(choices=lambda: [(name, name) for name in themes()])
