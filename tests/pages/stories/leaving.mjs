// Story 10: the directory of the hospital enters a clinician, who comes and is vouched for; and takes her out while her
// browser is open.
import assert from 'node:assert/strict';
import { eventually } from '../../servers.mjs';
import { isVouched } from './peer.mjs';

const clinician = 'urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician';

export async function leave(world) {
  const { hospital, peer } = world;
  const directory = new Directory(hospital);
  const entered = await directory.send('POST', '/Users', {
    userName: 'bea@hospital.example',
    active: true,
    displayName: 'Bea Okafor',
    emails: [{ value: 'bea@hospital.example', type: 'work' }],
    [clinician]: { profession: 'physician' },
  });
  const bea = hospital.member('bea', 'bea@hospital.example', 'a sentence of one’s own');
  const desk = await enters(world, bea);
  const actor = (await peer.look(bea.profile)).id;
  await peer.follow(actor);
  const page = await shown(world, bea);
  assert.ok((await peer.look(actor)).attachment.some(isVouched));

  // As Entra sends it.
  const operations = [{ op: 'Replace', path: 'active', value: 'False' }];
  const left = await directory.send('PATCH', `/Users/${entered.id}`, { Operations: operations });
  assert.equal(left.active, false);

  await desk.go('Settings');
  assert.match(await desk.text(), /^Log in to City Hospital/);
  await desk.picture('10-logged-out');
  await desk.fill({ 'E-mail address': bea.email, Password: bea.password });
  await desk.press('Log in');
  assert.match(await desk.text(), /This account cannot be used/);
  await desk.close();
  await hidden(world, bea, page);
  await eventually(() => peer.told(actor)?.some(isVouched) === false);
  assert.equal((await directory.send('GET', `/Users/${entered.id}`)).active, false);
}

class Directory {
  constructor(hospital) {
    this.base = `${hospital.base}/scim/v2`;
    this.token = hospital.rounds('scim', 'token', 'create', 'hospital');
    hospital.rounds('scim', 'vouch', 'hospital', 'employment');
  }

  async send(method, path, body) {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/scim+json' };
    const answer = await fetch(this.base + path, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path} answered ${answer.status}`);
    return answer.json();
  }
}

// She chooses a password by the link that was mailed to her, and logs in.
async function enters(world, bea) {
  const desk = await world.visit(await world.hospital.mailed(bea.email));
  await desk.picture('10-invited');
  await desk.fill({ 'New password': bea.password });
  await desk.press('Save the password');
  if (desk.page.url().includes('/login')) {
    await desk.fill({ 'E-mail address': bea.email, Password: bea.password });
    await desk.press('Log in');
  }
  await desk.go('Settings');
  assert.match(await desk.text(), /^Settings/);
  return desk;
}

// Anybody sees that the hospital vouches for her; the address of its page about it.
async function shown(world, bea) {
  const anybody = await world.visit(bea.profile);
  await anybody.until((text) => text.includes('By City Hospital'));
  await anybody.picture('10-profile-before');
  await anybody.part('Vouched for').getByRole('link', { name: /^Read it at its issuer/ }).click();
  await anybody.page.waitForURL(`${world.hospital.base}/verify/*`);
  assert.equal(await anybody.page.getAttribute('link[rel=me]', 'href'), bea.profile);
  await anybody.close();
  return anybody.page.url();
}

// It does no more.
async function hidden(world, bea, page) {
  const anybody = await world.visit(bea.profile);
  assert.doesNotMatch(await anybody.text(), /Vouched for|City Hospital/);
  await anybody.picture('10-profile-after');
  await anybody.page.goto(page);
  assert.match(await anybody.text(), /No longer valid: City Hospital has revoked it/);
  assert.match(await anybody.text(), /No longer verified by City Hospital/);
  assert.equal(await anybody.page.locator('[rel=me]').count(), 0);
  await anybody.picture('10-verify');
  await anybody.close();
}
