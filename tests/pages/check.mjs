// What is wrong with a page, as a list of sentences; an empty list is a good page.
import axe from 'axe-core';

// Opens `url` in a fresh tab of `context` and leaves the tab to `look` before it is closed.
export async function check(context, url, look) {
  const page = await context.newPage();
  const troubles = watch(page, [new URL(url).origin]);
  const answer = await page.goto(url);
  if (answer.status() >= 500) troubles.push(`answers ${answer.status()}`);
  await look(page);
  troubles.push(...(await inspect(page)));
  await page.close();
  return troubles;
}

// What goes wrong in `page` from now on is added to the list; it may ask nobody but the hosts at `origins`.
export function watch(page, origins) {
  const troubles = [];
  page.on('request', (request) => {
    const asked = request.url();
    if (asked.startsWith('http') && !origins.includes(new URL(asked).origin)) {
      troubles.push(`asks another host for ${asked}`);
    }
  });
  page.on('pageerror', (error) => troubles.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) troubles.push(message.text());
  });
  return troubles;
}

// What is wrong with what `page` shows now.
export const inspect = async (page) => [...(await overflow(page)), ...(await accessibility(page))];

// A page that scrolls sideways is lost on a phone.
async function overflow(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  return content > window ? [`is ${content} pixels wide in a window of ${window}`] : [];
}

async function accessibility(page) {
  await page.evaluate(axe.source); // as the debugger does it, so that the page's own policy stays in force
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}
