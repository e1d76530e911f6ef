// The iframe's two pure functions, as they stand in its script: the answer table by exhaustion, and its SHA-256
// against that of node.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { finish, scenario } from '../node/scenarios.mjs';

const script = readFileSync(new URL('../../../static/check_session_iframe.js', import.meta.url), 'utf8');
const hashing = script.slice(script.indexOf('  var K = []'), script.indexOf('  function state()'));
const table = script.slice(script.indexOf('  function answer('), script.indexOf('  var VALID'));
const { answer, sha256 } = runInNewContext(`${hashing}${table}({ answer, sha256 })`, { btoa, unescape });

await scenario('the iframe answers by the table of docs/session-management.md, in every case', () => {
  let cases = 0;
  for (const cookie of ['match', 'mismatch', 'none']) {
    for (const verdict of ['', 'live', 'ended', 'mismatch', 'bad']) {
      for (const matched of [false, true]) {
        for (const last of [null, 'unchanged', 'changed']) {
          const expected = {
            match: { '': 'unchanged', live: 'unchanged', ended: 'changed', mismatch: 'error', bad: 'changed' },
            mismatch: { '': matched ? 'changed' : null, live: 'changed', ended: 'changed', mismatch: 'error', bad: 'changed' },
            none: { '': last, live: 'unchanged', ended: 'changed', mismatch: 'error', bad: 'changed' },
          }[cookie][verdict];
          assert.equal(answer(cookie, verdict, matched, last), expected, `${cookie} ${verdict} ${matched} ${last}`);
          cases += 1;
        }
      }
    }
  }
  assert.equal(cases, 90);
});

await scenario('every answer goes to the origin that asked, and to no other', () => {
  const targets = [...script.matchAll(/frame\.postMessage\([^,]+, ([^)]+)\)/g)].map(([, target]) => target);
  assert.deepEqual(targets, ['asker.origin', 'origin']);
  assert.equal(script.includes("'*'"), false);
});

await scenario("the iframe's SHA-256 is node's, on a thousand texts of every length and script", () => {
  for (let i = 0; i < 1000; i += 1) {
    const text = i % 3 ? randomBytes(i).toString('base64') : `büro-${'日本🗝'.repeat(i % 40)} https://app.example ${i}`;
    assert.equal(sha256(text), createHash('sha256').update(text).digest('base64url'));
  }
});

finish();
