"""Install what a service needs from the Debian packages, where that is possible."""

import os
import shutil
import subprocess
import threading

from deploy.process import ServiceAwayError

# Debian's tools work for one at a time.
_installing = threading.Lock()


def install(*names: str) -> None:
    """Install Debian packages without starting the servers in them.

    Raises ServiceAwayError where this is not root on a Debian machine, or apt-get fails.
    """
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise ServiceAwayError(f"not installed, and only root on Debian can install it here ({' '.join(names)})")
    print(f"Installing {' '.join(names)} ...", flush=True)
    # Debian's start scripts leave servers alone in run level 1.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    with _installing:
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names],
        ):
            result = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=environment,
                check=False,
            )
            if result.returncode:
                lines = result.stdout.strip().splitlines() or ["it said nothing"]
                raise ServiceAwayError(f"{' '.join(command[:2])} failed: {lines[-1]}")


def program(name: str, package: str = "") -> str:
    """The path of a program, installed from the package of that name (or another) where it is missing.

    Raises ServiceAwayError where it is not to be had.
    """
    found = shutil.which(name)
    if found is None:
        install(package or name)
        found = shutil.which(name)
    if found is None:
        raise ServiceAwayError(f"{name} was not found")
    return found
