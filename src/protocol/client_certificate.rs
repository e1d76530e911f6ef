//! Certificates of clients (RFC 8705): what stands in one, and which client it is registered for. Whether whoever sent
//! it holds its key is proven by TLS; whom its issuer is trusted by, [`crate::client_auth`] finds out.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use x509_parser::asn1_rs::{Any, FromDer as _, Tag};
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{SubjectPublicKeyInfo, X509Certificate, X509Name};
use x509_parser::public_key;

use super::distinguished_name::{Attribute, DistinguishedName, DnFault, Value};
use super::dpop::Thumbprint;
use crate::clock::Timestamp;
use crate::jose::jwk::{Curve, PublicKey};

/// The longest certificate read, in bytes.
const LONGEST: usize = 32 * 1024;
/// The most certificates that come with one.
const LONGEST_CHAIN: usize = 10;
/// The longest value that a client registers.
const LONGEST_VALUE: usize = 2 * 1024;

/// A certificate that came with a request, or with its connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    der: Vec<u8>,
    chain: Vec<Vec<u8>>,
    thumbprint: Thumbprint,
    contents: Contents,
    is_vouched_for: bool,
}

/// What stands in a certificate, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// `subject`.
    pub subject: DistinguishedName,
    /// The subject alternative names of the kinds that clients register.
    pub alternative_names: Vec<AlternativeName>,
    /// Its public key, where it is of a kind that key sets have.
    pub key: Option<PublicKey>,
    /// From when on it is good.
    pub not_before: Timestamp,
    /// Until when.
    pub not_after: Timestamp,
}

/// A subject alternative name (RFC 5280 §4.2.1.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlternativeName {
    /// `dNSName`.
    Dns(String),
    /// `uniformResourceIdentifier`.
    Uri(String),
    /// `iPAddress`.
    Ip(IpAddr),
    /// `rfc822Name`.
    Email(String),
}

/// Why something is no certificate of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// Too long, or with too many others.
    #[error("the certificate is longer than {LONGEST} bytes, or comes with more than {LONGEST_CHAIN} others")]
    TooLong,
    /// No DER encoding of a certificate, or something behind it.
    #[error("what was sent as a certificate is none")]
    Malformed,
    /// A name that is none, or that stands there twice.
    #[error("the names of the certificate cannot be read")]
    Names,
}

impl ClientCertificate {
    /// Reads a certificate, with those of its issuers that came along, each in DER.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(der: Vec<u8>, chain: Vec<Vec<u8>>) -> Result<Self, CertificateFault> {
        if der.len() > LONGEST || chain.len() > LONGEST_CHAIN || chain.iter().any(|issuer| issuer.len() > LONGEST) {
            return Err(CertificateFault::TooLong);
        }
        let contents = read(&der)?;
        Ok(Self { thumbprint: Thumbprint::of(&der), der, chain, contents, is_vouched_for: false })
    }

    /// The same where whoever took the connection verified by whom it was issued.
    pub fn vouched_for(self) -> Self {
        Self { is_vouched_for: true, ..self }
    }

    /// Whether a proxy verified by whom it was issued.
    pub fn is_vouched_for(&self) -> bool {
        self.is_vouched_for
    }

    /// Its DER encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Those of its issuers that came along.
    pub fn chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    /// `x5t#S256` (RFC 8705 §3.1).
    pub fn thumbprint(&self) -> &Thumbprint {
        &self.thumbprint
    }

    /// What stands in it.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }
}

impl Contents {
    /// Whether it is good at this time, by its own word.
    pub fn is_good_at(&self, now: Timestamp) -> bool {
        self.not_before <= now && now <= self.not_after
    }
}

