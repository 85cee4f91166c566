import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { eventually } from "../../servers.mjs";
import { follow, person } from "./people.mjs";

/** A second of test pictures and of a tone, as ffmpeg writes it. */
function clip(name, type, ...words) {
  const folder = mkdtempSync(join(tmpdir(), "clip-"));
  const sources = ["-f", "lavfi", "-i", "testsrc=s=320x240:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1"];
  try {
    execFileSync("ffmpeg", ["-v", "error", ...sources, ...words, join(folder, name)]);
    return new File([readFileSync(join(folder, name))], name, { type });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a video is sent, waited for and played on another server", async () => {
  const [rob, sia] = [person("rob", 0), person("sia", 1)];
  await follow(sia, rob);
  // masto.js asks until the file is ready.
  const file = clip("knot.webm", "video/webm", "-c:v", "libvpx-vp9", "-c:a", "libopus");
  const video = await rob.rest.v2.media.create({ file, description: "A knot" });
  assert.equal(video.type, "video");
  assert.equal(video.meta.original.width, 320);
  await rob.rest.v1.statuses.create({ status: "How to tie it", mediaIds: [video.id] });

  const seen = await eventually(async () => (await sia.rest.v1.timelines.home.list())[0]);
  const [played] = seen.mediaAttachments;
  assert.equal(played.description, "A knot");
  const part = await fetch(played.url, { headers: { range: "bytes=-10" } });
  assert.equal(part.status, 206);
  assert.equal((await part.arrayBuffer()).byteLength, 10);
});

test("a picture is described after it was sent", async () => {
  const tia = person("tia", 0);
  const file = clip("scan.png", "image/png", "-an", "-frames:v", "1");
  const picture = await tia.rest.v2.media.create({ file });
  assert.equal(picture.description, null);
  const described = await tia.rest.v1.media.$select(picture.id).update({ description: "A scan", focus: "0.5,0.5" });
  assert.equal(described.description, "A scan");
  assert.equal(described.meta.focus.x, 0.5);
});

test("a status waits for its time with its poll", async () => {
  const uri = person("uri", 0);
  const waiting = await uri.rest.v1.statuses.create({
    status: "Which day?",
    poll: { options: ["Monday", "Friday"], expiresIn: 3600 },
    scheduledAt: new Date(Date.now() + 2 * 3600 * 1000).toISOString(),
  });
  assert.deepEqual((await uri.rest.v1.scheduledStatuses.list()).map((one) => one.id), [waiting.id]);
  assert.deepEqual(waiting.params.poll.options, ["Monday", "Friday"]);
  await uri.rest.v1.scheduledStatuses.$select(waiting.id).remove();
  assert.deepEqual(await uri.rest.v1.scheduledStatuses.list(), []);
});

test("a list shows those on it, and a search finds them", async () => {
  const [val, wes] = [person("val", 0), person("wes", 1)];
  const account = await follow(wes, val);
  const list = await wes.rest.v1.lists.create({ title: "Night shift", repliesPolicy: "list" });
  await wes.rest.v1.lists.$select(list.id).accounts.create({ accountIds: [account.id] });
  const posted = await val.rest.v1.statuses.create({ status: "Bed 4 is free #handover" });

  const seen = await eventually(async () => (await wes.rest.v1.timelines.list.$select(list.id).list())[0]);
  assert.equal(seen.uri, posted.uri);
  const found = await wes.rest.v2.search.list({ q: "#handover", type: "hashtags" });
  assert.deepEqual(found.hashtags.map((tag) => tag.name), ["handover"]);
});

test("moderators see what was reported", async () => {
  const [xan, yul, zed] = [person("xan", 0, "moderator"), person("yul", 0), person("zed", 0)];
  const me = await yul.rest.v1.accounts.verifyCredentials();
  const posted = await yul.rest.v1.statuses.create({ status: "Buy pills" });
  await zed.rest.v1.reports.create({ accountId: me.id, statusIds: [posted.id], comment: "An advertisement" });

  const reports = await xan.rest.v1.admin.reports.list();
  const report = reports.find((one) => one.comment === "An advertisement");
  assert.deepEqual(report.statuses.map((status) => status.id), [posted.id]);
  const settled = await xan.rest.v1.admin.reports.$select(report.id).resolve();
  assert.equal(settled.actionTaken, true);
});
