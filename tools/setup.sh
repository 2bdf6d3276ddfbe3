#!/usr/bin/env bash
# Installs what is missing, and only that: tools/setup.sh [STEP...]
#
#   rust      cargo and a C linker            lint      rustfmt and clippy
#   wasm      the standard library for wasm   trunk     builds the page
#   bindgen   wasm-bindgen                    wasm-opt  makes the wasm smaller
#   chromium  the browser the tests drive     python    what tests/outside checks with
#   hosts     what pages run that embed ours: Jekyll, pym.js, iframe-resizer; and axe-core, which checks ours
#   firefox   the second engine, and what drives it
#   webkit    the third: WebKitGTK, what drives it, and a screen for it where there is none
#
# Without a step: all of them but firefox and webkit, which only `make test-engines` needs. What it installs goes to
# ~/.cache/needs-by-field (XDG_CACHE_HOME is respected), except system packages, which need root or sudo and Debian's apt-get.
source "$(dirname "$0")/steps.sh"

# as_root COMMAND...
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
can_apt() { have apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || { have sudo && [ -t 0 ]; }; }; }

# debian PACKAGE...: installs them, or says that somebody else has to.
debian() {
  can_apt || fail "missing here: $*" "install them with your system's package manager and run this again"
  # A list fetched in the last hour is fresh enough.
  if [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mmin -60 -print -quit 2>/dev/null)" ]; then
    step "fetch the list of packages; waits for the mirror" as_root apt-get -qq update || true
  fi
  step "install $*; waits for the mirror" \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    install -y --no-install-recommends "$@"
}

DEBIAN_RUST=(rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy lld-22)

setup_rust() {
  have cc || have gcc || have clang || debian gcc libc6-dev
  if ! have cargo || ! have rustc; then
    if can_apt && apt-cache show rustc-web >/dev/null 2>&1; then
      debian "${DEBIAN_RUST[@]}"
    else
      fail "cargo is missing" "install Rust with rustup (https://rustup.rs) and run this again"
    fi
  fi
  local need version
  need="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)"
  version="$(rustc --version | awk '{ print $2 }')"
  [ "$(printf '%s\n' "$need" "$version" | sort -V | head -1)" = "$need" ] ||
    fail "rustc is $version, and $need or newer is needed" "run: rustup update stable"
}

setup_lint() {
  local component
  for component in rustfmt clippy; do
    if [ "$component" = rustfmt ]; then cargo fmt --version >/dev/null 2>&1 && continue; fi
    if [ "$component" = clippy ]; then cargo clippy --version >/dev/null 2>&1 && continue; fi
    if have rustup && rustup show active-toolchain >/dev/null 2>&1; then
      step "add $component to the toolchain; waits for static.rust-lang.org" rustup component add "$component"
    elif [ "$component" = rustfmt ]; then
      debian rustfmt-web
    else
      debian rust-web-clippy
    fi
  done
  # The lints of the page's code run with the toolchain that compiles it.
  with_wasm cargo clippy --version >/dev/null 2>&1 || debian rust-web-clippy
}

setup_wasm() {
  target
  # What trunk builds offline: the page's crates, and those of the standard library.
  step "fetch the crates that are not here yet; waits for crates.io" fetch
}

fetch() {
  cargo fetch --quiet --locked || return
  local source
  if source="$(std_source)"; then with_wasm cargo fetch --quiet --locked --manifest-path "$source/Cargo.toml"; fi
}

target() {
  if ! wasm_toolchain >/dev/null; then add_target; fi
  if std_source >/dev/null || [ "$(wasm_toolchain)" != default ] || ! have rustup; then return; fi
  say "add the source of the standard library, to compile it small; waits for static.rust-lang.org, at most two minutes"
  timeout 120 rustup component add rust-src ||
    say "that did not work; the page will be about 27 kB larger to download"
}

add_target() {
  if have rustup && rustup show active-toolchain >/dev/null 2>&1; then
    say "add the target $WASM_TARGET; waits for static.rust-lang.org, at most two minutes"
    if timeout 120 rustup target add "$WASM_TARGET" && compiles_wasm; then return; fi
    say "that did not work; trying Debian's packages instead"
  fi
  debian_std
  wasm_toolchain >/dev/null ||
    fail "the standard library for $WASM_TARGET was made, but a probe does not compile with it" \
      "look at: echo 'fn main() {}' | /usr/bin/rustc --target $WASM_TARGET -o /tmp/probe.wasm -"
}

# Debian has no package of the wasm standard library for this compiler, but all that it is made of.
debian_std() {
  local package missing=()
  for package in "${DEBIAN_RUST[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] || debian "${missing[@]}"
  # rustup keeps the link; what is linked is the system's /usr/bin/rustc.
  if have rustup; then rustup toolchain link web /usr; fi
  # The packages were updated and the library that was made before still fits: nothing to do.
  if have rustup && compiles_wasm web; then return; fi
  step "compile the standard library for $WASM_TARGET from Debian's source; about a minute" \
    build_std "/usr/lib/rustlib/$WASM_TARGET/lib"
}

