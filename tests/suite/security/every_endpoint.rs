//! What is no proof at `/token` is none at the endpoints beside it: rows 31 to 37 wherever clients prove themselves, prove a key, or
//! send a request object.

use futures_util::future::join_all;
use latchkey::jose::jwe::{ContentEncryption, KeyAlgorithm, encrypt_to_set};
use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::client::{Client, GrantType};
use serde_json::{Value, json};

use crate::client_auth::assertions::{Key, claims, fields, mac};
use crate::client_auth::with_keys;
use crate::jose::support::part;
use crate::support::browser::Page;
use crate::support::provider::SECRET;
use crate::support::{Builder, RelyingParty, TestProvider};

/// A request for each endpoint that is answered with success when its client is proven.
const ENDPOINTS: [(&str, &[(&str, &str)]); 6] = [
    ("/token", &[("grant_type", "client_credentials")]),
    (
        "/par",
        &[("response_type", "code"), ("redirect_uri", "https://signs.example/cb"), ("scope", "openid"), ("nonce", "n")],
    ),
    ("/device_authorization", &[("scope", "openid")]),
    ("/backchannel_authentication", &[("scope", "openid"), ("login_hint", "ada")]),
    ("/introspect", &[("token", "unknown")]),
    ("/revoke", &[("token", "unknown")]),
];
/// How many of them take DPoP proofs.
const WITH_PROOFS: usize = 4;

/// A provider with the client `signs`, which may do all of it.
fn start(key: &Key) -> TestProvider {
    let grant_types =
        vec![GrantType::AuthorizationCode, GrantType::ClientCredentials, GrantType::DeviceCode, GrantType::Ciba];
    Builder::new()
        .client(Client { grant_types, ..with_keys("signs", &[key.jwk()]) })
        .settings(|settings| settings.limits.client_auth_failures.events = 10_000)
        .start()
}

async fn send(provider: &TestProvider, path: &str, all: &[(&str, &str)], proofs: &[&str]) -> Page {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = http.post(provider.url(path)).form(all);
    for proof in proofs {
        request = request.header("DPoP", *proof);
    }
    Page::read(request.send().await.unwrap()).await
}

fn assert_error(page: &Page, status: u16, error: &str, what: &str) {
    assert_eq!((page.status.as_u16(), page.json()["error"].as_str()), (status, Some(error)), "{what}: {}", page.body);
}

/// Rows 32, 33 and 37.
#[actix_web::test]
async fn a_forged_assertion_and_one_for_another_server_prove_nobody() {
    let (key, stranger) = (Key::new("k1"), Key::new("k1"));
    let provider = start(&key);
    let said = || claims(&provider, "signs");
    let addressed = |aud: Value| {
        let mut said = said();
        said["aud"] = aud;
        key.sign(&said)
    };
    for (path, own) in ENDPOINTS {
        let mut forged = vec![
            stranger.sign(&said()),
            addressed(json!("https://evil.example")),
            addressed(json!(["https://evil.example", provider.issuer])),
            addressed(json!(format!("{}.evil.example", provider.issuer))),
            addressed(json!(provider.url("/authorize"))),
        ];
        for alg in ["none", "None", "nOnE", "HS256"] {
            let signed = key.sign_as(&json!({"alg": alg, "kid": "k1"}), &said());
            forged.push(format!("{}.", signed.rsplit_once('.').unwrap().0));
            forged.push(signed);
        }
        for secret in [key.pem().into_bytes(), key.der(), key.jwk().to_string().into_bytes(), Vec::new()] {
            forged.push(mac("HS256", &secret, &said()));
        }
        for assertion in forged {
            let all = [own, &fields(&assertion)].concat();
            assert_error(&send(&provider, path, &all, &[]).await, 401, "invalid_client", path);
        }
    }
}

/// Rows 34 and 36.
#[actix_web::test]
async fn an_assertion_comes_alone_and_counts_once_wherever_it_comes() {
    let key = Key::new("k1");
    let provider = start(&key);
    for (path, own) in ENDPOINTS {
        let assertion = key.sign(&claims(&provider, "signs"));
        let all = [own, &fields(&assertion)].concat();
        let with_secret = [&all[..], &[("client_id", "signs"), ("client_secret", SECRET)]].concat();
        assert_error(&send(&provider, path, &with_secret, &[]).await, 400, "invalid_request", path);
        let pages = join_all((0..20).map(|_| send(&provider, path, &all, &[]))).await;
        let taken = pages.iter().filter(|page| page.status.is_success()).count();
        assert_eq!(taken, 1, "{path}: {:?}", pages.iter().map(|page| &page.body).collect::<Vec<_>>());
        for (other, own) in ENDPOINTS {
            let all = [own, &fields(&assertion)].concat();
            assert_error(&send(&provider, other, &all, &[]).await, 401, "invalid_client", other);
        }
    }
}

