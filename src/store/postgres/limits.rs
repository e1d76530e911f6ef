//! Tries, counted over all nodes.

use std::time::Duration;

use async_trait::async_trait;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::{get, octets};
use crate::clock::Timestamp;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::limits::{Hold, Limits, Settled};

#[async_trait]
impl Limits for PostgresStore {
    fn shares_limits(&self) -> bool {
        true
    }

    async fn hold_try(&self, counter: &Digest, most: u32, window: Duration, now: Timestamp) -> StoreResult<Hold> {
        let counter = *counter;
        self.engine
            .once(async move |connection: &Connection| {
                let hold = "INSERT INTO tries (counter, failed, held, until) VALUES ($1, 0, 1, $3) \
                     ON CONFLICT (counter) DO UPDATE SET \
                     failed = CASE WHEN tries.until <= $4 THEN 0 ELSE tries.failed END, \
                     held = CASE WHEN tries.until <= $4 THEN 1 ELSE tries.held + 1 END, \
                     until = CASE WHEN tries.until <= $4 THEN $3 ELSE tries.until END \
                     WHERE tries.until <= $4 OR tries.failed + tries.held < $2 RETURNING until";
                let (most, until) = (i64::from(most), now.after(window).seconds());
                let parameters = params![octets(&counter), most, until, now.seconds()];
                if let Some(row) = connection.first(hold, parameters).await? {
                    return Ok(Hold::Held { until: Timestamp(get(&row, 0)?) });
                }
                let asked = "SELECT failed, until FROM tries WHERE counter = $1";
                let found = connection.first(asked, params![octets(&counter)]).await?;
                let Some(row) = found else { return Ok(Hold::Full) };
                let is_blocked = get::<i64>(&row, 0)? >= most;
                Ok(if is_blocked { Hold::Blocked { until: Timestamp(get(&row, 1)?) } } else { Hold::Full })
            })
            .await
    }

    async fn settle_tries(&self, counter: &Digest, tries: u32, settled: Settled) -> StoreResult<()> {
        let counter = *counter;
        self.engine
            .once(async move |connection: &Connection| {
                let parameters = params![octets(&counter), i64::from(tries)];
                let settle = match settled {
                    Settled::Failed { .. } => {
                        "UPDATE tries SET held = greatest(held - $2, 0), failed = failed + $2 WHERE counter = $1"
                    }
                    Settled::Released => "UPDATE tries SET held = greatest(held - $2, 0) WHERE counter = $1",
                    Settled::Succeeded => {
                        "UPDATE tries SET held = greatest(held - $2, 0), failed = 0 WHERE counter = $1"
                    }
                };
                connection.execute(settle, parameters).await?;
                if !matches!(settled, Settled::Failed { .. }) {
                    // Whoever did nothing wrong leaves nothing behind.
                    let delete = "DELETE FROM tries WHERE counter = $1 AND held = 0 AND failed = 0";
                    connection.execute(delete, params![octets(&counter)]).await?;
                }
                Ok(())
            })
            .await
    }
}
