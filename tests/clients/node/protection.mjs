// What is signed and encrypted on the way, by openid-client: ID tokens and userinfo by every algorithm of the provider,
// encrypted to the client's keys, sign-ins that come as request objects (JAR), by value and by reference, or were pushed
// (PAR), responses that are JWTs (JARM), and tokens that are bound to a key of the client (DPoP), with nonces of the server.

import assert from 'node:assert/strict';
import { CompactEncrypt, importJWK } from 'jose';
import * as oidc from 'openid-client';
import { arrive, clientKey, discover, headerOf, issuer, named, newRequest, person, serving, signIn } from './relying-party.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const SIGNED = ['ES256', 'PS256', 'EdDSA', 'Ed25519'];
const ENCRYPTED = [
  ['RSA-OAEP-256', 'A256GCM'],
  ['ECDH-ES+A256KW', 'A128CBC-HS256'],
];

for (const alg of SIGNED) {
  await scenario(`openid-client: the ID token and userinfo are signed by ${alg}`, async () => {
    const metadata = { id_token_signed_response_alg: alg, userinfo_signed_response_alg: alg };
    const config = await discover(`signed-${alg}`, undefined, metadata);
    const tokens = await signIn(config);
    assert.equal(headerOf(tokens.id_token).alg, alg);
    const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    assert.equal(userinfo.email, person.email);
    assert.equal(userinfo.iss, issuer, 'a signed answer names who signed it, and for whom');
    assert.equal(userinfo.aud, `signed-${alg}`);
  });
}

for (const [alg, enc] of ENCRYPTED) {
  const decrypting = async (...execute) => {
    const config = await discover(`encrypted-${alg}`, undefined, { userinfo_signed_response_alg: 'RS256' }, ...execute);
    oidc.enableDecryptingResponses(config, [enc], { ...(await clientKey(alg)), alg });
    return config;
  };

  await scenario(`openid-client: the ID token and userinfo are signed, then encrypted by ${alg} and ${enc}`, async () => {
    const config = await decrypting();
    const tokens = await signIn(config);
    const { kid, cty, ...algorithms } = headerOf(tokens.id_token);
    assert.deepEqual([algorithms.alg, algorithms.enc, kid, cty], [alg, enc, alg, 'JWT']);
    assert.equal(headerOf(oidc.getDecryptedResponses(tokens).id_token.token_endpoint).alg, 'RS256');
    const userinfo = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
    assert.equal(userinfo.email, person.email);
    assert.equal(headerOf(oidc.getDecryptedResponses(userinfo)).alg, 'RS256');
  });

  await scenario(`openid-client: an ID token from the authorization endpoint is encrypted by ${alg} too`, async () => {
    const implicit = await decrypting(oidc.useIdTokenResponseType);
    const first = await newRequest();
    const reached = await arrive(oidc.buildAuthorizationUrl(implicit, first.parameters));
    const claims = await oidc.implicitAuthentication(implicit, reached, first.checks.expectedNonce, first.checks);
    assert.equal(claims.email, person.email);
    const hybrid = await decrypting(oidc.useCodeIdTokenResponseType);
    const tokens = await signIn(hybrid, { response_mode: 'form_post' });
    assert.equal(tokens.claims().sub, claims.sub);
    const { authorization_endpoint, token_endpoint } = oidc.getDecryptedResponses(tokens).id_token;
    assert.ok(authorization_endpoint && token_endpoint, 'both were encrypted');
  });

  await scenario(`openid-client: a request object is signed, then encrypted by ${alg} and ${enc} to the provider`, async () => {
    const config = await discover(`asks-${alg}`);
    const { keys } = await (await fetch(config.serverMetadata().jwks_uri)).json();
    const jwk = keys.find(({ use, kty }) => use === 'enc' && kty === (alg.startsWith('RSA') ? 'RSA' : 'EC'));
    const { parameters, checks } = await newRequest();
    const asked = await oidc.buildAuthorizationUrlWithJAR(config, parameters, await clientKey('PS256'));
    const signed = asked.searchParams.get('request');
    const request = await new CompactEncrypt(Buffer.from(signed))
      .setProtectedHeader({ alg, enc, kid: jwk.kid, cty: 'oauth-authz-req+jwt' })
      .encrypt(await importJWK(jwk, alg));
    const encrypted = oidc.buildAuthorizationUrl(config, { ...parameters, request });
    await oidc.authorizationCodeGrant(config, await arrive(encrypted), checks);
    const plain = oidc.buildAuthorizationUrl(config, { ...parameters, request: signed });
    assert.equal((await arrive(plain)).searchParams.get('error'), 'invalid_request_object', 'it registered encrypted ones');
  });
}

for (const alg of SIGNED) {
  const clientId = `asks-${alg}`;

  await scenario(`openid-client: a request object signed by ${alg} counts, by value`, async () => {
    const config = await discover(clientId);
    const { parameters, checks } = await newRequest();
    const asked = await oidc.buildAuthorizationUrlWithJAR(config, parameters, await clientKey(alg), named(alg));
    assert.deepEqual([...asked.searchParams.keys()].sort(), ['client_id', 'request']);
    const tokens = await oidc.authorizationCodeGrant(config, await arrive(asked), checks);
    assert.equal(tokens.claims().nonce, parameters.nonce);
  });
}

/** Where a sign-in that must fail reaches the client, with which error. */
async function refused(config, request, parameters) {
  const { searchParams } = await arrive(oidc.buildAuthorizationUrl(config, { ...parameters, request }));
  return searchParams.get('error');
}

