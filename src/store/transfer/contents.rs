//! What rows amount to: how many of each table and their digest, and what an operator wants to know of them.

use sha2::{Digest as _, Sha256};

use super::row::Value;
use super::tables::{TABLES, Table};
use crate::secret::hex;

/// The rows of one table: how many, and the SHA-256 digest of their lines in the order of the key.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many.
    pub rows: u64,
    digest: Sha256,
}

impl Tally {
    /// Takes the line of one more row in.
    pub fn add(&mut self, line: &str) {
        self.rows += 1;
        self.digest.update(line.as_bytes());
        self.digest.update(b"\n");
    }

    /// The digest in hexadecimal.
    pub fn sha256(&self) -> String {
        hex(&self.digest.clone().finalize())
    }
}

/// The digest of a line by itself.
pub fn sha256(line: &str) -> String {
    hex(&Sha256::digest(line.as_bytes()))
}

/// A tally for each table.
pub fn tallies() -> Vec<Tally> {
    vec![Tally::default(); TABLES.len()]
}

/// What an operator wants to know of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Accounts.
    pub accounts: u64,
    /// Logins that had not ended.
    pub logins: u64,
    /// Apps that registered themselves.
    pub registered_clients: u64,
    /// Signing and encryption keys.
    pub keys: u64,
    /// How many of those are encrypted under `keys.wrap_key_file`.
    pub wrapped_keys: u64,
    /// Rows of all tables.
    pub rows: u64,
}

impl Contents {
    /// Counts one more row.
    pub fn add(&mut self, table: &Table, row: &[Value]) {
        let at = |column: &str| table.place(column).and_then(|place| row.get(place));
        self.rows += 1;
        match table.name {
            "users" => self.accounts += 1,
            "sessions" if at("ended_at") == Some(&Value::Null) => self.logins += 1,
            "clients" => self.registered_clients += 1,
            "signing_keys" => {
                self.keys += 1;
                let is_wrapped = matches!(at("material"), Some(Value::Octets(octets)) if octets.first() == Some(&1));
                self.wrapped_keys += u64::from(is_wrapped);
            }
            _ => {}
        }
    }
}
