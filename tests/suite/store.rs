//! What every store must keep to: one contract, written against the traits, run on each implementation.

mod administrators;
mod apps;
mod audit;
mod conditions;
mod configured;
mod connections;
mod factors;
mod kept_tokens;
mod known_browsers;
mod lists;
mod outbox;
mod plans;
mod polled_requests;
mod pushed_requests;
mod rotation;
mod sealing;
mod searched_lists;
mod self_service;
mod sign_ups;
mod sweep;
mod tokens;

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::clock::Timestamp;
use latchkey::protocol::authorization_code::AuthorizationCode;
use latchkey::protocol::authorization_details::AuthorizationDetails;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::dpop::Once;
use latchkey::protocol::grant::Grant;
use latchkey::protocol::proven_by::ProvenBy;
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::session::{Cause, Session};
use latchkey::protocol::tokens::{NewAccessToken, NewRefreshToken, NewTokens};
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::secret::{Digest, Secret};
use latchkey::store::authorizations::{Authorization, Authorize};
use latchkey::store::codes::{CodeState, Kept, TakeCode};
use latchkey::store::sessions::{Begin, NewCookieSession, NewLogin};
use latchkey::store::sqlite::SqliteStore;
use latchkey::store::standing::{ClientStanding, Standing};
use latchkey::store::users::AddUser;
use latchkey::store::{SharedStore, StoreError};

use crate::support::database;

const NOW: Timestamp = Timestamp(1_800_000_000);

/// A store of its own for each rule.
fn stores() -> Vec<(SharedStore, tempfile::TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    vec![(database::open(&folder.path().join("latchkey.db")), folder)]
}

fn user(name: &str) -> User {
    User {
        sub: Subject::new(format!("sub-{name}")),
        username: name.to_owned(),
        claims: serde_json::json!({"name": name}).as_object().unwrap().clone(),
        email: Some(format!("{name}@example.com")),
        email_verified: true,
        groups: vec!["family".into()],
        attributes: [("quota".to_owned(), serde_json::json!(5))].into(),
        password_hash: Some(Secret::new("hash")),
        locked: false,
        is_admin: false,
        definition: Definition::Database,
        credentials_revision: 1,
        factors: latchkey::protocol::factors::FactorKinds::default(),
        created_at: NOW,
        updated_at: NOW,
    }
}

fn session(id: &str, sub: &str) -> Session {
    Session {
        id: id.to_owned(),
        sub: Subject::new(sub),
        auth_time: NOW,
        amr: vec!["pwd".into()],
        acr: "acr".into(),
        remember: false,
        created_at: NOW,
        last_seen: NOW,
        expires_at: NOW.after(Duration::from_secs(1000)),
        idle_expires_at: NOW.after(Duration::from_secs(100)),
        user_agent: "agent".into(),
        ip: "127.0.0.1".into(),
        browser_state: "state".into(),
    }
}

fn grant(id: &str, scope: &str) -> Grant {
    Grant {
        id: id.to_owned(),
        client_id: ClientId::parse("app").unwrap(),
        sub: Subject::new("sub-ada"),
        session_id: "session".into(),
        ends_with_login: false,
        confidential: false,
        scope: ScopeSet::parse(scope),
        resource: Vec::new(),
        authorization_details: AuthorizationDetails::default(),
        claims: None,
        claims_locales: None,
        auth_time: NOW,
        auth_time_required: false,
        amr: vec!["pwd".into()],
        acr: "acr".into(),
        created_at: NOW,
    }
}

fn tokens(name: &str) -> NewTokens {
    let expires_at = NOW.after(Duration::from_secs(500));
    NewTokens {
        access_token: NewAccessToken {
            digest: Digest::of(&format!("access {name}")),
            scope: ScopeSet::parse("openid"),
            audience: Vec::new(),
            authorization_details: AuthorizationDetails::default(),
            jti: None,
            issued_at: NOW,
            expires_at,
            bound_to: None,
        },
        refresh_token: Some(NewRefreshToken {
            digest: Digest::of(&format!("refresh {name}")),
            idle_expires_at: expires_at,
            expires_at,
            bound_to: None,
        }),
        proven_by: ProvenBy::nothing(),
        proof: None,
    }
}

