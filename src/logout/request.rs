//! What a logout request proves (OpenID Connect RP-Initiated Logout 1.0 §2, §3).

use std::borrow::Cow;
use std::sync::Arc;

use crate::authorization::respond::encode;
use crate::protocol::ascii_uri::host_remark;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::id_token::{IdTokenHint, IdTokenHintError, session_sid};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::Subject;

/// How much of `ui_locales` is read.
const MAX_LOCALES: usize = 255;

/// A request whose every claim was checked.
pub struct LogoutRequest {
    /// Who asks: the hint's audience, or the named client.
    pub client: Option<Arc<Client>>,
    hint: Option<IdTokenHint>,
    logout_hint: Option<String>,
    return_uri: Option<String>,
    state: Option<String>,
    ui_locales: Option<String>,
}

impl LogoutRequest {
    /// Whether the hint names this very login, so that no question is needed. `subject` is the `sub` by which a client
    /// knows a person.
    pub fn names(&self, signed_in: &SignedIn, subject: &dyn Fn(&Client, &Subject) -> Subject) -> bool {
        let (Some(hint), Some(client)) = (&self.hint, &self.client) else { return false };
        let sid = session_sid(&signed_in.session.id, &client.client_id);
        hint.sub == subject(client, &signed_in.user.sub).as_str() && hint.sid.as_deref() == Some(sid.as_str())
    }

    /// Whether `logout_hint` (§2) speaks of somebody else than this login's person, so that asking is due.
    pub fn means_another(&self, signed_in: &SignedIn, subject: &dyn Fn(&Client, &Subject) -> Subject) -> bool {
        let user = &signed_in.user;
        let known_as = self.client.as_deref().map(|client| subject(client, &user.sub));
        let names = [Some(user.username.as_str()), user.email.as_deref(), known_as.as_ref().map(Subject::as_str)];
        let is_named = |hint: &str| names.iter().flatten().any(|name| name.eq_ignore_ascii_case(hint));
        self.logout_hint.as_deref().is_some_and(|hint| !is_named(hint))
    }

    /// The login that the hint speaks of: the client that got it, and its `sid` there. No more than where to look:
    /// whether the hint names what is found, [`Self::names`] says.
    pub fn hinted_login(&self) -> Option<(&ClientId, &str)> {
        let sid = self.hint.as_ref().and_then(|hint| hint.sid.as_deref())?;
        Some((&self.client.as_deref()?.client_id, sid))
    }

    /// `ui_locales` (§2).
    pub fn ui_locales(&self) -> Option<&str> {
        self.ui_locales.as_deref()
    }

    /// The proven `post_logout_redirect_uri`.
    pub fn return_uri(&self) -> Option<&str> {
        self.return_uri.as_deref()
    }

    /// Where to send the browser afterwards: the URI with `state`, and nothing else, appended (§3).
    pub fn location(&self) -> Option<String> {
        let uri = self.return_uri.as_deref()?;
        let Some(state) = &self.state else { return Some(uri.to_owned()) };
        let joint = match uri.split_once('?') {
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        Some(format!("{uri}{joint}{}", encode(&[("state", state.clone())])))
    }
}

/// Checks the parameters. The error is a sentence for the page.
pub fn verify(
    parameters: &Parameters,
    find_client: &dyn Fn(&ClientId) -> Option<Arc<Client>>,
    read_hint: &dyn Fn(&str) -> Result<IdTokenHint, IdTokenHintError>,
) -> Result<LogoutRequest, Cow<'static, str>> {
    let hint = parameters
        .get("id_token_hint")
        .map(read_hint)
        .transpose()
        .map_err(|_| "id_token_hint is not valid: it is not an ID token signed by this provider")?;
    let named = match parameters.get("client_id") {
        Some(text) => Some(ClientId::parse(text).and_then(|id| find_client(&id)).ok_or("client_id is not registered")?),
        None => None,
    };
    let client = match (&hint, named) {
        (Some(hint), Some(named)) if !hint.is_for(&named.client_id) => {
            return Err("id_token_hint is not valid: it was issued to another client than client_id names".into());
        }
        (_, Some(named)) => Some(named),
        (Some(hint), None) => match hint.audience.as_slice() {
            [only] => ClientId::parse(only).and_then(|id| find_client(&id)),
            _ => None,
        },
        (None, None) => None,
    };
    let return_uri = match (parameters.get("post_logout_redirect_uri"), &client) {
        (None, _) => None,
        (Some(_), None) => return Err("post_logout_redirect_uri needs an id_token_hint or client_id".into()),
        (Some(_), Some(_)) if hint.is_none() => {
            return Err("post_logout_redirect_uri needs an id_token_hint".into());
        }
        (Some(sent), Some(client)) => {
            if !client.post_logout_redirect_uris.iter().any(|uri| uri.as_str() == sent) {
                return Err(format!("post_logout_redirect_uri is not registered{}", host_remark(sent)).into());
            }
            // The browser is sent on by nobody's word but theirs who allowed the client something (RFC 9700 §4.11.2).
            client.is_vouched_for().then(|| sent.to_owned())
        }
    };
    let [logout_hint, state] = ["logout_hint", "state"].map(|name| parameters.get(name).map(str::to_owned));
    let ui_locales = parameters.get("ui_locales").map(|locales| locales.chars().take(MAX_LOCALES).collect());
    Ok(LogoutRequest { client, hint, logout_hint, return_uri, state, ui_locales })
}
