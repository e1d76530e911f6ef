//! `latchkey serve`: starts, says where it is, reloads on SIGHUP (`latchkey reload` sends it) and when a file
//! changes, stops on SIGTERM.

use std::fmt::Display;
use std::io::Write as _;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use futures_util::FutureExt as _;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc;

use super::context::{Context, Failure};
use super::running::{self, Outcome, Place, Telling};
use super::stop::Stop;
use super::{output, start};
use crate::clock::{NodeClock, Timestamp};
use crate::config::reload::{self, Said};
use crate::config::settings::{ConfiguredUser, Issuer, Settings, StorageSettings};
use crate::config::watch::{self, Looked, Watch};
use crate::config::{Loaded, Problems, Sources};
use crate::demo::{self, Demo, DemoListen, SharedDemo, Wish};
use crate::protocol::audit::{Event, What};
use crate::protocol::client::Client;
use crate::protocol::invitation::Invitation;
use crate::protocol::user::UsernameKey;
use crate::provider::{Provider, SharedProvider};
use crate::reconcile;
use crate::secret::Digest;
use crate::server::{self, Listen, StartError};
use crate::store::{Store, StoreError};
use crate::telemetry::escape::{Notation, escaped};
use crate::{key_rotation, random, telemetry};

/// How long a set-up link works.
const SETUP_LIFETIME: Duration = Duration::from_secs(60 * 60);
/// How soon a reload that the database stopped is tried again.
const AGAIN_AFTER: Duration = Duration::from_secs(5);
/// Exit codes of the command line.
const FAILED: u8 = 1;
const STORAGE_UNREACHABLE: u8 = 5;
/// The most clients that one record names.
const MOST_NAMED: usize = 20;

/// Arguments of `latchkey serve`.
#[derive(Debug, Default, clap::Args)]
pub struct ServeArgs {
    /// Serve the demo app at /demo. This is the default in development mode with an http issuer.
    #[arg(long, conflicts_with = "no_demo")]
    demo: bool,
    /// Do not serve the demo app.
    #[arg(long, conflicts_with = "demo_listen")]
    no_demo: bool,
    /// Serve the demo app at an address, and so an origin, of its own, such as :8001.
    #[arg(long, value_name = "ADDRESS")]
    demo_listen: Option<DemoListen>,
}

impl ServeArgs {
    fn wish(self) -> Wish {
        let demo = match (self.demo, self.no_demo) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        Wish { demo, listen: self.demo_listen }
    }
}

/// Runs until told to stop.
pub fn run(sources: &Sources, arguments: ServeArgs, on_terminal: bool) -> ExitCode {
    let (loaded, looked) = match start::load_or_tell(sources, on_terminal) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    if let Err(error) = telemetry::start(&loaded.settings.log, on_terminal) {
        telemetry::tell(format_args!("latchkey: {error}"));
        return ExitCode::from(start::CONFIG_INVALID);
    }
    let mut told = Told {
        sources: sources.clone(),
        looked,
        read_from: loaded.read_from.clone(),
        said: Said::default(),
        telling: None,
    };
    told.say_news(&loaded.warnings);
    let storage = loaded.settings.storage.clone();
    match actix_web::rt::System::new().block_on(serve(told, loaded, &arguments.wish())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            telemetry::tell(format_args!("latchkey: {error}"));
            if let StartError::Store(StoreError::Corrupt(_) | StoreError::Unavailable(_) | StoreError::Unsure(_)) =
                &error
            {
                tell_how_to_restore(&storage);
            }
            ExitCode::from(match error {
                StartError::Store(_) | StartError::DataDir(_) => STORAGE_UNREACHABLE,
                _ => FAILED,
            })
        }
    }
}

/// What to do about a database that cannot be read: it may be damaged, and a backup is not.
fn tell_how_to_restore(storage: &StorageSettings) {
    let Some(file) = storage.database.file() else { return };
    let backups = match &storage.backup {
        Some(backup) => format!("; backups are in {}", backup.dir.display()),
        None => String::new(),
    };
    telemetry::tell(format_args!(
        "if {} is damaged, restore a backup with `latchkey restore FILE`{backups}",
        file.display()
    ));
}

/// What was read for the settings in force, and what was said of it.
struct Told {
    sources: Sources,
    looked: Looked,
    read_from: Vec<PathBuf>,
    said: Said,
    /// Tells commands what becomes of reloads, where the data folder can be written.
    telling: Option<Telling>,
}

