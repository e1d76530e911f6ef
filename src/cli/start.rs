//! What every command starts from: where the configuration is, and how its problems are told.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::{Loaded, Problems, Severity, Sources, load};

/// Exit code of a configuration that cannot be used.
pub const CONFIG_INVALID: u8 = 3;
/// Where a configuration is looked for when none is named, in this order.
const USUAL_PLACES: [&str; 3] = ["config.toml", "/config/config.toml", "/etc/latchkey/config.toml"];

/// The configuration sources: the named files, `$LATCHKEY_CONFIG`, or the first usual place that exists.
pub fn sources(named: &[PathBuf]) -> Sources {
    let mut files = named.to_vec();
    if files.is_empty() {
        files.extend(std::env::var_os("LATCHKEY_CONFIG").map(PathBuf::from));
    }
    if files.is_empty() {
        files.extend(USUAL_PLACES.map(Path::new).into_iter().find(|place| place.is_file()).map(Path::to_owned));
    }
    let env = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    Sources { files, env, default_data_dir: PathBuf::from("latchkey-data") }
}

/// Loads the configuration; problems go to standard error and become the exit code.
pub fn load_or_tell(sources: &Sources, color: bool) -> Result<Loaded, ExitCode> {
    load(sources).map_err(|problems| {
        eprintln!("{}", tell(&problems, color));
        ExitCode::from(CONFIG_INVALID)
    })
}

/// Problems as people read them, with their count.
pub fn tell(problems: &Problems, color: bool) -> String {
    let errors = problems.count(Severity::Error);
    let warnings = problems.count(Severity::Warning);
    format!("{}\n{}, {}", problems.render(color).trim_end(), many(errors, "error"), many(warnings, "warning"))
}

/// So many of something, in words.
pub fn many(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
