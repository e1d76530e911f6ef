// JupyterHub with oauthenticator: a person signs in, is in the groups, and signs out. No notebook is started.
import { freePort } from '../../clients/ports.mjs';
import { app, assert, done, file, isSignedInAtLatchkey, knowsThePerson, paste, person, signIn, start, visit } from '../app.mjs';

const [proxyApi, hub] = [await freePort(), await freePort()];
file('jupyterhub_config.py', `c = get_config()
${paste('jupyterhub_config.py')}
c.JupyterHub.bind_url = "${app.url}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:${hub}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:${proxyApi}"
c.ConfigurableHTTPProxy.command = ["${app.installed}/node_modules/.bin/configurable-http-proxy"]
c.JupyterHub.spawner_class = "simple"
c.Authenticator.enable_auth_state = True
c.JupyterHub.default_url = "/hub/home"
`);
await start(`${app.installed}/bin/jupyterhub`, ['-f', 'jupyterhub_config.py'], {
  ready: `${app.url}/hub/health`,
  env: { JUPYTERHUB_CRYPT_KEY: '0'.repeat(64), PATH: `${app.installed}/bin:${process.env.PATH}` },
});

await visit('the person and the groups arrive, and signing out in the app leads to the question at Latchkey', async (page) => {
  await page.goto(`${app.url}/hub/oauth_login`);
  await signIn(page, '#logout');
  const user = await page.evaluate(async (name) => {
    const xsrf = /_xsrf=([^;]*)/.exec(document.cookie)[1];
    return (await fetch(`/hub/api/users/${name}?_xsrf=${encodeURIComponent(xsrf)}`)).json();
  }, person.username);
  knowsThePerson(JSON.stringify(user));
  assert.deepEqual(user.groups.sort(), person.groups);
  assert.ok(user.admin, 'the group admins administers');
  assert.ok(await isSignedInAtLatchkey(page));
  await page.click('#logout');
  await page.click('#logout-yes');
  await page.waitForURL(`${app.url}/**`);
  assert.ok(!(await isSignedInAtLatchkey(page)));
});
await done();
