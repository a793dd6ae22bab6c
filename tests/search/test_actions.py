"""Results of services offer what can be done there."""

from cms.access.services import restrict
from cms.website.service_pages import ServicePage
from tests.search.test_sections import publish
from tests.testmere import Council


def test_a_service_offers_its_tasks_as_far_as_the_reader_may_see_them(council: Council) -> None:
    website = council.branches["website"]
    form = council.page(website, "form")
    inner = council.page(council.branches["intranet"], "ledger")
    tasks = [
        ("task", {"label": "Pay your council tax", "page": None, "address": "https://pay.example/", "summary": ""}),
        ("task", {"label": "", "page": form, "address": "", "summary": ""}),
        ("task", {"label": "Report a move", "page": inner, "address": "", "summary": ""}),
        ("task", {"label": "Archebu apwyntiad", "page": None, "address": "/book/", "summary": ""}),
    ]
    publish(website, ServicePage(title="Council tax", slug="tax", tasks=tasks))

    def actions(reader: str | None = None, host: str | None = None) -> list[tuple[str, str, str]]:
        told = council.client(reader, host).get("/api/v1/search/", {"q": "council tax"}).json()
        [item] = [each for each in told["items"] if each["title"] == "Council tax"]
        return [(each["kind"], each["label"], each["url"]) for each in item["actions"]]

    pay, book = ("pay", "Pay your council tax", "https://pay.example/"), ("book", "Archebu apwyntiad", "/book/")
    assert actions() == [pay, ("other", "Title form", "/form/"), book]
    assert ("report", "Report a move", "/ledger/") in actions("staff")
    html = council.client().get("/search/", {"q": "council tax"}).content.decode()
    assert 'href="https://pay.example/">Pay your council tax</a>' in html
    assert 'aria-label="Council tax: what you can do"' in html and "ledger" not in html
    restrict(form, ["staff"])
    assert actions() == [pay, book]
