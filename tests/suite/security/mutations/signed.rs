//! What clients sign, changed before it is signed: request objects (RFC 9101) and assertions (RFC 7523). Changed after
//! that, nothing but its signature would ever be looked at.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::jose::jwe::{ContentEncryption, KeyAlgorithm, encrypt_to_set};
use latchkey::jose::jwk::JwkSet;
use serde_json::{Map, Value};

use super::json;
use super::mutate::{Prng, anywhere};
use super::words::RULED;
use crate::client_auth::assertions::mac;
use crate::security::ways::Signer;
use crate::support::provider::SECRET;

/// The keys that clients sign with, and those of the provider that they encrypt to.
pub struct Signing<'a> {
    pub signer: &'a Signer,
    pub provider: &'a JwkSet,
}

impl Signing<'_> {
    /// Another token in place of this one, signed anew; `None` where it is none of ours.
    pub fn again(&self, prng: &mut Prng, token: &[u8]) -> Option<Vec<u8>> {
        let token = std::str::from_utf8(token).ok()?.replace("%2E", ".").replace("%2D", "-").replace("%5F", "_");
        let mut parts = token.split('.').map(|part| URL_SAFE_NO_PAD.decode(part));
        let header: Value = serde_json::from_slice(&parts.next()?.ok()?).ok()?;
        let mut claims: Map<String, Value> = serde_json::from_slice(&parts.next()?.ok()?).ok()?;
        if claims.contains_key("jti") {
            claims.insert("jti".into(), prng.next().to_string().into());
        }
        (0..prng.below(4)).for_each(|_| change(prng, &mut claims));
        if header["alg"] == "HS256" {
            return Some(mac("HS256", SECRET.as_bytes(), &Value::Object(claims)).into_bytes());
        }
        let mut text = Value::Object(claims).to_string().into_bytes();
        match prng.below(12) {
            0 => anywhere(prng, &mut text),
            1 => drop(text.splice(1..1, *b"\"client_id\":\"other\",")),
            _ => {}
        }
        let typ = header["typ"].as_str().unwrap_or("JWT");
        let typ = if prng.chance(5) { prng.pick(&["at+jwt", "logout+jwt", "", "x"]) } else { typ };
        let signed = self.signer.sign_octets(typ, &text);
        Some(if prng.chance(20) { self.encrypted(prng, &signed) } else { signed }.into_bytes())
    }

    fn encrypted(&self, prng: &mut Prng, signed: &str) -> String {
        let alg = KeyAlgorithm::ALL[prng.below(KeyAlgorithm::ALL.len())];
        let enc = ContentEncryption::ALL[prng.below(ContentEncryption::ALL.len())];
        let sealed = encrypt_to_set(self.provider, alg, enc, Some("JWT"), signed.as_bytes());
        sealed.unwrap_or_else(|_| signed.to_owned())
    }
}

fn change(prng: &mut Prng, claims: &mut Map<String, Value>) {
    if prng.chance(50) || claims.is_empty() {
        let mut value = Value::Object(std::mem::take(claims));
        json::change(prng, &mut value);
        return if let Value::Object(changed) = value {
            *claims = changed
        };
    }
    let (name, values) = RULED[prng.below(RULED.len())];
    let encoded = prng.pick(values).as_bytes();
    let value = percent_encoding::percent_decode(encoded).decode_utf8_lossy().into_owned();
    claims.insert(name.to_owned(), value.into());
}
