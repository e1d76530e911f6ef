//! `latchkey check`: reads the configuration and tells everything that is wrong or doubtful.

use super::{output, start};
use crate::config::{Loaded, Severity};
use crate::logout::forecast::forecast;

/// Tells the warnings of a configuration that loads; one that does not was told already, with exit code 3.
pub fn run(loaded: &Loaded, color: bool) {
    if loaded.warnings.count(Severity::Warning) > 0 {
        eprintln!("{}", start::tell(&loaded.warnings, color));
    }
    let settings = &loaded.settings;
    for client in &settings.clients {
        let told = forecast(client, settings.server.issuer.as_str(), &settings.session_management);
        output::line(format_args!("client \"{}\"", client.client_id));
        told.sentences.iter().for_each(|sentence| output::line(format_args!("  {sentence}")));
        told.lines.iter().for_each(|line| output::line(format_args!("    add: {line}")));
    }
    println!(
        "{} is fine: {}, {}",
        settings.server.issuer.as_str(),
        start::many(settings.clients.len(), "client"),
        start::many(settings.users.len(), "user")
    );
}
