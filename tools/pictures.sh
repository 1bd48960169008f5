#!/bin/sh
# Take the pictures of the docs anew: the sample case's report at a desk's and a narrow width (headless Chromium draws no window below 500 px), light and dark. Needs chromium.
set -eu
make --silent setup
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
.venv/bin/firstsaid demo "$scratch/case" >/dev/null
mkdir -p docs/pictures
take() { # name width height colour-scheme (0 dark, 1 light)
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
        --hide-scrollbars --blink-settings=preferredColorScheme="$4" --user-data-dir="$scratch/$1" --window-size="$2,$3" \
        --screenshot="$PWD/docs/pictures/$1.png" "file://$scratch/case/report.html" >/dev/null 2>&1
    echo "docs/pictures/$1.png"
}
take report-desk-light 1280 1150 1
take report-desk-dark 1280 1150 0
take report-phone-light 500 1500 1
take report-phone-dark 500 1500 0
