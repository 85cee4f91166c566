#!/usr/bin/env bash
# Every page in a browser, on a phone and a desktop, light and dark; then stories of people, by page, between servers:
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
# In the stories somebody reads who vouches, so the servers have names.
SERVER_TITLES='Dermatology Association;City Hospital;Harbour Clinic' scripts/with-servers.sh 3 \
    node --test-reporter=spec tests/pages/stories/stories.test.mjs "$@"
