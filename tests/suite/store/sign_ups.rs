//! Accounts that people make: as many as a link allows, and one of each name.

use futures_util::future::join_all;
use latchkey::protocol::sign_up::SignUpLink;
use latchkey::secret::Digest;
use latchkey::store::sign_ups::{LinkMailed, NewAccount, SignedUp};
use latchkey::store::{SharedStore, people::WantedPeople};

use super::{NOW, Subject, User, stores, user};

fn guest(username: &str, email: Option<&str>) -> NewAccount {
    let person = User {
        sub: Subject::new(format!("sub-{username}")),
        email: email.map(str::to_owned),
        ..User::nobody(username)
    };
    NewAccount { user: person, first_passkey: None, to_confirm: None, waits: false }
}

async fn link(store: &SharedStore, text: &str, uses_left: u32) -> Digest {
    let link = SignUpLink {
        email: None,
        interaction: None,
        uses_left,
        expires_at: NOW.after(std::time::Duration::from_secs(60)),
    };
    store.add_sign_up_link(&Digest::of(text), &link, NOW).await.unwrap();
    Digest::of(text)
}

#[actix_web::test]
async fn a_link_counts_as_often_as_it_says_of_many_at_once() {
    for (store, _folder) in stores() {
        let link = link(&store, "a", 3).await;
        let guests: Vec<NewAccount> = (0..9).map(|number| guest(&format!("g{number}"), None)).collect();
        let outcomes = join_all(guests.iter().map(|guest| store.sign_up(&link, guest, NOW))).await;
        let added = outcomes.iter().filter(|outcome| matches!(outcome, Ok(SignedUp::Added))).count();
        let gone = outcomes.iter().filter(|outcome| matches!(outcome, Ok(SignedUp::LinkGone))).count();
        assert_eq!((added, gone), (3, 6), "{outcomes:?}");
        assert!(store.sign_up_link(&link, NOW).await.unwrap().is_none());
    }
}

#[actix_web::test]
async fn of_two_of_one_name_or_address_one_is_made_and_the_link_of_the_other_is_good_still() {
    for (store, _folder) in stores() {
        let (one, two) = (link(&store, "a", 1).await, link(&store, "b", 1).await);
        let (grace, other) = (guest("grace", Some("g@example.com")), guest("GRACE", None));
        let (a, b) = tokio::join!(store.sign_up(&one, &grace, NOW), store.sign_up(&two, &other, NOW));
        let outcomes = [a.unwrap(), b.unwrap()];
        assert!(outcomes.contains(&SignedUp::Added) && outcomes.contains(&SignedUp::UsernameTaken), "{outcomes:?}");
        let left = if outcomes[0] == SignedUp::Added { &two } else { &one };
        assert!(store.sign_up_link(left, NOW).await.unwrap().is_some());
    }
    for (store, _folder) in stores() {
        store.add_user(&user("ada")).await.unwrap();
        let link = link(&store, "a", 1).await;
        let email = user("ada").email.unwrap();
        let taken = store.sign_up(&link, &guest("grace", Some(&email)), NOW).await.unwrap();
        assert_eq!(taken, SignedUp::EmailTaken);
        assert!(store.user(&Subject::new("sub-grace")).await.unwrap().is_none());
    }
}

#[actix_web::test]
async fn an_address_that_got_an_account_voids_its_other_links_and_gets_no_more() {
    for (store, _folder) in stores() {
        for text in ["a", "b"] {
            let made = store.add_mailed_link(&Digest::of(text), "g@example.com", None, NOW).await.unwrap();
            assert_eq!(made, LinkMailed::Made);
        }
        let grace = guest("grace", Some("g@example.com"));
        assert_eq!(store.sign_up(&Digest::of("a"), &grace, NOW).await.unwrap(), SignedUp::Added);
        assert!(store.sign_up_link(&Digest::of("b"), NOW).await.unwrap().is_none());
        let again = store.add_mailed_link(&Digest::of("c"), "G@example.com", None, NOW).await.unwrap();
        assert_eq!(again, LinkMailed::HasAccount);
        assert!(store.sign_up_link(&Digest::of("c"), NOW).await.unwrap().is_none());
    }
}

#[actix_web::test]
async fn who_waits_is_approved_once_of_many_at_once() {
    for (store, _folder) in stores() {
        let link = link(&store, "a", 1).await;
        let grace = guest("grace", None);
        let waits = NewAccount { user: User { locked: true, ..grace.user.clone() }, waits: true, ..grace };
        store.sign_up(&link, &waits, NOW).await.unwrap();
        let wanted = WantedPeople { waiting: true, limit: 9, ..WantedPeople::default() };
        assert_eq!(store.find_people(&wanted).await.unwrap().len(), 1);
        assert_eq!(store.count_waiting().await.unwrap(), 1);
        let sub = Subject::new("sub-grace");
        let outcomes = join_all((0..5).map(|_| store.approve(&sub, NOW))).await;
        assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count(), 1);
        assert!(!store.user(&sub).await.unwrap().unwrap().locked);
        assert!(store.find_people(&wanted).await.unwrap().is_empty());
        assert!(store.waiting(&sub).await.unwrap().is_none());
    }
}
