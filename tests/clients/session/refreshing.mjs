// Refresh tokens in a browser that holds them in several tabs, and over a network that loses answers: oidc-client-ts.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario } from '../node/scenarios.mjs';
import { send } from './visitor.mjs';
import { Provider, RelyingParty, folder, openBrowser, person } from './world.mjs';

const app = await RelyingParty.start({ https: true, host: 'app.op.test' });
const op = await Provider.start({
  https: true,
  host: 'op.test',
  clients: [],
  more: `
[tokens]
refresh_token = { reuse_grace = "2s" }
[[clients]]
client_id = "tabs"
redirect_uris = ["${app.origin}/oidc"]
token_endpoint_auth_method = "none"
scope = "openid offline_access"
`,
});
app.oidcPage = `<!doctype html><html lang="en"><title>RP</title><body><script src="/oidc-client-ts.js"></script><script>
  var manager = new oidc.UserManager({
    authority: '${op.issuer}', client_id: 'tabs', redirect_uri: '${app.origin}/oidc', scope: 'openid offline_access',
    userStore: new oidc.WebStorageStateStore({ store: localStorage }), automaticSilentRenew: false,
  });
  function works(user) {
    return fetch('${op.issuer}/userinfo', { headers: { authorization: 'Bearer ' + user.access_token } }).then(function (answer) { return answer.status; });
  }
  if (location.search.indexOf('code=') > 0) manager.signinCallback().then(function () {
    history.replaceState(null, '', '/oidc');
    document.body.insertAdjacentHTML('beforeend', '<p id="at-client">signed in</p>');
  });
  else manager.getUser().then(function (user) {
    if (user) document.body.insertAdjacentHTML('beforeend', '<p id="at-client">signed in</p>');
    else manager.signinRedirect({ prompt: 'consent' });
  });
</script></body>`;

/** Two tabs of one browser that share what the library keeps. */
async function inTwoTabs(run) {
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    const first = await browser.newPage();
    await first.goto(`${app.origin}/oidc`);
    await first.fill('#username', person.name);
    await first.fill('#password', person.password);
    await first.click('#login');
    await first.click('#allow');
    await first.locator('#at-client').waitFor();
    const second = await browser.newPage();
    await second.goto(`${app.origin}/oidc`);
    await second.locator('#at-client').waitFor();
    await run(first, second);
  } finally {
    await browser.close();
  }
}
/** Refreshes; what came works at once. */
const refresh = (tab) => tab.evaluate(`manager.signinSilent().then(function (user) {
  return works(user).then(function (status) { return { status: status, access: user.access_token }; });
})`);

await scenario('oidc-client-ts: two tabs refresh at once, again and again: both stay signed in, and hold what works', () =>
  inTwoTabs(async (first, second) => {
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([refresh(first), refresh(second), refresh(first), refresh(second)]);
      assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 200], `round ${round}`);
      assert.equal(new Set(answers.map(({ access }) => access)).size, 4, 'an access token each');
    }
  }));

await scenario('oidc-client-ts: every third answer is lost: the app refreshes again and stays signed in', () =>
  inTwoTabs(async (tab) => {
    let asked = 0, lost = 0;
    await tab.route('**/token', async (route) => {
      asked += 1;
      if (asked % 3 !== 0) return route.continue();
      lost += 1;
      const request = route.request();
      const answer = await send(op, '/token', { method: 'POST', body: request.postData(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
      assert.equal(answer.status, 200, 'the server has answered');
      return route.abort('connectionreset');
    });
    for (let round = 0; round < 12; round += 1) {
      const answer = await refresh(tab).catch(() => refresh(tab));
      assert.equal(answer.status, 200, `round ${round}`);
    }
    assert.ok(lost >= 4);
  }));

await scenario('a copy of a refresh token that is used late ends what it belongs to', () =>
  inTwoTabs(async (tab) => {
    const copy = await tab.evaluate('manager.getUser().then(function (user) { return user.refresh_token; })');
    await refresh(tab);
    await new Promise((done) => { setTimeout(done, 3500); });
    const status = await tab.evaluate(([issuer, token]) => fetch(`${issuer}/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token, client_id: 'tabs' }),
    }).then((answer) => answer.json()), [op.issuer, copy]);
    assert.equal(status.error, 'invalid_grant');
    await assert.rejects(refresh(tab), /invalid_grant|refresh/i);
  }));

await op.stop();
app.stop();
rmSync(folder, { recursive: true, force: true });
finish();
