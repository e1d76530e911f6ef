//! Records of the audit in the words of people.

use std::collections::BTreeMap;

use crate::protocol::audit::{Record, What};
use crate::protocol::factors::{AMR_CODE, AMR_PASSKEY, AMR_PASSWORD, AMR_SEVERAL};
use crate::say;
use crate::words::list;

/// What happened, without who and when, as a phrase that begins with a capital letter. `app` is what the app is called that it
/// concerns.
pub fn in_words(record: &Record, app: &str) -> String {
    let Some(what) = What::named(&record.event) else { return record.event.clone() };
    let details = record.detail();
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let named = |words: &str| match detail("name") {
        "" => words.to_owned(),
        name => format!("{words}: {name}"),
    };
    let client = |words: &str| match detail("client_name") {
        "" => format!("{words}: {app}"),
        name => format!("{words}: {name}"),
    };
    match what {
        What::LoginOk => format!("Signed in with {}", methods(detail("methods"))),
        What::LoginFail if !detail("networks").is_empty() => {
            format!("Sign-ins failed that named no account: {} from {} networks", detail("count"), detail("networks"))
        }
        What::LoginFail => {
            let what = if detail("method") == "code" { "one-time code" } else { "password" };
            match detail("count") {
                "" => format!("A wrong {what} was entered"),
                count => format!("A wrong {what} was entered {count} times within a minute"),
            }
        }
        What::LoginAgain => format!("Authenticated again with {}", methods(detail("methods"))),
        What::LoginStepUp => format!("Proved a second factor: {}", methods(detail("methods"))),
        What::LoginDisown => match detail("device") {
            "" => "Said that a sign-in was somebody else’s".to_owned(),
            device => format!("Said that the sign-in on {device} was somebody else’s"),
        },
        What::SessionEnd => ended(detail("cause"), detail("device")),
        What::AppSignIn => format!("Signed in to {app}"),
        What::ConsentGrant => format!("Gave {app} access"),
        What::ConsentRevoke => format!("Removed the access of {app}"),
        What::GrantRevoke => format!("{app} gave up its access"),
        What::TokenReplay => format!("A used code or token of {app} came again, so its access was revoked"),
        What::TotpAdd => "Added an authenticator app".to_owned(),
        What::TotpRemove => "Removed the authenticator app".to_owned(),
        What::PasskeyAdd => named("Added a passkey"),
        What::PasskeyRename => named("Renamed a passkey"),
        What::PasskeyRemove => named("Removed a passkey"),
        What::RecoveryCodeUse => "Used a recovery code".to_owned(),
        What::RecoveryCodesReplace => "Made new recovery codes".to_owned(),
        What::FactorsReset => "Removed all passkeys, the authenticator app and the recovery codes".to_owned(),
        What::FactorsDisown => "Removed what was added since a sign-in of somebody else".to_owned(),
        What::PasswordChange => "Set the password".to_owned(),
        What::LinkMail => "Had a link to choose a password sent by mail".to_owned(),
        What::LinkMake => match detail("kind") {
            "setup" => "Made a link to set up the first administrator".to_owned(),
            "invite" => "Made a link to choose a first password".to_owned(),
            "sign_up" => say!("audit-sign-up-link"),
            _ => "Made a link to choose a new password".to_owned(),
        },
        What::UserAdd if detail("how") == "mail" => say!("audit-signed-up-mail"),
        What::UserAdd if detail("how") == "link" => say!("audit-signed-up-link"),
        What::UserAdd => "Added the account".to_owned(),
        What::UserApprove => say!("audit-user-approve"),
        What::UserChange => changed(&details),
        What::UserLock => "Locked the account".to_owned(),
        What::UserUnlock => "Unlocked the account".to_owned(),
        What::UserRemove => format!("Removed the account {}", detail("username")),
        What::ClientRegister => client("An app registered"),
        What::ClientChange => client("An app changed its registration"),
        What::ClientRemove => client("Removed a registered app"),
        What::ClientApprove => client("Approved a registered app"),
        What::ClientDisable => client("Disabled a registered app"),
        What::ClientEnable => client("Enabled a registered app"),
        What::RegistrationTokenAdd => "Made a token that lets apps register".to_owned(),
        What::RegistrationTokenRevoke => "Revoked a token that let apps register".to_owned(),
        What::KeyAdd => format!("Made a key ({})", detail("alg")),
        What::KeyRetire => format!("Retired the key {}", detail("kid")),
        What::KeyRestore => format!("Brought the key {} back", detail("kid")),
        What::KeyRemove => format!("Removed the key {}", detail("kid")),
        What::ConfigReload => "Reloaded the configuration".to_owned(),
        What::ServerStart => format!("Started Latchkey {}", detail("version")),
    }
}

