// Where the iframe lives: beside other apps, in pages and engines of every kind, with the cookies that it reads.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { finish, scenario } from '../node/scenarios.mjs';
import { Provider, RelyingParty, SOON, arrive, ask, authorize, folder, freePort, inFrame, openBrowser, pause, person, told, until, watch, withPage } from './world.mjs';

const figures = [];
const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const plain = await RelyingParty.start({ https: false, host: 'localhost' });
const many = Array.from({ length: 10 }, (_, i) => `https://rp${i}.example:${far.port}`);
const op = await Provider.start({
  https: true,
  host: 'op.test',
  clients: [
    { id: 'near', redirect: near.redirect }, { id: 'far', redirect: far.redirect }, { id: 'plain', redirect: plain.redirect },
    ...many.map((origin, i) => ({ id: `rp${i}`, redirect: `${origin}/cb` })),
  ],
});

await scenario('the cookies over https and over loopback http are as the decision on session_state says', () =>
  withPage({ cookies: 'blocked', rp: far, client: 'far', provider: op }, async ({ browser }) => {
    const shape = ({ name, secure, httpOnly, sameSite, path, domain }) => ({ name, secure, httpOnly, sameSite, path, domain });
    const jar = (await browser.cookies(op.issuer)).map(shape).sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(jar, [
      { name: op.cookie('lk_bs'), secure: true, httpOnly: false, sameSite: 'None', path: '/', domain: 'op.test' },
      { name: op.cookie('lk_known'), secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'op.test' },
      { name: op.cookie('lk_sid'), secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'op.test' },
    ]);
    const local = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'plain', redirect: plain.redirect }] });
    await arrive(await browser.newPage(), authorize(local, 'plain', plain.redirect));
    const plainJar = (await browser.cookies(local.issuer)).map(shape).sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(plainJar, [
      { name: local.cookie('lk_bs'), secure: false, httpOnly: false, sameSite: 'Lax', path: '/', domain: 'localhost' },
      { name: local.cookie('lk_known'), secure: false, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' },
      { name: local.cookie('lk_sid'), secure: false, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' },
    ]);
    await local.stop();
  }));

for (const cookies of ['blocked', 'allowed']) {
  await scenario(`prompt=none in a frame is login_required on another site and a code on the same, as a redirect a code on both (${cookies} cookies)`, async () => {
    for (const [rp, client, expected] of [[far, 'far', 'login_required'], [near, 'near', null]]) {
      await withPage({ cookies, rp, client, provider: op }, async ({ page }) => {
        const silent = authorize(op, client, rp.redirect, { prompt: 'none' });
        assert.equal((await inFrame(page, silent)).get('error'), expected, client);
        assert.ok((await arrive(page, silent)).get('code'), client);
      });
    }
  });
}

