// Every way in which a client proves who it is, by openid-client: at sign-in, refresh, as itself, at introspection and at
// revocation. Its JWT access tokens are checked by jose, with the published keys alone.

import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { clientKey, discover, issuer, named, person, secret, serving, signIn } from './relying-party.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const FILES = 'https://files.example.com';
const ASSERTIONS = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
const keys = createRemoteJWKSet(new URL('/jwks', issuer));
const signed = async (alg) => oidc.PrivateKeyJwt(await clientKey(alg), named(alg));

/** What an API makes of a JWT access token. RFC 9068 §4. */
async function checkedByApi(token) {
  const requiredClaims = ['exp', 'sub', 'client_id', 'jti'];
  const { payload } = await jwtVerify(token, keys, { issuer, audience: FILES, typ: 'at+jwt', requiredClaims });
  return payload;
}

/** Whoever asks with a wrong proof is told `invalid_client`, and nothing else is looked at. */
const unproven = (promise) =>
  assert.rejects(promise, ({ error, status }) => error === 'invalid_client' || (status === 401 && error === undefined));

const bySecret = {
  client_secret_basic: oidc.ClientSecretBasic,
  client_secret_post: oidc.ClientSecretPost,
  client_secret_jwt: oidc.ClientSecretJwt,
};
const methods = Object.entries(bySecret).map(([name, by]) => [name, name, by(secret), by(`${secret}x`)]);
for (const alg of ASSERTIONS) {
  const { privateKey: stranger } = await generateKeyPair(alg);
  const wrong = oidc.PrivateKeyJwt({ key: stranger, kid: alg }, named(alg));
  methods.push([`private_key_jwt by ${alg}`, `private_key_jwt-${alg}`, await signed(alg), wrong]);
}

for (const [name, clientId, right, wrong] of methods) {
  await scenario(`openid-client: ${name} signs in, refreshes, introspects and revokes`, async () => {
    const config = await discover(clientId, right);
    const tokens = await signIn(config, { scope: 'openid email offline_access', prompt: 'consent' });
    const { sub } = tokens.claims();
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, sub)).email, person.email);
    const next = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal(next.claims().sub, sub);
    assert.equal((await oidc.tokenIntrospection(config, next.access_token)).sub, sub);
    await oidc.tokenRevocation(config, next.refresh_token);
    assert.deepEqual(await oidc.tokenIntrospection(config, next.access_token), { active: false });
    await assert.rejects(oidc.refreshTokenGrant(config, next.refresh_token), { error: 'invalid_grant' });
  });

  await scenario(`openid-client: ${name} asks for itself, and jose verifies the JWT access token`, async () => {
    const config = await discover(clientId, right);
    const { access_token } = await oidc.clientCredentialsGrant(config, { scope: 'files:read', resource: FILES });
    const { sub, client_id, scope } = await checkedByApi(access_token);
    assert.deepEqual([sub, client_id, scope], [clientId, clientId, 'files:read']);
  });

  await scenario(`openid-client: ${name} with the wrong secret or key is refused everywhere`, async () => {
    const config = await discover(clientId, wrong);
    await unproven(oidc.clientCredentialsGrant(config, { scope: 'files:read', resource: FILES }));
    await unproven(oidc.refreshTokenGrant(config, 'lkr_nothing'));
    await unproven(oidc.tokenIntrospection(config, 'lka_nothing'));
    await unproven(oidc.tokenRevocation(config, 'lka_nothing'));
  });
}

await scenario('openid-client: a client without a secret signs in by PKCE, refreshes and revokes', async () => {
  const config = await discover('public', oidc.None());
  const tokens = await signIn(config, { scope: 'openid email offline_access', prompt: 'consent' });
  const next = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  await oidc.tokenRevocation(config, next.refresh_token);
  await assert.rejects(oidc.refreshTokenGrant(config, next.refresh_token), { error: 'invalid_grant' });
});

await scenario('openid-client: a client with a method of its own is refused by every other', async () => {
  for (const [, clientId] of methods) {
    for (const [, other, proof] of methods) {
      if (other === clientId) continue;
      await unproven(oidc.clientCredentialsGrant(await discover(clientId, proof), { scope: 'files:read', resource: FILES }));
    }
  }
});

await scenario('openid-client: an assertion is good once, in time, and for this provider alone', async () => {
  const key = await clientKey('ES256');
  const changed = (change) => {
    const options = { [oidc.modifyAssertion]: (_, payload) => Object.assign(payload, change) };
    return discover('private_key_jwt-ES256', oidc.PrivateKeyJwt(key, options));
  };
  const ask = (config) => oidc.clientCredentialsGrant(config, { scope: 'files:read', resource: FILES });
  const once = await changed({ jti: 'the same each time' });
  await ask(once);
  await unproven(ask(once));
  await unproven(ask(await changed({ exp: Math.floor(Date.now() / 1000) - 600 })));
  await unproven(ask(await changed({ aud: 'https://other.example' })));
  await unproven(ask(await changed({ sub: 'somebody else' })));
});

await scenario('openid-client: keys are fetched from jwks_uri, and a new key is noticed by its first use', async () => {
  let served;
  await serving(required('JWKS_URI'), 'application/jwk-set+json', () => JSON.stringify({ keys: [served] }), async () => {
    for (const kid of ['first', 'second']) {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      served = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'ES256' };
      const tokens = await signIn(await discover('served-keys', oidc.PrivateKeyJwt({ key: privateKey, kid })));
      assert.ok(tokens.id_token);
      // The provider fetches one client’s keys every ten seconds at most, and counts whole ones.
      if (kid === 'first') await setTimeout(11_500);
    }
  });
});

finish();
