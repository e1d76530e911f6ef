//! The issuer identifier: one exact text that everything else is derived from.

use crate::protocol::ascii_uri::in_ascii;

/// The issuer identifier (OpenID Connect Discovery §3): the exact `iss`, never derived from a request (SEC-65).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    text: String,
    origin: String,
    path: String,
    domain: Option<String>,
    https: bool,
    loopback: bool,
}

/// Why a text is not an issuer; each sentence names the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// Not an http(s) URL.
    #[error("the issuer must be a URL like https://auth.example.com")]
    NotAUrl,
    /// Plain http beyond loopback.
    #[error("the issuer must use https unless its host is localhost, 127.0.0.1 or [::1]")]
    PlainHttp,
    /// Query, fragment or user information.
    #[error("the issuer must not have a query, a fragment or a user name")]
    Surplus,
    /// A trailing slash would make two issuers of one.
    #[error("the issuer must not end with a slash: remove it")]
    TrailingSlash,
    /// Upper case, default port and the like would differ from what clients compare.
    #[error("the issuer must be written in its normal form (lower-case host, no default port)")]
    NotNormal,
    /// A host that a URI writes in punycode, which is how every `iss` has it.
    #[error("the issuer's host must be in ASCII: {0}")]
    NotAscii(String),
}

impl Issuer {
    /// Checks `text`.
    pub fn parse(text: &str) -> Result<Self, IssuerError> {
        let url = url::Url::parse(text).map_err(|_| IssuerError::NotAUrl)?;
        let host = url.host_str().ok_or(IssuerError::NotAUrl)?;
        let https = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(IssuerError::NotAUrl),
        };
        let loopback = crate::protocol::redirect_uri::is_loopback_host(host);
        if !https && !loopback {
            return Err(IssuerError::PlainHttp);
        }
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
            return Err(IssuerError::Surplus);
        }
        if let Some(ascii) = in_ascii(text) {
            return Err(IssuerError::NotAscii(ascii.trim_end_matches('/').to_owned()));
        }
        if text.ends_with('/') {
            return Err(IssuerError::TrailingSlash);
        }
        if url.as_str().trim_end_matches('/') != text {
            return Err(IssuerError::NotNormal);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        let origin = url.origin().ascii_serialization();
        let domain = domain_in(host_in(&origin)).map(str::to_owned);
        Ok(Self { text: text.to_owned(), origin, path, domain, https, loopback })
    }

    /// The issuer, byte for byte.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The path below which every endpoint lies: empty, or like `/auth`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether browsers reach it by https; decides `Secure` and `__Host-` of cookies.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it is this machine itself.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether it has a name that leads nobody to another machine by itself: loopback, or below `localhost` (RFC 6761 §6.3).
    /// Tests of the protocol use such names, with https too.
    pub fn is_local(&self) -> bool {
        self.loopback || self.domain().is_some_and(|domain| domain.ends_with(".localhost"))
    }

    /// Host and optional port as a browser sends them in `Host`.
    pub fn host(&self) -> &str {
        host_in(&self.origin)
    }

    /// The host as a domain name, without its port; `None` where it is an IP address.
    pub fn domain(&self) -> Option<&str> {
        self.domain.as_deref()
    }

    /// An absolute URL of this provider; `path` begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.text)
    }
}

fn host_in(origin: &str) -> &str {
    origin.split_once("://").map_or("", |(_, host)| host)
}

/// The domain name in a host that may have a port; `None` where it is an IP address.
fn domain_in(host: &str) -> Option<&str> {
    let is_port = |port: &str| port.bytes().all(|octet| octet.is_ascii_digit());
    let host = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(host, _)| host);
    let is_address = host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok();
    (!is_address).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_local_whose_name_leads_to_no_other_machine() {
        for (text, is_local) in [
            ("http://localhost:8000", true),
            ("https://localhost", true),
            ("https://127.0.0.1:9443", true),
            ("https://[::1]:9443/auth", true),
            ("https://latchkey.localhost:9443", true),
            ("https://auth.example.com", false),
            ("https://localhost.example.com", false),
            ("https://notlocalhost", false),
            ("https://10.0.0.1", false),
        ] {
            assert_eq!(Issuer::parse(text).unwrap().is_local(), is_local, "{text}");
        }
    }

    #[test]
    fn a_domain_is_what_is_no_address_and_has_no_port() {
        for (text, domain) in [
            ("https://auth.example.com", Some("auth.example.com")),
            ("https://auth.example.com:8443/auth", Some("auth.example.com")),
            ("http://localhost:8000", Some("localhost")),
            ("https://10.0.0.1:8443", None),
            ("https://[::1]", None),
            ("https://[::1]:9443/auth", None),
        ] {
            assert_eq!(Issuer::parse(text).unwrap().domain(), domain, "{text}");
        }
    }
}
