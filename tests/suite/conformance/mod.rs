//! What the code flow of static clients does beyond what the modules of the conformance suite look at, which stand in
//! `tests/conformance`; and the modules of dynamic registration once more, with what surrounds them.

mod authentication;
mod basic;
mod discovery;
mod dynamic;
mod tokens;

use latchkey::jose::jwk::PublicKey;
use latchkey::jose::jws::{self, VerificationKey};
use latchkey::jose::{Algorithm, base64url_decode};
use serde_json::Value;

use crate::support::RelyingParty;
use crate::support::relying_party::decode;

/// The claims of an ID token whose signature verifies against the served key set.
async fn verified(app: &RelyingParty<'_>, id_token: &Value) -> Value {
    verified_as(app, id_token, "JWT").await
}

/// The claims of a token of this type whose signature verifies against the served key set.
pub async fn verified_as(app: &RelyingParty<'_>, token: &Value, typ: &str) -> Value {
    let token = token.as_str().unwrap();
    let jwks = app.jwks().await;
    let kid = decode(token).0["kid"].as_str().unwrap().to_owned();
    let jwk = jwks["keys"].as_array().unwrap().iter().find(|key| key["kid"] == kid.as_str()).expect("a published key");
    let member = |name: &str| base64url_decode(jwk[name].as_str().unwrap().as_bytes()).unwrap();
    let (algorithm, key) = match jwk["kty"].as_str().unwrap() {
        "RSA" => (Algorithm::RS256, PublicKey::Rsa { n: member("n"), e: member("e") }),
        _ => (
            Algorithm::ES256,
            PublicKey::P256 { x: member("x").try_into().unwrap(), y: member("y").try_into().unwrap() },
        ),
    };
    let keys = [VerificationKey { kid: &kid, algorithm, key: &key }];
    jws::verify(token, &keys, Some(typ)).expect("the signature verifies").into_inner()
}
