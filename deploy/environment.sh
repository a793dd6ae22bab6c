#!/bin/sh
# Make the virtual environment .venv with the first Python on this machine that is new enough.
# Usage: deploy/environment.sh [PYTHON]
set -eu

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

python=
for candidate in "${1:-python3}" python3.13 python3.12 python3.11; do
    if new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$("${1:-python3}" --version 2>/dev/null || echo "no ${1:-python3}")
    echo "Frontdoor needs Python 3.11 or newer, and this machine has $found; name another with PYTHON=/path/to/python3." >&2
    exit 1
fi

echo "Making the virtual environment with $("$python" --version) ..."
if ! "$python" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    echo "Python cannot make virtual environments here; on Debian and Ubuntu install the package python3-venv." >&2
    exit 1
fi
