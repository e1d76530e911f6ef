//! What the server fetches, from whom, and what it makes of those who do not behave (SEC-66, REL-23, rows 42 and 43).

mod addresses;
mod faults;

use std::time::Duration;

use latchkey::config::settings::OutboundSettings;
use latchkey::outbound::Outbound;

/// Production, but quicker to give up.
fn strict() -> OutboundSettings {
    OutboundSettings { timeout: Duration::from_millis(300), ..OutboundSettings::default() }
}

/// Development, but quicker to give up.
fn lenient() -> OutboundSettings {
    OutboundSettings { allow_private_ips: true, allow_http: true, ..strict() }
}

/// The body of what is fetched, or why there is none.
async fn fetch(outbound: &Outbound, uri: &str) -> Result<String, String> {
    let fetched = outbound.fetch(uri, "application/json").await;
    fetched.map(|fetched| String::from_utf8(fetched.body).unwrap()).map_err(|error| error.to_string())
}
