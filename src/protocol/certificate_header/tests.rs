use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::CertificateHeader::*;
use super::*;
use crate::protocol::client_certificate::tests::{ED25519, NAMES};

fn pem_of(base64: &str) -> String {
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("{BEGIN}\n{}\n{END}\n", lines.join("\n"))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Whose certificate it is, and how many came with it.
fn outcome(
    form: CertificateHeader,
    lines: &[&str],
    chain: &[&str],
) -> Result<Option<(&'static str, usize)>, HeaderFault> {
    let certificate = lines.iter().map(|line| line.as_bytes()).collect();
    let sent = Sent { certificate, chain: chain.iter().map(|line| line.as_bytes()).collect() };
    let name = |certificate: ClientCertificate| {
        let whose = [NAMES, ED25519].into_iter().find(|known| STANDARD.encode(certificate.der()) == *known);
        (whose.unwrap(), certificate.chain().len())
    };
    Ok(read(form, &sent)?.map(name))
}

#[test]
fn each_form_is_read() {
    let (named, other) = (format!(":{NAMES}:"), format!(":{ED25519}:"));
    let (pem, both) = (encoded(&pem_of(NAMES)), encoded(&format!("{}{}", pem_of(NAMES), pem_of(ED25519))));
    let envoy =
        format!("By=spiffe://a/b;Hash=d79c;Cert=\"{pem}\";Subject=\"O=\\\"Example, Inc.\\\";CN=app\";URI=urn:a");
    let with_chain = format!("Hash=d79c;Cert=\"{pem}\";Chain=\"{both}\"");
    for (form, line, chain, issuers) in [
        (Rfc9440, named.as_str(), &[][..], 0),
        (Rfc9440, &format!("  {named}\t"), &[], 0),
        (Rfc9440, &named, &[&*format!("{other}, {other}"), &*other], 3),
        (Nginx, &pem, &[], 0),
        (Nginx, &both, &[], 1),
        (Nginx, &pem_of(NAMES).replace('\n', " "), &[], 0),
        (Envoy, &envoy, &[], 0),
        (Envoy, &with_chain, &[], 1),
        (Envoy, &format!("chain={both}"), &[], 1),
        (Traefik, NAMES, &[], 0),
        (Traefik, &encoded(NAMES), &[], 0),
        (Traefik, &format!("{NAMES},{ED25519}"), &[], 1),
    ] {
        assert_eq!(outcome(form, &[line], chain), Ok(Some((NAMES, issuers))), "{form:?} {line}");
    }
}

#[test]
fn a_header_that_is_missing_or_empty_says_that_there_was_no_certificate() {
    for form in [Rfc9440, Nginx, Envoy, Traefik] {
        assert_eq!(outcome(form, &[], &[]), Ok(None));
        assert_eq!(outcome(form, &[""], &[]), Ok(None));
        assert_eq!(outcome(form, &[" \t"], &[]), Ok(None));
        assert_eq!(outcome(form, &[], &[&format!(":{NAMES}:")]), Ok(None), "a chain of nobody");
    }
    assert_eq!(outcome(Envoy, &["By=spiffe://a/b;Hash=d79c"], &[]), Ok(None));
}

/// One of them may be what the client wrote.
#[test]
fn a_header_with_several_clients_says_nothing() {
    let (named, other) = (format!(":{NAMES}:"), format!(":{ED25519}:"));
    let (pem, forged) = (encoded(&pem_of(NAMES)), encoded(&pem_of(ED25519)));
    let (envoy, forged) = (format!("Cert=\"{pem}\""), format!("Cert=\"{forged}\""));
    for (form, lines) in [
        (Rfc9440, vec![&*named, &*other]),
        (Rfc9440, vec![&*named, &*named]),
        (Rfc9440, vec!["", &*named]),
        (Nginx, vec![&*pem, &*pem]),
        (Envoy, vec![&*envoy, &*forged]),
        (Envoy, vec![&*format!("{forged},{envoy}")]),
        (Envoy, vec![&*format!("{forged};{envoy}")]),
        (Envoy, vec![&*format!("By=spiffe://x,{envoy}")]),
        (Traefik, vec![NAMES, ED25519]),
    ] {
        assert_eq!(outcome(form, &lines, &[]), Err(HeaderFault::Several), "{form:?} {lines:?}");
    }
    let joined = format!("{other}, {named}");
    assert_eq!(outcome(Rfc9440, &[&joined], &[]), Err(HeaderFault::Several), "as some proxies join two lines");
}

#[test]
fn what_is_written_otherwise_is_refused() {
    let pem = encoded(&pem_of(NAMES));
    for (form, line) in [
        (Rfc9440, NAMES.to_owned()),
        (Rfc9440, format!(":{NAMES}:;a=1")),
        (Rfc9440, format!(":{NAMES}")),
        (Rfc9440, "::".to_owned()),
        (Rfc9440, ":%%%:".to_owned()),
        (Rfc9440, format!("\"{NAMES}\"")),
        (Rfc9440, pem.clone()),
        (Nginx, NAMES.to_owned()),
        (Nginx, format!("x{pem}")),
        (Nginx, format!("{pem}x")),
        (Nginx, encoded(&pem_of("AAA"))),
        (Nginx, encoded(&format!("{BEGIN}{NAMES}"))),
        (Nginx, encoded(&pem_of(NAMES).replace("CERTIFICATE", "PRIVATE KEY"))),
        (Nginx, "%ff%fe".to_owned()),
        (Envoy, "Cert".to_owned()),
        (Envoy, "Cert=\"x".to_owned()),
        (Envoy, format!("Cert=\"{NAMES}\"")),
        (Envoy, format!("Cert=\"{pem}\";Chain=\"{}\"", encoded(&pem_of(ED25519)))),
        (Traefik, format!("{NAMES},")),
        (Traefik, format!(":{NAMES}:")),
        (Traefik, pem.clone()),
    ] {
        assert_eq!(outcome(form, &[&line], &[]), Err(HeaderFault::Form), "{form:?} {line}");
    }
    assert_eq!(outcome(Rfc9440, &[&format!(":{NAMES}:")], &["x"]), Err(HeaderFault::Form));
    let long = format!(":{}:", "A".repeat(LONGEST));
    assert_eq!(outcome(Rfc9440, &[&long], &[]), Err(HeaderFault::TooLong));
    assert_eq!(outcome(Rfc9440, &[":AAAA:"], &[]), Err(CertificateFault::Malformed.into()));
    assert_eq!(outcome(Traefik, &["AAAA"], &[]), Err(CertificateFault::Malformed.into()));
}
