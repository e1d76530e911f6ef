//! The pages of administrators: who may, what can be done, and that it is the same as on the command line.

use std::time::Duration;

use latchkey::config::settings::{BackupSettings, Settings};
use latchkey::endpoints::offers::OFFERS;
use latchkey::jose::Algorithm;
use latchkey::protocol::audit::{Event, Record, What};
use latchkey::protocol::factors::{Passkey, WaysIn};
use latchkey::protocol::mail::Mail;
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{User, UsernameKey};
use latchkey::reconcile;
use latchkey::secret::{Digest, KeyMaterial};
use latchkey::store::audit::Wanted;
use latchkey::store::factors::{AddFactor, By};
use latchkey::store::users::ProfileChange;

use crate::second_factors::send_form_with;
use crate::support::browser::{Page, hidden_in};
use crate::support::mailbox::Mailbox;
use crate::support::provider::PASSWORD;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A provider whose first person, ada, administers, and ben does not.
fn start() -> TestProvider {
    Builder::new().settings(|settings| settings.users[1].is_admin = false).start()
}

/// Signs somebody in who is to get to the pages.
async fn signed_in(provider: &TestProvider, username: &str) -> (Browser, Page) {
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/admin")).await;
    assert!(login.url.ends_with("/login?next=admin"), "{}", login.url);
    let page = browser.submit(&login, &[("username", username), ("password", PASSWORD)]).await;
    (browser, page)
}

async fn person(provider: &TestProvider, username: &str) -> Option<User> {
    provider.provider.store.user_named(&UsernameKey::of(username)).await.unwrap()
}

