"""Fills the knowledge base with the documents of a relevance set: `python -m bench.inside.questions CORPUS.jsonl HOST`.

Prints as JSON, in its last line, the document's id of the set by the key of its article.
"""

import json
import sys
from pathlib import Path
from typing import Any

import django
from django.utils.html import format_html


def main() -> None:
    """Makes the site, its hub, and an article for each document, its title the question and its text the answer."""
    django.setup()
    from bench.inside.editor import made
    from cms.core.branches import ensure_branches
    from cms.core.bulk import in_bulk
    from kb.models import ArticlePage, KnowledgeHubPage, SectionPage

    file, hostname = sys.argv[1:]
    branches = ensure_branches({"website": hostname}, port=8000, council="Northmere Council")
    made(branches["website"], KnowledgeHubPage, "help")
    section = made(branches["knowledge-base"], SectionPage, "section")
    articles: dict[int, str] = {}
    with in_bulk():
        for number, line in enumerate(Path(file).read_text(encoding="utf-8").splitlines()):
            document: dict[str, Any] = json.loads(line)
            text = ("text", format_html("<p>{}</p>", document["text"]))
            page = ArticlePage(
                title=document["title"][:255] or "Untitled",
                slug=f"document-{number}",
                body=[("public_text", {"title": "", "content": [text]})],
            )
            section.add_child(instance=page)
            articles[page.pk] = document["_id"]
    print(json.dumps(articles))


if __name__ == "__main__":
    main()
