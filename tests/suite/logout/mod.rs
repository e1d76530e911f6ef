//! RP-Initiated Logout, by the names of the certification modules.

mod attacks;
mod back_channel;
mod discovery;
mod front_channel;
mod whatever_is_wrong;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty, TestProvider};

const BYE: &str = "https://app.example/bye";

/// A signed-in browser with the ID token it got.
struct SignedIn<'a> {
    app: RelyingParty<'a>,
    browser: Browser,
    id_token: String,
}

impl<'a> SignedIn<'a> {
    async fn at(provider: &'a TestProvider) -> Self {
        let (app, browser) = (RelyingParty::new(provider), Browser::new());
        let tokens = app.tokens(&browser, &[]).await;
        Self { app, browser, id_token: tokens["id_token"].as_str().unwrap().to_owned() }
    }

    async fn end_session(&self, parameters: &[(&str, &str)]) -> Page {
        let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        self.browser.visit(&format!("{}?{query}", self.app.provider.url("/end-session"))).await
    }

    async fn is_signed_in(&self) -> bool {
        self.app.authorize(&self.browser, &[("prompt", "none")]).await.answer().contains_key("code")
    }
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let state = " !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~";
    let back = here
        .end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", BYE), ("state", state)])
        .await;
    assert!(back.location().unwrap().starts_with("https://app.example/bye?"));
    assert_eq!(back.answer().into_iter().collect::<Vec<_>>(), [("state".to_owned(), state.to_owned())]);
    assert!(!here.is_signed_in().await);
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout_no_state() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let back = here.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", BYE)]).await;
    assert_eq!(back.raw_location(), Some(BYE));
}

#[actix_web::test]
async fn an_expired_hint_still_signs_out() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    provider.advance(2 * 3600);
    let back = here.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", BYE)]).await;
    assert_eq!(back.raw_location(), Some(BYE));
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout_bad_post_logout_redirect_uri_and_query_added() {
    let provider = TestProvider::new();
    for uri in [
        "https://evil.example/",
        "https://app.example/bye?foo=bar",
        "https://app.example/bye/",
        "https://other.example/bye",
    ] {
        let here = SignedIn::at(&provider).await;
        // The very hint needs no question, and the person is told afterwards.
        let parameters = [("id_token_hint", here.id_token.as_str()), ("post_logout_redirect_uri", uri)];
        let page = here.end_session(&parameters).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
        assert!(page.body.contains("post_logout_redirect_uri is not registered"), "{}", page.body);
        assert!(page.body.contains("You’re signed out.") && !here.is_signed_in().await, "{}", page.body);
    }
}

/// Compared as it is written, and told how it is written.
#[actix_web::test]
async fn a_post_logout_redirect_uri_whose_host_is_not_ascii_is_named_in_punycode() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let uri = "https://bücher.example/bye";
    let page = here.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", uri)]).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
    assert!(page.body.contains("written in ASCII, here xn--bcher-kva.example"), "{}", page.body);
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout_modified_and_bad_id_token_hint() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let parts: Vec<&str> = here.id_token.split('.').collect();
    let unsigned = |alg: &str| format!("{}.{}.", URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}"}}"#)), parts[1]);
    let foreign = latchkey::keys::SigningKey::generate(latchkey::jose::Algorithm::RS256).unwrap().0;
    let signed_elsewhere = foreign.sign("JWT", &URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    for hint in [
        unsigned("none"),
        unsigned("None"),
        unsigned("RS256"),
        signed_elsewhere,
        "x".into(),
        format!("{}x", here.id_token),
    ] {
        let page = here.end_session(&[("id_token_hint", &hint), ("post_logout_redirect_uri", BYE)]).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
        assert!(page.body.contains("id_token_hint is not valid"), "{}", page.body);
        assert!(page.body.contains("id=\"logout-yes\"") && here.is_signed_in().await, "{}", page.body);
    }
}

