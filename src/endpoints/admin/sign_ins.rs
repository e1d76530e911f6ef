//! The sign-ins of the last 24 hours, as a picture and in numbers: those that succeeded, and above them those that failed.

use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::endpoints::timeline::Timeline;
use crate::provider::Provider;
use crate::store::StoreError;
use crate::store::audit::{HOUR, SignInsOfSpan};
use crate::words::reader;

/// How many hours are shown, the present one among them.
const HOURS: u32 = 24;
/// How much of an hour's place its bar takes, in seconds.
const BAR: i64 = 2_880;
/// The least height of what is there at all, in percent.
const LEAST: u64 = 2;

/// What the overview shows of them.
pub async fn chart(provider: &Provider) -> Result<Value, StoreError> {
    let now = provider.now();
    let last = now.seconds() - now.seconds().rem_euclid(HOUR);
    let first = Timestamp(last - HOUR * (i64::from(HOURS) - 1));
    let hours = provider.store.sign_ins_by_hour(first, HOURS).await?;
    Ok(picture(&hours, first, reader::language().is_right_to_left()))
}

fn picture(hours: &[SignInsOfSpan], first: Timestamp, is_right_to_left: bool) -> Value {
    let line = Timeline { from: first, to: Timestamp(first.seconds() + HOUR * i64::from(HOURS)), is_right_to_left };
    let most = hours.iter().map(|hour| hour.ok + hour.failed).max().unwrap_or(0);
    let rows = hours.iter().filter(|hour| hour.ok + hour.failed > 0).map(|hour| row(hour, line, most));
    json!({
        "hours": rows.collect::<Vec<Value>>(),
        "ok": hours.iter().map(|hour| hour.ok).sum::<u64>(),
        "failed": hours.iter().map(|hour| hour.failed).sum::<u64>(),
        "from": first.to_string(),
    })
}

/// An hour in which somebody signed in, or tried to.
fn row(hour: &SignInsOfSpan, line: Timeline, most: u64) -> Value {
    let height = |count: u64| if count == 0 { 0 } else { (count * 100 / most.max(1)).max(LEAST) };
    let (ok, failed) = (height(hour.ok), height(hour.failed));
    let bar = line.bar(hour.from, Timestamp(hour.from.seconds() + BAR));
    json!({
        "at": hour.from.to_string(),
        "ok": hour.ok,
        "failed": hour.failed,
        "is_cut": hour.is_cut,
        "bar": bar,
        "ok_height": ok,
        "ok_y": 100_u64.saturating_sub(ok),
        "failed_height": failed,
        "failed_y": 100_u64.saturating_sub(ok + failed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(number: i64, ok: u64, failed: u64) -> SignInsOfSpan {
        SignInsOfSpan { from: Timestamp(number * HOUR), ok, failed, is_cut: false }
    }

    #[test]
    fn the_tallest_hour_fills_the_picture_failures_stand_on_top_and_quiet_hours_have_no_bar() {
        let shown = picture(&[hour(0, 150, 50), hour(1, 0, 0), hour(12, 0, 1)], Timestamp(0), false);
        let hours = shown["hours"].as_array().unwrap();
        assert_eq!(hours.len(), 2);
        assert_eq!((hours[0]["ok_y"].as_u64(), hours[0]["ok_height"].as_u64()), (Some(25), Some(75)));
        assert_eq!((hours[0]["failed_y"].as_u64(), hours[0]["failed_height"].as_u64()), (Some(0), Some(25)));
        assert_eq!((hours[1]["bar"]["x"].as_str(), hours[1]["failed_height"].as_u64()), (Some("50.0%"), Some(LEAST)));
        assert_eq!((shown["ok"].as_u64(), shown["failed"].as_u64()), (Some(150), Some(51)));
        let mirrored = picture(&[hour(0, 1, 0)], Timestamp(0), true);
        assert_eq!(mirrored["hours"][0]["bar"]["x"], "96.7%");
    }
}
