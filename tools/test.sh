#!/usr/bin/env bash
# Runs everything that has to hold; stops at the first thing that does not.
source "$(dirname "$0")/steps.sh"

step "formatting" cargo fmt --check
step "lints, command and tests; waits for the Rust compiler" \
  cargo clippy --quiet --workspace --exclude needs-by-field-page --all-targets -- -D warnings
step "lints, libraries that have to run in a browser; waits for the Rust compiler" \
  with_wasm cargo clippy --quiet -p needs-intake -p needs-privacy -p needs-publish --target "$WASM_TARGET" -- -D warnings
step "lints, page; waits for the Rust compiler" \
  with_wasm cargo clippy --quiet --target "$WASM_TARGET" -- -D warnings

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
# tests OPTION...: runs them with nextest where it is installed, and keeps what was printed for the count.
tests() {
  # The browser tests are left out by .config/nextest.toml; of cargo test they are named below.
  if have cargo-nextest; then cargo nextest run "$@"; else cargo test "$@"; fi 2>&1 | tee -a "$log"
}
native() {
  if have cargo-nextest; then
    tests --workspace --exclude needs-by-field-page
  else
    tests --workspace --exclude needs-by-field-page --exclude needs-by-field-tests &&
      tests --package needs-by-field-tests --test dask_2021 --test published_tables
  fi
}
browser() {
  # Some hold the page against the command.
  cargo build --quiet --package needs-by-field &&
    if have cargo-nextest; then
      tests --ignore-default-filter --package needs-by-field-tests --test browser
    else
      tests --package needs-by-field-tests --test browser
    fi
}

step "tests, command; waits for the Rust compiler" native
tools/build.sh
CHROMIUM="$(find_chromium)" CHROMEDRIVER="$(find_chromedriver)"
export CHROMIUM CHROMEDRIVER
step "tests, page in $(basename "$CHROMIUM"); waits for the browser" browser

# "12 tests run: 12 passed, 0 skipped" of nextest, or "test result: ok. 12 passed; 0 failed" of cargo test.
passed="$(sed 's/\x1b\[[0-9;]*m//g' "$log" |
  awk '/tests? run: |^test result: / { for (i = 2; i <= NF; i++) if ($i ~ /^passed/) n += $(i - 1) } END { print n + 0 }')"
say "all of it holds: $passed tests passed, in $SECONDS s"
