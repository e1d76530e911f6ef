// What the machine tells of a server's processes, and what it can sign without a server.
import { generateKeyPairSync, sign } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import net from "node:net";
import { Client } from "./client.mjs";

// The clock ticks of /proc, a second. Linux shows 100 to programs on every architecture.
const TICKS = 100;
// How long a start may take, in milliseconds.
const START = 300_000;

// Processor time in seconds (user and system), and resident memory in MiB, of a process and all that descend from it.
export function tree(root) {
  const processes = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ");
      processes.set(Number(pid), { parent: Number(stat[1]), ticks: Number(stat[11]) + Number(stat[12]) });
    } catch {
      // It ended while we looked.
    }
  }
  let [ticks, kib] = [0, 0];
  for (const [pid, process] of processes) {
    let at = pid;
    while (at !== root && processes.has(at)) at = processes.get(at).parent;
    if (at !== root) continue;
    ticks += process.ticks;
    kib += resident(pid);
  }
  return { cpu: ticks / TICKS, mib: Math.round(kib / 1024) };
}

function resident(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export const freePort = () =>
  new Promise((resolve) => {
    const listener = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });

// Waits for the first good answer of a server that was just started; returns what it publishes about itself.
export async function firstAnswer(path, port, child) {
  const until = performance.now() + START;
  while (performance.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("it ended at its start, see its log in the cache folder");
    const client = new Client(port);
    try {
      const answer = await client.send("GET", path);
      if (answer.status === 200) return JSON.parse(answer.body);
    } catch {
      // It does not listen yet.
    } finally {
      client.close();
    }
    await pause(2);
  }
  throw new Error(`no answer ${START / 1000} s after its start`);
}

// Asks a server to end, and waits until it has.
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await gone;
}

// Signatures of each algorithm per CPU-second, by the OpenSSL that is part of Node.js.
export function rawSigning() {
  return { RS256: signatures("rsa", { modulusLength: 2048 }), ES256: signatures("ec", { namedCurve: "P-256" }) };
}

function signatures(kind, parameters) {
  const { privateKey } = generateKeyPairSync(kind, parameters);
  const data = Buffer.alloc(400, "a");
  const before = process.cpuUsage();
  let count = 0;
  for (const until = performance.now() + 2000; performance.now() < until; count++) sign("sha256", data, privateKey);
  const used = process.cpuUsage(before);
  return Math.round(count / ((used.user + used.system) / 1e6));
}
