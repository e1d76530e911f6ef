//! A registration: a new credential, as `navigator.credentials.create()` answers, verified by §7.1.

use serde::Deserialize;

use super::authenticator_data::AuthenticatorData;
use super::cbor::{self, Value};
use super::client_data::{Ceremony, ClientData};
use super::credential::{Base64Url, Credential};
use super::error::WebauthnError;
use super::public_key::PublicKey;
use super::{RelyingParty, UserVerification};

/// The ways to reach an authenticator that have a name (§5.8.4).
const TRANSPORTS: [&str; 6] = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

/// `AuthenticatorAttestationResponseJSON` (§5.1). The other members of it repeat what the attestation object says.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AttestationResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: Base64Url,
    attestation_object: Base64Url,
    #[serde(default)]
    transports: Vec<String>,
}

/// A registration that is well formed and nothing more: [`verify_registration`] decides whether it counts.
#[derive(Debug, Clone)]
pub struct Registration {
    id: Vec<u8>,
    client_data: ClientData,
    attestation_object: Vec<u8>,
    transports: Vec<String>,
    is_discoverable: Option<bool>,
}

/// A credential to be remembered (§4, credential record).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCredential {
    /// The credential ID, 1 to 1023 octets. No two accounts may have the same: the caller refuses those that it knows.
    pub id: Vec<u8>,
    /// The public key as it was sent: a COSE key (RFC 9052 §7) that was read and checked.
    pub public_key: Vec<u8>,
    /// The signature counter; 0 where the authenticator has none (§6.1.1).
    pub sign_count: u32,
    /// The model of the authenticator, or zeros (§6.5.1). Nothing proves it.
    pub aaguid: [u8; 16],
    /// Whether the authenticator verified the person.
    pub user_verified: bool,
    /// Whether the credential may be backed up (§6.1.3); this never changes.
    pub backup_eligible: bool,
    /// Whether the credential is backed up.
    pub backed_up: bool,
    /// How the authenticator is reached (§5.8.4): known names only, as sent and none twice.
    pub transports: Vec<String>,
    /// Whether the credential is found without its ID (`credProps.rk`, §10.1.3); `None` where the browser does not say.
    pub is_discoverable: Option<bool>,
}

impl Registration {
    /// Reads what `PublicKeyCredential.toJSON()` gives for a new credential (§5.1), at most 64 KiB.
    pub fn parse(json: &str) -> Result<Self, WebauthnError> {
        let Credential { id, response, is_discoverable } = Credential::<AttestationResponse>::parse(json)?;
        let mut transports: Vec<String> = Vec::new();
        for name in response.transports {
            if TRANSPORTS.contains(&name.as_str()) && !transports.contains(&name) {
                transports.push(name);
            }
        }
        Ok(Self {
            id,
            client_data: ClientData::parse(&response.client_data.0)?,
            attestation_object: response.attestation_object.0,
            transports,
            is_discoverable,
        })
    }

    /// The challenge that this answers to, not verified yet: to find whether and to whom it was issued.
    pub fn challenge(&self) -> &[u8] {
        self.client_data.challenge()
    }

    /// The credential ID, not verified yet.
    pub fn credential_id(&self) -> &[u8] {
        &self.id
    }
}

/// Verifies a registration by §7.1 and returns the credential to be remembered.
///
/// The attestation conveyance is "none": the attestation statement must be well-formed CBOR, and is not judged whatever
/// its format, so nothing proves what the authenticator says of itself. A person must have been present, so that the
/// mediation "conditional" of §5.1.3 is not served. The caller asks whether the credential ID is known already.
pub fn verify_registration(
    rp: &RelyingParty,
    challenge: &[u8],
    verification: UserVerification,
    registration: &Registration,
) -> Result<NewCredential, WebauthnError> {
    registration.client_data.verify(Ceremony::Registration, rp, challenge)?;
    let data = AuthenticatorData::parse(authenticator_data(&registration.attestation_object)?)?;
    data.verify(rp, verification)?;
    let attested = data.attested.as_ref().ok_or(WebauthnError::NoAttestedCredential)?;
    if attested.id != registration.id {
        return Err(WebauthnError::OtherCredential);
    }
    PublicKey::parse(attested.public_key)?;
    Ok(NewCredential {
        id: registration.id.clone(),
        public_key: attested.public_key.to_vec(),
        sign_count: data.sign_count,
        aaguid: attested.aaguid,
        user_verified: data.is_user_verified(),
        backup_eligible: data.is_backup_eligible(),
        backed_up: data.is_backed_up(),
        transports: registration.transports.clone(),
        is_discoverable: registration.is_discoverable,
    })
}

