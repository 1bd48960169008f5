#!/bin/sh
# A browser for the tests of the pages, where this can install one.
set -eu
say() { printf '%s\n' "$*" >&2; }

if ! command -v chromium >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing Debian's chromium (for the tests of the pages) …"
        apt-get update -qq && apt-get install -y -qq chromium >/dev/null
    else
        say "Chromium is missing, so the tests in a browser will be skipped. On Debian: sudo apt-get install chromium"
    fi
fi
touch .venv/browser
