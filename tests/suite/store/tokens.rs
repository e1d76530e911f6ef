//! Grants and tokens of every kind: how they begin, whose they are, how they end, and what an earlier version left.

use std::sync::Arc;
use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::grant::Grant;
use latchkey::protocol::id_token::session_sid;
use latchkey::protocol::refresh_token::Reuse;
use latchkey::protocol::session::Cause;
use latchkey::protocol::tokens::{Holder, NewAccessToken};
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
use latchkey::store::authorizations::{Authorization, Authorize};
use latchkey::store::codes::{Kept, TakeCode};
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::standing::Lapsed;
use latchkey::store::tokens::{AddClientToken, Revocation, Rotate};

use super::{NOW, grant, own, redeemed, response, standing, stores, take, tokens, with_code};
use crate::support::take_in::TakeIn as _;

async fn begin_grant(store: &SharedStore, grant: &Grant, name: &str, now: Timestamp) -> Authorize {
    let response = Authorization { begins: true, tokens: Some(tokens(name)), ..response(grant.clone()) };
    store.authorize(&response, now).await.unwrap()
}

/// Core §3.3: a token from the authorization endpoint and the code beside it are one grant.
#[actix_web::test]
async fn a_grant_begins_without_a_code_while_its_login_lives_and_a_code_may_join_it() {
    for (store, _folder) in stores() {
        let code = with_code(&store, "openid offline_access").await;
        let grant = grant("grant", "openid offline_access");
        assert_eq!(begin_grant(&store, &grant, "front", NOW).await, Authorize::Stored);
        let lives = async |name: &str| store.access_token(&Digest::of(name), NOW).await.unwrap().is_some();
        assert!(lives("access front").await);
        assert_eq!(
            take(&store, Kept::Stored(code), grant.clone(), &tokens("back"), &standing(), NOW).await,
            TakeCode::Taken
        );
        assert!(lives("access back").await);
        store.revoke_grant("grant", NOW).await.unwrap();
        assert!(!lives("access front").await && !lives("access back").await, "one family");
    }
    for (store, _folder) in stores() {
        let code = with_code(&store, "openid offline_access").await;
        let grant = grant("grant", "openid offline_access");
        begin_grant(&store, &grant, "front", NOW).await;
        store.revoke_grant("grant", NOW).await.unwrap();
        assert_eq!(
            take(&store, Kept::Stored(code), grant.clone(), &tokens("back"), &standing(), NOW).await,
            TakeCode::Gone
        );
    }
    for (store, _folder) in stores() {
        with_code(&store, "openid").await;
        let later = NOW.after(Duration::from_secs(1000));
        let ended = Authorize::Lapsed(Lapsed::Login);
        assert_eq!(begin_grant(&store, &grant("late", "openid"), "late", later).await, ended);
        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert_eq!(begin_grant(&store, &grant("ended", "openid"), "ended", NOW).await, ended);
        assert!(store.access_token(&Digest::of("access ended"), NOW).await.unwrap().is_none());
    }
}

/// A grant as an earlier version stored it.
#[test]
fn a_grant_of_an_earlier_version_is_read() {
    let old = r#"{"id":"g","client_id":"app","sub":"s","session_id":"x","scope":"openid email","claims":null,
        "claims_locales":null,"auth_time":1,"auth_time_required":false,"amr":["pwd"],"acr":"a","created_at":2}"#;
    let grant: Grant = serde_json::from_str(old).unwrap();
    assert_eq!((grant.sub.as_str(), grant.scope.to_string().as_str()), ("s", "openid email"));
    assert!(grant.resource.is_empty());
    for member in ["sub", "session_id", "acr", "auth_time"] {
        let broken = old.replace(&format!("\"{member}\":"), "\"x\":");
        assert!(serde_json::from_str::<Grant>(&broken).is_err(), "a grant without {member} is nobody's");
    }
}