impl Told {
    /// Logs the warnings that are new.
    fn say_news(&mut self, warnings: &Problems) {
        self.said.news(warnings).iter().for_each(|warning| tracing::warn!("{}", warning.compact()));
    }
}

async fn serve(mut told: Told, loaded: Loaded, wish: &Wish) -> Result<(), StartError> {
    // Before anything takes time: where nobody listens for SIGHUP, it ends the process.
    let hangups = signal(SignalKind::hangup());
    let mut stop = Stop::listen().map_err(StartError::Signals)?;
    let started = tokio::select! {
        started = begin(&mut told, loaded.settings, wish) => started?,
        () = stop.told() => {
            tracing::info!("told to stop before it served anybody");
            return Ok(());
        }
    };
    let Started { provider, demo, place, metrics, demo_server, server, setup_link, uninvited } = started;
    let live = provider.live().clone();
    announce(&live.settings, (told.read_from.is_empty(), &uninvited), setup_link.as_deref(), demo.as_deref());

    let (change, changes) = mpsc::channel(1);
    let watch = watch::watch(told.looked.clone(), move || {
        // A reload that is due already covers this change too.
        let _ = change.try_send(());
    })
    .inspect_err(|error| tracing::warn!(%error, "configuration files are not watched; send SIGHUP to reload"))
    .ok();
    match hangups {
        Ok(hangups) => {
            actix_web::rt::spawn(reload_when_told(provider.clone(), told, watch, demo, (hangups, changes)));
        }
        Err(error) => tracing::error!(%error, "the configuration will not be reloaded: signals cannot be received"),
    }
    actix_web::rt::spawn(stop_when_told(provider.clone(), server.handle(), demo_server, stop));
    if let Err(error) = server.await {
        tracing::error!(%error, "the server stopped");
    }
    // Last, so that a drain can be watched.
    if let Some(metrics) = metrics {
        metrics.stop(false).await;
    }
    drop(place);
    provider.store.close().await;
    Ok(())
}

/// A server that takes requests as soon as it is waited for.
struct Started {
    provider: SharedProvider,
    demo: Option<SharedDemo>,
    /// Where commands find it.
    place: Option<Place>,
    metrics: Option<ServerHandle>,
    demo_server: Option<ServerHandle>,
    server: Server,
    setup_link: Option<String>,
    uninvited: Vec<String>,
}

/// All that has to wait for the database, or may fail. No app was served yet, so it may be given up at any time.
async fn begin(told: &mut Told, mut settings: Settings, wish: &Wish) -> Result<Started, StartError> {
    let demo = Demo::start(wish, &mut settings);
    let provider = server::build(settings, Arc::new(NodeClock::default())).await?;
    let live = provider.live().clone();
    let announced = running::announce(&live.settings.server.data_dir, &live.settings, &told.read_from)
        .inspect_err(|error| tracing::warn!(%error, "`latchkey reload` cannot find this server; send SIGHUP to reload"))
        .ok();
    let (place, telling) = announced.unzip();
    told.telling = telling;
    let metrics = server::serve_metrics(&provider)?;
    let metrics_handle = metrics.as_ref().map(Server::handle);
    metrics.map(actix_web::rt::spawn);
    let server = server::serve_with_demo(provider.clone(), Listen::Configured, demo.clone()).await?;
    let demo_server = demo.as_ref().map(|demo| demo::serve(&provider, demo)).transpose()?.flatten();
    let demo_handle = demo_server.as_ref().map(Server::handle);
    demo_server.map(actix_web::rt::spawn);
    let started = Event::new(What::ServerStart).with("version", env!("CARGO_PKG_VERSION"));
    note(&provider, &with_configuration(started, &live.settings)).await;
    let setup_link = setup_link(provider.store.as_ref(), &live.settings.server.issuer, provider.now()).await?;
    // No more than a hint: a start goes on without it.
    let uninvited = uninvited(provider.store.as_ref(), &live.settings).await.unwrap_or_default();
    Ok(Started {
        provider,
        demo,
        place,
        metrics: metrics_handle,
        demo_server: demo_handle,
        server,
        setup_link,
        uninvited,
    })
}

/// A fresh one-time link while there is no administrator.
async fn setup_link(store: &dyn Store, issuer: &Issuer, now: Timestamp) -> Result<Option<String>, StoreError> {
    if store.has_admin().await? {
        return Ok(None);
    }
    let token = random::token();
    store.add_invitation(&Digest::of(&token), &Invitation::Setup, now.after(SETUP_LIFETIME), now).await?;
    Ok(Some(issuer.url(&format!("/setup?t={token}"))))
}

