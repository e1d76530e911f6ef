//! What comes back to the redirect URI: that it comes where the response mode says and nowhere else, and that nothing
//! is in it that does not belong there.

use std::collections::BTreeMap;

use crate::browser::Asked;
use crate::rp::request::Request;
use crate::run::Run;
use crate::support::browser::Page;

/// The parameters of an authorization response.
#[derive(Debug, Clone)]
pub struct Callback {
    pub parameters: BTreeMap<String, String>,
    pub asked: Asked,
}

/// Where a response mode puts its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Query,
    Fragment,
    Body,
}

impl Place {
    /// Where the answer to this request must stand.
    pub fn of(request: &Request) -> Self {
        match request.get("response_mode") {
            Some("form_post") => Self::Body,
            Some("fragment") => Self::Fragment,
            _ if request.response_type().is_some_and(|response_type| response_type.is_front_channel()) => {
                Self::Fragment
            }
            _ => Self::Query,
        }
    }
}

/// Whether the page sends the browser to the relying party.
pub fn leaves(page: &Page) -> bool {
    page.raw_location().is_some() || page.body.contains("id=\"form-post\"")
}

/// The parameters that a page carries to `redirect_uri`.
pub fn read(page: &Page, redirect_uri: &str, place: Place) -> BTreeMap<String, String> {
    let pairs: Vec<(String, String)> = match place {
        Place::Body => {
            assert_eq!((page.status.as_u16(), page.raw_location()), (200, None), "a form: {}", page.body);
            assert_eq!(page.form_action(), redirect_uri, "registered queries stay in the action");
            assert!(page.body.contains("<form method=\"post\"") && !page.body.contains("enctype"), "{}", page.body);
            assert!(page.body.contains("<button"), "a button for browsers without script");
            page.hidden_fields()
        }
        Place::Fragment => {
            let after = after_redirect_uri(page, redirect_uri);
            let encoded = after.strip_prefix('#').unwrap_or_else(|| panic!("no fragment: {after}"));
            url::form_urlencoded::parse(encoded.as_bytes()).into_owned().collect()
        }
        Place::Query => {
            let after = after_redirect_uri(page, redirect_uri);
            let expected = if redirect_uri.contains('?') { '&' } else { '?' };
            let query = after.strip_prefix(expected).unwrap_or_else(|| panic!("no query: {after}"));
            let encoded = query.strip_suffix('#').unwrap_or_else(|| panic!("an old fragment may stay: {after}"));
            assert!(!encoded.contains(['#', '?']), "{encoded}");
            url::form_urlencoded::parse(encoded.as_bytes()).into_owned().collect()
        }
    };
    let parameters: BTreeMap<String, String> = pairs.iter().cloned().collect();
    assert_eq!(parameters.len(), pairs.len(), "a parameter comes twice: {pairs:?}");
    parameters
}

/// What follows the redirect URI, which must stand there byte for byte.
fn after_redirect_uri<'a>(page: &'a Page, redirect_uri: &str) -> &'a str {
    let location = page.raw_location().unwrap_or_else(|| panic!("no redirect: {} {}", page.status, page.body));
    assert!(matches!(page.status.as_u16(), 302 | 303), "{}", page.status);
    location.strip_prefix(redirect_uri).unwrap_or_else(|| panic!("{location} is not {redirect_uri}"))
}

impl Run<'_> {
    /// A successful response: everything that the response type brings, and nothing else.
    pub fn success(&self, request: &Request, page: &Page, asked: Asked) -> Callback {
        let parameters = read(page, &request.client.redirect_uri, Place::of(request));
        assert!(!parameters.contains_key("error"), "{parameters:?}");
        self.check_common(request, &parameters);
        let response_type = request.response_type().unwrap();
        let mut expected = vec!["state", "iss", "session_state"];
        expected.extend(response_type.has_code().then_some("code"));
        expected.extend(response_type.has_id_token().then_some("id_token"));
        if response_type.has_token() {
            expected.extend(["access_token", "token_type", "expires_in"]);
            assert_eq!(parameters["token_type"].to_ascii_lowercase(), "bearer");
            check_expires_in(parameters["expires_in"].parse().expect("expires_in is a number"));
            check_entropy(&parameters["access_token"]);
        }
        expected.sort_unstable();
        let names: Vec<&str> = parameters.keys().map(String::as_str).filter(|name| *name != "scope").collect();
        assert_eq!(names, expected);
        if let Some(code) = parameters.get("code") {
            check_entropy(code);
        }
        Callback { parameters, asked }
    }

    /// An error response with one of these codes: in its place, with its state, and with no other parameters than the
    /// specifications know.
    pub fn error(&self, request: &Request, page: &Page, codes: &[&str]) -> BTreeMap<String, String> {
        let parameters = read(page, &request.client.redirect_uri, Place::of(request));
        let error = parameters.get("error").unwrap_or_else(|| panic!("no error: {parameters:?}"));
        assert!(codes.contains(&error.as_str()), "{error} is none of {codes:?}");
        let known = ["error", "error_description", "error_uri", "state", "session_state", "iss"];
        assert!(parameters.keys().all(|name| known.contains(&name.as_str())), "{parameters:?}");
        if let Some(description) = parameters.get("error_description") {
            check_description(description);
        }
        self.check_common(request, &parameters);
        parameters
    }

    fn check_common(&self, request: &Request, parameters: &BTreeMap<String, String>) {
        assert_eq!(parameters.get("state").map(String::as_str), request.get("state"), "the state comes back as it was");
        assert_eq!(parameters["iss"], self.op.issuer, "RFC 9207");
    }
}

/// RFC 6749 §4.1.2.1: printable ASCII without quotation mark and backslash.
pub fn check_description(description: &str) {
    let allowed = |byte: u8| matches!(byte, 0x20..=0x21 | 0x23..=0x5b | 0x5d..=0x7e);
    assert!(description.bytes().all(allowed), "{description}");
}

/// 128 bits of length, 96 bits of Shannon entropy.
pub fn check_entropy(secret: &str) {
    assert!(secret.len() * 8 >= 128 && shannon_bits(secret) >= 96.0, "{secret}");
}

/// One second to one year.
pub fn check_expires_in(seconds: i64) {
    assert!((1..=366 * 86_400).contains(&seconds), "{seconds}");
}

/// Bits of Shannon entropy in `text`.
fn shannon_bits(text: &str) -> f64 {
    let length = text.len() as f64;
    let mut counts = std::collections::HashMap::new();
    text.bytes().for_each(|byte| *counts.entry(byte).or_insert(0_f64) += 1.0);
    counts.values().map(|count| -count / length * (count / length).log2()).sum::<f64>() * length
}
