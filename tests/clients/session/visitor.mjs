// A person without a browser: cookies, and the steps of a sign-in. Gets `session_state` values by the hundred.

import { createHash } from 'node:crypto';
import { Agent, request as plain } from 'node:http';
import { Agent as SecureAgent, request as secure } from 'node:https';
import { person } from './world.mjs';

const VERIFIER = 'v'.repeat(50);
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new SecureAgent({ keepAlive: true, rejectUnauthorized: false }) };

/** One request to the provider's own port, whatever stands before it. */
export function send(provider, path, { method = 'GET', headers = {}, body } = {}) {
  const { protocol, host, hostname } = new URL(provider.issuer);
  return new Promise((done, failed) => {
    const request = (protocol === 'https:' ? secure : plain)({
      host: '127.0.0.1', port: provider.own, path, method, servername: hostname, headers: { host, ...headers }, agent: agents[protocol],
    }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += chunk; });
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on('error', failed);
    request.end(body);
  });
}

export class Visitor {
  constructor(provider, name = person.name) {
    this.provider = provider;
    this.name = name;
    this.jar = new Map();
  }
  async go(path, options = {}) {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(this.provider, path, { ...options, headers: { ...options.headers, cookie } });
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      this.jar.set(name, value);
    }
    return answer;
  }
  /** The parameters with which the client gets its answer; signs in where it has to. */
  async authorize(client, redirect, more = {}) {
    const query = new URLSearchParams({
      client_id: client, redirect_uri: redirect, response_type: 'code', scope: 'openid', state: 's',
      code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'), code_challenge_method: 'S256', ...more,
    });
    let answer = await this.go(`/authorize?${query}`);
    const way = answer.headers.location?.replace(this.provider.issuer, '');
    if (way?.startsWith('/login')) {
      const page = await this.go(way);
      const field = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1];
      const body = new URLSearchParams({
        csrf: field('csrf'), interaction: field('interaction'), username: this.name, password: person.password,
      }).toString();
      answer = await this.go('/login', { method: 'POST', body, headers: form });
    }
    return new URL(answer.headers.location).searchParams;
  }
  /** What a page of the client asks about: a value given to it now. */
  async text(client, redirect, more) {
    return `${client} ${(await this.authorize(client, redirect, more)).get('session_state')}`;
  }
  /** Ends this login, and no other of the same person. */
  async signOut() {
    const page = await this.go('/end-session');
    const csrf = /name="csrf" value="([^"]*)"/.exec(page.text)[1];
    await this.go('/end-session', { method: 'POST', body: new URLSearchParams({ csrf, decision: 'yes' }).toString(), headers: form });
  }
}
