#!/bin/sh
# Add Spark to .venv, for the tests that run every stage on both engines, and a Java runtime where this can install one.
set -eu
say() { printf '%s\n' "$*" >&2; }

if ! command -v java >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "Installing Debian's default-jre-headless …"
        apt-get update -qq && apt-get install -y -qq default-jre-headless >/dev/null
    else
        say "Java is missing, so the tests on Spark will be skipped. On Debian: sudo apt-get install default-jre-headless"
    fi
fi

say "Adding Spark to .venv (once; some 500 MB) …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements-spark.lock
touch .venv/spark