/// A token that a client got for itself.
fn own(access_token: NewAccessToken) -> NewTokens {
    NewTokens { access_token, refresh_token: None, proven_by: ProvenBy::nothing(), proof: None }
}

/// A client that stays what it is, and demands nothing of people.
fn standing() -> Standing {
    Standing { client: ClientStanding::Configured(Arc::new(|| true)), allowed_groups: Vec::new() }
}

/// An authorization response that carries nothing yet.
fn response(grant: Grant) -> Authorization {
    Authorization {
        interaction: None,
        grant,
        begins: false,
        tokens: None,
        code: None,
        polled: None,
        rests_on_consent: false,
        standing: standing(),
    }
}

/// A code for ada, good for a minute.
fn code_for(grant: Grant) -> AuthorizationCode {
    AuthorizationCode {
        client_id: ClientId::parse("app").unwrap(),
        redirect_uri: "https://app.example/cb".into(),
        code_challenge: None,
        nonce: Some("n".into()),
        dpop_jkt: None,
        grant,
        expires_at: NOW.after(Duration::from_secs(60)),
        rests_on_consent: false,
        revocations: 0,
    }
}

async fn add_code(store: &SharedStore, code: &Digest, authorization: AuthorizationCode) {
    let grant = authorization.grant.clone();
    let response = Authorization { code: Some((*code, authorization)), ..response(grant) };
    assert_eq!(store.authorize(&response, NOW).await.unwrap(), Authorize::Stored);
}

/// A login that begins against the credentials as they are now.
async fn begin(store: &SharedStore, session: Session) {
    let credentials_revision = store.user(&session.sub).await.unwrap().unwrap().credentials_revision;
    let login = NewLogin { session, credentials_revision, replaces: None, from: None, visit: None, cookie: None };
    assert_eq!(store.begin_session(&login, NOW).await.unwrap(), Begin::Begun);
}

/// Ada, signed in, with an unused code.
async fn with_code(store: &SharedStore, scope: &str) -> Digest {
    store.add_user(&user("ada")).await.unwrap();
    begin(store, session("session", "sub-ada")).await;
    let code = Digest::of("code");
    add_code(store, &code, code_for(grant("grant", scope))).await;
    code
}

/// The stored code of that name, and one that carries what it stands for.
fn kinds(name: &str) -> [Kept; 2] {
    [Kept::Stored(Digest::of(name)), Kept::Carried]
}

/// Takes a code for this grant.
async fn take(
    store: &SharedStore,
    kept: Kept,
    grant: Grant,
    minted: &NewTokens,
    standing: &Standing,
    now: Timestamp,
) -> TakeCode {
    store.take_code(kept, &Arc::new(code_for(grant)), minted, standing, now).await.unwrap()
}

async fn redeemed(store: &SharedStore, scope: &str) {
    let code = with_code(store, scope).await;
    let taken = take(store, Kept::Stored(code), grant("grant", scope), &tokens("0"), &standing(), NOW).await;
    assert_eq!(taken, TakeCode::Taken);
}

#[actix_web::test]
async fn names_and_addresses_share_one_space() {
    for (store, _folder) in stores() {
        assert_eq!(store.add_user(&user("ada")).await.unwrap(), AddUser::Added);
        for taken in ["ADA", "ada@example.com", "Ａｄａ"] {
            let other = User { sub: Subject::new("other"), username: taken.into(), email: None, ..user("x") };
            assert_eq!(store.add_user(&other).await.unwrap(), AddUser::Taken, "{taken}");
        }
        let other = User { sub: Subject::new("other"), email: Some("ADA@example.com".into()), ..user("ben") };
        assert_eq!(store.add_user(&other).await.unwrap(), AddUser::Taken);
        store.add_user(&user("ben")).await.unwrap();
        let renamed = User { username: "ada".into(), ..user("ben") };
        assert_eq!(store.update_profile(&renamed).await.unwrap(), AddUser::Taken);
        let found = store.user_named(&UsernameKey::of("BEN@example.com")).await.unwrap().unwrap();
        assert_eq!((found.username.as_str(), found.attributes["quota"].as_i64()), ("ben", Some(5)));
        assert_eq!(store.list_users().await.unwrap().len(), 2);
        assert!(store.remove_user(&found.sub, NOW).await.unwrap());
        assert!(!store.remove_user(&found.sub, NOW).await.unwrap());
        assert!(store.user_named(&UsernameKey::of("ben")).await.unwrap().is_none());
    }
}

