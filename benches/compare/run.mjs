// Measures Latchkey beside other providers. See README.md in this folder.
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import net from "node:net";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "./client.mjs";
import { CALLBACK, CLIENT, PASSWORD, SECRET, USERNAME } from "./job.mjs";
import { servers } from "./servers.mjs";

const { values: options } = parseArgs({
  options: {
    cache: { type: "string", default: "target/compare" },
    seconds: { type: "string", default: "10" },
    connections: { type: "string", default: "16" },
    only: { type: "string", default: "" },
    write: { type: "boolean", default: false },
  },
});
const cache = resolve(options.cache);
const seconds = Number(options.seconds);
const connections = Number(options.connections);
const person = { callback: CALLBACK, username: USERNAME, password: PASSWORD };
const basic = `Authorization: Basic ${Buffer.from(`${CLIENT}:${SECRET}`).toString("base64")}\r\n`;
mkdirSync(cache, { recursive: true });

// Processor time in seconds, and resident memory in MiB, of a process and all that descend from it.
function tree(root) {
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ");
      parents.set(Number(pid), { parent: Number(stat[1]), ticks: Number(stat[11]) + Number(stat[12]), pages: Number(stat[21]) });
    } catch {
      // It ended while we looked.
    }
  }
  let [ticks, pages] = [0, 0];
  for (const [pid, process] of parents) {
    let at = pid;
    while (at !== root && parents.has(at)) at = parents.get(at).parent;
    if (at === root) [ticks, pages] = [ticks + process.ticks, pages + process.pages];
  }
  return { cpu: ticks / 100, rss: Math.round((pages * 4096) / 2 ** 20) };
}

function wrong(what, answer) {
  return new Error(`${what}: ${answer.status} ${answer.location ?? answer.body.slice(0, 160)}`);
}

function json(what, answer, ...members) {
  if (answer.status !== 200) throw wrong(what, answer);
  const body = JSON.parse(answer.body);
  for (const member of members) if (!body[member]) throw new Error(`${what}: no ${member}`);
  return body;
}

// The operations of a browser and an app at one server.
function operations(server, paths) {
  const authorize = (scope, more = "") =>
    `${paths.authorization_endpoint}?response_type=code&client_id=${CLIENT}&redirect_uri=${encodeURIComponent(CALLBACK)}` +
    `&scope=${encodeURIComponent(scope)}&state=st4te&nonce=n0nce${more}`;
  const codeOf = (what, location, answer) => {
    const code = location?.startsWith(CALLBACK) && new URL(location).searchParams.get("code");
    if (!code) throw wrong(what, answer ?? { status: "", location });
    return code;
  };
  const token = (client, body) => client.send("POST", paths.token_endpoint, basic, body);
  const redeem = async (client, code, ...members) => {
    const body = `grant_type=authorization_code&code=${encodeURIComponent(code)}&redirect_uri=${encodeURIComponent(CALLBACK)}`;
    const tokens = json("code exchange", await token(client, body), "access_token", "id_token", ...members);
    if (JSON.parse(Buffer.from(tokens.id_token.split(".")[0], "base64url")).alg !== "RS256") throw new Error("not RS256");
    return tokens;
  };
  const signIn = async (client, scope = "openid", more = "") => {
    const location = await client.signIn(authorize(scope, more), person);
    return codeOf("sign-in", location);
  };
  const silent = async (client) => {
    const answer = await client.send("GET", authorize("openid"));
    return codeOf("silent authorize", answer.location, answer);
  };
  return [
    { name: "discovery", run: async (client) => json("discovery", await client.send("GET", server.discovery), "issuer") },
    { name: "silent authorize", prepare: (client) => signIn(client), run: silent },
    {
      name: "silent authorize + code exchange + userinfo",
      prepare: (client) => signIn(client),
      run: async (client) => {
        const { access_token } = await redeem(client, await silent(client));
        json("userinfo", await client.send("GET", paths.userinfo_endpoint, `Authorization: Bearer ${access_token}\r\n`), "sub");
      },
    },
    {
      name: "client credentials",
      run: async (client) =>
        json("client credentials", await token(client, `grant_type=client_credentials${server.name === "Keycloak" ? "" : "&scope=api"}`), "access_token"),
    },
    {
      name: "refresh, rotated",
      prepare: async (client) => {
        const code = await signIn(client, server.offline, server.offlineMore);
        client.refresh = (await redeem(client, code, "refresh_token")).refresh_token;
      },
      run: async (client) => {
        const body = `grant_type=refresh_token&refresh_token=${encodeURIComponent(client.refresh)}`;
        const next = json("refresh", await token(client, body), "access_token", "refresh_token");
        if (next.refresh_token === client.refresh) throw new Error("refresh: the token was not rotated");
        client.refresh = next.refresh_token;
      },
    },
    {
      name: "introspection",
      prepare: async (client) => {
        client.access = (await redeem(client, await signIn(client))).access_token;
      },
      run: async (client) =>
        json("introspection", await client.send("POST", paths.introspection_endpoint, basic, `token=${encodeURIComponent(client.access)}`), "active"),
    },
    {
      name: "whole login with a password",
      without: server.wholeLogin ? undefined : "it leaves passwords to the program around it",
      run: async (client) => {
        client.jar.clear();
        await signIn(client);
      },
    },
  ];
}

