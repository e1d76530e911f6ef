//! Counters and histograms that many threads raise at once, and the text they are read as: the Prometheus text
//! exposition format 0.0.4 (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
//!
//! A series that is known costs its look-up and an atomic addition, and nothing is allocated.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

/// The most series of one family. Whatever comes after shares one whose labels all say `other`.
const MOST: usize = 5_000;
/// Upper bounds of a histogram's buckets, in seconds.
const BOUNDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// A number that only rises.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn raise(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// How long things took.
#[derive(Debug, Default)]
pub struct Histogram {
    /// How many fell into each bucket, and beyond the last.
    buckets: [AtomicU64; BOUNDS.len()],
    beyond: AtomicU64,
    nanoseconds: AtomicU64,
}

impl Histogram {
    /// Something took this long.
    pub fn observe(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        let bucket = BOUNDS.iter().zip(&self.buckets).find(|(bound, _)| seconds <= **bound);
        bucket.map_or(&self.beyond, |(_, bucket)| bucket).fetch_add(1, Ordering::Relaxed);
        let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }
}

/// What a series can be.
pub trait Value: Default {
    /// The word for it in a `# TYPE` line.
    const KIND: &'static str;
    /// Writes its lines, for a name and labels as [`labels`] makes them.
    fn write(&self, text: &mut String, name: &str, labels: &str);
}

impl Value for Counter {
    const KIND: &'static str = "counter";

    fn write(&self, text: &mut String, name: &str, labels: &str) {
        line(text, name, labels, self.0.load(Ordering::Relaxed));
    }
}

impl Value for Histogram {
    const KIND: &'static str = "histogram";

    fn write(&self, text: &mut String, name: &str, labels: &str) {
        let joint = if labels.is_empty() { "" } else { "," };
        let bucket = format!("{name}_bucket");
        let mut count = 0;
        for (bound, bucketed) in BOUNDS.iter().zip(&self.buckets) {
            count += bucketed.load(Ordering::Relaxed);
            line(text, &bucket, &format!("{labels}{joint}le=\"{bound}\""), count);
        }
        count += self.beyond.load(Ordering::Relaxed);
        line(text, &bucket, &format!("{labels}{joint}le=\"+Inf\""), count);
        let seconds = Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed)).as_secs_f64();
        line(text, &format!("{name}_sum"), labels, seconds);
        line(text, &format!("{name}_count"), labels, count);
    }
}

/// All series of one name, told apart by their labels' values.
pub struct Family<const N: usize, V> {
    labels: [&'static str; N],
    /// `Cow`, so that borrowed values find the owned ones that stand here.
    series: RwLock<BTreeMap<[Cow<'static, str>; N], V>>,
}

impl<const N: usize, V: Value> Family<N, V> {
    /// A family with these labels.
    pub fn new(labels: [&'static str; N]) -> Self {
        Self { labels, series: RwLock::default() }
    }

    /// Lets `change` at the series with these values; one that was not there begins at zero.
    pub fn with(&self, values: [&str; N], change: impl FnOnce(&V)) {
        let known = self.series.read().unwrap_or_else(PoisonError::into_inner);
        let series: &BTreeMap<[Cow<'_, str>; N], V> = &known;
        if let Some(value) = series.get(&values.map(Cow::Borrowed)) {
            return change(value);
        }
        drop(known);
        let mut series = self.series.write().unwrap_or_else(PoisonError::into_inner);
        let values = match series.len() < MOST {
            true => values.map(|value| Cow::Owned(value.to_owned())),
            false => [const { Cow::Borrowed("other") }; N],
        };
        change(series.entry(values).or_default());
    }
}

/// The text that a scrape gets.
#[derive(Default)]
pub struct Exposition(String);

impl Exposition {
    /// A family with its series.
    pub fn family<const N: usize, V: Value>(&mut self, name: &str, help: &str, family: &Family<N, V>) {
        self.head(name, V::KIND, help);
        for (values, value) in family.series.read().unwrap_or_else(PoisonError::into_inner).iter() {
            let pairs = family.labels.iter().copied().zip(values.iter().map(Cow::as_ref));
            value.write(&mut self.0, name, &labels(pairs));
        }
    }

    /// A histogram without labels.
    pub fn histogram(&mut self, name: &str, help: &str, histogram: &Histogram) {
        self.head(name, Histogram::KIND, help);
        histogram.write(&mut self.0, name, "");
    }

    /// A number that rises and falls.
    pub fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        self.gauges(name, help, "", [("", value)]);
    }

    /// Such numbers, told apart by one label.
    pub fn gauges<'a, T: Display>(
        &mut self,
        name: &str,
        help: &str,
        label: &str,
        values: impl IntoIterator<Item = (&'a str, T)>,
    ) {
        self.head(name, "gauge", help);
        for (value_of_label, value) in values {
            let pair = (!label.is_empty()).then_some((label, value_of_label));
            line(&mut self.0, name, &labels(pair), value);
        }
    }

    /// All of it.
    pub fn into_text(self) -> String {
        self.0
    }

    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a String never fails.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }
}

/// `a="x",b="y"`, with what would end a value early escaped.
fn labels<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let escape = |value: &str| value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}=\"{}\"", escape(value))).collect();
    pairs.join(",")
}

