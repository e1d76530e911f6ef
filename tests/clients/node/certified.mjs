// Certificates of clients, by the authority of CA_CERT and CA_KEY or by themselves, requests with one, and the programs that get them.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { required } from './scenarios.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-certificates-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
/** A file of this run. */
export const at = (name) => join(folder, name);
const ca = readFileSync(required('CA_CERT'));

/** A certificate of that subject, by the authority or by itself. */
export function certificate(name, subject, signed = true) {
  const by = signed ? ['-CA', required('CA_CERT'), '-CAkey', required('CA_KEY')] : [];
  const made = ['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const uses = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=clientAuth'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-subj', subject, ...uses, ...by, ...made], { stdio: 'ignore' });
  return { cert: readFileSync(at(`${name}.pem`)), key: readFileSync(at(`${name}.key`)) };
}

/** `fetch` with a certificate, or without one. */
export const fetchWith = (identity) => (address, options = {}) =>
  new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(options.headers)) };
    const body = options.body == null ? undefined : options.body.toString();
    if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
    const sent = request(address, { method: options.method, headers, ca, ...identity, agent: false }, async (answer) => {
      const parts = [];
      for await (const part of answer) parts.push(part);
      const kept = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      const whole = answer.statusCode === 204 ? null : Buffer.concat(parts);
      resolve(new Response(whole, { status: answer.statusCode, headers: kept }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** Runs a program until the process ends. */
export function run(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: at('.'), XDG_DATA_HOME: at('.') } });
  child.log = '';
  child.stderr.on('data', (part) => (child.log += part));
  process.on('exit', () => child.kill());
  return child;
}

/** Waits until a program that was run answers. */
export async function answers(child, send) {
  for (let tries = 0; ; tries += 1) {
    if ((await send().catch(() => undefined))?.ok) return;
    assert.ok(tries < 150 && child.exitCode === null, `it did not get ready: ${child.log}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
