// The private servers of scripts/with-servers.sh, as a test in Node.js sees them: from outside.
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** Their addresses, in the order of their numbers. */
export const urls = process.env.SERVER_URLS.split(" ");

/** Their data folders, in the same order. */
export const folders = process.env.SERVER_DATA_DIRS.split(" ");

/** Runs a command of the program beside a running server, and yields what it prints. */
export const rounds = (server, ...words) => tell(server, "", ...words);

/** The same for a command that reads `text`. */
export const tell = (server, text, ...words) =>
  execFileSync(process.env.ROUNDS, [...words, "--data-dir", folders[server]], { encoding: "utf8", input: text }).trim();

/** What `look` finds, once it finds something: another process delivers in its own time, 20 seconds at most. */
export async function eventually(look) {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(200)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error("still nothing after 20 seconds");
}
