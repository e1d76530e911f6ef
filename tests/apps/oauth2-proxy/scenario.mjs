// oauth2-proxy: a page that knows no sign-in stands behind it.
import { createServer } from 'node:http';
import { freePort } from '../../clients/ports.mjs';
import { app, assert, done, isSignedInAtLatchkey, paste, person, signIn, start, variables, visit } from '../app.mjs';

const behind = await freePort();
const page = createServer((request, response) => {
  const said = Object.entries(request.headers).filter(([name]) => name.startsWith('x-forwarded-'));
  response.setHeader('content-type', 'text/html');
  response.end(`<!doctype html><title>App</title><p id="who">${JSON.stringify(said)}</p>`);
}).listen(behind, '127.0.0.1');

await start(`${app.installed}/oauth2-proxy`, [], {
  ready: `${app.url}/ping`,
  env: {
    ...variables(paste('environment')),
    OAUTH2_PROXY_HTTP_ADDRESS: `localhost:${app.port}`,
    OAUTH2_PROXY_UPSTREAMS: `http://127.0.0.1:${behind}/`,
    OAUTH2_PROXY_COOKIE_SECURE: 'false',
  },
});

await visit('username, email and groups arrive, and the address for signing out leads to the question at Latchkey', async (visitor) => {
  await visitor.goto(app.url);
  await signIn(visitor, '#who');
  const said = await visitor.locator('#who').innerText();
  for (const word of [person.username, person.email, ...person.groups]) assert.ok(said.includes(word), `${word}: ${said}`);
  assert.ok(await isSignedInAtLatchkey(visitor));
  const end = `${app.issuer}/end-session?client_id=${app.clientId}&post_logout_redirect_uri=${app.url}/`;
  await visitor.goto(`${app.url}/oauth2/sign_out?rd=${encodeURIComponent(end)}`);
  await visitor.click('#logout-yes');
  await visitor.waitForURL(`${app.issuer}/login**`, { waitUntil: 'commit' });
  assert.ok(!(await isSignedInAtLatchkey(visitor)), 'the app asks for a new sign-in at once');
});
page.close();
await done();