async fn records(provider: &TestProvider, event: &str) -> Vec<Record> {
    let wanted = Wanted { event: Some(event.to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap()
}

async fn page_of(provider: &TestProvider, browser: &Browser, username: &str) -> Page {
    let user = person(provider, username).await.unwrap();
    browser.visit(&provider.url(&format!("/admin/people/{}", user.sub))).await
}

/// Adds a person by the form.
async fn add(provider: &TestProvider, browser: &Browser, fields: &[(&str, &str)]) -> Page {
    let form = browser.visit(&provider.url("/admin/add-person")).await;
    let answer = send_form_with(browser, &form, "id=\"username\"", fields).await;
    browser.follow(answer).await
}

/// What can be done for a person, each at an address of its own, and something that cannot.
const ACTS: [&str; 13] = [
    "profile",
    "link",
    "mail",
    "lock",
    "unlock",
    "approve",
    "reset-factors",
    "remove-totp",
    "remove-passkey",
    "sign-out",
    "session",
    "remove",
    "x",
];

#[test]
fn whatever_can_be_done_for_a_person_is_among_what_is_tried() {
    let source = include_str!("../../src/endpoints/admin/person_forms.rs");
    let arms = source.split("match what {").nth(1).unwrap().split("_ => ").next().unwrap();
    let mut done: Vec<&str> = arms
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => "))
        .map(|(act, _)| act)
        .collect();
    let mut tried: Vec<&str> = ACTS.into_iter().filter(|act| *act != "x").collect();
    done.sort_unstable();
    tried.sort_unstable();
    assert_eq!(done, tried);
}

/// SEC-73. What is below `/admin` is listed by the one table of all addresses.
#[actix_web::test]
async fn whatever_is_below_admin_asks_who_may() {
    let provider = start();
    let (ben, refused) = signed_in(&provider, "ben").await;
    assert!(refused.status == 403 && refused.body.contains("for administrators"), "{}", refused.body);
    let account = ben.visit(&provider.url("/")).await;
    assert!(!account.body.contains("to-admin"), "{}", account.body);
    let (ada, shown) = signed_in(&provider, "ada").await;
    assert!(shown.status == 200 && shown.body.contains("What happened last"), "{}", shown.body);
    let account = ada.visit(&provider.url("/")).await;
    assert!(account.body.contains("id=\"to-admin\""), "{}", account.body);
    let bens = account_token(&ben, &provider).await;
    let adas = account_token(&ada, &provider).await;
    let sub = person(&provider, "ben").await.unwrap().sub;

    let mut tried = 0;
    for offer in OFFERS.iter().filter(|offer| offer.route.starts_with("/admin")) {
        let paths: Vec<String> = match offer.route.contains("{what}") {
            true => {
                ACTS.iter().map(|what| offer.route.replace("{sub}", sub.as_str()).replace("{what}", what)).collect()
            }
            false if ["/admin/app", "/admin/app/connect", "/admin/app/try"].contains(&offer.route) => {
                vec![format!("{}?client_id=app", offer.route)]
            }
            false => vec![offer.route.replace("{sub}", sub.as_str())],
        };
        for url in paths.iter().map(|path| provider.url(path)) {
            tried += 1;
            if offer.methods.contains(&"GET") {
                let stranger = Browser::new().get(&url).await;
                assert!(stranger.location().unwrap().ends_with("/login?next=admin"), "{url}");
                assert_eq!(ben.get(&url).await.status, 403, "{url}");
                assert_eq!(ada.get(&url).await.status, 200, "{url}");
            }
            if offer.methods.contains(&"POST") {
                assert_eq!(Browser::new().post(&url, &[("csrf", &adas)]).await.status, 403, "{url}");
                let refused = ben.post(&url, &[("csrf", &bens)]).await;
                assert_eq!(refused.status, 403, "{url}");
                assert!(
                    refused.body.contains("for administrators"),
                    "{url}: his form, and not for him: {}",
                    refused.body
                );
                assert_eq!(ada.post(&url, &[("csrf", &bens)]).await.status, 403, "{url}: another browser's form");
                assert_eq!(ada.post(&url, &[]).await.status, 403, "{url}: no form of ours");
            }
        }
    }
    assert!(tried >= 19, "{tried}");
    let untouched = person(&provider, "ben").await.unwrap();
    assert!(!untouched.locked && untouched.credentials_revision == 1);

    provider.advance(16 * 60);
    for path in ["/admin", "/admin/people", "/admin/activity"] {
        let stale = ada.get(&provider.url(path)).await;
        assert!(stale.location().unwrap().ends_with("/login?again=1&next=admin"), "{path}");
    }
    let stale = ada.post(&provider.url(&format!("/admin/people/{sub}/lock")), &[("csrf", &adas)]).await;
    assert!(stale.location().unwrap().ends_with("/login?again=1&next=admin"));
    assert!(!person(&provider, "ben").await.unwrap().locked);
}

/// The token of the forms of somebody's account page.
async fn account_token(browser: &Browser, provider: &TestProvider) -> String {
    let page = browser.visit(&provider.url("/")).await;
    hidden_in(&page.body).into_iter().find(|(name, _)| name == "csrf").unwrap().1
}

#[actix_web::test]
async fn one_line_turns_them_off() {
    let provider = Builder::new().settings(|settings| settings.admin.enabled = false).start();
    let browser = Browser::new();
    RelyingParty::new(&provider).sign_in(&browser, &[]).await;
    for path in ["/admin", "/admin/people", "/admin/activity"] {
        assert_eq!(browser.get(&provider.url(path)).await.status, 404, "{path}");
    }
    assert!(!browser.visit(&provider.url("/")).await.body.contains("to-admin"));
}

#[actix_web::test]
async fn a_person_is_added_gets_a_link_and_signs_in() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let fields = [
        ("username", "grace"),
        ("name", "Grace Hopper"),
        ("email", "grace@example.com"),
        ("groups", "navy, family,navy"),
    ];
    let page = add(&provider, &ada, &fields).await;
    assert!(page.body.contains("The account is added."), "{}", page.body);
    let grace = person(&provider, "grace").await.unwrap();
    assert_eq!((grace.groups.as_slice(), grace.is_admin), (["navy".to_owned(), "family".to_owned()].as_slice(), false));
    let added = records(&provider, "user.add").await;
    let added = added.iter().find(|record| record.sub.as_deref() == Some(grace.sub.as_str())).unwrap();
    let administrator = person(&provider, "ada").await.unwrap().sub;
    assert_eq!(
        (added.actor.clone(), added.sub.as_deref()),
        (format!("person:{administrator}"), Some(grace.sub.as_str()))
    );
    assert_eq!(added.ip, "127.0.0.1");

    let shown = send_form_with(&ada, &page, "id=\"make-link\"", &[]).await;
    assert!(shown.status == 200 && shown.body.contains("<svg class=\"qr\""), "{}", shown.body);
    let link = shown.body.split("id=\"link\">").nth(1).unwrap().split('<').next().unwrap().replace("&#x2F;", "/");
    let browser = Browser::new();
    let choose = browser.visit(&link).await;
    let account = browser.submit(&choose, &[("password", "five louder otters")]).await;
    assert!(account.body.contains("Grace Hopper"), "{}", account.body);

    for (fields, words) in [
        ([("username", "GRACE"), ("email", "")], "belongs to another account"),
        ([("username", "a b"), ("email", "")], "must not contain spaces"),
        ([("username", "carl"), ("email", "carl")], "does not look like an email address"),
    ] {
        let refused = add(&provider, &ada, &fields).await;
        assert!(refused.status == 422 && refused.body.contains(words), "{words}: {}", refused.body);
        assert!(refused.body.contains(&format!("value=\"{}\"", fields[0].1)), "what was typed stays");
    }
}

#[actix_web::test]
async fn a_person_is_changed_locked_signed_out_and_removed() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    add(&provider, &ada, &[("username", "grace"), ("email", "grace@example.com")]).await;
    let grace = person(&provider, "grace").await.unwrap();
    let hash = person(&provider, "ben").await.unwrap().password_hash.unwrap();
    provider.provider.store.set_password(&grace.sub, &hash, false, None, provider.provider.now()).await.unwrap();
    let here = Browser::new();
    let login = here.visit(&provider.url("/login")).await;
    here.submit(&login, &[("username", "grace"), ("password", PASSWORD)]).await;

    let page = page_of(&provider, &ada, "grace").await;
    let saved = [("username", "ghopper"), ("name", "Grace"), ("email", "g@example.com"), ("groups", "navy")];
    let page = ada.follow(send_form_with(&ada, &page, "id=\"save\"", &saved).await).await;
    assert!(page.body.contains("The changes are saved."), "{}", page.body);
    let changed = person(&provider, "ghopper").await.unwrap();
    assert_eq!((changed.groups, changed.email_verified, changed.sub), (vec!["navy".into()], false, grace.sub.clone()));

    let page = ada.follow(send_form_with(&ada, &page, "id=\"sign-out\"", &[]).await).await;
    assert!(page.body.contains("Not signed in anywhere."), "{}", page.body);
    assert!(!here.visit(&provider.url("/")).await.body.contains("id=\"logout\""));
    assert_eq!(records(&provider, "session.end").await[0].detail()["cause"], "operator");

    let page = ada.follow(send_form_with(&ada, &page, "id=\"lock\"", &[]).await).await;
    assert!(page.body.contains("The account is locked") && page.body.contains("id=\"unlock\""), "{}", page.body);
    let login = here.visit(&provider.url("/login")).await;
    let refused = here.submit(&login, &[("username", "ghopper"), ("password", PASSWORD)]).await;
    assert_eq!(refused.status, 401);
    let page = ada.follow(send_form_with(&ada, &page, "id=\"unlock\"", &[]).await).await;
    assert!(page.body.contains("The account is unlocked."), "{}", page.body);

    let kept = send_form_with(&ada, &page, "id=\"confirm\"", &[("confirm", "grace")]).await;
    assert!(kept.status == 422 && kept.body.contains("type the username ghopper"), "{}", kept.body);
    let gone = ada.follow(send_form_with(&ada, &page, "id=\"confirm\"", &[("confirm", "ghopper")]).await).await;
    assert!(gone.url.ends_with("/admin/people") && person(&provider, "ghopper").await.is_none(), "{}", gone.url);
    assert_eq!(ada.get(&provider.url(&format!("/admin/people/{}", grace.sub))).await.status, 404);
    let removed = &records(&provider, "user.remove").await[0];
    assert!(removed.actor.starts_with("person:") && removed.detail()["username"] == "ghopper");
}

