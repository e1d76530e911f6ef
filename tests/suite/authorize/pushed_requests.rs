//! Pushed authorization requests (RFC 9126): what is pushed counts, for the client that pushed it, until a browser should have
//! arrived, and for one answer. The sentences of FAPI 2.0 that need no more than this are among them.

use futures_util::future::join_all;
use latchkey::config::settings::Rate;
use latchkey::jose::Algorithm;
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::SigningKey;
use latchkey::protocol::client::{Client, ConsentMode};
use latchkey::protocol::client_assertion::AssertionAudience;
use serde_json::{Value, json};

use crate::client_auth::assertions::{Key, claims, fields};
use crate::client_auth::{with_keys, with_macs};
use crate::registration::{Registrar, json_body, open, with};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET, client, public_client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const URN: &str = "urn:ietf:params:oauth:request_uri:";
const CHALLENGE: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// What most requests say; `changes` replace parameters, and an empty value removes one.
fn usual<'a>(app: &'a RelyingParty<'_>, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut parameters = vec![
        ("response_type", "code"),
        ("redirect_uri", app.redirect_uri.as_str()),
        ("scope", "openid email"),
        ("state", "pushed"),
        ("nonce", "pushed"),
    ];
    parameters.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    parameters.extend(changes.iter().filter(|(_, value)| !value.is_empty()));
    parameters
}

/// Pushes these parameters in the name of that client, with its secret.
async fn push_exactly(app: &RelyingParty<'_>, parameters: &[(&str, &str)]) -> Page {
    let request = app.http.post(format!("{}/par", app.address)).basic_auth(app.client_id, Some(SECRET));
    Page::read(request.form(parameters).send().await.unwrap()).await
}

async fn push(app: &RelyingParty<'_>, changes: &[(&str, &str)]) -> Page {
    push_exactly(app, &usual(app, changes)).await
}

async fn pushed(app: &RelyingParty<'_>, changes: &[(&str, &str)]) -> String {
    let page = push(app, changes).await;
    assert_eq!(page.status, 201, "{}", page.body);
    page.json()["request_uri"].as_str().unwrap().to_owned()
}

/// What a browser brings, and what somebody added on the way.
fn url(provider: &TestProvider, client_id: &str, request_uri: &str, added: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([("client_id", client_id), ("request_uri", request_uri)]).extend_pairs(added);
    provider.url(&format!("/authorize?{}", query.finish()))
}

async fn bring(provider: &TestProvider, browser: &Browser, request_uri: &str) -> Page {
    browser.visit(&url(provider, "app", request_uri, &[])).await
}

async fn sign_in(browser: &Browser, login: &Page) -> Page {
    assert!(login.body.contains("id=\"password\""), "no login page: {} {}", login.status, login.body);
    browser.submit(login, &[("username", "ada"), ("password", PASSWORD)]).await
}

/// A page for the person, and nothing for any app.
fn assert_over(page: &Page, words: &str) {
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{}", page.body);
    assert!(page.body.contains(words), "{words}: {}", page.body);
}

fn error(page: &Page) -> (u16, String) {
    (page.status.as_u16(), page.json()["error"].as_str().unwrap().to_owned())
}

fn refused(code: &str) -> (u16, String) {
    (400, code.to_owned())
}

