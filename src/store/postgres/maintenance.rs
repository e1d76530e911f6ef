//! Upkeep.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::get;
use super::{PostgresStore, migrate, revisions, sweep};
use crate::clock::Timestamp;
use crate::protocol::revision::Revision;
use crate::store::{DatabaseState, Maintenance, StoreResult};

/// The size of the tables in our schema. The database may be shared, and the size of all of it is that of each of its files: a
/// hundred thousand of them take as long as a request waits.
const SIZE: &str = "SELECT coalesce(sum(pg_total_relation_size(tables.oid)), 0)::bigint FROM pg_class AS tables \
     JOIN pg_namespace AS schemas ON schemas.oid = tables.relnamespace \
     WHERE schemas.nspname = current_schema() AND tables.relkind = 'r'";

/// Other octets each time.
static PROBES: AtomicU64 = AtomicU64::new(0);

#[async_trait]
impl Maintenance for PostgresStore {
    async fn ready(&self) -> StoreResult<Option<u64>> {
        let probe = self.engine.once(async |connection: &Connection| {
            let insert = "INSERT INTO secrets (name, value) VALUES ('probe', $1) \
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value \
                 RETURNING (SELECT kept.value FROM secrets AS kept WHERE kept.name = $2)";
            let octets = PROBES.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            let row = connection.one(insert, params![octets.as_slice(), Revision::NAME]).await?;
            let kept: Option<Vec<u8>> = get(&row, 0)?;
            Ok(kept.map(|kept| revisions::read(&kept)).transpose()?.map(|newest| newest.number))
        });
        self.readiness.ask(probe).await
    }

    async fn database_state(&self) -> StoreResult<DatabaseState> {
        self.engine
            .read(async |connection: &Connection| {
                let size = connection.one(SIZE, &[]).await?;
                let bytes = u64::try_from(get::<i64>(&size, 0)?).unwrap_or(0);
                Ok(DatabaseState { schema: migrate::version(connection).await?, bytes })
            })
            .await
    }

    async fn sweep(&self, now: Timestamp, limit: u32) -> StoreResult<u32> {
        sweep::sweep(self, now, limit).await
    }

    async fn remember_secret(&self, name: &str, value: Vec<u8>) -> StoreResult<Vec<u8>> {
        let name = name.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
                connection.execute(insert, params![name, value]).await?;
                let kept = connection.one("SELECT value FROM secrets WHERE name = $1", params![name]).await?;
                get(&kept, 0)
            })
            .await
    }

    async fn kept_secret(&self, name: &str) -> StoreResult<Option<Vec<u8>>> {
        let name = name.to_owned();
        self.engine
            .read(async move |connection: &Connection| {
                let kept = connection.rows("SELECT value FROM secrets WHERE name = $1", params![name]).await?;
                kept.first().map(|row| get(row, 0)).transpose()
            })
            .await
    }

    async fn time(&self) -> StoreResult<Option<Duration>> {
        let asked = "SELECT extract(epoch FROM clock_timestamp())::float8";
        let row = self.engine.read(async move |connection: &Connection| connection.one(asked, &[]).await).await?;
        Ok(Duration::try_from_secs_f64(get(&row, 0)?).ok())
    }

    fn connections_in_use(&self) -> Option<usize> {
        let (permits, most) = &self.permits;
        Some(most.saturating_sub(permits.available_permits()))
    }

    async fn close(&self) {
        self.engine.close();
    }
}