await scenario('two providers on two ports of localhost in one browser: what happens at one changes nothing at the other', async () => {
  const clients = [{ id: 'plain', redirect: plain.redirect }];
  const [one, other] = [await Provider.start({ https: false, host: 'localhost', clients }), await Provider.start({ https: false, host: 'localhost', clients })];
  try {
    await withPage({ cookies: 'blocked', rp: plain, client: 'plain', provider: one }, async ({ browser, page, text }) => {
      await watch(page, one, text);
      await until(page, 'unchanged', 0);
      const second = await browser.newPage();
      const back = await arrive(second, authorize(other, 'plain', plain.redirect), 'ben');
      await watch(second, other, `plain ${back.get('session_state')}`);
      await until(second, 'unchanged', 0);
      await pause(1500);
      const still = async () => (await arrive(await browser.newPage(), authorize(one, 'plain', plain.redirect, { prompt: 'none' }))).get('code');
      assert.ok(await still(), 'signed in at the first after a sign-in at the second');
      const away = await browser.newPage();
      await away.goto(`${other.issuer}/end-session`);
      const since = Date.now();
      await away.click('#logout-yes');
      await until(second, 'changed', since);
      await pause(1500);
      assert.ok(await still(), 'and after a sign-out there');
      assert.deepEqual([...new Set(await told(page))], ['unchanged']);
      assert.equal((await one.cli('session', 'list')).split('\n').filter((line) => line.includes(person.name)).length, 1, 'no orphaned login');
    });
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
});

// The page that Session Management §4 has in mind, in the form in which it is handed around: it asks as it loads and
// then once a minute, and tells the three answers apart.
const handedAround = (issuer, clientId, sessionState) => `<!DOCTYPE html><html><head><meta charset="ISO-8859-1"><title>RP Iframe</title></head>
<body onload="javascript:startChecking()"><iframe id="op-iframe" src="${issuer}/check-session-iframe/" frameborder="0" width="0" height="0"></iframe></body>
<script>
  var seen = [], targetOP = "${issuer}";
  window.addEventListener("message", function (event) { if (event.origin === targetOP) seen.push(event.data); }, false);
  function checkStatus() {
    document.getElementById('op-iframe').contentWindow.postMessage('${clientId}' + ' ' + '${sessionState}', targetOP);
  }
  function startChecking() { checkStatus(); setInterval('checkStatus()', 1000 * 60); }
</script></html>`;

await scenario('a page that asks once a minute at localhost:8000: unchanged, changed after sign-out, error for empty values', async () => {
  const isFree = await new Promise((done) => {
    const probe = createServer().once('error', () => done(false)).listen(8000, '127.0.0.1', () => probe.close(() => done(true)));
  });
  const local = await Provider.start({
    https: false, host: 'localhost', port: isFree ? 8000 : null, clients: [{ id: 'plain', redirect: plain.redirect }],
  });
  try {
    await withPage({ cookies: 'blocked', rp: plain, client: 'plain', provider: local }, async ({ browser, text }) => {
      const [client, state] = text.split(' ');
      const page = await browser.newPage();
      plain.oidcPage = handedAround(local.issuer, client, state);
      await page.goto(`${plain.origin}/oidc`);
      await page.waitForFunction('seen.length > 0');
      assert.deepEqual(await page.evaluate('seen'), ['unchanged']);
      await pause(1000);
      const away = await browser.newPage();
      await away.goto(`${local.issuer}/end-session`);
      await away.click('#logout-yes');
      await page.waitForFunction('seen.length > 1', undefined, { timeout: 5000 });
      assert.deepEqual(await page.evaluate('seen'), ['unchanged', 'changed']);
      plain.oidcPage = handedAround(local.issuer, '', '');
      await page.goto(`${plain.origin}/oidc`);
      await page.waitForFunction('seen.length > 0');
      assert.deepEqual(await page.evaluate('seen'), ['error']);
    });
  } finally {
    await local.stop();
  }
});

await scenario("the demo app's light follows the session: on the provider's own origin, and on one of its own", async () => {
  for (const own of [null, await freePort()]) {
    const local = await Provider.start({ https: false, host: 'localhost', clients: [], flags: own ? [`--demo-listen :${own}`] : [] });
    const browser = await openBrowser({ cookies: 'blocked' });
    try {
      const page = await browser.newPage();
      await page.goto(own ? `http://localhost:${own}/demo` : `${local.issuer}/demo`);
      await page.click('button[value=plain]');
      await page.fill('#username', person.name);
      await page.fill('#password', person.password);
      await page.click('#login');
      await page.locator('[data-light=green], #allow').first().waitFor();
      if (await page.locator('#allow').count()) await page.click('#allow');
      await page.locator('[data-light=green]').waitFor();
      await pause(500);
      const since = Date.now();
      await local.cli('user', 'sign-out', person.name);
      await page.locator('[data-light=red]').waitFor({ timeout: 5000 });
      figures.push(`the demo app's light turned red ${Date.now() - since} ms after the command began`);
    } finally {
      await browser.close();
      await local.stop();
    }
  }
});

for (const cookies of ['blocked', 'allowed']) {
  await scenario(`an https provider in a page of plain http (loopback): unchanged, then changed (${cookies} cookies)`, () =>
    withPage({ cookies, rp: plain, client: 'plain', provider: op }, async ({ page, text }) => {
      await watch(page, op, text);
      await until(page, 'unchanged', 0);
      await pause(500);
      assert.deepEqual([...new Set(await told(page))], ['unchanged']);
      await op.cli('user', 'sign-out', person.name);
      await until(page, 'changed', 0);
    }));
}

await scenario('an engine without fetch, storage access and locks answers from the cookie at the first question, the server silent', () =>
  withPage({ cookies: 'allowed', rp: near, client: 'near', provider: op }, async ({ browser, page, text }) => {
    await browser.addInitScript(() => {
      for (const name of ['fetch', 'SharedWorker', 'EventSource']) Object.defineProperty(window, name, { value: undefined });
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
      Document.prototype.hasStorageAccess = undefined;
    });
    await page.route('**/check-session-iframe/*', (route) => route.abort());
    await page.reload();
    await watch(page, op, text, 0);
    assert.equal(await ask(page, text), 'unchanged');
    const away = await browser.newPage();
    await away.goto(`${op.issuer}/end-session`);
    await away.click('#logout-yes');
    await away.locator('h1', { hasText: 'signed out' }).waitFor();
    assert.equal(await ask(page, text), 'changed', 'the cookie told it');
  }));

await scenario('ten apps of ten sites in one browser over HTTP/1.1: all answered, the login page loads, all told', async () => {
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    const pages = [];
    for (const [i, origin] of many.entries()) {
      const page = await browser.newPage();
      const back = await arrive(page, authorize(op, `rp${i}`, `${origin}/cb`));
      await watch(page, op, `rp${i} ${back.get('session_state')}`, 2000);
      await until(page, 'unchanged', 0);
      pages.push(page);
    }
    await pause(1500);
    const stranger = await browser.newPage();
    const since = Date.now();
    await stranger.goto(authorize(op, 'far', far.redirect, { prompt: 'login' }));
    await stranger.locator('#login').waitFor();
    figures.push(`ten apps watching: the login page was there after ${Date.now() - since} ms`);
    const began = Date.now();
    await op.cli('user', 'sign-out', person.name);
    const commanded = Date.now() - began;
    for (const page of pages) {
      const took = await until(page, 'changed', began, 5000);
      assert.ok(took <= commanded + SOON, `${took} ms`);
    }
  } finally {
    await browser.close();
  }
});

