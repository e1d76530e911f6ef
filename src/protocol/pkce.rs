//! Proof Key for Code Exchange (RFC 7636), `S256` only, and which requests need it (RFC 9700 §2.1.1, OAuth 2.1 §7.5.1;
//! SEC-17).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// A `code_challenge` of method `S256`: 43 characters of base64url.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodeChallenge(String);

/// Which requests for a code need a `code_challenge` (RFC 9700 §2.1.1, OAuth 2.1 §7.5.1): public clients' all;
/// confidential clients' unless a `nonce` binds the code to the browser's session instead. `require_pkce` overrides it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum PkceRule {
    /// Each: every public client's, and by `require_pkce = true`.
    #[serde(rename = "required")]
    Required,
    /// Each without a `nonce`. Without `openid` there is no ID token to carry a nonce, so that each needs it.
    #[default]
    #[serde(rename = "code_challenge or nonce")]
    ChallengeOrNonce,
    /// None, by `require_pkce = false`.
    #[serde(rename = "optional")]
    Optional,
}

/// What a request without a `code_challenge` lacks. The sentences are for the client's developer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotProtected {
    /// The client must use PKCE.
    #[error("code_challenge is missing: this client must use PKCE with S256")]
    Required,
    /// The client sent neither.
    #[error("code_challenge is missing: this client must use PKCE with S256, or send a nonce")]
    Neither,
    /// No ID token will say the nonce that the client may have sent.
    #[error("code_challenge is missing: a request without the scope value openid needs PKCE with S256")]
    NoIdToken,
}

impl PkceRule {
    /// The rule of a client whose registration says `require_pkce`, or nothing of it.
    pub fn new(require_pkce: Option<bool>, is_public: bool) -> Self {
        match require_pkce {
            _ if is_public => Self::Required,
            Some(true) => Self::Required,
            Some(false) => Self::Optional,
            None => Self::ChallengeOrNonce,
        }
    }

    /// Whether a request may do without a `code_challenge`: one that has `openid` among its scope values or not, and a
    /// `nonce` or not.
    pub fn allows_no_challenge(self, is_openid: bool, has_nonce: bool) -> Result<(), NotProtected> {
        match (self, is_openid, has_nonce) {
            (Self::Optional, ..) | (Self::ChallengeOrNonce, true, true) => Ok(()),
            (Self::Required, ..) => Err(NotProtected::Required),
            (Self::ChallengeOrNonce, true, false) => Err(NotProtected::Neither),
            (Self::ChallengeOrNonce, false, _) => Err(NotProtected::NoIdToken),
        }
    }
}

/// Why a challenge was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeError {
    /// RFC 7636 §4.3 makes an absent method `plain`, which is refused as `plain` is.
    #[error("code_challenge_method must be S256")]
    Method,
    /// Not the base64url of a SHA-256 digest.
    #[error("code_challenge must be the base64url of a SHA-256 digest, 43 characters")]
    Challenge,
    /// A method without a challenge.
    #[error("code_challenge_method was sent without code_challenge")]
    MethodAlone,
}

impl CodeChallenge {
    /// Reads the two request parameters; `None` when neither was sent.
    pub fn parse(challenge: Option<&str>, method: Option<&str>) -> Result<Option<Self>, ChallengeError> {
        match (challenge, method) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(ChallengeError::MethodAlone),
            (Some(challenge), Some("S256")) if is_s256(challenge) => Ok(Some(Self(challenge.to_owned()))),
            (Some(_), Some("S256")) => Err(ChallengeError::Challenge),
            (Some(_), _) => Err(ChallengeError::Method),
        }
    }

    /// Whether `code_verifier` is well-formed (43–128 unreserved characters) and hashes to this challenge.
    pub fn is_proven_by(&self, code_verifier: &str) -> bool {
        let well_formed = (43..=128).contains(&code_verifier.len())
            && code_verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        let computed = URL_SAFE_NO_PAD.encode(Sha256::digest(code_verifier.as_bytes()));
        well_formed && bool::from(computed.as_bytes().ct_eq(self.0.as_bytes()))
    }
}

fn is_s256(challenge: &str) -> bool {
    URL_SAFE_NO_PAD.decode(challenge).is_ok_and(|digest| digest.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636 appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_vector_of_rfc_7636_is_proven() {
        let challenge = CodeChallenge::parse(Some(CHALLENGE), Some("S256")).unwrap().unwrap();
        assert!(challenge.is_proven_by(VERIFIER));
        for wrong in ["", CHALLENGE, &VERIFIER[..42], &format!("{VERIFIER}x"), &format!("{VERIFIER}é")] {
            assert!(!challenge.is_proven_by(wrong), "{wrong}");
        }
    }

    /// RFC 9700 §2.1.1: a nonce does for confidential OpenID Connect clients what a challenge does for all.
    #[test]
    fn a_nonce_stands_in_for_a_challenge_where_an_id_token_will_say_it() {
        use NotProtected::{Neither, NoIdToken, Required};
        for (require_pkce, public, with_nonce, without_nonce, without_openid) in [
            (None, true, Err(Required), Err(Required), Err(Required)),
            (Some(false), true, Err(Required), Err(Required), Err(Required)),
            (None, false, Ok(()), Err(Neither), Err(NoIdToken)),
            (Some(true), false, Err(Required), Err(Required), Err(Required)),
            (Some(false), false, Ok(()), Ok(()), Ok(())),
        ] {
            let rule = PkceRule::new(require_pkce, public);
            assert_eq!(rule.allows_no_challenge(true, true), with_nonce, "{rule:?}");
            assert_eq!(rule.allows_no_challenge(true, false), without_nonce, "{rule:?}");
            for has_nonce in [true, false] {
                assert_eq!(rule.allows_no_challenge(false, has_nonce), without_openid, "{rule:?}");
            }
        }
    }

    /// security.md row 16.
    #[test]
    fn any_method_but_s256_is_refused() {
        for method in [None, Some("plain"), Some("s256"), Some("foo"), Some("S256 ")] {
            assert_eq!(CodeChallenge::parse(Some(CHALLENGE), method), Err(ChallengeError::Method));
        }
        assert_eq!(CodeChallenge::parse(None, Some("S256")), Err(ChallengeError::MethodAlone));
        for challenge in ["x", &CHALLENGE[..42], &format!("{CHALLENGE}="), &format!("{CHALLENGE}A")] {
            assert_eq!(CodeChallenge::parse(Some(challenge), Some("S256")), Err(ChallengeError::Challenge));
        }
    }
}
