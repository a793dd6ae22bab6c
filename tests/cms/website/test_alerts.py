"""Alerts warn whoever reads what they hang on, in whatever language."""

from wagtail.models import Locale

from cms.website.alerts import Alert
from tests.testmere import Council


def test_an_alert_stands_on_the_translations_of_its_branch(council: Council) -> None:
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    home = council.branches["website"]
    page = council.page(home, "river")
    for each in (home, page):
        each.copy_for_translation(welsh).save_revision().publish()
    Alert.objects.create(title="Flood warning", text="Stay away", branch=page)
    assert "Flood warning" in council.client().get("/river/").content.decode()
    translated = council.client().get("/cy/river/").content.decode()
    assert '<strong lang="en-gb">Flood warning</strong>' in translated
    assert "Flood warning" not in council.client().get("/cy/").content.decode()
