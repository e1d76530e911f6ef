// Ports for servers of tests, as ../ports.py gives them.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const giver = join(import.meta.dirname, '..', 'ports.py');

/** A port nobody listens on, and that no other test of this run gets. */
export async function freePort() {
  const { stdout } = await promisify(execFile)(giver, ['1']);
  return Number(stdout);
}
