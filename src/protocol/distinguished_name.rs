//! Distinguished names, as certificates have them and as RFC 4514 writes them: read, written, and compared by their
//! parts. Certificates are read in [`super::client_certificate`].

use std::fmt::{self, Write as _};

use super::hex;

/// The longest text read, in bytes.
const LONGEST: usize = 2 * 1024;

/// A distinguished name, in the order in which RFC 4514 §2.1 writes it: what is most particular comes first.
///
/// Two are equal when they have the same types and values in the same order. Values are compared exactly, by their
/// characters; the string type of ASN.1 says nothing. Within one RDN the order says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistinguishedName(Vec<Rdn>);

/// A relative distinguished name: one attribute, or several that are sorted.
type Rdn = Vec<Attribute>;

/// An attribute of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribute {
    /// The object identifier of its type, in numbers.
    pub kind: String,
    /// Its value.
    pub value: Value,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Text.
    Text(String),
    /// The DER encoding of anything else.
    Other(Vec<u8>),
}

/// What is wrong with a text that is no distinguished name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DnFault {
    /// Empty: it would be the name of nobody.
    #[error("is empty")]
    Empty,
    /// Too long.
    #[error("is longer than {LONGEST} bytes")]
    TooLong,
    /// An attribute without `=`.
    #[error("has a part without `=`")]
    NoValue,
    /// A type that is neither known nor an object identifier.
    #[error("has the attribute type `{0}`, which is not known: write its object identifier, such as 2.5.4.3")]
    Type(String),
    /// What must be escaped is not, or an escape is none.
    #[error("has a character that must be escaped with a backslash, or a backslash that escapes nothing")]
    Escape,
    /// `#` without the hexadecimal digits of a value.
    #[error("has a value that begins with `#` and is not the encoding of a value")]
    Hex,
}

/// The names of types with their object identifiers: those of RFC 4514 §3, then what else certificates of clients
/// have. The first name of one is the one that is written.
const TYPES: [(&str, &str); 34] = [
    ("CN", "2.5.4.3"),
    ("L", "2.5.4.7"),
    ("ST", "2.5.4.8"),
    ("O", "2.5.4.10"),
    ("OU", "2.5.4.11"),
    ("C", "2.5.4.6"),
    ("STREET", "2.5.4.9"),
    ("DC", "0.9.2342.19200300.100.1.25"),
    ("UID", "0.9.2342.19200300.100.1.1"),
    ("commonName", "2.5.4.3"),
    ("localityName", "2.5.4.7"),
    ("stateOrProvinceName", "2.5.4.8"),
    ("S", "2.5.4.8"),
    ("organizationName", "2.5.4.10"),
    ("organizationalUnitName", "2.5.4.11"),
    ("countryName", "2.5.4.6"),
    ("streetAddress", "2.5.4.9"),
    ("domainComponent", "0.9.2342.19200300.100.1.25"),
    ("userId", "0.9.2342.19200300.100.1.1"),
    ("serialNumber", "2.5.4.5"),
    ("SN", "2.5.4.4"),
    ("surname", "2.5.4.4"),
    ("title", "2.5.4.12"),
    ("businessCategory", "2.5.4.15"),
    ("postalCode", "2.5.4.17"),
    ("GN", "2.5.4.42"),
    ("givenName", "2.5.4.42"),
    ("dnQualifier", "2.5.4.46"),
    ("organizationIdentifier", "2.5.4.97"),
    ("emailAddress", "1.2.840.113549.1.9.1"),
    ("E", "1.2.840.113549.1.9.1"),
    ("jurisdictionL", "1.3.6.1.4.1.311.60.2.1.1"),
    ("jurisdictionST", "1.3.6.1.4.1.311.60.2.1.2"),
    ("jurisdictionC", "1.3.6.1.4.1.311.60.2.1.3"),
];

impl DistinguishedName {
    /// A name by its RDNs, in the order of a certificate (X.501), which is the other way round.
    pub fn of_certificate(rdns: Vec<Vec<Attribute>>) -> Self {
        Self(rdns.into_iter().rev().map(sorted).collect())
    }

    /// Whether it names nobody: a certificate may have its names elsewhere.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads the string of RFC 4514 §2. As RFC 2253 §4 did, it passes over spaces around `,`, `+` and `=`.
    ///
    /// `decode` reads the value of a DER encoding, for values that are written as `#` and hexadecimal digits.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str, decode: impl Fn(&[u8]) -> Option<Value>) -> Result<Self, DnFault> {
        if text.len() > LONGEST {
            return Err(DnFault::TooLong);
        }
        if text.trim_matches(' ').is_empty() {
            return Err(DnFault::Empty);
        }
        let attribute = |part: &str| -> Result<Attribute, DnFault> {
            let (kind, value) = part.split_once('=').ok_or(DnFault::NoValue)?;
            Ok(Attribute { kind: identifier(kind.trim_matches(' '))?, value: read_value(value, &decode)? })
        };
        let rdn = |part: &str| -> Result<Rdn, DnFault> { split(part, '+').into_iter().map(attribute).collect() };
        let rdns: Result<Vec<Rdn>, DnFault> = split(text, ',').into_iter().map(rdn).collect();
        Ok(Self(rdns?.into_iter().map(sorted).collect()))
    }
}

