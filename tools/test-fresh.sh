#!/usr/bin/env bash
# The two commands of the README on machines that have next to nothing: tools/test-fresh.sh [OPTION...] [MACHINE...]
#
#   a   git, make, and rustup's smallest toolchain; its server answers
#   b   the same; its server never answers
#   c   git and make
#
# Each machine is a Debian in a directory (mmdebstrap, chroot: this needs root), with the network of this one and nothing
# else of it but the toolchain. The last commit is cloned there; `make serve` runs until the page answers, then again; then
# `make test` to its end. All three by default. The table at the end is also in target/fresh/times.
#
#   --serve          without make test
#   --suite NAME     Debian's name of its release (default: trixie)
#   --keep           goes on with the machines that are there, and leaves them there; otherwise they are made new
#   --share          machines share what they download of Debian and crates.io
#   --rustup-server  a: rustup's own server instead of one that is made here of this machine's toolchain
#
# The server that is made here speaks as rustup's does, but without https, and its archives hold the same files under
# other hashes (tools/fresh/rustup_server.py).
source "$(dirname "$0")/steps.sh"

suite=trixie tests=yes keep="" share="" own_server=""
machines=()
while [ $# -gt 0 ]; do
  case "$1" in
    --serve) tests="" ;;
    --suite) suite="$2" && shift ;;
    --keep) keep=yes ;;
    --share) share=yes ;;
    --rustup-server) own_server=yes ;;
    a | b | c) machines+=("$1") ;;
    *) fail "\"$1\" is neither an option nor a machine" "tools/test-fresh.sh [--serve] [--suite NAME] [--keep] [--share] [--rustup-server] [a|b|c...]" ;;
  esac
  shift