/// The authenticator data in an attestation object (§6.5).
fn authenticator_data(attestation_object: &[u8]) -> Result<&[u8], WebauthnError> {
    let Value::Map(members) = cbor::read(attestation_object)? else { return Err(WebauthnError::AttestationObject) };
    match (members.named("fmt"), members.named("attStmt"), members.named("authData")) {
        (Some(Value::Text(_)), Some(Value::Map(_)), Some(Value::Bytes(octets))) => Ok(octets),
        _ => Err(WebauthnError::AttestationObject),
    }
}

#[cfg(test)]
mod tests {
    use super::super::authenticator::{Authenticator, cbor_bytes};
    use super::super::cbor::CborError;
    use super::*;

    const CHALLENGE: &[u8] = b"a challenge of thirty-two octets";

    fn rp() -> RelyingParty {
        RelyingParty { id: "example.com".to_owned(), origin: "https://example.com".to_owned() }
    }

    fn authenticator() -> Authenticator {
        Authenticator::new("example.com", "https://example.com")
    }

    fn verify(json: &str) -> Result<NewCredential, WebauthnError> {
        verify_registration(&rp(), CHALLENGE, UserVerification::Required, &Registration::parse(json)?)
    }

    fn refused(authenticator: &Authenticator) -> WebauthnError {
        verify(&authenticator.register(CHALLENGE)).unwrap_err()
    }

    /// What becomes of a registration with this attestation object.
    fn with_object(authenticator: &Authenticator, object: &[u8]) -> Result<NewCredential, WebauthnError> {
        let client_data = authenticator.client_data("webauthn.create", CHALLENGE);
        verify(&authenticator.registration(&client_data, object))
    }

    /// What becomes of a registration with this authenticator data.
    fn with_data(authenticator: &Authenticator, data: &[u8]) -> Result<NewCredential, WebauthnError> {
        with_object(authenticator, &Authenticator::attestation_object(data))
    }

    #[test]
    fn a_new_credential_is_accepted_with_all_that_is_said_of_it() {
        let authenticator = Authenticator { backed_up: false, sign_count: 7, ..authenticator() };
        let credential = verify(&authenticator.register(CHALLENGE)).unwrap();
        let expected = NewCredential {
            id: authenticator.credential_id.clone(),
            public_key: authenticator.public_key(),
            sign_count: 7,
            aaguid: authenticator.aaguid,
            user_verified: true,
            backup_eligible: true,
            backed_up: false,
            transports: vec!["internal".to_owned(), "hybrid".to_owned()],
            is_discoverable: Some(true),
        };
        assert_eq!(credential, expected);
    }

    #[test]
    fn a_new_ed25519_credential_is_accepted() {
        let authenticator = Authenticator::with_ed25519("example.com", "https://example.com");
        assert_eq!(verify(&authenticator.register(CHALLENGE)).unwrap().public_key, authenticator.public_key());
    }

    #[test]
    fn challenge_and_credential_id_are_there_before_the_verification() {
        let authenticator = Authenticator { origin: "https://evil.example".to_owned(), ..authenticator() };
        let registration = Registration::parse(&authenticator.register(CHALLENGE)).unwrap();
        assert_eq!(registration.challenge(), CHALLENGE);
        assert_eq!(registration.credential_id(), authenticator.credential_id);
    }

