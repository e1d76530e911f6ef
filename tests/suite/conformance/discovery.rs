//! The discovery document, and that each value in it works and its neighbours do not (SEC-80).

use serde_json::Value;

use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty, TestProvider};

async fn document(provider: &TestProvider) -> Value {
    let browser = Browser::new();
    let page = browser.get(&provider.url("/.well-known/openid-configuration")).await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "application/json"));
    assert_eq!(page.header("access-control-allow-origin"), "*");
    let other = browser.get(&provider.url("/.well-known/oauth-authorization-server")).await;
    assert_eq!(other.body, page.body);
    page.json()
}

fn list(document: &Value, name: &str) -> Vec<String> {
    document[name]
        .as_array()
        .unwrap_or_else(|| panic!("{name}"))
        .iter()
        .map(|value| value.as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn the_document_and_the_key_set_say_what_is_there() {
    let provider = TestProvider::new();
    let document = document(&provider).await;
    assert_eq!(document["issuer"], provider.issuer);
    for endpoint in
        ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint"]
    {
        assert!(document[endpoint].as_str().unwrap().starts_with(&provider.issuer), "{endpoint}");
    }
    assert!(list(&document, "id_token_signing_alg_values_supported").contains(&"RS256".to_owned()));
    assert!(list(&document, "request_object_signing_alg_values_supported").contains(&"RS256".to_owned()));
    assert!(!document.to_string().contains("none\",\"RS"), "no unsigned anything");
    assert!(list(&document, "scopes_supported").contains(&"openid".to_owned()));
    assert!(list(&document, "claims_supported").contains(&"sub".to_owned()));
    assert_eq!(list(&document, "subject_types_supported"), ["public", "pairwise"]);
    assert_eq!(document["claims_parameter_supported"], true);
    assert_eq!(
        (&document["request_parameter_supported"], &document["request_uri_parameter_supported"]),
        (&Value::Bool(true), &Value::Bool(false))
    );
    assert_eq!(document["authorization_response_iss_parameter_supported"], true);

    let jwks = RelyingParty::new(&provider).jwks().await;
    let keys = jwks["keys"].as_array().unwrap();
    let mut kids: Vec<&str> = keys.iter().map(|key| key["kid"].as_str().unwrap()).collect();
    kids.sort_unstable();
    kids.dedup();
    assert_eq!(kids.len(), keys.len());
    let uses = |wanted: &str| keys.iter().filter(|key| key["use"] == wanted).count();
    assert_eq!((uses("sig"), uses("enc")), (2, 2));
    for key in keys {
        assert!(key["use"] == "sig" || key.get("alg").is_none(), "encryption keys work with each algorithm of theirs");
        for private in ["d", "p", "q", "dp", "dq", "qi", "k"] {
            assert!(key.get(private).is_none());
        }
    }
}

#[actix_web::test]
async fn every_advertised_value_works_and_its_neighbours_are_refused() {
    let provider = TestProvider::new();
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    let document = document(&provider).await;

    // Each of them: tests/suite/authorize/response_types.rs.
    let response_types =
        ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token", "none"];
    assert_eq!(list(&document, "response_types_supported"), response_types);
    for other in ["token", "CODE", "code code", "none code", "id_token id_token", "device"] {
        assert_eq!(
            app.authorize(&browser, &[("response_type", other)]).await.answer()["error"],
            "unsupported_response_type",
            "{other}"
        );
    }

    // Those that are JWTs: tests/suite/authorize/response_jwt.rs.
    assert_eq!(
        list(&document, "response_modes_supported"),
        ["query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"]
    );
    let in_fragment = app.authorize(&browser, &[("response_mode", "fragment")]).await;
    assert!(in_fragment.raw_location().unwrap().starts_with("https://app.example/cb#code="));
    let posted = app.authorize(&browser, &[("response_mode", "form_post")]).await;
    assert_eq!(posted.form_action(), "https://app.example/cb");
    assert!(!posted.header("content-security-policy").contains("form-action"), "the app may lead on");
    let fields = posted.hidden_fields();
    assert!(
        fields.iter().any(|(name, _)| name == "code") && fields.contains(&("state".into(), "st4te".into())),
        "{}",
        posted.body
    );
    for other in ["jwt.query", "QUERY.jwt", "web_message", "QUERY"] {
        assert_eq!(
            app.authorize(&browser, &[("response_mode", other)]).await.answer()["error"],
            "invalid_request",
            "{other}"
        );
    }

    // The implicit grant is one of the authorization endpoint.
    assert_eq!(
        list(&document, "grant_types_supported"),
        [
            "authorization_code",
            "refresh_token",
            "implicit",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
        ]
    );
    for of_others in [
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:openid:params:grant-type:ciba",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
    ] {
        assert_eq!(app.token(&[("grant_type", of_others)]).await.json()["error"], "unauthorized_client", "{of_others}");
    }
    for other in ["password", "implicit", "urn:ietf:params:oauth:grant-type:saml2-bearer", "AUTHORIZATION_CODE"] {
        assert_eq!(app.token(&[("grant_type", other)]).await.json()["error"], "unsupported_grant_type", "{other}");
    }
    assert_eq!(app.token(&[]).await.json()["error"], "invalid_request");

    for prompt in list(&document, "prompt_values_supported") {
        let answer = app.authorize(&browser, &[("prompt", &prompt)]).await;
        assert!(answer.raw_location().is_none_or(|location| location.contains("code=")), "{prompt}");
    }
    for other in ["create", "LOGIN", "none none login"] {
        assert_eq!(app.authorize(&browser, &[("prompt", other)]).await.answer()["error"], "invalid_request", "{other}");
    }
    for scope in list(&document, "scopes_supported") {
        let answer = app.authorize(&browser, &[("scope", &format!("openid {scope}"))]).await.answer();
        let tokens = app.redeem(&answer["code"]).await.json();
        assert!(tokens["scope"].as_str().unwrap().contains(&scope), "{scope}");
    }
    for other in ["", "email", "OPENID"] {
        let answer = app.authorize(&browser, &[("scope", other)]).await.answer();
        assert!(app.redeem(&answer["code"]).await.json().get("id_token").is_none(), "{other}: OAuth 2.0 alone");
    }
    assert_eq!(list(&document, "code_challenge_methods_supported"), ["S256"]);
    assert_eq!(
        list(&document, "token_endpoint_auth_methods_supported"),
        ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"]
    );
    let assertion = [
        ("grant_type", "authorization_code"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", "x.y.z"),
    ];
    let refused = Page::read(app.http.post(provider.url("/token")).form(&assertion).send().await.unwrap()).await;
    assert_eq!(refused.json()["error"], "invalid_client");
    assert_eq!(app.token(&assertion).await.json()["error"], "invalid_request", "row 34: assertion and secret together");
}

/// Every path answers with and without a slash, and neither sends the browser to the other.
#[actix_web::test]
async fn both_slash_forms_answer_alike() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    for path in [
        "/login",
        "/authorize",
        "/token",
        "/par",
        "/revoke",
        "/introspect",
        "/userinfo",
        "/end-session",
        "/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/.well-known/oauth-protected-resource",
        "/livez",
        "/readyz",
    ] {
        let one = browser.get(&provider.url(path)).await;
        let other = browser.get(&provider.url(&format!("{path}/"))).await;
        assert_eq!(one.status, other.status, "{path}");
        assert_ne!(one.status, 404, "{path}");
        assert!(!one.status.is_redirection() && !other.status.is_redirection(), "{path}");
    }
    for path in ["/authorize;x", "//authorize", "/Authorize", "/authorize%2f", "/authorize/x", "/..;/token"] {
        let page = browser.get(&provider.url(path)).await;
        assert_eq!(page.status, 404, "{path} (row 61)");
    }
}

/// RFC 3986 §6.2.2.2: an octet that need not be percent-encoded means the same when it is.
#[actix_web::test]
async fn a_path_with_letters_encoded_is_the_same_path() {
    let provider = TestProvider::new();
    let browser = Browser::new();
    for (path, encoded) in [
        ("/jwks", "/%6Awks"),
        ("/.well-known/openid-configuration", "/.well-known/openid%2Dconfiguration"),
        ("/check-session-iframe", "/check%2dsession-iframe/"),
        ("/static/brand.css", "/static/%62rand.css"),
        ("/userinfo", "/user%69nfo/"),
    ] {
        let (one, other) = (browser.get(&provider.url(path)).await, browser.get(&provider.url(encoded)).await);
        assert_eq!((one.status, &one.body), (other.status, &other.body), "{encoded}");
        let readers = |page: &Page| page.headers.get("access-control-allow-origin").cloned();
        assert_eq!(readers(&one), readers(&other), "{encoded}");
    }
}

/// RFC 9728 §3, RFC 8414 §3.1: each document is where the specifications put it, below an issuer with a path too, and names what
/// its address was made from.
#[actix_web::test]
async fn the_documents_are_where_programs_look_for_them() {
    for path in ["", "/id"] {
        let provider = crate::support::Builder::new()
            .settings(|settings| {
                let issuer = format!("{}{path}", settings.server.issuer.as_str());
                settings.server.issuer = latchkey::config::settings::Issuer::parse(&issuer).unwrap();
            })
            .start();
        let root = provider.issuer.strip_suffix(path).unwrap();
        let browser = Browser::new();
        for name in ["openid-configuration", "oauth-authorization-server"] {
            let inserted = browser.get(&format!("{root}/.well-known/{name}{path}")).await.json();
            assert_eq!(inserted["issuer"], provider.issuer.as_str(), "{name}");
            assert_eq!(browser.get(&provider.url(&format!("/.well-known/{name}"))).await.json(), inserted);
        }
        let address = format!("{root}/.well-known/oauth-protected-resource{path}");
        let resource = browser.get(&address).await;
        assert_eq!(resource.header("content-type"), "application/json");
        let resource = resource.json();
        assert_eq!(
            (&resource["resource"], &resource["authorization_servers"][0]),
            (&provider.issuer.as_str().into(), &provider.issuer.as_str().into())
        );
        for token in ["", "unknown"] {
            let mut request = browser.http.get(provider.url("/userinfo"));
            if !token.is_empty() {
                request = request.bearer_auth(token);
            }
            let refused = Page::read(request.send().await.unwrap()).await;
            let challenge = refused.header("www-authenticate");
            assert!(challenge.contains(&format!("resource_metadata=\"{address}\"")), "{challenge}");
        }
    }
}
