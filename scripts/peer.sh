#!/usr/bin/env bash
# Another implementation, Fedify, federates with a server, on the Node.js that the clients' tests bring; it and the reference
# implementation of status lists check what the server vouches for.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked --bin rounds
for folder in tests/clients/masto tests/peer; do
    npm --prefix "$folder" ci --silent --no-audit --no-fund
done
PATH=$PWD/tests/clients/masto/node_modules/.bin:$PATH \
    scripts/with-servers.sh 1 node --test --test-reporter=spec tests/peer/*.test.mjs
