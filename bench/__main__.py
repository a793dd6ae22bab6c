"""Measure, and write what was measured to bench/RESULTS.md.

    python -m bench [--quick] [pages cached api queries tree import visible relevance start ...]

Without names, everything. `--quick` tries whether a benchmark runs: it measures a little of everything, prints it and
writes nothing.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from types import ModuleType

from bench import (
    api,
    away,
    cached,
    cluster,
    importing,
    pages,
    queries,
    rebuild,
    relevance,
    results,
    search,
    start,
    tree,
    visible,
)

BENCHMARKS: dict[str, ModuleType] = {
    "pages": pages,
    "cached": cached,
    "api": api,
    "queries": queries,
    "tree": tree,
    "import": importing,
    "visible": visible,
    "relevance": relevance,
    "search": search,
    "rebuild": rebuild,
    "away": away,
    "cluster": cluster,
    "start": start,
}


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m bench", allow_abbrev=False)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="measure little, and write nothing")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    for name in options.names or without_a_set(BENCHMARKS):
        benchmark = BENCHMARKS[name]
        print(f"{benchmark.TITLE} ...", flush=True)
        section = results.section(name, benchmark.TITLE, benchmark.measure(quick=options.quick))
        print(f"\n{section}")
        if not options.quick:
            results.write(benchmark.TITLE, section)
    return 0


def without_a_set(names: Iterable[str]) -> list[str]:
    """What runs unless something is named: relevance only where there are judgements to measure by."""
    return [name for name in names if name != "relevance" or relevance.VARIABLE in os.environ]


if __name__ == "__main__":
    sys.exit(main())
