#!/bin/sh
# Make .venv with the locked versions and firstsaid itself in it.
set -eu
PYTHON=${PYTHON:-python3}
say() { printf '%s\n' "$*" >&2; }

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "firstsaid needs Python 3.11 or newer; $("$PYTHON" --version) was found. Try: make PYTHON=python3.12 demo"; exit 1; }

if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing Debian's python3-venv …"
        apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
        say "Python's venv module is missing. On Debian: sudo apt-get install python3-venv"
        exit 1
    fi
fi

say "Setting up .venv (once; some 600 MB) …"
"$PYTHON" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
.venv/bin/python -m compileall -q -j 0 src
touch .venv/installed
