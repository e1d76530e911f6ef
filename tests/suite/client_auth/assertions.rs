//! Makes assertions, right ones and wrong ones.

use std::sync::atomic::{AtomicUsize, Ordering};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::protocol::client_assertion::TYPE;
use serde_json::{Value, json};

use crate::jose::support::part;
use crate::support::TestProvider;

/// A P-256 key of a client.
pub struct Key {
    pair: EcdsaKeyPair,
    pub kid: &'static str,
}

impl Key {
    pub fn new(kid: &'static str) -> Self {
        Self { pair: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap(), kid }
    }

    /// The public half.
    pub fn jwk(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": self.kid, "use": "sig", "alg": "ES256"})
    }

    /// The public half without its name.
    pub fn nameless_jwk(&self) -> Value {
        let mut jwk = self.jwk();
        jwk.as_object_mut().unwrap().remove("kid");
        jwk
    }

    /// The public half as DER.
    pub fn der(&self) -> Vec<u8> {
        // SubjectPublicKeyInfo of id-ecPublicKey, prime256v1, before the point.
        let head = [
            0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
            0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
        ];
        [&head, self.pair.public_key().as_ref()].concat()
    }

    /// The public half as PEM.
    pub fn pem(&self) -> String {
        let text = base64::engine::general_purpose::STANDARD.encode(self.der());
        let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
    }

    /// An assertion with this header, whatever it says.
    pub fn sign_as(&self, header: &Value, claims: &Value) -> String {
        let input = format!("{}.{}", part(header), part(claims));
        let signature = self.pair.sign(&SystemRandom::new(), input.as_bytes()).unwrap();
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    /// An assertion.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_as(&json!({"alg": "ES256", "kid": self.kid}), claims)
    }
}

/// An assertion with a MAC.
pub fn mac(algorithm: &str, secret: &[u8], claims: &Value) -> String {
    let hmac = match algorithm {
        "HS384" => aws_lc_rs::hmac::HMAC_SHA384,
        "HS512" => aws_lc_rs::hmac::HMAC_SHA512,
        _ => aws_lc_rs::hmac::HMAC_SHA256,
    };
    let input = format!("{}.{}", part(&json!({"alg": algorithm})), part(claims));
    let tag = aws_lc_rs::hmac::sign(&aws_lc_rs::hmac::Key::new(hmac, secret), input.as_bytes());
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref()))
}

/// What an assertion of this client says, when all is right.
pub fn claims(provider: &TestProvider, client_id: &str) -> Value {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let now = provider.provider.now().seconds();
    let jti = format!("jti-{}", COUNT.fetch_add(1, Ordering::SeqCst));
    json!({"iss": client_id, "sub": client_id, "aud": provider.issuer, "iat": now, "exp": now + 300, "jti": jti})
}

/// The two parameters.
pub fn fields(assertion: &str) -> [(&str, &str); 2] {
    [("client_assertion_type", TYPE), ("client_assertion", assertion)]
}
