//! The certificate of a client as a proxy passes it on, in one of four headers. Which of them, and from whom it is
//! believed, the operator says; a header that stands there twice, or names several clients, says nothing: one of them
//! may be what the client wrote.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use super::client_certificate::{CertificateFault, ClientCertificate};

/// The longest header read, in bytes.
const LONGEST: usize = 48 * 1024;
/// What begins and ends a certificate in PEM (RFC 7468 §5).
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// Which header a proxy puts the certificate of the client into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CertificateHeader {
    /// `Client-Cert` and `Client-Cert-Chain` (RFC 9440).
    Rfc9440,
    /// `$ssl_client_escaped_cert` of nginx: PEM, URL-encoded.
    Nginx,
    /// `x-forwarded-client-cert` of Envoy.
    Envoy,
    /// `X-Forwarded-Tls-Client-Cert` of Traefik.
    Traefik,
}

impl CertificateHeader {
    /// The name of the header, unless the operator says another.
    pub fn default_name(self) -> &'static str {
        match self {
            Self::Rfc9440 => "Client-Cert",
            Self::Nginx => "X-SSL-Client-Cert",
            Self::Envoy => "x-forwarded-client-cert",
            Self::Traefik => "X-Forwarded-Tls-Client-Cert",
        }
    }

    /// The header with the certificates of issuers, where they have one of their own.
    pub fn chain_name(self) -> Option<&'static str> {
        (self == Self::Rfc9440).then_some("Client-Cert-Chain")
    }
}

/// What is wrong with what a proxy sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderFault {
    /// The header stands there twice, or names several clients.
    #[error(
        "the header with the client's certificate is there twice, or names several clients: let the proxy remove what clients send, and set it once"
    )]
    Several,
    /// It is not written as it must be.
    #[error("the header with the client's certificate is not written as `server.mtls.proxy` says")]
    Form,
    /// It is too long.
    #[error("the header with the client's certificate is longer than {LONGEST} bytes")]
    TooLong,
    /// What it holds is none.
    #[error(transparent)]
    Certificate(#[from] CertificateFault),
}

/// The lines of the header, and of the one with the chain, as they came.
#[derive(Debug, Clone, Default)]
pub struct Sent<'a> {
    /// Of the certificate.
    pub certificate: Vec<&'a [u8]>,
    /// Of its issuers.
    pub chain: Vec<&'a [u8]>,
}

/// The certificate that a proxy passed on; `None` where it says that there was none, by leaving the header out or empty.
///
/// # Errors
/// What is wrong with the header.
pub fn read(form: CertificateHeader, sent: &Sent<'_>) -> Result<Option<ClientCertificate>, HeaderFault> {
    let line = match sent.certificate.as_slice() {
        [] => return Ok(None),
        [line] => std::str::from_utf8(line).map_err(|_| HeaderFault::Form)?.trim_matches([' ', '\t']),
        _ => return Err(HeaderFault::Several),
    };
    if line.len() > LONGEST || sent.chain.iter().map(|line| line.len()).sum::<usize>() > LONGEST {
        return Err(HeaderFault::TooLong);
    }
    if line.is_empty() {
        return Ok(None);
    }
    let certificates = match form {
        CertificateHeader::Rfc9440 => rfc9440(line, &sent.chain),
        CertificateHeader::Nginx => percent_decoded(line).and_then(|text| pem(&text)),
        CertificateHeader::Envoy => envoy(line),
        CertificateHeader::Traefik => percent_decoded(line).and_then(|text| text.split(',').map(base64).collect()),
    }?;
    let mut certificates = certificates.into_iter();
    let Some(own) = certificates.next() else { return Ok(None) };
    Ok(Some(ClientCertificate::new(own, certificates.collect())?))
}

/// RFC 9440 §2.1: one byte sequence (RFC 8941 §3.3.5), and a list of them.
fn rfc9440(certificate: &str, chain: &[&[u8]]) -> Result<Vec<Vec<u8>>, HeaderFault> {
    let mut certificates = vec![byte_sequence(certificate)?];
    for line in chain {
        let line = std::str::from_utf8(line).map_err(|_| HeaderFault::Form)?;
        for member in line.split(',').map(|member| member.trim_matches([' ', '\t'])).filter(|member| !member.is_empty())
        {
            certificates.push(byte_sequence(member)?);
        }
    }
    Ok(certificates)
}

fn byte_sequence(text: &str) -> Result<Vec<u8>, HeaderFault> {
    let inner = text.strip_prefix(':').and_then(|text| text.strip_suffix(':')).ok_or(HeaderFault::Form)?;
    match inner.contains(':') {
        true if inner.contains(',') => Err(HeaderFault::Several),
        true => Err(HeaderFault::Form),
        false => base64(inner),
    }
}

fn base64(text: &str) -> Result<Vec<u8>, HeaderFault> {
    let octets: Vec<u8> = text.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect();
    STANDARD.decode(octets).ok().filter(|octets| !octets.is_empty()).ok_or(HeaderFault::Form)
}

/// `+` means itself: it is a digit of base64.
fn percent_decoded(text: &str) -> Result<String, HeaderFault> {
    percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| HeaderFault::Form)
}

/// Certificates in PEM, one after the other, and nothing else.
fn pem(text: &str) -> Result<Vec<Vec<u8>>, HeaderFault> {
    let mut certificates = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (inner, behind) =
            rest.strip_prefix(BEGIN).and_then(|rest| rest.split_once(END)).ok_or(HeaderFault::Form)?;
        certificates.push(base64(inner)?);
        rest = behind.trim();
    }
    Ok(certificates)
}

/// Envoy's list of elements, each of `Key=value` pairs with semicolons between. One element is of one proxy; where
/// there are more, the first may be the client's own.
fn envoy(line: &str) -> Result<Vec<Vec<u8>>, HeaderFault> {
    if unquoted_split(line, ',')?.len() > 1 {
        return Err(HeaderFault::Several);
    }
    let (mut certificate, mut chain) = (None, None);
    for pair in unquoted_split(line, ';')? {
        let (key, value) = pair.split_once('=').ok_or(HeaderFault::Form)?;
        let target = match key.trim().to_ascii_lowercase().as_str() {
            "cert" => &mut certificate,
            "chain" => &mut chain,
            _ => continue,
        };
        let value = value.trim();
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
        if target.replace(pem(&percent_decoded(value)?)?).is_some() {
            return Err(HeaderFault::Several);
        }
    }
    match (certificate, chain) {
        (Some(own), None) if own.len() == 1 => Ok(own),
        // The chain begins with the certificate itself.
        (own, Some(chain)) if own.as_ref().is_none_or(|own| own.first() == chain.first()) => Ok(chain),
        (None, None) => Ok(Vec::new()),
        _ => Err(HeaderFault::Form),
    }
}

/// The parts between separators outside quotes.
fn unquoted_split(text: &str, separator: char) -> Result<Vec<&str>, HeaderFault> {
    let (mut quoted, mut escaped) = (false, false);
    let is_end = |character: char| {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return character == separator && !quoted,
        }
        false
    };
    let parts = text.split(is_end).collect();
    if quoted { Err(HeaderFault::Form) } else { Ok(parts) }
}

#[cfg(test)]
mod tests;
