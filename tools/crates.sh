#!/usr/bin/env bash
# Packages the crates as `cargo publish` would, into target/package/, compiles each from its package alone, and lets the
# command that came out publish a site: what `cargo install needs-by-field` gives, with the page inside.
# The page is the one that tools/build.sh made last.
source "$(dirname "$0")/steps.sh"

[ -f crates/command/page/index.html ] || fail "there is no page to put into the crate" "run: make build"
# The page is not known to git: --allow-dirty.
step "package the crates and compile them; 4 to 8 minutes on two cores, the first time" \
  cargo package --quiet --locked --allow-dirty --workspace --exclude needs-by-field-page --exclude needs-by-field-tests

site="$(mktemp -d)"
trap 'rm -rf "$site"' EXIT
step "publish a site with the command of the package" \
  target/package/debug/needs-by-field publish sample/results.json -o "$site/site" --base-url https://example.org/survey/
[ -f "$site/site/index.html" ] || fail "there is no index.html in the site"
for crate in target/package/*.crate; do say "$crate: $(($(wc -c <"$crate") / 1000)) kB"; done
