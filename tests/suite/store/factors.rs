//! Second factors: what counts once, and what a change of them ends (SEC-60).

use futures_util::future::{join, join_all};
use latchkey::protocol::factors::{FactorKinds, Passkey, PasskeyUse, WaysIn, counters_of_codes};
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::user::Subject;
use latchkey::secret::{Digest, KeyMaterial, Secret};
use latchkey::store::SharedStore;
use latchkey::store::factors::{AddFactor, By, FirstPasskey, MOST_PASSKEYS, RemovePasskey, RemovePassword};
use latchkey::store::invitations::AcceptedByPasskey;
use latchkey::store::limits::{Hold, Settled};
use latchkey::store::people::Guarded;
use latchkey::store::sessions::{Begin, NewLogin, Proven};
use latchkey::store::users::FirstUser;

use super::{NOW, User, begin, session, stores, user};

fn ada() -> Subject {
    Subject::new("sub-ada")
}

fn secret() -> KeyMaterial {
    KeyMaterial::plain(&[7; 20])
}

fn codes() -> Vec<Digest> {
    (0..10).map(|number| Digest::of(&format!("code {number}"))).collect()
}

pub fn passkey(id: &[u8]) -> Passkey {
    Passkey {
        id: id.to_vec(),
        sub: ada(),
        name: "Phone".into(),
        public_key: vec![1, 2, 3],
        sign_count: u32::MAX - 1,
        aaguid: [9; 16],
        backup_eligible: true,
        backed_up: false,
        transports: vec!["internal".into(), "hybrid".into()],
        created_at: NOW,
        last_used: NOW,
        signs_in: false,
    }
}

/// Whoever is signed in by the login "one", with the credentials of now.
async fn said(store: &SharedStore) -> By {
    By::Login { id: "one".into(), revision: revision(store).await }
}

/// Ada with the login "one".
async fn with_login(store: &SharedStore) -> By {
    store.add_user(&user("ada")).await.unwrap();
    begin(store, session("one", "sub-ada")).await;
    By::Login { id: "one".into(), revision: 1 }
}

async fn revision(store: &SharedStore) -> i64 {
    store.user(&ada()).await.unwrap().unwrap().credentials_revision
}

#[actix_web::test]
async fn an_app_is_kept_with_its_codes_and_a_step_counts_once_of_many_at_once() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        let added = store.add_totp(&ada(), &secret(), 100, &codes(), &said(&store).await, NOW).await.unwrap();
        assert_eq!(added, AddFactor::Added { revision: 2 });
        let stored = store.user(&ada()).await.unwrap().unwrap();
        assert_eq!((stored.factors, stored.credentials_revision), (FactorKinds { totp: true, passkey: false }, 2));
        let factors = store.factors(&ada()).await.unwrap();
        assert_eq!(factors.totp.unwrap().secret.body(), [7; 20]);
        assert_eq!((factors.recovery_codes, factors.passkeys.len()), (10, 0));
        assert_eq!(
            store.add_totp(&ada(), &secret(), 100, &[], &said(&store).await, NOW).await.unwrap(),
            AddFactor::Known
        );

        assert!(!store.use_totp(&ada(), 100, NOW).await.unwrap(), "the step that it was set up with");
        let uses = join_all((0..20).map(|_| async { store.use_totp(&ada(), 101, NOW).await.unwrap() })).await;
        assert_eq!(uses.iter().filter(|used| **used).count(), 1);
        assert!(!store.use_totp(&ada(), 100, NOW).await.unwrap() && store.use_totp(&ada(), 103, NOW).await.unwrap());
        assert!(!store.use_totp(&ada(), 102, NOW).await.unwrap(), "no step before one that was used");
        assert!(!store.use_totp(&Subject::new("nobody"), 200, NOW).await.unwrap());
    }
}

