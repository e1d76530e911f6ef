//! A database from before sealing secrets had a birth, and were several.

use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use latchkey::keys::sealing::{WEEK, week_of};
use latchkey::protocol::session_state::{BrowserStateId, Handle, Kind, session_state};
use sha2::Digest as _;

use super::verdicts::verdict;
use crate::support::Builder;
use crate::support::provider::START;

/// A value as it was sealed before secrets had a birth.
fn sealed_before(secret: &[u8], kind: Kind, state: &str, week: i64) -> String {
    let (client_id, origin) = ("app", "https://app.example");
    let mut material = sha2::Sha256::new();
    material.update(b"latchkey session_state\n");
    material.update(week.to_be_bytes());
    material.update(secret);
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &material.finalize()).unwrap());
    let mut sealed = Handle::new(kind, client_id, origin, state).to_bytes().to_vec();
    let nonce = [5; NONCE_LEN];
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed).unwrap();
    let sealed = [nonce.as_slice(), &sealed].concat().try_into().unwrap();
    format!("{origin} {client_id} {}", session_state(client_id, origin, state, &sealed))
}

/// A database from before: its one secret has no birth, and what it sealed opens all the same.
#[actix_web::test]
async fn values_of_a_secret_without_a_birth_open_after_the_upgrade() {
    let builder = Builder::new().settings(|settings| settings.session.absolute = Duration::from_secs(30 * 86_400));
    // An upgrade that only SQLite ever had to make.
    let Some(path) = builder.settings.storage.database.file().map(std::path::Path::to_owned) else { return };
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    std::fs::set_permissions(path.parent().unwrap(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        include_str!("../../../src/store/sqlite/migrations/0001_start.sql"),
        include_str!("../../../src/store/sqlite/migrations/0002_logout.sql"),
        include_str!("../../../src/store/sqlite/migrations/0003_keys.sql"),
        include_str!("../../../src/store/sqlite/migrations/0004_assertions.sql"),
        include_str!("../../../src/store/sqlite/migrations/0005_tokens.sql"),
        include_str!("../../../src/store/sqlite/migrations/0006_clients.sql"),
        include_str!("../../../src/store/sqlite/migrations/0007_grants_by_client.sql"),
        include_str!("../../../src/store/sqlite/migrations/0008_client_last_use.sql"),
        include_str!("../../../src/store/sqlite/migrations/0009_conditions.sql"),
        include_str!("../../../src/store/sqlite/migrations/0010_standing_of_clients.sql"),
        include_str!("../../../src/store/sqlite/migrations/0011_looks.sql"),
        include_str!("../../../src/store/sqlite/migrations/0012_lowered.sql"),
    ] {
        raw.execute_batch(sql).unwrap();
    }
    raw.pragma_update(None, "user_version", 12).unwrap();
    let (began, ends) = (START.seconds() - 400 * 86_400, START.seconds() + 300 * 86_400);
    raw.execute("INSERT INTO secrets VALUES ('session_state_key', ?1)", [vec![9_u8; 32]]).unwrap();
    raw.execute(
        "INSERT INTO users (sub, username, claims, email, email_verified, groups, attributes, password_hash, locked, \
         is_admin, from_config, created_at, updated_at) \
         VALUES ('sub-old', 'old', '{}', NULL, 0, '[]', '{}', NULL, 0, 0, 0, ?1, ?1)",
        [began],
    )
    .unwrap();
    raw.execute(
        "INSERT INTO sessions VALUES ('s', 'sub-old', ?1, 'pwd', 'acr', 0, ?1, ?1, ?2, ?2, '', '', ?3, NULL, NULL, ?4)",
        (began, ends, "the-state-of-that-time", BrowserStateId::of("the-state-of-that-time").as_bytes()),
    )
    .unwrap();
    drop(raw);
    let provider = builder.start();
    for at in [began, began + 200 * 86_400] {
        let value = sealed_before(&[9; 32], Kind::Login, "the-state-of-that-time", at / WEEK);
        assert_eq!(verdict(&provider, &value).await, "live");
    }
    let anonymous = sealed_before(&[9; 32], Kind::Anonymous, "another-state", week_of(provider.provider.now()));
    assert_eq!(verdict(&provider, &anonymous).await, "live");
    let never = sealed_before(&[8; 32], Kind::Login, "the-state-of-that-time", began / WEEK);
    assert_eq!(verdict(&provider, &never).await, "bad");
    let raw = rusqlite::Connection::open(&path).unwrap();
    let left: u32 =
        raw.query_row("SELECT count(*) FROM secrets WHERE name = 'session_state_key'", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0, "no second copy that a rotation would not reach");
}