/// RFC 9126 §2.2, §4; RFC 9101 §5: "The authorization server MUST only use the parameters in the Request Object".
#[actix_web::test]
async fn what_was_pushed_counts_and_what_stands_beside_its_name_does_not() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let answer = push(&app, &[]).await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (201, "no-cache, no-store"));
    assert!(answer.header("content-type").starts_with("application/json"));
    assert_eq!(answer.json()["expires_in"], 90);
    let request_uri = answer.json()["request_uri"].as_str().unwrap().to_owned();
    let name = request_uri.strip_prefix(URN).unwrap();
    assert!(name.len() >= 43 && name.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-_".contains(&octet)));
    let added = [
        ("redirect_uri", "https://evil.example/cb"),
        ("state", "added"),
        ("nonce", "added"),
        ("prompt", "none"),
        ("response_mode", "fragment"),
        ("response_type", "token"),
        ("scope", "openid profile"),
    ];
    let browser = Browser::new();
    let login = browser.visit(&url(&provider, "app", &request_uri, &added)).await;
    let back = sign_in(&browser, &login).await;
    assert!(back.location().unwrap().starts_with("https://app.example/cb?"));
    assert_eq!((back.answer()["state"].as_str(), back.answer()["iss"].as_str()), ("pushed", provider.issuer.as_str()));
    let tokens = app.redeem(&back.answer()["code"]).await.json();
    let (_, id_token) = crate::support::relying_party::decode(tokens["id_token"].as_str().unwrap());
    assert_eq!((&id_token["nonce"], tokens["scope"].as_str()), (&json!("pushed"), Some("openid email")));
}

/// `fapi2-security-profile-final-par-attempt-reuse-request_uri`, and its happy neighbour: a request that is brought again
/// before anybody signed in still works.
#[actix_web::test]
async fn a_request_is_good_until_it_was_answered_and_never_after() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let request_uri = pushed(&app, &[]).await;
    let browser = Browser::new();
    bring(&provider, &browser, &request_uri).await;
    bring(&provider, &Browser::new(), &request_uri).await;
    let by_post = [("client_id", "app"), ("request_uri", request_uri.as_str())];
    let login = browser.follow(browser.post(&provider.url("/authorize"), &by_post).await).await;
    let back = sign_in(&browser, &login).await;
    assert_eq!(app.redeem(&back.answer()["code"]).await.status, 200);
    for browser in [&browser, &Browser::new()] {
        assert_over(&bring(&provider, browser, &request_uri).await, "completed before");
    }
    let next = pushed(&app, &[]).await;
    let straight = bring(&provider, &browser, &next).await;
    assert!(straight.answer().contains_key("code"), "nobody is asked anything, and it is used up all the same");
    assert_over(&bring(&provider, &browser, &next).await, "completed before");
    provider.advance(91);
    assert_over(&bring(&provider, &browser, &next).await, "not opened in time");
}

/// Two browsers may hold the same request, as when somebody shows an app's sign-in on another screen.
#[actix_web::test]
async fn of_two_browsers_with_one_request_the_first_is_answered() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let request_uri = pushed(&app, &[]).await;
    let browsers = [Browser::new(), Browser::new()];
    let first = bring(&provider, &browsers[0], &request_uri).await;
    let second = bring(&provider, &browsers[1], &request_uri).await;
    assert!(sign_in(&browsers[0], &first).await.answer().contains_key("code"));
    let late = sign_in(&browsers[1], &second).await;
    assert_over(&late, "completed before");
}

/// SEC-19: one conditional statement in the transaction that stores the answer.
#[actix_web::test]
async fn of_fifty_arrivals_at_once_one_gets_a_code() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let browser = Browser::new();
    app.sign_in(&browser, &[]).await;
    let request_uri = pushed(&app, &[]).await;
    let pages = join_all((0..50).map(|_| bring(&provider, &browser, &request_uri))).await;
    let (answered, others): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.location().is_some());
    assert_eq!(answered.len(), 1);
    others.iter().for_each(|page| assert_over(page, "completed before"));
    assert_eq!(app.redeem(&answered[0].answer()["code"]).await.status, 200);
}

