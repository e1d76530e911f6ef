//! SEC-46: Chromium applies `form-action` to every hop after a form was sent, those of the app's own included, so that a
//! person stays on a dead page when the app's callback leads on. Pages whose form leads to an app have none; the others
//! keep theirs.

use latchkey::protocol::client::ConsentMode;

use super::links;
use crate::support::browser::Page;
use crate::support::{Browser, Builder, RelyingParty};

fn form_action(page: &Page) -> Option<String> {
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{}: {policy}", page.url);
    policy.split("; ").find_map(|part| part.strip_prefix("form-action ")).map(str::to_owned)
}

#[actix_web::test]
async fn pages_whose_form_leads_to_an_app_have_no_form_action_and_all_others_do() {
    let provider = Builder::new().app(|client| client.consent = ConsentMode::Always).start();
    let app = RelyingParty::new(&provider);
    let [setup, invite] = links(&provider).await;
    let (browser, stranger) = (Browser::new(), Browser::new());
    let login = app.authorize(&browser, &[]).await;
    let wrong = browser.send_form(&login, &[("username", "ada"), ("password", "wrong")]).await;
    let consent = app.sign_in(&browser, &[]).await;
    let form_post = browser.submit(&consent, &[("decision", "allow")]).await;
    assert!(form_post.raw_location().is_some(), "by redirect");
    let asked = app.authorize(&browser, &[("response_mode", "form_post")]).await;
    let form_post = browser.send_form(&asked, &[("decision", "allow")]).await;
    let refused =
        app.authorize(&browser, &[("prompt", "none"), ("max_age", "1"), ("response_mode", "form_post")]).await;
    let again = app.authorize(&browser, &[("prompt", "login")]).await;
    let select = app.authorize(&browser, &[("prompt", "select_account")]).await;
    let switch = browser.submit(&select, &[("account", "other")]).await;
    let leaving = "/end-session?client_id=app&post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye";
    for (what, page) in [
        ("sign-in", login),
        ("sign-in after a wrong password", wrong),
        ("consent", consent),
        ("form_post", form_post),
        ("form_post of an error", refused),
        ("confirm it's you", again),
        ("choose an account", select),
        ("use another account", switch),
        ("sign out and back to the app", browser.visit(&provider.url(leaving)).await),
    ] {
        assert!(page.body.contains("<form"), "{what}: {}", page.body);
        assert_eq!(form_action(&page), None, "{what} at {}", page.url);
    }
    for (what, page) in [
        ("sign-in to the account", stranger.visit(&provider.url("/login")).await),
        ("confirm it's you for the account", browser.visit(&provider.url("/login?again=1")).await),
        ("account", browser.visit(&provider.url("/")).await),
        ("welcome", stranger.visit(&provider.url("/")).await),
        ("sign out", browser.visit(&provider.url("/end-session")).await),
        ("sign out for an app, to nowhere", browser.visit(&provider.url("/end-session?client_id=app")).await),
        ("set up", stranger.visit(&setup).await),
        ("invitation", stranger.visit(&invite).await),
        ("signed out", stranger.visit(&provider.url("/signed-out")).await),
        ("session check", stranger.visit(&provider.url("/session-check")).await),
        ("not found", stranger.visit(&provider.url("/nothing")).await),
        ("an app that is not known", app.authorize(&stranger, &[("client_id", "nobody")]).await),
    ] {
        assert_eq!(form_action(&page).as_deref(), Some("'self'"), "{what} at {}", page.url);
    }
}
