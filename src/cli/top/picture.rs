//! The picture of `latchkey top`: values and a size in, text out. What is not ours is escaped here, before it is measured and
//! cut, so that nothing of it moves the cursor. Every character counts as one column.

use super::seen::{Counted, Login, Seen};
use crate::clock::Timestamp;
use crate::store::audit::SignInsOfSpan;
use crate::store::sessions::InUse;
use crate::telemetry::escape::{Notation, escaped};

/// What stands between two columns of the table.
const GAP: &str = "  ";
/// What stands in front of the two bars, each as long as the other.
const SIGNED_IN: &str = "last hour ";
const REFUSED: &str = "refused   ";
/// How many minutes one character of a bar may stand for, the fewest that fit.
const TOGETHER: [usize; 9] = [1, 2, 3, 5, 6, 10, 15, 20, 30];
/// What is low and what is high in a bar.
const LEVELS: &[char] = &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const PLAIN_LEVELS: &[char] = &[':', '-', '=', '+', '*', '#'];
/// Columns that a narrow terminal does without, in this order.
const GIVEN_UP: [&str; 4] = ["ADDRESS", "SINCE", "DEVICE", "APPS"];

/// The size of the picture, and whether it is of ASCII.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Whether there is nothing but ASCII, as far as it is ours.
    pub is_plain: bool,
}

/// The picture, without an end of line behind the last one. `trouble` says why it is not of now.
pub fn picture(seen: &Seen, trouble: Option<&str>, frame: Frame) -> String {
    let mut lines = Vec::new();
    if let Some(trouble) = trouble {
        let told = format!("not refreshed since {}: {trouble}", moment(seen.at, seen.at));
        lines.push(frame.cut(&fit_to_print(&told)));
    }
    lines.extend(packed(&head(seen), frame));
    lines.extend(bars(&seen.minutes, frame));
    lines.push(String::new());
    let events = events(seen, frame);
    // The names of the columns, and the line before the events.
    let taken = lines.len() + events.len() + 2;
    lines.extend(table(seen, frame.height.saturating_sub(taken).max(1), frame));
    lines.push(String::new());
    lines.extend(events);
    lines.truncate(frame.height);
    lines.join("\n")
}

impl Frame {
    /// The text as far as it fits into a line.
    fn cut(self, text: &str) -> String {
        self.cut_to(text, self.width)
    }

    /// The text as far as it fits, with a mark where it does not end.
    fn cut_to(self, text: &str, width: usize) -> String {
        if columns_of(text) <= width {
            return text.to_owned();
        }
        let kept = text.chars().take(width.saturating_sub(1));
        kept.chain([if self.is_plain { '~' } else { '…' }]).collect()
    }
}

fn fit_to_print(text: &str) -> String {
    escaped(text, Notation::Text).into_owned()
}

fn columns_of(text: &str) -> usize {
    text.chars().count()
}

/// What is said above everything else, piece by piece.
fn head(seen: &Seen) -> Vec<String> {
    let InUse { logins, people, apps } = seen.in_use;
    let more = if seen.is_cut { "+" } else { "" };
    let many =
        |count: u32, one: &str, several: &str| format!("{count}{more} {}", if count == 1 { one } else { several });
    let untold = &seen.untold;
    let oldest = untold.oldest.map(|at| format!(" (oldest of {})", moment(at, seen.at))).unwrap_or_default();
    let counted = |what: &str, of: fn(&Counted) -> u64| {
        let number = |counted: &Counted| format!("{}{}", of(counted), if counted.is_cut { "+" } else { "" });
        format!("{what} {} in 5 min, {} in 1 h", number(&seen.last_minutes), number(&seen.last_hour))
    };
    let pieces = [
        fit_to_print(&seen.issuer),
        seen.storage.to_owned(),
        seen.at.to_string(),
        many(logins, "login", "logins"),
        many(people, "person", "people"),
        many(apps, "app in use", "apps in use"),
        counted("sign-ins", |counted| counted.ok),
        counted("refused", |counted| counted.failed),
        format!("sign-out messages {} waiting{oldest}, {} failed", untold.waiting, untold.failed),
    ];
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect()
}

