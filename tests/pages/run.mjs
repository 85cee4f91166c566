// Opens every page of running instances on a phone and a desktop, light and dark, and fails on what it finds:
//   node tests/pages/run.mjs [--screenshots FOLDER] [--login EMAIL PASSWORD] [--language TAG] BASE_URL...
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './browser.mjs';
import { check } from './check.mjs';
import { privatePages, publicPages, signInPage } from './pages.mjs';

const { bases, screenshots, login, language } = parse(process.argv.slice(2));
if (screenshots) mkdirSync(screenshots, { recursive: true });

const count = { passed: 0, failed: 0 };
const browser = await launch();
for (const base of bases) {
  // 320 pixels are what WCAG 2.2 asks a page to fit into (1.4.10).
  for (const width of [320, 1280]) {
    for (const colorScheme of ['light', 'dark']) await visit(base, width, colorScheme);
  }
}
await browser.close();
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;

// One visitor: first as anybody, then logged in.
async function visit(base, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, locale: language });
  await look(context, base, await publicPages(base), `${width}-${colorScheme}`);
  if (login) {
    const page = await logIn(context, base);
    await look(context, base, await privatePages(base, page), `${width}-${colorScheme}`);
  }
  await context.close();
}

async function look(context, base, pages, variant) {
  for (const [name, path] of pages) {
    const troubles = await check(context, base + path, async (page) => {
      if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${variant}.png`), fullPage: true });
    });
    count[troubles.length ? 'failed' : 'passed'] += 1;
    for (const trouble of troubles) console.log(`${base}${path} (${variant}) ${trouble}`);
  }
}

async function logIn(context, base) {
  const page = await context.newPage();
  await page.goto(base + signInPage);
  await page.fill('input[type=email], input[autocomplete=username]', login.email);
  await page.fill('input[type=password]', login.password);
  await page.click('main form button');
  await page.waitForURL((url) => url.pathname !== signInPage);
  // What a login is set to counts before what its browser accepts.
  await Promise.all([page.waitForNavigation(), page.click(`.languages [value=${language}]`)]);
  return page;
}

function parse(words) {
  const options = { bases: [], language: 'en' };
  while (words.length > 0) {
    const word = words.shift();
    if (word === '--screenshots') options.screenshots = words.shift();
    else if (word === '--login') options.login = { email: words.shift(), password: words.shift() };
    else if (word === '--language') options.language = words.shift();
    else options.bases.push(word);
  }
  return options;
}
