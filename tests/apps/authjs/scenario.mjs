// Auth.js on Express: an app signs a person in and out.
import { copyFileSync, symlinkSync } from 'node:fs';
import { app, comesAndGoes, done, file, paste, start, variables, visit } from '../app.mjs';

symlinkSync(`${app.installed}/node_modules`, `${app.scratch}/node_modules`);
copyFileSync(new URL('server.mjs', import.meta.url), `${app.scratch}/server.mjs`);
file('auth.mjs', paste('auth.mjs'));
const env = { PORT: app.port, AUTH_SECRET: 'only for this test, thirty-two characters', AUTH_TRUST_HOST: 'true' };
await start('node', ['server.mjs'], { env: { ...env, ...variables(paste('environment')) } });

await visit('name, email and groups arrive, and signing out in the app signs out of Latchkey', async (page) => {
  await page.goto(`${app.url}/auth/signin`);
  await page.getByRole('button', { name: 'Sign in with Latchkey' }).click();
  await comesAndGoes(page);
});
await done();
