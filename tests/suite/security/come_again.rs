//! "Come again later" (429, 503) is meant: the very same request counts then, with the client assertion, the DPoP proof and the signed
//! request that are each good once. And once they stay, also for those who come at the same time (rows 31 and 36).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use latchkey::jose::Algorithm;
use latchkey::protocol::client::{Client, GrantType};
use latchkey::protocol::introspection::IntrospectionRight;
use serde_json::{Value, json};

use crate::client_auth::assertions::{self, Key, fields};
use crate::client_auth::{LONG_SECRET, with_keys, with_macs};
use crate::dpop::Holder;
use crate::support::browser::Page;
use crate::support::site::{Answer, Site};
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

const CIBA: &str = "/backchannel_authentication";
/// How long a request waits here for somebody.
const LIFETIME: Duration = Duration::from_secs(20);

/// A client with a key, which may do all that is tried here.
fn bank(key: &Key) -> Client {
    Client {
        grant_types: vec![
            GrantType::AuthorizationCode,
            GrantType::ClientCredentials,
            GrantType::DeviceCode,
            GrantType::Ciba,
        ],
        backchannel_authentication_request_signing_alg: Some(Algorithm::ES256),
        ..with_keys("bank", &[key.jwk()])
    }
}

fn builder(key: &Key) -> Builder {
    Builder::new().client(bank(key)).settings(|settings| {
        settings.pushed_requests.lifetime = LIFETIME;
        settings.device_authorization.lifetime = LIFETIME;
        settings.backchannel_authentication.lifetime = LIFETIME;
    })
}

