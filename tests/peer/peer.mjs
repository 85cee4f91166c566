// A small server on Fedify with one person on it, Fay, and one who only brings what Fay said, Gil. Everything that it knows
// of ActivityPub, signatures and WebFinger is Fedify's; kept here is only what a server keeps: keys, followers, objects and
// what came in.
import { createServer } from "node:http";
import {
  createFederation,
  generateCryptoKeyPair,
  MemoryKvStore,
  signRequest,
  verifyObject,
  verifyProof,
} from "@fedify/fedify";
import {
  Accept,
  Activity,
  Create,
  DataIntegrityProof,
  Endpoints,
  Follow,
  Note,
  Person,
  PUBLIC_COLLECTION,
  Question,
  QuoteAuthorization,
  Undo,
} from "@fedify/vocab";
import { Temporal } from "@js-temporal/polyfill";
import { eventually } from "../servers.mjs";

const NAME = "fay";
const BEARER = "gil";

/** Starts the server; `firstKnock` is how it signs: `draft-cavage-http-signatures-12` or `rfc9421`. */
export async function startPeer(firstKnock) {
  const peer = new Peer(firstKnock);
  await peer.listen();
  return peer;
}

class Peer {
  /** What its inboxes took, in the order of arrival: activities as Fedify read them. */
  received = [];
  /** Headers and body of every POST, also of those that were refused. */
  letters = [];
  followers = new Map();
  #objects = new Map();
  #keys = {
    [NAME]: Promise.all([generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), generateCryptoKeyPair("Ed25519")]),
    [BEARER]: Promise.all([generateCryptoKeyPair("RSASSA-PKCS1-v1_5")]),
  };
  #number = 0;

  constructor(firstKnock) {
    this.federation = createFederation({ kv: new MemoryKvStore(), allowPrivateAddress: true, firstKnock });
    this.#servePerson();
    this.#serveObject(Note, "/notes/{id}");
    this.#serveObject(Question, "/questions/{id}");
    this.#serveObject(QuoteAuthorization, "/stamps/{id}");
    this.federation
      .setInboxListeners("/users/{identifier}/inbox", "/inbox")
      .on(Activity, (ctx, activity) => this.#take(ctx, activity));
  }

  #servePerson() {
    this.federation
      .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
        if (!(identifier in this.#keys)) return null;
        const keys = await ctx.getActorKeyPairs(identifier);
        return new Person({
          id: ctx.getActorUri(identifier),
          preferredUsername: identifier,
          name: `${identifier[0].toUpperCase()}${identifier.slice(1)} of Fedify`,
          inbox: ctx.getInboxUri(identifier),
          followers: ctx.getFollowersUri(identifier),
          endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
          publicKey: keys[0].cryptographicKey,
          assertionMethods: keys.map((key) => key.multikey),
        });
      })
      .setKeyPairsDispatcher((_ctx, identifier) => this.#keys[identifier] ?? []);
    this.federation.setFollowersDispatcher("/users/{identifier}/followers", (_ctx, identifier) => ({
      items: identifier === NAME ? [...this.followers.values()] : [],
    }));
  }

  #serveObject(type, path) {
    this.federation.setObjectDispatcher(type, path, (ctx, { id }) => {
      return this.#objects.get(ctx.getObjectUri(type, { id }).href) ?? null;
    });
  }

  async #take(ctx, activity) {
    this.received.push(activity);
    if (!(activity instanceof Follow)) return;
    const follower = await activity.getActor(ctx);
    this.followers.set(follower.id.href, follower);
    await this.send(follower, new Accept({ object: activity }));
  }

  async listen() {
    this.server = createServer(async (incoming, outgoing) => {
      const body = Buffer.concat(await incoming.toArray());
      const { method, headers, url } = incoming;
      if (method === "POST") this.letters.push({ headers, body: body.toString() });
      const request = new Request(`http://${headers.host}${url}`, {
        method,
        headers,
        body: method === "POST" ? body : undefined,
      });
      const answer = await this.federation.fetch(request, { contextData: undefined });
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise((listening) => this.server.listen(0, "127.0.0.1", listening));
    this.host = `127.0.0.1:${this.server.address().port}`;
    this.ctx = this.federation.createContext(new URL(`http://${this.host}`), undefined);
    this.address = `${NAME}@${this.host}`;
    this.id = this.ctx.getActorUri(NAME);
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Looks up an actor or object of another server, signed as Fay. */
  async look(uri) {
    const documentLoader = await this.ctx.getDocumentLoader({ identifier: NAME });
    return await this.ctx.lookupObject(new URL(uri), { documentLoader });
  }

  /** Signs `activity` as Fay's and sends it to `recipient`; throws when the inbox refuses it. */
  async send(recipient, activity) {
    const said = activity.clone({ id: activity.id ?? this.#address("/activities"), actor: this.id });
    await this.ctx.sendActivity({ identifier: NAME }, recipient, said);
    return said;
  }

  /** A public object of Fay's, served at its address from now on. */
  keep(type, values) {
    const id = this.ctx.getObjectUri(type, { id: String(++this.#number) });
    const object = new type({
      id,
      attribution: this.id,
      to: PUBLIC_COLLECTION,
      ccs: [this.ctx.getFollowersUri(NAME)],
      published: Temporal.Now.instant(),
      ...values,
    });
    this.#objects.set(id.href, object);
    return object;
  }

  /** The same object with other values, served in its place. */
  change(object, values) {
    const changed = object.clone({ updated: Temporal.Now.instant(), ...values });
    this.#objects.set(object.id.href, changed);
    return changed;
  }

  /** Says something in public to one follower. */
  async say(recipient, content, values = {}) {
    const note = this.keep(Note, { content, ...values });
    await this.send(recipient, new Create({ object: note, to: PUBLIC_COLLECTION, ccs: note.ccIds }));
    return note;
  }

  /** What Fay says in public as it came to Gil, with her proof. */
  async tellGil(note) {
    const gil = { id: this.ctx.getActorUri(BEARER), inboxId: this.ctx.getInboxUri(BEARER) };
    await this.send(gil, new Create({ object: note, to: PUBLIC_COLLECTION, ccs: note.ccIds }));
    return this.letters.findLast(({ body }) => body.includes(note.id.href)).body;
  }

  /** Gil brings `body` under his own signature; the answer of the inbox. */
  async bring(recipient, body) {
    const [key] = await this.ctx.getActorKeyPairs(BEARER);
    const headers = { "content-type": "application/activity+json" };
    const letter = new Request(recipient.inboxId, { method: "POST", headers, body });
    return await fetch(await signRequest(letter, key.privateKey, key.keyId));
  }

  /** Takes back what was sent. */
  async undo(recipient, activity) {
    await this.send(recipient, new Undo({ object: activity }));
  }

  /** Whether Fedify finds a valid object integrity proof (FEP-8b32) of its actor's in a letter that came in. */
  async proves(letter) {
    const { documentLoader, contextLoader } = this.ctx;
    return await verifyObject(Activity, JSON.parse(letter.body), { documentLoader, contextLoader });
  }

  /** The key of a document's proof, if Fedify finds that valid by what the issuer serves; otherwise null. */
  async verifies(document) {
    const { documentLoader, contextLoader } = this.ctx;
    const proof = { ...document.proof, "@context": "https://w3id.org/security/data-integrity/v1" };
    const read = await DataIntegrityProof.fromJsonLd(proof, { documentLoader, contextLoader });
    return await verifyProof(document, read, { documentLoader, contextLoader });
  }

  /** The activity of this type that came in and of which `is` says yes, once it is there. */
  async hears(type, is = () => true) {
    return await eventually(async () => {
      for (const activity of this.received) {
        if (activity instanceof type && (await is(activity))) return activity;
      }
    });
  }

  #address(path) {
    return new URL(`${path}/${++this.#number}`, this.ctx.origin);
  }
}