fn sorted(mut rdn: Rdn) -> Rdn {
    rdn.sort();
    rdn
}

/// The parts between separators that no backslash escapes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut escaped = false;
    let is_end = |character: char| {
        let ends = character == separator && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    };
    text.split(is_end).collect()
}

/// The object identifier of a type, by its name (in any case, RFC 4514 §3) or by itself.
fn identifier(kind: &str) -> Result<String, DnFault> {
    if let Some((_, known)) = TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(kind)) {
        return Ok((*known).to_owned());
    }
    let bare = kind.strip_prefix("OID.").or_else(|| kind.strip_prefix("oid.")).unwrap_or(kind);
    let is_number = |arc: &str| {
        !arc.is_empty() && arc.bytes().all(|digit| digit.is_ascii_digit()) && (arc == "0" || !arc.starts_with('0'))
    };
    match bare.contains('.') && bare.split('.').all(is_number) {
        true => Ok(bare.to_owned()),
        false => Err(DnFault::Type(kind.chars().take(40).collect())),
    }
}

/// A value (RFC 4514 §2.4): text with escapes, or `#` and hexadecimal digits.
fn read_value(written: &str, decode: impl Fn(&[u8]) -> Option<Value>) -> Result<Value, DnFault> {
    let written = written.trim_start_matches(' ');
    if let Some(digits) = written.strip_prefix('#') {
        let octets =
            hex::octets(digits.trim_end_matches(' ')).filter(|octets| !octets.is_empty()).ok_or(DnFault::Hex)?;
        return decode(&octets).ok_or(DnFault::Hex);
    }
    let mut octets = Vec::with_capacity(written.len());
    // How much of it stays, whatever spaces follow: those that are escaped are meant.
    let mut meant = 0;
    let mut rest = written.bytes();
    while let Some(octet) = rest.next() {
        match octet {
            b'\\' => {
                octets.push(escaped(&mut rest)?);
                meant = octets.len();
            }
            b'"' | b'+' | b',' | b';' | b'<' | b'>' | b'\0' => return Err(DnFault::Escape),
            b' ' => octets.push(octet),
            _ => {
                octets.push(octet);
                meant = octets.len();
            }
        }
    }
    octets.truncate(meant);
    String::from_utf8(octets).map(Value::Text).map_err(|_| DnFault::Escape)
}

/// What follows a backslash: a character with a meaning, or two hexadecimal digits.
fn escaped(rest: &mut impl Iterator<Item = u8>) -> Result<u8, DnFault> {
    let first = rest.next().ok_or(DnFault::Escape)?;
    match first {
        b'\\' | b'"' | b'+' | b',' | b';' | b'<' | b'>' | b' ' | b'#' | b'=' => Ok(first),
        _ => rest.next().and_then(|second| hex::octet(first, second)).ok_or(DnFault::Escape),
    }
}

