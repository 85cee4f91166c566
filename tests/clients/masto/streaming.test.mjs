import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../servers.mjs";
import { follow, person } from "./people.mjs";

/** Keeps what is told to the home of somebody, from now until the stream is closed. */
function hear(streams) {
  const heard = [];
  const listen = async () => {
    for await (const event of streams.user.subscribe()) heard.push(event);
  };
  listen().catch(() => {});
  return heard;
}

test("posts, edits and deletions on another server arrive by WebSocket", { timeout: 90_000 }, async () => {
  const [rio, sue] = [person("rio", 0), person("sue", 1)];
  await follow(sue, rio);
  const streams = sue.listen();
  try {
    const heard = hear(streams);
    // Nothing says that the server has begun to tell: posts are made until one is heard.
    await eventually(async () => {
      await rio.rest.v1.statuses.create({ status: "Does anybody hear?" });
      return heard.length > 0;
    });
    const posted = await rio.rest.v1.statuses.create({ status: "The lift is stuck" });
    const { payload: seen } = await eventually(() => heard.find((told) => told.payload.uri === posted.uri));
    assert.equal(seen.content, "<p>The lift is stuck</p>");

    await rio.rest.v1.statuses.$select(posted.id).update({ status: "The lift works again" });
    const edit = await eventually(() => heard.find((told) => told.event === "status.update"));
    assert.equal(edit.payload.id, seen.id);
    assert.match(edit.payload.content, /works again/);

    await rio.rest.v1.statuses.$select(posted.id).remove();
    const removal = await eventually(() => heard.find((told) => told.event === "delete"));
    assert.equal(removal.payload, seen.id);
  } finally {
    streams.close();
  }
});
