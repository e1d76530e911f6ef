// The servers: how each is installed and started. Everything is kept in the cache folder.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { CALLBACK, CLIENTS, EMAIL, GOODBYE, NAME, PASSWORD, SECRET, USERNAME } from "./job.mjs";
import { realm } from "./realm.mjs";

const PROVIDER = "9.13.3";
const ARGON2 = "2.2.1";
const BETTER_SQLITE3 = "12.11.1";
const KEYCLOAK = "26.7.3";
const KEYCLOAK_SHA256 = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f";

// What the three have in common. `credentials` is what a client adds to its request for a token of its own; `offline` is
// what a browser asks for to get a refresh token.
const usual = {
  discovery: "/.well-known/openid-configuration",
  credentials: "&scope=api",
  offline: { scope: "openid offline_access" },
};

function launch(command, args, folder, env = {}) {
  const log = openSync(`${folder}/log`, "a");
  return spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", log, log] });
}

function emptyFolder(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
}

function latchkey(binary, cache) {
  const folder = `${cache}/latchkey`;
  const client = ([alg, id]) =>
    `[[clients]]\nclient_id = "${id}"\nclient_secret = "${SECRET}"\nredirect_uris = ["${CALLBACK}"]\n` +
    `post_logout_redirect_uris = ["${GOODBYE}"]\nconsent = "skip"\nrequire_pkce = false\nid_token_signed_response_alg = "${alg}"\n` +
    `grant_types = ["authorization_code", "refresh_token", "client_credentials"]\n` +
    `scope = "openid profile email offline_access api"\n`;
  return {
    ...usual,
    name: "Latchkey",
    durable: "everything, SQLite",
    prepare(port) {
      if (!existsSync(binary)) throw new Error(`no program at ${binary}: build it, or set LATCHKEY_BIN`);
      emptyFolder(folder);
      const hashed = spawnSync(binary, ["hash-password"], { input: `${PASSWORD}\n`, encoding: "utf8" });
      const hash = /\$argon2id\S+/.exec(hashed.stdout)?.[0];
      if (!hash) throw new Error(`hash-password: ${hashed.stderr}`);
      writeFileSync(
        `${folder}/config.toml`,
        `[server]\nissuer = "http://localhost:${port}"\nlisten = ["127.0.0.1:${port}"]\ndata_dir = "data"\n` +
          `[limits]\nlogin_per_ip = "1000000/1m"\nlogin_per_account = "1000000/1m"\npushed_requests_per_client = 1000000\n` +
          `[scopes.api]\ndescription = "The measured interface"\n` +
          `[[users]]\nusername = "${USERNAME}"\nname = "${NAME}"\nemail = "${EMAIL}"\npassword_hash = '${hash}'\n` +
          Object.entries(CLIENTS).map(client).join(""),
      );
      return execFileSync(binary, ["--version"], { encoding: "utf8" }).trim().split(" ").pop();
    },
    start: () => launch(binary, ["serve", "--config", "config.toml"], folder),
  };
}

// Each package on its own, so that one which does not install leaves the others.
function installed(cache, name, version) {
  const kept = `${cache}/node_modules/${name}/package.json`;
  if (existsSync(kept) && JSON.parse(readFileSync(kept, "utf8")).version === version) return;
  if (!existsSync(`${cache}/package.json`)) writeFileSync(`${cache}/package.json`, '{ "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", `${name}@${version}`], {
    cwd: cache,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function provider(kind, cache) {
  const folder = `${cache}/provider-${kind.toLowerCase()}`;
  const durable = kind === "SQLite";
  return {
    ...usual,
    name: `node-oidc-provider, ${kind}`,
    durable: durable ? "everything, SQLite" : "nothing",
    // It grants offline_access only to prompt=consent.
    offline: { ...usual.offline, more: "&prompt=consent" },
    async prepare(port) {
      installed(cache, "oidc-provider", PROVIDER);
      installed(cache, "@node-rs/argon2", ARGON2);
      if (durable) installed(cache, "better-sqlite3", BETTER_SQLITE3);
      emptyFolder(folder);
      const key = (alg, kind, parameters) => ({
        ...generateKeyPairSync(kind, parameters).privateKey.export({ format: "jwk" }),
        kid: randomUUID(),
        use: "sig",
        alg,
      });
      const { hash } = createRequire(`${cache}/package.json`)("@node-rs/argon2");
      const settings = {
        port,
        database: durable ? `${folder}/kept.db` : undefined,
        // The cost that Latchkey has.
        passwordHash: await hash(PASSWORD, { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }),
        keys: [key("RS256", "rsa", { modulusLength: 2048 }), key("ES256", "ec", { namedCurve: "P-256" })],
      };
      writeFileSync(`${folder}/settings.json`, JSON.stringify(settings));
      return `${PROVIDER}, Node.js ${process.versions.node}${durable ? `, better-sqlite3 ${BETTER_SQLITE3}` : ""}`;
    },
    start() {
      const program = fileURLToPath(new URL("provider.mjs", import.meta.url));
      return launch(process.execPath, [program, `${folder}/settings.json`], folder, { CACHE: cache, NODE_ENV: "production" });
    },
  };
}

function javaVersion() {
  const { stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
}

function download(zip) {
  const digest = () => createHash("sha256").update(readFileSync(zip)).digest("hex");
  if (existsSync(zip) && digest() === KEYCLOAK_SHA256) return;
  const from = `https://repo1.maven.org/maven2/org/keycloak/keycloak-quarkus-dist/${KEYCLOAK}/keycloak-quarkus-dist-${KEYCLOAK}.zip`;
  execFileSync("curl", ["-sSfL", "-o", zip, from], { stdio: ["ignore", "ignore", "inherit"] });
  if (digest() !== KEYCLOAK_SHA256) throw new Error(`${from} is not the file that was pinned`);
}

function keycloak(cache) {
  const home = `${cache}/keycloak-${KEYCLOAK}`;
  let port;
  return {
    name: "Keycloak",
    durable: "sessions, its file database",
    discovery: "/realms/bench/.well-known/openid-configuration",
    credentials: "",
    offline: { scope: "openid" },
    prepare(chosen) {
      port = chosen;
      const java = javaVersion();
      if (java < 17) throw new Error("skipped: Keycloak needs java 17+");
      const zip = `${cache}/keycloak-quarkus-dist-${KEYCLOAK}.zip`;
      download(zip);
      rmSync(home, { recursive: true, force: true });
      execFileSync("unzip", ["-q", zip, "-d", cache]);
      mkdirSync(`${home}/data/import`, { recursive: true });
      writeFileSync(`${home}/data/import/bench.json`, JSON.stringify(realm));
      // One box: no cluster to look for.
      execFileSync("bin/kc.sh", ["build", "--db=dev-file", "--cache=local"], { cwd: home, stdio: ["ignore", "ignore", "inherit"] });
      return `${KEYCLOAK}, Java ${java}`;
    },
    start: () =>
      launch(
        "bin/kc.sh",
        ["start", "--optimized", "--import-realm", "--http-enabled=true", "--http-host=127.0.0.1", `--http-port=${port}`,
          `--hostname=http://localhost:${port}`],
        home,
      ),
  };
}

export const servers = (binary, cache) => [
  latchkey(binary, cache),
  provider("memory", cache),
  provider("SQLite", cache),
  keycloak(cache),
];
