//! An assertion: the proof that somebody has a credential, as `navigator.credentials.get()` answers, verified by §7.2.

use serde::Deserialize;

use super::authenticator_data::AuthenticatorData;
use super::client_data::{Ceremony, ClientData};
use super::credential::{Base64Url, Credential};
use super::error::WebauthnError;
use super::public_key::PublicKey;
use super::{RelyingParty, UserVerification};

/// `AuthenticatorAssertionResponseJSON` (§5.1).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AssertionResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: Base64Url,
    authenticator_data: Base64Url,
    signature: Base64Url,
    user_handle: Option<Base64Url>,
}

/// An assertion that is well formed and nothing more: [`verify_assertion`] decides whether it counts.
#[derive(Debug, Clone)]
pub struct Assertion {
    id: Vec<u8>,
    client_data: ClientData,
    authenticator_data: Vec<u8>,
    signature: Vec<u8>,
    user_handle: Option<Vec<u8>>,
}

/// What is remembered of a credential (§4, credential record).
#[derive(Debug, Clone, Copy)]
pub struct KnownCredential<'a> {
    /// The credential ID.
    pub id: &'a [u8],
    /// The public key as it was sent at the registration.
    pub public_key: &'a [u8],
    /// The signature counter of the last assertion, or of the registration.
    pub sign_count: u32,
    /// Whether the credential may be backed up, as its registration said.
    pub backup_eligible: bool,
    /// The user handle of the account that the credential belongs to (§5.4.3).
    pub user_handle: &'a [u8],
}

/// What a verified assertion says; counter and backup state are to be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asserted {
    /// Whether the authenticator verified the person.
    pub user_verified: bool,
    /// Whether the credential is backed up now (§6.1.3).
    pub backed_up: bool,
    /// The signature counter; 0 where the authenticator has none (§6.1.1).
    pub sign_count: u32,
}

impl Assertion {
    /// Reads what `PublicKeyCredential.toJSON()` gives for a credential that was used (§5.1), at most 64 KiB.
    pub fn parse(json: &str) -> Result<Self, WebauthnError> {
        let Credential { id, response, .. } = Credential::<AssertionResponse>::parse(json)?;
        Ok(Self {
            id,
            client_data: ClientData::parse(&response.client_data.0)?,
            authenticator_data: response.authenticator_data.0,
            signature: response.signature.0,
            // No user handle is empty (§5.4.3): some browsers send an empty one where there is none.
            user_handle: response.user_handle.map(|handle| handle.0).filter(|handle| !handle.is_empty()),
        })
    }

    /// The challenge that this answers to, not verified yet: to find whether and to whom it was issued.
    pub fn challenge(&self) -> &[u8] {
        self.client_data.challenge()
    }

    /// The credential ID, not verified yet: to find the credential.
    pub fn credential_id(&self) -> &[u8] {
        &self.id
    }

    /// The user handle, not verified yet; discoverable credentials send it (§6.3.3).
    pub fn user_handle(&self) -> Option<&[u8]> {
        self.user_handle.as_deref()
    }
}

/// Verifies an assertion by §7.2 as one of this credential.
///
/// Where either counter is not 0, the new one must be greater, or it is refused as [`WebauthnError::Cloned`]; the
/// signature is good then, so that the caller may tell the account's owner.
pub fn verify_assertion(
    rp: &RelyingParty,
    challenge: &[u8],
    verification: UserVerification,
    credential: &KnownCredential<'_>,
    assertion: &Assertion,
) -> Result<Asserted, WebauthnError> {
    if assertion.id != credential.id {
        return Err(WebauthnError::OtherCredential);
    }
    if assertion.user_handle().is_some_and(|handle| handle != credential.user_handle) {
        return Err(WebauthnError::UserHandle);
    }
    assertion.client_data.verify(Ceremony::Authentication, rp, challenge)?;
    let data = AuthenticatorData::parse(&assertion.authenticator_data)?;
    data.verify(rp, verification)?;
    if data.is_backup_eligible() != credential.backup_eligible {
        return Err(WebauthnError::BackupEligibilityChanged);
    }
    let signed = [assertion.authenticator_data.as_slice(), assertion.client_data.hash()].concat();
    if !PublicKey::parse(credential.public_key)?.verifies(&signed, &assertion.signature) {
        return Err(WebauthnError::Signature);
    }
    let counts = data.sign_count != 0 || credential.sign_count != 0;
    if counts && data.sign_count <= credential.sign_count {
        return Err(WebauthnError::Cloned);
    }
    Ok(Asserted { user_verified: data.is_user_verified(), backed_up: data.is_backed_up(), sign_count: data.sign_count })
}

