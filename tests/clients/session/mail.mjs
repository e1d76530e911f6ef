// Mail by a real mail server (PyPI's aiosmtpd): encrypted both ways, with a password, and read by a person in a browser.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { look, listen } from '../node/looks.mjs';
import { finish, scenario } from '../node/scenarios.mjs';
import { Phone } from './phone.mjs';
import { Provider, becomes, folder, freePort, openBrowser, person } from './world.mjs';

const python = fileURLToPath(new URL('../python/.venv/bin/python', import.meta.url));
const program = fileURLToPath(new URL('../python/mailbox.py', import.meta.url));
const secret = join(folder, 'smtp-password');
writeFileSync(secret, 'a password for mail\n', { mode: 0o600 });
const wrong = join(folder, 'smtp-wrong');
writeFileSync(wrong, 'another password\n', { mode: 0o600 });

// An authority of one's own, and the mail server's certificate by it: an authority is no mail server.
const files = { ca: join(folder, 'mail-ca.pem'), cert: join(folder, 'mail-cert.pem'), key: join(folder, 'mail-key.pem') };
const openssl = (...args) => execFileSync('openssl', args, { stdio: 'ignore' });
const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
openssl('req', '-x509', ...curve, '-subj', '/CN=An authority', '-keyout', join(folder, 'mail-ca-key.pem'), '-out', files.ca);
openssl('req', '-x509', ...curve, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE',
  '-CA', files.ca, '-CAkey', join(folder, 'mail-ca-key.pem'), '-keyout', files.key, '-out', files.cert);

class Mailbox {
  static async open(how) {
    const self = new Mailbox();
    self.port = await freePort();
    self.mails = [];
    self.process = spawn(python, [program, self.port, files.cert, files.key, ...(how === 'implicit' ? ['implicit'] : [])]);
    let errors = '';
    self.process.stderr.on('data', (text) => { errors += text; });
    await new Promise((ready, failed) => {
      createInterface({ input: self.process.stdout }).on('line', (line) => {
        if (line === 'ready') ready();
        else self.mails.push(JSON.parse(line));
      });
      self.process.once('exit', () => failed(new Error(`the mail server ended: ${errors}`)));
    });
    return self;
  }
  close() {
    this.process.removeAllListeners('exit');
    this.process.kill();
  }
}

const smtp = (mailbox, how, password = secret) => `
[smtp]
url = "${how === 'implicit' ? 'smtps' : 'smtp'}://localhost:${mailbox.port}"
from = "Example Home <auth@example.com>"
username = "auth"
password_file = "${password}"
ca_file = "${files.ca}"
`;

