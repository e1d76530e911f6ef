//! What an assertion must say, by whom and how it must be made, over the wire and for both methods.

use latchkey::jose::Algorithm;
use latchkey::jose::hmac::HmacAlgorithm;
use latchkey::protocol::client::{Client, ClientAuthMethod};
use latchkey::protocol::client_assertion::{AssertionAudience, TYPE};
use latchkey::protocol::client_proof::AssertionAlgorithm;
use serde_json::{Value, json};

use super::assertions::{Key, claims, fields, mac};
use super::{LONG_SECRET, post, try_out, with_keys, with_macs};
use crate::jose::support::SIGNERS;
use crate::support::provider::{SECRET, client};
use crate::support::{Browser, Builder, TestProvider};

/// The clients `signs` and `macs`, and how each makes an assertion.
fn both() -> (TestProvider, Key) {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).client(with_macs("macs")).start();
    (provider, key)
}

async fn try_both(provider: &TestProvider, key: &Key, change: impl Fn(&mut Value)) -> [Result<(), String>; 2] {
    let (mut of_signs, mut of_macs) = (claims(provider, "signs"), claims(provider, "macs"));
    change(&mut of_signs);
    change(&mut of_macs);
    let signed = try_out(provider, &key.sign(&of_signs)).await;
    [signed, try_out(provider, &mac("HS256", LONG_SECRET.as_bytes(), &of_macs)).await]
}

/// Also where `aud` is a list with the issuer in it, or the token endpoint; FAPI clients accept the issuer alone.
#[actix_web::test]
async fn ensure_client_assertion_with_iss_aud_succeeds() {
    let (provider, key) = both();
    let endpoint = provider.url("/token");
    for aud in [json!(provider.issuer), json!(endpoint), json!([provider.issuer]), json!([endpoint])] {
        let accepted = try_both(&provider, &key, |claims| claims["aud"] = aud.clone()).await;
        assert_eq!(accepted, [Ok(()), Ok(())], "{aud}");
    }
    let strict = Client { assertion_audience: AssertionAudience::Issuer, ..with_keys("strict", &[key.jwk()]) };
    let provider = Builder::new().client(strict).start();
    for (aud, accepted) in
        [(json!(provider.issuer), true), (json!(provider.url("/token")), false), (json!([provider.issuer]), false)]
    {
        let mut claims = claims(&provider, "strict");
        claims["aud"] = aud.clone();
        assert_eq!(try_out(&provider, &key.sign(&claims)).await.is_ok(), accepted, "{aud}");
    }
}

#[actix_web::test]
async fn each_claim_that_is_wrong_is_refused_and_named() {
    let (provider, key) = both();
    let now = provider.provider.now().seconds();
    let change = |name: &'static str, value: Value| {
        move |claims: &mut Value| match value.is_null() {
            true => drop(claims.as_object_mut().unwrap().remove(name)),
            false => claims[name] = value.clone(),
        }
    };
    for (name, value, hint) in [
        ("iss", json!("other"), "iss"),
        ("iss", json!(null), "iss"),
        ("aud", json!("https://other.example"), "aud of client_assertion"),
        ("aud", json!([provider.issuer, "https://other.example"]), "aud of client_assertion"),
        ("aud", json!(null), "aud of client_assertion"),
        ("exp", json!(null), "no exp"),
        ("exp", json!(now - 11), "has expired"),
        ("exp", json!(now + 3_611), "good for too long"),
        ("nbf", json!(now + 61), "nbf of client_assertion is in the future"),
        ("iat", json!(now + 61), "iat of client_assertion is in the future"),
        ("jti", json!(null), "needs a jti"),
        ("jti", json!(7), "needs a jti"),
    ] {
        for refused in try_both(&provider, &key, change(name, value.clone())).await {
            let refused = refused.unwrap_err();
            assert!(refused.contains(hint), "{name}={value}: {refused}");
        }
    }
    for (name, value) in
        [("exp", json!(now + 3_605)), ("nbf", json!(now + 10)), ("iat", json!(null)), ("iat", json!(now - 9_999))]
    {
        assert_eq!(try_both(&provider, &key, change(name, value.clone())).await, [Ok(()), Ok(())], "{name}={value}");
    }
    let expires_soon = change("exp", json!(now - 5));
    assert_eq!(try_both(&provider, &key, expires_soon).await, [Ok(()), Ok(())], "clocks differ by seconds");
}

#[actix_web::test]
async fn without_a_subject_nobody_asks_and_another_client_id_contradicts() {
    let (provider, key) = both();
    let mut nobody = claims(&provider, "signs");
    nobody.as_object_mut().unwrap().remove("sub");
    assert!(try_out(&provider, &key.sign(&nobody)).await.unwrap_err().contains("no sub"));
    let mut stranger = claims(&provider, "signs");
    stranger["sub"] = json!("nobody-knows");
    assert_eq!(try_out(&provider, &key.sign(&stranger)).await.unwrap_err(), "client authentication failed");

    let assertion = key.sign(&claims(&provider, "signs"));
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "unknown")];
    for (client_id, status) in [("app", 401), ("macs", 401), ("signs", 400)] {
        let asked = [&grant[..], &fields(&assertion), &[("client_id", client_id)]].concat();
        assert_eq!(post(&provider, &asked).await.status.as_u16(), status, "{client_id}");
    }
}