#[actix_web::test]
async fn a_hint_of_another_client_than_client_id_names_is_not_honoured_and_leads_nowhere() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    for uri in [BYE, "https://other.example/bye"] {
        let parameters =
            [("id_token_hint", here.id_token.as_str()), ("client_id", "other"), ("post_logout_redirect_uri", uri)];
        let asked = here.end_session(&parameters).await;
        assert!(asked.status == 200 && asked.body.contains("id=\"logout-yes\""), "{}", asked.body);
        assert!(asked.body.contains("issued to another client") && here.is_signed_in().await);
        let done = here.browser.submit(&asked, &[("decision", "yes")]).await;
        assert!(done.raw_location().is_none() && done.body.contains("You’re signed out."), "{}", done.body);
        assert!(!here.is_signed_in().await);
        here.app.sign_in(&here.browser, &[]).await;
    }
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout_no_id_token_hint() {
    let provider = TestProvider::new();
    for (parameters, location) in [
        (&[("post_logout_redirect_uri", BYE)][..], None),
        (
            &[("post_logout_redirect_uri", BYE), ("client_id", "app"), ("state", "s")],
            Some("https://app.example/bye?state=s"),
        ),
    ] {
        let here = SignedIn::at(&provider).await;
        let page = here.end_session(parameters).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
        assert!(page.body.contains("id=\"logout-yes\"") && here.is_signed_in().await, "{}", page.body);
        assert_eq!(page.body.contains("post_logout_redirect_uri needs an id_token_hint"), location.is_none());
        let left = here.browser.submit(&page, &[("decision", "yes")]).await;
        assert_eq!(left.raw_location(), location);
        assert!(!here.is_signed_in().await);
    }
}

#[actix_web::test]
async fn oidcc_rp_initiated_logout_no_params_no_uri_only_state() {
    let provider = TestProvider::new();
    for parameters in [&[][..], &[("state", "x")]] {
        let here = SignedIn::at(&provider).await;
        let question = here.end_session(parameters).await;
        assert!(question.body.contains("id=\"logout-yes\""), "{}", question.body);
        assert!(here.is_signed_in().await, "a link alone ends nothing");
        let stay = here.browser.submit(&question, &[("decision", "no")]).await;
        assert_eq!(stay.status, 200);
        assert!(here.is_signed_in().await);
        let question = here.end_session(parameters).await;
        let done = here.browser.submit(&question, &[("decision", "yes")]).await;
        assert_eq!((done.status.as_u16(), done.raw_location()), (200, None));
        assert!(done.body.contains("signed out"), "{}", done.body);
        assert!(!here.is_signed_in().await);
    }
    let here = SignedIn::at(&provider).await;
    let done = here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert!(done.body.contains("signed out"));
    assert!(!here.is_signed_in().await);
}

/// The hint of an earlier login is no reason to end the present one unasked (SEC-49).
#[actix_web::test]
async fn a_hint_of_another_login_asks_first() {
    let provider = TestProvider::new();
    let first = SignedIn::at(&provider).await;
    let second = SignedIn::at(&provider).await;
    let page = second.end_session(&[("id_token_hint", &first.id_token), ("post_logout_redirect_uri", BYE)]).await;
    assert!(page.body.contains("id=\"logout-yes\""));
    assert!(second.is_signed_in().await && first.is_signed_in().await);
    let back = second.browser.submit(&page, &[("decision", "yes")]).await;
    assert_eq!(back.raw_location(), Some(BYE));
    assert!(!second.is_signed_in().await);
    assert!(first.is_signed_in().await);
}

#[actix_web::test]
async fn sign_out_ends_codes_and_tokens_but_for_offline_access() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let online = here.app.authorize(&here.browser, &[]).await.answer()["code"].clone();
    let online_tokens = here.app.redeem(&online).await.json();
    let offline =
        here.app.authorize(&here.browser, &[("scope", "openid offline_access")]).await.answer()["code"].clone();
    let offline_tokens = here.app.redeem(&offline).await.json();
    let outstanding = here.app.authorize(&here.browser, &[]).await.answer()["code"].clone();

    here.end_session(&[("id_token_hint", &here.id_token)]).await;
    assert_eq!(here.app.redeem(&outstanding).await.json()["error"], "invalid_grant");
    assert_eq!(here.app.userinfo(online_tokens["access_token"].as_str().unwrap()).await.status, 401);
    assert_eq!(here.app.userinfo(offline_tokens["access_token"].as_str().unwrap()).await.status, 200);
    assert_eq!(here.app.refresh(offline_tokens["refresh_token"].as_str().unwrap()).await.status, 200);
}

