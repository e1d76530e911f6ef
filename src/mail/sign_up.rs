//! What mails say to people who make an account for themselves.

use super::words::Words;
use crate::say;

/// A link to make an account.
pub fn link(site: &str, link: &str) -> Words {
    Words {
        subject: say!("mail-sign-up-subject", site = site),
        paragraphs: vec![say!("mail-sign-up-asked", site = site)],
        action: Some((say!("mail-sign-up-action"), link.to_owned())),
        after: vec![say!("mail-sign-up-once"), say!("mail-sign-up-not-you")],
    }
}

/// The address has an account; `login` is where its person signs in.
pub fn has_account(site: &str, login: &str) -> Words {
    Words {
        subject: say!("mail-sign-up-has-subject", site = site),
        paragraphs: vec![say!("mail-sign-up-has", site = site)],
        action: Some((say!("mail-sign-up-sign-in"), login.to_owned())),
        after: vec![say!("mail-sign-up-has-not-you")],
    }
}

/// The address can be taken for that of somebody else.
pub fn unfit(site: &str) -> Words {
    Words {
        subject: say!("mail-sign-up-subject", site = site),
        paragraphs: vec![say!("mail-sign-up-unfit", site = site)],
        action: None,
        after: vec![say!("mail-sign-up-not-you")],
    }
}

/// An administrator let the person in.
pub fn approved(site: &str, username: &str, login: &str) -> Words {
    Words {
        subject: say!("mail-sign-up-approved-subject", site = site),
        paragraphs: vec![say!("mail-sign-up-approved", site = site, username = username)],
        action: Some((say!("mail-sign-up-sign-in"), login.to_owned())),
        after: Vec::new(),
    }
}