/// An endpoint, parameters, and a table.
type Asked = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// What a client asks for at an endpoint, and the table that a row comes into.
const ASKED: [Asked; 4] = [
    ("/token", &[("grant_type", "client_credentials")], "client_access_tokens"),
    (
        "/par",
        &[
            ("response_type", "code"),
            ("redirect_uri", "https://bank.example/cb"),
            ("scope", "openid"),
            ("nonce", "n"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            ("code_challenge_method", "S256"),
        ],
        "pushed_requests",
    ),
    ("/device_authorization", &[("scope", "openid")], "polled_requests"),
    (CIBA, &[], "polled_requests"),
];

/// A request as it goes over the wire.
#[derive(Clone)]
struct Request {
    path: &'static str,
    fields: Vec<(String, String)>,
    proof: Option<String>,
}

impl Request {
    fn new(path: &'static str, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { path, fields, proof: None }
    }

    /// With an assertion that is new.
    fn asserted(mut self, provider: &TestProvider, key: &Key) -> Self {
        self.fields.retain(|(name, _)| !name.starts_with("client_assertion"));
        let assertion = key.sign(&assertions::claims(provider, "bank"));
        self.fields.extend(fields(&assertion).map(|(name, value)| (name.to_owned(), value.to_owned())));
        self
    }

    /// With a proof that is new.
    fn proven(mut self, provider: &TestProvider, holder: &Holder) -> Self {
        self.proof = Some(holder.proof_with(provider, ("POST", self.path), &json!({})));
        self
    }

    async fn send(&self, provider: &TestProvider) -> Page {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut request = http.post(provider.url(self.path)).form(&self.fields);
        if let Some(proof) = &self.proof {
            request = request.header("DPoP", proof);
        }
        Page::read(request.send().await.unwrap()).await
    }
}

/// What a signed request says.
fn signed_claims(provider: &TestProvider, client_id: &str) -> Value {
    let now = provider.provider.now().seconds();
    let jti = format!("request-{}", latchkey::random::identifier());
    json!({
        "iss": client_id, "aud": provider.issuer, "iat": now, "nbf": now, "exp": now + 300, "jti": jti,
        "scope": "openid", "login_hint": "ada",
    })
}

/// Everything in it is new.
fn fresh(provider: &TestProvider, key: &Key, holder: &Holder, (path, own): (&'static str, &[(&str, &str)])) -> Request {
    let signed = key.sign(&signed_claims(provider, "bank"));
    let own = if path == CIBA { vec![("request", signed.as_str())] } else { own.to_vec() };
    Request::new(path, &own).asserted(provider, key).proven(provider, holder)
}

/// It is answered as it should be, and each thing in it that counts once has counted.
async fn counts_once(provider: &TestProvider, key: &Key, holder: &Holder, request: &Request) {
    let path = request.path;
    let answer = request.send(provider).await;
    assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.body);
    let again = request.send(provider).await;
    assert_eq!((again.status.as_u16(), &again.json()["error"]), (401, &json!("invalid_client")), "{path}");
    let same_proof = request.clone().asserted(provider, key).send(provider).await;
    assert_eq!(same_proof.json()["error"], "invalid_dpop_proof", "{path}: {}", same_proof.body);
    if path == CIBA {
        let same_request = request.clone().asserted(provider, key).proven(provider, holder).send(provider).await;
        assert_eq!(same_request.json()["error"], "invalid_request", "{}", same_request.body);
    }
}

/// The store fails it, also when it comes again.
async fn fails_twice(provider: &TestProvider, request: &Request, path: &str) {
    for _ in 0..2 {
        let refused = request.send(provider).await;
        let told = (refused.status.as_u16(), refused.header("retry-after"));
        assert_eq!(told, (503, "5"), "{path}: {}", refused.body);
    }
}

#[actix_web::test]
async fn a_request_that_the_store_failed_counts_when_it_comes_again() {
    let (key, holder) = (Key::new("one"), Holder::new());
    let provider = builder(&key).start();
    let file = provider.by_hand();
    for (path, own, table) in ASKED {
        let request = fresh(&provider, &key, &holder, (path, own));
        file.refuse("INSERT", table);
        fails_twice(&provider, &request, path).await;
        file.refuse_no_more(table);
        counts_once(&provider, &key, &holder, &request).await;
    }
}

/// What asks about a token, or ends one, is no exception.
#[actix_web::test]
async fn a_question_about_a_token_that_the_store_failed_counts_when_it_comes_again() {
    let key = Key::new("one");
    let provider = Builder::new().client(Client { introspect: vec![IntrospectionRight::Every], ..bank(&key) }).start();
    let file = provider.by_hand();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[("scope", "openid offline_access")]).await;
    let refreshed = app.refresh(tokens["refresh_token"].as_str().unwrap()).await.json();
    let own = Request::new("/token", &[("grant_type", "client_credentials")]).asserted(&provider, &key);
    let own = own.send(&provider).await.json();
    for (path, token, what, table) in [
        // That the token of a refresh was used for the first time is noted.
        ("/introspect", &refreshed["access_token"], "UPDATE", "access_tokens"),
        ("/revoke", &own["access_token"], "DELETE", "client_access_tokens"),
    ] {
        let request = Request::new(path, &[("token", token.as_str().unwrap())]).asserted(&provider, &key);
        file.refuse(what, table);
        fails_twice(&provider, &request, path).await;
        file.refuse_no_more(table);
        let answer = request.send(&provider).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert_eq!(request.send(&provider).await.json()["error"], "invalid_client", "{path}");
    }
}

#[actix_web::test]
async fn a_request_above_the_limit_of_its_client_counts_when_it_comes_again() {
    let (key, holder) = (Key::new("one"), Holder::new());
    let provider = builder(&key)
        .settings(|settings| {
            settings.limits.pushed_requests_per_client = 1;
            settings.limits.polled_requests_per_client = 1;
        })
        .start();
    for (path, own, _) in ASKED.into_iter().filter(|(path, ..)| *path != "/token") {
        let first = fresh(&provider, &key, &holder, (path, own)).send(&provider).await;
        assert!(first.status.is_success(), "{path}: {}", first.body);
        let request = fresh(&provider, &key, &holder, (path, own));
        for _ in 0..2 {
            let refused = request.send(&provider).await;
            assert_eq!(refused.status, 429, "{path}: {}", refused.body);
            assert!(!refused.header("retry-after").is_empty(), "{path}");
        }
        provider.advance(LIFETIME.as_secs() + 1);
        counts_once(&provider, &key, &holder, &request).await;
        provider.advance(LIFETIME.as_secs() + 1);
    }
}

