//! What a client may register, whoever writes it down: an operator in the configuration or the client itself
//! (OpenID Connect Dynamic Client Registration §2, RFC 7591 §2). Pure rules; each says what is wrong and what to do.

use url::Url;

use super::ascii_uri::in_ascii;
use super::redirect_uri::{ApplicationType, PlainHttp, RedirectUri};

/// A value that may not be registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {fault}; {remedy}")]
pub struct Fault {
    /// Which value, by its registered name.
    pub field: String,
    /// What is wrong with it.
    pub fault: String,
    /// What to do about it.
    pub remedy: String,
}

impl Fault {
    /// A fault of that value.
    pub fn new(field: impl Into<String>, fault: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { field: field.into(), fault: fault.into(), remedy: remedy.into() }
    }
}

/// A member of `redirect_uris` or `post_logout_redirect_uris` (SEC-3). A private scheme has a dot, unless the operator
/// named it among `private_schemes` (RFC 8252 §7.1), and plain http stays on the visitor's machine, unless the operator said
/// otherwise.
pub fn redirect_uri(
    field: &str,
    uri: &str,
    application_type: ApplicationType,
    private_schemes: &[String],
    plain_http: PlainHttp,
) -> Result<RedirectUri, Fault> {
    let parsed = RedirectUri::parse_as(uri, application_type, plain_http).map_err(|error| {
        let error = error.to_string();
        let (fault, remedy) = error.split_once(": ").unwrap_or((&error, "write the URI whole"));
        Fault::new(field, format!("`{uri}` {fault}"), remedy)
    })?;
    match parsed.scheme_without_dot() {
        Some(scheme) if !private_schemes.iter().any(|named| named.eq_ignore_ascii_case(&scheme)) => {
            let fault = format!("`{uri}` uses a private scheme without a dot, which any other app may claim too");
            let remedy = format!(
                "use the reverse of a domain name of the app, like com.example.app:/callback (RFC 8252 §7.1), or have the \
                 operator set private_schemes = [\"{scheme}\"]"
            );
            Err(Fault::new(field, fault, remedy))
        }
        _ => Ok(parsed),
    }
}

/// An address of a web page that people are shown, and the server never fetches. A scheme that a browser would run is
/// no web address (row 6).
pub fn page_uri(field: &str, uri: &str) -> Result<(), Fault> {
    let is_page = is_web_uri(uri);
    is_page.then_some(()).ok_or_else(|| no_address(field, uri, "web address"))
}

/// An address that is fetched or visited on the strength of having been registered: https only.
pub fn https_uri(field: &str, uri: &str) -> Result<(), Fault> {
    let is_https = is_web_uri(uri) && uri.starts_with("https://");
    is_https.then_some(()).ok_or_else(|| no_address(field, uri, "https address"))
}

/// Addresses that are each like [`page_uri`]'s, in a list.
pub fn web_uris(field: &str, uris: &[String]) -> Result<(), Fault> {
    uris.iter().try_for_each(|uri| page_uri(field, uri))
}

fn no_address(field: &str, uri: &str, wanted: &str) -> Fault {
    let remedy = in_ascii(uri).map_or_else(
        || "begin with https://".to_owned(),
        |ascii| format!("write its host in ASCII, as browsers do: {}", ascii.replacen("http://", "https://", 1)),
    );
    Fault::new(field, format!("`{uri}` is no {wanted}"), remedy)
}

/// Whether `text` is an http or https URL in plain characters, with a host and without a user name.
pub fn is_web_uri(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    let printable =
        text.bytes().all(|byte| (0x21..=0x7e).contains(&byte) && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`'));
    web && printable && Url::parse(text).is_ok_and(|url| url.has_host() && url.username().is_empty())
}

/// `backchannel_logout_uri` and `frontchannel_logout_uri` (Back-Channel Logout §2.2, Front-Channel Logout §2).
pub fn logout_uri(field: &str, uri: &str) -> Result<Url, Fault> {
    let url = Url::parse(uri).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.ok_or_else(|| {
        let remedy = "write it whole, like https://app.example.com/oidc/logout";
        Fault::new(field, format!("`{uri}` is no web address"), remedy)
    })?;
    if uri.contains('#') {
        let remedy = "remove what follows `#`: it never reaches the app";
        return Err(Fault::new(field, format!("`{uri}` has a fragment"), remedy));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let remedy = "remove it: the logout token itself is the proof";
        return Err(Fault::new(field, format!("`{uri}` has a username or password"), remedy));
    }
    Ok(url)
}

