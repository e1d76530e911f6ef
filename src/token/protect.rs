//! What goes to a client as a JWT: signed by the provider's key, then encrypted to the client's where it registered
//! that (OpenID Connect Core §10).

use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

use super::TokenError;
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::jose::jwe::encrypt_to_set;
use crate::jose::jwk::JwkSet;
use crate::keys::Keyring;
use crate::protocol::client::{Client, Encryption};
use crate::provider::Provider;

/// `typ` of ID tokens and userinfo answers (RFC 7519 §5.1).
const TYPE: &str = "JWT";

/// All that a JWT for a client has to wait for, or can fail for want of: had before a code or refresh token is
/// used up. The signature itself is made after: until it is, others share the commit.
pub struct Prepared {
    keyring: Arc<Keyring>,
    algorithm: Algorithm,
    encryption: Option<(Encryption, Arc<JwkSet>)>,
}

/// Gets it for an ID token.
pub async fn prepare(provider: &Provider, client: &Client, now: Timestamp) -> Result<Prepared, TokenError> {
    prepare_with(provider, client, (client.id_token_signed_response_alg, client.id_token_encryption), now).await
}

/// Gets it for an authorization response (JARM §2.2).
pub async fn prepare_response(provider: &Provider, client: &Client, now: Timestamp) -> Result<Prepared, TokenError> {
    let registered = (client.authorization_signed_response_alg, client.authorization_encryption);
    prepare_with(provider, client, registered, now).await
}

async fn prepare_with(
    provider: &Provider,
    client: &Client,
    (algorithm, encryption): (Algorithm, Option<Encryption>),
    now: Timestamp,
) -> Result<Prepared, TokenError> {
    let keyring = provider.keyring.load_full();
    keyring.signs_since(algorithm, now).ok_or(TokenError::NoSigningKey(algorithm.as_str()))?;
    let encryption = match encryption {
        None => None,
        Some(encryption) => {
            let keys = keys(provider, client).await?;
            let words = || TokenError::NoEncryptionKey(format!("no key of its set fits {}", encryption.alg.as_str()));
            keys.encryption_key(encryption.alg).ok_or_else(words)?;
            Some((encryption, keys))
        }
    };
    Ok(Prepared { keyring, algorithm, encryption })
}

impl Prepared {
    /// The JWT with these claims, on its way out: signed, and nested where the client wants it encrypted (RFC 7519 §5.2).
    pub fn jwt(&self, claims: &impl Serialize, now: Timestamp) -> Result<String, TokenError> {
        let no_key = || TokenError::NoSigningKey(self.algorithm.as_str());
        let payload = serde_json::to_vec(claims).map_err(|_| no_key())?;
        let signed = self.keyring.sign_id_token(self.algorithm, TYPE, &payload, now).ok_or_else(no_key)?;
        match &self.encryption {
            None => Ok(signed),
            Some((Encryption { alg, enc }, keys)) => {
                encrypt_to_set(keys, *alg, *enc, Some(TYPE), signed.as_bytes()).map_err(no_encryption)
            }
        }
    }
}

fn no_encryption(fault: impl std::fmt::Display) -> TokenError {
    TokenError::NoEncryptionKey(fault.to_string())
}

/// Userinfo as the client registered to get it (Core §5.3.2).
pub enum Userinfo {
    /// Plain JSON.
    Json(Map<String, Value>),
    /// `application/jwt`.
    Jwt(String),
}

/// A userinfo answer on its way out. As a JWT it names its issuer and audience.
pub async fn userinfo(
    provider: &Provider,
    client: &Client,
    mut claims: Map<String, Value>,
    now: Timestamp,
) -> Result<Userinfo, TokenError> {
    let parties = || {
        let issuer = provider.live().settings.server.issuer.as_str().to_owned();
        [("iss".to_owned(), issuer.into()), ("aud".to_owned(), client.client_id.as_str().into())]
    };
    match (client.userinfo_signed_response_alg, client.userinfo_encryption) {
        (None, None) => Ok(Userinfo::Json(claims)),
        (Some(algorithm), encryption) => {
            claims.extend(parties());
            let signed = sign(provider, algorithm, &claims, now)?;
            encrypted(provider, client, encryption, signed).await.map(Userinfo::Jwt)
        }
        (None, Some(encryption)) => {
            claims.extend(parties());
            let content = Value::Object(claims).to_string();
            encrypt(provider, client, encryption, None, content.as_bytes()).await.map(Userinfo::Jwt)
        }
    }
}

fn sign(
    provider: &Provider,
    algorithm: Algorithm,
    claims: &impl Serialize,
    now: Timestamp,
) -> Result<String, TokenError> {
    let no_key = || TokenError::NoSigningKey(algorithm.as_str());
    let payload = serde_json::to_vec(claims).map_err(|_| no_key())?;
    provider.keyring.load().sign(algorithm, TYPE, &payload, now).ok_or_else(no_key)
}

/// A signed token, nested where the client wants it encrypted (RFC 7519 §5.2).
async fn encrypted(
    provider: &Provider,
    client: &Client,
    encryption: Option<Encryption>,
    signed: String,
) -> Result<String, TokenError> {
    match encryption {
        None => Ok(signed),
        Some(encryption) => encrypt(provider, client, encryption, Some(TYPE), signed.as_bytes()).await,
    }
}

/// The content encrypted to the client. One without a fitting key gets nothing, and never the content in clear.
async fn encrypt(
    provider: &Provider,
    client: &Client,
    Encryption { alg, enc }: Encryption,
    cty: Option<&str>,
    content: &[u8],
) -> Result<String, TokenError> {
    let keys = keys(provider, client).await?;
    encrypt_to_set(&keys, alg, enc, cty, content).map_err(no_encryption)
}

async fn keys(provider: &Provider, client: &Client) -> Result<Arc<JwkSet>, TokenError> {
    let keys = provider.client_keys.for_client(client, provider.now()).await;
    keys.map_err(|fault| match fault.is_passing() {
        true => TokenError::ClientKeysUnavailable(fault.to_string()),
        false => TokenError::NoEncryptionKey(fault.to_string()),
    })
}
