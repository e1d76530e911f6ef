//! Request objects by value and by reference (OpenID Connect Core §6, RFC 9101): what is inside counts, whoever signed
//! it, and nothing else (rows 5, 32, 33, 35, 42; SEC-40, SEC-67).

use std::sync::Arc;

use latchkey::config::settings::RequestObjectSettings;
use latchkey::jose::Algorithm;
use latchkey::jose::jwe::{ContentEncryption, KeyAlgorithm, encrypt_to_set};
use latchkey::jose::jwk::JwkSet;
use latchkey::keys::SigningKey;
use latchkey::protocol::client::{Client, Encryption};
use serde_json::{Value, json};

use crate::support::browser::Page;
use crate::support::provider::client;
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

/// The client's side of a request object.
struct Signer {
    key: SigningKey,
}

impl Signer {
    fn new(algorithm: Algorithm) -> Self {
        Self { key: SigningKey::generate(algorithm).unwrap().0 }
    }

    fn keys(&self) -> Arc<JwkSet> {
        let jwk = self.key.public().to_jwk(self.key.kid(), self.key.algorithm());
        Arc::new(JwkSet::from_value(&json!({"keys": [jwk]})).unwrap())
    }

    fn sign(&self, claims: &Value) -> String {
        self.key.sign("oauth-authz-req+jwt", claims.to_string().as_bytes()).unwrap()
    }
}

fn app(signer: &Signer) -> Client {
    Client { jwks: Some(signer.keys()), ..client("app") }
}

fn start(app: Client) -> TestProvider {
    Builder::new()
        .with(|settings| {
            settings.clients = vec![app, client("other")];
            settings.request_objects = RequestObjectSettings { by_value: true, by_reference: true };
            settings.outbound.allow_private_ips = true;
            settings.outbound.allow_http = true;
        })
        .start()
}

/// Everything that the certification suite puts into one.
fn claims(provider: &TestProvider) -> Value {
    json!({
        "iss": "app", "aud": provider.issuer, "client_id": "app", "response_type": "code", "scope": "openid email",
        "redirect_uri": "https://app.example/cb", "state": "inside", "nonce": "inside",
    })
}