/** A new password is judged while it is typed or pasted, in words too, and what is known of its person counts little. */
async function seesHowStrong(page, heard) {
  const field = page.locator('#password');
  const meter = page.locator('meter');
  const sees = async (level, words) => {
    assert.equal(await meter.evaluate((seen) => seen.value), level, words);
    assert.ok((await page.locator('meter + p').textContent()).startsWith(words), await page.locator('meter + p').textContent());
  };
  assert.equal(await meter.isVisible(), false, 'nothing is judged before something is entered');
  await field.pressSequentially('mira');
  await sees(1, 'Strength: weak. At least 12 characters');
  await field.pressSequentially('@example.com');
  await sees(1, 'Strength: weak. It is close to your name');
  for (const [password, level, words] of [
    ['P@ssw0rd2024!', 1, 'Strength: weak. It is close to passwords that many'], ['qwertyuiop[]asdf', 1, 'Strength: weak. Repetitions and rows'],
    ['MyDogSpot2019', 2, 'Strength: fair. Another word'], ['four quiet otters', 3, 'Strength: good. Another word'],
  ]) {
    await field.fill(password);
    await sees(level, words);
    if (level === 2 || words.includes('many')) for (const [colorScheme, width] of [['light', 320], ['dark', 1280]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await look(page, heard, `new-password-${level}`, `${colorScheme}-${width}`);
    }
  }
  // Pasted, as password managers and people do.
  await field.fill('');
  assert.equal(await meter.isVisible(), false);
  await field.focus();
  const pasted = await field.evaluate((input, text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const went = input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    return went && document.execCommand('insertText', false, text);
  }, 'vier stille otter im see');
  assert.ok(pasted, 'nothing stands in the way of pasting');
  await sees(4, 'Strength: strong.');
  await becomes(() => page.locator('[data-strength] [role=status]').textContent(), 'Strength: strong.', 'and read out once it rests');
  await look(page, heard, 'new-password-4', 'dark-1280');
  // What the list holds is refused when it is sent, with the reason beside the field.
  await field.fill('1qaz2wsx3edc');
  await page.click('#save');
  await page.locator('#password-wrong').getByText('lists of stolen passwords').waitFor();
  await look(page, heard, 'new-password-refused', 'dark-1280');
}

for (const how of ['implicit', 'starttls']) {
  await scenario(`mail: who forgot the password gets a link by a mail server that is encrypted by ${how}, and comes in`, async () => {
    const mailbox = await Mailbox.open(how);
    const op = await Provider.start({ https: false, host: 'localhost', clients: [], more: smtp(mailbox, how) });
    const browser = await openBrowser({ cookies: 'blocked' });
    try {
      op.add('mira', '--email', 'mira@example.com');
      assert.match(await op.cli('mail', 'test', 'mira@example.com').then(() => 'sent'), /sent/);
      await becomes(() => mailbox.mails.length, 1);
      const page = await browser.newPage();
      const heard = [];
      listen(page, heard, [`${op.issuer}/`]);
      for (const [colorScheme, width] of [['light', 320], ['dark', 1280]]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${op.issuer}/login`);
        await page.click('#forgot');
        await look(page, heard, `forgot-${how}`, `${colorScheme}-${width}`);
      }
      await page.fill('#username', 'mira');
      await page.click('#send');
      await page.getByText('Look into your mailbox').waitFor();
      await look(page, heard, `forgot-sent-${how}`, 'dark-1280');
      await becomes(() => mailbox.mails.length, 2);
      const mail = mailbox.mails[1];
      assert.deepEqual([mail.to, mail.from, mail.subject, mail.tls],
        [['mira@example.com'], 'Example Home <auth@example.com>', 'Choose a new password for Latchkey', true]);
      const [link] = /http:\S+/.exec(mail.text);
      await page.setContent(mail.html);
      assert.equal(await page.locator('a').first().getAttribute('href'), link, 'text and HTML lead to the same place');
      await page.goto(link);
      // The styles of the mail are not our page's.
      heard.length = 0;
      if (how === 'implicit') await seesHowStrong(page, heard);
      await page.fill('#password', 'nine brave ravens');
      await page.click('#save');
      await page.locator('#logout').waitFor();
      await becomes(() => mailbox.mails.map(({ subject }) => subject).at(-1), 'Your password for Latchkey was changed');
    } finally {
      await browser.close();
      await op.stop();
      mailbox.close();
    }
  });
}

await scenario('mail: a sign-in in a new browser is told, and its button ends it and leads to a new password', async () => {
  const mailbox = await Mailbox.open('starttls');
  const op = await Provider.start({ https: false, host: 'localhost', clients: [], more: smtp(mailbox, 'starttls') });
  const browser = await openBrowser({ cookies: 'blocked' });
  const signIn = async (page, password = person.password) => {
    await page.goto(`${op.issuer}/login`);
    await page.fill('#username', 'mira');
    await page.fill('#password', password);
    await page.click('#login');
  };
  try {
    op.add('mira', '--email', 'mira@example.com');
    const page = await browser.newPage();
    const heard = [];
    listen(page, heard, [`${op.issuer}/`]);
    await signIn(page);
    await page.locator('#logout').waitFor();

    const elsewhere = await browser.browser().newContext({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0' });
    const intruder = await elsewhere.newPage();
    await signIn(intruder);
    await intruder.locator('#logout').waitFor();
    await becomes(() => mailbox.mails.length, 1);
    const [mail] = mailbox.mails;
    assert.equal(mail.subject, 'New sign-in from Firefox on Linux: Latchkey');
    const [link] = /http:\S+not-me\S+/.exec(mail.text);
    await page.setContent(mail.html);
    assert.equal(await page.getByRole('link', { name: 'This was not me' }).getAttribute('href'), link);
    // The styles of the mail are not our page's.
    heard.length = 0;
    for (const [colorScheme, width] of [['light', 320], ['dark', 1280]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(link);
      await look(page, heard, 'not-me', `${colorScheme}-${width}`);
    }
    await intruder.reload();
    assert.equal(await intruder.locator('#logout').count(), 1, 'to look at the page does nothing');
    await page.click('#not-me');
    await page.locator('#password').waitFor();
    await look(page, heard, 'not-me-new-password', 'dark-1280');
    await intruder.reload();
    assert.equal(await intruder.locator('#logout').count(), 0);
    await signIn(intruder);
    await intruder.getByText('do not match').waitFor();
    await page.fill('#password', 'nine brave ravens');
    await page.click('#save');
    await page.locator('#logout').waitFor();
    const again = await page.goto(link);
    assert.equal(again.status(), 410);
    heard.length = 0;
    await look(page, heard, 'not-me-gone', 'dark-1280');
    await elsewhere.close();
    assert.equal(mailbox.mails.length, 1, 'who followed the link is not told of their own sign-in');
  } finally {
    await browser.close();
    await op.stop();
    mailbox.close();
  }
});

await scenario('mail: somebody changes their address by a link in a mail to it, and the mailbox of before is told', async () => {
  const mailbox = await Mailbox.open('starttls');
  const op = await Provider.start({ https: false, host: 'localhost', clients: [], more: smtp(mailbox, 'starttls') });
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    op.add('mira', '--email', 'mira@example.com');
    op.edit((text) => text.replace('[login]\n', '[login]\ndelete_account = true\n'));
    const page = await browser.newPage();
    const heard = [];
    listen(page, heard, [`${op.issuer}/`]);
    await page.goto(`${op.issuer}/login?next=profile`);
    await page.fill('#username', 'mira');
    await page.fill('#password', person.password);
    await page.press('#password', 'Enter');
    await page.locator('#save-profile').waitFor();
    for (const [colorScheme, width] of [['light', 320], ['dark', 1280], ['light', 1280]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await look(page, heard, 'profile', `${colorScheme}-${width}`);
    }
    await page.fill('#name', 'Mira Example');
    await page.fill('#zoneinfo', 'Paris');
    await page.click('#save-profile');
    await page.locator('#zoneinfo-wrong').waitFor();
    await look(page, [], 'profile-refused', 'light-1280');
    await page.fill('#zoneinfo', 'Europe/Paris');
    await page.click('#save-profile');
    await page.getByText('Your profile is saved.').waitFor();
    await page.fill('#email', 'new@example.com');
    await page.click('#change-email');
    await page.locator('#email-asked').waitFor();
    await look(page, [], 'profile-email-asked', 'light-1280');
    await becomes(() => mailbox.mails.length, 1);
    const [mail] = mailbox.mails;
    assert.deepEqual([mail.to, mail.subject], [['new@example.com'], 'Confirm your email address for Latchkey']);
    const [link] = /http:\S+/.exec(mail.text);
    await page.goto(link);
    await page.setViewportSize({ width: 320, height: 800 });
    await look(page, [], 'confirm-email', 'light-320');
    await page.click('#confirm-email');
    await page.getByText('Your email address is confirmed.').waitFor();
    await becomes(() => mailbox.mails.map(({ to, subject }) => [to, subject]).at(-1),
      [['mira@example.com'], 'Your email address for Latchkey was changed']);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
    assert.equal(download.suggestedFilename(), 'account.json');
    await page.getByText('Delete this account for good').click();
    await look(page, [], 'profile-delete', 'light-320');
    await page.fill('#username', 'mira');
    await page.click('#remove-account');
    await page.getByText('Your account is deleted').waitFor();
    await look(page, [], 'account-deleted', 'light-320');
  } finally {
    await browser.close();
    await op.stop();
    mailbox.close();
  }
});

await scenario('mail: links that others send, to sign up, an approval, a new factor and what an app asks arrive whole, in the language of who reads them', async () => {
  const mailbox = await Mailbox.open('starttls');
  const secret = 'a-secret-of-the-till-that-is-long-enough-0123';
  const more = `${smtp(mailbox, 'starttls')}
[[clients]]
client_id = "till"
client_name = "The till"
client_secret = "${secret}"
grant_types = ["urn:openid:params:grant-type:ciba"]
`;
  const op = await Provider.start({ https: false, host: 'localhost', clients: [], more });
  const browser = await openBrowser({ cookies: 'blocked' });
  let read = 0;
  /** The next mail; its text and its HTML lead to the same place. */
  const next = async (to, subject, path) => {
    read += 1;
    await becomes(() => mailbox.mails.length, read, `${subject}`);
    const mail = mailbox.mails.at(-1);
    assert.deepEqual([mail.to, mail.tls], [[to], true]);
    assert.match(mail.subject, subject);
    const [link] = /http:\S+/.exec(mail.text);
    assert.ok(link.startsWith(`${op.issuer}${path}`), link);
    const letter = await browser.newPage();
    await letter.setContent(mail.html);
    assert.equal(await letter.locator('a').first().getAttribute('href'), link, 'text and HTML lead to the same place');
    await letter.close();
    return { ...mail, link };
  };
  try {
    await op.cli('user', 'add', 'nina', '--email', 'nina@example.com');
    await op.cli('user', 'invite', 'nina', '--mail');
    const page = await browser.newPage();
    await page.goto((await next('nina@example.com', /^Your account at Latchkey$/, '/invite?t=')).link);
    await page.locator('#password').waitFor();
    op.add('mira', '--email', 'mira@example.com');
    await op.cli('user', 'invite', 'mira', '--mail');
    await page.goto((await next('mira@example.com', /^Choose a new password for Latchkey$/, '/invite?t=')).link);
    await page.locator('#password').waitFor();

    // Somebody who reads Arabic makes an account, and tries it with an address that has one.
    op.edit((text) => text.replace('[login]\n', '[login]\nsignup = "open"\nsignup_approval = true\n'));
    await becomes(async () => (await fetch(`${op.issuer}/sign-up`)).status, 200);
    const elsewhere = await browser.browser().newContext({ locale: 'ar' });
    const stranger = await elsewhere.newPage();
    const asks = async (address) => {
      await stranger.goto(`${op.issuer}/sign-up`);
      await stranger.fill('#email', address);
      await stranger.click('#send');
      await stranger.locator('#send').waitFor({ state: 'detached' });
    };
    await asks('mira@example.com');
    await next('mira@example.com', /لديك حساب/, '/login');
    await asks('otto@example.com');
    const asked = await next('otto@example.com', /حسابك في/, '/sign-up/account?t=');
    assert.match(asked.html, /<html lang="ar" dir="rtl">/);
    await stranger.goto(asked.link);
    await stranger.fill('#username', 'otto');
    await stranger.fill('#password', 'nine brave ravens');
    await stranger.click('#create');
    await stranger.locator('#create').waitFor({ state: 'detached' });
    await op.cli('user', 'approve', 'otto');
    await next('otto@example.com', /approved|الموافقة/, '/login');
    await elsewhere.close();

    await page.goto(`${op.issuer}/login`);
    await page.fill('#username', person.name);
    await page.fill('#password', person.password);
    await page.click('#login');
    await page.locator('#logout').waitFor();
    await page.goto(`${op.issuer}/account/totp`);
    const key = (await page.locator('#key').textContent()).replaceAll(' ', '');
    await page.fill('#code', new Phone(`otpauth://totp/Latchkey:${person.name}?secret=${key}&issuer=Latchkey`).code());
    await page.click('#confirm');
    await page.locator('.codes').waitFor();
    await next(`${person.name}@example.com`, /^An authenticator app was added: Latchkey$/, '/');

    const answer = await fetch(`${op.issuer}/backchannel_authentication`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`till:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ scope: 'openid', login_hint: person.name }),
    });
    assert.equal(answer.status, 200, await answer.text());
    await next(`${person.name}@example.com`, /^The till asks you to sign in: Latchkey$/, '/account/requests');
  } finally {
    await browser.close();
    await op.stop();
    mailbox.close();
  }
});

await scenario('mail: a wrong password and an authority that nobody vouches for are told by the command, and nothing leaves', async () => {
  const mailbox = await Mailbox.open('starttls');
  const op = await Provider.start({ https: false, host: 'localhost', clients: [], more: smtp(mailbox, 'starttls', wrong) });
  try {
    const says = () => op.cli('mail', 'test', `${person.name}@example.com`).then(() => 'sent', ({ stderr }) => stderr);
    assert.match(await says(), /did not take it.*(535|[Aa]uth)/s);
    op.edit((text) => text.replace(wrong, secret).replace(/ca_file = .*\n/, ''));
    assert.match(await says(), /did not take it.*certificate/is);
    assert.deepEqual(mailbox.mails, []);
  } finally {
    await op.stop();
    mailbox.close();
  }
});

rmSync(folder, { recursive: true, force: true });
finish();
