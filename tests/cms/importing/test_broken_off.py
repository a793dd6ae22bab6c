"""A run of the import that is broken off, which commits for real."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from wagtail.models import Page

from cms.access.audiences import EVERYBODY
from cms.core.branches import ensure_branches
from cms.core.models import BasePage
from cms.importing.mapping import Mapping
from cms.importing.models import ImportedItem
from cms.importing.placement import Place
from cms.importing.reader import read
from cms.importing.sources import open_source
from cms.importing.targets import target_for
from cms.importing.writer import TOGETHER, Job, write
from tests.cms.importing.conftest import HOSTS
from tests.cms.importing.reading import write_files

pytestmark = pytest.mark.once


def job(folder: Path, section: BasePage) -> Job:
    target = target_for(section)
    assert target is not None
    with open_source(folder) as source:
        return Job("source", read(source, Mapping()), section, target, EVERYBODY)


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_broken_off_leaves_whole_pages_and_is_completed_by_the_next(
    folder: Path,
) -> None:
    website = ensure_branches(HOSTS, port=80, council="Test council")["website"]
    count = TOGETHER + 5
    write_files(folder, {f"{n}.md": f"# Page {n}\n\n[next]({(n + 1) % count}.md) ends here" for n in range(count)})

    class Killed(BaseException):
        pass

    def until_the_last(places: Iterable[Place], _total: int) -> Iterator[Place]:
        for number, place in enumerate(places):
            if number == count - 1:
                raise Killed
            yield place

    with pytest.raises(Killed):
        write(job(folder, website), until_the_last)
    made = Page.objects.filter(depth__gt=2)
    whole = made.count()
    assert 0 < whole < count
    assert whole == ImportedItem.objects.count()
    assert all(each.live and "ends here" in str(each.specific.body.raw_data) for each in made)

    counts, notes = write(job(folder, website), lambda places, _total: places)
    assert (counts["created"], counts["unchanged"]) == (count - whole, whole)
    assert notes == []
    assert all("linktype" in str(each.specific.body.raw_data) for each in Page.objects.filter(depth__gt=2))
    assert all(each.revisions.count() == 1 for each in Page.objects.filter(depth__gt=2))