/// `claims` with other values; null removes one.
fn changed(provider: &TestProvider, changes: &Value) -> Value {
    let mut claims = claims(provider);
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

/// The request that carries it: only what OAuth wants outside, and a redirect URI that is deliberately wrong.
async fn send(provider: &TestProvider, object: &str) -> Page {
    let outside = [("request", object), ("redirect_uri", "https://evil.example/cb"), ("state", ""), ("nonce", "")];
    RelyingParty::new(provider).authorize(&Browser::new(), &outside).await
}

#[actix_web::test]
async fn what_is_inside_counts_and_the_redirect_uri_outside_does_not() {
    for algorithm in Algorithm::ALL {
        let signer = Signer::new(algorithm);
        let provider = start(app(&signer));
        let browser = Browser::new();
        let object = signer.sign(&claims(&provider));
        let outside = [
            ("request", object.as_str()),
            ("redirect_uri", "https://evil.example/cb"),
            ("state", "outside"),
            ("nonce", "outside"),
            ("prompt", "none"),
            ("response_mode", "fragment"),
        ];
        let back = RelyingParty::new(&provider).sign_in(&browser, &outside).await;
        let answer = back.answer();
        assert_eq!(answer["state"], "inside", "{algorithm}");
        let tokens = RelyingParty::new(&provider).redeem(&answer["code"]).await.json();
        let (_, id_token) = crate::support::relying_party::decode(tokens["id_token"].as_str().unwrap());
        assert_eq!((&id_token["nonce"], tokens["scope"].as_str()), (&json!("inside"), Some("openid email")));
    }
}

#[actix_web::test]
async fn what_is_not_the_clients_own_word_is_refused_to_the_redirect_uri_outside_if_that_is_registered() {
    let signer = Signer::new(Algorithm::RS256);
    let provider = start(app(&signer));
    let now = latchkey::clock::Clock::now(&provider.clock).seconds();
    let stranger = Signer::new(Algorithm::RS256);
    let header = |alg: &str| {
        use base64::Engine as _;
        let encode = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.", encode(&json!({"alg": alg}).to_string()), encode(&claims(&provider).to_string()))
    };
    let mut cut = signer.sign(&claims(&provider));
    cut.pop();
    let mut refused = vec![
        stranger.sign(&claims(&provider)),
        header("none"),
        header("None"),
        header("nOnE"),
        format!("{}AAAA", header("HS256")),
        cut,
        "x".to_owned(),
        "x.y.z".to_owned(),
        "a.b.c.d.e".to_owned(),
        provider
            .provider
            .keyring
            .load()
            .sign(Algorithm::RS256, "JWT", claims(&provider).to_string().as_bytes(), provider.provider.now())
            .unwrap(),
    ];
    for changes in [
        json!({"iss": "other"}),
        json!({"client_id": "other"}),
        json!({"aud": "https://op.example"}),
        json!({"aud": format!("{}/", provider.issuer)}),
        json!({"exp": now}),
        json!({"nbf": now + 61}),
        json!({"sub": "app"}),
        json!({"response_type": "id_token"}),
        json!({"request": "x"}),
        json!({"request_uri": "https://app.example/request"}),
        json!({"state": ["x"]}),
    ] {
        refused.push(signer.sign(&changed(&provider, &changes)));
    }
    let app = RelyingParty::new(&provider);
    for object in refused {
        let answer = app.authorize(&Browser::new(), &[("request", &object)]).await.answer();
        assert_eq!(answer["error"], "invalid_request_object", "{object}");
        assert_eq!(answer["state"], "st4te", "the state outside is all there is");
        // Row 5: without a registered redirect URI nothing is redirected.
        let page = send(&provider, &object).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{object}");
        assert!(page.body.contains("request object"), "{}", page.body);
    }
}

#[actix_web::test]
async fn a_redirect_uri_inside_is_proven_like_any_other() {
    let signer = Signer::new(Algorithm::ES256);
    let provider = start(app(&signer));
    for changes in [json!({"redirect_uri": "https://evil.example/cb"}), json!({"redirect_uri": null})] {
        let object = signer.sign(&changed(&provider, &changes));
        let page = RelyingParty::new(&provider).authorize(&Browser::new(), &[("request", &object)]).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (400, None), "{changes}");
    }
    let object = signer.sign(&changed(&provider, &json!({"max_age": "soon"})));
    assert_eq!(send(&provider, &object).await.answer()["error"], "invalid_request", "and its faults are told there");
    let object = signer.sign(&changed(&provider, &json!({"prompt": "none", "response_mode": "fragment"})));
    assert_eq!(send(&provider, &object).await.fragment()["error"], "login_required");
}

#[actix_web::test]
async fn the_registered_algorithms_are_the_only_ones() {
    let signer = Signer::new(Algorithm::ES256);
    let only = Client { request_object_signing_alg: Some(Algorithm::PS256), ..app(&signer) };
    let provider = start(only);
    let object = signer.sign(&claims(&provider));
    let answer = RelyingParty::new(&provider).authorize(&Browser::new(), &[("request", &object)]).await.answer();
    assert_eq!(answer["error"], "invalid_request_object");
    let required = Client { require_signed_request_object: true, ..app(&signer) };
    let provider = start(required);
    let app = RelyingParty::new(&provider);
    assert_eq!(app.authorize(&Browser::new(), &[]).await.answer()["error"], "invalid_request");
    let object = signer.sign(&changed(&provider, &json!({"prompt": "none"})));
    assert_eq!(send(&provider, &object).await.answer()["error"], "login_required");
}

