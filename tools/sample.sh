#!/usr/bin/env bash
# Makes the samples again, each through `prepare` as any survey's: the made-up one from its generator, and that of the
# Dask user survey 2021 from its published answers, which are not part of this repository: DASK_2021=FILE.csv says where
# they are (sample/README.md says where to get them).
source "$(dirname "$0")/steps.sh"
raw="$(mktemp -d)"
trap 'rm -rf "$raw"' EXIT

# prepare EXAMPLE RAW OUTPUT
prepare() {
  cargo run --quiet --package needs-by-field -- prepare "$2" --codebook "examples/$1/codebook.toml" -o "$3"
}

make_up() { cargo run --quiet --package needs-by-field --example life-science >"$raw/raw.csv"; }
step "make up the answers of the illustration; waits for the Rust compiler" make_up
step "sample/results.json" prepare life-science "$raw/raw.csv" sample/results.json

answers="${DASK_2021:-../shared/surveys/dask/2021-user-survey-results.csv}"
if [ -f "$answers" ]; then
  step "sample/dask-2021.json" prepare dask-2021 "$answers" sample/dask-2021.json
elif [ -n "${DASK_2021:-}" ]; then
  fail "$DASK_2021 is not there" "sample/README.md says where the answers are to be had"
else
  say "sample/dask-2021.json stays as it is: say where its answers are, make sample DASK_2021=FILE.csv"
fi
