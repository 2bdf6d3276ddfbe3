# Sourced by setup.sh: which package of which system has what is needed.
#
# Only Debian's package manager (and Ubuntu's) is called. For others the command to type is printed.

# tell_packages NEED...: ends the script with what to type for them.
tell_packages() {
  local lines=() line
  while read -r line; do lines+=("  $line"); done < <(commands "$@")
  fail "missing here: $*" "run, and then this again:" "${lines[@]}"
}

# install_packages NEED...
install_packages() {
  local need packages=()
  # A list fetched in the last hour is fresh enough.
  if [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mmin -60 -print -quit 2>/dev/null)" ]; then
    step "fetch the list of packages; waits for the mirror" as_root apt-get -qq update || true
  fi
  for need in "$@"; do
    # shellcheck disable=SC2207 # a word is a package
    packages+=($(in_debian "$need"))
  done
  step "install ${packages[*]}; waits for the mirror" \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    install -y --no-install-recommends "${packages[@]}"
}

# as_root COMMAND...
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
can_apt() { have apt-get && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || { have sudo && [ -t 0 ]; }; }; }

in_debian() {
  case "$1" in
    compiler) echo gcc libc6-dev ;;
    rust | std-source) debian_rust ;;
    # Without rustup's server they come with the compiler they are of.
    fmt) if has_package rustc-web; then echo rustc-web cargo-web rustfmt-web; else echo rustc cargo rustfmt; fi ;;
    clippy) if has_package rustc-web; then echo rustc-web cargo-web rust-web-clippy; else echo rustc cargo rust-clippy; fi ;;
    node) echo nodejs ;;
    npm) echo npm ;;
    wasm-split) echo binaryen ;;
    chromium) echo chromium chromium-driver ;;
    fonts) echo fontconfig fonts-liberation fonts-dejavu-core ;;
    jekyll) echo jekyll ;;
    python) echo python3 python3-venv ;;
    firefox) echo firefox-esr ;;
    webkit) echo webkit2gtk-driver ;;
    screen) echo xvfb xauth ;;
  esac
}
has_package() { [ -n "$(apt-cache show "$1" 2>/dev/null)" ]; }
# A released Debian keeps its Rust, and has a newer one beside it for its browsers: that one is called web. The linker of
# the same LLVM, which compiles for wasm, is only recommended.
debian_rust() {
  local web=""
  if has_package rustc-web; then web=-web; fi
  echo "rustc$web" "cargo$web" "rust$web-src" "rust$web-llvm"
  apt-cache depends "rust$web-llvm" | sed -n 's/^ *Depends: llvm-\([0-9]*\)$/lld-\1/p' | head -1
}

# commands NEED...: prints what to type for them on this system, a command a line.
commands() {
  local need
  for need in "$@"; do
    case "$need" in
      std-source) if have rustup; then echo "rustup component add rust-src"; else in_system "$need"; fi ;;
      fmt) if have rustup; then echo "rustup component add rustfmt"; else in_system "$need"; fi ;;
      clippy) if have rustup; then echo "rustup component add clippy"; else in_system "$need"; fi ;;
      *) in_system "$need" ;;
    esac
  done | awk '
    # One command for all packages of a manager.
    !/&&/ && match($0, /^(sudo apt-get install|sudo dnf install|sudo pacman -S|brew install --cask|brew install) /) {
      how = substr($0, 1, RLENGTH - 1)
      if (!(how in packages)) order[++n] = how
      count = split(substr($0, RLENGTH + 1), words, " ")
      for (i = 1; i <= count; i++) if (!seen[how, words[i]]++) packages[how] = packages[how] " " words[i]
      next
    }
    !seen[$0]++ { order[++n] = $0 }
    END { for (i = 1; i <= n; i++) print order[i] packages[order[i]] }'
}
in_system() {
  if have apt-get; then
    echo "sudo apt-get install $(in_debian "$1" | tr '\n' ' ')"
  elif have dnf; then
    in_fedora "$1"
  elif have pacman; then
    in_arch "$1"
  elif have brew; then
    in_homebrew "$1"
  else
    echo "$1: with your system's package manager"
  fi
}
in_fedora() {
  case "$1" in
    compiler) echo sudo dnf install gcc ;;
    rust) echo 'sudo dnf install rustup && rustup-init -y && . ~/.cargo/env' ;;
    std-source) echo sudo dnf install rust-src rust-std-static-wasm32-unknown-unknown lld ;;
    fmt) echo sudo dnf install rustfmt ;;
    clippy) echo sudo dnf install clippy ;;
    node) echo sudo dnf install nodejs ;;
    npm) echo sudo dnf install nodejs-npm ;;
    wasm-split) echo sudo dnf install binaryen ;;
    chromium) echo sudo dnf install chromium chromedriver ;;
    fonts) echo sudo dnf install fontconfig liberation-sans-fonts dejavu-sans-fonts ;;
    jekyll) echo sudo dnf install rubygem-jekyll ;;
    python) echo sudo dnf install python3 ;;
    firefox) echo sudo dnf install firefox ;;
    webkit) echo "webkit: Fedora has no WebKitWebDriver of WebKitGTK; run make test-engines ENGINES=firefox" ;;
    screen) echo sudo dnf install xorg-x11-server-Xvfb xauth ;;
  esac
}
in_arch() {
  case "$1" in
    compiler) echo sudo pacman -S gcc ;;
    rust) echo 'sudo pacman -S rustup && rustup default stable' ;;
    std-source) echo sudo pacman -S rust-src rust-wasm lld ;;
    # Its package rust has them.
    fmt | clippy) echo sudo pacman -S rust ;;
    node) echo sudo pacman -S nodejs ;;
    npm) echo sudo pacman -S npm ;;
    wasm-split) echo sudo pacman -S binaryen ;;
    chromium) echo sudo pacman -S chromium ;;
    fonts) echo sudo pacman -S fontconfig ttf-liberation ttf-dejavu ;;
    jekyll) echo 'sudo pacman -S ruby && gem install jekyll' ;;
    python) echo sudo pacman -S python ;;
    firefox) echo sudo pacman -S firefox ;;
    webkit) echo sudo pacman -S webkit2gtk-4.1 ;;
    screen) echo sudo pacman -S xorg-server-xvfb xorg-xauth ;;
  esac
}
in_homebrew() {
  case "$1" in
    compiler) echo xcode-select --install ;;
    # Homebrew's own Rust comes without the source of the standard library.
    rust | std-source | fmt | clippy) echo 'brew install rustup && rustup default stable' ;;
    node | npm) echo brew install node ;;
    wasm-split) echo brew install binaryen ;;
    chromium) echo brew install --cask google-chrome chromedriver ;;
    fonts) echo brew install --cask font-liberation font-dejavu ;;
    jekyll) echo 'brew install ruby && gem install jekyll' ;;
    python) echo brew install python ;;
    firefox) echo brew install --cask firefox ;;
    webkit | screen) echo "$1: macOS has no WebKitGTK; run make test-engines ENGINES=firefox" ;;
  esac
}
