"""What the search engine is asked in the place of questions: `python -m bench.inside.bodies FILE`.

The file is JSON with `questions`, `filters` and `facets`. Prints for each question the path and the body of the search
that the engine is asked, a tab between.
"""

import json
import sys
from pathlib import Path

import django


def main() -> None:
    """Asks as an anonymous reader."""
    django.setup()
    from django.conf import settings

    from search.backends import Filters, Query
    from search.backends.elasticsearch.asking import ranked
    from search.backends.elasticsearch.indices import read_alias
    from search.words import split

    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    labels = {name: tuple(values) for name, values in told["filters"].items()}
    language = settings.LANGUAGE_CODE
    for question in told["questions"]:
        words = split(question)
        asked = Query(words, ("public",), language, filters=Filters(labels), facets=tuple(told["facets"]))
        print(f"/{read_alias('public', language)}/_search\t{json.dumps(ranked(asked, words, ()))}")


if __name__ == "__main__":
    main()
