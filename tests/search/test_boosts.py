"""What is verified and what is chosen often counts a little more, for the readers who choose it."""

import datetime
from collections.abc import Callable

from django.utils import timezone

from cms.website.models import ContentPage
from search import boosts
from search.models import SearchClick
from tests.search.test_sections import bring_in_step  # noqa: F401
from tests.testmere import Council


def order(council: Council, reader: str | None = None) -> list[str]:
    """The pages found, by the ends of their addresses."""
    told = council.client(reader, "website").get("/api/v1/search/", {"q": "twin"}).json()
    return [each["url"].strip("/").rsplit("/", 1)[-1] for each in told["items"]]


def choose(page: ContentPage, scope: str, times: int) -> None:
    """Notes that readers chose the page."""
    clicks = [SearchClick(text="twin", scope=scope, language="en-gb", page_id=page.pk, rank=1) for _ in range(times)]
    SearchClick.objects.bulk_create(clicks)


def test_use_and_verification_decide_between_equals(
    council: Council,
    bring_in_step: Callable[[], object],  # noqa: F811
) -> None:
    pages = []
    for slug in ("one", "two", "six"):
        page = ContentPage(title="Twin", slug=slug, summary="Alike", body=[("text", "<p>The same.</p>")])
        type(council.branches["website"]).objects.get(pk=council.branches["website"].pk).add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
    first, second, third = pages
    bring_in_step()
    assert order(council) == ["one", "two", "six"]
    choose(third, "public", 15)
    choose(second, "resident", 255)
    boosts.refresh()
    bring_in_step()
    assert order(council) == ["six", "one", "two"]
    assert order(council, "resident") == ["two", "one", "six"]  # whom the public's clicks say nothing
    third = ContentPage.objects.get(pk=third.pk)
    third.save_revision().publish()
    bring_in_step()
    assert order(council) == ["six", "one", "two"]  # publishing forgets nothing
    SearchClick.objects.all().delete()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    ContentPage.objects.filter(pk=first.pk).update(review_date=yesterday)
    ContentPage.objects.filter(pk=third.pk).update(last_verified_at=timezone.now())
    boosts.refresh()
    bring_in_step()
    assert order(council) == ["six", "two", "one"]
    admin = council.client("staff", "intranet")
    council.users["staff"].is_superuser = True
    council.users["staff"].save()
    html = admin.get("/admin/search-try/", {"q": "twin", "reader": "public", "language": "en-gb"}).content.decode()
    assert "Its review is overdue" in html and "found it correct within a year" in html
