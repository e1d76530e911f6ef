//! The form of a mail: plain text and HTML, from templates that the operator may replace.

use serde_json::json;

use super::words::Words;
use crate::config::settings::Settings;
use crate::pages::{Pages, TemplateError};

/// A mail as it leaves.
#[derive(Debug, Clone)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same in HTML.
    pub html: String,
}

/// Gives these words their form, for the person of that name at that address.
pub fn letter(
    pages: &Pages,
    settings: &Settings,
    (to, name): (&str, Option<&str>),
    words: &Words,
) -> Result<Letter, TemplateError> {
    let context = json!({
        "brand": {"name": settings.branding.name},
        "issuer": settings.server.issuer.as_str(),
        "lang": "en",
        "name": name,
        "subject": words.subject,
        "paragraphs": words.paragraphs,
        "action": words.action.as_ref().map(|(label, url)| json!({"label": label, "url": url})),
        "after": words.after,
    });
    Ok(Letter {
        to: to.to_owned(),
        subject: words.subject.clone(),
        text: pages.render("mail.txt", &context)?,
        html: pages.render("mail.html", &context)?,
    })
}
