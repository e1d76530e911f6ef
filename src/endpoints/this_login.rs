//! The apps that ride on the login of this browser: on the account page as a picture and as a list, where one of them is signed out
//! while the others stay.

use std::time::Duration;

use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::logout;
use crate::logout::plan::{Outcome, milliseconds};
use crate::pages::spokes::{self, Spoke};
use crate::protocol::client::ClientId;
use crate::protocol::language::{LanguageTag, Languages};
use crate::protocol::logout_delivery::{DeliveryRecord, DeliveryState};
use crate::protocol::session::SignedIn;
use crate::provider::Provider;
use crate::say;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::tokens::AppOfLogin;
use crate::words;

/// How long an app is shown whose server confirmed that it is signed out: whoever signed out of it sees that it worked.
const TOLD_FOR: Duration = Duration::from_secs(60);

/// How an app stands in the login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It holds a grant of it.
    SignedIn,
    /// It is signed out, and its server confirmed that a moment ago.
    SignedOut,
    /// It is signed out, and its server does not know it yet.
    SigningOut(Outcome),
    /// It is signed out, and its server could not be told.
    Unreachable,
}

impl State {
    /// `None` where there is nothing to tell any more.
    fn of(app: &AppOfLogin, told: Option<&DeliveryRecord>, now: Timestamp) -> Option<Self> {
        if app.is_live {
            return Some(Self::SignedIn);
        }
        let told = told?;
        match (told.state, told.attempts) {
            (DeliveryState::Pending, 0) => Some(Self::SigningOut(Outcome::Telling)),
            (DeliveryState::Pending, _) => Some(Self::SigningOut(Outcome::StillTrying)),
            (DeliveryState::Failed, _) => Some(Self::Unreachable),
            // What is settled has the moment of it there.
            (DeliveryState::Delivered, _) => (now.since(told.next_attempt_at) < TOLD_FOR).then_some(Self::SignedOut),
            (DeliveryState::NotAsked, _) => None,
        }
    }

    /// What is known of telling its server; `None` where there was nothing to tell.
    fn outcome(self) -> Option<Outcome> {
        match self {
            Self::SignedIn => None,
            Self::SignedOut => Some(Outcome::Confirmed),
            Self::SigningOut(how) => Some(how),
            Self::Unreachable => Some(Outcome::Unreachable),
        }
    }

    /// The class that it is drawn by.
    fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed-in",
            Self::SignedOut => "signed-out",
            Self::SigningOut(_) => "signing-out",
            Self::Unreachable => "unreachable",
        }
    }

    /// The same in words, with how long its server took.
    fn in_words(self, took: Option<Duration>) -> String {
        self.outcome().map_or_else(|| say!("account-spoke-signed-in"), |outcome| outcome.after(took))
    }
}

/// An app with what is drawn and told of it.
struct Rider {
    app: AppOfLogin,
    state: State,
    /// How long the last try to tell its server took, where its state is of that.
    took: Option<Duration>,
    thickness: usize,
}

/// The apps that there is something to tell of, the last used first.
async fn riders(provider: &Provider, session_id: &str) -> Result<Vec<Rider>, StoreError> {
    let (now, deliveries) = (provider.now(), provider.store.deliveries_of(session_id).await?);
    let apps = provider.store.apps_of_login(session_id).await?.into_iter();
    let rider = |app: AppOfLogin| {
        let told = deliveries.iter().find(|delivery| delivery.client_id == app.client_id);
        let state = State::of(&app, told, now)?;
        let took = told.and_then(|told| told.took).filter(|_| state.outcome().is_some_and(Outcome::was_tried));
        let thickness = spokes::thickness(now.since(app.used_at));
        Some(Rider { app, state, took, thickness })
    };
    Ok(apps.filter_map(rider).collect())
}

/// Changes whenever the picture does.
fn mark_of(riders: &[Rider]) -> String {
    let line = |rider: &Rider| {
        let Rider { app, state, took, thickness } = rider;
        format!("{} {state:?} {took:?} {thickness}\n", app.client_id)
    };
    Digest::of(&riders.iter().map(line).collect::<String>()).text()
}

/// What a page that is open asks for to see whether it shows what is.
pub async fn mark(provider: &Provider, session_id: &str) -> Result<String, StoreError> {
    Ok(mark_of(&riders(provider, session_id).await?))
}

/// What an app is called, and whether its server can be told that it ended.
struct Named {
    client_name: String,
    lang: Option<LanguageTag>,
    is_told: bool,
}

async fn named(provider: &Provider, client_id: &ClientId, languages: &Languages) -> Result<Named, StoreError> {
    let Some(client) = provider.client(client_id).await? else {
        return Ok(Named { client_name: client_id.to_string(), lang: None, is_told: false });
    };
    let shown = client.shown_in(languages);
    Ok(Named {
        client_name: shown.client_name.to_owned(),
        lang: shown.lang.cloned(),
        is_told: client.backchannel_logout_uri.is_some(),
    })
}

