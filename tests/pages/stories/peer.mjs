// A plain ActivityPub server with one person, Tim. It knows nothing of Rounds: it keeps what it gets, signs as Mastodon does
// (draft-cavage), checks links in profiles as Mastodon does, and follows whoever moved to where they went.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { eventually } from '../../servers.mjs';

const json = 'application/activity+json';

// Whether a field of a profile says who vouches for it.
export const isVouched = ({ name }) => name.startsWith('Verified by');

export class Peer {
  // Every activity that came, in its order.
  received = [];
  #keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  #number = 0;

  static async start() {
    const peer = new Peer();
    peer.server = createServer((request, response) => peer.#serve(request, response));
    await new Promise((listening) => peer.server.listen(0, '127.0.0.1', listening));
    peer.host = `127.0.0.1:${peer.server.address().port}`;
    peer.id = `http://${peer.host}/tim`;
    return peer;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }

  // The actor or object at `url`, as this server is shown it.
  async look(url) {
    return (await this.#ask('GET', url)).json();
  }

  // Follows an actor, and waits until it has accepted.
  async follow(actor) {
    const follow = await this.#request(actor);
    await eventually(() => this.#heard('Accept', actor, ({ object }) => object === follow || object.id === follow));
  }

  // The last of these activities of an actor that came; `undefined` if none did.
  #heard(type, actor, is = () => true) {
    return this.received.findLast((activity) => activity.type === type && activity.actor === actor && is(activity));
  }

  // The fields of the profile of `actor`, as this server was last told them; `undefined` before that.
  told(actor) {
    const update = this.#heard('Update', actor, ({ object }) => object.id === actor);
    return update && (update.object.attachment ?? []);
  }

  // Whether Tim is a follower of `actor`.
  follows(actor) {
    return this.#heard('Accept', actor) !== undefined;
  }

  // Whether the page to which a field leads, as its only link, leads back to the profile (rel="me").
  async verifies(field, profile) {
    const [, target] = field.value.match(/^<a href="([^"]+)"[^>]*>[^<]*<\/a>$/) ?? [];
    if (!target) return false;
    const page = await (await fetch(target)).text();
    const links = page.match(/<(a|link)\b[^>]*>/g) ?? [];
    return links.some((link) => / rel="me"/.test(link) && link.includes(` href="${profile}"`));
  }

  async #serve(request, response) {
    const { pathname } = new URL(request.url, this.id);
    if (request.method === 'POST') {
      const activity = JSON.parse(Buffer.concat(await request.toArray()));
      this.received.push(activity);
      response.writeHead(202).end();
      if (activity.type === 'Move') await this.#accompany(activity);
      return;
    }
    const documents = {
      '/tim': [json, this.#actor()],
      '/.well-known/webfinger': ['application/jrd+json', this.#finger()],
    };
    const [kind, document] = documents[pathname] ?? [];
    if (kind) response.writeHead(200, { 'content-type': kind }).end(JSON.stringify(document));
    else response.writeHead(404).end();
  }

  #actor() {
    return {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id: this.id,
      type: 'Person',
      preferredUsername: 'tim',
      inbox: `${this.id}/inbox`,
      publicKey: { id: `${this.id}#key`, owner: this.id, publicKeyPem: this.#keys.publicKey },
    };
  }

  #finger() {
    return { subject: `acct:tim@${this.host}`, links: [{ rel: 'self', type: json, href: this.id }] };
  }

  // Whoever moves must be named by the account to which they move.
  async #accompany({ actor, target }) {
    const { alsoKnownAs } = await this.look(target);
    if ([alsoKnownAs].flat().includes(actor)) await this.#request(target);
  }

  async #request(actor) {
    const { inbox } = await this.look(actor);
    this.#number += 1;
    const id = `${this.id}/follows/${this.#number}`;
    const follow = { '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'Follow', actor: this.id, object: actor };
    await this.#ask('POST', inbox, JSON.stringify(follow));
    return id;
  }

  async #ask(method, url, body) {
    const { host, pathname } = new URL(url);
    const signed = { host, date: new Date().toUTCString() };
    if (body) signed.digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
    const lines = Object.entries(signed).map(([name, value]) => `${name}: ${value}`);
    const text = [`(request-target): ${method.toLowerCase()} ${pathname}`, ...lines].join('\n');
    const signature = createSign('sha256').update(text).sign(this.#keys.privateKey, 'base64');
    const headers = ['(request-target)', ...Object.keys(signed)].join(' ');
    const answer = await fetch(url, {
      method,
      body,
      headers: {
        date: signed.date,
        ...(signed.digest && { digest: signed.digest }),
        accept: json,
        'content-type': json,
        signature: `keyId="${this.id}#key",algorithm="rsa-sha256",headers="${headers}",signature="${signature}"`,
      },
    });
    if (!answer.ok) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
}
