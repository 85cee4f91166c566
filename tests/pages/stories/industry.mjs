// Story 11, as far as accounts go: a company joins the association's instance, must say what it stands for, is labelled as
// what it is, and does not get to clinicians who did not ask for it.
import assert from 'node:assert/strict';

const interests = 'Acme Pharma, which sells dressings';

export async function advertise(world) {
  const { association, ada, peer } = world;
  const acme = association.member('acme', 'office@acme.example', 'a sentence of the company');
  const desk = await joins(world, acme);
  await declares(desk);
  await listed(desk);
  await desk.close();
  await writes(association, acme, ada);
  await labelled(world, acme);

  const { id } = await peer.look(acme.profile);
  const { attachment } = await peer.look(id);
  assert.ok(attachment.some(({ name, value }) => name === 'Account' && value === 'Industry'));
}

async function joins(world, acme) {
  const desk = await world.visit(acme.server.base);
  await desk.go('Sign up');
  await desk.fill({
    Username: acme.name,
    'E-mail address': acme.email,
    Password: acme.password,
    'I have read the rules and agree to them': true,
  });
  await desk.press('Create account'); // which leads to the profile
  return desk;
}

// First without its interests, which is refused; then with them.
async function declares(desk) {
  await desk.fill({ Name: 'Acme Pharma', 'Kind of account': 'Industry' });
  await desk.press('Save');
  assert.match(await desk.refusal('Interests'), /industry/);
  await desk.picture('11-interests-refused');
  await desk.fill({ Interests: interests });
  await desk.press('Save');
  await desk.picture('11-profile-saved');
}

// It asks to be listed, and is not.
async function listed(desk) {
  await desk.go('Settings', 'Privacy');
  await desk.fill({ 'List me in the directory and suggest me to others': true });
  await desk.press('Save');
  await desk.go('Members');
  assert.doesNotMatch(await desk.text(), /Acme/);
  await desk.picture('11-directory');
}

// What it writes to who does not follow it is refused; posts are written in apps.
async function writes(association, acme, ada) {
  for (const visibility of ['direct', 'public']) {
    const said = { status: `${ada.handle} Buy our dressings.`, visibility };
    const refused = await association.api(acme, 'POST', '/api/v1/statuses', said);
    assert.equal(refused.status, 422);
    assert.match(refused.body.error, /who does not follow you/);
  }
  const said = await association.api(acme, 'POST', '/api/v1/statuses', { status: 'Our dressings are new.' });
  assert.equal(said.status, 200);
}

// Anybody reads what it is, on its profile and beside what it says.
async function labelled(world, acme) {
  const anybody = await world.visit(acme.profile);
  assert.match(await anybody.text(), new RegExp(`Acme Pharma.*Industry.*${interests}`));
  const post = () => anybody.page.getByRole('article').filter({ hasText: 'Our dressings are new.' }).innerText();
  assert.match(await post(), /Industry/);
  await anybody.picture('11-profile');
  await anybody.page.goto(world.association.base);
  assert.match(await post(), /Industry/);
  await anybody.picture('11-home');
  await anybody.close();
}
