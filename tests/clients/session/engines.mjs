// Both engines by one interface, as far as a watching page needs it: tabs that can be opened, hidden, told that the network
// went, and crashed. People sign in by `Visitor`, outside of the browser: what a page watches is a value.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf } from './faults.mjs';
import { folder, library, openBrowser, pause, watch } from './world.mjs';

const { default: firefox } = await import(library('puppeteer-core'));
const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

/** Firefox ESR with a profile of its own: `cookieBehavior` 5 is its own rule, 1 blocks third-party cookies, 0 allows all. */
export function openFirefox(cookieBehavior, profile = mkdtempSync(join(folder, 'firefox-'))) {
  return firefox.launch({
    browser: 'firefox', executablePath: FIREFOX, headless: true, acceptInsecureCerts: true, userDataDir: profile,
    extraPrefsFirefox: {
      'network.cookie.cookieBehavior': cookieBehavior,
      'network.dns.localDomains': 'op.test,app.op.test,rp.example',
      'network.proxy.type': 0,
      // The driver keeps all sites in the same processes; people's browsers do not.
      'fission.webContentIsolationStrategy': 1,
      // A process for each tab, so that one can crash alone.
      'dom.ipc.processCount.webIsolated': 8,
    },
  });
}

/** Why Firefox cannot be had here; null if it can. */
export async function noFirefox() {
  if (!existsSync(FIREFOX)) return `${FIREFOX} is not installed`;
  // A machine on which it cannot start at all is told apart from a scenario that fails in it. One try is enough for all groups.
  const { FIREFOX_STARTED: started } = process.env;
  if (started && existsSync(started)) return null;
  try {
    await (await openFirefox(5)).close();
  } catch (error) {
    return `Firefox does not start here: ${String(error.message).split('\n')[0]}`;
  }
  if (started) writeFileSync(started, '');
  return null;
}

const shared = new Map();

