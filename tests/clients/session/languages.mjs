// The pages in other languages in a real browser: German is long, Arabic runs from right to left, and a language that nobody
// speaks is longer than all of them and shows every word that is not in the files of words. With PAGES_DIR set, pictures of
// the pages are left there.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen, look } from '../node/looks.mjs';
import { finish, scenario } from '../node/scenarios.mjs';
import { Provider, RelyingParty, becomes, folder, openBrowser, person } from './world.mjs';

const rp = await RelyingParty.start({ https: false, host: 'localhost' });
const words = new URL('../../../templates/words/', import.meta.url);
const accents = { a: 'á', c: 'ç', d: 'ð', e: 'é', g: 'ğ', i: 'î', k: 'ķ', l: 'ļ', n: 'ñ', o: 'ö', r: 'ŕ', s: 'š', t: 'ţ', u: 'ü', y: 'ý', z: 'ž' };

/** English with accents on it, and a third longer: a folder of templates that speaks it. */
function pseudo() {
  const templates = join(folder, 'pseudo');
  mkdirSync(join(templates, 'words'), { recursive: true });
  const told = (text) => {
    // Markup and what stands in braces is left as it is.
    const kept = text.replace(/(<[^>]*>|\{[^}]*\}|&\w+;)|([a-z])/g, (_, left, letter) => left ?? accents[letter] ?? letter);
    const letters = text.replace(/<[^>]*>|\{[^}]*\}/g, '').length;
    return letters < 2 ? kept : `${kept}${' wörð'.repeat(Math.ceil(letters / 15))}`;
  };
  let text = '';
  for (const file of readdirSync(new URL('en/', words))) {
    for (const line of readFileSync(new URL(`en/${file}`, words), 'utf8').split('\n')) {
      const message = /^([a-z][a-z0-9-]* = )(.+)$/.exec(line);
      const variant = /^( +\*?\[\w+\] )(.+)$/.exec(line);
      const cut = message ?? variant;
      text += cut ? `${cut[1]}${told(cut[2])}\n` : `${line}\n`;
    }
  }
  writeFileSync(join(templates, 'words', 'en.ftl'), text);
  return templates;
}

const pkce = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' };
const [NARROW, WIDE] = [['light', 320], ['dark', 1280]];

