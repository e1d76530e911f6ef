// How fast sign-out travels: `node benches/logout/logout.mjs` with LATCHKEY_BIN set. Prints figures, asserts nothing.
// First at an app's page in Chromium (WITHOUT_BROWSER=1 leaves that out), then at the streams, then at 1,000 servers.

import { execFileSync, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = process.env.LATCHKEY_BIN ??= 'target/release/latchkey';
const watchers = Number(process.env.WATCHERS ?? 10_000);
if (!process.env.WITHOUT_BROWSER) await import('./browser.mjs');
const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const port = 8471, dead = 8472, apps = 8473;
const issuer = `http://localhost:${port}`;
const password = 'correct horse battery staple';
const passwordHash = execFileSync(bin, ['hash-password'], { input: password }).toString().trim();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

// 1,000 relying parties: 200 that nobody listens for, 200 that answer after 30 seconds, 100 that answer 500, and 500 that
// answer at once.
const kind = (i) => ['dead', 'slow', 'broken', 'healthy', 'healthy', 'dead', 'slow', 'healthy', 'healthy', 'healthy'][i % 10];
const clients = Array.from({ length: 1000 }, (_, i) => `
[[clients]]
client_id = "app${i}"
client_secret = "lks_0123456789abcdef0123456789abcdef"
redirect_uris = ["http://localhost:${apps}/cb"]
require_pkce = false
consent = "skip"
id_token_signed_response_alg = "ES256"
backchannel_logout_uri = "http://127.0.0.1:${kind(i) === 'dead' ? dead : apps}/${kind(i)}/${i}"`);
writeFileSync(join(folder, 'config.toml'), `[server]
issuer = "${issuer}"
listen = ["127.0.0.1:${port}"]
data_dir = "${folder}/data"
trusted_proxies = ["127.0.0.0/8"]
workers = 2
[log]
level = "error"
[[clients]]
client_id = "page"
redirect_uris = ["http://localhost:${apps}/cb"]
token_endpoint_auth_method = "none"
consent = "skip"
${clients.join('\n')}
[[users]]
username = "ada"
password_hash = '${passwordHash}'
`);
const server = spawn(bin, ['-c', join(folder, 'config.toml'), 'serve'], { stdio: 'ignore' });
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
const sockets = () => readdirSync(`/proc/${server.pid}/fd`).length;
const cli = (...args) => new Promise((done) => execFile(bin, ['-c', join(folder, 'config.toml'), ...args], done));

function ask(path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const request = http.request(`${issuer}${path}`, { method, headers, agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', failed);
    request.end(body);
  });
}
for (let i = 0; i < 100; i += 1) {
  if (await ask('/readyz').then((answer) => answer.status === 200, () => false)) break;
  await pause(50);
}

/** A browser: cookies, and nothing else. */
class Visitor {
  jar = new Map();
  async go(path, options = {}) {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask(path, { ...options, headers: { ...options.headers, cookie } });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      this.jar.set(name, value);
    }
    return answer;
  }
  async authorize(client) {
    const challenge = createHash('sha256').update('v'.repeat(50)).digest('base64url');
    const query = new URLSearchParams({ client_id: client, redirect_uri: `http://localhost:${apps}/cb`, response_type: 'code', scope: 'openid',
      state: 's', code_challenge: challenge, code_challenge_method: 'S256' });
    let answer = await this.go(`/authorize?${query}`);
    const at = (answer) => answer.headers.location?.replace(issuer, '');
    if (at(answer)?.startsWith('/login')) {
      const page = await this.go(at(answer));
      const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1];
      const body = new URLSearchParams({ csrf: field('csrf'), interaction: field('interaction'), username: 'ada', password }).toString();
      answer = await this.go('/login', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    }
    return new URL(answer.headers.location).searchParams;
  }
}

let next = 0;
/** An open stream; `told` resolves to the time at which it says that the login ended. */
function stream(question) {
  const address = `10.${(next >> 16) & 255}.${(next >> 8) & 255}.${next & 255}`;
  next += 1;
  return new Promise((opened, failed) => {
    const request = http.get(`${issuer}/check-session-iframe/events`, { agent: false, headers: { 'x-forwarded-for': address } }, (response) => {
      let id = null, heard;
      const told = new Promise((done) => { heard = done; });
      response.on('data', async (chunk) => {
        if (chunk.includes('"ended"')) heard(performance.now());
        if (id) return;
        id = /event: id\ndata: (\S+)/.exec(chunk)[1];
        const watched = await ask('/check-session-iframe/status', { method: 'POST', body: JSON.stringify({ w: [question], stream: id }),
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address } });
        if (watched.status === 200) opened({ told, close: () => request.destroy() });
        else failed(new Error(watched.text));
      });
      response.on('error', () => {});
      if (response.statusCode !== 200) failed(new Error(`${response.statusCode}`));
    });
    request.on('error', (error) => failed(error));
  });
}
const sorted = (values) => [...values].sort((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))].toFixed(0);
const question = (back) => `http://localhost:${apps} page ${back.get('session_state')}`;

