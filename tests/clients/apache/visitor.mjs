// A person visits the page that mod_auth_openidc guards: signs in, comes back, comes back again after a refresh.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { openBrowser, walk } from '../node/browser.mjs';
import { finish, required, scenario, skipped } from '../node/scenarios.mjs';

const issuer = required('ISSUER').replace(/\/$/, '');
const guarded = required('PROTECTED');
const goodbye = required('GOODBYE');
const person = { username: required('USER_NAME'), password: required('USER_PASSWORD'), email: required('USER_EMAIL') };
const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const browser = await openBrowser();
const context = await browser.newContext();
context.setDefaultTimeout(15_000);
const page = await context.newPage();

const shown = async (id) => (await page.locator(`#${id}`).innerText()).trim();
const userinfo = (token) =>
  fetch(metadata.userinfo_endpoint, { headers: { authorization: `Bearer ${token}` } });

let first;
await scenario('mod_auth_openidc: a guarded page sends the visitor to sign in and shows who came back', async () => {
  await page.goto(guarded);
  assert.ok(page.url().startsWith(issuer), `the visitor is at the provider, not at ${page.url()}`);
  const met = await walk(page, person, '#sub');
  assert.deepEqual(met, ['login', 'consent']);
  first = { sub: await shown('sub'), token: await shown('token') };
  assert.ok(first.sub && first.sub !== '(none)');
  assert.equal(await shown('email'), person.email);
  assert.ok((await shown('user')).startsWith(person.username));
});

await scenario('mod_auth_openidc: the access token that it passes on opens userinfo', async () => {
  const answer = await userinfo(first.token);
  assert.equal(answer.status, 200);
  assert.equal((await answer.json()).sub, first.sub);
});

await scenario('mod_auth_openidc: the next view refreshes the access token without asking anybody', async () => {
  await page.goto(guarded);
  assert.equal(await shown('sub'), first.sub);
  const second = await shown('token');
  assert.notEqual(second, first.token);
  assert.equal((await userinfo(second)).status, 200);
  await page.goto(guarded);
  const third = await shown('token');
  assert.notEqual(third, second, 'the rotated refresh token was kept and works');
});

const end = () => execFileSync(required('LATCHKEY_BIN'), ['-c', required('CONFIG'), 'user', 'sign-out', person.username]);

await scenario('mod_auth_openidc: an open page that watches is signed out once the login ends elsewhere', async () => {
  await page.goto(`${guarded}watched.shtml`);
  await page.locator('#sub').waitFor();
  await page.waitForTimeout(4000);
  assert.equal(page.url(), `${guarded}watched.shtml`, 'a living login leaves the page alone');
  end();
  await page.waitForURL((url) => !url.href.startsWith(`${guarded}watched.shtml`));
  await page.goto(guarded);
  await page.locator('#login').waitFor();
});

await scenario('mod_auth_openidc: with no page open, a logout token ends its session', async () => {
  await page.goto(guarded);
  await walk(page, person, '#sub');
  const jar = await context.cookies(guarded);
  await page.goto('about:blank');
  end();
  await page.waitForTimeout(1500);
  // The provider's own cookies gone, so that only the app's session could let anybody in.
  const own = await (await browser.newContext()).newPage();
  await own.context().addCookies(jar.filter((cookie) => cookie.name.startsWith('mod_auth_openidc')));
  await own.goto(guarded);
  await own.locator('#login').waitFor();
  await page.goto(guarded);
  await walk(page, person, '#sub');
});

const leaving = 'mod_auth_openidc: signing out there signs out at the provider';
if (metadata.end_session_endpoint) {
  await scenario(leaving, async () => {
    await page.goto(`${guarded}oidc?logout=${encodeURIComponent(goodbye)}`);
    await page.locator('#logout-yes, #goodbye').first().waitFor();
    if (await page.locator('#logout-yes').count()) await page.click('#logout-yes');
    await page.locator('#goodbye').waitFor();
    await page.goto(guarded);
    await page.locator('#login').waitFor();
  });
} else {
  skipped(leaving, 'discovery names no end_session_endpoint');
}

await scenario('mod_auth_openidc: signing out at the provider loads its front-channel page, and the page tells what became of it', async () => {
  await page.goto(guarded);
  await walk(page, person, '#sub');
  await page.goto(`${issuer}/end-session`);
  await page.click('#logout-yes');
  const row = page.locator('[data-results] li').filter({ hasText: 'A guarded page' });
  await row.filter({ hasText: 'Signed out.' }).waitFor();
  await page.waitForTimeout(1000);
  const loaded = readFileSync(required('ACCESS_LOG'), 'utf8').split('\n').filter((line) => line.includes('logout=get'));
  assert.ok(loaded.length > 0, 'the frame was loaded');
  const sent = new URL(loaded.at(-1).split(' ')[1], guarded).searchParams;
  assert.equal(sent.get('iss'), issuer);
  assert.ok(sent.get('sid'));
  await page.goto(guarded);
  await page.locator('#login').waitFor();
});

await browser.close();
finish();
