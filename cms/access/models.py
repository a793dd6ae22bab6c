"""What is stored about who may see what."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from .enums import AccessClass, Host
from .fields import AudiencesField


class Audience(models.Model):
    """A group of readers that content can be meant for; see cms.access.audiences for what the keys mean."""

    access_class = AccessClass.REFERENCE

    key = models.CharField(max_length=80, primary_key=True)
    label = models.CharField(_("label"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label


class AudienceGrant(models.Model):
    """Says that a person belongs to an audience, for good or until a moment."""

    access_class = AccessClass.PERSONAL

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="audience_grants")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="grants")
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "audience"], name="one_grant_per_user_and_audience")]

    def __str__(self) -> str:
        return f"{self.user}: {self.audience}"


class AudienceSet(models.Model):
    """A distinct set of audiences that some content has, by its text from cms.access.audiences.as_text."""

    access_class = AccessClass.INTERNAL

    text = models.CharField(max_length=1000, unique=True)

    def __str__(self) -> str:
        return self.text or "nobody"


class AudienceSetMember(models.Model):
    """One key of an audience set."""

    access_class = AccessClass.INTERNAL

    audience_set = models.ForeignKey(AudienceSet, models.CASCADE, related_name="members")
    audience = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "audience_set"], name="one_member_per_key")]

    def __str__(self) -> str:
        return self.audience


class SiteProfile(models.Model):
    """What kind of site a Wagtail site is, and the theme it wears. A site without one answers nobody."""

    access_class = AccessClass.INTERNAL

    site = models.OneToOneField(Site, models.CASCADE, related_name="profile")
    host = models.CharField(_("kind"), max_length=20, choices=Host.choices, unique=True)
    theme = models.CharField(_("theme"), max_length=40)

    def __str__(self) -> str:
        return f"{self.site} ({self.host})"


class PageAccess(models.Model):
    """A page's own audiences and the effective ones that follow from them and its place in the tree.

    `path` is the tree path for which the effective set was worked out: a row whose path is not the page's counts as
    missing, and a page without a row is seen by nobody. So a page moved past all signals is hidden, never shown.
    """

    access_class = AccessClass.INTERNAL

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="access")
    path = models.CharField(max_length=255)
    own = AudiencesField(default=list)
    ceiling = AudiencesField(null=True)
    alias_of_id_seen = models.BigIntegerField(null=True)
    effective = models.ForeignKey(AudienceSet, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.effective}"


class AccessMixin(models.Model):
    """The access part of every page type.

    `audiences` is versioned with the page; an empty list means the audiences of the parent. `access_origin` holds the
    primary key of the page that the row was made for: a copy, alias or translation arrives with its source's key in
    it, however it was made, and that is how cms.access knows where it came from.
    """

    access_class: ClassVar[str] = AccessClass.PAGE

    audiences = AudiencesField(
        _("who may see this"),
        default=list,
        blank=True,
        help_text=_("Nothing chosen: the same readers as the page above. A choice here can only narrow that."),
    )
    access_origin = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision never brings back an older origin."""
        page = super().with_content_json(content)  # type: ignore[misc]
        page.access_origin = self.access_origin
        return page


class ContentChange(models.Model):
    """Says that content, or who may see it, has changed; see cms.access.memory. Tokens are drawn at random."""

    access_class = AccessClass.INTERNAL

    token = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.token)
