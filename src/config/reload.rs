//! Taking a changed configuration in while running: what only a restart can change, and when a file changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::settings::Settings;

/// How long files must be quiet before they are read again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(300);

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
        ("server.data_dir", before.data_dir != after.data_dir),
        ("server.workers", before.workers != after.workers),
        ("storage.url", old.storage != new.storage),
        ("keys.wrap_key_file", old.keys.wrap_key_file != new.keys.wrap_key_file),
        ("limits.connections", old.limits.connections != new.limits.connections),
        ("limits.hashing_queue", old.limits.hashing_queue != new.limits.hashing_queue),
        ("login.argon2", old.login.argon2 != new.login.argon2),
        ("branding.templates", old.branding.templates != new.branding.templates),
        ("metrics.listen", old.metrics != new.metrics),
        ("log", old.log != new.log),
    ];
    changed.into_iter().filter_map(|(key, changed)| changed.then_some(key)).collect()
}

/// Watches files; ends when dropped.
pub struct Watch(#[expect(dead_code, reason = "watches as long as it lives")] RecommendedWatcher);

/// Calls `on_change` whenever one of `files` changed and then kept still. Folders are watched rather than files,
/// since editors and orchestrators replace files instead of writing to them.
pub fn watch(files: &[PathBuf], on_change: impl Fn() + Send + 'static) -> notify::Result<Watch> {
    let (events, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
            // Nobody listens any more when the server stops.
            let _ = events.send(());
        }
    })?;
    let mut folders: Vec<PathBuf> = files.iter().map(|file| folder_of(file)).collect();
    folders.sort();
    folders.dedup();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    let stamps = move |files: &[PathBuf]| -> Vec<_> { files.iter().map(|file| stamp(file)).collect() };
    let files = files.to_vec();
    std::thread::Builder::new()
        .name("latchkey-watch".to_owned())
        .spawn(move || {
            let mut seen = stamps(&files);
            while wait_until_quiet(&changes) {
                let now = stamps(&files);
                if now != seen {
                    seen = now;
                    on_change();
                }
            }
        })
        .map_err(notify::Error::io)?;
    Ok(Watch(watcher))
}

fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// What tells that a file, or the list of files in a folder, is another than before.
fn stamp(path: &Path) -> Option<(std::time::SystemTime, u64)> {
    let metadata = std::fs::metadata(path).ok()?;
    let newest = metadata.modified().ok()?;
    if !metadata.is_dir() {
        return Some((newest, metadata.len()));
    }
    let entries = std::fs::read_dir(path).ok()?.flatten().filter_map(|entry| entry.metadata().ok());
    Some(entries.fold((newest, 0), |(newest, size), entry| {
        (entry.modified().map_or(newest, |modified| newest.max(modified)), size + entry.len())
    }))
}

/// Waits for a change and then for quiet; `false` when nobody watches any more.
fn wait_until_quiet(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
