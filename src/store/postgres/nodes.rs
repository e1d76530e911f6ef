//! Word from one node to another, by `NOTIFY`.

use async_trait::async_trait;
use tokio::sync::{Mutex, mpsc};
use tokio_postgres::Row;

use super::PostgresStore;
use super::connection::{Connection, params};
use super::rows::get;
use crate::clock::Timestamp;
use crate::store::StoreResult;
use crate::store::nodes::{Nodes, SeenNode};

/// The channel on which nodes are told that something changed.
pub const CHANGES: &str = "latchkey_changes";
/// The channel that every node listens to.
pub const CHANNEL: &str = "latchkey_nodes";

/// How the statement begins by which a node keeps its listening connection: the server shows it to whoever looks who is there.
const ALIVE: &str = "SELECT 1 /* latchkey node ";

/// What was heard and nobody took yet.
pub struct Heard {
    node: String,
    sender: mpsc::UnboundedSender<String>,
    words: Mutex<mpsc::UnboundedReceiver<String>>,
}

impl Heard {
    /// Nothing yet, for the node of this name.
    pub fn new(node: String) -> Self {
        let (sender, words) = mpsc::unbounded_channel();
        Self { node, sender, words: Mutex::new(words) }
    }

    /// The statement that asks whether the connection lives, and says whose it is.
    pub fn alive(&self) -> String {
        format!("{ALIVE}{} {} */", self.node, env!("CARGO_PKG_VERSION"))
    }

    /// The payload of a notification: the name of a node and a word.
    pub fn hear(&self, payload: &str) {
        if let Some((to, word)) = payload.split_once(' ')
            && to == self.node
        {
            drop(self.sender.send(word.to_owned()));
        }
    }
}

#[async_trait]
impl Nodes for PostgresStore {
    fn node(&self) -> Option<&str> {
        Some(&self.heard.node)
    }

    async fn listening(&self) -> StoreResult<Vec<SeenNode>> {
        let asked = "SELECT query, host(client_addr), extract(epoch FROM backend_start)::bigint FROM pg_stat_activity \
                     WHERE datname = current_database() AND query LIKE $1 ORDER BY backend_start, query";
        let pattern = format!("{ALIVE}%");
        self.engine
            .read(async move |connection: &Connection| {
                let rows = connection.rows(asked, params![pattern]).await?;
                let nodes: StoreResult<Vec<Option<SeenNode>>> = rows.iter().map(seen).collect();
                Ok(nodes?.into_iter().flatten().collect())
            })
            .await
    }

    async fn send(&self, to: &str, word: &str) -> StoreResult<()> {
        let payload = format!("{to} {word}");
        self.engine
            .once(async move |connection: &Connection| {
                connection.rows("SELECT pg_notify($1, $2)", params![CHANNEL, payload]).await?;
                Ok(())
            })
            .await
    }

    async fn tell_of_changes(&self) -> StoreResult<()> {
        self.engine
            .once(async |connection: &Connection| {
                // Whoever notifies holds all others up until its commit is done: it does not wait for the disk.
                let tell = "SELECT pg_notify($1, '') FROM set_config('synchronous_commit', 'off', true)";
                connection.rows(tell, params![CHANGES]).await?;
                Ok(())
            })
            .await
    }

    async fn received(&self) -> String {
        self.listens.notify_one();
        match self.heard.words.lock().await.recv().await {
            Some(word) => word,
            None => std::future::pending().await,
        }
    }
}

fn seen(row: &Row) -> StoreResult<Option<SeenNode>> {
    let (query, address): (String, Option<String>) = (get(row, 0)?, get(row, 1)?);
    let since = Timestamp(get(row, 2)?);
    let named =
        query.strip_prefix(ALIVE).and_then(|rest| rest.strip_suffix(" */")).and_then(|rest| rest.split_once(' '));
    Ok(named.map(|(name, version)| SeenNode { name: name.to_owned(), version: version.to_owned(), address, since }))
}