/// The string of RFC 4514 §2.
impl fmt::Display for DistinguishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, rdn) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "," })?;
            for (index, Attribute { kind, value }) in rdn.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { "+" })?;
                let name = TYPES.iter().find(|(_, known)| known == kind).map_or(kind.as_str(), |(name, _)| name);
                write!(f, "{name}=")?;
                match value {
                    Value::Text(text) => write_text(f, text)?,
                    Value::Other(octets) => {
                        f.write_char('#')?;
                        octets.iter().try_for_each(|octet| write!(f, "{octet:02x}"))?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let last = text.char_indices().last().map_or(0, |(index, _)| index);
    for (index, character) in text.char_indices() {
        match character {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => write!(f, "\\{character}")?,
            '#' | ' ' if index == 0 => write!(f, "\\{character}")?,
            ' ' if index == last => f.write_str("\\ ")?,
            control if control.is_control() => {
                let mut buffer = [0; 4];
                control.encode_utf8(&mut buffer).bytes().try_for_each(|octet| write!(f, "\\{octet:02x}"))?;
            }
            other => f.write_char(other)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Anything that begins like a UTF8String is one; nothing here has a length.
    fn decode(octets: &[u8]) -> Option<Value> {
        match octets {
            [12, _, text @ ..] => String::from_utf8(text.to_vec()).ok().map(Value::Text),
            [] => None,
            other => Some(Value::Other(other.to_vec())),
        }
    }

    fn read(text: &str) -> Result<DistinguishedName, DnFault> {
        DistinguishedName::parse(text, decode)
    }

    fn attribute(kind: &str, value: &str) -> Attribute {
        Attribute { kind: kind.to_owned(), value: Value::Text(value.to_owned()) }
    }

    /// RFC 4514 §4.
    #[test]
    fn the_examples_of_the_specification_are_read_and_written() {
        for text in [
            "UID=jsmith,DC=example,DC=net",
            "OU=Sales+CN=J.  Smith,DC=example,DC=net",
            "CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net",
            "CN=Before\\0dAfter,DC=example,DC=net",
            "1.3.6.1.4.1.1466.0=#04024869",
            "CN=Lu\u{10d}i\u{107}",
        ] {
            assert_eq!(read(text).unwrap().to_string(), text);
        }
        let other_order = read("CN=J.  Smith+OU=Sales,DC=example,DC=net");
        assert_eq!(other_order, read("OU=Sales+CN=J.  Smith,DC=example,DC=net"));
        assert_eq!(read("CN=Lu\\C4\\8Di\\C4\\87").unwrap(), read("CN=Lu\u{10d}i\u{107}").unwrap());
    }

    #[test]
    fn the_same_name_is_equal_however_it_is_written() {
        let name = read("CN=app,O=Example\\, Inc.,C=GB").unwrap();
        for same in [
            "cn=app,o=Example\\, Inc.,c=GB",
            "CN=app, O=Example\\2c Inc. , C = GB",
            "2.5.4.3=app,OID.2.5.4.10=Example\\, Inc.,countryName=GB",
            "CN=#0c03617070,O=Example\\, Inc.,C=GB",
        ] {
            assert_eq!(read(same).unwrap(), name, "{same}");
        }
        assert_eq!(read("CN=a+OU=b,C=GB").unwrap(), read("OU=b+CN=a,C=GB").unwrap());
        let certificate = DistinguishedName::of_certificate(vec![
            vec![attribute("2.5.4.6", "GB")],
            vec![attribute("2.5.4.10", "Example, Inc.")],
            vec![attribute("2.5.4.3", "app")],
        ]);
        assert_eq!(certificate, name);
    }

    #[test]
    fn another_name_is_another_name() {
        let name = read("CN=app,O=Example,C=GB").unwrap();
        for other in [
            "C=GB,O=Example,CN=app",
            "CN=App,O=Example,C=GB",
            "CN=app ,O=Example",
            "CN=app,C=GB",
            "CN=app,O=Example,C=GB,DC=x",
            "CN=app+O=Example,C=GB",
            "CN=app\\ ,O=Example,C=GB",
            "CN=app\\,O\\=Example\\,C\\=GB",
            "CN=app\\,O\\=Example,C=GB",
            "OU=app,O=Example,C=GB",
            "CN=app\\00,O=Example,C=GB",
            "CN=*,O=Example,C=GB",
        ] {
            assert_ne!(read(other).unwrap(), name, "{other}");
        }
    }

    #[test]
    fn what_is_no_name_is_refused_with_the_reason() {
        for (text, fault) in [
            ("", DnFault::Empty),
            ("  ", DnFault::Empty),
            ("app", DnFault::NoValue),
            ("CN=app,", DnFault::NoValue),
            ("CN=app,,C=GB", DnFault::NoValue),
            ("XY=app", DnFault::Type("XY".into())),
            ("2.=app", DnFault::Type("2.".into())),
            ("2.05=app", DnFault::Type("2.05".into())),
            ("=app", DnFault::Type(String::new())),
            ("CN=a\"b", DnFault::Escape),
            ("CN=a;b", DnFault::Escape),
            ("CN=a\\", DnFault::Escape),
            ("CN=a\\zb", DnFault::Escape),
            ("CN=a\\c4", DnFault::Escape),
            ("CN=#", DnFault::Hex),
            ("CN=#0", DnFault::Hex),
            ("CN=#0g", DnFault::Hex),
            (&format!("CN={}", "a".repeat(3_000)), DnFault::TooLong),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(values in prop::collection::vec(".{0,12}", 1..5)) {
            let rdns = values.iter().map(|value| vec![attribute("2.5.4.3", value)]).collect();
            let name = DistinguishedName::of_certificate(rdns);
            prop_assert_eq!(read(&name.to_string()), Ok(name));
        }

        #[test]
        fn no_text_panics(text in "[CN=,+\\\\#\" 0-9a-f;\u{e9}.]{0,40}") {
            if let Ok(name) = read(&text) {
                prop_assert_eq!(read(&name.to_string()), Ok(name));
            }
        }
    }
}
