//! The test vectors of Web Authentication Level 3 §16 (<https://www.w3.org/TR/webauthn-3/#sctn-test-vectors>) for each
//! algorithm that is understood. Octets are hexadecimal, as there.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use super::authenticator::cbor_bytes;
use super::{
    Asserted, Assertion, KnownCredential, NewCredential, Registration, RelyingParty, UserVerification, WebauthnError,
    verify_assertion, verify_registration,
};

struct Registered {
    id: &'static str,
    challenge: &'static str,
    client_data: &'static str,
    attestation_object: &'static str,
}

struct Used {
    id: &'static str,
    challenge: &'static str,
    client_data: &'static str,
    authenticator_data: &'static str,
    signature: &'static str,
}

/// §16.2, ES256 credential with no attestation.
const ES256_REGISTRATION: Registered = Registered {
    id: "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
    challenge: "00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130",
    client_data: "{\"type\":\"webauthn.create\",\"challenge\":\"AMMPt4UxxGTStncdq417YDwBFi8vpIa-pw8oOuVW4TA\",\"or\
        igin\":\"https://example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON may be exten\
        ded with additional fields in the future, such as this: BkQeDjdcTBrXBiAwJTLE5Q\"}",
    attestation_object: "a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4 \
        735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f0020f91f391db4c9b2 \
        fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86 \
        ccb64098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed7 \
        3290af2e2664796b9220",
};

/// The same credential in use.
const ES256_ASSERTION: Used = Used {
    id: "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4",
    challenge: "39c0e7521417ba54d43e8dc95174f423dee9bf3cd804ff6d65c857c9abf4d408",
    client_data: "{\"type\":\"webauthn.get\",\"challenge\":\"OcDnUhQXulTUPo3JUXT0I97pvzzYBP9tZchXyav01Ag\",\"origi\
        n\":\"https://example.org\",\"crossOrigin\":false}",
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
    signature: "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93 \
        538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87",
};

/// §16.11, packed attestation with Ed25519 credential.
const ED25519_REGISTRATION: Registered = Registered {
    id: "ce9f840ed96599580cd140fbc7bb3230633f50f61041aff73308ae71caa8a2bd",
    challenge: "a8abf9dabdc6b0df63466b39bda9e8a34a34e185337a59f1c579990676d3b3bd",
    client_data: "{\"type\":\"webauthn.create\",\"challenge\":\"qKv52r3GsN9jRms5vanoo0o04YUzelnxxXmZBnbTs70\",\"or\
        igin\":\"https://example.org\",\"crossOrigin\":false,\"extraData\":\"clientDataJSON may be exten\
        ded with additional fields in the future, such as this: B_DT5g7ZD_-9OTLYX5IvEQ\"}",
    attestation_object: "a363666d74667061636b65646761747453746d74a363616c67266373696758483046022100d83f60bd8026953758 \
        3218858aefb03ac57d45fa06e42feaae332d187f62da9f022100a02bd3cb6f7e1d283c93bad1f3f4b5a4c0494463 \
        da7fdbf256949116754d1f17637835638159022730820223308201c8a003020102021100b2cfc9ea33c8643b0e1a \
        760463eaf164300a06082a8648ce3d0403023062311e301c06035504030c15576562417574686e20746573742076 \
        6563746f7273310c300a060355040a0c0357334331253023060355040b0c1c41757468656e74696361746f722041 \
        74746573746174696f6e204341310b30090603550406130241413020170d3234303130313030303030305a180f33 \
        303234303130313030303030305a305f311e301c06035504030c15576562417574686e207465737420766563746f \
        7273310c300a060355040a0c0357334331223020060355040b0c1941757468656e74696361746f72204174746573 \
        746174696f6e310b30090603550406130241413059301306072a8648ce3d020106082a8648ce3d03010703420004 \
        dd2b7a564b73b8c0b81c4c62e521925c4d1198ec9f583dbf1eebe364b65cd9c29a9bdf346aaa81fb6b9507e5249a \
        52fdaf8e39e26b0b7dc45992a7e233b70f70a360305e300c0603551d130101ff04023000300e0603551d0f0101ff \
        040403020780301d0603551d0e041604140ae27546bc7eccb1b4b597bd354f0c0b1f1f8f8e301f0603551d230418 \
        3016801445aff715b0dd786741fee996ebc16547a3931b1e300a06082a8648ce3d0403020349003046022100a0d4 \
        34ecb5fc3bfd7da5f41904517ad2836249f561bd834ba7a438a8ab7a4ce8022100fac845bb7a02513b58e9f31965 \
        4dbe49b0f02b95835bac568c71f8a18cdde9ab6861757468446174615881bfabc37432958b063360d3ad6461c9c4 \
        735ae7f8edd46592a5e0f01452b2e4b54100000000d5aa33581e8ca478e20fe713f5d32ff20020ce9f840ed96599 \
        580cd140fbc7bb3230633f50f61041aff73308ae71caa8a2bda401010327200621582044e06ddd331c36a8dc667b \
        ab52bcae63486c916aa5e339e6acebaa84934bf832",
};

