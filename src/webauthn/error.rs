//! Why a registration or an assertion is refused: one variant for each rule of §7, each a sentence for the log.

use super::cbor::CborError;

/// Why a registration or an assertion is refused. The sentences are for the log of the server and hold no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebauthnError {
    /// More than 64 KiB of JSON.
    #[error("the credential is longer than 64 KiB")]
    TooLong,
    /// Not what `PublicKeyCredential.toJSON()` makes (§5.1).
    #[error("the credential is not the JSON of a PublicKeyCredential")]
    Json,
    /// `type` of the credential (§5.8.2).
    #[error("the credential's type is not public-key")]
    CredentialType,
    /// `id` and `rawId` differ (§5.1).
    #[error("the credential's id and rawId differ")]
    DifferentIds,
    /// The credential ID is empty or has more than 1023 octets (§7.1).
    #[error("the credential ID does not have 1 to 1023 octets")]
    CredentialIdLength,
    /// The client data is not JSON with type, challenge and origin (§5.8.1).
    #[error("the client data is not a JSON object with type, challenge and origin")]
    ClientData,
    /// The client data is that of another ceremony: a registration is no assertion, nor the other way round.
    #[error("the client data is that of another ceremony (its type is not {0})")]
    Ceremony(&'static str),
    /// The challenge is not the one that was issued, or that one is shorter than 16 octets (§13.4.3).
    #[error("the challenge is not the one that was issued")]
    Challenge,
    /// The page is of another origin (§13.4.9). It comes from the browser and is cut to 256 characters.
    #[error("the credential was used on a page of another origin: {0:?}")]
    Origin(String),
    /// The page was in a frame of another origin (§13.4.2).
    #[error("the credential was used in a frame of another origin's page")]
    CrossOrigin,
    /// The attestation object, the public key or the extensions are malformed.
    #[error("the credential has malformed CBOR: {0}")]
    Cbor(#[from] CborError),
    /// The attestation object lacks a member (§6.5).
    #[error("the attestation object does not have fmt, attStmt and authData")]
    AttestationObject,
    /// The authenticator data ends before what its flags promise (§6.1).
    #[error("the authenticator data is too short")]
    AuthenticatorDataTooShort,
    /// The authenticator data has more than its flags promise (§6.1).
    #[error("the authenticator data goes on after its end")]
    TrailingOctets,
    /// The extensions in the authenticator data are not a CBOR map (§6.1).
    #[error("the extensions in the authenticator data are not a map")]
    Extensions,
    /// A registration without a new credential in its authenticator data (§6.5.1).
    #[error("the authenticator data has no attested credential data")]
    NoAttestedCredential,
    /// The credential ID is not the one that is meant: of the attested credential, or of the known one.
    #[error("the credential ID is another than expected")]
    OtherCredential,
    /// The credential was made or used for another RP ID.
    #[error("the credential belongs to another relying party ID")]
    RelyingPartyId,
    /// Nobody was there (flag UP).
    #[error("the authenticator did not test that a person is present")]
    UserNotPresent,
    /// The person was not verified (flag UV), and had to be.
    #[error("the authenticator did not verify the person")]
    UserNotVerified,
    /// Flag BS without flag BE (§6.1.3).
    #[error("the credential is said to be backed up although it cannot be")]
    BackedUpButNotEligible,
    /// Flag BE is not what it was at the registration (§6.1.3).
    #[error("whether the credential may be backed up has changed since its registration")]
    BackupEligibilityChanged,
    /// `userHandle` is of another account.
    #[error("the user handle is that of another account")]
    UserHandle,
    /// The public key is for an algorithm that is not among [`super::ALGORITHMS`].
    #[error("the public key's algorithm is not one that is offered")]
    Algorithm,
    /// The public key lacks parameters, or they do not fit its algorithm (§5.8.5, RFC 9053 §7, RFC 8230 §4).
    #[error("the public key's parameters do not fit its algorithm")]
    PublicKey,
    /// The public key is no point on its curve.
    #[error("the public key is not a point on its curve")]
    NotOnCurve,
    /// An RSA key of a size that is not used.
    #[error("the public key is an RSA key of {0} bits, not of 2048 to 8192")]
    RsaSize(usize),
    /// The signature does not verify.
    #[error("the signature is invalid")]
    Signature,
    /// The signature counter did not go up: there may be two authenticators with this key (§6.1.1).
    #[error("the signature counter did not go up: the authenticator may have been cloned")]
    Cloned,
}
