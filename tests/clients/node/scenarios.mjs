// How a client test reports: one line per scenario, "ok - sentence" or "not ok - sentence", and an exit
// status that says whether all of them held.

import assert from 'node:assert/strict';

let failures = 0;

/** Runs one scenario; with ONLY set, just those whose sentence has it. */
export async function scenario(sentence, run) {
  if (!sentence.includes(process.env.ONLY ?? '')) return;
  try {
    await run();
    console.log(`ok - ${sentence}`);
  } catch (error) {
    failures += 1;
    console.log(`not ok - ${sentence}`);
    console.log(String(error?.stack ?? error).replace(/^/gm, '    '));
    if (error?.cause) console.log(`    cause: ${JSON.stringify(error.cause) ?? error.cause}`);
  }
}

export function skipped(sentence, reason) {
  console.log(`skipped - ${sentence}: ${reason}`);
}

export function finish() {
  process.exitCode = failures === 0 ? 0 : 1;
}

/** A variable that the driver has to set. */
export function required(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set`);
  return value;
}
