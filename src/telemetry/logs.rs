//! Logs: one line a request, with a request id that the error page shows too. No token, code, secret, cookie, body
//! or query string is ever written (SEC-71).

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;

use actix_web::{HttpMessage as _, HttpRequest};
use tracing_subscriber::EnvFilter;

use super::escape::{Notation, escaped};
use super::lines::{Lines, fields};
use crate::config::settings::{LogFormat, LogSettings};
use crate::random;

/// The id of one request, short enough to read aloud.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// A fresh id, like `4F2-9KD`.
    pub fn fresh() -> Self {
        let code = random::spoken(7);
        let (head, tail) = code.split_at(3);
        Self(format!("{head}-{tail}"))
    }
}

/// The id of `request`.
pub fn request_id(request: &HttpRequest) -> String {
    request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

/// Sends log lines to standard error. Fails when the filter cannot be read, or on a second call.
pub fn start(settings: &LogSettings, on_terminal: bool) -> Result<(), String> {
    let filter = EnvFilter::try_new(&settings.level).map_err(|error| format!("log.level: {error}"))?;
    let json = match settings.format {
        LogFormat::Auto => !on_terminal,
        LogFormat::Pretty => false,
        LogFormat::Json => true,
    };
    let notation = if json { Notation::Json } else { Notation::Text };
    let writer = Lines { notation, coloured: on_terminal && !json };
    // Colours are the writer's: whatever else could be one in a line is not ours.
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer);
    let started = if json {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        lines.with_target(false).fmt_fields(fields()).try_init()
    };
    started.map_err(|error| error.to_string())
}

/// Makes panics log lines like all others. Where nothing is logged they go to standard error, escaped too: a panic's
/// message may hold what a stranger sent.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload();
        let message = message.downcast_ref::<String>().map(String::as_str).or(message.downcast_ref::<&str>().copied());
        let message = message.unwrap_or("no message");
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let backtrace = Backtrace::capture();
        let backtrace = (backtrace.status() == BacktraceStatus::Captured).then(|| backtrace.to_string());
        if tracing::enabled!(tracing::Level::ERROR) {
            tracing::error!(place, message, backtrace, "panicked");
        } else {
            tell(format_args!("panicked at {place}: {message} {}", backtrace.unwrap_or_default()));
        }
    }));
}

/// Writes a line to standard error, for whoever runs a command; what is not ours in it is escaped.
pub fn tell(words: impl std::fmt::Display) {
    // Nobody reading it is no reason to fail.
    drop(writeln!(std::io::stderr().lock(), "{}", escaped(&words.to_string(), Notation::Text)));
}
