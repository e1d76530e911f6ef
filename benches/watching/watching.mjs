// What becomes of a page that watches when things go wrong, in Chromium and Firefox; prints the table "Figures" of
// docs/session-management.md and asserts nothing.
//   LATCHKEY_BIN=target/release/latchkey node benches/watching/watching.mjs [--rounds 3] [--minutes 10] [ROW…]
// ROWs are the keys of ROWS below, "held" and "idle"; without any, all are measured, in half an hour. What ten thousand
// watchers cost the server is measured by crowd.mjs.

import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Browser, heard, noFirefox } from '../../tests/clients/session/engines.mjs';
import { Proxy, Relay, sleep } from '../../tests/clients/session/faults.mjs';
import { Visitor } from '../../tests/clients/session/visitor.mjs';
import { Provider, RelyingParty, folder, pause } from '../../tests/clients/session/world.mjs';

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, minutes: { type: 'string', default: '10' } },
});
const rounds = Number(options.rounds), minutes = Number(options.minutes);
const engines = await noFirefox() ? ['Chromium'] : ['Chromium', 'Firefox'];
const sites = {
  near: await RelyingParty.start({ https: true, host: 'app.op.test' }),
  far: await RelyingParty.start({ https: true, host: 'rp.example' }),
};
const clients = (many = 1) => Object.entries(sites).flatMap(([site, { redirect }]) =>
  Array.from({ length: many }, (_, i) => ({ id: `${site}${i}`, redirect })));

/** A provider behind `front` and somebody signed in; in each browser `count` tabs watch that login. */
async function staged({ front, browsers, site = 'far', count = 1, missing = [] }, run) {
  const op = await Provider.start({ https: true, host: 'op.test', port: front.port, behind: front.behind ?? front.to, clients: clients() });
  const tabs = [];
  try {
    const visitor = new Visitor(op);
    const text = await visitor.text(`${site}0`, sites[site].redirect);
    for (const browser of browsers) {
      for (let i = 0; i < count; i += 1) tabs.push({ browser, page: await browser.watching(sites[site], op, text, { missing }) });
    }
    await pause(2500);
    return await run({ op, front, visitor, tabs });
  } finally {
    await Promise.all(tabs.map(({ page }) => Promise.race([page.close().catch(() => {}), pause(2000)])));
    await op.stop();
    await front.stop();
  }
}
const relay = () => Relay.start();
const proxy = (version) => () => Proxy.start({ version, buffers: true });
/** A relay with a proxy behind it that speaks HTTP/2: one connection carries all. */
async function relayAndProxy() {
  const proxy = await Proxy.start({ version: 2 });
  const front = await Relay.start({ to: proxy.port });
  return Object.assign(Object.create(front), {
    behind: proxy.to, forget: () => front.forget(), stop: () => Promise.all([front.stop(), proxy.stop()]),
  });
}
async function endedNow({ op }) {
  await op.cli('user', 'sign-out', 'ada');
  return Date.now();
}
/** The network is away for so many seconds, and the login ends meanwhile. Counted from its return. */
const away = (how, seconds) => async ({ op, front }) => {
  await (how === 'refused' ? front.away() : front.swallow());
  await pause(seconds * 500);
  await endedNow({ op });
  await pause(seconds * 500);
  await front.back();
  return Date.now();
};
/** The server is stopped for so many seconds, and the login ends meanwhile. Counted from its answering again. */
const restarted = (seconds) => async ({ op }) => {
  await op.stop();
  await endedNow({ op });
  await pause(seconds * 1000);
  await op.run();
  return Date.now();
};
const forgotten = async ({ op, front }) => {
  front.forget();
  await pause(1000);
  return endedNow({ op });
};
const without = { locks: ['SharedWorker'], neither: ['SharedWorker', 'locks', 'BroadcastChannel'] };

// What is done to pages that watch; each act returns the time from which `changed` is counted.
const ROWS = {
  plain: ['Nothing wrong; ended by the command line', relay, endedNow],
  crash: ["The worker's tab crashed, the login ended at once (the last of two other tabs)", relay,
    async ({ op, tabs }) => {
      await tabs[0].browser.crash(tabs.shift().page);
      return endedNow({ op });
    }, { own: true, site: 'near', count: 3 }],
  sleep: ['Laptop woken after a minute, connections forgotten meanwhile', relay,
    async ({ op, front, tabs }) => {
      const asleep = sleep(tabs.map(({ browser }) => browser.profile), front, 60_000);
      await endedNow({ op });
      await asleep;
      return Date.now();
    }, { own: true }],
  refused20: ['Network back after 20 s, connections refused', relay, away('refused', 20)],
  refused120: ['Network back after 120 s, connections refused', relay, away('refused', 120)],
  swallowed20: ['Network back after 20 s, everything swallowed', relay, away('swallowed', 20)],
  swallowed120: ['Network back after 120 s, everything swallowed', relay, away('swallowed', 120)],
  restart1: ['Server restarted, away for 1 s', relay, restarted(1)],
  restart45: ['Server restarted, away for 45 s', relay, restarted(45)],
  buffer1: ['Proxy that holds the stream back, HTTP/1.1', proxy(1), async (at) => { await pause(30_000); return endedNow(at); }],
  buffer2: ['Proxy that holds the stream back, HTTP/2', proxy(2), async (at) => { await pause(30_000); return endedNow(at); }],
  forget1: ['Connections forgotten, HTTP/1.1, tab untouched', relay, forgotten],
  forget2: ['Connections forgotten, HTTP/2, tab untouched', relayAndProxy, forgotten],
  locks: ['No SharedWorker, Web Locks and BroadcastChannel', relay, endedNow, { missing: without.locks }],
  neither: ['No SharedWorker, neither of them, tab visible', relay, endedNow, { missing: without.neither }],
};

