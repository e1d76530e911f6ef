// Pages that renew, and providers whose files change, in both engines: new values in one frame, many values in one
// browser, frames that come and go, and apps that are taken out of the configuration and put back.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario, skipped } from '../node/scenarios.mjs';
import { Browser, noFirefox } from './engines.mjs';
import { Relay } from './faults.mjs';
import { Visitor } from './visitor.mjs';
import { Provider, RelyingParty, SOON, ask, becomes, folder, pause, told, until } from './world.mjs';

const figures = [];
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const many = Array.from({ length: 70 }, (_, i) => `app${i}`);
const op = await Provider.start({ https: true, host: 'op.test', clients: many.map((id) => ({ id, redirect: far.redirect })) });
const withoutFirefox = await noFirefox();
if (withoutFirefox) skipped('Firefox: pages that renew', withoutFirefox);
const engines = withoutFirefox ? ['Chromium'] : ['Chromium', 'Firefox'];

/** Runs in each engine, by turns. */
async function inEach(sentence, run) {
  for (const engine of engines) {
    await scenario(`${engine}: ${sentence}`, async () => {
      const browser = await Browser.shared(engine);
      try {
        await run(browser);
        await browser.closeTabs();
        await becomes(() => op.streams(), 0, 'closed tabs have no stream');
      } catch (error) {
        await browser.close();
        throw error;
      }
    });
  }
}
/** How often the page was told each word. */
const tally = async (page) => {
  const count = {};
  for (const word of await told(page)) count[word] = (count[word] ?? 0) + 1;
  return count;
};
const clear = (page) => page.evaluate(() => { globalThis.told.length = 0; });

await inEach('a page that renews a hundred times in one frame hears `unchanged` of each value and one `changed` at the end', async (browser) => {
  const visitor = new Visitor(op);
  const page = await browser.watching(far, op, await visitor.text('app0', far.redirect));
  for (let i = 0; i < 100; i += 1) {
    const text = await visitor.text('app0', far.redirect, { prompt: 'none' });
    assert.equal(await ask(page, text, 5000), 'unchanged', `renewal ${i}`);
    await pause(50); // no faster than the server lets one network ask
  }
  await pause(1000);
  await becomes(() => tally(page), { unchanged: 101 });
  await visitor.signOut();
  await until(page, 'changed', 0, SOON);
  await pause(1500);
  await becomes(() => tally(page), { unchanged: 101, changed: 1 });
});

await inEach('the end of an older login, whose values were replaced by those of a newer one, is not told', async (browser) => {
  const [older, newer] = [new Visitor(op), new Visitor(op)];
  const page = await browser.watching(far, op, await older.text('app0', far.redirect));
  for (let i = 0; i < 5; i += 1) assert.equal(await ask(page, await older.text('app0', far.redirect)), 'unchanged');
  assert.equal(await ask(page, await newer.text('app0', far.redirect)), 'unchanged');
  await pause(1000);
  await older.signOut();
  await pause(2000);
  assert.deepEqual(await tally(page), { unchanged: 7 });
  await newer.signOut();
  await until(page, 'changed', 0, SOON);
  assert.deepEqual(await tally(page), { unchanged: 7, changed: 1 });
});

await inEach('of seventy apps in one window that ask by turns, sixty-four are watched and told of the end, whatever the others ask', async (browser) => {
  const visitor = new Visitor(op);
  const texts = [];
  for (const id of many) texts.push(await visitor.text(id, far.redirect));
  const page = await browser.watching(far, op, texts[0]);
  await page.evaluate((texts) => texts.forEach((text) => globalThis.post(text)), texts.slice(1, 64));
  await becomes(() => tally(page), { unchanged: 64 });
  for (let i = 64; i < 70; i += 1) {
    assert.equal(await ask(page, texts[i], 5000), 'error', 'one too many, as the manual says');
    for (const text of [texts[0], texts[63], texts[i - 60]]) assert.equal(await ask(page, text, 5000), 'unchanged');
  }
  await pause(500);
  await clear(page);
  await visitor.signOut();
  await until(page, 'changed', 0, SOON);
  await pause(1500);
  await becomes(() => tally(page), { changed: 64 }, 'each app once');
  for (const text of [texts[0], texts[63]]) assert.equal(await ask(page, text), 'changed');
});

