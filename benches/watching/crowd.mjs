// What ten thousand idle watchers cost: `node benches/watching/crowd.mjs` with LATCHKEY_BIN set to a release build, and
// open files enough (`ulimit -n 30000`). Each holds a stream of its own that watches one value. Prints figures, asserts nothing.
//   WATCHERS   how many (10,000)
//   SECONDS    for how long they are looked at while they idle (60)

import { readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { Visitor, send } from '../../tests/clients/session/visitor.mjs';
import { Provider, folder, pause, person } from '../../tests/clients/session/world.mjs';

const watchers = Number(process.env.WATCHERS ?? 10_000), seconds = Number(process.env.SECONDS ?? 60);
process.env.LATCHKEY__SERVER__TRUSTED_PROXIES = '["127.0.0.0/8"]';
const redirect = 'http://localhost:1/cb';
const op = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'page', redirect }], more: '[log]\nlevel = "error"' });
const proc = (file) => readFileSync(`/proc/${op.process.pid}/${file}`, 'utf8');
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))[1]) / 1024;
const cpu = () => proc('stat').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;

/** An open stream that watches `text`; `told` resolves to the time at which it says that the login ended. */
function stream(text, i) {
  const headers = { 'x-forwarded-for': `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}` };
  return new Promise((opened, failed) => {
    const request = http.get(`${op.issuer}/check-session-iframe/events`, { agent: false, headers }, (response) => {
      let id = null, heard;
      const one = { beats: 0, close: () => request.destroy(), told: new Promise((done) => { heard = done; }) };
      response.on('data', async (chunk) => {
        if (chunk.includes('event: beat')) one.beats += 1;
        if (chunk.includes('"ended"')) heard(performance.now());
        if (id) return;
        id = /event: id\ndata: (\S+)/.exec(chunk)[1];
        const body = JSON.stringify({ w: [text], stream: id });
        const answer = await send(op, '/check-session-iframe/status', { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } });
        if (JSON.parse(answer.text).stream === 'open') opened(one);
        else failed(new Error(answer.text));
      });
      response.on('error', () => {});
      if (response.statusCode !== 200) failed(new Error(`${response.statusCode}`));
    });
    request.on('error', failed);
  });
}

try {
  const text = `${new URL(redirect).origin} ${await new Visitor(op).text('page', redirect)}`;
  await pause(1000);
  const before = rss(), open = [];
  for (let i = 0; i < watchers; i += 100) {
    open.push(...await Promise.all(Array.from({ length: Math.min(100, watchers - i) }, (_, j) => stream(text, i + j))));
  }
  await pause(2000);
  const grown = rss() - before, beats = () => open.reduce((sum, one) => sum + one.beats, 0);
  console.log(`${watchers} watchers: ${rss().toFixed(0)} MiB, ${grown.toFixed(0)} more than before (${(grown / watchers * 1024).toFixed(1)} KiB each)`);
  const [used, beaten] = [cpu(), beats()];
  await pause(seconds * 1000);
  console.log(`idle for ${seconds} s: ${(cpu() - used).toFixed(2)} CPU seconds, ${beats() - beaten} beats, ${rss().toFixed(0)} MiB`);
  const began = performance.now();
  await op.cli('user', 'sign-out', person.name);
  const commanded = performance.now() - began;
  const times = (await Promise.all(open.map((one) => one.told))).map((at) => at - began).sort((a, b) => a - b);
  console.log(`all told of one sign-out (a command of ${commanded.toFixed(0)} ms): half after ${times[times.length >> 1].toFixed(0)} ms, the last after ${times.at(-1).toFixed(0)} ms`);
  open.forEach((one) => one.close());
} finally {
  await op.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
