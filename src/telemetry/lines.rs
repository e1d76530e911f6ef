//! The one writer of log lines: gets each line whole, escapes what is not ours in it ([`escaped`]), colours the level
//! where a person looks on, and writes it at once.

use std::fmt;
use std::io::{self, Write};

use tracing::{Level, Metadata};
use tracing_subscriber::field::MakeExt as _;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::{self, FormatFields, Writer};

use super::escape::{Notation, escaped};

/// Makes a writer for each line.
pub struct Lines {
    /// How the lines escape.
    pub notation: Notation,
    /// Whether the level gets a colour.
    pub coloured: bool,
}

/// Writes one line to standard error.
pub struct Line {
    notation: Notation,
    /// The level to colour.
    level: Option<Level>,
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line;

    fn make_writer(&'a self) -> Line {
        Line { notation: self.notation, level: None }
    }

    fn make_writer_for(&'a self, event: &Metadata<'_>) -> Line {
        Line { notation: self.notation, level: self.coloured.then_some(*event.level()) }
    }
}

impl Write for Line {
    /// `octets` are a whole line: that is how the formatting layer writes.
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        let line = finished(octets, self.notation, self.level);
        // Nobody reading the log is no reason to stop serving.
        drop(io::stderr().lock().write_all(line.as_bytes()));
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The line as it is written: one line whatever it holds.
fn finished(octets: &[u8], notation: Notation, level: Option<Level>) -> String {
    let text = String::from_utf8_lossy(octets);
    let text = escaped(text.strip_suffix('\n').unwrap_or(&text), notation);
    let coloured = level.and_then(|level| {
        // The first word is the time, the second the level: both ours.
        let (before, after) = text.split_once(level.as_str())?;
        Some(format!("{before}\u{1b}[{}m{}\u{1b}[0m{after}", colour(level), level.as_str()))
    });
    let mut line = coloured.unwrap_or_else(|| text.into_owned());
    line.push('\n');
    line
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

/// Fields as `name=value`, where a value that holds a space, a quote or `=` stands in quotes, so that it cannot pass
/// for another field.
pub fn fields() -> impl for<'a> FormatFields<'a> + Send + Sync + 'static {
    format::debug_fn(|writer: &mut Writer<'_>, field, value| match field.name() {
        "message" => write!(writer, "{value:?}"),
        name => field_value(writer, name, value),
    })
    .delimited(" ")
}

fn field_value(writer: &mut Writer<'_>, name: &str, value: &dyn fmt::Debug) -> fmt::Result {
    let text = format!("{value:?}");
    let is_word =
        !text.is_empty() && !text.contains(|character: char| character.is_whitespace() || "\"=".contains(character));
    if is_word || is_quoted(&text) { write!(writer, "{name}={text}") } else { write!(writer, "{name}={text:?}") }
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
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_line_stays_one_line_and_only_our_own_colour_is_in_it() {
        let foreign = "2027-01-15T08:00:00Z  INFO a\r\nb\u{1b}[31m INFO\u{202e}\n";
        let line = finished(foreign.as_bytes(), Notation::Text, Some(Level::INFO));
        let expected = "2027-01-15T08:00:00Z  \u{1b}[32mINFO\u{1b}[0m a\\u{d}\\u{a}b\\u{1b}[31m INFO\\u{202e}\n";
        assert_eq!(line, expected);
        let line = finished(b"{\"a\":\"\xc2\x85\"}\n", Notation::Json, None);
        assert_eq!(line, "{\"a\":\"\\u0085\"}\n");
    }

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(octets);
            Ok(octets.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_value_cannot_pass_for_another_field() {
        let kept = Kept::default();
        let for_lines = kept.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_target(false)
            .without_time()
            .fmt_fields(fields())
            .with_writer(move || for_lines.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let hostile = "a code=200 ip=1.1.1.1";
            tracing::info!(code = 400, said = %hostile, text = "two words", quoted = %"\"a\" b=\"c\"", none = %"", "refused");
            tracing::info_span!("request", request_id = %"4F2-9KD").in_scope(|| tracing::info!("answered"));
        });
        let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        let expected = " INFO refused code=400 said=\"a code=200 ip=1.1.1.1\" text=\"two words\" \
                        quoted=\"\\\"a\\\" b=\\\"c\\\"\" none=\"\"\n INFO request{request_id=4F2-9KD}: answered\n";
        assert_eq!(text, expected);
    }
}
