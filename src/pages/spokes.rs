//! The picture of a login: this browser in the middle, and a spoke to each app. Only where everything is drawn; the template
//! draws it.

use std::time::Duration;

use serde::Serialize;

/// Spokes that are drawn at most: those used last.
pub const MOST: usize = 12;

/// The width of the picture. Apps stand in a column on either side of the middle, names outward.
const WIDTH: usize = 360;
/// From the edge to the end of a spoke: there is room for a name.
const ROOM: usize = 116;
/// From the end of a spoke to its name.
const GAP: usize = 10;
/// From one spoke to the next on its side, and how high the place is that a finger finds: 44 pixels and more on the narrowest screen.
const STEP: usize = 56;
/// How wide the place of an app is: its name, and the end of its spoke.
const PLACE: usize = ROOM + GAP;
/// The least height: the browser in the middle needs it.
const LEAST: usize = 88;
/// Letters of a name that fit; wide ones count twice.
const LETTERS: usize = 12;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Its width.
    pub width: usize,
    /// Its height.
    pub height: usize,
    /// The middle, where the browser is.
    pub x: usize,
    /// The same from above.
    pub y: usize,
    /// How wide the place of an app is that a finger finds.
    pub place_width: usize,
    /// How high.
    pub place_height: usize,
    /// The spokes, in the order of the names.
    #[serde(skip)]
    pub spokes: Vec<Spoke>,
}

/// One spoke, from the middle to an app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spoke {
    /// Where it ends.
    pub x: usize,
    /// The same from above.
    pub y: usize,
    /// Half of the way, where a cross may stand.
    pub half_x: usize,
    /// The same from above.
    pub half_y: usize,
    /// Where the place begins that a finger finds.
    pub place_x: usize,
    /// The same from above.
    pub place_y: usize,
    /// Where the name stands.
    pub name_x: usize,
    /// Which end of the name stands there: `text-anchor` of SVG, for text from left to right.
    pub anchor: &'static str,
    /// The name, cut to what fits.
    pub name: String,
}

/// Draws the first [`MOST`] of these names; the first on the side where a line of text begins.
pub fn picture(names: &[&str], is_right_to_left: bool) -> Picture {
    let names: Vec<&str> = names.iter().copied().take(MOST).collect();
    let rows = names.len().div_ceil(2);
    let height = (rows * STEP + STEP).max(LEAST);
    let (x, y) = (WIDTH / 2, height / 2);
    let place = |at: usize, name: &&str| {
        let begins_a_row = at.is_multiple_of(2);
        let is_on_the_left = begins_a_row != is_right_to_left;
        // Those on one side stand around the middle.
        let of_side = if begins_a_row { rows } else { names.len() / 2 };
        let above = (height - of_side * STEP) / 2;
        let end = if is_on_the_left { ROOM } else { WIDTH - ROOM };
        let end_y = above + (at / 2) * STEP + STEP / 2;
        Spoke {
            x: end,
            y: end_y,
            half_x: (x + end) / 2,
            half_y: (y + end_y) / 2,
            place_x: if is_on_the_left { 0 } else { WIDTH - PLACE },
            place_y: end_y - STEP / 2,
            name_x: if is_on_the_left { end - GAP } else { end + GAP },
            anchor: if is_on_the_left { "end" } else { "start" },
            name: cut(name),
        }
    };
    let spokes = names.iter().enumerate().map(|(at, name)| place(at, name)).collect();
    Picture { width: WIDTH, height, x, y, place_width: PLACE, place_height: STEP, spokes }
}

/// How thick the spoke of an app is that was used so long ago.
pub fn thickness(unused_for: Duration) -> usize {
    match unused_for {
        time if time < HOUR => 6,
        time if time < DAY => 4,
        _ => 2,
    }
}

/// As much of a name as fits, with a mark where more follows.
fn cut(name: &str) -> String {
    if name.chars().map(width).sum::<usize>() <= LETTERS {
        return name.to_owned();
    }
    let mut room = LETTERS - 1;
    let fits = name.chars().take_while(|letter| {
        let is_in = width(*letter) <= room;
        room = room.saturating_sub(width(*letter));
        is_in
    });
    let kept: String = fits.collect();
    format!("{}…", kept.trim_end())
}