/// Front-Channel Logout §2: domain, port and scheme are those of a registered redirect URI.
pub fn frontchannel_origin(uri: &Url, redirect_uris: &[RedirectUri]) -> Result<(), Fault> {
    let shares = |redirect: &RedirectUri| Url::parse(redirect.as_str()).is_ok_and(|url| url.origin() == uri.origin());
    if redirect_uris.is_empty() || redirect_uris.iter().any(shares) {
        return Ok(());
    }
    let fault = "`frontchannel_logout_uri` is on another origin than every redirect URI";
    let remedy = "put it on the app's own origin: scheme, host and port of one of `redirect_uris`";
    Err(Fault::new("frontchannel_logout_uri", fault, remedy))
}

/// The grants that a response type needs (Dynamic Client Registration §2, `grant_types`).
pub fn grants_of_response_type(response_type: &str) -> Vec<&'static str> {
    let has = |word: &str| response_type.split(' ').any(|part| part == word);
    let mut grants = Vec::new();
    if has("code") {
        grants.push("authorization_code");
    }
    if has("id_token") || has("token") {
        grants.push("implicit");
    }
    grants
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row 6: any case, any field.
    #[test]
    fn nothing_that_a_browser_would_run_is_an_address() {
        for uri in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " https://app.example/",
            "data:text/html,x",
            "DATA:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://app.example/x",
            "HTTPS://app.example/",
            "https:app.example",
            "https://",
            "https://user@app.example/",
            "https://app.example/\"x",
            "//app.example/",
            "",
        ] {
            assert!(page_uri("logo_uri", uri).is_err(), "{uri}");
            assert!(https_uri("initiate_login_uri", uri).is_err(), "{uri}");
        }
        page_uri("logo_uri", "https://app.example/logo.png").unwrap();
        page_uri("logo_uri", "http://app.example/logo.png").unwrap();
        https_uri("initiate_login_uri", "https://app.example/login").unwrap();
        assert!(https_uri("initiate_login_uri", "http://app.example/login").is_err());
    }

    #[test]
    fn the_remedy_for_a_host_beyond_ascii_is_its_punycode() {
        let (written, ascii) = ("https://bücher.example/x", "https://xn--bcher-kva.example/x");
        for fault in [
            redirect_uri("redirect_uris", written, ApplicationType::Web, &[], PlainHttp::Loopback).unwrap_err(),
            redirect_uri("post_logout_redirect_uris", written, ApplicationType::Native, &[], PlainHttp::Loopback)
                .unwrap_err(),
            page_uri("logo_uri", written).unwrap_err(),
            https_uri("jwks_uri", written).unwrap_err(),
            web_uris("request_uris", &[ascii.to_owned(), written.to_owned()]).unwrap_err(),
        ] {
            assert!(fault.remedy.contains(ascii) && fault.fault.contains(written), "{fault}");
        }
        page_uri("logo_uri", ascii).unwrap();
        // What is fetched is resolved, and no request is compared with it.
        logout_uri("backchannel_logout_uri", written).unwrap();
    }

    #[test]
    fn a_response_type_needs_its_grants() {
        assert_eq!(grants_of_response_type("code"), ["authorization_code"]);
        assert_eq!(grants_of_response_type("id_token token"), ["implicit"]);
        assert_eq!(grants_of_response_type("code id_token"), ["authorization_code", "implicit"]);
        assert!(grants_of_response_type("none").is_empty());
    }
}
