"""How many queries each kind of page takes in a small tree and in a large one."""

import json

from bench import processes
from bench.results import table

TITLE = "Queries for each page"


def measure(*, quick: bool) -> list[str]:
    """The section's lines; raises RuntimeError when a page takes more queries in the larger tree."""
    sizes = (100, 200) if quick else (100, 10_000)
    with processes.database("sqlite") as address:
        env = {**processes.environment(address), "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
        text = processes.python("-m", "bench.inside.queries", *(str(size) for size in sizes), env=env)
    *lines, last = text.splitlines()
    if lines:
        print("\n".join(lines))
    found: dict[str, list[dict[str, int]]] = json.loads(last)
    grown = [name for name, counts in found.items() if counts[0] != counts[1]]
    if grown:
        raise RuntimeError(f"these take more queries in the larger tree: {', '.join(grown)}")
    rows: list[tuple[object, ...]] = [
        ("page and reader", *(f"at {size:,} pages" for size in sizes), "of them for access")
    ]
    for name, counts in found.items():
        rows.append((name, *(count["queries"] for count in counts), counts[0]["access"]))
    return [
        "On SQLite (a test holds the same numbers on PostgreSQL). Bodies hold two of everything: pictures, links, "
        "buttons, embedded articles of all parts. Queries for access are those that settle only who reads and which "
        "site it is; the rule itself is part of the others.",
        "",
        *table(*rows),
    ]