/** An app that asks for people by name, and for somebody at a device. */
const DESK = { id: 'desk', secret: 'the secret of the desk, long enough' };
const ask = async (op, path, fields) => {
  const credentials = Buffer.from(`${DESK.id}:${encodeURIComponent(DESK.secret)}`).toString('base64');
  const answer = await fetch(`${op.issuer}${path}`, {
    method: 'POST', headers: { authorization: `Basic ${credentials}` }, body: new URLSearchParams({ scope: 'openid email', ...fields }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
};
const PAYMENT = { type: 'payment', amount: '49.90', currency: 'EUR', creditor: { name: 'Books & Co.', iban: 'DE02 1203 0000 0000 2020 51' } };

/** Every page that an administrator comes by, in the language of their browser. */
async function tour(op, browser, { language, dir, name, views }) {
  const context = await browser.browser().newContext({ locale: language, ignoreHTTPSErrors: true });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const heard = [];
  listen(page, heard, [`${op.issuer}/`, rp.origin]);
  const seeAll = async (what) => {
    const { lang, direction } = await page.evaluate(() => ({
      lang: document.documentElement.lang, direction: getComputedStyle(document.body).direction,
    }));
    assert.deepEqual([lang, direction], [language, dir], what);
    for (const [colorScheme, width] of views) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await look(page, heard, `${name}-${what}`, `${colorScheme}-${width}`);
    }
  };
  await page.goto(`${op.issuer}/authorize?client_id=nobody&response_type=code`);
  await seeAll('error');
  await page.goto(`${op.issuer}/forgot`);
  await seeAll('forgot');
  const asked = new URLSearchParams({
    client_id: 'asks', redirect_uri: rp.redirect, response_type: 'code', scope: 'openid profile email groups offline_access', state: 's', prompt: 'consent',
    authorization_details: JSON.stringify([PAYMENT]), ...pkce,
  });
  await page.goto(`${op.issuer}/authorize?${asked}`);
  await seeAll('login');
  await page.fill('#username', 'root');
  await page.fill('#password', 'not the password');
  await page.press('#password', 'Enter');
  await page.locator('#problem').waitFor();
  heard.length = 0;
  await seeAll('login-failed');
  await page.fill('#username', 'root');
  await page.fill('#password', person.password);
  await page.press('#password', 'Enter');
  await page.locator('#allow').waitFor();
  await seeAll('consent');
  // In a page from right to left, too: else the name of who is paid would be torn apart around the amount.
  const directions = await page.locator('.details b').evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
  assert.deepEqual(directions, ['ltr'], "the operator's English sentence");
  await page.click('#allow');
  await page.locator('#at-client').waitFor();
  await page.goto(`${op.issuer}/authorize?${new URLSearchParams({ ...Object.fromEntries(asked), prompt: 'select_account' })}`);
  await seeAll('select-account');
  await page.goto(`${op.issuer}/device`);
  await seeAll('device');
  await page.fill('#user_code', 'BCDF-GHJK');
  await page.click('#continue');
  await page.locator('#user_code-wrong').waitFor();
  heard.length = 0;
  await seeAll('device-wrong');
  const device = await ask(op, '/device_authorization', {});
  await page.goto(device.verification_uri_complete);
  await seeAll('device-complete');
  await page.click('#continue');
  await page.locator('#allow').waitFor();
  await seeAll('device-consent');
  await page.click('#allow');
  await page.locator('#allow').waitFor({ state: 'detached' });
  await seeAll('device-done');
  await ask(op, '/backchannel_authentication', { login_hint: 'root', binding_message: 'W4SCT' });
  await page.goto(`${op.issuer}/account/requests`);
  await seeAll('requests');
  await page.locator('form:has(input[name=request]) button').first().click();
  await page.locator('#allow').waitFor();
  await seeAll('request');
  await page.click('#allow');
  await page.locator('#allow').waitFor({ state: 'detached' });
  await seeAll('requests-none');
  for (const [what, path] of [
    ['account', '/'], ['profile', '/account/profile'], ['security', '/account/security'], ['totp', '/account/totp'],
    ['activity', '/account/activity'], ['admin', '/admin'], ['admin-people', '/admin/people'], ['admin-add', '/admin/add-person'],
    ['admin-groups', '/admin/groups'], ['admin-apps', '/admin/apps'], ['admin-app', '/admin/app?client_id=asks'],
    ['admin-app-connect', '/admin/app/connect?client_id=asks&preset=wordpress'], ['admin-app-try', '/admin/app/try?client_id=asks&person=root'],
    ['admin-sessions', '/admin/sessions'], ['admin-deliveries', '/admin/deliveries'],
    ['admin-activity', '/admin/activity'], ['admin-keys', '/admin/keys'], ['admin-health', '/admin/health'], ['session-check', '/session-check'],
  ]) {
    await page.goto(`${op.issuer}${path}`);
    for (const details of await page.locator('main summary').all()) await details.click();
    await seeAll(what);
  }
  await page.goto(`${op.issuer}/admin/people`);
  await page.getByRole('link', { name: 'Root Example' }).click();
  for (const details of await page.locator('main summary').all()) await details.click();
  await seeAll('admin-person');
  await page.click('#make-link');
  const link = await page.locator('#link').textContent();
  await seeAll('admin-link');
  await page.goto(`${op.issuer}/end-session`);
  await seeAll('logout');
  await page.click('#logout-yes');
  await page.locator('#logout-yes').waitFor({ state: 'detached' });
  await seeAll('signed-out');
  await page.goto(link);
  await seeAll('invite');
  await context.close();
}

async function staged(run, { templates } = {}) {
  const desk = `[[clients]]
client_id = "${DESK.id}"
client_name = "The desk"
client_secret_hash = "sha256:${createHash('sha256').update(DESK.secret).digest('hex')}"
grant_types = ["urn:ietf:params:oauth:grant-type:device_code", "urn:openid:params:grant-type:ciba"]
scope = "openid email"
[authorization_details.payment]
clients = ["asks"]
sentence = "Pay {amount} {currency} to {creditor.name}"
[authorization_details.payment.schema]
required = ["amount", "currency", "creditor"]
[authorization_details.payment.schema.properties]
amount = { type = "string" }
currency = { type = "string" }
creditor = { required = ["name"], properties = { name = { type = "string" }, iban = { type = "string" } } }
`;
  const more = '[smtp]\nurl = "smtp://127.0.0.1:9"\nfrom = "latchkey@example.com"\n[session_management]\nlogout_prompt = "always"\n';
  const branding = templates ? `[branding]\ntemplates = "${templates}"\n` : '';
  const op = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'asks', redirect: rp.redirect }], more: branding + more + desk });
  op.edit((text) => text.replace('consent = "skip"', 'consent = "ask"'));
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    op.add('root', '--name', 'Root Example', '--email', 'root@example.com', '--admin', '--group', 'admins');
    await run(op, browser);
  } finally {
    await browser.close();
    await op.stop();
  }
}

