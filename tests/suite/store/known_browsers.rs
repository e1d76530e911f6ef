//! Known browsers and new sign-ins, in the transactions that they belong to.

use std::time::Duration;

use futures_util::future::join_all;
use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::known_browser::{LIFETIME, MOST_BROWSERS};
use latchkey::secret::KeyMaterial;
use latchkey::store::factors::{AddFactor, By};
use latchkey::store::sessions::{Proven, Visit};

use super::*;

fn ada() -> Subject {
    Subject::new("sub-ada")
}

fn token(name: &str) -> Digest {
    Digest::of(&format!("token {name}"))
}

/// A visit in a browser that is new.
fn visit(name: &str) -> Visit {
    Visit {
        browser: token(name),
        is_known: false,
        rests_on_memory: false,
        remembers_until: None,
        is_told: true,
        since: NOW,
        user_agent: "agent".into(),
    }
}

async fn sign_in(store: &SharedStore, id: &str, visit: Visit, now: Timestamp) -> Begin {
    let credentials_revision = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
    let login = NewLogin {
        session: session(id, "sub-ada"),
        credentials_revision,
        replaces: None,
        from: None,
        visit: Some(visit),
        cookie: None,
    };
    store.begin_session(&login, now).await.unwrap()
}

async fn waits(store: &SharedStore) -> bool {
    store.next_mail().await.unwrap().is_some()
}

async fn names(store: &SharedStore, now: Timestamp) -> usize {
    store.browsers_of(&ada(), now).await.unwrap().len()
}

#[actix_web::test]
async fn a_visit_makes_the_browser_known_and_a_later_one_is_noted() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        assert_eq!(sign_in(&store, "one", visit("one"), NOW).await, Begin::Begun);
        assert!(!waits(&store).await, "the very first login is not told of");
        let later = NOW.after(Duration::from_secs(10));
        let again = Visit { is_known: true, user_agent: "newer".into(), ..visit("one") };
        assert_eq!(sign_in(&store, "two", again, later).await, Begin::Begun);
        assert!(!waits(&store).await, "nor one in a known browser");
        let found = store.known_browsers(&[token("one"), token("two")], later).await.unwrap();
        let [known] = &found[..] else { panic!("{found:?}") };
        assert_eq!((known.sub.as_str(), known.user_agent.as_str(), known.factor), ("sub-ada", "newer", None));
        assert_eq!((known.first_seen, known.last_seen), (NOW, later));
        assert_eq!(sign_in(&store, "three", visit("two"), later).await, Begin::Begun);
        assert!(waits(&store).await, "one in a new browser is");
        assert!(store.known_browsers(&[token("one")], later.after(LIFETIME)).await.unwrap().is_empty());
    }
}

#[actix_web::test]
async fn a_browser_that_was_forgotten_meanwhile_is_told_of_and_stays_forgotten() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        sign_in(&store, "one", visit("one"), NOW).await;
        store.forget_browsers(&ada(), None, NOW).await.unwrap();
        let stale = Visit { is_known: true, ..visit("one") };
        assert_eq!(sign_in(&store, "two", stale, NOW).await, Begin::Begun);
        assert!(waits(&store).await);
        assert_eq!(names(&store, NOW).await, 0);
    }
}

#[actix_web::test]
async fn a_login_that_rests_on_memory_begins_only_while_it_holds() {
    let hour = NOW.after(Duration::from_secs(3600));
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let resting = || Visit { is_known: true, rests_on_memory: true, ..visit("one") };
        sign_in(&store, "one", Visit { remembers_until: Some(hour), ..visit("one") }, NOW).await;
        assert_eq!(sign_in(&store, "two", resting(), NOW).await, Begin::Begun);
        assert_eq!(sign_in(&store, "late", resting(), hour).await, Begin::CredentialsChanged);
        assert!(store.live_session("late", NOW).await.unwrap().is_none());
        store.forget_factor(&ada(), Some(&token("other")), NOW).await.unwrap();
        assert_eq!(sign_in(&store, "three", resting(), NOW).await, Begin::Begun);
        let proven = Proven { auth_time: NOW, amr: vec!["pwd".into()], acr: "acr".into(), visit: Some(resting()) };
        assert_eq!(store.record_authentication("three", 1, "acr", &proven, NOW).await.unwrap(), Begin::Begun);
        store.forget_factor(&ada(), None, NOW).await.unwrap();
        assert_eq!(sign_in(&store, "four", resting(), NOW).await, Begin::CredentialsChanged);
        let renewed = store.record_authentication("three", 1, "acr", &proven, NOW).await.unwrap();
        assert_eq!(renewed, Begin::CredentialsChanged);

        let again = Visit { is_known: true, remembers_until: Some(hour), ..visit("one") };
        assert_eq!(sign_in(&store, "five", again, NOW).await, Begin::Begun);
        store.set_password(&ada(), &Secret::new("hash"), false, None, NOW).await.unwrap();
        assert_eq!(sign_in(&store, "six", resting(), NOW).await, Begin::CredentialsChanged, "the password changed");
        assert_eq!(names(&store, NOW).await, 1, "which leaves the browser known");
    }
}

