// Measures Latchkey beside other providers. See README.md in this folder.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, release } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "./client.mjs";
import { operations } from "./operations.mjs";
import { end, firstAnswer, freePort, pause, rawSigning, tree } from "./processes.mjs";
import { markdown, publish } from "./report.mjs";
import { servers } from "./servers.mjs";

const { values } = parseArgs({
  options: {
    cache: { type: "string", default: "target/compare" },
    seconds: { type: "string", default: "10" },
    connections: { type: "string", default: "16" },
    windows: { type: "string", default: "8" },
    only: { type: "string", default: "" },
    rows: { type: "string", default: "" },
    write: { type: "boolean", default: false },
  },
});
const cache = resolve(values.cache);
const seconds = Number(values.seconds);
const connections = Number(values.connections);
const windows = Number(values.windows);
const has = (name, part) => name.toLowerCase().includes(part.toLowerCase());
let running;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    if (running) await end(running);
    process.exit(1);
  });
}

// What a server did in measured time: operations, processor time and time in seconds.
class Tally {
  count = 0;
  used = 0;
  wall = 0;

  // `work` returns how often it did its operation.
  async add(pid, work) {
    const [cpu, began] = [tree(pid).cpu, performance.now()];
    this.count += await work();
    this.wall += (performance.now() - began) / 1000;
    this.used += tree(pid).cpu - cpu;
  }

  // Processor time comes in hundredths of a second.
  get enough() {
    return this.used >= 0.3;
  }

  result() {
    if (!this.enough) throw new Error("too little was done to be measured: give it more --seconds");
    return { perCpu: Math.round(this.count / this.used), perSecond: Math.round(this.count / this.wall) };
  }
}

// A just-in-time compiler needs time, and other programs disturb. So a window is measured until it was no longer 5 % faster
// than the fastest before, twice in a row; the fastest stands. `fill` adds to a window's tally.
async function settled(fill) {
  const window = async () => {
    const tally = new Tally();
    for (let rounds = 0; rounds < 5 && !tally.enough; rounds++) await fill(tally);
    return tally.result();
  };
  let best = await window();
  for (let [count, idle] = [1, 0]; count < windows && idle < 2; count++) {
    const next = await window();
    idle = next.perCpu > best.perCpu * 1.05 ? 0 : idle + 1;
    if (next.perCpu > best.perCpu) best = next;
  }
  return best;
}

async function repeated(operation, clients, pid) {
  for (const client of clients) await operation.prepare?.(client);
  const load = async () => {
    const until = performance.now() + seconds * 1000;
    let count = 0;
    const each = async (client) => {
      for (; performance.now() < until; count++) await operation.run(client);
    };
    await Promise.all(clients.map(each));
    return count;
  };
  return settled((tally) => tally.add(pid, load));
}

// What is spent is made first, for twice as long as a figure takes.
async function spent(operation, clients, pid) {
  const round = async (tally) => {
    const until = performance.now() + 2 * seconds * 1000;
    const stocks = clients.map(() => []);
    const fill = async (client, index) => {
      do stocks[index].push(await operation.stock(client));
      while (performance.now() < until);
    };
    await Promise.all(clients.map(fill));
    await tally.add(pid, async () => {
      await Promise.all(
        clients.map(async (client, index) => {
          for (const item of stocks[index]) await operation.spend(client, { ...item, jar: new Map(item.jar) });
        }),
      );
      return stocks.flat().length;
    });
    // By the cookies as they were before.
    for (const [index, client] of clients.entries()) for (const { jar } of stocks[index]) await operation.check(client, jar);
  };
  return settled(round);
}

async function measure(operation, port, pid) {
  const clients = Array.from({ length: connections }, () => new Client(port));
  try {
    return await (operation.run ? repeated : spent)(operation, clients, pid);
  } catch (error) {
    return { reason: error.message };
  } finally {
    for (const client of clients) client.close();
  }
}

async function started(server, port) {
  const began = performance.now();
  running = server.start();
  const found = await firstAnswer(server.discovery, port, running);
  return { found, milliseconds: Math.round(performance.now() - began) };
}

async function one(server) {
  const result = { name: server.name, durable: server.durable, rows: {} };
  try {
    const port = await freePort();
    result.version = await server.prepare(port);
    result.firstStartMs = (await started(server, port)).milliseconds;
    await end(running);
    const { found, milliseconds } = await started(server, port);
    result.startMs = milliseconds;
    await pause(2000);
    result.idleMiB = tree(running.pid).mib;
    const paths = {};
    for (const [name, value] of Object.entries(found)) {
      if (/_endpoint$|^jwks_uri$/.test(name)) paths[name] = new URL(value).pathname;
    }
    for (const operation of operations(server, paths).filter(({ name }) => has(name, values.rows))) {
      const row = (result.rows[operation.name] = await measure(operation, port, running.pid));
      console.error(`${server.name}: ${operation.name}: ${row.reason ?? `${row.perCpu}/CPU-s, ${row.perSecond}/s`}`);
    }
  } catch (error) {
    result.reason = error.message;
    console.error(/^skipped/.test(error.message) ? error.message : `${server.name}: ${error.message}`);
  } finally {
    if (running) await end(running);
    running = undefined;
  }
  return result;
}

mkdirSync(cache, { recursive: true });
const report = {
  machine: {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() || process.arch,
    linux: release(),
    node: process.versions.node,
    openssl: process.versions.openssl,
  },
  options: { seconds, windows, connections },
  signing: rawSigning(),
  results: [],
};
const binary = resolve(process.env.LATCHKEY_BIN ?? "target/release/latchkey");
for (const server of servers(binary, cache).filter(({ name }) => has(name, values.only))) report.results.push(await one(server));
const table = markdown(report);
writeFileSync(`${cache}/report.json`, `${JSON.stringify(report, null, 2)}\n`);
writeFileSync(`${cache}/report.md`, `${table}\n`);
console.log(table);
if (values.write) publish(new URL("../../docs/performance.md", import.meta.url), table);
