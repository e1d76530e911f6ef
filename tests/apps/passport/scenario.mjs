// passport-openidconnect: an Express app signs a person in and out.
import { copyFileSync, symlinkSync } from 'node:fs';
import { app, comesAndGoes, done, file, paste, start, variables, visit } from '../app.mjs';

symlinkSync(`${app.installed}/node_modules`, `${app.scratch}/node_modules`);
copyFileSync(new URL('server.mjs', import.meta.url), `${app.scratch}/server.mjs`);
file('oidc.mjs', paste('oidc.mjs'));
await start('node', ['server.mjs'], { env: { PORT: app.port, ...variables(paste('environment')) } });

await visit('name, email and groups arrive, and signing out in the app signs out of Latchkey', async (page) => {
  await page.goto(`${app.url}/login`);
  await comesAndGoes(page);
});
await done();