#[actix_web::test]
async fn a_person_has_fifty_known_browsers_at_the_most() {
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        for number in 0..i64::from(MOST_BROWSERS) + 2 {
            let (name, now) = (number.to_string(), Timestamp(NOW.seconds() + number));
            assert_eq!(sign_in(&store, &name, Visit { is_told: false, ..visit(&name) }, now).await, Begin::Begun);
        }
        assert_eq!(names(&store, NOW).await, 50);
        assert!(store.known_browsers(&[token("0"), token("1")], NOW).await.unwrap().is_empty(), "the oldest went");
        assert!(!waits(&store).await);
    }
}

/// Ada, signed in twice, the second time in a new browser; the link of its mail.
async fn told(store: &SharedStore) -> Digest {
    store.add_user(&user("ada")).await.unwrap();
    sign_in(store, "one", visit("one"), NOW).await;
    sign_in(store, "two", visit("two"), NOW).await;
    let link = Digest::of("link");
    let linked = store.link_new_sign_in("two", &link, NOW.after(Duration::from_secs(100))).await.unwrap();
    assert_eq!(linked.unwrap().session_id, "two");
    link
}

#[actix_web::test]
async fn a_sign_in_is_disowned_once_and_everything_ends_with_it() {
    for (store, _folder) in stores() {
        let link = told(&store).await;
        let reset = Digest::of("reset");
        let stale = Invitation::Reset { sub: ada() };
        store.add_invitation(&reset, &stale, NOW.after(Duration::from_secs(100)), NOW).await.unwrap();
        assert!(store.new_sign_in(&link, NOW).await.unwrap().is_some(), "a link for a password voids none of these");
        let before = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
        let expires_at = NOW.after(Duration::from_secs(50));
        let fresh: Vec<Digest> = (0..8).map(|number| Digest::of(&format!("fresh {number}"))).collect();
        let pressed = fresh.iter().map(|fresh| store.disown(&link, (fresh, expires_at), NOW));
        let heard: Vec<_> = join_all(pressed).await.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(heard.len(), 1);
        assert!(!heard[0].keeps_password && !heard[0].removed_factors);
        let person = store.user(&ada()).await.unwrap().unwrap();
        assert!(person.password_hash.is_none() && person.credentials_revision > before);
        for id in ["one", "two"] {
            assert!(store.live_session(id, NOW).await.unwrap().is_none(), "{id}");
        }
        assert_eq!(names(&store, NOW).await, 0);
        assert!(store.invitation(&reset, NOW).await.unwrap().is_none(), "links from before are void");
        let mut leading = 0;
        for fresh in &fresh {
            leading +=
                usize::from(store.invitation(fresh, NOW).await.unwrap() == Some(Invitation::Regain { sub: ada() }));
        }
        assert_eq!(leading, 1);
    }
}

/// Signs ada in, with a code of an app that is added on the way where `adds`.
async fn sign_in_with_code(store: &SharedStore, id: &str, visit: Visit, adds: bool, now: Timestamp) {
    let revision = |user: User| user.credentials_revision;
    if adds {
        let by = By::Proof(revision(store.user(&ada()).await.unwrap().unwrap()));
        let added = store.add_totp(&ada(), &KeyMaterial::plain(&[7; 20]), 1, &[], &by, now).await.unwrap();
        assert!(matches!(added, AddFactor::Added { .. }));
    }
    let login = NewLogin {
        session: Session { amr: vec!["pwd".into(), "otp".into(), "mfa".into()], ..session(id, "sub-ada") },
        credentials_revision: revision(store.user(&ada()).await.unwrap().unwrap()),
        replaces: None,
        from: None,
        visit: Some(visit),
        cookie: None,
    };
    assert_eq!(store.begin_session(&login, now).await.unwrap(), Begin::Begun);
}

