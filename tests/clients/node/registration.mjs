// Clients that register themselves, by openid-client: with and without an initial access token, by every kind of proof,
// with protection of their own; and what the registration access token does afterwards (RFC 7592), which the library has
// no functions for. Told by the environment as client.mjs is, and KEYS_DIR, LATCHKEY_BIN and CONFIG.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as oidc from 'openid-client';
import { arrive, clientKey, headerOf, issuer, named, newRequest, person, redirectUri, signIn } from './relying-party.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const jwks = JSON.parse(readFileSync(`${required('KEYS_DIR')}/jwks.json`));
const APP = { client_name: 'An app that came by itself', redirect_uris: [redirectUri] };

/** A fresh one, from the operator's command line; good for one client. */
const newInitialAccessToken = () =>
  execFileSync(required('LATCHKEY_BIN'), ['client', 'token', '-c', required('CONFIG')], { encoding: 'utf8' }).match(/lki_\S+/)[0];

async function register(metadata, authentication, { initialAccessToken, execute = [] } = {}) {
  const options = { initialAccessToken, execute: [oidc.allowInsecureRequests, ...execute] };
  const config = await oidc.dynamicClientRegistration(new URL(issuer), { ...APP, ...metadata }, authentication, options);
  oidc.enableNonRepudiationChecks(config);
  return config;
}

/** What a client does to its registration: the status, and the JSON if there is any. */
async function manage(registered, method, metadata) {
  const headers = { authorization: `Bearer ${registered.registration_access_token}`, 'content-type': 'application/json' };
  const response = await fetch(registered.registration_client_uri, { method, headers, body: JSON.stringify(metadata) });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text), challenge: response.headers.get('www-authenticate') };
}

await scenario('openid-client: an app registers with no more than its redirect URI, and signs in', async () => {
  const config = await register({}, undefined);
  const { client_secret, ...registered } = config.clientMetadata();
  assert.ok(client_secret.length >= 32);
  for (const [name, value] of Object.entries({
    ...APP,
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256',
    application_type: 'web',
    subject_type: 'public',
    client_secret_expires_at: 0,
  })) assert.deepEqual(registered[name], value, name);
  const basic = oidc.ClientSecretBasic();
  const confidential = new oidc.Configuration(config.serverMetadata(), registered.client_id, client_secret, basic);
  oidc.allowInsecureRequests(confidential);
  const tokens = await signIn(confidential);
  assert.equal((await oidc.fetchUserInfo(confidential, tokens.access_token, tokens.claims().sub)).email, person.email);
});

await scenario('openid-client: an initial access token is good for its one client, and nonsense for none', async () => {
  const initialAccessToken = newInitialAccessToken();
  assert.ok((await register({}, undefined, { initialAccessToken })).clientMetadata().client_id);
  for (const spent of [initialAccessToken, 'lki_nonsense']) {
    await assert.rejects(register({}, undefined, { initialAccessToken: spent }), { status: 401 });
  }
});

const byKey = async (alg) => [{ jwks, token_endpoint_auth_signing_alg: alg }, oidc.PrivateKeyJwt(await clientKey(alg), named(alg))];
for (const [method, metadata, authentication] of [
  ['client_secret_post', {}, undefined],
  // The library learns the secret only from the answer, so this reads it there.
  ['client_secret_jwt', {}, (as, client, ...rest) => oidc.ClientSecretJwt(client.client_secret)(as, client, ...rest)],
  ['none', {}, oidc.None()],
  ['private_key_jwt', ...(await byKey('PS256'))],
  ['private_key_jwt', ...(await byKey('ES256'))],
  ['private_key_jwt', ...(await byKey('EdDSA'))],
  ['private_key_jwt', ...(await byKey('Ed25519'))],
]) {
  const sentence = [method, metadata.token_endpoint_auth_signing_alg].filter(Boolean).join(' by ');
  await scenario(`openid-client: an app registers ${sentence}, signs in and refreshes`, async () => {
    const grants = { token_endpoint_auth_method: method, grant_types: ['authorization_code', 'refresh_token'] };
    const config = await register({ ...metadata, ...grants }, authentication);
    assert.equal(config.clientMetadata().client_secret === undefined, ['none', 'private_key_jwt'].includes(method));
    const tokens = await signIn(config, { scope: 'openid offline_access', prompt: 'consent' });
    assert.equal((await oidc.refreshTokenGrant(config, tokens.refresh_token)).claims().sub, tokens.claims().sub);
  });
}