#[cfg(test)]
mod tests {
    use super::super::authenticator::Authenticator;
    use super::*;

    const CHALLENGE: &[u8] = b"a challenge of thirty-two octets";

    fn rp() -> RelyingParty {
        RelyingParty { id: "example.com".to_owned(), origin: "https://example.com".to_owned() }
    }

    fn authenticator() -> Authenticator {
        Authenticator::new("example.com", "https://example.com")
    }

    /// What is known of a credential that was registered like any other.
    fn known<'a>(authenticator: &'a Authenticator, public_key: &'a [u8]) -> KnownCredential<'a> {
        KnownCredential {
            id: &authenticator.credential_id,
            public_key,
            sign_count: 0,
            backup_eligible: true,
            user_handle: b"user handle",
        }
    }

    /// What becomes of an assertion, where this is known of the credential.
    fn verify_as(known: &KnownCredential<'_>, json: &str) -> Result<Asserted, WebauthnError> {
        verify_assertion(&rp(), CHALLENGE, UserVerification::Required, known, &Assertion::parse(json)?)
    }

    /// What becomes of an assertion by a credential that was registered like any other.
    fn verify(authenticator: &Authenticator, json: &str) -> Result<Asserted, WebauthnError> {
        verify_counting(authenticator, 0, json)
    }

    fn verify_counting(authenticator: &Authenticator, sign_count: u32, json: &str) -> Result<Asserted, WebauthnError> {
        let public_key = authenticator.public_key();
        verify_as(&KnownCredential { sign_count, ..known(authenticator, &public_key) }, json)
    }

    fn refused(authenticator: &Authenticator) -> WebauthnError {
        verify(authenticator, &authenticator.assert(CHALLENGE)).unwrap_err()
    }

    #[test]
    fn an_assertion_of_a_known_credential_is_accepted() {
        for authenticator in [authenticator(), Authenticator::with_ed25519("example.com", "https://example.com")] {
            let asserted = verify(&authenticator, &authenticator.assert(CHALLENGE));
            assert_eq!(asserted, Ok(Asserted { user_verified: true, backed_up: true, sign_count: 0 }));
        }
    }

    #[test]
    fn what_the_caller_looks_up_is_there_before_the_verification() {
        let authenticator = Authenticator { user_handle: Some(b"user handle".to_vec()), ..authenticator() };
        let assertion = Assertion::parse(&authenticator.assert(CHALLENGE)).unwrap();
        assert_eq!(assertion.challenge(), CHALLENGE);
        assert_eq!(assertion.credential_id(), authenticator.credential_id);
        assert_eq!(assertion.user_handle(), Some(&b"user handle"[..]));
    }

    #[test]
    fn the_user_handle_may_be_missing_but_not_anothers() {
        for handle in [Some(b"user handle".to_vec()), None, Some(vec![])] {
            let authenticator = Authenticator { user_handle: handle, ..authenticator() };
            assert!(verify(&authenticator, &authenticator.assert(CHALLENGE)).is_ok());
        }
        for other in [&b"user handl"[..], b"user handle2", b"x"] {
            let authenticator = Authenticator { user_handle: Some(other.to_vec()), ..authenticator() };
            assert_eq!(refused(&authenticator), WebauthnError::UserHandle);
        }
        let mut json: serde_json::Value = serde_json::from_str(&authenticator().assert(CHALLENGE)).unwrap();
        json["response"]["userHandle"] = serde_json::Value::Null;
        assert_eq!(Assertion::parse(&json.to_string()).unwrap().user_handle(), None);
    }

