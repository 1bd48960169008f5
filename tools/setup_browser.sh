#!/bin/sh
# A browser for the tests of the pages, and Pango for the report as PDF, where this can install them.
set -eu
PATH=$PATH:/sbin:/usr/sbin
say() { printf '%s\n' "$*" >&2; }

if ! command -v chromium >/dev/null || ! ldconfig -p | grep -q pangoft2; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing Debian's chromium and Pango (for the tests of the pages and of the PDF) …"
        apt-get update -qq && apt-get install -y -qq chromium libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null
    else
        say "Chromium or Pango is missing, so tests will be skipped. On Debian: sudo apt-get install chromium libpangoft2-1.0-0 libharfbuzz-subset0"
    fi
fi
touch .venv/browser
