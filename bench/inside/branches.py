"""Makes the branches with the website on a host: `python -m bench.inside.branches HOST`; prints the pages below it."""

import sys

import django


def main() -> None:
    """Leaves branches alone that are there."""
    django.setup()
    from cms.core.branches import ensure_branches

    home = ensure_branches({"website": sys.argv[1]}, port=8000, council="Northmere Council")["website"]
    print(home.get_descendants().live().count())


if __name__ == "__main__":
    main()
