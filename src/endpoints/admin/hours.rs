//! What became of the requests of each app in the last 24 hours: a bar with a tick for each hour, as pages about uptime
//! have it, and on the page of one app the same in numbers.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::time::Duration;

use actix_web::HttpRequest;
use serde_json::{Value, json};

use super::app_row;
use super::apps::path_of;
use crate::clock::Timestamp;
use crate::endpoints::error::PageError;
use crate::endpoints::languages;
use crate::endpoints::timeline::Timeline;
use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;
use crate::provider::Provider;
use crate::say;
use crate::telemetry::hours::Hour;
use crate::words::reader;

/// How many apps the overview shows.
const APPS: usize = 8;
/// How many are looked at for it: some may be gone since they asked.
const LOOKED_AT: usize = 40;
/// How much of an hour's place its tick takes, in seconds.
const TICK: i64 = 2_700;
/// From how long on a server has seen all that is shown.
const DAY: Duration = Duration::from_secs(86_400);

/// How an hour went. The worse it was, the taller its tick is: nobody needs to tell colours apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was asked.
    Empty,
    /// All was answered.
    Answered,
    /// Some was refused, at most as much as was answered.
    Mixed,
    /// More was refused than answered.
    Refused,
}

impl State {
    fn of(hour: &Hour) -> Self {
        match (hour.answered, hour.refused) {
            (0, 0) => Self::Empty,
            (_, 0) => Self::Answered,
            (answered, refused) if refused > answered => Self::Refused,
            _ => Self::Mixed,
        }
    }

    /// The class of its tick.
    fn class(self) -> &'static str {
        match self {
            Self::Empty => "hour-empty",
            Self::Answered => "hour-ok",
            Self::Mixed => "hour-some",
            Self::Refused => "hour-most",
        }
    }

    /// The height of its tick, in percent; the legend in `macros.html` has the same.
    fn height(self) -> u32 {
        match self {
            Self::Empty => 8,
            Self::Answered => 45,
            Self::Mixed => 70,
            Self::Refused => 100,
        }
    }
}

/// What the overview shows: apps that asked something, those first that were refused the most.
pub async fn of_the_worst(request: &HttpRequest, provider: &Provider) -> Result<Value, PageError> {
    let (languages, is_right_to_left) = (languages(request, None), reader::language().is_right_to_left());
    let mut all = provider.hours.of_all(provider.now());
    all.sort_by_cached_key(|(client_id, hours)| (Reverse(badness(hours)), client_id.clone()));
    let mut apps = Vec::new();
    for (client_id, hours) in all.iter().take(LOOKED_AT) {
        if apps.len() == APPS {
            break;
        }
        let Some(client) = provider.client(client_id).await? else { continue };
        let mut app = app_row(&client, &languages);
        if let Value::Object(app) = &mut app {
            app.insert("path".to_owned(), json!(path_of(client_id)));
            app.insert("bar".to_owned(), picture(hours, is_right_to_left));
        }
        apps.push(app);
    }
    Ok(json!({"apps": apps, "counted": counted(provider)}))
}

/// How bad a day was: in how many hours most was refused, in how many some, and how much in all.
fn badness(hours: &[Hour]) -> (usize, usize, u64) {
    let count = |state: State| hours.iter().filter(|hour| State::of(hour) == state).count();
    (count(State::Refused), count(State::Mixed), hours.iter().map(|hour| u64::from(hour.refused)).sum())
}

/// How many requests each app made in the last 24 hours, those that were refused too.
pub fn requests(provider: &Provider) -> HashMap<ClientId, u64> {
    let count = |hour: &Hour| u64::from(hour.answered) + u64::from(hour.refused);
    let all = provider.hours.of_all(provider.now()).into_iter();
    all.map(|(client_id, hours)| (client_id, hours.iter().map(count).sum::<u64>())).collect()
}

/// The bar of an app.
pub fn bar(provider: &Provider, client_id: &ClientId) -> Value {
    picture(&provider.hours.of(client_id, provider.now()), reader::language().is_right_to_left())
}

/// The hours of an app in which it asked something, the latest first, in numbers and words.
pub fn numbers(provider: &Provider, client_id: &ClientId) -> Vec<Value> {
    let hours = provider.hours.of(client_id, provider.now());
    hours.iter().rev().filter(|hour| !hour.is_empty()).map(row).collect()
}

/// What the numbers are of: since when, where that is less than a day, and which one of several nodes counted them.
pub fn counted(provider: &Provider) -> Value {
    let since = provider.hours.counted_since();
    let is_part = provider.now().since(since) < DAY;
    json!({"since": is_part.then(|| since.to_string()), "node": provider.store.node()})
}

