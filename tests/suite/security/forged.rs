//! Tokens that somebody made up: hints and request objects without a signature, or with one by a public key taken for
//! a secret (rows 11, 32 and 33; SEC-35).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::protocol::response_type::ResponseType;
use serde_json::{Value, json};

use super::ways::{self, Signer, Way, answer, assert_nothing_granted};
use crate::client_auth::assertions::mac;
use crate::support::relying_party::decode;
use crate::support::{Browser, RelyingParty};

/// The payload with every header and no signature worth the name.
fn unsigned(claims: &Value, like: &str) -> Vec<String> {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signature = like.rsplit_once('.').unwrap().1;
    let mut tokens = Vec::new();
    for alg in ["none", "None", "NONE", "nOnE", "", "HS256", "RS256", "ES256"] {
        let header = part(&json!({"alg": alg}));
        tokens.push(format!("{header}.{}.", part(claims)));
        tokens.push(format!("{header}.{}", part(claims)));
        if alg != "RS256" && alg != "ES256" {
            tokens.push(format!("{header}.{}.{signature}", part(claims)));
        }
    }
    tokens.push(format!("{}.{}.", part(&json!({"typ": "JWT"})), part(claims)));
    tokens
}

fn with_public_keys(claims: &Value, secrets: &[Vec<u8>]) -> Vec<String> {
    let algorithms = ["HS256", "HS384", "HS512"];
    secrets.iter().flat_map(|secret| algorithms.map(|algorithm| mac(algorithm, secret, claims))).collect()
}

#[actix_web::test]
async fn a_forged_hint_is_no_hint_at_authorize_and_at_end_session() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    let tokens = app.tokens(&browser, &[]).await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let claims = decode(id_token).1;
    let keys = app.jwks().await;
    let mut secrets = vec![keys.to_string().into_bytes(), Vec::new(), crate::support::provider::SECRET.into()];
    for key in keys["keys"].as_array().unwrap() {
        secrets.push(key.to_string().into_bytes());
        secrets.extend(["n", "x"].iter().filter_map(|name| Some(key.get(name)?.as_str()?.as_bytes().to_vec())));
    }
    for forged in unsigned(&claims, id_token).into_iter().chain(with_public_keys(&claims, &secrets)) {
        for response_type in [ResponseType::Code, ResponseType::CodeIdTokenToken] {
            let asked = [("prompt", "none"), ("id_token_hint", forged.as_str())];
            let page = signer.ask(&app, &browser, Way::plain(response_type), &asked).await;
            assert!(answer(&page).contains_key("error"), "{forged}");
            assert_nothing_granted(&page, &forged);
        }
        let bye = [("id_token_hint", forged.as_str()), ("post_logout_redirect_uri", "https://app.example/bye")];
        let url = url::Url::parse_with_params(&provider.url("/end-session"), bye).unwrap();
        let page = browser.visit(url.as_str()).await;
        assert_eq!((page.status.as_u16(), page.raw_location()), (200, None), "{forged}");
        assert!(page.body.contains("id=\"logout-yes\""), "a question, and no more: {forged}");
    }
    let asked = [("prompt", "none"), ("id_token_hint", id_token)];
    let page = signer.ask(&app, &browser, Way::plain(ResponseType::Code), &asked).await;
    assert!(answer(&page).contains_key("code"), "nobody was signed out, and the true one counts");
}

#[actix_web::test]
async fn a_forged_request_object_is_refused_in_every_response_type() {
    let signer = Signer::new();
    let provider = ways::start(&signer, |_| {});
    let (app, browser) = (RelyingParty::new(&provider), Browser::new());
    app.code(&browser, &[]).await;
    for response_type in ResponseType::ALL {
        let claims = json!({
            "iss": "app", "aud": provider.issuer, "client_id": "app", "response_type": response_type.as_str(),
            "scope": "openid", "redirect_uri": "https://app.example/cb", "nonce": "n", "state": "inside",
        });
        let genuine = signer.sign(&claims);
        let mut forged = unsigned(&claims, &genuine);
        forged.extend(with_public_keys(&claims, &signer.public_forms()));
        forged.push(Signer::new().sign(&claims));
        for object in forged {
            let asked = [("request", object.as_str())];
            let page = signer.ask(&app, &browser, Way::plain(response_type), &asked).await;
            assert_eq!(answer(&page)["error"], "invalid_request_object", "{object}");
            assert_nothing_granted(&page, &object);
            let page = signer.ask(&app, &browser, Way::plain(response_type), &[asked[0], ("redirect_uri", "")]).await;
            ways::assert_page(&page, &object);
        }
        let page = signer.ask(&app, &browser, Way::plain(response_type), &[("request", &genuine)]).await;
        assert_eq!(answer(&page)["state"], "inside", "{}", response_type.as_str());
    }
}
