//! Where a sign-in goes on: to the app that asked for it, to the page where it began, or to the page of the factor that it
//! lacks.

use actix_web::{HttpRequest, HttpResponse};

use super::error::PageError;
use super::interaction::{self, Pending};
use super::see_other;
use crate::protocol::factors::Lacking;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::session::browser::Browser;
use crate::session::sign_in::Progress;

/// What somebody signs in for.
pub enum Onward {
    /// A request that waits.
    Request(Box<Pending>),
    /// The account page.
    Account,
    /// The page of the account's factors.
    Security,
    /// The pages of administrators.
    Admin,
    /// The account's page of what is said of the person.
    Profile,
}

/// The value of `next` for [`Onward::Security`].
const SECURITY: &str = "security";
/// The value of `next` for [`Onward::Admin`].
const ADMIN: &str = "admin";
/// The value of `next` for [`Onward::Profile`].
const PROFILE: &str = "profile";

impl Onward {
    /// What the form, or the address of its page, says; a request that waits comes before all else.
    pub fn of(pending: Option<Pending>, parameters: &Parameters) -> Self {
        match pending {
            Some(pending) => Self::Request(Box::new(pending)),
            None => match parameters.get("next") {
                Some(SECURITY) => Self::Security,
                Some(PROFILE) => Self::Profile,
                Some(ADMIN) => Self::Admin,
                _ => Self::Account,
            },
        }
    }

    /// The value of `next` that names it; what a request says stands in `interaction`.
    pub fn next(&self) -> Option<&'static str> {
        match self {
            Self::Security => Some(SECURITY),
            Self::Admin => Some(ADMIN),
            Self::Profile => Some(PROFILE),
            Self::Request(_) | Self::Account => None,
        }
    }

    /// On to `path`, with what was signed in for.
    pub fn via(self, provider: &Provider, browser: &Browser, path: &str) -> Result<HttpResponse, PageError> {
        let base = provider.live().settings.server.issuer.path().to_owned();
        Ok(match self {
            Self::Request(pending) => {
                let sealed = interaction::seal(provider, browser, *pending)?;
                see_other(&format!("{base}{path}?interaction={sealed}"))
            }
            Self::Security => see_other(&format!("{base}{path}?next={SECURITY}")),
            Self::Admin => see_other(&format!("{base}{path}?next={ADMIN}")),
            Self::Profile => see_other(&format!("{base}{path}?next={PROFILE}")),
            Self::Account => see_other(&format!("{base}{path}")),
        })
    }

    /// There, for whoever is signed in.
    pub async fn go(
        self,
        request: &HttpRequest,
        provider: &Provider,
        browser: &Browser,
    ) -> Result<HttpResponse, PageError> {
        let base = provider.live().settings.server.issuer.path().to_owned();
        match self {
            Self::Request(pending) => interaction::proceed(request, provider, browser, *pending).await,
            Self::Security => Ok(see_other(&format!("{base}/account/security"))),
            Self::Admin => Ok(see_other(&format!("{base}/admin"))),
            Self::Profile => Ok(see_other(&format!("{base}/account/profile"))),
            Self::Account => Ok(see_other(&format!("{base}/"))),
        }
    }

    /// The same, for a login in which one more factor was proven.
    pub fn stepped_up(mut self, session_id: String) -> Self {
        if let Self::Request(pending) = &mut self {
            pending.progress.stepped_up = Some(session_id);
        }
        self
    }

    /// The same, for a login that has just begun.
    pub fn authenticated(mut self, session_id: String) -> Self {
        if let Self::Request(pending) = &mut self {
            pending.progress.authenticated = Some(session_id);
        }
        self
    }
}

/// Leads on from where the sign-in stands; `None` where it came to nothing.
pub async fn lead_on(
    request: &HttpRequest,
    provider: &Provider,
    browser: &Browser,
    progress: Progress,
    onward: Onward,
) -> Result<Option<HttpResponse>, PageError> {
    Ok(match progress {
        Progress::Begun(session_id) => Some(onward.authenticated(session_id).go(request, provider, browser).await?),
        Progress::Halfway(Lacking::Enrolment) => Some(onward.via(provider, browser, "/second-factor/set-up")?),
        Progress::Halfway(_) => Some(onward.via(provider, browser, "/second-factor")?),
        Progress::Changed => None,
    })
}
