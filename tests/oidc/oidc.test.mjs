import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Browser } from "./browser.mjs";
import { people, person, startProvider } from "./provider.mjs";

const server = process.env.SERVER_URLS;
const issuer = process.env.OIDC_ISSUER;
const secret = readFileSync(process.env.OIDC_SECRET_FILE, "utf8").trim();
let provider;

before(async () => {
  provider = await startProvider(issuer, server, secret);
});
after(() => provider.close());

/** Logs in at the provider as `name`, unless it knows the browser, and agrees to what it asks, wherever that leads. */
async function letIn(page, name) {
  if (page.text.includes('name="login"')) {
    page = await page.send(new URL(page.url).pathname, { login: name, password: "any" });
  }
  while (page.url.startsWith(`${issuer}/interaction/`)) {
    page = await page.send(new URL(page.url).pathname, {});
  }
  return page;
}

async function logIn(browser, name) {
  const page = await browser.open(`${server}/login`);
  const [, path] = page.text.match(/href="(\/login\/oidc\/hospital[^"]*)"/);
  assert.match(page.text, /Log in with The hospital/);
  return letIn(await browser.open(server + path), name);
}

const isIn = async (browser) => (await browser.open(`${server}/settings/account`)).url.endsWith("/settings/account");
const rounds = (...words) =>
  execFileSync(process.env.ROUNDS, [...words, "--data-dir", process.env.SERVER_DATA_DIRS], { encoding: "utf8" });

test("somebody of the hospital joins, and comes back in another browser", async () => {
  person("ada");
  const browser = new Browser();
  const choose = await logIn(browser, "ada");
  assert.match(choose.text, /value="ada"/, provider.failed.join());
  const joined = await choose.send("/login/join", { username: "ada", agreement: "1" });
  assert.ok(joined.url.endsWith("/settings/profile"), joined.text);

  const another = new Browser();
  const home = await logIn(another, "ada");
  assert.equal(home.url, `${server}/`, home.text);
  assert.ok(await isIn(another));
  const asked = provider.asked.at(-1);
  assert.equal(asked.code_challenge_method, "S256");
  assert.ok(asked.code_challenge && asked.state && asked.nonce);
});

test("the provider refuses who does not prove where the code comes back", async () => {
  const away = await fetch(`${server}/login/oidc/hospital`, { redirect: "manual" });
  const address = new URL(away.headers.get("location"));
  address.searchParams.delete("code_challenge");
  address.searchParams.delete("code_challenge_method");
  const page = await new Browser().open(address.href);
  assert.equal(new URL(page.url).searchParams.get("error"), "invalid_request");
  assert.match(provider.failed.at(-1), /requires PKCE/);
});

test("groups give and take a role at each log-in, with entries in the audit log", async () => {
  const desk = async () => {
    const browser = new Browser();
    await logIn(browser, "ada");
    return (await browser.open(`${server}/moderation/reports`)).status;
  };
  people.get("ada").groups = ["moderators"];
  assert.equal(await desk(), 200);
  people.get("ada").groups = [];
  assert.equal(await desk(), 404);
});

test("an equal address is nobody; the member links, logs in that way and unlinks", async () => {
  const member = ["--email", "ben@hospital.example", "--confirmed", "--password", "correct horse"];
  rounds("account", "create", "ben", ...member);
  person("ben");
  const stranger = new Browser();
  const taken = await logIn(stranger, "ben");
  assert.match(taken.text, /An account with your e-mail address is here already/);
  assert.ok(!(await isIn(stranger)));

  const browser = new Browser();
  const form = await browser.open(`${server}/login`);
  await form.send("/login", { email: "ben@hospital.example", password: "correct horse" });
  const settings = await browser.open(`${server}/settings/logins`);
  const values = { provider: "hospital", current_password: "correct horse" };
  const wrong = await settings.send("/settings/logins/link", { ...values, current_password: "wrong" });
  assert.equal(wrong.status, 422);
  const linked = await letIn(await settings.send("/settings/logins/link", values), "ben");
  assert.match(linked.text, /Linked since/, provider.failed.join());

  const home = await logIn(stranger, "ben");
  assert.equal(home.url, `${server}/`);
  assert.ok(await isIn(stranger));
  const unlinked = await linked.send("/settings/logins/unlink", values);
  assert.equal(unlinked.status, 200);
  const refused = await logIn(new Browser(), "ben");
  assert.match(refused.text, /e-mail address is here already/);
});

test("who has no password confirms at the provider what others confirm with theirs", async () => {
  const browser = new Browser();
  await logIn(browser, "ada");
  const before = await browser.open(`${server}/settings/account`);
  assert.doesNotMatch(before.text, /current_password|action="\/settings\/email"/);
  const [, prove] = before.text.match(/href="(\/settings\/logins\/prove\/hospital[^"]*)"/);
  const proved = await letIn(await browser.open(server + prove), "ada");
  assert.ok(proved.url.endsWith("/settings/account"), proved.text);
  assert.match(proved.text, /You have just confirmed that it is you/, provider.failed.join());
  // The provider takes a `max_age` of 0 for this prompt, and forgets it.
  assert.equal(provider.asked.at(-1).prompt, "login");
  const saved = await proved.send("/settings/email", { email: "ada@clinic.example" });
  assert.match(saved.text, /ada@clinic\.example/);
});

test("what came back once is worth nothing a second time or elsewhere", async () => {
  const browser = new Browser();
  const back = [];
  const seen = globalThis.fetch;
  globalThis.fetch = (url, options) => {
    if (String(url).includes("/callback?")) back.push(String(url));
    return seen(url, options);
  };
  try {
    await logIn(browser, "ada");
  } finally {
    globalThis.fetch = seen;
  }
  assert.equal(back.length, 1);
  for (const again of [browser, new Browser()]) {
    const refused = await again.open(back[0]);
    assert.match(refused.text, /took too long, or was begun in another window/);
  }
});

test("who logs out at the provider is logged out here", async () => {
  const browser = new Browser();
  await logIn(browser, "ada");
  assert.ok(await isIn(browser));
  const leaving = await browser.open(`${issuer}/session/end`);
  await leaving.send("/session/end/confirm", { logout: "yes" });
  for (const end = Date.now() + 20_000; (await isIn(browser)) && Date.now() < end; await pause(100));
  assert.ok(!(await isIn(browser)), provider.failed.join());
});
