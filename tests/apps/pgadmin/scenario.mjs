// pgAdmin 4 in server mode: a person in the right group signs in and out.
import { app, assert, carryOut, done, file, isSignedInAtLatchkey, paste, person, signIn, start, visit } from '../app.mjs';

const python = `${app.installed}/bin/python`;
const folder = (await carryOut(python, ['-c', 'import importlib.util; print(importlib.util.find_spec("pgadmin4").submodule_search_locations[0])'])).trim();
file('config_local.py', `${paste('config_local.py')}
SERVER_MODE = True
DATA_DIR = "${app.scratch}/data"
LOG_FILE = "${app.scratch}/data/pgadmin4.log"
SQLITE_PATH = "${app.scratch}/data/pgadmin4.db"
SESSION_DB_PATH = "${app.scratch}/data/sessions"
STORAGE_DIR = "${app.scratch}/data/storage"
DEFAULT_SERVER = "127.0.0.1"
DEFAULT_SERVER_PORT = ${app.port}
MASTER_PASSWORD_REQUIRED = False
UPGRADE_CHECK_ENABLED = False
`);
const env = { PYTHONPATH: app.scratch, PGADMIN_SETUP_EMAIL: 'root@example.com', PGADMIN_SETUP_PASSWORD: 'only for this test' };
await carryOut(python, [`${folder}/setup.py`, 'setup-db'], { env });
await start(python, [`${folder}/pgAdmin4.py`], { env, ready: `${app.url}/misc/ping` });

await visit('email and groups arrive, and signing out in the app signs out of Latchkey', async (page) => {
  await page.goto(`${app.url}/login`);
  await page.locator('button:has-text("Latchkey")').click();
  await signIn(page, '#root, #main-menu-container');
  const users = await carryOut('python3', ['-c', `import sqlite3
print(sqlite3.connect("${app.scratch}/data/pgadmin4.db").execute("select email, auth_source from user").fetchall())`]);
  assert.ok(users.includes(`('${person.email}', 'oauth2')`), users);
  assert.ok(await isSignedInAtLatchkey(page));
  await page.goto(`${app.url}/oauth2/logout`);
  await page.locator('button:has-text("Latchkey")').waitFor();
  assert.ok(!(await isSignedInAtLatchkey(page)));
});
await done();
