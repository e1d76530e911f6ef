//! The keys of the clients of the FAPI plans, as `config/conformance-suite-fapi2.json` and `config/conformance-suite-fapi-ciba.json`
//! have them: RSA for the first client, which signs by PS256, and P-256 for the second.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// A key pair with its name.
#[derive(Debug)]
pub struct FapiKey {
    pair: Pair,
    kid: String,
}

#[derive(Debug)]
enum Pair {
    Rsa(Box<RsaKeyPair>),
    Ec(EcdsaKeyPair),
}

impl FapiKey {
    /// Reads a private JWK.
    pub fn read(jwk: &Value) -> Self {
        let octets = |name: &str| URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
        let pair = match jwk["kty"].as_str().unwrap() {
            "RSA" => {
                let numbers = ["n", "e", "d", "p", "q", "dp", "dq", "qi"].map(octets);
                Pair::Rsa(Box::new(RsaKeyPair::from_der(&rsa_private_key(&numbers)).unwrap()))
            }
            _ => {
                let point = [&[4], &octets("x")[..], &octets("y")].concat();
                let signing = &ECDSA_P256_SHA256_FIXED_SIGNING;
                Pair::Ec(EcdsaKeyPair::from_private_key_and_public_key(signing, &octets("d"), &point).unwrap())
            }
        };
        Self { pair, kid: jwk["kid"].as_str().unwrap().to_owned() }
    }

    /// Another key under the same name.
    pub fn impostor(&self) -> Self {
        let pair = Pair::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap());
        Self { pair, kid: self.kid.clone() }
    }

    /// A JWT by the key's own algorithm.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_as(None, claims)
    }

    /// The same with this `typ`.
    pub fn sign_as(&self, typ: Option<&str>, claims: &Value) -> String {
        match &self.pair {
            Pair::Rsa(pair) => self.by_rsa(pair, (typ, "PS256"), &RSA_PSS_SHA256, claims),
            Pair::Ec(pair) => {
                let input = self.input((typ, "ES256"), claims);
                let signature = pair.sign(&SystemRandom::new(), input.as_bytes()).unwrap();
                format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
            }
        }
    }

    /// One by RS256, which FAPI 2.0 does not have.
    pub fn sign_rs256(&self, claims: &Value) -> String {
        let Pair::Rsa(pair) = &self.pair else { panic!("not an RSA key") };
        self.by_rsa(pair, (None, "RS256"), &RSA_PKCS1_SHA256, claims)
    }

    fn by_rsa(
        &self,
        pair: &RsaKeyPair,
        header: (Option<&str>, &str),
        encoding: &'static dyn RsaEncoding,
        claims: &Value,
    ) -> String {
        let input = self.input(header, claims);
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(encoding, &SystemRandom::new(), input.as_bytes(), &mut signature).unwrap();
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn input(&self, (typ, alg): (Option<&str>, &str), claims: &Value) -> String {
        let mut header = json!({"alg": alg, "kid": self.kid});
        if let Some(typ) = typ {
            header["typ"] = json!(typ);
        }
        format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()))
    }
}

/// An RSAPrivateKey (RFC 8017 §A.1.2).
fn rsa_private_key(numbers: &[Vec<u8>]) -> Vec<u8> {
    let version = integer(&[0]);
    let content: Vec<u8> =
        std::iter::once(version).chain(numbers.iter().map(|number| integer(number))).flatten().collect();
    tagged(0x30, &content)
}

/// An INTEGER that is not negative.
fn integer(octets: &[u8]) -> Vec<u8> {
    let padding = if octets[0] >= 0x80 { &[0][..] } else { &[] };
    tagged(2, &[padding, octets].concat())
}

fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let bytes = length.to_be_bytes();
    let significant: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    let head =
        if length < 0x80 { vec![length as u8] } else { [&[0x80 | significant.len() as u8], &significant[..]].concat() };
    [&[tag], &head[..], content].concat()
}