/// `latchkey setup-link`.
pub async fn print_setup_link(context: &Context) -> Result<(), Failure> {
    let issuer = context.issuer()?;
    let store = context.store()?;
    let store = store.as_ref();
    if !store.has_admin().await? && !context.writes("A new set-up link would be made.") {
        return Ok(());
    }
    match setup_link(store, issuer, context.now()).await? {
        Some(link) => {
            output::alone(context.format, "link", &link);
            Ok(())
        }
        None => Err(Failure::Failed("there is an administrator already".to_owned())),
    }
}

/// Why there is no dry run of a start: it would open ports and change the database.
pub fn no_dry_run() -> Failure {
    let words = "a server cannot be started with --dry-run: `latchkey check --plan` says what a start would do, and changes nothing";
    Failure::Failed(words.to_owned())
}

/// People whom the configuration names without a password and who have none yet, or no passkey where there are no passwords, at most
/// so many. A link that is made at each
/// start would end the one that somebody was sent.
async fn uninvited(store: &dyn Store, settings: &Settings) -> Result<Vec<String>, StoreError> {
    const MOST: usize = 5;
    let mut uninvited = Vec::new();
    let ways = settings.ways_in();
    let waits = |entry: &&ConfiguredUser| !(entry.locked || ways.password && entry.password_hash.is_some());
    for entry in settings.users.iter().filter(waits).take(MOST) {
        let user = store.user_named(&UsernameKey::of(&entry.username)).await?;
        if user.is_some_and(|user| !(user.factors.passkey || ways.password && user.password_hash.is_some())) {
            uninvited.push(entry.username.clone());
        }
    }
    Ok(uninvited)
}

/// Tells the operator where everything is, and who of those in the file waits for a link.
fn announce(
    settings: &Settings,
    (without_file, uninvited): (bool, &[String]),
    setup_link: Option<&str>,
    demo: Option<&Demo>,
) {
    let issuer = &settings.server.issuer;
    let mode = match (settings.server.development, without_file) {
        (true, true) => "development mode, no configuration file",
        (true, false) => "development mode",
        (false, _) => "serving",
    };
    let mut lines = vec![
        format!(" latchkey {}   {mode} (data in {})", env!("CARGO_PKG_VERSION"), settings.server.data_dir.display()),
        format!("   Issuer     {}", issuer.as_str()),
        format!("   Discovery  {}", issuer.url("/.well-known/openid-configuration")),
    ];
    if settings.admin.enabled && settings.admin.are_apart() {
        let addresses: Vec<_> = settings.admin.listen.iter().map(ToString::to_string).collect();
        lines.push(format!("   Admin      {}, by {} only", issuer.url("/admin"), addresses.join(" and ")));
    }
    if let Some(address) = &settings.metrics.listen {
        lines.push(format!("   Metrics    {address}, /metrics"));
    }
    if let Some(link) = setup_link {
        lines.push(format!("   Set up     {link}"));
        lines.push(
            "              (valid once, for 1 hour; each start prints a new link until there is an administrator)"
                .to_owned(),
        );
    }
    if let Some(first) = uninvited.first() {
        let names = uninvited.join(", ");
        let what = if settings.login.takes_passwords() { "password" } else { "passkey" };
        lines.push(format!("   Invite     no {what} yet: {names}. A link for one: latchkey user invite {first}"));
    }
    if let Some(demo) = demo {
        lines.push(format!("   Try it     {}     sign in, sign out, and see the session change", demo.url()));
    }
    lines.push(match (without_file, setup_link) {
        (true, _) => {
            "   Next       open the set-up link, then: latchkey init > config.toml   adds your first app".to_owned()
        }
        (false, Some(_)) => "   Next       open the set-up link and create the first account".to_owned(),
        (false, None) => {
            let configured = settings.clients.len() - usize::from(demo.is_some());
            format!("   Apps       {configured} configured; add one with: latchkey client add")
        }
    });
    let mut out = std::io::stdout().lock();
    // Nobody reading the output is no reason to stop serving.
    let lines: Vec<_> = lines.iter().map(|line| escaped(line, Notation::Text)).collect();
    drop(writeln!(out, "\n{}\n", lines.join("\n")).and_then(|()| out.flush()));
}

