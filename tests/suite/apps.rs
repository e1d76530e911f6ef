//! The page of a person's apps: what is listed for whom, what is said of it, and what happens when access is removed.

use latchkey::config::settings::Settings;
use latchkey::protocol::audit::What;
use latchkey::protocol::client::{Client, ClientId, ConsentMode, GrantType};
use latchkey::protocol::language::LanguageTag;
use latchkey::protocol::shown_client::Localized;
use latchkey::protocol::subject::SubjectType;
use latchkey::store::audit::Wanted;
use reqwest::header::{ACCEPT_LANGUAGE, HeaderMap, HeaderValue};
use serde_json::json;

use crate::registration::{Registrar, open, text, with};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, START, client};
use crate::support::receiver::token;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, Receiver, RelyingParty, TestProvider};

/// A browser with a login of this person, who has signed in to no app.
async fn at_home(provider: &TestProvider, username: &str) -> Browser {
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    browser.submit(&login, &[("username", username), ("password", PASSWORD)]).await;
    browser
}

async fn apps(provider: &TestProvider, browser: &Browser) -> Page {
    let page = browser.visit(&provider.url("/account/apps")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// The names of the apps on a page, in their order.
fn names(page: &Page) -> Vec<String> {
    let list = page.body.split("<ul class=\"grid\"").nth(1).unwrap_or_default();
    let cards = list.split("<li class=\"card\">").skip(1);
    cards.map(|card| card.split("<b>").nth(1).unwrap().split("</b>").next().unwrap().to_owned()).collect()
}

/// The card of this app.
fn card<'a>(page: &'a Page, name: &str) -> &'a str {
    let mut cards = page.body.split("<li class=\"card\">");
    cards.find(|card| card.contains(&format!("<b>{name}</b>"))).unwrap_or_else(|| panic!("{name}: {}", page.body))
}

/// Where the link of an app's card leads, with character references resolved.
fn opens(card: &str) -> Option<String> {
    let link = card.split("<a class=\"button\" href=\"").nth(1)?;
    Some(link.split('"').next().unwrap().replace("&#x2F;", "/").replace("&amp;", "&"))
}

async fn remove(provider: &TestProvider, browser: &Browser, client_id: &str) -> Page {
    let page = browser.visit(&provider.url(&format!("/account/apps/remove?client_id={client_id}"))).await;
    let sent = browser.send_form(&page, &[]).await;
    browser.follow(sent).await
}

fn asking(client_id: &str) -> Client {
    Client { consent: ConsentMode::Remember, ..client(client_id) }
}

/// Signs in to the app with a consent, in a browser where somebody is signed in.
async fn allow(provider: &TestProvider, browser: &Browser, client_id: &str, scope: &str) -> serde_json::Value {
    let app = RelyingParty::of(provider, client_id);
    let page = app.authorize(browser, &[("scope", scope)]).await;
    let back = browser.submit(&page, &[("decision", "allow")]).await;
    app.redeem(&back.answer()["code"]).await.json()
}

async fn recorded(provider: &TestProvider, what: What) -> usize {
    let wanted = Wanted { event: Some(what.as_str().to_owned()), limit: 100, ..Wanted::default() };
    provider.provider.store.records(&wanted).await.unwrap().len()
}

fn only(clients: Vec<Client>) -> impl FnOnce(&mut Settings) {
    |settings| settings.clients = clients
}

#[actix_web::test]
async fn everybody_is_offered_the_apps_that_admit_them_and_no_others() {
    let for_admins = Client { allowed_groups: vec!["admins".into()], ..client("grafana") };
    let machine = Client { grant_types: vec![GrantType::ClientCredentials], ..client("machine") };
    let homeless = Client { client_uri: None, ..client("homeless") };
    let provider = Builder::new()
        .settings(only(vec![client("wiki"), for_admins, machine, homeless]))
        .settings(|settings| settings.users[1].groups = vec!["family".into()])
        .start();
    assert_eq!(names(&apps(&provider, &at_home(&provider, "ada").await).await), ["The grafana", "The wiki"]);
    let ben = at_home(&provider, "ben").await;
    let page = apps(&provider, &ben).await;
    assert_eq!(names(&page), ["The wiki"]);
    assert_eq!(opens(card(&page, "The wiki")).as_deref(), Some("https://wiki.example"));
    assert!(!page.body.contains("Remove access"), "nobody has any: {}", page.body);
    let home = ben.visit(&provider.url("/")).await;
    assert_eq!(names(&home), ["The wiki"], "the account page offers them too");
    assert!(home.body.contains("id=\"to-apps\""), "{}", home.body);
}

