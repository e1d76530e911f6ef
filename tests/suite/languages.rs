//! Which language a page is in, and how somebody chooses another.

use latchkey::protocol::language::UI_LOCALES;
use reqwest::header::HeaderValue;

use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// A browser that says what its owner reads.
fn reading(languages: &str) -> Browser {
    let headers = [("accept-language".parse().unwrap(), HeaderValue::from_bytes(languages.as_bytes()).unwrap())];
    Browser::sending(headers.into_iter().collect())
}

fn lang(page: &Page) -> &str {
    let lang = page.body.split("<html lang=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(page.header("content-language"), lang);
    lang
}

/// Chooses a language at the foot of this page, and comes back to where that leads.
async fn choose(provider: &TestProvider, browser: &Browser, page: &Page, language: &str) -> Page {
    let (_, form) = page.body.split_once("<form class=\"language\"").unwrap();
    let mut fields: Vec<(String, String)> = crate::support::browser::hidden_in(form.split("</form>").next().unwrap());
    fields.push(("language".into(), language.into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.post(&provider.url("/language"), &fields).await;
    assert_eq!(answer.status, 303);
    browser.follow(answer).await
}

#[actix_web::test]
async fn a_page_is_in_the_language_of_its_browser_and_else_in_that_of_the_server() {
    let provider = Builder::new().settings(|settings| settings.branding.language = "it".into()).start();
    for (accept, expected) in [
        ("pl", "pl"),
        ("fr-CA, pl;q=0.9", "fr"),
        ("sv, es;q=0.5, fr;q=0.7", "fr"),
        ("zh-TW", "zh-Hans"),
        ("pt-BR", "pt"),
        ("sv", "it"),
        ("*", "it"),
        ("pl;q=0", "it"),
        ("", "it"),
        ("\u{ff}", "it"),
    ] {
        let page = reading(accept).get(&provider.url("/login")).await;
        assert_eq!(lang(&page), expected, "{accept}");
    }
}

#[actix_web::test]
async fn every_language_is_offered_by_its_own_name_and_discovery_tells_the_same() {
    let provider = Builder::new().start();
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(discovery["ui_locales_supported"], serde_json::json!(UI_LOCALES));
    let app = RelyingParty::new(&provider);
    for tag in UI_LOCALES {
        let page = app.authorize(&Browser::new(), &[("ui_locales", tag)]).await;
        assert_eq!(lang(&page), tag);
        let dir = if tag == "ar" { "rtl" } else { "ltr" };
        assert!(page.body.contains(&format!("<html lang=\"{tag}\" dir=\"{dir}\">")), "{tag}");
        for other in UI_LOCALES {
            let selected = if other == tag { " selected" } else { "" };
            let option = format!("<option value=\"{other}\" lang=\"{other}\"{selected}>");
            assert!(page.body.contains(&option), "{tag}: {option}");
        }
    }
}

#[actix_web::test]
async fn a_choice_stays_and_goes_before_the_ui_locales_that_it_was_made_against() {
    let provider = Builder::new().start();
    let (app, browser) = (RelyingParty::new(&provider), reading("pl"));
    let asked = app.authorize(&browser, &[("ui_locales", "fr")]).await;
    assert_eq!(lang(&asked), "fr");
    let chosen = choose(&provider, &browser, &asked, "es").await;
    assert_eq!((lang(&chosen), chosen.url.as_str()), ("es", asked.url.as_str()), "the same page");
    for (ui_locales, expected) in [("fr", "es"), ("it", "it"), ("fr it", "fr"), ("sv", "es"), ("", "es")] {
        let page = app.authorize(&browser, &[("ui_locales", ui_locales)]).await;
        assert_eq!(lang(&page), expected, "{ui_locales}");
    }
    assert_eq!(lang(&browser.get(&provider.url("/login")).await), "es");
}

#[actix_web::test]
async fn a_choice_of_no_language_changes_nothing_and_leads_to_no_other_site() {
    let provider = Builder::new().start();
    let browser = reading("pl");
    for (language, here) in [
        ("xx", "/login"),
        ("", "/login"),
        ("es\r\nset-cookie: a=b", "/login"),
        ("xx", "//evil.example/"),
        ("xx", "https://evil.example/"),
        ("xx", "/\\evil.example"),
        ("xx", ""),
    ] {
        let answer = browser.post(&provider.url("/language"), &[("language", language), ("here", here)]).await;
        assert_eq!(answer.status, 303, "{language} {here}");
        assert_eq!(answer.raw_location(), Some(if here == "/login" { "/login" } else { "/" }), "{here}");
        assert_eq!(lang(&browser.get(&provider.url("/login")).await), "pl");
    }
    assert_eq!(browser.get(&provider.url("/language")).await.status, 405);
}

#[actix_web::test]
async fn an_error_for_a_program_is_in_english_whatever_is_read() {
    let provider = Builder::new().start();
    let browser = reading("fr");
    let error = browser.post(&provider.url("/token"), &[("grant_type", "authorization_code")]).await;
    assert!(error.json()["error_description"].as_str().unwrap().is_ascii());
    let page = browser.get(&provider.url("/authorize?client_id=nobody")).await;
    assert_eq!(lang(&page), "fr");
    let gone = browser.get(&provider.url("/nothing-here")).await;
    assert_eq!((gone.status.as_u16(), lang(&gone)), (404, "fr"));
}