/** Seconds, by engine. Rounds share a browser and the time, except where the fault befalls the browser itself. */
async function measure([, makeFront, act, { own = false, ...tabs } = {}], shared) {
  const times = Object.fromEntries(engines.map((engine) => [engine, []]));
  const once = async (browsers) => staged({ ...tabs, front: await makeFront(), browsers }, async (stage) => {
    const since = await act(stage);
    const took = await Promise.all(stage.tabs.map(({ page }) => heard(page, 'changed', 1, 0, 150_000).then((at) => (at - since) / 1000, () => Infinity)));
    for (const { engine } of browsers) {
      times[engine].push(Math.max(...took.filter((_, i) => stage.tabs[i].browser.engine === engine)));
    }
  });
  if (!own) {
    await Promise.all(Array.from({ length: rounds }, (_, i) => pause(i * 3000).then(() => once(shared))));
    return times;
  }
  for (let i = 0; i < rounds; i += 1) {
    const browsers = await Promise.all(engines.map((engine) => Browser.open(engine)));
    try {
      // A crash is of one browser; asleep, all are.
      if (tabs.count) for (const browser of browsers) await once([browser]);
      else await once(browsers);
    } finally {
      await Promise.all(browsers.map((browser) => browser.close()));
    }
  }
  return times;
}
const seconds = (value) => (value === Infinity ? 'not within 150 s' : `${Math.max(0, value).toFixed(1)} s`);
function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return `${seconds(sorted[Math.floor((sorted.length - 1) / 2)])}, ${seconds(sorted.at(-1))}`;
}

/** Streams and connections that a browser holds while `tabs` watch so many values together. */
async function held(engine, tabs, values) {
  const front = await Relay.start();
  const op = await Provider.start({ https: true, host: 'op.test', port: front.port, behind: front.to, clients: clients(12) });
  const browser = await Browser.open(engine);
  try {
    const visitor = new Visitor(op);
    for (let i = 0; i < tabs; i += 1) {
      const texts = [];
      for (let j = 0; j < values / tabs; j += 1) texts.push(await visitor.text(`near${j}`, sites.near.redirect));
      const page = await browser.watching(sites.near, op, texts[0]);
      await page.evaluate((texts) => texts.forEach((text) => globalThis.post(text)), texts.slice(1));
    }
    await pause(10_000);
    return `${await op.streams()}, ${front.connections}`;
  } finally {
    await browser.close();
    await op.stop();
    await front.stop();
  }
}
/** Requests of a tab that asks its frame every 2 seconds, in an hour. */
function idle(browser) {
  return relay().then((front) => staged({ front, browsers: [browser] }, async ({ op, tabs: [{ page }] }) => {
    await page.evaluate(() => { const text = globalThis.last; setInterval(() => globalThis.post(text), 2000); });
    await pause(5000);
    const before = op.lines();
    await pause(minutes * 60_000);
    return (op.requests('', before) * 60) / minutes;
  }));
}

const isWanted = (row) => !wanted.length || wanted.includes(row);
const lines = [];
const row = (...cells) => { lines.push(`| ${cells.join(' | ')} |`); console.error(lines.at(-1)); };
row('Seconds until `changed`, median and worst', ...engines);
row('---', ...engines.map(() => '---'));
const shared = await Promise.all(engines.map((engine) => Browser.open(engine)));
for (const [name, definition] of Object.entries(ROWS)) {
  if (!isWanted(name)) continue;
  const times = await measure(definition, shared);
  row(definition[0], ...engines.map((engine) => summary(times[engine])));
}
if (isWanted('held')) {
  for (const [tabs, values] of [[1, 1], [12, 12], [12, 144]]) {
    const cells = [];
    for (const engine of engines) cells.push(await held(engine, tabs, values));
    row(`Streams and connections that a browser holds over HTTP/1.1: ${values} value${values > 1 ? 's' : ''}, ${tabs} tab${tabs > 1 ? 's' : ''}`, ...cells);
  }
}
if (isWanted('idle')) {
  const counted = await Promise.all(shared.map(idle));
  row(`Requests of an idle tab in an hour (${minutes} minutes measured${minutes < 60 ? '; a stream begins anew about twice a day' : ''})`, ...counted);
}
await Promise.all(shared.map((browser) => browser.close()));
console.log(lines.join('\n'));
Object.values(sites).forEach((rp) => rp.stop());
rmSync(folder, { recursive: true, force: true });
process.exit(0);
