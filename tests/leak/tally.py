"""The suite's one line: what was planted, tried and found, added up over all workers."""

from collections import Counter

import pytest

NAME = "leak"
ORDER = (
    "canaries",
    "readers",
    "surfaces",
    "requests",
    "mutants planted",
    "mutants killed",
    "leaks",
    "oracles",
    "false denials",
)
# Said by every test alike, not to be added up.
THE_SAME = ("canaries", "readers", "surfaces")


def record(request: pytest.FixtureRequest, **numbers: int) -> None:
    """Adds to the line; underscores stand for spaces."""
    request.node.user_properties.append((NAME, {name.replace("_", " "): number for name, number in numbers.items()}))


class Line:
    """Collects what the tests recorded, on the worker or from all workers."""

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "teardown":
            return
        for name, numbers in report.user_properties:
            if name == NAME and isinstance(numbers, dict):
                for what, number in numbers.items():
                    self.numbers[what] = (
                        max(self.numbers[what], number) if what in THE_SAME else self.numbers[what] + number
                    )

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.numbers:
            terminalreporter.section("leak suite", bold=True)
            terminalreporter.line(", ".join(f"{name} {self.numbers[name]}" for name in ORDER))


def pytest_configure(config: pytest.Config) -> None:
    """Registers the line where the summary is printed."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Line(), "frontdoor-leak-line")
