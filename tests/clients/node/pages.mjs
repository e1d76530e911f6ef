// Looks at the pages as people see them: light and dark, phone and desk, with and without JavaScript.
// Each must fit its width, obey its own content security policy, ask nobody else for anything, and be built so that a
// screen reader finds its way. With PAGES_DIR set, a picture of each is left there.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { authorizeUrl, discovery, issuer, redirectUri } from './asks.mjs';
import { fillLogin, listenAt, openBrowser } from './browser.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const person = { username: required('USER_NAME'), password: required('USER_PASSWORD') };
const LOOK = { scope: 'openid profile email groups offline_access', state: 'look', prompt: 'consent' };
const folder = process.env.PAGES_DIR;
const browser = await openBrowser();
if (folder) mkdirSync(folder, { recursive: true });

/** What a person or their screen reader would trip over, in plain sentences. */
async function faults(page) {
  return page.evaluate(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth) {
      const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth);
      found.push(`${root.scrollWidth} px wide in a window of ${window.innerWidth} px: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 80))}`);
    }
    for (const name of ['h1', 'main']) {
      const count = document.querySelectorAll(name).length;
      if (count !== 1) found.push(`${count} <${name}>`);
    }
    if (!root.lang) found.push('no lang');
    if (!document.title.trim()) found.push('no title');
    if (!document.querySelector('meta[name=viewport]')) found.push('no viewport');
    for (const field of document.querySelectorAll('input:not([type=hidden]):not([aria-hidden]), select, textarea')) {
      if (!field.labels?.length && !field.getAttribute('aria-label')) found.push(`no label: ${field.outerHTML.slice(0, 80)}`);
    }
    for (const control of document.querySelectorAll('button, input:not([type=hidden]):not([type=checkbox]):not([aria-hidden])')) {
      const { height } = control.getBoundingClientRect();
      if (height > 0 && height < 24) found.push(`only ${height} px high: ${control.outerHTML.slice(0, 80)}`);
    }
    for (const image of document.images) if (!image.hasAttribute('alt')) found.push('an image without alt');
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    if (twice.length) found.push(`ids used twice: ${twice}`);
    if (document.querySelector('[style], style, script:not([src])')) found.push('inline style or script');
    return found;
  });
}

async function look(page, heard, name, label) {
  await page.locator('main').waitFor();
  if (folder) await page.screenshot({ path: join(folder, `${name}-${label}.png`), fullPage: true, caret: 'initial' });
  const found = [...(await faults(page)), ...heard.splice(0)];
  assert.deepEqual(found, [], `${name} at ${page.url()}`);
}

/** Everything that the browser has to complain about, and every request that leaves the provider. */
function listen(page, heard) {
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) heard.push(`${response.status()} from ${response.url()}`);
    if (response.status() === 404 && !response.url().endsWith('/favicon.ico')) heard.push(`404 from ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${issuer}/`) && !url.startsWith(redirectUri) && !url.startsWith('data:')) {
      heard.push(`asked ${url}`);
    }
  });
}

async function tour(context, label) {
  const heard = [];
  const page = await context.newPage();
  listen(page, heard);

  await page.goto(`${issuer}/`);
  await look(page, heard, 'welcome', label);

  await page.goto(authorizeUrl({ ...LOOK, client_id: 'nobody' }));
  assert.ok(page.url().startsWith(issuer), 'an unknown client is never redirected to');
  await look(page, heard, 'error', label);

  await page.goto(authorizeUrl(LOOK));
  await look(page, heard, 'login', label);
  await fillLogin(page, { ...person, password: 'not the password' });
  await page.click('#login');
  await page.locator('[role=alert]').waitFor();
  assert.match(await page.title(), /^Error: /, 'a failed sign-in says so in the title');
  await look(page, heard, 'login-failed', label);

  await fillLogin(page, person);
  await page.click('#login');
  await page.locator('#allow').waitFor();
  const [allow, deny] = [await page.locator('#allow').boundingBox(), await page.locator('#deny').boundingBox()];
  assert.ok(Math.abs(allow.height - deny.height) < 1, 'Allow and Cancel are equally high');
  await look(page, heard, 'consent', label);
  await page.click('#allow');
  await page.locator('#at-client').waitFor();
  heard.length = 0;

  await page.goto(`${issuer}/`);
  await look(page, heard, 'account', label);

  if (discovery.end_session_endpoint) {
    await page.goto(discovery.end_session_endpoint);
    await page.locator('#logout-yes').waitFor();
    await look(page, heard, 'logout', label);
    await page.click('#logout-yes');
    await page.locator('#logout-yes').waitFor({ state: 'detached' });
    await look(page, heard, 'signed-out', label);
  }
}

const client = await listenAt(redirectUri);
for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    for (const javaScriptEnabled of [true, false]) {
      const label = `${colorScheme}-${width}${javaScriptEnabled ? '' : '-without-script'}`;
      await scenario(`pages: every page holds in ${label}`, async () => {
        const context = await browser.newContext({ colorScheme, javaScriptEnabled, viewport: { width, height: 800 } });
        context.setDefaultTimeout(15_000);
        try {
          await tour(context, label);
        } finally {
          await context.close();
        }
      });
    }
  }
}
client.close();
await browser.close();
finish();
