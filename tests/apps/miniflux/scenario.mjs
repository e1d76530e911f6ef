// Miniflux with a PostgreSQL of its own: a person signs in and out.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { freePort } from '../../clients/ports.mjs';
import { app, assert, carryOut, done, eventually, isSignedInAtLatchkey, paste, person, signIn, start, variables, visit } from '../app.mjs';

const version = readdirSync('/usr/lib/postgresql').sort((a, b) => b - a)[0];
const program = (name) => `/usr/lib/postgresql/${version}/bin/${name}`;
// PostgreSQL refuses to run as root.
const isRoot = process.getuid() === 0;
const [asWhom, before] = isRoot ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups']] : ['env', []];
const database = `${app.scratch}/database`;
mkdirSync(database);
if (isRoot) {
  execFileSync('chown', ['postgres', database]);
  for (let folder = app.scratch; folder !== '/tmp'; folder = folder.replace(/\/[^/]*$/, '')) chmodSync(folder, 0o755);
}
await carryOut(asWhom, [...before, program('initdb'), '-D', database, '-U', 'miniflux', '--auth=trust', '--no-sync'], { cwd: '/' });
const port = await freePort();
await start(asWhom, [...before, program('postgres'), '-D', database, '-p', port, '-k', database, '-c', 'fsync=off'], { cwd: '/', ready: null });
await eventually('PostgreSQL answers', () => carryOut(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q']).then(() => true));
const env = {
  ...variables(paste('environment')),
  DATABASE_URL: `postgres://miniflux@127.0.0.1:${port}/postgres?sslmode=disable`,
  LISTEN_ADDR: `localhost:${app.port}`,
  RUN_MIGRATIONS: '1',
  HTTP_CLIENT_ALLOW_PRIVATE_NETWORKS: '1',
};
await start(`${app.installed}/miniflux.app`, [], { env, ready: `${app.url}/healthcheck` });

await visit('the username arrives, and signing out in the app leaves the person signed in at Latchkey', async (page) => {
  await page.goto(`${app.url}/oauth2/oidc/redirect`);
  await signIn(page, 'a[href="/settings"]');
  assert.ok((await page.locator('.logout-button').getAttribute('title')).includes(person.username));
  await page.click('.logout-button');
  await page.locator('a[href="/oauth2/oidc/redirect"]').waitFor();
  assert.ok(await isSignedInAtLatchkey(page));
});
await done();
