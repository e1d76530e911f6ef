//! One private key, ready to sign.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaEncoding, RsaKeyPair};
use zeroize::Zeroizing;

use super::signed_here::SignedHere;
use crate::jose::algorithms::{Algorithm, Scheme};
use crate::jose::jwk::PublicKey;
use crate::jose::jws;

/// A private key with its public half and the encoded headers that its tokens begin with.
pub struct SigningKey {
    kid: String,
    algorithm: Algorithm,
    private: Private,
    public: PublicKey,
    /// The encoded headers of what is [signed often](OFTEN).
    headers: [String; OFTEN.len()],
    signed_here: SignedHere,
}

/// The types of what is signed at requests, many times a second. Their headers are encoded once.
const OFTEN: [&str; 3] = ["JWT", "at+jwt", "token-introspection+jwt"];

enum Private {
    Rsa(RsaKeyPair, &'static dyn RsaEncoding),
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({} {})", self.algorithm, self.kid)
    }
}

impl SigningKey {
    /// Makes a key; returns it with its PKCS#8 encoding. `None` when the system cannot.
    pub fn generate(algorithm: Algorithm) -> Option<(Self, Zeroizing<Vec<u8>>)> {
        let pkcs8 = match algorithm.scheme() {
            Scheme::Rsa(..) => generate_rsa()?,
            Scheme::Ecdsa(_, _, signing) => {
                let document = EcdsaKeyPair::generate_pkcs8(signing, &SystemRandom::new()).ok()?;
                Zeroizing::new(document.as_ref().to_vec())
            }
            Scheme::Ed25519 => {
                let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).ok()?;
                Zeroizing::new(document.as_ref().to_vec())
            }
        };
        Some((Self::from_pkcs8(algorithm, &pkcs8)?, pkcs8))
    }

    /// Reads PKCS#8. `None` when it is not a key of this algorithm, or too weak.
    pub fn from_pkcs8(algorithm: Algorithm, pkcs8: &[u8]) -> Option<Self> {
        let (private, public) = match algorithm.scheme() {
            Scheme::Rsa(_, encoding) => {
                let pair = RsaKeyPair::from_pkcs8(pkcs8).ok().filter(|pair| pair.public_modulus_len() >= 256)?;
                let public = PublicKey::of_rsa(&pair);
                (Private::Rsa(pair, encoding), public)
            }
            Scheme::Ecdsa(curve, _, signing) => {
                let pair = EcdsaKeyPair::from_pkcs8(signing, pkcs8).ok()?;
                let public = PublicKey::from_point(curve, pair.public_key().as_ref())?;
                (Private::Ecdsa(pair), public)
            }
            Scheme::Ed25519 => {
                let pair = Ed25519KeyPair::from_pkcs8(pkcs8).ok()?;
                let x = pair.public_key().as_ref().try_into().ok()?;
                (Private::Ed25519(pair), PublicKey::Ed25519 { x })
            }
        };
        let kid = public.thumbprint();
        let headers = OFTEN.map(|typ| jws::encoded_header(algorithm, typ, &kid));
        Some(Self { kid, algorithm, private, public, headers, signed_here: SignedHere::default() })
    }

    /// `kid`.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The algorithm.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// A compact JWS of `payload` with this `typ`; `None` when the library refuses, which a valid key never sees.
    pub fn sign(&self, typ: &str, payload: &[u8]) -> Option<String> {
        let kept = OFTEN.iter().zip(&self.headers).find(|(often, _)| **often == typ);
        let other;
        let header = match kept {
            Some((_, header)) => header,
            None => {
                other = jws::encoded_header(self.algorithm, typ, &self.kid);
                &other
            }
        };
        jws::sign(header, payload, |input| self.signature(input)).ok()
    }

    /// The same for a token that may come back as a hint: it is remembered for [`SigningKey::signed_lately`].
    pub fn sign_and_remember(&self, typ: &str, payload: &[u8]) -> Option<String> {
        let token = self.sign(typ, payload)?;
        self.signed_here.note(&token);
        Some(token)
    }

    /// Whether this very token was signed and remembered here, so that its signature need not be verified. `false` says nothing.
    pub fn signed_lately(&self, token: &str) -> bool {
        self.signed_here.knows(token)
    }

    fn signature(&self, input: &[u8]) -> Result<Vec<u8>, aws_lc_rs::error::Unspecified> {
        let random = SystemRandom::new();
        match &self.private {
            Private::Rsa(pair, encoding) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(*encoding, &random, input, &mut signature)?;
                Ok(signature)
            }
            Private::Ecdsa(pair) => Ok(pair.sign(&random, input)?.as_ref().to_vec()),
            Private::Ed25519(pair) => Ok(pair.try_sign(input)?.as_ref().to_vec()),
        }
    }
}

/// A new RSA key as PKCS#8.
pub(super) fn generate_rsa() -> Option<Zeroizing<Vec<u8>>> {
    let der: Pkcs8V1Der<'static> = RsaKeyPair::generate(KeySize::Rsa2048).ok()?.as_der().ok()?;
    Some(Zeroizing::new(der.as_ref().to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_was_kept_is_the_one_that_would_be_made() {
        let (key, _) = SigningKey::generate(Algorithm::ES256).unwrap();
        for typ in OFTEN.into_iter().chain(["logout+jwt", "jwt", ""]) {
            let token = key.sign(typ, b"{}").unwrap();
            assert!(token.starts_with(&jws::encoded_header(Algorithm::ES256, typ, key.kid())), "{typ}");
            assert!(!key.signed_lately(&token), "{typ}");
            assert!(key.signed_lately(&key.sign_and_remember(typ, b"{}").unwrap()), "{typ}");
        }
    }
}
