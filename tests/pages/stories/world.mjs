// Where the stories happen: an association, a hospital and a clinic, each a server of ours, and a plain peer. The servers
// are those of scripts/with-servers.sh.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, folders, rounds, tell, urls } from '../../servers.mjs';
import { launch } from '../browser.mjs';
import { Peer } from './peer.mjs';
import { Visitor } from './visitor.mjs';

const password = 'correct horse battery staple';

export class World {
  // Pictures go into the folder `pictures`, or into a temporary one.
  static async start(pictures = mkdtempSync(join(tmpdir(), 'stories-'))) {
    mkdirSync(pictures, { recursive: true });
    const world = new World();
    const [association, hospital, clinic] = urls.map((base, number) => new Server(base, number));
    const [browser, peer] = await Promise.all([launch(), Peer.start()]);
    return Object.assign(world, { association, hospital, clinic, browser, peer, pictures, origins: urls });
  }

  // Somebody who looks at `url` and is not logged in.
  visit(url) {
    return Visitor.open(this, url);
  }

  // A person of a server, logged in to it in a browser of their own.
  async comes(person) {
    const visitor = await this.visit(person.server.base);
    await visitor.logIn(person);
    return visitor;
  }

  async close() {
    this.peer.close();
    await this.browser.close();
  }
}

class Server {
  constructor(base, number) {
    Object.assign(this, { base, number, host: new URL(base).host });
  }

  // A command of whoever runs the server.
  rounds(...words) {
    return rounds(this.number, ...words);
  }

  // The same for a command that reads `text`.
  tell(text, ...words) {
    return tell(this.number, text, ...words);
  }

  // Makes somebody with a login.
  person(name, role = 'member') {
    const email = `${name}@example.org`;
    const login = ['--email', email, '--confirmed', '--password', password];
    this.rounds('account', 'create', name, '--role', role, ...login);
    return this.member(name, email, password);
  }

  // Somebody who has a login.
  member(name, email, password) {
    return { server: this, name, email, password, handle: `@${name}@${this.host}`, profile: `${this.base}/@${name}` };
  }

  // What an app of `person` is answered, or one of nobody.
  async api(person, method, path, body) {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    if (person) headers.authorization = `Bearer ${(person.token ??= this.rounds('account', 'token', person.name))}`;
    const answer = await fetch(this.base + path, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }

  // The first link of the newest mail to `address`.
  mailed(address) {
    const folder = join(folders[this.number], 'mail');
    return eventually(() => {
      const mails = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
      const mail = mails.find((text) => text.includes(`To: ${address}`));
      return mail && plain(mail).match(/http:\/\/\S+/)[0];
    });
  }
}

// A mail without the marks of quoted-printable (RFC 2045, section 6.7).
const plain = (mail) => mail.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(`0x${hex}`));
