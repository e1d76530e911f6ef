// Configurations that change under a watching page: an app, a redirect URI or a group that is gone for a moment, for
// long, and for good. What heals is told, and what the page hears afterwards is as true as before.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario, skipped } from '../node/scenarios.mjs';
import { Browser, heard, noFirefox } from './engines.mjs';
import { Visitor } from './visitor.mjs';
import { Provider, RelyingParty, SOON, folder, pause } from './world.mjs';

const figures = [];
const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const withoutFirefox = await noFirefox();
if (withoutFirefox) skipped('Firefox: configurations that change', withoutFirefox);
const engines = withoutFirefox ? ['Chromium'] : ['Chromium', 'Firefox'];

// What is taken from each app, and how it is given back. Each has a twin on the provider's site, whose cookie is readable.
const without = (id) => (toml) => toml.split(/\n(?=\[\[)/).filter((block) => !block.includes(`client_id = "${id}"`)).join('\n');
const inBlock = (id, from, to) => (toml) => toml.split(/\n(?=\[\[)/).map((block) => (
  block.includes(`client_id = "${id}"`) ? block.replace(from, to) : block)).join('\n');
const TAKEN = {
  'the app': (op, id) => op.edit(without(id)),
  'its redirect URI': (op, id) => op.edit(inBlock(id, /redirect_uris = .*/, 'redirect_uris = ["https://elsewhere.example/cb"]')),
  'its group': (op, id) => op.edit(inBlock(id, 'consent = "skip"', 'consent = "skip"\nallowed_groups = ["nobody"]')),
};
const WORDS = { 'the app': 'gone', 'its redirect URI': 'moved', 'its group': 'barred', "the person's group": 'member' };

/** A provider, and in each engine a tab on either site with one frame for each of WORDS; a frame asks twice a second. */
async function staged(run) {
  const apps = Object.values(WORDS).flatMap((word) => [{ id: `${word}-near`, redirect: near.redirect }, { id: `${word}-far`, redirect: far.redirect }]);
  const op = await Provider.start({ https: true, host: 'op.test', clients: [...apps, { id: 'other', redirect: far.redirect }] });
  try {
    op.add('carl', '--group', 'staff');
    for (const site of ['near', 'far']) op.edit(inBlock(`member-${site}`, 'consent = "skip"', 'consent = "skip"\nallowed_groups = ["staff"]'));
    await pause(1500);
    const visitor = new Visitor(op, 'carl');
    const tabs = [];
    const texts = { near: [], far: [] };
    for (const word of Object.values(WORDS)) {
      texts.near.push(await visitor.text(`${word}-near`, near.redirect));
      texts.far.push(await visitor.text(`${word}-far`, far.redirect));
    }
    for (const engine of engines) {
      const browser = await Browser.shared(engine);
      await browser.wear(visitor);
      for (const [site, rp] of [['near', near], ['far', far]]) {
        tabs.push({ what: `${engine}, ${site}`, page: await browser.watching(rp, op, texts[site], { poll: 500 }) });
      }
    }
    await pause(1500);
    await run({ op, visitor, tabs });
    for (const engine of engines) await (await Browser.shared(engine)).closeTabs();
  } catch (error) {
    await Browser.closeShared();
    throw error;
  } finally {
    await op.stop();
  }
}
async function take(op, kinds = Object.keys(WORDS)) {
  for (const kind of kinds) {
    if (kind === "the person's group") await op.cli('user', 'groups', 'carl', 'guests');
    else for (const site of ['near', 'far']) TAKEN[kind](op, `${WORDS[kind]}-${site}`);
  }
}
/** What each frame was told from `since` on, by kind: `{ 'Chromium, near: the app': ['changed'] }`. */
async function hears(tabs, since) {
  const all = {};
  for (const { what, page } of tabs) {
    const told = await page.evaluate((since) => globalThis.told.filter(({ at }) => at >= since), since);
    Object.keys(WORDS).forEach((kind, i) => {
      all[`${what}: ${kind}`] = [...new Set(told.filter(({ frame }) => frame === i).map(({ data }) => data))];
    });
  }
  return all;
}
const all = (tabs, words) => Object.fromEntries(tabs.flatMap(({ what }) => Object.keys(WORDS).map((kind) => [`${what}: ${kind}`, words])));

await scenario('a gap of less than two seconds in the configuration is not told at all', () =>
  staged(async ({ op, tabs }) => {
    let before;
    op.edit((toml) => { before = toml; return toml; });
    const since = Date.now();
    for (let i = 0; i < 3; i += 1) {
      await take(op, Object.keys(TAKEN));
      await pause(1200);
      op.edit(() => before);
      await pause(2500);
    }
    assert.deepEqual(await hears(tabs, since), all(tabs, ['unchanged']));
  }));

await scenario('what is gone for fifteen seconds is `changed` meanwhile, `unchanged` when it is back, and its end is told within a second', () =>
  staged(async ({ op, visitor, tabs }) => {
    let before;
    op.edit((toml) => { before = toml; return toml; });
    await take(op);
    await pause(12_000);
    const gone = Date.now();
    await pause(3000);
    assert.deepEqual(await hears(tabs, gone), all(tabs, ['changed']), 'while it is gone');
    op.edit(() => before);
    await op.cli('user', 'groups', 'carl', 'staff');
    await pause(10_000);
    const back = Date.now();
    await pause(3000);
    assert.deepEqual(await hears(tabs, back), all(tabs, ['unchanged']), 'when it is back');
    await visitor.signOut();
    const ended = Date.now();
    const took = await Promise.all(tabs.map(({ page }) => heard(page, 'changed', 4, ended - 100, 5000).catch(() => Infinity)));
    tabs.forEach(({ what }, i) => figures.push(`${what}: gone for 15 s and put back, then the end of the login told after ${took[i]} ms`));
    assert.ok(Math.max(...took) <= SOON, `${took} ms`);
  }));

await scenario('what is gone for good is never `unchanged` again, cookie readable or not, and neither when the login ends', () =>
  staged(async ({ op, visitor, tabs }) => {
    await take(op);
    await pause(12_000);
    for (const when of ['while the login lives', 'when it has ended']) {
      const since = Date.now();
      await pause(3000);
      for (const [where, words] of Object.entries(await hears(tabs, since))) {
        assert.ok(words.length && !words.includes('unchanged'), `${where} ${when}: ${words}`);
      }
      if (when === 'while the login lives') await visitor.signOut();
    }
  }));

await Browser.closeShared();
near.stop();
far.stop();
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
