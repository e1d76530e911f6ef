//! Software statements (RFC 7591 §2.3): believed when signed with a key that the operator trusts, by no means otherwise.

use std::sync::Arc;

use latchkey::jose::jwk::JwkSet;
use serde_json::{Value, json};

use super::{Registrar, open, open_provider, text, with};
use crate::support::provider::START;
use crate::support::{Builder, TestProvider};

/// Another provider is a handy vendor: it signs, and publishes its keys.
struct Vendor(TestProvider);

impl Vendor {
    fn keys(&self) -> JwkSet {
        JwkSet::parse(&self.0.provider.keyring.load().jwks()).unwrap()
    }

    fn states(&self, claims: &Value) -> String {
        let keyring = self.0.provider.keyring.load();
        keyring.sign(latchkey::jose::Algorithm::ES256, "JWT", claims.to_string().as_bytes(), START).unwrap()
    }
}

#[actix_web::test]
async fn a_trusted_statement_counts_for_more_than_the_client_says() {
    let vendor = Vendor(TestProvider::new());
    let keys = Arc::new(vendor.keys());
    let provider = Builder::new()
        .settings(|settings| {
            open(settings);
            settings.registration.software_statement_keys = Some(keys);
        })
        .start();
    let registrar = Registrar::new(&provider);
    let statement = vendor.states(&json!({
        "iss": "https://vendor.example", "software_id": "4NRB1-0XZABZI9E6-5SM3R", "client_name": "The real name",
        "jti": "x", "exp": START.0 + 100,
    }));
    let sent = with(json!({"software_statement": statement, "client_name": "Another", "software_version": "2"}));
    let answer = registrar.registered(&sent).await;
    assert_eq!(text(&answer, "client_name"), "The real name");
    assert_eq!(text(&answer, "software_id"), "4NRB1-0XZABZI9E6-5SM3R");
    assert_eq!(text(&answer, "software_version"), "2");
    assert_eq!(text(&answer, "software_statement"), statement, "told unmodified");
    assert!(answer.get("iss").is_none() && answer.get("jti").is_none());

    let stranger = Vendor(TestProvider::new());
    let mut cut = statement.clone();
    cut.pop();
    let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", statement.split('.').nth(1).unwrap());
    for wrong in [
        stranger.states(&json!({"client_name": "Another"})),
        vendor.states(&json!({"client_name": "Another", "exp": START.0})),
        vendor.states(&json!({"client_name": "Another", "nbf": START.0 + 100})),
        cut,
        unsigned,
        "nonsense".to_owned(),
    ] {
        let refused = registrar.register(&with(json!({"software_statement": wrong}))).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &json!("invalid_software_statement")));
    }
    // What a statement says keeps to the rules like everything else.
    let evil = vendor.states(&json!({"redirect_uris": ["javascript:alert(1)"]}));
    let refused = registrar.register(&with(json!({"software_statement": evil}))).await;
    assert_eq!(refused.json()["error"], "invalid_redirect_uri");
}

#[actix_web::test]
async fn nobodys_statement_is_believed_unless_the_operator_trusts_somebody() {
    let provider = open_provider();
    let vendor = Vendor(TestProvider::new());
    let statement = vendor.states(&json!({"client_name": "The real name"}));
    let refused = Registrar::new(&provider).register(&with(json!({"software_statement": statement}))).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["error"]), (400, &json!("unapproved_software_statement")));
}
