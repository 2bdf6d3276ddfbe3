#!/usr/bin/env bash
# Builds the page: tools/build.sh [OPTION OF trunk build...]
#
# It is a static site in dist/. What `publish` needs of it is copied to crates/command/page/, too, from where the next build
# of the command takes it along (crates/command/build.rs).
source "$(dirname "$0")/steps.sh"

build() { with_small_std trunk build --offline "$@"; }
step "build the page into dist/; waits for the Rust compiler where the code has changed" build --release "$@"

# The samples stay outside: a site has results of its own.
inside=crates/command/page
find "$inside" -mindepth 1 ! -name .gitignore -delete
(cd dist && find . -type f ! -path './sample/*' -print0 | tar -c --null -T -) | tar -x -C "$inside"