#[actix_web::test]
async fn one_second_factor_is_removed_and_the_only_way_in_is_kept() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    add(&provider, &ada, &[("username", "grace"), ("email", "grace@example.com")]).await;
    let grace = person(&provider, "grace").await.unwrap();
    let (store, now) = (&provider.provider.store, provider.provider.now());
    let phone = Passkey {
        id: b"phone".to_vec(),
        sub: grace.sub.clone(),
        name: "Phone".into(),
        public_key: vec![1, 2, 3],
        sign_count: 0,
        aaguid: [9; 16],
        backup_eligible: true,
        backed_up: true,
        transports: vec!["internal".into()],
        created_at: now,
        last_used: now,
        signs_in: true,
    };
    let proven = By::Proof(grace.credentials_revision);
    let AddFactor::Added { revision } = store.add_passkey(&phone, &[Digest::of("code")], &proven, now).await.unwrap()
    else {
        panic!("it is not added");
    };
    let secret = KeyMaterial::plain(&[7; 20]);
    store.add_totp(&grace.sub, &secret, 1, &[], &By::Proof(revision), now).await.unwrap();

    let page = page_of(&provider, &ada, "grace").await;
    assert!(page.body.contains("Phone") && page.body.contains("id=\"remove-totp\""), "{}", page.body);
    let kept = send_form_with(&ada, &page, "name=\"id\"", &[]).await;
    assert!(kept.status == 422 && kept.body.contains("no other passkey signs them in"), "{}", kept.body);
    let hash = person(&provider, "ben").await.unwrap().password_hash.unwrap();
    store.set_password(&grace.sub, &hash, false, None, now).await.unwrap();
    let page = ada.follow(send_form_with(&ada, &page, "name=\"id\"", &[]).await).await;
    assert!(page.body.contains("It is removed.") && !page.body.contains("name=\"id\""), "{}", page.body);
    let left = store.factors(&grace.sub).await.unwrap();
    assert_eq!((left.passkeys.len(), left.totp.is_some(), left.recovery_codes), (0, true, 1));

    let done = ada.follow(send_form_with(&ada, &page, "id=\"remove-totp\"", &[]).await).await;
    assert!(done.body.contains("It is removed.") && !done.body.contains("id=\"remove-totp\""), "{}", done.body);
    let left = store.factors(&grace.sub).await.unwrap();
    assert!(left.totp.is_none() && left.recovery_codes == 0, "the codes go with the last one");
    let adas = format!("person:{}", person(&provider, "ada").await.unwrap().sub);
    for event in ["passkey.remove", "totp.remove"] {
        let removed = &records(&provider, event).await[0];
        assert_eq!((&removed.actor, removed.sub.as_deref()), (&adas, Some(grace.sub.as_str())), "{event}");
    }
    let again = send_form_with(&ada, &page, "id=\"remove-totp\"", &[]).await;
    assert!(again.status == 422 && again.body.contains("changed meanwhile"), "{}", again.body);
}

