//! Whoever holds a key that tokens are bound to (RFC 9449).

use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding,
    RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::Algorithm;
use latchkey::jose::jwk::{JwkSet, PublicKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A key, P-256 or RSA.
#[derive(Debug, Clone)]
pub struct Holder(Arc<Pair>);

#[derive(Debug)]
enum Pair {
    Ec(EcdsaKeyPair),
    Rsa(Box<RsaKeyPair>),
}

/// A proof before it is signed.
#[derive(Debug, Clone)]
pub struct Proof {
    pub header: Value,
    pub claims: Value,
}

impl Holder {
    /// A new P-256 key.
    pub fn new() -> Self {
        Self(Arc::new(Pair::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())))
    }

    /// A new RSA key, which signs by PS256.
    pub fn of_rsa() -> Self {
        Self(Arc::new(Pair::Rsa(Box::new(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()))))
    }

    /// The public half.
    pub fn jwk(&self) -> Value {
        match &*self.0 {
            Pair::Ec(pair) => {
                let point = pair.public_key().as_ref();
                let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
                json!({"kty": "EC", "crv": "P-256", "x": x, "y": y})
            }
            Pair::Rsa(pair) => {
                let jwk = PublicKey::of_rsa(pair).to_jwk("", Algorithm::PS256);
                json!({"kty": "RSA", "n": jwk["n"], "e": jwk["e"]})
            }
        }
    }

    /// The thumbprint of the key.
    pub fn jkt(&self) -> String {
        JwkSet::from_value(&json!({"keys": [self.jwk()]})).unwrap().keys()[0].key.thumbprint()
    }

    /// The usual proof for a request to `htu` at this time, with the hash of an access token where one comes along.
    pub fn proof(&self, htm: &str, htu: &str, now: i64, access_token: Option<&str>) -> Proof {
        let alg = if matches!(*self.0, Pair::Ec(_)) { "ES256" } else { "PS256" };
        let mut claims = json!({"htm": htm, "htu": htu, "iat": now, "jti": latchkey::random::token()});
        if let Some(access_token) = access_token {
            claims["ath"] = json!(URL_SAFE_NO_PAD.encode(Sha256::digest(access_token)));
        }
        Proof { header: json!({"typ": "dpop+jwt", "alg": alg, "jwk": self.jwk()}), claims }
    }

    /// Signs a proof, by the algorithm that its header names where the key has that.
    pub fn sign(&self, proof: &Proof) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(&proof.header), part(&proof.claims));
        let signature = match &*self.0 {
            Pair::Ec(pair) => pair.sign(&SystemRandom::new(), input.as_bytes()).unwrap().as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let is_pkcs1 = proof.header["alg"] == "RS256";
                let encoding: &'static dyn RsaEncoding = if is_pkcs1 { &RSA_PKCS1_SHA256 } else { &RSA_PSS_SHA256 };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(encoding, &SystemRandom::new(), input.as_bytes(), &mut signature).unwrap();
                signature
            }
        };
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
