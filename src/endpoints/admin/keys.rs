//! The provider's own keys: what each does, since when and until when, in words and as a timeline. They are made and removed on
//! the command line (`latchkey keys`).

use std::cmp::Reverse;
use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::{Admitted, page};
use crate::clock::Timestamp;
use crate::endpoints::error::PageError;
use crate::endpoints::timeline::Timeline;
use crate::keys::rotation::{Policy, taken_over_at};
use crate::keys::{KeyRecord, Purpose};
use crate::pages::Page;
use crate::protocol::parameters::Parameters;
use crate::provider::Provider;
use crate::store::StoreError;
use crate::words::reader;

/// How far back the timeline goes at the most.
const LONGEST_PAST: Duration = Duration::from_secs(400 * 86_400);
/// How much it shows at the least, on either side of now.
const LEAST: Duration = Duration::from_secs(86_400);
/// The height of a row of the timeline, in `em`.
const ROW: usize = 3;
/// How much of a `kid` tells keys apart.
const SHORT: usize = 8;

/// Shows them.
pub async fn show(request: HttpRequest, provider: Data<Provider>) -> HttpResponse {
    page(request, provider, list).await
}

async fn list(
    request: &HttpRequest,
    provider: &Provider,
    admitted: &Admitted,
    _: &Parameters,
) -> Result<HttpResponse, PageError> {
    let (records, policy, now) = (records(provider).await?, policy(provider), provider.now());
    let keys: Vec<Key> = records.iter().map(|record| Key::of(record, &records, &policy, now)).collect();
    let shown = json!({
        "keys": keys.iter().map(Key::row).collect::<Vec<Value>>(),
        "chart": chart(&keys, now),
        "rotates": policy.rotate_every.is_some(),
    });
    let context = admitted.context(provider, ("/admin/keys", "keys"), shown);
    Ok(Page::new("admin_keys.html", context).respond(request, provider))
}

/// The timeline alone, for the overview.
pub async fn timeline(provider: &Provider) -> Result<Value, StoreError> {
    let (records, policy, now) = (records(provider).await?, policy(provider), provider.now());
    let keys: Vec<Key> = records.iter().map(|record| Key::of(record, &records, &policy, now)).collect();
    Ok(chart(&keys, now))
}

/// What is known of the keys: those that sign first, and of one algorithm the newest.
async fn records(provider: &Provider) -> Result<Vec<KeyRecord>, StoreError> {
    let mut records = provider.store.key_records().await?;
    records.sort_by_key(|record| {
        (record.purpose.key_use() != "sig", record.purpose.algorithm(), Reverse(record.signs_from))
    });
    Ok(records)
}

/// When one key follows another.
fn policy(provider: &Provider) -> Policy {
    let live = provider.live();
    live.settings.keys.policy(live.settings.longest_lives())
}

/// A key with what follows from the others.
struct Key<'a> {
    record: &'a KeyRecord,
    state: &'static str,
    /// When another takes over, or took over.
    taken_over_at: Option<Timestamp>,
}

impl<'a> Key<'a> {
    fn of(record: &'a KeyRecord, all: &[KeyRecord], policy: &Policy, now: Timestamp) -> Self {
        Self {
            record,
            state: record.state(all, now).as_str(),
            taken_over_at: record.retired_at.or_else(|| taken_over_at(record, all, policy, now)),
        }
    }

    fn is_encryption(&self) -> bool {
        matches!(self.record.purpose, Purpose::Encryption(_))
    }

    /// The beginning of its `kid`.
    fn short(&self) -> &str {
        self.record.kid.get(..SHORT).unwrap_or(&self.record.kid)
    }

    /// What the list has of it.
    fn row(&self) -> Value {
        json!({
            "kid": self.record.kid,
            "alg": self.record.purpose.algorithm(),
            "is_encryption": self.is_encryption(),
            "state": self.state,
            "made": self.record.created_at.to_string(),
            "from": self.record.signs_from.to_string(),
            "is_retired": self.record.retired_at.is_some(),
            "taken_over": self.taken_over_at.map(|at| at.to_string()),
            "leaves": self.record.leaves_at.map(|at| at.to_string()),
        })
    }

    /// What the timeline has of it, from when it was made.
    fn bars(&self, line: Timeline) -> Vec<Value> {
        let KeyRecord { created_at, signs_from, leaves_at, .. } = self.record;
        let used_until = self.taken_over_at.unwrap_or(line.to);
        let stretches = [
            ("published", *created_at, *signs_from),
            ("signing", *signs_from, used_until),
            ("retired", used_until, leaves_at.unwrap_or(used_until)),
        ];
        let seen = stretches.into_iter().filter_map(|(kind, from, to)| Some((kind, line.bar(from, to)?)));
        seen.map(|(kind, bar)| json!({"kind": kind, "x": bar.x, "w": bar.width})).collect()
    }
}

/// One row of bars for each key that is in use or was lately.
fn chart(keys: &[Key<'_>], now: Timestamp) -> Value {
    let earliest = now.before(LONGEST_PAST);
    let begun = keys.iter().map(|key| key.record.created_at).min().unwrap_or(now);
    let ends = keys.iter().flat_map(|key| [key.taken_over_at, key.record.leaves_at, Some(key.record.signs_from)]);
    let line = Timeline {
        from: begun.max(earliest).min(now.before(LEAST)),
        to: ends.flatten().max().unwrap_or(now).max(now.after(LEAST)),
        is_right_to_left: reader::language().is_right_to_left(),
    };
    let rows = keys.iter().enumerate().map(|(row, key)| {
        let label = format!("{} {}", key.record.purpose.algorithm(), key.short());
        json!({"y": row * ROW, "label": label, "bars": key.bars(line)})
    });
    json!({
        "rows": rows.collect::<Vec<Value>>(),
        "begins": line.point(line.from),
        "now": line.point(now),
        "from": line.from.to_string(),
        "to": line.to.to_string(),
    })
}
