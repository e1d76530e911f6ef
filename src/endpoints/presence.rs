//! When a person was signed in on each of their devices, and how they signed in: a picture of two weeks, and the same as a list.

use std::time::Duration;

use serde_json::{Value, json};

use super::timeline::Timeline;
use crate::clock::Timestamp;
use crate::pages::{device, happened};
use crate::protocol::audit::{Record, What};
use crate::protocol::factors::{AMR_PASSKEY, AMR_SEVERAL};
use crate::protocol::session::Session;
use crate::protocol::user::{Subject, User};
use crate::protocol::user_agent::device_name;
use crate::provider::Provider;
use crate::store::StoreError;
use crate::store::audit::Wanted;
use crate::words::reader;

/// How far back it goes.
const PAST: Duration = Duration::from_secs(14 * 86_400);
/// How much it shows at the least.
const LEAST: Duration = Duration::from_secs(3_600);
/// The most records of sign-ins that are read, and of sessions that ended. Where there are more, the picture begins later.
const MOST: u32 = 300;
/// The height of a device's row, in `em`.
const ROW: usize = 3;

/// What is shown of the sign-ins of `user`, whose live sessions these are.
pub async fn chart(provider: &Provider, user: &User, sessions: &[Session]) -> Result<Value, StoreError> {
    let now = provider.now();
    let kept = provider.live().settings.audit.retention.min(PAST);
    let mut from = now.before(kept).max(user.created_at);
    let mut records = Vec::new();
    for family in ["login", "session"] {
        let found = provider.store.records(&of_person(&user.sub, family, from)).await?;
        if found.len() >= MOST as usize {
            from = found.last().map_or(from, |oldest| oldest.at.max(from));
        }
        records.extend(found);
    }
    records.retain(|record| record.at >= from && record.at <= now);
    records.sort_by_key(|record| std::cmp::Reverse(record.at));
    let from = from.min(now.before(LEAST));
    let line = Timeline { from, to: now, is_right_to_left: reader::language().is_right_to_left() };
    let live: Vec<String> = sessions.iter().map(|session| device_name(&session.user_agent)).collect();
    Ok(picture(&devices(&live, &records, line), line))
}

/// Without `since`, all that is kept of a person would be gone through where fewer than [`MOST`] are of the family.
fn of_person(sub: &Subject, family: &str, since: Timestamp) -> Wanted {
    let event = Some(family.to_owned());
    Wanted { sub: Some(sub.clone()), event, since: Some(since), limit: MOST, ..Wanted::default() }
}

/// A device, by the name that its browser and its system give it.
#[derive(Debug, PartialEq, Eq)]
struct Device {
    name: String,
    /// From when until when somebody was signed in, the latest first.
    stretches: Vec<(Timestamp, Timestamp)>,
    /// What was proven there or tried, the latest first.
    marks: Vec<Mark>,
}

#[derive(Debug, PartialEq, Eq)]
struct Mark {
    at: Timestamp,
    /// `strong` (a passkey, or several factors), `one` (a factor) or `failed`.
    kind: &'static str,
    words: String,
}

/// Devices that are signed in first, then those that were used last. `live` are the devices of live sessions, one for each;
/// `records` those of the time of `line`, the latest first. How many sessions a device had follows from how many it has now:
/// before a sign-in it was one less, before an end one more.
fn devices(live: &[String], records: &[Record], line: Timeline) -> Vec<Device> {
    let mut found: Vec<Walk> = Vec::new();
    for name in live {
        at_device(&mut found, name, |walk| walk.ended(line.to));
    }
    for record in records {
        let details = record.detail();
        let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
        match What::named(&record.event) {
            Some(what @ (What::LoginOk | What::LoginAgain | What::LoginStepUp)) => {
                let kind = if is_strong(detail("methods")) { "strong" } else { "one" };
                let name =
                    if detail("device").is_empty() { device_name(&record.agent) } else { detail("device").into() };
                at_device(&mut found, &name, |walk| {
                    walk.mark(record, kind);
                    if what == What::LoginOk {
                        walk.begun(record.at);
                    }
                });
            }
            Some(What::LoginFail) => {
                at_device(&mut found, &device_name(&record.agent), |walk| walk.mark(record, "failed"));
            }
            Some(What::SessionEnd) => at_device(&mut found, detail("device"), |walk| walk.ended(record.at)),
            _ => {}
        }
    }
    found.into_iter().map(|walk| walk.finish(line.from)).collect()
}

fn is_strong(methods: &str) -> bool {
    methods.split(' ').any(|method| method == AMR_PASSKEY || method == AMR_SEVERAL)
}

/// A device while its past is read, from now on backwards.
struct Walk {
    device: Device,
    /// How many sessions it had at the moment that was reached.
    depth: usize,
    /// Until when it had some from then on.
    until: Option<Timestamp>,
}

/// Goes on with the device of this name.
fn at_device(found: &mut Vec<Walk>, name: &str, step: impl FnOnce(&mut Walk)) {
    match found.iter_mut().find(|walk| walk.device.name == name) {
        Some(walk) => step(walk),
        None => {
            let device = Device { name: name.to_owned(), stretches: Vec::new(), marks: Vec::new() };
            let mut walk = Walk { device, depth: 0, until: None };
            step(&mut walk);
            found.push(walk);
        }
    }
}

