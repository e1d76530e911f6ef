//! Client metadata as JSON members (OpenID Connect Dynamic Client Registration §2, RFC 7591 §2, the logout
//! specifications): which names are understood, of what kind their values are, and how a value is read by its name.
//! What is not understood is ignored and not echoed (RFC 7591 §2).

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::jose::jwk::JwkSet;
use crate::protocol::caps::{self, LIST as MAX_LIST, TEXT as MAX_TEXT};
use crate::protocol::client_rules::{Fault, https_uri, page_uri, web_uris};
use crate::protocol::language::LanguageTag;
use crate::protocol::names;

/// The longest software statement, in octets.
const MAX_JWT: usize = 16 * 1024;

/// Of what kind a value is.
#[derive(Clone, Copy)]
enum Kind {
    /// A text.
    Text,
    /// A text that people know something by.
    Name,
    /// A list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A whole number of seconds.
    Seconds,
    /// The address of a page that people are shown.
    Page,
    /// An https address.
    Https,
    /// A list of http or https addresses.
    Addresses,
    /// A key set.
    Keys,
    /// A signed statement.
    Jwt,
}

/// Every name that is understood.
const MEMBERS: [(&str, Kind); 57] = [
    ("redirect_uris", Kind::Texts),
    ("response_types", Kind::Texts),
    ("grant_types", Kind::Texts),
    ("application_type", Kind::Text),
    ("contacts", Kind::Texts),
    ("client_name", Kind::Name),
    ("client_uri", Kind::Page),
    ("logo_uri", Kind::Page),
    ("policy_uri", Kind::Page),
    ("tos_uri", Kind::Page),
    ("jwks", Kind::Keys),
    ("jwks_uri", Kind::Https),
    ("sector_identifier_uri", Kind::Https),
    ("subject_type", Kind::Text),
    ("id_token_signed_response_alg", Kind::Text),
    ("id_token_encrypted_response_alg", Kind::Text),
    ("id_token_encrypted_response_enc", Kind::Text),
    ("authorization_signed_response_alg", Kind::Text),
    ("authorization_encrypted_response_alg", Kind::Text),
    ("authorization_encrypted_response_enc", Kind::Text),
    ("userinfo_signed_response_alg", Kind::Text),
    ("userinfo_encrypted_response_alg", Kind::Text),
    ("userinfo_encrypted_response_enc", Kind::Text),
    ("introspection_signed_response_alg", Kind::Text),
    ("request_object_signing_alg", Kind::Text),
    ("request_object_encryption_alg", Kind::Text),
    ("request_object_encryption_enc", Kind::Text),
    ("token_endpoint_auth_method", Kind::Text),
    ("token_endpoint_auth_signing_alg", Kind::Text),
    ("default_max_age", Kind::Seconds),
    ("require_auth_time", Kind::Flag),
    ("default_acr_values", Kind::Texts),
    ("initiate_login_uri", Kind::Https),
    ("request_uris", Kind::Addresses),
    ("require_signed_request_object", Kind::Flag),
    ("require_pushed_authorization_requests", Kind::Flag),
    ("dpop_bound_access_tokens", Kind::Flag),
    ("tls_client_certificate_bound_access_tokens", Kind::Flag),
    ("tls_client_auth_subject_dn", Kind::Text),
    ("tls_client_auth_san_dns", Kind::Text),
    ("tls_client_auth_san_uri", Kind::Text),
    ("tls_client_auth_san_ip", Kind::Text),
    ("tls_client_auth_san_email", Kind::Text),
    ("post_logout_redirect_uris", Kind::Texts),
    ("frontchannel_logout_uri", Kind::Text),
    ("frontchannel_logout_session_required", Kind::Flag),
    ("backchannel_logout_uri", Kind::Text),
    ("backchannel_logout_session_required", Kind::Flag),
    ("scope", Kind::Text),
    ("software_id", Kind::Text),
    ("software_version", Kind::Text),
    ("software_statement", Kind::Jwt),
    // Localised (§2.1): `client_name#fr` and the like.
    ("client_name#", Kind::Name),
    ("client_uri#", Kind::Page),
    ("logo_uri#", Kind::Page),
    ("policy_uri#", Kind::Page),
    ("tos_uri#", Kind::Page),
];

