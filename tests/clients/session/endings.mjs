// How a login ends, and who hears of it: by the person in another browser, by the clock, and by a process that is
// killed with a logout token in hand.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { finish, scenario } from '../node/scenarios.mjs';
import { Provider, RelyingParty, SOON, arrive, authorize, folder, freePort, openBrowser, pause, person, told, until, watch, withPage } from './world.mjs';

const figures = [];
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const start = (more = {}) => Provider.start({ https: true, host: 'op.test', clients: [{ id: 'far', redirect: far.redirect }], ...more });
const op = await start();

for (const cookies of ['blocked', 'allowed']) {
  await scenario(`signing out all other devices, in another browser, is heard here within a second (${cookies} cookies)`, () =>
    withPage({ cookies, rp: far, client: 'far', provider: op }, async ({ page, text }) => {
      await watch(page, op, text);
      await until(page, 'unchanged', 0);
      await pause(500);
      const elsewhere = await openBrowser({ cookies: 'blocked' });
      try {
        const account = await elsewhere.newPage();
        await arrive(account, authorize(op, 'far', far.redirect));
        assert.deepEqual([...new Set(await told(page))], ['unchanged'], 'a second sign-in elsewhere is none of its business');
        await account.goto(`${op.issuer}/`);
        const since = Date.now();
        await account.click('form[action$="/account/sessions/end-others"] button');
        const took = await until(page, 'changed', since, 5000);
        figures.push(`signed out by the person in another browser (${cookies}): ${took} ms after the click`);
        assert.ok(took <= SOON, `${took} ms`);
        await account.goto(`${op.issuer}/`);
        assert.match(await account.locator('main').innerText(), /signed in only here/, 'that browser stays signed in');
      } finally {
        await elsewhere.close();
      }
    }));
}

await scenario('a login that runs out is heard within a second of it, without a request by anyone', async () => {
  const life = 60_000; // the shortest that the configuration takes
  const brief = await start({ session: `idle = "${life / 1000}s"\nabsolute = "${life / 1000}s"` });
  try {
    await withPage({ cookies: 'blocked', rp: far, client: 'far', provider: brief }, async ({ page, text }) => {
      const arrived = Date.now();
      await watch(page, brief, text, 0);
      await until(page, 'unchanged', 0);
      await pause(3000);
      const quiet = brief.lines();
      assert.deepEqual(await told(page), ['unchanged']);
      const took = await until(page, 'changed', arrived, life + 3000);
      // The login is a little older than the page, and its life counts in whole seconds.
      assert.ok(took <= life + SOON, `${took} ms after arriving`);
      figures.push(`a login of ${life} ms: changed ${took} ms after its page was there`);
      assert.ok(brief.lines() - quiet <= 2, 'only the line that says so');
    });
  } finally {
    await brief.stop();
  }
});

await scenario('a logout token that was due when the process was killed arrives after the restart, once', async () => {
  const rp = await RelyingParty.start({ https: false, host: 'localhost' });
  const port = await freePort();
  const local = await Provider.start({
    https: false, host: 'localhost', clients: [],
    more: `
[[clients]]
client_id = "told"
redirect_uris = ["${rp.redirect}"]
token_endpoint_auth_method = "none"
consent = "skip"
backchannel_logout_uri = "http://127.0.0.1:${port}/out"
`,
  });
  const browser = await openBrowser({ cookies: 'blocked' });
  const bodies = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => { body += chunk; });
    request.on('end', () => { bodies.push(body); response.end(); });
  });
  try {
    const back = await arrive(await browser.newPage(), authorize(local, 'told', rp.redirect));
    const body = new URLSearchParams({
      grant_type: 'authorization_code', code: back.get('code'), client_id: 'told', redirect_uri: rp.redirect,
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    });
    assert.equal((await fetch(`${local.issuer}/token`, { method: 'POST', body })).status, 200);
    await local.cli('user', 'sign-out', person.name);
    await pause(500);
    assert.match(await local.cli('session', 'untold'), /told/, 'nobody listens yet');
    await local.stop('SIGKILL');
    await new Promise((listening) => receiver.listen(port, '127.0.0.1', listening));
    await local.run();
    const since = Date.now();
    while (!bodies.length && Date.now() - since < 30_000) await pause(100);
    figures.push(`killed with a logout token due: it arrived ${Date.now() - since} ms after the restart`);
    await pause(2000);
    assert.equal(bodies.length, 1);
    assert.match(bodies[0], /^logout_token=[\w.-]+$/);
    assert.deepEqual(JSON.parse(await local.cli('session', 'untold', '--output', 'json')), []);
  } finally {
    await browser.close();
    receiver.closeAllConnections();
    receiver.close();
    rp.stop();
    await local.stop();
  }
});

await op.stop();
far.stop();
figures.forEach((figure) => console.log(`# ${figure}`));
rmSync(folder, { recursive: true, force: true });
finish();
