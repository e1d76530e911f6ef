//! What people change of their own account: at most once, and only while what they proved holds.

use std::collections::BTreeMap;

use futures_util::future::{join, join_all};
use latchkey::protocol::email_change::LIFETIME;
use latchkey::protocol::factors::WaysIn;
use latchkey::protocol::mail::Mail;
use latchkey::protocol::user::Subject;
use latchkey::secret::{Digest, KeyMaterial, Secret};
use latchkey::store::SharedStore;
use latchkey::store::factors::{AddFactor, By};
use latchkey::store::self_service::{AskEmail, ConfirmEmail, EmailLink, RemoveOwn};
use latchkey::store::sessions::{Begin, NewLogin};
use latchkey::store::users::{ProfileChange, ProfileChanged};

use super::{Cause, Definition, NOW, User, begin, session, stores, user};

fn ada() -> Subject {
    Subject::new("sub-ada")
}

/// Ada with the login "one".
async fn with_login(store: &SharedStore) -> By {
    store.add_user(&user("ada")).await.unwrap();
    begin(store, session("one", "sub-ada")).await;
    By::Login { id: "one".into(), revision: 1 }
}

/// The name of what the mail that was queued last is for.
async fn asked(store: &SharedStore) -> String {
    let mut asked = None;
    for queued in store.take_mails(NOW, NOW, 100).await.unwrap() {
        if let Mail::ConfirmEmail { id, .. } = queued.mail {
            // The next one is then the only one again: of two in one second of a clock that stands, none is the later.
            store.forget_mail(&queued.id).await.unwrap();
            assert_eq!(asked.replace(id), None);
        }
    }
    asked.unwrap()
}

async fn ask(store: &SharedStore, email: &str, by: &By) -> String {
    assert_eq!(store.ask_email(&ada(), email, by, NOW).await.unwrap(), AskEmail::Asked);
    asked(store).await
}

async fn link(store: &SharedStore, id: &str, text: &str) -> EmailLink {
    store.link_email(&ada(), id, &Digest::of(text), NOW).await.unwrap()
}

#[actix_web::test]
async fn a_link_counts_once_of_many_at_once() {
    for (store, _folder) in stores() {
        let by = with_login(&store).await;
        let id = ask(&store, "new@example.com", &by).await;
        assert!(matches!(link(&store, &id, "a").await, EmailLink::Made(..)));
        // A mail that is tried again has another link, which voids the one before.
        assert!(matches!(link(&store, &id, "b").await, EmailLink::Made(..)));
        let (ada, a, b) = (ada(), Digest::of("a"), Digest::of("b"));
        assert!(matches!(store.confirm_email(&ada, &a, &by, NOW).await.unwrap(), ConfirmEmail::Gone));
        assert!(matches!(
            store.confirm_email(&Subject::new("sub-eve"), &b, &by, NOW).await.unwrap(),
            ConfirmEmail::Gone
        ));
        let late = NOW.after(LIFETIME);
        assert!(matches!(store.confirm_email(&ada, &b, &by, late).await.unwrap(), ConfirmEmail::Gone));
        assert_eq!(store.email_of_link(&ada, &b, NOW).await.unwrap().as_deref(), Some("new@example.com"));
        let confirmed = join_all((0..8).map(|_| store.confirm_email(&ada, &b, &by, NOW))).await;
        let confirmed = confirmed.into_iter().filter(|one| matches!(one, Ok(ConfirmEmail::Confirmed(_)))).count();
        assert_eq!(confirmed, 1);
        assert!(matches!(link(&store, &id, "c").await, EmailLink::Gone));
        assert_eq!(store.email_change(&ada, NOW).await.unwrap(), None);
    }
}

#[actix_web::test]
async fn nothing_is_asked_for_or_changed_by_a_login_that_ended_or_with_credentials_of_before() {
    for (store, _folder) in stores() {
        let by = with_login(&store).await;
        let (ada, digest) = (ada(), Digest::of("a"));
        let id = ask(&store, "new@example.com", &by).await;
        link(&store, &id, "a").await;
        let change = ProfileChange { claims: BTreeMap::from([("nickname", "A".into())]), ..ProfileChange::default() };
        let is_changed = |changed| matches!(changed, Some(ProfileChanged::Changed(_)));
        assert!(is_changed(store.change_own_profile(&ada, &change, &by, NOW).await.unwrap()));
        store.set_password(&ada, &Secret::new("other"), false, None, NOW).await.unwrap();
        let renewed = By::Login { id: "one".into(), revision: 2 };
        assert!(matches!(store.confirm_email(&ada, &digest, &renewed, NOW).await.unwrap(), ConfirmEmail::Gone));
        assert_eq!(store.email_of_link(&ada, &digest, NOW).await.unwrap(), None);
        assert!(matches!(link(&store, &id, "b").await, EmailLink::Gone));
        for ended in [false, true] {
            if ended {
                store.end_session("one", Cause::User, NOW).await.unwrap();
            }
            let by = if ended { &renewed } else { &by };
            assert!(store.change_own_profile(&ada, &change, by, NOW).await.unwrap().is_none());
            assert_eq!(store.ask_email(&ada, "x@example.com", by, NOW).await.unwrap(), AskEmail::NotProven);
            assert_eq!(store.remove_own_account(&ada, by, WaysIn::BOTH, NOW).await.unwrap(), RemoveOwn::NotProven);
        }
        assert!(store.user(&ada).await.unwrap().is_some());
    }
}

