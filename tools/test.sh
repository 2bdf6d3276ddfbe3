#!/usr/bin/env bash
# Runs everything that has to hold; stops at the first thing that does not. `tools/test.sh quick` runs formatting and the
# tests within the crates, which take seconds once they are compiled.
source "$(dirname "$0")/steps.sh"

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
# tests OPTION...: runs them with nextest where it is installed, and keeps what was printed for the count. Those that need
# the answers of other people's surveys are ignored where these are not.
tests() {
  local options=("$@")
  if have cargo-nextest; then
    [ ! -d ../shared/surveys ] || options+=(--run-ignored all)
    # Without the browser tests, unless they are named (.config/nextest.toml).
    cargo nextest run "${options[@]}"
  else
    [ ! -d ../shared/surveys ] || options+=(-- --include-ignored)
    cargo test "${options[@]}"
  fi 2>&1 | tee -a "$log"
}
unit() { tests --workspace --exclude needs-by-field-page --exclude needs-by-field-tests --lib; }
# nextest leaves out the examples of the documentation; cargo test runs them with the rest.
examples() { cargo test --doc -p needs-core -p needs-charts -p needs-privacy 2>&1 | tee -a "$log"; }
native() {
  if have cargo-nextest; then
    tests --workspace --exclude needs-by-field-page && examples
  else
    tests --workspace --exclude needs-by-field-page --exclude needs-by-field-tests &&
      tests --package needs-by-field-tests --test dask_2021 --test published_tables
  fi
}
browser() {
  local options=(--package needs-by-field-tests --test browser)
  if have cargo-nextest; then options+=(--ignore-default-filter); fi
  # Some hold the page against the command.
  cargo build --quiet --package needs-by-field && tests "${options[@]}"
}
# "12 tests run: 12 passed, 0 skipped" of nextest, or "test result: ok. 12 passed; 0 failed; 1 ignored" of cargo test.
tell() {
  sed 's/\x1b\[[0-9;]*m//g' "$log" | awk -v seconds="$SECONDS" '
    function number(word) { for (i = 2; i <= NF; i++) if ($i ~ "^" word) return $(i - 1); return 0 }
    # Nextest also counts as skipped what its filters leave out.
    /tests? run: / { passed += number("passed") }
    /^test result: / { passed += number("passed"); ignored += number("ignored") }
    END {
      if (ignored) left = ", " ignored " ignored (they need ../shared/surveys)"
      print passed " tests passed" left ", in " seconds " s" }'
}

step "formatting" with_lint fmt cargo fmt --all --check
if [ "${1:-}" = quick ]; then
  step "tests within the crates" unit
  say "$(tell)"
  exit
fi
step "lints, command and tests; waits for the Rust compiler" \
  with_lint clippy cargo clippy --quiet --workspace --exclude needs-by-field-page --all-targets -- -D warnings
for target in "${OTHER_TARGETS[@]}"; do
  if has_target "$target"; then
    step "lints, command for $target; waits for the Rust compiler" \
      cargo clippy --quiet -p needs-by-field --target "$target" -- -D warnings
  else
    say "left out, because its standard library is not here: lints of the command for $target (rustup target add $target)"
  fi
done
step "lints, Studio and the libraries that it runs in a browser; waits for the Rust compiler" \
  with_small_std cargo clippy --quiet -p needs-coding -p needs-editions -p needs-intake -p needs-privacy -p needs-publish -p needs-studio \
  --features needs-studio/app,needs-studio/worker --target "$WASM_TARGET" -- -D warnings
step "lints, page; waits for the Rust compiler" \
  with_small_std cargo clippy --quiet --target "$WASM_TARGET" -- -D warnings
step "tests, command; waits for the Rust compiler" native
step "tests, the page in two files" node --test tools/
tools/build.sh
CHROMIUM="$(find_chromium)" CHROMEDRIVER="$(find_chromedriver)"
export CHROMIUM CHROMEDRIVER
step "tests, page in $(basename "$CHROMIUM"); waits for the browser" browser
say "all of it holds: $(tell)"
