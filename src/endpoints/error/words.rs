//! What the error page says to people, in their language. `Display` says the same in English, to the log and to programs.

use super::PageError;
use crate::authorization::Unanswerable;
use crate::endpoints::form::FormError;
use crate::endpoints::gone::{Gone, Why};
use crate::endpoints::interaction::{CANCELLED, NOT_ALLOWED};
use crate::endpoints::submitted::Lack;
use crate::protocol::ascii_uri::host_in_ascii;
use crate::protocol::caps::{self, CapError};
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::ParameterError;
use crate::say;
use crate::store::StoreError;

impl PageError {
    /// The heading of the page.
    pub(super) fn heading(&self) -> String {
        match self {
            Self::Unanswerable(Unanswerable::UnknownClient(_) | Unanswerable::ClientIdMissing) => {
                say!("error-unknown-app-heading")
            }
            Self::Unanswerable(_) | Self::TooLongToWait => say!("error-wrong-request-heading"),
            Self::NotVouchedFor { code: ErrorCode::AccessDenied, .. } => say!("error-nothing-shared-heading"),
            Self::NotVouchedFor { .. } => say!("error-not-answered-heading"),
            Self::InteractionGone(Gone { why: Why::Answered, .. }) => say!("error-complete-heading"),
            Self::InteractionGone(_) => say!("error-not-open-heading"),
            Self::Forged { lack: Lack::Outdated, .. } => say!("error-outdated-heading"),
            Self::Forged { .. } => say!("error-nothing-done-heading"),
            Self::SignInLinkGone | Self::LinkGone => say!("error-link-heading"),
            Self::Form(_) | Self::QueryAndBody => say!("error-unreadable-heading"),
            Self::Busy(_)
            | Self::Crowded
            | Self::ClientNotNow
            | Self::SessionUnavailable
            | Self::Store(StoreError::Unavailable(_) | StoreError::Unsure(_)) => {
                say!("error-busy-heading")
            }
            Self::Store(_) | Self::Failed => say!("error-failed-heading"),
            Self::AddressTooLong => say!("error-address-heading"),
            Self::HeadersTooLarge => say!("error-headers-heading"),
            Self::Refused(_) => say!("error-refused-heading"),
            Self::NotAnAdministrator => say!("error-administrators-heading"),
            Self::NotFound => say!("error-nothing-here-heading"),
            Self::MethodNotAllowed(_) => say!("error-method-heading"),
            Self::ForeignHost(_) => say!("error-development-heading"),
        }
    }

    /// What the person can do.
    pub(super) fn next_step(&self) -> String {
        match self {
            Self::Unanswerable(_) | Self::TooLongToWait | Self::Failed => say!("error-next-operator"),
            Self::NotVouchedFor { code: ErrorCode::AccessDenied, .. } => say!("error-nothing-shared-next"),
            Self::NotVouchedFor { .. } => say!("error-not-answered-next"),
            Self::InteractionGone(Gone { why: Why::Answered, .. }) => say!("error-complete-next"),
            Self::InteractionGone(Gone { why: Why::CookieMissing, .. }) => say!("error-cookie-next"),
            Self::InteractionGone(_) => say!("error-not-open-next"),
            Self::Forged { lack: Lack::AnotherSite, .. } => say!("error-another-site-next"),
            Self::Forged { .. } => say!("error-again-next"),
            Self::SignInLinkGone => say!("error-sign-in-link-next"),
            Self::LinkGone => say!("error-link-next"),
            Self::Busy(_)
            | Self::Crowded
            | Self::ClientNotNow
            | Self::SessionUnavailable
            | Self::Store(StoreError::Unavailable(_) | StoreError::Unsure(_)) => {
                say!("error-busy-next")
            }
            Self::Store(_) => say!("error-next-operator"),
            Self::HeadersTooLarge => say!("error-headers-next"),
            Self::Form(_)
            | Self::QueryAndBody
            | Self::AddressTooLong
            | Self::Refused(_)
            | Self::MethodNotAllowed(_) => say!("error-next-app"),
            Self::NotAnAdministrator => say!("error-administrators-next"),
            Self::NotFound => say!("error-nothing-here-next"),
            Self::ForeignHost(_) => say!("error-development-next"),
        }
    }

    /// What happened, where it is written for the developer of an app, who is told the same in English by other ways.
    pub(super) fn technical(&self) -> Option<String> {
        match self {
            Self::Unanswerable(Unanswerable::RequestObject { words, .. } | Unanswerable::NoKey { words, .. }) => {
                Some(sentence(words))
            }
            Self::NotVouchedFor { description, .. } if !is_of_the_person(description) => Some(sentence(description)),
            _ => None,
        }
    }

