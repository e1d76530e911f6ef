// What an app's open page sees in a real Chromium with third-party cookies blocked, on another site than the provider:
// seconds from a sign-out elsewhere to `changed`, and what an idle tab costs.

import { rmSync } from 'node:fs';
import { Provider, RelyingParty, arrive, authorize, folder, openBrowser, pause, person, until, watch } from '../../tests/clients/session/world.mjs';

const rounds = Number(process.env.ROUNDS ?? 50);
const far = await RelyingParty.start({ https: true, host: 'rp.example' });
const op = await Provider.start({ https: true, host: 'op.test', clients: [{ id: 'far', redirect: far.redirect }] });
const [here, elsewhere] = [await openBrowser({ cookies: 'blocked' }), await openBrowser({ cookies: 'blocked' })];

/** A page of the app that is signed in, watches, and is subscribed. */
async function watching(poll) {
  const page = await here.newPage();
  const back = await arrive(page, authorize(op, 'far', far.redirect));
  await watch(page, op, `far ${back.get('session_state')}`, poll);
  await until(page, 'unchanged', 0);
  await pause(300);
  return page;
}
const other = await elsewhere.newPage();
await arrive(other, authorize(op, 'far', far.redirect));
const times = { 'the person in another browser': [], 'the command line, its start included': [] };
for (let i = 0; i < rounds; i += 1) {
  for (const [how, list] of Object.entries(times)) {
    const page = await watching(60_000);
    await other.goto(`${op.issuer}/`);
    if (how.startsWith('the person')) {
      const since = Date.now();
      await other.click('form[action$="/account/sessions/end-others"] button');
      list.push(await until(page, 'changed', since, 5000));
    } else {
      const since = Date.now();
      await op.cli('user', 'sign-out', person.name);
      list.push(await until(page, 'changed', since, 5000));
      await arrive(other, authorize(op, 'far', far.redirect));
    }
    await page.close();
  }
}
for (const [how, list] of Object.entries(times)) {
  list.sort((a, b) => a - b);
  const [median, worst] = [list[Math.floor(list.length / 2)], list.at(-1)];
  console.log(`signed out by ${how}: \`changed\` at the app after ${(median / 1000).toFixed(3)} s (median), ${(worst / 1000).toFixed(3)} s (worst of ${list.length})`);
}
for (const [engine, missing] of [['with a shared worker', []], ['without, over HTTP/1.1', ['SharedWorker']]]) {
  const page = await watching(60_000);
  await page.addInitScript((names) => names.forEach((name) => Object.defineProperty(window, name, { value: undefined })), missing);
  await page.reload();
  const back = await arrive(page, authorize(op, 'far', far.redirect));
  await watch(page, op, `far ${back.get('session_state')}`, 2000);
  await until(page, 'unchanged', 0);
  await pause(2000);
  const before = op.lines();
  await pause(60_000);
  console.log(`an idle tab that asks every 2 s, ${engine}: ${op.lines() - before} requests in a minute`);
  await page.close();
}
await here.close();
await elsewhere.close();
await op.stop();
far.stop();
rmSync(folder, { recursive: true, force: true });
