#!/usr/bin/env bash
# Real clients, unmodified, against two servers that federate. They live in a Python environment of their own, .test/python.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked --bin rounds
[ -x .test/python/bin/pip ] || python3 -m venv .test/python
.test/python/bin/pip install --quiet --disable-pip-version-check --requirement tests/clients/requirements.txt
PATH=$PWD/.test/python/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    scripts/with-servers.sh 2 pytest --quiet -p no:cacheprovider tests/clients