/// What the page shows.
pub async fn context(provider: &Provider, signed_in: &SignedIn, languages: &Languages) -> Result<Value, StoreError> {
    let riders = riders(provider, &signed_in.session.id).await?;
    let mut all = Vec::with_capacity(riders.len());
    for rider in &riders {
        all.push(named(provider, &rider.app.client_id, languages).await?);
    }
    let names: Vec<&str> = all.iter().map(|named| named.client_name.as_str()).collect();
    let picture = spokes::picture(&names, words::reader::language().is_right_to_left());
    let drawn = picture.spokes.iter().map(Some).chain(std::iter::repeat(None));
    let rows = riders.iter().zip(&all).zip(drawn).map(|((rider, named), spoke)| row(rider, named, spoke));
    Ok(json!({"apps": rows.collect::<Vec<_>>(), "picture": picture, "mark": mark_of(&riders)}))
}

fn row(rider: &Rider, named: &Named, spoke: Option<&Spoke>) -> Value {
    json!({
        "client_id": rider.app.client_id,
        "client_name": named.client_name,
        "lang": named.lang,
        "state": rider.state.as_str(),
        "words": rider.state.in_words(rider.took),
        "mark": rider.state.outcome().map(Outcome::mark),
        "took": rider.took.map(|took| say!("account-spoke-took", ms = milliseconds(took))),
        "is_signed_in": rider.state == State::SignedIn,
        "is_told": named.is_told,
        "used_at": rider.app.used_at.to_string(),
        "thickness": rider.thickness,
        "spoke": spoke,
    })
}

/// Signs the person out of one app, as far as this login goes: no other login, and no other app.
pub async fn end(provider: &Provider, signed_in: &SignedIn, client_id: &ClientId) -> Result<(), StoreError> {
    let (sub, id) = (&signed_in.user.sub, &signed_in.session.id);
    if provider.store.end_app_of_login(sub, id, client_id, provider.now()).await? {
        logout::announce(provider);
        tracing::info!(%sub, %client_id, "an app of a login ended");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(is_live: bool) -> AppOfLogin {
        AppOfLogin { client_id: ClientId::parse("wiki").unwrap(), used_at: Timestamp(5), is_live }
    }

    fn delivery(state: DeliveryState, attempts: u32) -> DeliveryRecord {
        let client_id = ClientId::parse("wiki").unwrap();
        DeliveryRecord { client_id, state, attempts, next_attempt_at: Timestamp(5), detail: String::new(), took: None }
    }

    #[test]
    fn an_app_that_holds_a_grant_is_signed_in_whatever_it_was_told_before() {
        for state in [DeliveryState::Pending, DeliveryState::Failed, DeliveryState::Delivered] {
            assert_eq!(State::of(&app(true), Some(&delivery(state, 1)), Timestamp(5)), Some(State::SignedIn));
        }
        assert_eq!(State::of(&app(true), None, Timestamp(5)), Some(State::SignedIn));
    }

    #[test]
    fn an_app_that_was_signed_out_is_told_of_until_its_server_knows_and_for_a_minute_more() {
        for (state, attempts, expected) in [
            (DeliveryState::Pending, 0, Some(State::SigningOut(Outcome::Telling))),
            (DeliveryState::Pending, 2, Some(State::SigningOut(Outcome::StillTrying))),
            (DeliveryState::Failed, 3, Some(State::Unreachable)),
            (DeliveryState::Delivered, 0, Some(State::SignedOut)),
            (DeliveryState::NotAsked, 0, None),
        ] {
            let told = delivery(state, attempts);
            assert_eq!(State::of(&app(false), Some(&told), Timestamp(64)), expected, "{state:?}");
        }
        let told = delivery(DeliveryState::Delivered, 2);
        assert_eq!(State::of(&app(false), Some(&told), Timestamp(65)), None, "a minute ago");
        let nobody = State::of(&app(false), None, Timestamp(5));
        assert_eq!(nobody, None, "its grant was revoked and nobody had to be told");
    }

    #[test]
    fn the_mark_changes_with_the_state_the_time_the_thickness_and_the_apps() {
        let rider = |state, thickness| Rider { app: app(true), state, took: None, thickness };
        let after = |millis| Rider { took: Some(Duration::from_millis(millis)), ..rider(State::SignedOut, 6) };
        let marks = [
            mark_of(&[]),
            mark_of(&[rider(State::SignedIn, 6)]),
            mark_of(&[rider(State::SignedIn, 4)]),
            mark_of(&[rider(State::Unreachable, 6)]),
            mark_of(&[rider(State::SignedOut, 6)]),
            mark_of(&[after(41)]),
            mark_of(&[after(42)]),
            mark_of(&[rider(State::SigningOut(Outcome::Telling), 6)]),
            mark_of(&[rider(State::SigningOut(Outcome::StillTrying), 6)]),
        ];
        let different: std::collections::BTreeSet<&String> = marks.iter().collect();
        assert_eq!(different.len(), marks.len());
        assert_eq!(mark_of(&[rider(State::SignedIn, 6)]), marks[1]);
    }
}