#[actix_web::test]
async fn an_app_with_a_page_that_begins_a_sign_in_is_opened_there_by_the_name_of_the_issuer() {
    let with_login = Client { initiate_login_uri: Some("https://wiki.example/begin?a=b".into()), ..client("wiki") };
    let provider = Builder::new().settings(only(vec![with_login])).start();
    let page = apps(&provider, &at_home(&provider, "ada").await).await;
    let link = url::Url::parse(&opens(card(&page, "The wiki")).unwrap()).unwrap();
    assert_eq!(link.path(), "/begin");
    let query: Vec<(String, String)> = link.query_pairs().into_owned().collect();
    assert_eq!(query, [("a".into(), "b".into()), ("iss".into(), provider.issuer.clone())]);
}

#[actix_web::test]
async fn whoever_is_not_signed_in_is_asked_to_and_comes_back_to_the_page() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/account/apps")).await;
    assert!(login.url.contains("/login?next=apps"), "{}", login.url);
    let page = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(page.url, provider.url("/account/apps"));
    let one = Browser::new();
    let login = one.visit(&provider.url("/account/apps/remove?client_id=app")).await;
    let page = one.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(page.url, provider.url("/account/apps"), "there is nothing to remove");
}

#[actix_web::test]
async fn what_an_app_sees_is_said_with_the_very_values_and_since_when() {
    let provider = Builder::new().settings(only(vec![asking("wiki"), client("house")])).start();
    let browser = at_home(&provider, "ada").await;
    allow(&provider, &browser, "wiki", "openid email groups offline_access").await;
    provider.advance(60);
    RelyingParty::of(&provider, "house").authorize(&browser, &[("scope", "openid phone")]).await;
    let page = apps(&provider, &browser).await;
    let wiki = card(&page, "The wiki");
    for words in
        ["Your email address", "ada@example.com", "admins, family", "Access while you are away", "You allowed this"]
    {
        assert!(wiki.contains(words), "{words}: {wiki}");
    }
    assert!(!wiki.contains("+44") && !wiki.contains("offline_access"), "{wiki}");
    assert!(!wiki.contains("Needs no consent"), "{wiki}");
    let code = RelyingParty::of(&provider, "house").authorize(&browser, &[("scope", "openid phone")]).await.answer();
    RelyingParty::of(&provider, "house").redeem(&code["code"]).await;
    let page = apps(&provider, &browser).await;
    assert_eq!(names(&page), ["The house", "The wiki"], "the one of the last sign-in comes first");
    let house = card(&page, "The house");
    for words in ["Needs no consent from you", "+44 20 7946 0000", "It got this access", "Last sign-in"] {
        assert!(house.contains(words), "{words}: {house}");
    }
}

#[actix_web::test]
async fn a_consent_that_outlived_its_logins_is_listed_and_can_be_removed() {
    let provider = Builder::new().settings(only(vec![asking("wiki")])).start();
    let browser = at_home(&provider, "ada").await;
    allow(&provider, &browser, "wiki", "openid email").await;
    let leave = browser.visit(&provider.url("/end-session")).await;
    browser.submit(&leave, &[("decision", "yes")]).await;
    let browser = at_home(&provider, "ada").await;
    let page = apps(&provider, &browser).await;
    assert!(card(&page, "The wiki").contains("ada@example.com"), "{}", page.body);
    let page = remove(&provider, &browser, "wiki").await;
    assert!(!card(&page, "The wiki").contains("ada@example.com"), "{}", page.body);
    assert!(page.body.contains("access is removed"), "{}", page.body);
}