async function measure(operation, port, pid) {
  if (operation.without) return { reason: operation.without };
  const clients = Array.from({ length: connections }, () => new Client(port));
  try {
    for (const client of clients) await operation.prepare?.(client);
    const load = async (length) => {
      const until = performance.now() + length * 1000;
      let count = 0;
      await Promise.all(
        clients.map(async (client) => {
          while (performance.now() < until) {
            await operation.run(client);
            count++;
          }
        }),
      );
      return count;
    };
    // A just-in-time compiler gets as long to warm up as is measured.
    await load(seconds);
    const [before, began] = [tree(pid).cpu, performance.now()];
    const count = await load(seconds);
    const wall = (performance.now() - began) / 1000;
    return { perCpu: Math.round(count / (tree(pid).cpu - before)), perSecond: Math.round(count / wall) };
  } catch (error) {
    return { reason: error.message };
  } finally {
    for (const client of clients) client.close();
  }
}

const freePort = () =>
  new Promise((resolve) => {
    const listener = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });

async function firstAnswer(server, port, child) {
  const client = new Client(port);
  for (let ended = false; ; ) {
    child.once("exit", () => (ended = true));
    try {
      const answer = await client.send("GET", server.discovery);
      if (answer.status === 200) return JSON.parse(answer.body);
    } catch {
      // It does not listen yet.
    }
    if (ended || child.exitCode !== null) throw new Error("it ended at its start: see its log in the cache folder");
    await new Promise((resolve) => setTimeout(resolve, 5));
    child.removeAllListeners("exit");
  }
}

async function one(server) {
  const result = { name: server.name, durable: server.durable, rows: {} };
  let child;
  try {
    result.version = server.install(cache);
    const port = await freePort();
    const began = performance.now();
    child = server.start(port, cache);
    const found = await firstAnswer(server, port, child);
    result.startMs = Math.round(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    result.idleMiB = tree(child.pid).rss;
    const paths = {};
    for (const [name, value] of Object.entries(found)) if (name.endsWith("_endpoint")) paths[name] = new URL(value).pathname;
    for (const operation of operations(server, paths)) {
      const row = (result.rows[operation.name] = await measure(operation, port, child.pid));
      console.error(`${server.name}: ${operation.name}: ${row.reason ?? `${row.perCpu}/CPU-s, ${row.perSecond}/s`}`);
    }
  } catch (error) {
    result.reason = error.message;
    console.error(`${server.name}: ${error.message}`);
  } finally {
    if (child && child.exitCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await gone;
    }
  }
  return result;
}

function signatures() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const data = Buffer.alloc(400, 97);
  const began = process.cpuUsage();
  let count = 0;
  for (const until = performance.now() + 2000; performance.now() < until; count++) sign("sha256", data, privateKey);
  const used = process.cpuUsage(began);
  return Math.round(count / ((used.user + used.system) / 1e6));
}

function markdown({ cores, node, rs256, results }) {
  const number = (value) => value.toLocaleString("en-US");
  const notes = [];
  const cell = (row) => {
    if (row?.perCpu) return `${number(row.perCpu)}; ${number(row.perSecond)}`;
    return "–";
  };
  const shown = results.filter((result) => !result.reason);
  const line = (name, of) => `| ${name} | ${shown.map(of).join(" | ")} |`;
  for (const result of results) {
    if (result.reason) notes.push(`${result.name}: ${result.reason}.`);
    for (const [name, row] of Object.entries(result.rows)) if (row.reason) notes.push(`${result.name}, ${name}: ${row.reason}.`);
  }
  const names = Object.keys(shown[0]?.rows ?? {});
  return [
    `Operations per CPU-second of the server; per second. ${cores} cores, which also ran the load; ${connections} connections, ` +
      `${seconds} s a figure; Node.js ${node}. Raw RS256 signing here: ${number(rs256)} per CPU-second.`,
    "",
    line("Operation", ({ name, version }) => `${name} (${version})`),
    `|---|${shown.map(() => "---|").join("")}`,
    ...names.map((name) => line(name, (result) => cell(result.rows[name]))),
    line("memory when idle", ({ idleMiB }) => `${idleMiB} MiB`),
    line("first start to first answer", ({ startMs }) => `${number(startMs)} ms`),
    line("durable", ({ durable }) => durable),
    ...(notes.length ? ["", ...notes.map((note) => `- ${note.replace(/\s+/g, " ")}`)] : []),
  ].join("\n");
}

const report = { cores: cpus().length, node: process.versions.node, rs256: signatures(), results: [] };
for (const server of servers(resolve(process.env.LATCHKEY_BIN ?? "target/release/latchkey"))) {
  if (server.name.toLowerCase().includes(options.only.toLowerCase())) report.results.push(await one(server));
}
const table = markdown(report);
writeFileSync(`${cache}/report.json`, `${JSON.stringify(report, null, 2)}\n`);
writeFileSync(`${cache}/report.md`, `${table}\n`);
console.log(table);
if (options.write) {
  const page = new URL("../../docs/performance.md", import.meta.url);
  const text = readFileSync(page, "utf8");
  const between = /(<!-- compare:begin -->\n)[\s\S]*(<!-- compare:end -->)/;
  if (!between.test(text)) throw new Error("docs/performance.md has lost its markers");
  writeFileSync(page, text.replace(between, (_, begin, end) => `${begin}${table}\n${end}`));
}
