//! What a client registers to prove itself by assertions: method, algorithm and keys that go together
//! (OpenID Connect Core §9, Dynamic Client Registration §2).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::client::ClientAuthMethod;
use crate::jose::Algorithm;
use crate::jose::hmac::HmacAlgorithm;

/// `token_endpoint_auth_signing_alg`: a MAC made with the client's secret, or a signature made with its private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum AssertionAlgorithm {
    /// For `client_secret_jwt`.
    Mac(HmacAlgorithm),
    /// For `private_key_jwt`.
    Signature(Algorithm),
}

/// Not an algorithm that assertions are made with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not an algorithm for client assertions")]
pub struct UnknownAssertionAlgorithm;

impl AssertionAlgorithm {
    /// Every algorithm; discovery is generated from this list.
    pub fn all() -> impl Iterator<Item = Self> {
        let macs = HmacAlgorithm::ALL.into_iter().map(Self::Mac);
        Algorithm::ALL.into_iter().map(Self::Signature).chain(macs)
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mac(algorithm) => algorithm.as_str(),
            Self::Signature(algorithm) => algorithm.as_str(),
        }
    }

    /// The method that it belongs to.
    pub fn method(self) -> ClientAuthMethod {
        match self {
            Self::Mac(_) => ClientAuthMethod::ClientSecretJwt,
            Self::Signature(_) => ClientAuthMethod::PrivateKeyJwt,
        }
    }
}

impl FromStr for AssertionAlgorithm {
    type Err = UnknownAssertionAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownAssertionAlgorithm> {
        Self::all().find(|algorithm| algorithm.as_str() == name).ok_or(UnknownAssertionAlgorithm)
    }
}

impl TryFrom<String> for AssertionAlgorithm {
    type Error = UnknownAssertionAlgorithm;

    fn try_from(name: String) -> Result<Self, UnknownAssertionAlgorithm> {
        name.parse()
    }
}

impl From<AssertionAlgorithm> for String {
    fn from(algorithm: AssertionAlgorithm) -> Self {
        algorithm.as_str().to_owned()
    }
}

/// Where a client's keys stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeySources {
    /// `jwks`.
    pub jwks: bool,
    /// `jwks_uri`.
    pub jwks_uri: bool,
}

/// What a client that registers must change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MethodFault {
    /// Registration §2: "The jwks_uri and jwks parameters MUST NOT be used together."
    #[error("`jwks` and `jwks_uri` cannot be used together: keep `jwks_uri` if the client can serve its keys")]
    KeysTwice,
    /// Nothing to verify signatures with, or to compare a certificate with.
    #[error("`{0}` needs the client's public keys: add `jwks_uri` or `jwks`")]
    NoKeys(&'static str),
    /// The algorithm is of another method.
    #[error("`token_endpoint_auth_signing_alg` is {algorithm}, which belongs to `{belongs}`")]
    OtherMethod {
        /// The algorithm.
        algorithm: &'static str,
        /// Where it belongs.
        belongs: &'static str,
    },
}

/// Whether method, algorithm and keys go together.
pub fn check_method(
    method: Option<ClientAuthMethod>,
    algorithm: Option<AssertionAlgorithm>,
    keys: KeySources,
) -> Result<(), MethodFault> {
    if keys.jwks && keys.jwks_uri {
        return Err(MethodFault::KeysTwice);
    }
    let by_keys = [ClientAuthMethod::PrivateKeyJwt, ClientAuthMethod::SelfSignedTlsClientAuth];
    if let Some(method) = method.filter(|method| by_keys.contains(method) && !keys.jwks && !keys.jwks_uri) {
        return Err(MethodFault::NoKeys(method.as_str()));
    }
    match algorithm.filter(|algorithm| Some(algorithm.method()) != method) {
        Some(other) => Err(MethodFault::OtherMethod { algorithm: other.as_str(), belongs: other.method().as_str() }),
        None => Ok(()),
    }
}

/// Whether a key set can be fetched from here; the words go on after the URI.
pub fn check_jwks_uri(uri: &str, allow_http: bool) -> Result<(), &'static str> {
    let url = url::Url::parse(uri).ok().filter(url::Url::has_host).ok_or("is not a web address")?;
    match url.scheme() {
        "https" => {}
        "http" if allow_http => {}
        _ => return Err("is not https: keys that anybody on the way may replace prove nothing"),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a username or password in it: public keys need none");
    }
    if url.fragment().is_some() {
        return Err("has a fragment, which never reaches the server: remove what follows `#`");
    }
    Ok(())
}

/// The least that a secret must have for a MAC of this algorithm, in bytes: as many as the MAC (RFC 7518 §3.2).
pub fn least_secret(algorithm: HmacAlgorithm) -> usize {
    match algorithm {
        HmacAlgorithm::HS256 => 32,
        HmacAlgorithm::HS384 => 48,
        HmacAlgorithm::HS512 => 64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn method_algorithm_and_keys_go_together() {
        use ClientAuthMethod::{
            ClientSecretBasic, ClientSecretJwt, PrivateKeyJwt, SelfSignedTlsClientAuth, TlsClientAuth,
        };
        let none = KeySources { jwks: false, jwks_uri: false };
        let uri = KeySources { jwks: false, jwks_uri: true };
        let both = KeySources { jwks: true, jwks_uri: true };
        let algorithm = |name: &str| Some(name.parse().unwrap());
        for (method, alg, keys, right) in [
            (Some(PrivateKeyJwt), None, uri, true),
            (Some(PrivateKeyJwt), algorithm("ES256"), uri, true),
            (Some(ClientSecretJwt), algorithm("HS256"), none, true),
            (Some(ClientSecretBasic), None, uri, true),
            (None, None, none, true),
            (Some(SelfSignedTlsClientAuth), None, uri, true),
            (Some(SelfSignedTlsClientAuth), None, none, false),
            (Some(SelfSignedTlsClientAuth), algorithm("ES256"), uri, false),
            (Some(TlsClientAuth), None, none, true),
            (Some(PrivateKeyJwt), None, none, false),
            (Some(PrivateKeyJwt), None, both, false),
            (Some(PrivateKeyJwt), algorithm("HS256"), uri, false),
            (Some(ClientSecretJwt), algorithm("RS256"), none, false),
            (Some(ClientSecretBasic), algorithm("HS256"), none, false),
            (None, algorithm("ES256"), uri, false),
            (None, None, both, false),
        ] {
            assert_eq!(check_method(method, alg, keys).is_ok(), right, "{method:?} {alg:?} {keys:?}");
        }
        for unknown in ["none", "None", "hs256", "RS1", "A128KW", ""] {
            assert!(unknown.parse::<AssertionAlgorithm>().is_err(), "{unknown}");
        }
    }

    #[test]
    fn a_key_set_is_fetched_from_a_plain_https_address() {
        assert_eq!(check_jwks_uri("https://app.example/keys?v=1", false), Ok(()));
        assert_eq!(check_jwks_uri("http://localhost:3000/keys", true), Ok(()));
        for wrong in [
            "http://app.example/keys",
            "https://a:b@app.example/keys",
            "https://app.example/keys#x",
            "file:///keys",
            "data:application/json,{}",
            "keys",
            "",
        ] {
            assert!(check_jwks_uri(wrong, false).is_err(), "{wrong}");
        }
    }
}
