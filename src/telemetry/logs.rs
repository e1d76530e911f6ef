//! Logs: one line a request, with a request id that the error page shows too. No token, code, secret, cookie, body
//! or query string is ever written (SEC-71).

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::{HttpMessage as _, HttpRequest};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::escape::{Notation, escaped};
use super::lines::{Lines, Sink};
use crate::config::settings::{LogFormat, LogSettings};
use crate::random;

/// The id of one request, short enough to read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestId([u8; 8]);

impl RequestId {
    /// A fresh id, like `4F2-9KDX`.
    pub fn fresh() -> Self {
        let mut id = [b'-'; 8];
        let [a, b, c, _, d, e, f, g] = &mut id;
        [a, b, c, d, e, f, g]
            .into_iter()
            .zip(random::spoken_letters::<7>())
            .for_each(|(place, letter)| *place = letter);
        Self(id)
    }

    /// The id as it is shown.
    pub fn as_str(&self) -> &str {
        // Letters and digits of ASCII, whatever was drawn.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The id of `request`.
pub fn request_id(request: &HttpRequest) -> String {
    request.extensions().get::<RequestId>().map(|id| id.as_str().to_owned()).unwrap_or_default()
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
    let lines = Lines { notation, coloured: on_terminal && !json, sink: Arc::new(Sink::new(&std::io::stderr())) };
    tracing_subscriber::registry().with(filter).with(lines).try_init().map_err(|error| error.to_string())
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
            complain(format_args!("panicked at {place}: {message} {}", backtrace.unwrap_or_default()));
        }
    }));
}

/// Whether this process was told to say nothing that is neither a result nor a failure.
static IS_HUSHED: AtomicBool = AtomicBool::new(false);

/// Has [`tell`] say nothing from now on.
pub fn hush() {
    IS_HUSHED.store(true, Ordering::Relaxed);
}

/// Whether [`tell`] says nothing.
pub fn is_hushed() -> bool {
    IS_HUSHED.load(Ordering::Relaxed)
}

/// Writes a line to standard error, for whoever runs a command and did not ask for silence; what is not ours in it is escaped.
pub fn tell(words: impl std::fmt::Display) {
    if !is_hushed() {
        complain(words);
    }
}

/// Writes a line to standard error in any case: what went wrong.
pub fn complain(words: impl std::fmt::Display) {
    // Nobody reading it is no reason to fail.
    drop(writeln!(std::io::stderr().lock(), "{}", escaped(&words.to_string(), Notation::Text)));
}