await scenario('openid-client: a request object by another key, another algorithm, or left out is refused', async () => {
  const config = await discover('asks-ES256');
  const { parameters } = await newRequest();
  const byJar = async (key, options) =>
    (await oidc.buildAuthorizationUrlWithJAR(config, parameters, key, options)).searchParams.get('request');
  const right = await byJar(await clientKey('ES256'));
  const [head, body, signature] = right.split('.');
  const flipped = `${head}.${body}.${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
  assert.equal(await refused(config, flipped, parameters), 'invalid_request_object');
  assert.equal(await refused(config, await byJar(await clientKey('PS256')), parameters), 'invalid_request_object');
  const elsewhere = { [oidc.modifyAssertion]: (_, payload) => (payload.aud = 'https://other.example') };
  assert.equal(await refused(config, await byJar(await clientKey('ES256'), elsewhere), parameters), 'invalid_request_object');
  const bare = await arrive(oidc.buildAuthorizationUrl(config, parameters));
  assert.ok(bare.searchParams.get('error'), 'require_signed_request_object');
});

await scenario('openid-client: a request object is fetched from the request_uri that was registered', async () => {
  const uri = required('REQUEST_URI');
  const config = await discover('asks-PS256');
  const { parameters, checks } = await newRequest();
  const asked = await oidc.buildAuthorizationUrlWithJAR(config, parameters, await clientKey('PS256'));
  await serving(uri, 'application/oauth-authz-req+jwt', () => asked.searchParams.get('request'), async () => {
    const byReference = oidc.buildAuthorizationUrl(config, { ...parameters, request_uri: uri });
    await oidc.authorizationCodeGrant(config, await arrive(byReference), checks);
    const unregistered = oidc.buildAuthorizationUrl(config, { ...parameters, request_uri: `${uri}?other` });
    const { searchParams } = await arrive(unregistered);
    assert.equal(searchParams.get('error'), 'invalid_request_uri');
  });
});

await scenario('openid-client: a request is pushed, and its request_uri is good for one sign-in', async () => {
  const config = await discover('flows');
  const { parameters, checks } = await newRequest();
  const pushed = await oidc.buildAuthorizationUrlWithPAR(config, parameters);
  assert.match(pushed.searchParams.get('request_uri'), /^urn:ietf:params:oauth:request_uri:/);
  assert.ok(!pushed.searchParams.has('redirect_uri'), 'the browser carries no more than a name');
  await oidc.authorizationCodeGrant(config, await arrive(pushed), checks);
  assert.equal((await fetch(pushed, { redirect: 'manual' })).status, 400);
  const wrong = { ...parameters, redirect_uri: 'https://evil.example/' };
  await assert.rejects(oidc.buildAuthorizationUrlWithPAR(config, wrong), { status: 400, error: 'invalid_request' });
});

await scenario('openid-client: a signed request object is pushed', async () => {
  const config = await discover('asks-PS256');
  const { parameters, checks } = await newRequest();
  const signed = await oidc.buildAuthorizationUrlWithJAR(config, parameters, await clientKey('PS256'));
  const pushed = await oidc.buildAuthorizationUrlWithPAR(config, signed.searchParams);
  await oidc.authorizationCodeGrant(config, await arrive(pushed), checks);
  await assert.rejects(oidc.buildAuthorizationUrlWithPAR(config, parameters), { status: 400, error: 'invalid_request' });
});

await scenario('openid-client: the response is a signed JWT, and so is an error', async () => {
  const config = await discover('flows', undefined, {}, oidc.useJwtResponseMode);
  const { parameters, checks } = await newRequest();
  const reached = await arrive(oidc.buildAuthorizationUrl(config, parameters));
  assert.deepEqual([...reached.searchParams.keys()], ['response']);
  await oidc.authorizationCodeGrant(config, reached, checks);
  const silent = await arrive(oidc.buildAuthorizationUrl(config, { ...parameters, prompt: 'none' }));
  await assert.rejects(oidc.authorizationCodeGrant(config, silent, checks), { error: 'login_required' });
});

/** Signs in with a code and tokens for the key of this handle. */
async function signInBound(config, DPoP) {
  const dpop_jkt = await DPoP.calculateThumbprint();
  const { parameters, checks } = await newRequest({ scope: 'openid email offline_access', prompt: 'consent', dpop_jkt });
  const reached = await arrive(oidc.buildAuthorizationUrl(config, parameters));
  return oidc.authorizationCodeGrant(config, reached, checks, undefined, { DPoP });
}

for (const alg of ['ES256', 'PS256', 'Ed25519']) {
  await scenario(`openid-client: everything of a public client is bound to its ${alg} key`, async () => {
    const config = await discover('dpop', oidc.None());
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair(alg));
    const thief = { DPoP: oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair(alg)) };
    const tokens = await signInBound(config, DPoP);
    assert.equal(tokens.token_type, 'dpop', 'as openid-client writes it');
    const { sub } = tokens.claims();
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).email, person.email);
    await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, sub));
    await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, sub, thief));
    const refused = { error: 'invalid_grant' };
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, thief), refused);
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_request' });
    const next = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
    assert.equal((await oidc.fetchUserInfo(config, next.access_token, sub, { DPoP })).email, person.email);
  });
}

await scenario('openid-client: a client with a secret gets tokens that name its key, for itself too', async () => {
  const config = await discover('dpop-secret');
  const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
  const jkt = await DPoP.calculateThumbprint();
  const tokens = await signInBound(config, DPoP);
  const own = await oidc.clientCredentialsGrant(config, { scope: 'files:read' }, { DPoP });
  for (const { access_token } of [tokens, own]) {
    const { token_type, cnf } = await oidc.tokenIntrospection(config, access_token);
    assert.deepEqual([token_type, cnf], ['DPoP', { jkt }]);
    const claims = JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url'));
    assert.deepEqual(claims.cnf, { jkt });
  }
});

finish();