/// `fapi2-security-profile-final-par-attempt-to-use-expired-request_uri`. What expires is the time to arrive.
#[actix_web::test]
async fn who_arrived_in_time_may_take_an_hour_and_who_did_not_is_led_back() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let (arrived, late) = (pushed(&app, &[]).await, pushed(&app, &[]).await);
    let browser = Browser::new();
    provider.advance(89);
    let login = bring(&provider, &browser, &arrived).await;
    provider.advance(1);
    let registered = [("redirect_uri", "https://app.example/cb"), ("response_type", "code"), ("scope", "openid")];
    for added in [&[][..], &registered] {
        assert_over(&Browser::new().visit(&url(&provider, "app", &late, added)).await, "not opened in time");
    }
    let page = bring(&provider, &Browser::new(), &arrived).await;
    assert_over(&page, "not opened in time");
    assert!(page.body.contains("Go to The app"), "it can push another: {}", page.body);
    provider.advance(50 * 60);
    assert!(sign_in(&browser, &login).await.answer().contains_key("code"));
}

/// `fapi2-security-profile-final-par-attempt-to-use-request_uri-for-different-client`.
#[actix_web::test]
async fn a_request_is_its_clients_and_a_name_is_exact() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let request_uri = pushed(&app, &[]).await;
    let name = request_uri.strip_prefix(URN).unwrap();
    let visit = async |client_id: &str, request_uri: &str| {
        Browser::new().visit(&url(&provider, client_id, request_uri, &[])).await
    };
    assert_over(&visit("other", &request_uri).await, "not opened in time");
    for wrong in [
        format!("{URN}{}", &name[1..]),
        format!("{URN}{name}A"),
        format!("{URN}{}", name.to_uppercase()),
        format!("{URN} {name}"),
        format!("{URN}{URN}{name}"),
        URN.to_owned(),
        format!("{URN}{}", "x".repeat(2_000)),
        format!("{URN}' OR '1'='1"),
    ] {
        assert_over(&visit("app", &wrong).await, "not opened in time");
    }
    let upper = URN.to_uppercase();
    for no_urn in [format!("{upper}{name}"), name.to_owned(), format!("https://app.example/{request_uri}")] {
        assert_eq!(visit("app", &no_urn).await.status, 400, "{no_urn}");
    }
    let nobody = Browser::new().visit(&provider.url(&format!("/authorize?request_uri={request_uri}"))).await;
    assert_eq!((nobody.status.as_u16(), nobody.raw_location()), (400, None), "client_id is required");
    assert!(bring(&provider, &Browser::new(), &request_uri).await.body.contains("id=\"password\""), "it is as it was");
}

/// RFC 9126 §2.1: "validate the pushed request as it would an authorization request sent to the authorization endpoint".
#[actix_web::test]
async fn whatever_is_refused_at_the_authorization_endpoint_is_refused_when_it_is_pushed() {
    let provider = Builder::new().app(|app| app.pkce = latchkey::protocol::pkce::PkceRule::Required).start();
    let app = RelyingParty::new(&provider);
    let long = "x".repeat(5_000);
    for (changes, code) in [
        (&[("redirect_uri", "")][..], "invalid_request"),
        (&[("redirect_uri", "https://evil.example/cb")], "invalid_request"),
        (&[("redirect_uri", "https://app.example/cb/")], "invalid_request"),
        (&[("response_type", "")], "invalid_request"),
        (&[("response_type", "device")], "unsupported_response_type"),
        (&[("response_type", "id_token"), ("scope", "email")], "unauthorized_client"),
        (&[("response_mode", "pigeon")], "invalid_request"),
        (&[("max_age", "soon")], "invalid_request"),
        (&[("prompt", "none login")], "invalid_request"),
        (&[("claims", "{")], "invalid_request"),
        (&[("id_token_hint", "a.b.c")], "invalid_request"),
        (&[("resource", "https://api.example")], "invalid_target"),
        (&[("registration", "{}")], "registration_not_supported"),
        (&[("state", long.as_str())], "invalid_request"),
        (&[("code_challenge", "")], "invalid_request"),
        (&[("code_challenge_method", "plain")], "invalid_request"),
        (&[("request_uri", "https://app.example/request")], "invalid_request"),
        (&[("request", "a.b.c")], "invalid_request_object"),
        (&[("client_id", "other")], "invalid_request"),
    ] {
        let challenge = CHALLENGE.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
        let changes: Vec<_> = challenge.chain(changes).copied().collect();
        let page = push(&app, &changes).await;
        assert_eq!(error(&page), refused(code), "{changes:?}: {}", page.body);
    }
    let mut twice = usual(&app, &CHALLENGE);
    twice.push(("state", "again"));
    assert_eq!(error(&push_exactly(&app, &twice).await), refused("invalid_request"));
    let named = [&CHALLENGE[..], &[("client_id", "app"), ("unknown", "ignored")]].concat();
    assert_eq!(push(&app, &named).await.status, 201);
    assert_eq!(provider.by_hand().count("pushed_requests"), 1);
}

