//! What an error page shows without unfolding anything, and where it leads.

use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty, TestProvider};

/// The page without what is folded up.
fn unfolded(page: &Page) -> String {
    let mut rest = page.body.clone();
    while let Some((before, after)) = rest.split_once("<details") {
        rest = format!("{before}{}", after.split_once("</details>").expect("it ends").1);
    }
    rest
}

#[actix_web::test]
async fn an_address_that_is_not_registered_is_shown_as_it_was_sent_and_the_registered_ones_are_not() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    for sent in ["https://app.example/cb/", "http://app.example/cb", "app:<b>/cb", "https://bücher.example/cb"] {
        let page = app.authorize(&Browser::new(), &[("redirect_uri", sent)]).await;
        assert_eq!(page.status, 400);
        let shown = unfolded(&page);
        let escaped = sent.replace('<', "&lt;").replace('>', "&gt;").replace('/', "&#x2F;");
        assert!(shown.contains("redirect_uri is not registered"), "{shown}");
        assert!(shown.contains(&format!("<code id=\"sent\">{escaped}</code>")), "{sent}: {shown}");
        assert!(
            !page.body.contains(">https:&#x2F;&#x2F;app.example&#x2F;cb<"),
            "the operator's business: {}",
            page.body
        );
    }
}

#[actix_web::test]
async fn an_address_where_nothing_is_leads_to_the_start() {
    let provider = TestProvider::new();
    for path in ["/nothing", "/login/x", "/account", "/static/none", "/account/password"] {
        let page = Browser::new().get(&provider.url(path)).await;
        assert!(page.status == 404 || page.status == 405, "{path}: {}", page.status);
        assert!(
            page.body.contains("<a class=\"button main\" href=\"&#x2F;\">Go to the start page</a>"),
            "{}",
            page.body
        );
    }
}

/// It is told to somebody else, who looks for it in a log: a script leaves it as it stands.
#[actix_web::test]
async fn the_moment_of_an_error_is_one_that_programs_can_read_and_stays_exact() {
    let provider = TestProvider::new();
    let page = Browser::new().get(&provider.url("/nothing")).await;
    let time = provider.provider.now().to_string();
    let shown = format!("<time datetime=\"{time}\" data-exact><code>{time}</code></time>");
    assert!(page.body.contains(&shown), "{shown}: {}", page.body);
}

/// The summary is text with links to the fields, and each field has its words beside it.
#[actix_web::test]
async fn a_sign_in_that_failed_says_so_above_and_beside_the_fields() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    let login = browser.visit(&provider.url("/login")).await;
    for (filled, words) in [
        ([("username", "ada"), ("password", "wrong")], "do not match"),
        ([("username", ""), ("password", "")], "Enter your"),
    ] {
        let page = browser.send_form(&login, &filled).await;
        let main = page.body.split("<main").nth(1).unwrap();
        assert!(main.contains(words) && main.contains("role=\"alert\""), "{main}");
        for field in ["username", "password"] {
            assert!(main.contains(&format!("<a href=\"#{field}\">")), "{main}");
            let input = main.split(&format!("<input id=\"{field}\"")).nth(1).unwrap().split('>').next().unwrap();
            assert!(input.contains(&format!("aria-invalid=\"true\" aria-describedby=\"{field}-wrong\"")), "{input}");
            assert!(main.contains(&format!("id=\"{field}-wrong\"")), "{main}");
        }
    }
}

/// The question, its button and what comes of it say the same words.
#[actix_web::test]
async fn signing_out_is_called_the_same_throughout() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.sign_in(&browser, &[]).await;
    let asked = browser.visit(&provider.url("/end-session")).await;
    assert!(asked.body.contains("<h1>Sign out?</h1>") && asked.body.contains("value=\"yes\">Sign out</button>"));
    let done = browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(done.body.contains("<h1>You’re signed out.</h1>"), "{}", done.body);
    assert!(!asked.body.contains("everywhere") && !done.body.contains("See you"), "{}", done.body);
}
