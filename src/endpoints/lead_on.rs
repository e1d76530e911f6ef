//! Where a sign-in goes on: to the app that asked for it, to the page where it began, or to the page of the factor that it
//! lacks.

use actix_web::{HttpRequest, HttpResponse};

use super::error::PageError;
use super::interaction::{self, Pending};
use super::{see_other, segment};
use crate::protocol::client::ClientId;
use crate::protocol::factors::Lacking;
use crate::protocol::parameters::Parameters;
use crate::protocol::user_code::UserCode;
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
    /// The page of a link that confirms an address, with what its mail says.
    Email(EmailLink),
    /// The page of the person's apps.
    Apps,
    /// The page that asks whether the access of this app is to go.
    RemoveApp(ClientId),
    /// The page of what apps ask this person for.
    Requests,
    /// The page where a code of another device is typed, with that code where it is known.
    Device(Option<UserCode>),
}

/// The value of `next` for [`Onward::Security`].
const SECURITY: &str = "security";
/// The value of `next` for [`Onward::Admin`].
const ADMIN: &str = "admin";
/// The value of `next` for [`Onward::Profile`].
const PROFILE: &str = "profile";
/// The value of `next` for [`Onward::Email`], with what the link says behind a slash.
const EMAIL: &str = "email";
/// The value of `next` for [`Onward::Apps`]; with a `client_id` behind a slash, for [`Onward::RemoveApp`].
const APPS: &str = "apps";
/// The value of `next` for [`Onward::Requests`].
const REQUESTS: &str = "requests";
/// The value of `next` for [`Onward::Device`]; with the code behind a slash where there is one.
const DEVICE: &str = "device";

/// What a link that confirms an address carries. It is good for the account alone that asked for it; here it only looks like one.
pub struct EmailLink(String);

impl EmailLink {
    /// The longest that is taken for one, in octets.
    const LONGEST: usize = 100;

    /// What a link says, if one could say that.
    pub fn parse(token: &str) -> Option<Self> {
        let is_base64url = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-' || octet == b'_';
        let fits = !token.is_empty() && token.len() <= Self::LONGEST && token.bytes().all(is_base64url);
        fits.then(|| Self(token.to_owned()))
    }
}

impl Onward {
    /// What the form, or the address of its page, says; a request that waits comes before all else.
    pub fn of(pending: Option<Pending>, parameters: &Parameters) -> Self {
        match pending {
            Some(pending) => Self::Request(Box::new(pending)),
            None => parameters.get("next").map_or(Self::Account, Self::named),
        }
    }

    /// What a value of `next` names: a page, and behind a slash what is meant there.
    fn named(next: &str) -> Self {
        let (page, what) = next.split_once('/').map_or((next, None), |(page, what)| (page, Some(what)));
        match (page, what) {
            (SECURITY, None) => Self::Security,
            (PROFILE, None) => Self::Profile,
            (ADMIN, None) => Self::Admin,
            (APPS, None) => Self::Apps,
            (APPS, Some(client_id)) => ClientId::parse(client_id).map_or(Self::Account, Self::RemoveApp),
            (REQUESTS, None) => Self::Requests,
            (DEVICE, code) => Self::Device(code.and_then(UserCode::parse)),
            (EMAIL, token) => token.and_then(EmailLink::parse).map_or(Self::Profile, Self::Email),
            _ => Self::Account,
        }
    }

    /// The value of `next` that names it; what a request says stands in `interaction`.
    pub fn next(&self) -> Option<String> {
        match self {
            Self::Security => Some(SECURITY.to_owned()),
            Self::Admin => Some(ADMIN.to_owned()),
            Self::Profile => Some(PROFILE.to_owned()),
            Self::Email(EmailLink(token)) => Some(format!("{EMAIL}/{token}")),
            Self::Apps => Some(APPS.to_owned()),
            Self::RemoveApp(client_id) => Some(format!("{APPS}/{client_id}")),
            Self::Requests => Some(REQUESTS.to_owned()),
            Self::Device(None) => Some(DEVICE.to_owned()),
            Self::Device(Some(code)) => Some(format!("{DEVICE}/{code}")),
            Self::Request(_) | Self::Account => None,
        }
    }

    /// The same as a parameter of a query; empty where nothing names it.
    pub fn query(&self) -> String {
        self.next().map(|next| format!("next={}", segment(&next))).unwrap_or_default()
    }

    /// The path of its page below the issuer, for whoever is signed in; `None` where a request decides.
    pub fn path(&self) -> Option<String> {
        Some(match self {
            Self::Request(_) => return None,
            Self::Security => "/account/security".to_owned(),
            Self::Admin => "/admin".to_owned(),
            Self::Profile => "/account/profile".to_owned(),
            Self::Email(EmailLink(token)) => format!("/account/email?t={token}"),
            Self::Apps => "/account/apps".to_owned(),
            Self::RemoveApp(client_id) => format!("/account/apps/remove?client_id={}", segment(client_id.as_str())),
            Self::Requests => "/account/requests".to_owned(),
            Self::Device(None) => "/device".to_owned(),
            Self::Device(Some(code)) => format!("/device?user_code={code}"),
            Self::Account => "/".to_owned(),
        })
    }

    /// On to `path`, with what was signed in for.
    pub fn via(self, provider: &Provider, browser: &Browser, path: &str) -> Result<HttpResponse, PageError> {
        let base = provider.live().settings.server.issuer.path().to_owned();
        Ok(match self {
            Self::Request(pending) => {
                let sealed = interaction::seal(provider, browser, *pending)?;
                see_other(&format!("{base}{path}?interaction={sealed}"))
            }
            Self::Account => see_other(&format!("{base}{path}")),
            page => see_other(&format!("{base}{path}?{}", page.query())),
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
        let path = self.path().unwrap_or_default();
        match self {
            Self::Request(pending) => interaction::proceed(request, provider, browser, *pending).await,
            _ => Ok(see_other(&format!("{base}{path}"))),
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

/// The address, below the issuer, where somebody goes on who has noted their recovery codes.
pub fn next_address(
    provider: &Provider,
    browser: &Browser,
    progress: Progress,
    onward: Onward,
) -> Result<String, PageError> {
    let (path, onward) = match progress {
        Progress::Begun(session_id) => match onward.authenticated(session_id) {
            // Its next step is decided there.
            Onward::Request(pending) => ("/login", Onward::Request(pending)),
            page => return Ok(page.path().unwrap_or_default()),
        },
        Progress::Halfway(_) => ("/second-factor", onward),
        Progress::Changed => ("/login", onward),
    };
    Ok(match onward {
        Onward::Request(pending) => format!("{path}?interaction={}", interaction::seal(provider, browser, *pending)?),
        Onward::Account => path.to_owned(),
        page => format!("{path}?{}", page.query()),
    })
}
