//! What operators and registered clients say of DPoP.

use std::time::Duration;

use latchkey::jose::Algorithm;
use latchkey::protocol::dpop::NonceRule;

use crate::config::{client_with, with_client};

#[test]
fn proofs_are_as_the_operator_says() {
    let settings = client_with("").settings();
    let dpop = &settings.tokens.dpop;
    assert_eq!((dpop.nonce, dpop.proof_lifetime, dpop.algorithms.len()), (NonceRule::Off, Duration::from_secs(60), 6));
    assert!(!settings.clients[0].dpop_bound_access_tokens);
    let lines = "[tokens.dpop]\nnonce = 'required'\nproof_lifetime = '5m'\nalgorithms = ['PS256']";
    let settings = with_client(lines).settings();
    let dpop = &settings.tokens.dpop;
    assert_eq!((dpop.nonce, dpop.proof_lifetime), (NonceRule::Required, Duration::from_secs(300)));
    assert_eq!(dpop.algorithms, [Algorithm::PS256]);
    assert!(client_with("dpop_bound_access_tokens = true").settings().clients[0].dpop_bound_access_tokens);
    for wrong in [
        "nonce = 'on'",
        "nonce = true",
        "proof_lifetime = '6m'",
        "proof_lifetime = '1s'",
        "algorithms = []",
        "algorithms = ['none']",
        "algorithms = ['HS256']",
        "algorithm = 'ES256'",
    ] {
        assert_eq!(with_client(&format!("[tokens.dpop]\n{wrong}")).errors().len(), 1, "{wrong}");
    }
}

/// RFC 9449 §5.2: what leaves the authorization endpoint is bound to nothing.
#[test]
fn a_client_with_bound_tokens_alone_has_no_response_type_that_gives_others() {
    let with = |types: &str| client_with(&format!("dpop_bound_access_tokens = true\nresponse_types = [{types}]"));
    for refused in ["'id_token token'", "'code token'", "'code', 'code id_token token'"] {
        let errors = with(refused).errors();
        assert!(errors.iter().any(|error| error.contains("bound to a key")), "{refused}: {errors:?}");
    }
    for fine in ["'code'", "'code id_token'"] {
        assert!(with(fine).load().is_ok(), "{fine}");
    }
}