/// `fapi2-security-profile-final-par-authorization-request-containing-request_uri-form-param`: also one of this server, and
/// one that the client registered.
#[actix_web::test]
async fn a_name_cannot_be_pushed() {
    let provider = Builder::new()
        .with(|settings| settings.request_objects.by_reference = true)
        .app(|app| app.request_uris = vec!["https://app.example/request".to_owned()])
        .start();
    let app = RelyingParty::new(&provider);
    let request_uri = pushed(&app, &[]).await;
    for named in [request_uri.as_str(), "https://app.example/request", "x"] {
        assert_eq!(error(&push(&app, &[("request_uri", named)]).await), refused("invalid_request"));
        let alone = push_exactly(&app, &[("request_uri", named)]).await;
        assert_eq!(error(&alone), refused("invalid_request"));
        assert!(alone.body.contains("request_uri cannot be pushed"), "{}", alone.body);
    }
}

/// `fapi2-security-profile-final-par-attempt-invalid-http-method`; the limits of every form.
#[actix_web::test]
async fn the_endpoint_takes_forms_by_post_and_nothing_else() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let parameters = usual(&app, &[]);
    let send = async |request: reqwest::RequestBuilder| {
        Page::read(request.basic_auth("app", Some(SECRET)).send().await.unwrap()).await
    };
    let at = provider.url("/par");
    for method in ["GET", "PUT", "DELETE", "PATCH"] {
        let page = send(app.http.request(method.parse().unwrap(), &at).form(&parameters)).await;
        assert_eq!((page.status.as_u16(), page.header("allow")), (405, "POST, OPTIONS"), "{method}");
        assert_eq!(page.json()["error"], "invalid_request");
    }
    let json = send(json_body(app.http.post(&at), &json!({"response_type": "code"}))).await;
    assert_eq!(error(&json).1, "invalid_request");
    let large = send(app.http.post(&at).form(&[("state", "x".repeat(70_000))])).await;
    assert_eq!(error(&large), (413, "invalid_request".to_owned()));
    let claims = json!({"userinfo": {"c".repeat(30_000): null}}).to_string();
    let long = push(&app, &[("claims", &claims)]).await;
    assert!(matches!(long.status.as_u16(), 400 | 413), "{}", long.body);
    let in_the_query = app.http.post(format!("{at}?response_type=code&client_id=app")).form(&[("scope", "openid")]);
    assert_eq!(error(&send(in_the_query).await), refused("invalid_request"));
    assert_eq!(provider.by_hand().count("pushed_requests"), 0);
}