    #[test]
    fn a_page_that_is_not_ours_is_refused() {
        for origin in ["https://badexample.com", "https://x.example.com", "http://example.com", "https://example.com:1"]
        {
            let authenticator = Authenticator { origin: origin.to_owned(), ..authenticator() };
            assert_eq!(refused(&authenticator), WebauthnError::Origin(origin.to_owned()));
        }
        assert_eq!(refused(&Authenticator { cross_origin: true, ..authenticator() }), WebauthnError::CrossOrigin);
        let top_origin = Some("https://evil.example".to_owned());
        assert_eq!(refused(&Authenticator { top_origin, ..authenticator() }), WebauthnError::CrossOrigin);
    }

    #[test]
    fn a_registration_is_no_assertion() {
        let authenticator = Authenticator { ceremony: Some("webauthn.create".to_owned()), ..authenticator() };
        assert_eq!(refused(&authenticator), WebauthnError::Ceremony("webauthn.get"));
        assert_eq!(verify(&authenticator, &authenticator.register(CHALLENGE)), Err(WebauthnError::Json));
    }

    #[test]
    fn another_challenge_is_refused() {
        let authenticator = authenticator();
        let other = authenticator.assert(b"another one of thirty-two octets");
        assert_eq!(verify(&authenticator, &other), Err(WebauthnError::Challenge));
    }

    #[test]
    fn flags_and_rp_id_of_the_authenticator_are_checked() {
        let rp_id = "example.org".to_owned();
        assert_eq!(refused(&Authenticator { rp_id, ..authenticator() }), WebauthnError::RelyingPartyId);
        assert_eq!(refused(&Authenticator { user_present: false, ..authenticator() }), WebauthnError::UserNotPresent);
        assert_eq!(refused(&Authenticator { user_verified: false, ..authenticator() }), WebauthnError::UserNotVerified);
        let backed_up = Authenticator { backup_eligible: false, backed_up: true, ..authenticator() };
        assert_eq!(refused(&backed_up), WebauthnError::BackedUpButNotEligible);
    }

    #[test]
    fn an_assertion_without_user_verification_says_so_where_it_is_only_preferred() {
        let authenticator = Authenticator { user_verified: false, ..authenticator() };
        let public_key = authenticator.public_key();
        let known = known(&authenticator, &public_key);
        let assertion = Assertion::parse(&authenticator.assert(CHALLENGE)).unwrap();
        let asserted = verify_assertion(&rp(), CHALLENGE, UserVerification::Preferred, &known, &assertion);
        assert!(!asserted.unwrap().user_verified);
    }

    #[test]
    fn backup_eligibility_never_changes() {
        for sent in [true, false] {
            let authenticator = Authenticator { backup_eligible: sent, backed_up: false, ..authenticator() };
            let (public_key, json) = (authenticator.public_key(), authenticator.assert(CHALLENGE));
            let same = KnownCredential { backup_eligible: sent, ..known(&authenticator, &public_key) };
            assert!(verify_as(&same, &json).is_ok());
            let other = KnownCredential { backup_eligible: !sent, ..same };
            assert_eq!(verify_as(&other, &json), Err(WebauthnError::BackupEligibilityChanged));
        }
    }

    #[test]
    fn a_counter_that_does_not_go_up_is_a_clones() {
        for (known, sent) in [(5, 5), (5, 4), (5, 0), (1, 1), (u32::MAX, 0)] {
            let authenticator = Authenticator { sign_count: sent, ..authenticator() };
            let verified = verify_counting(&authenticator, known, &authenticator.assert(CHALLENGE));
            assert_eq!(verified, Err(WebauthnError::Cloned), "{known} {sent}");
        }
        for (known, sent) in [(0, 0), (0, 1), (5, 6), (5, u32::MAX)] {
            let authenticator = Authenticator { sign_count: sent, ..authenticator() };
            let verified = verify_counting(&authenticator, known, &authenticator.assert(CHALLENGE));
            assert_eq!(verified.unwrap().sign_count, sent, "{known} {sent}");
        }
    }

