#!/usr/bin/env bash
# Measures what has a budget: tools/bench.sh [PART...], all parts by default.
#
#   bytes        what a reader downloads, brotli 11
#   page         from a click on a filter to the painted frame, in Chromium
#   sensitivity  from a reader's step to the painted sensitivity chart and what-if, in Chromium
#   studio       what an author downloads of Studio, and how long it takes with 10,000 and 100,000 respondents, in Chromium
#   dimensions   100,000 made-up respondents of ten dimensions with twenty categories, by dimension: time and memory
#   exactness    what stays exact of small surveys, beside the best classes there are, and of those in ../shared/surveys
#   statements   how many statements about groups can be made of those at k = 3, 5 and 10; fails where one is not true of the answers
#   prepare      a million made-up respondents of 20 columns to a results file: time and memory
#
# A part is a function `bench_PART` here.
source "$(dirname "$0")/steps.sh"

bench_bytes() { node tools/bytes.mjs dist; }
# What is measured is in the browser; its driver need not be optimized, and is compiled for the tests already.
in_chromium() {
  CHROMIUM="$(find_chromium)" CHROMEDRIVER="$(find_chromedriver)"
  export CHROMIUM CHROMEDRIVER
  cargo bench --quiet --profile dev --package needs-by-field-tests --bench "$1"
}
bench_page() { in_chromium page; }
bench_sensitivity() { in_chromium sensitivity; }
bench_studio() {
  # Both are told, whichever is over its budget.
  local within=0
  node tools/bytes.mjs --studio dist/studio || within=1
  in_chromium studio || within=1
  return $within
}
bench_dimensions() {
  local folder=target/bench/many-categories
  cargo build --quiet --profile command --package needs-by-field
  mkdir -p "$folder"
  # Seeded: the same files everywhere.
  many_categories() { cargo run --quiet --profile command --package needs-privacy --example many-categories -- "$@"; }
  many_categories --codebook >"$folder/codebook.toml"
  [ -s "$folder/answers.csv" ] || many_categories --respondents 100000 >"$folder/answers.csv"
  python3 tools/measure.py 30 300 target/command/needs-by-field prepare "$folder/answers.csv" --quiet \
    --codebook "$folder/codebook.toml" -o "$folder/results.json"
}
bench_exactness() {
  cargo test --quiet --profile command --package needs-privacy --lib -- --ignored --nocapture distance_to_the_optimum
  cargo run --quiet --profile command --package needs-by-field-tests --example exactness
}
bench_statements() {
  if [ ! -d ../shared/surveys ]; then
    say "no surveys in ../shared/surveys: nothing to measure"
    return
  fi
  cargo test --quiet --profile command --package needs-by-field-tests --test bounds -- --ignored --nocapture --test-threads 1
}
bench_prepare() {
  local answers=target/bench/answers.csv
  cargo build --quiet --profile command --package needs-by-field
  mkdir -p target/bench
  # Seeded: the same file everywhere.
  [ -s "$answers" ] || cargo run --quiet --profile command --package needs-by-field --example life-science -- --respondents 1000000 >"$answers"
  python3 tools/measure.py 10 300 target/command/needs-by-field prepare "$answers" --quiet \
    --codebook examples/life-science/codebook.toml -o target/bench/results.json
}

parts=("$@")
all="bytes page sensitivity studio prepare dimensions exactness statements"
if [ $# = 0 ]; then read -ra parts <<<"$all"; fi
# Only these look at the built page.
[[ " ${parts[*]} " =~ \ (bytes|page|sensitivity|studio)\  ]] && tools/build.sh
# One over its budget does not keep the next from being measured.
over=()
for part in "${parts[@]}"; do
  declare -F "bench_$part" >/dev/null || fail "there is no part \"$part\"" "the parts are: $all"
  say "measure: $part"
  "bench_$part" || over+=("$part")
done
[ ${#over[@]} = 0 ] || fail "over budget, or not measured: ${over[*]}"
say "within budget: ${parts[*]}"
