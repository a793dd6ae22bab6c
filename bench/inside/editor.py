"""Changes articles on demand: `python -m bench.inside.editor HOST ARTICLES`.

It makes that many articles and says {"ready": true}. Then it takes lines, `publish NUMBER WORD` and `restrict NUMBER
WORD`, and answers each with {"began": seconds, "ended": seconds} by the machine's monotonic clock.
"""

import json
import sys
import time
from typing import Any

import django


def main() -> None:
    """Works until the lines end."""
    django.setup()
    from cms.core.branches import ensure_branches
    from kb.models import ArticlePage, KnowledgeHubPage, SectionPage

    hostname, articles = sys.argv[1], int(sys.argv[2])
    branches = ensure_branches({"website": hostname}, port=8000, council="Northmere Council")
    made(branches["website"], KnowledgeHubPage, "help")
    section = made(branches["knowledge-base"], SectionPage, "section")
    for each in range(articles):
        made(section, ArticlePage, f"article-{each}")
    say({"ready": True})
    for line in sys.stdin:
        verb, number, word = line.split()
        article = ArticlePage.objects.get(slug=f"article-{number}")
        began = time.monotonic()
        {"publish": publish, "restrict": restrict}[verb](article, word)
        say({"began": began, "ended": time.monotonic()})


def made(parent: Any, page_type: Any, slug: str) -> Any:
    """A published page."""
    page = page_type(title=slug.capitalize(), slug=slug)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def publish(article: Any, word: str) -> None:
    """Publishes the article with the word in its public part."""
    text = ("text", f"<p>Ask for the {word} at the desk.</p>")
    article.body = [("public_text", {"title": "", "content": [text]})]
    article.save_revision().publish()


def restrict(article: Any, word: str) -> None:
    """Leaves the article to staff."""
    from cms.access.services import restrict as narrow

    narrow(article, ["staff"])


def say(answer: dict[str, Any]) -> None:
    """Prints one line at once."""
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