#[actix_web::test]
async fn of_many_takers_of_a_code_one_takes_it_and_only_its_tokens_live() {
    for kept in kinds("code") {
        for (store, _folder) in stores() {
            let code = with_code(&store, "openid").await;
            assert!(matches!(store.code(&code).await.unwrap(), Some(CodeState::Unused(_))));
            assert!(!store.is_redeemed("grant").await.unwrap());
            let takers = (0..50).map(|index| {
                let store = store.clone();
                async move {
                    let minted = tokens(&index.to_string());
                    let taken = take(&store, kept, grant("grant", "openid"), &minted, &standing(), NOW).await;
                    (taken, minted.access_token.digest)
                }
            });
            let outcomes = join_all(takers).await;
            let count = |outcome| outcomes.iter().filter(|(taken, _)| *taken == outcome).count();
            assert_eq!((count(TakeCode::Taken), count(TakeCode::AlreadyUsed)), (1, 49), "{kept:?}");
            for (taken, access_token) in &outcomes {
                let lives = store.access_token(access_token, NOW).await.unwrap().is_some();
                assert_eq!(lives, *taken == TakeCode::Taken);
            }
            assert!(store.is_redeemed("grant").await.unwrap());
            if kept != Kept::Carried {
                assert!(matches!(store.code(&code).await.unwrap(), Some(CodeState::Used(_))));
            }
            assert!(store.code(&Digest::of("other")).await.unwrap().is_none());
        }
    }
}

/// RFC 6749 §4.1.2: whoever replays a code is told from whoever comes too late, whatever ended meanwhile.
#[actix_web::test]
async fn a_code_that_was_used_stays_used_when_all_else_has_ended() {
    for kept in kinds("code") {
        for (store, _folder) in stores() {
            redeemed_by(&store, kept).await;
            let again = async |now| take(&store, kept, grant("grant", "openid"), &tokens("1"), &standing(), now).await;
            assert_eq!(again(NOW.after(Duration::from_secs(70))).await, TakeCode::AlreadyUsed, "expired");
            store.revoke_grant("grant", NOW).await.unwrap();
            assert_eq!(again(NOW).await, TakeCode::AlreadyUsed, "revoked");
            store.end_session("session", Cause::User, NOW).await.unwrap();
            assert_eq!(again(NOW).await, TakeCode::AlreadyUsed, "signed out");
        }
    }
}

async fn redeemed_by(store: &SharedStore, kept: Kept) {
    with_code(store, "openid").await;
    let taken = take(store, kept, grant("grant", "openid"), &tokens("0"), &standing(), NOW).await;
    assert_eq!(taken, TakeCode::Taken);
}

#[actix_web::test]
async fn the_end_of_a_session_ends_its_codes_and_online_grants_only() {
    for (scope, survives) in [("openid", false), ("openid offline_access", true)] {
        for (store, _folder) in stores() {
            redeemed(&store, scope).await;
            add_code(&store, &Digest::of("later"), code_for(grant("g2", scope))).await;
            assert!(store.live_session("session", NOW).await.unwrap().is_some());
            assert!(store.end_session("session", Cause::User, NOW).await.unwrap());
            assert!(!store.end_session("session", Cause::User, NOW).await.unwrap(), "once");
            assert!(store.live_session("session", NOW).await.unwrap().is_none());
            for kept in kinds("later") {
                let gone = take(&store, kept, grant("g2", scope), &tokens("9"), &standing(), NOW).await;
                assert_eq!(gone, TakeCode::Gone, "{kept:?}");
            }
            let access_token = Digest::of("access 0");
            assert_eq!(store.access_token(&access_token, NOW).await.unwrap().is_some(), survives, "{scope}");
        }
    }
}

