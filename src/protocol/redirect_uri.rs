//! Redirect URIs: what may be registered, and when a sent one is a registered one.
//!
//! Compared as raw bytes (RFC 9700 §4.1.3; SEC-1): parsers turn too many different strings into the same URI.
//! The one exception is the port of a native client's loopback URI (RFC 8252 §7.3; SEC-2).

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use super::ascii_uri::in_ascii;

/// Schemes a browser would run or read from disk; never a redirect target.
const FORBIDDEN_SCHEMES: [&str; 7] = ["javascript", "data", "vbscript", "file", "blob", "about", "ftp"];
/// Response parameters that must not stand in a registered query already (SEC-3).
const RESPONSE_PARAMETERS: [&str; 6] = ["code", "state", "iss", "error", "session_state", "response"];

/// `application_type` of OpenID Connect Dynamic Client Registration §2.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ApplicationType {
    /// A web application with its own server or origin.
    #[default]
    Web,
    /// An app on a phone or desktop: loopback URIs on any port, and private schemes.
    Native,
}

/// Where a redirect URI may be plain http (Core §3.1.2.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PlainHttp {
    /// On the visitor's own machine.
    #[default]
    Loopback,
    /// Anywhere: of a confidential client that uses the code flow alone, by the operator's word.
    Anywhere,
}

/// A redirect URI that passed the registration rules; equal only to the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RedirectUri(String);

/// Why a URI may not be registered; each sentence names the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedirectUriError {
    /// Not an absolute URI.
    #[error("is not an absolute URI: write the complete URI, such as https://app.example.com/callback")]
    NotAbsolute,
    /// RFC 6749 §3.1.2 forbids a fragment.
    #[error("has a fragment (#…), which RFC 6749 §3.1.2 forbids: remove it")]
    Fragment,
    /// `user@host` confuses readers and parsers alike.
    #[error("names a user before the host: remove everything up to the @")]
    UserInfo,
    /// Wildcards are never matched.
    #[error("has a wildcard, and wildcards are not supported: list each URI in full")]
    Wildcard,
    /// Control characters, spaces, backslashes and anything outside ASCII.
    #[error("has a character that is not allowed in a URI (space, control, backslash or non-ASCII): percent-encode it")]
    Character,
    /// A host that a URI writes in punycode; so it is written.
    #[error("has a host that is not ASCII: write {0}, as browsers send it")]
    Host(String),
    /// A scheme that a browser would execute or read from disk.
    #[error("uses a scheme that a browser would run or read from disk")]
    ForbiddenScheme,
    /// Plain http is for loopback only.
    #[error("uses http beyond loopback: use https, or a host of localhost, 127.0.0.1 or [::1]")]
    PlainHttp,
    /// A private scheme on a web client.
    #[error("uses a private scheme: set application_type = \"native\" if this is a phone or desktop app")]
    PrivateSchemeOnWeb,
    /// A response parameter in the registered query (SEC-3).
    #[error("already carries the response parameter {0}: remove it from the query")]
    ResponseParameter(&'static str),
}

impl RedirectUri {
    /// Checks `text` by the rules of registration (SEC-3).
    pub fn parse(text: &str, application_type: ApplicationType) -> Result<Self, RedirectUriError> {
        Self::parse_as(text, application_type, PlainHttp::Loopback)
    }

    /// Checks `text` by the rules of registration (SEC-3), where the operator may have allowed plain http.
    pub fn parse_as(
        text: &str,
        application_type: ApplicationType,
        plain_http: PlainHttp,
    ) -> Result<Self, RedirectUriError> {
        if text.bytes().any(|byte| byte <= b' ' || byte >= 0x7f || matches!(byte, b'\\' | b'"' | b'<' | b'>' | b'`')) {
            return Err(in_ascii(text).map_or(RedirectUriError::Character, RedirectUriError::Host));
        }
        let url = Url::parse(text).map_err(|_| RedirectUriError::NotAbsolute)?;
        let scheme = url.scheme();
        if FORBIDDEN_SCHEMES.contains(&scheme) {
            return Err(RedirectUriError::ForbiddenScheme);
        }
        if text.contains('#') {
            return Err(RedirectUriError::Fragment);
        }
        if text.contains('*') {
            return Err(RedirectUriError::Wildcard);
        }
        if let Some((name, _)) = url.query_pairs().find(|(name, _)| RESPONSE_PARAMETERS.contains(&name.as_ref())) {
            let name = RESPONSE_PARAMETERS.iter().find(|known| **known == name).copied().unwrap_or("code");
            return Err(RedirectUriError::ResponseParameter(name));
        }
        match scheme {
            "https" | "http" => {
                let authority = text.split_once("://").map(|(_, rest)| rest).ok_or(RedirectUriError::NotAbsolute)?;
                let authority = authority.split(['/', '?']).next().unwrap_or_default();
                if authority.is_empty() {
                    return Err(RedirectUriError::NotAbsolute);
                }
                if authority.contains('@') {
                    return Err(RedirectUriError::UserInfo);
                }
                let beyond_loopback = scheme == "http" && !is_loopback_host(url.host_str().unwrap_or_default());
                if beyond_loopback && plain_http == PlainHttp::Loopback {
                    return Err(RedirectUriError::PlainHttp);
                }
            }
            _ if application_type == ApplicationType::Web => return Err(RedirectUriError::PrivateSchemeOnWeb),
            _ => {}
        }
        Ok(Self(text.to_owned()))
    }

