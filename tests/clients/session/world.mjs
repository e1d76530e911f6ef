// What the session scenarios share: providers to test, a relying party's page that watches, and browsers that block
// third-party cookies or allow them.

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../ports.mjs';

export { freePort };

const fromNode = createRequire(new URL('../node/package.json', import.meta.url));
const { chromium } = fromNode('playwright-core');
export const library = (name) => fromNode.resolve(name);
const modules = new URL('../node/node_modules/', import.meta.url);

export const bin = process.env.LATCHKEY_BIN;
export const person = { name: 'ada', password: 'correct horse battery staple' };
export const folder = mkdtempSync(join(tmpdir(), 'latchkey-session-'));
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** "At once", in milliseconds, on a machine that several browsers share: far sooner than by asking, which a page without a
 * stream does every 16 to 25 seconds. How soon it is on a quiet machine is measured by benches/watching. */
export const SOON = 5000;

/** Waits until what `read` gives is `expected`; on a busy machine that may take a while. */
export async function becomes(read, expected, message, patience = 15_000) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await read();
    try {
      return assert.deepEqual(found, expected, message);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await pause(100);
  }
}

const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
  '-subj', '/CN=op.test', '-addext', 'subjectAltName=DNS:op.test,DNS:app.op.test,DNS:rp.example',
  '-keyout', files.key, '-out', files.cert], { stdio: 'ignore' });
execFileSync('chmod', ['600', files.key]);
export const certificate = { cert: readFileSync(files.cert), key: readFileSync(files.key) };
const hash = (password) => execFileSync(bin, ['hash-password'], { input: password }).toString().trim();
const passwordHash = hash(person.password);

/** A provider of its own: `host` is op.test over https, or localhost over http. With `behind`, something else has its
 * public `port`, and it listens at that one itself. */
export class Provider {
  static async start({ https, host, clients, more = '', session = '', port = null, behind = null, flags = [] }) {
    const self = new Provider();
    self.port = port ?? await freePort();
    self.own = behind ?? self.port;
    self.metrics = await freePort();
    self.flags = flags.join(' ');
    self.issuer = `${https ? 'https' : 'http'}://${host}:${self.port}`;
    self.folder = mkdtempSync(join(folder, 'op-'));
    self.config = join(self.folder, 'config.toml');
    const tls = https ? `tls = { cert_file = "${files.cert}", key_file = "${files.key}" }` : '';
    const user = (name) => `\n[[users]]\nusername = "${name}"\nemail = "${name}@example.com"\npassword_hash = '${passwordHash}'\n`;
    writeFileSync(self.config, `[server]
issuer = "${self.issuer}"
listen = ["127.0.0.1:${self.own}"]
data_dir = "${self.folder}/data"
${tls}
[metrics]
listen = "127.0.0.1:${self.metrics}"
[login]
argon2 = { memory = "64KiB", iterations = 1, parallelism = 1 }
${more}
${session ? `[session]\n${session}` : ''}
${clients.map(({ id, redirect }) => `
[[clients]]
client_id = "${id}"
client_name = "The ${id}"
redirect_uris = ${JSON.stringify([redirect].flat())}
token_endpoint_auth_method = "none"
consent = "skip"
require_pkce = true
`).join('')}${user('ada')}${user('ben')}`);
    await self.run();
    return self;
  }
  async run() {
    this.log = join(this.folder, 'log');
    this.process = spawn('sh', ['-c', `exec "${bin}" serve -c "${this.config}" ${this.flags} >>"${this.log}" 2>&1`], { stdio: 'ignore' });
    for (let i = 0; i < 300; i += 1) {
      if (await this.isReady()) return;
      await pause(50);
    }
    throw new Error(`the provider did not start: ${readFileSync(this.log, 'utf8')}`);
  }
  isReady() {
    const args = ['-ks', '-o', '/dev/null', '-w', '%{http_code}', '--connect-to', `::127.0.0.1:${this.own}`, `${this.issuer}/readyz`];
    return promisify(execFile)('curl', args).then(({ stdout }) => stdout === '200', () => false);
  }
  async stop(signal = 'SIGTERM') {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill(signal);
    await ended;
  }
  async cli(...args) {
    const { stdout } = await promisify(execFile)(bin, ['-c', this.config, ...args]);
    return stdout;
  }
  /** The name under which this provider sets a cookie; cookies know no port. */
  cookie(name) {
    return `${this.issuer.startsWith('https:') ? '__Host-' : ''}${name}_${this.port}`;
  }
  /** Adds an account that the file does not have. */
  add(name, ...args) {
    execFileSync(bin, ['-c', this.config, 'user', 'add', name, '--password-stdin', ...args], { input: person.password, stdio: 'pipe' });
  }
  /** Rewrites the configuration; the server sees that by itself. */
  edit(change) {
    writeFileSync(this.config, change(readFileSync(this.config, 'utf8')));
  }
  /** The event streams that it holds open. */
  async streams() {
    const text = await (await fetch(`http://127.0.0.1:${this.metrics}/metrics`)).text();
    return Number(/^latchkey_session_streams (\d+)/m.exec(text)[1]);
  }
  /** Log lines of requests to a route, since `from` lines. */
  requests(route, from = 0) {
    const lines = readFileSync(this.log, 'utf8').split('\n').slice(from);
    return lines.filter((line) => line.includes('"answered"') && line.includes(`"route":"${route}`)).length;
  }
  lines() {
    return readFileSync(this.log, 'utf8').split('\n').length - 1;
  }
}

