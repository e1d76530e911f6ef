use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;

/// `OU=Apps+CN=app,O=Example\\, Inc.,C=GB` with names of each kind, P-256, 2026-11-28 to 2126-11-04; made by OpenSSL.
pub const NAMES: &str = "MIICCTCCAa+gAwIBAgIURs4x4XtiPML9plJLY8U/NJqiIW8wCgYIKoZIzj0EAwIwQDELMAkGA1UEBhMCR0IxFjAUBgNVBAoMDUV4YW1wbGUsIEluYy4xGTAKBgNVBAMMA2FwcDALBgNVBAsMBEFwcHMwIBcNMjYxMTI4MTgzMjA1WhgPMjEyNjExMDQxODMyMDVaMEAxCzAJBgNVBAYTAkdCMRYwFAYDVQQKDA1FeGFtcGxlLCBJbmMuMRkwCgYDVQQDDANhcHAwCwYDVQQLDARBcHBzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAErigAMmCk+odvQaFt0GYvRyHMMXeCDtBPjfz4klOpaAUUk2upAuanaAoNPVCO3QV/BRBWtImtGb+JWPuarUjDXqOBhDCBgTBgBgNVHREEWTBXggthcHAuZXhhbXBsZYIOKi53aWxkLmV4YW1wbGWGD3VybjpleGFtcGxlOmFwcIcEwAACB4cQIAENuAAAAAAAAAAAAAAAB4EPYXBwQEV4YW1wbGUuY29tMB0GA1UdDgQWBBS1zYKF4p13SeeiyYaUlsUTl25sbzAKBggqhkjOPQQDAgNIADBFAiEAgxPTZzxMo5BLGeZOoNQ9Uz4M9ucOGacAW2O50a10U2UCIBO8gvpPvlZUaPjHFW4JaE6mNS5mOOpfg5Lt3hqZQIa/";
/// `UID=jsmith,DC=example,DC=net`, Ed25519.
pub const ED25519: &str = "MIIBozCCAVWgAwIBAgIUF0pQ5uqXfV3D20VZ17eDzcyahuQwBQYDK2VwMEYxEzARBgoJkiaJk/IsZAEZFgNuZXQxFzAVBgoJkiaJk/IsZAEZFgdleGFtcGxlMRYwFAYKCZImiZPyLGQBAQwGanNtaXRoMCAXDTI2MTEyODE4MzIwNVoYDzIxMjYxMTA0MTgzMjA1WjBGMRMwEQYKCZImiZPyLGQBGRYDbmV0MRcwFQYKCZImiZPyLGQBGRYHZXhhbXBsZTEWMBQGCgmSJomT8ixkAQEMBmpzbWl0aDAqMAUGAytlcAMhAP9wO5LEYTmHa7fg5/3jk8ETn/AEEmqxxs+VjM2DqKb8o1MwUTAdBgNVHQ4EFgQUDUQIcrrpotn7WdlOCxXm6NRFeVIwHwYDVR0jBBgwFoAUDUQIcrrpotn7WdlOCxXm6NRFeVIwDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXADQQDh1mu5TqnO3PniiIDstUXhh4H/IPKePFizPaJST49rwsTA0f+mkC2QPKcUqSgaTGlKDygj5HGcyWjijXvH7W4E";
/// The digest of [`NAMES`], as `openssl x509 -fingerprint -sha256` tells it, in base64url.
const FINGERPRINT: &str = "15y9N-B3Nr9yYtCw8_2DxP0q1VYaCa2yyioJk43Fafc";

fn certificate(text: &str) -> ClientCertificate {
    ClientCertificate::new(STANDARD.decode(text).unwrap(), Vec::new()).unwrap()
}

fn is_in(member: SubjectMember, value: &str) -> bool {
    CertificateSubject::parse(member, value).unwrap().is_in(certificate(NAMES).contents())
}

#[test]
fn what_stands_in_a_certificate_is_read() {
    let named = certificate(NAMES);
    assert_eq!(named.thumbprint().as_str(), FINGERPRINT);
    let contents = named.contents();
    assert_eq!(
        contents.to_string(),
        "subject OU=Apps+CN=app,O=Example\\, Inc.,C=GB; DNS app.example; DNS *.wild.example; URI urn:example:app; IP 192.0.2.7; \
         IP 2001:db8::7; email app@Example.com"
    );
    assert!(matches!(contents.key, Some(PublicKey::P256 { .. })));
    assert!(contents.is_good_at(Timestamp(1_800_000_000)));
    assert!(!contents.is_good_at(Timestamp(1_700_000_000)), "not yet");
    assert!(!contents.is_good_at(Timestamp(4_950_000_000)), "no longer");
    let other = certificate(ED25519);
    assert_eq!(other.contents().subject.to_string(), "UID=jsmith,DC=example,DC=net");
    assert!(matches!(other.contents().key, Some(PublicKey::Ed25519 { .. })));
}

