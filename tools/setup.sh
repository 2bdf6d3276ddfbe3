#!/usr/bin/env bash
# Installs what is missing, and only that: tools/setup.sh [STEP...]
#
#   rust      cargo and a C linker            lint      rustfmt and clippy
#   wasm      what compiles for wasm          trunk     builds the page
#   bindgen   wasm-bindgen                    wasm-opt  makes the wasm smaller
#   chromium  the browser the tests drive     python    what tests/outside checks with
#   hosts     what pages run that embed ours: Jekyll, pym.js, iframe-resizer; and axe-core, which checks ours
#   firefox   the second engine, and what drives it
#   webkit    the third: WebKitGTK, what drives it, and a screen for it where there is none
#   wheel     maturin, zig, and what checks a Python wheel
#
# Without a step: all of them but firefox and webkit, which only `make test-engines` needs, and wheel, which `make wheel`
# needs. What it installs goes to ~/.cache/needs-by-field (XDG_CACHE_HOME is respected), except components of rustup's toolchain, and system packages,
# which need root or sudo and Debian's apt-get. Elsewhere it says what to type.
#
# The functions missing_STEP print what a step needs of the system (tools/packages.sh), the functions setup_STEP do the
# rest. What takes long runs side by side.
source "$(dirname "$0")/steps.sh"
source tools/packages.sh

# within SECONDS COMMAND...: fails when it takes longer. macOS has no `timeout`.
within() {
  local seconds="$1" command guard code=0
  shift
  "$@" &
  command=$!
  # It outlives this script by as much, and must not hold its output open.
  (sleep "$seconds" && kill "$command") >/dev/null 2>&1 3>&- &
  guard=$!
  wait "$command" || code=$?
  kill "$guard" 2>/dev/null || true
  return $code
}

# Rust ---------------------------------------------------------------------------------------------------------------

missing_rust() {
  have cc || have gcc || have clang || echo compiler
  { have cargo && have rustc; } || echo rust
}
missing_wasm() { ! have rustc || wasm_toolchain >/dev/null || echo std-source; }
missing_lint() {
  local tool
  # Where the system's packages do not have them, they come with rustup's toolchain.
  have rustc || can_apt || return 0
  for tool in fmt clippy; do
    with_lint "$tool" cargo "$tool" --version >/dev/null 2>&1 || echo "$tool"
  done
  # The lints of the page's code run with the toolchain that compiles it.
  in_toolchain "$(wasm_toolchain || echo default)" cargo clippy --version >/dev/null 2>&1 || echo clippy
}