/** A relying party's web server. Any page of it watches by the parameters of its own address. */
export class RelyingParty {
  static async start({ https, host }) {
    const self = new RelyingParty();
    self.port = await freePort();
    self.origin = `${https ? 'https' : 'http'}://${host}:${self.port}`;
    self.redirect = `${self.origin}/cb`;
    const answer = (request, response) => self.answer(request, response);
    self.server = https
      ? createSecure(certificate, answer)
      : createPlain(answer);
    await new Promise((listening) => self.server.listen(self.port, '127.0.0.1', listening));
    return self;
  }
  answer(request, response) {
    const { pathname } = new URL(request.url, this.origin);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (pathname === '/oidc-client-ts.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(readFileSync(new URL('oidc-client-ts/dist/browser/oidc-client-ts.min.js', modules)));
    } else if (pathname.startsWith('/oidc')) {
      response.end(this.oidcPage ?? '');
    } else {
      response.end(PAGE);
    }
  }
  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

// Everything that the provider's frames say is kept with its time and the number of the frame, in order of `watch`.
const PAGE = `<!doctype html><html lang="en"><title>RP</title><p id="at-client">RP</p><script>
var told = [], views = [], frame;
addEventListener('message', function (event) {
  var number = views.findIndex(function (one) { return event.source === one.contentWindow; });
  if (number >= 0) told.push({ at: Date.now(), origin: event.origin, data: event.data, frame: number });
});
function watch(uri, text, poll) {
  return new Promise(function (done) {
    var own = frame = document.createElement('iframe');
    views.push(own);
    own.src = uri;
    own.onload = function () {
      post(text, own);
      if (poll) setInterval(function () { post(text, own); }, poll);
      done();
    };
    document.body.appendChild(own);
  });
}
var last;
function post(text, to) { last = text; (to || frame).contentWindow.postMessage(text, '*'); }
</script>`;

// The driver turns off what makes third-party storage partitioned instead of refused; people's browsers do not.
const FEATURES = ['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'msForceBrowserSignIn'];
const without = (features) => `--disable-features=${features.join(',')}`;

/** A browser with a profile of its own. */
export async function openBrowser({ cookies, profile = mkdtempSync(join(folder, 'profile-')) }) {
  mkdirSync(join(profile, 'Default'));
  const mode = cookies === 'allowed' ? 0 : 1;
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ profile: { cookie_controls_mode: mode } }));
  const args = ['--no-sandbox', '--ignore-certificate-errors', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--host-resolver-rules=MAP op.test 127.0.0.1, MAP *.op.test 127.0.0.1, MAP *.example 127.0.0.1'];
  if (cookies === 'blocked') args.push('--test-third-party-cookie-phaseout');
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, ignoreHTTPSErrors: true,
    args: [...args, without(FEATURES.filter((feature) => feature !== 'ThirdPartyStoragePartitioning'))],
    ignoreDefaultArgs: [without(FEATURES)],
  });
}

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** The address at which a client asks for a sign-in. */
export function authorize(provider, client, redirect, more = {}) {
  const query = new URLSearchParams({
    client_id: client, redirect_uri: redirect, response_type: 'code', scope: 'openid', state: 's',
    code_challenge: CHALLENGE, code_challenge_method: 'S256', ...more,
  });
  return `${provider.issuer}/authorize?${query}`;
}

