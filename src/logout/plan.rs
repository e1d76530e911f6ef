//! What is known of each app after a login ended, and what is said of it: never more than can be known.

use std::time::Duration;

use super::front_channel::frame;
use crate::protocol::client::Client;
use crate::protocol::language::{LanguageTag, Languages};
use crate::protocol::logout_delivery::{DeliveryRecord, DeliveryState};
use crate::protocol::site::is_same_site;
use crate::say;

/// How one app learns of the end, and how far that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its server confirmed (back-channel).
    Confirmed,
    /// Its server is being told.
    Telling,
    /// Its server did not answer yet and is tried again.
    StillTrying,
    /// Its server could not be told.
    Unreachable,
    /// Its page was asked in a frame, on the provider's own site.
    Asked,
    /// Its page was asked in a frame, which is useless where the browser keeps the app's cookies from frames of other sites.
    AskedAcrossSites,
    /// It watches the session from its open pages.
    Watching,
    /// Nothing tells it.
    Untold,
}

impl Outcome {
    /// One sentence for the person who signed out.
    pub fn in_words(self) -> String {
        match self {
            Self::Confirmed => say!("app-signed-out"),
            Self::Telling => say!("app-being-signed-out"),
            Self::StillTrying => say!("app-still-trying"),
            Self::Unreachable => say!("app-unreachable"),
            Self::Asked => say!("app-asked"),
            Self::AskedAcrossSites => say!("app-asked-across-sites"),
            Self::Watching => say!("app-watching"),
            Self::Untold => say!("app-untold"),
        }
    }

    /// For the mark beside it: `done`, `pending` or `failed`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Confirmed => "done",
            Self::Telling | Self::StillTrying => "pending",
            Self::Asked | Self::Watching => "asked",
            Self::Unreachable | Self::AskedAcrossSites | Self::Untold => "failed",
        }
    }

    /// Whether its server was tried: only then a time that it took is of this.
    pub fn was_tried(self) -> bool {
        matches!(self, Self::Confirmed | Self::StillTrying | Self::Unreachable)
    }

    /// The sentence with how long the last try took, where there was one.
    pub fn after(self, took: Option<Duration>) -> String {
        let words = self.in_words();
        match took.filter(|_| self.was_tried()) {
            Some(took) => say!("app-took", words = words.as_str(), ms = milliseconds(took)),
            None => words,
        }
    }
}

/// One app on the signed-out page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppOutcome {
    /// Its name.
    pub client_name: String,
    /// The language of the name, where it is known.
    pub lang: Option<LanguageTag>,
    /// What is known.
    pub outcome: Outcome,
    /// What to load in a frame.
    pub frame: Option<String>,
    /// How long its server took to answer, or not to.
    pub took: Option<Duration>,
}

impl AppOutcome {
    /// What is known, with how long it took.
    pub fn in_words(&self) -> String {
        self.outcome.after(self.took)
    }
}

/// As people are told of it.
pub fn milliseconds(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}

/// What else there is to know.
pub struct Situation<'a> {
    /// The issuer.
    pub issuer: &'a str,
    /// The login that ended.
    pub session_id: &'a str,
    /// Whether front-channel logout is on.
    pub frontchannel: bool,
    /// What the person reads.
    pub languages: &'a Languages,
    /// Whether a page of this client ever asked about its session.
    pub watches: &'a dyn Fn(&Client) -> bool,
}

/// What is known of one app: what its server said counts most, then its page, then what it may notice by itself.
pub fn app_outcome(client: &Client, record: &DeliveryRecord, situation: &Situation<'_>) -> AppOutcome {
    let frame = frame(client, situation.issuer, situation.session_id).filter(|_| situation.frontchannel);
    let outcome = match (record.state, record.attempts, &frame) {
        (DeliveryState::Delivered, ..) => Outcome::Confirmed,
        (DeliveryState::Pending, 0, _) if client.backchannel_logout_uri.is_some() => Outcome::Telling,
        (DeliveryState::Pending, 1.., _) => Outcome::StillTrying,
        (DeliveryState::Failed, ..) => Outcome::Unreachable,
        (_, _, Some(uri)) if is_same_site(situation.issuer, uri) => Outcome::Asked,
        (_, _, Some(_)) => Outcome::AskedAcrossSites,
        (_, _, None) if (situation.watches)(client) => Outcome::Watching,
        (_, _, None) => Outcome::Untold,
    };
    let shown = client.shown_in(situation.languages);
    let took = record.took.filter(|_| outcome.was_tried());
    AppOutcome { client_name: shown.client_name.to_owned(), lang: shown.lang.cloned(), outcome, frame, took }
}
