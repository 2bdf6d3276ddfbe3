#!/usr/bin/env bash
# Takes the README's picture, docs/page.png: the built page with the Dask survey. Look at it before committing it.
source "$(dirname "$0")/steps.sh"

chromium="$(find_chromium)"
port=8300
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
python3 -m http.server "$port" --bind 127.0.0.1 --directory dist >/dev/null 2>&1 &
server=$!
profile="$(mktemp -d)"
trap 'kill "$server" 2>/dev/null; rm -rf "$profile"' EXIT
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do sleep 0.1; done

# Root may not have a sandbox. The virtual time is how long the page is given at most.
sandbox=()
if [ "$(id -u)" = 0 ]; then sandbox=(--no-sandbox); fi
picture() {
  "$chromium" --headless ${sandbox[@]+"${sandbox[@]}"} --user-data-dir="$profile" --hide-scrollbars --lang=en \
    --window-size=1280,1000 --virtual-time-budget=20000 --screenshot=docs/page.png \
    "http://127.0.0.1:$port/?data=sample/dask-2021.json" 2>/dev/null
}
step "take the picture docs/page.png; waits for the browser" picture