/// What became of a reload.
enum Reload {
    /// The configuration is in force.
    Done,
    /// The configuration is none to take in, for these reasons: only a change of it helps.
    Refused(Vec<String>),
    /// The database, or a key in it, stopped it for this reason: the same configuration is taken in once all is well again.
    Delayed(String),
}

async fn reload_when_told(
    provider: SharedProvider,
    mut told: Told,
    watch: Option<Watch>,
    demo: Option<SharedDemo>,
    (mut hangups, mut changes): (Signal, mpsc::Receiver<()>),
) {
    let (mut is_watched, mut is_delayed) = (true, false);
    loop {
        tokio::select! {
            told = hangups.recv() => if told.is_none() { return },
            changed = changes.recv(), if is_watched => if changed.is_none() {
                is_watched = false;
                continue;
            },
            () = tokio::time::sleep(AGAIN_AFTER), if is_delayed => {}
        }
        if let Some(telling) = &mut told.telling {
            telling.begins();
        }
        let reload = reload_once(&provider, &mut told, watch.as_ref(), demo.as_deref());
        // A file that nobody foresaw must not end reloading until the next start (REL-25).
        let reloaded = AssertUnwindSafe(reload).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!("configuration not reloaded; the old one stays in force");
            Reload::Refused(vec!["the server met a fault of its own: see its log".to_owned()])
        });
        is_delayed = matches!(reloaded, Reload::Delayed(_));
        provider.metrics.config_reloaded(matches!(reloaded, Reload::Done), provider.now());
        if let Some(telling) = &mut told.telling {
            let outcome = match reloaded {
                Reload::Done => Outcome::Applied,
                Reload::Refused(reasons) => Outcome::Kept(reasons),
                Reload::Delayed(reason) => Outcome::Delayed(reason),
            };
            telling.ends(outcome, &provider.live().settings, &told.read_from);
        }
    }
}

/// Takes the configuration in again. A bad one changes nothing (REL-17, I7).
async fn reload_once(provider: &SharedProvider, told: &mut Told, watch: Option<&Watch>, demo: Option<&Demo>) -> Reload {
    let (loaded, looked) = watch::load(&told.sources, &told.looked);
    told.looked = looked;
    if let Some(watch) = watch {
        watch.set(told.looked.clone());
    }
    let mut loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problems) => {
            tracing::error!("configuration not reloaded; the old one stays in force");
            let reasons: Vec<String> = problems.iter().map(|problem| problem.compact()).collect();
            reasons.iter().for_each(|reason| tracing::error!("{reason}"));
            return Reload::Refused(reasons);
        }
    };
    if let Some(gone) = reload::gone(&told.read_from, &loaded.read_from) {
        let reason = format!("{} is gone. Put it back, or restart the server if it is to run without", gone.display());
        tracing::error!("configuration not reloaded; the old one stays in force: {reason}");
        return Reload::Refused(vec![reason]);
    }
    told.say_news(&loaded.warnings);
    let refusals = reload::refusals(&without_demo(provider), &loaded.settings);
    if !refusals.is_empty() {
        tracing::error!("configuration not reloaded; the old one stays in force");
        refusals.iter().for_each(|refusal| tracing::error!("{refusal}"));
        return Reload::Refused(refusals);
    }
    let demo = demo.filter(|demo| demo.register(&mut loaded.settings));
    let new = loaded.settings;
    let pages = match server::pages(&new) {
        Ok(pages) => pages,
        Err(error) => {
            tracing::error!("configuration not reloaded; the old one stays in force");
            let reasons: Vec<String> = error.faults().iter().map(|fault| format!("template: {fault}")).collect();
            reasons.iter().for_each(|reason| tracing::error!("{reason}"));
            return Reload::Refused(reasons);
        }
    };
    match reconcile::reconcile_again(provider.store.as_ref(), &new, provider.now()).await {
        Ok(()) => {}
        Err(error @ StoreError::NobodyAdministers) => {
            tracing::error!(%error, "configuration not reloaded; the old one stays in force");
            return Reload::Refused(vec![error.to_string()]);
        }
        Err(error) => return delayed(&error),
    }
    // Other hashes may have come with it: from the first try on nobody can tell whose they are.
    match provider.store.password_hash_costs().await {
        Ok(costs) => costs.into_iter().for_each(|cost| provider.hasher.expect(cost)),
        Err(error) => {
            tracing::warn!(%error, "the costs of password hashes cannot be looked up; each is known at its first use")
        }
    }
    // The keys first: a client of the new configuration may want an algorithm that there was no key for.
    match key_rotation::load(provider.store.as_ref(), &new.keys, new.longest_lives(), provider.now()).await {
        Ok(keyring) => {
            provider.keyring.store(Arc::new(keyring));
            provider.keys_not_taken_in.store(None);
        }
        Err(error) => return delayed(&error),
    }
    if let Err(error) = provider.sealer.refresh(provider.store.as_ref(), provider.now()).await {
        tracing::error!(%error, "sealing secrets cannot be refreshed; the loaded ones stay in use");
    }
    let (clients, users) = (new.clients.len(), new.users.len());
    let former = provider.pages.load();
    pages
        .remarks()
        .iter()
        .filter(|remark| !former.remarks().contains(remark))
        .for_each(|remark| tracing::warn!("{remark}"));
    drop(former);
    provider.pages.store(Arc::new(pages));
    let changed = changed_clients(&provider.live().settings, &new);
    provider.replace(new);
    // Once more: until now something could be given under what is gone.
    let live = provider.live().clone();
    if let Err(error) = reconcile::note_again(provider.store.as_ref(), &live.settings, provider.now()).await {
        tracing::error!(%error, "the removal of clients or users could not be stored; they are refused all the same");
    }
    provider.demo_url.store(demo.map(|demo| Arc::new(demo.url())));
    if told.read_from != loaded.read_from {
        let files: Vec<_> = loaded.read_from.iter().map(|file| file.display().to_string()).collect();
        tracing::info!(files = files.join(", "), "the configuration is read from another file than before");
        told.read_from = loaded.read_from;
    }
    tracing::info!(clients, users, "configuration reloaded");
    let event = with_configuration(Event::new(What::ConfigReload), &live.settings);
    note(provider, &changed.map_or(event.clone(), |changed| event.with("clients_changed", changed))).await;
    Reload::Done
}

