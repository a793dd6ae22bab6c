"""A fact, and which pages show it."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock
from wagtail.models import DraftStateMixin, Page, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.access.enums import AccessClass
from cms.access.fields import AudiencesField
from cms.core.fields import ThinStreamField
from cms.taxonomy.models import Service

from .enums import FactKind


class FactPartBlock(StructBlock):
    """One row of a fact's table."""

    label = CharBlock(max_length=120, label=_("for"))
    value = CharBlock(max_length=255, label=_("Value"))

    class Meta:
        icon = "table"
        label = _("Row")


class FactPartsBlock(StreamBlock):
    """The rows of a fact's table."""

    part = FactPartBlock()

    class Meta:
        required = False


class Fact(WorkflowMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A fee, a telephone number, opening hours …, written once; pages show its live version in one of three formats.

    It is seen by those who see the page and belong to its audiences; an empty list is for everybody who sees the page.
    """

    access_class = AccessClass.ANNOUNCEMENT

    name = models.CharField(_("name"), max_length=120, help_text=_("Such as “Blue Badge fee”."))
    slug = models.SlugField(_("short name"), max_length=80, help_text=_("How imported documents call it."))
    kind = models.CharField(_("kind"), max_length=20, choices=FactKind.choices, default=FactKind.FEE)
    service = models.ForeignKey(Service, models.PROTECT, null=True, blank=True, related_name="+")
    short = models.CharField(
        _("short"), max_length=255, help_text=_("The bare value, as it stands within a sentence: “£10”.")
    )
    full = models.TextField(
        _("full"), max_length=1000, blank=True, help_text=_("A whole sentence. Left empty: the short value.")
    )
    parts = ThinStreamField(FactPartsBlock(), blank=True, verbose_name=_("table"))
    audiences = AudiencesField(
        _("only for"),
        default=list,
        blank=True,
        help_text=_("Nothing chosen: whoever sees the page. Others read the page without the sentence that has it."),
    )
    contact_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    contact_name = models.CharField(_("owner's name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("owner's e-mail address"), blank=True)
    review_date = models.DateField(_("review by"))

    # What was saved when this was; set while it is being saved.
    before: "Fact | None" = None

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="fact")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="fact",
        for_concrete_model=False,
    )

    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("name"),
        TranslatableField("short"),
        TranslatableField("full"),
        TranslatableField("parts"),
        *(
            SynchronizedField(name)
            for name in (
                "slug",
                "kind",
                "service",
                "audiences",
                "contact_user",
                "contact_name",
                "contact_email",
                "review_date",
            )
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="one_fact_per_short_name")]

    def __str__(self) -> str:
        return self.name

    # Whatever follows from a fact (search, history, stale answers) commits with it or not at all.

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves in one transaction."""
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Raises ValidationError where nobody answers for the fact, or what it says is not of its kind."""
        super().clean()
        if self.contact_user_id is None and not (self.contact_name and self.contact_email):
            raise ValidationError({"contact_user": _("Choose an owner, or give an owner's name and e-mail address.")})

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publishes a revision in one transaction."""
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Takes the fact off all pages in one transaction."""
        return super().unpublish(*args, **kwargs)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The table: label and value of each row; at least one."""
        rows = [(part.value["label"], part.value["value"]) for part in self.parts]
        return rows or [(self.name, self.short)]

    @property
    def said(self) -> str:
        """All its values in one text."""
        return "\n".join([self.short, self.full, *(value for _, value in self.rows)])


class FactUse(models.Model):
    """A page that names the fact in its saved version, live or not."""

    access_class = AccessClass.INTERNAL

    fact = models.ForeignKey(Fact, models.PROTECT, related_name="uses")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "page"], name="one_use_per_fact_and_page")]

    def __str__(self) -> str:
        return f"{self.fact_id} on {self.page_id}"
