// What the app does with the browser after it came back: its callback leads on to another origin, over several, or to an
// app's own scheme. Chromium applies the policy of the page whose form was sent to every one of those hops.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { authorizeUrl, issuer, redirectUri } from './asks.mjs';
import { fillLogin, openBrowser } from './browser.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const person = { username: required('USER_NAME'), password: required('USER_PASSWORD') };

/** The app: its callback leads to `next`; everything else of it, and its other origin, is a page. */
let next = '';
const arrivals = [];
function serve(hostname, port) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, `http://${hostname}`);
    arrivals.push(`${hostname}${url.pathname}`);
    const leads = url.pathname === new URL(redirectUri).pathname ? next : url.searchParams.get('to');
    if (leads) return response.writeHead(302, { location: leads }).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><html lang="en"><title>App</title><p id="home">Home</p></html>');
  });
  return once(server.listen(port, hostname), 'listening').then(() => server);
}

const callback = new URL(redirectUri);
const app = await serve(callback.hostname, Number(callback.port));
const other = await serve(callback.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1', 0);
const otherOrigin = `http://${callback.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1'}:${other.address().port}`;

const browser = await openBrowser();

/** Walks from the app through whatever pages come, and tells where it ends and what the policy kept from happening. */
async function walk(page, changes, blocked) {
  page.on('console', (message) => {
    if (/form-action|Content Security Policy/i.test(message.text())) blocked.push(message.text());
  });
  await page.goto(authorizeUrl(changes));
  for (let steps = 0; steps < 4; steps += 1) {
    const step = page.locator('#login, #allow, button[name=account][value=current], #home, #form-post').first();
    await step.waitFor({ timeout: 5_000 });
    const id = await step.evaluate((element) => element.id || element.value);
    if (id === 'home') return;
    if (id === 'login') await fillLogin(page, person);
    if (id === 'login' && next.startsWith('com.')) await step.click({ noWaitAfter: true });
    else await step.click();
    if (next.startsWith('com.')) await page.waitForTimeout(700);
    if (next.startsWith('com.') && arrivals.some((arrival) => arrival.endsWith(callback.pathname))) return;
  }
}

const ways = [
  ['to another origin', () => `${otherOrigin}/home`, [{}, { prompt: 'select_account consent' }]],
  [
    'over three origins',
    () => `${otherOrigin}/a?to=${encodeURIComponent(`${callback.origin}/b?to=${otherOrigin}/home`)}`,
    [{ response_mode: 'form_post' }],
  ],
  ["to an app's scheme", () => 'com.example.app:/done', [{}]],
];
for (const [words, to, asked] of ways) {
  for (const changes of asked) {
    const what = JSON.stringify(changes);
    await scenario(`a callback that leads on ${words} is followed after ${what}`, async () => {
      next = to();
      arrivals.length = 0;
      const blocked = [];
      const context = await browser.newContext();
      const page = await context.newPage();
      if (changes.prompt) {
        // Somebody is signed in already: the account is chosen and consent given on pages of their own.
        await page.goto(`${issuer}/login`);
        await fillLogin(page, person);
        await page.click('#login');
        await page.locator('#login').waitFor({ state: 'detached' });
      }
      await walk(page, changes, blocked);
      assert.deepEqual(blocked, []);
      assert.ok(arrivals.includes(`${callback.hostname}${callback.pathname}`), `the app was reached: ${arrivals}`);
      if (!next.startsWith('com.')) assert.equal(page.url(), `${otherOrigin}/home`);
      await context.close();
    });
  }
}

await browser.close();
for (const server of [app, other]) {
  server.closeAllConnections();
  server.close();
}
finish();