#[actix_web::test]
async fn what_the_file_defines_is_shown_with_its_place_and_not_changed() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let page = page_of(&provider, &ada, "ben").await;
    assert!(page.body.contains("defined in <code>config.toml:1"), "{}", page.body);
    for absent in ["id=\"save\"", "id=\"lock\"", "id=\"make-link\"", "id=\"confirm\""] {
        assert!(!page.body.contains(absent), "{absent}: {}", page.body);
    }
    let token = account_token(&ada, &provider).await;
    let sub = person(&provider, "ben").await.unwrap().sub;
    for (what, words) in [
        ("lock", "change `locked` there"),
        ("profile", "change `username`"),
        ("link", "change `password_hash` there"),
        ("mail", "change `password_hash` there"),
        ("remove", "remove the entry there first"),
    ] {
        let url = provider.url(&format!("/admin/people/{sub}/{what}"));
        let fields = [("csrf", token.as_str()), ("confirm", "ben"), ("username", "benny")];
        let refused = ada.post(&url, &fields).await;
        let body = refused.body.replace("&#96;", "`");
        assert!(refused.status == 422 && body.contains(words), "{what}: {body}");
    }
    assert!(!person(&provider, "ben").await.unwrap().locked);
}

#[actix_web::test]
async fn the_last_administrator_is_neither_locked_nor_removed_nor_unmade() {
    let provider = Builder::new().settings(|settings| settings.users.clear()).start();
    let store = &provider.provider.store;
    let now = provider.provider.now();
    let person = |name: &str, is_admin| latchkey::people::NewPerson {
        username: name.to_owned(),
        is_admin,
        password_hash: Some(latchkey::secret::Secret::new("hash")),
        ..latchkey::people::NewPerson::default()
    };
    let add = async |name, is_admin| {
        latchkey::people::add(store.as_ref(), person(name, is_admin), now).await.unwrap().unwrap()
    };
    let (first, second) = (add("first", true).await, add("second", true).await);
    let unmade = ProfileChange { is_admin: Some(false), ..ProfileChange::default() };
    // Both at once: one of them stays.
    let both = futures_util::future::join(
        latchkey::people::lock(store.as_ref(), &[], &first, WaysIn::BOTH, now),
        latchkey::people::lock(store.as_ref(), &[], &second, WaysIn::BOTH, now),
    );
    let (one, other) = both.await;
    let refused: Vec<String> = [one.unwrap(), other.unwrap()]
        .into_iter()
        .filter_map(|outcome| outcome.err().map(|refused| refused.to_string()))
        .collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].contains("is the last administrator who can sign in"), "{refused:?}");
    let last = if store.user(&first.sub).await.unwrap().unwrap().locked { second } else { first };
    let changed = latchkey::people::change(store.as_ref(), &[], &last, &unmade, WaysIn::BOTH, now).await.unwrap();
    assert!(changed.unwrap_err().to_string().contains("the last administrator"));
    let removed = latchkey::people::remove(store.as_ref(), &[], &last, WaysIn::BOTH, now).await.unwrap();
    assert!(removed.unwrap_err().to_string().contains("the last administrator"));
    let third = add("third", true).await;
    latchkey::people::change(store.as_ref(), &[], &third, &unmade, WaysIn::BOTH, now).await.unwrap().unwrap();
    assert!(store.user(&last.sub).await.unwrap().unwrap().is_admin);
}

