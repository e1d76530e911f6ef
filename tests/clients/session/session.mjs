// Session management in a real Chromium: third-party cookies blocked and allowed, relying parties on the provider's
// site and on another, https and loopback http.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario } from '../node/scenarios.mjs';
import {
  Provider, RelyingParty, SOON, arrive, ask, authorize, folder, openBrowser, pause, person, told, until, watch, withPage,
} from './world.mjs';

const figures = [];
const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const plain = await RelyingParty.start({ https: false, host: 'rp.example' });
const op = await Provider.start({
  https: true,
  host: 'op.test',
  clients: [{ id: 'near', redirect: near.redirect }, { id: 'far', redirect: far.redirect }],
});

const signedIn = (cookies, rp, client, run, provider = op) => withPage({ cookies, rp, client, provider }, run);
const endAll = (provider = op) => provider.cli('user', 'sign-out', person.name);

for (const cookies of ['blocked', 'allowed']) {
  for (const [where, rp, client] of [['another site', far, 'far'], ['the same site', near, 'near']]) {
    await scenario(`${cookies} cookies, ${where}: a living login is unchanged, and an end elsewhere changes it`, () =>
      signedIn(cookies, rp, client, async ({ page, text }) => {
        const since = Date.now();
        await watch(page, op, text);
        const first = await until(page, 'unchanged', since);
        figures.push(`first answer, ${cookies}, ${where}: ${first} ms`);
        assert.ok(first <= SOON, `${first} ms`);
        await pause(600);
        assert.deepEqual([...new Set(await told(page))], ['unchanged']);
        const ended = Date.now();
        await endAll();
        const commanded = Date.now() - ended;
        const took = await until(page, 'changed', ended);
        figures.push(`end by the command line, ${cookies}, ${where}: changed ${took} ms after the command began (it took ${commanded} ms)`);
        assert.ok(took <= commanded + SOON, 'within a second of the end');
        assert.equal((await told(page)).includes('error'), false);
      }));
  }
}

await scenario('a page that asks once a minute is told unasked, once', () =>
  signedIn('blocked', far, 'far', async ({ page, text }) => {
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    await pause(1000);
    await endAll();
    await until(page, 'changed', 0);
    await pause(1500);
    assert.deepEqual(await told(page), ['unchanged', 'changed']);
    assert.equal(await ask(page, text), 'changed', 'and again when asked');
  }));

await scenario('signing out here is noticed by another open page, cookie readable or not', async () => {
  for (const [rp, client] of [[far, 'far'], [near, 'near']]) {
    await signedIn('blocked', rp, client, async ({ browser, page, text }) => {
      await watch(page, op, text);
      await until(page, 'unchanged', 0);
      const away = await browser.newPage();
      await away.goto(`${op.issuer}/end-session`);
      const since = Date.now();
      await away.click('#logout-yes');
      const took = await until(page, 'changed', since);
      figures.push(`sign-out in this browser (${client}): ${took} ms after the click`);
      assert.ok(took <= SOON, `${took} ms`);
    });
  }
});

await scenario('proving the password again changes nothing, and another person does', () =>
  signedIn('allowed', far, 'far', async ({ browser, page, text }) => {
    await watch(page, op, text);
    await until(page, 'unchanged', 0);
    const other = await browser.newPage();
    await arrive(other, authorize(op, 'far', far.redirect, { prompt: 'login' }));
    await arrive(other, authorize(op, 'far', far.redirect, { max_age: '0' }));
    await pause(1000);
    assert.deepEqual([...new Set(await told(page))], ['unchanged']);
    await other.goto(authorize(op, 'far', far.redirect, { prompt: 'select_account' }));
    await other.locator('button[value=other]').click();
    await other.fill('#username', 'ben');
    await other.fill('#password', person.password);
    await other.click('#login');
    await until(page, 'changed', 0);
  }));

await scenario('signed out and in again is a change, and the new value holds', () =>
  signedIn('blocked', near, 'near', async ({ browser, page, text }) => {
    await watch(page, op, text);
    await until(page, 'unchanged', 0);
    await endAll();
    await until(page, 'changed', 0);
    const again = await browser.newPage();
    const back = await arrive(again, authorize(op, 'near', near.redirect));
    await watch(again, op, `near ${back.get('session_state')}`);
    await until(again, 'unchanged', 0);
    assert.equal(await ask(page, text), 'changed');
  }));

