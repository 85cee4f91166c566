// Story 3: a clinician of a hospital has herself verified by an association, at which she has a login too. A clinic and a
// plain peer see it, without trusting the hospital.
import assert from 'node:assert/strict';
import { eventually } from '../../servers.mjs';
import { Keyboard } from './keyboard.mjs';
import { isVouched } from './peer.mjs';

export async function verify(world) {
  const { association, hospital, clinic, peer } = world;
  const [member, ada] = [association.person('ada'), hospital.person('ada')];
  const vera = association.person('vera');
  association.rounds('role', 'grant', 'vera', 'verifier');
  for (const server of [hospital, clinic]) await trust(world, server);
  await introduce(world, ada, member);
  const actor = (await peer.look(`http://${hospital.host}/@ada`)).id;
  await peer.follow(actor);

  await request(world, member, ada);
  await decide(world, vera, member);
  const page = await shown(world, ada);
  await shownElsewhere(clinic, ada, association);
  const field = await eventually(() => peer.told(actor)?.find(isVouched));
  assert.ok(field.value.includes(page), `the field leads to ${page}`);
  assert.ok(await peer.verifies(field, ada.profile), 'and the page leads back');
  const { attachment } = await peer.look(actor);
  assert.deepEqual(attachment.find(({ name }) => name === field.name), field, 'the actor says what was told');
  Object.assign(world, { ada, actor, page });
}

// An administrator takes the word of the association for who exercises a health profession.
async function trust(world, server) {
  const root = server.person('root', 'admin');
  const desk = await world.comes(root);
  await desk.go('Moderation', 'Issuers');
  await desk.fill({ 'Address of its actor': `${world.association.base}/actor`, 'Health professional': true });
  await desk.press('Add');
  assert.match(await desk.text(), /Health professional/);
  await desk.close();
}

// At the hospital she says who she is, and that the account at the association is hers too.
async function introduce(world, ada, member) {
  const desk = await world.comes(ada);
  await desk.go('Settings');
  await desk.fill({ Name: 'Ada Berg', 'Kind of account': 'Clinician', Workplace: 'City Hospital', Dermatology: true });
  await desk.press('Save');
  await desk.go('Settings', 'Moving');
  const aliases = desk.part('Other accounts of yours');
  await desk.fill({ 'The account': member.handle }, aliases);
  await desk.press('Add the account', aliases);
  assert.match(await aliases.innerText(), new RegExp(member.handle));
  await desk.close();
}

// The request, without a mouse: first with a number that cannot be, then with the right one.
async function request(world, member, ada) {
  const desk = await world.comes(member);
  await desk.go('Settings', 'Verification');
  const file = { name: 'diploma.png', mimeType: 'image/png', buffer: await desk.page.screenshot() };
  const keys = new Keyboard(desk.page);
  await keys.skip();
  await keys.write('Profession', 'Physician');
  await keys.write('Specialty', 'Dermatology');
  await keys.write('Where it may be exercised', 'US');
  await keys.write('Register', 'NPI');
  await keys.write('Number in the register', '1234567890');
  await keys.send();
  assert.match(await desk.refusal('Number in the register'), /digit/);
  await desk.picture('03-request-refused');

  await keys.reach('Number in the register'); // in the list of what to correct
  await keys.enter();
  await desk.page.keyboard.press('Control+A');
  await desk.page.keyboard.type('1234567893');
  await keys.attach('A file that proves it', file);
  await keys.write('Another account of yours that it should be about', ada.handle);
  await keys.send();
  assert.match(await desk.text(), /Waits for a verifier/);
  await desk.picture('03-request');
  await desk.close();
}

async function decide(world, vera, member) {
  const desk = await world.comes(vera);
  await desk.go('Verification');
  await desk.picture('03-queue');
  await desk.part(`@${member.name}`).getByRole('link').click();
  const [evidence] = await Promise.all([
    desk.page.waitForResponse((answer) => answer.url().includes('/evidence/')),
    desk.main().getByRole('link', { name: /^PNG/ }).click(),
  ]);
  assert.equal(evidence.headers()['content-type'], 'image/png');
  assert.equal(evidence.headers()['cache-control'], 'no-store');
  await desk.page.goBack();
  const form = desk.part('Vouch for it');
  await desk.fill({ 'What was done to be sure': 'Found in the register', 'Valid until': '2099-12-31' }, form);
  await desk.picture('03-decision');
  await desk.press('Approve', form);
  assert.match(await desk.text(), /Approved.*The request was approved/);
  await desk.picture('03-approved');
  await desk.close();
}

// What anybody sees of her; the address of the association's page about it.
async function shown(world, ada) {
  const anybody = await world.visit(ada.profile);
  await anybody.until((text) => text.includes('Vouched for'));
  const badges = await anybody.part('Vouched for').innerText();
  assert.match(badges, /Dermatology[^]*By .+[^]*Valid until 31 December 2099/);
  await anybody.picture('03-profile');
  await anybody.part('Vouched for').getByRole('link', { name: /^Read it at its issuer/ }).click();
  await anybody.page.waitForURL(`${world.association.base}/verify/*`);
  assert.equal(await anybody.page.getAttribute('link[rel=me]', 'href'), ada.profile);
  await anybody.picture('03-verify');
  await anybody.close();
  return anybody.page.url();
}

// What an app of the clinic says of her.
async function shownElsewhere(clinic, ada, association) {
  const reader = clinic.person('cleo');
  const found = await clinic.api(reader, 'GET', `/api/v2/search?resolve=true&type=accounts&q=${ada.handle}`);
  const path = `/api/rounds/v1/accounts/${found.body.accounts[0].id}/credentials`;
  await eventually(async () => {
    const [credential] = (await clinic.api(reader, 'GET', path)).body;
    return credential?.state === 'valid' && credential.issuer.uri === `${association.base}/actor`;
  });
}