fn read(der: &[u8]) -> Result<Contents, CertificateFault> {
    let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| CertificateFault::Malformed)?;
    if !rest.is_empty() {
        return Err(CertificateFault::Malformed);
    }
    let names = certificate.subject_alternative_name().map_err(|_| CertificateFault::Names)?;
    let names = names.map(|extension| extension.value.general_names.as_slice()).unwrap_or_default();
    let validity = certificate.validity();
    Ok(Contents {
        subject: name(certificate.subject())?,
        alternative_names: names.iter().filter_map(alternative_name).collect(),
        key: key(certificate.public_key()),
        not_before: Timestamp(validity.not_before.timestamp()),
        not_after: Timestamp(validity.not_after.timestamp()),
    })
}

fn name(name: &X509Name<'_>) -> Result<DistinguishedName, CertificateFault> {
    let mut rdns = Vec::new();
    for rdn in name.iter_rdn() {
        let mut attributes = Vec::new();
        for attribute in rdn.iter() {
            let value = value(attribute.attr_value()).ok_or(CertificateFault::Names)?;
            attributes.push(Attribute { kind: attribute.attr_type().to_id_string(), value });
        }
        rdns.push(attributes);
    }
    Ok(DistinguishedName::of_certificate(rdns))
}

/// The value of an attribute of a name. `None` for a string with octets that are none of its type.
fn value(any: &Any<'_>) -> Option<Value> {
    let octets = any.data;
    let text = match any.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::NumericString | Tag::VisibleString => {
            std::str::from_utf8(octets).ok()?.to_owned()
        }
        // Latin-1, as it is in use (RFC 5280 §4.1.2.4 leaves it to old certificates).
        Tag::T61String => octets.iter().copied().map(char::from).collect(),
        Tag::BmpString => {
            let units: Vec<u16> =
                octets.chunks(2).map(|pair| pair.try_into().map(u16::from_be_bytes)).collect::<Result<_, _>>().ok()?;
            String::from_utf16(&units).ok()?
        }
        _ => return encoded(any).map(Value::Other),
    };
    Some(Value::Text(text))
}

/// Its DER encoding, for tags below 31.
fn encoded(any: &Any<'_>) -> Option<Vec<u8>> {
    let tag = u8::try_from(any.tag().0).ok().filter(|tag| *tag < 31)?;
    let identifier = (any.class() as u8) << 6 | u8::from(any.header.is_constructed()) << 5 | tag;
    let octets = any.data;
    let length = octets.len().to_be_bytes();
    let mut encoded = vec![identifier];
    match u8::try_from(octets.len()).ok().filter(|length| *length < 0x80) {
        Some(short) => encoded.push(short),
        None => {
            let significant: Vec<u8> = length.into_iter().skip_while(|octet| *octet == 0).collect();
            encoded.push(0x80 | u8::try_from(significant.len()).ok()?);
            encoded.extend(significant);
        }
    }
    encoded.extend(octets);
    Some(encoded)
}

/// The value of one DER encoding, for names that are written with `#`.
fn decoded(octets: &[u8]) -> Option<Value> {
    let (rest, any) = Any::from_der(octets).ok()?;
    if rest.is_empty() { value(&any) } else { None }
}

fn alternative_name(name: &GeneralName<'_>) -> Option<AlternativeName> {
    Some(match name {
        GeneralName::DNSName(name) => AlternativeName::Dns((*name).to_owned()),
        GeneralName::URI(uri) => AlternativeName::Uri((*uri).to_owned()),
        GeneralName::RFC822Name(address) => AlternativeName::Email((*address).to_owned()),
        GeneralName::IPAddress(octets) => AlternativeName::Ip(ip(octets)?),
        _ => return None,
    })
}

fn ip(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).ok().map(IpAddr::from);
    v4.or_else(|| <[u8; 16]>::try_from(octets).ok().map(IpAddr::from))
}

