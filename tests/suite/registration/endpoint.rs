//! `POST /register`: what is accepted, what is filled in, what is refused and how (RFC 7591 §3).

use latchkey::config::settings::Rate;
use latchkey::protocol::registered_client::InitialAccessToken;
use latchkey::protocol::scope::ScopeSet;
use latchkey::secret::Digest;
use serde_json::{Value, json};

use super::{Registrar, json_body, minimal, open, open_provider, text, with};
use crate::support::browser::Page;
use crate::support::provider::START;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// RFC 7591 §3.2.1, Dynamic Client Registration §2: every default is told.
#[actix_web::test]
async fn the_answer_has_every_registered_value_and_every_default() {
    let provider = open_provider();
    let answer = Registrar::new(&provider).register(&with(json!({"unknown": 1, "client_name#fr": "L'hôte"}))).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!((answer.header("cache-control"), answer.header("pragma")), ("no-store", "no-cache"));
    let mut answer = answer.json();
    let members = answer.as_object_mut().unwrap();
    let client_id = members.remove("client_id").unwrap();
    assert_eq!(client_id.as_str().unwrap().len(), 22);
    assert!(members.remove("client_secret").unwrap().as_str().unwrap().starts_with("lks_"));
    assert!(members.remove("registration_access_token").unwrap().as_str().unwrap().starts_with("lkm_"));
    let uri = provider.url(&format!("/register/{}", client_id.as_str().unwrap()));
    assert_eq!(
        answer,
        json!({
            "redirect_uris": ["https://guest.example/cb"], "client_name": "The guest", "client_name#fr": "L'hôte",
            "response_types": ["code"], "grant_types": ["authorization_code"], "application_type": "web",
            "token_endpoint_auth_method": "client_secret_basic", "subject_type": "public",
            "id_token_signed_response_alg": "RS256", "client_secret_expires_at": 0,
            "client_id_issued_at": START.0, "registration_client_uri": uri,
        })
    );
}

/// SEC-68.
#[actix_web::test]
async fn registration_is_off_unless_turned_on() {
    let provider = TestProvider::new();
    let registrar = Registrar::new(&provider);
    let answer = registrar.register(&minimal()).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (404, "application/json"));
    assert_eq!(registrar.read(&provider.url("/register/app"), "x").await.status, 404);
    let discovery = registrar.http.get(provider.url("/.well-known/openid-configuration")).send().await.unwrap();
    assert!(Page::read(discovery).await.json().get("registration_endpoint").is_none());
    let provider = open_provider();
    let discovery = reqwest::get(provider.url("/.well-known/openid-configuration")).await.unwrap();
    assert_eq!(Page::read(discovery).await.json()["registration_endpoint"], provider.url("/register"));
}

/// SEC-68: an initial access token, a counted number of times.
#[actix_web::test]
async fn an_initial_access_token_is_needed_and_its_uses_are_counted() {
    let provider = Builder::new().settings(|settings| settings.registration.enabled = true).start();
    let registrar = Registrar::new(&provider);
    let post = |token: &'static str, metadata: Value| {
        let request = json_body(registrar.http.post(provider.url("/register")), &metadata);
        async move { Page::read(request.header("authorization", token).send().await.unwrap()).await }
    };
    let without = registrar.register(&minimal()).await;
    assert_eq!((without.status.as_u16(), without.header("www-authenticate")), (401, "Bearer"));
    let token = InitialAccessToken {
        id: "t".into(),
        uses: 2,
        uses_left: 2,
        created_at: START,
        expires_at: START.after(std::time::Duration::from_secs(60)),
        revoked_at: None,
    };
    provider.provider.store.add_initial_access_token(&Digest::of("lki_good"), &token).await.unwrap();
    for wrong in
        ["Bearer lki_bad", "Bearer ", "Bearer", "Basic lki_good", "lki_good", "Bearer lki_goo", "Bearer lki_good x"]
    {
        let refused = post(wrong, minimal()).await;
        assert_eq!(refused.status, 401, "{wrong}");
        assert_eq!(refused.header("www-authenticate"), "Bearer error=\"invalid_token\"");
    }
    // A registration that fails uses nothing up.
    assert_eq!(post("Bearer lki_good", json!({"redirect_uris": []})).await.status, 400);
    assert_eq!(post("Bearer lki_good", minimal()).await.status, 201);
    assert_eq!(post("bearer lki_good", minimal()).await.status, 201);
    assert_eq!(post("Bearer lki_good", minimal()).await.status, 401, "spent");
    provider.advance(61);
    assert_eq!(post("Bearer lki_good", minimal()).await.status, 401);
}

