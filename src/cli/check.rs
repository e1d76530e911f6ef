//! `latchkey check`: reads the configuration and tells everything that is wrong or doubtful.

use std::collections::BTreeSet;

use super::context::Failure;
use super::{output, plan, start};
use crate::config::settings::Settings;
use crate::config::{Loaded, Severity};
use crate::logout::forecast::forecast;
use crate::pages::Pages;
use crate::server;
use crate::store;
use crate::store::sqlite::backup::{BackupError, folder};
use crate::telemetry::tell;

/// Arguments of `latchkey check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Compare the configuration with the database, and show whom a reload or start would add, change or remove. Nothing is
    /// changed.
    #[arg(long)]
    plan: bool,
    /// Show all details of each app, instead of one line.
    #[arg(long, short)]
    verbose: bool,
}

/// Tells the warnings of a configuration that loads; one that does not was told already, with exit code 3.
pub async fn run(loaded: &Loaded, arguments: &CheckArgs, color: bool) -> Result<(), Failure> {
    if loaded.warnings.count(Severity::Warning) > 0 {
        eprintln!("{}", start::tell(&loaded.warnings, color));
    }
    let settings = &loaded.settings;
    for client in &settings.clients {
        let told = forecast(client, settings.server.issuer.as_str(), &settings.session_management);
        output::line(format_args!("client \"{}\" {}", client.client_id, told.summary()));
        if arguments.verbose {
            told.sentences.iter().for_each(|sentence| output::line(format_args!("  {sentence}")));
            told.lines.iter().for_each(|line| output::line(format_args!("    add: {line}")));
        }
    }
    let faults = faults_of_files(settings);
    if !faults.is_empty() {
        return Err(Failure::Failed(format!("{}: the server would not start", faults.join(", "))));
    }
    // Without a database, or with one that this user may not read, nothing is known of the groups in it.
    if let Some(groups) = groups_of_accounts(settings).await {
        empty_groups(settings, groups).iter().for_each(tell);
    }
    if let Some(fault) = fault_of_backups(settings) {
        tell(format_args!("warning: {fault}"));
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

/// Tells what is wrong or doubtful about the files that the configuration names, and returns how many errors there are in which.
fn faults_of_files(settings: &Settings) -> Vec<String> {
    let templates = match Pages::tried(settings) {
        Ok(pages) => {
            pages.remarks().iter().for_each(|remark| tell(format_args!("warning: {remark}")));
            Vec::new()
        }
        Err(error) => error.faults().to_vec(),
    };
    let certificates = server::faults_of_certificates(&settings.server);
    let files = [
        (templates, format!("the templates or words of {}", folder_of_templates(settings))),
        (certificates, "the files of certificates".to_owned()),
    ];
    let told = files.into_iter().filter(|(faults, _)| !faults.is_empty()).map(|(faults, files)| {
        faults.iter().for_each(|fault| tell(format_args!("error: {fault}")));
        format!("{} in {files}", start::many(faults.len(), "error"))
    });
    told.collect()
}

/// `branding.templates` as it was found.
fn folder_of_templates(settings: &Settings) -> String {
    settings.branding.templates.as_deref().map(|folder| folder.display().to_string()).unwrap_or_default()
}

/// Why this user could not put backups into their folder. In a data folder that is yet to be made nothing is known.
fn fault_of_backups(settings: &Settings) -> Option<BackupError> {
    let (dir, data_dir) = (&settings.storage.backup.as_ref()?.dir, &settings.server.data_dir);
    if dir.starts_with(data_dir) && !data_dir.exists() {
        return None;
    }
    folder::fault(dir)
}

/// The groups that accounts of the database are in; `None` where nobody can look.
async fn groups_of_accounts(settings: &Settings) -> Option<BTreeSet<String>> {
    let store = store::open_to_look(&settings.storage.database).ok()??;
    let users = store.list_users().await.ok()?;
    Some(users.into_iter().flat_map(|user| user.groups).collect())
}

/// A sentence for each group that an app lets in and nobody is in, by the configuration and by the database.
fn empty_groups(settings: &Settings, mut groups: BTreeSet<String>) -> Vec<String> {
    groups.extend(settings.users.iter().flat_map(|user| user.groups.iter().cloned()));
    let allowed = settings.clients.iter().flat_map(|client| {
        client.allowed_groups.iter().filter(|group| !groups.contains(*group)).map(move |group| (client, group))
    });
    allowed
        .map(|(client, group)| {
            let known: Vec<&str> = groups.iter().map(String::as_str).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            format!(
                "warning: client \"{}\" lets in the group `{group}`, and nobody is in it (the groups that people are in: {known})",
                client.client_id
            )
        })
        .collect()
}
