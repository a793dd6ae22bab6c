"""What the run that starts services tells pytest about them, by one environment variable."""

import json
import os
from dataclasses import asdict, dataclass, field

from tests.services import chromium

NAMES = ("postgresql", "redis", "chromium", "clamav", "s3", "nginx", "elasticsearch")
VARIABLE = "FRONTDOOR_TEST_SERVICES"


@dataclass
class Services:
    """The services of a run: addresses of those running, reasons of those away; and what earlier passes said."""

    running: dict[str, str] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)
    # By pass: its result in words.
    earlier: dict[str, str] = field(default_factory=dict)
    # By service that is away: the number of tests that did not run.
    lost: dict[str, int] = field(default_factory=dict)
    # Where pytest leaves this pass's result for the next; empty when nobody asks.
    result_file: str = ""

    def export(self) -> dict[str, str]:
        """The environment variable that carries this."""
        return {VARIABLE: json.dumps(asdict(self))}


def read() -> Services:
    """The services of this run; of a bare `pytest`, which starts none, those that need no start."""
    text = os.environ.get(VARIABLE)
    if text:
        return Services(**json.loads(text))
    services = Services(away=dict.fromkeys(NAMES, "`make test` starts it, a bare pytest does not"))
    program = chromium.find()
    if program:
        services.running["chromium"] = program
        del services.away["chromium"]
    return services
