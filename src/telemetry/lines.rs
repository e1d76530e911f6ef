//! Log lines: each event is formatted once, into a buffer of its thread, and written whole by one call.
//!
//! Nothing is shared between the threads that log: what a line is made of lies in its thread, and the kernel keeps a write
//! to a file whole, and one of up to [`PIPE_BUF`] bytes to a pipe. Longer lines to a pipe have it for themselves.
//!
//! The lines of answered requests may go together ([`together`]): a worker that has many answers to give in one turn of its
//! event loop writes their lines by one call at the end of that turn.

mod together;

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use super::escape::{Notation, certain, escape_into};
use super::moment;
use super::refusals;

pub use together::gather;

/// What the kernel writes to a pipe in one piece, in bytes (POSIX asks for 512, Linux gives a page).
pub const PIPE_BUF: usize = 4096;
/// The most that a thread's buffer keeps for the next line, in bytes.
const KEPT: usize = 16 * 1024;

/// Where lines go.
pub struct Sink {
    /// A descriptor of our own, or none where there is nobody to read.
    file: Option<File>,
    /// The most that is written in one piece, in bytes, when others write too.
    whole: usize,
    /// Held by many for lines that the kernel keeps whole, and by one alone for a longer line.
    long: RwLock<()>,
}

impl Sink {
    /// Lines go to this descriptor.
    pub fn new(descriptor: &impl AsFd) -> Self {
        let file = descriptor.as_fd().try_clone_to_owned().ok().map(File::from);
        let is_file = file.as_ref().and_then(|file| file.metadata().ok()).is_some_and(|metadata| metadata.is_file());
        Self { file, whole: if is_file { KEPT } else { PIPE_BUF }, long: RwLock::new(()) }
    }

    /// Writes lines, of which the last ends in a newline. Nobody reading the log is no reason to stop serving.
    pub fn write(&self, lines: &[u8]) {
        let Some(file) = &self.file else { return };
        let outcome = if lines.len() <= self.whole {
            let _shared = self.long.read().unwrap_or_else(PoisonError::into_inner);
            write_whole(file, lines)
        } else {
            let _alone = self.long.write().unwrap_or_else(PoisonError::into_inner);
            write_whole(file, lines)
        };
        drop(outcome);
    }
}

/// Writes until all is written. Where the reader is slow and nobody waits for it, a line that was begun is finished if
/// that is possible in a moment.
fn write_whole(mut file: &File, mut line: &[u8]) -> io::Result<()> {
    let (length, mut tries) = (line.len(), 0);
    while !line.is_empty() {
        match file.write(line) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(written) => line = line.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock && line.len() < length && tries < 1_000 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_micros(100));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The layer that writes a line for each event.
pub struct Lines {
    /// How the lines look, and how what is not ours is escaped in them.
    pub notation: Notation,
    /// Whether the level gets a colour.
    pub coloured: bool,
    /// Where they go.
    pub sink: Arc<Sink>,
}

thread_local! {
    static BUFFER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Where a request is said to be answered: the lines that may go together.
const ANSWERED: &str = "latchkey::endpoints::request_log";

/// Where the HTTP library says what becomes of listening sockets.
const ACCEPTING: &str = "actix_server::accept";

/// Whether the server stops and has closed them itself, which the library reports as errors.
static STOPS: AtomicBool = AtomicBool::new(false);

/// The server stops from now on.
pub fn note_stop() {
    STOPS.store(true, Ordering::Relaxed);
}

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let (metadata, stops) = (event.metadata(), STOPS.load(Ordering::Relaxed));
        if stops && metadata.target() == ACCEPTING {
            return;
        }
        let may_wait = !stops && *metadata.level() == Level::INFO && metadata.target() == ANSWERED;
        let write = |line: &mut String| {
            line.clear();
            match self.notation {
                Notation::Json => json_line(line, event),
                Notation::Text => text_line(line, event, self.coloured),
            }
            together::write(&self.sink, line, may_wait);
            line.shrink_to(KEPT);
        };
        // A value that logs while it is written has a buffer of its own, and its line goes first.
        BUFFER.with(|buffer| match buffer.try_borrow_mut() {
            Ok(mut line) => write(&mut line),
            Err(_) => write(&mut String::new()),
        });
    }
}

fn json_line(line: &mut String, event: &Event<'_>) {
    line.push_str("{\"timestamp\":\"");
    moment::write_now(line);
    line.push_str("\",\"level\":\"");
    line.push_str(event.metadata().level().as_str());
    line.push('"');
    event.record(&mut JsonFields(line));
    line.push_str(",\"target\":");
    json_string(line, event.metadata().target());
    refusals::with_request_id(|id| {
        line.push_str(",\"span\":{\"request_id\":");
        json_string(line, id);
        line.push_str(",\"name\":\"request\"}");
    });
    line.push_str("}\n");
}

/// Fields as members of a JSON object that has some already.
struct JsonFields<'a>(&'a mut String);

