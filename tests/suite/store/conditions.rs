//! What was verified is a condition of the statement that acts on it: whatever changes between a check and its effect,
//! nothing of the effect happens (SEC-12, I3).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::protocol::authorization_code::AuthorizationCode;
use latchkey::protocol::authorization_details::AuthorizationDetails;
use latchkey::protocol::client::ClientId;
use latchkey::protocol::consent::{Allowance, Consent, EachTime};
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::logout_delivery::{Attempt, DeliveryState};
use latchkey::protocol::refresh_token::Reuse;
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{Subject, User};
use latchkey::secret::{Digest, Secret};
use latchkey::store::SharedStore;
use latchkey::store::authorizations::{Authorization, Authorize};
use latchkey::store::codes::{Kept, TakeCode};
use latchkey::store::consents::Allowed;
use latchkey::store::sessions::{Begin, CookieState, NewCookieSession, NewLogin, Proven};
use latchkey::store::standing::{ClientStanding, Lapsed, Standing};
use latchkey::store::tokens::{AddClientToken, Rotate};

use super::{
    NOW, add_code, begin, code_for, grant, kinds, own, redeemed, response, session, standing, stores, take, tokens,
    user, with_code,
};

fn proven(auth_time: latchkey::clock::Timestamp) -> Proven {
    Proven { auth_time, amr: Vec::new(), acr: "acr".into(), visit: None }
}

fn ada() -> Subject {
    Subject::new("sub-ada")
}

fn app() -> ClientId {
    ClientId::parse("app").unwrap()
}

/// Everything after which nothing that was proven of ada before is worth anything.
const VOIDING: [&str; 6] = ["password", "own change", "link", "lock", "lock and unlock", "removal"];

async fn void(store: &SharedStore, how: &str) {
    let hash = Secret::new("another hash");
    match how {
        "password" => store.set_password(&ada(), &hash, false, None, NOW).await.unwrap(),
        "own change" => {
            begin(store, session("own", "sub-ada")).await;
            let revision = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
            assert!(store.change_password(&ada(), &hash, revision, "own", NOW).await.unwrap());
        }
        "link" => {
            let link = Digest::of("link");
            let until = NOW.after(Duration::from_secs(60));
            store.add_invitation(&link, &Invitation::Reset { sub: ada() }, until, NOW).await.unwrap();
            assert!(store.accept_invitation(&link, &hash, NOW).await.unwrap().is_some());
        }
        "lock" => store.set_locked(&ada(), true, NOW).await.unwrap(),
        "lock and unlock" => {
            store.set_locked(&ada(), true, NOW).await.unwrap();
            store.set_locked(&ada(), false, NOW).await.unwrap();
        }
        _ => assert!(store.remove_user(&ada(), NOW).await.unwrap()),
    }
}

#[actix_web::test]
async fn a_login_begins_only_against_the_credentials_that_were_proven() {
    for how in VOIDING {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            store.add_user(&user("ben")).await.unwrap();
            begin(&store, session("of-ben", "sub-ben")).await;
            let proven = store.user(&ada()).await.unwrap().unwrap();
            void(&store, how).await;
            let login = NewLogin {
                session: session("late", "sub-ada"),
                credentials_revision: proven.credentials_revision,
                replaces: Some("of-ben".into()),
                from: None,
                visit: None,
                cookie: None,
            };
            assert_eq!(store.begin_session(&login, NOW).await.unwrap(), Begin::CredentialsChanged, "{how}");
            assert!(store.live_session("of-ben", NOW).await.unwrap().is_some(), "{how}: nobody took his place");
            store.set_locked(&ada(), false, NOW).await.unwrap();
            assert!(store.live_session("late", NOW).await.unwrap().is_none(), "{how}: nor does it come to life later");
        }
    }
}