/// Dynamic Client Registration §2, RFC 7591 §2.1.
#[actix_web::test]
async fn grant_and_response_types_agree() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    for (sent, grants, responses) in [
        (
            json!({"grant_types": ["authorization_code", "refresh_token"]}),
            json!(["authorization_code", "refresh_token"]),
            json!(["code"]),
        ),
        (
            json!({"response_types": ["id_token"], "grant_types": ["implicit"]}),
            json!(["implicit"]),
            json!(["id_token"]),
        ),
        (json!({"response_types": ["token id_token"]}), json!(["implicit"]), json!(["id_token token"])),
        (
            json!({"response_types": ["code id_token"], "grant_types": ["authorization_code", "implicit"]}),
            json!(["authorization_code", "implicit"]),
            json!(["code id_token"]),
        ),
    ] {
        let answer = registrar.registered(&with(sent)).await;
        assert_eq!((&answer["grant_types"], &answer["response_types"]), (&grants, &responses));
    }
    for (sent, word) in [
        (json!({"response_types": ["id_token"], "grant_types": ["authorization_code"]}), "implicit"),
        (json!({"response_types": ["code"], "grant_types": ["implicit"]}), "authorization_code"),
        (json!({"response_types": ["code id_token"], "grant_types": ["authorization_code"]}), "implicit"),
        (json!({"response_types": ["token"]}), "not supported"),
        (json!({"grant_types": ["password"]}), "not supported"),
        (
            json!({"grant_types": ["authorization_code", "urn:ietf:params:oauth:grant-type:jwt-bearer"]}),
            "not supported",
        ),
    ] {
        let refused = registrar.register(&with(sent.clone())).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]),
            (400, &json!("invalid_client_metadata")),
            "{sent}"
        );
        assert!(text(&refused.json(), "error_description").contains(word), "{}", refused.body);
    }
}

/// SEC-3, rows 6 and 7.
#[actix_web::test]
async fn a_redirect_uri_that_could_mislead_is_refused_as_such() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    for uris in [
        json!([]),
        json!(null),
        json!(["https://guest.example/cb#x"]),
        json!(["https://guest.example/cb", "javascript:alert(1)"]),
        json!(["JaVaScRiPt:alert(1)"]),
        json!(["DATA:text/html,x"]),
        json!(["vbscript:x"]),
        json!(["http://guest.example/cb"]),
        json!(["https://user@guest.example/cb"]),
        json!(["https://*.example/cb"]),
        json!(["https://guest.example/cb?code=x"]),
        json!(["com.example.app:/cb"]),
        json!(["/cb"]),
        json!("https://guest.example/cb"),
    ] {
        let refused = registrar.register(&with(json!({"redirect_uris": uris}))).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]),
            (400, &json!("invalid_redirect_uri")),
            "{uris}"
        );
        assert_eq!(refused.header("cache-control"), "no-store");
    }
    for (name, sent) in [
        ("redirect_uris", json!(["https://bücher.example/cb"])),
        ("post_logout_redirect_uris", json!(["https://bücher.example/bye"])),
        ("logo_uri", json!("https://bücher.example/logo.png")),
        ("jwks_uri", json!("https://bücher.example/keys")),
        ("request_uris", json!(["https://bücher.example/object"])),
    ] {
        let refused = registrar.register(&with(json!({name: sent}))).await;
        let told = refused.json()["error_description"].as_str().unwrap().to_owned();
        assert!(refused.status == 400 && told.contains("https://xn--bcher-kva.example/"), "{name}: {told}");
    }
    let native =
        with(json!({"application_type": "native", "redirect_uris": ["com.example.app:/cb", "http://127.0.0.1/cb"]}));
    registrar.registered(&native).await;
}

