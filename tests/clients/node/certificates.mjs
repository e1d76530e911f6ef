// Apps with certificates (RFC 8705), as openid-client and curl have them: tls_client_auth and self_signed_tls_client_auth at the
// listener that asks for certificates, tokens that are of no use without the certificate, and a person who is asked by name (CIBA). Told by the environment as
// client.mjs is, and CA_CERT, CA_KEY, SITE_CERT and SITE_KEY: an authority, and the certificate of a site on this machine.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as oidc from 'openid-client';
import { freePort } from '../ports.mjs';
import { Person } from './person.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-certificates-'));
const at = (name) => join(folder, name);
const ca = readFileSync(required('CA_CERT'));
const REDIRECT_URI = 'https://app.example.com/cb';

/** A certificate of that subject, by the authority or by itself. */
function certificate(name, subject, signed = true) {
  const by = signed ? ['-CA', required('CA_CERT'), '-CAkey', required('CA_KEY')] : [];
  const made = ['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const uses = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=clientAuth'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-subj', subject, ...uses, ...by, ...made], { stdio: 'ignore' });
  return { cert: readFileSync(at(`${name}.pem`)), key: readFileSync(at(`${name}.key`)) };
}

const payments = certificate('payments', '/C=GB/O=Example/CN=payments');
const stranger = certificate('stranger', '/C=GB/O=Example/CN=stranger');
const ledger = certificate('ledger', '/CN=anything', false);
const thumbprint = ({ cert }) => createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');
const jwk = new X509Certificate(ledger.cert).publicKey.export({ format: 'jwk' });

const [port, mtlsPort] = [await freePort(), await freePort()];
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

[[users]]
username = "${person.username}"
email = "${required('USER_EMAIL')}"
email_verified = true
password_hash = '${hash}'
${client('payments', 'token_endpoint_auth_method = "tls_client_auth"\ntls_client_auth_subject_dn = "CN=payments,O=Example,C=GB"')}
${client('ledger', `token_endpoint_auth_method = "self_signed_tls_client_auth"
jwks = { keys = [{ kty = "EC", crv = "P-256", x = "${jwk.x}", y = "${jwk.y}" }] }`)}
`,
  { mode: 0o600 },
);

/** `fetch` with a certificate, or without one. */
const fetchWith = (identity) => (address, options = {}) =>
  new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(options.headers)) };
    const body = options.body == null ? undefined : options.body.toString();
    if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
    const sent = request(address, { method: options.method, headers, ca, ...identity, agent: false }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      const kept = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      const whole = answer.statusCode === 204 ? null : Buffer.concat(parts);
      resolve(new Response(whole, { status: answer.statusCode, headers: kept }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

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

const server = spawn(required('LATCHKEY_BIN'), ['serve', '-c', at('config.toml')], { stdio: ['ignore', 'ignore', 'pipe'] });
let log = '';
server.stderr.on('data', (part) => (log += part));
process.on('exit', () => {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});
for (let tries = 0; ; tries += 1) {
  const ready = await fetchWith({})(`${issuer}/readyz`).catch(() => undefined);
  if (ready?.ok) break;
  assert.ok(tries < 150 && server.exitCode === null, `the server did not get ready: ${log}`);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

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