await scenario('a network that has all its streams open: the next app asks instead, and hears the truth', async () => {
  const narrow = await Provider.start({
    https: true, host: 'op.test', more: '[session_management]\nstreams_per_address = 1',
    clients: [{ id: 'near', redirect: near.redirect }, { id: 'far', redirect: far.redirect }],
  });
  try {
    await withPage({ cookies: 'blocked', rp: near, client: 'near', provider: narrow }, async ({ browser, page, text }) => {
      await watch(page, narrow, text);
      await until(page, 'unchanged', 0);
      await pause(1000);
      const second = await browser.newPage();
      const back = await arrive(second, authorize(narrow, 'far', far.redirect));
      await watch(second, narrow, `far ${back.get('session_state')}`);
      await until(second, 'unchanged', 0);
      await pause(1000);
      const since = Date.now();
      await narrow.cli('user', 'sign-out', person.name);
      await until(page, 'changed', since);
      figures.push(`without a stream for want of places: changed after ${await until(second, 'changed', since, 20_000)} ms`);
      for (const one of [page, second]) assert.equal((await told(one)).includes('error'), false);
    });
  } finally {
    await narrow.stop();
  }
});

await scenario('one frame is asked about sixty-four clients, and by a page that comes with new values without end', () =>
  withPage({ cookies: 'blocked', rp: far, client: 'far', provider: op }, async ({ page, text }) => {
    const [client, value] = text.split(' ');
    await watch(page, op, text, 0);
    await until(page, 'unchanged', 0);
    // The third letter is never the true one: by chance the first two may be.
    const untrue = (value[2] === 'A' ? 'B' : 'A') + value.slice(3);
    const forged = (i) => `${client} ${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}${untrue}`;
    for (let i = 0; i < 70; i += 1) assert.equal(await ask(page, forged(i), 4000), 'changed', `value ${i}`);
    assert.equal(await ask(page, text), 'unchanged', 'the newest counts');
    for (let i = 1; i < 64; i += 1) assert.equal(await ask(page, `client${i} ${value}`, 4000), 'changed', `client ${i}`);
    assert.equal(await ask(page, `client64 ${value}`), 'error');
    assert.equal(await ask(page, text), 'unchanged');
  }));

await op.stop();
[near, far, plain].forEach((rp) => rp.stop());
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
