//! The terminal: how big it is, what it can show, and a screen of its own that is gone afterwards.

use std::io::{self, IsTerminal as _, Write as _};

use super::picture::Frame;

/// Columns and rows where nobody says how many there are.
const USUAL: (usize, usize) = (80, 24);
/// The most that is believed of a size.
const MOST: usize = 1_000;

/// Another screen, without a cursor, on which long lines end at the edge.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?7l";
/// What was there before.
const LEAVE: &str = "\u{1b}[?7h\u{1b}[?25h\u{1b}[?1049l";
/// The first place, and nothing behind it.
const CLEAR: &str = "\u{1b}[H\u{1b}[J";

/// The screen; when it is dropped, what was there before is back.
pub struct Screen;

impl Screen {
    /// Begins to use it.
    pub fn enter() -> io::Result<Self> {
        let screen = Self;
        write(ENTER)?;
        Ok(screen)
    }

    /// Shows a picture in place of the one before.
    pub fn draw(&self, picture: &str) -> io::Result<()> {
        write(&format!("{CLEAR}{picture}"))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing.
        drop(write(LEAVE));
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Whether standard output is a terminal on which one picture can take the place of another.
pub fn is_live() -> bool {
    io::stdout().is_terminal() && !is_dumb()
}

/// How big the picture may be: by `COLUMNS` and `LINES`, as the terminal says, or as terminals were.
pub fn frame() -> Frame {
    let said = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<usize>().ok());
    let asked = rustix::termios::tcgetwinsize(io::stdout()).ok();
    let columns = asked.as_ref().map(|size| usize::from(size.ws_col));
    let rows = asked.as_ref().map(|size| usize::from(size.ws_row));
    Frame {
        width: first([said("COLUMNS"), columns], USUAL.0),
        height: first([said("LINES"), rows], USUAL.1),
        is_plain: is_dumb() || !is_utf8(),
    }
}

fn first(sizes: [Option<usize>; 2], usual: usize) -> usize {
    sizes.into_iter().flatten().find(|size| *size > 0).unwrap_or(usual).min(MOST)
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the locale has more than ASCII (POSIX, Base Definitions §8.2).
fn is_utf8() -> bool {
    let set = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
