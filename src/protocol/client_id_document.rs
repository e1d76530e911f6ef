//! A `client_id` that is the address of what its client registers (OAuth Client ID Metadata Document): which texts are such
//! an address, and whose are taken.

use url::Url;

/// The address that `client_id` is, if it is one (§3): https, with a path, written as it is fetched, without fragment, user and
/// dot segments. `allow_http` is for development.
pub fn parse(client_id: &str, allow_http: bool) -> Option<Url> {
    let url = Url::parse(client_id).ok()?;
    let scheme = url.scheme() == "https" || allow_http && url.scheme() == "http";
    let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    // What the parser would mend is not the text that is compared: dot segments, upper case, a default port.
    (scheme && plain && url.has_host() && url.path().len() > 1 && url.as_str() == client_id).then_some(url)
}

/// The host that a client introduces itself from, with its port where that is not the usual one.
pub fn host(client_id: &str) -> Option<String> {
    let url = parse(client_id, true)?;
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// A host, or with `*.` before it every host below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostPattern(String);

impl HostPattern {
    /// Reads one: letters, digits, dots and hyphens in lower case, with `*.` before them or without.
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.strip_prefix("*.").unwrap_or(text);
        let is_label = |label: &str| {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            (1..=63).contains(&label.len())
                && label.bytes().all(plain)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        (name.len() <= 253 && name.split('.').all(is_label)).then(|| Self(text.to_owned()))
    }

    /// Whether it is about `host`. Its own name is not below it.
    pub fn is_about(&self, host: &str) -> bool {
        match self.0.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
            None => host == self.0,
        }
    }
}

/// Whose documents are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentRules {
    /// Whether any are (default false).
    pub enabled: bool,
    /// The hosts whose documents are taken; none means every host.
    pub allowed_hosts: Vec<HostPattern>,
    /// The hosts whose documents are not.
    pub blocked_hosts: Vec<HostPattern>,
    /// Whether plain http is fetched, in development.
    pub allow_http: bool,
}

impl DocumentRules {
    /// Whether `client_id` is the address of a document that is taken.
    pub fn admit(&self, client_id: &str) -> bool {
        let Some(url) = parse(client_id, self.allow_http).filter(|_| self.enabled) else { return false };
        let host = url.host_str().unwrap_or_default().trim_end_matches('.');
        let is_among = |patterns: &[HostPattern]| patterns.iter().any(|pattern| pattern.is_about(host));
        !is_among(&self.blocked_hosts) && (self.allowed_hosts.is_empty() || is_among(&self.allowed_hosts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_https_and_a_path_and_nothing_that_is_written_in_two_ways() {
        for right in [
            "https://app.example/client.json",
            "https://app.example/oauth/client",
            "https://app.example:8443/client",
            "https://app.example/client?v=1",
            "https://xn--bcher-kva.example/client",
        ] {
            assert!(parse(right, false).is_some(), "{right}");
        }
        for wrong in [
            "https://app.example",
            "https://app.example/",
            "http://app.example/client",
            "https://app.example/client#x",
            "https://app.example/a/../client",
            "https://app.example/./client",
            "https://app.example/%2e%2e/client",
            "https://user@app.example/client",
            "https://user:pass@app.example/client",
            "HTTPS://app.example/client",
            "https://APP.example/client",
            "https://app.example:443/client",
            "https:app.example/client",
            "https://app.example\\client",
            " https://app.example/client",
            "https://b\u{fc}cher.example/client",
            "javascript:alert(1)",
            "app",
            "",
        ] {
            assert!(parse(wrong, false).is_none(), "{wrong}");
        }
        assert!(parse("http://127.0.0.1:9/client", true).is_some());
    }

    #[test]
    fn hosts_are_allowed_and_blocked_by_name_and_by_what_is_below() {
        let rules = |allowed: &[&str], blocked: &[&str]| {
            let patterns = |list: &[&str]| list.iter().map(|text| HostPattern::parse(text).unwrap()).collect();
            DocumentRules {
                enabled: true,
                allowed_hosts: patterns(allowed),
                blocked_hosts: patterns(blocked),
                allow_http: false,
            }
        };
        let admits = |rules: &DocumentRules, host: &str| rules.admit(&format!("https://{host}/client"));
        let open = rules(&[], &["evil.example", "*.evil.example"]);
        for (host, right) in [
            ("app.example", true),
            ("evil.example", false),
            ("a.evil.example", false),
            ("evil.example.", false),
            ("notevil.example", true),
        ] {
            assert_eq!(admits(&open, host), right, "{host}");
        }
        let closed = rules(&["app.example", "*.tools.example"], &["bad.tools.example"]);
        for (host, right) in [
            ("app.example", true),
            ("app.example:8443", true),
            ("a.tools.example", true),
            ("a.b.tools.example", true),
            ("tools.example", false),
            ("bad.tools.example", false),
            ("xtools.example", false),
            ("app.example.evil.example", false),
            ("x.app.example", false),
        ] {
            assert_eq!(admits(&closed, host), right, "{host}");
        }
        assert!(!DocumentRules::default().admit("https://app.example/client"), "off, unless somebody turns it on");
        for wrong in [
            "",
            "*",
            "*.",
            "https://a.example",
            "a.example/",
            "A.example",
            "-a.example",
            "a..example",
            "*.*.example",
            "a.example:1",
        ] {
            assert!(HostPattern::parse(wrong).is_none(), "{wrong}");
        }
    }
}