#[actix_web::test]
async fn a_login_is_renewed_only_against_the_credentials_that_were_proven_and_while_it_lives() {
    for how in VOIDING {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            begin(&store, session("s", "sub-ada")).await;
            let revision = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
            void(&store, how).await;
            let later = NOW.after(Duration::from_secs(5));
            let renewed = store.record_authentication("s", revision, "acr", &proven(later), later).await.unwrap();
            assert_ne!(renewed, Begin::Begun, "{how}");
            if let Some(living) = store.live_session("s", NOW).await.unwrap() {
                assert_eq!(living.session.auth_time, NOW, "{how}: no later than it was proven");
            }
        }
    }
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("s", "sub-ada")).await;
        let renew = async || store.record_authentication("s", 1, "acr", &proven(NOW), NOW).await.unwrap();
        assert_eq!(renew().await, Begin::Begun);
        store.end_session("s", Cause::Operator, NOW).await.unwrap();
        assert_eq!(renew().await, Begin::LoginEnded);
    }
}

#[actix_web::test]
async fn a_hash_made_anew_never_brings_an_old_password_back_and_disturbs_no_sign_in() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let proven = store.user(&ada()).await.unwrap().unwrap();
        let was = proven.password_hash.clone().unwrap();
        store.set_password(&ada(), &Secret::new("of the new one"), true, None, NOW).await.unwrap();
        assert!(!store.rehash_password(&ada(), &was, &Secret::new("of the old one")).await.unwrap());
        let now = store.user(&ada()).await.unwrap().unwrap();
        assert_eq!(now.password_hash.clone().unwrap().expose(), "of the new one");
        assert!(store.rehash_password(&ada(), &now.password_hash.unwrap(), &Secret::new("dearer")).await.unwrap());
        let after = store.user(&ada()).await.unwrap().unwrap();
        assert_eq!(after.password_hash.unwrap().expose(), "dearer");
        assert_eq!(after.credentials_revision, now.credentials_revision, "it is the same password");
    }
}

#[actix_web::test]
async fn a_password_is_changed_from_a_living_login_and_against_the_password_that_was_proven() {
    for how in VOIDING.into_iter().chain(["logout"]) {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            begin(&store, session("s", "sub-ada")).await;
            let revision = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
            match how {
                "logout" => drop(store.end_session("s", Cause::Operator, NOW).await.unwrap()),
                _ => void(&store, how).await,
            }
            let attacker = Secret::new("of the attacker");
            assert!(!store.change_password(&ada(), &attacker, revision, "s", NOW).await.unwrap(), "{how}");
            let hash = store.user(&ada()).await.unwrap().and_then(|user| user.password_hash);
            assert_ne!(hash.map(|hash| hash.expose().to_owned()).as_deref(), Some("of the attacker"), "{how}");
        }
    }
}

/// A new credential, however it came, and a lock void every outstanding way to set one.
#[actix_web::test]
async fn every_link_of_a_person_is_void_once_a_password_was_set_or_the_person_locked() {
    let until = NOW.after(Duration::from_secs(60));
    for how in VOIDING.into_iter().chain(["another link"]) {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            store.add_user(&user("ben")).await.unwrap();
            let (old, of_ben) = (Digest::of("old"), Digest::of("of ben"));
            store.add_invitation(&old, &Invitation::Invite { sub: ada() }, until, NOW).await.unwrap();
            let ben = Invitation::Reset { sub: Subject::new("sub-ben") };
            store.add_invitation(&of_ben, &ben, until, NOW).await.unwrap();
            match how {
                "another link" => {
                    let reset = Invitation::Reset { sub: ada() };
                    store.add_invitation(&Digest::of("new"), &reset, until, NOW).await.unwrap();
                }
                _ => void(&store, how).await,
            }
            store.set_locked(&ada(), false, NOW).await.unwrap();
            assert!(store.invitation(&old, NOW).await.unwrap().is_none(), "{how}");
            let accepted = store.accept_invitation(&old, &Secret::new("x"), NOW).await.unwrap();
            assert!(accepted.is_none(), "{how}");
            assert_eq!(store.invitation(&of_ben, NOW).await.unwrap(), Some(ben), "{how}: another person's stays");
        }
    }
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let (one, two) = (Digest::of("one"), Digest::of("two"));
        store.add_invitation(&one, &Invitation::Setup, until, NOW).await.unwrap();
        let first = User { is_admin: true, ..user("ben") };
        store.claim_first_admin(&one, &first, None, NOW).await.unwrap();
        let by_operator = Digest::of("by the operator");
        store.add_invitation(&by_operator, &Invitation::Setup, until, NOW).await.unwrap();
        store.add_user(&User { is_admin: true, ..user("op") }).await.unwrap();
        assert!(store.invitation(&by_operator, NOW).await.unwrap().is_none(), "somebody administers the server");
        store.add_invitation(&two, &Invitation::Setup, until, NOW).await.unwrap();
        store.claim_first_admin(&two, &User { is_admin: true, ..user("eve") }, None, NOW).await.unwrap();
        assert!(store.user(&Subject::new("sub-eve")).await.unwrap().is_none(), "there is an administrator");
    }
}

