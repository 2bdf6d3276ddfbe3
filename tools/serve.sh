#!/usr/bin/env bash
# Builds the page, serves it, and builds it again when a file changes. PORT chooses the port (default: the first free
# one from 8080).
source "$(dirname "$0")/steps.sh"

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
port="${PORT:-8080}"
if [ -z "${PORT:-}" ]; then
  while taken "$port"; do port=$((port + 1)); done
elif taken "$port"; then
  fail "port $port is taken" "choose another: PORT=9000 make serve"
fi

# A directory of its own: what is served reloads itself, what `make build` leaves in dist/ does not.
rm -rf target/serve
mkdir -p target/serve
say "build the page and serve it; waits for the Rust compiler where the code has changed"
with_small_std trunk serve --offline --release --dist target/serve --address 127.0.0.1 --port "$port" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM

from=$SECONDS
until taken "$port"; do
  kill -0 "$server" 2>/dev/null || fail "the page could not be built or served: see above"
  sleep 0.2
done
# Trunk also serves when its first build has failed.
[ -f target/serve/index.html ] || fail "the page could not be built: see above"
say "ready after $((SECONDS - from)) s"
say "open ${bold}http://127.0.0.1:$port/${plain} for the illustration, with made-up answers"
say "  or ${bold}http://127.0.0.1:$port/?data=sample/dask-2021.json${plain} for a real survey (Ctrl-C stops it)"
wait "$server"
