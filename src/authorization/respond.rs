//! The authorization response: parameters put where `response_mode` says
//! (RFC 6749 §4.1.2, RFC 9207, Form Post Response Mode §2).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Refusal;
use super::reply_to::ReplyTo;
use crate::protocol::error::description;
use crate::protocol::response_mode::ResponseMode;

/// Everything but the unreserved characters of RFC 3986 §2.3.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

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
        fields: Vec<(&'static str, String)>,
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
pub fn success(reply_to: &ReplyTo, issuer: &str, granted: Granted) -> AuthorizationResponse {
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
    respond(reply_to, issuer, fields)
}

/// The response that carries an error.
pub fn error(refusal: &Refusal, issuer: &str, session_state: Option<String>) -> AuthorizationResponse {
    let mut fields =
        vec![("error", refusal.code.as_str().to_owned()), ("error_description", description(&refusal.description))];
    fields.extend(session_state.map(|value| ("session_state", value)));
    respond(&refusal.reply_to, issuer, fields)
}

/// `state` as it came and `iss` (RFC 9207 §2) join every response.
fn respond(reply_to: &ReplyTo, issuer: &str, mut fields: Vec<(&'static str, String)>) -> AuthorizationResponse {
    if let Some(state) = reply_to.state() {
        fields.push(("state", state.to_owned()));
    }
    fields.push(("iss", issuer.to_owned()));
    let uri = reply_to.redirect_uri();
    match reply_to.response_mode() {
        ResponseMode::FormPost => AuthorizationResponse::FormPost { action: uri.to_owned(), fields },
        ResponseMode::Fragment => AuthorizationResponse::Redirect(format!("{uri}#{}", encode(&fields))),
        ResponseMode::Query => {
            let joint = match uri.split_once('?') {
                None => "?",
                Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
                Some(_) => "&",
            };
            // Without a fragment of its own the browser would carry over the one that the request's address had, and
            // with it whatever somebody put there (RFC 9700 §4.1.3; row 10).
            AuthorizationResponse::Redirect(format!("{uri}{joint}{}#", encode(&fields)))
        }
    }
}

/// `application/x-www-form-urlencoded`, with `%20` for spaces, which every decoder reads alike.
pub fn encode(fields: &[(&'static str, String)]) -> String {
    let mut encoded = String::with_capacity(256);
    for (name, value) in fields {
        if !encoded.is_empty() {
            encoded.push('&');
        }
        encoded.push_str(name);
        encoded.push('=');
        encoded.extend(utf8_percent_encode(value, COMPONENT));
    }
    encoded
}
