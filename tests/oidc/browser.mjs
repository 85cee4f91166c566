// A browser as far as logging in goes: redirects, cookies and forms, by plain HTTP.
export class Browser {
  #cookies = new Map();

  async open(url, form) {
    let body = form && new URLSearchParams(form);
    for (let hop = 0; hop < 20; hop++) {
      const answer = await fetch(url, {
        method: body ? "POST" : "GET",
        body,
        redirect: "manual",
        headers: { cookie: this.#cookiesFor(new URL(url)), accept: "text/html" },
        signal: AbortSignal.timeout(20_000),
      });
      this.#keep(new URL(url), answer.headers.getSetCookie());
      const next = answer.headers.get("location") ?? refresh(answer);
      const text = await answer.text();
      if (!next) return new Page(this, url, answer.status, text);
      [url, body] = [new URL(next, url).href, undefined];
    }
    throw new Error(`endless redirects at ${url}`);
  }

  // Cookies know no ports (RFC 6265 section 8.5), so all servers of this machine share a jar.
  #cookiesFor(url) {
    const fitting = [...this.#cookies.values()].filter((cookie) => url.pathname.startsWith(cookie.path));
    return fitting.map((cookie) => `${cookie.name}=${cookie.value}`).join("; ");
  }

  #keep(url, headers) {
    for (const header of headers) {
      const [pair, ...attributes] = header.split(/; */);
      const [, name, value] = pair.match(/^([^=]+)=(.*)$/);
      const attribute = (key) => attributes.map((it) => it.split("=")).find(([it]) => it.toLowerCase() === key)?.[1];
      const path = attribute("path") ?? "/";
      const key = `${url.hostname} ${path} ${name}`;
      const expires = attribute("expires");
      const over = attribute("max-age") === "0" || (expires && Date.parse(expires) < Date.now());
      if (over || value === "") this.#cookies.delete(key);
      else this.#cookies.set(key, { name, value, path });
    }
  }
}

const refresh = (answer) => answer.headers.get("refresh")?.match(/^0; url=(.*)$/)?.[1];

class Page {
  constructor(browser, url, status, text) {
    Object.assign(this, { browser, url, status, text });
  }

  /** Sends the form whose address ends with `action`, with what it carries unseen. */
  send(action, values) {
    const forms = this.text.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs);
    const form = [...forms].find(([, address]) => new URL(plain(address), this.url).pathname.endsWith(action));
    if (!form) throw new Error(`no form to ${action} at ${this.url}: ${this.text}`);
    const hidden = [...form[2].matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      input.match(/name="([^"]*)"/)[1],
      plain(input.match(/value="([^"]*)"/)?.[1] ?? ""),
    ]);
    return this.browser.open(new URL(plain(form[1]), this.url).href, { ...Object.fromEntries(hidden), ...values });
  }
}

const plain = (html) =>
  html.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code)).replaceAll("&amp;", "&").replaceAll("&quot;", '"');
