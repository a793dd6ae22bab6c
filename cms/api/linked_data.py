"""What a page is, in the words of schema.org, as JSON-LD."""

from typing import Any

from cms.core.models import BasePage

Data = dict[str, Any]


def linked_data(page: BasePage, document: Data, publisher: str, base: str) -> Data:
    """The graph of a page from its document: the page itself, and the way to it. `base` is the root of the host."""
    kind = page.schema_type(document["title"])
    item: Data = {
        "@type": kind,
        "@id": document["url"],
        "url": document["url"],
        "inLanguage": document["locale"],
        "name": document["title"],
    }
    if document["summary"]:
        item["description"] = document["summary"]
    council = {"@type": "GovernmentOrganization", "name": publisher}
    dates = document["dates"]
    if kind == "GovernmentService":
        item |= {"serviceOperator": council, "areaServed": {"@type": "AdministrativeArea", "name": publisher}}
        if document["service"]:
            item["serviceType"] = document["service"]["name"]
    elif kind == "FAQPage":
        answer = "".join(part["html"] for part in document["content"].values())
        item["mainEntity"] = [
            {"@type": "Question", "name": document["title"], "acceptedAnswer": {"@type": "Answer", "text": answer}}
        ]
    elif kind in {"NewsArticle", "Article"}:
        item |= {"headline": document["title"], "publisher": council, "author": council}
        item["datePublished"] = dates["published_on"] or dates["first_published_at"]
        if document["image"]:
            item["image"] = base + document["image"]["url"]
    if kind != "GovernmentService":
        item["dateModified"] = dates["last_published_at"]
    graph = [item]
    if document["breadcrumbs"]:
        graph.append(_trail(document, base))
    return {"@context": "https://schema.org", "@graph": graph}


def _trail(document: Data, base: str) -> Data:
    steps = [*document["breadcrumbs"], {"title": document["title"], "url": document["path"]}]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step["title"],
                "item": base + step["url"] if step["url"].startswith("/") else step["url"],
            }
            for position, step in enumerate(steps, start=1)
        ],
    }
