// The main session scenarios in Firefox ESR, headless, driven by WebDriver BiDi: with its own rule (Total Cookie
// Protection), with third-party cookies blocked, where even `new SharedWorker` throws, and with all allowed.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { finish, scenario, skipped } from '../node/scenarios.mjs';
import { noFirefox, openFirefox } from './engines.mjs';
import {
  Provider, RelyingParty, SOON, ask, authorize, folder, inFrame, pause, person, told, until, watch,
} from './world.mjs';

const RULES = [['its own rule for cookies', 5], ['third-party cookies blocked', 1], ['all cookies allowed', 0]];

/** Goes to the client by way of the provider, signing in where it asks; returns the parameters that came back. */
async function arrive(page, url) {
  await page.goto(url);
  await page.waitForSelector('#login, #at-client');
  if (await page.$('#login')) {
    await page.type('#username', person.name);
    await page.type('#password', person.password);
    await Promise.all([page.waitForNavigation(), page.click('#login')]);
    await page.waitForSelector('#at-client');
  }
  return new URL(page.url()).searchParams;
}

const reason = await noFirefox();

async function all() {
  const figures = [];
  const near = await RelyingParty.start({ https: true, host: 'app.op.test' });
  const far = await RelyingParty.start({ https: true, host: 'rp.example' });
  const here = await RelyingParty.start({ https: false, host: 'localhost' });
  const op = await Provider.start({
    https: true, host: 'op.test', clients: [{ id: 'near', redirect: near.redirect }, { id: 'far', redirect: far.redirect }],
  });
  const local = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'here', redirect: here.redirect }] });
  const neighbour = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'here', redirect: here.redirect }] });
  const places = [['another site', far, 'far', op], ['the same site', near, 'near', op], ['another port of localhost', here, 'here', local]];

  for (const [rule, behavior] of RULES) {
    const browser = await openFirefox(behavior);
    try {
      for (const [where, rp, client, provider] of places) {
        const page = await browser.newPage();
        // Without a shared worker over HTTP/1.1 the frame asks every 20 s, give or take a quarter.
        const asks = behavior === 1 && client === 'far';
        const soon = asks ? 'half a minute' : 'a second';
        await scenario(`Firefox, ${rule}, ${where}: unchanged while the login lives, changed within ${soon} of its end elsewhere`, async () => {
          const back = await arrive(page, authorize(provider, client, rp.redirect));
          const text = `${client} ${back.get('session_state')}`;
          await watch(page, provider, text);
          await until(page, 'unchanged', 0);
          await pause(1500);
          assert.deepEqual([...new Set(await told(page))], ['unchanged']);
          const began = Date.now();
          await provider.cli('user', 'sign-out', person.name);
          const ended = Date.now();
          const took = await until(page, 'changed', began, asks ? 27_000 : 5000);
          figures.push(`Firefox, ${rule}, ${where}: changed ${took} ms after the command began (it took ${ended - began} ms)`);
          if (!asks) assert.ok(took - (ended - began) <= SOON, `${took} ms`);
          assert.equal((await told(page)).includes('error'), false);
          assert.equal(await ask(page, text), 'changed', 'and again when asked');
        });
        await page.close();
      }
      const [first, second] = [await browser.newPage(), await browser.newPage()];
      await scenario(`Firefox, ${rule}: what happens at a provider on another port of localhost changes nothing at the first`, async () => {
        const back = await arrive(first, authorize(local, 'here', here.redirect));
        await watch(first, local, `here ${back.get('session_state')}`);
        await until(first, 'unchanged', 0);
        const there = await arrive(second, authorize(neighbour, 'here', here.redirect));
        await watch(second, neighbour, `here ${there.get('session_state')}`);
        await until(second, 'unchanged', 0);
        const began = Date.now();
        await neighbour.cli('user', 'sign-out', person.name);
        await until(second, 'changed', began, 5000);
        // In a tab of its own: Firefox's driver does not report that a page was left whose frame had loaded a script.
        const third = await browser.newPage();
        const still = await arrive(third, authorize(local, 'here', here.redirect, { prompt: 'none' }));
        await third.close();
        assert.ok(still.get('code'), 'signed in at the first');
        assert.deepEqual([...new Set(await told(first))], ['unchanged']);
      });
      await Promise.all([first.close(), second.close()]);
      const page = await browser.newPage();
      await scenario(`Firefox, ${rule}: a silent sign-in in a frame, and the same person again, leave the watching page alone`, async () => {
        const back = await arrive(page, authorize(op, 'far', far.redirect));
        await watch(page, op, `far ${back.get('session_state')}`);
        await until(page, 'unchanged', 0);
        const silent = await inFrame(page, authorize(op, 'far', far.redirect, { prompt: 'none' }));
        assert.equal(silent.get('error'), 'login_required', 'whatever the rule, the session cookie is Lax');
        await pause(1500);
        assert.deepEqual([...new Set(await told(page))], ['unchanged'], 'no second, alien browser state was set');
        const away = await browser.newPage();
        await away.goto(`${op.issuer}/end-session`);
        await away.waitForSelector('#logout-yes');
        const began = Date.now();
        await Promise.all([away.waitForNavigation(), away.click('#logout-yes')]);
        figures.push(`Firefox, ${rule}: signed out in another tab: ${await until(page, 'changed', began, behavior === 1 ? 27_000 : 5000)} ms`);
        await away.close();
      });
      await page.close();
    } finally {
      await browser.close();
    }
  }
  await op.stop();
  await local.stop();
  await neighbour.stop();
  [near, far, here].forEach((rp) => rp.stop());
  figures.forEach((figure) => console.log(`# ${figure}`));
}

if (reason) skipped('Firefox: the session scenarios', reason);
else await all();
rmSync(folder, { recursive: true, force: true });
finish();