await scenario('languages: every page holds in German and in Arabic', () =>
  staged(async (op, browser) => {
    await tour(op, browser, { language: 'de', dir: 'ltr', name: 'de', views: [NARROW] });
    await tour(op, browser, { language: 'ar', dir: 'rtl', name: 'ar', views: [NARROW, WIDE] });
  }));

await scenario('languages: every page holds with words that are a third longer', () =>
  staged(async (op, browser) => tour(op, browser, { language: 'en', dir: 'ltr', name: 'pseudo', views: [NARROW] }), { templates: pseudo() }));

await scenario('languages: the one that is chosen on a page stays, and goes before what an app asks for', () =>
  staged(async (op, browser) => {
    const context = await browser.browser().newContext({ locale: 'fr-CA', ignoreHTTPSErrors: true, javaScriptEnabled: false });
    const page = await context.newPage();
    const lang = () => page.locator('html').getAttribute('lang');
    const asked = (ui_locales) => `${op.issuer}/authorize?${new URLSearchParams({
      client_id: 'asks', redirect_uri: rp.redirect, response_type: 'code', scope: 'openid', state: 's', ui_locales, ...pkce,
    })}`;
    await page.goto(`${op.issuer}/login`);
    assert.equal(await lang(), 'fr');
    await page.goto(asked('pl'));
    assert.equal(await lang(), 'pl', 'the app says what its user reads');
    const before = page.url();
    await page.selectOption('#language', 'uk');
    await page.click('#choose-language');
    assert.equal(page.url(), before, 'the same page');
    assert.equal(await lang(), 'uk', 'who reads it knows better');
    await page.goto(asked('pl'));
    assert.equal(await lang(), 'uk');
    await page.goto(asked('it'));
    assert.equal(await lang(), 'it', 'nobody chose against this one');
    await page.goto(`${op.issuer}/login`);
    assert.equal(await lang(), 'uk');
    await page.fill('#username', 'root');
    await page.fill('#password', person.password);
    await page.press('#password', 'Enter');
    await page.locator('#logout').waitFor();
    await page.goto(`${op.issuer}/account/profile`);
    await page.fill('#locale', 'de-AT');
    await page.click('#save-profile');
    await becomes(lang, 'de', 'what stands in the profile is chosen last');
    await context.close();
  }));

rp.stop();
rmSync(folder, { recursive: true, force: true });
finish();
