// Every response type in every response mode, by openid-client where it has the flow (code, id_token, code id_token); the
// others' answers are checked by jose, and their codes redeemed by openid-client. The clients are `flows` and `spa`.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { authorize, openBrowser } from './browser.mjs';
import { arrive, discover, issuer, newRequest, person, redirectUri } from './relying-party.mjs';
import { finish, scenario } from './scenarios.mjs';

const config = await discover('flows');
const implicit = await discover('flows', undefined, {}, oidc.useIdTokenResponseType);
const hybrid = await discover('flows', undefined, {}, oidc.useCodeIdTokenResponseType);
const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));

/** Where the answer stands in what reached the client, and the answer. */
async function answerIn(reached) {
  if (reached instanceof Request) return ['form_post', new URLSearchParams(await reached.clone().text())];
  assert.ok(!reached.search || !reached.hash, `in one place only: ${reached}`);
  return reached.hash ? ['fragment', new URLSearchParams(reached.hash.slice(1))] : ['query', reached.searchParams];
}

/** at_hash and c_hash with RS256: the left half of the SHA-256. Core §3.3.2.11. */
const leftHalf = (text) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

/** The claims of an ID token from the authorization endpoint, bound to what came with it. */
async function frontClaims(answer, clientId, nonce) {
  const { payload } = await jwtVerify(answer.get('id_token'), keys, { issuer, audience: clientId, algorithms: ['RS256'] });
  assert.equal(payload.nonce, nonce);
  if (answer.has('access_token')) assert.equal(payload.at_hash, leftHalf(answer.get('access_token')));
  if (answer.has('code')) assert.equal(payload.c_hash, leftHalf(answer.get('code')));
  return payload;
}

/** The claims that openid-client ends with: of the ID token itself, or of the one that it gets for the code. */
async function claimsByLibrary(type, reached, answer, checks) {
  if (type === 'id_token') return oidc.implicitAuthentication(implicit, reached, checks.expectedNonce, checks);
  if (type === 'code id_token') return (await oidc.authorizationCodeGrant(hybrid, reached, checks)).claims();
  const back = new URL(redirectUri);
  for (const name of ['code', 'state', 'iss']) back.searchParams.set(name, answer.get(name));
  const response = reached instanceof Request && type === 'code' ? reached : back;
  return (await oidc.authorizationCodeGrant(config, response, checks)).claims();
}

const MODES = { code: ['query', 'fragment', 'form_post'], none: ['query', 'fragment', 'form_post'] };
const TYPES = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token', 'none'];
const everyMode = TYPES.flatMap((type) => (MODES[type] ?? ['fragment', 'form_post']).map((mode) => [type, mode]));
const byDefault = TYPES.map((type) => [type, undefined]);

for (const [type, mode] of [...everyMode, ...byDefault]) {
  const expected = mode ?? (MODES[type] ? 'query' : 'fragment');
  const asked = mode ? { response_type: type, response_mode: mode } : { response_type: type };
  const sentence = `response_type=${type} ${mode ? `in ${mode}` : 'where no mode is named'}`;

  await scenario(`openid-client: ${sentence}`, async () => {
    const { parameters, checks } = await newRequest(asked);
    const reached = await arrive(oidc.buildAuthorizationUrl(config, parameters));
    const [place, answer] = await answerIn(reached);
    assert.equal(place, expected);
    const named = type === 'none' ? [] : type.split(' ').map((part) => (part === 'token' ? 'access_token' : part));
    const came = ['code', 'id_token', 'access_token'].filter((name) => answer.has(name));
    assert.deepEqual(came.sort(), named.sort());
    assert.equal(answer.get('state'), checks.expectedState);
    assert.equal(answer.get('iss'), issuer);
    assert.match(answer.get('session_state'), /^[^ ]+\.[^ ]+$/);
    if (type === 'none') {
      oauth.validateAuthResponse(config.serverMetadata(), { client_id: 'flows' }, answer, checks.expectedState);
      return;
    }
    const front = answer.has('id_token') ? await frontClaims(answer, 'flows', checks.expectedNonce) : undefined;
    if (answer.has('access_token')) {
      assert.equal(answer.get('token_type').toLowerCase(), 'bearer');
      assert.ok(Number(answer.get('expires_in')) > 0);
      const { email } = await oidc.fetchUserInfo(config, answer.get('access_token'), front?.sub ?? oidc.skipSubjectCheck);
      assert.equal(email, person.email);
    }
    if (type === 'id_token token') return;
    const claims = await claimsByLibrary(type, reached, answer, checks);
    if (front) assert.deepEqual([claims.iss, claims.sub], [front.iss, front.sub], 'both ID tokens speak of the same person');
    // Core §5.4: without an access token, the claims of the scope are in the ID token.
    if (type === 'id_token') assert.equal(claims.email, person.email);
  });

  await scenario(`openid-client: ${sentence} fails there too`, async () => {
    const { parameters, checks } = await newRequest({ ...asked, prompt: 'none' });
    const [place, answer] = await answerIn(await arrive(oidc.buildAuthorizationUrl(config, parameters)));
    assert.equal(place, expected);
    assert.throws(
      () => oauth.validateAuthResponse(config.serverMetadata(), { client_id: 'flows' }, answer, checks.expectedState),
      { error: 'login_required' },
    );
  });
}

for (const type of TYPES.filter((name) => !MODES[name])) {
  await scenario(`openid-client: response_type=${type} never puts anything into the query`, async () => {
    const { parameters } = await newRequest({ response_type: type, response_mode: 'query' });
    const [place, answer] = await answerIn(await arrive(oidc.buildAuthorizationUrl(config, parameters)));
    assert.equal(answer.get('error'), 'invalid_request');
    assert.equal(place, 'fragment');
  });
}

for (const type of TYPES.filter((name) => name.includes('id_token'))) {
  await scenario(`openid-client: response_type=${type} needs a nonce`, async () => {
    const { parameters } = await newRequest({ response_type: type });
    delete parameters.nonce;
    const [, answer] = await answerIn(await arrive(oidc.buildAuthorizationUrl(config, parameters)));
    assert.equal(answer.get('error'), 'invalid_request');
  });
}

await scenario('openid-client: a client gets no response type that it did not register', async () => {
  const spa = await discover('spa', oidc.None());
  const { parameters } = await newRequest({ response_type: 'code' });
  const [, answer] = await answerIn(await arrive(oidc.buildAuthorizationUrl(spa, parameters)));
  assert.equal(answer.get('error'), 'unauthorized_client');
});

const browser = await openBrowser();
for (const mode of ['fragment', 'form_post']) {
  await scenario(`openid-client: a page without a server signs in by id_token in ${mode}, in a real browser`, async () => {
    const spa = await discover('spa', oidc.None(), {}, oidc.useIdTokenResponseType);
    const { parameters, checks } = await newRequest({ response_mode: mode });
    const url = oidc.buildAuthorizationUrl(spa, parameters);
    assert.equal(url.searchParams.get('response_type'), 'id_token');
    const { url: reached } = await authorize(await browser.newContext(), url, redirectUri, person);
    const claims = await oidc.implicitAuthentication(spa, reached, checks.expectedNonce, checks);
    assert.equal(claims.email, person.email);
  });
}
await browser.close();
finish();