/// What can happen to each thing that was verified, and what the store says of it.
const CHANGES: [(&str, Lapsed); 6] = [
    ("client", Lapsed::Client),
    ("lock", Lapsed::Login),
    ("group", Lapsed::Person),
    ("removal", Lapsed::Login),
    ("logout", Lapsed::Login),
    ("consent", Lapsed::Consent),
];

/// A client that may change, and admits the family.
fn changeable() -> (Arc<AtomicBool>, Standing) {
    let stands = Arc::new(AtomicBool::new(true));
    let asked = stands.clone();
    let client = ClientStanding::Configured(Arc::new(move || asked.load(Ordering::SeqCst)));
    (stands, Standing { client, allowed_groups: vec!["board".into(), "family".into()] })
}

async fn change(store: &SharedStore, stands: &AtomicBool, what: &str) {
    match what {
        "client" => stands.store(false, Ordering::SeqCst),
        "lock" => store.set_locked(&ada(), true, NOW).await.unwrap(),
        "group" => {
            let left = User { groups: vec!["famil".into(), "boards".into()], ..user("ada") };
            store.update_profile(&left).await.unwrap();
        }
        "removal" => assert!(store.remove_user(&ada(), NOW).await.unwrap()),
        "logout" => assert!(store.end_session("session", Cause::User, NOW).await.unwrap()),
        _ => drop(store.withdraw_consent(&ada(), &app(), NOW).await.unwrap()),
    }
}

async fn allow(store: &SharedStore, scope: &str, client: &ClientStanding) -> bool {
    allow_with(store, scope, EachTime::default(), client).await
}

async fn allow_with(store: &SharedStore, scope: &str, each_time: EachTime, client: &ClientStanding) -> bool {
    let claims = vec!["name".into()];
    let allowed = Allowance { scope: ScopeSet::parse(scope), claims, granted_at: NOW, each_time };
    let details = AuthorizationDetails::default();
    store.remember_consent(&ada(), &app(), &allowed, &details, "session", client).await.unwrap()
}

#[actix_web::test]
async fn a_response_is_stored_whole_while_everything_holds_and_else_not_at_all() {
    for what in CHANGES.iter().map(Some).chain([None]) {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            begin(&store, session("session", "sub-ada")).await;
            let (stands, standing) = changeable();
            assert!(allow(&store, "openid", &standing.client).await);
            let (interaction, until) = (Digest::of("interaction"), NOW.after(Duration::from_secs(60)));
            let whole = Authorization {
                interaction: Some((interaction, until)),
                begins: true,
                tokens: Some(tokens("front")),
                code: Some((Digest::of("code"), code_for(grant("g", "openid")))),
                rests_on_consent: true,
                standing,
                ..response(grant("g", "openid"))
            };
            let expected = match what {
                None => Authorize::Stored,
                Some((name, lapsed)) => {
                    change(&store, &stands, name).await;
                    Authorize::Lapsed(*lapsed)
                }
            };
            assert_eq!(store.authorize(&whole, NOW).await.unwrap(), expected);
            let stored = what.is_none();
            assert_eq!(store.is_finished(&interaction).await.unwrap(), stored, "{what:?}");
            assert_eq!(store.code(&Digest::of("code")).await.unwrap().is_some(), stored, "{what:?}");
            assert_eq!(store.access_token(&Digest::of("access front"), NOW).await.unwrap().is_some(), stored);
            if stored {
                let again = Authorization { code: None, tokens: None, ..whole };
                assert_eq!(store.authorize(&again, NOW).await.unwrap(), Authorize::Finished);
            }
        }
    }
}

