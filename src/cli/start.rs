//! What every command starts from: where the configuration is, and how its problems are told.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::watch::{self, Looked};
use crate::config::{Loaded, Problems, Severity, Sources};

/// Exit code of a configuration that cannot be used.
pub const CONFIG_INVALID: u8 = 3;
/// Where a configuration is looked for when none is named, in this order.
const USUAL_PLACES: [&str; 3] = ["config.toml", "/config/config.toml", "/etc/latchkey/config.toml"];

/// The configuration sources: the named files, `$LATCHKEY_CONFIG`, or the usual places.
pub fn sources(named: &[PathBuf]) -> Sources {
    let mut files = named.to_vec();
    if files.is_empty() {
        files.extend(std::env::var_os("LATCHKEY_CONFIG").filter(|file| !file.is_empty()).map(PathBuf::from));
    }
    let usual_places = USUAL_PLACES.map(PathBuf::from).to_vec();
    let env = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    Sources { files, usual_places, env, default_data_dir: PathBuf::from("latchkey-data") }
}

/// Loads the configuration; problems go to standard error and become the exit code. What was looked at can be watched.
pub fn load_or_tell(sources: &Sources, color: bool) -> Result<(Loaded, Looked), ExitCode> {
    let (loaded, looked) = watch::load(sources, &Looked::default());
    let loaded = loaded.map_err(|problems| {
        eprintln!("{}", tell(&problems, color));
        ExitCode::from(CONFIG_INVALID)
    })?;
    Ok((loaded, looked))
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
