//! Stretches of time as parts of a picture's width: percentages, which SVG takes as attributes, so that a picture fits any
//! width without a style. Where the page runs from right to left, time does too.

use serde::Serialize;

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

/// A stretch of the picture, as attributes of SVG.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Where it begins from the left, in either direction of time.
    pub x: String,
    /// How wide it is.
    pub width: String,
}

impl Timeline {
    /// Where an instant lies: `x`.
    pub fn point(self, at: Timestamp) -> String {
        let part = self.part(at);
        percent(if self.is_right_to_left { 100.0 - part } else { part })
    }

    /// The bar from one instant to another; `None` where nothing of it is seen.
    pub fn bar(self, from: Timestamp, to: Timestamp) -> Option<Bar> {
        if to <= from || to <= self.from || from >= self.to {
            return None;
        }
        let (begin, end) = (self.part(from).min(100.0 - LEAST), self.part(to));
        let width = (end - begin).max(LEAST);
        let x = if self.is_right_to_left { 100.0 - begin - width } else { begin };
        Some(Bar { x: percent(x), width: percent(width) })
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
        let x = |line: Timeline| line.bar(Timestamp(150), Timestamp(200)).unwrap().x;
        assert_eq!((x(LINE), x(mirrored)), ("25.0%".into(), "50.0%".into()));
        assert_eq!((LINE.point(Timestamp(120)), mirrored.point(Timestamp(120))), ("10.0%".into(), "90.0%".into()));
    }

    #[test]
    fn what_is_short_is_seen_what_is_outside_is_not_and_nothing_goes_beyond_the_picture() {
        let short = LINE.bar(Timestamp(299), Timestamp(1000)).unwrap();
        assert_eq!((short.x.as_str(), short.width.as_str()), ("99.2%", "0.8%"));
        assert_eq!(LINE.bar(Timestamp(0), Timestamp(400)).unwrap().width, "100.0%");
        for (from, to) in [(0, 100), (300, 400), (200, 200), (200, 150)] {
            assert_eq!(LINE.bar(Timestamp(from), Timestamp(to)), None, "{from} {to}");
        }
    }
}
