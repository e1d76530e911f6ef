//! Every algorithm that discovery names works, from the configuration to the token; every other name is refused.

use std::sync::Arc;

use latchkey::jose::hmac::HmacAlgorithm;
use latchkey::jose::jwe::{self, ContentEncryption, DecryptionKey, KeyAlgorithm};
use latchkey::jose::jwk::JwkSet;
use latchkey::jose::jws::{self, TypRule};
use latchkey::jose::{Algorithm, left_half_hash};
use latchkey::protocol::client::Encryption;
use latchkey::protocol::dpop;
use serde_json::{Value, json};

use super::algorithms::{REFUSED_CONTENT, REFUSED_KEY_MANAGEMENT, REFUSED_SIGNATURES};
use super::support::{DECRYPTORS, set};
use crate::config::{Folder, client_with};
use crate::support::provider::client;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};

async fn document(provider: &TestProvider) -> Value {
    Browser::new().visit(&provider.url("/.well-known/openid-configuration")).await.json()
}

/// A provider with a key for every algorithm.
fn with_every_key() -> Builder {
    Builder::new().settings(|settings| settings.keys.algorithms = Algorithm::ALL.to_vec())
}

#[actix_web::test]
async fn discovery_names_nothing_that_the_tables_do_not_hold_and_all_that_they_hold() {
    let provider = with_every_key().start();
    let document = document(&provider).await;
    let mut lists = 0;
    for (name, values) in document.as_object().unwrap() {
        let table: Vec<&str> = if name.contains("_endpoint_auth_signing_alg_values") {
            Algorithm::ALL
                .map(Algorithm::as_str)
                .into_iter()
                .chain(HmacAlgorithm::ALL.map(HmacAlgorithm::as_str))
                .collect()
        } else if name == "dpop_signing_alg_values_supported" {
            // As the operator lists them.
            dpop::ALGORITHMS.map(Algorithm::as_str).to_vec()
        } else if name.ends_with("_signing_alg_values_supported") {
            Algorithm::ALL.map(Algorithm::as_str).to_vec()
        } else if name.ends_with("_encryption_alg_values_supported") {
            KeyAlgorithm::ALL.map(KeyAlgorithm::as_str).to_vec()
        } else if name.ends_with("_encryption_enc_values_supported") {
            ContentEncryption::ALL.map(ContentEncryption::as_str).to_vec()
        } else {
            assert!(!name.contains("_alg_") && !name.contains("_enc_"), "{name} is checked by nothing");
            continue;
        };
        let mut named: Vec<&str> = values.as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect();
        let mut table = table;
        named.sort_unstable();
        table.sort_unstable();
        assert_eq!(named, table, "{name}");
        lists += 1;
    }
    assert!(lists >= 9, "{lists}");
}

/// Core §3.1.3.6: `at_hash` by the digest of each algorithm.
#[actix_web::test]
async fn an_id_token_can_be_signed_by_every_algorithm_that_discovery_names() {
    let id = |algorithm: Algorithm| algorithm.as_str().to_lowercase();
    let builder = Algorithm::ALL.into_iter().fold(with_every_key(), |builder, algorithm| {
        let mut other = client(&id(algorithm));
        other.id_token_signed_response_alg = algorithm;
        builder.client(other)
    });
    let (provider, browser) = (builder.start(), Browser::new());
    RelyingParty::new(&provider).code(&browser, &[]).await;
    let keys = JwkSet::from_value(&RelyingParty::new(&provider).jwks().await).unwrap();
    for algorithm in Algorithm::ALL {
        let client_id = id(algorithm);
        let app = RelyingParty::of(&provider, &client_id);
        let answer = app.authorize(&browser, &[]).await.answer();
        let tokens = app.redeem(&answer["code"]).await.json();
        let token = tokens["id_token"].as_str().unwrap();
        let claims = jws::verify_with_set(token, &keys, &[algorithm], TypRule::Exactly("JWT")).unwrap();
        assert_eq!(claims.get()["aud"], client_id.as_str());
        let access_token = tokens["access_token"].as_str().unwrap();
        assert_eq!(claims.get()["at_hash"], left_half_hash(algorithm, access_token), "{algorithm}");
        let octets = claims.get()["at_hash"].as_str().unwrap().len() * 3 / 4;
        assert_eq!(octets, algorithm.digest().output_len / 2, "{algorithm}");
    }
}