/// Letters from Hangul on, Chinese and Japanese among them, are about twice as wide as those before.
fn width(letter: char) -> usize {
    if letter < '\u{1100}' { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(count: usize, is_right_to_left: bool) -> Picture {
        picture(&vec!["app"; count], is_right_to_left)
    }

    fn ends(picture: &Picture) -> Vec<(usize, usize)> {
        picture.spokes.iter().map(|spoke| (spoke.x, spoke.y)).collect()
    }

    #[test]
    fn a_login_without_apps_is_the_browser_alone() {
        let alone = drawn(0, false);
        assert_eq!((alone.spokes.len(), alone.height), (0, LEAST));
        assert_eq!((alone.x, alone.y), (WIDTH / 2, LEAST / 2));
    }

    #[test]
    fn the_first_app_is_where_a_line_begins_and_the_second_across() {
        assert_eq!(ends(&drawn(1, false)), [(116, 56)]);
        assert_eq!(ends(&drawn(2, false)), [(116, 56), (244, 56)]);
        assert_eq!(ends(&drawn(2, true)), [(244, 56), (116, 56)]);
    }

    #[test]
    fn names_stand_outward_on_either_side_and_in_either_direction() {
        for is_right_to_left in [false, true] {
            for spoke in drawn(12, is_right_to_left).spokes {
                let outward = if spoke.x < WIDTH / 2 { (spoke.x - GAP, "end") } else { (spoke.x + GAP, "start") };
                assert_eq!((spoke.name_x, spoke.anchor), outward);
            }
        }
    }

    #[test]
    fn each_side_is_around_the_middle_and_no_two_spokes_end_at_one_place() {
        for count in 1..=MOST {
            let picture = drawn(count, false);
            let mut ends = ends(&picture);
            assert_eq!(ends.len(), count);
            for side in [ROOM, WIDTH - ROOM] {
                let ys: Vec<usize> = ends.iter().filter(|(x, _)| *x == side).map(|(_, y)| *y).collect();
                if let (Some(first), Some(last)) = (ys.first(), ys.last()) {
                    assert_eq!((first + last) / 2, picture.y, "{count}");
                }
            }
            assert!(ends.iter().all(|(_, y)| *y >= STEP / 2 && *y + STEP / 2 <= picture.height), "{ends:?}");
            ends.sort_unstable();
            ends.dedup();
            assert_eq!(ends.len(), count);
        }
    }

    #[test]
    fn the_places_that_fingers_find_do_not_overlap_and_stay_in_the_picture() {
        let picture = drawn(MOST, false);
        for (at, spoke) in picture.spokes.iter().enumerate() {
            assert!(spoke.place_x + picture.place_width <= WIDTH, "{spoke:?}");
            assert!(spoke.place_y + picture.place_height <= picture.height, "{spoke:?}");
            let below = picture.spokes.get(at + 2);
            assert!(below.is_none_or(|below| below.place_y >= spoke.place_y + picture.place_height), "{spoke:?}");
        }
    }

    #[test]
    fn the_thirteenth_app_is_not_drawn() {
        assert_eq!(drawn(13, false), drawn(12, false));
        assert_eq!(drawn(12, false).spokes.len(), 12);
    }

    #[test]
    fn a_name_that_is_too_long_is_cut_and_wide_letters_count_twice() {
        for (name, shown) in [
            ("Grafana", "Grafana"),
            ("twelve chars", "twelve chars"),
            ("thirteen char", "thirteen ch…"),
            ("Home Assista nt", "Home Assist…"),
            ("A long name of an app", "A long name…"),
            ("写真と動画", "写真と動画"),
            ("写真と動画の管理", "写真と動画…"),
            ("صور العائلة", "صور العائلة"),
        ] {
            assert_eq!(cut(name), shown);
        }
    }

    #[test]
    fn a_spoke_is_thicker_the_more_recently_its_app_was_used() {
        for (seconds, expected) in [(0, 6), (3_599, 6), (3_600, 4), (86_399, 4), (86_400, 2), (9_999_999, 2)] {
            assert_eq!(thickness(Duration::from_secs(seconds)), expected);
        }
    }
}
