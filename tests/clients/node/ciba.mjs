// An app that names a person, who answers on a page of theirs (CIBA), as openid-client has it: poll, with the code that the
// person made for such apps. Told by the environment as client.mjs is; the client is `desk`.

import assert from 'node:assert/strict';
import * as oidc from 'openid-client';
import { Person } from './person.mjs';
import { discover, issuer, person } from './relying-party.mjs';
import { finish, scenario } from './scenarios.mjs';

const config = await discover('desk');
const ada = new Person(person);
let code;

const ask = (parameters) =>
  oidc.initiateBackchannelAuthentication(config, { scope: 'openid email offline_access', login_hint: 'ada', ...parameters });

/** Ada looks at the newest request and answers it; the page that she looked at. */
async function answer(decision) {
  const waiting = await ada.open(`${issuer}/account/requests`);
  const looked = await ada.send(waiting, 'name="request"');
  await ada.send(looked, 'id="allow"', { decision });
  return looked.html;
}

await scenario('openid-client: who made a code for such apps is asked with it, and without it nobody', async () => {
  await assert.rejects(ask({}), { error: 'missing_user_code' });
  await assert.rejects(ask({ user_code: '12345678' }), { error: 'invalid_user_code' });
  const made = await ada.send(await ada.open(`${issuer}/account/security`), 'id="make-user-code"');
  [, code] = /id="new-user-code">[^<]*<b>([^<]*)<\/b>/.exec(made.html) ?? assert.fail(made.html);
  assert.match(code, /^\d{4}\s\d{4}$/);
});

await scenario('openid-client: an app polls while the person compares the message and allows it', async () => {
  const request = await ask({ user_code: code, binding_message: 'W4SCT' });
  const polled = oidc.pollBackchannelAuthenticationGrant(config, { ...request, interval: 0.2 });
  const [page, tokens] = await Promise.all([answer('allow'), polled]);
  assert.ok(page.includes('W4SCT'), 'the message of the request');
  assert.equal(tokens.claims()['urn:openid:params:jwt:claim:auth_req_id'], undefined, 'that is for push');
  assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).email, person.email);
  assert.ok(await oidc.refreshTokenGrant(config, tokens.refresh_token));
});

await scenario('openid-client: an app is told that the person refused', async () => {
  const request = await ask({ user_code: code });
  await answer('deny');
  const polled = oidc.pollBackchannelAuthenticationGrant(config, { ...request, interval: 0.2 });
  await assert.rejects(polled, { error: 'access_denied' });
});

finish();
