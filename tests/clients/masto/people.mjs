// Two servers that federate and people on them; see scripts/with-servers.sh.
import { createRestAPIClient, createStreamingAPIClient } from "masto";
import { eventually, rounds, urls } from "../../servers.mjs";

/** Makes somebody by the command line, beside the running server, with an app that has a token. */
export function person(name, server, role = "member") {
  rounds(server, "account", "create", name, "--email", `${name}@example.org`, "--role", role, "--confirmed");
  const scopes = "read write follow push" + (role === "member" ? "" : " admin:read admin:write");
  const accessToken = rounds(server, "account", "token", name, "--scopes", scopes);
  const url = urls[server];
  return {
    address: `${name}@${new URL(url).host}`,
    rest: createRestAPIClient({ url, accessToken }),
    listen: () =>
      createStreamingAPIClient({ streamingApiUrl: url.replace("http", "ws"), accessToken, implementation: WebSocket }),
  };
}

/** Lets `follower` follow somebody on another server and waits until they have accepted. */
export async function follow(follower, followed) {
  const { accounts } = await follower.rest.v2.search.list({ q: `@${followed.address}`, resolve: true });
  await follower.rest.v1.accounts.$select(accounts[0].id).follow();
  await eventually(async () => {
    const [between] = await follower.rest.v1.accounts.relationships.fetch({ id: [accounts[0].id] });
    return between.following;
  });
  return accounts[0];
}
