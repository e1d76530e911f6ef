//! `latchkey check`: reads the configuration and tells everything that is wrong or doubtful.

use super::context::Failure;
use super::{output, plan, start};
use crate::config::{Loaded, Severity};
use crate::logout::forecast::forecast;

/// Arguments of `latchkey check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Compare the configuration with the database, and show whom a reload or start would add, change or remove. Nothing is
    /// changed.
    #[arg(long)]
    plan: bool,
}

/// Tells the warnings of a configuration that loads; one that does not was told already, with exit code 3.
pub async fn run(loaded: &Loaded, arguments: &CheckArgs, color: bool) -> Result<(), Failure> {
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
    if arguments.plan {
        plan::tell(settings).await?;
    }
    println!(
        "{} is fine: {}, {}",
        settings.server.issuer.as_str(),
        start::many(settings.clients.len(), "client"),
        start::many(settings.users.len(), "user")
    );
    if !arguments.plan {
        plan::hint(settings).await;
    }
    Ok(())
}