    #[test]
    fn only_known_transports_are_kept() {
        let names = ["usb", "lightning", "usb", "smart-card", "NFC", "nfc"].map(str::to_owned).to_vec();
        let authenticator = Authenticator { transports: names, ..authenticator() };
        let credential = verify(&authenticator.register(CHALLENGE)).unwrap();
        assert_eq!(credential.transports, ["usb", "smart-card", "nfc"]);
    }

    #[test]
    fn transports_and_extension_results_may_be_missing() {
        let mut json: serde_json::Value = serde_json::from_str(&authenticator().register(CHALLENGE)).unwrap();
        json["response"].as_object_mut().unwrap().remove("transports");
        json.as_object_mut().unwrap().remove("clientExtensionResults");
        let credential = verify(&json.to_string()).unwrap();
        assert_eq!((credential.transports.len(), credential.is_discoverable), (0, None));
    }

    #[test]
    fn a_page_that_is_not_ours_is_refused() {
        let origin = "https://badexample.com".to_owned();
        let refusal = WebauthnError::Origin(origin.clone());
        assert_eq!(refused(&Authenticator { origin, ..authenticator() }), refusal);
        assert_eq!(refused(&Authenticator { cross_origin: true, ..authenticator() }), WebauthnError::CrossOrigin);
        let top_origin = Some("https://evil.example".to_owned());
        assert_eq!(refused(&Authenticator { top_origin, ..authenticator() }), WebauthnError::CrossOrigin);
    }

    #[test]
    fn an_assertion_is_no_registration() {
        let authenticator = Authenticator { ceremony: Some("webauthn.get".to_owned()), ..authenticator() };
        assert_eq!(refused(&authenticator), WebauthnError::Ceremony("webauthn.create"));
        assert_eq!(verify(&authenticator.assert(CHALLENGE)).unwrap_err(), WebauthnError::Json);
    }

    #[test]
    fn another_challenge_is_refused() {
        let other = authenticator().register(b"another one of thirty-two octets");
        assert_eq!(verify(&other), Err(WebauthnError::Challenge));
    }

    #[test]
    fn flags_and_rp_id_of_the_authenticator_are_checked() {
        let rp_id = "example.org".to_owned();
        assert_eq!(refused(&Authenticator { rp_id, ..authenticator() }), WebauthnError::RelyingPartyId);
        assert_eq!(refused(&Authenticator { user_present: false, ..authenticator() }), WebauthnError::UserNotPresent);
        let backed_up = Authenticator { backup_eligible: false, backed_up: true, ..authenticator() };
        assert_eq!(refused(&backed_up), WebauthnError::BackedUpButNotEligible);
        let unverified = Authenticator { user_verified: false, ..authenticator() };
        assert_eq!(refused(&unverified), WebauthnError::UserNotVerified);
        let registration = Registration::parse(&unverified.register(CHALLENGE)).unwrap();
        let accepted = verify_registration(&rp(), CHALLENGE, UserVerification::Preferred, &registration);
        assert!(!accepted.unwrap().user_verified);
    }

    #[test]
    fn a_registration_without_a_credential_is_refused() {
        let authenticator = authenticator();
        let refusal = with_data(&authenticator, &authenticator.authenticator_data());
        assert_eq!(refusal, Err(WebauthnError::NoAttestedCredential));
    }

    #[test]
    fn the_credential_id_is_the_attested_one() {
        let authenticator = authenticator();
        let other = Authenticator { credential_id: vec![9; 16], ..self::authenticator() };
        assert_eq!(with_data(&authenticator, &other.attested_data()), Err(WebauthnError::OtherCredential));
    }

    #[test]
    fn octets_after_the_attested_credential_are_refused() {
        let authenticator = authenticator();
        let data = [&authenticator.attested_data()[..], &[0]].concat();
        assert_eq!(with_data(&authenticator, &data), Err(WebauthnError::TrailingOctets));
    }

    #[test]
    fn a_key_that_is_not_on_its_curve_is_refused() {
        let authenticator = authenticator();
        let mut data = authenticator.attested_data();
        *data.last_mut().unwrap() ^= 1;
        assert_eq!(with_data(&authenticator, &data), Err(WebauthnError::NotOnCurve));
    }

