//! Sign-out never ends in an error that leaves the login alive: the person is asked, told why there will be no way back,
//! and the answer counts.

use latchkey::jose::Algorithm;
use latchkey::protocol::client::Voucher;
use latchkey::protocol::cookie_names::CookieNames;

use super::{BYE, SignedIn};
use crate::support::browser::Page;
use crate::support::relying_party::decode;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// What a person sees of it.
fn asks(page: &Page) -> bool {
    page.status == 200 && page.body.contains("<h1>Sign out?</h1>") && page.body.contains("id=\"logout-yes\"")
}

/// The sentence for the person, and the one for the app's developer.
fn tells(page: &Page, words: &str, technical: &str) -> bool {
    page.body.contains(&format!("because {words}.")) && page.body.contains(technical)
}

#[actix_web::test]
async fn whatever_the_parameters_are_the_person_is_asked_told_why_and_signed_out() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let (header, claims) = decode(&here.id_token);
    let foreign = latchkey::keys::SigningKey::generate(Algorithm::RS256).unwrap().0;
    let foreign = foreign.sign("JWT", claims.to_string().as_bytes()).unwrap();
    let long = "x".repeat(33_000);
    let proof = "it did not prove which sign-in it means";
    let unread = "its request could not be read";
    let unregistered = "the address it gave is not registered here";
    for (parameters, words, technical) in [
        (&[("id_token_hint", "undefined"), ("post_logout_redirect_uri", BYE)][..], proof, "id_token_hint is not valid"),
        (&[("id_token_hint", &foreign), ("post_logout_redirect_uri", BYE)], proof, "id_token_hint is not valid"),
        (&[("id_token_hint", "a.b.c.d.e"), ("post_logout_redirect_uri", BYE)], proof, "it is encrypted"),
        (&[("id_token_hint", "null")], proof, "id_token_hint is not valid"),
        (
            &[("client_id", "nobody"), ("post_logout_redirect_uri", BYE)],
            "it is not known here",
            "client_id is not registered",
        ),
        (&[("client_id", "\u{7f}")], "it is not known here", "client_id is not registered"),
        (&[("post_logout_redirect_uri", BYE)], "its request does not say which app it is", "needs an id_token_hint"),
        (
            &[("client_id", "app"), ("post_logout_redirect_uri", "https://app.example/bye/")],
            unregistered,
            "is not registered",
        ),
        (&[("client_id", "app"), ("post_logout_redirect_uri", "bye bye")], unregistered, "is not registered"),
        (
            &[("client_id", "app"), ("post_logout_redirect_uri", "javascript:alert(1)")],
            unregistered,
            "is not registered",
        ),
        (&[("client_id", "other"), ("post_logout_redirect_uri", BYE)], unregistered, "is not registered"),
        (&[("client_id", "app"), ("client_id", "app")], unread, "client_id was sent more than once"),
        (&[("state", "a"), ("state", "b"), ("client_id", "app")], unread, "state was sent more than once"),
        (&[("client_id", "app"), ("post_logout_redirect_uri", BYE), ("state", &long)], unread, "is longer than"),
        (&[("ui_locales", &long[..2_000])], unread, "ui_locales is longer than"),
    ] {
        let asked = here.end_session(parameters).await;
        assert!(asks(&asked), "{parameters:?}: {} {}", asked.status, asked.body);
        assert!(tells(&asked, words, technical), "{parameters:?}: {}", asked.body);
        assert!(here.is_signed_in().await, "a link alone ends nothing: {parameters:?}");
        let done = here.browser.submit(&asked, &[("decision", "yes")]).await;
        assert!(done.status == 200 && done.body.contains("You’re signed out."), "{parameters:?}: {}", done.body);
        assert!(!here.is_signed_in().await, "{parameters:?}");
        here.app.sign_in(&here.browser, &[]).await;
    }
    assert_eq!(header["alg"], "RS256");
}

/// What the address or the body cannot hold as text, and bodies of other kinds.
#[actix_web::test]
async fn a_request_that_cannot_be_read_is_asked_about_too() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let url = provider.url("/end-session");
    for query in ["state=%ff", "state=%00", "%fe=1", "state=%", &"a=1&".repeat(2)] {
        let asked = here.browser.visit(&format!("{url}?{query}")).await;
        assert!(asks(&asked) && asked.body.contains("could not be read"), "{query}: {}", asked.body);
    }
    let post = || here.browser.http.post(&url).header("sec-fetch-site", "same-origin");
    for request in [
        post().header("content-type", "application/json").body(format!("{{\"id_token_hint\":\"{}\"}}", here.id_token)),
        post().header("content-type", "text/plain").body("id_token_hint=x"),
        post().header("content-type", "multipart/form-data; boundary=x").body("--x--"),
        post().body("no type at all"),
        post().form(&[("state", "x".repeat(70_000))]),
        post().header("content-encoding", "gzip").form(&[("state", "x")]),
    ] {
        let asked = Page::read(request.send().await.unwrap()).await;
        assert!(asks(&asked) && asked.body.contains("could not be read"), "{} {}", asked.status, asked.body);
    }
    assert!(here.is_signed_in().await);
}