#[actix_web::test]
async fn a_recovery_code_counts_once_of_many_at_once() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        assert!(
            !store.replace_recovery_codes(&ada(), &codes(), &said(&store).await, NOW).await.unwrap(),
            "they stand in for something"
        );
        store.add_totp(&ada(), &secret(), 100, &codes(), &said(&store).await, NOW).await.unwrap();
        let code = Digest::of("code 3");
        let uses =
            join_all((0..20).map(|_| async { store.use_recovery_code(&ada(), &code, NOW).await.unwrap() })).await;
        assert_eq!(uses.iter().filter(|used| **used).count(), 1);
        assert!(!store.use_recovery_code(&Subject::new("nobody"), &Digest::of("code 4"), NOW).await.unwrap());
        assert_eq!(store.factors(&ada()).await.unwrap().recovery_codes, 9);
        assert!(store.replace_recovery_codes(&ada(), &[Digest::of("new")], &said(&store).await, NOW).await.unwrap());
        assert!(!store.use_recovery_code(&ada(), &Digest::of("code 4"), NOW).await.unwrap());
        assert!(store.use_recovery_code(&ada(), &Digest::of("new"), NOW).await.unwrap());
    }
}

#[actix_web::test]
async fn a_passkey_is_kept_as_it_is_and_its_counter_moves_once_from_where_it_was_read() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        let added = store.add_passkey(&passkey(b"one"), &codes(), &said(&store).await, NOW).await.unwrap();
        assert_eq!(added, AddFactor::Added { revision: 2 });
        let found = store.passkey(b"one").await.unwrap().unwrap();
        let expected = passkey(b"one");
        assert_eq!((found.sub, found.name, found.public_key), (ada(), expected.name, expected.public_key));
        assert_eq!((found.sign_count, found.aaguid, found.transports), (u32::MAX - 1, [9; 16], expected.transports));
        assert!(found.backup_eligible && !found.backed_up && store.passkey(b"on").await.unwrap().is_none());
        assert_eq!(store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap(), AddFactor::Known);

        let later = NOW.after(std::time::Duration::from_secs(5));
        let used = PasskeyUse { sign_count: u32::MAX, backed_up: true, alone: true };
        let use_it = || async { store.use_passkey(b"one", u32::MAX - 1, used, later).await.unwrap() };
        let uses = join_all((0..20).map(|_| use_it())).await;
        assert_eq!(uses.iter().filter(|used| **used).count(), 1);
        let found = store.passkey(b"one").await.unwrap().unwrap();
        assert!(found.sign_count == u32::MAX && found.backed_up && found.last_used == later && found.signs_in);
        let beside = PasskeyUse { alone: false, ..used };
        assert!(store.use_passkey(b"one", u32::MAX, beside, later).await.unwrap());
        assert!(store.passkey(b"one").await.unwrap().unwrap().signs_in, "what it once could it can");

        let by = said(&store).await;
        assert!(!store.rename_passkey(&Subject::new("sub-ben"), b"one", "Ben’s", &by, NOW).await.unwrap());
        let not_theirs = store
            .remove_passkey(&Subject::new("sub-ben"), b"one", &said(&store).await, WaysIn::BOTH, NOW)
            .await
            .unwrap();
        assert_eq!(not_theirs, RemovePasskey::NotDone);
        assert!(store.rename_passkey(&ada(), b"one", "Desk", &by, NOW).await.unwrap());
        assert_eq!(store.factors(&ada()).await.unwrap().passkeys[0].name, "Desk");
        for number in 1..MOST_PASSKEYS {
            store.add_passkey(&passkey(&number.to_be_bytes()), &[], &said(&store).await, NOW).await.unwrap();
        }
        assert_eq!(store.add_passkey(&passkey(b"more"), &[], &said(&store).await, NOW).await.unwrap(), AddFactor::Full);
    }
}

