"""The interface in Welsh: every text that readers meet is translated, in Welsh forms, with Welsh dates."""

import datetime
import re

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, ngettext
from wagtail.users.models import UserProfile

from cms.access.services import grant
from cms.accounts.models import User
from cms.core.models import BasePage
from cms.core.texts import in_python, in_template, texts_in
from tests.testmere import HOSTS, Council

pytestmark = pytest.mark.once

PO = settings.BASE_DIR / "cms/locale/cy/LC_MESSAGES/django.po"
# Where texts for readers stand; the rest of the code speaks to editors.
FOR_READERS = re.compile(
    r"^themes/(?!base/templates/editing/)|^cms/accounts/forms\.py$"
    r"|^(cms/(access|accounts|core|website)|search|kb|intranet|extranet)/(views|outlines|enums|query|narrowing)\.py$"
)
MARKUP = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>|\{\{.*?\}\}")
# Texts that happen to be the same in both languages.
ALIKE = {"label", "Label", "ward", "Help"}


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(PO), wrapwidth=0)


def test_every_text_for_readers_is_in_welsh(catalogue: polib.POFile) -> None:
    has = {(entry.msgid, entry.msgctxt or "") for entry in catalogue if entry.translated() and not entry.fuzzy}
    found = texts_in(settings.BASE_DIR)
    lacking = {
        text.text: places
        for text, places in found.items()
        if any(FOR_READERS.search(place) for place in places) and (text.text, text.context) not in has
    }
    assert len(found) > 200
    assert lacking == {}, "Write them in Welsh; `make texts` puts them into the catalogue."


def test_each_page_type_is_named_in_welsh() -> None:
    with translation.override("cy"):
        labels = {str(model.kind_label) for model in apps.get_models() if issubclass(model, BasePage)}
    with translation.override("en-gb"):
        english = {str(model.kind_label) for model in apps.get_models() if issubclass(model, BasePage)}
    assert labels & english <= ALIKE


def test_translations_keep_what_is_filled_in(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            wanted = sorted(MARKUP.findall(entry.msgid))
            assert not text or sorted(MARKUP.findall(text)) == wanted, entry.msgid
        assert entry.msgid in ALIKE or entry.msgid != entry.msgstr


def test_the_compiled_catalogue_is_used() -> None:
    with translation.override("cy"):
        assert gettext("Page not found") == "Ni ddaethpwyd o hyd i'r dudalen"
        counted = [
            ngettext("%(counter)s result for “%(query)s”", "%(counter)s results for “%(query)s”", n)
            for n in (1, 2, 5, 8)
        ]
    assert [text.split()[1] for text in counted] == ["canlyniad", "ganlyniad", "canlyniad", "canlyniad"]


def test_an_editor_may_work_in_welsh(council: Council) -> None:
    admin = User.objects.create_superuser("admin@testmere.example", "demo")
    grant(admin, "staff")
    client = Client(HTTP_HOST=HOSTS["intranet"])
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    assert '<option value="cy">' in client.get("/admin/account/").content.decode()
    UserProfile.objects.filter(user=admin).update(preferred_language="cy")
    alert = client.get("/admin/snippets/website/alert/add/").content.decode()
    assert "Difrifoldeb" in alert and "Severity" not in alert
    below = client.get(f"/admin/pages/{council.branches['website'].pk}/add_subpage/").content.decode()
    assert "Tudalen gynnwys" in below and "Content page" not in below


def test_dates_are_welsh() -> None:
    day = Template('{{ day|date:"l j F Y" }}')
    with translation.override("cy"):
        assert day.render(Context({"day": datetime.date(2026, 11, 23)})) == "Dydd Llun 23 Tachwedd 2026"


def test_texts_are_found_in_templates_and_code() -> None:
    template = """{% load i18n %}{% translate "One" %} {% translate 'Two' as two %} {{ _("Three") }}
    {% blocktranslate trimmed count n=many with who=name %} {{ n }} of {{ who }} {% plural %} {{ n }} all {% endblocktranslate %}
    {% include "x.html" with title=_("Four") %} not( this ) ngettext"""
    found = [(text.text, text.plural) for text in in_template(template)]
    assert ("One", "") in found and ("Two", "") in found and ("Three", "") in found and ("Four", "") in found
    assert ("%(n)s of %(who)s", "%(n)s all") in found
    code = 'a = _("One")\nb = pgettext("bin", "Two")\nc = ngettext_lazy("a", "b", 3)\nd = other("not")\ne = _(f"{a}")'
    assert [tuple(text) for text in in_python(code)] == [("One", "", ""), ("Two", "", "bin"), ("a", "b", "")]
