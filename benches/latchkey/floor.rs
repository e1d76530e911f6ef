//! What cannot be beaten on this machine: a bare handler, bare signatures, bare hashes, bare durable commits.

use std::path::Path;
use std::time::{Duration, Instant};

use latchkey::clock::Timestamp;
use latchkey::keys::SigningKey;
use latchkey::keys::sealing::{SealingSecret, WEEK, week_of};
use latchkey::login::argon2id::{self, Memory};
use latchkey::protocol::session_state::SEALED;
use latchkey::session::seal::Sealer;
use rusqlite::Connection;

use crate::counters::own_cpu;
use crate::server::{PASSWORD, REAL};

/// Does `work` for so long; returns how often for each second of processor time.
fn per_cpu_second(slice: Duration, mut work: impl FnMut()) -> f64 {
    let (begun, before, mut done) = (Instant::now(), own_cpu(), 0_u32);
    while begun.elapsed() < slice {
        work();
        done += 1;
    }
    f64::from(done) / (own_cpu() - before).as_secs_f64()
}

/// Signatures of something as long as an ID token.
pub fn signatures(algorithm: &str, slice: Duration) -> f64 {
    let (key, _) = SigningKey::generate(algorithm.parse().unwrap()).unwrap();
    let payload = [b'x'; 300];
    per_cpu_second(slice, || drop(key.sign("JWT", &payload).unwrap()))
}

/// Hashes at the cost of production, in memory that one leaves to the next and on every core at once, as the server does:
/// they share the caches that they fill.
pub fn hashes(slice: Duration) -> f64 {
    let hash_on_one_core = || {
        let mut memory = Memory::default();
        per_cpu_second(slice, || drop(argon2id::hash(REAL, PASSWORD, &mut memory).unwrap()))
    };
    let cores = std::thread::available_parallelism().unwrap().get();
    let each: Vec<f64> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(hash_on_one_core)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    each.iter().sum::<f64>() / each.len() as f64
}

/// Microseconds that a forged `session_state` costs a server of five years: every week has a key, and each is tried.
pub fn forged_value() -> f64 {
    let now = Timestamp(1_800_000_000);
    let weeks = (week_of(now) - 260..=week_of(now)).collect();
    let from = Timestamp(now.seconds() - 260 * WEEK);
    let sealer = Sealer::new(vec![SealingSecret { weeks, ..SealingSecret::generate(from, from) }], now);
    1_000_000.0 / per_cpu_second(Duration::from_millis(500), || assert!(sealer.open(&[1; SEALED], now).is_none()))
}

/// Pairs of an insert and a conditional update a second, 64 to a durable commit.
pub fn durable_pairs() -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let connection = database(folder.path());
    let (begun, mut pairs) = (Instant::now(), 0_u32);
    while begun.elapsed() < Duration::from_secs(1) {
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        for _ in 0..64 {
            let digest = latchkey::random::bytes::<32>();
            connection
                .prepare_cached("INSERT INTO floor VALUES (?1, ?2, NULL)")
                .unwrap()
                .execute((digest, "x".repeat(400)))
                .unwrap();
            connection
                .prepare_cached("UPDATE floor SET used = 1 WHERE digest = ?1 AND used IS NULL")
                .unwrap()
                .execute([digest])
                .unwrap();
            pairs += 1;
        }
        connection.execute_batch("COMMIT").unwrap();
    }
    f64::from(pairs) / begun.elapsed().as_secs_f64()
}

fn database(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join("floor.db")).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch("CREATE TABLE floor (digest BLOB PRIMARY KEY, text TEXT, used INTEGER) WITHOUT ROWID")
        .unwrap();
    connection
}