fn line(text: &mut String, name: &str, labels: &str, value: impl Display) {
    // Writing to a String never fails.
    let _ = match labels.is_empty() {
        true => writeln!(text, "{name} {value}"),
        false => writeln!(text, "{name}{{{labels}}} {value}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<const N: usize, V: Value>(family: &Family<N, V>) -> String {
        let mut exposition = Exposition::default();
        exposition.family("things", "What there is.", family);
        exposition.into_text()
    }

    #[test]
    fn a_series_begins_at_its_first_mention_and_rises() {
        let family: Family<2, Counter> = Family::new(["kind", "colour"]);
        family.with(["b", "red"], Counter::raise);
        family.with(["a", "red"], |_| {});
        family.with(["b", "red"], Counter::raise);
        let lines = "# HELP things What there is.\n# TYPE things counter\n\
                     things{kind=\"a\",colour=\"red\"} 0\nthings{kind=\"b\",colour=\"red\"} 2\n";
        assert_eq!(text(&family), lines);
    }

    #[test]
    fn a_value_cannot_leave_its_quotes_or_its_line() {
        let family: Family<1, Counter> = Family::new(["kind"]);
        family.with(["a\"} 7\nthings{kind=\"\\"], Counter::raise);
        assert!(text(&family).ends_with("counter\nthings{kind=\"a\\\"} 7\\nthings{kind=\\\"\\\\\"} 1\n"));
    }

    #[test]
    fn buckets_hold_what_is_below_them_too_and_their_bound_belongs_to_them() {
        let histogram = Histogram::default();
        for milliseconds in [1, 30, 50, 60_000] {
            histogram.observe(Duration::from_millis(milliseconds));
        }
        let mut exposition = Exposition::default();
        exposition.histogram("took_seconds", "How long.", &histogram);
        let text = exposition.into_text();
        for line in [
            "took_seconds_bucket{le=\"0.001\"} 1\n",
            "took_seconds_bucket{le=\"0.025\"} 1\n",
            "took_seconds_bucket{le=\"0.05\"} 3\n",
            "took_seconds_bucket{le=\"10\"} 3\n",
            "took_seconds_bucket{le=\"+Inf\"} 4\n",
            "took_seconds_sum 60.081\n",
            "took_seconds_count 4\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn no_caller_makes_more_series_than_a_family_may_have() {
        let family: Family<1, Counter> = Family::new(["client_id"]);
        (0..MOST + 100).for_each(|id| family.with([&id.to_string()], Counter::raise));
        let text = text(&family);
        assert_eq!(text.lines().count(), 2 + MOST + 1);
        assert!(text.contains("things{client_id=\"other\"} 100\n"));
    }
}
