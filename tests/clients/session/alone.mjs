// Engines without shared workers, over HTTP/1.1, where a browser has six connections to a provider: frames that share
// one stream by Web Locks and BroadcastChannel, and frames that have neither.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario, skipped } from '../node/scenarios.mjs';
import { Browser, heard, noFirefox, show } from './engines.mjs';
import { Visitor } from './visitor.mjs';
import { Provider, RelyingParty, SOON, becomes, folder, pause } from './world.mjs';

const figures = [];
const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const sites = { near, far };
const withoutFirefox = await noFirefox();
if (withoutFirefox) skipped('Firefox: without shared workers', withoutFirefox);
const engines = withoutFirefox ? ['Chromium'] : ['Chromium', 'Firefox'];
const LOCKS = ['SharedWorker'];
const NOTHING = ['SharedWorker', 'locks', 'BroadcastChannel'];

/** A provider and a browser for each engine and its rule for cookies: they take longer to start than most scenarios. */
const places = new Map();
async function place(engine, cookies) {
  const name = `${engine} ${cookies}`;
  if (!places.has(name)) {
    const op = await Provider.start({ https: true, host: 'op.test', clients: Object.entries(sites).map(([id, { redirect }]) => ({ id, redirect })) });
    places.set(name, { op, browser: await Browser.open(engine, { cookies }) });
  }
  return places.get(name);
}
async function leave(engine, cookies) {
  const { op, browser } = await place(engine, cookies);
  places.delete(`${engine} ${cookies}`);
  await browser.close();
  await op.stop();
}

/** Tabs in a browser that watch a login of their own. Where something failed, or a process was killed, nothing is used again. */
async function staged({ engine, cookies, site = 'far', missing, count, last = false }, run) {
  const { op, browser } = await place(engine, cookies);
  const tabs = [];
  try {
    const visitor = new Visitor(op);
    const text = await visitor.text(site, sites[site].redirect);
    if (cookies === 'allowed' || site === 'near') await browser.wear(visitor);
    for (let i = 0; i < count; i += 1) {
      const tab = await browser.watching(sites[site], op, text, { missing });
      if (missing === NOTHING && i > 0) await show(tab, false);
      tabs.push(tab);
    }
    await pause(2500);
    await run({ op, browser, visitor, tabs, text });
    if (last) return await leave(engine, cookies);
    await browser.closeTabs();
    await becomes(() => op.streams(), 0, 'closed tabs have no stream');
  } catch (error) {
    await leave(engine, cookies);
    throw error;
  }
}
/** The login ends; the milliseconds until the last of `tabs` heard it. */
async function ends(what, visitor, tabs, bound) {
  await visitor.signOut();
  const since = Date.now();
  const took = await Promise.all(tabs.map((page) => heard(page, 'changed', 1, 0, 30_000).then((at) => at - since, () => Infinity)));
  figures.push(`${what}: changed after ${Math.max(...took)} ms`);
  assert.ok(Math.max(...took) <= bound, `${took} ms`);
  for (const page of tabs) assert.deepEqual(await page.evaluate(() => globalThis.told.map((one) => one.data)), ['unchanged', 'changed']);
}

for (const engine of engines) {
  for (const cookies of ['blocked', 'allowed']) {
    for (const site of ['far', 'near']) {
      for (const [how, missing] of [['with locks', LOCKS], ['with neither locks nor channels', NOTHING]]) {
        const where = `${cookies} cookies, ${site === 'far' ? 'another site' : 'the same site'}`;
        await scenario(`${engine} without a shared worker, ${how}, ${where}: the visible tab is told within a second`, () =>
          staged({ engine, cookies, site, missing, count: 1 }, ({ visitor, tabs }) =>
            ends(`${engine} without a shared worker, ${how}, ${where}`, visitor, tabs, SOON)));
      }
    }
  }
  await scenario(`${engine} without a shared worker, with locks: six tabs have one stream; when its tab closes, another has it; all are told within a second`, () =>
    staged({ engine, cookies: 'allowed', missing: LOCKS, count: 6 }, async ({ op, visitor, tabs }) => {
      await becomes(() => op.streams(), 1);
      await tabs.shift().close();
      await pause(2000);
      await becomes(() => op.streams(), 1, 'another tab has it');
      await ends(`${engine}, six tabs with locks, after the first closed`, visitor, tabs, SOON);
    }));
  await scenario(`${engine} without a shared worker, with locks: the tab with the stream crashes, and the others are told within 2 s`, () =>
    staged({ engine, cookies: 'allowed', site: 'near', missing: LOCKS, count: 6, last: true }, async ({ browser, visitor, tabs }) => {
      const left = await browser.crash(tabs[0], tabs.slice(1));
      await ends(`${engine}, six tabs with locks, the first crashed`, visitor, left, SOON);
    }));
  await scenario(`${engine} with neither locks nor channels: of eight tabs the visible one has a stream; the login page loads; a tab that is shown is told`, () =>
    staged({ engine, cookies: 'blocked', site: 'near', missing: NOTHING, count: 8 }, async ({ op, browser, visitor, tabs }) => {
      await becomes(() => op.streams(), 1);
      const since = Date.now();
      const login = await browser.tab(`${op.issuer}/login`);
      assert.match(await login.title(), /Latchkey/);
      assert.ok(Date.now() - since < 10_000);
      await login.close();
      await show(tabs[0], false);
      await show(tabs[1], true);
      await pause(2500);
      await becomes(() => op.streams(), 1, 'a hidden tab has given its own up');
      await ends(`${engine}, eight tabs with neither, the visible one`, visitor, [tabs[1]], SOON);
      const shown = Date.now();
      await show(tabs[0], true);
      assert.ok(await heard(tabs[0], 'changed', 1, 0, 30_000) - shown <= 10_000);
    }));
  await scenario(`${engine} with neither locks nor channels: eight visible windows do not lock the provider out, and all are told within half a minute`, () =>
    staged({ engine, cookies: 'blocked', site: 'near', missing: NOTHING, count: 8 }, async ({ op, browser, visitor, tabs }) => {
      for (const tab of tabs) await show(tab, true);
      await pause(3000);
      figures.push(`${engine}, eight visible windows with neither: ${await op.streams()} streams`);
      const since = Date.now();
      const login = await browser.tab(`${op.issuer}/login`);
      assert.match(await login.title(), /Latchkey/);
      assert.ok(Date.now() - since < 10_000);
      await login.close();
      await ends(`${engine}, eight visible windows with neither`, visitor, tabs, 30_000);
    }));
  for (const name of [...places.keys()]) await leave(...name.split(' '));
}

near.stop();
far.stop();
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
