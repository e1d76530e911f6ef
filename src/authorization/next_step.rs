//! What must happen before a verified request can be granted: one pure decision, taken anew after every page.

use serde::{Deserialize, Serialize};

use super::assurance;
use super::verified::VerifiedRequest;
use crate::clock::Timestamp;
use crate::protocol::acr::Level;
use crate::protocol::client::{Client, ConsentMode};
use crate::protocol::consent::Consent;
use crate::protocol::error::ErrorCode;
use crate::protocol::factors::Means;
use crate::protocol::scope::ScopeSet;
use crate::protocol::session::SignedIn;
use crate::protocol::user::Subject;

/// What the person did since this request arrived. Each entry names the login session it was done in, so that
/// nothing carries over to another account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Signed in, or proved the password again.
    pub authenticated: Option<String>,
    /// Chose this account.
    pub account_chosen: Option<String>,
    /// Proved one more factor, whichever it was.
    #[serde(default)]
    pub stepped_up: Option<String>,
    /// Pressed Allow.
    pub consented: Option<String>,
}

/// The next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Nobody, or somebody else, is signed in.
    SignIn,
    /// A new account was asked for, and nobody signed in since.
    SignUp,
    /// The same person must prove the password again (`prompt=login`, `max_age`).
    Reauthenticate,
    /// The person must prove a factor beside what the login rests on; they have one.
    StepUp,
    /// The person must set up a second factor, which a fresh sign-in leads to.
    Enrol,
    /// The person chooses an account.
    SelectAccount,
    /// The person decides what is shared; `new` are the scope values not allowed before.
    Consent {
        /// Scope values not allowed before.
        new: ScopeSet,
    },
    /// Nothing is missing.
    Issue,
    /// The request cannot be granted.
    Refuse(ErrorCode, &'static str),
}

/// Everything the decision depends on.
pub struct Situation<'a> {
    /// The request.
    pub request: &'a VerifiedRequest,
    /// Its client, as registered now.
    pub client: &'a Client,
    /// Who is signed in now.
    pub signed_in: Option<&'a SignedIn>,
    /// The `sub` by which the client knows that person.
    pub sub: Option<&'a Subject>,
    /// What was allowed before.
    pub consent: Option<&'a Consent>,
    /// What the settings demand of that person, whatever is asked.
    pub floor: Level,
    /// What that person can prove themselves with.
    pub means: Means,
    /// What was done since.
    pub progress: &'a Progress,
    /// Now.
    pub now: Timestamp,
}

impl NextStep {
    /// Whether the person who is signed in must prove the first factor again.
    pub fn begins_anew(&self) -> bool {
        matches!(self, Self::Reauthenticate | Self::Enrol)
    }
}

/// Decides (Core §3.1.2.3, §3.1.2.4, §3.1.2.6).
pub fn next_step(situation: &Situation<'_>) -> NextStep {
    let silent = situation.request.asked().prompt.is_none();
    match step(situation) {
        NextStep::SignIn if silent => NextStep::Refuse(ErrorCode::LoginRequired, "no user is signed in as asked"),
        NextStep::Reauthenticate if silent => {
            NextStep::Refuse(ErrorCode::LoginRequired, "the user must authenticate again")
        }
        NextStep::StepUp | NextStep::Enrol if silent => {
            NextStep::Refuse(ErrorCode::LoginRequired, "the user must authenticate with a second factor")
        }
        NextStep::Consent { .. } if silent => {
            NextStep::Refuse(ErrorCode::ConsentRequired, "the user has not consented to this")
        }
        step => step,
    }
}

