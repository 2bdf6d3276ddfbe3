#!/usr/bin/env bash
# Builds the page: tools/build.sh [OPTION OF trunk build...]
source "$(dirname "$0")/steps.sh"

build() { with_small_std trunk build --offline "$@"; }
step "build the page into dist/; waits for the Rust compiler, a minute or two the first time" build --release "$@"
