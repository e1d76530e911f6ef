//! HTTP Basic credentials of a client (RFC 7617 §2; RFC 6749 §2.3.1 form-encodes both halves), read strictly (row 40).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::secret::Secret;

/// The longest header read, in bytes.
const MAX_HEADER: usize = 4 * 1024;

/// Why the header was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BasicError {
    /// Another scheme.
    #[error("the scheme is not Basic")]
    Scheme,
    /// Not canonical base64 of UTF-8 text.
    #[error("the credentials are not base64 of UTF-8 text")]
    Encoding,
    /// No colon.
    #[error("there is no colon between client_id and client_secret")]
    NoColon,
}

/// The most other readings of one header that are looked up.
const READINGS: usize = 8;

/// The halves as they stand there, divided at one of the colons: what a client means that encodes nothing.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Up to the colon.
    pub client_id: String,
    /// All that follows.
    pub(super) secret: Secret,
}

/// The two halves.
#[derive(Debug)]
pub struct Basic {
    /// Form-decoded client_id.
    pub client_id: String,
    /// Form-decoded secret, then the raw one where it differs.
    pub secrets: Vec<Secret>,
    /// Other readings, for where no client has that client_id.
    pub others: Vec<Reading>,
}

/// Reads the header's value.
pub fn parse(header: &str) -> Result<Basic, BasicError> {
    let (scheme, credentials) = header.split_once(' ').ok_or(BasicError::Scheme)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(BasicError::Scheme);
    }
    if header.len() > MAX_HEADER {
        return Err(BasicError::Encoding);
    }
    let decoded = STANDARD.decode(credentials.trim_start_matches(' ')).map_err(|_| BasicError::Encoding)?;
    let text = String::from_utf8(decoded).map_err(|_| BasicError::Encoding)?;
    if text.contains('\0') {
        return Err(BasicError::Encoding);
    }
    let (client_id, secret) = text.split_once(':').ok_or(BasicError::NoColon)?;
    let mut secrets = Vec::with_capacity(2);
    secrets.extend(form_decode(secret).map(Secret::new));
    secrets.push(Secret::new(secret));
    let client_id = form_decode(client_id).unwrap_or_else(|| client_id.to_owned());
    let others = readings(&text, &client_id).take(READINGS).collect();
    Ok(Basic { client_id, secrets, others })
}

/// Every way to divide `text` at a colon that gives another client_id than `known`.
fn readings(text: &str, known: &str) -> impl Iterator<Item = Reading> {
    let halves = text.match_indices(':').map(move |(at, _)| (text.get(..at), text.get(at + 1..)));
    let halves = halves.map(|(client_id, secret)| (client_id.unwrap_or_default(), secret.unwrap_or_default()));
    halves
        .filter(move |(client_id, _)| *client_id != known)
        .map(|(client_id, secret)| Reading { client_id: client_id.to_owned(), secret: Secret::new(secret) })
}

/// `None` where there is nothing to decode, as in most credentials, and where what comes of it is no text.
fn form_decode(text: &str) -> Option<String> {
    if !text.bytes().any(|octet| matches!(octet, b'%' | b'+')) {
        return None;
    }
    let spaced = text.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> String {
        format!("Basic {}", STANDARD.encode(text))
    }

    #[test]
    fn both_halves_are_form_decoded_and_the_raw_secret_is_kept_as_a_second_try() {
        let basic = parse(&header("app%3Aone:a%2Bb+c")).unwrap();
        assert_eq!(basic.client_id, "app:one");
        let secrets: Vec<&str> = basic.secrets.iter().map(Secret::expose).collect();
        assert_eq!(secrets, ["a+b c", "a%2Bb+c"]);
    }

    #[test]
    fn a_secret_with_nothing_to_decode_is_tried_once_and_one_that_cannot_be_decoded_as_it_stands() {
        for (text, expected) in [
            ("app:secret", "secret"),
            ("app:", ""),
            ("app:schl\u{fc}ssel", "schl\u{fc}ssel"),
            ("app:%ff", "%ff"),
            ("app:100%", "100%|100%"),
            ("app:a+", "a |a+"),
        ] {
            let basic = parse(&header(text)).unwrap();
            assert_eq!(basic.client_id, "app");
            let secrets: Vec<&str> = basic.secrets.iter().map(Secret::expose).collect();
            assert_eq!(secrets.join("|"), expected, "{text}");
        }
        for (text, client_id) in [("a%41:s", "aA"), ("a%ff:s", "a%ff"), ("a+b:s", "a b"), ("a%:s", "a%"), (":s", "")] {
            assert_eq!(parse(&header(text)).unwrap().client_id, client_id);
        }
    }

    #[test]
    fn halves_that_nobody_encoded_can_be_divided_at_each_colon() {
        let others = |text: &str| -> Vec<(String, String)> {
            let basic = parse(&header(text)).unwrap();
            basic.others.iter().map(|other| (other.client_id.clone(), other.secret.expose().to_owned())).collect()
        };
        let pair = |id: &str, secret: &str| (id.to_owned(), secret.to_owned());
        assert_eq!(others("https://app:s:t"), [pair("https://app", "s:t"), pair("https://app:s", "t")]);
        assert_eq!(others("a+b:c%"), [pair("a+b", "c%")], "a plus that means a plus");
        assert_eq!(others("app:::"), [pair("app:", ":"), pair("app::", "")], "a secret may begin with a colon");
        assert!(others("app:secret").is_empty());
        assert_eq!(others(&":".repeat(1_000)).len(), READINGS);
    }

    #[test]
    fn malformed_credentials_are_refused() {
        assert_eq!(parse("Bearer abc").unwrap_err(), BasicError::Scheme);
        assert_eq!(parse("Basic").unwrap_err(), BasicError::Scheme);
        for credentials in ["%%%", "YTpi!", "YTpi=", "YTpiY", "YTp", "_-==", "/w=="] {
            assert_eq!(parse(&format!("Basic {credentials}")).unwrap_err(), BasicError::Encoding, "{credentials}");
        }
        assert_eq!(parse(&header("no-colon")).unwrap_err(), BasicError::NoColon);
        assert_eq!(parse(&header("a\0:b")).unwrap_err(), BasicError::Encoding);
    }
}