/// RFC 8252 §7.1.
#[actix_web::test]
async fn a_private_scheme_without_a_dot_is_refused_unless_the_operator_named_it() {
    let mut provider = open_provider();
    let native = |uris: Value| with(json!({"application_type": "native", "redirect_uris": uris}));
    let uris = json!(["com.example.app:/cb", "kitchenowl:/cb"]);
    let refused = Registrar::new(&provider).register(&native(uris.clone())).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &json!("invalid_redirect_uri")));
    assert!(text(&refused.json(), "error_description").contains("private_schemes"), "{}", refused.body);
    let bye = with(json!({"application_type": "native", "post_logout_redirect_uris": ["kitchenowl:/bye"]}));
    assert_eq!(Registrar::new(&provider).register(&bye).await.status, 400);
    provider.reload(|settings| settings.registration.private_schemes = vec!["kitchenowl".into()]);
    let registrar = Registrar::new(&provider);
    let client = registrar.registered(&native(uris)).await;
    // What was registered under an earlier rule stays what it is, until it is changed.
    provider.reload(|settings| settings.registration.private_schemes.clear());
    let registrar = Registrar::new(&provider);
    let app = RelyingParty {
        redirect_uri: "kitchenowl:/cb".into(),
        ..RelyingParty::of(&provider, text(&client, "client_id"))
    };
    assert!(app.authorize(&Browser::new(), &[]).await.body.contains("id=\"password\""));
    let (uri, token) = (text(&client, "registration_client_uri"), text(&client, "registration_access_token"));
    assert_eq!(registrar.replace(uri, token, &native(json!(["kitchenowl:/cb"]))).await.status, 400);
}

#[actix_web::test]
async fn other_values_are_refused_by_their_name() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let rsa = json!({"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB"}]});
    for (name, sent) in [
        ("application_type", json!({"application_type": "desktop"})),
        ("token_endpoint_auth_method", json!({"token_endpoint_auth_method": "tls_client_auth"})),
        ("id_token_signed_response_alg", json!({"id_token_signed_response_alg": "none"})),
        ("id_token_signed_response_alg", json!({"id_token_signed_response_alg": "HS256"})),
        ("id_token_encrypted_response_enc", json!({"id_token_encrypted_response_enc": "A128GCM"})),
        ("subject_type", json!({"subject_type": "private"})),
        (
            "subject_type",
            json!({"subject_type": "pairwise", "redirect_uris": ["https://a.example/", "https://b.example/"]}),
        ),
        ("userinfo_signed_response_alg", json!({"userinfo_signed_response_alg": "none"})),
        ("request_object_signing_alg", json!({"request_object_signing_alg": "none"})),
        ("id_token_encrypted_response_alg", json!({"id_token_encrypted_response_alg": "RSA1_5"})),
        ("jwks_uri", json!({"id_token_encrypted_response_alg": "RSA-OAEP-256"})),
        ("logo_uri", json!({"logo_uri": "javascript:alert(1)"})),
        ("logo_uri#fr", json!({"logo_uri#fr": "JAVASCRIPT:alert(1)"})),
        ("client_uri", json!({"client_uri": "data:text/html,x"})),
        ("policy_uri", json!({"policy_uri": "ftp://guest.example"})),
        ("tos_uri", json!({"tos_uri": "https://user:word@guest.example"})),
        ("initiate_login_uri", json!({"initiate_login_uri": "http://guest.example/login"})),
        ("jwks_uri", json!({"jwks_uri": "http://guest.example/jwks"})),
        ("jwks", json!({"jwks": rsa})),
        ("jwks", json!({"jwks": {"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}})),
        ("jwks_uri", json!({"jwks": {"keys": []}, "jwks_uri": "https://guest.example/jwks"})),
        ("post_logout_redirect_uris", json!({"post_logout_redirect_uris": ["javascript:alert(1)"]})),
        ("backchannel_logout_uri", json!({"backchannel_logout_uri": "https://guest.example/x#y"})),
        ("frontchannel_logout_uri", json!({"frontchannel_logout_uri": "https://evil.example/out"})),
        ("scope", json!({"scope": "openid \u{e9}"})),
        ("contacts", json!({"contacts": "ada@example.com"})),
        ("client_name", json!({"client_name": "a\u{202e}b"})),
        ("default_max_age", json!({"default_max_age": "soon"})),
    ] {
        let refused = registrar.register(&with(sent.clone())).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]),
            (400, &json!("invalid_client_metadata")),
            "{sent}"
        );
        let description = text(&refused.json(), "error_description").to_owned();
        assert!(description.starts_with(name), "{sent}: {description}");
    }
}

