//! `latchkey doctor`: looks at an installation from where it is run, and says what to change.

use serde_json::{Value, json};

use super::context::Failure;
use super::output::{self, Format};
use super::start::many;
use crate::clock::SystemClock;
use crate::config::settings::Settings;
use crate::config::{Sources, addresses_of_apps};
use crate::probe::installation::{self, Reach};
use crate::probe::{Finding, Status};
use crate::telemetry::tell;

/// Arguments of `latchkey doctor`.
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    /// Look only at what anybody sees: the name of the issuer, its certificate, discovery and keys. For a machine that is not the
    /// server's, where neither its database nor its folder is.
    #[arg(long)]
    outside: bool,
}

/// Looks, tells what was found, and fails where something does.
pub async fn run(
    settings: &Settings,
    sources: &Sources,
    arguments: &DoctorArgs,
    format: Format,
) -> Result<(), Failure> {
    let (reach, addresses) = match arguments.outside {
        true => (Reach::Outside, Vec::new()),
        false => (Reach::Everything, addresses_of_apps(sources)),
    };
    let findings = installation::look(settings, addresses, reach, &SystemClock).await;
    match format {
        Format::Json | Format::Toml => print_rows(&findings, format),
        Format::Table => print(&findings),
    }
    outcome(&findings)
}

fn print_rows(findings: &[Finding], format: Format) {
    let row = |finding: &Finding| {
        vec![json!(finding.check), json!(finding.status.as_str()), json!(finding.found), json!(finding.remedy)]
    };
    let rows: Vec<Vec<Value>> = findings.iter().map(row).collect();
    output::rows(format, &["check", "status", "found", "remedy"], &rows);
}

fn print(findings: &[Finding]) {
    for Finding { check, status, found, remedy } in findings {
        output::line(format_args!("{} {check}: {found}", status.sign()));
        remedy.iter().for_each(|remedy| output::line(format_args!("    {remedy}")));
    }
}

/// What all of it amounts to.
fn outcome(findings: &[Finding]) -> Result<(), Failure> {
    let count = |status: Status| findings.iter().filter(|finding| finding.status == status).count();
    let (failed, warnings) = (count(Status::Failed), many(count(Status::Warning), "warning"));
    match findings.iter().map(|finding| finding.status).max() {
        Some(Status::Failed) => Err(Failure::Failed(format!("{} failed, {warnings}", many(failed, "check")))),
        Some(Status::Warning) => Err(Failure::Degraded(format!("nothing failed, {warnings}"))),
        Some(Status::Ok) | None => {
            tell(format_args!("all is well: {}", many(findings.len(), "check")));
            Ok(())
        }
    }
}
