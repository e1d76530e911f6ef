//! What cannot be beaten on this machine: bare signatures, bare durable commits.

use std::path::Path;
use std::time::{Duration, Instant};

use latchkey::clock::Timestamp;
use latchkey::keys::SigningKey;
use latchkey::keys::sealing::{SealingSecret, WEEK, week_of};
use latchkey::protocol::session_state::SEALED;
use latchkey::session::seal::Sealer;
use rusqlite::Connection;

/// Signatures a second of one core.
pub fn signatures(algorithm: &str) -> f64 {
    let (key, _) = SigningKey::generate(algorithm.parse().unwrap()).unwrap();
    let payload = [b'x'; 300];
    let (begun, mut made) = (Instant::now(), 0_u32);
    while begun.elapsed() < Duration::from_secs(1) {
        key.sign("JWT", &payload).unwrap();
        made += 1;
    }
    f64::from(made) / begun.elapsed().as_secs_f64()
}

/// Microseconds that a forged `session_state` costs a server of five years: every week has a key, and each is tried.
pub fn forged_value() -> f64 {
    let now = Timestamp(1_800_000_000);
    let weeks = (week_of(now) - 260..=week_of(now)).collect();
    let from = Timestamp(now.seconds() - 260 * WEEK);
    let sealer = Sealer::new(vec![SealingSecret { weeks, ..SealingSecret::generate(from, from) }], now);
    let (begun, mut tried) = (Instant::now(), 0_u32);
    while begun.elapsed() < Duration::from_secs(1) {
        assert!(sealer.open(&[1; SEALED], now).is_none());
        tried += 1;
    }
    begun.elapsed().as_secs_f64() * 1_000_000.0 / f64::from(tried)
}

/// Pairs of an insert and a conditional update a second, 64 to a durable commit.
pub fn durable_pairs(folder: &Path) -> f64 {
    let connection = Connection::open(folder.join("floor.db")).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch("CREATE TABLE floor (digest BLOB PRIMARY KEY, text TEXT, used INTEGER) WITHOUT ROWID")
        .unwrap();
    let (begun, mut pairs) = (Instant::now(), 0_u32);
    while begun.elapsed() < Duration::from_secs(2) {
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