/// Decision 38. What goes with a sign-in of somebody else is what was added in a browser that was told of, however it was added.
#[actix_web::test]
async fn a_factor_goes_with_the_browser_that_it_was_added_in_and_stays_with_any_other() {
    let later = |seconds| NOW.after(Duration::from_secs(seconds));
    let known = |name: &str, since| Visit { is_known: true, since, ..visit(name) };
    for (how, goes) in [
        ("on the way, told of", true),
        ("on a later way there", true),
        ("in a later login there", true),
        ("in another browser that was told of", true),
        ("on the way, elsewhere", false),
        ("in a login elsewhere", false),
        ("on no way that led anywhere", true),
    ] {
        for (store, _folder) in stores() {
            store.add_user(&user("ada")).await.unwrap();
            sign_in(&store, "one", visit("one"), NOW).await;
            sign_in_with_code(&store, "two", visit("two"), how == "on the way, told of", NOW).await;
            let link = Digest::of("link");
            store.link_new_sign_in("two", &link, later(100)).await.unwrap().unwrap();
            let revision = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
            let secret = KeyMaterial::plain(&[7; 20]);
            let by_login = |id: &str| By::Login { id: id.into(), revision };
            let add = async |by: By| {
                let added = store.add_totp(&ada(), &secret, 1, &[], &by, later(12)).await.unwrap();
                assert!(matches!(added, AddFactor::Added { .. }), "{how}: {added:?}");
            };
            match how {
                "on the way, told of" => {}
                "on a later way there" => {
                    sign_in_with_code(&store, "three", known("two", later(10)), true, later(10)).await;
                }
                "in a later login there" => {
                    sign_in(&store, "three", known("two", later(10)), later(10)).await;
                    add(by_login("three")).await;
                }
                "in another browser that was told of" => {
                    sign_in(&store, "three", Visit { since: later(10), ..visit("three") }, later(10)).await;
                    add(by_login("three")).await;
                }
                "on the way, elsewhere" => {
                    sign_in_with_code(&store, "three", known("one", later(10)), true, later(10)).await;
                }
                "in a login elsewhere" => add(by_login("one")).await,
                _ => add(By::Proof(revision)).await,
            }
            assert!(store.factors(&ada()).await.unwrap().totp.is_some(), "{how}");
            let fresh = (&Digest::of("fresh"), later(90));
            let disowned = store.disown(&link, fresh, later(20)).await.unwrap().unwrap();
            assert_eq!(disowned.removed_factors, goes, "{how}");
            assert_eq!(store.factors(&ada()).await.unwrap().totp.is_none(), goes, "{how}");
            assert!(store.sessions_of(&ada(), later(20)).await.unwrap().is_empty(), "{how}");
        }
    }
}

#[actix_web::test]
async fn a_link_of_a_sign_in_is_void_once_the_password_changed_or_its_time_is_over() {
    for how in ["password", "lock", "time", "removed", "again"] {
        for (store, _folder) in stores() {
            let link = told(&store).await;
            let mut now = NOW;
            match how {
                "password" => store.set_password(&ada(), &Secret::new("h"), false, None, NOW).await.unwrap(),
                "lock" => {
                    store.set_locked(&ada(), true, NOW).await.unwrap();
                    store.set_locked(&ada(), false, NOW).await.unwrap();
                }
                "time" => now = NOW.after(Duration::from_secs(100)),
                "removed" => assert!(store.remove_user(&ada(), NOW).await.unwrap()),
                _ => {
                    let newer = Digest::of("newer");
                    store.link_new_sign_in("two", &newer, NOW.after(Duration::from_secs(100))).await.unwrap();
                    assert!(store.new_sign_in(&newer, NOW).await.unwrap().is_some());
                }
            }
            assert!(store.new_sign_in(&link, now).await.unwrap().is_none(), "{how}");
            let fresh = (&Digest::of("fresh"), now.after(Duration::from_secs(9)));
            assert!(store.disown(&link, fresh, now).await.unwrap().is_none(), "{how}");
            if how == "password" {
                let linked = store.link_new_sign_in("two", &link, now.after(Duration::from_secs(9))).await.unwrap();
                assert!(linked.is_none(), "nor does a mail that waits get another one");
            }
        }
    }
}
