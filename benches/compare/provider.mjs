// The node-oidc-provider that is measured: PORT, CACHE (the folder with node_modules) and DATABASE ("" is memory) in
// the environment.
import { createRequire } from "node:module";
import { generateKeyPairSync } from "node:crypto";
import { pathToFileURL } from "node:url";
import { CALLBACK, CLIENT, SECRET } from "./job.mjs";

const { PORT, CACHE, DATABASE } = process.env;
const require = createRequire(`${CACHE}/package.json`);
const { Provider } = await import(pathToFileURL(require.resolve("oidc-provider")));

// The package's own memory adapter forgets all but 1,000 entries, so both adapters are ours and keep everything.
class Memory {
  static kept = new Map();
  constructor(model) {
    this.model = model;
  }
  async upsert(id, payload) {
    Memory.kept.set(`${this.model}:${id}`, payload);
    if (payload.uid) Memory.kept.set(`uid:${payload.uid}`, id);
  }
  async find(id) {
    return Memory.kept.get(`${this.model}:${id}`);
  }
  async findByUid(uid) {
    return this.find(Memory.kept.get(`uid:${uid}`));
  }
  async consume(id) {
    (await this.find(id)).consumed = Math.floor(Date.now() / 1000);
  }
  async destroy(id) {
    Memory.kept.delete(`${this.model}:${id}`);
  }
  async revokeByGrantId(grant) {
    for (const [key, payload] of Memory.kept) if (payload.grantId === grant) Memory.kept.delete(key);
  }
}

function sqlite(file) {
  let database;
  try {
    database = new (require("node:sqlite").DatabaseSync)(file);
  } catch {
    database = new (require("better-sqlite3"))(file);
  }
  database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  database.exec(
    "CREATE TABLE IF NOT EXISTS kept (model TEXT, id TEXT, payload TEXT, grant_id TEXT, uid TEXT, PRIMARY KEY (model, id)) WITHOUT ROWID;" +
      "CREATE INDEX IF NOT EXISTS by_grant ON kept (grant_id) WHERE grant_id IS NOT NULL;" +
      "CREATE INDEX IF NOT EXISTS by_uid ON kept (uid) WHERE uid IS NOT NULL",
  );
  const put = database.prepare("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)");
  const get = database.prepare("SELECT payload FROM kept WHERE model = ? AND id = ?");
  const byUid = database.prepare("SELECT payload FROM kept WHERE uid = ? AND model = ?");
  const consume = database.prepare(
    "UPDATE kept SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE model = ? AND id = ?",
  );
  const remove = database.prepare("DELETE FROM kept WHERE model = ? AND id = ?");
  const revoke = database.prepare("DELETE FROM kept WHERE grant_id = ?");
  const payload = (row) => row && JSON.parse(row.payload);
  return class {
    constructor(model) {
      this.model = model;
    }
    async upsert(id, value) {
      put.run(this.model, id, JSON.stringify(value), value.grantId ?? null, value.uid ?? null);
    }
    async find(id) {
      return payload(get.get(this.model, id));
    }
    async findByUid(uid) {
      return payload(byUid.get(uid, this.model));
    }
    async consume(id) {
      consume.run(this.model, id);
    }
    async destroy(id) {
      remove.run(this.model, id);
    }
    async revokeByGrantId(grant) {
      revoke.run(grant);
    }
  };
}

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
const provider = new Provider(`http://localhost:${PORT}`, {
  adapter: DATABASE ? sqlite(DATABASE) : Memory,
  clients: [
    {
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: [CALLBACK],
      grant_types: ["authorization_code", "refresh_token", "client_credentials"],
      scope: "openid profile email offline_access api",
    },
  ],
  scopes: ["openid", "offline_access", "profile", "email", "api"],
  claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
  jwks: { keys: [{ ...key, use: "sig", alg: "RS256", kid: "bench" }] },
  cookies: { keys: ["a key for a measurement only"] },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
  },
  pkce: { required: () => false },
  rotateRefreshToken: true,
  issueRefreshToken: async (_, client, code) => client.grantTypeAllowed("refresh_token") && code.scopes.has("offline_access"),
  findAccount: async (_, sub) => ({
    accountId: sub,
    claims: async () => ({ sub, name: "Ada Example", email: "ada@example.com" }),
  }),
  // Consent is skipped: the grant is made once for each session and remembered in it.
  loadExistingGrant: async (ctx) => {
    const { session, client } = ctx.oidc;
    const known = session.grantIdFor(client.clientId);
    if (known) return ctx.oidc.provider.Grant.find(known);
    const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile email offline_access");
    await grant.save();
    return grant;
  },
});
provider.listen(Number(PORT), "127.0.0.1");
