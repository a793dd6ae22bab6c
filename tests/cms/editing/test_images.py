"""A picture is published with words for those who do not see it, or with the mark that it needs none."""

from typing import Any

import pytest
from wagtail.models import Page

from cms.core.permissions import collection_of
from cms.media.models import MediaImage
from cms.website.models import NewsIndexPage, NewsPage
from tests.cms.editing.conftest import COMPLETE, Desk
from tests.council import add, picture

pytestmark = pytest.mark.once


@pytest.fixture
def news(desk: Desk) -> NewsPage:
    """A draft of a piece of news with a picture, lacking words."""
    index = add(Page.objects.get(pk=desk.branches["website"].pk), NewsIndexPage, "news")
    body = [("text", "<p>Body of opening</p>")]
    return add(index, NewsPage, "opening", live=False, image=own_picture(desk, 1), body=body, **COMPLETE)


def own_picture(desk: Desk, number: int) -> MediaImage:
    """A picture that the website's writers may choose."""
    return picture(number, collection=collection_of(desk.branches["website"]))


def submit(desk: Desk, news: NewsPage, **changes: Any) -> str:
    """Hands the page on by the editor's form; what is answered."""
    unchanged = {"published_on": "2026-11-01", "image": str(news.image_id)}
    answer: str = desk.edit("writer", news, "action-submit", **unchanged | changes).content.decode()
    return answer


def in_workflow(page: NewsPage) -> bool:
    """Whether the page was handed on."""
    return bool(NewsPage.objects.get(pk=page.pk).workflow_in_progress)


def test_a_picture_without_words_is_not_handed_on_and_the_edit_is_kept(desk: Desk, news: NewsPage) -> None:
    answer = submit(desk, news, title="Grand opening")
    assert "Say what the image shows, or mark it as only decoration." in answer
    assert 'value="Grand opening"' in answer
    assert not in_workflow(news)


@pytest.mark.parametrize("words", [{"image_alt": "A ribbon"}, {"image_decorative": "on", "image_alt": "x"}])
def test_words_or_the_mark_are_enough(desk: Desk, news: NewsPage, words: dict[str, Any]) -> None:
    submit(desk, news, **words)
    assert in_workflow(news)
    draft = NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object()
    assert draft.image_alt == ("" if "image_decorative" in words else "A ribbon")


def test_so_it_is_for_pictures_in_the_text(desk: Desk, news: NewsPage) -> None:
    block = {"type": "image", "deleted": "", "order": "0", "id": "", "value-image": str(own_picture(desk, 2).pk)}
    body = {"body-count": "1", **{f"body-0-{name}": value for name, value in block.items()}}
    body |= {"body-0-value-alt": "", "body-0-value-caption": "", "image_alt": "A ribbon"}
    assert "Say what the image shows" in submit(desk, news, **body)
    assert not in_workflow(news)
    submit(desk, news, **body, **{"body-0-value-decorative": "on"})
    assert in_workflow(news)
