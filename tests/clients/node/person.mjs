// A person whose browser runs no script: fetch, cookies, and the forms as the pages hold them. Quick where a scenario is
// about what the client gets; browser.mjs has the real browser.

import assert from 'node:assert/strict';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"' };
const unescaped = (text) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, number, name) =>
    name ? ENTITIES[name] : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number)),
  );

/** The value of an attribute in a start tag. */
function attribute(tag, name) {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? unescaped(found[1]) : undefined;
}

/** The first form of a page that has `marker` in it: where it goes, and its hidden fields. */
function formOf(html, marker = '') {
  const forms = [...html.matchAll(/<form [\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((form) => form.includes(marker)) ?? assert.fail(`no form with ${marker}: ${html.slice(0, 2000)}`);
  const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([tag]) => tag);
  const hidden = inputs.filter((tag) => attribute(tag, 'type') === 'hidden');
  return {
    action: attribute(form, 'action'),
    fields: new URLSearchParams(hidden.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])),
    has: (id) => form.includes(`id="${id}"`),
  };
}

export class Person {
  #cookies = new Map();

  constructor({ username, password }) {
    this.username = username;
    this.password = password;
  }

  /** One request and its answer, with the cookies of this person; redirects stay unfollowed. */
  async #exchange(request) {
    request.headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(request, { redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (/;\s*max-age=0/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /** What pressing the button of this page sends. */
  #pressed(page, html) {
    const form = formOf(html);
    if (form.has('login')) {
      form.fields.set('username', this.username);
      form.fields.set('password', this.password);
    }
    if (form.has('allow')) form.fields.set('decision', 'allow');
    if (form.has('logout-yes')) form.fields.set('decision', 'yes');
    return this.#post(form, page);
  }

  /**
   * Opens `start` and does what each page asks until the client's `destination` is to be reached. Gives what reaches the
   * client: a URL, or the Request of a form post.
   */
  async visit(start, destination) {
    let request = new Request(start);
    for (let step = 0; step < 12; step += 1) {
      if (request.url.split(/[?#]/)[0] === destination) return request.method === 'POST' ? request : new URL(request.url);
      const response = await this.#exchange(request);
      const location = response.headers.get('location');
      if (location) {
        request = new Request(new URL(location, request.url));
        continue;
      }
      const html = await response.text();
      assert.equal(response.status, 200, `lost at ${request.url}: ${html.slice(0, 2000)}`);
      request = this.#pressed(request.url, html);
    }
    return assert.fail(`never arrived at ${destination}, but at ${request.url}`);
  }

  /** A page of the account, which may ask for a sign-in first. */
  async open(address) {
    return this.#arrived(new Request(address));
  }

  /** What comes of the form of this page that has `marker` in it. */
  async send({ url, html }, marker, filled = {}) {
    const form = formOf(html, marker);
    for (const [name, value] of Object.entries(filled)) form.fields.set(name, value);
    return this.#arrived(this.#post(form, url));
  }

  #post(form, page) {
    const action = new URL(form.action, page);
    return new Request(action, { method: 'POST', body: form.fields, headers: { origin: new URL(page).origin } });
  }

  async #arrived(start) {
    let request = start;
    for (let step = 0; step < 12; step += 1) {
      const response = await this.#exchange(request);
      const location = response.headers.get('location');
      const html = location ? '' : await response.text();
      if (location) request = new Request(new URL(location, request.url));
      else if (html.includes('id="password"')) request = this.#pressed(request.url, html);
      else return { url: request.url, html };
    }
    return assert.fail(`no end at ${request.url}`);
  }
}