    #[test]
    fn the_attestation_statement_is_not_judged_but_must_be_well_formed() {
        let authenticator = authenticator();
        let data = cbor_bytes(&authenticator.attested_data());
        let with_statement = |format: &[u8], statement: &[u8]| {
            let object = [b"\xa3\x63fmt", format, b"\x67attStmt", statement, b"\x68authData", &data].concat();
            with_object(&authenticator, &object)
        };
        assert!(with_statement(b"\x66packed", b"\xa2\x63alg\x26\x63sig\x41\x00").is_ok());
        assert!(with_statement(b"\x65other", b"\xa1\x63x5c\x82\x41\x00\x41\x01").is_ok());
        for (statement, error) in [
            (&b"\xa2\x63alg\x26\x63alg\x26"[..], CborError::DuplicateKey),
            (b"\xbf\xff", CborError::Indefinite),
            (b"\xa1\x61a\xc1\x00", CborError::Tag),
            (b"\xa1\x61a\x81\x81\x81\x81\x81\x81\x81\x00", CborError::TooDeep),
            (b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff", CborError::Truncated),
        ] {
            assert_eq!(with_statement(b"\x64none", statement), Err(WebauthnError::Cbor(error)));
        }
    }

    #[test]
    fn an_attestation_object_without_its_members_is_refused() {
        let authenticator = authenticator();
        let data = authenticator.attested_data();
        let octets = cbor_bytes(&data);
        for object in [
            b"\x80".to_vec(),
            b"\xa0".to_vec(),
            [&b"\xa1\x68authData"[..], &octets].concat(),
            [&b"\xa2\x63fmt\x64none\x68authData"[..], &octets].concat(),
            [&b"\xa3\x63fmt\x01\x67attStmt\xa0\x68authData"[..], &octets].concat(),
            [&b"\xa3\x63fmt\x64none\x67attStmt\x80\x68authData"[..], &octets].concat(),
            b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x60".to_vec(),
        ] {
            assert_eq!(with_object(&authenticator, &object), Err(WebauthnError::AttestationObject));
        }
        let trailing = [&Authenticator::attestation_object(&data)[..], &[0]].concat();
        assert_eq!(with_object(&authenticator, &trailing), Err(WebauthnError::Cbor(CborError::Trailing)));
    }

    #[test]
    fn no_prefix_of_an_attestation_object_is_accepted() {
        let authenticator = authenticator();
        let object = Authenticator::attestation_object(&authenticator.attested_data());
        for length in 0..object.len() {
            assert!(with_object(&authenticator, &object[..length]).is_err(), "{length}");
        }
    }

    /// Each octet of an attestation object, as any other: an error or a credential, and never a panic.
    #[test]
    fn no_mutation_of_an_attestation_object_makes_it_panic() {
        let authenticator = authenticator();
        let object = Authenticator::attestation_object(&authenticator.attested_data());
        let json = authenticator.register(CHALLENGE);
        let mut registration = Registration::parse(&json).unwrap();
        for index in 0..object.len() {
            for value in 0..=u8::MAX {
                registration.attestation_object.clone_from(&object);
                registration.attestation_object[index] = value;
                let verified = verify_registration(&rp(), CHALLENGE, UserVerification::Required, &registration);
                assert!(verified.is_err() || verified.is_ok_and(|new| new.id == authenticator.credential_id));
            }
        }
    }

    /// The same of the JSON, with the octets that mean something to it.
    #[test]
    fn no_prefix_or_mutation_of_the_json_makes_it_panic() {
        let json = authenticator().register(CHALLENGE);
        for index in 0..json.len() {
            assert!(verify(&json[..index]).is_err(), "{index}");
            for other in ["", "\"", "{", "]", "\\", "=", "A", "0", "\u{0}", "é"] {
                let _ = verify(&format!("{}{other}{}", &json[..index], &json[index + 1..]));
            }
        }
    }
}
