//! The authorization response: parameters put where `response_mode` says
//! (RFC 6749 §4.1.2, RFC 9207, Form Post Response Mode §2), as they are or as the claims of a JWT (JARM §2).

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use serde_json::{Map, Value, json};

use super::Refusal;
use super::reply_to::ReplyTo;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::error::description;
use crate::protocol::response_mode::ResponseMode;

/// Everything but the unreserved characters of RFC 3986 §2.3.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How long a client may take to read a response that is a JWT: at most 10 minutes (JARM §2.1).
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// The parameters of a response, by their names.
pub type Fields = Vec<(&'static str, String)>;

/// A response ready to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthorizationResponse {
    /// Redirect the browser here.
    Redirect(String),
    /// Let the browser post these fields there.
    FormPost {
        /// The redirect URI.
        action: String,
        /// Field names and values, not yet escaped for HTML.
        fields: Fields,
    },
}

/// What a granted request carries back; each is there when the response type asks for it (Core §3.1.2.5, §3.2.2.5,
/// §3.3.2.5).
#[derive(Debug, Default)]
pub struct Granted {
    /// `code`.
    pub code: Option<String>,
    /// `access_token`, with its type and life.
    pub access_token: Option<GrantedToken>,
    /// `id_token`.
    pub id_token: Option<String>,
    /// `session_state` (Session Management §2).
    pub session_state: Option<String>,
}

/// An access token on its way through the front channel (RFC 6749 §4.2.2).
#[derive(Debug)]
pub struct GrantedToken {
    /// `access_token`.
    pub access_token: String,
    /// `expires_in`, in seconds.
    pub expires_in: u64,
    /// `scope`, where it is not what was asked for.
    pub scope: Option<String>,
}

/// The response to a granted request.
pub fn success(reply_to: &ReplyTo, issuer: &str, granted: Granted) -> Fields {
    let mut fields = Vec::with_capacity(8);
    fields.extend(granted.code.map(|code| ("code", code)));
    if let Some(token) = granted.access_token {
        fields.push(("access_token", token.access_token));
        fields.push(("token_type", "Bearer".to_owned()));
        fields.push(("expires_in", token.expires_in.to_string()));
        fields.extend(token.scope.map(|scope| ("scope", scope)));
    }
    fields.extend(granted.id_token.map(|id_token| ("id_token", id_token)));
    fields.extend(granted.session_state.map(|value| ("session_state", value)));
    of_every_response(reply_to, issuer, fields)
}

/// The response that carries an error.
pub fn error(refusal: &Refusal, issuer: &str, session_state: Option<String>) -> Fields {
    let mut fields =
        vec![("error", refusal.code.as_str().to_owned()), ("error_description", description(&refusal.description))];
    fields.extend(session_state.map(|value| ("session_state", value)));
    of_every_response(&refusal.reply_to, issuer, fields)
}

/// `state` as it came and `iss` (RFC 9207 §2) join every response.
fn of_every_response(reply_to: &ReplyTo, issuer: &str, mut fields: Fields) -> Fields {
    if let Some(state) = reply_to.state() {
        fields.push(("state", state.to_owned()));
    }
    fields.push(("iss", issuer.to_owned()));
    fields
}

/// The same as the claims of a JWT for that client: `iss` is among the parameters already (JARM §2.1).
pub fn claims(fields: Fields, client_id: &ClientId, now: Timestamp) -> Map<String, Value> {
    let mut claims: Map<String, Value> =
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    claims.insert("aud".to_owned(), client_id.as_str().into());
    claims.insert("exp".to_owned(), json!(now.after(LIFETIME).seconds()));
    claims
}

/// The response that such a JWT is (JARM §2.3).
pub fn inside(reply_to: &ReplyTo, jwt: String) -> AuthorizationResponse {
    place(reply_to, vec![("response", jwt)])
}

/// The response with these parameters.
pub fn place(reply_to: &ReplyTo, fields: Fields) -> AuthorizationResponse {
    let uri = reply_to.redirect_uri();
    match reply_to.response_mode() {
        ResponseMode::FormPost | ResponseMode::FormPostJwt => {
            AuthorizationResponse::FormPost { action: uri.to_owned(), fields }
        }
        ResponseMode::Fragment | ResponseMode::FragmentJwt => {
            AuthorizationResponse::Redirect(joined(uri, "#", &fields, ""))
        }
        ResponseMode::Query | ResponseMode::QueryJwt => {
            let joint = match uri.split_once('?') {
                None => "?",
                Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
                Some(_) => "&",
            };
            // Without a fragment of its own the browser would carry over the one that the request's address had, and
            // with it whatever somebody put there (RFC 9700 §4.1.3; row 10).
            AuthorizationResponse::Redirect(joined(uri, joint, &fields, "#"))
        }
    }
}

/// The fields encoded, between `uri` with `joint` and `end`.
fn joined(uri: &str, joint: &str, fields: &[(&'static str, String)], end: &str) -> String {
    // An encoded `iss` is longer by some octets, and `state` may be.
    let length: usize = fields.iter().map(|(name, value)| name.len() + value.len() + 2).sum();
    let mut location = String::with_capacity(uri.len() + joint.len() + length + end.len() + 64);
    location.push_str(uri);
    location.push_str(joint);
    encode_onto(&mut location, fields);
    location.push_str(end);
    location
}

/// `application/x-www-form-urlencoded`, with `%20` for spaces, which every decoder reads alike.
pub fn encode(fields: &[(&'static str, String)]) -> String {
    let mut encoded = String::with_capacity(256);
    encode_onto(&mut encoded, fields);
    encoded
}

fn encode_onto(encoded: &mut String, fields: &[(&'static str, String)]) {
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            encoded.push('&');
        }
        encoded.push_str(name);
        encoded.push('=');
        // Codes, tokens and the like are made of nothing else, and are the longest of what is sent.
        match is_unreserved(value) {
            true => encoded.push_str(value),
            false => encoded.extend(utf8_percent_encode(value, COMPONENT)),
        }
    }
}

/// Whether nothing in `text` has to be escaped. Each octet is looked at, so that many can be looked at together.
fn is_unreserved(text: &str) -> bool {
    let is_one = |octet: u8| {
        matches!(octet, b'-' | b'.' | b'_' | b'~') | octet.is_ascii_digit() | (octet | 0x20).is_ascii_lowercase()
    };
    text.bytes().fold(true, |all, octet| all & is_one(octet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_need_not_be_escaped_is_what_the_encoder_leaves_as_it_is() {
        for letter in (0..=0x2ff).filter_map(char::from_u32) {
            for text in [format!("{letter}"), format!("aZ09-._~{letter}z")] {
                let encoded: String = utf8_percent_encode(&text, COMPONENT).collect();
                assert_eq!(is_unreserved(&text), encoded == text, "{letter:?}");
                assert_eq!(encode(&[("a", text.clone()), ("b", text)]), format!("a={encoded}&b={encoded}"));
            }
        }
        assert_eq!(encode(&[("a", String::new()), ("b", "c".to_owned())]), "a=&b=c");
        assert_eq!(encode(&[]), "");
    }
}