fn step(situation: &Situation<'_>) -> NextStep {
    let Situation { request, client, signed_in, sub, progress, now, .. } = situation;
    let asked = request.asked();
    // Taken from the client since the request arrived (row 13, SEC-12).
    if !request.is_registered_for(client) {
        let words = "the client is no longer registered for this response type or grant type";
        return NextStep::Refuse(ErrorCode::UnauthorizedClient, words);
    }
    // Who is locked has no login; who left the configuration keeps theirs for a while, and is admitted nowhere by it.
    let nobody = if asked.prompt.asks_create() { NextStep::SignUp } else { NextStep::SignIn };
    let Some(signed_in) = signed_in.filter(|signed_in| signed_in.user.may_sign_in()) else { return nobody };
    let session = &signed_in.session;
    let done = |step: &Option<String>| step.as_ref() == Some(&session.id);
    let authenticated = done(&progress.authenticated);

    // Whoever had an account already and signed in with it has seen that page (Initiating User Registration §4).
    if asked.prompt.asks_create() && !authenticated {
        return NextStep::SignUp;
    }
    if asked.required_sub.as_deref().is_some_and(|required| sub.is_none_or(|sub| sub.as_str() != required)) {
        return match authenticated {
            true => NextStep::Refuse(ErrorCode::LoginRequired, "another user signed in than the client asked for"),
            false => NextStep::SignIn,
        };
    }
    let too_old = asked.max_age.is_some_and(|max_age| max_age.is_zero() || !session.is_newer_than(max_age, *now));
    if !authenticated && (asked.prompt.asks_login() || too_old) {
        return NextStep::Reauthenticate;
    }
    if asked.prompt.asks_select_account() && !authenticated && !done(&progress.account_chosen) {
        return NextStep::SelectAccount;
    }
    if !client.admits(&signed_in.user.groups) {
        return NextStep::Refuse(ErrorCode::AccessDenied, "this user may not use this application");
    }
    let reached = Level::reached(&session.acr);
    let demand = assurance::demanded(asked, client, situation.means, situation.floor);
    if reached < demand.least {
        return match situation.means.highest() >= demand.least {
            true => NextStep::StepUp,
            false if demand.can_be_met() => NextStep::Enrol,
            false => NextStep::Refuse(
                ErrorCode::UnmetAuthenticationRequirements,
                "this user has no factor that reaches the acr, and may not add one",
            ),
        };
    }
    // A wish leads to one page at most, and to none where none may be shown.
    let was_asked = authenticated || done(&progress.stepped_up) || asked.prompt.is_none();
    if reached < demand.wished && !was_asked {
        return NextStep::StepUp;
    }
    // What was allowed a moment ago may have been withdrawn on the account page since.
    let stands = client.consent == ConsentMode::Skip || situation.consent.is_some();
    if done(&progress.consented) && stands { NextStep::Issue } else { consent_step(situation) }
}

fn consent_step(situation: &Situation<'_>) -> NextStep {
    let Situation { request, client, consent, .. } = situation;
    let asked = request.asked();
    let empty = ScopeSet::default();
    let allowed = consent.map_or(&empty, |consent| &consent.scope);
    let names = asked.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
    let claims_allowed = names.iter().all(|name| consent.is_some_and(|consent| consent.claims.contains(name)));
    // Whoever wishes to be asked each time allowed an earlier request and not this one.
    let answers = consent.is_some_and(|consent| !consent.asks_each_time);
    let remembered = answers && asked.scope.is_subset_of(allowed) && claims_allowed;
    let must_ask = match client.consent {
        _ if asked.prompt.asks_consent() => true,
        // Whoever asked on the other device may be a stranger who sent a link: the person looks each time (RFC 8628 §5.4).
        _ if request.reply_to().is_none() => true,
        // Each is an act of its own, such as a payment: no consent from before speaks of it, and no operator for everybody.
        _ if !asked.authorization_details.is_empty() => true,
        ConsentMode::Skip => false,
        ConsentMode::Always | ConsentMode::Remember => !client.remembers_consent() || !remembered,
    };
    if must_ask {
        NextStep::Consent { new: asked.scope.filtered(|value| !allowed.contains(value)) }
    } else {
        NextStep::Issue
    }
}