    /// Whether it is plain http to another machine: whoever listens on the way reads the code.
    pub fn is_http_beyond_loopback(&self) -> bool {
        let url = Url::parse(&self.0).ok().filter(|url| url.scheme() == "http");
        url.is_some_and(|url| !is_loopback_host(url.host_str().unwrap_or_default()))
    }

    /// The URI, byte for byte as registered.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The private scheme, in lower case, if it is not the reverse of a domain name: any other app may claim it as well
    /// (RFC 8252 §7.1).
    pub fn scheme_without_dot(&self) -> Option<String> {
        let scheme = self.0.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let mut labels = scheme.split('.');
        let is_reverse_domain = labels.clone().count() > 1 && labels.all(|label| !label.is_empty());
        (!is_reverse_domain && !matches!(scheme.as_str(), "http" | "https")).then_some(scheme)
    }

    /// Whether `sent` is this URI: the same bytes, or a native client's loopback URI on another port.
    pub fn matches(&self, sent: &str, application_type: ApplicationType) -> bool {
        self.0 == sent || (application_type == ApplicationType::Native && self.matches_on_another_port(sent))
    }

    /// Whether pages at this URI have `origin`, as browsers write it.
    pub fn has_origin(&self, origin: &str, application_type: ApplicationType) -> bool {
        let Ok(url) = Url::parse(&self.0) else { return false };
        url.origin().ascii_serialization() == origin
            || self.matches(&format!("{origin}{}", &url[url::Position::BeforePath..]), application_type)
    }

    fn matches_on_another_port(&self, sent: &str) -> bool {
        ["http://127.0.0.1", "http://[::1]", "http://localhost"].iter().any(|loopback| {
            match (self.0.strip_prefix(loopback).map(without_port), sent.strip_prefix(loopback).map(without_port)) {
                (Some(Some(registered)), Some(Some(sent))) => registered == sent,
                _ => false,
            }
        })
    }

