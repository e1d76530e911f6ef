//! What is counted while the server runs. No label names a person, a session or a token (SEC-73), and each label's
//! values are bounded: words of ours, route patterns, and the `client_id`s of clients that exist.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use super::series::{Counter, Exposition, Family, Histogram};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::error::ErrorCode;

/// The route of a request that matched none.
pub const UNMATCHED: &str = "unmatched";
/// The `client_id` of a request whose client is not known, or did not say who it is.
const UNKNOWN: &str = "unknown";

/// The counters of one process.
pub struct Metrics {
    http_requests: Family<3, Counter>,
    http_durations: Family<1, Histogram>,
    logins: Family<2, Counter>,
    tokens_issued: Family<2, Counter>,
    token_errors: Family<2, Counter>,
    logout_deliveries: Family<2, Counter>,
    client_pings: Family<1, Counter>,
    rate_limited: Family<1, Counter>,
    backup_failures: Family<0, Counter>,
    /// Zero while none is known.
    backed_up_at: AtomicI64,
    backups_fail: AtomicBool,
    /// When the last mail was tried in vain; zero after one that was sent.
    mail_failed_at: AtomicI64,
    config_reload_ok: AtomicBool,
    /// Zero before the first one.
    config_reloaded_at: AtomicI64,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            http_requests: Family::new(["route", "method", "code"]),
            http_durations: Family::new(["route"]),
            logins: Family::new(["method", "result"]),
            tokens_issued: Family::new(["grant", "client_id"]),
            token_errors: Family::new(["error", "client_id"]),
            logout_deliveries: Family::new(["channel", "result"]),
            client_pings: Family::new(["result"]),
            rate_limited: Family::new(["scope"]),
            backup_failures: Family::new([]),
            backed_up_at: AtomicI64::new(0),
            backups_fail: AtomicBool::new(false),
            mail_failed_at: AtomicI64::new(0),
            config_reload_ok: AtomicBool::new(true),
            config_reloaded_at: AtomicI64::new(0),
        };
        // What an alert watches stands at zero from the start: a rate of what never was is no number.
        for result in ["ok", "failed", "throttled"] {
            metrics.logins.with(["password", result], |_| {});
        }
        for (channel, result) in [
            ("backchannel", "delivered"),
            ("backchannel", "retry"),
            ("backchannel", "failed"),
            ("frontchannel", "asked"),
        ] {
            metrics.logout_deliveries.with([channel, result], |_| {});
        }
        metrics.backup_failures.with([], |_| {});
        metrics
    }
}

impl Metrics {
    /// A request was answered. `route` is the pattern that it matched.
    pub fn answered(&self, route: Option<&str>, method: &str, code: &str, took: Duration) {
        let route = route.unwrap_or(UNMATCHED);
        self.http_requests.with([route, known_method(method), code], Counter::raise);
        self.http_durations.with([route], |histogram| histogram.observe(took));
    }

    /// Somebody signed in, or tried to.
    pub fn login(&self, method: &'static str, result: &'static str) {
        self.logins.with([method, result], Counter::raise);
    }

    /// A grant gave tokens. `grant` is a `grant_type` of ours.
    pub fn token_issued(&self, grant: &str, client_id: &ClientId) {
        self.tokens_issued.with([grant, client_id.as_str()], Counter::raise);
    }

    /// The token endpoint refused a request, of a client that exists or of nobody known.
    pub fn token_refused(&self, error: ErrorCode, client_id: Option<&ClientId>) {
        self.token_errors.with([error.as_str(), client_id.map_or(UNKNOWN, ClientId::as_str)], Counter::raise);
    }

    /// An app was told of the end of a login, or was not.
    pub fn logout_delivery(&self, channel: &'static str, result: &'static str) {
        self.logout_deliveries.with([channel, result], Counter::raise);
    }

    /// A client was told that somebody answered (CIBA), or was not.
    pub fn client_ping(&self, result: &'static str) {
        self.client_pings.with([result], Counter::raise);
    }

