//! A thin, strict layer of JOSE over aws-lc-rs: compact JWS (RFC 7515), compact JWE (RFC 7516), JWK (RFC 7517), and
//! nothing lenient (SEC-35 to SEC-38). Unsigned tokens cannot be expressed.

pub mod algorithms;
mod compact;
pub mod hmac;
pub mod jwe;
pub mod jwk;
pub mod jws;
pub mod strict_json;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub use algorithms::Algorithm;

/// The longest `kid`, in bytes; it is a lookup key and nothing else (SEC-36).
const MAX_KID: usize = 128;
/// The most keys that are tried on a token that names none.
const MAX_TRIES: usize = 10;

/// `at_hash` and `c_hash`: the left half of the digest that belongs to the algorithm (OpenID Connect Core §3.1.3.6).
pub fn left_half_hash(algorithm: Algorithm, value: &str) -> String {
    let digest = aws_lc_rs::digest::digest(algorithm.digest(), value.as_bytes());
    let octets = digest.as_ref();
    URL_SAFE_NO_PAD.encode(octets.get(..octets.len() / 2).unwrap_or_default())
}

/// Strict base64url: no padding, no white space, zero trailing bits (SEC-37).
pub fn base64url_decode(text: &[u8]) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_hash_is_the_left_half_of_the_digest() {
        // OpenID Connect Core appendix A.3: the access token and at_hash of that example.
        assert_eq!(
            left_half_hash(Algorithm::RS256, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
            "77QmUPtjPfzWtF2AnpK9RQ"
        );
    }

    #[test]
    fn loose_base64_is_refused() {
        assert!(base64url_decode(b"AQAB").is_some());
        for loose in ["AQ==", "AQA=", "A", "AR", "A+A", "A/A", "AQ AB", "AQ\n"] {
            assert_eq!(base64url_decode(loose.as_bytes()), None, "{loose:?}");
        }
    }
}
