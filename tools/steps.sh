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
# Systems for which the lints check the command besides this one.
OTHER_TARGETS=(x86_64-pc-windows-gnu aarch64-apple-darwin)
# Must be the very version the page's code was generated for.
BINDGEN_VERSION="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)"

# Other people's software that tests/outside asks; another environment for each edit of the list.
PYTHON_FOLDER="$CACHE/python-$(cksum <tools/requirements.txt | cut -d ' ' -f 1)"
PYTHON="$PYTHON_FOLDER/bin/python"
# What the Python wheel is built with, likewise.
WHEEL_FOLDER="$CACHE/wheel-$(cksum <tools/wheel-requirements.txt | cut -d ' ' -f 1)"

bold="" plain=""
if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; fi

# What the scripts say goes here, also from a step whose tools print into a file (`beside` in setup.sh).
exec 3>&1
# say TEXT: a line from the scripts, marked to differ from the output of tools.
say() { printf '%s==>%s %s\n' "$bold" "$plain" "$*" >&3; }

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
  "$CACHE/wasm-bindgen-cli-$BINDGEN_VERSION/bin" \
  "$CACHE/binaryen-$BINARYEN_VERSION/node_modules/.bin" \
  "$CACHE/esbuild-$ESBUILD_VERSION/node_modules/.bin" \
  "$CACHE/geckodriver-$GECKODRIVER_VERSION/bin"; do
  PATH="$dir:$PATH"
done
# rustup installs cargo here and adds it to PATH only in the next login.
have cargo || PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
export PATH

# has_target TARGET: whether the usual toolchain has the standard library for it.
has_target() { [ -d "$(rustc --print sysroot)/lib/rustlib/$1/lib" ]; }

# has_std_source [TOOLCHAIN]: whether the toolchain has the source of the standard library, and a linker for what becomes
# of it. Debian's linker is a package of its own; rustup's comes with the compiler.
has_std_source() {
  local sysroot
  sysroot="$(rustc ${1:++$1} --print sysroot 2>/dev/null)" &&
    [ -f "$sysroot/lib/rustlib/src/rust/library/Cargo.toml" ] &&
    { have rust-lld || ls "$sysroot"/lib/rustlib/*/bin/rust-lld >/dev/null 2>&1; }
}

# compiles_wasm: whether the usual toolchain came with the standard library for the page, fit for link-time
# optimization. It really compiles a few lines, so one that is half there, of another rustc, or without bitcode is found.
compiles_wasm() {
  local dir code=0
  dir="$(mktemp -d)"
  echo '#[unsafe(no_mangle)] pub extern "C" fn f(n: usize) -> usize { format!("{n}").len() }' |
    rustc --edition 2024 --target "$WASM_TARGET" --crate-type cdylib --crate-name probe \
      -C opt-level=z -C panic=abort -C lto=fat -o "$dir/probe.wasm" - >/dev/null 2>&1 || code=$?
  rm -r "$dir"
  return $code
}

# Prints the toolchain that can make the page: "default" for the ordinary one, or "web" for Debian's linked to rustup
# (`rustup toolchain link`). Fails when none can. One that has the source goes before one that has the library only.
wasm_toolchain() {
  if has_std_source; then
    echo default
  elif has_web && has_std_source web; then
    echo web
  elif compiles_wasm; then
    echo default
  else
    return 1
  fi
}
has_web() { have rustup && [ -d "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/web" ]; }

# in_toolchain TOOLCHAIN COMMAND...: "default" is the usual one.
in_toolchain() {
  local toolchain="$1"
  shift
  if [ "$toolchain" = default ]; then "$@"; else RUSTUP_TOOLCHAIN="$toolchain" "$@"; fi
}

# with_wasm COMMAND...: runs the command with the toolchain that can make the page; native builds keep the usual one.
with_wasm() {
  local toolchain
  toolchain="$(wasm_toolchain)" || fail "no Rust toolchain here compiles for $WASM_TARGET" "run tools/setup.sh wasm"
  in_toolchain "$toolchain" "$@"
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
    # RUSTC_BOOTSTRAP allows in a stable toolchain -Z, and what the library's own manifest uses.
    RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Zunstable-options -Cpanic=immediate-abort" with_wasm "$@"
  else
    with_wasm "$@"
  fi
}

# with_lint fmt|clippy COMMAND...: the usual toolchain, or Debian's where that one has not this tool.
with_lint() {
  local toolchain=default tool="$1"
  shift
  if ! cargo "$tool" --version >/dev/null 2>&1 && has_web; then toolchain=web; fi
  in_toolchain "$toolchain" "$@"
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

# with_wheel_tools COMMAND...: maturin, zig and what checks a wheel are in reach of it.
with_wheel_tools() { PATH="$WHEEL_FOLDER/bin:$PATH" "$@"; }
