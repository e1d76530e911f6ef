//! The Dynamic OP and 3rd Party-Init OP profiles, a test per module under the module's name, as far as registration is
//! what the module is about. Every client registers itself.

use serde_json::{Value, json};

use super::verified;
use crate::registration::{Registrar, open, open_provider, text, with};
use crate::support::site::{Answer, Authority, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const REDIRECT_URI: &str = "https://guest.example/cb";

/// The relying party of a registered client.
struct Registered<'a> {
    app: RelyingParty<'a>,
    secret: String,
}

impl<'a> Registered<'a> {
    async fn new(provider: &'a TestProvider, changes: Value) -> Self {
        let answer = Registrar::new(provider).registered(&with(changes)).await;
        Self::of(provider, &answer)
    }

    fn of(provider: &'a TestProvider, answer: &Value) -> Self {
        // As long as the test runs.
        let client_id: &'static str = Box::leak(text(answer, "client_id").to_owned().into_boxed_str());
        let mut app = RelyingParty::of(provider, client_id);
        app.redirect_uri = answer["redirect_uris"][0].as_str().unwrap().to_owned();
        Self { app, secret: answer["client_secret"].as_str().unwrap_or_default().to_owned() }
    }

    /// Signs ada in, allows, and redeems.
    async fn tokens(&self, browser: &Browser) -> Value {
        let consent = self.app.sign_in(browser, &[]).await;
        let answer = browser.submit(&consent, &[("decision", "allow")]).await.answer();
        let request = self.app.http.post(self.app.provider.url("/token"));
        let request = request.basic_auth(self.app.client_id, Some(&self.secret)).form(&[
            ("grant_type", "authorization_code"),
            ("code", &answer["code"]),
            ("redirect_uri", &self.app.redirect_uri),
        ]);
        let answer = crate::support::browser::Page::read(request.send().await.unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }
}

/// Neither redirected nor shown a login page.
async fn is_error_page(app: &RelyingParty<'_>, changes: &[(&str, &str)]) {
    let page = app.authorize(&Browser::new(), changes).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None));
    assert!(page.body.contains("redirect_uri is "), "{}", page.body);
}

#[actix_web::test]
async fn oidcc_idtoken_signature() {
    let provider = open_provider();
    let guest = Registered::new(&provider, json!({})).await;
    let tokens = guest.tokens(&Browser::new()).await;
    let header = crate::support::relying_party::decode(text(&tokens, "id_token")).0;
    assert_eq!(header["alg"], "RS256", "the default of the specification");
    assert!(header["kid"].is_string());
    assert_eq!(verified(&guest.app, &tokens["id_token"]).await["aud"], guest.app.client_id);
}

#[actix_web::test]
async fn oidcc_idtoken_rs256() {
    let provider = open_provider();
    for algorithm in ["RS256", "ES256"] {
        let guest = Registered::new(&provider, json!({"id_token_signed_response_alg": algorithm})).await;
        let tokens = guest.tokens(&Browser::new()).await;
        assert_eq!(crate::support::relying_party::decode(text(&tokens, "id_token")).0["alg"], algorithm);
        verified(&guest.app, &tokens["id_token"]).await;
    }
}

/// `none` is not among `id_token_signing_alg_values_supported`, so the module is skipped; registering it is refused.
#[actix_web::test]
async fn oidcc_idtoken_unsigned() {
    let provider = open_provider();
    let refused = Registrar::new(&provider).register(&with(json!({"id_token_signed_response_alg": "none"}))).await;
    assert_eq!(refused.json()["error"], "invalid_client_metadata");
}

#[actix_web::test]
async fn oidcc_ensure_redirect_uri_in_authorization_request() {
    let provider = open_provider();
    let uris = json!({"redirect_uris": [REDIRECT_URI, "https://guest.example/second"]});
    let guest = Registered::new(&provider, uris).await;
    is_error_page(&guest.app, &[("redirect_uri", "")]).await;
}

#[actix_web::test]
async fn oidcc_redirect_uri_query_ok() {
    let provider = open_provider();
    let guest = Registered::new(&provider, json!({"redirect_uris": ["https://guest.example/cb?bar=foo"]})).await;
    let browser = Browser::new();
    let consent = guest.app.sign_in(&browser, &[]).await;
    let back = browser.submit(&consent, &[("decision", "allow")]).await;
    assert!(back.raw_location().unwrap().starts_with("https://guest.example/cb?bar=foo&"));
    assert_eq!(back.answer()["bar"], "foo");
}

