//! What a new database gets before its server starts. Making the RSA keys takes longer than most tests, so each is made
//! once: the first server of every test gets the same keys, the second one others. The tables of SQLite are made once, too,
//! by the migrations, and copied.

use std::cell::Cell;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{LazyLock, Mutex, OnceLock};

use latchkey::clock::Timestamp;
use latchkey::config::settings::Settings;
use latchkey::database::Database;
use latchkey::keys::rotation::{self, Action};
use latchkey::keys::{self, KeyRecord, Purpose};
use latchkey::{data_dir, store};

/// Of the n-th server of a test, for each purpose.
static MADE: LazyLock<Mutex<HashMap<(usize, Purpose), KeyRecord>>> = LazyLock::new(Mutex::default);

/// Which server of this test, and so of this thread, comes next.
pub fn next_server() -> usize {
    thread_local!(static NEXT: Cell<usize> = const { Cell::new(0) });
    NEXT.replace(NEXT.get() + 1)
}

/// Stores the keys that the server would make at its start. Where that is not possible it makes them, or says why not.
pub async fn provide(settings: &Settings, server: usize, now: Timestamp) {
    if settings.keys.wrap_key_file.is_some() || data_dir::prepare(&settings.server.data_dir).is_err() {
        return;
    }
    if let Database::Sqlite(path) = &settings.storage.database {
        give_tables(path).await;
    }
    let Ok(store) = store::open(&settings.storage.database) else { return };
    if store.key_records().await.is_ok_and(|records| records.is_empty()) {
        for action in rotation::plan(&[], &settings.keys.policy(settings.longest_lives()), now) {
            let Action::Generate { purpose, signs_from } = action else { continue };
            let record = KeyRecord { created_at: now, signs_from, ..made(server, purpose) };
            // What is missing in the end is made at the start.
            if store.add_key(&record, None).await.is_err() {
                break;
            }
        }
    }
    store.close().await;
}

/// An empty database with its tables, where there is none yet.
async fn give_tables(path: &Path) {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    if path.exists() {
        return;
    }
    if EMPTY.get().is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("empty.db");
        store::open(&Database::Sqlite(path.clone())).unwrap().close().await;
        EMPTY.get_or_init(|| std::fs::read(&path).unwrap());
    }
    // Whoever cannot write there is told so by the server.
    drop(std::fs::write(path, EMPTY.get().unwrap()));
}

fn made(server: usize, purpose: Purpose) -> KeyRecord {
    let mut made = MADE.lock().unwrap();
    let make = || keys::generate(purpose, None, Timestamp(0), Timestamp(0)).unwrap();
    made.entry((server, purpose)).or_insert_with(make).clone()
}
