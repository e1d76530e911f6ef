// An authenticator app, as people have it on their phone.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { person } from './world.mjs';

/** An authenticator app with the key of an otpauth address. */
export class Phone {
  constructor(uri) {
    const { protocol, host, searchParams, pathname } = new URL(uri);
    assert.deepEqual([protocol, host], ['otpauth:', 'totp']);
    assert.equal(decodeURIComponent(pathname), `/${searchParams.get('issuer')}:${person.name}`);
    const bits = [...searchParams.get('secret')].map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
    this.key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
    this.used = 0;
  }
  /** A code that was not used yet: each counts once, and that of the next step is right, too. */
  code() {
    this.used = Math.max(this.used + 1, Math.floor(Date.now() / 30_000));
    const step = Buffer.alloc(8);
    step.writeBigInt64BE(BigInt(this.used));
    const mac = createHmac('sha1', this.key).update(step).digest();
    const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  }
}
