// The servers: how each is installed, started, and where its endpoints are.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CALLBACK, CLIENT, PASSWORD, SECRET, USERNAME } from "./job.mjs";

const PROVIDER = "9.13.3";
const BETTER_SQLITE3 = "12.11.1";
const KEYCLOAK = "26.7.3";
const KEYCLOAK_SHA256 = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f";

function launch(command, args, folder, env = {}) {
  const log = openSync(`${folder}/log`, "w");
  return spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ["ignore", log, log] });
}

function emptyFolder(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

function latchkey(binary) {
  return {
    name: "Latchkey",
    durable: "everything, SQLite",
    wholeLogin: true,
    install() {
      if (!existsSync(binary)) throw new Error(`no Latchkey at ${binary}: build it, or set LATCHKEY_BIN`);
      return execFileSync(binary, ["--version"], { encoding: "utf8" }).trim().split(" ").pop();
    },
    start(port, cache) {
      const folder = emptyFolder(`${cache}/latchkey`);
      const hashed = spawnSync(binary, ["hash-password"], { input: `${PASSWORD}\n`, encoding: "utf8" });
      const hash = /\$argon2id\S+/.exec(hashed.stdout)?.[0];
      if (!hash) throw new Error(`hash-password: ${hashed.stderr}`);
      writeFileSync(
        `${folder}/config.toml`,
        `[server]\nissuer = "http://localhost:${port}"\nlisten = ["127.0.0.1:${port}"]\ndata_dir = "data"\n` +
          `[limits]\nlogin_per_ip = "1000000/1m"\nlogin_per_account = "1000000/1m"\n` +
          `[scopes.api]\ndescription = "The measured interface"\n` +
          `[[users]]\nusername = "${USERNAME}"\nname = "Ada Example"\nemail = "ada@example.com"\npassword_hash = '${hash}'\n` +
          `[[clients]]\nclient_id = "${CLIENT}"\nclient_secret = "${SECRET}"\nredirect_uris = ["${CALLBACK}"]\n` +
          `consent = "skip"\nrequire_pkce = false\nid_token_signed_response_alg = "RS256"\n` +
          `grant_types = ["authorization_code", "refresh_token", "client_credentials"]\n` +
          `scope = "openid profile email offline_access api"\n`,
      );
      return launch(binary, ["serve", "--config", "config.toml"], folder);
    },
    discovery: "/.well-known/openid-configuration",
    offline: "openid offline_access",
  };
}

function provider(kind) {
  const durable = kind === "SQLite";
  return {
    name: `node-oidc-provider, ${kind}`,
    durable: durable ? "everything, SQLite" : "nothing",
    wholeLogin: false,
    install(cache) {
      const wanted = [`oidc-provider@${PROVIDER}`];
      if (Number(process.versions.node.split(".")[0]) < 24) wanted.push(`better-sqlite3@${BETTER_SQLITE3}`);
      const stamp = `${cache}/installed`;
      if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted.join()) {
        writeFileSync(`${cache}/package.json`, '{ "private": true, "type": "module" }\n');
        execFileSync("npm", ["install", "--no-audit", "--no-fund", "--save-exact", ...wanted], { cwd: cache });
        writeFileSync(stamp, wanted.join());
      }
      return PROVIDER;
    },
    start(port, cache) {
      const folder = emptyFolder(`${cache}/provider`);
      return launch(process.execPath, [fileURLToPath(new URL("provider.mjs", import.meta.url))], folder, {
        PORT: String(port),
        CACHE: cache,
        DATABASE: durable ? `${folder}/kept.db` : "",
        NODE_ENV: "production",
      });
    },
    discovery: "/.well-known/openid-configuration",
    // It grants offline_access only to prompt=consent, unless the app is a native one; see the README.
    offline: "openid offline_access",
    offlineMore: "&prompt=consent",
  };
}

function keycloak() {
  return {
    name: "Keycloak",
    durable: "sessions and refresh tokens, its file database",
    wholeLogin: true,
    install(cache) {
      const java = spawnSync("java", ["-version"], { encoding: "utf8" });
      const version = Number(/version "(\d+)/.exec(java.stderr ?? "")?.[1] ?? 0);
      if (version < 17) throw new Error("skipped: Keycloak needs Java 17 or later");
      const name = `keycloak-quarkus-dist-${KEYCLOAK}.zip`;
      const zip = `${cache}/${name}`;
      const digest = () => createHash("sha256").update(readFileSync(zip)).digest("hex");
      if (!existsSync(zip) || digest() !== KEYCLOAK_SHA256) {
        const from = `https://repo1.maven.org/maven2/org/keycloak/keycloak-quarkus-dist/${KEYCLOAK}/${name}`;
        execFileSync("curl", ["-sfL", "-o", zip, from]);
        if (digest() !== KEYCLOAK_SHA256) throw new Error(`${name} is not the file that was pinned`);
      }
      rmSync(`${cache}/keycloak-${KEYCLOAK}`, { recursive: true, force: true });
      execFileSync("unzip", ["-q", "-o", zip, "-d", cache]);
      const home = `${cache}/keycloak-${KEYCLOAK}`;
      mkdirSync(`${home}/data/import`, { recursive: true });
      writeFileSync(
        `${home}/data/import/bench.json`,
        JSON.stringify({
          realm: "bench",
          enabled: true,
          sslRequired: "none",
          revokeRefreshToken: true,
          users: [
            {
              username: USERNAME,
              enabled: true,
              emailVerified: true,
              firstName: "Ada",
              lastName: "Example",
              email: "ada@example.com",
              credentials: [{ type: "password", value: PASSWORD }],
            },
          ],
          clients: [
            {
              clientId: CLIENT,
              secret: SECRET,
              redirectUris: [CALLBACK],
              serviceAccountsEnabled: true,
              standardFlowEnabled: true,
              attributes: { "id.token.signed.response.alg": "RS256" },
            },
          ],
        }),
      );
      execFileSync("bin/kc.sh", ["build", "--db=dev-file"], { cwd: home });
      return `${KEYCLOAK} on Java ${version}`;
    },
    start(port, cache) {
      const home = `${cache}/keycloak-${KEYCLOAK}`;
      return launch(
        "bin/kc.sh",
        ["start", "--optimized", "--import-realm", "--http-enabled=true", `--http-port=${port}`, "--http-host=127.0.0.1",
          `--hostname=http://localhost:${port}`],
        home,
      );
    },
    discovery: "/realms/bench/.well-known/openid-configuration",
    offline: "openid",
  };
}

export const servers = (binary) => [latchkey(binary), provider("memory"), provider("SQLite"), keycloak()];