await scenario('login_required has a value that changes when somebody signs in', async () => {
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    const page = await browser.newPage();
    await page.goto(authorize(op, 'near', near.redirect));
    await page.locator('#login').waitFor();
    const back = await arrive(page, authorize(op, 'near', near.redirect, { prompt: 'none' }));
    assert.equal(back.get('error'), 'login_required');
    await watch(page, op, `near ${back.get('session_state')}`);
    await until(page, 'unchanged', 0);
    const other = await browser.newPage();
    await arrive(other, authorize(op, 'near', near.redirect));
    await until(page, 'changed', 0);
  } finally {
    await browser.close();
  }
});

await scenario('malformed messages are errors, what is no text is met with silence, and nobody else hears', () =>
  signedIn('blocked', far, 'far', async ({ page, text }) => {
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    const [client, value] = text.split(' ');
    for (const nonsense of ['', ' ', 'far', `${text} `, `${client}  ${value}`, `${client}\t${value}`, `${client} ${'a1'.repeat(32)}`,
      'x'.repeat(1025), `${client} ${value.slice(0, -1)}`]) {
      assert.equal(await ask(page, nonsense), 'error', JSON.stringify(nonsense.slice(0, 60)));
    }
    const before = (await told(page)).length;
    await page.evaluate(() => [{}, 7, null, new ArrayBuffer(8), ['a']].forEach((value) => globalThis.post(value)));
    for (const word of ['changed', 'unchanged', 'error']) await page.evaluate((word) => globalThis.post(word), word);
    await pause(500);
    assert.equal((await told(page)).length, before);
    assert.equal(await ask(page, text), 'unchanged', 'the frame lives');
  }));

await scenario('a genuine value of another client or origin is an error', () =>
  signedIn('blocked', far, 'far', async ({ browser, page, text }) => {
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    assert.equal(await ask(page, text.replace('far', 'near')), 'error');
    const thief = await browser.newPage();
    await thief.goto(`${near.origin}/thief`);
    await watch(thief, op, text, 0);
    await until(thief, 'error', 0);
  }));

await scenario('a tampered value changes alike in this browser and in one that never met the provider', () =>
  signedIn('blocked', far, 'far', async ({ page, text }) => {
    const flip = (at) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const forged = [flip(6), flip(60)];
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    const stranger = await openBrowser({ cookies: 'blocked' });
    try {
      const elsewhere = await stranger.newPage();
      await elsewhere.goto(`${far.origin}/elsewhere`);
      await watch(elsewhere, op, forged[0], 0);
      for (const value of forged) {
        await page.evaluate((value) => globalThis.post(value), value);
        await elsewhere.evaluate((value) => globalThis.post(value), value);
        await until(page, 'changed', 0);
        await until(elsewhere, 'changed', 0);
      }
    } finally {
      await stranger.close();
    }
  }));

await scenario('answers go to the asking frame, a sibling too, and to its origin only', () =>
  signedIn('blocked', far, 'far', async ({ page, text }) => {
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    const frame = page.frames().find((frame) => frame.url().includes('check-session-iframe'));
    assert.ok(frame);
    const heard = await page.evaluate(([text, origin]) => new Promise((done) => {
      const sibling = document.createElement('iframe');
      sibling.src = '/sibling';
      sibling.onload = () => {
        const inside = sibling.contentWindow;
        inside.addEventListener('message', (event) => done([event.data, event.origin]));
        inside.eval(`parent.frames[0].postMessage(${JSON.stringify(text)}, ${JSON.stringify(origin)})`);
      };
      document.body.appendChild(sibling);
    }), [text, op.issuer]);
    assert.deepEqual(heard, ['unchanged', op.issuer]);
  }));

await scenario('two frames of the provider that answer each other stop at once', () =>
  signedIn('blocked', far, 'far', async ({ page, text }) => {
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    await pause(1500);
    const before = op.lines();
    await page.evaluate(([uri]) => new Promise((done) => {
      const second = document.createElement('iframe');
      second.src = uri;
      second.onload = done;
      document.body.appendChild(second);
    }), [`${op.issuer}/check-session-iframe`]);
    for (const word of ['changed', 'error', 'unchanged']) await page.evaluate((word) => globalThis.post(word), word);
    await pause(500);
    assert.ok(op.lines() - before < 4);
    assert.equal(await ask(page, text), 'unchanged');
  }));

