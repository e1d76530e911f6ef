//! One private key, ready to sign.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use zeroize::Zeroizing;

use crate::jose::Algorithm;
use crate::jose::jwk::PublicKey;
use crate::jose::jws;

/// A private key with its public half and the encoded headers that its tokens begin with.
pub struct SigningKey {
    kid: String,
    algorithm: Algorithm,
    private: Private,
    public: PublicKey,
    jwt_header: String,
}

enum Private {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({} {})", self.algorithm, self.kid)
    }
}

impl SigningKey {
    /// Makes a key; returns it with its PKCS#8 encoding. `None` when the system cannot.
    pub fn generate(algorithm: Algorithm) -> Option<(Self, Zeroizing<Vec<u8>>)> {
        let pkcs8: Pkcs8V1Der<'static> = match algorithm {
            Algorithm::RS256 => RsaKeyPair::generate(KeySize::Rsa2048).ok()?.as_der().ok()?,
            Algorithm::ES256 => {
                let document =
                    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).ok()?;
                let pkcs8 = Zeroizing::new(document.as_ref().to_vec());
                return Some((Self::from_pkcs8(algorithm, &pkcs8)?, pkcs8));
            }
        };
        let pkcs8 = Zeroizing::new(pkcs8.as_ref().to_vec());
        Some((Self::from_pkcs8(algorithm, &pkcs8)?, pkcs8))
    }

    /// Reads PKCS#8. `None` when it is not a key of this algorithm, or too weak.
    pub fn from_pkcs8(algorithm: Algorithm, pkcs8: &[u8]) -> Option<Self> {
        let (private, public) = match algorithm {
            Algorithm::RS256 => {
                let pair = RsaKeyPair::from_pkcs8(pkcs8).ok().filter(|pair| pair.public_modulus_len() >= 256)?;
                let n = pair.public_key().modulus().big_endian_without_leading_zero().to_vec();
                let e = pair.public_key().exponent().big_endian_without_leading_zero().to_vec();
                (Private::Rsa(pair), PublicKey::Rsa { n, e })
            }
            Algorithm::ES256 => {
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8).ok()?;
                let point = pair.public_key().as_ref();
                let x = point.get(1..33)?.try_into().ok()?;
                let y = point.get(33..65)?.try_into().ok()?;
                (Private::P256(pair), PublicKey::P256 { x, y })
            }
        };
        let kid = public.thumbprint();
        let jwt_header = jws::encoded_header(algorithm, "JWT", &kid);
        Some(Self { kid, algorithm, private, public, jwt_header })
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
        let other;
        let header = match typ {
            "JWT" => &self.jwt_header,
            typ => {
                other = jws::encoded_header(self.algorithm, typ, &self.kid);
                &other
            }
        };
        jws::sign(header, payload, |input| self.signature(input)).ok()
    }

    fn signature(&self, input: &[u8]) -> Result<Vec<u8>, aws_lc_rs::error::Unspecified> {
        let random = SystemRandom::new();
        match &self.private {
            Private::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, input, &mut signature)?;
                Ok(signature)
            }
            Private::P256(pair) => Ok(pair.sign(&random, input)?.as_ref().to_vec()),
        }
    }
}
