#!/usr/bin/env bash
# Makes sure that the tools it is given are here: `scripts/need.sh cargo cc postgres`.
# Nothing may depend on what someone once installed by hand. Root on Debian gets what is missing by apt-get;
# anyone else is told the exact command to type.
set -euo pipefail
cd "$(dirname "$0")/.."

present() {
    case $1 in
        postgres) scripts/postgres-bin.sh ;;
        python) python3 -c 'import ensurepip, venv' ;;
        node) command -v node && command -v npm ;;
        cargo-deny) cargo deny --version ;;
        clippy) cargo clippy --version && cargo fmt --version ;;
        *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

debian_packages() {
    case $1 in
        cc) echo build-essential ;;
        postgres) echo postgresql ;;
        python) echo python3-venv ;;
        node) command -v node >/dev/null || echo nodejs; command -v npm >/dev/null || echo npm ;;
        chromium) echo chromium ;;
    esac
}

install_debian() {
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $*" >&2
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >&2
    else
        echo "Missing. Please type: sudo apt-get update && sudo apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
}

packages=()
for tool in "$@"; do
    present "$tool" && continue
    case $tool in
        cargo) echo "Missing: Rust 1.95 or newer, with cargo. Please install it with rustup." >&2; exit 1 ;;
        clippy | cargo-deny) ;; # they come with cargo, after the packages
        *) mapfile -t -O "${#packages[@]}" packages < <(debian_packages "$tool") ;;
    esac
done
[ "${#packages[@]}" -eq 0 ] || install_debian "${packages[@]}"

for tool in "$@"; do
    present "$tool" && continue
    case $tool in
        clippy) rustup component add clippy rustfmt ;;
        cargo-deny) cargo install --locked cargo-deny@0.20.2 ;;
        *) echo "$tool is still missing after its installation." >&2; exit 1 ;;
    esac
done