#[actix_web::test]
async fn people_are_found_and_listed_page_by_page() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let now = provider.provider.now();
    for number in 0..60 {
        let person = latchkey::people::NewPerson {
            username: format!("p{number:02}"),
            name: Some(format!("Person 100% {number}")),
            groups: if number % 30 == 0 { vec!["rare".into()] } else { Vec::new() },
            ..latchkey::people::NewPerson::default()
        };
        latchkey::people::add(provider.provider.store.as_ref(), person, now).await.unwrap().unwrap();
    }
    let list = async |query: &str| ada.visit(&provider.url(&format!("/admin/people{query}"))).await;
    let names = |page: &Page| {
        let rows = page.body.split("<ul class=\"rows\">").nth(1).unwrap_or_default();
        rows.split("<span class=\"sub\"><bdi>")
            .skip(1)
            .map(|row| row.split('<').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    for sort in ["", "?sort=newest"] {
        let first = list(sort).await;
        assert_eq!(names(&first).len(), 50, "{}", first.body);
        let next = first.body.split("id=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let next = next.replace("&amp;", "&").replace("&#x2F;", "/");
        let second = ada.visit(url::Url::parse(&provider.issuer).unwrap().join(&next).unwrap().as_ref()).await;
        let mut all = [names(&first), names(&second)].concat();
        assert_eq!(all.len(), 62, "{sort}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 62, "{sort}: each once");
    }
    assert_eq!(names(&list("?q=P07").await), ["p07"]);
    assert_eq!(names(&list("?q=100%25+5").await).len(), 11);
    assert_eq!(names(&list("?q=%25").await).len(), 50, "a percent sign is one");
    assert!(names(&list("?q=_").await).is_empty());
    assert!(names(&list("?q=nickname").await).is_empty(), "names of claims are not found");
    assert_eq!(names(&list("?q=BEN%40EXAMPLE").await), ["ben"]);
    assert_eq!(names(&list("?group=rare").await), ["p00", "p30"]);
    assert_eq!(names(&list("?only=administrators").await), ["ada"]);
    let groups = ada.visit(&provider.url("/admin/groups")).await;
    assert!(groups.body.contains("<bdi>rare</bdi>") && groups.body.contains("2 people"), "{}", groups.body);
}

#[actix_web::test]
async fn sessions_claims_and_activity_are_shown() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let app = RelyingParty::new(&provider);
    let bens = Browser::new();
    let back = app.sign_in_as("ben", &bens, &[]).await;
    assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
    let sessions = ada.visit(&provider.url("/admin/sessions")).await;
    assert!(sessions.body.contains("<bdi>ben</bdi>") && sessions.body.contains("<bdi>ada</bdi>"), "{}", sessions.body);
    let sub = person(&provider, "ben").await.unwrap().sub;
    let of_ben = provider.provider.store.sessions_of(&sub, provider.provider.now()).await.unwrap();
    assert!(!sessions.body.contains(&of_ben[0].id));
    let ended = send_form_with(&ada, &sessions, &format!("value=\"{sub}\""), &[]).await;
    assert!(ada.follow(ended).await.body.contains("The session has ended."));
    assert!(provider.provider.store.sessions_of(&sub, provider.provider.now()).await.unwrap().is_empty());

    let preview = ada.visit(&provider.url(&format!("/admin/people/{sub}?app=app"))).await;
    let text = preview.body.replace("&quot;", "\"");
    assert!(
        text.contains("\"email\": \"ben@example.com\"") && text.contains("\"preferred_username\": \"ben\""),
        "{text}"
    );

    let looked = records(&provider, "claims.preview").await;
    let actor = format!("person:{}", person(&provider, "ada").await.unwrap().sub);
    assert_eq!(looked.len(), 1, "{looked:?}");
    assert_eq!(crate::audit::who(&looked[0]), (actor.as_str(), Some(sub.as_str()), Some("app")));
    let again = Browser::new();
    app.sign_in_as("ben", &again, &[]).await;
    let own = again.visit(&provider.url("/account/activity")).await;
    assert!(own.body.contains("would be told of this account"), "{}", own.body);

    let activity = ada.visit(&provider.url(&format!("/admin/activity?person={sub}"))).await;
    assert!(activity.body.contains("Signed in with a password"), "{}", activity.body);
    assert!(activity.body.contains("signed out by an administrator"), "{}", activity.body);
    let only = ada.visit(&provider.url("/admin/activity?event=session")).await;
    assert!(!only.body.contains("Signed in with"), "{}", only.body);
    for odd in ["?before=zzz", "?event=nothing", "?person=nobody", "?before=%27"] {
        assert_eq!(ada.visit(&provider.url(&format!("/admin/activity{odd}"))).await.status, 200, "{odd}");
    }
    let own = ada.visit(&provider.url("/account/activity")).await;
    assert!(own.status == 200 && own.body.contains("Signed in with a password"), "{}", own.body);
    assert!(!own.body.contains("ben"), "{}", own.body);
    assert!(Cause::Operator.as_str() == "operator");
}

/// The keys' page says what `latchkey keys list` says, and when the next key comes.
#[actix_web::test]
async fn a_person_has_a_picture_and_a_list_of_when_each_device_was_signed_in() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    assert!(!page_of(&provider, &ada, "ben").await.body.contains("Signed in during the last two weeks"));
    let bens = Browser::new();
    RelyingParty::new(&provider).sign_in_as("ben", &bens, &[]).await;
    provider.advance(3_600);
    let now = provider.provider.now();
    let sub = person(&provider, "ben").await.unwrap().sub;
    // Administrators sign in anew after a while.
    let page = page_of(&provider, &signed_in(&provider, "ada").await.0, "ben").await;
    let count = |page: &Page, part: &str| page.body.matches(part).count();
    let (bar, mark) = ("<rect class=\"signing\" x=", "<circle class=\"one\" cx=");
    // Each kind of mark is in the legend once.
    assert_eq!((count(&page, bar), count(&page, mark)), (1, 2), "{}", page.body);
    assert!(page.body.contains("<li>Signed in since <time"), "{}", page.body);
    assert!(page.body.contains("</time> · Signed in with a password</li>"), "{}", page.body);
    assert!(!page.body.contains("style="), "{}", page.body);

    provider.provider.store.end_every_session(&sub, Cause::Operator, now).await.unwrap();
    let failed = Event::of(What::LoginFail, &sub).with("method", "password");
    provider.provider.store.record(&failed, now).await.unwrap();
    provider.advance(3_600);
    let page = page_of(&provider, &signed_in(&provider, "ada").await.0, "ben").await;
    assert_eq!(count(&page, bar), 1, "{}", page.body);
    assert!(page.body.contains("<li>Signed in from <time"), "{}", page.body);
    assert_eq!(count(&page, "<rect class=\"failed\""), 2, "{}", page.body);

    provider.advance(15 * 86_400);
    let page = page_of(&provider, &signed_in(&provider, "ada").await.0, "ben").await;
    assert!(!page.body.contains("Signed in during the last two weeks"), "{}", page.body);
}

#[actix_web::test]
async fn people_see_the_same_picture_of_themselves_below_their_newest_activity() {
    let provider = start();
    let (phone, laptop) = (Browser::new(), Browser::new());
    let app = RelyingParty::new(&provider);
    app.sign_in_as("ben", &phone, &[]).await;
    app.sign_in_as("ada", &laptop, &[]).await;
    provider.advance(3_600);
    let own = phone.visit(&provider.url("/account/activity")).await;
    let (_, picture) = own.body.split_once("id=\"presence\"").unwrap_or_else(|| panic!("no picture: {}", own.body));
    assert!(
        picture.contains("aria-label=\"When you were signed in, for each device. The same follows as a list.\""),
        "{picture}"
    );
    // The other mark is in the legend.
    let (bar, mark) = ("<rect class=\"signing\" x=", "<circle class=\"one\" cx=");
    assert_eq!((picture.matches(bar).count(), picture.matches(mark).count()), (1, 2), "{picture}");
    assert!(picture.contains("<li>Signed in since <time") && !own.body.contains("style="), "{picture}");

    // Nobody sees what others did, and pages of older records have no picture.
    let ben = person(&provider, "ben").await.unwrap();
    for _ in 0..40 {
        let failed = Event::of(What::LoginFail, &ben.sub).with("method", "password");
        provider.provider.store.record(&failed, provider.provider.now()).await.unwrap();
    }
    let ada = laptop.visit(&provider.url("/account/activity")).await;
    assert_eq!(ada.body.matches("<rect class=\"failed\"").count(), 1, "the legend: {}", ada.body);
    let own = phone.visit(&provider.url("/account/activity")).await;
    let older = own.body.split("id=\"older\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let page = phone.visit(url::Url::parse(&own.url).unwrap().join(&older).unwrap().as_str()).await;
    assert!(page.status == 200 && !page.body.contains("id=\"presence\""), "{}", page.body);
}

#[actix_web::test]
async fn the_page_of_keys_has_each_with_its_state_its_times_and_a_bar_on_the_timeline() {
    let yearly = |settings: &mut Settings| {
        settings.keys.rotate_every = Some(Duration::from_secs(365 * 86_400));
    };
    let provider = Builder::new().settings(yearly).start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let live = provider.provider.live().clone();
    let (store, keys) = (provider.provider.store.as_ref(), &live.settings.keys);
    let refresh = async || {
        let (lives, now) = (live.settings.longest_lives(), provider.provider.now());
        latchkey::key_rotation::load(store, keys, lives, now).await.unwrap();
    };
    let first = store.key_records().await.unwrap();
    let page = ada.visit(&provider.url("/admin/keys")).await;
    for record in &first {
        assert!(page.body.contains(&format!("dir=\"ltr\">{}</span>", record.kid)), "{}", page.body);
    }
    assert_eq!(page.body.matches("next key <time").count(), first.len(), "{}", page.body);
    assert_eq!(page.body.matches("class=\"signing\" x=").count(), first.len());
    assert!(page.body.contains("role=\"img\" aria-label=\"Timeline of the keys."));
    for secret in ["style=", "PRIVATE", "<script>"] {
        assert!(!page.body.contains(secret), "{secret}");
    }

    let now = provider.provider.now();
    latchkey::key_rotation::rotate(store, keys, Duration::from_secs(600), now).await.unwrap();
    let page = ada.visit(&provider.url("/admin/keys")).await;
    assert_eq!(page.body.matches("<span class=\"tag\">published</span>").count(), first.len(), "{}", page.body);
    provider.advance(700);
    refresh().await;
    let page = ada.visit(&provider.url("/admin/keys")).await;
    assert_eq!(page.body.matches("<span class=\"tag plain\">retired</span>").count(), first.len(), "{}", page.body);
    assert!(page.body.contains("published until <time") && page.body.contains("decrypts until <time"));
    assert!(page.body.contains("class=\"retired\" x="), "{}", page.body);
}

/// What the page of health says of a part, without its markup.
fn part_of<'a>(page: &'a Page, id: &str) -> &'a str {
    page.body.split(&format!("<li id=\"{id}\">")).nth(1).and_then(|part| part.split("</li>").next()).unwrap()
}

