// Second factors in a real browser: passkeys by Chromium's virtual authenticator, an authenticator app by the QR code that
// the page shows, and each of their pages as people see it. With PAGES_DIR set, pictures of the pages are left there.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { listen, look } from '../node/looks.mjs';
import { finish, scenario } from '../node/scenarios.mjs';
import { Phone } from './phone.mjs';
import { Provider, RelyingParty, authorize, becomes, folder, library, openBrowser, person } from './world.mjs';

const { default: jsQR } = await import(library('jsqr'));
const rp = await RelyingParty.start({ https: true, host: 'app.op.test' });
const local = await RelyingParty.start({ https: false, host: 'localhost' });

/** The text of the QR code that the page shows, read from its picture. */
async function scanned(page) {
  const { data, size } = await page.evaluate(async () => {
    const svg = document.querySelector('svg.qr');
    const size = 600, image = new Image(size, size);
    const copy = svg.cloneNode(true);
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', size);
    copy.setAttribute('height', size);
    image.src = `data:image/svg+xml;base64,${btoa(copy.outerHTML)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size }).getContext('2d');
    canvas.drawImage(image, 0, 0, size, size);
    return { data: [...canvas.getImageData(0, 0, size, size).data], size };
  });
  return jsQR(Uint8ClampedArray.from(data), size, size)?.data;
}

/** Chromium's own authenticator for this page. */
async function authenticator(page, options = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
      automaticPresenceSimulation: true, ...options },
  });
  return { session, authenticatorId };
}

async function staged({ https = true, login = '', more = '' }, run) {
  const party = https ? rp : local;
  const clients = [{ id: 'app', redirect: party.redirect }];
  const op = await Provider.start({ https, host: https ? 'op.test' : 'localhost', clients, more });
  if (login) op.edit((text) => text.replace('[login]\n', `[login]\n${login}\n`));
  const browser = await openBrowser({ cookies: 'blocked' });
  const heard = [];
  try {
    const page = await browser.newPage();
    listen(page, heard, [`${op.issuer}/`, `${party.origin}/`]);
    page.setDefaultTimeout(20_000);
    await run({ op, page, browser, heard, party });
    assert.deepEqual(heard, []);
  } finally {
    await browser.close();
    await op.stop();
  }
}

async function signIn(page, url) {
  await page.goto(url);
  await page.fill('#username', person.name);
  await page.fill('#password', person.password);
  await page.click('#login');
}

async function signOut(page, op) {
  await page.goto(`${op.issuer}/`);
  await page.click('#logout');
  await page.locator('#logout').waitFor({ state: 'detached' });
}

async function addPasskey(page, op) {
  await page.goto(`${op.issuer}/account/security`);
  await page.click('#add-passkey');
}

/** What the passkey of this page answers to these options. */
async function answered(page, options) {
  return page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
  }, options);
}

/** Sends an answer by the form of the page, as its script does. */
async function send(page, answer) {
  await page.evaluate((answer) => {
    const form = document.querySelector('main form');
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'passkey', value: answer }));
    form.submit();
  }, answer);
}

async function isSignedIn(page, op) {
  await page.goto(`${op.issuer}/`);
  return await page.locator('#logout').count() > 0;
}

for (const https of [true, false]) {
  await scenario(`factors: a passkey is added, and signs in by its button and by autofill, over ${https ? 'https' : 'http at localhost'}`, () =>
    staged({ https }, async ({ op, page, party }) => {
      await authenticator(page);
      await signIn(page, `${op.issuer}/login`);
      await addPasskey(page, op);
      await page.locator('.codes').waitFor();
      assert.equal(await page.locator('.codes li').count(), 10);
      const download = page.waitForEvent('download');
      await page.click('#download');
      assert.equal((await download).suggestedFilename(), 'recovery-codes.txt');
      await page.click('#go-on');
      await page.getByText('The passkey is added.').waitFor();
      await signOut(page, op);

      await page.goto(authorize(op, 'app', party.redirect));
      await page.locator('#at-client').waitFor();
      assert.ok(new URL(page.url()).searchParams.get('code'), 'the username field offered the passkey, and it was taken');
      await signOut(page, op);

      await page.addInitScript(() => { delete PublicKeyCredential.isConditionalMediationAvailable; });
      await page.goto(authorize(op, 'app', party.redirect));
      await page.click('#passkey');
      await page.locator('#at-client').waitFor();
      await page.goto(`${op.issuer}/`);
      await page.getByText('with a passkey').first().waitFor();
    }));
}

await scenario('factors: without autofill the page asks for no passkey by itself, and its button does', () =>
  staged({}, async ({ op, page }) => {
    await authenticator(page);
    await page.addInitScript(() => {
      const get = navigator.credentials.get.bind(navigator.credentials);
      window.asked = [];
      navigator.credentials.get = (options) => {
        window.asked.push(options.mediation ?? 'button');
        return get(options);
      };
    });
    const asked = () => page.evaluate(() => window.asked);
    await page.goto(`${op.issuer}/login`);
    await becomes(asked, ['conditional']);
    op.edit((text) => text.replace('[login]\n', '[login]\npasskeys = { autofill = false }\n'));
    await becomes(async () => {
      await page.goto(`${op.issuer}/login`);
      return page.locator('#passkey[data-autofill]').count();
    }, 0);
    assert.equal(await page.locator('#username').getAttribute('autocomplete'), 'username');
    assert.deepEqual(await asked(), []);
    await page.click('#passkey');
    await becomes(asked, ['button']);
  }));

/** Without script, the page of a link asks for a password and offers no passkey. */
async function asksForPasswordWithoutScript(browser, link) {
  const plain = await browser.browser().newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true });
  try {
    const quiet = await plain.newPage();
    await quiet.goto(link);
    assert.ok(await quiet.locator('#password').isVisible() && !(await quiet.locator('#passkey').isVisible()));
  } finally {
    await plain.close();
  }
}

/** Whoever is signed in has a passkey and no password. */
async function hasPasskeyAlone(page, op) {
  await page.goto(`${op.issuer}/account/security`);
  await page.locator('#passkeys .rows > li').waitFor();
  assert.equal(await page.locator('#remove-password').count(), 0, 'there is no password');
}

await scenario('factors: who is invited makes a passkey and chooses no password', () =>
  staged({}, async ({ op, page, browser, party }) => {
    await op.cli('user', 'add', 'grace');
    const link = (await op.cli('user', 'invite', 'grace')).trim().split(/\s/)[0];
    await asksForPasswordWithoutScript(browser, link);
    await authenticator(page);
    await page.goto(link);
    // What was typed before is not chosen by it.
    await page.fill('#password', 'four quiet');
    await page.click('#passkey');
    await page.locator('.codes').waitFor();
    assert.equal(await page.locator('.codes li').count(), 10);
    await page.click('#go-on');
    await page.locator('#logout').waitFor();
    await hasPasskeyAlone(page, op);
    await signOut(page, op);
    await page.goto(authorize(op, 'app', party.redirect));
    await page.locator('#at-client').waitFor();
    assert.ok(new URL(page.url()).searchParams.get('code'), 'the username field offered the passkey, and it was taken');
  }));

/** Where people make their own accounts by links of an administrator. */
const byLinks = { more: 'signup = "invite"' };

/** What the authenticator of this page makes of what the page asks for, with these changes to that. */
async function made(page, change = {}) {
  return page.evaluate(async (change) => {
    const asked = JSON.parse(document.querySelector('#passkey').dataset.options);
    const options = { ...asked, user: { ...asked.user, name: 'hedy', displayName: 'Hedy' }, ...change };
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return JSON.stringify((await navigator.credentials.create({ publicKey })).toJSON());
  }, change);
}

await scenario('factors: who signs up makes a passkey that has their name, chooses no password, and is back by it', () =>
  staged(byLinks, async ({ op, page, browser, party }) => {
    const link = (await op.cli('user', 'signup-link')).trim();
    await asksForPasswordWithoutScript(browser, link);
    const { session, authenticatorId } = await authenticator(page);
    const kept = async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
    await page.goto(link);
    await page.click('#passkey');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'username', 'it is asked for what is missing first');
    assert.equal((await kept()).length, 0);
    await page.fill('#name', 'Hedy Example');
    await page.fill('#username', 'ada');
    await page.click('#passkey');
    await page.getByText('This username is taken').first().waitFor();
    await page.fill('#username', 'hedy');
    await page.click('#passkey');
    await page.locator('.codes').waitFor();
    assert.equal(await page.locator('.codes li').count(), 10);
    const passkeys = await kept();
    assert.equal(passkeys.length, 1, 'the one that was made in vain is replaced');
    assert.ok(passkeys[0].isResidentCredential);
    // Older browsers do not say it.
    if (passkeys[0].userName !== undefined) assert.equal(passkeys[0].userName, 'hedy');
    await page.click('#go-on');
    await page.getByText('with a passkey').first().waitFor();
    await hasPasskeyAlone(page, op);
    await signOut(page, op);
    await page.goto(authorize(op, 'app', party.redirect));
    await page.locator('#at-client').waitFor();
    assert.ok(new URL(page.url()).searchParams.get('code'), 'the username field offered the passkey, and it was taken');
  }));

await scenario('factors: who cancels the passkey while signing up is told so, and may try again or choose a password', () =>
  staged(byLinks, async ({ op, page }) => {
    const link = (await op.cli('user', 'signup-link', '--uses', '2')).trim();
    const { session, authenticatorId } = await authenticator(page);
    const kept = async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
    for (const way of ['#passkey', '#create']) {
      // What the authenticator says where its person turns away from the finger or the PIN that it asks for.
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
      const before = (await kept()).length;
      await page.goto(link);
      await page.fill('#username', way === '#passkey' ? 'hedy' : 'ida');
      await page.click('#passkey');
      await becomes(() => page.locator('#passkey-note').textContent(), 'No passkey was made. Try again, or choose a password.');
      assert.equal((await kept()).length, before);
      assert.equal(new URL(page.url()).search, new URL(link).search, 'nothing was sent');
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
      if (way === '#create') await page.fill('#password', 'four quiet otters swim');
      await page.click(way);
      if (way === '#passkey') await page.click('#go-on');
      await page.locator('#logout').waitFor();
      await signOut(page, op);
    }
  }));

await scenario('factors: a passkey that verified nobody, or is not found without its id, makes no account, and the link is good still', () =>
  staged(byLinks, async ({ op, page }) => {
    const link = (await op.cli('user', 'signup-link')).trim();
    for (const [why, options, selection] of [
      ['it verified nobody', { hasUserVerification: false, isUserVerified: false }, { residentKey: 'discouraged', userVerification: 'discouraged' }],
      ['it is not found', { hasResidentKey: false }, { residentKey: 'discouraged', userVerification: 'required' }],
    ]) {
      const { session, authenticatorId } = await authenticator(page, { ...options, transport: 'usb' });
      await page.goto(link);
      await page.fill('#username', 'hedy');
      // The browser keeps to what the page asks for; somebody else's program need not.
      await page.click('#passkey');
      await becomes(() => page.locator('#passkey-note').textContent(), 'No passkey was made. Try again, or choose a password.', why);
      await send(page, await made(page, { authenticatorSelection: selection }));
      await page.getByText('The passkey could not be added').first().waitFor();
      assert.ok(!(await isSignedIn(page, op)), why);
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    }
    assert.doesNotMatch(await op.cli('user', 'list'), /hedy/);
    await authenticator(page);
    await page.goto(link);
    await page.fill('#username', 'hedy');
    await page.click('#passkey');
    await page.locator('.codes').waitFor();
  }));

await scenario('factors: a link to sign up that was used makes no second account by a passkey, also from a page that was open before', () =>
  staged(byLinks, async ({ op, page, browser, heard }) => {
    const link = (await op.cli('user', 'signup-link')).trim();
    const other = await browser.newPage();
    listen(other, heard, [`${op.issuer}/`]);
    for (const tab of [page, other]) {
      await authenticator(tab);
      await tab.goto(link);
    }
    await page.bringToFront();
    await page.fill('#username', 'hedy');
    await page.click('#passkey');
    await page.locator('.codes').waitFor();
    await other.bringToFront();
    await other.fill('#username', 'ida');
    await other.click('#passkey');
    await other.getByText('This link no longer works').first().waitFor();
    await other.goto(link);
    await other.getByText('This link no longer works').first().waitFor();
    const people = await op.cli('user', 'list');
    assert.match(people, /hedy/);
    assert.doesNotMatch(people, /\bida\b/);
    // The same answer, sent once more from another link's page.
    const second = (await op.cli('user', 'signup-link')).trim();
    await other.goto(second);
    const answer = await made(other);
    await other.fill('#username', 'ida');
    await send(other, answer);
    await other.locator('.codes').waitFor();
    const third = (await op.cli('user', 'signup-link')).trim();
    await other.goto(third);
    await other.fill('#username', 'jo');
    await send(other, answer);
    await other.getByText('This page had been open for a while').first().waitFor();
    assert.doesNotMatch(await op.cli('user', 'list'), /\bjo\b/);
  }));

await scenario('factors: the first administrator makes a passkey, which has the name that was filled in', () =>
  staged({}, async ({ op, page }) => {
    const { session, authenticatorId } = await authenticator(page);
    await page.goto((await op.cli('setup-link')).trim());
    await page.click('#passkey');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'name', 'it is asked for what is missing first');
    const made = async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
    assert.equal((await made()).length, 0);
    await page.fill('#name', 'Grace Example');
    await page.fill('#username', 'ada');
    await page.fill('#email', 'grace@example.com');
    await page.click('#passkey');
    await page.getByText('is taken').first().waitFor();
    await page.fill('#username', 'grace');
    await page.click('#passkey');
    await page.locator('.codes').waitFor();
    const passkeys = await made();
    assert.equal(passkeys.length, 1, 'the one that was made in vain is replaced');
    assert.ok(passkeys[0].isResidentCredential);
    // Older browsers do not say it.
    if (passkeys[0].userName !== undefined) assert.equal(passkeys[0].userName, 'grace');
    await page.click('#go-on');
    await page.getByText('with a passkey').first().waitFor();
  }));

await scenario('factors: a passkey that cannot verify its person is a second factor and never the only one', () =>
  staged({}, async ({ op, page, party }) => {
    await authenticator(page, { hasResidentKey: false, hasUserVerification: false, isUserVerified: false, transport: 'usb' });
    await signIn(page, `${op.issuer}/login`);
    await addPasskey(page, op);
    await page.click('#go-on');
    await signOut(page, op);
    await page.goto(`${op.issuer}/login`);
    await page.click('#passkey');
    await becomes(() => page.locator('#passkey-note').textContent(), 'No passkey was used. Try again, or use your password.');
    await signIn(page, authorize(op, 'app', party.redirect, { acr_values: 'urn:latchkey:acr:phishing-resistant' }));
    // The password alone does not reach what was wished for, and the passkey behind it does.
    await page.click('#passkey');
    await page.locator('#at-client').waitFor();
  }));

/** Somebody has a passkey and is signed out; the page of the sign-in asks for it at a click alone. */
async function hasPasskey(page, op) {
  const made = await authenticator(page);
  await signIn(page, `${op.issuer}/login`);
  await addPasskey(page, op);
  await page.click('#go-on');
  await signOut(page, op);
  await page.addInitScript(() => { delete PublicKeyCredential.isConditionalMediationAvailable; });
  return made;
}

/** What the page of the sign-in asks a passkey for. */
async function asked(page, op) {
  await page.goto(`${op.issuer}/login`);
  return JSON.parse(await page.locator('#passkey').getAttribute('data-options'));
}

await scenario('factors: what a passkey says to a page of a subdomain is refused here', () =>
  staged({}, async ({ op, page, browser }) => {
    const { session, authenticatorId } = await hasPasskey(page, op);
    const { credentials: [credential] } = await session.send('WebAuthn.getCredentials', { authenticatorId });
    const options = await asked(page, op);

    const elsewhere = await browser.newPage();
    await elsewhere.goto(`${rp.origin}/`);
    const own = await authenticator(elsewhere);
    await own.session.send('WebAuthn.addCredential', { authenticatorId: own.authenticatorId, credential });
    const answer = await answered(elsewhere, options);
    assert.equal(JSON.parse(atob(JSON.parse(answer).response.clientDataJSON.replaceAll('-', '+').replaceAll('_', '/'))).origin, rp.origin);
    await send(page, answer);
    await page.getByText('That passkey was not accepted.').waitFor();
    assert.ok(!(await isSignedIn(page, op)));
  }));

await scenario('factors: a passkey that could verify its person and did not signs nobody in alone', () =>
  staged({}, async ({ op, page }) => {
    const { session, authenticatorId } = await hasPasskey(page, op);
    await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    // The browser refuses where verification is required; an answer without it, given where it was only preferred, is refused here.
    const options = await asked(page, op);
    assert.equal(options.userVerification, 'required');
    await send(page, await answered(page, { ...options, userVerification: 'discouraged' }));
    await page.getByText('That passkey was not accepted.').waitFor();
    assert.ok(!(await isSignedIn(page, op)));
  }));

await scenario('factors: the answer of a passkey counts once, and a copy that counts less is refused', () =>
  staged({}, async ({ op, page }) => {
    const { session, authenticatorId } = await hasPasskey(page, op);
    const { credentials: [copy] } = await session.send('WebAuthn.getCredentials', { authenticatorId });

    const options = await asked(page, op);
    const answer = await answered(page, options);
    await send(page, answer);
    await page.locator('#logout').waitFor();
    await signOut(page, op);
    await page.goto(`${op.issuer}/login`);
    await send(page, answer);
    await page.getByText('That passkey was not accepted.').waitFor();
    assert.ok(!(await isSignedIn(page, op)), 'it counted before');

    // Somebody has the key as it was before that sign-in.
    await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId: copy.credentialId });
    await session.send('WebAuthn.addCredential', { authenticatorId, credential: { ...copy, signCount: 0 } });
    await page.goto(`${op.issuer}/login`);
    await page.click('#passkey');
    await page.getByText('That passkey was not accepted.').waitFor();
    assert.ok(!(await isSignedIn(page, op)), 'the counter went back');
  }));

await scenario('factors: an app scans the QR code of the page, and its codes sign in, without script too', () =>
  staged({}, async ({ op, page, browser, party }) => {
    await signIn(page, `${op.issuer}/login`);
    await page.locator('#to-security').click();
    await page.locator('#add-totp').click();
    const phone = new Phone(await scanned(page));
    await page.fill('#code', '000000');
    await page.click('#confirm');
    await page.getByText('That code is not right.').first().waitFor();
    assert.deepEqual(new Phone(await scanned(page)).key, phone.key, 'the code to scan is still the same');
    await page.fill('#code', phone.code());
    await page.click('#confirm');
    const codes = await page.locator('.codes code').allTextContents();
    await page.click('#go-on');
    await page.locator('#remove-totp').waitFor();
    await signOut(page, op);

    const plain = await browser.browser().newContext({ javaScriptEnabled: false, ignoreHTTPSErrors: true });
    try {
      const quiet = await plain.newPage();
      await signIn(quiet, authorize(op, 'app', party.redirect));
      assert.equal(await quiet.locator('#passkey').count(), 0);
      await quiet.fill('#code', phone.code());
      await quiet.press('#code', 'Enter');
      await quiet.locator('#at-client').waitFor();
      await quiet.goto(`${op.issuer}/account/security`);
      await quiet.locator('noscript').first().waitFor({ state: 'attached' });
      assert.ok(!(await quiet.locator('#add-passkey').isVisible()));
    } finally {
      await plain.close();
    }

    await signIn(page, authorize(op, 'app', party.redirect));
    await page.click('#recovery');
    await page.fill('#code', codes[0]);
    await page.click('#confirm');
    await page.locator('#at-client').waitFor();
  }));

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    // All four only where somebody wants the pictures.
    if ((colorScheme === 'dark') !== (width === 1280) && !process.env.PAGES_DIR) continue;
    const label = `${colorScheme}-${width}`;
    await scenario(`factors: every page of the second factors holds in ${label}`, () =>
      staged({ login: 'mfa = "required"\nmfa_remember = "30d"' }, async ({ op, page, heard, party }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.addInitScript(() => { delete PublicKeyCredential.isConditionalMediationAvailable; });
        await authenticator(page);
        await page.goto(`${op.issuer}/login`);
        await look(page, heard, 'login-with-passkey', label);
        await op.cli('user', 'add', 'grace');
        await page.goto((await op.cli('user', 'invite', 'grace')).trim().split(/\s/)[0]);
        await page.locator('#passkey').waitFor();
        await look(page, heard, 'invite-with-passkey', label);
        await signIn(page, authorize(op, 'app', party.redirect));
        await page.locator('svg.qr').waitFor();
        await look(page, heard, 'set-up-on-the-way-in', label);
        const phone = new Phone(await scanned(page));
        await page.fill('#code', '123');
        await page.click('#confirm');
        await look(page, heard, 'set-up-failed', label);
        await page.fill('#code', phone.code());
        await page.click('#confirm');
        await page.locator('.codes').waitFor();
        await look(page, heard, 'recovery-codes', label);
        await page.click('#go-on');
        await page.locator('#at-client').waitFor();
        await addPasskey(page, op);
        await page.getByText('The passkey is added.').waitFor();
        await look(page, heard, 'security', label);
        await page.locator('summary').first().click();
        await look(page, heard, 'security-open', label);
        await page.goto(`${op.issuer}/`);
        await look(page, heard, 'account-with-factors', label);
        await signOut(page, op);
        await signIn(page, authorize(op, 'app', party.redirect));
        await page.locator('#code').waitFor();
        await look(page, heard, 'second-factor', label);
        await page.fill('#code', '000000');
        await page.click('#confirm');
        await page.locator('[aria-invalid]').waitFor();
        await look(page, heard, 'second-factor-failed', label);
        await page.click('#recovery');
        await look(page, heard, 'second-factor-recovery', label);
        await page.getByText('Use another way').click();
        await page.getByLabel('Don’t ask again on this device for 30 days').check();
        // It goes along with a passkey, which script sends.
        await page.click('#passkey');
        await page.locator('#at-client').waitFor();
        await signOut(page, op);
        await signIn(page, authorize(op, 'app', party.redirect));
        await page.locator('#at-client').waitFor();
        await page.goto(`${op.issuer}/account/security`);
        await page.locator('#remembered li').waitFor();
        await look(page, heard, 'security-remembered', label);
        await page.getByRole('button', { name: 'Forget' }).click();
        await page.getByText('No device is remembered.').waitFor();
        await signOut(page, op);
        await signIn(page, authorize(op, 'app', party.redirect));
        await page.locator('#code').waitFor();
      }));
  }
}

rp.stop();
local.stop();
rmSync(folder, { recursive: true, force: true });
finish();