#[actix_web::test]
async fn limits_and_locks_end_a_session_and_use_postpones_only_the_idle_one() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("s", "sub-ada")).await;
        let at = |seconds| NOW.after(Duration::from_secs(seconds));
        assert!(store.live_session("s", at(99)).await.unwrap().is_some());
        assert!(store.live_session("s", at(100)).await.unwrap().is_none());
        store.touch_session("s", at(99), Duration::from_secs(5000)).await.unwrap();
        assert!(store.live_session("s", at(999)).await.unwrap().is_some());
        assert!(store.live_session("s", at(1000)).await.unwrap().is_none());
        store.set_locked(&Subject::new("sub-ada"), true, at(500)).await.unwrap();
        store.set_locked(&Subject::new("sub-ada"), false, at(501)).await.unwrap();
        assert!(store.live_session("s", at(502)).await.unwrap().is_none(), "unlocking brings no session back");
    }
}

#[actix_web::test]
async fn a_waiting_request_is_answered_once() {
    for (store, _folder) in stores() {
        let (id, expires_at) = (Digest::of("id"), NOW.after(Duration::from_secs(60)));
        assert!(!store.is_finished(&id).await.unwrap());
        let finished = join_all((0..20).map(|_| store.finish_interaction(&id, expires_at))).await;
        assert_eq!(finished.into_iter().filter(|finished| *finished.as_ref().unwrap()).count(), 1);
        assert!(store.is_finished(&id).await.unwrap());
        let day_after = expires_at.after(Duration::from_secs(86_400));
        assert_eq!(
            store.sweep(day_after.before(Duration::from_secs(1)), 100).await.unwrap(),
            0,
            "a clock may be ahead"
        );
        assert!(!store.finish_interaction(&id, expires_at).await.unwrap());
        assert_eq!(store.sweep(day_after, 100).await.unwrap(), 1);
    }
}

#[actix_web::test]
async fn what_expired_is_swept_and_what_lives_stays() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid offline_access").await;
        let state = [("a".into(), "b".into())].into();
        let session = NewCookieSession { key: Digest::of("cookie"), state, expires_at: NOW };
        store.save_cookie_session(&session).await.unwrap();
        assert_eq!(store.sweep(NOW.before(Duration::from_secs(1)), 100).await.unwrap(), 0);
        assert_eq!(store.sweep(NOW, 100).await.unwrap(), 1, "the cookie session");
        assert!(store.access_token(&Digest::of("access 0"), NOW).await.unwrap().is_some());
        let much_later = NOW.after(Duration::from_secs(10 * 86_400));
        let mut swept = 0;
        while store.sweep(much_later, 1).await.unwrap() == 1 {
            swept += 1;
        }
        assert_eq!(swept, 5, "code, access token, refresh token, session, grant");
    }
}

/// REL-18.
#[actix_web::test]
async fn a_newer_schema_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    drop(SqliteStore::open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 999).unwrap();
    drop(raw);
    let refused = SqliteStore::open(&path).err().unwrap();
    assert!(matches!(refused, StoreError::NewerSchema { found: 999, .. }), "{refused}");
    assert!(refused.to_string().contains("999"));
}

#[actix_web::test]
async fn two_processes_that_start_at_once_migrate_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    let starters: Vec<_> = (0..4)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || SqliteStore::open(&path).map(|_| ()).map_err(|error| error.to_string()))
        })
        .collect();
    for starter in starters {
        assert_eq!(starter.join().unwrap(), Ok(()));
    }
}