for (const alg of ['ES256', 'PS256', 'EdDSA', 'Ed25519']) {
  await scenario(`openid-client: an app registers ID tokens and userinfo signed by ${alg}, and encrypted`, async () => {
    const config = await register({
      jwks,
      token_endpoint_auth_method: 'client_secret_post',
      response_types: ['code id_token'],
      grant_types: ['authorization_code', 'implicit'],
      id_token_signed_response_alg: alg,
      id_token_encrypted_response_alg: 'RSA-OAEP-256',
      id_token_encrypted_response_enc: 'A256GCM',
      userinfo_signed_response_alg: alg,
      userinfo_encrypted_response_alg: 'ECDH-ES+A256KW',
    }, undefined, { execute: [oidc.useCodeIdTokenResponseType] });
    assert.equal(config.clientMetadata().userinfo_encrypted_response_enc, 'A128CBC-HS256', 'the default of the specification');
    const kids = ['RSA-OAEP-256', 'ECDH-ES+A256KW'];
    const keys = await Promise.all(kids.map(async (kid) => ({ ...(await clientKey(kid)), alg: kid })));
    oidc.enableDecryptingResponses(config, ['A256GCM', 'A128CBC-HS256'], ...keys);
    const tokens = await signIn(config);
    assert.equal(headerOf(oidc.getDecryptedResponses(tokens).id_token.authorization_endpoint).alg, alg);
    const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    assert.equal(headerOf(oidc.getDecryptedResponses(userinfo)).alg, alg);
  });
}

await scenario('openid-client: an app registers pairwise subjects, and gets another sub than everybody else', async () => {
  const subjects = [];
  for (const subject_type of ['public', 'pairwise']) {
    const config = await register({ subject_type, token_endpoint_auth_method: 'client_secret_post' });
    subjects.push((await signIn(config)).claims().sub);
  }
  assert.notEqual(subjects[0], subjects[1]);
});

await scenario('openid-client: what cannot be registered is refused by its name', async () => {
  for (const [metadata, error] of [
    [{ redirect_uris: [`${redirectUri}#part`] }, 'invalid_redirect_uri'],
    [{ redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    [{ redirect_uris: [] }, 'invalid_redirect_uri'],
    [{ id_token_signed_response_alg: 'none' }, 'invalid_client_metadata'],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
    [{ jwks, jwks_uri: 'https://app.example/jwks' }, 'invalid_client_metadata'],
    [{ response_types: ['id_token'], grant_types: ['authorization_code'] }, 'invalid_client_metadata'],
  ]) await assert.rejects(register(metadata), { status: 400, error }, JSON.stringify(metadata));
});

await scenario('openid-client: an app reads, changes and removes its registration', async () => {
  const config = await register({ token_endpoint_auth_method: 'client_secret_post' });
  const first = config.clientMetadata();
  const read = await manage(first, 'GET');
  assert.equal(read.status, 200);
  assert.equal(read.body.client_name, APP.client_name);

  const changed = await manage(first, 'PUT', {
    ...APP,
    client_id: first.client_id,
    client_name: 'Renamed',
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
  });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.equal(changed.body.client_name, 'Renamed');
  const spent = await manage(first, 'GET');
  assert.equal(spent.status, 401);
  assert.match(spent.challenge, /^Bearer .*invalid_token/);

  const secret = changed.body.client_secret ?? first.client_secret;
  const renamed = new oidc.Configuration(config.serverMetadata(), first.client_id, {
    client_secret: secret,
    id_token_signed_response_alg: 'ES256',
  });
  oidc.allowInsecureRequests(renamed);
  assert.equal(headerOf((await signIn(renamed)).id_token).alg, 'ES256');
  assert.equal((await manage(changed.body, 'PUT', { ...APP, client_id: 'another' })).status, 400);

  const { parameters, checks } = await newRequest();
  const waiting = await arrive(oidc.buildAuthorizationUrl(renamed, parameters));
  assert.equal((await manage(changed.body, 'DELETE')).status, 204);
  assert.equal((await manage(changed.body, 'GET')).status, 401);
  await assert.rejects(oidc.authorizationCodeGrant(renamed, waiting, checks), { status: 401 });
  const again = await fetch(oidc.buildAuthorizationUrl(renamed, parameters), { redirect: 'manual' });
  assert.equal(again.status, 400, 'nobody is sent to an app that is gone');
});

finish();
