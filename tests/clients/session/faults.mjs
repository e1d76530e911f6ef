// What befalls a watching page, staged without root: a network that goes away, swallows or forgets, proxies that hold an
// answer back until it ends, browsers that sleep, and tabs that crash or have no shared worker.

import { readFileSync, readdirSync } from 'node:fs';
import { createSecureServer as createH2 } from 'node:http2';
import { createServer as createH1, request as ask } from 'node:https';
import { connect, createServer } from 'node:net';
import { certificate, freePort, pause } from './world.mjs';

const HOST = '127.0.0.1';
const behind = { host: HOST, servername: 'op.test', rejectUnauthorized: false };

/** What stands before a provider: browsers reach it at `port`, and it forwards to the provider at `to`. */
export class Relay {
  /** Octets pass through as they are: to the provider, which speaks HTTP/1.1, or to the proxy that `to` is the port of. */
  static async start({ to = null } = {}) {
    const self = new Relay();
    self.port = await freePort();
    self.to = to ?? await freePort();
    self.pairs = new Set();
    self.held = new Map();
    self.swallows = false;
    self.server = createServer({ pauseOnConnect: true }, (socket) => {
      socket.on('error', () => {});
      if (self.swallows) self.held.set(socket, Date.now());
      else self.forward(socket);
    });
    await self.back();
    return self;
  }
  forward(socket) {
    const onward = connect(this.to, HOST);
    const pair = { socket, onward, lost: false };
    this.pairs.add(pair);
    for (const [from, other] of [[socket, onward], [onward, socket]]) {
      from.on('data', (octets) => { if (!pair.lost && other.writable) other.write(octets); });
      from.on('error', () => {});
      from.on('close', () => {
        if (pair.lost) return;
        this.pairs.delete(pair);
        other.destroy();
      });
    }
    socket.resume();
  }
  /** The connections that carry something. */
  get connections() {
    return [...this.pairs].filter((pair) => !pair.lost).length;
  }
  /** Connections are cut and new ones refused. */
  async away() {
    const closed = new Promise((done) => this.server.close(done));
    this.cut();
    await closed;
  }
  /** New connections work. Those that fell silent stay so for ever; those begun meanwhile succeed when their first packet is
   * sent again, as operating systems do it: 1, 3, 7, 15… seconds after they began. */
  async back() {
    this.swallows = false;
    for (const [socket, begun] of this.held) {
      let again = 1000;
      while (begun + again < Date.now()) again = 2 * again + 1000;
      setTimeout(() => { if (!socket.destroyed && !this.swallows) this.forward(socket); }, begun + again - Date.now()).unref();
    }
    this.held.clear();
    if (this.server.listening) return;
    await new Promise((listening) => this.server.listen(this.port, HOST, listening));
  }
  /** Connections fall silent, and new ones get no answer. */
  swallow() {
    this.swallows = true;
    this.forget();
  }
  /** Connections fall silent in both directions and stay open; new ones work. */
  forget() {
    for (const pair of this.pairs) pair.lost = true;
  }
  cut() {
    for (const { socket, onward } of this.pairs) { socket.destroy(); onward?.destroy(); }
    this.pairs.clear();
    for (const socket of this.held.keys()) socket.destroy();
    this.held.clear();
  }
  async stop() {
    if (this.server.listening) await this.away();
    this.cut();
  }
}

/** A proxy that ends TLS and speaks HTTP/1.1 or HTTP/2. With `buffers` it gives no octet of an answer, not even its head,
 * before the answer has ended. */
export class Proxy {
  static async start({ version, buffers = false }) {
    const self = new Proxy();
    self.buffers = buffers;
    self.port = await freePort();
    self.to = await freePort();
    self.asked = [];
    const answer = (request, response) => self.answer(request, response);
    self.server = version === 2 ? createH2({ ...certificate, allowHTTP1: false }, answer) : createH1(certificate, answer);
    self.sockets = new Set();
    self.server.on('secureConnection', (socket) => { self.sockets.add(socket); socket.on('error', () => {}).on('close', () => self.sockets.delete(socket)); });
    self.server.on('sessionError', () => {});
    await new Promise((listening) => self.server.listen(self.port, HOST, listening));
    return self;
  }
  answer(request, response) {
    this.asked.push(request.url);
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !name.startsWith(':') && name !== 'connection'));
    headers.host ??= request.headers[':authority'];
    const onward = ask({ ...behind, port: this.to, method: request.method, path: request.url, headers, agent: false }, (answered) => {
      const kept = Object.entries(answered.headers).filter(([name]) => !['connection', 'transfer-encoding', 'keep-alive'].includes(name));
      const begin = () => { if (!response.destroyed) response.writeHead(answered.statusCode, Object.fromEntries(kept)); };
      const chunks = [];
      answered.on('error', () => response.destroy());
      if (!this.buffers) begin();
      answered.on('data', (chunk) => (this.buffers ? chunks.push(chunk) : response.write(chunk)));
      answered.on('end', () => {
        if (this.buffers) begin();
        if (!response.destroyed) response.end(Buffer.concat(chunks));
      });
    });
    onward.on('error', () => response.destroy());
    response.on('error', () => {});
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }
  async stop() {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Every process: its parent, name and arguments, and how many hundredths of a second it has worked. */
function processes() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const [name, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(/\((.*)\) /s).slice(1);
      const fields = rest.split(' ');
      const ticks = Number(fields[11]) + Number(fields[12]);
      return [{ pid: Number(pid), parent: Number(fields[1]), name, ticks, args: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

/** The processes of the browser with this profile, helpers included. */
export function processesOf(profile) {
  const all = processes();
  const found = all.filter(({ args }) => args.includes(profile));
  for (const { pid } of found) {
    found.push(...all.filter((one) => one.parent === pid && !found.includes(one)));
  }
  return found;
}

/** The laptop sleeps: nothing in the browser runs, and the network forgets its connections. Wakes after `ms`. */
export async function sleep(profiles, relay, ms) {
  const pids = profiles.flatMap((profile) => processesOf(profile).map(({ pid }) => pid));
  const signal = (name) => pids.forEach((pid) => { try { process.kill(pid, name); } catch { /* ended */ } });
  signal('SIGSTOP');
  try {
    relay.forget();
    await pause(ms);
  } finally {
    signal('SIGCONT');
  }
}
