// Story 9: the clinician moves from the hospital to the clinic. Her followers come along, and so does what the association
// vouches for; what the hospital vouched for as her employer does not.
import assert from 'node:assert/strict';
import { eventually } from '../../servers.mjs';

export async function move(world) {
  const { hospital, clinic, ada, peer } = world;
  hospital.rounds('credential', 'issue', ada.name, '--kind', 'employment', '--role', 'Dermatologist');
  clinic.rounds('issuer', 'add', `${hospital.base}/actor`, '--for', 'employment');
  const there = clinic.person('adele');
  await name(world, there);
  await depart(world, there);

  const { id, alsoKnownAs } = await peer.look(there.profile);
  assert.deepEqual(alsoKnownAs, [world.actor], 'the new account names the old one');
  await eventually(() => peer.follows(id));
  await arrived(world, there);
  await left(world, there);
  Object.assign(world, { ada: there, actor: id });
}

// On the new account she names the old one.
async function name(world, there) {
  const desk = await world.comes(there);
  await desk.go('Settings', 'Moving');
  const aliases = desk.part('Other accounts of yours');
  await desk.fill({ 'The account': world.ada.handle }, aliases);
  await desk.press('Add the account', aliases);
  assert.ok((await aliases.innerText()).includes(world.ada.handle));
  await desk.close();
}

// From the old account she moves to the new one.
async function depart(world, there) {
  const desk = await world.comes(world.ada);
  await desk.go('Settings', 'Moving');
  const form = desk.part('Move to another account');
  await desk.fill({ 'The account': there.handle, 'Current password': 'a guess' }, form);
  await desk.press('Move', form);
  assert.match(await desk.refusal('Current password'), /password/);
  await desk.picture('09-move-refused');
  await desk.fill({ 'The account': there.handle, 'Current password': world.ada.password }, form);
  await desk.press('Move', form);
  assert.ok((await form.innerText()).includes(`You moved to ${there.handle}`));
  await desk.picture('09-moved');
  await desk.close();
}

// The new profile has the follower, and what the association vouches for alone.
async function arrived(world, there) {
  const anybody = await world.visit(there.profile);
  await anybody.until((text) => text.includes('Vouched for') && text.includes('Followers 1'));
  const badges = await anybody.part('Vouched for').innerText();
  assert.match(badges, /Dermatology[^]*By Dermatology Association[^]*Valid/);
  assert.doesNotMatch(badges, /City Hospital/);
  await anybody.picture('09-profile');
  await anybody.part('Vouched for').getByRole('link', { name: /^Read it at its issuer/ }).click();
  await anybody.page.waitForURL(`${world.association.base}/verify/*`);
  assert.equal(await anybody.page.getAttribute('link[rel=me]', 'href'), there.profile);
  await anybody.close();
}

// The old one shows who employs her, and leads to the new one; the association vouches for it no more.
async function left(world, there) {
  const anybody = await world.visit(world.ada.profile);
  await anybody.until((text) => !text.includes('By Dermatology Association'));
  assert.ok((await anybody.part('Moved to another account').innerText()).includes(there.handle));
  assert.match(await anybody.part('Vouched for').innerText(), /By City Hospital/);
  await anybody.picture('09-former-profile');
  await anybody.page.goto(world.page);
  assert.match(await anybody.text(), /No longer valid: Dermatology Association has revoked it/);
  assert.equal(await anybody.page.locator('[rel=me]').count(), 0);
  await anybody.close();
}
