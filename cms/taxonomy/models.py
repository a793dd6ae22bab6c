"""What content is about: services, topics and wards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.wording.models import Worded


class Term(Worded, models.Model):
    """A name with an address-safe short form, which is the same in all languages."""

    access_class = "reference"

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Its name in the language that is being spoken."""
        return self.words()["name"]


class Service(Term):
    """One of the council's services, with its codes in the Local Government Service List."""

    worded = ("name", "summary")

    summary = models.CharField(_("summary"), max_length=255, blank=True)
    lgsl_codes = models.JSONField(_("LGSL codes"), default=list, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")


class Topic(Term):
    """A subject that cuts across services."""

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Ward(Term):
    """An electoral ward of the council's area."""

    class Meta(Term.Meta):
        verbose_name = _("ward")
        verbose_name_plural = _("wards")
