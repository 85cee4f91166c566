import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../../servers.mjs";
import { follow, person } from "./people.mjs";

test("a poll is asked here and answered on another server", async () => {
  const [kim, lea] = [person("kim", 0), person("lea", 1)];
  await follow(lea, kim);
  const asked = await kim.rest.v1.statuses.create({
    status: "When do we meet?",
    poll: { options: ["at eight", "at nine"], expiresIn: 3600 },
  });

  const seen = await eventually(async () => (await lea.rest.v1.timelines.home.list())[0]);
  assert.equal(seen.uri, asked.uri);
  await lea.rest.v1.polls.$select(seen.poll.id).votes.create({ choices: [1] });

  const counted = await eventually(async () => {
    const poll = await kim.rest.v1.polls.$select(asked.poll.id).fetch();
    return poll.votesCount && poll;
  });
  assert.deepEqual(counted.options.map((option) => option.votesCount), [0, 1]);
});

test("pages follow each other until the end", async () => {
  const mia = person("mia", 0);
  for (const status of ["one", "two", "three"]) await mia.rest.v1.statuses.create({ status });
  const me = await mia.rest.v1.accounts.verifyCredentials();

  const read = [];
  for await (const page of mia.rest.v1.accounts.$select(me.id).statuses.list({ limit: 2 })) {
    read.push(page.map((status) => status.content));
  }
  assert.deepEqual(read.filter((page) => page.length), [["<p>three</p>", "<p>two</p>"], ["<p>one</p>"]]);
});

test("a mention is told in a group of notifications", async () => {
  const [nia, oda] = [person("nia", 0), person("oda", 0)];
  const status = await nia.rest.v1.statuses.create({ status: "Who takes the night?" });
  await oda.rest.v1.statuses.$select(status.id).favourite();
  await oda.rest.v1.statuses.create({ status: "@nia I do", inReplyToId: status.id });

  const told = await eventually(async () => {
    const all = await nia.rest.v2.notifications.list();
    return all.notificationGroups.length === 2 && all;
  });
  assert.deepEqual(told.notificationGroups.map((group) => group.type), ["mention", "favourite"]);
  assert.deepEqual(told.accounts.map((account) => account.username), ["oda"]);
});

test("what a filter names is marked", async () => {
  const [pam, quy] = [person("pam", 0), person("quy", 1)];
  await follow(pam, quy);
  await pam.rest.v2.filters.create({
    title: "Football",
    context: ["home"],
    filterAction: "warn",
    keywordsAttributes: [{ keyword: "offside", wholeWord: true }],
  });
  await quy.rest.v1.statuses.create({ status: "That was offside" });

  const seen = await eventually(async () => (await pam.rest.v1.timelines.home.list())[0]);
  assert.deepEqual(seen.filtered.map((found) => found.filter.title), ["Football"]);
  assert.deepEqual(seen.filtered[0].keywordMatches, ["offside"]);
});
