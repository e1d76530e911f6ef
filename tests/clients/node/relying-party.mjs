// What the scenarios of flows.mjs, methods.mjs and protection.mjs share: the clients of openid-connect.sh, their keys, a
// person who signs in, and one authorization request. Told by the environment as client.mjs is, and KEYS_DIR.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { importJWK } from 'jose';
import * as oidc from 'openid-client';
import { Person } from './person.mjs';
import { required } from './scenarios.mjs';

export const issuer = required('ISSUER');
export const redirectUri = required('REDIRECT_URI');
export const secret = required('CLIENT_SECRET');
export const person = {
  username: required('USER_NAME'),
  password: required('USER_PASSWORD'),
  email: required('USER_EMAIL'),
};
const privateKeys = JSON.parse(readFileSync(`${required('KEYS_DIR')}/private.json`));

/** A private key of the clients, by its `kid`, which is its algorithm. */
export async function clientKey(kid) {
  return { key: await importJWK(privateKeys[kid], kid), kid };
}

/** How openid-client names what it signs by: an Ed25519 key always `Ed25519` (RFC 9864), unless told the older name. */
export const named = (alg) => ({ [oidc.modifyAssertion]: (header) => alg === 'EdDSA' && (header.alg = alg) });

/** The client, as discovery and its own metadata make it. ID tokens are checked by their signatures in any case. */
export async function discover(clientId, authentication = oidc.ClientSecretBasic(secret), metadata = {}, ...execute) {
  const config = await oidc.discovery(new URL(issuer), clientId, metadata, authentication, {
    execute: [oidc.allowInsecureRequests, ...execute],
  });
  oidc.enableNonRepudiationChecks(config);
  return config;
}

/** The parameters of an authorization request, and what is to be checked of the answer. */
export async function newRequest(parameters = {}) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  return {
    checks: { pkceCodeVerifier, expectedState, expectedNonce },
    parameters: {
      redirect_uri: redirectUri,
      scope: 'openid email',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...parameters,
    },
  };
}

/** A person who has not been here before lets this request come back: a URL, or the Request of a form post. */
export const arrive = (url) => new Person(person).visit(url, redirectUri);

/** The code flow, whole. */
export async function signIn(config, parameters) {
  const { checks, parameters: asked } = await newRequest(parameters);
  const reached = await arrive(oidc.buildAuthorizationUrl(config, asked));
  const tokens = await oidc.authorizationCodeGrant(config, reached, checks);
  assert.equal(tokens.claims().iss, issuer);
  return tokens;
}

/** The protected header of a JWT. */
export const headerOf = (jwt) => JSON.parse(Buffer.from(jwt.split('.')[0], 'base64url'));

/** Serves what `body` gives at this address, for as long as `run` takes. */
export async function serving(address, type, body, run) {
  const { port, hostname } = new URL(address);
  const server = createServer((_, response) => response.setHeader('content-type', type).end(body()));
  server.listen(Number(port), hostname);
  await once(server, 'listening');
  try {
    await run();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
