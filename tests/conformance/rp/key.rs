//! The relying party's key: RSA, published without a `kid` as the suite does.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::jose::jwk::PublicKey;
use serde_json::{Value, json};

/// A key pair.
#[derive(Debug)]
pub struct RpKey {
    pair: RsaKeyPair,
    pub kid: Option<String>,
}

impl RpKey {
    /// A new one.
    pub fn generate() -> Self {
        Self { pair: RsaKeyPair::generate(KeySize::Rsa2048).unwrap(), kid: None }
    }

    /// A new one with a `kid`.
    pub fn with_kid(kid: &str) -> Self {
        Self { kid: Some(kid.to_owned()), ..Self::generate() }
    }

    /// The key set with its public half.
    pub fn jwks(&self) -> Value {
        let mut jwk = PublicKey::of_rsa(&self.pair).to_jwk(self.kid.as_deref().unwrap_or_default(), Algorithm::RS256);
        if self.kid.is_none() {
            jwk.as_object_mut().unwrap().remove("kid");
        }
        json!({"keys": [jwk]})
    }

    /// A JWT, RS256.
    pub fn sign(&self, claims: &Value) -> String {
        let mut header = json!({"alg": "RS256"});
        if let Some(kid) = &self.kid {
            header["kid"] = json!(kid);
        }
        let signed = signing_input(&header, claims);
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// A JWT by HS256.
pub fn sign_with_secret(secret: &str, claims: &Value) -> String {
    let signed = signing_input(&json!({"alg": "HS256"}), claims);
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, secret.as_bytes());
    let signature = aws_lc_rs::hmac::sign(&key, signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A JWT without a signature.
pub fn unsigned(claims: &Value) -> String {
    format!("{}.", signing_input(&json!({"alg": "none"}), claims))
}

fn signing_input(header: &Value, claims: &Value) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()))
}