#[actix_web::test]
async fn an_app_that_admits_the_person_no_longer_is_shown_for_what_it_holds_alone() {
    let mut provider = Builder::new().settings(only(vec![asking("wiki"), client("house")])).start();
    let browser = at_home(&provider, "ada").await;
    allow(&provider, &browser, "wiki", "openid email").await;
    provider.reload(|settings| {
        for client in &mut settings.clients {
            client.allowed_groups = vec!["staff".into()];
        }
    });
    let page = apps(&provider, &browser).await;
    assert_eq!(names(&page), ["The wiki"]);
    let wiki = card(&page, "The wiki");
    assert!(wiki.contains("You may not use this app") && opens(wiki).is_none(), "{wiki}");
    let asked = browser.visit(&provider.url("/account/apps/remove?client_id=wiki")).await;
    assert!(asked.body.contains("It cannot get access again"), "{}", asked.body);
    let page = remove(&provider, &browser, "wiki").await;
    assert!(page.body.contains("id=\"no-apps\""), "{}", page.body);

    // An app that left the configuration is no different, but for its name.
    provider.reload(|settings| settings.clients[0].allowed_groups.clear());
    allow(&provider, &browser, "wiki", "openid email").await;
    provider.reload(|settings| drop(settings.clients.remove(0)));
    let page = apps(&provider, &browser).await;
    let wiki = card(&page, "wiki");
    assert!(wiki.contains("not available here any more") && opens(wiki).is_none(), "{wiki}");
    let page = remove(&provider, &browser, "wiki").await;
    assert!(names(&page).is_empty(), "{}", page.body);
}

#[actix_web::test]
async fn whoever_left_the_configuration_is_offered_nothing() {
    let provider = Builder::new().settings(only(vec![client("wiki")])).start();
    let browser = at_home(&provider, "ada").await;
    assert_eq!(names(&apps(&provider, &browser).await), ["The wiki"]);
    let provider = provider.restart_after(|settings| settings.users.retain(|user| user.username != "ada"));
    let page = apps(&provider, &browser).await;
    assert!(page.body.contains("id=\"no-apps\""), "{}", page.body);
}

#[actix_web::test]
async fn an_app_that_registered_itself_is_listed_for_whom_it_has_access_to_and_its_words_stay_text() {
    let provider = Builder::new().settings(open).settings(only(Vec::new())).start();
    let registrar = Registrar::new(&provider);
    let name = "<script>alert(1)</script><b>Guest";
    let metadata = with(json!({
        "client_name": name, "client_uri": "https://guest.example/?a=1&b=2", "logo_uri": "https://guest.example/l.png",
        "token_endpoint_auth_method": "client_secret_post",
    }));
    let guest = registrar.registered(&metadata).await;
    let (client_id, secret) = (text(&guest, "client_id"), text(&guest, "client_secret"));
    let (ada, ben) = (at_home(&provider, "ada").await, at_home(&provider, "ben").await);
    assert!(apps(&provider, &ada).await.body.contains("id=\"no-apps\""), "nobody is offered it");

    let app =
        RelyingParty { redirect_uri: "https://guest.example/cb".into(), ..RelyingParty::of(&provider, client_id) };
    let page = app.authorize(&ada, &[("scope", "openid email")]).await;
    let code = ada.submit(&page, &[("decision", "allow")]).await.answer()["code"].clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", "https://guest.example/cb"),
        ("client_id", client_id),
        ("client_secret", secret),
    ];
    let tokens = ada.http.post(provider.url("/token")).form(&fields).send().await.unwrap();
    assert_eq!(tokens.status(), 200);

    let page = apps(&provider, &ada).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)"), "{}", page.body);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert!(page.header("content-security-policy").contains("img-src 'self' data: https://guest.example;"));
    let asked = ada.visit(&provider.url(&format!("/account/apps/remove?client_id={client_id}"))).await;
    assert!(asked.body.contains("&lt;script&gt;alert(1)") && !asked.body.contains("<script>alert"), "{}", asked.body);
    assert!(apps(&provider, &ben).await.body.contains("id=\"no-apps\""), "nor does ben see it for ada");

    // Disabled, it is still there to be removed, and nothing of it is loaded.
    let id = ClientId::parse(client_id).unwrap();
    provider.provider.store.set_client_disabled(&id, true, START).await.unwrap();
    let page = apps(&provider, &ada).await;
    assert!(page.body.contains("not available here any more"), "{}", page.body);
    assert!(!page.body.contains("l.png") && opens(&page.body).is_none(), "{}", page.body);
    let page = remove(&provider, &ada, client_id).await;
    assert!(page.body.contains("id=\"no-apps\""), "{}", page.body);
}

