//! An authenticator in software, with the browser in front of it: makes the JSON of registrations and assertions, and
//! each of its fields may be set wrong.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

/// The key of its one credential.
pub enum Key {
    Es256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

/// An authenticator with one credential: a backed-up passkey of a person who was verified, unless fields say otherwise.
#[derive(Clone)]
pub struct Authenticator {
    pub key: Arc<Key>,
    pub credential_id: Vec<u8>,
    pub aaguid: [u8; 16],
    pub transports: Vec<String>,
    pub rp_id: String,
    pub origin: String,
    pub cross_origin: bool,
    pub top_origin: Option<String>,
    /// The `type` of the client data, instead of the right one.
    pub ceremony: Option<String>,
    pub user_present: bool,
    pub user_verified: bool,
    pub backup_eligible: bool,
    pub backed_up: bool,
    pub sign_count: u32,
    /// What assertions say of the account.
    pub user_handle: Option<Vec<u8>>,
}

impl Authenticator {
    /// One with a new key for ES256.
    pub fn new(rp_id: &str, origin: &str) -> Self {
        Self::with_key(Key::Es256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap()), rp_id, origin)
    }

    /// One with a new key for Ed25519.
    pub fn with_ed25519(rp_id: &str, origin: &str) -> Self {
        Self::with_key(Key::Ed25519(Ed25519KeyPair::generate().unwrap()), rp_id, origin)
    }

    fn with_key(key: Key, rp_id: &str, origin: &str) -> Self {
        let mut credential_id = vec![0; 20];
        SystemRandom::new().fill(&mut credential_id).unwrap();
        Self {
            key: Arc::new(key),
            credential_id,
            aaguid: *b"an authenticator",
            transports: vec!["internal".to_owned(), "hybrid".to_owned()],
            rp_id: rp_id.to_owned(),
            origin: origin.to_owned(),
            cross_origin: false,
            top_origin: None,
            ceremony: None,
            user_present: true,
            user_verified: true,
            backup_eligible: true,
            backed_up: true,
            sign_count: 0,
            user_handle: None,
        }
    }

    /// The JSON of a new credential, as the answer to `challenge`.
    pub fn register(&self, challenge: &[u8]) -> String {
        let client_data = self.client_data("webauthn.create", challenge);
        self.registration(&client_data, &Self::attestation_object(&self.attested_data()))
    }

    /// The JSON of a use of the credential, as the answer to `challenge`.
    pub fn assert(&self, challenge: &[u8]) -> String {
        self.assertion(&self.client_data("webauthn.get", challenge), &self.authenticator_data())
    }

    /// The JSON of a new credential from its parts.
    pub fn registration(&self, client_data: &str, attestation_object: &[u8]) -> String {
        let response = json!({
            "clientDataJSON": encode(client_data.as_bytes()),
            "attestationObject": encode(attestation_object),
            "authenticatorData": encode(&self.attested_data()),
            "transports": self.transports,
        });
        self.credential(&response, &json!({"credProps": {"rk": true}}))
    }

    /// The JSON of a use of the credential from its parts, which are signed as they are.
    pub fn assertion(&self, client_data: &str, authenticator_data: &[u8]) -> String {
        let signed = [authenticator_data, digest(&SHA256, client_data.as_bytes()).as_ref()].concat();
        let mut response = json!({
            "clientDataJSON": encode(client_data.as_bytes()),
            "authenticatorData": encode(authenticator_data),
            "signature": encode(&self.sign(&signed)),
        });
        if let Some(user_handle) = &self.user_handle {
            response["userHandle"] = json!(encode(user_handle));
        }
        self.credential(&response, &json!({}))
    }

    fn credential(&self, response: &serde_json::Value, extensions: &serde_json::Value) -> String {
        let id = encode(&self.credential_id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": response,
            "clientExtensionResults": extensions,
        })
        .to_string()
    }

    /// The client data, written as browsers do (Web Authentication Level 3 §5.8.1.1).
    pub fn client_data(&self, ceremony: &str, challenge: &[u8]) -> String {
        let ceremony = self.ceremony.as_deref().unwrap_or(ceremony);
        let top_origin = self.top_origin.as_ref().map(|origin| format!(r#","topOrigin":"{origin}""#));
        format!(
            r#"{{"type":"{ceremony}","challenge":"{}","origin":"{}","crossOrigin":{}{}}}"#,
            encode(challenge),
            self.origin,
            self.cross_origin,
            top_origin.unwrap_or_default()
        )
    }

    /// The authenticator data of an assertion (§6.1).
    pub fn authenticator_data(&self) -> Vec<u8> {
        let flags = u8::from(self.user_present)
            | u8::from(self.user_verified) << 2
            | u8::from(self.backup_eligible) << 3
            | u8::from(self.backed_up) << 4;
        [digest(&SHA256, self.rp_id.as_bytes()).as_ref(), &[flags], &self.sign_count.to_be_bytes()].concat()
    }

    /// The authenticator data of a registration, with the new credential (§6.5.1).
    pub fn attested_data(&self) -> Vec<u8> {
        let mut data = self.authenticator_data();
        data[32] |= 0x40;
        let length = u16::try_from(self.credential_id.len()).unwrap().to_be_bytes();
        [&data[..], &self.aaguid, &length, &self.credential_id, &self.public_key()].concat()
    }

    /// An attestation object without attestation (§8.7).
    pub fn attestation_object(authenticator_data: &[u8]) -> Vec<u8> {
        [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData"[..], &cbor_bytes(authenticator_data)].concat()
    }

    /// The public key as a COSE key.
    pub fn public_key(&self) -> Vec<u8> {
        match &*self.key {
            Key::Es256(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                [&b"\xa5\x01\x02\x03\x26\x20\x01\x21"[..], &cbor_bytes(x), &[0x22], &cbor_bytes(y)].concat()
            }
            Key::Ed25519(pair) => {
                [&b"\xa4\x01\x01\x03\x27\x20\x06\x21"[..], &cbor_bytes(pair.public_key().as_ref())].concat()
            }
        }
    }

    /// Signs as the credential does.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &*self.key {
            Key::Es256(pair) => pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Key::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }
}

/// A CBOR byte string.
pub fn cbor_bytes(octets: &[u8]) -> Vec<u8> {
    let length = u16::try_from(octets.len()).unwrap();
    let head = match u8::try_from(length) {
        Ok(short @ ..24) => vec![0x40 | short],
        Ok(short) => vec![0x58, short],
        Err(_) => [&[0x59][..], &length.to_be_bytes()].concat(),
    };
    [&head[..], octets].concat()
}

fn encode(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}
