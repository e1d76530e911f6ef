//! `latchkey check`: reads the configuration and tells everything that is wrong or doubtful.

use std::collections::BTreeSet;

use super::context::Failure;
use super::{output, plan, start};
use crate::config::settings::Settings;
use crate::config::{Loaded, Problem, Problems, Severity, Sources, addresses_of_apps};
use crate::logout::forecast::forecast;
use crate::pages::Pages;
use crate::probe::apps::{self, Asked, Verdict};
use crate::reconcile;
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
    /// Ask the addresses of the apps, too, and warn of those that do not answer as they should: logout endpoints, key sets, and
    /// where browsers go.
    #[arg(long)]
    online: bool,
    /// Show all details of each app, instead of one line.
    #[arg(long, short)]
    verbose: bool,
}

/// Tells the warnings of a configuration that loads; one that does not was told already, with exit code 3.
pub async fn run(loaded: &Loaded, sources: &Sources, arguments: &CheckArgs, color: bool) -> Result<(), Failure> {
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
    lost_ways_in(settings).await.iter().for_each(tell);
    passkeys_of_before(settings).await.iter().for_each(tell);
    if let Some(fault) = fault_of_backups(settings) {
        tell(format_args!("warning: {fault}"));
    }
    if arguments.online {
        let warnings = faults_of_addresses(settings, sources).await;
        if warnings.count(Severity::Warning) > 0 {
            eprintln!("{}", start::tell(&warnings, color));
        }
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
pub(super) fn faults_of_files(settings: &Settings) -> Vec<String> {
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

/// What is wrong or doubtful about the addresses of apps, by what they answer just now.
async fn faults_of_addresses(settings: &Settings, sources: &Sources) -> Problems {
    let answers = apps::ask(addresses_of_apps(sources), settings).await;
    let problem = |(asked, verdict): (Asked, Verdict)| {
        let remedy = verdict.remedy?;
        let (client_id, found) = (&asked.address.client_id, &verdict.found);
        let message = format!("client \"{client_id}\": {} {found} (tried just now)", asked.shown());
        Some(Problem::warning(asked.address.place.clone(), message).help(remedy))
    };
    Problems::new(answers.into_iter().filter_map(problem).collect())
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

/// Who could not sign in because `login.methods` leaves passkeys out, or passwords. Where nobody can look, nothing is said.
async fn lost_ways_in(settings: &Settings) -> Vec<String> {
    let (passwords, passkeys) = (settings.login.takes_passwords(), settings.login.takes_passkeys());
    if passwords && passkeys {
        return Vec::new();
    }
    let Ok(Some(store)) = store::open_to_look(&settings.storage.database) else { return Vec::new() };
    let (Ok(names), Ok(no_administrator)) = (
        reconcile::locked_out(store.as_ref(), settings).await,
        reconcile::leaves_no_administrator_a_way_in(store.as_ref(), settings).await,
    ) else {
        return Vec::new();
    };
    let mut warnings = Vec::new();
    if !names.is_empty() {
        let names = names.join(", ");
        warnings.push(match passwords {
            true => format!(
                "warning: `login.methods` leaves out \"passkey\", and these people have no password: {names}. `latchkey user invite` \
                 makes a link to choose one"
            ),
            false => format!(
                "warning: `login.methods` leaves out \"password\", and of these people no passkey is known that signs in alone: {names}. \
                 They add one on their security page while they can sign in, or `latchkey user invite` makes a link to begin with \
                 one, after `latchkey user reset-factors` where they have an authenticator app or a security key"
            ),
        });
    }
    if no_administrator {
        warnings.push(
            "warning: no administrator could sign in: a running server refuses this file, only a start loads it"
                .to_owned(),
        );
    }
    warnings
}

/// That passkeys of before no longer work where they are for another domain than the issuer's host. For which domain a passkey was
/// made is not kept, so this is told as long as anybody has one.
async fn passkeys_of_before(settings: &Settings) -> Option<String> {
    let rp_id = settings.login.passkeys.rp_id.as_deref().filter(|_| settings.login.takes_passkeys())?;
    let store = store::open_to_look(&settings.storage.database).ok()??;
    let users = store.list_users().await.ok()?;
    let accounts = users.iter().filter(|user| user.factors.passkey).count();
    (accounts > 0).then(|| {
        format!(
            "warning: passkeys are for {rp_id} (`login.passkey_rp_id`), and {} passkeys: those that were made for another domain \
             do not work, and come back only with the former value",
            if accounts == 1 { "one account has".to_owned() } else { format!("{accounts} accounts have") }
        )
    })
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
