// What could make a watching page deaf, in both engines: networks that go away, swallow or forget, proxies that hold the
// stream back, laptops that sleep, crashes and restarts. A login that ended is told soon after; one that lives never is.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario, skipped } from '../node/scenarios.mjs';
import { Browser, heard, lives, noFirefox, online, show } from './engines.mjs';
import { Proxy, Relay, sleep } from './faults.mjs';
import { Visitor } from './visitor.mjs';
import { Provider, RelyingParty, SOON, folder, pause, person } from './world.mjs';

// Two browsers and other tests share the machine here. How many seconds it takes is measured by benches/watching.
const BUSY = SOON;
const figures = [];
const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const clients = [{ id: 'near', redirect: near.redirect }, { id: 'far', redirect: far.redirect }];
const withoutFirefox = await noFirefox();
if (withoutFirefox) skipped('Firefox: what makes a page deaf', withoutFirefox);
const engines = withoutFirefox ? ['Chromium'] : ['Chromium', 'Firefox'];
const browsers = await Promise.all(engines.map((engine) => Browser.open(engine)));

/** A provider behind `front`, and in each browser a tab with two frames: in the first Ada's login, in the second Ben's. */
async function staged(front, run, { poll = 0, which = browsers } = {}) {
  const op = await Provider.start({ https: true, host: 'op.test', port: front.port, behind: front.behind ?? front.to, clients });
  const tabs = [];
  try {
    const texts = await Promise.all([person.name, 'ben'].map((name) => new Visitor(op, name).text('far', far.redirect)));
    for (const browser of which) tabs.push({ browser, page: await browser.watching(far, op, texts, { poll }) });
    await pause(1500);
    await run({ op, tabs });
  } finally {
    await Promise.all(tabs.map(({ page }) => page.close().catch(() => {})));
    await op.stop();
    await front.stop();
  }
}

/** Each tab hears of the end within `bound` ms of `since`, and of Ben's login nothing but that it lives. */
async function isTold(what, tabs, since, bound, patience = bound + 10_000) {
  const took = await Promise.all(tabs.map(({ page }) => heard(page, 'changed', 1, 0, patience).then((at) => at - since, () => Infinity)));
  tabs.forEach(({ browser }, i) => figures.push(`${what}, ${browser.engine}: changed after ${took[i]} ms`));
  for (const { browser, page } of tabs) {
    const all = await page.evaluate(() => globalThis.told.map(({ frame, data }) => `${frame} ${data}`));
    assert.deepEqual([...new Set(all)].filter((one) => one !== '0 changed').sort(), ['0 unchanged', '1 unchanged'], browser.engine);
  }
  tabs.forEach(({ browser }, i) => assert.ok(took[i] <= bound + BUSY, `${browser.engine}: ${took[i]} ms`));
}

/** Ends Ada's login; the milliseconds that the command took belong to nobody. */
async function end(op) {
  await op.cli('user', 'sign-out', person.name);
  return Date.now();
}

/** The page has been told nothing but that both live. */
async function isCalm(tabs) {
  for (const { browser, page } of tabs) {
    assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.told.map((one) => one.data))]), ['unchanged'], browser.engine);
  }
}

async function outage(how) {
  const relay = await Relay.start();
  await staged(relay, async ({ op, tabs }) => {
    await (how === 'refused' ? relay.away() : relay.swallow());
    await pause(10_000);
    await isCalm(tabs);
    await end(op);
    await pause(10_000);
    await isCalm(tabs);
    await relay.back();
    await isTold(`network back after 20 s, ${how}`, tabs, Date.now(), 2000, 30_000);
  }, { poll: 1000 });
}

async function forgotten(front, relay, what, which) {
  await staged(front, async ({ op, tabs }) => {
    relay.forget();
    await pause(1000);
    await isTold(what, tabs, await end(op), 30_000, 60_000);
  }, { which });
}

async function buffered(version) {
  const proxy = await Proxy.start({ version, buffers: true });
  await staged(proxy, async ({ op, tabs }) => {
    await pause(16_000); // by now it is known that the stream says nothing
    const before = proxy.asked.length;
    await isTold(`stream held back by a proxy, HTTP/${version}`, tabs, await end(op), 30_000, 60_000);
    assert.ok(proxy.asked.length - before <= 6 * tabs.length, `${proxy.asked.length - before} requests`);
  });
}

/** A relay with an HTTP/2 proxy behind it: one connection carries all. */
async function secondVersion() {
  const proxy = await Proxy.start({ version: 2 });
  const relay = await Relay.start({ to: proxy.port });
  return { relay, port: relay.port, behind: proxy.to, stop: () => Promise.all([relay.stop(), proxy.stop()]) };
}

// These mostly wait, so they wait together.
await Promise.all([
  scenario('the network is away for 20 s and refuses: what ended meanwhile is told within 2 s of its return, what lives is not', () => outage('refused')),
  scenario('the network swallows everything for 20 s: what ended meanwhile is told within 2 s of its return, what lives is not', () => outage('swallowed')),
  scenario('connections are forgotten over HTTP/1.1: an untouched tab is told within 30 s', async () => {
    const relay = await Relay.start();
    await forgotten(relay, relay, 'connections forgotten, HTTP/1.1');
  }),
  // Firefox has one such connection to a site, and gives it up by its own PING only, after about a minute.
  scenario('Chromium: connections are forgotten over HTTP/2: an untouched tab is told within 30 s', async () => {
    const front = await secondVersion();
    await forgotten(front, front.relay, 'connections forgotten, HTTP/2', browsers.slice(0, 1));
  }),
  scenario('a proxy that holds the stream back over HTTP/1.1: told within 30 s, by few requests', () => buffered(1)),
  scenario('a proxy that holds the stream back over HTTP/2: told within 30 s, by few requests', () => buffered(2)),
]);