impl Walk {
    fn mark(&mut self, record: &Record, kind: &'static str) {
        self.device.marks.push(Mark { at: record.at, kind, words: happened::in_words(record, "") });
    }

    /// It had one session more before this moment.
    fn ended(&mut self, at: Timestamp) {
        self.depth += 1;
        self.until.get_or_insert(at);
    }

    /// It had one less.
    fn begun(&mut self, at: Timestamp) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.close(at);
        }
    }

    fn close(&mut self, from: Timestamp) {
        if let Some(until) = self.until.take() {
            self.device.stretches.push((from, until));
        }
    }

    fn finish(mut self, from: Timestamp) -> Device {
        self.close(from);
        self.device
    }
}

fn picture(devices: &[Device], line: Timeline) -> Value {
    let rows = devices.iter().enumerate().map(|(row, device)| {
        let bars = device.stretches.iter().filter_map(|(from, to)| line.bar(*from, *to));
        let marks = device.marks.iter().map(|mark| json!({"kind": mark.kind, "x": line.point(mark.at)}));
        let stretches = device.stretches.iter().map(|(from, to)| {
            let ended = (*to < line.to).then(|| to.to_string());
            json!({"from": from.to_string(), "to": ended})
        });
        let listed = device.marks.iter().map(|mark| json!({"at": mark.at.to_string(), "words": mark.words}));
        json!({
            "y": row * ROW,
            "shown": device::in_words(&device.name),
            "bars": bars.collect::<Vec<_>>(),
            "marks": marks.collect::<Vec<Value>>(),
            "stretches": stretches.collect::<Vec<Value>>(),
            "listed": listed.collect::<Vec<Value>>(),
        })
    });
    json!({
        "rows": rows.collect::<Vec<Value>>(),
        "begins": line.point(line.from),
        "from": line.from.to_string(),
        "to": line.to.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Timeline = Timeline { from: Timestamp(100), to: Timestamp(1_100), is_right_to_left: false };

    fn record(at: i64, event: &str, device: &str, methods: &str) -> Record {
        Record {
            id: String::new(),
            at: Timestamp(at),
            event: event.into(),
            actor: "server".into(),
            sub: None,
            client_id: None,
            ip: String::new(),
            agent: device.into(),
            request_id: String::new(),
            details: json!({"device": device, "methods": methods, "cause": "expired"}).to_string(),
            link: None,
        }
    }

    /// A device's name, stretches and kinds of marks.
    type Seen = (String, Vec<(i64, i64)>, Vec<&'static str>);

    fn shown(live: &[&str], records: &[Record]) -> Vec<Seen> {
        let live: Vec<String> = live.iter().map(ToString::to_string).collect();
        let all = devices(&live, records, LINE).into_iter().map(|device| {
            let stretches = device.stretches.iter().map(|(from, to)| (from.seconds(), to.seconds())).collect();
            (device.name, stretches, device.marks.iter().map(|mark| mark.kind).collect())
        });
        all.collect()
    }

    #[test]
    fn a_session_lasts_from_its_sign_in_to_its_end_or_to_now_and_one_from_before_begins_with_the_picture() {
        let records = [
            record(900, "login.ok", "Phone", "pwd"),
            record(600, "session.end", "Laptop", ""),
            record(500, "login.ok", "Laptop", "pwd otp mfa"),
            record(300, "session.end", "Laptop", ""),
        ];
        let expected = vec![
            ("Phone".into(), vec![(900, 1_100)], vec!["one"]),
            ("Laptop".into(), vec![(500, 600), (100, 300)], vec!["strong"]),
        ];
        assert_eq!(shown(&["Phone"], &records), expected);
    }

    #[test]
    fn a_device_with_several_sessions_is_signed_in_as_long_as_one_of_them_lives() {
        let records = [
            record(800, "session.end", "Laptop", ""),
            record(700, "login.ok", "Laptop", "pwd"),
            record(600, "login.step_up", "Laptop", "pwd mfa"),
            record(400, "login.ok", "Laptop", "pwd"),
        ];
        let expected = vec![("Laptop".into(), vec![(400, 1_100)], vec!["one", "strong", "one"])];
        assert_eq!(shown(&["Laptop"], &records), expected);
    }

    #[test]
    fn a_try_in_vain_is_a_mark_and_no_session() {
        assert_eq!(
            shown(&[], &[record(200, "login.fail", "Firefox/1 Linux", "")]),
            vec![("Firefox on Linux".into(), Vec::new(), vec!["failed"])]
        );
        assert_eq!(shown(&[], &[]), Vec::new());
    }

    #[test]
    fn a_sign_in_whose_end_is_unknown_takes_nothing_from_what_came_before() {
        let records = [record(700, "login.ok", "Laptop", "pwd"), record(300, "session.end", "Laptop", "")];
        assert_eq!(shown(&[], &records)[0].1, vec![(100, 300)]);
    }

    #[test]
    fn the_picture_has_a_bar_for_each_stretch_and_the_list_says_what_is_not_over() {
        let found = devices(&["Laptop".into()], &[record(600, "login.ok", "Laptop", "pwd")], LINE);
        let shown = picture(&found, LINE);
        assert_eq!(shown["rows"][0]["bars"][0], json!({"x": "50.0%", "width": "50.0%"}));
        assert_eq!(shown["rows"][0]["marks"][0], json!({"kind": "one", "x": "50.0%"}));
        assert_eq!(shown["rows"][0]["stretches"][0]["to"], Value::Null);
    }
}
