//! The form of a mail: plain text and HTML, from templates that the operator may replace.

use serde_json::json;

use super::words::Words;
use crate::config::settings::Settings;
use crate::pages::{Pages, TemplateError, brand};
use crate::protocol::language::LanguageTag;
use crate::words::{PageLanguage, reader};

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

/// The language of a mail to somebody: the one that they say they read (OpenID Connect Core §5.1 `locale`), else the one that they
/// read when they caused it, else the server's. Each counts where it is one that there are words in.
pub fn language(locale: Option<&LanguageTag>, read: Option<&str>, default: &str) -> PageLanguage {
    let own = locale.and_then(PageLanguage::for_tag);
    let read = || PageLanguage::named(read?);
    own.or_else(read).or_else(|| PageLanguage::named(default)).unwrap_or(PageLanguage::ENGLISH)
}

/// Gives these words their form, for the person of that name at that address.
pub fn letter(
    pages: &Pages,
    settings: &Settings,
    (to, name): (&str, Option<&str>),
    words: &Words,
) -> Result<Letter, TemplateError> {
    let language = reader::language();
    let (fill, text) = brand::mail_button(&settings.branding);
    let context = json!({
        "brand": {"name": settings.branding.name},
        "issuer": settings.server.issuer.as_str(),
        "lang": language.tag(),
        "dir": language.dir(),
        "name": name,
        "subject": words.subject,
        "paragraphs": words.paragraphs,
        "action": words.action.as_ref().map(|(label, url)| json!({"label": label, "url": url})),
        "after": words.after,
        "button": {"fill": fill.to_string(), "text": text.to_string()},
    });
    Ok(Letter {
        to: to.to_owned(),
        subject: words.subject.clone(),
        text: pages.render("mail.txt", &context)?,
        html: pages.render("mail.html", &context)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_in_the_language_that_its_receiver_reads() {
        let chosen = |locale: &str, read, default| language(LanguageTag::parse(locale).as_ref(), read, default).tag();
        for own in PageLanguage::all() {
            let tag = own.tag();
            let region = format!("{}-ZZ", tag.split('-').next().unwrap_or_default());
            for other in PageLanguage::all().map(PageLanguage::tag) {
                assert_eq!(chosen(tag, Some(other), other), tag);
                assert_eq!(chosen(&region, Some(other), other), tag, "{region}");
                assert_eq!(chosen("", Some(tag), other), tag);
                assert_eq!(chosen("tlh", Some(tag), other), tag, "nobody wrote words in it");
                assert_eq!(chosen("tlh", Some("tlh"), other), other);
                assert_eq!(chosen("", None, other), other);
            }
        }
        assert_eq!(chosen("", None, "tlh"), "en");
    }
}
