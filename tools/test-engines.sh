#!/usr/bin/env bash
# The browser tests that hold in every engine, in the others than Chromium: tools/test-engines.sh [firefox|webkit...]
#
# Reading, files, numbers, the rules of axe; in Firefox embeds, too, in whose frames WebKitGTK's driver waits for no script.
# The rest emulates devices or listens to the console and the network, which only Chromium's driver can.
source "$(dirname "$0")/steps.sh"

# in_engine ENGINE COMMAND...
in_engine() {
  local engine="$1" modules=(access:: files:: numbers:: reading::) run=(cargo test)
  shift
  if [ "$engine" = firefox ]; then modules+=(embed::); fi
  if have cargo-nextest; then run=(cargo nextest run --ignore-default-filter); fi
  BROWSER="$engine" "$@" "${run[@]}" --package needs-by-field-tests --test browser -- "${modules[@]}"
}

in_firefox() {
  FIREFOX="$(find_firefox)" && GECKODRIVER="$(find_geckodriver)" && export FIREFOX GECKODRIVER && in_engine firefox env
}

in_webkit() {
  # A screen of its own: no window comes up, and none is needed.
  WEBKITDRIVER="$(find_webkitdriver)" && WEBKIT_BROWSER="$(find_webkit_browser)" && export WEBKITDRIVER WEBKIT_BROWSER &&
    in_engine webkit xvfb-run --auto-servernum --server-args "-screen 0 1600x1200x24"
}

tools/build.sh
step "build the command, which some tests hold the page against" cargo build --quiet --package needs-by-field
if [ $# = 0 ]; then set -- firefox webkit; fi
for engine in "$@"; do
  case "$engine" in
    firefox | webkit) step "tests, page in $engine; waits for the browser" "in_$engine" ;;
    *) fail "there is no engine \"$engine\" here" "the engines are: firefox webkit; make test runs Chromium" ;;
  esac
done
