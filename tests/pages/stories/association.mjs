// Story 1: an association starts its instance.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';

export async function begin(world) {
  const { association } = world;
  const address = 'root@example.org';
  const printed = association.rounds('account', 'create', 'root', '--email', address, '--role', 'admin', '--confirmed');
  const root = association.member('root', address, printed.split(/\s+/).at(-1));
  association.tell('Dermatologists of three countries.', 'instance', 'text', 'publish', 'extended-description');
  association.rounds('instance', 'rule', 'add', 'Nothing by which a patient could be recognised');

  const desk = await world.comes(root);
  await desk.click('About this server', desk.page.getByRole('contentinfo'));
  assert.match(await desk.text(), /Dermatologists of three countries.*Nothing by which a patient/);
  await desk.picture('01-about');
  await desk.go('Moderation', 'Log');
  const first = await desk.main().locator('section').last().innerText();
  assert.match(first, /A role was given[^]*The command line[^]*@root[^]*Number\s+1$/);
  await desk.picture('01-audit');
  await desk.go('Verification');
  await desk.picture('01-verification');
  await desk.close();
  await publishes(association);
  await provisions(association);
}

// What others need to know to check what it vouches for.
async function publishes({ base, host }) {
  const actor = await document(`${base}/actor`);
  const did = await document(`${base}/.well-known/did.json`);
  const [key] = actor.assertionMethod;
  assert.equal(key.type, 'Multikey');
  assert.equal(did.verificationMethod[0].publicKeyMultibase, key.publicKeyMultibase);
  assert.equal((await document(`${base}/api/v2/instance`)).domain, host);
  for (const [number, purpose] of [[1, 'revocation'], [2, 'suspension']]) {
    const { credentialSubject: list } = await document(`${base}/status/${number}`);
    assert.equal(list.statusPurpose, purpose);
    const bytes = gunzipSync(Buffer.from(list.encodedList.slice(1), 'base64url'));
    assert.ok(bytes.length * 8 >= 131_072 && bytes.every((byte) => byte === 0), 'nothing is revoked');
  }
}

// Its directory of members may log in, and nobody else.
async function provisions(association) {
  const token = association.rounds('scim', 'token', 'create', 'members');
  const users = `${association.base}/scim/v2/Users`;
  const answer = await fetch(users, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await answer.json()).totalResults, 0);
  assert.equal((await fetch(users)).status, 401);
}

const document = async (url) => (await fetch(url, { headers: { accept: 'application/activity+json, application/json' } })).json();
