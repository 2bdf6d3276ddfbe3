#!/usr/bin/env bash
# Builds the Python wheel, the command with the page inside, into target/wheels/: tools/wheel.sh [OPTION OF maturin build...]
#
# On Linux it is linked by zig against the C library of 2018 (manylinux_2_28), so that it runs on every system since then.
# The page in it is the one that tools/build.sh made last.
source "$(dirname "$0")/steps.sh"

[ -f crates/command/page/index.html ] || fail "there is no page to put into the wheel" "run: make build"
portable=()
if [ "$(uname)" = Linux ]; then portable=(--zig --compatibility manylinux_2_28); fi
out=target/wheels
rm -rf "$out"
step "build the wheel into $out/; 3 to 6 minutes on two cores, the first time" \
  with_wheel_tools maturin build --quiet --locked --out "$out" ${portable[@]+"${portable[@]}"} "$@"

for wheel in "$out"/*.whl; do
  bytes="$(wc -c <"$wheel")"
  say "$wheel: $((bytes / 1000)) kB"
  [ "$bytes" -le 15000000 ] || fail "$wheel is larger than 15 MB" "look at what it holds: unzip -lv $wheel"
  step "check what the package index will show" with_wheel_tools twine check --strict "$wheel"
  if [ "$(uname)" = Linux ]; then step "check what it asks of a system" with_wheel_tools auditwheel show "$wheel"; fi
done
