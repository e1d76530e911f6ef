//! A form of ours, on its way to the browser and back: it carries a token of this browser (SEC-45) and, where a request
//! waits, that request; what comes back is read, proven to come from an open page of ours, and put beside it.

use actix_web::HttpRequest;
use actix_web::web::Payload;
use serde_json::{Value, json};

use super::error::PageError;
use super::interaction::{self, Position};
use super::{form, is_same_origin};
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::session::browser::Browser;

/// A form that somebody sent.
pub struct Submitted {
    /// The browser that it came from.
    pub browser: Browser,
    /// What was filled in.
    pub parameters: Parameters,
    is_own: bool,
}

impl Submitted {
    /// Reads a form of one of our own pages, and refuses every other.
    pub async fn read(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<Self, PageError> {
        let submitted = Self::read_any(request, payload, provider).await?;
        if submitted.is_own { Ok(submitted) } else { Err(PageError::Forged) }
    }

    /// Reads a form wherever it came from, for a page that shows itself again; see [`Submitted::is_own`].
    pub async fn read_any(request: &HttpRequest, payload: Payload, provider: &Provider) -> Result<Self, PageError> {
        let live = provider.live();
        let browser = Browser::of(request);
        let parameters = form::parameters(request, payload, live.settings.limits.body_bytes).await?;
        let is_own = browser.has_csrf_token(parameters.get("csrf")) && is_same_origin(request, &live.settings);
        Ok(Self { browser, parameters, is_own })
    }

    /// Whether it came from an open page of ours in this browser.
    pub fn is_own(&self) -> bool {
        self.is_own
    }

    /// The request that waits for this form, with everything that its next step depends on; `None` where none does.
    pub async fn position(&self, provider: &Provider) -> Result<Option<Position>, PageError> {
        let Some(sealed) = self.parameters.get("interaction") else { return Ok(None) };
        let pending = interaction::load(provider, &self.browser, sealed).await?;
        Position::find(provider, &self.browser, pending).await.map(Some)
    }

    /// The same for a form that makes no sense without one.
    pub async fn waiting(&self, provider: &Provider) -> Result<Position, PageError> {
        self.position(provider).await?.ok_or(PageError::InteractionGone)
    }
}

/// The context of a page with a form that is sent to `path`: what every form carries, and what this page shows.
pub fn form_context(
    provider: &Provider,
    browser: &Browser,
    path: &str,
    position: Option<&Position>,
    shown: Value,
) -> Value {
    let mut context = json!({
        "action": format!("{}{path}", provider.live().settings.server.issuer.path()),
        "csrf": browser.csrf_token(),
        "interaction": position.and_then(|position| position.pending.sealed.as_deref()),
    });
    if let (Value::Object(context), Value::Object(shown)) = (&mut context, shown) {
        context.extend(shown);
    }
    context
}
