//! Tokens that were looked up are found as quickly as they are kept, and not for a moment longer than they live (I3): whatever ends
//! or changes one counts at once, done by this store or by another over the same database.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use latchkey::protocol::client::ClientId;
use latchkey::protocol::grant::Grant;
use latchkey::protocol::proven_by::ProvenBy;
use latchkey::protocol::resource::Resource;
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::sender_constraint::SenderConstraint;
use latchkey::protocol::session::Cause;
use latchkey::protocol::tokens::Holder;
use latchkey::protocol::user::{Subject, User};
use latchkey::secret::Digest;
use latchkey::store::SharedStore;
use latchkey::store::authorizations::Authorization;
use latchkey::store::codes::{Kept, TakeCode};

use super::{NOW, begin, grant, response, session, standing, take, tokens, user, with_code};
use crate::support::database;

const TOKEN: &str = "access 0";

/// The token's person, as it is found now.
async fn person(store: &SharedStore) -> Option<User> {
    let found = store.access_token(&Digest::of(TOKEN), NOW).await.unwrap()?;
    match found.holder {
        Holder::Person { user, .. } => Some(User::clone(&user)),
        Holder::Client(_) => None,
    }
}

/// Ada with a token that ends with her login.
async fn redeemed(store: &SharedStore) {
    let code = with_code(store, "openid").await;
    let grant = Grant { ends_with_login: true, ..grant("grant", "openid") };
    let taken = take(store, Kept::Stored(code), grant, &tokens("0"), &standing(), NOW).await;
    assert_eq!(taken, TakeCode::Taken);
}

/// The same by a code that carries what it stands for, where somebody looks at tokens: it is kept as soon as it is given.
async fn given(store: &SharedStore) {
    assert!(person(store).await.is_none(), "not yet");
    with_code(store, "openid").await;
    let grant = Grant { ends_with_login: true, ..grant("grant", "openid") };
    let taken = take(store, Kept::Carried, grant, &tokens("0"), &standing(), NOW).await;
    assert_eq!(taken, TakeCode::Taken);
}

/// Looks until the store may answer from memory.
async fn look(store: &SharedStore) {
    for _ in 0..3 {
        assert!(person(store).await.is_some());
    }
    // A write that ends nothing.
    store.touch_session("session", NOW, std::time::Duration::from_secs(100)).await.unwrap();
    for _ in 0..3 {
        assert!(person(store).await.is_some());
    }
}

/// What may happen, one after another, each to a token of its own.
async fn happen(store: &SharedStore, what: &str) {
    let (sub, app) = (Subject::new("sub-ada"), ClientId::parse("app").unwrap());
    match what {
        "the token is revoked" => drop(store.revoke_token(&Digest::of(TOKEN), &app, NOW).await.unwrap()),
        "its refresh token is revoked" => drop(store.revoke_token(&Digest::of("refresh 0"), &app, NOW).await.unwrap()),
        "the grant is revoked" => assert!(store.revoke_grant("grant", NOW).await.unwrap()),
        "the person is locked" => store.set_locked(&sub, true, NOW).await.unwrap(),
        "the person is removed" => assert!(store.remove_user(&sub, NOW).await.unwrap()),
        "the login ends" => drop(store.end_session("session", Cause::User, NOW).await.unwrap()),
        other => panic!("{other}"),
    }
}

const ENDS: [&str; 6] = [
    "the token is revoked",
    "its refresh token is revoked",
    "the grant is revoked",
    "the person is locked",
    "the person is removed",
    "the login ends",
];

#[actix_web::test]
async fn what_ends_a_token_that_was_looked_up_ends_it_at_once_here_and_elsewhere() {
    for what in ENDS {
        for elsewhere in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("latchkey.db");
            let (store, other) = (database::open(&path), database::open(&path));
            redeemed(&store).await;
            look(&store).await;
            look(&other).await;
            happen(if elsewhere { &other } else { &store }, what).await;
            assert!(person(&store).await.is_none(), "{what}, elsewhere: {elsewhere}");
            assert!(person(&other).await.is_none(), "{what}, elsewhere: {elsewhere}");
            assert!(person(&store).await.is_none(), "{what}, elsewhere: {elsewhere}");
        }
    }
}

#[actix_web::test]
async fn what_ends_a_token_that_was_just_given_ends_it_at_once_here_and_elsewhere() {
    for what in ENDS {
        for (elsewhere, looked_at) in [(false, false), (false, true), (true, false), (true, true)] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("latchkey.db");
            let (store, other) = (database::open(&path), database::open(&path));
            given(&store).await;
            if looked_at {
                assert!(person(&store).await.is_some());
            }
            happen(if elsewhere { &other } else { &store }, what).await;
            for _ in 0..2 {
                assert!(person(&store).await.is_none(), "{what}, elsewhere: {elsewhere}, looked at: {looked_at}");
            }
        }
    }
}