impl JsonFields<'_> {
    fn name(&mut self, field: &Field) -> &mut String {
        let name = field.name();
        self.0.push_str(",\"");
        certain(JsonText(self.0).write_str(name.strip_prefix("r#").unwrap_or(name)));
        self.0.push_str("\":");
        self.0
    }

    fn plain(&mut self, field: &Field, value: impl fmt::Display) {
        certain(write!(self.name(field), "{value}"));
    }
}

impl Visit for JsonFields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        json_string(self.name(field), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.plain(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.plain(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.plain(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        // JSON has no word for what is no number.
        if value.is_finite() { self.plain(field, value) } else { self.plain(field, "null") }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let line = self.name(field);
        line.push('"');
        certain(write!(JsonText(line), "{value:?}"));
        line.push('"');
    }
}

fn json_string(line: &mut String, text: &str) {
    line.push('"');
    certain(JsonText(line).write_str(text));
    line.push('"');
}

/// Writes into a JSON string.
struct JsonText<'a>(&'a mut String);

impl fmt::Write for JsonText<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // Most texts are plain. No octet ends the look at them early, so that the compiler takes many at a time.
        match text.bytes().fold(true, |are_plain, octet| are_plain & is_plain(octet)) {
            true => self.0.push_str(text),
            false => self.escape(text),
        }
        Ok(())
    }
}

impl JsonText<'_> {
    fn escape(&mut self, text: &str) {
        let mut rest = text;
        // The first octet that is not plain begins a character, since what comes before it is ASCII.
        while let Some(at) = rest.bytes().position(|octet| !is_plain(octet)) {
            let (plain, special) = rest.split_at(at);
            self.0.push_str(plain);
            let mut characters = special.chars();
            match characters.next() {
                Some('"') => self.0.push_str("\\\""),
                Some('\\') => self.0.push_str("\\\\"),
                Some('\n') => self.0.push_str("\\n"),
                Some('\r') => self.0.push_str("\\r"),
                Some('\t') => self.0.push_str("\\t"),
                Some('\u{8}') => self.0.push_str("\\b"),
                Some('\u{c}') => self.0.push_str("\\f"),
                Some(other) => escape_into(self.0, other, Notation::Json),
                None => {}
            }
            rest = characters.as_str();
        }
        self.0.push_str(rest);
    }
}

/// Whether an octet is a character that stands for itself in a JSON string.
fn is_plain(octet: u8) -> bool {
    matches!(octet, b' '..=b'~') && octet != b'"' && octet != b'\\'
}

fn text_line(line: &mut String, event: &Event<'_>, coloured: bool) {
    moment::write_now(line);
    text_rest(line, event, coloured);
}

/// The line after its time.
fn text_rest(line: &mut String, event: &Event<'_>, coloured: bool) {
    let level = *event.metadata().level();
    let padding = 6_usize.saturating_sub(level.as_str().len());
    (0..padding).for_each(|_| line.push(' '));
    match coloured {
        true => certain(write!(line, "\u{1b}[{}m{level}\u{1b}[0m", colour(level))),
        false => line.push_str(level.as_str()),
    }
    refusals::with_request_id(|id| certain(write!(EscapedText(line), " request{{request_id={id}}}:")));
    event.record(&mut TextFields(line));
    line.push('\n');
}

fn colour(level: Level) -> &'static str {
    match level {
        Level::ERROR => "31",
        Level::WARN => "33",
        Level::INFO => "32",
        Level::DEBUG => "34",
        Level::TRACE => "35",
    }
}

/// Writes what is not ours: whatever acts or hides is written as its number.
struct EscapedText<'a>(&'a mut String);

impl fmt::Write for EscapedText<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().for_each(|character| escape_into(self.0, character, Notation::Text));
        Ok(())
    }
}

/// Fields as `name=value`, where a value that holds a space, a quote or `=` stands in quotes, so that it cannot pass
/// for another field.
struct TextFields<'a>(&'a mut String);

impl Visit for TextFields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push(' ');
        let mut line = EscapedText(self.0);
        certain(match field.name() {
            "message" => write!(line, "{value:?}"),
            name => field_value(&mut line, name, value),
        });
    }
}

fn field_value(line: &mut EscapedText<'_>, name: &str, value: &dyn fmt::Debug) -> fmt::Result {
    let text = format!("{value:?}");
    let is_word =
        !text.is_empty() && !text.contains(|character: char| character.is_whitespace() || "\"=".contains(character));
    if is_word || is_quoted(&text) { write!(line, "{name}={text}") } else { write!(line, "{name}={text:?}") }
}

/// Whether `text` is one string in quotes, and nothing after it.
fn is_quoted(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    let mut escapes = false;
    for character in inner.chars() {
        match character {
            _ if escapes => escapes = false,
            '\\' => escapes = true,
            '"' => return false,
            _ => {}
        }
    }
    !escapes
}

#[cfg(test)]
mod tests;