#[actix_web::test]
async fn the_last_factor_takes_the_recovery_codes_along() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        store.add_totp(&ada(), &secret(), 100, &codes(), &said(&store).await, NOW).await.unwrap();
        store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap();
        assert!(
            store.remove_totp(&ada(), &said(&store).await, NOW).await.unwrap()
                && !store.remove_totp(&ada(), &said(&store).await, NOW).await.unwrap()
        );
        assert_eq!(store.factors(&ada()).await.unwrap().recovery_codes, 10);
        assert_eq!(store.user(&ada()).await.unwrap().unwrap().factors, FactorKinds { totp: false, passkey: true });
        let removed = store.remove_passkey(&ada(), b"one", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(removed, RemovePasskey::Removed);
        assert_eq!(store.factors(&ada()).await.unwrap().recovery_codes, 0);
        assert!(!store.user(&ada()).await.unwrap().unwrap().factors.any());
    }
}

/// What was verified is a condition of what is done (SEC-12).
#[actix_web::test]
async fn a_factor_changes_on_the_word_of_a_living_login_or_of_what_is_still_proven() {
    for (store, _folder) in stores() {
        let by = with_login(&store).await;
        let stale = By::Proof(revision(&store).await);
        store.set_locked(&ada(), true, NOW).await.unwrap();
        store.set_locked(&ada(), false, NOW).await.unwrap();
        for said in [&by, &stale, &By::Login { id: "nobody's".into(), revision: 1 }] {
            assert_eq!(store.add_totp(&ada(), &secret(), 1, &codes(), said, NOW).await.unwrap(), AddFactor::NotProven);
            assert_eq!(store.add_passkey(&passkey(b"one"), &[], said, NOW).await.unwrap(), AddFactor::NotProven);
        }
        store.add_passkey(&passkey(b"one"), &[], &By::Operator, NOW).await.unwrap();
        let proof = By::Proof(revision(&store).await);
        let added = store.add_totp(&ada(), &secret(), 1, &codes(), &proof, NOW).await.unwrap();
        assert!(matches!(added, AddFactor::Added { .. }));
        for said in [&by, &proof] {
            assert!(!store.rename_passkey(&ada(), b"one", "Theirs", said, NOW).await.unwrap());
            assert!(!store.remove_totp(&ada(), said, NOW).await.unwrap(), "each change is a new revision");
            assert!(!store.replace_recovery_codes(&ada(), &codes(), said, NOW).await.unwrap());
            assert_eq!(
                store.remove_passkey(&ada(), b"one", said, WaysIn::BOTH, NOW).await.unwrap(),
                RemovePasskey::NotDone
            );
        }
    }
}

/// Two pages of one login, or two browsers that are both halfway, each with a first factor.
#[actix_web::test]
async fn of_two_first_factors_that_are_added_at_once_one_counts_with_its_codes() {
    let (ada, secret, key) = (ada(), secret(), passkey(b"one"));
    let (of_app, of_key) = ([Digest::of("app")], [Digest::of("key")]);
    for round in 0..20 {
        for (store, _folder) in stores() {
            let login = with_login(&store).await;
            let by = if round % 2 == 0 { login } else { By::Proof(1) };
            let app = store.add_totp(&ada, &secret, 1, &of_app, &by, NOW);
            let (app, added) = join(app, store.add_passkey(&key, &of_key, &by, NOW)).await;
            let outcomes = [app.unwrap(), added.unwrap()];
            let is_app = outcomes[0] == AddFactor::Added { revision: 2 };
            let expected = match is_app {
                true => [AddFactor::Added { revision: 2 }, AddFactor::NotProven],
                false => [AddFactor::NotProven, AddFactor::Added { revision: 2 }],
            };
            assert_eq!(outcomes, expected, "{round}");
            let kinds = store.user(&ada).await.unwrap().unwrap().factors;
            assert_eq!(kinds, FactorKinds { totp: is_app, passkey: !is_app });
            for (code, counts) in
                of_app.iter().map(|code| (code, is_app)).chain(of_key.iter().map(|code| (code, !is_app)))
            {
                assert_eq!(store.use_recovery_code(&ada, code, NOW).await.unwrap(), counts, "{round}");
            }
        }
    }
}