/// RFC 9126 §2: as at the token endpoint, by each method.
#[actix_web::test]
async fn whoever_pushes_proves_who_it_is_as_at_the_token_endpoint() {
    let key = Key::new("k1");
    let provider = Builder::new()
        .client(with_keys("signs", &[key.jwk()]))
        .client(with_macs("macs"))
        .client(public_client("spa"))
        .start();
    let app = RelyingParty::new(&provider);
    let at = provider.url("/par");
    let send = async |parameters: &[(&str, &str)], secret: Option<&str>| {
        let request = app.http.post(&at).form(parameters);
        let request = match secret {
            Some(secret) => request.basic_auth("app", Some(secret)),
            None => request,
        };
        Page::read(request.send().await.unwrap()).await
    };
    let body = usual(&app, &[]);
    let with = |more: &[(&'static str, &'static str)]| [&body[..], more].concat();
    let unknown = (401, "invalid_client".to_owned());
    for (parameters, secret) in [
        (with(&[]), None),
        (with(&[("client_id", "app")]), None),
        (with(&[]), Some("wrong")),
        (with(&[("client_id", "nobody"), ("client_secret", "x")]), None),
        (with(&[("client_id", "app"), ("client_secret", "wrong")]), None),
        (with(&[("client_id", "spa"), ("client_secret", "x")]), None),
    ] {
        let page = send(&parameters, secret).await;
        assert_eq!(error(&page), unknown, "{parameters:?}");
        assert!(page.header("www-authenticate").starts_with("Basic"), "{parameters:?}");
    }
    let both = send(&with(&[("client_id", "app"), ("client_secret", SECRET)]), Some(SECRET)).await;
    assert_eq!(error(&both), refused("invalid_request"));
    assert_eq!(send(&with(&[("client_id", "app"), ("client_secret", SECRET)]), None).await.status, 201);

    let signs = RelyingParty::of(&provider, "signs");
    let assertion = key.sign(&claims(&provider, "signs"));
    let proven = [usual(&signs, &[]), fields(&assertion).to_vec()].concat();
    assert_eq!(send(&proven, None).await.status, 201);
    assert_eq!(error(&send(&proven, None).await), unknown, "an assertion is good once");
    let macs = RelyingParty::of(&provider, "macs");
    let mac = crate::client_auth::assertions::mac(
        "HS256",
        crate::client_auth::LONG_SECRET.as_bytes(),
        &claims(&provider, "macs"),
    );
    assert_eq!(send(&[usual(&macs, &[]), fields(&mac).to_vec()].concat(), None).await.status, 201);

    let spa = RelyingParty::of(&provider, "spa");
    let public = usual(&spa, &[&CHALLENGE[..], &[("client_id", "spa")]].concat());
    let without = usual(&spa, &[("client_id", "spa")]);
    assert_eq!(error(&send(&without, None).await), refused("invalid_request"), "a public client needs PKCE");
    let page = send(&public, None).await;
    let browser = Browser::new();
    let login = browser.visit(&url(&provider, "spa", page.json()["request_uri"].as_str().unwrap(), &[])).await;
    let code = sign_in(&browser, &login).await.answer()["code"].clone();
    let redeem = [
        ("grant_type", "authorization_code"),
        ("client_id", "spa"),
        ("code", &code),
        ("redirect_uri", &spa.redirect_uri),
        ("code_verifier", VERIFIER),
    ];
    let tokens = Page::read(app.http.post(provider.url("/token")).form(&redeem).send().await.unwrap()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
}

/// RFC 9126 §2: "the authorization server MUST accept its issuer identifier, token endpoint URL, or pushed authorization
/// request endpoint URL"; under FAPI 2.0 the issuer alone, as one text (row 37).
#[actix_web::test]
async fn an_assertion_may_be_addressed_to_the_endpoint_unless_its_client_is_strict() {
    let key = Key::new("k1");
    let strict = Client { assertion_audience: AssertionAudience::Issuer, ..with_keys("strict", &[key.jwk()]) };
    let provider = Builder::new().client(with_keys("lenient", &[key.jwk()])).client(strict).start();
    let (issuer, par) = (provider.issuer.clone(), provider.url("/par"));
    for (aud, leniently, strictly, at_token) in [
        (json!(issuer), true, true, true),
        (json!(provider.url("/token")), true, false, true),
        (json!(par), true, false, false),
        (json!([par]), true, false, false),
        (json!([issuer, par]), true, false, true),
        (json!([par, "https://other.example"]), false, false, false),
        (json!(provider.url("/authorize")), false, false, false),
        (json!("https://evil.example/par"), false, false, false),
        (json!(format!("{par}/")), false, false, false),
    ] {
        let accepted = async |client_id: &str, path: &str| {
            let app = RelyingParty::of(&provider, client_id);
            let mut said = claims(&provider, client_id);
            said["aud"] = aud.clone();
            let assertion = key.sign(&said);
            let grant = [("grant_type", "refresh_token"), ("refresh_token", "unknown")];
            let body = if path == "/par" { usual(&app, &[]) } else { grant.to_vec() };
            let request = app.http.post(provider.url(path)).form(&[body, fields(&assertion).to_vec()].concat());
            request.send().await.unwrap().status() != 401
        };
        assert_eq!(accepted("lenient", "/par").await, leniently, "{aud}");
        assert_eq!(accepted("strict", "/par").await, strictly, "{aud}");
        assert_eq!(accepted("lenient", "/token").await, at_token, "{aud}");
    }
}

struct Signer(SigningKey);

impl Signer {
    fn new() -> Self {
        Self(SigningKey::generate(Algorithm::ES256).unwrap().0)
    }

    fn client(&self, client_id: &str) -> Client {
        let jwk = self.0.public().to_jwk(self.0.kid(), self.0.algorithm());
        let keys = JwkSet::from_value(&json!({"keys": [jwk]})).unwrap();
        Client { jwks: Some(std::sync::Arc::new(keys)), ..client(client_id) }
    }

    fn sign(&self, claims: &Value) -> String {
        self.0.sign("oauth-authz-req+jwt", claims.to_string().as_bytes()).unwrap()
    }
}

/// RFC 9126 §3; `fapi2-security-profile-final-par-authorization-request-containing-request_uri`.
#[actix_web::test]
async fn a_request_object_can_be_pushed_and_what_it_holds_counts() {
    let (signer, stranger) = (Signer::new(), Signer::new());
    let signed = Client { require_signed_request_object: true, ..signer.client("app") };
    let provider = Builder::new().with(|settings| settings.clients = vec![signed, client("other")]).start();
    let app = RelyingParty::new(&provider);
    let claims = json!({
        "iss": "app", "aud": provider.issuer, "client_id": "app", "response_type": "code", "scope": "openid",
        "redirect_uri": "https://app.example/cb", "state": "inside",
        "exp": provider.provider.now().seconds() + 30,
    });
    let changed = |name: &str, value: Value| {
        let mut claims = claims.clone();
        claims[name] = value;
        signer.sign(&claims)
    };
    let request_uri = pushed(&app, &[("request", &signer.sign(&claims)), ("state", "outside")]).await;
    let mut tampered = signer.sign(&claims);
    tampered.pop();
    for (object, code) in [
        (stranger.sign(&claims), "invalid_request_object"),
        (tampered, "invalid_request_object"),
        ("eyJhbGciOiJub25lIn0.e30.".to_owned(), "invalid_request_object"),
        (changed("request_uri", json!(request_uri)), "invalid_request_object"),
        (changed("request", json!("a.b.c")), "invalid_request_object"),
        (changed("client_id", json!("other")), "invalid_request_object"),
        (changed("iss", json!("other")), "invalid_request_object"),
        (changed("aud", json!("https://other.example")), "invalid_request_object"),
        (changed("exp", json!(1)), "invalid_request_object"),
        (changed("redirect_uri", json!("https://evil.example/cb")), "invalid_request"),
        (changed("prompt", json!("none login")), "invalid_request"),
    ] {
        let page = push(&app, &[("request", &object)]).await;
        assert_eq!(error(&page), refused(code), "{}", page.body);
    }
    let plain = push(&app, &[]).await;
    assert_eq!(error(&plain), refused("invalid_request"), "this client signs: {}", plain.body);
    provider.advance(60);
    let browser = Browser::new();
    let login = bring(&provider, &browser, &request_uri).await;
    assert_eq!(sign_in(&browser, &login).await.answer()["state"], "inside", "it was judged when it was pushed");
}

#[actix_web::test]
async fn a_request_object_is_refused_where_none_is_taken() {
    let signer = Signer::new();
    let provider = Builder::new()
        .with(|settings| {
            settings.clients = vec![signer.client("app")];
            settings.request_objects.by_value = false;
        })
        .start();
    let app = RelyingParty::new(&provider);
    let object = signer.sign(&json!({"client_id": "app"}));
    assert_eq!(error(&push(&app, &[("request", &object)]).await), refused("request_not_supported"));
}

/// RFC 9126 §5, §6; `fapi2-security-profile-final-ensure-request-without-par-fails` is one of these.
#[actix_web::test]
async fn a_client_that_must_push_gets_nothing_by_other_ways() {
    let one = |app: &mut Client| app.require_pushed_authorization_requests = true;
    let provider = Builder::new().app(one).start();
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(discovery["pushed_authorization_request_endpoint"], provider.url("/par"));
    assert_eq!(discovery["require_pushed_authorization_requests"], false);
    let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
    let refusal = app.authorize(&Browser::new(), &[]).await;
    assert_eq!((refusal.answer()["error"].as_str(), refusal.answer()["state"].as_str()), ("invalid_request", "st4te"));
    assert!(refusal.answer()["error_description"].contains("must push"));
    let object = app.authorize(&Browser::new(), &[("request", "a.b.c")]).await;
    assert_eq!(object.answer()["error"], "invalid_request");
    assert!(other.authorize(&Browser::new(), &[]).await.body.contains("id=\"password\""));
    let request_uri = pushed(&app, &[]).await;
    let browser = Browser::new();
    let login = bring(&provider, &browser, &request_uri).await;
    assert!(sign_in(&browser, &login).await.answer().contains_key("code"));

    let provider = Builder::new().with(|settings| settings.pushed_requests.required = true).start();
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    assert_eq!(discovery["require_pushed_authorization_requests"], true);
    for client_id in ["app", "other"] {
        let refusal = RelyingParty::of(&provider, client_id).authorize(&Browser::new(), &[]).await;
        assert_eq!(refusal.answer()["error"], "invalid_request", "{client_id}");
    }
}

/// RFC 9126 §6 in a client's registration.
#[actix_web::test]
async fn a_client_that_registers_itself_may_say_that_it_always_pushes() {
    let provider = Builder::new()
        .with(|settings| {
            open(settings);
            settings.registration.redirect_to_unapproved = true;
        })
        .start();
    let registrar = Registrar::new(&provider);
    let wrong = registrar.register(&with(json!({"require_pushed_authorization_requests": "yes"}))).await;
    assert_eq!(error(&wrong), refused("invalid_client_metadata"));
    let client = registrar.registered(&with(json!({"require_pushed_authorization_requests": true}))).await;
    assert_eq!(client["require_pushed_authorization_requests"], true);
    let mut app = RelyingParty::of(&provider, client["client_id"].as_str().unwrap());
    app.redirect_uri = client["redirect_uris"][0].as_str().unwrap().to_owned();
    let refusal = app.authorize(&Browser::new(), &CHALLENGE).await;
    assert_eq!(refusal.answer()["error"], "invalid_request");
    let (id, secret) = (app.client_id, client["client_secret"].as_str());
    let request = app.http.post(provider.url("/par")).basic_auth(id, secret).form(&usual(&app, &CHALLENGE));
    let page = Page::read(request.send().await.unwrap()).await;
    assert_eq!(page.status, 201, "{}", page.body);
    let request_uri = page.json()["request_uri"].as_str().unwrap().to_owned();
    let login = Browser::new().visit(&url(&provider, id, &request_uri, &[])).await;
    assert!(login.body.contains("id=\"password\""), "{}", login.body);
}

/// Row 64: nobody fills the disk, neither one client nor whoever knows the name of a public one.
#[actix_web::test]
async fn a_client_has_so_many_requests_waiting_and_a_public_one_pushes_so_often() {
    let provider = Builder::new()
        .client(public_client("spa"))
        .with(|settings| {
            settings.limits.pushed_requests_per_client = 3;
            settings.limits.pushed_requests = Rate { events: 2, window: std::time::Duration::from_secs(60) };
        })
        .start();
    let (app, other) = (RelyingParty::new(&provider), RelyingParty::of(&provider, "other"));
    for _ in 0..3 {
        pushed(&app, &[]).await;
    }
    let full = push(&app, &[]).await;
    assert_eq!(error(&full), (429, "temporarily_unavailable".to_owned()));
    assert_eq!(full.header("retry-after"), "90");
    pushed(&other, &[]).await;
    provider.advance(90);
    pushed(&app, &[]).await;

    let spa = RelyingParty::of(&provider, "spa");
    let public = usual(&spa, &[&CHALLENGE[..], &[("client_id", "spa")]].concat());
    let send = async || Page::read(spa.http.post(provider.url("/par")).form(&public).send().await.unwrap()).await;
    for _ in 0..2 {
        assert_eq!(send().await.status, 201);
    }
    let often = send().await;
    assert_eq!(error(&often), (429, "temporarily_unavailable".to_owned()));
    assert!((1..=60).contains(&often.header("retry-after").parse::<u64>().unwrap()));
    provider.advance(61);
    assert_eq!(send().await.status, 201);
}

/// Who says no has answered; who was never asked has not.
#[actix_web::test]
async fn a_refusal_of_somebody_uses_a_request_up_and_one_of_nobody_does_not() {
    let provider = Builder::new().app(|app| app.consent = ConsentMode::Always).start();
    let app = RelyingParty::new(&provider);
    let silent = pushed(&app, &[("prompt", "none")]).await;
    let browser = Browser::new();
    for _ in 0..2 {
        assert_eq!(bring(&provider, &browser, &silent).await.answer()["error"], "login_required");
    }
    let request_uri = pushed(&app, &[]).await;
    let login = bring(&provider, &browser, &request_uri).await;
    let consent = sign_in(&browser, &login).await;
    let denied = browser.submit(&consent, &[("decision", "deny")]).await;
    assert_eq!(denied.answer()["error"], "access_denied");
    assert_over(&bring(&provider, &browser, &request_uri).await, "completed before");
}

/// RFC 9126 §4: what changed meanwhile counts.
#[actix_web::test]
async fn a_client_that_changed_meanwhile_is_judged_as_it_is_now() {
    let mut provider = TestProvider::new();
    let request_uri = pushed(&RelyingParty::new(&provider), &[]).await;
    provider.reload(|settings| settings.clients[0].redirect_uris.clear());
    let page = bring(&provider, &Browser::new(), &request_uri).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "the redirect URI went away");
    provider.reload(|settings| drop(settings.clients.remove(0)));
    let page = bring(&provider, &Browser::new(), &request_uri).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "the client went away");
}

/// SEC-28: the name is stored as a digest, and what was asked about somebody cannot be read in a copy of the table.
#[actix_web::test]
async fn neither_the_name_nor_what_was_pushed_can_be_read_where_it_is_stored() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let request_uri = pushed(&app, &[("login_hint", "ada@example.com"), ("state", "st4te-of-ada")]).await;
    let stored = provider.by_hand().run("SELECT request FROM pushed_requests").unwrap();
    use base64::Engine as _;
    let octets = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(&stored).unwrap();
    for text in [stored, String::from_utf8_lossy(&octets).into_owned()] {
        for secret in ["ada", "st4te", "app.example", request_uri.strip_prefix(URN).unwrap(), SECRET] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    let browser = Browser::new();
    let login = bring(&provider, &browser, &request_uri).await;
    assert!(login.body.contains("ada@example.com"), "the hint arrives");
}
