// What many watchers cost the server while nothing happens: memory, processor time, and reads of the store.

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { Visitor, send } from '../../tests/clients/session/visitor.mjs';
import { Provider, pause } from '../../tests/clients/session/world.mjs';

/** A stream of its own address that watches one value. */
async function watcher(provider, number, question) {
  const headers = { 'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}` };
  const id = await new Promise((named, failed) => {
    const request = http.get(`http://127.0.0.1:${provider.own}/check-session-iframe/events`, {
      agent: false, headers: { ...headers, host: new URL(provider.issuer).host },
    }, (response) => {
      if (response.statusCode !== 200) failed(new Error(`a stream was answered ${response.statusCode}`));
      let text = '';
      response.on('data', (chunk) => {
        if (text === null) return;
        text += chunk;
        const found = /event: id\r?\ndata: (\S+)/.exec(text);
        if (found) { text = null; named(found[1]); }
      });
      response.on('error', () => {});
    });
    request.on('error', failed);
  });
  const answer = await send(provider, '/check-session-iframe/status', {
    method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ w: [question], stream: id }),
  });
  if (answer.status !== 200) throw new Error(`status was answered ${answer.status}: ${answer.text}`);
}

const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
/** Seconds of processor time. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
/** Locks of the database taken in so many seconds, as strace counts them: one or more for each read. Null without strace. */
async function locks(pid, seconds) {
  try {
    execFileSync('strace', ['-V'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const tracer = spawn('strace', ['-f', '-c', '-e', 'trace=fcntl,pread64', '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  tracer.stderr.on('data', (chunk) => { text += chunk; });
  await pause(seconds * 1000);
  const ended = new Promise((done) => tracer.once('exit', done));
  tracer.kill('SIGINT');
  await ended;
  const calls = [...text.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+).*(?:fcntl|pread64)$/gm)];
  return calls.reduce((sum, [, count]) => sum + Number(count), 0) / seconds;
}

/** Measures, and says it in lines for the manual. */
export async function measureWatchers(count, redirect) {
  process.env.LATCHKEY__SERVER__TRUSTED_PROXIES = '["127.0.0.0/8"]';
  const provider = await Provider.start({ https: false, host: 'localhost', clients: [{ id: 'page', redirect }] });
  delete process.env.LATCHKEY__SERVER__TRUSTED_PROXIES;
  const { pid } = provider.process;
  try {
    const question = `${new URL(redirect).origin} ${await new Visitor(provider).text('page', redirect)}`;
    await watcher(provider, count + 1, question);
    await pause(3000);
    const alone = await locks(pid, 20);
    let spent = cpu(pid);
    await pause(30_000);
    const idle = (cpu(pid) - spent) * 2;
    const memory = rss(pid);
    for (let i = 0; i < count - 1; i += 100) {
      await Promise.all(Array.from({ length: Math.min(100, count - 1 - i) }, (_, j) => watcher(provider, i + j, question)));
    }
    await pause(5000);
    const open = await provider.streams();
    const grown = rss(pid) - memory;
    spent = cpu(pid);
    await pause(60_000);
    const busy = cpu(pid) - spent;
    const many = await locks(pid, 20);
    const reads = many === null ? 'not counted: strace is missing' : `${many.toFixed(1)} calls a second with ${open} watchers, ${alone.toFixed(1)} with one`;
    return [
      `${open} watchers: ${grown.toFixed(0)} MiB more, ${rss(pid).toFixed(0)} MiB in all`,
      `Processor time while nothing happens: ${busy.toFixed(2)} s a minute with ${open} watchers, ${idle.toFixed(2)} s with one`,
      `Reads and locks of the database while nothing happens: ${reads}`,
    ].join('\n');
  } finally {
    await provider.stop('SIGKILL');
  }
}