/// The password and the passkey beside it are removed in the same moment, by two pages of one login.
#[actix_web::test]
async fn of_the_last_two_ways_in_that_are_removed_at_once_one_stays() {
    let (ada, key) = (ada(), Passkey { signs_in: true, ..passkey(b"key") });
    for round in 0..20 {
        for (store, _folder) in stores() {
            with_login(&store).await;
            store.add_passkey(&key, &codes(), &said(&store).await, NOW).await.unwrap();
            let by = said(&store).await;
            let password = store.remove_password(&ada, &by, NOW);
            let (password, passkey) = join(password, store.remove_passkey(&ada, b"key", &by, WaysIn::BOTH, NOW)).await;
            let (password, passkey) = (password.unwrap(), passkey.unwrap());
            let done = [password == RemovePassword::Removed, passkey == RemovePasskey::Removed];
            assert_eq!(done.iter().filter(|done| **done).count(), 1, "{round}: {password:?} {passkey:?}");
            let user = store.user(&ada).await.unwrap().unwrap();
            assert_ne!(user.password_hash.is_some(), user.factors.passkey, "{round}: {password:?} {passkey:?}");
        }
    }
}

/// Both by pages that showed both.
#[actix_web::test]
async fn an_app_and_a_passkey_that_are_removed_at_once_leave_one_and_the_codes_of_it() {
    let ada = ada();
    for round in 0..20 {
        for (store, _folder) in stores() {
            with_login(&store).await;
            store.add_totp(&ada, &secret(), 1, &codes(), &said(&store).await, NOW).await.unwrap();
            store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap();
            let by = said(&store).await;
            let app = store.remove_totp(&ada, &by, NOW);
            let (app, passkey) = join(app, store.remove_passkey(&ada, b"one", &by, WaysIn::BOTH, NOW)).await;
            let (app, passkey) = (app.unwrap(), passkey.unwrap() == RemovePasskey::Removed);
            assert_ne!(app, passkey, "{round}");
            let kinds = store.user(&ada).await.unwrap().unwrap().factors;
            assert_eq!(kinds, FactorKinds { totp: passkey, passkey: app }, "{round}");
            assert_ne!(store.factors(&ada).await.unwrap().recovery_codes, 0, "a factor is left");
        }
    }
}

/// A sign-in that was under way when a factor was added or removed comes to nothing.
#[actix_web::test]
async fn a_sign_in_from_before_a_change_of_factors_begins_no_login() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        let proven = revision(&store).await;
        store.add_totp(&ada(), &secret(), 1, &codes(), &said(&store).await, NOW).await.unwrap();
        let late = session("two", "sub-ada");
        let late = NewLogin {
            session: late,
            credentials_revision: proven,
            replaces: None,
            from: None,
            visit: None,
            cookie: None,
        };
        assert_eq!(store.begin_session(&late, NOW).await.unwrap(), Begin::CredentialsChanged);
        let more = Proven { auth_time: NOW, amr: vec!["pwd".into()], acr: "more".into(), visit: None };
        let raised = store.record_authentication("one", proven, "acr", &more, NOW).await.unwrap();
        assert_eq!(raised, Begin::CredentialsChanged);
    }
}