/// Tells that a reload waits until all is well again. What was taken in of it already stays: the next try completes it.
fn delayed(error: &impl Display) -> Reload {
    let seconds = AGAIN_AFTER.as_secs();
    tracing::error!(
        %error,
        "configuration not reloaded; it is tried again every {seconds} seconds. Until then the old one stays in force, but its \
         users may have changed already"
    );
    Reload::Delayed(error.to_string())
}

/// The clients that the configuration defines otherwise than before, where there are any: those that came or went are records
/// of their own.
fn changed_clients(before: &Settings, now: &Settings) -> Option<String> {
    // Where it stands is not what it is: a line above it moves it.
    let is_same = |one: &Client, other: &Client| Client { defined_at: one.defined_at.clone(), ..other.clone() } == *one;
    let is_changed = |client: &&Client| {
        before.clients.iter().any(|former| former.client_id == client.client_id && !is_same(former, client))
    };
    let changed: Vec<&str> = now.clients.iter().filter(is_changed).map(|client| client.client_id.as_str()).collect();
    let shown = changed.get(..MOST_NAMED).unwrap_or(&changed).join(", ");
    match changed.len() {
        0 => None,
        count if count > MOST_NAMED => Some(format!("{shown}, …: {count}")),
        _ => Some(shown),
    }
}

/// The same with the configuration that is in force since then: its digest, and its number where it has one.
fn with_configuration(event: Event, settings: &Settings) -> Event {
    let event = event.with("digest", &settings.digest);
    match settings.revision {
        Some(revision) => event.with("revision", revision.to_string()),
        None => event,
    }
}

/// Records what the server itself does.
async fn note(provider: &Provider, event: &Event) {
    if let Err(error) = provider.store.record(event, provider.now()).await {
        tracing::error!(%error, event = event.what.as_str(), "a record is missing in the audit");
    }
}

/// The settings in force as the configuration has them: the demo app is in none.
fn without_demo(provider: &Provider) -> Settings {
    let mut settings = provider.live().settings.clone();
    if provider.demo_url.load().is_some() {
        settings.clients.retain(|client| client.client_id.as_str() != demo::client::CLIENT_ID);
    }
    settings
}

async fn stop_when_told(provider: SharedProvider, handle: ServerHandle, demo: Option<ServerHandle>, mut stop: Stop) {
    stop.told().await;
    tracing::info!("stopping: open requests get 10 seconds");
    if let Some(demo) = demo {
        demo.stop(false).await;
    }
    server::stop(&provider, handle).await;
}
