//! Signed requests (CIBA Core 1.0 §7.1.1, FAPI-CIBA §5.2.2), and hints that the app signed.

use latchkey::protocol::subject::SubjectType;
use latchkey::protocol::user::{Subject, User, UsernameKey};
use latchkey::store::users::AddUser;
use serde_json::json;

use super::*;
use crate::client_auth::assertions::{claims, fields};

/// Sends a signed request of `signer`, which proves itself by an assertion.
async fn send(provider: &TestProvider, key: &Key, request: &str, beside: &[(&str, &str)]) -> Page {
    let app = RelyingParty::of(provider, "signer");
    let assertion = key.sign(&claims(provider, "signer"));
    let mut all = fields(&assertion).to_vec();
    all.push(("request", request));
    all.extend(beside);
    all.retain(|(_, value)| !value.is_empty());
    Page::read(app.http.post(provider.url(PATH)).form(&all).send().await.unwrap()).await
}

#[actix_web::test]
async fn a_signed_request_counts_and_counts_once() {
    let key = Key::new("one");
    let provider = Builder::new().client(signer(&key)).start();
    let request = key.sign(&signed_claims(&provider, &json!({"requested_expiry": "120", "binding_message": "1234"})));
    let page = send(&provider, &key, &request, &[]).await;
    assert_eq!((page.status.as_u16(), &page.json()["expires_in"]), (200, &json!(120)), "{}", page.body);
    assert_eq!(error(&send(&provider, &key, &request, &[]).await), "invalid_request", "row 36");
    let number = key.sign(&signed_claims(&provider, &json!({"requested_expiry": 60})));
    assert_eq!(send(&provider, &key, &number, &[]).await.json()["expires_in"], json!(60));
}

#[actix_web::test]
async fn every_claim_must_be_there_and_right() {
    let (key, other) = (Key::new("one"), Key::new("one"));
    let provider = Builder::new().client(signer(&key)).start();
    let now = provider.provider.now().seconds();
    for changes in [
        json!({"aud": null}),
        json!({"iss": null}),
        json!({"exp": null}),
        json!({"iat": null}),
        json!({"nbf": null}),
        json!({"jti": null}),
        json!({"aud": "https://other.example"}),
        json!({"iss": "app"}),
        json!({"exp": now}),
        json!({"exp": now + 3601}),
        json!({"nbf": now + 60}),
        json!({"nbf": now - 3601, "exp": now + 10}),
        json!({"jti": 7}),
        json!({"request": "a.b.c"}),
        json!({"login_hint": null}),
        json!({"id_token_hint": "a.b.c"}),
    ] {
        let request = key.sign(&signed_claims(&provider, &changes));
        assert_eq!(error(&send(&provider, &key, &request, &[]).await), "invalid_request", "{changes}");
    }
    let fine = signed_claims(&provider, &json!({}));
    let foreign = other.sign(&fine);
    assert_eq!(error(&send(&provider, &key, &foreign, &[]).await), "invalid_request", "another's key");
    for header in [
        json!({"alg": "none", "kid": "one"}),
        json!({"alg": "RS256", "kid": "one"}),
        json!({"alg": "HS256", "kid": "one"}),
    ] {
        let request = key.sign_as(&header, &fine);
        assert_eq!(error(&send(&provider, &key, &request, &[]).await), "invalid_request", "{header}");
    }
    let request = key.sign(&fine);
    for beside in [("scope", "openid"), ("login_hint", "ada"), ("binding_message", "x")] {
        assert_eq!(error(&send(&provider, &key, &request, &[beside]).await), "invalid_request", "{beside:?}");
    }
    let unsigned = send(&provider, &key, "", &[("scope", "openid"), ("login_hint", "ada")]).await;
    assert_eq!(error(&unsigned), "invalid_request", "this app must sign");
}

#[actix_web::test]
async fn a_hint_that_the_app_signed_names_a_person() {
    let key = Key::new("one");
    let signer = Client { backchannel_authentication_request_signing_alg: None, ..signer(&key) };
    let provider = Builder::new().client(signer).start();
    let now = provider.provider.now().seconds();
    let hint = |changes: Value| {
        let mut claims = json!({"iss": "signer", "aud": provider.issuer, "exp": now + 60, "login_hint": "ada"});
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        key.sign(&claims)
    };
    let ask = async |hint: &str| send(&provider, &key, "", &[("scope", "openid"), ("login_hint_token", hint)]).await;
    for named in [json!({}), json!({"sub_id": {"format": "email", "email": "ada@example.com"}})] {
        assert_eq!(ask(&hint(named)).await.status, 200);
    }
    let (ada, _) = signed_in(&provider, "ada").await;
    let waiting = ada.get(&provider.url("/account/requests/waiting")).await.json();
    assert_eq!(waiting["waiting"], json!(2), "both name her");
    assert_eq!(error(&ask(&hint(json!({"exp": now}))).await), "expired_login_hint_token");
    for wrong in [
        json!({"aud": "https://other.example"}),
        json!({"iss": "app"}),
        json!({"exp": null}),
        json!({"nbf": now + 3_600}),
        json!({"iat": now + 3_600}),
        json!({"login_hint": null}),
        json!({"sub_id": {"format": "phone_number", "phone_number": "+1"}}),
    ] {
        assert_eq!(error(&ask(&hint(wrong.clone())).await), "invalid_request", "{wrong}");
    }
}

/// A pairwise `sub` is found among however many accounts, and one that nobody has is answered like one that somebody has.
#[actix_web::test]
async fn a_person_is_named_by_the_pairwise_sub_that_the_app_knows() {
    let key = Key::new("one");
    let subject_type = SubjectType::Pairwise { sector: "app.example".to_owned() };
    let signer = Client { backchannel_authentication_request_signing_alg: None, subject_type, ..signer(&key) };
    let provider = Builder::new().client(signer.clone()).start();
    let store = &provider.provider.store;
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    for number in 0..250 {
        let (sub, username) = (Subject::new(format!("p{number}")), format!("aa{number:03}"));
        let other = User { sub, username, email: None, ..ada.clone() };
        assert_eq!(store.add_user(&other).await.unwrap(), AddUser::Added);
    }
    let now = provider.provider.now().seconds();
    let known = provider.provider.subject(&signer, &ada.sub);
    assert_ne!(known, ada.sub);
    for (sub, waiting) in [(known.as_str(), 1), (ada.sub.as_str(), 1), ("nobody", 1)] {
        let sub_id = json!({"format": "opaque", "id": sub});
        let hint = key.sign(&json!({"iss": "signer", "aud": provider.issuer, "exp": now + 60, "sub_id": sub_id}));
        let answer = send(&provider, &key, "", &[("scope", "openid"), ("login_hint_token", &hint)]).await;
        assert_eq!(answer.status, 200, "{sub}");
        let (ada, _) = signed_in(&provider, "ada").await;
        let shown = ada.get(&provider.url("/account/requests/waiting")).await.json();
        assert_eq!(shown["waiting"], json!(waiting), "{sub}");
    }
}
