//! What each mail says.

use crate::clock::Timestamp;
use crate::protocol::mail::FactorChange;

/// A mail in words, without form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// What it says, a paragraph each.
    pub paragraphs: Vec<String>,
    /// What there is to do: a label, and where it leads.
    pub action: Option<(String, String)>,
    /// What is said below that.
    pub after: Vec<String>,
}

/// What to do for whoever did not expect a mail about a change.
const NOT_YOU: &str = "If this was not you, choose a new password now, sign out everywhere else on your account page, and tell the person \
     who runs this site.";

/// A link to choose a new password.
pub fn password_reset(site: &str, link: &str) -> Words {
    Words {
        subject: format!("Choose a new password for {site}"),
        paragraphs: vec![format!("Somebody asked for a link to choose a new password for your account at {site}.")],
        action: Some(("Choose a new password".to_owned(), link.to_owned())),
        after: vec![
            "The link works once, within one hour.".to_owned(),
            "If you did not ask for it, you have nothing to do: your password stays as it is.".to_owned(),
        ],
    }
}

/// A link to choose a password, as the operator says.
pub fn invitation(site: &str, link: &str, is_first: bool) -> Words {
    let (subject, paragraph, label) = match is_first {
        true => (
            format!("Your account at {site}"),
            format!("You have an account at {site}. Choose a password to finish."),
            "Choose a password",
        ),
        false => (
            format!("Choose a new password for {site}"),
            format!("The person who runs {site} sends you this link to choose a new password."),
            "Choose a new password",
        ),
    };
    Words {
        subject,
        paragraphs: vec![paragraph],
        action: Some((label.to_owned(), link.to_owned())),
        after: vec!["The link works once, within seven days.".to_owned()],
    }
}

/// The password changed.
pub fn password_changed(site: &str, account: &str) -> Words {
    Words {
        subject: format!("Your password for {site} was changed"),
        paragraphs: vec![
            format!("The password of your account at {site} was changed. You were signed out everywhere else."),
            NOT_YOU.to_owned(),
        ],
        action: Some(("Open your account".to_owned(), account.to_owned())),
        after: Vec::new(),
    }
}

/// Something that the person can prove themselves with changed.
pub fn factors_changed(site: &str, account: &str, change: &FactorChange) -> Words {
    let (subject, what) = match change {
        FactorChange::TotpAdded => ("An authenticator app was added", "An authenticator app was added.".to_owned()),
        FactorChange::TotpRemoved => {
            ("Your authenticator app was removed", "The authenticator app was removed.".to_owned())
        }
        FactorChange::PasskeyAdded { name } => ("A passkey was added", format!("The passkey “{name}” was added.")),
        FactorChange::PasskeyRemoved { name } => {
            ("A passkey was removed", format!("The passkey “{name}” was removed."))
        }
        FactorChange::CodesReplaced => (
            "You have new recovery codes",
            "New recovery codes were made. The old ones stopped working.".to_owned(),
        ),
        FactorChange::Disowned => (
            "What was added was removed",
            "You said that a sign-in was not yours. Passkeys and an authenticator app that were added since were removed, and so \
             were all recovery codes."
                .to_owned(),
        ),
        FactorChange::Reset => (
            "Your passkeys and second step were removed",
            "The person who runs the site removed your passkeys, authenticator app and recovery codes. You were signed out \
             everywhere."
                .to_owned(),
        ),
    };
    Words {
        subject: format!("{subject}: {site}"),
        paragraphs: vec![format!("This happened in your account at {site}: {what}"), NOT_YOU.to_owned()],
        action: Some(("Open your account".to_owned(), account.to_owned())),
        after: Vec::new(),
    }
}

/// A sign-in in a browser that was not known for the person. `device` is what people call it, and `from` a network address.
pub fn new_sign_in(site: &str, link: &str, device: &str, at: Timestamp, from: &str) -> Words {
    let time = at.to_string();
    let (day, hour) = time.split_once('T').unwrap_or((&time, ""));
    let hour = hour.get(..5).unwrap_or(hour);
    Words {
        subject: format!("New sign-in from {device}: {site}"),
        paragraphs: vec![
            format!("Somebody signed in to your account at {site} in a browser that you did not use here before."),
            format!("Device: {device}"),
            format!("Time: {day} {hour} UTC"),
            format!("Network address: {from}"),
            "If it was you, you have nothing to do.".to_owned(),
        ],
        action: Some(("This was not me".to_owned(), link.to_owned())),
        after: vec![
            "The link leads to a page with one button. It signs you out everywhere, and lets you choose a new password.".to_owned(),
            "It works once, within seven days, until your password is changed.".to_owned(),
        ],
    }
}

/// A link to confirm an address.
pub fn confirm_email(site: &str, username: &str, link: &str) -> Words {
    Words {
        subject: format!("Confirm your email address for {site}"),
        paragraphs: vec![format!("The account “{username}” at {site} wants to use this email address.")],
        action: Some(("Confirm the address".to_owned(), link.to_owned())),
        after: vec![
            "The link works once, within one hour, for whoever is signed in to this account.".to_owned(),
            "If this is not your account, you have nothing to do: nothing changes.".to_owned(),
        ],
    }
}

/// An address that somebody wanted, and that is in use.
pub fn email_in_use(site: &str) -> Words {
    Words {
        subject: format!("Your email address at {site}"),
        paragraphs: vec![
            format!("Somebody with an account at {site} wanted to use this email address for it."),
            "It already belongs to an account, so nothing was changed, and nobody else can use it.".to_owned(),
        ],
        action: None,
        after: vec!["If this was you, sign in to the account that has this address.".to_owned()],
    }
}

/// The address of the account changed, said to the one of before.
pub fn email_changed(site: &str, username: &str) -> Words {
    Words {
        subject: format!("Your email address for {site} was changed"),
        paragraphs: vec![
            format!("The account “{username}” at {site} has another email address now. Mail no longer comes here."),
            "If this was not you, tell the person who runs this site at once.".to_owned(),
        ],
        action: None,
        after: Vec::new(),
    }
}

/// A mail that shows that mail works.
pub fn test(site: &str, issuer: &str) -> Words {
    Words {
        subject: format!("{site} can send mail"),
        paragraphs: vec![format!("This is a test from {issuer}. Mail works.")],
        action: None,
        after: Vec::new(),
    }
}
