// Keys that rotate under load (REL-9): `node benches/rotation/rotation.mjs` with LATCHKEY_BIN set. Prints figures.
// Two servers share a database. Keys rotate every 30 s, published 30 s ahead by every server; every third rotation is killed on its way and
// done again, and one server dies in the middle of it all. ID tokens live for 60 s; verifiers keep the key set for 30 s and
// do not look again for a kid that they do not know.
//   SECONDS_IN_ALL   how long (600)
//   RATE             requests a second (500)

import { execFileSync, spawn } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = process.env.LATCHKEY_BIN ?? 'target/release/latchkey';
const seconds = Number(process.env.SECONDS_IN_ALL ?? 600), rate = Number(process.env.RATE ?? 500);
const folder = mkdtempSync(join(tmpdir(), 'latchkey-rotation-'));
const ports = [8481, 8482], issuer = 'http://localhost:8480', app = 'http://localhost:8483/cb';
const password = 'correct horse battery staple', secret = 'lks_0123456789abcdef0123456789abcdef';
const passwordHash = execFileSync(bin, ['hash-password'], { input: password }).toString().trim();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

const config = (port) => {
  const path = join(folder, `${port}.toml`);
  writeFileSync(path, `[server]
issuer = "${issuer}"
listen = ["127.0.0.1:${port}"]
data_dir = "${folder}/data"
workers = 1
[log]
level = "error"
[keys]
rotate_every = "never"
algorithms = ["RS256"]
publish_ahead = "30s" # counted from when every server has looked
[tokens]
id_token = "60s"
access_token = "60s"
authorization_code = "60s"
[[clients]]
client_id = "app"
client_secret = "${secret}"
redirect_uris = ["${app}"]
consent = "skip"
[[users]]
username = "ada"
password_hash = '${passwordHash}'
`);
  return path;
};
const configs = ports.map(config);
const start = (node) => spawn(bin, ['-c', configs[node], 'serve'], { stdio: 'ignore' });

function ask(node, path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const request = http.request({ host: '127.0.0.1', port: ports[node], path, method, headers: { host: 'localhost:8480', ...headers }, agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', failed);
    request.end(body);
  });
}
const ready = async (node) => {
  while (!await ask(node, '/readyz').then((answer) => answer.status === 200, () => false)) await pause(20);
};
const servers = [start(0)];
await ready(0);
servers.push(start(1));
await ready(1);
process.on('exit', () => servers.forEach((server) => server.kill('SIGKILL')));

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const verifier = 'v'.repeat(50), challenge = createHash('sha256').update(verifier).digest('base64url');
const query = new URLSearchParams({ client_id: 'app', redirect_uri: app, response_type: 'code', scope: 'openid', state: 's', nonce: 'n',
  code_challenge: challenge, code_challenge_method: 'S256' });

/** A browser that signs in once, and an app that redeems its codes. Each request may go to either server. */
class Visitor {
  jar = new Map();
  async go(node, path, options = {}) {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await ask(node, path, { ...options, headers: { ...options.headers, cookie } });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      this.jar.set(name, value);
    }
    return answer;
  }
  async code(node) {
    let answer = await this.go(node, `/authorize?${query}`);
    const login = answer.headers.location?.replace(issuer, '');
    if (login?.startsWith('/login')) {
      const page = await this.go(node, login);
      const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1];
      const body = new URLSearchParams({ csrf: field('csrf'), interaction: field('interaction'), username: 'ada', password }).toString();
      answer = await this.go(node, '/login', { method: 'POST', body, headers: { ...form, origin: issuer } });
    }
    return new URL(answer.headers.location).searchParams.get('code');
  }
  async idToken(node) {
    const code = await this.code(node);
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: app, code_verifier: verifier }).toString();
    const authorization = `Basic ${Buffer.from(`app:${secret}`).toString('base64')}`;
    const answer = await ask(1 - node, '/token', { method: 'POST', body, headers: { ...form, authorization } });
    return JSON.parse(answer.text).id_token;
  }
}

/** Keeps the key set for 30 s, whatever comes. */
class Verifier {
  keys = new Map();
  async keep(node, offset) {
    for (;;) {
      try {
        const answer = await ask(node, '/jwks');
        const keys = JSON.parse(answer.text).keys.filter((key) => key.use === 'sig');
        largest = Math.max(largest, keys.length);
        this.keys = new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
      } catch { down += 1; await pause(200); continue; }
      await pause(this.began ? 30_000 : offset);
      this.began = true;
    }
  }
  check(token) {
    const [header, payload, signature] = token.split('.');
    const key = this.keys.get(JSON.parse(Buffer.from(header, 'base64url')).kid);
    const good = key && verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
    verified += 1;
    if (!good) failures.push(`${((performance.now() - began) / 1000).toFixed(1)} s: ${key ? 'signature' : 'unknown kid'}`);
  }
}

let largest = 0, down = 0, verified = 0, requests = 0, lost = 0, rotations = 0, killed = 0;
const failures = [], kids = new Set(), began = performance.now();
const verifiers = Array.from({ length: 6 }, () => new Verifier());
verifiers.forEach((one, index) => one.keep(index % 2, index * 5000));
await pause(1000);

const rotate = () => spawn(bin, ['-c', configs[0], 'keys', 'rotate'], { stdio: 'ignore' });
const ended = (process) => new Promise((done) => process.on('exit', done));
async function operator() {
  for (let turn = 1; ; turn += 1) {
    await pause(30_000);
    if (turn % 3 === 0) {
      const dying = rotate(), end = ended(dying);
      await pause(5 + Math.random() * 60);
      dying.kill('SIGKILL');
      await end;
      killed += 1;
    }
    const process = rotate();
    if (turn === 6) {
      servers[1].kill('SIGKILL');
      servers[1] = start(1);
    }
    await ended(process);
    rotations += 1;
  }
}
operator();

const end = began + seconds * 1000, visitors = 20, gap = visitors * 2000 / rate;
let due = 0;
async function visit(visitor, index) {
  for (let next = performance.now() + index * gap / visitors; next < end; next += gap) {
    await pause(Math.max(0, next - performance.now()));
    const node = Math.round(Math.random());
    let token;
    try { token = await visitor.idToken(node); } catch { lost += 1; continue; }
    requests += 2;
    kids.add(token.split('.')[0]);
    // At once by one of the verifiers; every tenth by all of them as it grows old, to the end of its life.
    const one = verifiers[due++ % verifiers.length];
    one.check(token);
    if (due % 10 === 0) for (const later of [15_000, 30_000, 45_000, 59_000]) setTimeout(() => verifiers.forEach((each) => each.check(token)), later);
  }
}
await Promise.all(Array.from({ length: visitors }, (_, index) => visit(new Visitor(), index)));
await pause(1000);
const took = (performance.now() - began) / 1000;
console.log(`${took.toFixed(0)} s, ${(requests / took).toFixed(0)} requests/s, ${requests} in all; ${lost} flows lost while a server was down`);
console.log(`${rotations} rotations, ${killed} killed on their way and done again; ${kids.size} keys signed`);
console.log(`${verified} verifications, ${failures.length} failed; at most ${largest} signing keys in the key set`);
failures.slice(0, 10).forEach((failure) => console.log(failure));
rmSync(folder, { recursive: true, force: true });
process.exit(failures.length ? 1 : 0);
