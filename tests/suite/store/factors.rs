//! Second factors: what counts once, and what a change of them ends (SEC-60).

use futures_util::future::join_all;
use latchkey::protocol::factors::{FactorKinds, Passkey, PasskeyUse};
use latchkey::protocol::user::Subject;
use latchkey::secret::{Digest, KeyMaterial};
use latchkey::store::SharedStore;
use latchkey::store::factors::{AddFactor, By, MOST_PASSKEYS, RemovePasskey, RemovePassword};
use latchkey::store::people::Guarded;
use latchkey::store::sessions::{Begin, NewLogin, Proven};

use super::{NOW, begin, session, stores, user};

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

        assert!(!store.rename_passkey(&Subject::new("sub-ben"), b"one", "Ben’s", NOW).await.unwrap());
        let not_theirs =
            store.remove_passkey(&Subject::new("sub-ben"), b"one", &said(&store).await, NOW).await.unwrap();
        assert_eq!(not_theirs, RemovePasskey::NotDone);
        assert!(store.rename_passkey(&ada(), b"one", "Desk", NOW).await.unwrap());
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
        let removed = store.remove_passkey(&ada(), b"one", &said(&store).await, NOW).await.unwrap();
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
        let proof = By::Proof(revision(&store).await);
        let added = store.add_totp(&ada(), &secret(), 1, &codes(), &proof, NOW).await.unwrap();
        assert!(matches!(added, AddFactor::Added { .. }));
        for said in [&by, &proof] {
            assert!(!store.remove_totp(&ada(), said, NOW).await.unwrap(), "each change is a new revision");
            assert!(!store.replace_recovery_codes(&ada(), &codes(), said, NOW).await.unwrap());
            assert_eq!(store.remove_passkey(&ada(), b"one", said, NOW).await.unwrap(), RemovePasskey::NotDone);
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
        let late = NewLogin { session: late, credentials_revision: proven, replaces: None, from: None, visit: None };
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
        assert_eq!(store.reset_factors(&ada(), NOW).await.unwrap(), Guarded::Gone);
        assert!(store.live_session("one", NOW).await.unwrap().is_some(), "where there is nothing, nothing is done");
        store.add_totp(&ada(), &secret(), 1, &codes(), &said(&store).await, NOW).await.unwrap();
        store.add_passkey(&passkey(b"one"), &[], &said(&store).await, NOW).await.unwrap();
        assert_eq!(store.reset_factors(&ada(), NOW).await.unwrap(), Guarded::Done);
        let factors = store.factors(&ada()).await.unwrap();
        assert!(factors.totp.is_none() && factors.passkeys.is_empty() && factors.recovery_codes == 0);
        assert!(!store.user(&ada()).await.unwrap().unwrap().factors.any());
        assert!(store.live_session("one", NOW).await.unwrap().is_none());
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