/// What is understood of the members that were sent. `null` and the empty text are as good as left out (RFC 7591 §2).
pub fn understood(sent: &Map<String, Value>) -> Result<Map<String, Value>, Fault> {
    let mut metadata = Map::new();
    for (name, value) in sent {
        let empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
        if let Some(kind) = kind_of(name).filter(|_| !empty) {
            metadata.insert(name.clone(), checked(name, kind, value)?);
        }
    }
    within_caps(&metadata)?;
    Ok(metadata)
}

/// No more scope values and languages than one client may have.
fn within_caps(metadata: &Map<String, Value>) -> Result<(), Fault> {
    let values = text(metadata, "scope").unwrap_or_default().split(' ').filter(|value| !value.is_empty());
    if values.count() > caps::SCOPE {
        return Err(Fault::new("scope", format!("the list has more than {} values", caps::SCOPE), "send fewer"));
    }
    let tags: BTreeSet<&str> = metadata.keys().filter_map(|name| name.split_once('#')).map(|(_, tag)| tag).collect();
    match tags.len() > caps::LANGUAGES {
        true => {
            let fault = format!("there are values in more than {} languages", caps::LANGUAGES);
            Err(Fault::new("client_name#", fault, "send fewer"))
        }
        false => Ok(()),
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    let plain = match name.split_once('#') {
        Some((base, tag)) if LanguageTag::parse(tag).is_some() => format!("{base}#"),
        Some(_) => return None,
        None => name.to_owned(),
    };
    MEMBERS.iter().find(|(known, _)| *known == plain).map(|(_, kind)| *kind)
}

fn checked(name: &str, kind: Kind, value: &Value) -> Result<Value, Fault> {
    match kind {
        Kind::Text => Ok(one_text(name, value, MAX_TEXT)?.into()),
        Kind::Name => {
            let text = one_text(name, value, MAX_TEXT)?;
            names::check_shown(text)
                .map_err(|error| Fault::new(name, error.to_string(), "people must know it by sight"))?;
            Ok(text.into())
        }
        Kind::Jwt => Ok(one_text(name, value, MAX_JWT)?.into()),
        Kind::Page => {
            let uri = one_text(name, value, MAX_TEXT)?;
            page_uri(name, uri).map(|()| uri.into())
        }
        Kind::Https => {
            let uri = one_text(name, value, MAX_TEXT)?;
            https_uri(name, uri).map(|()| uri.into())
        }
        Kind::Texts => Ok(list(name, value)?.into()),
        Kind::Addresses => {
            let uris = list(name, value)?;
            web_uris(name, &uris).map(|()| uris.into())
        }
        Kind::Flag => value.as_bool().map(Value::from).ok_or_else(|| wanted(name, "true or false")),
        Kind::Seconds => value.as_u64().map(Value::from).ok_or_else(|| wanted(name, "a whole number of seconds")),
        Kind::Keys => match JwkSet::from_value(value) {
            Ok(_) => Ok(value.clone()),
            Err(error) => Err(Fault::new(name, error.to_string(), "send public keys as RFC 7517 writes them")),
        },
    }
}

/// A text without characters that would write themselves into logs, or write backwards (row 45).
fn one_text<'a>(name: &str, value: &'a Value, most: usize) -> Result<&'a str, Fault> {
    let text = value.as_str().ok_or_else(|| wanted(name, "a text"))?;
    if text.len() > most {
        return Err(Fault::new(name, format!("the text is longer than {most} octets"), "send a shorter one"));
    }
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    match text.contains(hidden) {
        true => Err(Fault::new(name, "the text has control characters", "remove them")),
        false => Ok(text),
    }
}

fn list(name: &str, value: &Value) -> Result<Vec<String>, Fault> {
    let members = value.as_array().ok_or_else(|| wanted(name, "a list of texts"))?;
    if members.len() > MAX_LIST {
        return Err(Fault::new(name, format!("the list has more than {MAX_LIST} members"), "send fewer"));
    }
    members.iter().map(|member| one_text(name, member, MAX_TEXT).map(str::to_owned)).collect()
}

