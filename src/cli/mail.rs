//! `latchkey mail`: whether mail works.

use clap::Subcommand;

use super::context::{Context, Failure};
use crate::mail::{self, words};
use crate::pages::Pages;
use crate::protocol::audit::{Event, What};
use crate::random;
use crate::store;
use crate::telemetry::tell;
use crate::words::reader;

/// What to do about mail.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Send a test mail to an address, and say what the mail server answers.
    Test {
        /// The address.
        address: String,
    },
}

/// Runs the command.
pub async fn run(command: MailCommand, context: &Context) -> Result<(), Failure> {
    let MailCommand::Test { address } = command;
    let settings = &context.settings;
    let Some(smtp) = &settings.smtp else {
        let words = "no mail server is named: add [smtp] with `url` and `from` to the configuration";
        return Err(Failure::Failed(words.to_owned()));
    };
    let pages =
        Pages::load(settings.branding.templates.as_deref()).map_err(|error| Failure::Failed(error.to_string()))?;
    let issuer = settings.server.issuer.as_str();
    let language = mail::language(None, None, &settings.branding.language);
    let letter = reader::to(pages.words(), language, || {
        mail::letter(&pages, settings, (&address, None), &words::test(&settings.branding.name, issuer))
    });
    let letter = letter.map_err(|error| Failure::Failed(error.to_string()))?;
    let domain = settings.server.issuer.domain().unwrap_or("localhost");
    if !context.writes(format_args!("A mail for {address} would be handed to {}:{}.", smtp.host, smtp.port)) {
        return Ok(());
    }
    match mail::send(smtp, &letter, (&random::identifier(), domain)).await {
        Ok(()) => {
            tell(format_args!("{}:{} took the mail for {address}", smtp.host, smtp.port));
            // The mail is on its way, whatever becomes of the record.
            if let Err(error) = note(&address, context).await {
                tell(format_args!("the audit has no record of this mail: {error}"));
            }
            Ok(())
        }
        Err(error) => Err(Failure::Failed(format!("{}:{}: {error}", smtp.host, smtp.port))),
    }
}

/// Records it, where there is a database of this schema already: to try mail makes none, and brings none up to date.
async fn note(address: &str, context: &Context) -> Result<(), Failure> {
    match store::schema(context.database()?)? {
        Some(status) if status.due.is_empty() => {
            let event = Event::new(What::MailTest).with("to", address);
            Ok(context.store()?.record(&event, context.now()).await?)
        }
        _ => Ok(()),
    }
}