/// The pieces in as few lines as hold them.
fn packed(pieces: &[String], frame: Frame) -> Vec<String> {
    let between = if frame.is_plain { " | " } else { " · " };
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let piece = frame.cut(piece);
        let added = columns_of(between) + columns_of(&piece);
        let fits = lines.last().is_some_and(|line| columns_of(line) + added <= frame.width);
        match lines.last_mut() {
            Some(line) if fits => {
                line.push_str(between);
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// Sign-ins as a bar, and below it how many were refused.
fn bars(minutes: &[SignInsOfSpan], frame: Frame) -> [String; 2] {
    let room = frame.width.saturating_sub(SIGNED_IN.len());
    let fits = |together: &usize| minutes.len().div_ceil(*together) <= room;
    let together = TOGETHER.into_iter().find(fits).unwrap_or(minutes.len().max(1));
    let sums: Vec<(u64, u64)> = minutes
        .chunks(together)
        .map(|chunk| (chunk.iter().map(|minute| minute.ok).sum(), chunk.iter().map(|minute| minute.failed).sum()))
        .collect();
    let most = sums.iter().map(|(ok, _)| *ok).max().unwrap_or(0);
    let signed_in: String = sums.iter().map(|(ok, _)| level(*ok, most, frame.is_plain)).collect();
    let refused: String = sums.iter().map(|(_, failed)| digit(*failed)).collect();
    [frame.cut(&format!("{SIGNED_IN}{signed_in}")), frame.cut(format!("{REFUSED}{refused}").trim_end())]
}

/// A character as high as the number is among others, of which `most` is the highest.
fn level(count: u64, most: u64, is_plain: bool) -> char {
    let (nothing, levels) = if is_plain { ('.', PLAIN_LEVELS) } else { ('·', LEVELS) };
    if count == 0 {
        return nothing;
    }
    let reached = |step: usize| u64::try_from(step).unwrap_or(u64::MAX).saturating_mul(most);
    let scaled = count.saturating_mul(u64::try_from(levels.len()).unwrap_or(1));
    let found = levels.iter().enumerate().find(|(place, _)| scaled <= reached(place + 1));
    found.map(|(_, level)| *level).or(levels.last().copied()).unwrap_or(nothing)
}

/// A number in one character.
fn digit(count: u64) -> char {
    match u32::try_from(count) {
        Ok(0) => ' ',
        Ok(count) => char::from_digit(count, 10).unwrap_or('+'),
        Err(_) => '+',
    }
}

/// A column of the table.
struct Column {
    name: &'static str,
    /// What it needs at least, where it has more.
    least: usize,
    cells: Vec<String>,
}

impl Column {
    fn widest(&self) -> usize {
        self.cells.iter().map(|cell| columns_of(cell)).max().unwrap_or(0).max(self.name.len())
    }
}

/// The logins, as many as there is room for, below the names of the columns.
fn table(seen: &Seen, rows: usize, frame: Frame) -> Vec<String> {
    if seen.logins.is_empty() {
        return vec![frame.cut("Nobody is signed in.")];
    }
    let logins: Vec<&Login> = seen.logins.iter().take(rows).collect();
    let column = |name: &'static str, least: usize, cell: fn(&Login, Timestamp) -> String| Column {
        name,
        least,
        cells: logins.iter().map(|login| cell(login, seen.at)).collect(),
    };
    let columns = vec![
        column("PERSON", 8, |login, _| fit_to_print(&login.person)),
        column("SINCE", 10, |login, now| moment(login.since, now)),
        column("LAST USED", 10, |login, now| moment(login.last_seen, now)),
        column("DEVICE", 8, |login, _| fit_to_print(&login.device)),
        column("ADDRESS", 9, |login, _| fit_to_print(&login.address)),
        column("APPS", 8, |login, _| fit_to_print(&login.apps.join(", "))),
    ];
    let (columns, widths) = fitted(columns, frame.width);
    let mut lines = vec![line(columns.iter().map(|column| column.name), &widths, frame)];
    for row in 0..logins.len() {
        let cells = columns.iter().map(|column| column.cells.get(row).map_or("", String::as_str));
        lines.push(line(cells, &widths, frame));
    }
    lines
}

/// The columns that a line has room for, and how wide each is: the widest give way.
fn fitted(mut columns: Vec<Column>, width: usize) -> (Vec<Column>, Vec<usize>) {
    let gaps = |count: usize| GAP.len() * count.saturating_sub(1);
    for name in GIVEN_UP {
        let needed: usize = columns.iter().map(|column| column.least.min(column.widest())).sum();
        if needed + gaps(columns.len()) <= width {
            break;
        }
        columns.retain(|column| column.name != name);
    }
    let mut widths: Vec<usize> = columns.iter().map(|column| column.widest().min(width)).collect();
    while widths.iter().sum::<usize>() + gaps(columns.len()) > width {
        let wide = widths.iter_mut().zip(&columns).filter(|(width, column)| **width > column.least);
        match wide.map(|(width, _)| width).max_by_key(|width| **width) {
            Some(widest) => *widest -= 1,
            None => break,
        }
    }
    (columns, widths)
}

/// A line of the table.
fn line<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize], frame: Frame) -> String {
    let padded: Vec<String> = cells
        .zip(widths)
        .map(|(cell, width)| format!("{:<width$}", frame.cut_to(cell, *width), width = *width))
        .collect();
    frame.cut(padded.join(GAP).trim_end())
}

