//! A form of ours, on its way to the browser and back: it carries a token of this browser (SEC-45) and, where a request
//! waits, that request; what comes back is read, proven to come from an open page of ours, and put beside it.

use actix_web::HttpRequest;
use actix_web::web::Payload;
use serde_json::{Value, json};

use super::error::PageError;
use super::gone::Gone;
use super::interaction::{self, Position};
use super::{Sender, form, joined};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::say;
use crate::session::browser::{Browser, Token};

/// A form that somebody sent.
pub struct Submitted {
    /// The browser that it came from.
    pub browser: Browser,
    /// What was filled in.
    pub parameters: Parameters,
    lack: Option<Lack>,
}

/// Why a form is not taken for one of an open page of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The browser says that a page of another site sent it.
    AnotherSite,
    /// The cookie that was set with our page did not come back with its form.
    CookieMissing,
    /// Its page is from before somebody signed in or out, or outlived its cookie session.
    Outdated,
    /// It has no token, or one that this browser never got.
    Token,
}

impl Lack {
    /// What a form of this kind lacks; `None` for one of ours.
    pub fn of(
        request: &HttpRequest,
        provider: &Provider,
        browser: &Browser,
        kind: Token,
        posted: Option<&str>,
    ) -> Option<Self> {
        let posted = posted.unwrap_or_default();
        if Sender::of(request, &provider.live().settings) == Sender::AnotherSite {
            Some(Self::AnotherSite)
        } else if browser.has_token(kind, posted) {
            None
        } else if !browser.sent_its_cookie(provider) {
            Some(Self::CookieMissing)
        } else if browser.had_token(posted) || !browser.is_known() {
            Some(Self::Outdated)
        } else {
            Some(Self::Token)
        }
    }

    /// What happened, in a sentence for the person who sent the form.
    pub fn for_people(self) -> String {
        match self {
            Self::AnotherSite => say!("lack-another-site"),
            Self::CookieMissing => say!("lack-cookie"),
            Self::Outdated => say!("lack-outdated"),
            Self::Token => say!("lack-token"),
        }
    }

    /// The same for the log.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::AnotherSite => "This form was sent by another website, so nothing was done.",
            Self::CookieMissing => {
                "Your browser did not send this site’s cookie, so nothing was done. Cookies must be allowed for this site."
            }
            Self::Outdated => "This page had been open for a while, so nothing was done.",
            Self::Token => "This form did not come from an open page of this site, so nothing was done.",
        }
    }
}

impl Submitted {
    /// Reads a form that acts for whoever is signed in on a request that waits, and refuses every other. Its page is at
    /// `path`.
    pub async fn read(
        request: &HttpRequest,
        payload: Payload,
        provider: &Provider,
        path: &str,
    ) -> Result<Self, PageError> {
        let submitted = Self::read_any(request, payload, provider, Token::Login).await?;
        let waiting = submitted.parameters.get("interaction").unwrap_or_default();
        // A request that this browser cannot go on with is not offered again.
        let is_open =
            submitted.lack.is_some() && interaction::load(provider, &submitted.browser, waiting).await.is_ok();
        submitted.must_be_ours(|| match is_open {
            true => format!("{path}?interaction={waiting}"),
            false => "/".to_owned(),
        })?;
        Ok(submitted)
    }

    /// Reads a form wherever it came from, for a page that shows itself again; see [`Submitted::lack`].
    pub async fn read_any(
        request: &HttpRequest,
        payload: Payload,
        provider: &Provider,
        kind: Token,
    ) -> Result<Self, PageError> {
        let browser = Browser::of(request);
        let parameters = form::parameters(request, payload, provider.live().settings.limits.body_bytes).await?;
        let lack = Lack::of(request, provider, &browser, kind, parameters.get("csrf"));
        Ok(Self { browser, parameters, lack })
    }

    /// Why it is not taken for one of an open page of ours in this browser; `None` if it is one.
    pub fn lack(&self) -> Option<Lack> {
        self.lack
    }

    /// Refuses what is not ours, with the page at `again`, below the issuer, as the way on.
    pub fn must_be_ours(&self, again: impl FnOnce() -> String) -> Result<(), PageError> {
        self.lack.map_or(Ok(()), |lack| Err(PageError::Forged { lack, again: again() }))
    }

    /// The request that waits for this form, with everything that its next step depends on; `None` where none does.
    pub async fn position(&self, provider: &Provider) -> Result<Option<Position>, PageError> {
        let Some(sealed) = self.parameters.get("interaction") else { return Ok(None) };
        Position::waiting(provider, &self.browser, sealed).await.map(Some)
    }

    /// The same for a form that makes no sense without one.
    pub async fn waiting(&self, provider: &Provider) -> Result<Position, PageError> {
        self.position(provider).await?.ok_or_else(|| Gone::nothing().into())
    }
}

/// The context of a page with a form of this kind that is sent to `path`: what every form carries, and what this page
/// shows.
pub fn form_context(
    provider: &Provider,
    browser: &Browser,
    (path, kind): (&str, Token),
    position: Option<&Position>,
    shown: Value,
) -> Value {
    let carried = json!({
        "action": format!("{}{path}", provider.live().settings.server.issuer.path()),
        "csrf": browser.token(kind),
        "interaction": position.and_then(|position| position.pending.sealed.as_deref()),
    });
    joined(carried, shown)
}