/// SEC-37, SEC-69: the body is JSON, whole, strict and bounded.
#[actix_web::test]
async fn a_body_that_is_no_small_strict_json_object_is_refused() {
    let provider = open_provider();
    let http = reqwest::Client::new();
    let url = provider.url("/register");
    let post = |content_type: &'static str, body: String| {
        let request = http.post(&url).header("content-type", content_type).body(body);
        async move { Page::read(request.send().await.unwrap()).await }
    };
    let json = "application/json";
    for body in ["", "{", "[]", "\"x\"", "{} {}", r#"{"client_name":"a","client_name":"b"}"#, "null"] {
        let refused = post(json, body.to_owned()).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["error"]),
            (400, &json!("invalid_client_metadata")),
            "{body}"
        );
    }
    let nested = format!(r#"{{"x":{}{}}}"#, "[".repeat(50), "]".repeat(50));
    assert_eq!(post(json, nested).await.status, 400);
    assert_eq!(post("application/x-www-form-urlencoded", "client_name=x".to_owned()).await.status, 415);
    assert_eq!(post("text/plain", minimal().to_string()).await.status, 415);
    let large = with(json!({"x": "y".repeat(300_000)})).to_string();
    assert_eq!(post(json, large).await.status, 413);
    let wrong = http.get(&url).send().await.unwrap();
    assert_eq!((wrong.status().as_u16(), wrong.headers()["allow"].to_str().unwrap()), (405, "POST, OPTIONS"));
    let foreign = json_body(http.post(&url).header("origin", "https://evil.example"), &minimal()).send().await.unwrap();
    assert!(!foreign.headers().contains_key("access-control-allow-origin"));
}

#[actix_web::test]
async fn without_a_token_an_address_registers_within_a_limit() {
    let rate = Rate { events: 3, window: std::time::Duration::from_secs(60) };
    let provider = Builder::new()
        .settings(|settings| {
            open(settings);
            settings.registration.rate = rate;
            settings.registration.max_clients = 4;
        })
        .start();
    let registrar = Registrar::new(&provider);
    for _ in 0..3 {
        registrar.registered(&minimal()).await;
    }
    let refused = registrar.register(&minimal()).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    provider.advance(61);
    registrar.registered(&minimal()).await;
    let full = registrar.register(&minimal()).await;
    assert_eq!((full.status.as_u16(), &full.json()["error"]), (503, &json!("temporarily_unavailable")));
}

