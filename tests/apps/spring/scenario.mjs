// Spring Security: an app signs a person in and out, and takes logout tokens; an API takes tokens that are bound to a key.
import { mkdirSync } from 'node:fs';
import {
  app, assert, backup, carryOut, done, eventually, file, isSignedInAtLatchkey, knowsThePerson, paste, signIn, signOutAtLatchkey, start, visit,
} from '../app.mjs';
import { boundToken } from '../../clients/node/bound-token.mjs';
import { scenario } from '../../clients/node/scenarios.mjs';

const classpath = `classes:${app.installed}/lib/*`;
mkdirSync(`${app.scratch}/classes`);
const security = file('SecurityConfig.java', `package app;\n${paste('SecurityConfig.java')}`);
const [main, api] = ['App', 'Api'].map((name) => new URL(`src/${name}.java`, import.meta.url).pathname);
await carryOut('javac', ['-parameters', '-cp', classpath, '-d', 'classes', security, main, api]);
file('application.yaml', `server: { port: ${app.port}, address: localhost }\n${paste('application.yaml')}`);
await start('java', ['-XX:TieredStopAtLevel=1', '-cp', classpath, 'app.App', `--api.issuer=${app.issuer}`]);

const enter = async (page) => {
  await page.goto(`${app.url}/oauth2/authorization/latchkey`);
  await signIn(page, '#who');
  knowsThePerson(await page.locator('#who').innerText());
};

await visit('name, email and groups arrive, and signing out in the app signs out of Latchkey', async (page) => {
  await enter(page);
  assert.ok(await isSignedInAtLatchkey(page));
  await page.click('#out');
  await page.getByText('nobody').waitFor();
  assert.ok(!(await isSignedInAtLatchkey(page)));
});

await visit('a logout token ends the session in the app', async (page) => {
  await enter(page);
  await signOutAtLatchkey(page);
  await eventually('the app has forgotten the person', async () => {
    await page.goto(app.url);
    return (await page.locator('#who').innerText()) === 'nobody';
  }, undefined, 20_000);
});
await scenario('spring: an API takes a token that is bound to a key from whoever holds that key, and from nobody else', async () => {
  const api = `${app.url}/api/files`;
  const { token, type, call, callWithAnotherKey } =
    await boundToken(app.issuer, backup.clientId, backup.secret, 'https://files.example.com', 'files');
  assert.equal(type, 'dpop', 'as oauth4webapi writes it');
  const answer = await call(api);
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), 'files of backup');
  assert.equal((await callWithAnotherKey(api)).status, 401);
  const bearer = await fetch(api, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(bearer.status, 401, 'a bound token is no bearer token');
  assert.equal((await fetch(api)).status, 401);
  // A token for another API.
  const other = await boundToken(app.issuer, backup.clientId, backup.secret, 'https://mail.example.com', 'files');
  assert.equal((await other.call(api)).status, 401);
});
await done();