#[actix_web::test]
async fn names_are_in_the_language_of_the_reader_and_a_search_finds_both() {
    let french = Localized {
        client_name: Some("Le wiki de famille".into()),
        client_uri: Some("https://fr.wiki.example".into()),
        ..Localized::default()
    };
    let wiki = Client { localized: [(LanguageTag::parse("fr").unwrap(), french)].into(), ..client("wiki") };
    let provider = Builder::new()
        .settings(only(vec![wiki, client("house")]))
        .settings(|settings| drop(settings.users[0].claims.remove("locale")))
        .start();
    let browser = Browser::sending(HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static("fr"))]));
    let login = browser.visit(&provider.url("/login")).await;
    browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    let page = apps(&provider, &browser).await;
    let french = card(&page, "<span lang=\"fr\" dir=\"auto\">Le wiki de famille</span>");
    assert_eq!(opens(french).as_deref(), Some("https://fr.wiki.example"));
    for (q, found) in [("FAMILLE", 1), ("the wiki", 1), ("house.example", 1), ("", 2), ("famille house", 0)] {
        let page = browser.visit(&provider.url(&format!("/account/apps?q={}", q.replace(' ', "%20")))).await;
        assert_eq!(names(&page).len(), found, "{q}: {}", page.body);
    }
    let none = browser.visit(&provider.url("/account/apps?q=%3Cb%3Enone")).await;
    assert!(none.body.contains("id=\"no-match\"") && none.body.contains("&lt;b&gt;none"), "{}", none.body);
}

#[actix_web::test]
async fn many_apps_come_page_by_page_with_a_field_to_search_them() {
    let many: Vec<Client> = (0..120).map(|n| client(&format!("app{n:03}"))).collect();
    let provider = Builder::new().settings(only(many)).start();
    let browser = at_home(&provider, "ada").await;
    let mut page = apps(&provider, &browser).await;
    assert!(page.body.contains("role=\"search\""), "{}", page.body);
    let mut all = names(&page);
    assert_eq!(all.len(), 50);
    while let Some(next) = page.body.split("id=\"next\" href=\"").nth(1) {
        let next = next.split('"').next().unwrap().replace("&#x2F;", "/").replace("&amp;", "&");
        page = browser.visit(&provider.url(&next)).await;
        all.extend(names(&page));
    }
    let wanted: Vec<String> = (0..120).map(|n| format!("The app{n:03}")).collect();
    assert_eq!(all, wanted);
    let page = browser.visit(&provider.url("/account/apps?q=app1")).await;
    assert_eq!(names(&page).len(), 20);
    let lost = browser.visit(&provider.url("/account/apps?after=gone&q=app1")).await;
    assert_eq!(lost.url, provider.url("/account/apps?q=app1"));
    let home = browser.visit(&provider.url("/")).await;
    assert_eq!(names(&home).len(), 6);
    assert!(home.body.contains("All apps (120)"), "{}", home.body);
}

#[actix_web::test]
async fn removing_asks_first_and_says_what_ends() {
    let told = Client { backchannel_logout_uri: Some("https://wiki.example/bye".into()), ..asking("wiki") };
    let provider = Builder::new().settings(only(vec![told, client("house")])).start();
    let browser = at_home(&provider, "ada").await;
    allow(&provider, &browser, "wiki", "openid offline_access").await;
    let code = RelyingParty::of(&provider, "house").authorize(&browser, &[]).await.answer()["code"].clone();
    RelyingParty::of(&provider, "house").redeem(&code).await;
    let wiki = browser.visit(&provider.url("/account/apps/remove?client_id=wiki")).await;
    let (told, untold) = ("is told to sign you out", "cannot be told to sign you out");
    for words in ["Remove the access of The wiki?", "while you are away ends", told, "asks you again"] {
        assert!(wiki.body.contains(words), "{words}: {}", wiki.body);
    }
    assert!(!wiki.body.contains(untold), "{}", wiki.body);
    let house = browser.visit(&provider.url("/account/apps/remove?client_id=house")).await;
    for words in [untold, "needs no consent"] {
        assert!(house.body.contains(words), "{words}: {}", house.body);
    }
    assert!(!house.body.contains(told) && !house.body.contains("while you are away"), "{}", house.body);
    assert_eq!(recorded(&provider, What::ConsentRevoke).await, 0, "looking removes nothing");
}

