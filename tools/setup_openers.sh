#!/bin/sh
# Tools that our exports are opened with in tests, in an environment of their own: .venv/openers.
set -eu
PYTHON=${PYTHON:-python3}
say() { printf '%s\n' "$*" >&2; }

say "Setting up .venv/openers for the tests of the exports (once; some 400 MB) …"
"$PYTHON" -m venv --clear .venv/openers
.venv/openers/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r tools/openers.lock
touch .venv/openers/installed
