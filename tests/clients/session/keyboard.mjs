// People who have a keyboard alone: they sign in, allow an app, add an authenticator app, sign out, and choose an account,
// with script and without. Whatever they reach is seen, with a ring around it. The pages of administrators are in admin.mjs.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario } from '../node/scenarios.mjs';
import { Phone } from './phone.mjs';
import { Provider, RelyingParty, authorize, folder, openBrowser, person } from './world.mjs';

const rp = await RelyingParty.start({ https: false, host: 'localhost' });
const SCOPE = { scope: 'openid profile email' };

/** What has the focus, where it is, and whether a ring and nothing else is around it and over it. */
function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    const { left, top, right, bottom } = at.getClientRects()[0] ?? at.getBoundingClientRect();
    const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      what: at.outerHTML.slice(0, 80),
      isThere: at !== document.body && at !== document.documentElement,
      isSeen: at.contains(document.elementFromPoint(x, y)),
      hasRing: outlineStyle === 'solid' && parseFloat(outlineWidth) >= 3,
    };
  });
}

/** Goes on by Tab until the element has the focus. Everything on the way can be seen. */
async function reach(page, selector) {
  const target = page.locator(selector).first();
  await target.waitFor();
  const met = [];
  for (let steps = 0; steps < 60; steps += 1) {
    const at = await focused(page);
    if (at.isThere) {
      assert.ok(at.isSeen, `hidden, though it has the focus: ${at.what}`);
      assert.ok(at.hasRing, `no ring around what has the focus: ${at.what}`);
    }
    if (await target.evaluate((element) => element === document.activeElement)) return;
    met.push(at.what);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${selector} at ${page.url()}: ${met.join(' | ')}`);
}

async function press(page, selector, key = 'Enter') {
  await reach(page, selector);
  await page.keyboard.press(key);
}

async function write(page, selector, text) {
  await reach(page, selector);
  await page.keyboard.type(text);
}

async function signIn(page, url) {
  await page.goto(url);
  await write(page, '#username', person.name);
  await write(page, '#password', person.password);
  await press(page, '#login');
}

for (const javaScriptEnabled of [true, false]) {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 256 }]) {
    const how = `${viewport.width} px wide, ${javaScriptEnabled ? 'with' : 'without'} script`;
    await scenario(`keyboard: somebody signs in, allows an app, adds a second step, signs out and chooses an account, ${how}`, async () => {
      const asking = `[[clients]]
client_id = "asking"
client_name = "The asking app"
redirect_uris = ["${rp.redirect}"]
token_endpoint_auth_method = "none"
consent = "remember"
`;
      const op = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'app', redirect: rp.redirect }], more: asking });
      const browser = await openBrowser({ cookies: 'blocked' });
      try {
        const context = await browser.browser().newContext({ javaScriptEnabled, viewport });
        context.setDefaultTimeout(20_000);
        const page = await context.newPage();
        await signIn(page, authorize(op, 'asking', rp.redirect, SCOPE));
        await press(page, '#allow');
        await page.locator('#at-client').waitFor();
        assert.ok(new URL(page.url()).searchParams.get('code'));

        await page.goto(`${op.issuer}/account/security`);
        await press(page, '#add-totp');
        const link = page.locator('a[href^="otpauth:"]');
        await reach(page, 'a[href^="otpauth:"]');
        const phone = new Phone(await link.getAttribute('href'));
        await press(page, 'main summary', 'Space');
        assert.ok(await page.locator('#key').isVisible(), 'the key can be typed in instead');
        await write(page, '#code', phone.code());
        await press(page, '#confirm');
        await press(page, '#go-on');
        await page.locator('#remove-totp').waitFor();

        await page.goto(`${op.issuer}/end-session`);
        await reach(page, '#logout-no');
        await page.goto(`${op.issuer}/end-session`);
        await press(page, '#logout-yes');
        await page.locator('#logout-yes').waitFor({ state: 'detached' });

        await signIn(page, authorize(op, 'app', rp.redirect, SCOPE));
        await write(page, '#code', phone.code());
        await press(page, '#confirm');
        await page.locator('#at-client').waitFor();

        const choose = authorize(op, 'app', rp.redirect, { ...SCOPE, prompt: 'select_account' });
        await page.goto(choose);
        await press(page, 'button[name=account]:not([value=other])');
        await page.locator('#at-client').waitFor();
        await page.goto(choose);
        await press(page, 'button[name=account][value=other]');
        await reach(page, '#username');
        assert.equal(await page.inputValue('#username'), '', 'somebody else may sign in');
        await context.close();
      } finally {
        await browser.close();
        await op.stop();
      }
    });
  }
}

rp.stop();
rmSync(folder, { recursive: true, force: true });
finish();
