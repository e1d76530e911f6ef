//! What people change of their own account: at most once, and only while what they proved holds.

use std::collections::BTreeMap;

use futures_util::future::join_all;
use latchkey::protocol::email_change::LIFETIME;
use latchkey::protocol::mail::Mail;
use latchkey::protocol::user::Subject;
use latchkey::secret::{Digest, Secret};
use latchkey::store::SharedStore;
use latchkey::store::factors::By;
use latchkey::store::self_service::{AskEmail, ConfirmEmail, EmailLink, RemoveOwn};
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
            assert_eq!(store.remove_own_account(&ada, by, NOW).await.unwrap(), RemoveOwn::NotProven);
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
        store.change_profile(&ada, &operators, NOW).await.unwrap();
        assert_eq!(store.email_change(&ada, NOW).await.unwrap(), None);
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
        assert_eq!(store.remove_own_account(&ada, &by, NOW).await.unwrap(), RemoveOwn::Pinned);
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
        let left = join_all(by.iter().map(|(sub, by)| store.remove_own_account(sub, by, NOW))).await;
        let left: Vec<RemoveOwn> = left.into_iter().map(Result::unwrap).collect();
        assert!(left.contains(&RemoveOwn::Removed) && left.contains(&RemoveOwn::LastAdministrator), "{left:?}");
        assert!(store.has_admin().await.unwrap());
    }
}
