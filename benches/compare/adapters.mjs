// Where the measured node-oidc-provider keeps things. The package's own memory adapter forgets all but 1,000 entries, so
// both adapters are ours, and both keep everything.

export class Memory {
  static kept = new Map();
  static grants = new Map();

  constructor(model) {
    this.model = model;
  }

  async upsert(id, payload) {
    const key = `${this.model}:${id}`;
    Memory.kept.set(key, payload);
    if (payload.uid) Memory.kept.set(`uid:${payload.uid}`, id);
    if (!payload.grantId) return;
    const keys = Memory.grants.get(payload.grantId);
    if (keys) keys.add(key);
    else Memory.grants.set(payload.grantId, new Set([key]));
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
    for (const key of Memory.grants.get(grant) ?? []) Memory.kept.delete(key);
    Memory.grants.delete(grant);
  }
}

// Durable: each write is on the disk before it is answered.
export function sqlite(Database, file) {
  const database = new Database(file);
  database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  database.exec(
    "CREATE TABLE IF NOT EXISTS kept (model TEXT, id TEXT, payload TEXT, grant_id TEXT, uid TEXT, PRIMARY KEY (model, id)) WITHOUT ROWID;" +
      "CREATE INDEX IF NOT EXISTS by_grant ON kept (grant_id) WHERE grant_id IS NOT NULL;" +
      "CREATE INDEX IF NOT EXISTS by_uid ON kept (uid) WHERE uid IS NOT NULL",
  );
  const put = database.prepare("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)");
  const get = database.prepare("SELECT payload FROM kept WHERE model = ? AND id = ?");
  const byUid = database.prepare("SELECT payload FROM kept WHERE uid = ? AND model = ?");
  const consume = database.prepare("UPDATE kept SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE model = ? AND id = ?");
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
