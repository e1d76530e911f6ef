//! `latchkey init`: a short configuration to start from, with the answers filled in.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use clap::Args;
use serde_json::json;

use super::context::Failure;
use crate::config::settings::Issuer;

/// Values for the configuration; a terminal is asked for missing ones.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The public https address (issuer), such as https://auth.example.com.
    #[arg(long)]
    issuer: Option<String>,
    /// The name shown on the pages.
    #[arg(long)]
    name: Option<String>,
    /// The address or network of the reverse proxy, if there is one.
    #[arg(long)]
    trusted_proxy: Option<String>,
    /// The folder for the database and the keys.
    #[arg(long)]
    data_dir: Option<String>,
    /// The accent colour, such as #2f55d4.
    #[arg(long)]
    accent: Option<String>,
}

/// Prints the configuration on standard output; questions go to standard error.
pub fn run(arguments: InitArgs) -> Result<(), Failure> {
    let issuer = answer(arguments.issuer, "Public address (issuer)", "http://localhost:8000")?;
    Issuer::parse(&issuer).map_err(|error| Failure::Failed(format!("{issuer}: {error}")))?;
    let name = answer(arguments.name, "Name on the pages", "Latchkey")?;
    let proxy = answer(arguments.trusted_proxy, "Reverse proxy (address or network, empty for none)", "")?;
    let data_dir = answer(arguments.data_dir, "Data folder", "latchkey-data")?;
    let accent = answer(arguments.accent, "Accent colour", "#2f55d4")?;
    print!("{}", configuration(&issuer, &name, &proxy, &data_dir, &accent));
    Ok(())
}

fn answer(given: Option<String>, question: &str, default: &str) -> Result<String, Failure> {
    if let Some(given) = given {
        return Ok(given);
    }
    if !io::stdin().is_terminal() {
        return Ok(default.to_owned());
    }
    let failed = |error: io::Error| Failure::Failed(error.to_string());
    let mut stderr = io::stderr();
    write!(stderr, "{question} [{default}]: ").and_then(|()| stderr.flush()).map_err(failed)?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(failed)?;
    let line = line.trim();
    Ok(if line.is_empty() { default.to_owned() } else { line.to_owned() })
}

fn configuration(issuer: &str, name: &str, proxy: &str, data_dir: &str, accent: &str) -> String {
    let proxies = if proxy.is_empty() { "[]".to_owned() } else { format!("[{}]", json!(proxy)) };
    format!(
        r#"# Every key, annotated: config/latchkey.toml. Check this file with: latchkey check
[server]
issuer          = {issuer}   # exactly what apps compare; never with a slash at its end
trusted_proxies = {proxies}   # only these may say who the visitor is (X-Forwarded-For)
data_dir        = {data_dir}

[branding]
name   = {name}
accent = {accent}

# An app. `latchkey client add` writes blocks like this one into config.d/ beside this file.
# [[clients]]
# client_id          = "my-app"
# client_secret_hash = "sha256:…"                       # `latchkey gen-secret` prints secret and hash
# redirect_uris      = ["https://app.example.com/callback"]
"#,
        issuer = json!(issuer),
        data_dir = json!(data_dir),
        name = json!(name),
        accent = json!(accent),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Severity, Sources, load};

    #[test]
    fn what_init_prints_loads_without_a_word() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        let text = configuration("https://auth.example.com", "Home \"quoted\"", "172.16.0.0/12", "data", "#2f55d4");
        std::fs::write(&file, text).unwrap();
        let sources = Sources { files: vec![file], ..Sources::default() };
        let loaded = load(&sources).unwrap_or_else(|problems| panic!("{}", problems.compact()));
        assert_eq!(loaded.warnings.count(Severity::Warning), 0, "{}", loaded.warnings.compact());
        assert_eq!(loaded.settings.branding.name, "Home \"quoted\"");
    }
}