/// Row 35: what is encrypted must be signed inside, and by the registered algorithms where there are any.
#[actix_web::test]
async fn an_encrypted_object_holds_a_signed_one() {
    let signer = Signer::new(Algorithm::ES256);
    let provider = start(app(&signer));
    let own = RelyingParty::new(&provider).jwks().await;
    let own = JwkSet::from_value(&own).unwrap();
    let signed = signer.sign(&changed(&provider, &json!({"prompt": "none"})));
    for alg in KeyAlgorithm::ALL {
        for enc in ContentEncryption::ALL {
            let object = encrypt_to_set(&own, alg, enc, Some("JWT"), signed.as_bytes()).unwrap();
            let answer = send(&provider, &object).await.answer();
            assert_eq!((answer["error"].as_str(), answer["state"].as_str()), ("login_required", "inside"));
        }
    }
    let (alg, enc) = (KeyAlgorithm::RsaOaep256, ContentEncryption::A256Gcm);
    let bare = encrypt_to_set(&own, alg, enc, None, claims(&provider).to_string().as_bytes()).unwrap();
    let twice = encrypt_to_set(
        &own,
        alg,
        enc,
        Some("JWT"),
        encrypt_to_set(&own, alg, enc, None, signed.as_bytes()).unwrap().as_bytes(),
    )
    .unwrap();
    let foreign = Signer::new(Algorithm::RS256);
    let foreign = JwkSet::from_value(&json!({"keys": [foreign.key.public().to_encryption_jwk("x")]})).unwrap();
    let foreign = encrypt_to_set(&foreign, KeyAlgorithm::RsaOaep256, enc, Some("JWT"), signed.as_bytes()).unwrap();
    for object in [bare, twice, foreign] {
        let page = send(&provider, &object).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (400, None));
    }
    let encryption = Encryption { alg: KeyAlgorithm::EcdhEs, enc: ContentEncryption::A128Gcm };
    let provider = start(Client { request_object_encryption: Some(encryption), ..app(&signer) });
    let own = JwkSet::from_value(&RelyingParty::new(&provider).jwks().await).unwrap();
    let signed = signer.sign(&changed(&provider, &json!({"prompt": "none"})));
    let seal = |alg, enc| encrypt_to_set(&own, alg, enc, Some("JWT"), signed.as_bytes()).unwrap();
    assert_eq!(send(&provider, &seal(encryption.alg, encryption.enc)).await.answer()["error"], "login_required");
    for object in
        [signed.clone(), seal(KeyAlgorithm::RsaOaep, encryption.enc), seal(encryption.alg, ContentEncryption::A256Gcm)]
    {
        assert_eq!(send(&provider, &object).await.status, 400);
    }
}

#[actix_web::test]
async fn by_reference_only_what_is_registered_is_fetched_fragment_and_all() {
    let signer = Signer::new(Algorithm::RS256);
    let listener = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let served = listener.clone();
    let site = Site::new(move |_| Answer::of(200, &served.lock().unwrap()).header("Content-Type", "application/jwt"));
    let registered = format!("http://127.0.0.1:{}/request#not-the-hash", site.port);
    let provider = start(Client { request_uris: vec![registered.clone()], ..app(&signer) });
    *listener.lock().unwrap() = signer.sign(&changed(&provider, &json!({"prompt": "none"})));
    let app = RelyingParty::new(&provider);
    let send = |uri: String| {
        let app = &app;
        async move {
            let outside = [("request_uri", uri.as_str()), ("redirect_uri", "https://app.example/cb")];
            app.authorize(&Browser::new(), &outside).await.answer()
        }
    };
    let answer = send(registered.clone()).await;
    assert_eq!((answer["error"].as_str(), answer["state"].as_str()), ("login_required", "inside"));
    assert_eq!(site.paths(), ["/request"], "without the fragment");
    send(registered.clone()).await;
    assert_eq!(site.paths().len(), 1, "an object with a fragment is kept for a while");
    for other in ["/request", "/request#other", "/request?x#not-the-hash", "/other#not-the-hash"] {
        let answer = send(format!("http://127.0.0.1:{}{other}", site.port)).await;
        assert_eq!(answer["error"], "invalid_request_uri", "{other}");
    }
    assert_eq!(site.paths().len(), 1, "nobody else's address is called (row 42)");
    let both = [("request_uri", registered.as_str()), ("request", "x")];
    assert_eq!(app.authorize(&Browser::new(), &both).await.answer()["error"], "invalid_request");
}

#[actix_web::test]
async fn what_is_off_is_said_to_be_off() {
    let signer = Signer::new(Algorithm::RS256);
    let uri = "https://app.example/request";
    let registered = Client { request_uris: vec![uri.to_owned()], ..app(&signer) };
    let provider = Builder::new()
        .with(|settings| {
            settings.clients = vec![registered];
            settings.request_objects = RequestObjectSettings { by_value: false, by_reference: false };
        })
        .start();
    let app = RelyingParty::new(&provider);
    let object = signer.sign(&claims(&provider));
    let answer = app.authorize(&Browser::new(), &[("request", &object)]).await.answer();
    assert_eq!(answer["error"], "request_not_supported");
    let answer = app.authorize(&Browser::new(), &[("request_uri", uri)]).await.answer();
    assert_eq!(answer["error"], "request_uri_not_supported");
}