/// The button is heard whatever is sent beside it; nothing of that is used.
#[actix_web::test]
async fn a_yes_counts_in_a_request_that_cannot_be_read_otherwise() {
    let provider = TestProvider::new();
    for beside in
        ["state=a&state=b", "state=%ff", "post_logout_redirect_uri=https://app.example/bye&client_id=app&client_id=app"]
    {
        let here = SignedIn::at(&provider).await;
        let asked = here.end_session(&[]).await;
        let csrf = asked.hidden_fields().remove(0).1;
        let body = format!("csrf={csrf}&decision=yes&{beside}");
        let form = "application/x-www-form-urlencoded";
        let request = here.browser.http.post(asked.form_action()).header("content-type", form).body(body);
        let done = here.browser.follow(Page::read(request.send().await.unwrap()).await).await;
        assert!(done.raw_location().is_none() && done.body.contains("You’re signed out."), "{beside}: {}", done.body);
        assert!(!here.is_signed_in().await, "{beside}");
    }
}

/// A form holds no more than `limits.body_bytes`: what the question cannot carry on, it leaves out, so that yes arrives.
#[actix_web::test]
async fn the_question_carries_no_more_than_its_answer_can_hold() {
    let provider = Builder::new().settings(|settings| settings.limits.body_bytes = 4_096).start();
    let here = SignedIn::at(&provider).await;
    for state in [":".repeat(1_000), ":".repeat(4_000), "x".repeat(20_000)] {
        let parameters = [("client_id", "app"), ("post_logout_redirect_uri", BYE), ("state", state.as_str())];
        let asked = here.end_session(&parameters).await;
        assert!(asks(&asked), "{}", asked.body);
        let left = here.browser.submit(&asked, &[("decision", "yes")]).await;
        assert!(
            left.status == 200 || left.raw_location().is_some_and(|location| location.starts_with(BYE)),
            "{}",
            left.body
        );
        assert!(!here.is_signed_in().await);
        here.app.sign_in(&here.browser, &[]).await;
    }
}

/// RP-Initiated Logout §2, §3: `client_id` and a registered address, and the person's yes, are a way back.
#[actix_web::test]
async fn a_registered_address_is_a_way_back_after_yes_whatever_became_of_the_hint() {
    let provider = TestProvider::new();
    for hint in [None, Some("undefined"), Some("a.b.c.d.e")] {
        let here = SignedIn::at(&provider).await;
        let mut parameters = vec![("client_id", "app"), ("post_logout_redirect_uri", BYE), ("state", "a b")];
        parameters.extend(hint.map(|hint| ("id_token_hint", hint)));
        let asked = here.end_session(&parameters).await;
        assert!(
            asks(&asked) && asked.body.contains("The app") && !asked.body.contains("no-way-back"),
            "{}",
            asked.body
        );
        assert!(here.is_signed_in().await);
        let left = here.browser.submit(&asked, &[("decision", "yes")]).await;
        assert!(left.raw_location().unwrap().starts_with("https://app.example/bye?state="), "{}", left.body);
        assert_eq!(left.answer()["state"], "a b");
        assert!(!here.is_signed_in().await);
    }
}

/// A link alone sends nobody anywhere, signed in or not.
#[actix_web::test]
async fn where_nobody_is_signed_in_the_way_back_is_offered_and_not_taken() {
    let provider = TestProvider::new();
    let here = SignedIn { browser: Browser::new(), app: RelyingParty::new(&provider), id_token: String::new() };
    let page = here.end_session(&[("client_id", "app"), ("post_logout_redirect_uri", BYE)]).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (200, None));
    assert!(
        page.body.contains("<h1>Nobody is signed in</h1>") && !page.body.contains("You’re signed out."),
        "{}",
        page.body
    );
    assert!(page.body.contains(&format!("href=\"{}\"", BYE.replace('/', "&#x2F;"))), "{}", page.body);
    assert!(!page.body.contains("id=\"continue\""), "a click, and no script, leads there");
    let nothing = here.end_session(&[]).await;
    assert!(nothing.body.contains("<h1>Nobody is signed in</h1>") && nothing.body.contains("href=\"&#x2F;login\""));
}

