//! Stretches of time as parts of a picture's width: percentages, which SVG takes as attributes, so that a picture fits any
//! width without a style. Where the page runs from right to left, time does too.

use serde_json::{Value, json};

use crate::clock::Timestamp;

/// The least width of a bar that is there at all, in percent.
const LEAST: f64 = 0.8;

/// What a picture's width stands for.
#[derive(Debug, Clone, Copy)]
pub struct Timeline {
    /// Where it begins.
    pub from: Timestamp,
    /// Where it ends.
    pub to: Timestamp,
    /// Whether it begins on the right.
    pub is_right_to_left: bool,
}

impl Timeline {
    /// Where an instant lies: `x`.
    pub fn point(self, at: Timestamp) -> String {
        let part = self.part(at);
        percent(if self.is_right_to_left { 100.0 - part } else { part })
    }

    /// A bar of a kind from one instant to another: `kind`, `x`, `w`; `None` where nothing of it is seen.
    pub fn bar(self, kind: &str, from: Timestamp, to: Timestamp) -> Option<Value> {
        if to <= from || to <= self.from || from >= self.to {
            return None;
        }
        let (begin, end) = (self.part(from).min(100.0 - LEAST), self.part(to));
        let width = (end - begin).max(LEAST);
        let x = if self.is_right_to_left { 100.0 - begin - width } else { begin };
        Some(json!({"kind": kind, "x": percent(x), "w": percent(width)}))
    }

    /// How far along an instant lies, in percent.
    #[expect(clippy::cast_precision_loss, reason = "seconds of some years are exact")]
    fn part(self, at: Timestamp) -> f64 {
        let whole = self.to.since(self.from).as_secs().max(1);
        let passed = at.min(self.to).since(self.from).as_secs();
        100.0 * passed as f64 / whole as f64
    }
}

fn percent(part: f64) -> String {
    format!("{part:.1}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Timeline = Timeline { from: Timestamp(100), to: Timestamp(300), is_right_to_left: false };

    #[test]
    fn a_bar_begins_and_ends_where_its_time_does_and_is_mirrored_for_who_reads_from_right_to_left() {
        let mirrored = Timeline { is_right_to_left: true, ..LINE };
        let bar = |line: Timeline| line.bar("a", Timestamp(150), Timestamp(200)).unwrap();
        assert_eq!(bar(LINE), json!({"kind": "a", "x": "25.0%", "w": "25.0%"}));
        assert_eq!(bar(mirrored), json!({"kind": "a", "x": "50.0%", "w": "25.0%"}));
        assert_eq!((LINE.point(Timestamp(120)), mirrored.point(Timestamp(120))), ("10.0%".into(), "90.0%".into()));
    }

    #[test]
    fn what_is_short_is_seen_what_is_outside_is_not_and_nothing_goes_beyond_the_picture() {
        let short = LINE.bar("a", Timestamp(299), Timestamp(1000)).unwrap();
        assert_eq!((short["x"].as_str(), short["w"].as_str()), (Some("99.2%"), Some("0.8%")));
        assert_eq!(LINE.bar("a", Timestamp(0), Timestamp(400)).unwrap()["w"], "100.0%");
        for (from, to) in [(0, 100), (300, 400), (200, 200), (200, 150)] {
            assert_eq!(LINE.bar("a", Timestamp(from), Timestamp(to)), None, "{from} {to}");
        }
    }
}
