#!/usr/bin/env bash
# Makes the bundled sample again: made-up answers, through `prepare` as any survey's.
set -euo pipefail
cd "$(dirname "$0")/.."
raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT
cargo run --quiet --package needs-by-field --example life-science > "$raw/raw.csv"
mkdir -p sample
cargo run --quiet --package needs-by-field -- prepare "$raw/raw.csv" --codebook examples/life-science/codebook.toml -o sample/results.json