// Seconds to `changed`, ended by another process and by a sign-out here.
for (const how of ['another process (command line)', 'a sign-out in another browser tab']) {
  const times = [];
  for (let i = 0; i < 50; i += 1) {
    const visitor = new Visitor();
    const open = await stream(question(await visitor.authorize('page')));
    let began = performance.now();
    if (how.startsWith('another')) {
      await cli('user', 'sign-out', 'ada');
    } else {
      const page = await visitor.go('/end-session');
      const csrf = /name="csrf" value="([^"]*)"/.exec(page.text)[1];
      began = performance.now();
      await visitor.go('/end-session', { method: 'POST', body: new URLSearchParams({ csrf, decision: 'yes' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    }
    times.push(await open.told - began);
    open.close();
  }
  console.log(`ended by ${how}: told after ${at(times, 0.5)} ms (median), ${at(times, 1)} ms (worst of 50)`);
}

await pause(1000);
// Memory of watchers, and how long telling all of them takes.
{
  const back = question(await new Visitor().authorize('page'));
  const before = rss();
  const open = [];
  for (let i = 0; i < watchers; i += 200) {
    open.push(...await Promise.all(Array.from({ length: Math.min(200, watchers - i) }, () => stream(back))));
  }
  await pause(1000);
  const grown = rss() - before;
  console.log(`${watchers} watchers: ${grown.toFixed(0)} MiB more (${(grown / watchers * 1000).toFixed(1)} MiB per 1,000), ${rss().toFixed(0)} MiB in all`);
  const began = performance.now();
  await cli('user', 'sign-out', 'ada');
  const times = await Promise.all(open.map(async (one) => await one.told - began));
  console.log(`telling all of them: half after ${at(times, 0.5)} ms, the last after ${at(times, 1)} ms`);
  open.forEach((one) => one.close());
  await pause(500);
}

// One login, 1,000 relying parties.
{
  const arrived = new Map();
  const parties = http.createServer((request, response) => {
    const [, answers, i] = request.url.split('/');
    request.resume();
    request.on('end', () => {
      if (!arrived.has(i)) arrived.set(i, performance.now());
      if (answers === 'broken') response.statusCode = 500;
      setTimeout(() => response.end(), answers === 'slow' ? 30_000 : 0);
    });
  });
  await new Promise((listening) => parties.listen(apps, '127.0.0.1', listening));
  const visitor = new Visitor();
  for (let i = 0; i < 1000; i += 1) {
    const code = (await visitor.authorize(`app${i}`)).get('code');
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: `http://localhost:${apps}/cb`,
      code_verifier: 'v'.repeat(50), client_id: `app${i}`, client_secret: 'lks_0123456789abcdef0123456789abcdef' }).toString();
    const answer = await ask('/token', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    if (answer.status !== 200) throw new Error(answer.text);
  }
  const page = await visitor.go('/end-session');
  const csrf = /name="csrf" value="([^"]*)"/.exec(page.text)[1];
  const quiet = sockets();
  let most = 0;
  const counting = setInterval(() => { most = Math.max(most, sockets() - quiet); }, 20);
  const began = performance.now();
  await visitor.go('/end-session', { method: 'POST', body: new URLSearchParams({ csrf, decision: 'yes' }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  const answered = performance.now() - began;
  const healthy = () => [...arrived].filter(([i]) => kind(Number(i)) === 'healthy').map(([, time]) => time - began);
  for (let i = 0; i < 300 && healthy().length < 500; i += 1) await pause(100);
  clearInterval(counting);
  console.log(`sign-out with 1,000 relying parties (200 dead, 200 slow, 100 broken): answered after ${answered.toFixed(0)} ms`);
  console.log(`the ${healthy().length} healthy ones told: half after ${at(healthy(), 0.5)} ms, 99 % after ${at(healthy(), 0.99)} ms, the last after ${at(healthy(), 1)} ms; at most ${most} sockets`);
  parties.closeAllConnections();
  parties.close();
}
server.kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });
process.exit(0);