#[actix_web::test]
async fn a_response_that_asks_for_more_than_is_allowed_by_then_is_not_stored() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        let (_, standing) = changeable();
        assert!(allow(&store, "openid email", &standing.client).await);
        store.withdraw_consent(&ada(), &app(), NOW).await.unwrap();
        assert!(allow(&store, "openid", &standing.client).await, "in another tab");
        let wide = Authorization { rests_on_consent: true, ..response(grant("g", "openid email")) };
        assert_eq!(store.authorize(&wide, NOW).await.unwrap(), Authorize::Lapsed(Lapsed::Consent));
        let narrow = Authorization { rests_on_consent: true, ..response(grant("g", "openid")) };
        assert_eq!(store.authorize(&narrow, NOW).await.unwrap(), Authorize::Stored);
    }
}

/// What is disabled and enabled again, or withdrawn and allowed again, within a minute gives no old code back.
#[actix_web::test]
async fn a_code_from_before_everything_was_revoked_is_gone_and_one_from_after_it_is_not() {
    for revoke in ["of everybody", "of ada"] {
        for kept in kinds("code") {
            for (store, _folder) in stores() {
                let code = with_code(&store, "openid").await;
                store.add_user(&user("ben")).await.unwrap();
                begin(&store, session("of ben", "sub-ben")).await;
                let allowed = async |session: &str| {
                    store.live_session_for(session, &app(), NOW).await.unwrap().map(|(_, allowed)| allowed).unwrap()
                };
                assert_eq!(allowed("session").await.revocations, 0);
                assert!(allowed("session").await.consent.is_none());
                let consents = changeable().1;
                allow(&store, "openid", &consents.client).await;
                match revoke {
                    "of ada" => drop(store.withdraw_consent(&ada(), &app(), NOW).await.unwrap()),
                    _ => {
                        store.set_client_disabled(&app(), true, NOW).await.unwrap();
                        store.set_client_disabled(&app(), false, NOW).await.unwrap();
                    }
                }
                allow(&store, "openid", &consents.client).await;
                assert!(store.code(&code).await.unwrap().is_none());
                let old = take(&store, kept, grant("grant", "openid"), &tokens("0"), &standing(), NOW).await;
                assert_eq!(old, TakeCode::Gone, "{revoke} {kept:?}");
                let Allowed { revocations, consent } = allowed("session").await;
                assert!(consent.is_some_and(|consent| consent.scope.contains("openid")));
                let others = allowed("of ben").await.revocations;
                assert_eq!((revocations, others), (1, i64::from(revoke == "of everybody")));
                let new = AuthorizationCode { revocations, rests_on_consent: true, ..code_for(grant("new", "openid")) };
                let taken =
                    store.take_code(Kept::Carried, &Arc::new(new), &tokens("1"), &standing(), NOW).await.unwrap();
                assert_eq!(taken, TakeCode::Taken);
            }
        }
    }
}

/// What was allowed when the code was issued may not be by now.
#[actix_web::test]
async fn a_code_that_rests_on_a_consent_is_redeemed_only_while_that_covers_it() {
    for (store, _folder) in stores() {
        with_code(&store, "openid").await;
        let (_, standing) = changeable();
        let code = Arc::new(AuthorizationCode { rests_on_consent: true, ..code_for(grant("grant", "openid email")) });
        let take = async || store.take_code(Kept::Carried, &code, &tokens("0"), &standing, NOW).await.unwrap();
        assert_eq!(take().await, TakeCode::Gone, "nothing is allowed");
        assert!(allow(&store, "openid", &standing.client).await);
        assert_eq!(take().await, TakeCode::Gone, "less is allowed");
        assert!(allow(&store, "openid email", &standing.client).await);
        assert_eq!(take().await, TakeCode::Taken);
    }
}

