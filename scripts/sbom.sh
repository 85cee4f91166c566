#!/usr/bin/env bash
# Lists what the server is made of, with versions and licences: packaging/rounds.cdx.json (CycloneDX).
# The tool writes such a file beside every Cargo.toml of the workspace; that of the server holds them all.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo cyclonedx --quiet --manifest-path crates/server/Cargo.toml --format json --no-build-deps --spec-version 1.5
mv crates/server/rounds.cdx.json packaging/
rm crates/*/*.cdx.json migrations/*.cdx.json tests/*.cdx.json
