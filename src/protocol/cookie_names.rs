//! What our cookies are called. Cookies know no port (RFC 6265 §8.5), and ours cannot have a path: `__Host-` demands
//! `Path=/`. So whatever tells two providers of one host apart stands in the name, or each would overwrite the other's.

use url::Url;

use crate::secret::Digest;

/// Characters of a digest that tell two addresses of one host apart.
const DIGEST: usize = 8;

/// The names of one provider's cookies; made once, since the issuer never changes while the server runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CookieNames {
    /// The session cookie.
    pub session: CookieName,
    /// The browser-state cookie (OpenID Connect Session Management 1.0 §3.2), which script reads.
    pub browser_state: CookieName,
    /// The cookie that says for whom the browser is known; no version had it under another name.
    pub known_browser: String,
    /// The cookie with the language that was chosen in the browser.
    pub language: String,
}

/// The name of one cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CookieName {
    /// Under which it is set and read.
    pub name: String,
    /// Under which earlier versions set it, where that was another one.
    pub former: Option<String>,
}

impl CookieNames {
    /// The names at `issuer`. Over https `__Host-` binds a cookie to this very host (SEC-42).
    pub fn of(issuer: &str) -> Self {
        let prefix = if issuer.starts_with("https:") { "__Host-" } else { "" };
        let suffix = suffix(issuer);
        let named = |name: &str| CookieName {
            name: format!("{prefix}{name}{suffix}"),
            former: (!suffix.is_empty()).then(|| format!("{prefix}{name}")),
        };
        let known_browser = format!("{prefix}lk_known{suffix}");
        let language = format!("{prefix}lk_lang{suffix}");
        Self { session: named("lk_sid"), browser_state: named("lk_bs"), known_browser, language }
    }
}

/// What follows the name of a cookie that is set at `address`: nothing at the default port of its scheme, `_` and the
/// port at another one, and where there is a path `_` and a digest of the whole address.
pub fn suffix(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return String::new() };
    match (url.path(), url.port()) {
        ("" | "/", None) => String::new(),
        ("" | "/", Some(port)) => format!("_{port}"),
        _ => format!("_{}", Digest::of(address).text().get(..DIGEST).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_any_two_providers_of_one_host_apart() {
        let names = |issuer: &str| {
            let CookieNames { session, browser_state, known_browser, language } = CookieNames::of(issuer);
            assert_eq!(known_browser, browser_state.name.replace("lk_bs", "lk_known"));
            assert_eq!(language, browser_state.name.replace("lk_bs", "lk_lang"));
            [session.name, browser_state.name]
        };
        for (issuer, expected) in [
            ("https://auth.example", ["__Host-lk_sid", "__Host-lk_bs"]),
            ("https://auth.example:8443", ["__Host-lk_sid_8443", "__Host-lk_bs_8443"]),
            ("https://auth.example:80", ["__Host-lk_sid_80", "__Host-lk_bs_80"]),
            ("http://localhost", ["lk_sid", "lk_bs"]),
            ("http://localhost:8000", ["lk_sid_8000", "lk_bs_8000"]),
            ("http://[::1]:443", ["lk_sid_443", "lk_bs_443"]),
        ] {
            assert_eq!(names(issuer), expected, "{issuer}");
        }
        let paths = ["https://auth.example/one", "https://auth.example/two", "https://auth.example:8443/one"];
        let mut all: Vec<String> = paths.iter().flat_map(|issuer| names(issuer)).collect();
        all.extend(["https://auth.example", "https://auth.example:8443"].iter().flat_map(|issuer| names(issuer)));
        assert!(all.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))));
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
        assert_eq!(names(paths[0])[0].len(), "__Host-lk_sid_".len() + DIGEST);
    }

    #[test]
    fn the_former_name_is_the_bare_one() {
        assert_eq!(CookieNames::of("https://auth.example").session.former, None);
        for (issuer, former) in [
            ("https://auth.example/one", "__Host-lk_sid"),
            ("https://auth.example:8443", "__Host-lk_sid"),
            ("http://localhost:8000", "lk_sid"),
        ] {
            assert_eq!(CookieNames::of(issuer).session.former.as_deref(), Some(former), "{issuer}");
        }
    }
}
