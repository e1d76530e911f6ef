//! Whose page sent a request, as far as the browser says (SEC-45). It can only speak against a form: that one is ours, its
//! token proves.

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderName, ORIGIN};

use crate::config::settings::Settings;

/// Says whose page sent a request (Fetch Metadata Request Headers §2.3).
pub const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Who sent a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// Our own page, or the person by typing the address.
    Ourselves,
    /// A page of another site or of another origin on ours.
    AnotherSite,
    /// A page that hides its origin: `null` is what comes from under `Referrer-Policy: no-referrer`, from a sandbox, and
    /// after some redirects. The browser has no fetch metadata to tell more (Safari before 16.4).
    Hidden,
    /// The browser does not say, or it is no browser.
    Untold,
}

impl Sender {
    /// Whether cookies that are `SameSite=Lax` may have been kept from a POST because of where it came from.
    pub fn may_lack_cookies(self) -> bool {
        matches!(self, Self::AnotherSite | Self::Hidden)
    }

    /// The sender of `request`.
    pub fn of(request: &HttpRequest, settings: &Settings) -> Self {
        let header = |name: HeaderName| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
        Self::named(header(SEC_FETCH_SITE), header(ORIGIN), settings.server.issuer.origin())
    }

    /// The sender by these headers. An origin that is named must be ours even where fetch metadata says so too; where
    /// that says nothing bad, `null` is no contradiction.
    pub fn named(site: Option<&str>, origin: Option<&str>, own: &str) -> Self {
        match (site, origin) {
            (_, Some(origin)) if origin != own && origin != "null" => Self::AnotherSite,
            (Some("same-origin" | "none"), _) => Self::Ourselves,
            (Some(_), _) => Self::AnotherSite,
            (None, Some("null")) => Self::Hidden,
            (None, Some(_)) => Self::Ourselves,
            (None, None) => Self::Untold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_browser_says_must_not_contradict_itself_and_silence_proves_nothing() {
        let own = "https://op.example";
        for (site, origin, sender) in [
            (Some("same-origin"), Some(own), Sender::Ourselves),
            (Some("same-origin"), Some("null"), Sender::Ourselves),
            (Some("none"), None, Sender::Ourselves),
            (None, Some(own), Sender::Ourselves),
            (None, Some("null"), Sender::Hidden),
            (None, None, Sender::Untold),
            (None, Some("https://evil.example"), Sender::AnotherSite),
            (None, Some("https://op.example.evil.example"), Sender::AnotherSite),
            (None, Some("http://op.example"), Sender::AnotherSite),
            (None, Some(""), Sender::AnotherSite),
            (Some("same-origin"), Some("https://evil.example"), Sender::AnotherSite),
            (Some("same-site"), Some(own), Sender::AnotherSite),
            (Some("cross-site"), Some("null"), Sender::AnotherSite),
            (Some("cross-site"), None, Sender::AnotherSite),
            (Some(""), None, Sender::AnotherSite),
            (Some("x"), Some(own), Sender::AnotherSite),
        ] {
            assert_eq!(Sender::named(site, origin, own), sender, "{site:?} {origin:?}");
        }
    }
}
