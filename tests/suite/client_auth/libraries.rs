//! What well-known libraries send without being told, as far as the specifications let a server take it.

use latchkey::protocol::client::{Client, ClientAuthMethod, ClientId};
use serde_json::json;

use super::assertions::{claims, mac};
use super::{LONG_SECRET, try_out, with_macs};
use crate::support::browser::Page;
use crate::support::provider::{SECRET, client, public_client};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// The header as it is written, with nothing encoded.
fn raw_basic(credentials: &str) -> String {
    use base64::Engine as _;
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(credentials))
}

/// `error` of the token endpoint, which is `invalid_grant` for whoever is authenticated.
async fn with_header(provider: &TestProvider, header: &str, more: &[(&str, &str)]) -> String {
    let fields = [&[("grant_type", "refresh_token"), ("refresh_token", "unknown")], more].concat();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.post(provider.url("/token")).header("authorization", header).form(&fields);
    Page::read(request.send().await.unwrap()).await.json()["error"].as_str().unwrap().to_owned()
}

/// authlib: `expires_in=3600`; SEC-33.
#[actix_web::test]
async fn an_assertion_may_live_an_hour_and_is_good_once_for_as_long() {
    let provider = Builder::new().client(with_macs("maker")).start();
    let mut said = claims(&provider, "maker");
    said["exp"] = json!(provider.provider.now().seconds() + 3_600);
    said["aud"] = json!(provider.url("/token"));
    let assertion = mac("HS256", LONG_SECRET.as_bytes(), &said);
    assert_eq!(try_out(&provider, &assertion).await, Ok(()));
    for minutes in [0, 10, 55] {
        provider.advance(minutes * 60);
        provider.provider.store.sweep(provider.provider.now(), 1_000).await.unwrap();
        let again = try_out(&provider, &assertion).await.unwrap_err();
        assert!(again.contains("used before") || again.contains("expired"), "{minutes}: {again}");
    }
    let mut longer = claims(&provider, "maker");
    longer["exp"] = json!(provider.provider.now().seconds() + 3_700);
    let refused = try_out(&provider, &mac("HS256", LONG_SECRET.as_bytes(), &longer)).await.unwrap_err();
    assert!(refused.contains("exp may be 60 minutes ahead"), "{refused}");
}

/// nimbus, jose, oauth4webapi, Spring Security: the shapes that claims come in.
#[actix_web::test]
async fn an_assertion_may_be_written_as_each_library_writes_it() {
    let provider = Builder::new().client(with_macs("maker")).start();
    let issuer = provider.issuer.clone();
    let now = provider.provider.now().seconds();
    for (what, change) in [
        ("the issuer", json!({"aud": issuer})),
        ("the token endpoint", json!({"aud": format!("{issuer}/token")})),
        ("one in a list", json!({"aud": [format!("{issuer}/token")]})),
        ("both in a list", json!({"aud": [issuer, format!("{issuer}/token")]})),
        ("no iat", json!({"iat": null})),
        ("a clock a little ahead", json!({"iat": now + 20, "nbf": now + 20})),
        ("nbf in the past", json!({"nbf": now - 60})),
        ("fractions of seconds", json!({"iat": 1_799_999_999.5, "exp": 1_800_000_060.25})),
        ("more claims", json!({"azp": "maker", "x": {}})),
    ] {
        let mut said = claims(&provider, "maker");
        for (name, value) in change.as_object().unwrap() {
            match value.is_null() {
                true => drop(said.as_object_mut().unwrap().remove(name)),
                false => said[name] = value.clone(),
            }
        }
        assert_eq!(try_out(&provider, &mac("HS256", LONG_SECRET.as_bytes(), &said)).await, Ok(()), "{what}");
    }
}