#[actix_web::test]
async fn the_assertion_type_is_exact_and_goes_with_an_assertion() {
    let (provider, key) = both();
    let assertion = key.sign(&claims(&provider, "signs"));
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "unknown")];
    let upper = TYPE.to_uppercase();
    for asked in [
        vec![("client_assertion", assertion.as_str())],
        vec![("client_assertion_type", TYPE)],
        vec![("client_assertion", ""), ("client_assertion_type", TYPE)],
        vec![("client_assertion", &assertion), ("client_assertion_type", &upper)],
        vec![("client_assertion", &assertion), ("client_assertion_type", "jwt-bearer")],
        vec![
            ("client_assertion", &assertion),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"),
        ],
    ] {
        let page = post(&provider, &[&grant[..], &asked].concat()).await;
        assert_eq!((page.status.as_u16(), page.json()["error"].as_str()), (401, Some("invalid_client")), "{asked:?}");
    }
    assert_eq!(try_out(&provider, &assertion).await, Ok(()), "none of that used it up");
}

/// SEC-80: what discovery names works, and nothing else.
#[actix_web::test]
async fn every_algorithm_that_discovery_names_proves_a_client() {
    let jwks: Vec<Value> = SIGNERS.iter().map(|key| key.public().to_jwk(key.kid(), key.algorithm())).collect();
    let provider = Builder::new().client(with_keys("signs", &jwks)).client(with_macs("macs")).start();
    let discovery = Browser::new().get(&provider.url("/.well-known/openid-configuration")).await.json();
    let mut named = Vec::new();
    for key in SIGNERS.iter() {
        let assertion = key.sign("JWT", claims(&provider, "signs").to_string().as_bytes()).unwrap();
        assert_eq!(try_out(&provider, &assertion).await, Ok(()), "{}", key.algorithm());
        named.push(key.algorithm().as_str());
    }
    for algorithm in HmacAlgorithm::ALL {
        let assertion = mac(algorithm.as_str(), LONG_SECRET.as_bytes(), &claims(&provider, "macs"));
        assert_eq!(try_out(&provider, &assertion).await, Ok(()), "{algorithm}");
        named.push(algorithm.as_str());
    }
    assert_eq!(discovery["token_endpoint_auth_signing_alg_values_supported"], json!(named));
    assert_eq!(
        discovery["token_endpoint_auth_methods_supported"],
        json!(["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"])
    );
}

#[actix_web::test]
async fn a_registered_algorithm_is_the_only_one() {
    let key = Key::new("k1");
    let others: Vec<&_> = SIGNERS.iter().filter(|other| other.algorithm() != Algorithm::ES256).collect();
    let mut jwks: Vec<Value> =
        others.iter().map(|other| other.public().to_jwk(other.kid(), other.algorithm())).collect();
    jwks.push(key.jwk());
    let es256 = Some(AssertionAlgorithm::Signature(Algorithm::ES256));
    let hs384 = Some(AssertionAlgorithm::Mac(HmacAlgorithm::HS384));
    let provider = Builder::new()
        .client(Client { token_endpoint_auth_signing_alg: es256, ..with_keys("signs", &jwks) })
        .client(Client { token_endpoint_auth_signing_alg: hs384, ..with_macs("macs") })
        .start();
    assert_eq!(try_out(&provider, &key.sign(&claims(&provider, "signs"))).await, Ok(()));
    for other in others {
        let assertion = other.sign("JWT", claims(&provider, "signs").to_string().as_bytes()).unwrap();
        assert!(try_out(&provider, &assertion).await.is_err(), "{}", other.algorithm());
    }
    for (algorithm, accepted) in [("HS256", false), ("HS384", true), ("HS512", false)] {
        let assertion = mac(algorithm, LONG_SECRET.as_bytes(), &claims(&provider, "macs"));
        assert_eq!(try_out(&provider, &assertion).await.is_ok(), accepted, "{algorithm}");
    }
}

/// RFC 7518 §3.2: the test secret has 44 bytes.
#[actix_web::test]
async fn a_secret_makes_no_mac_that_is_longer_than_itself() {
    use latchkey::protocol::client::ClientSecret;
    let clear = || latchkey::secret::Secret::new(SECRET);
    let short = Client { secrets: [ClientSecret::Clear(clear())].into(), ..with_macs("macs") };
    let provider = Builder::new().client(short).start();
    for (algorithm, accepted) in [("HS256", true), ("HS384", false), ("HS512", false)] {
        let assertion = mac(algorithm, SECRET.as_bytes(), &claims(&provider, "macs"));
        assert_eq!(try_out(&provider, &assertion).await.is_ok(), accepted, "{algorithm}");
    }
}