#[actix_web::test]
async fn an_id_token_can_be_encrypted_by_every_pair_that_discovery_names() {
    let keys = set(&DECRYPTORS.iter().map(|key| key.public().to_encryption_jwk(key.kid())).collect::<Vec<Value>>());
    let keys = Arc::new(keys);
    let pairs: Vec<(String, KeyAlgorithm, ContentEncryption)> = KeyAlgorithm::ALL
        .into_iter()
        .flat_map(|alg| {
            ContentEncryption::ALL.map(|enc| (format!("{alg}-{enc}").to_lowercase().replace('+', "-"), alg, enc))
        })
        .collect();
    let builder = pairs.iter().fold(Builder::new(), |builder, (client_id, alg, enc)| {
        let mut other = client(client_id);
        other.jwks = Some(keys.clone());
        other.id_token_encryption = Some(Encryption { alg: *alg, enc: *enc });
        builder.client(other)
    });
    let (provider, browser) = (builder.start(), Browser::new());
    RelyingParty::new(&provider).code(&browser, &[]).await;
    let served = JwkSet::from_value(&RelyingParty::new(&provider).jwks().await).unwrap();
    let decryptors: Vec<&DecryptionKey> = DECRYPTORS.iter().collect();
    for (client_id, alg, enc) in &pairs {
        let app = RelyingParty::of(&provider, client_id);
        let answer = app.authorize(&browser, &[]).await.answer();
        let tokens = app.redeem(&answer["code"]).await.json();
        let nested = jwe::decrypt(tokens["id_token"].as_str().unwrap(), &decryptors, &[*alg], &[*enc]).unwrap();
        let nested = String::from_utf8(nested).unwrap();
        let claims = jws::verify_with_set(&nested, &served, &[Algorithm::RS256], TypRule::Exactly("JWT")).unwrap();
        assert_eq!(claims.get()["aud"], client_id.as_str());
    }
}

/// What discovery does not name, the configuration does not take.
#[test]
fn the_configuration_takes_no_other_algorithm() {
    let quoted = |name: &str| json!(name).to_string();
    for name in REFUSED_SIGNATURES {
        let keys = format!("[keys]\nalgorithms = [\"RS256\", {}]\n", quoted(name));
        assert!(Folder::with(&keys).load().is_err(), "{name:?} as a key");
    }
    for algorithm in Algorithm::ALL {
        let keys = format!("[keys]\nalgorithms = [\"RS256\", \"{algorithm}\"]\n");
        assert_eq!(Folder::with(&keys).load().is_ok(), algorithm != Algorithm::RS256, "{algorithm}");
    }
    let client = |line: &str| client_with(line).load().is_ok();
    assert!(client("") && client("id_token_signed_response_alg = \"ES256\""));
    for (key, names) in [
        ("id_token_signed_response_alg", &REFUSED_SIGNATURES[..]),
        ("userinfo_signed_response_alg", &REFUSED_SIGNATURES[..]),
        ("request_object_signing_alg", &REFUSED_SIGNATURES[..]),
        ("id_token_encrypted_response_alg", &REFUSED_KEY_MANAGEMENT[..]),
        ("userinfo_encrypted_response_alg", &REFUSED_KEY_MANAGEMENT[..]),
        ("request_object_encryption_alg", &REFUSED_KEY_MANAGEMENT[..]),
        ("id_token_encrypted_response_enc", &REFUSED_CONTENT[..]),
    ] {
        for name in names {
            assert!(!client(&format!("{key} = {}", quoted(name))), "{key} = {name:?}");
        }
    }
}
