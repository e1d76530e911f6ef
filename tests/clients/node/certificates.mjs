// Apps with certificates (RFC 8705), as openid-client and curl have them: tls_client_auth and self_signed_tls_client_auth at the
// listener that asks for certificates, tokens that are of no use without the certificate, and a person who is asked by name (CIBA),
// by an app that polls and by one that is told (ping). Told by the environment as
// client.mjs is, and CA_CERT, CA_KEY, SITE_CERT and SITE_KEY: an authority, and the certificate of a site on this machine.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { promisify } from 'node:util';
import * as oidc from 'openid-client';
import { freePort } from '../ports.mjs';
import { answers, at, certificate, fetchWith, run } from './certified.mjs';
import { Person } from './person.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const REDIRECT_URI = 'https://app.example.com/cb';

const payments = certificate('payments', '/C=GB/O=Example/CN=payments');
const stranger = certificate('stranger', '/C=GB/O=Example/CN=stranger');
const ledger = certificate('ledger', '/CN=anything', false);
const thumbprint = ({ cert }) => createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
const jwk = new X509Certificate(ledger.cert).publicKey.export({ format: 'jwk' });

const [port, mtlsPort, bellPort] = [await freePort(), await freePort(), await freePort()];
const issuer = `https://localhost:${port}`;
const person = { username: required('USER_NAME'), password: required('USER_PASSWORD') };
const hash = execFileSync(required('LATCHKEY_BIN'), ['hash-password'], { input: person.password }).toString().trim();

const client = (name, lines) => `
[[clients]]
client_id = "${name}"
redirect_uris = ["${REDIRECT_URI}"]
grant_types = ["authorization_code", "refresh_token", "client_credentials", "urn:openid:params:grant-type:ciba"]
scope = "openid email offline_access"
consent = "skip"
tls_client_certificate_bound_access_tokens = true
${lines}
`;
writeFileSync(
  at('config.toml'),
  `[server]
issuer = "${issuer}"
listen = ["127.0.0.1:${port}"]
data_dir = "${at('data')}"
tls = { cert_file = "${required('SITE_CERT')}", key_file = "${required('SITE_KEY')}" }
mtls = { listen = ["127.0.0.1:${mtlsPort}"], client_ca_files = ["${required('CA_CERT')}"] }

[outbound]
allow_private_ips = true
extra_ca_file = "${required('CA_CERT')}"

[[users]]
username = "${person.username}"
email = "${required('USER_EMAIL')}"
email_verified = true
password_hash = '${hash}'
${client('payments', 'token_endpoint_auth_method = "tls_client_auth"\ntls_client_auth_subject_dn = "CN=payments,O=Example,C=GB"')}
${client('bell', `token_endpoint_auth_method = "tls_client_auth"
tls_client_auth_subject_dn = "CN=payments,O=Example,C=GB"
backchannel_token_delivery_mode = "ping"
backchannel_client_notification_endpoint = "https://localhost:${bellPort}/ping"`)}
${client('ledger', `token_endpoint_auth_method = "self_signed_tls_client_auth"
jwks = { keys = [{ kty = "EC", crv = "P-256", x = "${jwk.x}", y = "${jwk.y}" }] }`)}
`,
  { mode: 0o600 },
);

const discover = (clientId, identity) =>
  oidc.discovery(new URL(issuer), clientId, { use_mtls_endpoint_aliases: true }, oidc.TlsClientAuth(), {
    [oidc.customFetch]: fetchWith(identity),
  });

/** The provider does not know who asks. The library looks at the challenge of a 401 alone, and leaves the body. */
async function unknown(asked) {
  const error = await asked.then(() => assert.fail('it was accepted'), (error) => error);
  assert.equal(error.status, 401, error.stack);
  assert.equal((await error.response.json()).error, 'invalid_client');
}

async function signIn(config) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid email offline_access',
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return oidc.authorizationCodeGrant(config, await new Person(person).visit(url, REDIRECT_URI), { pkceCodeVerifier });
}

const server = run(required('LATCHKEY_BIN'), ['serve', '-c', at('config.toml')]);
await answers(server, () => fetchWith({})(`${issuer}/readyz`));

for (const [name, identity, others] of [
  ['payments', payments, stranger],
  ['ledger', ledger, payments],
]) {
  const method = name === 'payments' ? 'tls_client_auth' : 'self_signed_tls_client_auth';
  await scenario(`openid-client: signs in by ${method}, and its tokens are of no use without its certificate`, async () => {
    const config = await discover(name, identity);
    const aliases = config.serverMetadata().mtls_endpoint_aliases;
    assert.equal(aliases.token_endpoint, `https://localhost:${mtlsPort}/token`);
    const tokens = await signIn(config);
    const { sub } = tokens.claims();
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, sub)).email, required('USER_EMAIL'));
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    for (const thief of [others, {}]) {
      const answer = await fetchWith(thief)(aliases.userinfo_endpoint, {
        headers: { authorization: `Bearer ${refreshed.access_token}` },
      });
      assert.equal(answer.status, 401, await answer.text());
      const impostor = await discover(name, thief);
      await unknown(oidc.refreshTokenGrant(impostor, refreshed.refresh_token));
    }
    assert.ok(await oidc.refreshTokenGrant(config, refreshed.refresh_token), 'what was refused spent nothing');
  });

  await scenario(`openid-client: ${method} with another certificate, and without one, is invalid_client`, async () => {
    for (const wrong of [others, {}]) {
      const config = await discover(name, wrong);
      await unknown(oidc.clientCredentialsGrant(config, { scope: 'email' }));
    }
  });
}

