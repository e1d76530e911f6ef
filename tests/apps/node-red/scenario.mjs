// Node-RED: the editor signs a person in.
import { symlinkSync } from 'node:fs';
import { app, assert, done, file, isSignedInAtLatchkey, paste, person, signIn, start, visit } from '../app.mjs';

symlinkSync(`${app.installed}/node_modules`, `${app.scratch}/node_modules`);
file('settings.js', `module.exports = {
uiHost: 'localhost', uiPort: ${app.port}, credentialSecret: 'only for this test', telemetry: { enabled: false },
${paste('settings.js')}
};`);
await start(`${app.installed}/node_modules/.bin/node-red`, ['-u', app.scratch, '-s', 'settings.js']);

await visit('the username arrives, and signing out in the app leaves the person signed in at Latchkey', async (page) => {
  await page.goto(`${app.url}/auth/strategy`);
  await signIn(page, '#red-ui-header-button-user');
  const user = await page.evaluate(async () => {
    const { access_token: token } = globalThis.RED.settings.get('auth-tokens');
    return (await (await fetch('/settings', { headers: { authorization: `Bearer ${token}` } })).json()).user;
  });
  assert.equal(user.username, person.username);
  await page.evaluate(() => globalThis.RED.user.logout());
  await page.getByText('Sign in with Latchkey').waitFor();
  assert.ok(await isSignedInAtLatchkey(page));
});
await done();
