"""The pytest plugin: which tests can run with the services there are, and a loud word about those that cannot."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.services import network, state


def pytest_configure(config: pytest.Config) -> None:
    network.stay_on_this_machine()
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Summary(state.read()), "frontdoor-services-summary")


@pytest.fixture(scope="session")
def services() -> state.Services:
    """The services of this run."""
    return state.read()


@pytest.fixture(scope="session")
def redis_url(services: state.Services) -> str:
    """The address of the Redis server; for tests marked `needs("redis")`."""
    return services.running["redis"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark browser tests; leave tests of PostgreSQL to the pass that runs on it."""
    services = state.read()
    on_postgresql = _on_postgresql()
    repeated = bool(services.earlier)
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        needed = _needed(item)
        if "chromium" in needed:
            item.add_marker(pytest.mark.browser)
        comes_later = "postgresql" in needed and not on_postgresql and "postgresql" in services.running
        # What a browser shows does not depend on the database, nor does what is marked so.
        was_run = repeated and ("chromium" in needed or item.get_closest_marker("once") is not None)
        (left if comes_later or was_run else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    services = state.read()
    for name in _needed(item):
        if name == "postgresql" and _on_postgresql():
            continue
        if name == "postgresql" or name not in services.running:
            pytest.skip(f"needs {name}: {services.away[name]}")


def _needed(item: pytest.Item) -> list[str]:
    names = [name for marker in item.iter_markers("needs") for name in marker.args]
    unknown = set(names) - set(state.NAMES)
    if unknown:
        raise pytest.UsageError(f"{item.nodeid} needs {', '.join(sorted(unknown))}, which is no service of the tests")
    return names


def _on_postgresql() -> bool:
    engine: str = settings.DATABASES["default"]["ENGINE"]
    return engine.endswith(".postgresql")


class _Summary:
    """Counts what did not run, and says so after everything else but pytest's own last line."""

    def __init__(self, services: state.Services) -> None:
        self.services = services
        self.skipped: Counter[str] = Counter()
        self.repeatable = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup" and not {"browser", "once"} & set(report.keywords):
            self.repeatable += 1
        if report.skipped and isinstance(report.longrepr, tuple):
            reason = report.longrepr[2].removeprefix("Skipped: ")
            for name in state.NAMES:
                if reason.startswith(f"needs {name}:"):
                    self.skipped[name] += 1

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
        yield
        if self.services.earlier:
            terminalreporter.section("earlier passes", bold=True)
            for name, result in self.services.earlier.items():
                terminalreporter.line(f"{name}: {result}")
        lost = {name: max(self._lost(name), self.services.lost.get(name, 0)) for name in self.services.away}
        if any(lost.values()):
            terminalreporter.section("SERVICES AWAY: TESTS DID NOT RUN", sep="!", red=True, bold=True)
            for name, number in lost.items():
                tests = "1 test" if number == 1 else f"{number} tests"
                terminalreporter.line(f"{name}: {tests} did not run ({self.services.away[name]})", red=True)
        if self.services.result_file:
            counts = {name: len(reports) for name, reports in terminalreporter.stats.items() if name}
            text = json.dumps({"counts": counts, "lost": lost})
            Path(self.services.result_file).write_text(text, encoding="utf-8")

    def _lost(self, name: str) -> int:
        # Without PostgreSQL the whole second pass is lost, not only what needs it.
        if name == "postgresql" and self.services.result_file:
            return self.repeatable
        return self.skipped[name]