# build_std DIRECTORY: puts the library's files there. A failure leaves what was there before.
build_std() {
  local dir
  dir="$(mktemp -d)"
  # RUSTC_BOOTSTRAP allows -Z in a stable compiler; without bitcode, link-time optimization fails later.
  /usr/bin/cargo -q new --lib --vcs none "$dir/empty" &&
    (cd "$dir/empty" && env -u RUSTUP_TOOLCHAIN RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
      CARGO_TARGET_DIR="$dir/target" \
      /usr/bin/cargo build --release -Zbuild-std=std,panic_abort --target "$WASM_TARGET") &&
    as_root mkdir -p "$1" &&
    # An older library beside the new one would be taken for a second candidate.
    as_root find "$1" -name '*.rlib' -delete &&
    as_root cp "$dir/target/$WASM_TARGET/release/deps/"*.rlib "$1/"
  local code=$?
  rm -r "$dir"
  return $code
}

setup_trunk() {
  if [ "$(trunk --version 2>/dev/null)" = "trunk $TRUNK_VERSION" ]; then return; fi
  # Without default features it can neither download nor look for updates, which it must not do here anyway.
  step "compile trunk $TRUNK_VERSION, the page's builder; waits for crates.io, 5 to 9 minutes on two cores, once" \
    cargo install --locked --no-default-features --root "$CACHE/trunk-$TRUNK_VERSION" "trunk@$TRUNK_VERSION"
}

setup_bindgen() {
  if [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $BINDGEN_VERSION" ]; then return; fi
  step "compile wasm-bindgen $BINDGEN_VERSION (the version in Cargo.lock); waits for crates.io, 1 to 3 minutes, once" \
    cargo install --root "$CACHE/wasm-bindgen-$BINDGEN_VERSION" --bin wasm-bindgen "wasm-bindgen-cli@$BINDGEN_VERSION"
}

setup_wasm-opt() {
  # It runs on node, which also measures the brotli sizes of `make bench`.
  have node || debian nodejs
  # The npm package has all of binaryen's programs but this one.
  have wasm-split || debian binaryen
  case "$(wasm-opt --version 2>/dev/null)" in
    "wasm-opt version ${BINARYEN_VERSION%%.*}"*) ;;
    *) from_npm binaryen "$BINARYEN_VERSION" ;;
  esac
  [ "$(esbuild --version 2>/dev/null)" = "$ESBUILD_VERSION" ] || from_npm esbuild "$ESBUILD_VERSION"
}

# from_npm PACKAGE VERSION: installs its programs into the cache.
from_npm() {
  have npm || debian npm
  step "install $1 $2; waits for the npm registry" \
    npm install --silent --no-save --no-audit --no-fund --prefix "$CACHE/$1-$2" "$1@$2"
}

setup_chromium() {
  local missing=()
  find_chromium >/dev/null || missing+=(chromium)
  find_chromedriver >/dev/null || missing+=(chromium-driver)
  # The page is laid out in a narrow and in a wide font (tests/browser/fonts).
  have fc-match || missing+=(fontconfig)
  [ -n "$(fc-list 'DejaVu Sans' 2>/dev/null)" ] || missing+=(fonts-dejavu-core)
  [ -n "$(fc-list 'Liberation Sans' 2>/dev/null)" ] || missing+=(fonts-liberation)
  [ ${#missing[@]} = 0 ] || debian "${missing[@]}"
}

setup_hosts() {
  have npm || debian npm
  if [ ! -d tests/browser/node_modules/pym.js ] || [ ! -d tests/browser/node_modules/axe-core ]; then
    step "install pym.js, iframe-resizer and axe-core for the tests; waits for the npm registry" \
      npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/browser
  fi
  have jekyll || debian jekyll
}

setup_firefox() {
  # Debian has the long-term one; Ubuntu's package of the other name installs a snap, which the driver cannot start.
  find_firefox >/dev/null || debian firefox-esr
  find_geckodriver >/dev/null ||
    step "compile geckodriver $GECKODRIVER_VERSION; waits for crates.io, 2 to 4 minutes on two cores, once" \
      cargo install --locked --root "$CACHE/geckodriver" "geckodriver@$GECKODRIVER_VERSION"
}

setup_webkit() {
  local missing=()
  find_webkitdriver >/dev/null && find_webkit_browser >/dev/null || missing+=(webkit2gtk-driver)
  have xvfb-run || missing+=(xvfb xauth)
  [ ${#missing[@]} = 0 ] || debian "${missing[@]}"
  find_webkit_browser >/dev/null ||
    fail "WebKitGTK came without its MiniBrowser" "set WEBKIT_BROWSER to the program that WebKitWebDriver is to start"
}

setup_python() {
  local folder
  folder="$(dirname "$(dirname "$PYTHON")")"
  # Written last, so that an interrupted installation is done again.
  if [ -e "$folder/complete" ]; then return; fi
  have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null || debian python3 python3-venv
  rm -rf "$folder"
  step "make a Python environment for the outside checks" python3 -m venv "$folder"
  step "install pycanon, DuckDB and Dask into it (400 MB, once); waits for the Python package index" \
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --requirement tools/requirements.txt
  touch "$folder/complete"
}

ALL=(rust wasm lint trunk bindgen wasm-opt chromium hosts python)
if [ $# = 0 ]; then set -- "${ALL[@]}"; fi
for name in "$@"; do
  [[ " ${ALL[*]} firefox webkit " == *" $name "* ]] ||
    fail "there is no step \"$name\"" "the steps are: ${ALL[*]} firefox webkit"
  "setup_$name"
done
say "installed: $*"
