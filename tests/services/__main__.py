"""Start the services, run the suite on SQLite and then on PostgreSQL, and stop the services.

    python -m tests.services [--database sqlite|postgresql] [--require-services] [pytest arguments]

Exit code: 0 when every pass is green (and, with --require-services, every service was there). The last line printed
is pytest's own.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from deploy.process import ServiceAwayError
from tests.services import chromium, clamav, elasticsearch, nginx, postgresql, redis, s3
from tests.services.state import NAMES, Services

STARTERS = {
    "postgresql": postgresql.start,
    "redis": redis.start,
    "chromium": chromium.start,
    "clamav": clamav.start,
    "nginx": nginx.start,
    "s3": s3.start,
    "elasticsearch": elasticsearch.start,
}
NO_TESTS = 5


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.services", allow_abbrev=False)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="one pass only, on this database")
    parser.add_argument("--require-services", action="store_true", help="fail when a service is away")
    options, arguments = parser.parse_known_args()
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)

    with ExitStack() as running:
        services = start_services(running)
        passes = [options.database] if options.database else ["sqlite", "postgresql"]
        if "postgresql" in services.away and "postgresql" in passes:
            passes.remove("postgresql")
        if not passes:
            print(f"No tests ran: PostgreSQL is away ({services.away['postgresql']}).")
            return 1
        codes = [run_pass(name, services, arguments) for name in passes]
    if options.require_services and services.away:
        return 1
    ran = [code for code in codes if code != NO_TESTS]
    return max(ran) if ran else NO_TESTS


def start_services(running: ExitStack) -> Services:
    """Start every service that can be started; the stack stops them."""
    services = Services()
    # Its archive takes longer to come than all others take to start.
    elasticsearch.fetch_meanwhile()
    for name in NAMES:
        try:
            services.running[name] = running.enter_context(STARTERS[name]())
        except ServiceAwayError as error:
            services.away[name] = str(error)
    return services


def run_pass(name: str, services: Services, arguments: list[str]) -> int:
    """Run pytest on one database and return its exit code; what it counted goes to the passes after it."""
    print(f"\nThe suite on {'PostgreSQL' if name == 'postgresql' else 'SQLite'}", flush=True)
    with tempfile.NamedTemporaryFile(prefix="frontdoor-result-", suffix=".json") as result:
        services.result_file = result.name
        environment = {**os.environ, **services.export()}
        command = [sys.executable, "-m", "pytest", "-n", "2", *arguments]
        if name == "postgresql":
            environment["DATABASE_URL"] = services.running["postgresql"]
        else:
            environment["DATABASE_URL"] = "sqlite:///:memory:"
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment)
        try:
            code = process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        text = Path(result.name).read_text(encoding="utf-8")
    result_of_pass = json.loads(text) if text else {"counts": {}, "lost": {}}
    counts = result_of_pass["counts"]
    services.lost = result_of_pass["lost"]
    told = ", ".join(f"{counts[key]} {key}" for key in ("failed", "error", "passed", "skipped") if counts.get(key))
    services.earlier[name] = told or f"ended with exit code {code}"
    return code


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
