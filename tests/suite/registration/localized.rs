//! What people see of a client in their language (Dynamic Client Registration §2.1): by the request's `ui_locales`, then
//! by the browser's `Accept-Language`, else as it stands without a language.

use latchkey::protocol::client::{Client, ConsentMode};
use latchkey::protocol::language::LanguageTag;
use latchkey::protocol::shown_client::Localized;
use reqwest::header::HeaderValue;
use serde_json::{Value, json};

use super::{Registrar, open_provider, text, with};
use crate::support::browser::Page;
use crate::support::provider::client;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A browser that says what its owner reads.
fn reading(languages: &str) -> Browser {
    let headers = [("accept-language".parse().unwrap(), HeaderValue::from_bytes(languages.as_bytes()).unwrap())];
    Browser::sending(headers.into_iter().collect())
}

fn french(name: &str) -> Localized {
    Localized {
        client_name: Some(name.to_owned()),
        client_uri: Some("https://fr.app.example".into()),
        logo_uri: Some("https://fr.static.example/logo.png".into()),
        policy_uri: Some("https://app.example/confidentialite".into()),
        tos_uri: Some("https://app.example/conditions".into()),
    }
}

fn localized(client_id: &str, name: &str) -> Client {
    let tag = |text: &str| LanguageTag::parse(text).unwrap();
    let german = Localized { client_name: Some("Die App".into()), ..Localized::default() };
    Client {
        consent: ConsentMode::Always,
        localized: [(tag("fr"), french(name)), (tag("de-AT"), german)].into(),
        ..client(client_id)
    }
}

const MARKED: &str = "<span lang=\"fr\" dir=\"auto\">L&#x27;appli</span>";

fn provider() -> TestProvider {
    Builder::new().settings(|settings| settings.clients = vec![localized("app", "L'appli"), client("other")]).start()
}

#[actix_web::test]
async fn every_page_of_a_sign_in_shows_the_app_in_the_language_asked_for() {
    let provider = provider();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let asked = [("ui_locales", "ja fr-CA"), ("scope", "openid")];
    let login = app.authorize(&browser, &asked).await;
    let consent = app.sign_in(&browser, &asked).await;
    let picker = app.authorize(&browser, &[("prompt", "select_account"), asked[0]]).await;
    for (name, page) in [("login", &login), ("consent", &consent), ("picker", &picker)] {
        assert!(page.body.contains(MARKED), "{name}: {}", page.body);
        assert!(page.body.contains("fr.static.example&#x2F;logo.png"), "{name}: its logo");
        assert!(page.body.contains("app.example&#x2F;conditions"), "{name}: its terms");
        assert!(page.body.contains("app.example&#x2F;confidentialite"), "{name}: its policy");
        assert!(page.header("content-security-policy").contains("img-src 'self' data: https://fr.static.example;"));
        assert!(page.body.contains("<html lang=\"ja\" "), "{name}: the page itself is Japanese");
    }
    let title = consent.body.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
    assert!(title.contains("L&#x27;appli") && !title.contains('<'), "no mark-up in a title: {title}");
    let plain = app.authorize(&browser, &[("prompt", "login"), ("ui_locales", "ja")]).await;
    assert!(plain.body.contains("<b>The app</b>") && !plain.body.contains("<span lang="), "{}", plain.body);
}

#[actix_web::test]
async fn the_browser_is_asked_where_the_app_asks_for_nothing() {
    let provider = provider();
    let app = RelyingParty::new(&provider);
    for (ui_locales, accept, shown) in [
        ("", "fr-CH, fr;q=0.9, en;q=0.8", MARKED),
        ("", "en-US,en;q=0.9,fr;q=0.8", "<b>The app</b>"),
        ("", "de-AT", "<span lang=\"de-AT\" dir=\"auto\">Die App</span>"),
        // Lookup shortens what is asked for, and never what is there (RFC 4647 §3.4).
        ("", "de", "<b>The app</b>"),
        ("", "de-AT;q=0.5, fr", MARKED),
        ("fr", "de-AT", MARKED),
        ("ja", "de-AT", "<span lang=\"de-AT\" dir=\"auto\">Die App</span>"),
        ("en", "fr", "<b>The app</b>"),
        ("", ";;;,q=,=q;\u{ff}", "<b>The app</b>"),
    ] {
        let page = app.authorize(&reading(accept), &[("ui_locales", ui_locales)]).await;
        assert!(page.body.contains(shown), "{ui_locales:?} {accept:?}: {}", page.body);
    }
}