await scenario('an https provider framed by a plain http page answers', async () => {
  const op2 = await Provider.start({ https: true, host: 'op.test', clients: [{ id: 'plain', redirect: far.redirect }] });
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    const page = await browser.newPage();
    const back = await arrive(page, authorize(op2, 'plain', far.redirect));
    await page.goto(`${plain.origin}/watch`);
    await watch(page, op2, `plain ${back.get('session_state')}`, 0);
    await until(page, 'error', 0);
  } finally {
    await browser.close();
    await op2.stop();
  }
});

await scenario('without a shared worker, without event streams, without fetch: still the truth', async () => {
  for (const missing of [['SharedWorker'], ['SharedWorker', 'EventSource'], ['fetch', 'SharedWorker', 'EventSource', 'performance']]) {
    await signedIn('blocked', far, 'far', async ({ page, text }) => {
      await page.addInitScript((names) => names.forEach((name) => Object.defineProperty(window, name, { value: undefined })), missing);
      await page.reload();
      await watch(page, op, text, 500);
      await until(page, 'unchanged', 0);
      const since = Date.now();
      await endAll();
      figures.push(`without ${missing.join(', ')}: changed after ${await until(page, 'changed', since, 26_000)} ms`);
    });
  }
});

await scenario('a shared worker that may not be made is done without', () =>
  signedIn('blocked', far, 'far', async ({ page, text }) => {
    await page.addInitScript(() => { window.SharedWorker = function () { throw new Error('SecurityError'); }; });
    await page.reload();
    await watch(page, op, text, 500);
    await until(page, 'unchanged', 0);
  }));

await scenario('twelve tabs of one app: all answered, one stream, no request while idle', () =>
  signedIn('blocked', far, 'far', async ({ browser, page, text }) => {
    const tabs = [page];
    for (let i = 0; i < 11; i += 1) {
      const tab = await browser.newPage();
      await tab.goto(`${far.origin}/tab`);
      tabs.push(tab);
    }
    await Promise.all(tabs.map((tab) => watch(tab, op, text, 2000)));
    for (const tab of tabs) await until(tab, 'unchanged', 0);
    await pause(2000);
    const before = op.lines();
    await pause(60_000);
    figures.push(`12 tabs asking every 2 s for a minute: ${op.lines() - before} requests at the provider`);
    assert.equal(op.lines() - before, 0);
    await page.goto(`${op.issuer}/login`);
    assert.match(await page.title(), /Latchkey/, 'the login page still loads');
    const since = Date.now();
    await endAll();
    const times = [];
    for (const tab of tabs.slice(1)) times.push(await until(tab, 'changed', since));
    figures.push(`12 tabs: the last told ${Math.max(...times) - Math.min(...times)} ms after the first`);
  }));

await scenario('a restart and an outage change nothing, and what ended meanwhile is told afterwards', () =>
  signedIn('blocked', far, 'far', async ({ page, text, provider }) => {
    await watch(page, op, text);
    await until(page, 'unchanged', 0);
    await pause(500);
    await provider.stop();
    await pause(20_000);
    assert.deepEqual([...new Set(await told(page))], ['unchanged'], 'while it is away');
    await provider.run();
    await pause(3000);
    assert.deepEqual([...new Set(await told(page))], ['unchanged'], 'and when it is back');
    await provider.stop();
    await endAll();
    await pause(1000);
    await provider.run();
    const since = Date.now();
    figures.push(`ended while the provider was away: changed ${await until(page, 'changed', since, 15_000)} ms after its return`);
    assert.equal((await told(page)).includes('error'), false);
  }));

await scenario('on localhost: another port is the same site, another name is not, and both hear the truth', async () => {
  const here = await RelyingParty.start({ https: false, host: 'localhost' });
  const there = await RelyingParty.start({ https: false, host: '127.0.0.1' });
  const local = await Provider.start({
    https: false, host: 'localhost',
    clients: [{ id: 'here', redirect: here.redirect }, { id: 'there', redirect: there.redirect }],
  });
  for (const [rp, client] of [[here, 'here'], [there, 'there']]) {
    for (const cookies of ['blocked', 'allowed']) {
      await signedIn(cookies, rp, client, async ({ page, text }) => {
        await watch(page, local, text);
        await until(page, 'unchanged', 0);
        await local.cli('user', 'sign-out', person.name);
        await until(page, 'changed', 0);
      }, local);
    }
  }
  here.stop();
  there.stop();
  await local.stop();
});

if (process.env.KEEP_LOG) console.log((await import('node:fs')).readFileSync(op.log, 'utf8'));
await op.stop();
[near, far, plain].forEach((rp) => rp.stop());
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
