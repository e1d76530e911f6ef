//! What a logout request proves (OpenID Connect RP-Initiated Logout 1.0 §2, §3).

use std::sync::Arc;

use super::fault::Fault;
use crate::authorization::respond::encode;
use crate::protocol::ascii_uri::host_remark;
use crate::protocol::client::{Client, ClientId};
use crate::protocol::id_token::{IdTokenHint, IdTokenHintError, session_sid};
use crate::protocol::parameters::Parameters;
use crate::protocol::session::SignedIn;
use crate::protocol::user::Subject;

/// How much of `ui_locales` is read.
const MAX_LOCALES: usize = 255;

/// A request whose every claim was checked; what did not hold is not in it.
#[derive(Default)]
pub struct LogoutRequest {
    /// Who asks: the hint's audience, or the named client.
    pub client: Option<Arc<Client>>,
    hint: Option<IdTokenHint>,
    logout_hint: Option<String>,
    return_uri: Option<String>,
    state: Option<String>,
    ui_locales: Option<String>,
    fault: Option<Fault>,
}

impl LogoutRequest {
    /// A request that could not be read: a wish to sign out, and nothing more.
    pub fn unreadable(why: String) -> Self {
        Self { fault: Some(Fault::Unreadable(why)), ..Self::default() }
    }

    /// What did not hold, where that leaves no way back.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref().filter(|_| self.return_uri.is_none())
    }

    /// Whether the client proved itself by a hint. Without one, the browser goes on to a registered address only once
    /// the person has said yes (§2, §3).
    pub fn is_proven(&self) -> bool {
        self.hint.is_some()
    }

    /// Whether the hint names this very login, so that no question is needed. `subject` is the `sub` by which a client
    /// knows a person.
    pub fn names(&self, signed_in: &SignedIn, subject: &dyn Fn(&Client, &Subject) -> Subject) -> bool {
        let (Some(hint), Some(client)) = (&self.hint, &self.client) else { return false };
        let sid = session_sid(&signed_in.session.id, &client.client_id);
        hint.sub == subject(client, &signed_in.user.sub).as_str() && hint.sid.as_deref() == Some(sid.as_str())
    }

    /// Whether `logout_hint` (§2) speaks of somebody else than this login's person, so that asking is due.
    pub fn means_another(&self, signed_in: &SignedIn, subject: &dyn Fn(&Client, &Subject) -> Subject) -> bool {
        let Some(hint) = self.logout_hint.as_deref() else { return false };
        let user = &signed_in.user;
        let known_as = self.client.as_deref().map(|client| subject(client, &user.sub));
        let names = [Some(user.username.as_str()), user.email.as_deref(), known_as.as_ref().map(Subject::as_str)];
        !names.iter().flatten().any(|name| name.eq_ignore_ascii_case(hint))
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

    /// The `post_logout_redirect_uri`, if the client registered it.
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

/// Checks the parameters, of which `hint` is what `id_token_hint` turned out to be. Nothing is refused: what does not hold
/// is left out, and [`LogoutRequest::fault`] says why.
pub fn verify(
    parameters: &Parameters,
    find_client: &dyn Fn(&ClientId) -> Option<Arc<Client>>,
    hint: Option<Result<IdTokenHint, IdTokenHintError>>,
) -> LogoutRequest {
    let Claimed { hint, named, mut fault } = claimed(parameters, find_client, hint);
    let client = match (&hint, named) {
        (_, Some(named)) => Some(named),
        (Some(hint), None) => match hint.audience.as_slice() {
            [only] => {
                let found = ClientId::parse(only).and_then(|id| find_client(&id));
                if found.is_none() {
                    fault = Some(Fault::ClientUnknown);
                }
                found
            }
            _ => None,
        },
        (None, None) => None,
    };
    let return_uri = match (parameters.get("post_logout_redirect_uri"), &client) {
        (None, _) => None,
        (Some(_), None) => {
            fault.get_or_insert(Fault::ReturnWithoutClient);
            None
        }
        (Some(sent), Some(client)) => match may_lead_to(client, sent) {
            Ok(()) => Some(sent.to_owned()),
            Err(other) => {
                fault = Some(other);
                None
            }
        },
    };
    let [logout_hint, state] = ["logout_hint", "state"].map(|name| parameters.get(name).map(str::to_owned));
    let ui_locales = parameters.get("ui_locales").map(|locales| locales.chars().take(MAX_LOCALES).collect());
    LogoutRequest { client, hint, logout_hint, return_uri, state, ui_locales, fault }
}

/// What hint and `client_id` prove together.
#[derive(Default)]
struct Claimed {
    hint: Option<IdTokenHint>,
    named: Option<Arc<Client>>,
    fault: Option<Fault>,
}

/// Where one of them does not hold, the other is left, if any; of two that contradict each other, neither.
fn claimed(
    parameters: &Parameters,
    find_client: &dyn Fn(&ClientId) -> Option<Arc<Client>>,
    hint: Option<Result<IdTokenHint, IdTokenHintError>>,
) -> Claimed {
    let without_hint = |named, fault| Claimed { hint: None, named, fault: Some(fault) };
    let named = match parameters.get("client_id") {
        Some(text) => match ClientId::parse(text).and_then(|id| find_client(&id)) {
            Some(client) => Some(client),
            None => return without_hint(None, Fault::ClientUnknown),
        },
        None => None,
    };
    let Some(hint) = hint else { return Claimed { named, ..Claimed::default() } };
    let has_five_parts = || parameters.get("id_token_hint").is_some_and(|sent| sent.split('.').count() == 5);
    match (hint, named) {
        // Five parts are a JWE (RFC 7516 §3.1).
        (Err(_), named) if has_five_parts() => without_hint(named, Fault::HintEncrypted),
        (Err(_), named) => without_hint(named, Fault::HintNotOurs),
        (Ok(hint), Some(named)) if !hint.is_for(&named.client_id) => without_hint(None, Fault::HintOfAnotherClient),
        (Ok(hint), named) => Claimed { hint: Some(hint), named, fault: None },
    }
}

/// Whether the client registered this address, byte for byte (SEC-50), and somebody allowed the client something: the
/// browser is sent on by nobody's word but theirs (RFC 9700 §4.11.2).
fn may_lead_to(client: &Client, sent: &str) -> Result<(), Fault> {
    if !client.post_logout_redirect_uris.iter().any(|uri| uri.as_str() == sent) {
        return Err(Fault::ReturnNotRegistered(host_remark(sent)));
    }
    if client.is_vouched_for() { Ok(()) } else { Err(Fault::NotVouchedFor) }
}
