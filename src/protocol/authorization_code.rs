//! What an authorization code stands for (RFC 6749 §4.1.2).
//!
//! Most codes carry it themselves, sealed by the provider, so that nothing is written when one is issued
//! (`docs/decisions/0024`). The others are random text that the store knows.

use serde::{Deserialize, Serialize};

use super::authorization_details::AuthorizationDetails;
use super::claims::ClaimsRequest;
use super::client::ClientId;
use super::dpop::Thumbprint;
use super::grant::Grant;
use super::pkce::CodeChallenge;
use super::resource::Resource;
use super::scope::ScopeSet;
use super::user::Subject;
use crate::clock::Timestamp;

/// What codes are sealed for. The number is that of the form of what they carry.
pub const PURPOSE: &str = "authorization_code 1";
/// The longest code that carries what it stands for, in characters: it travels in an address, and some apps keep it in a
/// column of a database.
pub const LONGEST: usize = 1024;
/// The length of a code that the store knows ([`crate::random::dated_token`]); every sealed one is longer.
pub const STORED: usize = 51;

/// Octets that a code carries, for most codes at the most.
const USUAL: usize = 512;

/// What a code is bound to, and the grant it will become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationCode {
    /// The client that asked.
    pub client_id: ClientId,
    /// The `redirect_uri` as sent, to be repeated byte for byte (RFC 6749 §4.1.3).
    pub redirect_uri: String,
    /// The PKCE challenge, when one was sent.
    pub code_challenge: Option<CodeChallenge>,
    /// `nonce`, for the ID token.
    pub nonce: Option<String>,
    /// `dpop_jkt` (RFC 9449 §10): the key that its exchange must prove.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpop_jkt: Option<Thumbprint>,
    /// What was granted.
    pub grant: Grant,
    /// End of life, at most 60 s after issue.
    pub expires_at: Timestamp,
    /// Whether the grant rests on a consent, which must still be there when the code is redeemed.
    #[serde(default)]
    pub rests_on_consent: bool,
    /// How often what this person gave this client had been revoked as a whole when the request was decided on: a code
    /// from before the last time is void.
    #[serde(default)]
    pub revocations: i64,
}

/// The same as a list without names, which is half as long.
#[derive(Deserialize)]
struct Carried(
    (String, ClientId, Subject, String),
    (String, Option<CodeChallenge>, Option<String>),
    (ScopeSet, Vec<Resource>, Option<ClaimsRequest>, Option<String>),
    (Timestamp, Vec<String>, String),
    (Timestamp, i64, u8, i64),
);

/// The same with the key that the code is for.
type ForKey = (Carried, Thumbprint);
/// The same with what was allowed in detail. Without either a code looks as ever. A node of a version before, which would not
/// ask for the key, or not know of the details, reads no code with one.
type Detailed = (Carried, Option<Thumbprint>, AuthorizationDetails);

const ENDS_WITH_LOGIN: u8 = 1;
const CONFIDENTIAL: u8 = 2;
const AUTH_TIME_REQUIRED: u8 = 4;
const RESTS_ON_CONSENT: u8 = 8;

impl AuthorizationCode {
    /// What a code carries that needs no store: these octets, sealed. `None` where it cannot be written.
    pub fn carried(&self) -> Option<Vec<u8>> {
        let grant = &self.grant;
        let flags = [
            (grant.ends_with_login, ENDS_WITH_LOGIN),
            (grant.confidential, CONFIDENTIAL),
            (grant.auth_time_required, AUTH_TIME_REQUIRED),
            (self.rests_on_consent, RESTS_ON_CONSENT),
        ];
        let flags: u8 = flags.iter().filter(|(is_set, _)| *is_set).map(|(_, flag)| flag).sum();
        let lifetime = self.expires_at.seconds() - grant.created_at.seconds();
        // As `Carried`, `ForKey` and `Detailed` are written, of what is here already.
        let carried = (
            (&grant.id, &self.client_id, &grant.sub, &grant.session_id),
            (&self.redirect_uri, &self.code_challenge, &self.nonce),
            (&grant.scope, &grant.resource, &grant.claims, &grant.claims_locales),
            (grant.auth_time, &grant.amr, &grant.acr),
            (grant.created_at, lifetime, flags, self.revocations),
        );
        // Most are no longer than that.
        let mut octets = Vec::with_capacity(USUAL);
        match (&self.dpop_jkt, &grant.authorization_details) {
            (key, details) if !details.is_empty() => serde_json::to_writer(&mut octets, &(carried, key, details)),
            (None, _) => serde_json::to_writer(&mut octets, &carried),
            (Some(key), _) => serde_json::to_writer(&mut octets, &(carried, key)),
        }
        .ok()?;
        Some(octets)
    }

