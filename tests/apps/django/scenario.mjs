// Django with mozilla-django-oidc: a site signs a person in and out.
import { copyFileSync } from 'node:fs';
import { app, carryOut, comesAndGoes, done, file, paste, start, visit } from '../app.mjs';

copyFileSync(new URL('site.py', import.meta.url), `${app.scratch}/site_of_the_test.py`);
file('pasted.py', paste('settings.py'));
file('latchkey.py', paste('latchkey.py'));
const python = `${app.installed}/bin/python`;
await carryOut(python, ['site_of_the_test.py', 'migrate', '-v0']);
await start(python, ['site_of_the_test.py', 'runserver', '--noreload', `localhost:${app.port}`]);

await visit('name, email and groups arrive, and signing out in the app signs out of Latchkey', async (page) => {
  await page.goto(`${app.url}/oidc/authenticate/`);
  await comesAndGoes(page);
});
await done();
