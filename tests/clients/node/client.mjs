// npm's openid-client signs in, calls userinfo, refreshes, and is refused where it must be.
// Told by the environment: ISSUER, USER_NAME, USER_PASSWORD, USER_EMAIL, REDIRECT_URI, POST_LOGOUT_REDIRECT_URI and
// CLIENT_SECRET; the clients are `basic`, `post`, `public`, `either` and `es256`, each named for what it does.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import * as oidc from 'openid-client';
import { authorize, fillLogin, listenAt, openBrowser } from './browser.mjs';
import { finish, required, scenario, skipped } from './scenarios.mjs';

const issuer = new URL(required('ISSUER'));
const person = { username: required('USER_NAME'), password: required('USER_PASSWORD'), email: required('USER_EMAIL') };
const redirectUri = required('REDIRECT_URI');
const secret = required('CLIENT_SECRET');
const browser = await openBrowser();

const discover = (clientId, method) =>
  oidc.discovery(issuer, clientId, undefined, method, { execute: [oidc.allowInsecureRequests] });

/** A fresh browser, as a person opens in the morning. */
async function withBrowser(run) {
  const context = await browser.newContext();
  context.setDefaultTimeout(15_000);
  try {
    return await run(context);
  } finally {
    await context.close();
  }
}

/** Code flow with PKCE, state and nonce up to the redirect back to the client. */
async function askForCode(config, context, parameters = {}, decision = 'allow') {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  const arrived = await authorize(context, url, redirectUri, person, decision);
  return { ...arrived, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
}

async function signIn(config, context, parameters) {
  const { url, met, checks } = await askForCode(config, context, parameters);
  return { tokens: await oidc.authorizationCodeGrant(config, url, checks), met };
}

async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return { status: error.status, error: error.error, error_description: error.error_description };
  }
  return assert.fail('it was accepted');
}

function assertIdToken(claims, clientId) {
  assert.equal(claims.iss, issuer.href.replace(/\/$/, ''));
  assert.deepEqual([claims.aud].flat(), [clientId]);
  assert.ok(claims.sub.length > 0 && claims.sub !== person.username, 'sub is opaque, not the user name');
  assert.ok(claims.exp > claims.iat);
  assert.equal(claims.email, undefined, 'scope claims stay out of the ID token unless asked for');
}

const methods = [
  ['client_secret_basic', 'basic', () => oidc.ClientSecretBasic(secret)],
  ['client_secret_post', 'post', () => oidc.ClientSecretPost(secret)],
  ['none with PKCE', 'public', () => oidc.None()],
  ['client_secret_basic where none is registered', 'either', () => oidc.ClientSecretBasic(secret)],
  ['client_secret_post where none is registered', 'either', () => oidc.ClientSecretPost(secret)],
];
for (const [name, clientId, method] of methods) {
  await scenario(`openid-client: signs in by ${name} and calls userinfo`, () =>
    withBrowser(async (context) => {
      const config = await discover(clientId, method());
      const { tokens, met } = await signIn(config, context);
      assert.ok(met.includes('login'));
      const claims = tokens.claims();
      assertIdToken(claims, clientId);
      const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      assert.equal(userinfo.email, person.email);
      assert.equal(userinfo.email_verified, true);
      assert.equal(userinfo.preferred_username, person.username);
    }));
}