/// What somebody signed in with, from an `amr` value (RFC 8176 §2). One without words here stands for itself; that it was
/// several shows in their number.
pub fn method_in_words(method: &str) -> Option<String> {
    match method {
        AMR_PASSWORD => Some(say!("method-password")),
        AMR_CODE => Some(say!("method-code")),
        AMR_PASSKEY => Some(say!("method-passkey")),
        AMR_SEVERAL | "" => None,
        other => Some(other.to_owned()),
    }
}

/// `amr` values in words.
fn methods(amr: &str) -> String {
    let words: Vec<String> = amr.split(' ').filter_map(method_in_words).collect();
    if words.is_empty() { say!("method-unknown") } else { list(&words) }
}

fn ended(cause: &str, device: &str) -> String {
    let why = match cause {
        "relying_party" => "signed out in an app",
        "operator" => "signed out by an administrator",
        "replaced" => "another account signed in",
        "password_change" => "the password changed",
        "locked" => "the account was locked",
        "removed" => "the account was removed",
        "left_configuration" => "the account left the configuration",
        "expired" => "it was too old, or not used for too long",
        _ => "signed out",
    };
    match device {
        "" => format!("A sign-in ended: {why}"),
        device => format!("The sign-in on {device} ended: {why}"),
    }
}

fn changed(details: &BTreeMap<String, String>) -> String {
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let names: Vec<String> = detail("changed")
        .split(", ")
        .filter(|name| !name.is_empty())
        .map(|name| match name {
            "username" => format!("the username, from {} to {}", detail("username_before"), detail("username")),
            "email" => "the email address".to_owned(),
            "email_verified" => "whether the email address is confirmed".to_owned(),
            "groups" => {
                format!("the groups, to {}", if detail("groups").is_empty() { "none" } else { detail("groups") })
            }
            "is_admin" if detail("is_admin") == "true" => "to an administrator".to_owned(),
            "is_admin" => "to no administrator".to_owned(),
            "claims" => "the profile".to_owned(),
            "definition" => "where the account is defined".to_owned(),
            other => other.to_owned(),
        })
        .collect();
    if names.is_empty() { "Changed the account".to_owned() } else { format!("Changed {}", names.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn record(event: &str, details: &str) -> Record {
        Record {
            id: String::new(),
            at: Timestamp(0),
            event: event.into(),
            actor: "server".into(),
            sub: None,
            client_id: None,
            ip: String::new(),
            agent: String::new(),
            request_id: String::new(),
            details: details.into(),
            link: None,
        }
    }

    #[test]
    fn every_event_has_words_and_one_that_is_not_known_has_its_name() {
        for what in What::ALL {
            let words = in_words(&record(what.as_str(), "{}"), "Wiki");
            assert!(words.len() > 8 && words.starts_with(char::is_uppercase) || words.contains("Wiki"), "{words}");
            assert!(!words.contains(what.as_str()), "{words}");
        }
        assert_eq!(in_words(&record("moon.rise", "{}"), ""), "moon.rise");
    }

    #[test]
    fn details_become_part_of_the_sentence() {
        let words = |event, details| in_words(&record(event, details), "Wiki");
        let methods = r#"{"methods":"pwd otp mfa","device":"Firefox on Linux"}"#;
        assert_eq!(words("login.ok", methods), "Signed in with a password and a one-time code");
        let cause = r#"{"cause":"expired","device":"Firefox on Linux"}"#;
        let ended = "The sign-in on Firefox on Linux ended: it was too old, or not used for too long";
        assert_eq!(words("session.end", cause), ended);
        let change = r#"{"changed":"groups, is_admin","groups":"admins, family","is_admin":"true"}"#;
        assert_eq!(words("user.change", change), "Changed the groups, to admins, family; to an administrator");
    }
}