#[actix_web::test]
async fn a_use_never_brings_the_end_of_a_login_forward() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        store.touch_session("session", NOW, Duration::from_secs(5)).await.unwrap();
        assert!(store.live_session("session", NOW.after(Duration::from_secs(99))).await.unwrap().is_some());
    }
}

#[actix_web::test]
async fn a_code_is_redeemed_only_while_everything_holds_and_a_change_of_the_client_does_not_use_it_up() {
    for (what, _) in CHANGES {
        for kept in kinds("code") {
            for (store, _folder) in stores() {
                with_code(&store, "openid").await;
                let (stands, standing) = changeable();
                let take = async || take(&store, kept, grant("grant", "openid"), &tokens("0"), &standing, NOW).await;
                change(&store, &stands, what).await;
                let outcome = take().await;
                assert!(!matches!(outcome, TakeCode::Taken | TakeCode::AlreadyUsed), "{what} {kept:?} {outcome:?}");
                assert!(store.access_token(&Digest::of("access 0"), NOW).await.unwrap().is_none(), "{what}");
                if what == "client" {
                    stands.store(true, Ordering::SeqCst);
                    assert_eq!(take().await, TakeCode::Taken);
                }
            }
        }
    }
    for kept in kinds("code") {
        for (store, _folder) in stores() {
            with_code(&store, "openid").await;
            let end = NOW.after(Duration::from_secs(60));
            let late = take(&store, kept, grant("grant", "openid"), &tokens("0"), &standing(), end).await;
            assert_eq!(late, TakeCode::Gone, "a minute is over");
        }
    }
    for kept in kinds("long") {
        for (store, _folder) in stores() {
            with_code(&store, "openid").await;
            let idle = NOW.after(Duration::from_secs(100));
            let long = AuthorizationCode {
                expires_at: NOW.after(Duration::from_secs(500)),
                ..code_for(grant("grant", "openid"))
            };
            add_code(&store, &Digest::of("long"), long.clone()).await;
            let late = store.take_code(kept, &Arc::new(long), &tokens("0"), &standing(), idle).await.unwrap();
            assert_eq!(late, TakeCode::Gone, "its login has passed a limit, swept or not");
        }
    }
}

#[actix_web::test]
async fn a_refresh_token_rotates_only_while_everything_holds_and_is_not_spent_by_a_change_of_the_client() {
    for (what, _) in CHANGES {
        for (store, _folder) in stores() {
            redeemed(&store, "openid offline_access").await;
            let (stands, standing) = changeable();
            let rotate = async |name: &str| {
                let presented = Digest::of("refresh 0");
                store.rotate_refresh_token(&presented, &tokens(name), Reuse::default(), &standing, NOW).await.unwrap()
            };
            change(&store, &stands, what).await;
            let expected = match what {
                "client" => Rotate::Lapsed(Lapsed::Client),
                "lock" | "removal" | "consent" => Rotate::Gone,
                "group" => Rotate::Lapsed(Lapsed::Person),
                // Offline access outlives the login.
                _ => Rotate::Rotated,
            };
            assert_eq!(rotate("1").await, expected, "{what}");
            if what == "client" {
                stands.store(true, Ordering::SeqCst);
                assert_eq!(rotate("1").await, Rotate::Rotated);
            }
        }
    }
}

#[actix_web::test]
async fn a_client_that_changed_gets_no_token_for_itself() {
    for (store, _folder) in stores() {
        let (stands, standing) = changeable();
        let token = own(tokens("own").access_token);
        stands.store(false, Ordering::SeqCst);
        let add = async |standing: &ClientStanding| store.add_client_token(&app(), &token, standing).await.unwrap();
        assert_eq!(add(&standing.client).await, AddClientToken::ClientChanged);
        assert!(store.access_token(&token.access_token.digest, NOW).await.unwrap().is_none());
        let gone = ClientStanding::Registered { client_id: app(), revision: 1 };
        assert_eq!(add(&gone).await, AddClientToken::ClientChanged);
        stands.store(true, Ordering::SeqCst);
        assert_eq!(add(&standing.client).await, AddClientToken::Added);
    }
}

