//! A waiting request that this browser cannot go on with: why, and where else its person can go.

use std::sync::Arc;

use actix_web::http::Method;

use super::sender::SEC_FETCH_SITE;
use crate::protocol::client::Client;
use crate::session::browser::Browser;

/// Why a waiting request is of no use here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The address names none.
    Nothing,
    /// It waits in another browser, or in a cookie session of this one that is over.
    AnotherBrowser,
    /// The browser did not send the cookie that was set a moment ago.
    CookieMissing,
    /// It waited for longer than a request may.
    TooOld,
    /// Its client polls for the answer, and it has expired.
    Expired,
    /// It was answered.
    Answered,
    /// It was pushed (RFC 9126), and is not known: not any more, or not to be of this client.
    NotPushed,
}

/// A waiting request that is of no use here.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", self.in_words())]
pub struct Gone {
    /// Why.
    pub why: Why,
    /// The app that asked, where that can still be told.
    pub client: Option<Arc<Client>>,
}

impl Gone {
    /// No waiting request at all.
    pub fn nothing() -> Self {
        Self { why: Why::Nothing, client: None }
    }

    /// What happened, for the log.
    fn in_words(&self) -> &'static str {
        match self.why {
            Why::Nothing => "This address is only used while an app signs you in",
            Why::AnotherBrowser => "It was started in another browser, or before this browser was closed",
            Why::CookieMissing => "Your browser did not send this site’s cookie, and a sign-in needs it",
            Why::TooOld => "It was open for more than an hour",
            Why::Expired => "The app asked for it too long ago, and has to ask again",
            Why::NotPushed => "Its request_uri has expired, or was not issued to this client",
            Why::Answered => "It was completed before, and each sign-in can be completed only once",
        }
    }
}

/// Whether the browser must have refused the cookie that came with the page before: nobody waits this long between two
/// steps of ours, and whoever opens an address by hand is not asked for the cookie.
pub fn is_cookie_missing(browser: &Browser, has_cookie: bool, is_fresh: bool) -> bool {
    let request = browser.request();
    let site = request.headers().get(SEC_FETCH_SITE).and_then(|site| site.to_str().ok());
    let is_led_here = is_fresh && site.is_some_and(|site| site != "none");
    !has_cookie && (request.method() == Method::POST || is_led_here)
}
