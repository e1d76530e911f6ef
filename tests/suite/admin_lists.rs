//! The lists of administrators: what a search finds there, in which order, and that the next page keeps both.

use std::time::Duration;

use latchkey::config::settings::Settings;
use latchkey::people::NewPerson;
use latchkey::protocol::audit::{Event, What};
use latchkey::protocol::client::Client;
use latchkey::protocol::session::{Cause, Session};
use latchkey::protocol::user::{User, UsernameKey};
use latchkey::store::sessions::{Begin, NewLogin};

use crate::second_factors::send_form_with;
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A provider with these settings, whose first person, ada, administers, and her browser. One node: each counts for itself what
/// apps asked.
async fn start(settings: impl FnOnce(&mut Settings)) -> (TestProvider, Browser) {
    let provider = Builder::new().settings(settings).start_one();
    let ada = Browser::new();
    let login = ada.visit(&provider.url("/admin")).await;
    ada.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    (provider, ada)
}

async fn list(provider: &TestProvider, browser: &Browser, path: &str) -> Page {
    let page = browser.visit(&provider.url(&format!("/admin/{path}"))).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    page
}

/// What stands between `begin` and the next `<` in each row.
fn each(page: &Page, begin: &str) -> Vec<String> {
    let rows = page.body.split("<ul class=\"rows\">").nth(1).unwrap_or_default();
    let rows = rows.split("</ul>").next().unwrap_or_default();
    rows.split(begin).skip(1).map(|row| row.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// What stands so in all pages of a list, and how many pages there are.
async fn all(provider: &TestProvider, browser: &Browser, path: &str, begin: &str) -> (Vec<String>, usize) {
    let mut page = list(provider, browser, path).await;
    let (mut found, mut pages) = (each(&page, begin), 1);
    while let Some(next) = page.body.split("id=\"next\" href=\"").nth(1) {
        let next = next.split('"').next().unwrap().replace("&amp;", "&").replace("&#x2F;", "/");
        page = browser.visit(url::Url::parse(&provider.issuer).unwrap().join(&next).unwrap().as_ref()).await;
        assert_eq!(page.status, 200, "{next}: {}", page.body);
        found.extend(each(&page, begin));
        pages += 1;
        assert!(pages < 20, "it comes to an end");
    }
    (found, pages)
}

/// What stands before a name in a row.
const NAME: &str = "<b><bdi>";

async fn ben(provider: &TestProvider) -> User {
    provider.provider.store.user_named(&UsernameKey::of("ben")).await.unwrap().unwrap()
}

/// Ben signs in to this app.
async fn ben_uses(provider: &TestProvider, client_id: &str) {
    let app = RelyingParty::of(provider, client_id);
    let back = app.sign_in_as("ben", &Browser::new(), &[]).await;
    assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
}

/// One of many sessions of ben.
async fn ben_signs_in(provider: &TestProvider, number: u32) {
    let (ben, now) = (ben(provider).await, provider.provider.now());
    let id = format!("{:08x}{number:04x}AAAAAAAAAAAAAAAAAAAAAA", now.seconds());
    let session = Session {
        browser_state: id.clone(),
        id,
        sub: ben.sub.clone(),
        auth_time: now,
        amr: vec!["pwd".into()],
        acr: "acr".into(),
        remember: false,
        created_at: now,
        last_seen: now,
        expires_at: now.after(Duration::from_secs(1_000)),
        idle_expires_at: now.after(Duration::from_secs(1_000)),
        user_agent: "agent".into(),
        ip: "127.0.0.9".into(),
    };
    let credentials_revision = ben.credentials_revision;
    let login = NewLogin { session, credentials_revision, replaces: None, from: None, visit: None, cookie: None };
    assert_eq!(provider.provider.store.begin_session(&login, now).await.unwrap(), Begin::Begun);
}

#[actix_web::test]
async fn sessions_are_searched_and_a_page_has_no_more_of_an_id_than_when_the_session_began() {
    let (provider, ada) = start(|settings| settings.clients.push(client("wiki"))).await;
    ben_uses(&provider, "wiki").await;
    for number in 0..54 {
        ben_signs_in(&provider, number).await;
    }
    for (query, count) in [
        ("", 56),
        ("?q=ben", 55),
        ("?q=BEN%40example", 55),
        ("?q=ada%40example", 1),
        ("?q=The+WIKI", 1),
        ("?q=127.0", 56),
        ("?q=27.0", 0),
        ("?q=%25", 0),
        ("?q=_", 0),
        ("?q=%5C", 0),
    ] {
        let mut orders = Vec::new();
        for sort in ["", "sort=used", "sort=person"] {
            let query = if query.is_empty() { format!("?{sort}") } else { format!("{query}&{sort}") };
            let (names, pages) = all(&provider, &ada, &format!("sessions{query}"), NAME).await;
            assert_eq!((names.len(), pages), (count, if count > 50 { 2 } else { 1 }), "{query}");
            orders.push(names);
        }
        assert!(orders[2].is_sorted(), "{query}");
    }
    let page = list(&provider, &ada, "sessions?q=ben&sort=used").await;
    assert!(page.body.contains("value=\"ben\"") && page.body.contains("value=\"used\" selected"), "{}", page.body);
    assert!(page.body.contains("id=\"next\""), "{}", page.body);
    let sub = ben(&provider).await.sub;
    for session in provider.provider.store.sessions_of(&sub, provider.provider.now()).await.unwrap() {
        assert!(!page.body.contains(&session.id[..16]), "of {} no more than its date", session.id);
    }
    assert!(list(&provider, &ada, "sessions?q=moon").await.body.contains("Nothing found."));
}

#[actix_web::test]
async fn apps_that_were_not_told_are_searched_by_name_and_state() {
    // Nobody listens there.
    let deaf = |app: Client| Client { backchannel_logout_uri: Some("http://127.0.0.1:9/".into()), ..app };
    let (provider, ada) = start(|settings| {
        settings.clients.extend([deaf(client("wiki")), deaf(client("photos"))]);
    })
    .await;
    ben_uses(&provider, "wiki").await;
    ben_uses(&provider, "photos").await;
    let (store, sub) = (&provider.provider.store, ben(&provider).await.sub);
    assert_eq!(store.end_every_session(&sub, Cause::User, provider.provider.now()).await.unwrap(), 2);
    let row = "<div class=\"grow\"><b>";
    for sort in ["", "&sort=oldest", "&sort=app"] {
        for (query, count) in [("?only=waiting", 2), ("?q=WIKI", 1), ("?q=the+photos&only=waiting", 1)] {
            let (found, _) = all(&provider, &ada, &format!("deliveries{query}{sort}"), row).await;
            assert_eq!(found.len(), count, "{query}{sort}");
        }
        for none in ["?q=moon", "?q=%25", "?q=_", "?only=failed"] {
            let page = list(&provider, &ada, &format!("deliveries{none}{sort}")).await;
            assert!(page.body.contains("Nothing found."), "{none}: {}", page.body);
        }
    }
}

#[actix_web::test]
async fn activity_is_searched_by_whom_it_concerns_who_did_it_and_the_app() {
    let (provider, ada) = start(|settings| settings.clients.push(client("wiki"))).await;
    ben_uses(&provider, "wiki").await;
    let sub = ben(&provider).await.sub;
    for _ in 0..40 {
        provider.provider.store.record(&Event::of(What::LoginOk, &sub), provider.provider.now()).await.unwrap();
    }
    let sessions = list(&provider, &ada, "sessions?q=ben").await;
    send_form_with(&ada, &sessions, &format!("value=\"{sub}\""), &[]).await;

    let by_ada = list(&provider, &ada, "activity?q=ada%40example&event=session").await;
    assert!(by_ada.body.contains("signed out by an administrator"), "{}", by_ada.body);
    let of_wiki = list(&provider, &ada, "activity?q=the+WIKI").await;
    let names = each(&of_wiki, "<bdi>");
    assert!(!names.is_empty() && names.iter().all(|name| name == "ben"), "{}", of_wiki.body);
    for query in ["?q=ben", "?q=ben&event=login"] {
        let words = "<span dir=\"auto\">";
        let (newest, pages) = all(&provider, &ada, &format!("activity{query}"), words).await;
        let (mut oldest, others) = all(&provider, &ada, &format!("activity{query}&sort=oldest"), words).await;
        oldest.reverse();
        assert!(newest.len() >= 41 && pages == others && pages >= 2, "{query}: {pages}, {newest:?}");
        assert_eq!(newest, oldest, "{query}");
    }
    for none in ["?q=moon", "?q=%25", "?q=_", "?q=ben&event=passkey"] {
        assert!(list(&provider, &ada, &format!("activity{none}")).await.body.contains("Nothing found."), "{none}");
    }
}

#[actix_web::test]
async fn apps_and_groups_are_searched_ordered_and_paged() {
    let (provider, ada) = start(|settings| {
        settings.clients.extend((0..60).map(|number| Client {
            client_name: format!("Part_{} 100%", 60 - number),
            ..client(&format!("part{number:02}"))
        }));
    })
    .await;
    let store = provider.provider.store.as_ref();
    for number in 0..60_usize {
        let groups =
            vec![format!("team-{number:02}"), if number < 3 { "a_lot%".to_owned() } else { "rest".to_owned() }];
        let person = NewPerson { username: format!("p{number:02}"), groups, ..NewPerson::default() };
        latchkey::people::add(store, person, provider.provider.now()).await.unwrap().unwrap();
    }
    let client_ids = "<span class=\"sub\"><bdi>";
    for (query, count) in [("?q=part", 60), ("?q=PART_7", 1), ("?q=part07", 1), ("?q=%25", 60), ("?q=moon", 0)] {
        for sort in ["", "&sort=busiest"] {
            let (mut found, _) = all(&provider, &ada, &format!("apps{query}{sort}"), client_ids).await;
            found.sort();
            found.dedup();
            assert_eq!(found.len(), count, "{query}{sort}");
        }
    }
    ben_uses(&provider, "part33").await;
    assert_eq!(all(&provider, &ada, "apps?sort=busiest", client_ids).await.0[0], "part33");

    for (query, count) in [("?q=TEAM", 60), ("?q=team-07", 1), ("?q=%25", 1), ("?q=_", 1), ("?q=moon", 0)] {
        let (found, pages) = all(&provider, &ada, &format!("groups{query}"), NAME).await;
        assert_eq!((found.len(), pages), (count, if count > 50 { 2 } else { 1 }), "{query}");
        assert!(found.is_sorted());
    }
    let (found, _) = all(&provider, &ada, "groups?sort=people", NAME).await;
    assert_eq!((found[0].as_str(), found[1].as_str()), ("rest", "a_lot%"), "{found:?}");
    let (names, _) = all(&provider, &ada, "groups", NAME).await;
    assert_eq!(names.len(), found.len());
}
