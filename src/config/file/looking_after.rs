//! `[audit]` and `[admin]`: for those who look after the provider.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::format::Text;
use crate::config::settings::ListenAddress;

/// `[audit]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// How long records are kept. They hold addresses and names of browsers, so keep them no longer than you need them.
    #[schemars(extend("default" = "365d", "x-min" = "1d", "x-max" = "3650d"))]
    pub retention: Text<Duration>,
    /// Whether each record is a line of the log, too.
    #[schemars(extend("default" = true))]
    pub log: bool,
    /// Whether each record is a line of standard output, too: JSON, as `latchkey audit export` writes it. The log goes to
    /// standard error.
    #[schemars(extend("default" = false))]
    pub stdout: bool,
}

/// `[admin]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Admin {
    /// Whether administrators have pages at `/admin`. Without them everything is done by the command line.
    #[schemars(extend("default" = true))]
    pub enabled: bool,
    /// Where these pages are, and nowhere else: addresses as in `server.listen`, which only administrators reach. All other
    /// pages are there, too, since administrators sign in there.
    #[schemars(extend("x-default" = "where everything is: `server.listen`", "x-restart" = true))]
    #[schemars(length(min = 1))]
    pub listen: Option<Vec<Text<ListenAddress>>>,
}
