//! Logs: one line a request, with a request id that the error page shows too. No token, code, secret, cookie, body
//! or query string is ever written (SEC-71).

use actix_web::{HttpMessage as _, HttpRequest};
use tracing_subscriber::EnvFilter;

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
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let json = match settings.format {
        LogFormat::Auto => !on_terminal,
        LogFormat::Pretty => false,
        LogFormat::Json => true,
    };
    let started = if json {
        lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init()
    } else {
        lines.with_ansi(on_terminal).with_target(false).try_init()
    };
    started.map_err(|error| error.to_string())
}