    #[test]
    fn nobody_without_the_key_makes_a_credential_look_cloned() {
        let (ours, other) = (authenticator(), authenticator());
        let forged = Authenticator { credential_id: ours.credential_id.clone(), sign_count: 1, ..other };
        assert_eq!(verify_counting(&ours, 5, &forged.assert(CHALLENGE)), Err(WebauthnError::Signature));
    }

    #[test]
    fn a_signature_by_another_key_is_refused() {
        let ours = authenticator();
        let ed25519 = Authenticator::with_ed25519("example.com", "https://example.com");
        for other in [authenticator(), ed25519] {
            let forged = Authenticator { credential_id: ours.credential_id.clone(), ..other };
            assert_eq!(verify(&ours, &forged.assert(CHALLENGE)), Err(WebauthnError::Signature));
        }
    }

    #[test]
    fn another_credential_is_refused() {
        let (ours, other) = (authenticator(), authenticator());
        assert_eq!(verify(&ours, &other.assert(CHALLENGE)), Err(WebauthnError::OtherCredential));
        let longer = Authenticator { credential_id: [&ours.credential_id[..], &[0]].concat(), ..other };
        assert_eq!(verify(&ours, &longer.assert(CHALLENGE)), Err(WebauthnError::OtherCredential));
    }

    #[test]
    fn a_signature_over_other_client_data_is_refused() {
        let authenticator = authenticator();
        let mut json: serde_json::Value = serde_json::from_str(&authenticator.assert(CHALLENGE)).unwrap();
        let signature = json["response"]["signature"].clone();
        json = serde_json::from_str(&authenticator.assertion(
            &authenticator.client_data("webauthn.get", CHALLENGE).replace(",", ", "),
            &authenticator.authenticator_data(),
        ))
        .unwrap();
        assert!(verify(&authenticator, &json.to_string()).is_ok());
        json["response"]["signature"] = signature;
        assert_eq!(verify(&authenticator, &json.to_string()), Err(WebauthnError::Signature));
    }

    /// Each octet of what is signed, and of the signature, as any other: always an error, and never a panic.
    #[test]
    fn every_mutation_of_data_or_signature_is_refused() {
        let authenticator = authenticator();
        let public_key = authenticator.public_key();
        let known = known(&authenticator, &public_key);
        let good = Assertion::parse(&authenticator.assert(CHALLENGE)).unwrap();
        let verify =
            |assertion: &Assertion| verify_assertion(&rp(), CHALLENGE, UserVerification::Preferred, &known, assertion);
        assert!(verify(&good).is_ok());
        for index in 0..good.authenticator_data.len() {
            for bit in 0..8 {
                let mut other = good.clone();
                other.authenticator_data[index] ^= 1 << bit;
                assert!(verify(&other).is_err(), "{index}");
            }
            let mut cut = good.clone();
            cut.authenticator_data.truncate(index);
            assert_eq!(verify(&cut), Err(WebauthnError::AuthenticatorDataTooShort));
        }
        for index in 0..good.signature.len() {
            for bit in 0..8 {
                let mut other = good.clone();
                other.signature[index] ^= 1 << bit;
                assert_eq!(verify(&other), Err(WebauthnError::Signature), "{index}");
            }
            let mut cut = good.clone();
            cut.signature.truncate(index);
            assert_eq!(verify(&cut), Err(WebauthnError::Signature), "{index}");
        }
    }

    /// The JSON, with the octets that mean something to it.
    #[test]
    fn no_prefix_or_mutation_of_the_json_makes_it_panic() {
        let authenticator = authenticator();
        let json = authenticator.assert(CHALLENGE);
        for index in 0..json.len() {
            assert!(verify(&authenticator, &json[..index]).is_err(), "{index}");
            for other in ["", "\"", "{", "]", "\\", "=", "A", "0", "\u{0}", "é"] {
                let _ = verify(&authenticator, &format!("{}{other}{}", &json[..index], &json[index + 1..]));
            }
        }
    }
}
