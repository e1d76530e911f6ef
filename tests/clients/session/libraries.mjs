// Libraries that relying parties use, in a real Chromium: oidc-client-ts with monitorSession, and the logout tokens
// that express-openid-connect takes.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario } from '../node/scenarios.mjs';
import { Provider, RelyingParty, folder, freePort, library, openBrowser, pause, person } from './world.mjs';

const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const op = await Provider.start({
  https: true,
  host: 'op.test',
  clients: [near, far].map((rp) => ({ id: rp === near ? 'near' : 'far', redirect: [`${rp.origin}/oidc`, `${rp.origin}/oidc-silent`] })),
});
for (const [rp, client] of [[near, 'near'], [far, 'far']]) {
  rp.oidcPage = `<!doctype html><html lang="en"><title>RP</title><script src="/oidc-client-ts.js"></script><script>
    var events = [], manager = new oidc.UserManager({
      authority: '${op.issuer}', client_id: '${client}', redirect_uri: '${rp.origin}/oidc', silent_redirect_uri: '${rp.origin}/oidc-silent',
      scope: 'openid', monitorSession: true, checkSessionIntervalInSeconds: 1, query_status_response_type: 'code',
    });
    ['SignedOut', 'SessionChanged'].forEach(function (name) {
      manager.events['addUser' + name](function () { events.push(name); });
    });
    if (location.pathname === '/oidc-silent') manager.signinSilentCallback();
    else if (location.search.indexOf('code=') > 0) manager.signinCallback().then(function (user) {
      history.replaceState(null, '', '/oidc');
      document.body.insertAdjacentHTML('beforeend', '<p id="at-client">' + user.profile.sub + '</p>');
    });
    else manager.signinRedirect();
  </script><body></body>`;
}

/** A page of `rp` in which somebody signed in by the library. */
async function signedIn(browser, rp) {
  const page = await browser.newPage();
  await page.goto(`${rp.origin}/oidc`);
  await page.fill('#username', person.name);
  await page.fill('#password', person.password);
  await page.click('#login');
  await page.locator('#at-client').waitFor();
  return page;
}

for (const cookies of ['blocked', 'allowed']) {
  for (const [where, rp] of [['the same site', near], ['another site', far]]) {
    await scenario(`oidc-client-ts: monitorSession signs out once when the login ends elsewhere (${cookies} cookies, ${where})`, async () => {
      const browser = await openBrowser({ cookies });
      try {
        const page = await signedIn(browser, rp);
        await pause(5000);
        assert.deepEqual(await page.evaluate('events'), [], 'a living login leaves it alone');
        await op.cli('user', 'sign-out', person.name);
        await page.waitForFunction('events.length > 0', undefined, { timeout: 15_000 });
        await pause(4000);
        assert.deepEqual(await page.evaluate('events'), ['SignedOut']);
      } finally {
        await browser.close();
      }
    });
  }
}

await scenario('oidc-client-ts: renews a hundred times, hears of no change meanwhile, and then signs out once', async () => {
  const browser = await openBrowser({ cookies: 'allowed' });
  try {
    const page = await signedIn(browser, near);
    const values = await page.evaluate(`(async () => {
      const values = new Set();
      for (let i = 0; i < 100; i += 1) values.add((await manager.signinSilent()).session_state);
      return values.size;
    })()`);
    assert.equal(values, 100, 'each renewal has a value of its own');
    await pause(3000);
    assert.deepEqual(await page.evaluate('events'), []);
    await op.cli('user', 'sign-out', person.name);
    await page.waitForFunction('events.length > 0', undefined, { timeout: 15_000 });
    await pause(4000);
    assert.deepEqual(await page.evaluate('events'), ['SignedOut']);
  } finally {
    await browser.close();
  }
});

await scenario('express-openid-connect: a logout token ends the session of an app with no page open', async () => {
  const express = (await import(library('express'))).default;
  const { auth } = (await import(library('express-openid-connect'))).default;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const local = await Provider.start({
    https: false,
    host: 'localhost',
    clients: [],
    more: `
[[clients]]
client_id = "express"
client_secret = "lks_0123456789abcdef0123456789abcdef"
redirect_uris = ["${origin}/callback"]
post_logout_redirect_uris = ["${origin}"]
backchannel_logout_uri = "${origin}/backchannel-logout"
require_pkce = false
consent = "skip"
`,
  });
  const kept = new Map();
  const store = {
    get: (id, done) => done(null, kept.get(id)),
    set: (id, value, done) => { kept.set(id, value); done(null); },
    destroy: (id, done) => { kept.delete(id); done(null); },
  };
  const app = express();
  app.use(auth({
    issuerBaseURL: local.issuer, baseURL: origin, clientID: 'express', clientSecret: 'lks_0123456789abcdef0123456789abcdef',
    secret: 'only for this test and gone after it', authRequired: true, idpLogout: true, routes: { login: '/login' },
    authorizationParams: { response_type: 'code', scope: 'openid' }, backchannelLogout: { store },
    session: { cookie: { sameSite: 'Lax' } },
  }));
  app.get('/', (request, response) => response.send(`<p id="at-client">${request.oidc.user.sub}</p>`));
  const server = app.listen(port, 'localhost');
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/`);
    await page.fill('#username', person.name);
    await page.fill('#password', person.password);
    await page.click('#login');
    await page.locator('#at-client').waitFor();
    await page.goto('about:blank');
    await local.cli('user', 'sign-out', person.name);
    await pause(1500);
    const untold = await local.cli('session', 'untold', '--output', 'json');
    assert.deepEqual(JSON.parse(untold), [], 'the token was taken');
    await page.goto(`${origin}/`);
    await page.locator('#login').waitFor();
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await local.stop();
  }
});

await op.stop();
near.stop();
far.stop();
rmSync(folder, { recursive: true, force: true });
finish();
