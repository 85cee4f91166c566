// Makes a passkey in a browser with a virtual authenticator, and logs in with it; then takes it away again:
//   node tests/pages/passkey.mjs, beside the private server of scripts/with-servers.sh
import assert from 'node:assert/strict';
import { rounds, urls } from '../servers.mjs';
import { launch } from './browser.mjs';

const [base] = urls;
const email = 'pia@example.org';
const password = 'correct horse battery staple';
const settings = `${base}/settings/two-factor`;

rounds(0, 'account', 'create', 'pia', '--email', email, '--confirmed', '--password', password);

const browser = await launch();
const context = await browser.newContext({ locale: 'en' });
const page = await context.newPage();
const refused = [];
page.on('console', (message) => {
  if (message.text().includes('Content Security Policy')) refused.push(message.text());
});
await plugIn();

await showPassword();
await page.waitForURL(`${base}/`);
await page.goto(settings);
await page.fill('#passkey-name', 'Laptop');
await page.fill('#passkey-current_password', password);
await page.click('#passkey button');
await page.click('[data-passkey=create] button');
await page.waitForSelector('code.secret');
assert.equal(await page.locator('code.secret').count(), 10, 'the first factor brings recovery codes');

await logOut();
await showPassword();
await page.waitForURL((url) => url.pathname === '/login/second-factor');
assert.equal((await page.goto(settings)).url().startsWith(`${base}/login`), true, 'there is no session yet');
await page.goto(`${base}/login/second-factor`);
await page.click('[data-passkey=get] button');
await page.waitForURL(`${base}/`);

await page.goto(`${base}/settings/sessions`);
assert.match(await page.textContent('main'), /password and passkey/);
await page.goto(settings);
await page.fill('#passkey-remove-current_password', password);
await page.click('#passkey-remove button');
await page.waitForURL((url) => url.search === '?saved=1');
await logOut();
await showPassword();
await page.waitForURL(`${base}/`);
assert.deepEqual(refused, []);
await browser.close();
console.log('a passkey was made, used and removed');

// A device with a fingerprint reader that says yes.
async function plugIn() {
  const debug = await context.newCDPSession(page);
  await debug.send('WebAuthn.enable');
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function showPassword() {
  await page.goto(`${base}/login`);
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.click('main form button');
}

async function logOut() {
  await context.clearCookies();
}
