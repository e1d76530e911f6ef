// What ten thousand idle watchers cost: `node benches/watching/crowd.mjs` with LATCHKEY_BIN set to a release build, and
// open files enough (`ulimit -n 30000`). Each holds a stream of its own that watches one value. Prints figures, asserts nothing.
//   WATCHERS   how many (10,000)
//   SECONDS    for how long they are looked at while they idle (60)

import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = process.env.LATCHKEY_BIN ?? 'target/release/latchkey';
const watchers = Number(process.env.WATCHERS ?? 10_000), seconds = Number(process.env.SECONDS ?? 60);
const folder = mkdtempSync(join(tmpdir(), 'latchkey-crowd-'));
const port = 8474, issuer = `http://localhost:${port}`, password = 'correct horse battery staple';
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const passwordHash = execFileSync(bin, ['hash-password'], { input: password }).toString().trim();
writeFileSync(join(folder, 'config.toml'), `[server]
issuer = "${issuer}"
listen = ["127.0.0.1:${port}"]
data_dir = "${folder}/data"
trusted_proxies = ["127.0.0.0/8"]
[log]
level = "error"
[[clients]]
client_id = "page"
redirect_uris = ["http://localhost:1/cb"]
token_endpoint_auth_method = "none"
consent = "skip"
[[users]]
username = "ada"
password_hash = '${passwordHash}'
`);
const server = spawn(bin, ['-c', join(folder, 'config.toml'), 'serve'], { stdio: 'ignore' });
const proc = (file) => readFileSync(`/proc/${server.pid}/${file}`, 'utf8');
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))[1]) / 1024;
const cpu = () => proc('stat').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });

function ask(path, { method = 'GET', headers = {}, body, from = '127.0.0.1' } = {}) {
  return new Promise((done, failed) => {
    const request = http.request(`${issuer}${path}`, { method, headers: { ...headers, 'x-forwarded-for': from }, agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', failed);
    request.end(body);
  });
}

/** Signs in and returns the value that the app's page watches. */
async function value() {
  const challenge = createHash('sha256').update('v'.repeat(50)).digest('base64url');
  const query = new URLSearchParams({ client_id: 'page', redirect_uri: 'http://localhost:1/cb', response_type: 'code', scope: 'openid',
    state: 's', code_challenge: challenge, code_challenge_method: 'S256' });
  const jar = new Map();
  const go = async (path, options = {}) => {
    const cookie = [...jar].map(([name, one]) => `${name}=${one}`).join('; ');
    const answer = await ask(path, { ...options, headers: { ...options.headers, cookie } });
    for (const line of answer.headers['set-cookie'] ?? []) jar.set(...line.split(';')[0].split(/=(.*)/s));
    return answer;
  };
  const login = (await go(`/authorize?${query}`)).headers.location.replace(issuer, '');
  const page = await go(login);
  const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1];
  const body = new URLSearchParams({ csrf: field('csrf'), interaction: field('interaction'), username: 'ada', password }).toString();
  const back = await go('/login', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  return `http://localhost:1 page ${new URL(back.headers.location).searchParams.get('session_state')}`;
}

/** An open stream that watches `text`; `told` resolves to the time at which it says that the login ended. */
function stream(text, i) {
  const from = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
  return new Promise((opened, failed) => {
    const request = http.get(`${issuer}/check-session-iframe/events`, { agent: false, headers: { 'x-forwarded-for': from } }, (response) => {
      let id = null, heard;
      const one = { beats: 0, close: () => request.destroy(), told: new Promise((done) => { heard = done; }) };
      response.on('data', async (chunk) => {
        if (chunk.includes('event: beat')) one.beats += 1;
        if (chunk.includes('"ended"')) heard(performance.now());
        if (id) return;
        id = /event: id\ndata: (\S+)/.exec(chunk)[1];
        const body = JSON.stringify({ w: [text], stream: id });
        const answer = await ask('/check-session-iframe/status', { method: 'POST', body, from, headers: { 'content-type': 'application/json' } });
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
  for (let i = 0; i < 100; i += 1) {
    if (await ask('/readyz').then((answer) => answer.status === 200, () => false)) break;
    await pause(50);
  }
  const text = await value();
  await pause(1000);
  const before = rss(), open = [];
  for (let i = 0; i < watchers; i += 100) {
    open.push(...await Promise.all(Array.from({ length: Math.min(100, watchers - i) }, (_, j) => stream(text, i + j))));
  }
  await pause(2000);
  const grown = rss() - before;
  console.log(`${watchers} watchers: ${rss().toFixed(0)} MiB, ${grown.toFixed(0)} more than before (${(grown / watchers * 1024).toFixed(1)} KiB each)`);
  const [used, beats] = [cpu(), open.reduce((sum, one) => sum + one.beats, 0)];
  await pause(seconds * 1000);
  const beaten = open.reduce((sum, one) => sum + one.beats, 0) - beats;
  console.log(`idle for ${seconds} s: ${(cpu() - used).toFixed(2)} CPU seconds, ${beaten} beats, ${rss().toFixed(0)} MiB`);
  const began = performance.now();
  await new Promise((done) => execFile(bin, ['-c', join(folder, 'config.toml'), 'user', 'sign-out', 'ada'], done));
  const commanded = performance.now() - began;
  const times = (await Promise.all(open.map((one) => one.told))).map((at) => at - began).sort((a, b) => a - b);
  console.log(`all told of one sign-out (a command of ${commanded.toFixed(0)} ms): half after ${times[times.length >> 1].toFixed(0)} ms, the last after ${times.at(-1).toFixed(0)} ms`);
  open.forEach((one) => one.close());
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
