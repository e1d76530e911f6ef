//! The authenticator data (§6.1): a binary structure with flags, a counter, and in registrations the new credential.

use aws_lc_rs::digest::{SHA256, digest};
use subtle::ConstantTimeEq as _;

use super::cbor::{self, Value};
use super::error::WebauthnError;
use super::{RelyingParty, UserVerification};

/// The flags (§6.1), by their octet. The two that are not named are reserved, and mean nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flags(u8);

impl Flags {
    const USER_PRESENT: u8 = 0x01;
    const USER_VERIFIED: u8 = 0x04;
    const BACKUP_ELIGIBLE: u8 = 0x08;
    const BACKED_UP: u8 = 0x10;
    const ATTESTED_CREDENTIAL: u8 = 0x40;
    const EXTENSIONS: u8 = 0x80;

    fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}

/// The attested credential data (§6.5.1).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AttestedCredential<'a> {
    /// The model of the authenticator, or zeros.
    pub(super) aaguid: [u8; 16],
    /// The credential ID.
    pub(super) id: &'a [u8],
    /// The public key: a COSE key as it was sent, well-formed CBOR and nothing more.
    pub(super) public_key: &'a [u8],
}

/// Authenticator data that is well formed and nothing more.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AuthenticatorData<'a> {
    rp_id_hash: &'a [u8; 32],
    flags: Flags,
    /// The signature counter, 0 where there is none.
    pub(super) sign_count: u32,
    /// The new credential of a registration; in an assertion it means nothing.
    pub(super) attested: Option<AttestedCredential<'a>>,
}

impl<'a> AuthenticatorData<'a> {
    /// Reads all of `octets`: every part that the flags promise, and nothing after it.
    pub(super) fn parse(octets: &'a [u8]) -> Result<Self, WebauthnError> {
        let (rp_id_hash, rest) = take(octets)?;
        let ([flags], rest) = take(rest)?;
        let (sign_count, rest) = take(rest)?;
        let flags = Flags(*flags);
        let (attested, rest) = if flags.has(Flags::ATTESTED_CREDENTIAL) {
            let (attested, rest) = AttestedCredential::take(rest)?;
            (Some(attested), rest)
        } else {
            (None, rest)
        };
        let rest = if flags.has(Flags::EXTENSIONS) { skip_extensions(rest)? } else { rest };
        if !rest.is_empty() {
            return Err(WebauthnError::TrailingOctets);
        }
        Ok(Self { rp_id_hash, flags, sign_count: u32::from_be_bytes(*sign_count), attested })
    }

    /// Whether the person was verified.
    pub(super) fn is_user_verified(&self) -> bool {
        self.flags.has(Flags::USER_VERIFIED)
    }

    /// Whether the credential may be backed up, and so may be on several devices.
    pub(super) fn is_backup_eligible(&self) -> bool {
        self.flags.has(Flags::BACKUP_ELIGIBLE)
    }

    /// Whether the credential is backed up.
    pub(super) fn is_backed_up(&self) -> bool {
        self.flags.has(Flags::BACKED_UP)
    }

    /// Checks what both ceremonies ask (§7.1, §7.2): it is for this RP ID, a person was present, verified where that is
    /// required, and the backup flags agree.
    pub(super) fn verify(&self, rp: &RelyingParty, verification: UserVerification) -> Result<(), WebauthnError> {
        let expected = digest(&SHA256, rp.id.as_bytes());
        if !bool::from(expected.as_ref().ct_eq(self.rp_id_hash.as_slice())) {
            return Err(WebauthnError::RelyingPartyId);
        }
        if !self.flags.has(Flags::USER_PRESENT) {
            return Err(WebauthnError::UserNotPresent);
        }
        if verification == UserVerification::Required && !self.is_user_verified() {
            return Err(WebauthnError::UserNotVerified);
        }
        if self.is_backed_up() && !self.is_backup_eligible() {
            return Err(WebauthnError::BackedUpButNotEligible);
        }
        Ok(())
    }
}

impl<'a> AttestedCredential<'a> {
    /// Takes it from the start of `octets`; what follows it is returned.
    fn take(octets: &'a [u8]) -> Result<(Self, &'a [u8]), WebauthnError> {
        let (aaguid, rest) = take(octets)?;
        let (length, rest) = take(rest)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (id, rest) = rest.split_at_checked(length).ok_or(WebauthnError::AuthenticatorDataTooShort)?;
        let (_, after) = cbor::read_first(rest)?;
        // Only CBOR says where the public key ends.
        let (public_key, _) =
            rest.split_at_checked(rest.len() - after.len()).ok_or(WebauthnError::AuthenticatorDataTooShort)?;
        Ok((Self { aaguid: *aaguid, id, public_key }, after))
    }
}

fn take<const N: usize>(octets: &[u8]) -> Result<(&[u8; N], &[u8]), WebauthnError> {
    octets.split_first_chunk().ok_or(WebauthnError::AuthenticatorDataTooShort)
}

fn skip_extensions(octets: &[u8]) -> Result<&[u8], WebauthnError> {
    match cbor::read_first(octets)? {
        (Value::Map(_), rest) => Ok(rest),
        _ => Err(WebauthnError::Extensions),
    }
}

#[cfg(test)]
mod tests {
    use super::super::authenticator::Authenticator;
    use super::super::cbor::CborError;
    use super::*;

