// What the scenarios of all apps share: the app's own processes, a browser, and how a person signs in and out. Told by the
// environment, as `run` sets it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openBrowser, walk } from '../clients/node/browser.mjs';
import { finish, required, scenario, skipped } from '../clients/node/scenarios.mjs';

export { assert, finish, pause, skipped };

const PATIENCE = 90_000;
const added = JSON.parse(readFileSync(required('ADDED'), 'utf8'));
export const app = {
  name: required('APP'),
  url: required('APP_URL'),
  port: new URL(required('APP_URL')).port,
  installed: required('INSTALLED'),
  scratch: required('SCRATCH'),
  issuer: required('ISSUER'),
  clientId: added.client_id,
  secret: added.client_secret,
};
export const person = {
  username: required('USER_NAME'),
  password: required('USER_PASSWORD'),
  email: required('USER_EMAIL'),
  name: 'Ada Example',
  groups: ['admins', 'family'],
};

/** A client that asks for itself, for tokens of APIs, as `run` configures it. */
export const backup = { clientId: 'backup', secret: required('BACKUP_SECRET') };

/** What the preset says to paste, by a word of where to. */
export function paste(into = '') {
  const found = added.paste.find((one) => one.into.includes(into));
  assert.ok(found, `the preset has nothing to paste into ${into}`);
  return found.text;
}

/** The variables of a paste that is a list of `NAME=value` lines. */
export const variables = (text) =>
  Object.fromEntries(text.split('\n').filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));

/** Writes a file of the app's own; gives its path. */
export function file(name, text) {
  const path = join(app.scratch, name);
  writeFileSync(path, text);
  return path;
}

const children = [];
process.on('exit', () => {
  for (const child of children) {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(1));

/** Starts a program of the app and waits until `ready` answers without an error. */
export async function start(command, args, { env = {}, cwd = app.scratch, ready = app.url } = {}) {
  const name = command.split('/').pop();
  const log = openSync(join(app.scratch, `${name}.log`), 'a');
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd, detached: true, stdio: ['ignore', log, log] });
  children.push(child);
  let ended;
  child.on('exit', (code, signal) => { ended = `${name} ended with ${code ?? signal}`; });
  child.on('error', (error) => { ended = `${name}: ${error.message}`; });
  const answers = async () => (await fetch(ready, { redirect: 'manual' })).status < 400;
  if (ready) await eventually(`${name} answers at ${ready}`, answers, () => assert.ok(!ended, ended));
  return child;
}

/** Runs a program to its end; gives what it printed. */
export async function carryOut(command, args, { env = {}, cwd = app.scratch, input = '' } = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, cwd });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { text += chunk; });
  child.stdin.end(input);
  const code = await new Promise((done, failed) => child.on('close', done).on('error', failed));
  assert.equal(code, 0, `${command} ${args.join(' ')}: ${text}`);
  return text;
}

/** Tries until `attempt` gives something; `stillWorthIt` throws where it is not. */
export async function eventually(what, attempt, stillWorthIt = () => {}, patience = PATIENCE) {
  const until = Date.now() + patience;
  let last;
  while (Date.now() < until) {
    stillWorthIt();
    try {
      const found = await attempt();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await pause(150);
  }
  throw new Error(`not within ${patience / 1000} s: ${what}${last ? ` (${last.message})` : ''}`);
}

let browser;
/** A scenario with a page of a browser that nobody has used. */
export function visit(sentence, run) {
  return scenario(`${app.name}: ${sentence}`, async () => {
    browser ??= await openBrowser();
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await run(page);
    } finally {
      await context.close();
    }
  });
}

/** Does what Latchkey's pages ask until the app shows `arrived`. */
export const signIn = (page, arrived) => walk(page, person, arrived);

/** The person signs out at Latchkey itself. */
export async function signOutAtLatchkey(page) {
  await page.goto(`${app.issuer}/end-session`);
  await page.click('#logout-yes');
  await page.waitForLoadState();
}

/** Whether this browser is signed in at Latchkey. */
export async function isSignedInAtLatchkey(page) {
  const other = await page.context().newPage();
  try {
    await other.goto(`${app.issuer}/`);
    return (await other.locator('#logout').count()) > 0;
  } finally {
    await other.close();
  }
}

/** Whatever the app says of who is there holds name, email and groups. */
export function knowsThePerson(text, { groups = true } = {}) {
  for (const word of [person.name, person.email, ...(groups ? person.groups : [])]) {
    assert.ok(text.includes(word), `${word} did not arrive: ${text.slice(0, 1500)}`);
  }
}

/** Our own small server of an app shows in `#who` who is there, `nobody` else, and signs out by `#out`: its person comes
 * in, is known, and goes. */
export async function comesAndGoes(page) {
  await signIn(page, '#who');
  knowsThePerson(await page.locator('#who').innerText());
  assert.ok(await isSignedInAtLatchkey(page));
  await page.click('#out');
  await page.getByText('nobody').waitFor();
  assert.ok(!(await isSignedInAtLatchkey(page)));
}

/** Ends the program: its verdict, and nothing left running. */
export async function done() {
  await browser?.close();
  // Asked first, so that each ends what it started in sessions of their own.
  const ended = children.filter((child) => child.exitCode === null && child.signalCode === null)
    .map((child) => new Promise((over) => { child.once('exit', over); process.kill(-child.pid, 'SIGTERM'); }));
  await Promise.race([Promise.all(ended), pause(5000)]);
  finish();
  process.exit();
}