/// The keys that the signed request is verified with cannot be had, while the client proves itself without them.
#[actix_web::test]
async fn a_signed_request_whose_keys_cannot_be_fetched_counts_when_it_comes_again() {
    let (key, down) = (Key::new("one"), Arc::new(AtomicBool::new(true)));
    let (is_down, served) = (down.clone(), json!({"keys": [key.jwk()]}).to_string());
    let site = Site::new(move |_| match is_down.load(Ordering::SeqCst) {
        true => Answer::of(503, ""),
        false => Answer::of(200, &served),
    });
    let caller = Client {
        grant_types: vec![GrantType::Ciba],
        backchannel_authentication_request_signing_alg: Some(Algorithm::ES256),
        jwks_uri: Some(site.url("/")),
        ..with_macs("macs")
    };
    let provider = Builder::new()
        .client(caller)
        .settings(|settings| {
            settings.outbound.timeout = Duration::from_millis(300);
            settings.outbound.retry_after = Duration::ZERO;
        })
        .start();
    let signed = key.sign(&signed_claims(&provider, "macs"));
    let assertion = assertions::mac("HS256", LONG_SECRET.as_bytes(), &assertions::claims(&provider, "macs"));
    let request = Request::new(CIBA, &[&fields(&assertion)[..], &[("request", signed.as_str())]].concat());
    for _ in 0..2 {
        let refused = request.send(&provider).await;
        assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "5"), "{}", refused.body);
    }
    down.store(false, Ordering::SeqCst);
    provider.advance(11);
    let answer = request.send(&provider).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(request.send(&provider).await.json()["error"], "invalid_client");
}

/// Row 36: that something is given back opens no door for those who come at the same time.
#[actix_web::test]
async fn of_many_that_come_at_once_with_the_same_signed_request_one_is_kept() {
    let (key, holder) = (Key::new("one"), Holder::new());
    let provider = builder(&key).settings(|settings| settings.limits.polled_requests_per_client = 2).start();
    for _ in 0..5 {
        let request = fresh(&provider, &key, &holder, (CIBA, &[]));
        let all: Vec<Request> =
            (0..10).map(|_| request.clone().asserted(&provider, &key).proven(&provider, &holder)).collect();
        let answers = join_all(all.iter().map(|request| request.send(&provider))).await;
        let kept = answers.iter().filter(|answer| answer.status == 200).count();
        let others = answers.iter().filter(|answer| answer.status == 400).count();
        assert_eq!((kept, others), (1, 9), "{:?}", answers.iter().map(|answer| &answer.body).collect::<Vec<_>>());
        provider.advance(LIFETIME.as_secs() + 1);
    }
    let request = fresh(&provider, &key, &holder, (CIBA, &[]));
    let answers = join_all((0..10).map(|_| request.send(&provider))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "with the same assertion, too");
    assert_eq!(answers.iter().filter(|answer| answer.status == 401).count(), 9);
}

/// The same while the client has no room: all who come are told so or that the assertion is in use, and one is kept then.
#[actix_web::test]
async fn of_many_that_come_at_once_above_the_limit_none_is_kept_and_one_later() {
    let (key, holder) = (Key::new("one"), Holder::new());
    let provider = builder(&key).settings(|settings| settings.limits.polled_requests_per_client = 1).start();
    assert_eq!(fresh(&provider, &key, &holder, (CIBA, &[])).send(&provider).await.status, 200);
    let request = fresh(&provider, &key, &holder, (CIBA, &[]));
    let answers = join_all((0..10).map(|_| request.send(&provider))).await;
    assert!(answers.iter().all(|answer| [401, 429].contains(&answer.status.as_u16())));
    assert!(answers.iter().any(|answer| answer.status == 429));
    provider.advance(LIFETIME.as_secs() + 1);
    let answers = join_all((0..10).map(|_| request.send(&provider))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 401).count(), 9);
}
