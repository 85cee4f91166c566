#!/usr/bin/env bash
# A real provider of OpenID Connect, npm oidc-provider, logs people in to a server, on the Node.js that the clients' tests
# bring.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --locked --bin rounds
for folder in tests/clients/masto tests/oidc; do
    npm --prefix "$folder" ci --silent --no-audit --no-fund
done
secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT
OIDC_SECRET_FILE=$secrets/client
head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$OIDC_SECRET_FILE"
# The issuer is part of the server's configuration, so its port is drawn before either starts.
port=$((RANDOM % 10000 + 30000))
while (exec 3<>"/dev/tcp/localhost/$port") 2>/dev/null; do port=$((port + 1)); done
OIDC_ISSUER=http://localhost:$port
ROUNDS_OIDC="[{name=\"hospital\",label=\"The hospital\",issuer=\"$OIDC_ISSUER\",client_id=\"rounds\",\
client_secret_file=\"$OIDC_SECRET_FILE\",scopes=[\"email\",\"profile\",\"groups\"],sign_up=\"yes\",\
roles={moderators=\"moderator\"}}]"
export OIDC_ISSUER OIDC_SECRET_FILE ROUNDS_OIDC
PATH=$PWD/tests/clients/masto/node_modules/.bin:$PATH \
    scripts/with-servers.sh 1 node --test --test-reporter=spec tests/oidc/*.test.mjs