# from_rustup STEP...: adds to rustup's toolchain what these steps lack of it. Where its server does not answer, Debian's
# packages have the same.
from_rustup() {
  have rustup && rustup show active-toolchain >/dev/null 2>&1 || return 0
  local components=() targets=() target code=0
  if wanted wasm && ! has_std_source; then components+=(rust-src "rust-std-$WASM_TARGET"); fi
  if wanted lint && ! cargo fmt --version >/dev/null 2>&1; then components+=(rustfmt); fi
  if wanted lint && ! cargo clippy --version >/dev/null 2>&1; then components+=(clippy); fi
  if wanted lint; then
    for target in "${OTHER_TARGETS[@]}"; do has_target "$target" || targets+=("$target"); done
  fi
  [ $((${#components[@]} + ${#targets[@]})) -gt 0 ] || return 0
  # Debian's was taken before: rustup's server did not answer then.
  if has_web && [ -z "$(missing "wasm lint")" ]; then return 0; fi
  say "add ${components[*]-} ${targets[*]-} to rustup's toolchain; waits for rustup's server, at most four minutes"
  # It asks for a few bytes first. 1 is an error, 143 took too long; others tell whether there are updates.
  within 15 rustup check >/dev/null 2>&1 || code=$?
  if [ "$code" = 1 ] || [ "$code" = 143 ]; then
    say "rustup's server does not answer; what is missing is looked for in the system's packages"
    return
  fi
  [ ${#components[@]} = 0 ] || within 120 rustup component add "${components[@]}" ||
    say "rustup's server does not have them; what is missing is looked for in the system's packages"
  # Without them the lints check less, and say so (tools/test.sh).
  [ ${#targets[@]} = 0 ] || within 120 rustup target add "${targets[@]}" || true
}

setup_rust() {
  local need version
  need="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)"
  version="$(rustc --version | awk '{ print $2 }')"
  if [ "$(printf '%s\n' "$need" "$version" | sort -V | head -1)" != "$need" ]; then
    have rustup || fail "rustc is $version, and $need or newer is needed" "install Rust with rustup (https://rustup.rs), and run this again"
    fail "rustc is $version, and $need or newer is needed" "run: rustup update stable"
  fi
  # rustup keeps the link; what is linked is the system's /usr/bin/rustc, which has what rustup's has not.
  if have rustup && [ -x /usr/bin/rustc ] && ! has_web && [ -n "$(missing "wasm lint")" ]; then
    rustup toolchain link web /usr
  fi
}

# Trunk builds offline: everything is downloaded before.
setup_wasm() {
  wasm_toolchain >/dev/null || fail "no Rust toolchain here compiles for $WASM_TARGET" "run: rustup target add $WASM_TARGET"
  std_source >/dev/null || say "the source of the standard library is not here; the page will be about 27 kB larger to download"
  step "fetch the crates that are not here yet; waits for crates.io" fetch_crates
}
fetch_crates() {
  cargo fetch --quiet --locked || return
  local source
  # The standard library has its own.
  if source="$(std_source)"; then with_small_std cargo fetch --quiet --locked --manifest-path "$source/Cargo.toml"; fi
}

# Programs compiled for this project ---------------------------------------------------------------------------------

# What they do here takes them seconds at the most: they are compiled to be compiled soon.
# from_crates CRATE VERSION OPTION...: installs a crate's programs into the cache. cargo-binstall, where somebody has it,
# may find them compiled already.
from_crates() {
  local crate="$1" version="$2" root="$CACHE/$1-$2"
  shift 2
  if have cargo-binstall &&
    within 90 cargo binstall --quiet --no-confirm --disable-strategies compile,quick-install \
      --root "$root" "$crate@$version"; then
    return
  fi
  CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_PANIC=abort CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install --quiet --root "$root" "$@" "$crate@$version"
}

has_trunk() { [ "$(trunk --version 2>/dev/null)" = "trunk $TRUNK_VERSION" ]; }
has_bindgen() { [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $BINDGEN_VERSION" ]; }

setup_trunk() {
  # Without default features it can neither download nor look for updates, which it must not do here anyway.
  has_trunk || step "compile trunk $TRUNK_VERSION, the page's builder; 4 to 7 minutes on two cores, once" \
    from_crates trunk "$TRUNK_VERSION" --locked --no-default-features
}
setup_bindgen() {
  has_bindgen || step "compile wasm-bindgen $BINDGEN_VERSION (the version in Cargo.lock); 1 to 2 minutes on two cores, once" \
    from_crates wasm-bindgen-cli "$BINDGEN_VERSION" --no-default-features --bin wasm-bindgen
}

# The page's crates, beside what builds it: one waits for its last crate while the other compiles.
setup_page() {
  step "compile the page; 4 to 7 minutes on two cores beside the tools, the first time" \
    with_small_std cargo build --quiet --offline --locked --profile page --target "$WASM_TARGET"
}

page_then_bindgen() {
  setup_page
  run bindgen
}

# Packages of npm and Python -----------------------------------------------------------------------------------------

has_wasm-opt() { case "$(wasm-opt --version 2>/dev/null)" in "wasm-opt version ${BINARYEN_VERSION%%.*}"*) ;; *) return 1 ;; esac; }
has_esbuild() { [ "$(esbuild --version 2>/dev/null)" = "$ESBUILD_VERSION" ]; }
has_hosts() { [ -d tests/browser/node_modules/pym.js ] && [ -d tests/browser/node_modules/axe-core ]; }
has_python() { [ -e "$PYTHON_FOLDER/complete" ]; }
has_wheel() { [ -e "$WHEEL_FOLDER/complete" ]; }

# node also runs what reads and writes the page's files (tools/*.mjs).
missing_wasm-opt() {
  have node || echo node
  { has_wasm-opt && has_esbuild; } || have npm || echo npm
  # The npm package has all of binaryen's programs but this one; the page can do without.
  have wasm-split || ! can_apt || echo wasm-split
}
missing_hosts() {
  has_hosts || have npm || echo npm
  have jekyll || echo jekyll
}
missing_python() { has_python || can_venv || echo python; }
missing_wheel() { has_wheel || can_venv || echo python; }
can_venv() { have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null; }

setup_wasm-opt() {
  has_wasm-opt || from_npm binaryen "$BINARYEN_VERSION"
  has_esbuild || from_npm esbuild "$ESBUILD_VERSION"
  have wasm-split || say "wasm-split is not here; the page will be one file instead of two, and a reader waits for all of it." \
    "To have it: $(commands wasm-split)"
}
# from_npm PACKAGE VERSION: installs its programs into the cache.
from_npm() {
  step "install $1 $2; waits for the npm registry" \
    npm install --silent --no-save --no-audit --no-fund --prefix "$CACHE/$1-$2" "$1@$2"
}

setup_hosts() {
  has_hosts || step "install pym.js, iframe-resizer and axe-core for the tests; waits for the npm registry" \
    npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/browser
}

setup_python() {
  has_python || step "install pycanon, DuckDB, Dask and statistics packages for the outside checks (500 MB, once); waits for the Python package index" \
    python_environment "$PYTHON_FOLDER" tools/requirements.txt
}
setup_wheel() {
  has_wheel || step "install maturin, zig, twine and auditwheel (110 MB, once); waits for the Python package index" \
    python_environment "$WHEEL_FOLDER" tools/wheel-requirements.txt
}
# python_environment FOLDER REQUIREMENTS: the mark that it is complete is written last, so that an interrupted installation is
# done again.
python_environment() {
  rm -rf "$1" && python3 -m venv "$1" &&
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$2" &&
    touch "$1/complete"
}

# Browsers -----------------------------------------------------------------------------------------------------------

# macOS chooses fonts without fontconfig.
has_font() { [ "$(uname)" = Darwin ] || { have fc-list && [ -n "$(fc-list "$1" 2>/dev/null)" ]; }; }

missing_chromium() {
  { find_chromium && find_chromedriver; } >/dev/null || echo chromium
  # The page is laid out in a narrow font and in a wide one (tests/browser/fonts).
  { has_font "Liberation Sans" && has_font "DejaVu Sans"; } || echo fonts
}
# Ubuntu's package of the other name installs a snap, which the driver cannot start.
missing_firefox() { find_firefox >/dev/null || echo firefox; }
missing_webkit() {
  { find_webkitdriver && find_webkit_browser; } >/dev/null || echo webkit
  have xvfb-run || echo screen
}

setup_firefox() {
  find_geckodriver >/dev/null ||
    step "compile geckodriver $GECKODRIVER_VERSION; 1 to 2 minutes on two cores, once" \
      from_crates geckodriver "$GECKODRIVER_VERSION" --locked
}
setup_webkit() {
  find_webkit_browser >/dev/null ||
    fail "WebKitGTK came without its MiniBrowser" "set WEBKIT_BROWSER to the program that WebKitWebDriver is to start"
}

# All of it ----------------------------------------------------------------------------------------------------------

ALL=(rust wasm lint trunk bindgen wasm-opt chromium hosts python)
if [ $# = 0 ]; then set -- "${ALL[@]}"; fi
for name in "$@"; do
  [[ " ${ALL[*]} firefox webkit wheel " == *" $name "* ]] ||
    fail "there is no step \"$name\"" "the steps are: ${ALL[*]} firefox webkit wheel"
done
STEPS=" $* "
wanted() { [[ "$STEPS" == *" $1 "* ]]; }

# missing STEPS: what those of these steps that are wanted need of the system's packages, each once.
missing() {
  local name
  for name in $1; do
    if declare -F "missing_$name" >/dev/null && wanted "$name"; then "missing_$name"; fi
  done | awk '!seen[$0]++'
}

# run STEP...: the rest of those that are wanted.
run() {
  local name
  for name in "$@"; do
    if declare -F "setup_$name" >/dev/null && wanted "$name"; then "setup_$name"; fi
  done
}

logs="$(mktemp -d)"
beside=()
# beside NAME COMMAND...: runs it while others run. What its tools print is shown when it fails.
beside() {
  local name="$1"
  shift
  # A process group of its own, so that Ctrl-C ends the compilers, too.
  set -m
  (set +m; "$@") >"$logs/$name" 2>&1 </dev/null &
  set +m
  beside+=("$!:$name")
}
end() {
  local job
  for job in ${beside[@]+"${beside[@]}"}; do kill -- "-${job%%:*}" 2>/dev/null || true; done
  rm -rf "$logs"
}
trap end EXIT
trap 'exit 130' INT TERM
# Waits for all of them.
join() {
  local job
  for job in ${beside[@]+"${beside[@]}"}; do
    wait "${job%%:*}" || { tail -n 60 "$logs/${job#*:}" >&2; exit 1; }
  done
  beside=()
}

from_rustup
if ! can_apt; then
  needs="$(missing "$STEPS")"
  # shellcheck disable=SC2086
  [ -z "$needs" ] || tell_packages $needs
fi
needs="$(missing "rust wasm lint")"
# shellcheck disable=SC2086 # a word is a need
[ -z "$needs" ] || install_packages $needs
run rust wasm
if ! { has_trunk && has_bindgen; } && wanted trunk; then
  # What only waits goes beside what computes. trunk takes longest: wasm-bindgen comes after the page.
  beside page page_then_bindgen
  beside trunk run trunk
else
  run trunk bindgen
fi
needs="$(missing "$STEPS")"
# shellcheck disable=SC2086
[ -z "$needs" ] || install_packages $needs
run wasm-opt hosts python firefox webkit wheel
join
say "installed: $*"