    /// What [`AuthorizationCode::carried`] wrote; `None` for anything else.
    pub fn from_carried(octets: &[u8]) -> Option<Self> {
        let (carried, dpop_jkt, authorization_details) = read(octets)?;
        let Carried(
            (id, client_id, sub, session_id),
            (redirect_uri, code_challenge, nonce),
            (scope, resource, claims, claims_locales),
            (auth_time, amr, acr),
            (created_at, lifetime, flags, revocations),
        ) = carried;
        let has = |flag: u8| flags & flag != 0;
        let grant = Grant {
            id,
            client_id: client_id.clone(),
            sub,
            session_id,
            ends_with_login: has(ENDS_WITH_LOGIN),
            confidential: has(CONFIDENTIAL),
            scope,
            resource,
            authorization_details,
            claims,
            claims_locales,
            auth_time,
            auth_time_required: has(AUTH_TIME_REQUIRED),
            amr,
            acr,
            created_at,
        };
        Some(Self {
            client_id,
            redirect_uri,
            code_challenge,
            nonce,
            dpop_jkt,
            grant,
            expires_at: Timestamp(created_at.seconds().checked_add(lifetime)?),
            rests_on_consent: has(RESTS_ON_CONSENT),
            revocations,
        })
    }
}

/// Reads each form as itself, the usual one first: the others fail to be that at their third octet, where a list begins in
/// place of a text.
fn read(octets: &[u8]) -> Option<Detailed> {
    if let Ok(carried) = serde_json::from_slice::<Carried>(octets) {
        return Some((carried, None, AuthorizationDetails::default()));
    }
    if let Ok((carried, key)) = serde_json::from_slice::<ForKey>(octets) {
        return Some((carried, Some(key), AuthorizationDetails::default()));
    }
    serde_json::from_slice(octets).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> AuthorizationCode {
        let client_id = ClientId::parse("app").unwrap();
        AuthorizationCode {
            client_id: client_id.clone(),
            redirect_uri: "https://app.example/cb?a=b".to_owned(),
            code_challenge: CodeChallenge::parse(Some(&"c".repeat(43)), Some("S256")).unwrap(),
            nonce: Some("n\u{1f9a6}".to_owned()),
            dpop_jkt: None,
            grant: Grant {
                id: "grant".to_owned(),
                client_id,
                sub: Subject::new("ada"),
                session_id: "session".to_owned(),
                ends_with_login: true,
                confidential: false,
                scope: ScopeSet::parse("openid email"),
                resource: Vec::new(),
                authorization_details: AuthorizationDetails::default(),
                claims: None,
                claims_locales: Some("de en".to_owned()),
                auth_time: Timestamp(1_800_000_000),
                auth_time_required: true,
                amr: vec!["pwd".to_owned()],
                acr: "1".to_owned(),
                created_at: Timestamp(1_800_000_100),
            },
            expires_at: Timestamp(1_800_000_160),
            rests_on_consent: true,
            revocations: 3,
        }
    }

    #[test]
    fn what_a_code_carries_is_all_that_it_stands_for() {
        let code = code();
        assert_eq!(AuthorizationCode::from_carried(&code.carried().unwrap()), Some(code.clone()));
        for (ends_with_login, confidential, auth_time_required, rests_on_consent) in [
            (false, true, true, true),
            (true, true, false, true),
            (true, false, true, false),
            (false, false, false, true),
        ] {
            let grant = Grant { ends_with_login, confidential, auth_time_required, ..code.grant.clone() };
            let other = AuthorizationCode { grant, rests_on_consent, ..code.clone() };
            assert_eq!(AuthorizationCode::from_carried(&other.carried().unwrap()), Some(other));
        }
        let key = Thumbprint::parse("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I").unwrap();
        let bound = AuthorizationCode { dpop_jkt: Some(key), ..code.clone() };
        let carried = bound.carried().unwrap();
        assert_eq!(AuthorizationCode::from_carried(&carried), Some(bound.clone()));
        assert!(
            serde_json::from_slice::<Carried>(&carried).is_err(),
            "the version before does not read it without its key"
        );
        let details: AuthorizationDetails =
            serde_json::from_str(r#"[{"type":"payment","amount":"5.00"},{"type":"payment","amount":"6.00"}]"#).unwrap();
        for key in [bound.dpop_jkt.clone(), None] {
            let grant = Grant { authorization_details: details.clone(), ..code.grant.clone() };
            let detailed = AuthorizationCode { dpop_jkt: key, grant, ..code.clone() };
            let carried = detailed.carried().unwrap();
            assert_eq!(AuthorizationCode::from_carried(&carried), Some(detailed));
            assert!(serde_json::from_slice::<ForKey>(&carried).is_err(), "nor without its details");
            assert!(serde_json::from_slice::<Carried>(&carried).is_err());
        }
        for octets in [&b""[..], b"[]", b"{}", b"null", b"\xff", b"[[],\"x\"]"] {
            assert_eq!(AuthorizationCode::from_carried(octets), None);
        }
    }
}