/// The page of health says what `/readyz` and `/metrics` say.
#[actix_web::test]
async fn the_page_of_health_tells_what_is_well_and_what_to_do_where_something_is_not() {
    let (folder, mailbox) = (tempfile::tempdir().unwrap(), Mailbox::open());
    let (dir, smtp) = (folder.path().to_owned(), mailbox.settings());
    // Another process is at it, so that the server makes none while the test looks.
    let held = std::fs::File::create(dir.join(".latchkey.lock")).unwrap();
    held.lock().unwrap();
    let provider = Builder::new()
        .settings(|settings| {
            settings.smtp = Some(smtp);
            settings.storage.backup = Some(BackupSettings { dir, keep: 7, at: Duration::ZERO });
        })
        .start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let (server, now) = (&provider.provider, provider.provider.now());
    let is_file = server.live().settings.storage.database.file().is_some();
    let shown = async || ada.visit(&provider.url("/admin/health")).await;

    let page = shown().await;
    assert!(page.body.contains("Everything is in order."), "{}", page.body);
    assert!(part_of(&page, "database").contains("schema version"), "{}", page.body);
    assert!(part_of(&page, "configuration").contains(&server.live().settings.digest));
    assert!(part_of(&page, "keys").contains("RS256: since <time") && part_of(&page, "mail").contains("waiting: 0"));
    let backup = if is_file { "none yet" } else { "not set up" };
    assert!(part_of(&page, "backup").contains(backup) && !page.body.contains("style="), "{}", page.body);

    server.metrics.config_reloaded(true, now);
    server.metrics.backed_up(now);
    let page = shown().await;
    assert!(page.body.contains("Everything is in order."), "{}", page.body);
    assert!(part_of(&page, "configuration").contains("reloaded <time"), "{}", page.body);
    assert!(!is_file || part_of(&page, "backup").contains("made and checked <time"), "{}", page.body);

    server.metrics.config_reloaded(false, now);
    server.metrics.backup_failed();
    server.metrics.mail_tried(false, now);
    // Due in an hour, so that it waits for as long as the test.
    let later = now.after(Duration::from_secs(3_600));
    let sub = person(&provider, "ben").await.unwrap().sub;
    server.store.queue_mail(&Mail::Invitation { sub }, later).await.unwrap();
    let page = shown().await;
    assert!(page.body.contains("Something needs a look"), "{}", page.body);
    for (part, words) in [
        ("configuration", ["reload refused <time", "<code>latchkey check</code>"]),
        ("backup", ["needs a look", "A backup is due and could not be made."]),
        ("mail", ["last failure <time", "<code>latchkey mail test ADDRESS</code>"]),
    ] {
        let is_told = words.iter().all(|words| part_of(&page, part).contains(words));
        assert!(is_told || part == "backup" && !is_file, "{part}: {}", page.body);
    }
    assert!(part_of(&page, "mail").contains("waiting: 1") && part_of(&page, "mail").contains("the oldest <time"));

    let mut settings = server.live().settings.clone();
    settings.keys.algorithms.push(Algorithm::PS512);
    server.replace(settings);
    let page = shown().await;
    assert!(part_of(&page, "keys").contains("No key signs by PS512."), "{}", page.body);
    let ready = ada.get(&provider.url("/readyz")).await;
    assert!(ready.status == 503 && ready.body.contains("a signing key is missing"), "{}", ready.body);
}

