#!/usr/bin/env bash
# Builds the page and Studio: tools/build.sh [OPTION OF trunk build...]
#
# They are a static site in dist/. What `publish` and `studio` need of it is copied to crates/command/page/, too, from where
# the next build of the command takes it along (crates/command/build.rs).
source "$(dirname "$0")/steps.sh"

build() { with_small_std trunk build --offline "$@"; }
step "build the page into dist/; waits for the Rust compiler where the code has changed" build --release "$@"
tools/studio.sh

# The samples stay outside: a site has results of its own. Studio makes sites of the page that is there already.
inside=crates/command/page
find "$inside" -mindepth 1 ! -name .gitignore -delete
(cd dist && find . -type f ! -path './sample/*' ! -path './studio/page/*' -print0 | tar -c --null -T -) | tar -x -C "$inside"
