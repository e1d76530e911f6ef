// A sign-in as FAPI 2.0 has it, by oauth4webapi's own example of that flow: private_key_jwt, a pushed authorization request, PKCE,
// sender-constrained tokens (DPoP, with nonces of the server), the issuer in the response, a refresh; with one payment in detail
// (RAR), which the API finds in the token. Told by the environment as client.mjs is, and KEYS_DIR; the clients are `fapi`
// and `bank-api`.

import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import { arrive, clientKey, issuer, redirectUri, secret } from './relying-party.mjs';
import { finish, scenario } from './scenarios.mjs';

const insecure = { [oauth.allowInsecureRequests]: true };
const BANK = 'https://bank.example.com';
const client = { client_id: 'fapi' };
const as = await oauth.processDiscoveryResponse(
  new URL(issuer),
  await oauth.discoveryRequest(new URL(issuer), insecure),
);
const clientAuth = oauth.PrivateKeyJwt(await clientKey('ES256'));
const payment = { type: 'payment', amount: '49.90', creditor: { name: 'Books & Co.' } };

/** The example's way with nonces: what is refused for want of one is sent once more. */
async function withNonce(send) {
  try {
    return await send();
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return send();
  }
}

async function signIn(DPoP, details) {
  const verifier = oauth.generateRandomCodeVerifier();
  const parameters = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email offline_access',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    resource: BANK,
    authorization_details: JSON.stringify(details),
  });
  const pushed = await withNonce(async () =>
    oauth.processPushedAuthorizationResponse(
      as,
      client,
      await oauth.pushedAuthorizationRequest(as, client, clientAuth, parameters, { DPoP, ...insecure }),
    ));
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({ client_id: client.client_id, request_uri: pushed.request_uri });
  const back = oauth.validateAuthResponse(as, client, await arrive(url));
  return withNonce(async () =>
    oauth.processAuthorizationCodeResponse(
      as,
      client,
      await oauth.authorizationCodeGrantRequest(as, client, clientAuth, back, redirectUri, verifier, { DPoP, ...insecure }),
      { requireIdToken: true },
    ));
}

const newKey = async () => oauth.DPoP(client, await oauth.generateKeyPair('ES256'));

/** What the bank's API makes of a call: it checks token and proof with the published keys alone. */
async function paymentOf(token, DPoP) {
  let claims;
  await oauth.protectedResourceRequest(token, 'GET', new URL(`${BANK}/payments`), undefined, undefined, {
    DPoP,
    async [oauth.customFetch](address, options) {
      const call = new Request(address, options);
      claims = await oauth.validateJwtAccessToken(as, call, BANK, { requireDPoP: true, ...insecure });
      return new Response();
    },
  });
  return claims;
}

await scenario('oauth4webapi: PAR, DPoP, private_key_jwt and RAR: the bank finds the payment in a token that is bound', async () => {
  const DPoP = await newKey();
  const tokens = await signIn(DPoP, [payment, { ...payment, amount: '5.00' }]);
  assert.equal(tokens.token_type, 'dpop', 'as oauth4webapi writes it');
  assert.deepEqual(tokens.authorization_details, [payment, { ...payment, amount: '5.00' }]);
  const claims = await paymentOf(tokens.access_token, DPoP);
  assert.deepEqual(claims.authorization_details, tokens.authorization_details);
  assert.equal(claims.sub, oauth.getValidatedIdTokenClaims(tokens).sub);
  assert.ok(claims.cnf.jkt);
  await assert.rejects(paymentOf(tokens.access_token, await newKey()), 'of another key');

  const api = { client_id: 'bank-api' };
  const told = await oauth.processIntrospectionResponse(
    as,
    api,
    await oauth.introspectionRequest(as, api, oauth.ClientSecretBasic(secret), tokens.access_token, insecure),
  );
  assert.deepEqual([told.active, told.authorization_details], [true, tokens.authorization_details]);

  const refresh = (details) =>
    withNonce(async () =>
      oauth.processRefreshTokenResponse(
        as,
        client,
        await oauth.refreshTokenGrantRequest(as, client, clientAuth, tokens.refresh_token, {
          DPoP,
          additionalParameters: { authorization_details: JSON.stringify(details) },
          ...insecure,
        }),
      ));
  await assert.rejects(refresh([{ ...payment, amount: '999.00' }]), { error: 'invalid_authorization_details' });
  const one = await refresh([payment]);
  assert.deepEqual(one.authorization_details, [payment]);
  assert.deepEqual((await paymentOf(one.access_token, DPoP)).authorization_details, [payment]);
});

await scenario('oauth4webapi: details that do not fit, and a request that was not pushed, are refused', async () => {
  const DPoP = await newKey();
  await assert.rejects(signIn(DPoP, [{ ...payment, amount: 5 }]), (error) => {
    assert.equal(error.error, 'invalid_authorization_details');
    return error.error_description.includes('authorization_details[0].amount');
  });
  const url = new URL(as.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
  });
  const back = await arrive(url);
  assert.throws(() => oauth.validateAuthResponse(as, client, back, oauth.expectNoState), { error: 'invalid_request' });
});

finish();