#[actix_web::test]
async fn a_login_survives_a_restart_and_its_end_does_too() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let (browser, id_token) = (here.browser, here.id_token);
    let provider = provider.restart();
    let here = SignedIn { app: RelyingParty::new(&provider), browser, id_token };
    assert!(here.is_signed_in().await);
    assert_eq!(
        here.end_session(&[("id_token_hint", &here.id_token), ("post_logout_redirect_uri", BYE)]).await.raw_location(),
        Some(BYE)
    );
    let (browser, id_token) = (here.browser, here.id_token);
    let provider = provider.restart();
    let here = SignedIn { app: RelyingParty::new(&provider), browser, id_token };
    assert!(!here.is_signed_in().await);
}

/// Lax cookies stay behind on a cross-site POST: it must not look as if nobody were signed in.
#[actix_web::test]
async fn a_cross_site_post_without_its_cookie_comes_again_by_get() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let post = http.post(provider.url("/end-session")).header("sec-fetch-site", "cross-site");
    let again = Page::read(post.form(&[("id_token_hint", &here.id_token)]).send().await.unwrap()).await;
    assert_eq!(again.status, 303);
    let page = here.browser.visit(&again.location().unwrap()).await;
    assert!(page.body.contains("You’re signed out."));
    assert!(!here.is_signed_in().await);
}

/// SEC-49: a hint alone, in a browser without the login's cookie, ends nothing before somebody confirms.
#[actix_web::test]
async fn a_login_without_its_cookie_ends_by_its_hint_only_after_a_question() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let elsewhere = Browser::new();
    let query: String =
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs([("id_token_hint", &here.id_token)]).finish();
    let url = format!("{}?{query}", provider.url("/end-session"));
    let question = elsewhere.visit(&url).await;
    assert!(question.body.contains("id=\"logout-yes\"") && question.body.contains("The app"), "{}", question.body);
    assert!(here.is_signed_in().await);
    let forged = elsewhere.post(&url, &[("decision", "yes"), ("csrf", "guess")]).await;
    assert!(forged.status == 200 && here.is_signed_in().await, "no CSRF token, no end");
    let done = elsewhere.submit(&question, &[("decision", "yes")]).await;
    assert!(done.body.contains("You’re signed out."), "{}", done.body);
    assert!(!here.is_signed_in().await);
}

#[actix_web::test]
async fn stay_signed_in_stays_and_goes_nowhere_else() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let question = here.end_session(&[("client_id", "app"), ("state", "x")]).await;
    let stayed = here.browser.send_form(&question, &[("decision", "no")]).await;
    assert_eq!(stayed.location(), Some(provider.url("/")));
    assert!(here.is_signed_in().await);
}

#[actix_web::test]
async fn logout_prompt_always_asks_even_with_a_hint_of_this_login() {
    let always = |settings: &mut latchkey::config::settings::Settings| {
        settings.session_management.logout_prompt = latchkey::config::settings::LogoutPrompt::Always;
    };
    let provider = crate::support::Builder::new().settings(always).start();
    let here = SignedIn::at(&provider).await;
    let parameters = [("id_token_hint", here.id_token.as_str()), ("post_logout_redirect_uri", BYE), ("state", "s")];
    let question = here.end_session(&parameters).await;
    assert!(question.body.contains("id=\"logout-yes\"") && here.is_signed_in().await);
    let back = here.browser.submit(&question, &[("decision", "yes")]).await;
    assert_eq!(back.raw_location(), Some("https://app.example/bye?state=s"));
}

/// Two tabs ask at once: both are answered, the login ends once.
#[actix_web::test]
async fn two_tabs_that_sign_out_at_once_are_both_answered() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let parameters = [("id_token_hint", here.id_token.as_str())];
    let (one, other) = futures_util::future::join(here.end_session(&parameters), here.end_session(&parameters)).await;
    for page in [one, other] {
        assert!(page.status == 200 && page.body.contains("You’re signed out."), "{}", page.body);
    }
    assert!(!here.is_signed_in().await);
}
