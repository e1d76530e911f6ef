// The pages of administrators in a real browser, as people see them: light and dark, narrow and wide, with the keyboard and
// without script. With PAGES_DIR set, pictures of the pages are left there.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { listen, look } from '../node/looks.mjs';
import { finish, scenario } from '../node/scenarios.mjs';
import { Provider, RelyingParty, folder, openBrowser, person } from './world.mjs';

const rp = await RelyingParty.start({ https: false, host: 'localhost' });

async function staged(run, options = {}) {
  const op = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'app', redirect: rp.redirect }] });
  const browser = await openBrowser({ cookies: 'blocked' });
  try {
    op.add('root', '--name', 'Root Example', '--email', 'root@example.com', '--admin', '--group', 'admins');
    const context = await browser.browser().newContext({ ignoreHTTPSErrors: true, ...options });
    const page = await context.newPage();
    await page.goto(`${op.issuer}/admin`);
    await page.fill('#username', 'root');
    await page.fill('#password', person.password);
    await page.press('#password', 'Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await run({ op, page, context });
  } finally {
    await browser.close();
    await op.stop();
  }
}

const views = [['light', 320], ['dark', 1280]];

await scenario('administrators: every page is fit to be seen, narrow and wide, light and dark', () =>
  staged(async ({ op, page }) => {
    const heard = [];
    listen(page, heard, [`${op.issuer}/`]);
    for (const [name, ...more] of [
      ['grace', '--name', 'Grace Brewster Murray Hopper', '--email', 'grace.hopper@example.com', '--group', 'navy', '--group', 'family'],
      ['alan', '--name', 'Alan'],
      ['a-rather-long-username-that-somebody-chose-for-no-good-reason'],
    ]) op.add(name, ...more);
    await page.goto(`${op.issuer}/admin/people`);
    await page.getByRole('link', { name: 'Grace Brewster Murray Hopper' }).click();
    const grace = page.url();
    await page.click('#make-link');
    await page.locator('#link').waitFor();
    const seeAll = async (name) => {
      for (const [colorScheme, width] of views) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await look(page, heard, name, `${colorScheme}-${width}`);
      }
    };
    await seeAll('admin-link');
    for (const [name, path] of [
      ['admin', '/admin'], ['admin-people', '/admin/people'], ['admin-people-found', '/admin/people?q=grace&sort=newest'],
      ['admin-people-nobody', '/admin/people?q=nobody-at-all'], ['admin-add', '/admin/add-person'], ['admin-groups', '/admin/groups'],
      ['admin-apps', '/admin/apps'], ['admin-app', '/admin/app?client_id=app'],
      ['admin-app-connect', '/admin/app/connect?client_id=app&preset=grafana'], ['admin-app-try', '/admin/app/try?client_id=app&person=ben'],
      ['admin-sessions', '/admin/sessions'], ['admin-deliveries', '/admin/deliveries'], ['admin-activity', '/admin/activity'],
      ['admin-keys', '/admin/keys'], ['admin-health', '/admin/health'],
      ['activity', '/account/activity'],
    ]) {
      await page.goto(`${op.issuer}${path}`);
      await seeAll(name);
    }
    await page.goto(`${grace}?app=app`);
    for (const details of await page.locator('summary').all()) await details.click();
    await seeAll('admin-person');
    await page.fill('#email', 'nowhere');
    await page.locator('#email').evaluate((field) => { field.type = 'text'; });
    await page.click('#save');
    await page.getByText('nowhere does not look like an email address.').waitFor();
    heard.length = 0;
    await seeAll('admin-person-refused');
  }));

await scenario('administrators: with the keyboard alone, without script, somebody is added, gets a link and is locked', () =>
  staged(async ({ op, page, context }) => {
    await page.goto(`${op.issuer}/admin/people`);
    await page.focus('#add-person');
    await page.keyboard.press('Enter');
    await page.focus('#username');
    await page.keyboard.type('grace');
    await page.keyboard.press('Enter');
    await page.getByText('The account is added.').waitFor();
    await page.focus('#make-link');
    await page.keyboard.press('Enter');
    const link = await page.locator('#link').textContent();
    assert.match(link, /\/invite\?t=/);
    const other = await context.browser().newContext({ javaScriptEnabled: false });
    const hers = await other.newPage();
    await hers.goto(link);
    await hers.fill('#password', 'nine brave ravens');
    await hers.press('#password', 'Enter');
    await hers.locator('#logout').waitFor();
    await page.getByRole('link', { name: 'Done' }).click();
    await page.focus('#lock');
    await page.keyboard.press('Enter');
    await page.getByText('The account is locked').waitFor();
    await hers.reload();
    assert.equal(await hers.locator('#logout').count(), 0, 'she is signed out');
    await page.goto(`${op.issuer}/admin/activity`);
    await page.getByText('Locked the account').waitFor();
  }, { javaScriptEnabled: false }));

rp.stop();
rmSync(folder, { recursive: true, force: true });
finish();