export class Browser {
  /** `engine` is "Chromium" or "Firefox"; `cookies` is "blocked", "allowed", or in Firefox "own" for its own rule. */
  static async open(engine, { cookies = engine === 'Firefox' ? 'own' : 'blocked' } = {}) {
    const self = new Browser();
    self.engine = engine;
    self.tabs = [];
    self.profile = mkdtempSync(join(folder, `${engine.toLowerCase()}-`));
    self.driven = engine === 'Firefox'
      ? await openFirefox({ own: 5, blocked: 1, allowed: 0 }[cookies], self.profile)
      : await openBrowser({ cookies, profile: self.profile });
    return self;
  }
  /** The one of that engine and rule for cookies, until it is closed: it takes longer to start than most scenarios. */
  static async shared(engine, options = {}) {
    const name = `${engine} ${options.cookies}`;
    if (!shared.has(name)) shared.set(name, await Browser.open(engine, options));
    return shared.get(name);
  }
  static async closeShared() {
    await Promise.all([...shared.values()].map((browser) => browser.close()));
  }
  /** A new tab at `url`; `missing` are globals that its frames do not have. */
  async tab(url, { missing = [] } = {}) {
    const page = await this.driven.newPage();
    this.tabs.push(page);
    const prepare = (names) => {
      for (const name of names) {
        const owner = name === 'locks' ? Navigator.prototype : globalThis;
        Object.defineProperty(owner, name, { value: undefined, configurable: true });
      }
      let hidden = false;
      Object.defineProperty(Document.prototype, 'hidden', { get: () => hidden });
      Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
      globalThis.show = (visible) => {
        hidden = !visible;
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      };
    };
    await (page.addInitScript ? page.addInitScript(prepare, missing) : page.evaluateOnNewDocument(prepare, missing));
    await page.goto(url);
    return page;
  }
  /** A tab of the relying party that watches `texts`, each in a frame of its own, and heard `unchanged` of each. */
  async watching(rp, provider, texts, { poll = 0, ...more } = {}) {
    const page = await this.tab(`${rp.origin}/tab`, more);
    for (const text of [texts].flat()) await watch(page, provider, text, poll);
    await heard(page, 'unchanged', [texts].flat().length);
    return page;
  }
  /** Closes every tab that was opened by `tab`. */
  async closeTabs() {
    for (const page of this.tabs.splice(0)) if (!page.isClosed()) await page.close();
  }
  /** Gives the browser the cookies of a `Visitor`, as if the person had signed in here. */
  async wear({ jar, provider }) {
    const domain = new URL(provider.issuer).hostname;
    const cookies = [...jar].map(([name, value]) => ({ name, value, domain, path: '/', secure: true, sameSite: /_bs(_|$)/.test(name) ? 'None' : 'Lax' }));
    await (this.driven.addCookies ? this.driven.addCookies(cookies) : this.driven.setCookie(...cookies));
  }
  /** Ends the process of a tab as a crash does. Returns those of the `others` that do not share it, of which there must be one. */
  async crash(page, others) {
    let left = others;
    if (this.engine === 'Firefox') {
      const pid = await this.processOf(page);
      const theirs = [];
      for (const other of others) theirs.push(await this.processOf(other));
      left = others.filter((_, i) => theirs[i] !== pid);
      this.processes = `processes ${pid} (crashed), ${theirs} of ${this.children().map((one) => one.pid)}`;
      assert.ok(left.length > 0, `all tabs are in the same process: ${this.processes}`);
      process.kill(pid, 'SIGKILL');
    } else {
      (await this.driven.newCDPSession(page)).send('Page.crash').catch(() => {});
    }
    for (let i = 0; i < 50 && await lives(page); i += 1) await pause(20);
    return left;
  }
  /** What was known of the processes at the last crash, and is now. */
  seen() {
    return `${this.processes}; now ${processesOf(this.profile).map(({ pid, name }) => `${pid} ${name}`)}`;
  }
  /** The process in which Firefox runs a page. The driver does not say which it is, and their ages are not those of the tabs:
   * some are started before they are needed. It is the one that works while the page does, and the others do not. Where
   * other programs leave the page a tenth of a processor, its work takes some rounds to show. */
  async processOf(page) {
    const worked = new Map();
    for (let round = 0; round < 60; round += 1) {
      const before = new Map(this.children().map(({ pid, ticks }) => [pid, ticks]));
      await page.evaluate(() => {
        const end = performance.now() + 300;
        while (performance.now() < end);
      });
      for (const { pid, ticks } of this.children()) worked.set(pid, (worked.get(pid) ?? 0) + ticks - (before.get(pid) ?? ticks));
      const [first, second] = [...worked].sort(([, a], [, b]) => b - a);
      if (first?.[1] >= 10 && first[1] >= 3 * (second?.[1] ?? 0)) return first[0];
    }
    throw new Error(`which process runs the page cannot be told: ${JSON.stringify([...worked])}`);
  }
  /** Sets the browser offline or online again; Firefox knows that by the tab. */
  offline(page, is) {
    return this.engine === 'Firefox' ? page.setOfflineMode(is) : this.driven.setOffline(is);
  }
  /** The processes that Firefox started. Its main process is left out: it serves the driver, and so works whenever a page does. */
  children() {
    const all = processesOf(this.profile);
    return all.filter(({ parent }) => all.some(({ pid }) => pid === parent));
  }
  close() {
    for (const [name, browser] of shared) if (browser === this) shared.delete(name);
    // A crashed page may keep the driver waiting.
    return Promise.race([this.driven.close(), pause(5000)]);
  }
}

/** Whether the page still runs, and says so within this time: one that crashed may never answer, and a busy one does late. */
export function lives(page, within = 500) {
  return Promise.race([page.evaluate(() => true).catch(() => false), pause(within).then(() => false)]);
}

/** Shows or hides a tab, to its frames too. */
export async function show(page, visible) {
  for (const frame of page.frames()) await frame.evaluate((visible) => globalThis.show?.(visible), visible).catch(() => {});
}

/** What the operating system says when the network came back, to every frame of the page. */
export async function online(page) {
  for (const frame of page.frames()) await frame.evaluate(() => dispatchEvent(new Event('online'))).catch(() => {});
}

/** Waits until each of the page's frames heard `word`, and returns the milliseconds from `since` to the last. */
export async function heard(page, word, frames, since = 0, patience = 30_000) {
  const end = Date.now() + patience;
  let at = new Map();
  while (Date.now() < end) {
    at = new Map();
    for (const one of await page.evaluate(() => globalThis.told)) {
      if (one.data === word && one.at >= since && !at.has(one.frame)) at.set(one.frame, one.at - since);
    }
    if (at.size >= frames) return Math.max(...at.values());
    await pause(50);
  }
  throw new Error(`${at.size} of ${frames} frames heard ${word} within ${patience} ms`);
}