/// What happened last.
fn events(seen: &Seen, frame: Frame) -> Vec<String> {
    if seen.events.is_empty() {
        return vec![frame.cut("Nothing has happened yet.")];
    }
    let told = seen.events.iter();
    told.map(|event| frame.cut(&format!("{} {}", moment(event.at, seen.at), fit_to_print(&event.words)))).collect()
}

/// The time of day in UTC, or the date where that is another one than `now` has.
fn moment(at: Timestamp, now: Timestamp) -> String {
    let (text, now) = (at.to_string(), now.to_string());
    match (text.split_once('T'), now.split_once('T')) {
        (Some((date, time)), Some((today, _))) if today == date => time.trim_end_matches('Z').to_owned(),
        (Some((date, _)), _) => date.to_owned(),
        (None, _) => at.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::seen::Told;
    use super::*;
    use crate::store::logouts::Untold;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn nothing() -> Seen {
        Seen {
            issuer: "https://auth.example.com".into(),
            storage: "SQLite",
            at: NOW,
            in_use: InUse::default(),
            is_cut: false,
            last_minutes: Counted::default(),
            last_hour: Counted::default(),
            minutes: (0..60).map(|minute| span(minute, 0, 0)).collect(),
            untold: Untold::default(),
            logins: Vec::new(),
            events: Vec::new(),
        }
    }

    fn span(minute: i64, ok: u64, failed: u64) -> SignInsOfSpan {
        SignInsOfSpan { from: Timestamp(NOW.seconds() + 60 * (minute - 59)), ok, failed, is_cut: false }
    }

    fn login(person: &str) -> Login {
        Login {
            id: "0123456789ab".into(),
            person: person.into(),
            since: Timestamp(NOW.seconds() - 86_400),
            last_seen: Timestamp(NOW.seconds() - 5),
            device: "Firefox on Linux".into(),
            address: "192.0.2.1".into(),
            apps: vec!["grafana".into(), "wiki".into()],
        }
    }

    fn full() -> Seen {
        let mut seen = nothing();
        seen.in_use = InUse { logins: 2, people: 1, apps: 2 };
        seen.last_minutes = Counted { ok: 1, failed: 0, is_cut: false };
        seen.last_hour = Counted { ok: 9, failed: 12, is_cut: true };
        seen.minutes[0] = span(0, 8, 0);
        seen.minutes[58] = span(58, 1, 3);
        seen.minutes[59] = span(59, 0, 12);
        seen.untold = Untold { waiting: 1, failed: 2, oldest: Some(Timestamp(NOW.seconds() - 60)) };
        seen.logins = vec![login("ada"), login("ben")];
        let words = "ada: Signed in with a password (Firefox on Linux, 192.0.2.1)".into();
        seen.events = vec![Told { at: NOW, event: "login.ok".into(), words }];
        seen
    }

    fn frame(width: usize) -> Frame {
        Frame { width, height: 24, is_plain: false }
    }

    #[test]
    fn all_of_it_stands_in_eighty_columns() {
        let shown = picture(&full(), None, frame(80));
        let bar = format!("last hour █{}▁·", "·".repeat(57));
        let refused = format!("refused   {}3+", " ".repeat(58));
        let expected = [
            "https://auth.example.com · SQLite · 2027-01-15T08:00:00Z · 2 logins · 1 person",
            "2 apps in use · sign-ins 1 in 5 min, 9+ in 1 h · refused 0 in 5 min, 12+ in 1 h",
            "sign-out messages 1 waiting (oldest of 07:59:00), 2 failed",
            bar.as_str(),
            refused.as_str(),
            "",
            "PERSON  SINCE       LAST USED  DEVICE            ADDRESS    APPS",
            "ada     2027-01-14  07:59:55   Firefox on Linux  192.0.2.1  grafana, wiki",
            "ben     2027-01-14  07:59:55   Firefox on Linux  192.0.2.1  grafana, wiki",
            "",
            "08:00:00 ada: Signed in with a password (Firefox on Linux, 192.0.2.1)",
        ];
        assert_eq!(shown.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_narrow_terminal_does_without_columns_and_a_wide_one_without_lines() {
        let shown = picture(&full(), None, frame(40));
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines.contains(&"PERSON  LAST USED  DEVICE      APPS"), "{shown}");
        assert!(lines.contains(&"ada     07:59:55   Firefox o…  grafana,…"), "{shown}");
        assert!(lines.contains(&format!("last hour █{}▁", "·".repeat(28)).as_str()), "two minutes each: {shown}");
        let wide = picture(&full(), None, frame(200));
        assert!(wide.lines().count() < shown.lines().count(), "{wide}");
        assert!(wide.lines().any(|line| line.contains("2 logins · 1 person · 2 apps in use")), "{wide}");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_there_are_no_more_lines_than_it_has() {
        let mut seen = full();
        seen.issuer = format!("https://{}.example", "a".repeat(300));
        let names = ["x".repeat(300), "שרה כהן".repeat(20), "名前".repeat(80), "🦦".repeat(90), String::new()];
        seen.logins = names.iter().cycle().take(50).map(|name| login(name)).collect();
        seen.events[0].words = "y".repeat(400);
        let trouble = "z".repeat(300);
        for is_plain in [false, true] {
            for width in [1, 10, 40, 80, 200] {
                for height in [1, 5, 24, 100] {
                    let shown = picture(&seen, Some(trouble.as_str()), Frame { width, height, is_plain });
                    assert!(shown.lines().count() <= height, "{width}×{height}: {shown}");
                    assert!(shown.lines().all(|line| columns_of(line) <= width), "{width}×{height}: {shown}");
                }
            }
        }
        let shown = picture(&seen, None, frame(80));
        assert_eq!(shown.lines().count(), 24, "as many logins as there is room for: {shown}");
    }

    #[test]
    fn what_is_cut_has_a_mark_and_the_columns_behind_it_stay_where_they_are() {
        let mut seen = full();
        let name = "Ministère-des-affaires-étrangères-et-de-l'océan";
        seen.logins = vec![login(name), login("שרה"), login("名前")];
        let shown = picture(&seen, None, frame(80));
        let rows: Vec<&str> = shown.lines().filter(|line| line.contains("2027-01-14")).collect();
        assert_eq!(rows.len(), 3);
        assert!(rows[0].contains('…') && !rows[0].contains(name), "{shown}");
        assert!(rows[1].starts_with("שרה ") && rows[2].starts_with("名前 "), "{shown}");
        let place = |row: &&str| row.split("2027-01-14").next().map(columns_of);
        assert!(rows.iter().all(|row| place(row) == place(&rows[0])), "{shown}");
        let plain = picture(&seen, None, Frame { is_plain: true, ..frame(80) });
        assert!(plain.contains('~') && !plain.contains('…'), "{plain}");
    }

    #[test]
    fn where_nothing_is_the_picture_says_so() {
        let shown = picture(&nothing(), None, frame(80));
        assert!(shown.contains("0 logins") && shown.contains("0 people") && shown.contains("0 waiting, 0 failed"));
        assert!(shown.contains("Nobody is signed in.") && shown.contains("Nothing has happened yet."), "{shown}");
        assert!(shown.contains(&"·".repeat(60)), "{shown}");
        assert!(shown.lines().any(|line| line == "refused"), "{shown}");
    }

    #[test]
    fn a_picture_that_is_not_of_now_says_so_at_its_top() {
        let shown = picture(&full(), Some("storage is unavailable: locked\u{1b}[2J"), frame(80));
        let told = "not refreshed since 08:00:00: storage is unavailable: locked\\u{1b}[2J";
        assert_eq!(shown.lines().next(), Some(told));
    }

    #[test]
    fn a_plain_picture_is_of_ascii() {
        let shown = picture(&full(), None, Frame { is_plain: true, ..frame(80) });
        assert!(shown.is_ascii(), "{shown}");
        assert!(shown.contains(&format!("last hour #{}:.", ".".repeat(57))), "{shown}");
    }

    /// A person, a browser, an app and a database say what they like.
    #[test]
    fn nothing_that_others_wrote_is_obeyed_by_the_terminal() {
        let evil = "x\u{1b}]0;title\u{7}\u{9b}2J\r\n\u{202e}\u{200b}y";
        let mut seen = full();
        seen.issuer = evil.into();
        seen.logins = vec![Login {
            device: evil.into(),
            address: evil.into(),
            apps: vec![evil.into(), evil.into()],
            ..login(evil)
        }];
        seen.events[0].words = evil.into();
        for width in [40, 80, 200, 1_000] {
            let shown = picture(&seen, Some(evil), frame(width));
            for line in shown.split('\n') {
                assert_eq!(escaped(line, Notation::Text), line, "{width}");
            }
        }
        let shown = picture(&seen, None, frame(1_000));
        assert!(shown.contains("x\\u{1b}]0;title\\u{7}\\u{9b}2J\\u{d}\\u{a}\\u{202e}\\u{200b}y"), "{shown}");
    }

    #[test]
    fn the_highest_minute_fills_its_place_and_one_sign_in_is_seen() {
        assert_eq!([0, 1, 50, 100].map(|count| level(count, 100, false)), ['·', '▁', '▄', '█']);
        assert_eq!([0, 1, 100].map(|count| level(count, 100, true)), ['.', ':', '#']);
        assert_eq!([0, 1, 9, 10, u64::MAX].map(digit), [' ', '1', '9', '+', '+']);
    }
}
