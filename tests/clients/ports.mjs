// Ports for servers of tests. `node ports.mjs 3` prints three, a line each.

import { createServer } from 'node:net';

/** A port nobody listens on, below those that connections get: several browsers open some at any moment. */
export async function freePort() {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    const socket = createServer();
    const free = await new Promise((done) => {
      socket.once('error', () => done(false));
      socket.listen(port, '127.0.0.1', () => done(true));
    });
    if (free) {
      await new Promise((closed) => socket.close(closed));
      return port;
    }
  }
}

if (process.argv[1] === import.meta.filename) {
  const ports = new Set();
  while (ports.size < Number(process.argv[2])) ports.add(await freePort());
  console.log([...ports].join('\n'));
}
