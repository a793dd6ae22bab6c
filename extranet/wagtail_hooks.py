"""Partner organisations in the admin."""

from typing import Any

from django.forms import ModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from .models import PartnerOrganisation
from .services import save_organisation


class SavesOrganisation:
    """Saves by the service, which makes the audience as well."""

    form: ModelForm[PartnerOrganisation]

    def save_instance(self) -> PartnerOrganisation:
        """The saved organisation."""
        data: dict[str, Any] = self.form.cleaned_data
        slug = self.form.instance.slug if self.form.instance.pk else data["slug"]
        return save_organisation(name=data["name"], slug=slug)


class OrganisationCreateView(SavesOrganisation, CreateView):
    """Adds an organisation."""


class OrganisationEditView(SavesOrganisation, EditView):
    """Renames an organisation."""


class PartnerOrganisationViewSet(SnippetViewSet):
    """The list of organisations."""

    model = PartnerOrganisation
    icon = "group"
    add_to_settings_menu = True
    list_display = ["name", "slug"]
    search_fields = ["name"]
    add_view_class = OrganisationCreateView
    edit_view_class = OrganisationEditView
    panels = [FieldPanel("name"), FieldPanel("slug")]


register_snippet(PartnerOrganisationViewSet)