#[actix_web::test]
async fn oidcc_redirect_uri_query_mismatch() {
    let provider = open_provider();
    let guest = Registered::new(&provider, json!({"redirect_uris": ["https://guest.example/cb?bar=foo"]})).await;
    is_error_page(&guest.app, &[("redirect_uri", "https://guest.example/cb?bar=bar")]).await;
    is_error_page(&guest.app, &[("redirect_uri", "https://guest.example/cb")]).await;
}

#[actix_web::test]
async fn oidcc_redirect_uri_query_added() {
    let provider = open_provider();
    let guest = Registered::new(&provider, json!({})).await;
    is_error_page(&guest.app, &[("redirect_uri", "https://guest.example/cb?foo=bar")]).await;
}

#[actix_web::test]
async fn oidcc_redirect_uri_regfrag() {
    let provider = open_provider();
    let refused =
        Registrar::new(&provider).register(&with(json!({"redirect_uris": ["https://guest.example/cb#f"]}))).await;
    assert_eq!((refused.status.as_u16(), refused.header("content-type")), (400, "application/json"));
    assert_eq!(refused.json()["error"], "invalid_redirect_uri");
}

/// What the page of a client shows before anybody signs in, and the policy it comes with.
async fn login_page(changes: Value) -> (String, String) {
    let provider = open_provider();
    let guest = Registered::new(&provider, changes).await;
    let page = guest.app.authorize(&Browser::new(), &[]).await;
    assert!(page.body.contains("id=\"password\""), "{}", page.body);
    (page.body.clone(), page.header("content-security-policy").to_owned())
}

/// The page shows the logo, and lets it come from that origin and no other.
#[actix_web::test]
async fn oidcc_registration_logo_uri() {
    let (body, policy) = login_page(json!({"logo_uri": "https://static.guest.example/logo.png"})).await;
    assert!(
        body.contains("<img") && body.contains("src=\"https:&#x2F;&#x2F;static.guest.example&#x2F;logo.png\""),
        "{body}"
    );
    let images = policy.split(';').find(|part| part.trim().starts_with("img-src")).unwrap();
    assert_eq!(images.trim(), "img-src 'self' data: https://static.guest.example");
    let (_, policy) = login_page(json!({})).await;
    assert!(policy.contains("img-src 'self' data:;"), "{policy}");
}

#[actix_web::test]
async fn oidcc_registration_policy_uri() {
    let (body, _) = login_page(json!({"policy_uri": "https://guest.example/privacy"})).await;
    assert!(body.contains("href=\"https:&#x2F;&#x2F;guest.example&#x2F;privacy\""), "{body}");
}

#[actix_web::test]
async fn oidcc_registration_tos_uri() {
    let (body, _) = login_page(json!({"tos_uri": "https://guest.example/terms"})).await;
    assert!(body.contains("href=\"https:&#x2F;&#x2F;guest.example&#x2F;terms\""), "{body}");
}

/// A provider that trusts this authority, and reaches sites on this machine.
fn provider_that_fetches(authority: &Authority) -> TestProvider {
    let pem = authority.pem();
    Builder::new()
        .settings(|settings| {
            open(settings);
            settings.outbound.allow_private_ips = true;
            settings.outbound.extra_ca = pem;
            settings.outbound.timeout = std::time::Duration::from_millis(500);
        })
        .start()
}

