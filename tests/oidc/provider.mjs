// A real provider (npm oidc-provider) that demands PKCE and knows a server as its client.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

/** Who works at the hospital, by the name they log in with; tests change what the claims say. */
export const people = new Map();

export function person(name, groups = []) {
  people.set(name, {
    email: `${name}@hospital.example`,
    email_verified: true,
    name: `Dr ${name}`,
    preferred_username: name,
    groups,
  });
}

export async function startProvider(issuer, server, secret) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), kid: "first", use: "sig", alg: "RS256" };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "rounds",
        client_secret: secret,
        redirect_uris: [`${server}/login/oidc/hospital/callback`],
        backchannel_logout_uri: `${server}/login/oidc/hospital/logout`,
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ["cookies of a test"] },
    pkce: { required: () => true },
    scopes: ["openid", "email", "profile", "groups"],
    claims: {
      email: ["email", "email_verified"],
      profile: ["name", "preferred_username"],
      groups: ["groups"],
    },
    features: { backchannelLogout: { enabled: true } },
    // Its own guard keeps it from asking this machine, where the server is.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
    findAccount: (_, id) => people.has(id) && { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) },
  });
  const asked = [];
  provider.on("authorization.accepted", (ctx) => asked.push({ ...ctx.oidc.params }));
  const failed = [];
  for (const name of ["grant.error", "authorization.error", "backchannel.error", "server_error"]) {
    provider.on(name, (_, error) => failed.push(`${name}: ${error.message} ${error.error_description ?? ""}`));
  }
  const listener = provider.listen(Number(new URL(issuer).port), "localhost");
  await new Promise((done) => listener.once("listening", done));
  return { asked, failed, close: () => listener.close() && listener.closeAllConnections() };
}