#[actix_web::test]
async fn a_consent_adds_to_what_is_allowed_by_then_and_never_brings_back_what_was_withdrawn() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        let (stands, standing) = changeable();
        let scope = async || store.consent(&ada(), &app()).await.unwrap().map(|consent| consent.scope.to_string());
        assert!(allow(&store, "openid email", &standing.client).await);
        assert!(allow(&store, "openid phone", &standing.client).await);
        assert_eq!(scope().await.as_deref(), Some("openid email phone"));
        assert!(store.withdraw_consent(&ada(), &app(), NOW).await.unwrap());
        assert!(allow(&store, "openid", &standing.client).await);
        assert_eq!(scope().await.as_deref(), Some("openid"), "the other tab's page knew of more");
        stands.store(false, Ordering::SeqCst);
        assert!(!allow(&store, "openid email", &standing.client).await, "the page showed another client");
        stands.store(true, Ordering::SeqCst);
        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert!(!allow(&store, "openid email", &standing.client).await);
        assert_eq!(scope().await.as_deref(), Some("openid"));
    }
}

/// The box was not ticked, and is.
const WISHED: EachTime = EachTime { shown: false, ticked: true };
/// The box was ticked, and is not.
const TAKEN_BACK: EachTime = EachTime { shown: true, ticked: false };

/// Three pages of one app in one moment: one has the box ticked, two leave it as it was. Whoever comes last, the wish is there.
#[actix_web::test]
async fn a_wish_of_the_same_moment_is_lost_by_no_page_that_leaves_the_box_as_it_was() {
    let unchanged = [EachTime::default(), EachTime { shown: true, ticked: true }];
    for (change, expected) in [(WISHED, true), (TAKEN_BACK, false)] {
        for round in 0..20 {
            for (store, _folder) in stores() {
                store.add_user(&user("ada")).await.unwrap();
                begin(&store, session("session", "sub-ada")).await;
                let client = changeable().1.client;
                let before = if expected { EachTime::default() } else { WISHED };
                assert!(allow_with(&store, "openid", before, &client).await);
                let mut pages = vec![unchanged[0], change, unchanged[1]];
                pages.rotate_left(round % 3);
                let said = pages.iter().map(|said| allow_with(&store, "openid", *said, &client));
                assert_eq!(join_all(said).await, [true; 3]);
                let stored = store.consent(&ada(), &app()).await.unwrap().unwrap();
                assert_eq!(stored.asks_each_time, expected, "{round}: {pages:?}");
            }
        }
    }
}

/// The page of apps takes the wish back while a consent page that shows it is sent as it was.
#[actix_web::test]
async fn a_wish_that_is_taken_back_in_the_same_moment_is_not_brought_back() {
    for _ in 0..20 {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            begin(&store, session("session", "sub-ada")).await;
            let client = changeable().1.client;
            assert!(allow_with(&store, "openid", WISHED, &client).await);
            let as_it_was = EachTime { shown: true, ticked: true };
            let (allowed, again) = futures_util::future::join(
                allow_with(&store, "openid", as_it_was, &client),
                store.remember_again(&ada(), &app(), "session", NOW),
            )
            .await;
            assert!(allowed && again.unwrap());
            assert!(!store.consent(&ada(), &app()).await.unwrap().unwrap().asks_each_time);
        }
    }
}

