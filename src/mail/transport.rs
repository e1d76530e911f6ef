//! How mail leaves: SMTP (RFC 5321) with TLS (RFC 8314), one connection for each mail.

use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use super::letter::Letter;
use crate::causes::causes;
use crate::config::settings::{SmtpEncryption, SmtpSettings};

/// How long a mail server may take to be reached, and for all of its answers together: the library has no limit for those.
const TO_CONNECT: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address, or the subject, cannot be written in a mail.
    #[error("the mail cannot be written: {0}")]
    Unwritable(String),
    /// `smtp.ca_file` holds no certificates.
    #[error("smtp.ca_file cannot be read: {0}")]
    Ca(String),
    /// The mail server refused this mail for good.
    #[error("the mail server refused it: {0}")]
    Refused(String),
    /// The mail server did not greet: it could not be reached, or refused the user.
    #[error("{0}")]
    NoGreeting(String),
    /// The mail server could not be reached, refused the user, or wants it later.
    #[error("the mail server did not take it: {0}")]
    Later(String),
}

impl MailError {
    /// Whether another try is of no use.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Unwritable(_) | Self::Refused(_))
    }
}

/// Sends `letter`, whose name is `id` below `domain`.
pub async fn send(smtp: &SmtpSettings, letter: &Letter, (id, domain): (&str, &str)) -> Result<(), MailError> {
    let message = message(smtp, letter, (id, domain)).map_err(MailError::Unwritable)?;
    let transport = transport(smtp, domain)?;
    match tokio::time::timeout(PATIENCE, transport.send(message)).await {
        Err(_) => Err(MailError::Later(format!("it did not answer within {} seconds", PATIENCE.as_secs()))),
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => {
            let words = causes(&error);
            // 530 to 535 are about us, not about the mail (RFC 4954 §6), and pass once the operator mends them.
            let code = error.status().map(u16::from);
            Err(match code {
                Some(550..=554) => MailError::Refused(words),
                _ => MailError::Later(words),
            })
        }
    }
}

/// Connects to the mail server as a mail would: TLS, `EHLO`, and the user name and password where some are configured. No
/// mail is sent.
///
/// # Errors
/// The server cannot be reached in that time, or does not take the user.
pub async fn greet(smtp: &SmtpSettings, domain: &str, patience: Duration) -> Result<(), MailError> {
    let transport = transport(smtp, domain)?;
    match tokio::time::timeout(patience, transport.test_connection()).await {
        Err(_) => Err(MailError::NoGreeting(format!("it did not answer within {} seconds", patience.as_secs()))),
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err(MailError::NoGreeting("it hung up".to_owned())),
        Ok(Err(error)) => Err(MailError::NoGreeting(causes(&error))),
    }
}

fn message(smtp: &SmtpSettings, letter: &Letter, (id, domain): (&str, &str)) -> Result<Message, String> {
    let from: Mailbox = smtp.from.parse().map_err(|error| format!("smtp.from: {error}"))?;
    let to = letter.to.parse().map_err(|error| format!("the address: {error}"))?;
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<{id}@{domain}>")))
        .raw_header(automatic)
        .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
        .map_err(|error| error.to_string())
}

fn transport(smtp: &SmtpSettings, domain: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailError> {
    let tls = match smtp.encryption {
        SmtpEncryption::Implicit => Tls::Wrapper(parameters(smtp)?),
        SmtpEncryption::StartTls => Tls::Required(parameters(smtp)?),
        SmtpEncryption::None => Tls::None,
    };
    let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)
        .port(smtp.port)
        .tls(tls)
        .timeout(Some(TO_CONNECT))
        .hello_name(ClientId::Domain(domain.to_owned()));
    if let Some((username, password)) = &smtp.credentials {
        transport = transport.credentials(Credentials::new(username.clone(), password.expose().to_owned()));
    }
    Ok(transport.build())
}

fn parameters(smtp: &SmtpSettings) -> Result<TlsParameters, MailError> {
    let host = smtp.host.trim_matches(['[', ']']).to_owned();
    let mut parameters = TlsParameters::builder(host);
    if !smtp.ca.is_empty() {
        // One file may hold several.
        let text = String::from_utf8_lossy(&smtp.ca);
        for part in text.split_inclusive("-----END CERTIFICATE-----").filter(|part| part.contains("-----BEGIN")) {
            let certificate = Certificate::from_pem(part.as_bytes()).map_err(|error| MailError::Ca(causes(&error)))?;
            parameters = parameters.add_root_certificate(certificate);
        }
    }
    parameters.build_rustls().map_err(|error| MailError::Ca(causes(&error)))
}
