// Synapse: a Matrix client gets its token by single sign-on, and loses it when the login ends at Latchkey.
import { freePort } from '../../clients/ports.mjs';
import { listenAt } from '../../clients/node/browser.mjs';
import { app, assert, carryOut, done, eventually, file, paste, person, signIn, signOutAtLatchkey, start, visit } from '../app.mjs';

const client = `http://localhost:${await freePort()}/client`;
const python = `${app.installed}/bin/python`;
// An issuer without TLS is for this test alone.
const pasted = paste('homeserver.yaml').replace('    issuer:', '    skip_verification: true\n    issuer:');
const config = file('homeserver.yaml', `server_name: example.com
public_baseurl: "${app.url}/"
listeners: [{ port: ${app.port}, type: http, bind_addresses: ["127.0.0.1"], resources: [{ names: [client] }] }]
database: { name: sqlite3, args: { database: "${app.scratch}/homeserver.db" } }
media_store_path: "${app.scratch}/media"
signing_key_path: "${app.scratch}/signing.key"
log_config: "${file('log.yaml', `version: 1
handlers: { console: { class: logging.StreamHandler } }
root: { level: INFO, handlers: [console] }
`)}"
report_stats: false
trusted_key_servers: []
sso: { client_whitelist: ["${client}"] }
macaroon_secret_key: only for this test
${pasted}`);
await carryOut(python, ['-m', 'synapse.app.homeserver', '-c', config, '--generate-keys']);
await start(python, ['-m', 'synapse.app.homeserver', '-c', config], { ready: `${app.url}/_matrix/client/versions` });

const matrix = async (path, token, body) => {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${app.url}/_matrix/client/v3${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  return { status: response.status, ...(await response.json()) };
};

await visit('name and email arrive, and a logout token ends the session in Synapse', async (page) => {
  const listening = await listenAt(client);
  await page.goto(`${app.url}/_matrix/client/v3/login/sso/redirect/oidc-latchkey?redirectUrl=${encodeURIComponent(client)}`);
  await signIn(page, '#at-client');
  listening.close();
  const token = listening.requests[0].searchParams.get('loginToken');
  const { access_token: access, user_id: user } = await matrix('/login', '', { type: 'm.login.token', token });
  assert.equal(user, `@${person.username}:example.com`);
  assert.equal((await matrix(`/profile/${user}/displayname`, access)).displayname, person.name);
  assert.equal((await matrix('/account/3pid', access)).threepids[0].address, person.email);
  assert.equal((await matrix('/account/whoami', access)).status, 200);
  await signOutAtLatchkey(page);
  await eventually('Synapse refuses the token', async () => (await matrix('/account/whoami', access)).status === 401, undefined, 20_000);
});
await done();
