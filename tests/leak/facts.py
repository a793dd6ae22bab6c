"""Facts for some readers on pages that everybody sees, in sentences and in blocks, in each format and language."""

import datetime
import json

from wagtail.models import Locale

from cms.core.models import BasePage
from cms.website.models import ContentPage
from kb.facts.models import Fact
from kb.models import ArticlePage

from .bodies import Mint, block, part
from .planting import AUDIENCES, Planter, Seed
from .truth import Kind

KINDS = (Kind.PUBLIC, Kind.RESIDENT, Kind.STAFF, Kind.AGENT, Kind.PARTNER_Y, Kind.UNPUBLISHED)


def plant(planter: Planter, landing: Seed, section: Seed) -> None:
    """A page of the website and an article for each kind of fact."""
    for parent in (landing, section):
        for kind in KINDS:
            if parent is landing and kind not in {Kind.PUBLIC, Kind.RESIDENT, Kind.UNPUBLISHED}:
                continue  # nobody of that kind reads the website
            _plant(planter, parent, kind, f"facts/{parent.name}/{kind}")


def _plant(planter: Planter, parent: Seed, kind: Kind, name: str) -> None:
    hosts = () if kind is Kind.UNPUBLISHED else parent.hosts
    fact = _fact(Locale.get_default(), kind, name, planter.mint(name, kind, hosts))
    welsh = fact.copy_for_translation(Locale.objects.get(language_code="cy"))
    _fill(welsh, kind, planter.mint(f"welsh/{name}", kind, ()))
    words = [f'<a linktype="fact" id="{fact.pk}" format="{form}">a fact</a>' for form in ("short", "full")]
    blocks = [block("text", f"<p>First {words[0]} last.</p><ul><li>{words[1]}</li></ul>")]
    blocks += [block("fact", {"fact": fact.pk, "format": form}) for form in ("short", "full", "table")]
    slug = f"facts-{kind}"
    if parent.name.startswith("kb/"):
        content = [part("public_text", (), lambda _: "", blocks)]
        page: BasePage = ArticlePage(title="Facts", slug=slug, body=json.dumps(content))
    else:
        page = ContentPage(title="Facts", slug=slug, body=json.dumps(blocks))
    parent.page.add_child(instance=page)
    page.save_revision().publish()
    planter.seeds[name] = Seed(name, page, Kind.PUBLIC, Kind.PUBLIC, parent.hosts, f"{parent.path}{slug}/")
    copy = page.copy_for_translation(Locale.objects.get(language_code="cy"))
    copy.save_revision().publish()


def _fact(locale: Locale, kind: Kind, name: str, mint: Mint) -> Fact:
    fact = Fact(locale=locale, slug=name.replace("/", "-"), contact_name="Team", contact_email="team@northmere.example")
    fact.review_date = datetime.date(2032, 1, 1)
    _fill(fact, kind, mint)
    return fact


def _fill(fact: Fact, kind: Kind, mint: Mint) -> None:
    """Each field with a canary of its own, published and perhaps taken back."""
    fact.name, fact.short, fact.full = mint("name"), mint("text"), f"All of {mint('full')}."
    fact.parts = [("part", {"label": mint("row"), "value": mint("cell")})]  # type: ignore[assignment]
    fact.audiences = AUDIENCES.get(kind, [])
    fact.live = False
    fact.save()
    fact.save_revision().publish()
    fact.refresh_from_db()
    if kind is Kind.UNPUBLISHED:
        fact.unpublish()
