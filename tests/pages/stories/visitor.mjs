// Somebody at a browser, who reads labels and presses buttons. What answers a form, and what a picture is taken of, is also
// looked at for what is wrong with it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { inspect, watch } from '../check.mjs';

export class Visitor {
  // Opens `url` in a browser of their own. Pictures go into the folder `pictures`; pages may ask nobody but `origins`.
  static async open({ browser, pictures, origins }, url) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const visitor = new Visitor();
    Object.assign(visitor, { context, page, pictures, troubles: watch(page, origins) });
    await page.goto(url);
    return visitor;
  }

  async logIn({ email, password }) {
    await this.click('Log in', this.page.getByRole('navigation', { name: 'Main' }));
    await this.fill({ 'E-mail address': email, Password: password });
    await this.press('Log in');
  }

  // Opens the link that says `name`.
  async click(name, part = this.main()) {
    await part.getByRole('link', { name, exact: true }).click();
  }

  // Goes on by the navigation of the page.
  async go(...names) {
    for (const name of names) await this.click(name, this.page.getByRole('navigation'));
  }

  // Fills in fields by their labels.
  async fill(values, part = this.main()) {
    for (const [label, value] of Object.entries(values)) await set(part.getByLabel(label, { exact: true }), value);
  }

  // Sends a form; the page that answers is to be without fault.
  async press(name, part = this.main()) {
    await Promise.all([this.page.waitForNavigation(), part.getByRole('button', { name, exact: true }).click()]);
    await this.isSound();
  }

  main() {
    return this.page.getByRole('main');
  }

  // The part of the page below the heading `name`.
  part(name) {
    const heading = this.page.getByRole('heading', { name, exact: true });
    return this.main().locator('section').filter({ has: heading }).last();
  }

  // The words of the page.
  async text() {
    return (await this.main().innerText()).replace(/\s+/g, ' ');
  }

  // What the field with this label is said to be refused for: what a screen reader reads with the field.
  async refusal(label) {
    const field = this.main().getByLabel(label, { exact: true });
    assert.equal(await field.getAttribute('aria-invalid'), 'true', `${label} is marked`);
    const described = await field.getAttribute('aria-describedby');
    const error = described.split(' ').find((id) => id.endsWith('-error'));
    return this.page.locator(`[id="${error}"]`).innerText();
  }

  // Opens the page again until `is` says yes to its words: other servers tell in their own time.
  async until(is) {
    for (const end = Date.now() + 20_000; Date.now() < end; await this.page.waitForTimeout(200)) {
      await this.page.reload();
      const text = await this.text();
      if (is(text)) return text;
    }
    return assert.fail(`still not so after 20 seconds: ${await this.text()}`);
  }

  // A picture of the page, which is to be without fault.
  async picture(name) {
    await this.isSound();
    await this.page.screenshot({ path: join(this.pictures, `story-${name}.png`), fullPage: true });
  }

  async isSound() {
    assert.deepEqual([...this.troubles, ...(await inspect(this.page))], [], `faults of ${this.page.url()}`);
  }

  async close() {
    await this.context.close();
  }
}

async function set(field, value) {
  const kind = await field.evaluate((element) => (element.localName === 'input' ? element.type : element.localName));
  if (kind === 'select') await field.selectOption({ label: value });
  else if (kind === 'checkbox') await field.setChecked(value);
  else if (kind === 'file') await field.setInputFiles(value);
  else await field.fill(value);
}
