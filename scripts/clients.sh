#!/usr/bin/env bash
# Real clients and a tester of SCIM, unmodified, against two servers that federate. They live in a Python environment of
# their own, .test/python, and in tests/clients/masto with the Node.js that masto.js demands.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked --bin rounds
[ -x .test/python/bin/pip ] || python3 -m venv .test/python
.test/python/bin/pip install --quiet --disable-pip-version-check --requirement tests/clients/requirements.txt
PATH=$PWD/.test/python/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    scripts/with-servers.sh 2 pytest --quiet -p no:cacheprovider tests/clients

npm --prefix tests/clients/masto ci --silent --no-audit --no-fund
PATH=$PWD/tests/clients/masto/node_modules/.bin:$PATH \
    scripts/with-servers.sh 2 node --test --test-reporter=spec tests/clients/masto/*.test.mjs