#[actix_web::test]
async fn what_was_acknowledged_is_there_for_another_handle_and_after_closing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latchkey.db");
    let store: SharedStore = Arc::new(SqliteStore::open(&path).unwrap());
    let other: SharedStore = Arc::new(SqliteStore::open(&path).unwrap());
    store.add_user(&user("ada")).await.unwrap();
    assert!(other.user_named(&UsernameKey::of("ada")).await.unwrap().is_some());
    store.close().await;
    assert!(matches!(store.add_user(&user("ben")).await, Err(StoreError::Unavailable(_))));
    let kept = other.remember_secret("key", vec![1]).await.unwrap();
    assert_eq!(other.remember_secret("key", vec![2]).await.unwrap(), kept);
}

/// Row 36.
#[actix_web::test]
async fn an_assertion_is_used_once_until_it_is_swept() {
    for (store, _folder) in stores() {
        let (one, other) = (Digest::of("one"), Digest::of("other"));
        let until = NOW.after(Duration::from_secs(60));
        let used = join_all((0..50).map(|_| store.use_assertion(&one, until))).await;
        assert_eq!(used.into_iter().filter(|used| *used.as_ref().unwrap()).count(), 1);
        assert!(store.use_assertion(&other, until).await.unwrap());
        let day_after = until.after(Duration::from_secs(86_400));
        assert_eq!(
            store.sweep(day_after.before(Duration::from_secs(1)), 100).await.unwrap(),
            0,
            "a clock may be ahead"
        );
        assert!(!store.use_assertion(&one, until).await.unwrap());
        assert_eq!(store.sweep(day_after, 100).await.unwrap(), 2);
    }
}

/// Rows 31 and 36.
#[actix_web::test]
async fn what_was_given_back_is_used_once_more_and_once() {
    for (store, _folder) in stores() {
        let (one, other) = (Digest::of("one"), Digest::of("other"));
        let until = NOW.after(Duration::from_secs(60));
        let proof = |digest| Once { digest, issued_at: NOW };
        for digest in [&one, &other] {
            assert!(store.use_assertion(digest, until).await.unwrap());
            assert!(store.use_dpop_proof(&proof(*digest)).await.unwrap());
        }
        store.give_back_assertion(&one).await.unwrap();
        store.give_back_dpop_proof(&proof(one)).await.unwrap();
        let used = join_all((0..50).map(|_| store.use_assertion(&one, until))).await;
        assert_eq!(used.into_iter().filter(|used| *used.as_ref().unwrap()).count(), 1);
        let proof_of_one = proof(one);
        let used = join_all((0..50).map(|_| store.use_dpop_proof(&proof_of_one))).await;
        assert_eq!(used.into_iter().filter(|used| *used.as_ref().unwrap()).count(), 1);
        assert!(!store.use_assertion(&other, until).await.unwrap(), "what is another's stays used");
        assert!(!store.use_dpop_proof(&proof(other)).await.unwrap());
    }
}

#[actix_web::test]
async fn what_waits_in_the_queue_of_mails_and_how_large_the_database_is_can_be_told() {
    use latchkey::store::mails::WaitingMails;
    for (store, _folder) in stores() {
        let state = store.database_state().await.unwrap();
        // An empty database of PostgreSQL has seven million octets, and this one is shared with other tests.
        assert!(state.schema > 10 && (10_000..6_000_000).contains(&state.bytes), "{state:?}");
        let none = WaitingMails { count: 0, oldest: None, tried: 0 };
        assert_eq!(store.waiting_mails().await.unwrap(), none);
        let later = NOW.after(std::time::Duration::from_secs(60));
        for at in [NOW, later] {
            let mail =
                latchkey::protocol::mail::Mail::PasswordChanged { sub: latchkey::protocol::user::Subject::new("ada") };
            store.queue_mail(&mail, at).await.unwrap();
        }
        let taken = store.take_mails(NOW, later, 1).await.unwrap();
        store.postpone_mail(&taken[0].id, later).await.unwrap();
        let waiting = WaitingMails { count: 2, oldest: Some(NOW), tried: 1 };
        assert_eq!(store.waiting_mails().await.unwrap(), waiting);
    }
}
