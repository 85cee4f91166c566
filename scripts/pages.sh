#!/usr/bin/env bash
# Every page in a browser, on a phone and a desktop, light and dark:
# `scripts/pages.sh [--screenshots FOLDER] [--language TAG]`.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked --bin rounds
npm --prefix tests/pages ci --silent --ignore-scripts --no-audit --no-fund
# shellcheck disable=SC2016 # the inner shell expands what with-servers.sh exports
scripts/with-servers.sh 1 bash -c '
    set -e
    node tests/pages/seed.mjs
    node tests/pages/passkey.mjs
    node tests/pages/run.mjs --login nora@example.org "correct horse battery staple" "$@" "$SERVER_URLS"
' pages "$@"