await scenario('openid-client: an app with a certificate asks a person by name, and its tokens are bound to it', async () => {
  const scope = 'openid email';
  const ask = (config, more) => oidc.initiateBackchannelAuthentication(config, { scope, login_hint: person.username, ...more });
  await unknown(ask(await discover('payments', stranger)));
  const config = await discover('payments', payments);
  const ada = new Person(person);
  for (const decision of ['deny', 'allow']) {
    const request = await ask(config, { binding_message: 'W4SCT' });
    const looked = await ada.send(await ada.open(`${issuer}/account/requests`), 'name="request"');
    assert.ok(looked.html.includes('W4SCT'), 'the message of the request');
    await ada.send(looked, 'id="allow"', { decision });
    const poll = (asker) => oidc.pollBackchannelAuthenticationGrant(asker, { ...request, interval: 0.1 });
    await unknown(poll(await discover('payments', stranger)));
    if (decision === 'deny') {
      await assert.rejects(poll(config), { error: 'access_denied' });
      continue;
    }
    const tokens = await poll(config);
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub)).email, required('USER_EMAIL'));
    const { cnf } = await oidc.tokenIntrospection(config, tokens.access_token);
    assert.deepEqual(cnf, { 'x5t#S256': thumbprint(payments) });
  }
});

await scenario('openid-client: an app is told where it listens that the person has answered, and asks for the tokens once', async () => {
  const pings = [];
  let rung;
  const identity = { cert: readFileSync(required('SITE_CERT')), key: readFileSync(required('SITE_KEY')) };
  const bell = createServer(identity, async (ping, answer) => {
    const parts = [];
    for await (const part of ping) parts.push(part);
    pings.push({ url: ping.url, method: ping.method, ...ping.headers, body: Buffer.concat(parts).toString() });
    answer.writeHead(204).end();
    rung?.();
  }).listen(bellPort, '127.0.0.1');
  const config = await discover('bell', payments);
  const ada = new Person(person);
  for (const decision of ['allow', 'deny']) {
    const token = oidc.randomState();
    const parameters = { scope: 'openid email', login_hint: person.username, client_notification_token: token };
    const asked = await oidc.initiateBackchannelAuthentication(config, parameters);
    const ringing = new Promise((resolve) => { rung = resolve; });
    const looked = await ada.send(await ada.open(`${issuer}/account/requests`), 'name="request"');
    assert.equal(pings.length, 0, 'nobody has answered yet');
    await ada.send(looked, 'id="allow"', { decision });
    await ringing;
    const [ping] = pings.splice(0);
    assert.deepEqual([ping.method, ping.url, ping.authorization], ['POST', '/ping', `Bearer ${token}`]);
    assert.match(ping['content-type'], /^application\/json/);
    assert.deepEqual(JSON.parse(ping.body), { auth_req_id: asked.auth_req_id });
    const tokens = oidc.genericGrantRequest(config, 'urn:openid:params:grant-type:ciba', { auth_req_id: asked.auth_req_id });
    if (decision === 'allow') assert.equal((await tokens).claims().aud, 'bell');
    else await assert.rejects(tokens, { error: 'access_denied' });
  }
  bell.close();
});

await scenario('curl: --cert and --key get a token that is bound to the certificate, and nothing without it', async () => {
  const client = ['-d', 'client_id=payments'];
  const identity = ['--cert', at('payments.pem'), '--key', at('payments.key'), '--cacert', required('CA_CERT')];
  const curl = async (path, fields, more = identity) => {
    const asked = ['-sS', ...more, `https://localhost:${mtlsPort}${path}`, ...client, ...fields];
    return JSON.parse((await promisify(execFile)('curl', asked)).stdout);
  };
  const grant = ['-d', 'grant_type=client_credentials'];
  const tokens = await curl('/token', grant);
  assert.equal(tokens.token_type, 'Bearer');
  const told = await curl('/introspect', ['-d', `token=${tokens.access_token}`]);
  assert.deepEqual([told.active, told.cnf], [true, { 'x5t#S256': thumbprint(payments) }]);
  assert.equal((await curl('/token', grant, identity.slice(4))).error, 'invalid_client');
});

server.kill();
await once(server, 'exit');
finish();
