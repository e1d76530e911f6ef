//! What each mail says, in the language of whoever reads it.

use crate::clock::Timestamp;
use crate::protocol::mail::FactorChange;
use crate::say;

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

/// A link to choose a new password.
pub fn password_reset(site: &str, link: &str) -> Words {
    Words {
        subject: say!("mail-reset-subject", site = site),
        paragraphs: vec![say!("mail-reset", site = site)],
        action: Some((say!("mail-reset-button"), link.to_owned())),
        after: vec![say!("mail-link-one-hour"), say!("mail-reset-nothing-to-do")],
    }
}

/// A link to begin with a passkey, as somebody asked for it by the name alone.
pub fn passkey_link(site: &str, link: &str) -> Words {
    Words {
        subject: say!("mail-passkey-subject", site = site),
        paragraphs: vec![say!("mail-passkey", site = site)],
        action: Some((say!("mail-passkey-button"), link.to_owned())),
        after: vec![say!("mail-link-one-hour"), say!("mail-passkey-nothing-to-do")],
    }
}

/// The same, as the operator says.
pub fn invitation_to_passkey(site: &str, link: &str) -> Words {
    Words {
        subject: say!("mail-invitation-subject", site = site),
        paragraphs: vec![say!("mail-invitation-passkey", site = site)],
        action: Some((say!("mail-passkey-button"), link.to_owned())),
        after: vec![say!("mail-link-seven-days")],
    }
}

/// A link to choose a password, as the operator says.
pub fn invitation(site: &str, link: &str, is_first: bool) -> Words {
    let (subject, paragraph, label) = match is_first {
        true => (
            say!("mail-invitation-subject", site = site),
            say!("mail-invitation", site = site),
            say!("mail-invitation-button"),
        ),
        false => (
            say!("mail-operator-reset-subject", site = site),
            say!("mail-operator-reset", site = site),
            say!("mail-operator-reset-button"),
        ),
    };
    Words {
        subject,
        paragraphs: vec![paragraph],
        action: Some((label, link.to_owned())),
        after: vec![say!("mail-link-seven-days")],
    }
}

/// The password changed.
pub fn password_changed(site: &str, account: &str) -> Words {
    Words {
        subject: say!("mail-password-changed-subject", site = site),
        paragraphs: vec![say!("mail-password-changed", site = site), say!("mail-not-you")],
        action: Some((say!("mail-open-account"), account.to_owned())),
        after: Vec::new(),
    }
}

/// Something that the person can prove themselves with changed.
pub fn factors_changed(site: &str, account: &str, change: &FactorChange) -> Words {
    let (subject, what) = match change {
        FactorChange::TotpAdded => (say!("mail-totp-added-subject", site = site), say!("mail-totp-added")),
        FactorChange::TotpRemoved => (say!("mail-totp-removed-subject", site = site), say!("mail-totp-removed")),
        FactorChange::PasskeyAdded { name } => {
            (say!("mail-passkey-added-subject", site = site), say!("mail-passkey-added", name = name.as_str()))
        }
        FactorChange::PasskeyRemoved { name } => {
            (say!("mail-passkey-removed-subject", site = site), say!("mail-passkey-removed", name = name.as_str()))
        }
        FactorChange::PasswordRemoved => {
            (say!("mail-password-removed-subject", site = site), say!("mail-password-removed"))
        }
        FactorChange::CodesReplaced => (say!("mail-codes-replaced-subject", site = site), say!("mail-codes-replaced")),
        FactorChange::Disowned => (say!("mail-disowned-subject", site = site), say!("mail-disowned")),
        FactorChange::Reset => (say!("mail-factors-reset-subject", site = site), say!("mail-factors-reset")),
    };
    Words {
        subject,
        paragraphs: vec![say!("mail-factors", site = site, what = what), say!("mail-not-you")],
        action: Some((say!("mail-open-account"), account.to_owned())),
        after: Vec::new(),
    }
}

/// A sign-in in a browser that was not known for the person. `device` is what people call it, and `from` a network address.
pub fn new_sign_in(site: &str, link: &str, device: &str, at: Timestamp, from: &str) -> Words {
    let time = at.to_string();
    let (day, hour) = time.split_once('T').unwrap_or((&time, ""));
    let hour = hour.get(..5).unwrap_or(hour);
    Words {
        subject: say!("mail-new-sign-in-subject", device = device, site = site),
        paragraphs: vec![
            say!("mail-new-sign-in", site = site),
            say!("mail-new-sign-in-device", device = device),
            say!("mail-new-sign-in-time", day = day, hour = hour),
            say!("mail-new-sign-in-network", address = from),
            say!("mail-new-sign-in-yours"),
        ],
        action: Some((say!("mail-new-sign-in-button"), link.to_owned())),
        after: vec![say!("mail-new-sign-in-link"), say!("mail-new-sign-in-until")],
    }
}

/// Word of a sign-in whose link leads to no new password, since there are none.
pub fn without_new_password(told: Words) -> Words {
    Words { after: vec![say!("mail-new-sign-in-link-passkey")], ..told }
}

/// An app asks the person to let it sign them in.
pub fn request_waiting(site: &str, app: &str, page: &str) -> Words {
    Words {
        subject: say!("mail-request-subject", app = app, site = site),
        paragraphs: vec![say!("mail-request", app = app, site = site), say!("mail-request-yours")],
        action: Some((say!("mail-request-button"), page.to_owned())),
        after: Vec::new(),
    }
}

/// A link to confirm an address.
pub fn confirm_email(site: &str, username: &str, link: &str) -> Words {
    Words {
        subject: say!("mail-confirm-subject", site = site),
        paragraphs: vec![say!("mail-confirm", username = username, site = site)],
        action: Some((say!("mail-confirm-button"), link.to_owned())),
        after: vec![say!("mail-confirm-link"), say!("mail-confirm-nothing-to-do")],
    }
}

/// An address that somebody wanted, and that is in use.
pub fn email_in_use(site: &str) -> Words {
    Words {
        subject: say!("mail-in-use-subject", site = site),
        paragraphs: vec![say!("mail-in-use", site = site), say!("mail-in-use-kept")],
        action: None,
        after: vec![say!("mail-in-use-yours")],
    }
}

/// The address of the account changed, said to the one of before.
pub fn email_changed(site: &str, username: &str) -> Words {
    Words {
        subject: say!("mail-email-changed-subject", site = site),
        paragraphs: vec![
            say!("mail-email-changed", username = username, site = site),
            say!("mail-email-changed-not-you"),
        ],
        action: None,
        after: Vec::new(),
    }
}

/// A mail that shows that mail works.
pub fn test(site: &str, issuer: &str) -> Words {
    Words {
        subject: say!("mail-test-subject", site = site),
        paragraphs: vec![say!("mail-test", issuer = issuer)],
        action: None,
        after: Vec::new(),
    }
}