#[actix_web::test]
async fn the_page_of_health_says_that_this_node_has_an_older_file_and_what_to_do() {
    let provider = Builder::new().settings(|settings| settings.revision = Some(6)).start_one();
    let (ada, _) = signed_in(&provider, "ada").await;
    let server = &provider.provider;
    let configuration = async || {
        let page = ada.visit(&provider.url("/admin/health")).await;
        part_of(&page, "configuration").to_owned()
    };
    assert!(!configuration().await.contains("<p>"));

    let mut newer = server.live().settings.clone();
    newer.revision = Some(7);
    reconcile::reconcile_again(server.store.as_ref(), &newer, server.now()).await.unwrap();
    let told = configuration().await;
    assert!(
        told.contains("its <code>revision</code> is 6, and 7 is in force") && told.contains("needs a look"),
        "{told}"
    );
    assert!(!told.contains("latchkey check"), "no reload was refused: {told}");

    let mut without = server.live().settings.clone();
    without.revision = None;
    server.replace(without);
    let told = configuration().await;
    assert!(told.contains("Write <code>revision = 8</code> at its top"), "{told}");
    server.replace(newer);
    assert!(!configuration().await.contains("<p>"));
}

#[actix_web::test]
async fn what_is_not_set_up_is_no_fault() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let page = ada.visit(&provider.url("/admin/health")).await;
    assert!(page.body.contains("Everything is in order."), "{}", page.body);
    assert!(part_of(&page, "mail").contains("not set up") && part_of(&page, "backup").contains("not set up"));
}