for (const [what, event] of [['the tab is shown', (page) => show(page, false).then(() => show(page, true))], ['the network is said to be back', online]]) {
  await scenario(`connections are forgotten, the login ends and ${what}: told within 2 s`, async () => {
    const relay = await Relay.start();
    await staged(relay, async ({ op, tabs }) => {
      relay.forget();
      await end(op);
      await pause(500);
      const since = Date.now();
      await Promise.all(tabs.map(({ page }) => event(page)));
      await isTold(`connections forgotten, then ${what}`, tabs, since, 2000, 40_000);
    });
  });
}

await scenario('the laptop sleeps: what ended meanwhile is told within 2 s of waking', async () => {
  const relay = await Relay.start();
  await staged(relay, async ({ op, tabs }) => {
    const asleep = sleep(browsers.map(({ profile }) => profile), relay, 20_000);
    await end(op);
    await asleep;
    await isTold('the laptop wakes', tabs, Date.now(), 2000, 40_000);
  });
});

await scenario('the browser knows that it is offline for 10 s: what ended meanwhile is told within 2 s', async () => {
  const relay = await Relay.start();
  await staged(relay, async ({ op, tabs }) => {
    const offline = (is) => Promise.all(tabs.map(({ browser, page }) => browser.offline(page, is)));
    // What the driver calls offline leaves open streams alone.
    relay.swallow();
    await offline(true);
    await pause(5000);
    await end(op);
    await pause(5000);
    await relay.back();
    await offline(false);
    await isTold('the browser is online again', tabs, Date.now(), 2000, 40_000);
  });
});

for (const signal of ['SIGTERM', 'SIGKILL']) {
  await scenario(`the server is restarted after a second (${signal}): what ended meanwhile is told within 2 s, and what ends later within one`, async () => {
    await staged(await Relay.start(), async ({ op, tabs }) => {
      await op.stop(signal);
      await end(op);
      await pause(1000);
      await isCalm(tabs);
      await op.run();
      await isTold(`server restarted after 1 s, ${signal}`, tabs, Date.now(), 2000, 20_000);
      await op.cli('user', 'sign-out', 'ben');
      const since = Date.now();
      for (const { page } of tabs) await heard(page, 'changed', 2, 0, SOON + Date.now() - since);
    });
  });
}
await Promise.all(browsers.map((browser) => browser.close()));

/** More crashed than was meant to. */
class NotStaged extends Error {}

/** Tabs of an app on the provider's site, whose frames run in the processes of their pages, and the first has the worker.
 * What the browser crashes besides says nothing about Latchkey, so the stage is set anew then, twice. */
async function crashing(engine, run) {
  for (let tries = 1; ; tries += 1) {
    const relay = await Relay.start();
    const op = await Provider.start({ https: true, host: 'op.test', port: relay.port, behind: relay.to, clients });
    const browser = await Browser.open(engine);
    try {
      const text = await new Visitor(op).text('near', near.redirect);
      const tabs = [];
      for (let i = 0; i < 6; i += 1) tabs.push(await browser.watching(near, op, text));
      await pause(1000);
      return await run({ op, browser, tabs });
    } catch (error) {
      if (!(error instanceof NotStaged) || tries === 3) throw error;
      console.log(`# ${error.message}`);
    } finally {
      await browser.close();
      await op.stop();
      await relay.stop();
    }
  }
}

/** The login ends, and every tab that is left hears it within `bound` ms. */
async function survivorsHear(what, op, browser, tabs, bound) {
  // A browser that cleans up after a crash may be busy for a while before it answers.
  const live = await Promise.all(tabs.map((page) => lives(page, 60_000)));
  if (!live.every(Boolean)) throw new NotStaged(`other tabs crashed, too: ${live}; ${browser.seen()}`);
  const since = await end(op);
  const took = await Promise.all(tabs.map((page) => heard(page, 'changed', 1, 0, 10_000).then((at) => at - since, () => Infinity)));
  figures.push(`${what}: the other tabs heard after ${Math.max(...took)} ms`);
  assert.ok(Math.max(...took) <= bound + BUSY, `${took} ms`);
}

for (const engine of engines) {
  await scenario(`${engine}: the worker's tab crashes, and at once the login ends: the other tabs are told within 2 s`, () =>
    crashing(engine, async ({ op, browser, tabs }) => {
      const left = await browser.crash(tabs[0], tabs.slice(1));
      await survivorsHear(`worker's tab crashed, ${engine}`, op, browser, left, 2000);
    }));
  await scenario(`${engine}: tab after tab crashes: the last ones are told within a second`, () =>
    crashing(engine, async ({ op, browser, tabs }) => {
      let left = tabs;
      while (left.length > 2) {
        left = await browser.crash(left[0], left.slice(1));
        await pause(2000);
      }
      await survivorsHear(`tab after tab crashed, ${engine}`, op, browser, left, 1000);
    }));
}

near.stop();
far.stop();
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
