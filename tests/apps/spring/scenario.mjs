// Spring Security: an app signs a person in and out, and takes logout tokens.
import { mkdirSync } from 'node:fs';
import {
  app, assert, carryOut, done, eventually, file, isSignedInAtLatchkey, knowsThePerson, paste, signIn, signOutAtLatchkey, start, visit,
} from '../app.mjs';

const classpath = `classes:${app.installed}/lib/*`;
mkdirSync(`${app.scratch}/classes`);
const security = file('SecurityConfig.java', `package app;\n${paste('SecurityConfig.java')}`);
const main = new URL('src/App.java', import.meta.url).pathname;
await carryOut('javac', ['-parameters', '-cp', classpath, '-d', 'classes', security, main]);
file('application.yaml', `server: { port: ${app.port}, address: localhost }\n${paste('application.yaml')}`);
await start('java', ['-XX:TieredStopAtLevel=1', '-cp', classpath, 'app.App']);

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
await done();