    /// Somebody was told to come back later. `scope` is the limit, in the words of the configuration where it has one.
    pub fn rate_limited(&self, scope: &'static str) {
        self.rate_limited.with([scope], Counter::raise);
    }

    /// The newest backup was made then.
    pub fn backed_up(&self, at: Timestamp) {
        self.backed_up_at.store(at.seconds(), Ordering::Relaxed);
        self.backups_fail.store(false, Ordering::Relaxed);
    }

    /// When the newest backup was made, where one is known.
    pub fn backed_up_at(&self) -> Option<Timestamp> {
        instant(&self.backed_up_at)
    }

    /// A backup was due and could not be made.
    pub fn backup_failed(&self) {
        self.backup_failures.with([], Counter::raise);
        self.backups_fail.store(true, Ordering::Relaxed);
    }

    /// Whether the last look for a backup that is due ended in a failure.
    pub fn backups_fail(&self) -> bool {
        self.backups_fail.load(Ordering::Relaxed)
    }

    /// A mail was sent, or could not be.
    pub fn mail_tried(&self, ok: bool, now: Timestamp) {
        let at = if ok { 0 } else { now.seconds() };
        self.mail_failed_at.store(at, Ordering::Relaxed);
    }

    /// When the last mail was tried in vain; `None` where the last try succeeded.
    pub fn mail_failed_at(&self) -> Option<Timestamp> {
        instant(&self.mail_failed_at)
    }

    /// The configuration was read again.
    pub fn config_reloaded(&self, ok: bool, now: Timestamp) {
        self.config_reload_ok.store(ok, Ordering::Relaxed);
        self.config_reloaded_at.store(now.seconds(), Ordering::Relaxed);
    }

    /// Whether the configuration in force is the one last read, and when it was read again, if it was.
    pub fn last_reload(&self) -> (bool, Option<Timestamp>) {
        (self.config_reload_ok.load(Ordering::Relaxed), instant(&self.config_reloaded_at))
    }

    /// Writes everything counted here.
    pub fn write(&self, text: &mut Exposition) {
        let help = "Requests answered, by the pattern of their path.";
        text.family("latchkey_http_requests_total", help, &self.http_requests);
        let help = "Time until an answer began.";
        text.family("latchkey_http_request_duration_seconds", help, &self.http_durations);
        text.family("latchkey_logins_total", "Sign-ins and tries.", &self.logins);
        let help = "Times that a grant gave tokens; implicit is the authorization endpoint.";
        text.family("latchkey_tokens_issued_total", help, &self.tokens_issued);
        text.family("latchkey_token_errors_total", "Refusals of the token endpoint.", &self.token_errors);
        let help = "Logout tokens sent, by what became of the try, and front-channel pages put into a frame.";
        text.family("latchkey_logout_deliveries_total", help, &self.logout_deliveries);
        let help = "Clients told that somebody answered their request (CIBA), by what became of the try.";
        text.family("latchkey_client_pings_total", help, &self.client_pings);
        text.family("latchkey_rate_limited_total", "Requests told to come back later.", &self.rate_limited);
        text.family("latchkey_backup_failures_total", "Backups that could not be made.", &self.backup_failures);
        // Without a backup there is no number, rather than one of 1970.
        let made_at = self.backed_up_at().map(|at| ("", at.seconds()));
        let help = "When the newest backup was made, in seconds since 1970.";
        text.gauges("latchkey_backup_last_success_timestamp_seconds", help, "", made_at);
        let help = "Whether the configuration in force is the one last read.";
        text.gauge("latchkey_config_reload_ok", help, u8::from(self.last_reload().0));
    }
}

/// An instant that is zero while there is none.
fn instant(seconds: &AtomicI64) -> Option<Timestamp> {
    Some(seconds.load(Ordering::Relaxed)).filter(|at| *at > 0).map(Timestamp)
}

/// Anybody may send any word as a method.
fn known_method(method: &str) -> &str {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
        _ => "other",
    }
}