#[actix_web::test]
async fn what_is_removed_ends_at_once_and_what_is_removed_twice_is_recorded_once() {
    let provider = Builder::new().settings(only(vec![asking("wiki")])).start();
    let (ada, ben) = (at_home(&provider, "ada").await, at_home(&provider, "ben").await);
    let tokens = allow(&provider, &ada, "wiki", "openid offline_access").await;
    let others = allow(&provider, &ben, "wiki", "openid offline_access").await;
    let asked = ada.visit(&provider.url("/account/apps/remove?client_id=wiki")).await;
    for _ in 0..2 {
        let done = ada.submit(&asked, &[]).await;
        assert_eq!(done.url, provider.url("/account/apps?done=removed"));
        assert!(done.body.contains("access is removed"), "{}", done.body);
    }
    assert_eq!(recorded(&provider, What::ConsentRevoke).await, 1);
    let wiki = RelyingParty::of(&provider, "wiki");
    assert_eq!(wiki.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 401);
    assert_eq!(wiki.refresh(tokens["refresh_token"].as_str().unwrap()).await.json()["error"], "invalid_grant");
    assert_eq!(wiki.userinfo(others["access_token"].as_str().unwrap()).await.status, 200, "ben's is ben's");
    assert_eq!(wiki.refresh(others["refresh_token"].as_str().unwrap()).await.status, 200);
}