/// The same credential in use.
const ED25519_ASSERTION: Used = Used {
    id: "ce9f840ed96599580cd140fbc7bb3230633f50f61041aff73308ae71caa8a2bd",
    challenge: "895957e01c633a698348a2d8a31a54b7db27e8c1c43b2080d79ae2190267bfd2",
    client_data: "{\"type\":\"webauthn.get\",\"challenge\":\"iVlX4BxjOmmDSKLYoxpUt9sn6MHEOyCA15riGQJnv9I\",\"origi\
        n\":\"https://example.org\",\"crossOrigin\":false}",
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b50100000000",
    signature: "f5c59c7e46c34f6f8cc197101ddf9934fa2595f68eb1913a637e8419eb9ba4cfdfc48f85393bc0d40b011f0d6fec \
        b097d6607525713223a0dc0d453993dae00b",
};

/// §16.10, packed attestation with RS256 credential.
const RS256_ASSERTION: Used = Used {
    id: "992a18acc83f67533600c1138a4b4c4bd236de13629cf025ed17cb00b00b74df",
    challenge: "295f59f5fa8fe62c5aca9e27626c78c8da376ae6d8cd2dd29aebad601e1bc4c5",
    client_data: "{\"type\":\"webauthn.get\",\"challenge\":\"KV9Z9fqP5ixayp4nYmx4yNo3aubYzS3SmuutYB4bxMU\",\"origi\
        n\":\"https://example.org\",\"crossOrigin\":false}",
    authenticator_data: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000",
    signature: "01063d52d7c39b4d432fc7063c5d93e582bdcb16889cd71f888d67d880ea730a428498d3bc8e1ee11f2b1ecbe6c2 \
        92b118c55ffaaddefa8cad0a54dd137c51f1eec673f1bb6c4d1789d6826a222b22d0f585fc901fdc933212e579d1 \
        99b89d672aa44891333e6a1355536025e82b25590256c3538229b55737083b2f6b9377e49e2472f11952f79fdd0d \
        a180b5ffd901b4049a8f081bb40711bef76c62aed943571f2d0575304cb549d68d8892f95086a30f93716aee818f \
        8dc06e96c0d5e0ed4cfa9fd8773d90464b68cf140f7986666ff9c9e3302acd0535d60d769f465e2ab57ef8aabc89 \
        fccfef7ba32a64154a8b3d26be2298f470b8cc5377dbe3dfd4b0b45f8f01e63bde6cfc76b62771f9b70aa27cf401 \
        52cad93aa5acd784fd4b90f676e2ea828d0bf2400aebbaae4153e5838f537f88b6228346782a93a899be66ec77de \
        45b3efcf311da6321c92e6b0cd11bfe653bf3e98cee8e341f02d67dbb6f9c98d9e8178090cfb5b70fbc6d541599a \
        c794ae2f1d4de1286ec8de8c2daf7b1d15c8438e90d924df5c19045220a4c8438c1b979bbe016cf3d0eeec23c399 \
        9d4882cc645b776de930756612cdc6dd398160ff02a6",
};

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().filter_map(|digit| digit.to_digit(16)?.try_into().ok()).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn encode(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

fn credential(id: &str, response: &serde_json::Value) -> String {
    let id = encode(&hex(id));
    json!({"id": id, "rawId": id, "type": "public-key", "response": response}).to_string()
}

fn rp() -> RelyingParty {
    RelyingParty { id: "example.org".to_owned(), origin: "https://example.org".to_owned() }
}

fn register(vector: &Registered, verification: UserVerification) -> Result<NewCredential, WebauthnError> {
    let response = json!({
        "clientDataJSON": encode(vector.client_data.as_bytes()),
        "attestationObject": encode(&hex(vector.attestation_object)),
    });
    let registration = Registration::parse(&credential(vector.id, &response))?;
    verify_registration(&rp(), &hex(vector.challenge), verification, &registration)
}

fn assert(vector: &Used, public_key: &[u8], backup_eligible: bool) -> Result<Asserted, WebauthnError> {
    let response = json!({
        "clientDataJSON": encode(vector.client_data.as_bytes()),
        "authenticatorData": encode(&hex(vector.authenticator_data)),
        "signature": encode(&hex(vector.signature)),
    });
    let assertion = Assertion::parse(&credential(vector.id, &response))?;
    let id = hex(vector.id);
    let known = KnownCredential { id: &id, public_key, sign_count: 0, backup_eligible, user_handle: b"somebody" };
    verify_assertion(&rp(), &hex(vector.challenge), UserVerification::Preferred, &known, &assertion)
}

#[test]
fn the_vector_without_attestation_is_accepted() {
    let credential = register(&ES256_REGISTRATION, UserVerification::Preferred).unwrap();
    assert_eq!(credential.id, hex(ES256_REGISTRATION.id));
    assert_eq!(credential.aaguid[..], hex("8446ccb9ab1db374750b2367ff6f3a1f"));
    assert!(credential.backup_eligible && credential.backed_up && !credential.user_verified);
    let asserted = assert(&ES256_ASSERTION, &credential.public_key, true);
    assert_eq!(asserted, Ok(Asserted { user_verified: false, backed_up: true, sign_count: 0 }));
}

#[test]
fn the_vector_of_ed25519_is_accepted() {
    let credential = register(&ED25519_REGISTRATION, UserVerification::Preferred).unwrap();
    assert_eq!(credential.aaguid[..], hex("d5aa33581e8ca478e20fe713f5d32ff2"));
    assert!(!credential.backup_eligible && !credential.backed_up);
    let asserted = assert(&ED25519_ASSERTION, &credential.public_key, false);
    assert_eq!(asserted, Ok(Asserted { user_verified: false, backed_up: false, sign_count: 0 }));
}

/// The modulus of the vector is (2^1279 - 1)(2^2203 - 1), of 3482 bits.
#[test]
fn the_vector_of_rs256_is_accepted() {
    let mut modulus = vec![0_u8; 436];
    for bit in [0].into_iter().chain(1279..2203).chain(2204..3482) {
        modulus[435 - bit / 8] |= 1 << (bit % 8);
    }
    let key = [&b"\xa4\x01\x03\x03\x39\x01\x00\x20"[..], &cbor_bytes(&modulus), b"\x21\x43\x01\x00\x01"].concat();
    assert!(assert(&RS256_ASSERTION, &key, true).unwrap().backed_up);
    assert_eq!(
        assert(&Used { challenge: ES256_ASSERTION.challenge, ..RS256_ASSERTION }, &key, true),
        Err(WebauthnError::Challenge)
    );
}

#[test]
fn a_vector_is_refused_where_it_should_be() {
    let refused = register(&ES256_REGISTRATION, UserVerification::Required);
    assert_eq!(refused, Err(WebauthnError::UserNotVerified));
    let (own, other) = (ES256_REGISTRATION, ED25519_REGISTRATION);
    let refused = register(&Registered { challenge: other.challenge, ..own }, UserVerification::Preferred);
    assert_eq!(refused, Err(WebauthnError::Challenge));
    let key = register(&own, UserVerification::Preferred).unwrap().public_key;
    let other_key = register(&other, UserVerification::Preferred).unwrap().public_key;
    assert_eq!(assert(&ES256_ASSERTION, &other_key, true), Err(WebauthnError::Signature));
    assert_eq!(assert(&ES256_ASSERTION, &key, false), Err(WebauthnError::BackupEligibilityChanged));
    let swapped = Used { signature: ED25519_ASSERTION.signature, ..ES256_ASSERTION };
    assert_eq!(assert(&swapped, &key, true), Err(WebauthnError::Signature));
}
