//! Word from one node to another: small, quick, and lost where nobody listens. Nothing may rest on its arrival.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;

/// Octets of one word at the most.
pub const LONGEST_WORD: usize = 7_000;

/// A node that listens to the others, as whoever looks at the database sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenNode {
    /// Its name, new at each start.
    pub name: String,
    /// The version that it runs.
    pub version: String,
    /// From where it is connected; `None` by a socket of the database's machine.
    pub address: Option<String>,
    /// Since when that connection is there.
    pub since: Timestamp,
}

/// The nodes that share a database.
#[async_trait]
pub trait Nodes {
    /// The name of this node, new at each start; `None` where there is one node only.
    fn node(&self) -> Option<&str> {
        None
    }
    /// The nodes that listen now; none where there is one node only.
    async fn listening(&self) -> StoreResult<Vec<SeenNode>> {
        Ok(Vec::new())
    }
    /// Sends a word of at most [`LONGEST_WORD`] octets to a node.
    async fn send(&self, to: &str, word: &str) -> StoreResult<()> {
        let _ = (to, word);
        Ok(())
    }
    /// Tells every node to look for changes now.
    async fn tell_of_changes(&self) -> StoreResult<()> {
        Ok(())
    }
    /// The next word for this node; never returns where nobody sends any.
    async fn received(&self) -> String {
        std::future::pending().await
    }
}