fn key(info: &SubjectPublicKeyInfo<'_>) -> Option<PublicKey> {
    let unsigned = |octets: &[u8]| octets.iter().copied().skip_while(|octet| *octet == 0).collect::<Vec<u8>>();
    match info.parsed().ok()? {
        public_key::PublicKey::RSA(rsa) => Some(PublicKey::Rsa { n: unsigned(rsa.modulus), e: unsigned(rsa.exponent) }),
        public_key::PublicKey::EC(point) => {
            let curve = info.algorithm.parameters.as_ref()?.as_oid().ok()?.to_id_string();
            let curve = match curve.as_str() {
                "1.2.840.10045.3.1.7" => Curve::P256,
                "1.3.132.0.34" => Curve::P384,
                "1.3.132.0.35" => Curve::P521,
                _ => return None,
            };
            PublicKey::from_point(curve, point.data())
        }
        // RFC 8410 §3.
        public_key::PublicKey::Unknown(octets) if info.algorithm.algorithm.to_id_string() == "1.3.101.112" => {
            octets.try_into().ok().map(|x| PublicKey::Ed25519 { x })
        }
        _ => None,
    }
}

/// The one name that the certificate of a client with `tls_client_auth` must have (RFC 8705 §2.1.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateSubject {
    /// `tls_client_auth_subject_dn`.
    Dn(Arc<DistinguishedName>),
    /// `tls_client_auth_san_dns`.
    Dns(String),
    /// `tls_client_auth_san_uri`.
    Uri(String),
    /// `tls_client_auth_san_ip`.
    Ip(IpAddr),
    /// `tls_client_auth_san_email`.
    Email(String),
}

/// The name of a member that registers one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectMember {
    /// `tls_client_auth_subject_dn`.
    Dn,
    /// `tls_client_auth_san_dns`.
    Dns,
    /// `tls_client_auth_san_uri`.
    Uri,
    /// `tls_client_auth_san_ip`.
    Ip,
    /// `tls_client_auth_san_email`.
    Email,
}

impl SubjectMember {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Dn, Self::Dns, Self::Uri, Self::Ip, Self::Email];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dn => "tls_client_auth_subject_dn",
            Self::Dns => "tls_client_auth_san_dns",
            Self::Uri => "tls_client_auth_san_uri",
            Self::Ip => "tls_client_auth_san_ip",
            Self::Email => "tls_client_auth_san_email",
        }
    }
}

/// What is wrong with what a client registers of its certificate. The words before a colon say what, those behind it
/// what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectFault {
    /// RFC 8705 §2.1.2: "Exactly one of the following parameters".
    #[error("`tls_client_auth` needs the name in the client's certificate: add exactly one of {}", SubjectMember::ALL.map(SubjectMember::as_str).join(", "))]
    None,
    /// The same.
    #[error("`{0}` and `{1}` cannot be used together: keep the one that the certificate is known by")]
    Several(&'static str, &'static str),
    /// The value is none of its kind.
    #[error("`{0}` {1}: write it as the certificate has it")]
    Value(&'static str, String),
    /// The same of a distinguished name.
    #[error("`tls_client_auth_subject_dn` {0}: write it as RFC 4514 does, such as CN=app,O=Example,C=GB")]
    Dn(DnFault),
}

impl SubjectFault {
    /// Which member it is about, where it is about one.
    pub fn member(&self) -> &'static str {
        match self {
            Self::None | Self::Dn(_) => SubjectMember::Dn.as_str(),
            Self::Several(_, second) => second,
            Self::Value(member, _) => member,
        }
    }
}