/// RFC 6749 §2.3.1: the client_id is found by what the credentials begin with, where that is one client's.
#[actix_web::test]
async fn a_client_id_that_nobody_encoded_is_found_where_it_is_the_only_one() {
    let named = |client_id: &str| Client { client_id: ClientId::parse(client_id).unwrap(), ..client("x") };
    let provider = Builder::new()
        .client(named("https://client.example.com/app"))
        .client(named("a+b"))
        .client(named("urn:one"))
        .client(named("urn:one:two"))
        .start();
    let encoded = format!("https%3A%2F%2Fclient.example.com%2Fapp:{SECRET}");
    let plain = format!("https://client.example.com/app:{SECRET}");
    for (credentials, outcome) in [
        (encoded.as_str(), "invalid_grant"),
        (&plain, "invalid_grant"),
        (&format!("a+b:{SECRET}"), "invalid_grant"),
        (&format!("a%2Bb:{SECRET}"), "invalid_grant"),
        ("https://client.example.com/app:wrong", "invalid_client"),
        ("https://client.example.com/other:x", "invalid_client"),
        (&format!("https:{SECRET}"), "invalid_client"),
        // Whether the secret is "two:…" of the one, or "…" of the other, nobody guesses.
        (&format!("urn:one:two:{SECRET}"), "invalid_client"),
        (&format!("urn:one:{SECRET}"), "invalid_grant"),
        (&format!("app:{SECRET}"), "invalid_grant"),
    ] {
        assert_eq!(with_header(&provider, &raw_basic(credentials), &[]).await, outcome, "{credentials}");
    }
    let in_body = [("client_id", "urn:one:two")];
    let header = raw_basic(&format!("urn:one:two:{SECRET}"));
    assert_eq!(with_header(&provider, &header, &in_body).await, "invalid_grant", "the body says how to read it");
    let other = [("client_id", "app")];
    assert_eq!(with_header(&provider, &header, &other).await, "invalid_request", "or contradicts it");
}

/// SEC-34: the one counter of the client, whichever way its name was written.
#[actix_web::test]
async fn guesses_count_for_the_client_however_its_name_is_written() {
    let named = Client { client_id: ClientId::parse("urn:one").unwrap(), ..client("x") };
    let provider = Builder::new().client(named).start();
    for turn in 0..60 {
        let credentials = if turn % 2 == 0 { format!("urn:one:guess{turn}") } else { format!("urn%3Aone:guess{turn}") };
        assert_eq!(with_header(&provider, &raw_basic(&credentials), &[]).await, "invalid_client");
    }
    for credentials in [format!("urn:one:{SECRET}"), format!("urn%3Aone:{SECRET}")] {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let request = http.post(provider.url("/token")).header("authorization", raw_basic(&credentials));
        let page = Page::read(request.form(&[("grant_type", "refresh_token")]).send().await.unwrap()).await;
        assert_eq!(page.status, 429, "{credentials}");
    }
}

/// golang.org/x/oauth2, AppAuth and others: a public client's header with an empty secret (RFC 6749 §2.3.1).
#[actix_web::test]
async fn an_empty_secret_is_none_in_the_header_as_in_the_body() {
    let provider = Builder::new().client(public_client("public")).start();
    assert_eq!(with_header(&provider, &raw_basic("public:"), &[]).await, "invalid_grant");
    assert_eq!(with_header(&provider, &raw_basic("public:"), &[("client_id", "public")]).await, "invalid_grant");
    assert_eq!(with_header(&provider, &raw_basic("public:x"), &[]).await, "invalid_client");
    assert_eq!(with_header(&provider, &raw_basic("app:"), &[]).await, "invalid_client", "no way round a secret");
    let post = Client { token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretPost), ..client("post") };
    let provider = Builder::new().client(post).start();
    assert_eq!(with_header(&provider, &raw_basic("post:"), &[]).await, "invalid_client");
}

