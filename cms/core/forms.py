"""The editor's form of every page type, and the choice of a site's theme."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.access.audiences import NOBODY, STAFF, Audiences
from cms.access.models import AudienceGrant
from cms.access.selectors import gaining, names_of, seen_by, would_be_seen_by

from .theming import themes

# What is pressed to bring a page to its readers, at once or by way of somebody's approval.
PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")


class ConfirmField(forms.BooleanField):
    """A box to tick that says nothing of the page: ticking it is no change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class BasePageForm(WagtailAdminPageForm):
    """Offers staff as owners. What is to be published must have all that it needs, and more readers be confirmed."""

    confirm_wider = ConfirmField(required=False, label=gettext_lazy("More readers are meant to see this"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "contact_user" in self.fields:
            # Residents and partners have accounts too, and their names are not for editors to read.
            staff = AudienceGrant.objects.filter(audience=STAFF).values("user")
            people = get_user_model().objects.filter(Q(pk__in=staff) | Q(pk=self.instance.contact_user_id))
            self.fields["contact_user"].queryset = people.order_by("first_name", "last_name")

    def clean(self) -> dict[str, Any]:
        """Drafts may lack anything; publishing, submitting and approving may not."""
        cleaned: dict[str, Any] = super().clean()
        if any(self.data.get(name) for name in PUBLISHING):
            self._needs_everything(cleaned)
            self._needs_confirmation(cleaned)
        elif self.data.get("action-workflow-action") and self._is_approved():
            self._needs_everything(cleaned)
            if self.has_changed():
                self.add_error(None, _("You changed the page, so somebody else must approve it. Save it as a draft."))
        return cleaned

    def _is_approved(self) -> bool:
        return str(self.data.get("workflow-action-name")).startswith("approve")

    def _needs_everything(self, cleaned: dict[str, Any]) -> None:
        page = self.instance
        for name in page.needed_fields:
            if name in cleaned:
                setattr(page, name, cleaned[name])
        for field, message in page.lacking().items():
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, message)

    def gained(self, audiences: list[str]) -> Audiences:
        """Who would see the live page with these audiences, and does not see it now."""
        now = seen_by(self.instance)
        return gaining(now, would_be_seen_by(self.instance, audiences)) if now else NOBODY

    def _needs_confirmation(self, cleaned: dict[str, Any]) -> None:
        """Adds an error at `audiences` where a live page is to have more readers, and nobody said that they shall."""
        if "audiences" not in cleaned:
            return
        gained = self.gained(cleaned["audiences"])
        if not gained:
            return
        names = {"now": names_of(seen_by(self.instance)), "gained": names_of(gained)}
        if self.data.get("action-publish"):
            text = _(
                "This would show the page to more readers: now %(now)s, then also %(gained)s. Submit it for approval."
            )
            self.add_error("audiences", text % names)
        elif not cleaned.get("confirm_wider"):
            text = _("This would show the page to more readers: now %(now)s, then also %(gained)s. Confirm that below.")
            self.add_error("audiences", text % names)


class SiteThemeForm(WagtailAdminModelForm):
    """Offers the themes that there are."""

    theme = forms.ChoiceField(choices=lambda: [(name, name) for name in themes()])
