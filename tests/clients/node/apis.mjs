// What an API sees of tokens, by oauth4webapi (which openid-client stands on): a client asks for itself, an API checks
// JWT access tokens with the published keys alone, asks about tokens in JSON and in signed JWTs, and clients give tokens
// back. Told by the environment as client.mjs is; the clients are `jwt`, `machine` and `files-api`.

import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import * as oidc from 'openid-client';
import { authorize, openBrowser } from './browser.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const issuer = new URL(required('ISSUER'));
const person = { username: required('USER_NAME'), password: required('USER_PASSWORD') };
const redirectUri = required('REDIRECT_URI');
const secret = required('CLIENT_SECRET');
const insecure = { [oauth.allowInsecureRequests]: true };
const FILES = 'https://files.example.com';
const PHOTOS = 'https://photos.example.com';

const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
const proof = oauth.ClientSecretBasic(secret);
const config = (clientId) =>
  oidc.discovery(issuer, clientId, undefined, oidc.ClientSecretBasic(secret), { execute: [oidc.allowInsecureRequests] });

/** A call of the API with this token. */
const call = (token) => new Request(`${FILES}/list`, { headers: { authorization: `Bearer ${token}` } });
const checkedByApi = (token, audience = FILES) => oauth.validateJwtAccessToken(as, call(token), audience, insecure);

/** What a client is told of a token, and whether in a JWT whose signature verifies. */
async function told(clientId, token, requestJwtResponse = false) {
  const client = { client_id: clientId };
  const response = await oauth.introspectionRequest(as, client, proof, token, { requestJwtResponse, ...insecure });
  const answer = await oauth.processIntrospectionResponse(as, client, response);
  if (requestJwtResponse) await oauth.validateApplicationLevelSignature(as, response, insecure);
  return answer;
}

const revoke = async (clientId, token) =>
  oauth.processRevocationResponse(await oauth.revocationRequest(as, { client_id: clientId }, proof, token, insecure));

async function signIn(parameters) {
  const browser = await openBrowser();
  try {
    const app = await config('jwt');
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const url = oidc.buildAuthorizationUrl(app, {
      redirect_uri: redirectUri,
      scope: 'openid email offline_access',
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const { url: back } = await authorize(await browser.newContext(), url, redirectUri, person);
    return { app, tokens: await oidc.authorizationCodeGrant(app, back, { pkceCodeVerifier }, parameters) };
  } finally {
    await browser.close();
  }
}

await scenario('oauth4webapi: a client asks for itself and the API checks the JWT with the published keys alone', async () => {
  const machine = await config('machine');
  const tokens = await oidc.clientCredentialsGrant(machine, { resource: FILES, scope: 'files:read' });
  assert.equal(tokens.scope, 'files:read');
  assert.equal(tokens.refresh_token ?? tokens.id_token, undefined);
  const claims = await checkedByApi(tokens.access_token);
  assert.equal(claims.sub, 'machine');
  assert.equal(claims.client_id, 'machine');
  await assert.rejects(checkedByApi(tokens.access_token, PHOTOS), 'another API refuses it');
  await assert.rejects(oidc.clientCredentialsGrant(machine, { resource: PHOTOS }), { error: 'invalid_target' });
  await assert.rejects(oidc.clientCredentialsGrant(machine, { scope: 'openid' }), { error: 'invalid_scope' });
});

await scenario('oauth4webapi: a person\'s token for two APIs, narrowed to one at the refresh, and no ID token passes', async () => {
  const { app, tokens } = await signIn(new URLSearchParams([['resource', FILES], ['resource', PHOTOS]]));
  const both = await checkedByApi(tokens.access_token);
  assert.deepEqual(both.aud, [FILES, PHOTOS]);
  assert.equal(both.sub, tokens.claims().sub);
  await checkedByApi(tokens.access_token, PHOTOS);
  await assert.rejects(checkedByApi(tokens.id_token, 'jwt'), 'an ID token is of another type');
  await assert.rejects(oidc.fetchUserInfo(app, tokens.access_token, both.sub), 'it is not for the provider');
  const one = await oidc.refreshTokenGrant(app, tokens.refresh_token, { resource: PHOTOS });
  assert.equal((await checkedByApi(one.access_token, PHOTOS)).aud, PHOTOS);
  await assert.rejects(checkedByApi(one.access_token), 'it is for the other one');
});

await scenario('oauth4webapi: an API is told of its own tokens, in JSON and signed, and of no others', async () => {
  const { app, tokens } = await signIn({ resource: FILES });
  for (const signed of [false, true]) {
    const seen = await told('files-api', tokens.access_token, signed);
    assert.equal(seen.active, true);
    assert.equal(seen.client_id, 'jwt');
    assert.equal(seen.sub, tokens.claims().sub);
    assert.deepEqual(await told('machine', tokens.access_token, signed), { active: false });
    assert.deepEqual(await told('files-api', tokens.refresh_token, signed), { active: false });
  }
  const others = await oidc.refreshTokenGrant(app, tokens.refresh_token, { resource: PHOTOS });
  assert.deepEqual(await told('files-api', others.access_token), { active: false });
  assert.equal((await told('jwt', others.access_token)).active, true);
});

await scenario('oauth4webapi: a token that was given back is dead, a refresh token with all of its grant', async () => {
  const { app, tokens } = await signIn({ resource: FILES });
  await revoke('machine', tokens.access_token);
  assert.equal((await told('files-api', tokens.access_token)).active, true, 'not the machine\'s to give back');
  await revoke('jwt', tokens.access_token);
  assert.equal((await told('files-api', tokens.access_token)).active, false);
  const next = await oidc.refreshTokenGrant(app, tokens.refresh_token, { resource: FILES });
  await revoke('jwt', next.refresh_token);
  assert.equal((await told('files-api', next.access_token)).active, false);
  await assert.rejects(oidc.refreshTokenGrant(app, next.refresh_token), { error: 'invalid_grant' });
});

await scenario('openid-client: a television gets tokens while a person allows it on another device', async () => {
  const tv = await oidc.discovery(issuer, 'tv', undefined, oidc.None(), { execute: [oidc.allowInsecureRequests] });
  const asked = await oidc.initiateDeviceAuthorization(tv, { scope: 'openid email offline_access' });
  const polling = oidc.pollDeviceAuthorizationGrant(tv, asked);
  const browser = await openBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(asked.verification_uri_complete);
    await page.fill('#username', person.username);
    await page.fill('#password', person.password);
    await page.click('#login');
    assert.equal(await page.inputValue('#user_code'), asked.user_code);
    await page.click('#continue');
    assert.ok((await page.locator('main').innerText()).includes(asked.user_code));
    await page.click('#allow');
    await page.getByText('Your device is connected').waitFor();
  } finally {
    await browser.close();
  }
  const tokens = await polling;
  assert.equal(tokens.claims().aud, 'tv');
  const userinfo = await oidc.fetchUserInfo(tv, tokens.access_token, tokens.claims().sub);
  assert.equal(userinfo.email, process.env.USER_EMAIL);
  const next = await oidc.refreshTokenGrant(tv, tokens.refresh_token);
  assert.ok(next.access_token);
  await assert.rejects(oidc.pollDeviceAuthorizationGrant(tv, asked), { error: 'invalid_grant' });
});

finish();