/// Rows 31 and 33.
#[actix_web::test]
async fn a_proof_is_for_its_endpoint_and_counts_once() {
    let (key, holder) = (Key::new("k1"), Key::new("holder"));
    let provider = start(&key);
    let now = provider.provider.now().seconds();
    let said = |path: &str, changes: Value| {
        let jti = latchkey::random::identifier();
        let mut claims = json!({"htm": "POST", "htu": provider.url(path), "iat": now, "jti": jti});
        claims.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        claims
    };
    let prove_as = |alg: &str, claims: &Value| {
        holder.sign_as(&json!({"typ": "dpop+jwt", "alg": alg, "jwk": holder.nameless_jwk()}), claims)
    };
    for (path, own) in ENDPOINTS.into_iter().take(WITH_PROOFS) {
        let ask = async |proofs: &[&str]| {
            let assertion = key.sign(&claims(&provider, "signs"));
            send(&provider, path, &[own, &fields(&assertion)].concat(), proofs).await
        };
        for wrong in [
            prove_as("ES256", &said("/userinfo", json!({}))),
            prove_as("ES256", &said(path, json!({"htm": "GET"}))),
            prove_as("ES256", &said(path, json!({"htu": format!("https://evil.example{path}")}))),
            prove_as("ES256", &said(path, json!({"iat": now - 61}))),
            prove_as("ES256", &said(path, json!({"iat": now + 60}))),
            prove_as("ES256", &said(path, json!({"jti": ""}))),
            prove_as("none", &said(path, json!({}))),
            prove_as("nOnE", &said(path, json!({}))),
            prove_as("HS256", &said(path, json!({}))),
            holder.sign(&said(path, json!({}))),
        ] {
            assert_error(&ask(&[&wrong]).await, 400, "invalid_dpop_proof", path);
        }
        let right = || prove_as("ES256", &said(path, json!({})));
        assert_error(&ask(&[&right(), &right()]).await, 400, "invalid_dpop_proof", path);
        let proof = right();
        let page = ask(&[&proof]).await;
        assert!(page.status.is_success(), "{path}: {}", page.body);
        assert_error(&ask(&[&proof]).await, 400, "invalid_dpop_proof", path);
    }
}

/// Row 35: what is only encrypted is nobody's word.
#[actix_web::test]
async fn an_encrypted_object_without_a_signature_is_no_request() {
    let key = Key::new("k1");
    let provider = start(&key);
    let own = JwkSet::from_value(&RelyingParty::of(&provider, "signs").jwks().await).unwrap();
    let now = provider.provider.now().seconds();
    let request = |more: Value| {
        let mut claims = json!({
            "iss": "signs", "aud": provider.issuer, "iat": now, "nbf": now, "exp": now + 60, "jti": "j", "scope": "openid",
        });
        claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        claims
    };
    let pushed = json!({"response_type": "code", "redirect_uri": "https://signs.example/cb", "nonce": "n"});
    let enc = ContentEncryption::A256Gcm;
    for (path, request) in
        [("/par", request(pushed)), ("/backchannel_authentication", request(json!({"login_hint": "ada"})))]
    {
        let ask = async |object: &str| {
            let assertion = key.sign(&claims(&provider, "signs"));
            send(&provider, path, &[&fields(&assertion)[..], &[("request", object)]].concat(), &[]).await
        };
        let bare = request.to_string();
        let sealed = |alg| encrypt_to_set(&own, alg, enc, Some("JWT"), bare.as_bytes()).unwrap();
        for object in [
            sealed(KeyAlgorithm::RsaOaep256),
            sealed(KeyAlgorithm::EcdhEs),
            format!("{}.AAAA.AAAA.AAAA.AAAA", part(&json!({"alg": "RSA1_5", "enc": "A128CBC-HS256"}))),
            format!("{}.{}.", part(&json!({"alg": "none"})), part(&request)),
        ] {
            let page = ask(&object).await;
            assert_eq!(page.status, 400, "{path}: {}", page.body);
            let error = page.json()["error"].as_str().unwrap().to_owned();
            assert!(matches!(error.as_str(), "invalid_request" | "invalid_request_object"), "{path}: {error}");
        }
        let page = ask(&key.sign(&request)).await;
        assert!(page.status.is_success(), "{path}: the signed one is taken: {}", page.body);
    }
}
