"""What a demo council has no reason to hold but tests must see: `add` adds it.

One page on each site with every block, one article with every part, alerts of every severity, news enough for a
second page, and an address that is gone. Runs in the settings of a demo server.
"""

import datetime
import io
import json
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from cms.website.alerts import Alert, Severity
from kb.facts.enums import FactFormat
from kb.facts.models import Fact
from kb.models import ArticlePage, SectionPage

BODY = "every-block"
GONE = "gone-for-good"
PARTS = "every-part"
# The news index shows ten to a page.
NEWS = 11


def add() -> None:
    """Add the specimens to the database of these settings."""
    blocks = body(picture(), document(), fact())
    branches = {name: _page(str(branch["page_type"])) for name, branch in settings.CMS_BRANCHES.items()}
    article = _article(branches.pop("knowledge-base"), blocks)
    for name, home in branches.items():
        full = [*blocks, {"type": "article", "value": {"article": article.pk}}]
        page = _add(home, _type(name, "ContentPage"), title="Every block", slug=BODY, body=full)
        if name == "website":
            _alerts(page)
        index = _type(name, "NewsIndexPage").objects.get(locale=Locale.get_default())
        for number in range(1, NEWS + 1):
            day = datetime.date(2020, 1, number)
            _add(index, _type(name, "NewsPage"), title=f"Older news {number}", slug=f"older-{number}", published_on=day)
    gone = _add(branches["website"], _type("website", "ContentPage"), title="Gone", slug=GONE, body=[])
    gone.delete()


def body(image_id: int, document_id: int, fact_id: int) -> list[dict[str, Any]]:
    """Every block that stands by itself, in Wagtail's raw form."""
    rich = '<p>Text with <b>bold</b>, <i>italic</i> and a <a href="https://example.org/">link</a>.</p><ul><li>one</li></ul>'
    cells = [{"type": "text", "heading": "Size"}, {"type": "text", "heading": "Price"}]
    contact = {"name": "Team", "phone": "01632 960000", "email": "team@northmere.example", "address": "1 High Street"}
    raw: list[tuple[str, Any]] = [
        ("heading", {"level": "h2", "text": "Second level"}),
        ("text", rich),
        ("heading", {"level": "h3", "text": "Third level"}),
        ("image", {"image": image_id, "alt": "Two fields of colour", "decorative": False, "caption": "A picture"}),
        ("image", {"image": image_id, "alt": "", "decorative": True, "caption": ""}),
        ("heading", {"level": "h4", "text": "Fourth level"}),
        ("table", {"caption": "Prices", "columns": cells, "rows": [{"values": ["<p>Small</p>", "<p>£48</p>"]}]}),
        ("quote", {"text": "Words of somebody else.", "attribution": "A resident"}),
        ("code", {"language": "python", "code": "a_long_line = " + "'which does not fit on a small screen' " * 4}),
        ("inset", rich),
        ("warning", "You can be fined if you do nothing."),
        ("details", {"summary": "More about this", "text": rich}),
        ("action", {"label": "Start now", "page": None, "url": "/search/", "start": True}),
        ("action", {"label": "Search", "page": None, "url": "/search/", "start": False}),
        ("document", {"document": document_id, "label": "The whole plan"}),
        ("contact", {**contact, "hours": "Monday to Friday, 9am to 5pm"}),
        ("text", f'<p>It costs <a linktype="fact" id="{fact_id}" format="short">the fee</a> a year.</p>'),
        *(("fact", {"fact": fact_id, "format": form}) for form in FactFormat.values),
    ]
    return [{"type": name, "value": value} for name, value in raw]


def parts(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every kind of part of an article, each with every block, in Wagtail's raw form."""
    titled: dict[str, Any] = {"title": "A title", "content": blocks}
    untitled: dict[str, Any] = {"title": "", "content": blocks[:2]}
    raw: list[tuple[str, Any]] = [
        ("public_text", untitled),
        ("public_text", titled),
        ("resident_text", titled),
        ("partner_text", {**titled, "organisations": []}),
        ("partner_text", {**untitled, "organisations": ["partner:eastmoor-police"]}),
        ("staff_note", titled),
        ("agent_script", titled),
        ("vulnerability_cue", untitled),
        ("short_text", {"text": "Northmere Council: your badge is on its way."}),
    ]
    return [{"type": name, "value": value} for name, value in raw]


def picture() -> int:
    """A picture's key."""
    content = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 600)).convert("RGB").save(content, "PNG")
    file = ContentFile(content.getvalue(), name="specimen.png")
    return int(get_image_model().objects.create(title="Specimen", file=file).pk)


def document() -> int:
    """A document's key."""
    file = ContentFile(b"A plan.\n", name="specimen.txt")
    return int(get_document_model().objects.create(title="Specimen", file=file).pk)


def fact() -> int:
    """A fact's key."""
    rows = [("Adults", "£10"), ("Children", "free")]
    parts = [{"type": "part", "value": {"label": label, "value": value}} for label, value in rows]
    owner = {"contact_name": "Contact centre", "contact_email": "centre@northmere.example"}
    made = Fact(
        name="Specimen fee",
        slug="specimen-fee",
        short="£10",
        full="A specimen costs £10.",
        parts=json.dumps(parts),
        review_date=datetime.date(2030, 1, 1),
        locale=Locale.get_default(),
        **owner,
    )
    made.save()
    made.save_revision().publish()
    return int(made.pk)


def _article(root: Any, blocks: list[dict[str, Any]]) -> Any:
    section = _add(root, SectionPage, title="Specimens", slug="specimens")
    contact = {"contact_name": "Contact centre", "review_date": datetime.date(2030, 1, 1)}
    return _add(section, ArticlePage, title="Every part", slug=PARTS, body=parts(blocks), **contact)


def _alerts(page: Any) -> None:
    for severity in Severity.values:
        Alert.objects.create(
            severity=severity, title=f"An alert: {severity}", text="What it means.", branch=page, link_page=page
        )


def _add(parent: Any, page_type: Any, **fields: Any) -> Any:
    if "body" in fields:
        fields["body"] = json.dumps(fields["body"])
    # From the database: the tree's counters change with each child.
    parent = type(parent).objects.get(pk=parent.pk)
    page = page_type(summary="One plain sentence.", **fields)
    parent.add_child(instance=page)
    page.save_revision().publish(skip_permission_checks=True)
    return page


def _page(label: str) -> Any:
    return apps.get_model(label)._default_manager.get(depth=2, locale=Locale.get_default())


def _type(site: str, name: str) -> Any:
    return apps.get_model(site, name if site == "website" else f"{site.capitalize()}{name}")
