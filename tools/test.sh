#!/usr/bin/env bash
# Runs everything that has to hold; stops at the first thing that does not.
source "$(dirname "$0")/steps.sh"

step "formatting" cargo fmt --check
step "lints, command and tests; waits for the Rust compiler" cargo clippy --quiet --all-targets -- -D warnings
step "lints, page; waits for the Rust compiler" \
  with_wasm cargo clippy --quiet --target "$WASM_TARGET" -- -D warnings

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
# tests WHAT OPTION...: runs them with nextest where it is installed, and keeps what was printed for the count.
tests() {
  # The browser tests are left out by .config/nextest.toml; cargo test leaves them out because they are not named.
  if have cargo-nextest; then cargo nextest run "$@"; else cargo test "$@"; fi 2>&1 | tee -a "$log"
}
native() {
  if have cargo-nextest; then tests; else tests --lib --bins $(integration_tests); fi
}
browser() {
  if have cargo-nextest; then tests --ignore-default-filter --test browser; else tests --test browser; fi
}
# The integration tests but the browser's, as options of cargo test.
integration_tests() {
  local path name
  for path in tests/*.rs tests/*/main.rs; do
    [ -e "$path" ] || continue
    name="${path#tests/}"
    name="${name%/main.rs}"
    [ "$name" = browser ] || printf -- '--test %s ' "${name%.rs}"
  done
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