impl CertificateSubject {
    /// Reads the value of a member.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(member: SubjectMember, value: &str) -> Result<Self, SubjectFault> {
        let fault = |words: &str| SubjectFault::Value(member.as_str(), words.to_owned());
        if value.len() > LONGEST_VALUE {
            return Err(fault("is too long"));
        }
        if member == SubjectMember::Dn {
            return DistinguishedName::parse(value, decoded)
                .map(|name| Self::Dn(Arc::new(name)))
                .map_err(SubjectFault::Dn);
        }
        // The strings of alternative names are IA5String.
        if value.is_empty() || !value.bytes().all(|octet| octet.is_ascii_graphic()) {
            return Err(fault("is empty, or has a space or a character beyond ASCII"));
        }
        match member {
            SubjectMember::Dn => Err(fault("is empty")),
            SubjectMember::Dns if is_host_name(value) => Ok(Self::Dns(value.to_owned())),
            SubjectMember::Dns => Err(fault("is not a host name")),
            SubjectMember::Uri
                if value.split_once(':').is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty()) =>
            {
                Ok(Self::Uri(value.to_owned()))
            }
            SubjectMember::Uri => Err(fault("is not an absolute URI")),
            SubjectMember::Ip => value.parse().map(Self::Ip).map_err(|_| fault("is not an IP address")),
            SubjectMember::Email => match mailbox(value) {
                Some(_) => Ok(Self::Email(value.to_owned())),
                None => Err(fault("is not an email address")),
            },
        }
    }

    /// The one that stands in a registration, by the values of its members; `None` where none does.
    ///
    /// # Errors
    /// There are several, or the one is wrong.
    pub fn one_of<'a>(value: impl Fn(SubjectMember) -> Option<&'a str>) -> Result<Option<Self>, SubjectFault> {
        let mut given = SubjectMember::ALL.into_iter().filter_map(|member| value(member).map(|value| (member, value)));
        match (given.next(), given.next()) {
            (None, _) => Ok(None),
            (Some((first, _)), Some((second, _))) => Err(SubjectFault::Several(first.as_str(), second.as_str())),
            (Some((member, value)), None) => Self::parse(member, value).map(Some),
        }
    }

    /// Whether it is a name of that certificate. Wildcards in certificates are for servers, and mean nothing here.
    pub fn is_in(&self, contents: &Contents) -> bool {
        let names = &contents.alternative_names;
        match self {
            Self::Dn(name) => !name.is_empty() && **name == contents.subject,
            Self::Dns(name) => names
                .iter()
                .any(|other| matches!(other, AlternativeName::Dns(other) if other.eq_ignore_ascii_case(name))),
            Self::Uri(uri) => names.iter().any(|other| matches!(other, AlternativeName::Uri(other) if other == uri)),
            Self::Ip(ip) => names.iter().any(|other| matches!(other, AlternativeName::Ip(other) if other == ip)),
            Self::Email(address) => names
                .iter()
                .any(|other| matches!(other, AlternativeName::Email(other) if is_same_mailbox(other, address))),
        }
    }

    /// The member that registers it.
    pub fn member(&self) -> SubjectMember {
        match self {
            Self::Dn(_) => SubjectMember::Dn,
            Self::Dns(_) => SubjectMember::Dns,
            Self::Uri(_) => SubjectMember::Uri,
            Self::Ip(_) => SubjectMember::Ip,
            Self::Email(_) => SubjectMember::Email,
        }
    }
}

impl fmt::Display for CertificateSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.member().as_str())?;
        match self {
            Self::Dn(name) => name.fmt(f),
            Self::Dns(text) | Self::Uri(text) | Self::Email(text) => f.write_str(text),
            Self::Ip(ip) => ip.fmt(f),
        }
    }
}

/// The names of a certificate, for a log that says why it was not the one that is registered.
impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "subject {}", self.subject)?;
        for name in &self.alternative_names {
            match name {
                AlternativeName::Dns(name) => write!(f, "; DNS {name}")?,
                AlternativeName::Uri(uri) => write!(f, "; URI {uri}")?,
                AlternativeName::Ip(ip) => write!(f, "; IP {ip}")?,
                AlternativeName::Email(address) => write!(f, "; email {address}")?,
            }
        }
        Ok(())
    }
}

fn is_host_name(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-_".contains(&octet))
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// RFC 3986 §3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"+-.".contains(&octet))
}

/// The local part and the host of an address.
fn mailbox(address: &str) -> Option<(&str, &str)> {
    address.rsplit_once('@').filter(|(local, host)| !local.is_empty() && is_host_name(host))
}

/// RFC 5280 §7.5: the host in any case, the local part exactly.
fn is_same_mailbox(left: &str, right: &str) -> bool {
    mailbox(left)
        .zip(mailbox(right))
        .is_some_and(|(left, right)| left.0 == right.0 && left.1.eq_ignore_ascii_case(right.1))
}

#[cfg(test)]
pub(in crate::protocol) mod tests;
