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
        cargo-deb) cargo deb --version ;;
        cargo-cyclonedx) cargo cyclonedx --version ;;
        clippy) cargo clippy --version && cargo fmt --version ;;
        ffmpeg) command -v ffmpeg || [ -x .test/bin/ffmpeg ] ;;
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

# One that comes whole in a package, since a distribution's would bring dozens of libraries for tests alone.
bring_ffmpeg() {
    [ -x .test/python/bin/pip ] || python3 -m venv .test/python
    .test/python/bin/pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1
    mkdir -p .test/bin
    ln -sf "$(.test/python/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')" .test/bin/ffmpeg
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
        clippy | cargo-* | ffmpeg) ;; # they come with cargo and Python, after the packages
        *) mapfile -t -O "${#packages[@]}" packages < <(debian_packages "$tool") ;;
    esac
done
[ "${#packages[@]}" -eq 0 ] || install_debian "${packages[@]}"

for tool in "$@"; do
    present "$tool" && continue
    case $tool in
        clippy) rustup component add clippy rustfmt ;;
        cargo-deny) cargo install --locked cargo-deny@0.20.2 ;;
        cargo-deb) cargo install --locked cargo-deb@3.6.2 ;;
        cargo-cyclonedx) cargo install --locked cargo-cyclonedx@0.5.9 ;;
        ffmpeg) bring_ffmpeg ;;
        *) echo "$tool is still missing after its installation." >&2; exit 1 ;;
    esac
done
