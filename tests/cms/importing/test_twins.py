"""Documents that say the same in English and in Welsh."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from cms.core.models import BasePage
from tests.cms.importing.conftest import Outcome, page, paths

Run = Callable[..., Outcome]

ENGLISH = "---\ntitle: Missed bins\n---\nSee [rounds](rounds.md)."
WELSH = "---\ntitle: Biniau\n---\nGweler [rowndiau](rounds.md)."
ROUNDS = "# Rounds\n\nx"


@pytest.fixture
def home(branches: dict[str, BasePage]) -> BasePage:
    """The website's first page in Welsh."""
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    home: BasePage = branches["website"].copy_for_translation(welsh)
    home.save_revision().publish()
    return home


@pytest.mark.parametrize(
    ("english", "welsh", "extra"),
    [
        ("bins/missed.en.md", "bins/missed.cy.md", {}),
        ("bins/missed.md", "bins/missed.cy.md", {}),
        ("en/bins/missed.md", "cy/bins/missed.md", {}),
        ("bins/missed.md", "cy/bins/missed.md", {}),
        ("bins/missed.md", "bins/methu.md", {"lang": "cy", "translation_of": "bins/missed.md"}),
        ("bins/missed.md", "bins/methu.md", {"lang": "cy", "translation_key": "m1"}),
    ],
)
def test_twins_become_translations(
    run: Run, home: BasePage, client: Client, english: str, welsh: str, extra: dict[str, str]
) -> None:
    more = "".join(f"{key}: {value}\n" for key, value in extra.items())
    key = "---\ntranslation_key: m1\n" if "translation_key" in extra else "---\n"
    files = {english: ENGLISH.replace("---\n", key, 1), welsh: WELSH.replace("---\n", f"---\n{more}", 1)}
    outcome = run({**files, english.rsplit("/", 1)[0] + "/rounds.md": ROUNDS})
    assert outcome.code == 0, outcome.text
    assert "1  pages joined to those that they translate" in outcome.text
    first, second = page("/website/bins/missed/"), page(f"{home.url_path}bins/missed/")
    assert (first.translation_key, first.locale.language_code) == (second.translation_key, "en-gb")
    assert (second.title, second.locale.language_code, second.alias_of) == ("Biniau", "cy", None)
    answer = client.get("/cy/bins/missed/", headers={"host": "www.localhost"})
    assert answer.status_code == 200
    assert "Gweler" in answer.content.decode()
    before = paths()
    assert "0  pages made" in run().text
    assert paths() == before


@pytest.mark.parametrize(
    ("welsh", "reason"),
    [
        (WELSH.replace("title:", "audience: staff\ntitle:"), "it is for other readers"),
        (WELSH, "its site has no pages in that language"),
    ],
)
def test_what_cannot_be_joined_stands_by_itself_and_is_reported(
    run: Run, request: pytest.FixtureRequest, welsh: str, reason: str
) -> None:
    if "other readers" in reason:
        request.getfixturevalue("home")
    options = {"audience": ["public", "staff"]} if "audience" in welsh else {}
    outcome = run(
        {"missed.en.md": ENGLISH.replace("title:", "audience: public\ntitle:"), "missed.cy.md": welsh}, **options
    )
    assert f"not joined to 'Missed bins', which it translates: {reason}" in outcome.text
    alone = Page.objects.get(title="Biniau").specific
    assert alone.slug == "missed-cy"
    assert alone.translation_key != page("/website/missed/").translation_key
    assert "cy" in (alone.content_language, alone.locale.language_code)