#[actix_web::test]
async fn a_wish_to_be_asked_each_time_lasts_until_it_is_taken_back_in_a_login_that_lives() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        begin(&store, session("session", "sub-ada")).await;
        let client = changeable().1.client;
        let (scope, claims) = (ScopeSet::parse("openid"), vec!["name".to_owned()]);
        let wish = Consent { scope, claims, granted_at: NOW, asks_each_time: true };
        let asks = async || store.consent(&ada(), &app()).await.unwrap().map(|consent| consent.asks_each_time);
        let again = async |sub: &Subject| store.remember_again(sub, &app(), "session", NOW).await.unwrap();
        assert!(!again(&ada()).await, "nothing was allowed");
        assert!(allow_with(&store, "openid", WISHED, &client).await);
        let (_, found) = store.live_session_for("session", &app(), NOW).await.unwrap().unwrap();
        assert_eq!(found.consent.as_ref(), Some(&wish));
        assert_eq!(store.consents_of(&ada()).await.unwrap(), [(app(), wish.clone())]);
        assert!(!again(&Subject::new("sub-ben")).await, "ben allowed nothing");
        assert!(again(&ada()).await);
        assert_eq!(asks().await, Some(false));
        assert!(!again(&ada()).await, "there is no such wish any more");
        assert!(allow_with(&store, "openid", WISHED, &client).await);
        store.end_session("session", Cause::User, NOW).await.unwrap();
        assert!(!again(&ada()).await, "the login is over");
        assert_eq!(asks().await, Some(true));
        assert!(store.withdraw_consent(&ada(), &app(), NOW).await.unwrap());
        assert_eq!(asks().await, None, "the wish goes with what was allowed");
    }
}

#[actix_web::test]
async fn a_login_that_does_not_begin_leaves_no_cookie_session() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let ada = store.user(&ada()).await.unwrap().unwrap();
        let until = NOW.after(Duration::from_secs(60));
        for (id, changes, begins) in [("late", 1, Begin::CredentialsChanged), ("in time", 0, Begin::Begun)] {
            let key = Digest::of(id);
            let state: CookieState = [("login".to_owned(), id.to_owned())].into();
            let login = NewLogin {
                session: session(id, "sub-ada"),
                credentials_revision: ada.credentials_revision - changes,
                replaces: None,
                from: None,
                visit: None,
                cookie: Some(NewCookieSession { key, state: state.clone(), expires_at: until }),
            };
            assert_eq!(store.begin_session(&login, NOW).await.unwrap(), begins, "{id}");
            let kept = store.cookie_session(&key, NOW).await.unwrap();
            assert_eq!(kept, (begins == Begin::Begun).then_some(state), "{id}");
        }
    }
}

#[actix_web::test]
async fn a_cookie_session_that_was_deleted_is_not_written_back() {
    for (store, _folder) in stores() {
        let (key, until) = (Digest::of("key"), NOW.after(Duration::from_secs(60)));
        let state: CookieState = [("login".to_owned(), "s".to_owned())].into();
        let session = NewCookieSession { key, state: state.clone(), expires_at: until };
        store.save_cookie_session(&session).await.unwrap();
        assert!(store.update_cookie_session(&key, &state, until).await.unwrap());
        store.delete_cookie_session(&key).await.unwrap();
        assert!(!store.update_cookie_session(&key, &state, until).await.unwrap());
        assert!(store.cookie_session(&key, NOW).await.unwrap().is_none());
    }
}

#[actix_web::test]
async fn a_try_that_took_too_long_does_not_overwrite_what_the_next_one_found() {
    for (store, _folder) in stores() {
        redeemed(&store, "openid").await;
        store.end_session("session", Cause::User, NOW).await.unwrap();
        let lease = |seconds| NOW.after(Duration::from_secs(seconds));
        let clients = latchkey::store::logouts::Addressees { asked: vec![app()], ..Default::default() };
        let slow = store.take_deliveries(&clients, NOW, lease(10), 5).await.unwrap().pop().unwrap();
        let quick = store.take_deliveries(&clients, lease(11), lease(21), 5).await.unwrap().pop().unwrap();
        store.settle_delivery(&quick, &Attempt::Delivered, Duration::from_millis(7), lease(12)).await.unwrap();
        let failed = Attempt::Retry { at: lease(30), detail: "timed out".into() };
        store.settle_delivery(&slow, &failed, Duration::from_secs(10), lease(13)).await.unwrap();
        let record = store.deliveries_of("session").await.unwrap().remove(0);
        assert_eq!((record.state, record.took), (DeliveryState::Delivered, Some(Duration::from_millis(7))));
    }
}