#[actix_web::test]
async fn a_newer_wish_and_an_address_that_the_operator_sets_void_a_link() {
    for (store, _folder) in stores() {
        let by = with_login(&store).await;
        let (ada, digest) = (ada(), Digest::of("a"));
        let first = ask(&store, "one@example.com", &by).await;
        link(&store, &first, "a").await;
        let later = NOW.after(std::time::Duration::from_secs(1));
        store.ask_email(&ada, "two@example.com", &by, later).await.unwrap();
        assert_eq!(store.email_of_link(&ada, &digest, NOW).await.unwrap(), None);
        assert!(
            matches!(link(&store, &first, "a").await, EmailLink::Gone),
            "nor does a mail that is sent late make one"
        );
        let operators = ProfileChange { email: Some("three@example.com".into()), ..ProfileChange::default() };
        store.change_profile(&ada, &operators, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(store.email_change(&ada, NOW).await.unwrap(), None);
    }
}

/// A wish for another address, and the confirmation of the one before it, in the same moment: either the link counts and the wish
/// is open still, or the wish voids it. No address is confirmed by the link of another.
#[actix_web::test]
async fn a_newer_wish_at_the_moment_of_a_confirmation_comes_before_or_after_it() {
    let (ada, digest) = (ada(), Digest::of("a"));
    for round in 0..20 {
        for (store, _folder) in stores() {
            let by = with_login(&store).await;
            let id = ask(&store, "one@example.com", &by).await;
            link(&store, &id, "a").await;
            let confirm = store.confirm_email(&ada, &digest, &by, NOW);
            let (confirmed, asked) = join(confirm, store.ask_email(&ada, "two@example.com", &by, NOW)).await;
            assert_eq!(asked.unwrap(), AskEmail::Asked, "{round}");
            let is_confirmed = matches!(confirmed.unwrap(), ConfirmEmail::Confirmed(_));
            let email = store.user(&ada).await.unwrap().unwrap().email;
            let expected = if is_confirmed { "one@example.com" } else { "ada@example.com" };
            assert_eq!(email.as_deref(), Some(expected), "{round}");
            assert_eq!(
                store.email_change(&ada, NOW).await.unwrap().map(|open| open.email).as_deref(),
                Some("two@example.com")
            );
            assert_eq!(
                store.email_of_link(&ada, &digest, NOW).await.unwrap(),
                None,
                "{round}: the former link is none"
            );
        }
    }
}

/// Both asked for it while it was free.
#[actix_web::test]
async fn of_two_who_confirm_one_address_at_once_one_has_it() {
    for round in 0..20 {
        for (store, _folder) in stores() {
            let mut people = Vec::new();
            for name in ["ada", "eve"] {
                store.add_user(&user(name)).await.unwrap();
                begin(&store, session(name, &format!("sub-{name}"))).await;
                let (sub, by) = (Subject::new(format!("sub-{name}")), By::Login { id: name.into(), revision: 1 });
                store.ask_email(&sub, "new@example.com", &by, NOW).await.unwrap();
                let id = asked(&store).await;
                let digest = Digest::of(name);
                assert!(matches!(store.link_email(&sub, &id, &digest, NOW).await.unwrap(), EmailLink::Made(..)));
                people.push((sub, by, digest));
            }
            let outcomes =
                join_all(people.iter().map(|(sub, by, digest)| store.confirm_email(sub, digest, by, NOW))).await;
            let outcomes: Vec<ConfirmEmail> = outcomes.into_iter().map(Result::unwrap).collect();
            let has = |of: fn(&ConfirmEmail) -> bool| outcomes.iter().filter(|outcome| of(outcome)).count();
            assert_eq!(has(|one| matches!(one, ConfirmEmail::Confirmed(_))), 1, "{round}: {outcomes:?}");
            assert_eq!(has(|one| matches!(one, ConfirmEmail::Taken)), 1, "{round}: {outcomes:?}");
        }
    }
}

/// The account is deleted in one browser while it signs in, adds a factor and confirms an address in others.
#[actix_web::test]
async fn whatever_happens_at_the_moment_of_a_deletion_nothing_of_the_account_is_left() {
    let (ada, digest, secret) = (ada(), Digest::of("a"), KeyMaterial::plain(&[7; 20]));
    for round in 0..20 {
        for (store, _folder) in stores() {
            let by = with_login(&store).await;
            begin(&store, session("two", "sub-ada")).await;
            let elsewhere = By::Login { id: "two".into(), revision: 1 };
            let id = ask(&store, "new@example.com", &by).await;
            link(&store, &id, "a").await;
            let session = session("late", "sub-ada");
            let late =
                NewLogin { session, credentials_revision: 1, replaces: None, from: None, visit: None, cookie: None };
            let (removed, begun) =
                (store.remove_own_account(&ada, &by, WaysIn::BOTH, NOW), store.begin_session(&late, NOW));
            let added = store.add_totp(&ada, &secret, 1, &[], &elsewhere, NOW);
            let confirmed = store.confirm_email(&ada, &digest, &elsewhere, NOW);
            let ((removed, begun), (added, confirmed)) = join(join(removed, begun), join(added, confirmed)).await;
            let (removed, begun, added, confirmed) =
                (removed.unwrap(), begun.unwrap(), added.unwrap(), confirmed.unwrap());
            let label = format!("{round}: {removed:?} {begun:?} {added:?} {confirmed:?}");
            // A factor that was added first is a change of the credentials: the deletion rests on what was before.
            if matches!(added, AddFactor::Added { .. }) && removed == RemoveOwn::NotProven {
                let by = By::Login { id: "one".into(), revision: 2 };
                assert_eq!(
                    store.remove_own_account(&ada, &by, WaysIn::BOTH, NOW).await.unwrap(),
                    RemoveOwn::Removed,
                    "{label}"
                );
            } else {
                assert_eq!(removed, RemoveOwn::Removed, "{label}");
            }
            assert!(store.user(&ada).await.unwrap().is_none(), "{label}");
            for login in ["one", "two", "late"] {
                assert!(store.live_session(login, NOW).await.unwrap().is_none(), "{label}: {login}");
            }
            let factors = store.factors(&ada).await.unwrap();
            assert!(factors.totp.is_none() && factors.recovery_codes == 0, "{label}");
            assert_eq!(store.email_change(&ada, NOW).await.unwrap(), None, "{label}");
            assert_ne!(store.begin_session(&late, NOW).await.unwrap(), Begin::Begun, "{label}");
        }
    }
}

#[actix_web::test]
async fn a_taken_address_looks_the_same_and_has_no_link() {
    for (store, _folder) in stores() {
        let by = with_login(&store).await;
        store.add_user(&user("eve")).await.unwrap();
        // The last one can be taken for eve's.
        for taken in ["eve@example.com", "EVE@example.com", "eve"] {
            let id = ask(&store, taken, &by).await;
            assert!(matches!(link(&store, &id, "a").await, EmailLink::Taken(_)), "{taken}");
            assert_eq!(store.email_of_link(&ada(), &Digest::of("a"), NOW).await.unwrap(), None);
            assert_eq!(store.email_change(&ada(), NOW).await.unwrap().unwrap().email, taken);
        }
    }
}

#[actix_web::test]
async fn whom_the_configuration_defines_is_changed_by_nothing() {
    for (store, _folder) in stores() {
        let by = with_login(&store).await;
        let id = ask(&store, "new@example.com", &by).await;
        link(&store, &id, "a").await;
        let definition = Definition::File { file: "config.toml".into(), pins_password: false };
        store.update_profile(&User { definition, ..user("ada") }).await.unwrap();
        let (ada, digest) = (ada(), Digest::of("a"));
        assert!(matches!(store.confirm_email(&ada, &digest, &by, NOW).await.unwrap(), ConfirmEmail::Gone));
        assert_eq!(store.ask_email(&ada, "x@example.com", &by, NOW).await.unwrap(), AskEmail::Pinned);
        assert_eq!(store.remove_own_account(&ada, &by, WaysIn::BOTH, NOW).await.unwrap(), RemoveOwn::Pinned);
        let change = ProfileChange { name: Some("Eve".into()), ..ProfileChange::default() };
        let changed = store.change_own_profile(&ada, &change, &by, NOW).await.unwrap();
        assert!(matches!(changed, Some(ProfileChanged::Pinned)));
    }
}

#[actix_web::test]
async fn of_two_administrators_who_leave_at_once_one_stays() {
    for (store, _folder) in stores() {
        let people = ["ada", "eve"];
        let mut by = Vec::new();
        for name in people {
            store.add_user(&User { is_admin: true, ..user(name) }).await.unwrap();
            begin(&store, session(name, &format!("sub-{name}"))).await;
            by.push((Subject::new(format!("sub-{name}")), By::Login { id: name.into(), revision: 1 }));
        }
        let left = join_all(by.iter().map(|(sub, by)| store.remove_own_account(sub, by, WaysIn::BOTH, NOW))).await;
        let left: Vec<RemoveOwn> = left.into_iter().map(Result::unwrap).collect();
        assert!(left.contains(&RemoveOwn::Removed) && left.contains(&RemoveOwn::LastAdministrator), "{left:?}");
        assert!(store.has_admin().await.unwrap());
    }
}
