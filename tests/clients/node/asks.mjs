// The client `asks`, whose person consents each time: the address at which it begins a sign-in. Told by the environment.

import { required } from './scenarios.mjs';

export const issuer = required('ISSUER').replace(/\/$/, '');
export const redirectUri = required('REDIRECT_URI');
export const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();

export function authorizeUrl(parameters = {}) {
  const url = new URL(discovery.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: 'asks',
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    // The challenge of RFC 7636 appendix B; nobody redeems this code.
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...parameters,
  });
  return url.href;
}