/// REL-18: tokens from before introspection are as good as ever, and their tables take the new ones.
#[actix_web::test]
async fn tokens_of_the_schema_before_are_found_refreshed_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch(include_str!("../../../src/store/sqlite/migrations/0001_start.sql")).unwrap();
    raw.execute_batch(include_str!("../../../src/store/sqlite/migrations/0002_logout.sql")).unwrap();
    raw.pragma_update(None, "user_version", 2).unwrap();
    raw.execute_batch(
        r#"INSERT INTO users VALUES ('sub-ada', 'ada', '{}', NULL, 0, '[]', '{}', NULL, 0, 0, 0, 1, 1);
           INSERT INTO grants VALUES ('g', 'app', 'sub-ada', 'session', 1, '{"id":"g","client_id":"app","sub":"sub-ada",
             "session_id":"session","scope":"openid offline_access","claims":null,"claims_locales":null,"auth_time":1,
             "auth_time_required":false,"amr":["pwd"],"acr":"a","created_at":2}', 2, NULL);
           INSERT INTO sessions VALUES ('session', 'sub-ada', 1, 'pwd', 'a', 0, 1, 1, 9999999999, 9999999999, '', '',
             'state', NULL, NULL, NULL);"#,
    )
    .unwrap();
    let end = NOW.after(Duration::from_secs(500)).seconds();
    for name in ["one", "two"] {
        let (access, refresh) = (Digest::of(&format!("access {name}")), Digest::of(&format!("refresh {name}")));
        raw.execute("INSERT INTO access_tokens VALUES (?1, 'g', 'openid', ?2, 0, NULL)", (access.as_bytes(), end))
            .unwrap();
        raw.execute(
            "INSERT INTO refresh_tokens VALUES (?1, 'g', ?2, ?2, ?3, NULL, NULL, NULL)",
            (refresh.as_bytes(), end, access.as_bytes()),
        )
        .unwrap();
    }
    drop(raw);
    drop(SqliteStore::open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    let indexes: i64 = raw
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name LIKE '%tokens_expires'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(indexes, 1, "initial access tokens alone");
    let store: SharedStore = Arc::new(SqliteStore::open(&path).unwrap());
    let app = ClientId::parse("app").unwrap();
    let named = store.live_session_named(&app, &session_sid("session", &app), NOW).await.unwrap();
    assert_eq!(named.map(|login| login.session.id).as_deref(), Some("session"), "its login is found by the sid");
    let found = store.access_token(&Digest::of("access one"), NOW).await.unwrap().unwrap();
    assert!(matches!(&found.holder, Holder::Person { grant, .. } if grant.id == "g" && grant.resource.is_empty()));
    assert!(found.audience.is_empty() && found.jti.is_none() && found.issued_at.is_none(), "unknown, and said so");
    assert_eq!(
        store
            .rotate_refresh_token(&Digest::of("refresh one"), &tokens("new"), Reuse::default(), &standing(), NOW)
            .await
            .unwrap(),
        Rotate::Rotated
    );
    let revoked = store.revoke_token(&Digest::of("access two"), &app, NOW).await.unwrap();
    assert_eq!(revoked, Revocation::AccessToken);
    assert!(store.access_token(&Digest::of("access two"), NOW).await.unwrap().is_none());
    let revoked = store.revoke_token(&Digest::of("refresh two"), &app, NOW).await.unwrap();
    assert_eq!(revoked, Revocation::Grant { grant_id: "g".into() });
    assert!(store.access_token(&Digest::of("access new"), NOW).await.unwrap().is_none());
}

#[actix_web::test]
async fn a_token_is_revoked_by_its_own_client_alone_and_at_any_age() {
    let (app, other) = (ClientId::parse("app").unwrap(), ClientId::parse("other").unwrap());
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let token = own(NewAccessToken { digest: Digest::of("own"), ..tokens("own").access_token });
        let added = store.add_client_token(&app, &token, &standing().client).await.unwrap();
        assert_eq!(added, AddClientToken::Added);
        let foreign = Revocation::Foreign { owner: app.clone() };
        let revoke =
            async |token: &str, client: &ClientId| store.revoke_token(&Digest::of(token), client, NOW).await.unwrap();
        let lives = async |token: &str| store.access_token(&Digest::of(token), NOW).await.unwrap().is_some();
        for token in ["access 0", "refresh 0", "own"] {
            assert_eq!(revoke(token, &other).await, foreign, "{token}");
        }
        assert!(lives("access 0").await && lives("own").await);
        assert_eq!(revoke("unknown", &app).await, Revocation::Unknown);
        assert_eq!(revoke("own", &app).await, Revocation::AccessToken);
        assert_eq!(revoke("own", &app).await, Revocation::Unknown, "gone");
        assert!(lives("access 0").await && !lives("own").await);
        let much_later = NOW.after(Duration::from_secs(400));
        let grant = store.revoke_token(&Digest::of("refresh 0"), &app, much_later).await.unwrap();
        assert_eq!(grant, Revocation::Grant { grant_id: "grant".into() });
        assert!(!lives("access 0").await);
    }
}

#[actix_web::test]
async fn a_clients_own_token_ends_with_its_life_and_with_its_client() {
    let (app, other) = (ClientId::parse("app").unwrap(), ClientId::parse("other").unwrap());
    for (store, _folder) in stores() {
        for (client, name) in [(&app, "a"), (&other, "b")] {
            let token = own(tokens(name).access_token);
            let added = store.add_client_token(client, &token, &standing().client).await.unwrap();
            assert_eq!(added, AddClientToken::Added);
        }
        let found = store.access_token(&Digest::of("access a"), NOW).await.unwrap().unwrap();
        assert!(matches!(&found.holder, Holder::Client(client_id) if *client_id == app));
        assert_eq!((found.issued_at, found.scope.to_string().as_str()), (Some(NOW), "openid"));
        store.take_in(&[], std::slice::from_ref(&app), Duration::ZERO, NOW).await.unwrap();
        assert_eq!(
            store.end_withdrawn(std::slice::from_ref(&app), Duration::ZERO, NOW).await.unwrap(),
            std::slice::from_ref(&other)
        );
        assert!(store.access_token(&Digest::of("access b"), NOW).await.unwrap().is_none(), "its client is gone");
        let end = NOW.after(Duration::from_secs(500));
        assert!(store.access_token(&Digest::of("access a"), end).await.unwrap().is_none());
        assert_eq!(store.sweep(end, 100).await.unwrap(), 1);
    }
}

/// REL-13: whatever is looked for by client while everybody waits for the writer has an index.
#[test]
fn what_a_client_holds_is_found_without_a_look_at_what_others_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    drop(SqliteStore::open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    for statement in [
        "UPDATE grants SET revoked_at = 1 WHERE client_id = 'app' AND revoked_at IS NULL",
        "SELECT session_id FROM client_logins WHERE client_id = 'app' AND sid = 'x'",
        "DELETE FROM consents WHERE client_id = 'app'",
        "DELETE FROM client_origins WHERE client_id = 'app'",
    ] {
        let plan: String =
            raw.query_row(&format!("EXPLAIN QUERY PLAN {statement}"), [], |row| row.get("detail")).unwrap();
        assert!(plan.starts_with("SEARCH") && plan.contains("client"), "{statement}: {plan}");
    }
}
