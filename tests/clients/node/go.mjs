// Go's golang.org/x/oauth2 as a television (../go), which install.sh compiles where Go is: a person allows or refuses it. Told by
// the environment as client.mjs is; the client is `tv`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Person } from './person.mjs';
import { issuer, person } from './relying-party.mjs';
import { finish, scenario, skipped } from './scenarios.mjs';

const program = fileURLToPath(new URL('../go/device', import.meta.url));

/** What the television gets of a person who decides so. */
async function gets(decision) {
  const tv = spawn(program, { env: { ISSUER: issuer, CLIENT_ID: 'tv' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: tv.stdout })[Symbol.asyncIterator]();
  const asked = JSON.parse((await lines.next()).value);
  const ada = new Person(person);
  const arrived = await ada.open(asked.verification_uri_complete);
  const shown = await ada.send(arrived, 'name="user_code"', { user_code: asked.user_code });
  await ada.send(shown, 'id="allow"', { decision });
  return JSON.parse((await lines.next()).value);
}

if (existsSync(program)) {
  await Promise.all([
    scenario('golang.org/x/oauth2: a television gets tokens while a person allows it on another device', async () => {
      assert.deepEqual(await gets('allow'), { email: person.email, refreshed: true });
    }),
    scenario('golang.org/x/oauth2: a television is told that the person refused', async () => {
      assert.deepEqual(await gets('deny'), { error: 'access_denied' });
    }),
  ]);
} else {
  skipped('golang.org/x/oauth2: a television gets tokens while a person allows it', 'Go of the version in go.mod, or the module, is not here');
}

finish();