done
[ ${#machines[@]} -gt 0 ] || machines=(a b c)
[ "$(id -u)" = 0 ] || fail "this needs root, for chroot" "sudo make test-fresh"
for program in mmdebstrap unshare curl python3; do
  have "$program" || fail "$program is missing" "sudo apt-get install mmdebstrap util-linux curl python3"
done

fresh="$PWD/target/fresh"
mkdir -p "$fresh/shared/apt" "$fresh/shared/cargo"
: >"$fresh/times"
PORT_OF_RUSTUP=18911 PORT_OF_SILENCE=18912

jobs=()
end() {
  local job
  # unshare ignores everything else; its death is that of what it started. A machine is a group of processes, of which unshare is
  # one; a server is one process.
  for job in ${jobs[@]+"${jobs[@]}"}; do kill -KILL -- "-$job" 2>/dev/null || kill -KILL "$job" 2>/dev/null || true; done
}
trap end EXIT
trap 'exit 130' INT TERM

# made MACHINE: the directory of a new one.
made() {
  local root="$fresh/$1" security=""
  if [ -n "$keep" ] && [ -e "$root/made" ]; then return; fi
  rm -rf "$root"
  [ "$suite" = sid ] || security="deb http://deb.debian.org/debian-security $suite-security main"
  step "make the Debian $suite of machine $1; waits for the mirror" \
    mmdebstrap --quiet --variant=minbase --include=git,make,ca-certificates "$suite" "$root" \
    "deb http://deb.debian.org/debian $suite main" ${security:+"$security"}
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  # A network whose proxy has a certificate of its own.
  cp /usr/local/share/ca-certificates/*.crt "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
  in_machine "$1" update-ca-certificates >/dev/null 2>&1
  case "$1" in a | b) toolchain "$1" ;; esac
  git clone --quiet --bare . "$root/srv/needs-by-field.git"
  touch "$root/made"
}

# toolchain MACHINE: rustup as its smallest profile leaves it.
toolchain() {
  local root="$fresh/$1" from name
  from="$(rustc --print sysroot)"
  name="$(basename "$from")"
  have rustup && [ -e "$from/lib/rustlib/multirust-channel-manifest.toml" ] ||
    fail "the Rust here is not rustup's, and machine $1 is to have a copy of that" "leave out machines a and b"
  step "copy rustup and its toolchain $name" copy "$from" "$root/root" "$name"
  step "take from it what the smallest profile has not" in_machine "$1" sh -c "
    rustup --quiet component remove rust-src clippy rustfmt rust-docs
    rustup --quiet target remove $WASM_TARGET"
  if [ -z "$own_server" ] || [ "$1" = b ]; then
    cp "$fresh/rustup/multirust-channel-manifest.toml" "$root/root/.rustup/toolchains/$name/lib/rustlib/"
  fi
}
copy() {
  mkdir -p "$2/.cargo/bin" "$2/.rustup/toolchains" &&
    cp -a "${CARGO_HOME:-$HOME/.cargo}/bin/"{rustup,cargo,rustc,cargo-clippy,cargo-fmt,clippy-driver,rustdoc,rustfmt} "$2/.cargo/bin/" &&
    cp "${RUSTUP_HOME:-$HOME/.rustup}/settings.toml" "$2/.rustup/" &&
    cp -aL "$1" "$2/.rustup/toolchains/$3"
}

# in_machine MACHINE COMMAND...: in its directory, as its root, with namespaces of its own for mounts and processes, so that
# both are gone when the command ends. What the network needs of this machine's settings goes along.
in_machine() {
  local root="$fresh/$1" name settings=()
  case "$1" in
    a) [ -n "$own_server" ] || settings+=("RUSTUP_DIST_SERVER=http://127.0.0.1:$PORT_OF_RUSTUP") ;;
    b) settings+=("RUSTUP_DIST_SERVER=http://127.0.0.1:$PORT_OF_SILENCE") ;;
  esac
  shift
  for name in http_proxy https_proxy no_proxy NODE_EXTRA_CA_CERTS PIP_CERT; do
    if [ -n "${!name:-}" ]; then settings+=("$name=${!name}"); fi
  done
  # shellcheck disable=SC2016 # these are the inner shell's
  unshare --mount --pid --fork --kill-child sh -c '
    root="$1" shared="$2"
    shift 2
    mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount --rbind /sys "$root/sys" || exit
    if [ -n "$shared" ]; then
      mkdir -p "$root/root/.cargo/registry" &&
        mount --bind "$shared/apt" "$root/var/cache/apt/archives" && mount --bind "$shared/cargo" "$root/root/.cargo/registry" || exit
    fi
    # Not exec: make cannot be ended by Ctrl-C where it is the first process.
    chroot "$root" env -i HOME=/root TERM=dumb "$@"
    exit $?' - "$root" "${share:+$fresh/shared}" \
    PATH=/root/.cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${settings[@]+"${settings[@]}"} "$@"
}

# timed MACHINE WHAT COMMAND...: writes its seconds into the table, and how many the processors worked in them: a busy machine
# takes longer, but works as much.
timed() {
  local machine="$1" what="$2" from=$SECONDS
  shift 2
  # Of what has ended; a subshell would tell its own.
  times >"$fresh/before"
  step "machine $machine: $what" "$@"
  times >"$fresh/after"
  printf '%s  %-22s %5d s, of processors %5d s\n' "$machine" "$what" $((SECONDS - from)) \
    $(($(seconds <"$fresh/after") - $(seconds <"$fresh/before"))) | tee -a "$fresh/times"
}
# The seconds of children, the second line of `times`.
seconds() { awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); sum += t[1] * 60 + t[2] } printf "%d", sum }'; }

cloned() { in_machine "$1" sh -c "rm -rf /root/needs-by-field && git clone --quiet /srv/needs-by-field.git /root/needs-by-field"; }

# served MACHINE LOG: make serve, until its page answers; then Ctrl-C.
served() {
  local job address=""
  set -m
  in_machine "$1" make -C /root/needs-by-field serve >"$2" 2>&1 </dev/null &
  job=$!
  set +m
  jobs+=("$job")
  until [ -n "$address" ] && curl --silent --fail --output /dev/null "$address"; do
    kill -0 "$job" 2>/dev/null || { tail -n 40 "$2" >&2; return 1; }
    sleep 0.2
    address="$(sed -n 's/.*==> open \(http:[^ ]*\).*/\1/p' "$2")"
  done
  kill -INT -- "-$job"
  wait "$job" 2>/dev/null || true
}
tested() { in_machine "$1" make -C /root/needs-by-field test >"$2" 2>&1 </dev/null || { tail -n 60 "$2" >&2; return 1; }; }

if [[ " ${machines[*]} " == *" a "* || " ${machines[*]} " == *" b "* ]] && [ -z "$own_server" ]; then
  step "pack the components of this machine's toolchain" \
    python3 tools/fresh/rustup_server.py pack "$(rustc --print sysroot)" "$fresh/rustup" "http://127.0.0.1:$PORT_OF_RUSTUP"
  python3 tools/fresh/rustup_server.py serve "$fresh/rustup" "$PORT_OF_RUSTUP" 2>"$fresh/rustup-server.log" &
  jobs+=("$!")
fi
python3 tools/fresh/rustup_server.py silent "$PORT_OF_SILENCE" &
jobs+=("$!")

say "what the machines print is in $fresh/MACHINE-*.log"
for machine in "${machines[@]}"; do
  made "$machine"
  cloned "$machine"
  timed "$machine" "first make serve" served "$machine" "$fresh/$machine-first.log"
  timed "$machine" "second make serve" served "$machine" "$fresh/$machine-second.log"
  [ -z "$tests" ] || timed "$machine" "make test" tested "$machine" "$fresh/$machine-test.log"
  [ -n "$keep" ] || rm -rf "${fresh:?}/$machine"
done
say "Debian $suite, $(nproc) cores:"
cat "$fresh/times"