#[actix_web::test]
async fn the_overview_has_the_sign_ins_of_a_day_as_a_picture_and_in_numbers() {
    let provider = start();
    let (ada, _) = signed_in(&provider, "ada").await;
    let failed = Event::new(What::LoginFail).with("count", "7");
    provider.provider.store.record(&failed, provider.provider.now()).await.unwrap();
    let page = ada.visit(&provider.url("/admin")).await;
    let words = "aria-label=\"Signed in: 1. Failed: 7. The numbers of each hour follow.\"";
    assert!(page.body.contains(words), "{}", page.body);
    assert_eq!(page.body.matches("<rect class=\"failed\" x=\"").count(), 1, "{}", page.body);
    assert!(page.body.contains("</time> · signed in: 1 · failed: 7</li>"), "{}", page.body);
    assert!(!page.body.contains("style="), "{}", page.body);

    let keys = provider.provider.store.key_records().await.unwrap();
    let timeline = page.body.split("aria-label=\"Timeline of the keys. The page of the keys says").nth(1).unwrap();
    let timeline = timeline.split("</figure>").next().unwrap();
    assert_eq!(timeline.matches("class=\"signing\" x=").count(), keys.len(), "{timeline}");

    provider.advance(25 * 3_600);
    let (_, page) = signed_in(&provider, "ada").await;
    assert!(page.body.contains("Signed in: 1. Failed: 0."), "what is older than a day is not counted: {}", page.body);
}
