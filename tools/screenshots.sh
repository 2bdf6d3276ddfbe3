#!/usr/bin/env bash
# Pictures of the page: tools/screenshots.sh [PATH OR QUERY...], such as '?chart=ranking'; every chart of the bundled
# sample by default; the steps of Studio by `studio`. Each at 360, 800 and 1400 pixels, light and dark, in target/screenshots/.
source "$(dirname "$0")/steps.sh"

CHROMIUM="$(find_chromium)" CHROMEDRIVER="$(find_chromedriver)"
export CHROMIUM CHROMEDRIVER
tools/build.sh
if [ "${1:-}" = studio ]; then
  step "take the pictures; waits for the browser" \
    cargo run --quiet --package needs-by-field-tests --example screenshots_studio
  exit
fi
step "take the pictures; waits for the browser" cargo run --quiet --package needs-by-field-tests --example screenshots -- "$@"