/// What is told of a token that was just given is what the database says.
#[actix_web::test]
async fn a_token_that_was_just_given_is_all_that_was_stored_of_it() {
    fn details<T: serde::de::DeserializeOwned>(text: &str) -> T {
        serde_json::from_str(text).unwrap()
    }
    let thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    let resources = vec![Resource::parse("https://api.example").unwrap()];
    let plain = (grant("grant", "openid"), tokens("0"));
    let mut rich = plain.clone();
    rich.0.claims =
        Some(details(r#"{"userinfo":{"email":{"essential":false}},"id_token":{"acr":{"essential":true}}}"#));
    (rich.0.claims_locales, rich.0.confidential) = (Some("de fr".into()), true);
    (rich.0.resource, rich.0.scope) = (resources.clone(), ScopeSet::parse("openid email offline_access"));
    rich.0.authorization_details = details(r#"[{"type":"pay","amount":3}]"#);
    let token = &mut rich.1.access_token;
    (token.audience, token.jti) = (resources, Some("jti".into()));
    token.authorization_details = rich.0.authorization_details.clone();
    token.bound_to = Some(SenderConstraint::from_stored(thumbprint).unwrap());
    rich.1.proven_by = ProvenBy::key(thumbprint);
    let mut long = plain.clone();
    long.0.claims_locales = Some("x".repeat(10_000));
    for (what, (grant, tokens)) in [("plain", plain), ("rich", rich), ("long", long)] {
        let folder = tempfile::tempdir().unwrap();
        let store = database::open(&folder.path().join("latchkey.db"));
        assert!(person(&store).await.is_none());
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        assert_eq!(take(&store, Kept::Carried, grant, &tokens, &standing(), NOW).await, TakeCode::Taken, "{what}");
        let (given, stored) = (
            store.access_token(&Digest::of(TOKEN), NOW).await,
            store.look_at_access_token(&Digest::of(TOKEN), NOW).await,
        );
        assert_eq!(format!("{:?}", given.unwrap().unwrap()), format!("{:?}", stored.unwrap().unwrap()), "{what}");
    }
}

#[actix_web::test]
async fn what_changes_of_a_person_is_found_at_once_here_and_elsewhere() {
    for (elsewhere, is_new) in [(false, false), (true, false), (false, true), (true, true)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("latchkey.db");
        let (store, other) = (database::open(&path), database::open(&path));
        if is_new {
            given(&store).await;
        } else {
            redeemed(&store).await;
            look(&store).await;
            look(&other).await;
        }
        let changed = User { groups: vec!["others".into()], email: Some("new@example.com".into()), ..user("ada") };
        let by = if elsewhere { &other } else { &store };
        by.update_profile(&changed).await.unwrap();
        for store in [&store, &other] {
            let found = person(store).await.unwrap();
            assert_eq!((found.groups, found.email), (changed.groups.clone(), changed.email.clone()), "{elsewhere}");
        }
    }
}

/// Somebody looks without a pause while it ends: whoever was told that it ended finds nothing any more.
#[actix_web::test]
async fn nobody_finds_a_token_after_its_end_was_acknowledged_however_many_look() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    let (store, other) = (database::open(&path), database::open(&path));
    redeemed(&store).await;
    store.revoke_grant("grant", NOW).await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let names: Vec<Digest> = (0..60).map(|round| Digest::of(&format!("access round {round}"))).collect();
    let lookers: Vec<_> = (0..2)
        .map(|_| {
            let (store, stop, names) = (store.clone(), stop.clone(), names.clone());
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                while !stop.load(Ordering::Relaxed) {
                    for name in &names {
                        runtime.block_on(store.access_token(name, NOW)).unwrap();
                    }
                }
            })
        })
        .collect();
    begin(&store, session("second", "sub-ada")).await;
    for round in 0..60 {
        let by = if round % 2 == 0 { &store } else { &other };
        let name = format!("round {round}");
        let grant = Grant { session_id: "second".into(), ..grant(&name, "openid") };
        let begun = Authorization { begins: true, tokens: Some(tokens(&name)), ..response(grant) };
        store.authorize(&begun, NOW).await.unwrap();
        let token = Digest::of(&format!("access {name}"));
        for _ in 0..20 {
            assert!(store.access_token(&token, NOW).await.unwrap().is_some(), "{round}");
        }
        by.revoke_grant(&name, NOW).await.unwrap();
        for _ in 0..20 {
            assert!(store.access_token(&token, NOW).await.unwrap().is_none(), "{round}");
        }
    }
    stop.store(true, Ordering::Relaxed);
    lookers.into_iter().for_each(|looker| looker.join().unwrap());
}
