//! Taking a changed configuration in while running: what only a restart can change, and what was said before.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::problems::{Problem, Problems};
use super::reading;
use super::settings::{ListenAddress, ServerSettings, Settings};
use crate::database::Database;

/// Why a configuration that can be used is not taken in by a running server, each with what to do. What nobody means to
/// do in one step is more likely a file that is empty or cut off for a moment, and a start takes in whatever there is.
pub fn refusals(old: &Settings, new: &Settings) -> Vec<String> {
    let mut refusals: Vec<String> = restart_needed(old, new)
        .into_iter()
        .map(|key| format!("`{key}` changed, which needs a restart: restart the server, or restore the old value"))
        .collect();
    // Who was the only user may well leave: they are refused at once, and lose nothing before the grace is over.
    if !old.clients.is_empty() && new.clients.is_empty() {
        refusals.push(
            "all entries of `[[clients]]` are gone: restore one, or restart the server if that is intended".to_owned(),
        );
    }
    let before = |username: &str| old.users.iter().find(|user| user.username == username);
    for user in &new.users {
        let hashes =
            before(&user.username).and_then(|before| before.password_hash.as_ref()).zip(user.password_hash.as_ref());
        if hashes
            .is_some_and(|(old, new)| old.expose().len() > new.expose().len() && old.expose().starts_with(new.expose()))
        {
            let (username, place) = (&user.username, &user.defined_at);
            refusals.push(format!(
                "the password hash of `{username}` ({place}) is truncated: copy the complete output of `latchkey hash-password`"
            ));
        }
    }
    refusals
}

/// The keys whose new value takes effect only at the next start.
pub fn restart_needed(old: &Settings, new: &Settings) -> Vec<&'static str> {
    let (before, after) = (&old.server, &new.server);
    let changed = [
        ("server.issuer", before.issuer != after.issuer),
        ("server.listen", before.listen != after.listen),
        ("server.tls", before.tls != after.tls),
        ("server.mtls.listen", mtls_listen(before) != mtls_listen(after)),
        ("server.data_dir", before.data_dir != after.data_dir),
        ("server.workers", before.workers != after.workers),
        ("storage.url", of_storage(old, new, |one| (one.file(), one.postgres().map(|postgres| &postgres.address)))),
        ("storage.password_file", of_storage(old, new, |one| one.postgres().map(|one| &one.password_file))),
        ("storage.ca_file", of_storage(old, new, |one| one.postgres().map(|one| &one.ca_file))),
        ("storage.max_connections", of_storage(old, new, |one| one.postgres().map(|one| one.max_connections))),
        ("storage.statement_timeout", of_storage(old, new, |one| one.postgres().map(|one| one.statement_timeout))),
        ("keys.wrap_key_file", old.keys.wrap_key_file != new.keys.wrap_key_file),
        ("limits.connections", old.limits.connections != new.limits.connections),
        ("limits.hashing_queue", old.limits.hashing_queue != new.limits.hashing_queue),
        ("login.argon2", old.login.argon2 != new.login.argon2),
        // All passkeys of before are of no use with another one, which nobody means to do by a slip.
        ("login.passkey_rp_id", old.login.passkeys.rp_id != new.login.passkeys.rp_id),
        ("admin.listen", old.admin.listen != new.admin.listen),
        ("metrics.listen", old.metrics != new.metrics),
        ("log", (old.log.format, &old.log.level) != (new.log.format, &new.log.level)),
    ];
    changed.into_iter().filter_map(|(key, changed)| changed.then_some(key)).collect()
}

fn mtls_listen(server: &ServerSettings) -> &[ListenAddress] {
    server.mtls.as_ref().map(|mtls| mtls.listen.as_slice()).unwrap_or_default()
}

/// Whether something of the database is another.
fn of_storage<'a, T: PartialEq>(old: &'a Settings, new: &'a Settings, what: impl Fn(&'a Database) -> T) -> bool {
    what(&old.storage.database) != what(&new.storage.database)
}

/// The first file of those in force that is no longer there, where another one, or none, would count instead: more
/// likely a file that is being replaced than one that nobody wants any more.
pub fn gone<'a>(in_force: &'a [PathBuf], now: &[PathBuf]) -> Option<&'a Path> {
    let is_gone = |file: &&PathBuf| !now.contains(file) && !reading::is_there(file);
    in_force.iter().find(is_gone).map(PathBuf::as_path)
}

/// The warnings that were said already, so that a reload says only what is new.
#[derive(Debug, Default)]
pub struct Said(HashSet<(Option<PathBuf>, String)>);

impl Said {
    /// Those of `warnings` that the last ones were without. The line does not count: what stands above moves it.
    pub fn news<'a>(&mut self, warnings: &'a Problems) -> Vec<&'a Problem> {
        let key = |problem: &Problem| (problem.file(), problem.message.clone());
        let before = std::mem::replace(&mut self.0, warnings.iter().map(key).collect());
        warnings.iter().filter(|problem| !before.contains(&key(problem))).collect()
    }
}