    /// What happened, in a sentence. Storage faults are not spelled out to the public (SEC-70).
    pub(super) fn message(&self) -> String {
        match self {
            Self::Unanswerable(fault) => of_request(fault),
            Self::NotVouchedFor { description, .. } if description == CANCELLED => {
                say!("error-not-vouched-for-cancelled")
            }
            Self::NotVouchedFor { description, .. } if description == NOT_ALLOWED => {
                say!("error-not-vouched-for-denied")
            }
            Self::NotVouchedFor { .. } => say!("error-not-vouched-for"),
            Self::InteractionGone(gone) => match gone.why {
                Why::Nothing => say!("error-no-sign-in"),
                Why::AnotherBrowser => say!("error-another-browser"),
                Why::CookieMissing => say!("error-no-cookie"),
                Why::TooOld => say!("error-too-old"),
                Why::Answered => say!("error-answered"),
                Why::NotPushed => say!("error-not-pushed"),
                Why::Expired => say!("error-request-expired"),
            },
            Self::TooLongToWait => say!("error-too-long-to-wait"),
            Self::Forged { lack, .. } => lack.for_people(),
            Self::Form(fault) => of_form(fault),
            Self::QueryAndBody => say!("error-query-and-body"),
            Self::LinkGone => say!("error-link"),
            Self::SignInLinkGone => say!("error-sign-in-link"),
            Self::Busy(_) => say!("error-busy"),
            Self::ClientNotNow => say!("error-client-not-now"),
            Self::Store(StoreError::Unavailable(_) | StoreError::Unsure(_)) | Self::SessionUnavailable => {
                say!("error-session")
            }
            Self::Store(_) => say!("error-storage"),
            Self::NotAnAdministrator => say!("error-administrators"),
            Self::NotFound => say!("error-nothing-here"),
            Self::MethodNotAllowed(method) => say!("error-method", method = method.as_str()),
            Self::AddressTooLong => say!("error-address"),
            Self::HeadersTooLarge => say!("error-headers"),
            Self::Crowded => say!("error-crowded"),
            Self::Failed => say!("error-failed"),
            Self::Refused(status) => say!("error-refused", status = status.to_string()),
            Self::ForeignHost(host) => say!("error-development", host = host.as_str()),
        }
    }
}

/// Whether an app would be told what its user did: no fault of its own.
fn is_of_the_person(description: &str) -> bool {
    [CANCELLED, NOT_ALLOWED].contains(&description)
}

/// A description as a sentence. One that names a parameter is left as it begins.
fn sentence(description: &str) -> String {
    let mut sentence = description.to_owned();
    if let Some(first) = sentence.get(..1).map(str::to_uppercase)
        && !sentence.contains('_')
    {
        sentence.replace_range(..1, &first);
    }
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

fn of_request(fault: &Unanswerable) -> String {
    match fault {
        Unanswerable::Unreadable(fault) => of_parameters(fault),
        Unanswerable::ClientIdMissing => say!("error-client-id-missing"),
        Unanswerable::UnknownClient(_) => say!("error-client-id-unknown"),
        Unanswerable::RedirectUriMissing(_) => say!("error-redirect-uri-missing"),
        // All of it is technical.
        Unanswerable::RequestObject { .. } | Unanswerable::NoKey { .. } => String::new(),
        Unanswerable::RedirectUriNotRegistered { sent, .. } => match host_in_ascii(sent) {
            Some(host) => say!("error-redirect-uri-not-ascii", host = host),
            None => say!("error-redirect-uri-unknown"),
        },
    }
}

fn of_form(fault: &FormError) -> String {
    match fault {
        FormError::ContentType => say!("error-body-type", kind = "application/x-www-form-urlencoded"),
        FormError::NotJson => say!("error-body-type", kind = "application/json"),
        FormError::Compressed => say!("error-body-compressed"),
        FormError::TooLarge(bytes) => say!("error-body-too-large", bytes = *bytes),
        FormError::TooSlow => say!("error-body-too-slow"),
        FormError::Broken => say!("error-body-broken"),
        FormError::Parameters(fault) => of_parameters(fault),
    }
}

fn of_parameters(fault: &ParameterError) -> String {
    match fault {
        ParameterError::Duplicate(name) => say!("error-parameter-twice", name = name.as_str()),
        ParameterError::Encoding(name) => say!("error-parameter-encoding", name = name.as_str()),
        ParameterError::TooMany => say!("error-parameters-too-many", most = caps::PARAMETERS),
        ParameterError::Cap(CapError::Values { name, most }) => {
            say!("error-parameter-values", name = *name, most = *most)
        }
        ParameterError::Cap(CapError::Octets { name, most }) => {
            say!("error-parameter-bytes", name = *name, most = *most)
        }
        ParameterError::Cap(CapError::Times { name, most }) => {
            say!("error-parameter-times", name = *name, most = *most)
        }
    }
}