    fn rp() -> RelyingParty {
        RelyingParty { id: "example.com".to_owned(), origin: "https://example.com".to_owned() }
    }

    fn authenticator() -> Authenticator {
        Authenticator::new("example.com", "https://example.com")
    }

    fn verify(authenticator: &Authenticator, verification: UserVerification) -> Result<(), WebauthnError> {
        AuthenticatorData::parse(&authenticator.authenticator_data())?.verify(&rp(), verification)
    }

    /// The same data with other flags.
    fn with_flags(mut data: Vec<u8>, change: impl FnOnce(u8) -> u8) -> Vec<u8> {
        data[32] = change(data[32]);
        data
    }

    #[test]
    fn the_credential_is_read_as_it_was_sent() {
        let authenticator = authenticator();
        let octets = authenticator.attested_data();
        let data = AuthenticatorData::parse(&octets).unwrap();
        let attested = data.attested.unwrap();
        assert_eq!(attested.aaguid, authenticator.aaguid);
        assert_eq!(attested.id, authenticator.credential_id);
        assert_eq!(attested.public_key, authenticator.public_key());
    }

    #[test]
    fn the_counter_is_read_in_network_order() {
        let data = Authenticator { sign_count: 0x0102_0304, ..authenticator() }.authenticator_data();
        assert_eq!(AuthenticatorData::parse(&data).unwrap().sign_count, 0x0102_0304);
        assert_eq!(data[33..], [1, 2, 3, 4]);
    }

    #[test]
    fn another_rp_id_is_refused() {
        for rp_id in ["example.org", "x.example.com", "com", "https://example.com", ""] {
            let other = Authenticator { rp_id: rp_id.to_owned(), ..authenticator() };
            assert_eq!(verify(&other, UserVerification::Preferred), Err(WebauthnError::RelyingPartyId), "{rp_id}");
        }
    }

    #[test]
    fn a_person_must_be_present_and_verified_where_required() {
        let absent = Authenticator { user_present: false, ..authenticator() };
        assert_eq!(verify(&absent, UserVerification::Preferred), Err(WebauthnError::UserNotPresent));
        let unverified = Authenticator { user_verified: false, ..authenticator() };
        assert_eq!(verify(&unverified, UserVerification::Required), Err(WebauthnError::UserNotVerified));
        assert_eq!(verify(&unverified, UserVerification::Preferred), Ok(()));
        assert_eq!(verify(&authenticator(), UserVerification::Required), Ok(()));
    }

    #[test]
    fn backed_up_without_eligible_is_refused() {
        for (backup_eligible, backed_up, expected) in [
            (false, false, Ok(())),
            (true, false, Ok(())),
            (true, true, Ok(())),
            (false, true, Err(WebauthnError::BackedUpButNotEligible)),
        ] {
            let authenticator = Authenticator { backup_eligible, backed_up, ..authenticator() };
            assert_eq!(verify(&authenticator, UserVerification::Required), expected);
        }
    }

    #[test]
    fn reserved_flags_mean_nothing() {
        let data = with_flags(authenticator().authenticator_data(), |flags| flags | 0x22);
        assert_eq!(AuthenticatorData::parse(&data).unwrap().verify(&rp(), UserVerification::Required), Ok(()));
    }

    #[test]
    fn every_prefix_is_refused() {
        for data in [authenticator().authenticator_data(), authenticator().attested_data()] {
            for length in 0..data.len() {
                assert!(AuthenticatorData::parse(&data[..length]).is_err(), "{length}");
            }
        }
    }

    #[test]
    fn octets_after_the_end_are_refused() {
        for mut data in [authenticator().authenticator_data(), authenticator().attested_data()] {
            data.push(0);
            assert_eq!(AuthenticatorData::parse(&data), Err(WebauthnError::TrailingOctets));
        }
    }

    #[test]
    fn extensions_are_there_exactly_where_the_flag_says_so() {
        for data in [authenticator().authenticator_data(), authenticator().attested_data()] {
            let flagged = with_flags(data.clone(), |flags| flags | 0x80);
            assert_eq!(AuthenticatorData::parse(&flagged), Err(WebauthnError::Cbor(CborError::Truncated)));
            let complete = [&flagged[..], b"\xa1\x6bcredProtect\x02"].concat();
            assert!(AuthenticatorData::parse(&complete).is_ok());
            let trailing = [&complete[..], &[0]].concat();
            assert_eq!(AuthenticatorData::parse(&trailing), Err(WebauthnError::TrailingOctets));
            let no_map = [&flagged[..], &[0x80]].concat();
            assert_eq!(AuthenticatorData::parse(&no_map), Err(WebauthnError::Extensions));
            let unflagged = [&data[..], &[0xa0]].concat();
            assert_eq!(AuthenticatorData::parse(&unflagged), Err(WebauthnError::TrailingOctets));
        }
    }

    #[test]
    fn a_credential_that_is_flagged_and_missing_is_refused() {
        let data = with_flags(authenticator().authenticator_data(), |flags| flags | 0x40);
        assert_eq!(AuthenticatorData::parse(&data), Err(WebauthnError::AuthenticatorDataTooShort));
    }

    #[test]
    fn a_credential_id_longer_than_the_data_is_refused() {
        let mut data = authenticator().attested_data();
        data[53..55].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(AuthenticatorData::parse(&data), Err(WebauthnError::AuthenticatorDataTooShort));
    }
}