fn wanted(name: &str, wanted: &str) -> Fault {
    Fault::new(name, "the value is of another type", format!("send {wanted}"))
}

/// A text.
pub fn text<'a>(metadata: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    metadata.get(name).and_then(Value::as_str)
}

/// A list of texts; empty where there is none.
pub fn texts<'a>(metadata: &'a Map<String, Value>, name: &str) -> Vec<&'a str> {
    let listed = metadata.get(name).and_then(Value::as_array);
    listed.map(|listed| listed.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// A flag; `false` where there is none.
pub fn flag(metadata: &Map<String, Value>, name: &str) -> bool {
    metadata.get(name).and_then(Value::as_bool).unwrap_or_default()
}

/// A number of seconds.
pub fn seconds(metadata: &Map<String, Value>, name: &str) -> Option<std::time::Duration> {
    metadata.get(name).and_then(Value::as_u64).map(std::time::Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(sent: Value) -> Result<Map<String, Value>, Fault> {
        understood(sent.as_object().unwrap())
    }

    #[test]
    fn what_is_understood_is_kept_and_what_is_not_is_ignored() {
        let metadata = read(json!({
            "client_name": "App", "client_name#fr": "Appli", "client_name#": "x", "client_name#not a tag": "x",
            "contacts#fr": ["x"], "unknown": {"a": 1}, "tos_uri": null, "policy_uri": "", "default_max_age": 5,
            "contacts": ["ada@example.com"],
        }));
        let kept = json!({
            "client_name": "App", "client_name#fr": "Appli", "default_max_age": 5, "contacts": ["ada@example.com"],
        });
        assert_eq!(Value::Object(metadata.unwrap()), kept);
    }

    #[test]
    fn a_list_beyond_its_cap_is_refused_by_its_name() {
        let scope = read(json!({"scope": vec!["x"; 101].join(" ")})).unwrap_err();
        assert_eq!((scope.field.as_str(), scope.fault.contains("100")), ("scope", true), "{}", scope.fault);
        let many = (0..101).map(|n| (format!("client_name#x-{n}"), json!("x"))).collect::<Map<String, Value>>();
        assert!(understood(&many).unwrap_err().fault.contains("100 languages"));
    }

    /// Row 6 in every field that holds an address, localised ones included; rows 45 and 64.
    #[test]
    fn a_value_of_another_kind_is_refused_by_its_name() {
        for (name, value) in [
            ("client_name", json!(5)),
            ("client_name", json!("a\nb")),
            ("client_name#fr", json!("\u{202e}eman")),
            ("client_name", json!("x".repeat(3_000))),
            ("client_name", json!("Pay\u{200b}Pal")),
            ("client_name", json!("Pay\u{3164}")),
            ("client_name#de", json!("P\u{430}yPal")),
            ("redirect_uris", json!("https://app.example/cb")),
            ("redirect_uris", json!([5])),
            ("contacts", json!(vec!["x"; 101])),
            ("require_auth_time", json!("true")),
            ("default_max_age", json!(-1)),
            ("default_max_age", json!(1.5)),
            ("jwks", json!({"keys": "none"})),
            ("jwks_uri", json!("http://app.example/jwks")),
            ("initiate_login_uri", json!("http://app.example/login")),
            ("request_uris", json!(["javascript:alert(1)"])),
            ("logo_uri", json!("JavaScript:alert(1)")),
            ("logo_uri#fr", json!("data:image/svg+xml,x")),
            ("client_uri", json!("vbscript:x")),
            ("policy_uri", json!("DATA:text/html,x")),
            ("tos_uri", json!("javascript:alert(1)")),
            ("tos_uri#de", json!("file:///etc/passwd")),
            ("sector_identifier_uri", json!("data:application/json,[]")),
        ] {
            assert_eq!(read(json!({name: value.clone()})).unwrap_err().field, name, "{value}");
        }
    }
}