#[actix_web::test]
async fn two_secrets_may_be_live_at_once() {
    use latchkey::protocol::client::ClientSecret;
    let old = "the-secret-before-which-still-works-while-the-new-one-is-rolled-out";
    let secrets = [LONG_SECRET, old].map(|secret| ClientSecret::Clear(latchkey::secret::Secret::new(secret)));
    let provider = Builder::new().client(Client { secrets: secrets.into(), ..with_macs("macs") }).start();
    for secret in [LONG_SECRET, old] {
        assert_eq!(try_out(&provider, &mac("HS256", secret.as_bytes(), &claims(&provider, "macs"))).await, Ok(()));
    }
    let other = mac("HS256", &LONG_SECRET.as_bytes()[1..], &claims(&provider, "macs"));
    assert_eq!(try_out(&provider, &other).await.unwrap_err(), "client authentication failed");
}

#[actix_web::test]
async fn a_former_secret_is_good_until_its_time_is_over() {
    use latchkey::protocol::client::ClientSecret;
    let old = "the-secret-before-which-works-for-a-while-after-it-was-rotated";
    let secrets = [LONG_SECRET, old].map(|secret| ClientSecret::Clear(latchkey::secret::Secret::new(secret)));
    let until = crate::support::provider::START.after(std::time::Duration::from_secs(60));
    let rotated = Client { secrets: secrets.into(), previous_secret_until: Some(until), ..with_macs("macs") };
    let provider = Builder::new().client(rotated).start();
    let by = async |secret: &str| {
        let assertion = mac("HS256", secret.as_bytes(), &claims(&provider, "macs"));
        try_out(&provider, &assertion).await.is_ok()
    };
    assert!(by(old).await && by(LONG_SECRET).await);
    provider.clock.advance(std::time::Duration::from_secs(60));
    assert!(!by(old).await && by(LONG_SECRET).await, "the present one goes on");
}

/// SEC-32.
#[actix_web::test]
async fn each_client_uses_the_method_that_it_registered() {
    let key = Key::new("k1");
    let basic = Some(ClientAuthMethod::ClientSecretBasic);
    let keyed = |client_id| Client { jwks: with_keys("x", &[key.jwk()]).jwks, ..client(client_id) };
    let provider = Builder::new()
        .client(with_keys("signs", &[key.jwk()]))
        .client(with_macs("macs"))
        .client(Client { token_endpoint_auth_method: basic, ..keyed("basic") })
        .client(keyed("either"))
        .start();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "unknown")];
    for client_id in ["signs", "macs"] {
        for secret in [SECRET, LONG_SECRET, ""] {
            let request = http.post(provider.url("/token")).basic_auth(client_id, Some(secret)).form(&grant);
            assert_eq!(request.send().await.unwrap().status().as_u16(), 401, "{client_id} by Basic");
            let by_post = [&grant[..], &[("client_id", client_id), ("client_secret", secret)]].concat();
            assert_eq!(post(&provider, &by_post).await.status, 401, "{client_id} by post");
        }
        assert_eq!(post(&provider, &[&grant[..], &[("client_id", client_id)]].concat()).await.status, 401);
    }
    for client_id in ["basic", "either"] {
        assert!(try_out(&provider, &key.sign(&claims(&provider, client_id))).await.is_err(), "{client_id}");
        let mac = mac("HS256", SECRET.as_bytes(), &claims(&provider, client_id));
        assert!(try_out(&provider, &mac).await.is_err(), "{client_id}");
    }
    assert!(try_out(&provider, &key.sign(&claims(&provider, "macs"))).await.is_err());
    let mac = mac("HS256", LONG_SECRET.as_bytes(), &claims(&provider, "signs"));
    assert!(try_out(&provider, &mac).await.is_err());
}

#[actix_web::test]
async fn a_key_without_a_name_is_found_by_its_algorithm() {
    let (first, second, stranger) = (Key::new("k1"), Key::new("k2"), Key::new("k3"));
    let rsa = SIGNERS.iter().find(|key| key.algorithm() == Algorithm::RS256).unwrap();
    let rsa = rsa.public().to_jwk(rsa.kid(), Algorithm::RS256);
    let provider = Builder::new().client(with_keys("signs", &[rsa, first.nameless_jwk(), second.jwk()])).start();
    let nameless = json!({"alg": "ES256"});
    for key in [&first, &second] {
        let assertion = key.sign_as(&nameless, &claims(&provider, "signs"));
        assert_eq!(try_out(&provider, &assertion).await, Ok(()), "no kid");
    }
    assert_eq!(try_out(&provider, &second.sign(&claims(&provider, "signs"))).await, Ok(()));
    assert!(try_out(&provider, &stranger.sign_as(&nameless, &claims(&provider, "signs"))).await.is_err());
    let misnamed = first.sign_as(&json!({"alg": "ES256", "kid": "k2"}), &claims(&provider, "signs"));
    assert!(try_out(&provider, &misnamed).await.is_err(), "a kid names one key");
}
