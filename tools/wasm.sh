#!/usr/bin/env bash
# Runs a command as the page is compiled, with its toolchain and its small standard library:
# tools/wasm.sh cargo clippy --target wasm32-unknown-unknown
source "$(dirname "$0")/steps.sh"
with_small_std "$@"
