#!/usr/bin/env bash
# Compares the published page with other tools that do the same job: tools/peers.sh [OPTION OF run.mjs...]
# PEERS is the directory of the comparison (its README says what is measured).
source "$(dirname "$0")/steps.sh"

PEERS="$(cd "${PEERS:-../shared/peers}" 2>/dev/null && pwd)" || fail "the comparison is not in ../shared/peers" "say where it is: PEERS=DIR make peers"
export PEERS
sizes=(250 100000)
work="$PWD/target/peers"
[ -f dist/index.html ] || fail "there is no built page" "run make build first"
step "build the command; waits for the Rust compiler" cargo build --quiet --profile command --package needs-by-field
# A copy: the comparison installs its packages and writes its results where it is.
mkdir -p "$work"
cp -r "$PEERS/." "$work/comparison"
chmod -R u+w "$work/comparison"
PEERS="$work/comparison"
[ -d "$PEERS/node_modules" ] || step "install the peers; waits for the npm registry" npm ci --silent --no-audit --no-fund --prefix "$PEERS"
step "publish the survey of the comparison" node tools/peers/sites.mjs "$PEERS" target/command/needs-by-field "$work/sites" "${sizes[@]}"
(cd "$PEERS" && node run.mjs --external "$work/sites" --adapter "$OLDPWD/tools/peers/adapter.mjs" "$@")
