# Sourced by the scripts beside it: how a step reports, and where its tools are.
#
# A step says what it does and what it waits for before it starts, and how long it took when it is done, so that nobody
# looks at a silent terminal and wonders.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What cargo and npm install for this project; safe to delete, `make` brings it back.
CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/needs-by-field"
TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132.0.0
ESBUILD_VERSION=0.28.2
GECKODRIVER_VERSION=0.37.1
WASM_TARGET=wasm32-unknown-unknown
# Must be the very version the page's code was generated for.
BINDGEN_VERSION="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)"

# Other people's software that tests/outside asks; another environment for each edit of the list.
PYTHON="$CACHE/python-$(cksum <tools/requirements.txt | cut -d ' ' -f 1)/bin/python"

bold="" plain=""
if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; fi

# say TEXT: a line from the scripts, told apart from what the tools print.
say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*"; }

# fail WHAT REMEDY...: ends the script with what is wrong and what to do about it.
fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '  %s\n' "$@" >&2; fi
  exit 1
}

# step WHAT COMMAND...: runs the command under a heading; stops the script when it fails. Inside a function that is run
# so, bash ignores `set -e`: its commands are joined by &&.
step() {
  local what="$1" from=$SECONDS
  shift
  say "$what"
  "$@" || fail "this step failed: $what" "the command was: $*"
  say "done in $((SECONDS - from)) s: ${what%%;*}"
}

have() { command -v "$1" >/dev/null 2>&1; }

# What was installed here goes before what the system has: the versions are the right ones.
for dir in \
  "$CACHE/trunk-$TRUNK_VERSION/bin" \
  "$CACHE/wasm-bindgen-$BINDGEN_VERSION/bin" \
  "$CACHE/binaryen-$BINARYEN_VERSION/node_modules/.bin" \
  "$CACHE/esbuild-$ESBUILD_VERSION/node_modules/.bin" \
  "$CACHE/geckodriver/bin"; do
  PATH="$dir:$PATH"
done
# rustup installs cargo here and adds it to PATH only in the next login.
have cargo || PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH

# compiles_wasm [TOOLCHAIN]: whether this toolchain can make the page, link-time optimization included. It really
# compiles a few lines, so a standard library that is half there, made by another rustc, or without bitcode is found.
compiles_wasm() {
  local rustc=(rustc) dir
  if [ -n "${1:-}" ]; then rustc=(rustc "+$1"); fi
  dir="$(mktemp -d)"
  echo '#[unsafe(no_mangle)] pub extern "C" fn f(n: usize) -> usize { format!("{n}").len() }' |
    "${rustc[@]}" --edition 2024 --target "$WASM_TARGET" --crate-type cdylib --crate-name probe \
      -C opt-level=z -C panic=abort -C lto=fat -o "$dir/probe.wasm" - >/dev/null 2>&1
  local code=$?
  rm -r "$dir"
  return $code
}

# Prints the toolchain that can make the page: "default" for the ordinary one, or "web" for Debian's linked to rustup.
# Fails when none can.
wasm_toolchain() {
  if compiles_wasm; then
    echo default
  elif have rustup && compiles_wasm web; then
    echo web
  else
    return 1
  fi
}

# with_wasm COMMAND...: runs the command with the toolchain that can make the page; native builds keep the usual one.
with_wasm() {
  local toolchain
  toolchain="$(wasm_toolchain)" || fail "no Rust toolchain here compiles for $WASM_TARGET" "run tools/setup.sh wasm"
  if [ "$toolchain" = default ]; then "$@"; else RUSTUP_TOOLCHAIN="$toolchain" "$@"; fi
}

# Prints the directory with the source of the standard library of the toolchain that makes the page; fails without.
std_source() {
  local source
  source="$(with_wasm rustc --print sysroot)/lib/rustlib/src/rust/library"
  [ -f "$source/Cargo.toml" ] && echo "$source"
}

# with_small_std COMMAND...: like with_wasm, and the page gets a standard library compiled for size, in which a panic is
# a trap without a message (boot.js tells the reader): a sixth less for every reader to download. Where its source is
# not to be had, the library that came with the toolchain does the same.
with_small_std() {
  if std_source >/dev/null; then
    # RUSTC_BOOTSTRAP allows -Z in a stable compiler.
    RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort" with_wasm "$@"
  else
    with_wasm "$@"
  fi
}

# find_program VARIABLE NAME...: prints the first of the names that is a program; the variable overrides them.
find_program() {
  local variable="$1" name
  shift
  if [ -n "${!variable:-}" ]; then
    have "${!variable}" || fail "$variable is \"${!variable}\", which is not a program" "correct it or unset it"
    command -v "${!variable}"
    return
  fi
  for name in "$@"; do
    if have "$name"; then
      command -v "$name"
      return
    fi
  done
  return 1
}
find_chromium() {
  find_program CHROMIUM chromium chromium-browser google-chrome google-chrome-stable chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}
find_chromedriver() { find_program CHROMEDRIVER chromedriver chromium.chromedriver /usr/lib/chromium/chromedriver; }
find_firefox() {
  find_program FIREFOX firefox firefox-esr /Applications/Firefox.app/Contents/MacOS/firefox
}
find_geckodriver() { find_program GECKODRIVER geckodriver; }
find_webkitdriver() { find_program WEBKITDRIVER WebKitWebDriver; }
# Debian puts it where only programs look, in a folder with the machine's name.
find_webkit_browser() { find_program WEBKIT_BROWSER MiniBrowser /usr/lib/*/webkit2gtk-4.1/MiniBrowser; }