#[actix_web::test]
async fn the_account_and_signing_out_show_it_so_too() {
    let provider = Builder::new().settings(|settings| {
        settings.clients = vec![localized("app", "L'appli"), client("other")];
        // What somebody says in their profile would go before what their browser says.
        settings.users.iter_mut().for_each(|person| drop(person.claims.remove("locale")));
    });
    let provider = provider.start();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let consent = app.sign_in(&browser, &[]).await;
    let code = browser.submit(&consent, &[("decision", "allow")]).await.answer()["code"].clone();
    let tokens = app.redeem(&code).await.json();
    let hint = tokens["id_token"].as_str().unwrap();
    let english = browser.get(&provider.url("/")).await;
    assert!(english.body.contains("<b>The app</b>") && !english.body.contains("appli"));
    for (path, count) in [("/", 5), ("/account/apps", 4)] {
        let account = browser.http.get(provider.url(path)).header("accept-language", "fr");
        let account = Page::read(account.send().await.unwrap()).await;
        assert_eq!(
            account.body.matches(MARKED).count(),
            count,
            "app, links, buttons, device and this login: {}",
            account.body
        );
        assert!(account.body.contains("href=\"https:&#x2F;&#x2F;fr.app.example\""));
        assert!(account.header("content-security-policy").contains("https://fr.static.example"));
    }
    let end = provider.url("/end-session?client_id=app");
    let question = browser.get(&format!("{end}&ui_locales=fr-CH")).await;
    assert_eq!(question.body.matches(MARKED).count(), 2, "who asks, and where: {}", question.body);
    let done = browser.visit(&format!("{end}&ui_locales=fr-CH&id_token_hint={hint}")).await;
    assert!(done.url.ends_with("/signed-out"), "{}", done.url);
    assert_eq!(done.body.matches(MARKED).count(), 2, "what became of it, and the way back: {}", done.body);
    assert!(done.body.contains("href=\"https:&#x2F;&#x2F;fr.app.example\""));
    let results = browser.get(&provider.url("/signed-out/results")).await.json();
    assert_eq!((&results["apps"][0]["client_name"], &results["apps"][0]["lang"]), (&json!("L'appli"), &json!("fr")));
}

/// Rows 44 and 45, in every language: a name is text, and an address no script.
#[actix_web::test]
async fn a_registered_client_is_told_what_it_registered_and_shown_as_text() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let hostile = "\"><script>alert(1)</script>{{ csrf }}";
    let sent = with(json!({
        "client_name#fr": hostile, "client_name#de\" onload=\"x": "x", "client_name#ja-Kana-JP": "クライアント",
        "policy_uri#fr": "https://guest.example/confidentialite", "contacts#fr": ["x"],
    }));
    let answer = registrar.registered(&sent).await;
    let names: Vec<&String> = answer.as_object().unwrap().keys().filter(|name| name.contains('#')).collect();
    assert_eq!(names, ["client_name#fr", "client_name#ja-Kana-JP", "policy_uri#fr"]);
    assert_eq!(text(&answer, "client_name#fr"), hostile);
    let app = RelyingParty {
        redirect_uri: "https://guest.example/cb".into(),
        ..RelyingParty::of(&provider, text(&answer, "client_id"))
    };
    let page = app.authorize(&Browser::new(), &[("ui_locales", "fr")]).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)&lt;&#x2F;script&gt;{{ csrf }}"), "{}", page.body);
    assert!(!page.body.contains("<script>alert"));
    let page = app.authorize(&Browser::new(), &[("ui_locales", "ja-Kana-JP")]).await;
    assert!(page.body.contains("<span lang=\"ja-Kana-JP\" dir=\"auto\">クライアント</span>"), "{}", page.body);
    for (name, value) in [
        ("logo_uri#fr", json!("javascript:alert(1)")),
        ("client_uri#fr", json!("JAVASCRIPT:alert(1)")),
        ("tos_uri#fr", json!("data:text/html,x")),
        ("client_name#fr", json!("a\u{202e}b")),
        ("client_name#fr", json!(["x"])),
    ] {
        let refused: Value = registrar.register(&with(json!({name: value}))).await.json();
        assert_eq!(refused["error"], "invalid_client_metadata", "{name}");
        assert!(text(&refused, "error_description").contains(name), "{refused}");
    }
}
