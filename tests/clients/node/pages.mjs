// Looks at the pages as people see them: light and dark, phone and desk, with and without JavaScript (looks.mjs says what
// each is held to).

import assert from 'node:assert/strict';
import { authorizeUrl, discovery, issuer, redirectUri } from './asks.mjs';
import { fillLogin, listenAt, openBrowser } from './browser.mjs';
import { listen, look } from './looks.mjs';
import { finish, required, scenario } from './scenarios.mjs';

const person = { username: required('USER_NAME'), password: required('USER_PASSWORD') };
const LOOK = { scope: 'openid profile email groups offline_access', state: 'look', prompt: 'consent' };
const browser = await openBrowser();

async function tour(context, label) {
  const heard = [];
  const page = await context.newPage();
  listen(page, heard, [`${issuer}/`, redirectUri]);

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
  await page.goto(`${issuer}/account/apps?q=client`);
  // Seven of the configuration, and what registered itself and was used here before.
  assert.ok((await page.locator('#apps > li').count()) >= 7, 'every app with a page is offered');
  await page.locator('#apps summary').first().click();
  await look(page, heard, 'apps', label);
  await page.locator('#apps a.danger').first().click();
  await page.locator('#remove').waitFor();
  await look(page, heard, 'remove-app', label);
  await page.goto(`${issuer}/account/apps?q=nothing+of+that+name`);
  await look(page, heard, 'apps-without-match', label);

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