/// RFC 9700 §4.11.2 for a client that registered itself.
#[actix_web::test]
async fn an_app_that_nobody_approved_gets_nobody_back_and_the_person_is_told() {
    let unapproved = |client: &mut latchkey::protocol::client::Client| {
        client.voucher = Voucher::Registered { look: 1, approved: false };
    };
    let provider = Builder::new().app(unapproved).start();
    let browser = Browser::new();
    let other = RelyingParty::of(&provider, "other");
    other.sign_in(&browser, &[]).await;
    let here = SignedIn { browser, app: other, id_token: String::new() };
    let asked = here.end_session(&[("client_id", "app"), ("post_logout_redirect_uri", BYE)]).await;
    assert!(
        asks(&asked) && tells(&asked, "nobody has approved it yet", "nobody has approved this client"),
        "{}",
        asked.body
    );
    let done = here.browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(done.raw_location().is_none() && !here.is_signed_in().await);
}

/// A server that calls the address has nobody to ask: its status says that nothing was done.
#[actix_web::test]
async fn what_is_no_browser_is_told_that_nobody_was_signed_out() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let url = provider.url("/end-session");
    let query = [("id_token_hint", here.id_token.as_str()), ("post_logout_redirect_uri", BYE)];
    let link = url::Url::parse_with_params(&url, query).unwrap();
    let accepts = ["*/*", "application/json", ""];
    for accept in accepts {
        for request in [http.get(link.clone()), http.get(&url), http.post(&url).form(&query)] {
            let mut request = request.header("accept", accept);
            if accept.is_empty() {
                request = request.header("user-agent", "a server");
            }
            let answer = Page::read(request.send().await.unwrap()).await;
            assert_eq!((answer.status.as_u16(), answer.raw_location()), (403, None), "{accept}: {}", answer.body);
            assert_eq!(answer.json()["error"], "interaction_required");
            assert!(answer.json()["error_description"].as_str().unwrap().starts_with("nobody was signed out"));
        }
        let head = http.head(link.clone()).header("accept", accept).send().await.unwrap();
        assert_eq!(head.status(), 403);
    }
    assert!(here.is_signed_in().await);
    let browser = http.get(link.clone()).header("accept", "text/html;q=0.9, */*");
    assert!(asks(&Page::read(browser.send().await.unwrap()).await), "somebody may sit before it");
    // Any cookie of ours says so, too; one of others does not.
    let names = CookieNames::of(&provider.url(""));
    for (cookie, is_ours) in [
        (format!("{}={}", names.browser_state.name, "s".repeat(22)), true),
        (format!("{}={}", names.known_browser, "k".repeat(43)), true),
        ("x=1".into(), false),
    ] {
        let answer = http.get(link.clone()).header("accept", "*/*").header("cookie", &cookie).send().await.unwrap();
        assert_eq!(answer.status() != 403, is_ours, "{cookie}: {}", answer.status());
    }
}

/// The question says why it comes back.
#[actix_web::test]
async fn a_yes_from_a_page_of_before_is_asked_again_with_the_reason() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let asked = here.end_session(&[]).await;
    here.browser.submit(&asked, &[("decision", "yes")]).await;
    here.app.sign_in(&here.browser, &[]).await;
    let again = here.browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(asks(&again) && again.body.contains("had been open for a while"), "{}", again.body);
    let done = here.browser.submit(&again, &[("decision", "yes")]).await;
    assert!(done.body.contains("You’re signed out.") && !here.is_signed_in().await);
}

/// Proving the password again in another tab begins no other login: a question that is open goes on.
#[actix_web::test]
async fn a_question_that_was_open_while_the_password_was_proven_again_is_answered() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let asked = here.end_session(&[]).await;
    here.app.sign_in(&here.browser, &[("prompt", "login")]).await;
    let done = here.browser.submit(&asked, &[("decision", "yes")]).await;
    assert!(done.body.contains("You’re signed out.") && !here.is_signed_in().await, "{}", done.body);
}

/// Lax cookies stay behind on a POST of another site, also where the browser has no fetch metadata to say so.
#[actix_web::test]
async fn an_old_browsers_cross_site_post_comes_again_by_get() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    for origin in ["https://app.example", "null"] {
        let post = http.post(provider.url("/end-session")).header("origin", origin);
        let again = Page::read(post.form(&[("state", "x")]).send().await.unwrap()).await;
        assert_eq!((again.status.as_u16(), again.raw_location()), (303, Some("/end-session?state=x")), "{origin}");
        assert!(asks(&here.browser.visit(&again.location().unwrap()).await));
    }
    let unread = http.post(provider.url("/end-session")).header("origin", "null").body("{}").send().await.unwrap();
    assert_eq!(unread.headers()["location"], "/end-session");
}

#[actix_web::test]
async fn signed_out_opened_again_by_somebody_who_is_signed_in_leads_to_the_account() {
    let provider = TestProvider::new();
    let here = SignedIn::at(&provider).await;
    let page = here.browser.get(&provider.url("/signed-out")).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (303, Some("/")));
    let nobody = Browser::new().get(&provider.url("/signed-out")).await;
    assert!(nobody.status == 200 && nobody.body.contains("<h1>Nobody is signed in</h1>"), "{}", nobody.body);
}