await inEach('a hundred frames that ask and are taken away leave the page that stays as it was', async (browser) => {
  const visitor = new Visitor(op);
  const text = await visitor.text('app0', far.redirect);
  const page = await browser.watching(far, op, text);
  await page.evaluate(async ([text]) => {
    for (let i = 0; i < 100; i += 1) {
      const child = document.createElement('iframe');
      document.body.appendChild(child);
      const answered = new Promise((done) => child.contentWindow.addEventListener('message', done));
      child.contentWindow.eval(`parent.frames[0].postMessage(${JSON.stringify(text)}, '*')`);
      await answered;
      child.remove();
    }
  }, [text]);
  assert.deepEqual(await told(page), ['unchanged']);
  await visitor.signOut();
  await until(page, 'changed', 0, SOON);
  assert.deepEqual(await told(page), ['unchanged', 'changed']);
});

await inEach("a hundred of the provider's frames that come and go leave one stream, and the frame that stays is told", async (browser) => {
  const visitor = new Visitor(op);
  const text = await visitor.text('app0', far.redirect);
  const page = await browser.watching(far, op, text);
  await pause(1000);
  const before = op.requests('/check-session-iframe/events');
  for (let i = 0; i < 10; i += 1) {
    await page.evaluate(async ([uri, text]) => {
      for (let i = 0; i < 10; i += 1) {
        const frame = document.createElement('iframe');
        frame.src = uri;
        await new Promise((done) => { frame.onload = done; document.body.appendChild(frame); });
        frame.contentWindow.postMessage(text, '*');
        await new Promise((done) => setTimeout(done, 50));
        frame.remove();
      }
    }, [`${op.issuer}/check-session-iframe`, text]);
  }
  await pause(1000);
  assert.equal(op.requests('/check-session-iframe/events') - before, 0, 'the stream was not opened again');
  await becomes(() => op.streams(), 1);
  await clear(page);
  await visitor.signOut();
  await until(page, 'changed', 0, SOON);
});

await inEach('144 values of one site over HTTP/1.1: one stream, which is not opened again; the login page loads; all are told within a second', async (browser) => {
  const relay = await Relay.start();
  const busy = await Provider.start({
    https: true, host: 'op.test', port: relay.port, behind: relay.to, clients: many.slice(0, 13).map((id) => ({ id, redirect: near.redirect })),
  });
  try {
    const visitor = new Visitor(busy);
    await visitor.authorize(many[0], near.redirect);
    await browser.wear(visitor);
    const tabs = [];
    for (let i = 0; i < 12; i += 1) {
      const texts = [];
      for (const id of many.slice(0, 12)) texts.push(await visitor.text(id, near.redirect));
      const page = await browser.watching(near, busy, texts[0]);
      await page.evaluate((texts) => texts.forEach((text) => globalThis.post(text)), texts.slice(1));
      tabs.push(page);
    }
    for (const page of tabs) await becomes(() => tally(page), { unchanged: 12 });
    assert.equal(busy.requests('/check-session-iframe/events'), 1);
    await becomes(() => busy.streams(), 1);
    figures.push(`${browser.engine}, 144 values: ${relay.connections} connections`);
    const since = Date.now();
    const login = await browser.tab(`${busy.issuer}/login`);
    figures.push(`${browser.engine}, 144 values: the login page was there after ${Date.now() - since} ms`);
    assert.match(await login.title(), /Latchkey/);
    assert.ok(Date.now() - since < 10_000);
    await login.close();
    assert.equal(await ask(tabs[0], await visitor.text('app12', near.redirect), 5000), 'unchanged', 'one more');
    await tabs.pop().close();
    await pause(2000);
    assert.equal(busy.requests('/check-session-iframe/events'), 1, 'the stream was not opened again');
    await becomes(() => busy.streams(), 1);
    for (const page of tabs) await clear(page);
    await visitor.signOut();
    const ended = Date.now();
    await pause(2500);
    const heard = async () => (await Promise.all(tabs.map((page) => page.evaluate(() => globalThis.told)))).flat();
    await becomes(async () => (await heard()).length, 11 * 12 + 1);
    const all = await heard();
    assert.deepEqual([...new Set(all.map(({ data }) => data))], ['changed']);
    const last = Math.max(...all.map(({ at }) => at)) - ended;
    figures.push(`${browser.engine}, 144 values: the last was told ${last} ms after the end`);
    assert.ok(last <= SOON, `${last} ms`);
  } finally {
    await busy.stop();
    await relay.stop();
  }
});

await Browser.closeShared();
await op.stop();
near.stop();
far.stop();
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
