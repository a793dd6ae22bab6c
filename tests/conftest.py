"""What every test shares."""

import pytest

pytest_plugins = ["tests.services.plugin", "tests.services.browser"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--leak",
        choices=("quick", "full"),
        default="quick",
        help="how much of the leak suite runs: quick with every test run, full by `make leak`",
    )
