//! The client data (§5.8.1): what the browser says of the page on which the credential was used, and the checks of it
//! that both ceremonies share (§7.1 and §7.2: type, challenge, origin, crossOrigin, topOrigin).

use aws_lc_rs::digest::{Digest, SHA256, digest};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::RelyingParty;
use super::credential::Base64Url;
use super::error::WebauthnError;

/// The shortest challenge that counts as one, in octets (§13.4.3).
const MIN_CHALLENGE: usize = 16;
/// How much of a foreign origin goes into an error, in characters.
const SHOWN: usize = 256;

/// What the browser was asked to do, and so the `type` of the client data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ceremony {
    /// To make a credential.
    Registration,
    /// To prove the possession of one.
    Authentication,
}

impl Ceremony {
    fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "webauthn.create",
            Self::Authentication => "webauthn.get",
        }
    }
}

/// The members of the JSON; others may be added to it at any time (§5.8.1).
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    r#type: String,
    challenge: Base64Url,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

/// Client data that is well formed and nothing more.
#[derive(Debug, Clone)]
pub(super) struct ClientData {
    members: Members,
    hash: Digest,
}

impl ClientData {
    /// Reads the octets of `clientDataJSON`.
    pub(super) fn parse(json: &[u8]) -> Result<Self, WebauthnError> {
        // Each client writes an object and starts with its brace (§5.8.1.1); serde would take an array as well.
        if !json.starts_with(b"{") {
            return Err(WebauthnError::ClientData);
        }
        let members = serde_json::from_slice(json).map_err(|_| WebauthnError::ClientData)?;
        Ok(Self { members, hash: digest(&SHA256, json) })
    }

    /// The challenge that it answers to.
    pub(super) fn challenge(&self) -> &[u8] {
        &self.members.challenge.0
    }

    /// The SHA-256 hash of the octets, which the authenticator signs.
    pub(super) fn hash(&self) -> &[u8] {
        self.hash.as_ref()
    }

    /// Checks that it is of this ceremony, answers to this challenge, and comes from a page of the relying party that
    /// was in no frame of somebody else.
    pub(super) fn verify(&self, ceremony: Ceremony, rp: &RelyingParty, challenge: &[u8]) -> Result<(), WebauthnError> {
        let Members { r#type, origin, cross_origin, top_origin, .. } = &self.members;
        if r#type != ceremony.as_str() {
            return Err(WebauthnError::Ceremony(ceremony.as_str()));
        }
        if challenge.len() < MIN_CHALLENGE || !bool::from(self.challenge().ct_eq(challenge)) {
            return Err(WebauthnError::Challenge);
        }
        if *origin != rp.origin {
            return Err(WebauthnError::Origin(origin.chars().take(SHOWN).collect()));
        }
        if *cross_origin || top_origin.is_some() {
            return Err(WebauthnError::CrossOrigin);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHALLENGE: &[u8] = b"sixteen octets!!";

    fn rp() -> RelyingParty {
        RelyingParty { id: "example.com".to_owned(), origin: "https://example.com".to_owned() }
    }

    fn verify(json: &str) -> Result<(), WebauthnError> {
        ClientData::parse(json.as_bytes())?.verify(Ceremony::Authentication, &rp(), CHALLENGE)
    }

    /// Client data of the page of `origin`, with more members.
    fn json(origin: &str, more: &str) -> String {
        format!(r#"{{"type":"webauthn.get","challenge":"c2l4dGVlbiBvY3RldHMhIQ","origin":"{origin}"{more}}}"#)
    }

    #[test]
    fn client_data_of_our_page_is_accepted() {
        for more in ["", r#","crossOrigin":false"#, r#","crossOrigin":false,"other":{"crossOrigin":true}"#] {
            assert_eq!(verify(&json("https://example.com", more)), Ok(()), "{more}");
        }
    }

    #[test]
    fn the_challenge_is_read_before_anything_is_verified() {
        let parsed = ClientData::parse(json("https://other.example", "").as_bytes()).unwrap();
        assert_eq!(parsed.challenge(), CHALLENGE);
    }

    #[test]
    fn an_origin_that_is_only_like_ours_is_refused() {
        for origin in [
            "https://badexample.com",
            "android:https://example.com",
            "https://x.example.com",
            "https://example.com.evil.example",
            "https://example.com:8443",
            "https://example.com:443",
            "https://example.com/",
            "https://Example.com",
            "http://example.com",
            "https://other.example",
            "https://example.org",
            "example.com",
            "null",
            "",
        ] {
            assert_eq!(verify(&json(origin, "")), Err(WebauthnError::Origin(origin.to_owned())));
        }
    }

    #[test]
    fn a_foreign_origin_is_cut_in_the_error() {
        let refused = verify(&json(&"ä".repeat(5_000), ""));
        assert_eq!(refused, Err(WebauthnError::Origin("ä".repeat(256))));
    }

    #[test]
    fn frames_of_other_origins_are_refused() {
        for more in [
            r#","crossOrigin":true"#,
            r#","crossOrigin":true,"topOrigin":"https://example.com""#,
            r#","crossOrigin":false,"topOrigin":"https://evil.example""#,
            r#","topOrigin":"https://example.com""#,
        ] {
            assert_eq!(verify(&json("https://example.com", more)), Err(WebauthnError::CrossOrigin), "{more}");
        }
    }

    #[test]
    fn another_ceremony_is_refused() {
        for other in ["webauthn.create", "payment.get", "webauthn.get ", ""] {
            let json = json("https://example.com", "").replace("webauthn.get", other);
            assert_eq!(verify(&json), Err(WebauthnError::Ceremony("webauthn.get")), "{other}");
        }
        let parsed = ClientData::parse(json("https://example.com", "").as_bytes()).unwrap();
        let refused = parsed.verify(Ceremony::Registration, &rp(), CHALLENGE);
        assert_eq!(refused, Err(WebauthnError::Ceremony("webauthn.create")));
    }

    #[test]
    fn another_challenge_is_refused_and_so_is_a_short_one() {
        let parsed = ClientData::parse(json("https://example.com", "").as_bytes()).unwrap();
        for other in [&b"sixteen octets!?"[..], b"sixteen octets!", b"sixteen octets!!!", b""] {
            let refused = parsed.verify(Ceremony::Authentication, &rp(), other);
            assert_eq!(refused, Err(WebauthnError::Challenge));
        }
        for (short, octets) in [("", &b""[..]), ("Zm9v", b"foo")] {
            let json = json("https://example.com", "").replace("c2l4dGVlbiBvY3RldHMhIQ", short);
            let parsed = ClientData::parse(json.as_bytes()).unwrap();
            let refused = parsed.verify(Ceremony::Authentication, &rp(), octets);
            assert_eq!(refused, Err(WebauthnError::Challenge));
        }
    }

    #[test]
    fn what_is_not_an_object_with_type_challenge_and_origin_is_refused() {
        let good = json("https://example.com", "");
        for bad in [
            "",
            "{}",
            "null",
            r#"["webauthn.get","c2l4dGVlbiBvY3RldHMhIQ","https://example.com",false,null]"#,
            &good.replace("IQ", "IQ=="),
            &good.replace("IQ", "IR"),
            &good.replace("type", "kind"),
            &good.replace("origin", "Origin"),
            &good.replace(r#""https://example.com""#, "1"),
            &format!("{good}x"),
            &format!("\u{feff}{good}"),
            &json("https://example.com", r#","origin":"https://example.com""#),
            &json("https://example.com", r#","crossOrigin":"false""#),
        ] {
            assert_eq!(verify(bad), Err(WebauthnError::ClientData), "{bad}");
        }
    }
}