#[actix_web::test]
async fn headers_and_parameters_may_come_in_every_form_that_means_the_same() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let fields = |code: &str| {
        let redirect_uri = "https%3A%2F%2Fapp.example%2Fcb";
        format!("grant_type=authorization_code&code={code}&redirect_uri={redirect_uri}")
    };
    for (what, header, content_type, more) in [
        ("client_id beside Basic", "Basic", "application/x-www-form-urlencoded", "&client_id=app"),
        ("a charset", "Basic", "application/x-www-form-urlencoded; charset=UTF-8", ""),
        ("a lone semicolon", "Basic", "application/x-www-form-urlencoded;", ""),
        ("capitals", "basic", "Application/X-WWW-Form-URLEncoded", ""),
        (
            "empty parameters",
            "BASIC",
            "application/x-www-form-urlencoded",
            "&scope=&client_secret=&code_verifier=&resource=",
        ),
        (
            "unknown ones",
            "Basic",
            "application/x-www-form-urlencoded",
            "&access_type=offline&audience=x&scope=openid&nonce=y&state=z",
        ),
        ("a lone ampersand", "Basic", "application/x-www-form-urlencoded", "&"),
    ] {
        let code = app.code(&Browser::new(), &[]).await;
        let credentials = raw_basic(&format!("app:{SECRET}"));
        let header = credentials.replacen("Basic", header, 1);
        let request = app.http.post(provider.url("/token")).header("authorization", header).header("accept", "*/*");
        let request = request.header("content-type", content_type).body(format!("{}{more}", fields(&code)));
        let page = Page::read(request.send().await.unwrap()).await;
        assert_eq!(page.status, 200, "{what}: {}", page.body);
    }
    let browser = Browser::new();
    app.code(&browser, &[]).await;
    for (what, changes) in [
        ("response_mode said", vec![("response_mode", "query")]),
        ("words twice", vec![("scope", "openid email  openid ")]),
        ("unknown scope values", vec![("scope", "openid api://x/.default")]),
        ("unknown parameters", vec![("access_type", "offline"), ("approval_prompt", "auto"), ("audience", "x")]),
        ("values of acr that nobody knows", vec![("acr_values", "urn:x")]),
    ] {
        let answer = app.authorize(&browser, &changes).await.answer();
        assert!(answer.contains_key("code"), "{what}: {answer:?}");
    }
    let empty = format!(
        "{}&prompt=&max_age=&display=&ui_locales=&claims=&code_challenge=&code_challenge_method=&resource=",
        app.authorization_url(&[])
    );
    assert!(browser.visit(&empty).await.answer().contains_key("code"), "empty parameters");
}

/// mozilla-django-oidc, Spring Security, oidc-client-ts: userinfo.
#[actix_web::test]
async fn userinfo_takes_the_token_wherever_rfc_6750_lets_it_be() {
    let provider = TestProvider::new();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    let url = provider.url("/userinfo");
    let http = &app.http;
    for (what, request) in [
        ("lower case", http.get(&url).header("authorization", format!("bearer {token}"))),
        ("capitals", http.get(&url).header("authorization", format!("BEARER  {token}"))),
        ("POST with the header alone", http.post(&url).bearer_auth(token)),
        ("POST, empty form", http.post(&url).bearer_auth(token).form(&[("x", "")])),
        (
            "POST, JSON beside the header",
            http.post(&url).bearer_auth(token).header("content-type", "application/json").body("{}"),
        ),
        ("in the body", http.post(&url).form(&[("access_token", token)])),
        (
            "Accept: application/jwt",
            http.get(&url).bearer_auth(token).header("accept", "application/jwt, application/json"),
        ),
    ] {
        assert_eq!(request.send().await.unwrap().status(), 200, "{what}");
    }
}

/// authlib, requests-oauthlib, MSAL: the scope of the first request is sent with each refresh.
#[actix_web::test]
async fn scope_values_that_were_ignored_at_first_are_ignored_at_a_refresh_too() {
    let provider = Builder::new()
        .app(|app| app.scope = Some(latchkey::protocol::scope::ScopeSet::parse("openid email offline_access")))
        .start();
    let app = RelyingParty::new(&provider);
    let asked = "openid email profile offline_access api://x/.default";
    let tokens = app.tokens(&Browser::new(), &[("scope", asked)]).await;
    let refreshed = app
        .token(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
            ("scope", asked),
        ])
        .await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
    assert_eq!(refreshed.json()["scope"], "openid email offline_access");
}
