#!/usr/bin/env bash
# Measures what has a budget: tools/bench.sh [PART...], all parts by default.
#
#   bytes   what a reader downloads, brotli 11
#   page    from a click on a filter to the painted frame, in Chromium
#
# A part is a function `bench_PART` here.
source "$(dirname "$0")/steps.sh"

bench_bytes() { node tools/bytes.mjs dist; }
bench_page() {
  CHROMIUM="$(find_chromium)" CHROMEDRIVER="$(find_chromedriver)"
  export CHROMIUM CHROMEDRIVER
  # What is measured is in the browser; its driver need not be optimized, and is compiled for the tests already.
  cargo bench --quiet --profile dev --bench page
}

tools/build.sh
parts=("$@")
if [ $# = 0 ]; then parts=(bytes page); fi
# One over its budget does not keep the next from being measured.
over=()
for part in "${parts[@]}"; do
  declare -F "bench_$part" >/dev/null || fail "there is no part \"$part\"" "the parts are: bytes page"
  say "measure: $part"
  "bench_$part" || over+=("$part")
done
[ ${#over[@]} = 0 ] || fail "over budget, or not measured: ${over[*]}"
say "within budget: ${parts[*]}"
