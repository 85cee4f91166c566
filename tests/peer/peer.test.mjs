// Each journey runs twice: with a peer that signs by draft-cavage first, and with one that signs by RFC 9421.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  Accept,
  Announce,
  Collection,
  Create,
  Delete,
  Follow,
  InteractionPolicy,
  InteractionRule,
  Like,
  Note,
  PUBLIC_COLLECTION,
  Question,
  QuoteAuthorization,
  QuoteRequest,
  Tombstone,
  Undo,
  Update,
} from "@fedify/vocab";
import { Temporal } from "@js-temporal/polyfill";
import { person } from "../clients/masto/people.mjs";
import { eventually } from "../servers.mjs";
import { startPeer } from "./peer.mjs";

const anyoneMayQuote = () =>
  new InteractionPolicy({ canQuote: new InteractionRule({ automaticApproval: PUBLIC_COLLECTION }) });

for (const [name, firstKnock] of [["cavage", "draft-cavage-http-signatures-12"], ["rfc9421", "rfc9421"]]) {
  describe(`a peer on Fedify that signs by ${firstKnock}`, () => federates(name, firstKnock));
}

function federates(name, firstKnock) {
  let peer;
  let member;
  /** The member as Fay sees them, and Fay as the member sees her. */
  let nurse;
  let fay;

  before(async () => {
    peer = await startPeer(firstKnock);
    member = person(name, 0);
  });
  after(() => peer.close());

  const home = (is) => eventually(async () => (await member.rest.v1.timelines.home.list()).find(is));
  const told = (type) =>
    eventually(async () => (await member.rest.v1.notifications.list({ types: [type] }))[0]);
  const status = (id) => member.rest.v1.statuses.$select(id);
  const gone = (id) => eventually(() => status(id).fetch().then(() => false, () => true));

  test("each finds the other and follows", async () => {
    const found = await member.rest.v2.search.list({ q: `@${peer.address}`, resolve: true });
    fay = found.accounts[0];
    assert.equal(fay.displayName, "Fay of Fedify");
    await member.rest.v1.accounts.$select(fay.id).follow();
    const follow = await peer.hears(Follow);
    assert.equal(follow.objectId.href, peer.id.href);
    await eventually(async () => {
      const [between] = await member.rest.v1.accounts.relationships.fetch({ id: [fay.id] });
      return between.following;
    });

    nurse = await peer.look(follow.actorId);
    assert.equal(nurse.preferredUsername, name);
    const asked = await peer.send(nurse, new Follow({ object: nurse.id }));
    const accepted = await peer.hears(Accept, (accept) => accept.objectId.href === asked.id.href);
    assert.equal(accepted.actorId.href, nurse.id.href);
    assert.equal((await told("follow")).account.id, fay.id);
  });

  test("every delivery is signed the way that the peer signs", () => {
    assert.ok(peer.letters.length >= 2);
    // The very first letter goes out before anything came in that tells how the peer signs.
    for (const { headers } of peer.letters.slice(1)) {
      assert.equal("signature-input" in headers, firstKnock === "rfc9421", JSON.stringify(headers));
    }
  });

  test("a post is read, answered, boosted, liked, edited and deleted there", async () => {
    const mine = await member.rest.v1.statuses.create({ status: "Who has seen this rash before?" });
    const created = await peer.hears(Create, async (create) => create.objectId.href === mine.uri);
    assert.match(String((await created.getObject()).content), /Who has seen this rash/);

    const read = await peer.look(mine.uri);
    assert.ok(read instanceof Note);
    await peer.say(nurse, "<p>Twice, after amoxicillin.</p>", { replyTarget: new URL(mine.uri) });
    const thread = await eventually(async () => {
      const { descendants } = await status(mine.id).context.fetch();
      return descendants.length > 0 && descendants;
    });
    assert.deepEqual(thread.map((answer) => answer.content), ["<p>Twice, after amoxicillin.</p>"]);

    const like = await peer.send(nurse, new Like({ object: read.id }));
    const boost = await peer.send(nurse, new Announce({ object: read.id, to: PUBLIC_COLLECTION }));
    assert.equal((await told("favourite")).status.id, mine.id);
    assert.equal((await told("reblog")).status.id, mine.id);
    await peer.undo(nurse, like);
    await peer.undo(nurse, boost);
    await eventually(async () => {
      const { favouritesCount, reblogsCount } = await status(mine.id).fetch();
      return favouritesCount === 0 && reblogsCount === 0;
    });

    await status(mine.id).update({ status: "Who has seen this rash before? It itches." });
    const update = await peer.hears(Update, (update) => update.objectId.href === mine.uri);
    assert.match(String((await update.getObject()).content), /It itches/);
    await status(mine.id).remove();
    await peer.hears(Delete, (deletion) => deletion.objectId.href === mine.uri);
  });

  test("what is said in public carries a proof, which an altered letter breaks", async () => {
    const mine = await member.rest.v1.statuses.create({ status: "Said by me, whoever brings it" });
    await peer.hears(Create, (create) => create.objectId.href === mine.uri);
    const letter = peer.letters.findLast(({ body }) => body.includes("whoever brings it"));
    const proven = await peer.proves(letter);
    assert.equal(proven?.actorId.href, nurse.id.href);
    const altered = { body: letter.body.replace("Said by me", "Said by you") };
    assert.equal(await peer.proves(altered), null);
  });

  test("what someone else brings is believed by its proof, unless it was altered", async () => {
    const kept = peer.keep(Note, { content: "<p>Said by Fay, brought by Gil.</p>" });
    const letter = await peer.tellGil(kept);
    const altered = await peer.bring(nurse, letter.replace("Said by Fay", "Said by Gil"));
    assert.equal(altered.status, 401);
    const brought = await peer.bring(nurse, letter);
    assert.equal(brought.status, 202, await brought.text());
    const seen = await home((one) => one.uri === kept.id.href);
    assert.equal(seen.content, "<p>Said by Fay, brought by Gil.</p>");
    assert.equal(seen.account.id, fay.id);
  });

  test("a post from there is read, answered, boosted, liked, edited and deleted here", async () => {
    const note = await peer.say(nurse, "<p>Our ward is short of <b>two</b> nurses.</p>");
    const seen = await home((one) => one.uri === note.id.href);
    assert.equal(seen.content, "<p>Our ward is short of <b>two</b> nurses.</p>");

    const answer = await member.rest.v1.statuses.create({ status: "So is ours.", inReplyToId: seen.id });
    const create = await peer.hears(Create, (create) => create.objectId.href === answer.uri);
    assert.equal((await create.getObject()).replyTargetId.href, note.id.href);

    await status(seen.id).favourite();
    await status(seen.id).reblog();
    const of = (activity) => activity.objectId.href === note.id.href;
    const like = await peer.hears(Like, of);
    const boost = await peer.hears(Announce, of);
    await status(seen.id).unfavourite();
    await status(seen.id).unreblog();
    for (const activity of [like, boost]) {
      await peer.hears(Undo, (undo) => undo.objectId.href === activity.id.href);
    }

    const changed = peer.change(note, { content: "<p>Our ward is short of three nurses.</p>" });
    await peer.send(nurse, new Update({ object: changed, to: PUBLIC_COLLECTION }));
    await home((one) => one.content.includes("three"));
    assert.equal((await status(seen.id).history.list()).length, 2);
    await peer.send(nurse, new Delete({ object: new Tombstone({ id: note.id }), to: PUBLIC_COLLECTION }));
    await gone(seen.id);
  });

  test("polls are answered both ways", async () => {
    const votes = (totalItems) => new Collection({ totalItems });
    const options = ["Monday", "Tuesday"].map((name) => new Note({ name, replies: votes(0) }));
    const question = peer.keep(Question, {
      content: "<p>When?</p>",
      exclusiveOptions: options,
      endTime: Temporal.Now.instant().add({ hours: 1 }),
    });
    await peer.send(nurse, new Create({ object: question, to: PUBLIC_COLLECTION }));
    const { poll } = await home((one) => one.uri === question.id.href);
    await member.rest.v1.polls.$select(poll.id).votes.create({ choices: [1] });
    const vote = await peer.hears(Create, async (create) => {
      const said = await create.getObject();
      return said instanceof Note && said.replyTargetId?.href === question.id.href;
    });
    assert.equal(String((await vote.getObject()).name), "Tuesday");

    const mine = await member.rest.v1.statuses.create({
      status: "Where?",
      poll: { options: ["here", "there"], expiresIn: 3600 },
    });
    const asked = await peer.look(mine.uri);
    assert.ok(asked instanceof Question);
    const choice = peer.keep(Note, { name: "there", replyTarget: asked.id, to: nurse.id, ccs: [] });
    await peer.send(nurse, new Create({ object: choice, to: nurse.id }));
    const counted = await eventually(async () => {
      const poll = await member.rest.v1.polls.$select(mine.poll.id).fetch();
      return poll.votesCount > 0 && poll;
    });
    assert.deepEqual(counted.options.map((option) => option.votesCount), [0, 1]);
  });

  test("quotes are asked for and allowed both ways", async () => {
    const theirs = await peer.say(nurse, "<p>Quote me on that.</p>", {
      interactionPolicy: anyoneMayQuote(),
    });
    const seen = await home((one) => one.uri === theirs.id.href);
    const quoting = await member.rest.v1.statuses.create({ status: "Well said", quotedStatusId: seen.id });
    const request = await peer.hears(QuoteRequest, (request) => request.objectId.href === theirs.id.href);
    assert.equal(request.instrumentId.href, quoting.uri);
    const stamp = peer.keep(QuoteAuthorization, {
      interactingObject: new URL(quoting.uri),
      interactionTarget: theirs.id,
    });
    await peer.send(nurse, new Accept({ object: request, result: stamp.id }));
    await eventually(async () => (await status(quoting.id).fetch()).quote?.state === "accepted");

    const mine = await member.rest.v1.statuses.create({ status: "Quote me too", quoteApprovalPolicy: "public" });
    const quote = await peer.say(nurse, "<p>I do.</p>", { quote: new URL(mine.uri) });
    const asked = await peer.send(nurse, new QuoteRequest({ object: new URL(mine.uri), instrument: quote }));
    const allowed = await peer.hears(Accept, (accept) => accept.objectId?.href === asked.id.href);
    const stamped = await peer.look(allowed.resultId);
    assert.ok(stamped instanceof QuoteAuthorization);
    assert.equal(stamped.interactingObjectId.href, quote.id.href);
    assert.equal(stamped.interactionTargetId.href, mine.uri);
  });

  test("each stops following the other", async () => {
    await member.rest.v1.accounts.$select(fay.id).unfollow();
    await peer.hears(Undo, async (undo) => (await undo.getObject()) instanceof Follow);

    const follow = await peer.send(nurse, new Follow({ object: nurse.id }));
    await peer.undo(nurse, follow);
    await eventually(async () => {
      const [between] = await member.rest.v1.accounts.relationships.fetch({ id: [fay.id] });
      return !between.followedBy && !between.following;
    });
  });
}
