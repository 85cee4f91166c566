// Two servers that federate and people on them; see scripts/with-servers.sh.
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { createRestAPIClient, createStreamingAPIClient } from "masto";

const urls = process.env.SERVER_URLS.split(" ");
const folders = process.env.SERVER_DATA_DIRS.split(" ");

/** Runs a command of the program beside a running server, and yields what it prints. */
export const rounds = (server, ...words) =>
  execFileSync(process.env.ROUNDS, [...words, "--data-dir", folders[server]], { encoding: "utf8" }).trim();

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

/** What `look` finds, once it finds something: another process delivers in its own time, 20 seconds at most. */
export async function eventually(look) {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(200)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error("still nothing after 20 seconds");
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