await scenario('openid-client: an ES256 ID token verifies for the client that registered it', () =>
  withBrowser(async (context) => {
    const config = await oidc.discovery(
      issuer,
      'es256',
      { id_token_signed_response_alg: 'ES256' },
      oidc.ClientSecretBasic(secret),
      { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
    );
    const { tokens } = await signIn(config, context);
    const header = JSON.parse(Buffer.from(tokens.id_token.split('.')[0], 'base64url'));
    assert.equal(header.alg, 'ES256');
  }));

await scenario('openid-client: an RS256 signature verifies against the published keys', () =>
  withBrowser(async (context) => {
    const config = await oidc.discovery(issuer, 'basic', undefined, oidc.ClientSecretBasic(secret), {
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    });
    const { tokens } = await signIn(config, context);
    const header = JSON.parse(Buffer.from(tokens.id_token.split('.')[0], 'base64url'));
    assert.equal(header.alg, 'RS256');
  }));

for (const [name, clientId, method] of methods.slice(0, 3)) {
  await scenario(`openid-client: refreshes by ${name}, the token rotates, and reuse ends the family`, () =>
    withBrowser(async (context) => {
      const config = await discover(clientId, method());
      const asking = { scope: 'openid email offline_access', prompt: 'consent' };
      const { tokens: first, met } = await signIn(config, context, asking);
      assert.ok(met.includes('consent'), 'prompt=consent shows the consent page');
      assert.ok(first.refresh_token, 'offline_access brings a refresh token');
      const second = await oidc.refreshTokenGrant(config, first.refresh_token);
      assert.ok(second.refresh_token && second.refresh_token !== first.refresh_token, 'it rotates');
      assert.notEqual(second.access_token, first.access_token);
      const { sub } = first.claims();
      assert.equal((await oidc.fetchUserInfo(config, second.access_token, sub)).email, person.email);
      const third = await oidc.refreshTokenGrant(config, second.refresh_token);
      await new Promise((over) => { setTimeout(over, 2500); }); // longer than the server's `reuse_grace`
      const reuse = await refusal(oidc.refreshTokenGrant(config, first.refresh_token));
      assert.equal(reuse.error, 'invalid_grant');
      const successor = await refusal(oidc.refreshTokenGrant(config, third.refresh_token));
      assert.equal(successor.error, 'invalid_grant', 'reuse of an old token ends the newest too');
    }));
}

await scenario('openid-client: no refresh token without offline_access', () =>
  withBrowser(async (context) => {
    const config = await discover('basic', oidc.ClientSecretBasic(secret));
    const { tokens } = await signIn(config, context);
    assert.equal(tokens.refresh_token, undefined);
  }));

for (const [name, clientId, method] of [
  ['client_secret_basic', 'basic', oidc.ClientSecretBasic],
  ['client_secret_post', 'post', oidc.ClientSecretPost],
]) {
  await scenario(`openid-client: a wrong secret by ${name} is refused and does not burn the code`, () =>
    withBrowser(async (context) => {
      const right = await discover(clientId, method(secret));
      const wrong = await discover(clientId, method(`${secret}x`));
      const { url, checks } = await askForCode(right, context);
      const refused = await refusal(oidc.authorizationCodeGrant(wrong, url, checks));
      assert.ok(refused.status === 401 || refused.error === 'invalid_client', JSON.stringify(refused));
      const tokens = await oidc.authorizationCodeGrant(right, url, checks);
      assert.ok(tokens.id_token);
    }));
}

await scenario('openid-client: a wrong PKCE verifier is refused', () =>
  withBrowser(async (context) => {
    const config = await discover('public', oidc.None());
    const { url, checks } = await askForCode(config, context);
    const guess = { ...checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
    assert.equal((await refusal(oidc.authorizationCodeGrant(config, url, guess))).error, 'invalid_grant');
  }));

await scenario('openid-client: a code used twice is refused and its access token dies', () =>
  withBrowser(async (context) => {
    const config = await discover('basic', oidc.ClientSecretBasic(secret));
    const { url, checks } = await askForCode(config, context);
    const tokens = await oidc.authorizationCodeGrant(config, url, checks);
    const { sub } = tokens.claims();
    await oidc.fetchUserInfo(config, tokens.access_token, sub);
    assert.equal((await refusal(oidc.authorizationCodeGrant(config, url, checks))).error, 'invalid_grant');
    await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, sub));
  }));

await scenario('openid-client: Cancel on the consent page comes back as access_denied', () =>
  withBrowser(async (context) => {
    const config = await discover('asks', oidc.ClientSecretBasic(secret));
    const { url, met, checks } = await askForCode(config, context, {}, 'deny');
    assert.deepEqual(met, ['login', 'consent']);
    assert.equal(url.searchParams.get('error'), 'access_denied');
    await assert.rejects(oidc.authorizationCodeGrant(config, url, checks));
  }));

await scenario('openid-client: prompt=none is silent after a sign-in, and login_required before it', () =>
  withBrowser(async (context) => {
    const config = await discover('basic', oidc.ClientSecretBasic(secret));
    const before = await askForCode(config, context, { prompt: 'none' });
    assert.equal(before.url.searchParams.get('error'), 'login_required');
    const { tokens } = await signIn(config, context);
    const silent = await signIn(config, context, { prompt: 'none' });
    assert.deepEqual(silent.met, []);
    assert.equal(silent.tokens.claims().sub, tokens.claims().sub);
  }));

