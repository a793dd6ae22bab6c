"""What every page type has, and addresses that are gone for good."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Site
from wagtail_localize.fields import SynchronizedField

from cms.access.enums import AccessClass
from cms.access.models import AccessMixin
from cms.access.services import narrow_at_once
from cms.taxonomy.models import Service, Topic

from .forms import BasePageForm
from .panels import AudiencePanel
from .permissions import TwoPersonTester
from .previewing import PreviewMixin
from .reading import DraftCut
from .ready import shown_to
from .translatable import OwnField


class BasePage(AccessMixin, PreviewMixin, Page):
    """The abstract root of all page types.

    Its owner is a user, or somebody known by name and e-mail address only. `last_verified_at` says when somebody last
    found the content still correct; like `access_origin` it belongs to the page and not to a revision.
    """

    summary = models.TextField(_("summary"), max_length=500, blank=True, help_text=_("One or two plain sentences."))
    contact_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Who answers for the content. Give a name and an e-mail address instead if they do not sign in."),
    )
    contact_name = models.CharField(_("owner's name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("owner's e-mail address"), blank=True)
    review_date = models.DateField(_("review by"), null=True, blank=True)
    last_verified_at = models.DateTimeField(_("last found correct"), null=True, editable=False)
    last_verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    service = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    topics = ParentalManyToManyField(Topic, blank=True, related_name="+")
    keywords = models.TextField(_("search words"), blank=True, help_text=_("What readers call this, if not by name."))
    content_language = models.CharField(_("language"), max_length=20, blank=True, help_text=_("If not the site's own."))

    base_form_class = BasePageForm
    override_translatable_fields: ClassVar = [
        OwnField("audiences"),
        OwnField("content_language"),
        SynchronizedField("contact_name", overridable=False),
    ]
    template: ClassVar[str]

    # What search calls a page of this type.
    kind_label: ClassVar[Any] = _("Page")
    searchable: ClassVar[bool] = True
    # Whether it is a part of the page above it, and is named together with that.
    is_part: ClassVar[bool] = False
    # What it is in the words of schema.org.
    schema: ClassVar[str] = "WebPage"

    # Whether pages of the type say something that somebody has to answer for and look at again. Those that only lead
    # to others need neither an owner nor a review date to be published; news needs no second look.
    has_owner: ClassVar[bool] = True
    has_review: ClassVar[bool] = True

    # Set while Wagtail's editor saves what is being typed, without anybody having asked it to.
    saving_itself = False
    # The primary key that a page is to be made with, where others lead to it already.
    key_set_aside: int | None = None

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel(
            [
                FieldPanel("service", heading=_("service")),
                FieldPanel("topics", heading=_("topics")),
                FieldPanel("keywords"),
            ],
            _("What it is about"),
        ),
    ]
    settings_panels = [
        FieldPanel("audiences"),
        AudiencePanel(),
        MultiFieldPanel(
            [
                FieldPanel("contact_user"),
                FieldPanel("contact_name"),
                FieldPanel("contact_email"),
                FieldPanel("review_date"),
            ],
            _("Who looks after it"),
        ),
        FieldPanel("content_language"),
        *Page.settings_panels,
    ]

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision never brings back an older verification."""
        page = super().with_content_json(content)
        page.last_verified_at, page.last_verified_by_id = self.last_verified_at, self.last_verified_by_id
        return page

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """A new page takes the key that was set aside for it, after Wagtail has seen that it is new."""
        if self.key_set_aside is not None and self.pk is None:
            self.pk = self.key_set_aside
            kwargs["force_insert"] = (Page,)
        super().save_base(*args, **kwargs)

    # What follows a change of the tree (access, search, redirects) commits with it or not at all.

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publishes a revision in one transaction."""
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Takes the page offline in one transaction."""
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        """Moves the page with all below it in one transaction."""
        return super().move(*args, **kwargs)

    @transaction.atomic
    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """Copies the page in one transaction."""
        return super().copy(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Deletes the page with all below it in one transaction."""
        return super().delete(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Saves a draft; a choice of audiences that is narrower than the live one takes effect with it.

        Not so a draft that the editor saved by itself: whoever ticks boxes has not decided yet.
        """
        revision = super().save_revision(*args, **kwargs)
        if self.live and self.alias_of_id is None and not self.saving_itself:
            narrow_at_once(self, self.audiences, kwargs.get("user"))
        return revision

    def permissions_for_user(self, user: Any) -> TwoPersonTester:
        """What the user may do with the page."""
        return TwoPersonTester(user, self)

    # The fields that `lacking` looks at.
    needed_fields: ClassVar[tuple[str, ...]] = ("contact_user", "contact_name", "contact_email", "review_date")

    def lacking(self) -> dict[str, str]:
        """What has to be filled in before anybody publishes the page: messages by field."""
        missing = {}
        if self.has_owner and not self.contact_user_id:
            if not self.contact_name:
                missing["contact_user"] = _("Choose an owner, or give an owner's name and e-mail address.")
            elif not self.contact_email:
                missing["contact_email"] = _("Give the owner's e-mail address.")
        if self.has_review and not self.review_date:
            missing["review_date"] = _("Give the day by which somebody looks at the page again.")
        return {field: str(message) for field, message in missing.items()}

    @property
    def owner_name(self) -> str:
        """Who answers for the content, for people to read."""
        return str(self.contact_user) if self.contact_user else self.contact_name

    def schema_type(self, title: str) -> str:
        """What a page of this type and title is in the words of schema.org."""
        return self.schema

    def subpath(self, request: HttpRequest, components: list[str]) -> tuple[Page, dict[str, Any]] | None:
        """The page, and what to serve it with, for an address that goes on below this page's own; None if absent."""
        return None

    def trail(self, request: HttpRequest) -> list[dict[str, str]] | None:
        """The breadcrumbs to this page where they are not the pages above it in the tree."""
        return None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> TemplateResponse:
        """The page as far as the request's reader may see it."""
        request.current_page = self  # type: ignore[attr-defined]
        site, preview = Site.find_for_request(request), getattr(request, "preview", None)
        if preview is not None:
            shown = DraftCut(preview.own, preview.reader, site, self, preview.vouching).page(self)
        else:
            shown = shown_to(self, request.reader, site)  # type: ignore[attr-defined]
        response = TemplateResponse(
            request, kwargs.pop("template", self.template), shown.get_context(request, *args, **kwargs)
        )
        foreign = self.content_language or getattr(request, "shown_in", "")
        if foreign:
            response.headers["Content-Language"] = foreign
        return response

    def search_fields_text(self) -> dict[str, str]:
        """What search finds the page by beside title, summary, headings and body; called on what `for_reader` left."""
        return {"keywords": self.keywords}

    def search_tasks(self) -> list[dict[str, Any]]:
        """What readers can do from here, for results to offer: `label`, which may be empty for a page's title, and
        `page`, its key or None, or `address`. It is for all who see the page, and not cut for anybody."""
        return []


class GoneAddress(models.Model):
    """An address whose public page was deleted; it answers 410 until something stands there again."""

    access_class = AccessClass.REFERENCE

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    path = models.CharField(max_length=2000)
    gone_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "path"], name="one_gone_address_per_path")]

    def __str__(self) -> str:
        return self.path