    /// The host a person would recognise, or the scheme of a private-scheme URI.
    pub fn destination(&self) -> String {
        match Url::parse(&self.0) {
            Ok(url) => match (url.host_str(), url.port()) {
                (Some(host), Some(port)) if !host.is_empty() => format!("{host}:{port}"),
                (Some(host), None) if !host.is_empty() => host.to_owned(),
                _ => format!("an app on this device ({}:)", url.scheme()),
            },
            Err(_) => self.0.clone(),
        }
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether `host`, as [`Url::host_str`] gives it, is this machine itself.
pub fn is_loopback_host(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// What follows the host and an optional port; `None` where neither a path, a query nor the end follows.
fn without_port(after_host: &str) -> Option<&str> {
    let rest = match after_host.strip_prefix(':') {
        None => after_host,
        Some(numbered) => {
            let digits = numbered.bytes().take_while(u8::is_ascii_digit).count();
            numbered.get(..digits)?.parse::<u16>().ok()?;
            numbered.get(digits..)?
        }
    };
    (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn web(text: &str) -> Result<RedirectUri, RedirectUriError> {
        RedirectUri::parse(text, ApplicationType::Web)
    }

    /// security.md rows 1, 2, 4, 6, 7; SEC-3.
    #[test]
    fn a_uri_that_could_mislead_is_never_registered() {
        for (uri, error) in [
            ("https://rp@evil.example/cb", RedirectUriError::UserInfo),
            ("https://rp:x@@evil.example/cb", RedirectUriError::UserInfo),
            ("https://rp.example/cb#x", RedirectUriError::Fragment),
            ("https://rp.example/*", RedirectUriError::Wildcard),
            ("https://*.rp.example/cb", RedirectUriError::Wildcard),
            ("JavaScript:alert(1)", RedirectUriError::ForbiddenScheme),
            ("data:text/html,x", RedirectUriError::ForbiddenScheme),
            ("VBSCRIPT:x", RedirectUriError::ForbiddenScheme),
            ("http://rp.example/cb", RedirectUriError::PlainHttp),
            ("http://127.0.0.1.evil.example/cb", RedirectUriError::PlainHttp),
            ("com.example.app:/cb", RedirectUriError::PrivateSchemeOnWeb),
            ("https://rp.example/cb?code=x", RedirectUriError::ResponseParameter("code")),
            ("https://rp.example/cb?a=b&%69ss=x", RedirectUriError::ResponseParameter("iss")),
            ("/callback", RedirectUriError::NotAbsolute),
            ("https:rp.example/cb", RedirectUriError::NotAbsolute),
            ("https://rp.example/a b", RedirectUriError::Character),
            ("https://rp.example\\@evil", RedirectUriError::Character),
            ("https://rp.example/\tcb", RedirectUriError::Character),
            ("https://rp.example/ü", RedirectUriError::Character),
            ("https://bü\tcher.example/cb", RedirectUriError::Character),
            ("https://bücher.example/cb", RedirectUriError::Host("https://xn--bcher-kva.example/cb".to_owned())),
        ] {
            assert_eq!(web(uri), Err(error), "{uri}");
        }
    }

    #[test]
    fn what_real_apps_register_is_accepted_byte_for_byte() {
        for uri in [
            "https://rp.example/cb",
            "https://rp.example:443/cb?bar=foo",
            "http://localhost:3000/cb",
            "http://[::1]/cb",
        ] {
            assert_eq!(web(uri).unwrap().as_str(), uri);
        }
        for uri in ["app.immich:///oauth-callback", "kitchenowl:/signin/redirect", "http://127.0.0.1/cb"] {
            assert_eq!(RedirectUri::parse(uri, ApplicationType::Native).unwrap().as_str(), uri);
        }
    }

    /// RFC 8252 §7.1.
    #[test]
    fn a_private_scheme_is_the_reverse_of_a_domain_name_or_anybodys() {
        let scheme = |text: &str| RedirectUri::parse(text, ApplicationType::Native).unwrap().scheme_without_dot();
        for uri in
            ["com.example.app:/cb", "app.immich:///oauth-callback", "http://127.0.0.1/cb", "https://rp.example/cb"]
        {
            assert_eq!(scheme(uri), None, "{uri}");
        }
        for (uri, found) in
            [("kitchenowl:/cb", "kitchenowl"), ("A:/cb", "a"), ("app.:/cb", "app."), ("mailto:a@rp.example", "mailto")]
        {
            assert_eq!(scheme(uri).as_deref(), Some(found), "{uri}");
        }
    }

    /// Core §3.1.2.1 lets a confidential client of the code flow have it; nothing else is looser then.
    #[test]
    fn plain_http_beyond_loopback_needs_the_operators_word() {
        let anywhere = |uri: &str| RedirectUri::parse_as(uri, ApplicationType::Web, PlainHttp::Anywhere);
        for uri in ["http://192.168.1.50:8006", "http://nas.home.example:8080/callback", "http://[fd00::1]/cb"] {
            assert_eq!(web(uri), Err(RedirectUriError::PlainHttp));
            let allowed = anywhere(uri).unwrap();
            assert!(allowed.is_http_beyond_loopback() && allowed.as_str() == uri);
        }
        for uri in ["http://u@nas.example/", "http://nas.example/#x", "http://*.example/", "javascript:x", "http:///x"]
        {
            assert!(anywhere(uri).is_err(), "{uri}");
        }
        for uri in ["http://localhost:3000/cb", "https://nas.example/"] {
            assert!(!anywhere(uri).unwrap().is_http_beyond_loopback(), "{uri}");
        }
    }

    /// security.md §0: strings that a URL parser would turn into the registered one.
    #[test]
    fn only_the_same_bytes_match() {
        let registered = web("https://rp.example/cb").unwrap();
        assert!(registered.matches("https://rp.example/cb", ApplicationType::Web));
        for sent in [
            "https://RP.example/cb",
            "https://rp.example:443/cb",
            "https://rp.example/./cb",
            "https://rp.example/x/../cb",
            "https://rp.example/cb/",
            "https://rp.example/cb?",
            "https://rp.example/cb?foo=bar",
            "https://rp.example/cb/..;/x",
            "https://rp.example/%63b",
            "https:rp.example/cb",
            " https://rp.example/cb",
            "https://a.rp.example/cb",
            "https://evil.example/?x=https://rp.example/cb",
            "http://rp.example/cb",
        ] {
            assert!(!registered.matches(sent, ApplicationType::Web), "{sent}");
        }
    }

    /// security.md row 3; RFC 8252 §7.3.
    #[test]
    fn a_native_loopback_uri_matches_on_any_port_and_nowhere_else() {
        let registered = RedirectUri::parse("http://127.0.0.1/cb", ApplicationType::Native).unwrap();
        for sent in ["http://127.0.0.1/cb", "http://127.0.0.1:1/cb", "http://127.0.0.1:65535/cb"] {
            assert!(registered.matches(sent, ApplicationType::Native), "{sent}");
        }
        for sent in [
            "http://127.0.0.1.evil/cb",
            "http://localhost/cb",
            "http://127.0.0.2/cb",
            "https://127.0.0.1/cb",
            "http://127.0.0.1:99999/cb",
            "http://127.0.0.1:/cb",
            "http://127.0.0.1:80@evil/cb",
            "http://127.0.0.1:8080/cb/x",
            "http://127.0.0.1@evil/cb",
            "http://[::1]/cb",
        ] {
            assert!(!registered.matches(sent, ApplicationType::Native), "{sent}");
        }
        assert!(!registered.matches("http://127.0.0.1:1/cb", ApplicationType::Web));
    }
}