await scenario('openid-client: max_age=0 asks for the password again', () =>
  withBrowser(async (context) => {
    const config = await discover('basic', oidc.ClientSecretBasic(secret));
    const { tokens: first } = await signIn(config, context, { max_age: '3600' });
    // auth_time counts whole seconds.
    await new Promise((done) => setTimeout(done, 1100));
    const again = await askForCode(config, context, { max_age: '0' });
    assert.ok(again.met.includes('login'));
    // The library's own check of auth_time against max_age=0 would fail on the time that the browser takes.
    const second = await oidc.authorizationCodeGrant(config, again.url, { ...again.checks, maxAge: 60 });
    assert.ok(second.claims().auth_time > first.claims().auth_time, 'auth_time tells of the second sign-in');
  }));

await scenario('openid-client: a wrong password stays at the sign-in page and says so', () =>
  withBrowser(async (context) => {
    const config = await discover('basic', oidc.ClientSecretBasic(secret));
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    });
    const client = await listenAt(redirectUri);
    const page = await context.newPage();
    try {
      await page.goto(url.href);
      await fillLogin(page, { ...person, password: 'not the password' });
      await page.click('#login');
      await page.locator('[role=alert]').waitFor();
      assert.equal(await page.locator('#password').inputValue(), '');
      assert.equal(client.requests.length, 0);
    } finally {
      client.close();
    }
  }));

{
  const sentence = 'openid-client: signing out through the provider ends its session';
  const config = await discover('basic', oidc.ClientSecretBasic(secret));
  if (!config.serverMetadata().end_session_endpoint) {
    skipped(sentence, 'discovery names no end_session_endpoint');
  } else {
    await scenario(sentence, () =>
      withBrowser(async (context) => {
        const { tokens } = await signIn(config, context);
        const goodbye = required('POST_LOGOUT_REDIRECT_URI');
        const client = await listenAt(goodbye);
        const page = await context.newPage();
        try {
          await page.goto(
            oidc.buildEndSessionUrl(config, {
              id_token_hint: tokens.id_token,
              post_logout_redirect_uri: goodbye,
              state: 'and back',
            }).href,
          );
          await page.locator('#logout-yes, #at-client').first().waitFor();
          if (await page.locator('#logout-yes').count()) await page.click('#logout-yes');
          await page.locator('#at-client').waitFor();
          assert.equal(client.requests[0].searchParams.get('state'), 'and back');
        } finally {
          client.close();
        }
        const after = await askForCode(config, context, { prompt: 'none' });
        assert.equal(after.url.searchParams.get('error'), 'login_required');
      }));
  }
}

await scenario('session management: the iframe says unchanged, then changed after sign-out, and error to nonsense', () =>
  withBrowser(async (context) => {
    const config = await discover('basic', oidc.ClientSecretBasic(secret));
    const { url, checks } = await askForCode(config, context);
    const { id_token } = await oidc.authorizationCodeGrant(config, url, checks);
    const frame = config.serverMetadata().check_session_iframe;
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const monitor = new URL('/monitor', redirectUri).href;
    // A real server: a page that no network address answered for may not frame one on loopback.
    const relyingParty = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><title>RP</title><iframe id="op-iframe" src="${frame}"></iframe><script>
          const told = []; let waiting;
          addEventListener('message', (event) => event.origin === '${issuer.origin}' && waiting?.(event.data));
          const ask = (text) => new Promise((done) => {
            waiting = done;
            document.getElementById('op-iframe').contentWindow.postMessage(text, '${issuer.origin}');
            setTimeout(() => done('silence'), 2000);
          });</script>`);
    });
    await new Promise((listening) => relyingParty.listen(Number(new URL(monitor).port), 'localhost', listening));
    await page.goto(monitor, { waitUntil: 'load' });
    const ask = (text) => page.evaluate((question) => globalThis.eval('ask')(question), text);
    const mine = `basic ${url.searchParams.get('session_state')}`;
    assert.equal(await ask(mine), 'unchanged');
    for (const nonsense of [' ', '', 'basic', `${mine} x`, `basic ${'a'.repeat(1100)}`]) assert.equal(await ask(nonsense), 'error');
    assert.equal(await ask(mine.replace('basic', 'post')), 'error', 'genuine, but given to another client');
    const away = await context.newPage();
    await away.goto(oidc.buildEndSessionUrl(config, { id_token_hint: id_token }).href);
    assert.equal(await ask(mine), 'changed');
    relyingParty.close();
    assert.deepEqual(faults, []);
  }));

await browser.close();
finish();