/// Row 52.
#[actix_web::test]
async fn a_login_is_raised_from_where_it_was_read_and_keeps_its_auth_time() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        let amr = ["pwd".to_owned(), "otp".to_owned()];
        let later = NOW.after(std::time::Duration::from_secs(50));
        let to = |acr: &str| Proven { auth_time: NOW, amr: amr.to_vec(), acr: acr.into(), visit: None };
        let raised = store.record_authentication("one", 1, "acr", &to("more"), later).await.unwrap();
        assert_eq!(raised, Begin::Begun);
        let raised = store.live_session("one", later).await.unwrap().unwrap().session;
        assert_eq!((raised.acr.as_str(), raised.amr, raised.auth_time), ("more", amr.to_vec(), NOW));
        let lost = store.record_authentication("one", 1, "acr", &to("less"), later).await.unwrap();
        assert_eq!(lost, Begin::CredentialsChanged, "somebody else raised it meanwhile");
        let ended = store.record_authentication("two", 1, "acr", &to("more"), later).await.unwrap();
        assert_eq!(ended, Begin::LoginEnded);
    }
}

#[actix_web::test]
async fn a_reset_removes_everything_and_signs_out() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        assert_eq!(store.reset_factors(&ada(), WaysIn::BOTH, NOW).await.unwrap(), Guarded::Gone);
        assert!(store.live_session("one", NOW).await.unwrap().is_some(), "where there is nothing, nothing is done");
        store.add_totp(&ada(), &secret(), 1, &codes(), &said(&store).await, NOW).await.unwrap();
        store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap();
        assert_eq!(store.reset_factors(&ada(), WaysIn::BOTH, NOW).await.unwrap(), Guarded::Done);
        let factors = store.factors(&ada()).await.unwrap();
        assert!(factors.totp.is_none() && factors.passkeys.is_empty() && factors.recovery_codes == 0);
        assert!(!store.user(&ada()).await.unwrap().unwrap().factors.any());
        assert!(store.live_session("one", NOW).await.unwrap().is_none());
    }
}

#[actix_web::test]
async fn wrong_codes_go_with_an_app_that_the_operator_removes_and_stay_with_one_that_its_owner_removes() {
    let window = std::time::Duration::from_secs(1_000);
    for (store, _folder) in stores() {
        with_login(&store).await;
        for is_operator in [true, false] {
            let added = store.add_totp(&ada(), &secret(), 1, &codes(), &said(&store).await, NOW).await.unwrap();
            assert!(matches!(added, AddFactor::Added { .. }), "{added:?}");
            let counters = counters_of_codes(&ada()).map(|counter| Digest::of(&counter));
            let failed = Settled::Failed { at: NOW, until: NOW.after(window) };
            for counter in &counters {
                store.hold_try(counter, 1, window, NOW).await.unwrap();
                store.settle_tries(counter, 1, failed).await.unwrap();
                let blocked = Hold::Blocked { until: NOW.after(window) };
                assert_eq!(store.hold_try(counter, 1, window, NOW).await.unwrap(), blocked);
            }
            let by = if is_operator { By::Operator } else { said(&store).await };
            assert!(store.remove_totp(&ada(), &by, NOW).await.unwrap());
            for counter in &counters {
                let held = store.hold_try(counter, 1, window, NOW).await.unwrap();
                assert_eq!(matches!(held, Hold::Held { .. }), is_operator, "{held:?}");
            }
        }
    }
}

#[actix_web::test]
async fn an_account_that_is_removed_leaves_no_factor_to_who_has_its_name_next() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        store.add_totp(&ada(), &secret(), 1, &codes(), &said(&store).await, NOW).await.unwrap();
        store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap();
        assert!(store.remove_user(&ada(), NOW).await.unwrap());
        store.add_user(&user("ada")).await.unwrap();
        let factors = store.factors(&ada()).await.unwrap();
        assert!(factors.totp.is_none() && factors.passkeys.is_empty() && factors.recovery_codes == 0);
        assert!(store.passkey(b"one").await.unwrap().is_none());
    }
}

