"""What is stored for editors: the approval by a second person, and links that show one draft."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from cms.access.enums import AccessClass
from cms.access.selectors import names_of

from . import selectors

WIDER = "approve-wider"


class ConfirmWiderForm(TaskStateCommentForm):
    """Asks whoever approves more readers to say that these are meant."""

    confirm_wider = forms.BooleanField(label=gettext_lazy("These readers are meant to see all of this page"))


class SecondPersonApproval(AbstractGroupApprovalTask):
    """A step at which somebody of a group approves what others wrote. Nobody approves their own work."""

    access_class: ClassVar[str] = AccessClass.EDITORIAL

    by_link = models.BooleanField(
        gettext_lazy("approval by preview link counts"),
        default=False,
        help_text=gettext_lazy("Somebody without an account may approve, by a link that was not made by an author."),
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "by_link"]

    class Meta:
        verbose_name = gettext_lazy("approval by a second person")
        verbose_name_plural = gettext_lazy("approvals by a second person")

    @classmethod
    def get_description(cls) -> str:
        """What the list of kinds of task says."""
        return _("Members of the chosen groups approve what others wrote, never their own work")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Wagtail's list of (name, label, whether a form comes first): without approval for authors, and with a
        confirmation where readers are gained."""
        actions: list[tuple[str, str, bool]] = super().get_actions(obj, user)
        if not actions or not isinstance(obj, Page):
            return actions
        others = [action for action in actions if action[0] != "approve"]
        if selectors.why_not(obj, user):
            return others
        gained = selectors.gained_by(selectors.draft_of(obj))
        if not gained:
            return actions
        label = _("Approve, and show the page to %(gained)s as well") % {"gained": names_of(gained)}
        return [*others, (WIDER, label, True)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """The form that comes before an action."""
        form: type[forms.Form] = ConfirmWiderForm if action == WIDER else super().get_form_for_action(action)
        return form

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Raises PermissionDenied for an approval that `get_actions` does not offer."""
        if not action_name.startswith("approve"):
            return super().on_action(task_state, user, action_name, **kwargs)
        page = task_state.workflow_state.content_object
        confirmed = kwargs.pop("confirm_wider", False)
        if isinstance(page, Page):
            if selectors.why_not(page, user):
                raise PermissionDenied("Somebody else has to approve this, or something is lacking.")
            if selectors.gained_by(selectors.draft_of(page)) and not confirmed:
                raise PermissionDenied("Nobody confirmed that more readers may see this.")
        return super().on_action(task_state, user, "approve", **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        """Those that the user did not write or submit."""
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(revision__user=user).exclude(workflow_state__requested_by=user)


class Decision(models.TextChoices):
    """What whoever holds a preview link makes of the page."""

    APPROVE = "approve", gettext_lazy("It can be published like this")
    COMMENT = "comment", gettext_lazy("It has to be changed, or I have a question")


class PreviewLink(models.Model):
    """Shows one revision to whoever holds its address, as the readers of one audience on one host would see it.

    `mode` is a preview mode of cms.core.previewing. Of the address only a hash is kept. The holder answers once: then
    `used_at` is set with what they said of themselves, and the link leads nowhere. `counted` says that the answer was
    the approval of a workflow.
    """

    access_class: ClassVar[str] = AccessClass.EDITORIAL

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    mode = models.CharField(max_length=120)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    comment = models.TextField(blank=True)
    counted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.page_id}: {self.mode}"