#[actix_web::test]
async fn the_form_counts_from_a_page_of_its_own_for_apps_that_there_are() {
    let provider = Builder::new().settings(only(vec![asking("wiki")])).start();
    let browser = at_home(&provider, "ada").await;
    let tokens = allow(&provider, &browser, "wiki", "openid").await;
    let forged = browser.post(&provider.url("/account/apps/remove"), &[("client_id", "wiki"), ("csrf", "x")]).await;
    assert_eq!(forged.status, 403, "{}", forged.body);
    let wiki = RelyingParty::of(&provider, "wiki");
    assert_eq!(wiki.userinfo(tokens["access_token"].as_str().unwrap()).await.status, 200);
    let asked = browser.visit(&provider.url("/account/apps/remove?client_id=wiki")).await;
    for made_up in ["nobody", "", "\u{e9}"] {
        let done = browser.submit(&asked, &[("client_id", made_up)]).await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
    assert_eq!(recorded(&provider, What::ConsentRevoke).await, 0);
    assert_eq!(provider.by_hand().count("revocations"), 0, "nothing is written for names that somebody made up");
}

#[actix_web::test]
async fn an_app_that_asks_each_time_says_so_until_the_person_has_it_remember_again() {
    let provider = Builder::new().settings(only(vec![asking("wiki"), client("house")])).start();
    let (ada, ben) = (at_home(&provider, "ada").await, at_home(&provider, "ben").await);
    let wiki = RelyingParty::of(&provider, "wiki");
    let wide = ("scope", "openid email");
    for browser in [&ada, &ben] {
        let page = wiki.authorize(browser, &[wide]).await;
        browser.submit(&page, &[("decision", "allow"), ("ask", "each-time")]).await;
    }
    let page = apps(&provider, &ada).await;
    let tile = card(&page, "The wiki");
    assert!(tile.contains("Asks every time") && tile.contains("ada@example.com"), "{tile}");
    assert!(!card(&page, "The house").contains("Asks every time"), "{}", page.body);
    assert!(page.form_action().ends_with("/account/apps/remember"), "{}", page.body);

    let forged = ada.post(&provider.url("/account/apps/remember"), &[("client_id", "wiki"), ("csrf", "x")]).await;
    assert_eq!(forged.status, 403, "{}", forged.body);
    for made_up in ["nobody", "", "house", "\u{e9}"] {
        let done = ada.submit(&page, &[("client_id", made_up)]).await;
        assert_eq!(done.status, 200, "{}", done.body);
    }
    assert_eq!(recorded(&provider, What::ConsentRemember).await, 0);
    assert!(wiki.authorize(&ada, &[wide]).await.body.contains("id=\"allow\""));

    for _ in 0..2 {
        let done = ada.submit(&page, &[]).await;
        assert_eq!(done.url, provider.url("/account/apps?done=remembered"));
        assert!(done.body.contains("asks you only when it wants something new"), "{}", done.body);
        assert!(!done.body.contains("Asks every time") && done.body.contains("ada@example.com"), "{}", done.body);
    }
    assert_eq!(recorded(&provider, What::ConsentRemember).await, 1);
    assert!(wiki.authorize(&ada, &[wide]).await.answer().contains_key("code"));
    assert!(wiki.authorize(&ada, &[("scope", "openid phone")]).await.body.contains("id=\"allow\""));
    assert!(wiki.authorize(&ben, &[wide]).await.body.contains("id=\"allow\""), "ben's is ben's");
}

#[actix_web::test]
async fn an_old_login_is_confirmed_before_an_app_remembers_again() {
    let provider = Builder::new().settings(only(vec![asking("wiki")])).start();
    let browser = at_home(&provider, "ada").await;
    let wiki = RelyingParty::of(&provider, "wiki");
    let page = wiki.authorize(&browser, &[]).await;
    browser.submit(&page, &[("decision", "allow"), ("ask", "each-time")]).await;
    let page = apps(&provider, &browser).await;
    provider.advance(16 * 60);
    let sent = browser.send_form(&page, &[]).await;
    assert_eq!(sent.raw_location(), Some("/login?again=1&next=apps"));
    let login = browser.follow(sent).await;
    let page = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(page.body.contains("Asks every time"), "nothing was done: {}", page.body);
    assert!(!browser.submit(&page, &[]).await.body.contains("Asks every time"));
    let stranger = Browser::new();
    let sent = stranger.post(&provider.url("/account/apps/remember"), &[("client_id", "wiki")]).await;
    assert_eq!(sent.status, 403, "{}", sent.body);
}

#[actix_web::test]
async fn an_app_whose_access_is_removed_is_told_to_sign_the_person_out_under_the_sub_that_it_knows() {
    let receiver = Receiver::answering(&[200, 200, 200]);
    let uri = receiver.url("/backchannel");
    let pairwise = SubjectType::Pairwise { sector: "wiki.example".into() };
    let told = Client { backchannel_logout_uri: Some(uri), subject_type: pairwise, ..asking("wiki") };
    let provider = Builder::new().settings(only(vec![told, client("house")])).start();
    let browser = at_home(&provider, "ada").await;
    let sign_in = async || decode(allow(&provider, &browser, "wiki", "openid").await["id_token"].as_str().unwrap()).1;
    let first = sign_in().await;
    remove(&provider, &browser, "wiki").await;
    let told = decode(&token(&receiver.wait_for(1).await[0])).1;
    assert_eq!((&told["sub"], &told["sid"]), (&first["sub"], &first["sid"]));
    assert!(told["events"].is_object(), "{told}");
    assert!(browser.visit(&provider.url("/")).await.body.contains("id=\"logout\""), "the login here goes on");

    // Who signs in again and removes it again, and who signs in again and signs out, is signed out there again.
    sign_in().await;
    remove(&provider, &browser, "wiki").await;
    receiver.wait_for(2).await;
    sign_in().await;
    let leave = browser.visit(&provider.url("/end-session")).await;
    browser.submit(&leave, &[("decision", "yes")]).await;
    assert_eq!(receiver.wait_for(3).await.len(), 3);
}

#[actix_web::test]
async fn an_old_login_is_confirmed_before_access_is_removed_and_comes_back_to_the_question() {
    let odd = "a b/c?d&e";
    let oddly = Client { client_id: ClientId::parse(odd).unwrap(), ..asking("wiki") };
    let provider = Builder::new().settings(only(vec![oddly])).start();
    let browser = at_home(&provider, "ada").await;
    let app = RelyingParty { redirect_uri: "https://wiki.example/cb".into(), ..RelyingParty::of(&provider, odd) };
    let page = app.authorize(&browser, &[]).await;
    browser.submit(&page, &[("decision", "allow")]).await;
    provider.advance(16 * 60);
    let page = apps(&provider, &browser).await;
    let link = page.body.split("class=\"button danger\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let login = browser.visit(&provider.url(&link.replace("&#x2F;", "/").replace("&amp;", "&"))).await;
    assert!(login.body.contains("readonly"), "{}", login.body);
    let asked = browser.submit(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
    assert!(asked.body.contains("Remove the access of"), "{}", asked.body);
    let done = browser.submit(&asked, &[]).await;
    assert!(done.body.contains("access is removed"), "{}", done.body);
    assert!(!done.body.contains("button danger"), "{}", done.body);
}

#[actix_web::test]
async fn an_empty_page_invites() {
    let provider =
        Builder::new().settings(only(Vec::new())).settings(|settings| settings.users[1].is_admin = false).start();
    let ada = apps(&provider, &at_home(&provider, "ada").await).await;
    assert!(ada.body.contains("latchkey client add --app list"), "{}", ada.body);
    let ben = apps(&provider, &at_home(&provider, "ben").await).await;
    assert!(ben.body.contains("Ask the person who runs this site") && !ben.body.contains("latchkey client"));
}
