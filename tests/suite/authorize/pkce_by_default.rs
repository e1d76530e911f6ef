//! OAuth 2.1's rule (§7.5.1; RFC 9700 §2.1.1): public clients use PKCE, confidential ones PKCE or a nonce.

use latchkey::protocol::client::Client;
use latchkey::protocol::pkce::PkceRule;

use crate::support::provider::{client, public_client};
use crate::support::{Browser, Builder, RelyingParty};

const S256: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];
const NO_NONCE: (&str, &str) = ("nonce", "");

#[actix_web::test]
async fn a_confidential_client_sends_a_challenge_or_a_nonce_and_a_public_one_a_challenge() {
    let with = |id: &str, pkce| Client { pkce, ..client(id) };
    let provider = Builder::new()
        .client(with("default", PkceRule::ChallengeOrNonce))
        .client(with("required", PkceRule::Required))
        .client(with("optional", PkceRule::Optional))
        // Whatever it says of itself, nothing but PKCE protects its codes.
        .client(Client {
            pkce: PkceRule::Optional,
            consent: latchkey::protocol::client::ConsentMode::Skip,
            ..public_client("public")
        })
        .start();
    let browser = Browser::new();
    RelyingParty::new(&provider).code(&browser, &[]).await;
    for (client_id, with_nonce, with_challenge, with_neither) in [
        ("default", true, true, false),
        ("required", false, true, false),
        ("optional", true, true, true),
        ("public", false, true, false),
    ] {
        let app = RelyingParty::of(&provider, client_id);
        for (changes, passes) in [
            (vec![], with_nonce),
            (vec![NO_NONCE, S256[0], S256[1]], with_challenge),
            (vec![S256[0], S256[1]], with_challenge),
            (vec![NO_NONCE], with_neither),
        ] {
            let answer = app.authorize(&browser, &changes).await.answer();
            assert_eq!(answer.contains_key("code"), passes, "{client_id} {changes:?} {answer:?}");
            if !passes {
                assert_eq!(answer["error"], "invalid_request", "{client_id}");
                assert!(answer["error_description"].starts_with("code_challenge is missing"), "{answer:?}");
            }
        }
    }
}

/// A nonce is byte for byte in the ID token, or it protects nothing.
#[actix_web::test]
async fn the_nonce_that_stood_in_for_a_challenge_comes_back_in_the_id_token() {
    let provider = Builder::new().app(|app| app.pkce = PkceRule::ChallengeOrNonce).start();
    let app = RelyingParty::new(&provider);
    let tokens = app.tokens(&Browser::new(), &[]).await;
    let (_, claims) = crate::support::relying_party::decode(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["nonce"], "n0nce");
}
