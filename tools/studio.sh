#!/usr/bin/env bash
# Builds Studio into dist/studio/: tools/studio.sh [OPTION OF trunk build...]   (after tools/build.sh, whose page it publishes)
source "$(dirname "$0")/steps.sh"

[ -f dist/page.json ] || fail "there is no built page, which sites are made of" "run: make build"
build() (cd crates/studio && with_small_std trunk build --offline --release "$@")
step "build Studio into dist/studio/; waits for the Rust compiler where the code has changed" build "$@"