/// Row 38: the secret that was issued, and nothing less.
#[actix_web::test]
async fn a_registered_client_is_no_client_without_its_secret() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let answer = registrar.registered(&with(json!({"token_endpoint_auth_method": "client_secret_post"}))).await;
    let (client_id, secret) = (text(&answer, "client_id"), text(&answer, "client_secret"));
    let token = |fields: Vec<(&'static str, String)>| {
        let request = registrar.http.post(provider.url("/token")).form(&fields);
        async move { Page::read(request.send().await.unwrap()).await }
    };
    let fields = |secret: Option<&str>| {
        let mut fields = vec![("grant_type", "authorization_code".to_owned()), ("client_id", client_id.to_owned())];
        fields.push(("code", "x".to_owned()));
        fields.extend(secret.map(|secret| ("client_secret", secret.to_owned())));
        fields
    };
    for wrong in
        [None, Some(""), Some(" "), Some(&secret[..secret.len() - 1]), Some("lks_"), Some(&secret.to_lowercase())]
    {
        let refused = token(fields(wrong)).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (401, &json!("invalid_client")), "{wrong:?}");
    }
    assert_eq!(token(fields(Some(secret))).await.json()["error"], "invalid_grant", "the client is proven");
    let basic = registrar.http.post(provider.url("/token")).basic_auth(client_id, Some(secret));
    let other_method = Page::read(basic.form(&[("grant_type", "authorization_code")]).send().await.unwrap()).await;
    assert_eq!(other_method.status, 401, "post was registered, not Basic");
    let database = provider.folder.path().join("data");
    for file in std::fs::read_dir(database).unwrap() {
        let octets = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&octets);
        assert!(!text.contains(secret), "SEC-28: the secret rests as a digest");
        assert!(!text.contains(self::text(&answer, "registration_access_token")));
    }
}

#[actix_web::test]
async fn a_public_client_gets_no_secret_and_needs_pkce() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let answer = registrar.registered(&with(json!({"token_endpoint_auth_method": "none"}))).await;
    assert!(answer.get("client_secret").is_none() && answer.get("client_secret_expires_at").is_none());
    let mut app = RelyingParty::of(&provider, text(&answer, "client_id"));
    app.redirect_uri = "https://guest.example/cb".into();
    let refused = app.authorize(&Browser::new(), &[]).await.answer();
    assert_eq!(refused["error"], "invalid_request");
    let wants = with(json!({"token_endpoint_auth_method": "none", "grant_types": ["client_credentials"]}));
    assert_eq!(registrar.register(&wants).await.status, 400);
}

/// RFC 7591 §2: whoever signs nobody in has nowhere to be sent back to.
#[actix_web::test]
async fn a_client_for_itself_alone_needs_no_redirect_uri() {
    let provider = open_provider();
    let registrar = Registrar::new(&provider);
    let for_itself = with(json!({"grant_types": ["client_credentials"], "redirect_uris": null}));
    let answer = registrar.registered(&for_itself).await;
    assert_eq!((&answer["response_types"], answer.get("redirect_uris")), (&json!([]), None));
    let (client_id, secret) = (text(&answer, "client_id"), text(&answer, "client_secret"));
    let request = registrar.http.post(provider.url("/token")).basic_auth(client_id, Some(secret));
    let tokens = Page::read(request.form(&[("grant_type", "client_credentials")]).send().await.unwrap()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let app = RelyingParty::of(&provider, client_id);
    let page = app.authorize(&Browser::new(), &[]).await;
    assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "nobody signs in to it");
}

/// Row 62: what is registered, left out or tightened later, the operator's scope holds.
#[actix_web::test]
async fn registered_clients_have_the_scope_that_the_operator_lets_them_have() {
    let mut provider = Builder::new()
        .settings(|settings| {
            open(settings);
            settings.registration.scope = Some(ScopeSet::parse("openid email"));
        })
        .start();
    let registrar = Registrar::new(&provider);
    let wants = registrar.registered(&with(json!({"scope": "openid profile email nonsense"}))).await;
    assert_eq!(wants["scope"], "openid email");
    let silent = registrar.registered(&minimal()).await;
    assert_eq!(silent["scope"], "openid email");
    let client_id = text(&wants, "client_id").to_owned();
    provider.reload(|settings| settings.registration.scope = Some(ScopeSet::parse("openid")));
    let client_id = latchkey::protocol::client::ClientId::parse(&client_id).unwrap();
    let client = provider.provider.client(&client_id).await.unwrap().unwrap();
    assert_eq!(client.scope.as_ref().unwrap().to_string(), "openid");
}