/// A password goes only from who keeps a way in.
#[actix_web::test]
async fn a_password_is_removed_once_a_passkey_signs_in_alone_and_never_before() {
    for (store, _folder) in stores() {
        with_login(&store).await;
        begin(&store, session("two", "sub-ada")).await;
        let ended = |id: &'static str| {
            let store = store.clone();
            async move { store.live_session(id, NOW).await.unwrap().is_none() }
        };
        let remove = async |by: By| store.remove_password(&ada(), &by, NOW).await.unwrap();
        assert_eq!(remove(said(&store).await).await, RemovePassword::NoPasskey);
        store.add_passkey(&passkey(b"key"), &codes(), &said(&store).await, NOW).await.unwrap();
        assert_eq!(remove(said(&store).await).await, RemovePassword::NoPasskey, "a key beside the password");
        let alone = Passkey { signs_in: true, ..passkey(b"phone") };
        let before = said(&store).await;
        store.add_passkey(&alone, &codes(), &before, NOW).await.unwrap();
        assert_eq!(remove(before).await, RemovePassword::NotProven, "the credentials changed meanwhile");
        let By::Login { revision, .. } = said(&store).await else { unreachable!() };
        assert_eq!(remove(By::Login { id: "none".into(), revision }).await, RemovePassword::NotProven);
        assert!(!ended("two").await && store.user(&ada()).await.unwrap().unwrap().password_hash.is_some());

        let said = said(&store).await;
        let tries = join_all((0..8).map(|_| remove(said.clone()))).await;
        let removed = tries.iter().filter(|tried| **tried == RemovePassword::Removed).count();
        assert_eq!(removed, 1, "{tries:?}");
        assert!(tries.iter().all(|tried| matches!(tried, RemovePassword::Removed | RemovePassword::NotProven)));
        let user = store.user(&ada()).await.unwrap().unwrap();
        assert!(user.password_hash.is_none() && user.credentials_revision == revision + 1);
        assert!(ended("two").await && !ended("one").await, "they stay signed in here");
    }
}

fn first(id: &[u8], sub: &Subject) -> FirstPasskey {
    let passkey = Passkey { signs_in: true, sub: sub.clone(), ..passkey(id) };
    FirstPasskey { passkey, codes: codes() }
}

#[actix_web::test]
async fn an_invitation_adds_one_first_passkey_of_its_person_and_of_nobody_else() {
    let until = NOW.after(std::time::Duration::from_secs(60));
    for (store, _folder) in stores() {
        for name in ["ada", "ben"] {
            store.add_user(&User { password_hash: None, ..user(name) }).await.unwrap();
        }
        store.add_user(&user("cleo")).await.unwrap();
        let (ben, cleo) = (Subject::new("sub-ben"), Subject::new("sub-cleo"));
        let (of_ada, of_ben, of_cleo) = (Digest::of("a"), Digest::of("b"), Digest::of("c"));
        for (link, sub) in [(&of_ada, &ada()), (&of_ben, &ben), (&of_cleo, &cleo)] {
            store.add_invitation(link, &Invitation::Invite { sub: sub.clone() }, until, NOW).await.unwrap();
        }
        let accept = async |link: &Digest, first: &FirstPasskey| {
            store.accept_by_passkey(link, first, WaysIn::BOTH, NOW).await.unwrap()
        };
        let other = accept(&of_ada, &first(b"ben", &ben)).await;
        assert!(matches!(other, AcceptedByPasskey::LinkGone), "{other:?}");
        let with_password = accept(&of_cleo, &first(b"cleo", &cleo)).await;
        assert!(matches!(with_password, AcceptedByPasskey::LinkGone), "{with_password:?}");

        let passkeys: Vec<FirstPasskey> = (0..8).map(|number| first(&[number], &ada())).collect();
        let tries = join_all(passkeys.iter().map(|first| accept(&of_ada, first))).await;
        let accepted = tries.iter().filter(|tried| matches!(tried, AcceptedByPasskey::Accepted(_))).count();
        assert_eq!(accepted, 1, "{tries:?}");
        let stored = store.user(&ada()).await.unwrap().unwrap();
        assert!(stored.password_hash.is_none() && stored.factors.passkey && stored.credentials_revision == 2);
        let factors = store.factors(&ada()).await.unwrap();
        assert_eq!((factors.passkeys.len(), factors.recovery_codes), (1, 10));
        assert!(store.invitation(&of_ada, NOW).await.unwrap().is_none());

        let known = accept(&of_ben, &first(&factors.passkeys[0].id, &ben)).await;
        assert!(matches!(known, AcceptedByPasskey::Known), "{known:?}");
        assert!(
            store.accept_invitation(&of_ben, &Secret::new("hash"), NOW).await.unwrap().is_some(),
            "it is good still"
        );
    }
}

