//! `latchkey reload`: has a running server take its configuration in, and says what became of it.
//!
//! The configuration is checked here first, so that a mistake is told at once and the server is left alone. Then the server gets
//! the same SIGHUP that anybody may send it, and its account of the reload is read from the data folder ([`super::running`]): no
//! port is needed, so it works by `docker exec`, too.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::context::{Context, Failure};
use super::output::{self, Format};
use super::registered::duration;
use super::running::{self, Account, Outcome, Server};
use super::{check, start};
use crate::config::settings::Settings;
use crate::config::{Problems, Severity};
use crate::telemetry::{complain, is_hushed, tell};

/// How often the account is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Arguments of `latchkey reload`.
#[derive(Debug, clap::Args)]
pub struct ReloadArgs {
    /// How long to wait for the server's answer, such as 10s or 1m.
    #[arg(long, default_value = "30s", value_parser = duration)]
    timeout: Duration,
}

/// A server's answer: what it said before, and what it says now.
struct Answer {
    process: i32,
    before: Account,
    now: Account,
}

/// Reloads every server of this data folder whose process is here.
pub async fn run(warnings: &Problems, arguments: &ReloadArgs, context: &Context, color: bool) -> Result<(), Failure> {
    let settings = &context.settings;
    if warnings.count(Severity::Warning) > 0 && !is_hushed() {
        eprintln!("{}", start::tell(warnings, color));
    }
    let faults = check::faults_of_files(settings);
    if !faults.is_empty() {
        return Err(Failure::Config(format!("{}: no server was told to reload", faults.join(", "))));
    }
    let servers = servers(settings)?;
    if !context.writes(format_args!("{} would reload the configuration.", start::many(servers.len(), "server"))) {
        return Ok(());
    }
    // One that has stopped meanwhile is no reason to leave the next one with the old configuration.
    let (mut answers, mut failures) = (Vec::new(), Vec::new());
    for server in &servers {
        match reload(server, arguments.timeout).await {
            Ok(answer) => answers.push(answer),
            Err(failure) => failures.push(failure),
        }
    }
    match context.format {
        _ if answers.is_empty() => {}
        Format::Table => answers.iter().for_each(|answer| answer.tell(settings)),
        Format::Json | Format::Toml => {
            let rows: Vec<Vec<Value>> = answers.iter().map(Answer::row).collect();
            output::rows(context.format, &["process", "result", "configuration", "revision", "reasons"], &rows);
        }
    }
    if let Some(last) = failures.pop() {
        failures.iter().for_each(|failure| complain(format_args!("latchkey: {failure}")));
        return Err(last);
    }
    match answers.iter().any(|answer| answer.now.outcome != Outcome::Applied) {
        true => Err(Failure::Failed("the new configuration is not in force".to_owned())),
        false => Ok(()),
    }
}

/// The servers to reload: one at least.
fn servers(settings: &Settings) -> Result<Vec<Server>, Failure> {
    let data_dir = &settings.server.data_dir;
    let folder = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.clone());
    let folder = folder.display();
    let found = running::find(data_dir);
    let found =
        found.map_err(|error| Failure::Failed(format!("the data folder {folder} cannot be searched: {error}")))?;
    match (found.here.is_empty(), found.elsewhere) {
        (false, 0) => {}
        (false, elsewhere) => tell(format_args!(
            "{} with this data folder cannot be reached from here: run the command where it runs, too",
            start::many(elsewhere, "more server")
        )),
        (true, 0) => {
            return Err(Failure::Failed(format!(
                "no server runs with the data folder {folder}. Start it with `latchkey serve`, which reads the configuration; or run \
                 this command where it runs and from the same folder (in a container: docker exec CONTAINER latchkey reload), with \
                 the same -c, --data-dir and environment. A new `server.data_dir` needs a restart"
            )));
        }
        (true, _) => {
            return Err(Failure::Failed(format!(
                "a server runs with the data folder {folder}, and its process cannot be reached: it is another user's, or in another \
                 container. Run this command there, as the same user (docker exec CONTAINER latchkey reload), or send SIGHUP to it"
            )));
        }
    }
    Ok(found.here)
}

/// Has one server reload, and waits for a reload that began after this moment: what it read is what was checked here, or newer.
async fn reload(server: &Server, timeout: Duration) -> Result<Answer, Failure> {
    let process = server.process;
    let stopped = || {
        Failure::Failed(format!(
            "the server (process {process}) has stopped: its log says why. One that starts reads the configuration as it is then"
        ))
    };
    let before = server.account().map_err(|_| stopped())?;
    if let Err(error) = server.reload() {
        return Err(match server.is_running() {
            true => {
                Failure::Failed(format!("process {process} cannot be signalled ({error}): try `kill -HUP {process}`"))
            }
            false => stopped(),
        });
    }
    let began = Instant::now();
    loop {
        // Whether it runs first: what it said last of all is still read then.
        let is_running = server.is_running();
        if let Ok(now) = server.account()
            && now.ended > before.began
        {
            return Ok(Answer { process, before, now });
        }
        if !is_running {
            return Err(stopped());
        }
        if began.elapsed() >= timeout {
            return Err(Failure::Failed(format!(
                "the server (process {process}) was told to reload and has not answered within {} s: its log says what becomes of it",
                timeout.as_secs()
            )));
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

impl Answer {
    /// Whether the configuration that is in force says the same as the one before.
    fn is_unchanged(&self) -> bool {
        (&self.before.digest, self.before.revision) == (&self.now.digest, self.now.revision)
    }

    /// Which configuration is in force.
    fn in_force(&self) -> String {
        match self.now.revision {
            Some(revision) => format!("{} (revision {revision})", self.now.digest),
            None => self.now.digest.clone(),
        }
    }

    fn tell(&self, checked: &Settings) {
        let (process, in_force) = (self.process, self.in_force());
        match &self.now.outcome {
            Outcome::Applied if self.is_unchanged() => output::line(format_args!(
                "unchanged: process {process} goes on with the configuration {in_force}; secrets, templates and other files that it \
                 names were read again"
            )),
            Outcome::Applied => output::line(format_args!(
                "applied: the configuration {in_force} is in force in process {process}; it was {} before",
                self.before.digest
            )),
            Outcome::Kept(reasons) => {
                output::line(format_args!(
                    "kept: process {process} goes on with the old configuration {in_force}, because"
                ));
                reasons.iter().for_each(|reason| output::line(format_args!("  {reason}")));
            }
            Outcome::Delayed(reason) => output::line(format_args!(
                "delayed: process {process} goes on with the old configuration {in_force}, and tries again every few seconds, because \
                 of: {reason}"
            )),
        }
        if self.now.outcome == Outcome::Applied && self.now.digest != checked.digest {
            let files: Vec<String> = self.now.read_from.iter().map(|file| file.display().to_string()).collect();
            let files = if files.is_empty() { "no file".to_owned() } else { files.join(", ") };
            tell(format_args!(
                "this command reads another configuration ({}) than the server does: that one begins with {files}, and with the \
                 environment of the server",
                checked.digest
            ));
        }
    }

    fn row(&self) -> Vec<Value> {
        let (result, reasons) = match &self.now.outcome {
            Outcome::Applied if self.is_unchanged() => ("unchanged", Vec::new()),
            Outcome::Applied => ("applied", Vec::new()),
            Outcome::Kept(reasons) => ("kept", reasons.clone()),
            Outcome::Delayed(reason) => ("delayed", vec![reason.clone()]),
        };
        vec![json!(self.process), json!(result), json!(self.now.digest), json!(self.now.revision), json!(reasons)]
    }
}