/// RFC 8705 §2.1.2, each with its neighbours.
#[test]
fn a_certificate_has_the_names_that_stand_in_it_and_no_others() {
    use SubjectMember::*;
    for (member, name, others) in [
        (
            Dn,
            "OU=Apps+CN=app,O=Example\\, Inc.,C=GB",
            &[
                "CN=app,O=Example\\, Inc.,C=GB",
                "C=GB,O=Example\\, Inc.,CN=app+OU=Apps",
                "CN=APP+OU=Apps,O=Example\\, Inc.,C=GB",
            ][..],
        ),
        (Dns, "App.Example", &["wild.example", "x.wild.example", "app.example.com", "xapp.example"]),
        (Uri, "urn:example:app", &["urn:example:APP", "urn:example:app/", "app.example:x"]),
        (Ip, "192.0.2.7", &["192.0.2.8", "::ffff:192.0.2.7"]),
        (Ip, "2001:DB8:0::7", &["2001:db8::8"]),
        (Email, "app@example.COM", &["App@example.com", "app@example.net", "x@app.example"]),
    ] {
        assert!(is_in(member, name), "{name}");
        for other in others {
            assert!(!is_in(member, other), "{other}");
        }
    }
    // A name of one kind is none of another.
    assert!(!is_in(Dns, "192.0.2.7") && !is_in(Uri, "dns:app.example"));
    let nameless = CertificateSubject::parse(Dns, "app.example").unwrap();
    assert!(!nameless.is_in(certificate(ED25519).contents()));
}

#[test]
fn a_value_that_is_none_of_its_kind_is_refused() {
    use SubjectMember::*;
    for (member, value) in [
        (Dn, ""),
        (Dn, "app"),
        (Dn, "/C=GB/CN=app"),
        (Dns, ""),
        (Dns, "*.example"),
        (Dns, "app example"),
        (Dns, "b\u{fc}cher.example"),
        (Dns, "app..example"),
        (Uri, "app"),
        (Uri, "urn:"),
        (Uri, ":x"),
        (Ip, "192.0.2"),
        (Ip, "192.0.2.7/24"),
        (Ip, "[2001:db8::7]"),
        (Email, "app"),
        (Email, "@example.com"),
        (Email, "app@"),
    ] {
        assert!(CertificateSubject::parse(member, value).is_err(), "{member:?} {value}");
    }
    let one_of = |given: &'static [(SubjectMember, &'static str)]| {
        CertificateSubject::one_of(move |member| {
            given.iter().find(|(known, _)| *known == member).map(|(_, value)| *value)
        })
    };
    assert_eq!(one_of(&[]), Ok(None));
    assert_eq!(one_of(&[(Dns, "app.example")]), Ok(Some(CertificateSubject::Dns("app.example".into()))));
    let several = one_of(&[(Dn, "CN=app"), (Email, "app@example.com")]).unwrap_err();
    assert_eq!(several, SubjectFault::Several("tls_client_auth_subject_dn", "tls_client_auth_san_email"));
}

#[test]
fn what_is_no_certificate_is_refused() {
    let der = STANDARD.decode(NAMES).unwrap();
    let new = |der: &[u8]| ClientCertificate::new(der.to_vec(), Vec::new()).map(drop);
    assert_eq!(new(b""), Err(CertificateFault::Malformed));
    assert_eq!(new(&[&der[..], b"\0"].concat()), Err(CertificateFault::Malformed));
    assert_eq!(new(&vec![0; LONGEST + 1]), Err(CertificateFault::TooLong));
    assert!(ClientCertificate::new(der.clone(), vec![der.clone(); LONGEST_CHAIN]).is_ok());
    assert!(ClientCertificate::new(der.clone(), vec![der.clone(); LONGEST_CHAIN + 1]).is_err());
    for length in 0..der.len() {
        assert!(new(&der[..length]).is_err(), "{length}");
    }
    for position in 0..der.len() {
        for flip in [1, 0x80, 0xff] {
            let mut changed = der.clone();
            changed[position] ^= flip;
            // It is read or refused; its digest is another.
            if let Ok(read) = ClientCertificate::new(changed.clone(), Vec::new()) {
                assert_ne!(read.thumbprint().as_str(), FINGERPRINT);
            }
        }
    }
}