/// Without passwords each link of a person leads to a passkey, beside a password from before, too; and to none where they have a
/// factor.
#[actix_web::test]
async fn without_passwords_any_link_of_a_person_adds_their_first_passkey() {
    const PASSKEYS: WaysIn = WaysIn { password: false, passkey: true };
    let until = NOW.after(std::time::Duration::from_secs(60));
    for (store, _folder) in stores() {
        let invitations: [fn(Subject) -> Invitation; 4] = [
            |sub| Invitation::Invite { sub },
            |sub| Invitation::Reset { sub },
            |sub| Invitation::Forgot { sub },
            |sub| Invitation::Regain { sub },
        ];
        for (name, invitation) in ["ada", "ben", "cleo", "dan"].into_iter().zip(invitations) {
            store.add_user(&user(name)).await.unwrap();
            let (sub, link) = (Subject::new(format!("sub-{name}")), Digest::of(name));
            store.add_invitation(&link, &invitation(sub.clone()), until, NOW).await.unwrap();
            let first = first(name.as_bytes(), &sub);
            let with_passwords = store.accept_by_passkey(&link, &first, WaysIn::BOTH, NOW).await.unwrap();
            assert!(matches!(with_passwords, AcceptedByPasskey::LinkGone), "{name}: {with_passwords:?}");
            let accepted = store.accept_by_passkey(&link, &first, PASSKEYS, NOW).await.unwrap();
            assert!(matches!(accepted, AcceptedByPasskey::Accepted(_)), "{name}: {accepted:?}");
            let another = Digest::of(&format!("another of {name}"));
            store.add_invitation(&another, &invitation(sub.clone()), until, NOW).await.unwrap();
            let second = FirstPasskey { passkey: Passkey { id: b"second".to_vec(), ..first.passkey }, ..first };
            let beside_a_factor = store.accept_by_passkey(&another, &second, PASSKEYS, NOW).await.unwrap();
            assert!(matches!(beside_a_factor, AcceptedByPasskey::LinkGone), "{name}: {beside_a_factor:?}");
        }
    }
}

#[actix_web::test]
async fn the_first_administrator_is_made_with_their_passkey_or_not_at_all() {
    let until = NOW.after(std::time::Duration::from_secs(60));
    for (store, _folder) in stores() {
        with_login(&store).await;
        store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap();
        let link = Digest::of("setup");
        store.add_invitation(&link, &Invitation::Setup, until, NOW).await.unwrap();
        let ben = User { is_admin: true, password_hash: None, ..user("ben") };
        let claim = async |first: FirstPasskey| store.claim_first_admin(&link, &ben, Some(&first), NOW).await.unwrap();
        assert_eq!(claim(first(b"one", &ben.sub)).await, FirstUser::PasskeyKnown);
        assert!(store.user(&ben.sub).await.unwrap().is_none());
        assert!(store.invitation(&link, NOW).await.unwrap().is_some());
        assert_eq!(claim(first(b"two", &ben.sub)).await, FirstUser::Claimed);
        let stored = store.user(&ben.sub).await.unwrap().unwrap();
        let expected = FirstPasskey::added_to(ben.clone());
        assert_eq!((stored.credentials_revision, stored.factors), (expected.credentials_revision, expected.factors));
        assert_eq!(store.factors(&ben.sub).await.unwrap().recovery_codes, 10);
    }
}