#[actix_web::test]
async fn oidcc_registration_sector_uri() {
    let authority = Authority::new();
    let site =
        Site::over_tls(&authority, |_| Answer::of(200, r#"["https://guest.example/cb", "https://other.example/cb"]"#));
    let provider = provider_that_fetches(&authority);
    let uri = site.url("/sector.json");
    let hosts = json!({
        "subject_type": "pairwise", "sector_identifier_uri": uri,
        "redirect_uris": ["https://guest.example/cb", "https://other.example/cb"],
    });
    let answer = Registrar::new(&provider).registered(&with(hosts)).await;
    assert_eq!((text(&answer, "sector_identifier_uri"), site.paths()), (uri.as_str(), vec!["/sector.json".to_owned()]));
    let mut subs = Vec::new();
    for changes in [
        json!({"sector_identifier_uri": uri, "subject_type": "pairwise"}),
        json!({}),
        json!({"subject_type": "pairwise"}),
    ] {
        let guest = Registered::new(&provider, changes).await;
        let tokens = guest.tokens(&Browser::new()).await;
        let sub = verified(&guest.app, &tokens["id_token"]).await["sub"].clone();
        assert_eq!(guest.app.userinfo(text(&tokens, "access_token")).await.json()["sub"], sub);
        subs.push(sub);
    }
    assert!(subs[0] != subs[1] && subs[1] != subs[2] && subs[0] != subs[2], "{subs:?}");
    let several = with(json!({
        "subject_type": "pairwise", "redirect_uris": ["https://guest.example/cb", "https://other.example/cb"],
    }));
    assert_eq!(Registrar::new(&provider).register(&several).await.json()["error"], "invalid_client_metadata");
}

#[actix_web::test]
async fn oidcc_userinfo_rs256() {
    let provider = open_provider();
    let guest = Registered::new(&provider, json!({"userinfo_signed_response_alg": "RS256"})).await;
    let tokens = guest.tokens(&Browser::new()).await;
    let userinfo = guest.app.userinfo(text(&tokens, "access_token")).await;
    assert_eq!(userinfo.header("content-type"), "application/jwt");
    let (header, claims) = crate::support::relying_party::decode(&userinfo.body);
    assert_eq!((&header["alg"], &claims["aud"]), (&json!("RS256"), &json!(guest.app.client_id)));
    assert!(claims["iss"].is_string() && claims.get("nonce").is_none(), "{claims}");
}

/// Not listed, not there, not an array, not https: one answer to all, and the same words for all that cannot be read.
#[actix_web::test]
async fn oidcc_registration_sector_bad() {
    let authority = Authority::new();
    let site = Site::over_tls(&authority, |path| match path {
        "/without" => Answer::of(200, r#"["https://guest.example/cb/", "https://guest.example/CB"]"#),
        "/object" => Answer::of(200, r#"{"redirect_uris": ["https://guest.example/cb"]}"#),
        "/text" => Answer::of(200, "https://guest.example/cb"),
        "/moved" => Answer::of(302, "").header("location", "/list"),
        "/list" => Answer::of(200, r#"["https://guest.example/cb"]"#),
        _ => Answer::of(404, ""),
    });
    let provider = provider_that_fetches(&authority);
    let registrar = Registrar::new(&provider);
    let mut sentences = std::collections::BTreeSet::new();
    for path in ["/without", "/object", "/text", "/moved", "/missing"] {
        let refused = registrar.register(&with(json!({"sector_identifier_uri": site.url(path)}))).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]),
            (400, &json!("invalid_client_metadata")),
            "{path}"
        );
        if path != "/without" {
            sentences.insert(refused.body);
        }
    }
    assert_eq!(sentences.len(), 1, "row 43");
    let plain = with(json!({"sector_identifier_uri": "http://guest.example/sector.json"}));
    assert_eq!(registrar.register(&plain).await.json()["error"], "invalid_client_metadata");
}

#[actix_web::test]
async fn oidcc_3rd_party_init_login() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let answer = registrar.registered(&with(json!({"initiate_login_uri": "https://guest.example/login"}))).await;
    assert_eq!(text(&answer, "initiate_login_uri"), "https://guest.example/login");
    let read =
        registrar.read(text(&answer, "registration_client_uri"), text(&answer, "registration_access_token")).await;
    assert_eq!((read.status.as_u16(), read.header("content-type")), (200, "application/json"));
    assert_eq!(read.json()["initiate_login_uri"], "https://guest.example/login");
}

#[actix_web::test]
async fn oidcc_3rd_party_init_login_nohttps() {
    let provider = open_provider();
    let refused =
        Registrar::new(&provider).register(&with(json!({"initiate_login_uri": "http://guest.example/login"}))).await;
    assert_eq!((refused.status.as_u16(), refused.header("content-type")), (400, "application/json"));
    assert_eq!(refused.json()["error"], "invalid_client_metadata");
}

/// The suite removes its client after each module, and warns of anything but 204.
#[actix_web::test]
async fn a_client_is_removed_after_its_module() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let answer = registrar.registered(&with(json!({}))).await;
    let guest = Registered::of(&provider, &answer);
    let tokens = guest.tokens(&Browser::new()).await;
    let removed =
        registrar.remove(text(&answer, "registration_client_uri"), text(&answer, "registration_access_token")).await;
    assert_eq!(removed.status, 204);
    assert_eq!(guest.app.userinfo(text(&tokens, "access_token")).await.status, 401);
    let page = guest.app.authorize(&Browser::new(), &[]).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None));
}