fn picture(hours: &[Hour], is_right_to_left: bool) -> Value {
    let from = hours.first().map_or(Timestamp(0), Hour::begins);
    let to = hours.last().map_or(from, Hour::ends);
    let line = Timeline { from, to, is_right_to_left };
    json!({
        "answered": hours.iter().map(|hour| u64::from(hour.answered)).sum::<u64>(),
        "refused": hours.iter().map(|hour| u64::from(hour.refused)).sum::<u64>(),
        "from": from.to_string(),
        "ticks": hours.iter().map(|hour| tick(hour, line)).collect::<Vec<Value>>(),
    })
}

fn tick(hour: &Hour, line: Timeline) -> Value {
    let (state, begins) = (State::of(hour), hour.begins());
    json!({
        "class": state.class(),
        "bar": line.bar(begins, Timestamp(begins.seconds() + TICK)),
        "y": 100_u32.saturating_sub(state.height()),
        "height": state.height(),
        "hours": format!("{}–{} UTC", time_of_day(begins), time_of_day(hour.ends())),
        "answered": hour.answered,
        "refused": hour.refused,
        "error": hour.commonest().map(ErrorCode::as_str),
    })
}

fn row(hour: &Hour) -> Value {
    json!({
        "at": hour.begins().to_string(),
        "answered": hour.answered,
        "refused": hour.refused,
        "error": hour.commonest().map(ErrorCode::as_str),
        "why": hour.commonest().map(in_words),
    })
}

/// An instant's hour and minute.
fn time_of_day(at: Timestamp) -> String {
    at.to_string().get(11..16).unwrap_or_default().to_owned()
}

/// Why requests are refused with this error, in the language of the reader.
fn in_words(error: ErrorCode) -> String {
    match error {
        ErrorCode::InvalidClient => say!("admin-hours-why-client"),
        ErrorCode::InvalidGrant => say!("admin-hours-why-grant"),
        ErrorCode::InvalidRequest | ErrorCode::InvalidRequestObject | ErrorCode::InvalidRequestUri => {
            say!("admin-hours-why-request")
        }
        ErrorCode::UnauthorizedClient | ErrorCode::UnsupportedGrantType | ErrorCode::UnsupportedResponseType => {
            say!("admin-hours-why-not-allowed")
        }
        ErrorCode::InvalidScope | ErrorCode::InvalidTarget | ErrorCode::InvalidAuthorizationDetails => {
            say!("admin-hours-why-scope")
        }
        ErrorCode::AccessDenied | ErrorCode::ExpiredToken => say!("admin-hours-why-person"),
        ErrorCode::TemporarilyUnavailable | ErrorCode::SlowDown => say!("admin-hours-why-busy"),
        ErrorCode::ServerError => say!("admin-hours-why-server"),
        ErrorCode::InvalidDpopProof => say!("admin-hours-why-proof"),
        _ => say!("admin-hours-why-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::hours::Hours;

    /// 2027-01-15T08:00:00Z, an hour's border.
    const NOW: Timestamp = Timestamp(1_800_000_000);

    /// A day whose present hour has these counts.
    fn day(answered: usize, refused: usize) -> Vec<Hour> {
        let (hours, app) = (Hours::since(NOW), ClientId::parse("app").unwrap());
        (0..answered).for_each(|_| hours.answered(&app, NOW));
        (0..refused).for_each(|_| hours.refused(&app, ErrorCode::InvalidGrant, NOW));
        hours.of(&app, NOW)
    }

    fn class(hours: &[Hour]) -> &'static str {
        State::of(&hours[23]).class()
    }

    #[test]
    fn an_hour_is_as_bad_as_its_refusals_are_many_beside_its_answers() {
        let classes = [day(0, 0), day(2, 0), day(2, 2), day(2, 3), day(0, 1)].map(|day| class(&day));
        assert_eq!(classes, ["hour-empty", "hour-ok", "hour-some", "hour-most", "hour-most"]);
        assert!(badness(&day(0, 1)) > badness(&day(9, 9)) && badness(&day(9, 2)) > badness(&day(9, 1)));
        assert!(badness(&day(9, 1)) > badness(&day(9, 0)));
    }

    #[test]
    fn the_bar_has_a_tick_for_each_hour_the_present_one_last_and_the_worse_the_taller() {
        let shown = picture(&day(2, 1), false);
        let ticks = shown["ticks"].as_array().unwrap();
        assert_eq!((ticks.len(), shown["from"].as_str()), (24, Some("2027-01-14T09:00:00Z")));
        assert_eq!((shown["answered"].as_u64(), shown["refused"].as_u64()), (Some(2), Some(1)));
        assert_eq!(
            ticks[23],
            json!({
                "class": "hour-some", "bar": {"x": "95.8%", "width": "3.1%"}, "y": 30, "height": 70,
                "hours": "08:00–09:00 UTC", "answered": 2, "refused": 1, "error": "invalid_grant",
            })
        );
        assert_eq!((ticks[0]["class"].as_str(), ticks[0]["error"].as_str()), (Some("hour-empty"), None));
        let mirrored = picture(&day(2, 1), true);
        assert_eq!(mirrored["ticks"][23]["bar"]["x"], "1.0%");
    }
}