/** Goes to the client by way of the provider, signing in where it asks; returns the parameters that came back. */
export async function arrive(page, url, name = person.name) {
  await page.goto(url);
  const place = page.locator('#login, #at-client').first();
  await place.waitFor();
  if (await page.locator('#login').count()) {
    const username = page.locator('#username');
    if (await username.isEditable()) await username.fill(name);
    await page.fill('#password', person.password);
    await page.click('#login');
    await page.locator('#at-client').waitFor();
  }
  return new URL(page.url()).searchParams;
}

/** Runs with a page of `rp` that is signed in and may watch; whatever happens, no content security policy is offended. */
export async function withPage({ cookies, rp, client, provider }, run) {
  const browser = await openBrowser({ cookies });
  try {
    const page = await browser.newPage();
    const faults = [];
    page.on('console', (message) => message.type() === 'error' && /Content Security Policy/.test(message.text()) && faults.push(message.text()));
    const back = await arrive(page, authorize(provider, client, rp.redirect));
    const text = `${client} ${back.get('session_state')}`;
    await run({ browser, page, text, provider, rp, client });
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
  }
}

/** Lets the page that is open watch. */
export function watch(page, provider, text, poll = 300) {
  return page.evaluate(([uri, text, poll]) => globalThis.watch(uri, text, poll), [`${provider.issuer}/check-session-iframe`, text, poll]);
}

/** The parameters with which a hidden frame in the page comes back from an address to the page's own origin. */
export async function inFrame(page, url) {
  const search = await page.evaluate((url) => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    frame.onload = () => done(frame.contentWindow.location.search);
    document.body.appendChild(frame);
  }), url);
  return new URLSearchParams(search);
}

/** What the page was told, without times. */
export function told(page) {
  return page.evaluate(() => globalThis.told.map((one) => one.data));
}

/** Waits until the page was told `wanted`; returns the milliseconds since `since`. */
export async function until(page, wanted, since = Date.now(), patience = 20_000) {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const all = await page.evaluate(() => globalThis.told);
    const found = all.find((one) => one.data === wanted && one.at >= since);
    if (found) return found.at - since;
    await pause(20);
  }
  throw new Error(`never told ${wanted}, but ${JSON.stringify(await told(page))}`);
}

/** Asks once and returns the next answer, or "silence". */
export function ask(page, text, patience = 5000) {
  return page.evaluate(([text, patience]) => new Promise((done) => {
    const before = globalThis.told.length;
    globalThis.post(text);
    const began = Date.now();
    const look = setInterval(() => {
      if (globalThis.told.length > before) { clearInterval(look); done(globalThis.told[before].data); }
      else if (Date.now() - began > patience) { clearInterval(look); done('silence'); }
    }, 10);
  }), [text, patience]);
}
