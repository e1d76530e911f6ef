//! What every command starts from: where the configuration is, and how its problems are told.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::config::salvage::{Salvaged, salvage};
use crate::config::watch::{self, Looked};
use crate::config::{Loaded, Problems, Severity, Sources, load};

/// Exit code of a configuration that cannot be used.
pub const CONFIG_INVALID: u8 = 3;
/// Where a configuration is looked for when none is named, in this order.
const USUAL_PLACES: [&str; 3] = ["config.toml", "/config/config.toml", "/etc/latchkey/config.toml"];

/// What `--data-dir` stands for.
const DATA_DIR: &str = "LATCHKEY__SERVER__DATA_DIR";
const STORAGE_URL: &str = "LATCHKEY__STORAGE__URL";

/// The configuration sources: the named files, `$LATCHKEY_CONFIG`, or the usual places; `data_dir` over all of them.
pub fn sources(named: &[PathBuf], data_dir: Option<&str>) -> Sources {
    let mut files = named.to_vec();
    if files.is_empty() {
        files.extend(std::env::var_os("LATCHKEY_CONFIG").filter(|file| !file.is_empty()).map(PathBuf::from));
    }
    let usual_places = USUAL_PLACES.map(PathBuf::from).to_vec();
    let mut env: BTreeMap<String, String> = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect();
    if let Some(data_dir) = data_dir {
        let data_dir = data_dir.trim_end_matches('/');
        env.retain(|name, _| !name.eq_ignore_ascii_case(DATA_DIR) && !name.eq_ignore_ascii_case(STORAGE_URL));
        env.insert(DATA_DIR.to_owned(), data_dir.to_owned());
        env.insert(STORAGE_URL.to_owned(), format!("sqlite://{data_dir}/latchkey.db"));
    }
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

/// The same; of a configuration that has errors, what is left.
pub fn load_or_salvage(sources: &Sources, color: bool) -> Result<(Loaded, Option<Salvaged>), ExitCode> {
    let problems = match load(sources) {
        Ok(loaded) => return Ok((loaded, None)),
        Err(problems) => problems,
    };
    let Some(salvaged) = salvage(sources) else {
        eprintln!("{}", tell(&problems, color));
        return Err(ExitCode::from(CONFIG_INVALID));
    };
    let (settings, read_from) = (salvaged.settings.clone(), salvaged.read_from.clone());
    let loaded = Loaded { settings, warnings: Problems::default(), files: Vec::new(), read_from };
    Ok((loaded, Some(salvaged)))
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
