// A client that gets an access token for itself and calls an API with it: bound to its key (DPoP), or as anybody would.

import * as oauth from 'oauth4webapi';

const insecure = { [oauth.allowInsecureRequests]: true };

/** Gets a token for the API `resource`, bound to a new key; gives what calls an address with it. */
export async function boundToken(issuer, clientId, secret, resource, scope) {
  const client = { client_id: clientId };
  const as = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), insecure));
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const answer = await oauth.clientCredentialsGrantRequest(
    as, client, oauth.ClientSecretBasic(secret), new URLSearchParams({ resource, scope }), { DPoP, ...insecure });
  const tokens = await oauth.processClientCredentialsResponse(as, client, answer);
  const another = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const call = (key) => async (url) => {
    try {
      return await oauth.protectedResourceRequest(tokens.access_token, 'GET', new URL(url), undefined, undefined, { DPoP: key, ...insecure });
    } catch (error) {
      // The library takes a challenge for an error.
      if (error instanceof oauth.WWWAuthenticateChallengeError) return error.response;
      throw error;
    }
  };
  return { token: tokens.access_token, type: tokens.token_type, call: call(DPoP), callWithAnotherKey: call(another) };
}
