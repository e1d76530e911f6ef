//! Records of the audit in the words of people.

use std::collections::BTreeMap;

use super::device;
use crate::protocol::audit::{Actor, Record, What};
use crate::protocol::factors::{AMR_CODE, AMR_PASSKEY, AMR_PASSWORD, AMR_SEVERAL};
use crate::say;
use crate::words::list;

/// What happened, without who and when, as a phrase that begins with a capital letter. `app` is what the app is called that it
/// concerns.
pub fn in_words(record: &Record, app: &str) -> String {
    let Some(what) = What::named(&record.event) else { return record.event.clone() };
    let details = record.detail();
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let (name, client) = (detail("name"), Some(detail("client_name")).filter(|name| !name.is_empty()).unwrap_or(app));
    match what {
        What::LoginOk => say!("audit-login", methods = methods(detail("methods"))),
        What::LoginFail => failed(detail("method"), number(detail("count")), number(detail("networks"))),
        What::LoginAgain => say!("audit-login-again", methods = methods(detail("methods"))),
        What::LoginStepUp => say!("audit-login-step-up", methods = methods(detail("methods"))),
        What::LoginDisown => match detail("device") {
            "" => say!("audit-login-disown"),
            device => say!("audit-login-disown-device", device = device::in_words(device)),
        },
        What::SessionEnd => ended(detail("cause"), detail("device")),
        What::AppSignIn => say!("audit-app-sign-in", app = app),
        What::AppSignOut => say!("audit-app-sign-out", app = app),
        What::RequestAllow => say!("audit-request-allow", app = app),
        What::RequestRefuse => say!("audit-request-refuse", app = app),
        What::ConsentGrant => say!("audit-consent-grant", app = app),
        What::ConsentRevoke => say!("audit-consent-revoke", app = app),
        What::ConsentRemember => say!("audit-consent-remember", app = app),
        What::GrantRevoke => say!("audit-grant-revoke", app = app),
        What::TokenExchange => say!("audit-token-exchange", app = app),
        What::TokenRefuse => say!("audit-token-refuse", app = app),
        What::TokenReplay => say!("audit-token-replay", app = app),
        What::TotpAdd => say!("audit-totp-add"),
        What::TotpRemove => say!("audit-totp-remove"),
        What::PasskeyAdd if name.is_empty() => say!("audit-passkey-add"),
        What::PasskeyAdd => say!("audit-passkey-add-named", name = name),
        What::PasskeyRename if name.is_empty() => say!("audit-passkey-rename"),
        What::PasskeyRename => say!("audit-passkey-rename-named", name = name),
        What::PasskeyRemove if name.is_empty() => say!("audit-passkey-remove"),
        What::PasskeyRemove => say!("audit-passkey-remove-named", name = name),
        What::RecoveryCodeUse => say!("audit-recovery-code-use"),
        What::RecoveryCodesReplace => say!("audit-recovery-codes-replace"),
        What::UserCodeMake => say!("audit-user-code-make"),
        What::UserCodeRemove => say!("audit-user-code-remove"),
        What::FactorsReset => say!("audit-factors-reset"),
        What::FactorsDisown => say!("audit-factors-disown"),
        What::PasswordRemove => say!("audit-password-remove"),
        What::PasswordChange => say!("audit-password-change"),
        What::LinkMail => match detail("kind") {
            "reset" => say!("audit-link-mail-reset"),
            "sign_up" => say!("audit-link-mail-sign-up"),
            _ => say!("audit-link-mail"),
        },
        What::EmailAsk => say!("audit-email-ask"),
        What::BrowserForget => match number(detail("count")) {
            Some(count) => say!("audit-browsers-forget", count = count),
            None => say!("audit-browser-forget", device = device::in_words(detail("device"))),
        },
        What::FactorForget => match number(detail("count")) {
            Some(count) => say!("audit-factors-forget", count = count),
            None => say!("audit-factor-forget", device = device::in_words(detail("device"))),
        },
        What::FactorRemember => say!("audit-factor-remember", device = device::in_words(detail("device"))),
        What::SealingSecretAdd => say!("audit-sealing-add"),
        What::SealingSecretReplace => say!("audit-sealing-replace"),
        What::SealingSecretRemove => say!("audit-sealing-remove"),
        What::LinkMake => match detail("kind") {
            "setup" => say!("audit-link-make-setup"),
            "invite" => say!("audit-link-make-invite"),
            "sign_up" => say!("audit-sign-up-link"),
            _ => say!("audit-link-make-reset"),
        },
        What::UserAdd if detail("how") == "mail" => say!("audit-signed-up-mail"),
        What::UserAdd if detail("how") == "link" => say!("audit-signed-up-link"),
        What::UserAdd => say!("audit-user-add"),
        What::UserApprove => say!("audit-user-approve"),
        What::UserChange => changed(&details),
        What::UserLock => say!("audit-user-lock"),
        What::UserUnlock => say!("audit-user-unlock"),
        What::UserRemove => say!("audit-user-remove", username = detail("username")),
        What::UserLeave => say!("audit-user-leave"),
        What::UserLapse => say!("audit-user-lapse"),
        What::DataDownload => say!("audit-data-download"),
        What::ClaimsPreview => say!("audit-claims-preview", app = app),
        What::SignInTry => say!("audit-sign-in-try", app = app),
        What::ClientRegister => say!("audit-client-register", app = client),
        What::ClientChange => say!("audit-client-change", app = client),
        What::ClientRemove => say!("audit-client-remove", app = client),
        What::ClientApprove => say!("audit-client-approve", app = client),
        What::ClientDisable => say!("audit-client-disable", app = client),
        What::ClientEnable => say!("audit-client-enable", app = client),
        What::ClientDefine => say!("audit-client-define", app = client),
        What::ClientLeave => say!("audit-client-leave", app = client),
        What::ClientLapse => say!("audit-client-lapse", app = client),
        What::LogoutReopen => {
            say!("audit-logout-reopen", app = client, count = number(detail("count")).unwrap_or_default())
        }
        What::RegistrationTokenAdd => say!("audit-registration-token-add"),
        What::RegistrationTokenRevoke => say!("audit-registration-token-revoke"),
        What::KeyAdd => say!("audit-key-add", alg = detail("alg")),
        What::KeyRetire => say!("audit-key-retire", kid = detail("kid")),
        What::KeyRestore => say!("audit-key-restore", kid = detail("kid")),
        What::KeyRemove => say!("audit-key-remove", kid = detail("kid")),
        What::ConfigReload => say!("audit-config-reload"),
        What::ServerStart => say!("audit-server-start", version = detail("version")),
        What::MailTest => say!("audit-mail-test"),
        What::BackupMake => say!("audit-backup-make"),
        What::BackupRemove => say!("audit-backup-remove", count = number(detail("count")).unwrap_or_default()),
        What::BackupRestore => say!("audit-backup-restore"),
        What::DatabaseExport => say!("audit-database-export"),
        What::DatabaseImport => say!("audit-database-import"),
        What::DatabaseMigrate => say!("audit-database-migrate", version = detail("to")),
        What::AuditExport => say!("audit-audit-export"),
        What::AuditRemove => say!("audit-audit-remove", count = number(detail("count")).unwrap_or_default()),
    }
}

/// Who did something, where it was no person: part of a sentence. A person has a name, which stands elsewhere.
pub fn by_whom_in_words(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Client(client_id) => Some(say!("admin-by-app", client = client_id.to_string())),
        Actor::CommandLine(user) => Some(say!("admin-by-command-line", user = user.clone())),
        Actor::Server => Some(say!("admin-by-server")),
        Actor::Person(_) | Actor::Unknown => None,
    }
}

/// A detail that is a number.
fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

fn failed(method: &str, count: Option<u64>, networks: Option<u64>) -> String {
    match (networks, count, method) {
        (Some(networks), count, _) => {
            say!("audit-login-fail-unnamed", count = count.unwrap_or_default(), networks = networks)
        }
        (None, Some(count), "code") => say!("audit-login-fail-code-times", count = count),
        (None, Some(count), _) => say!("audit-login-fail-password-times", count = count),
        (None, None, "code") => say!("audit-login-fail-code"),
        (None, None, _) => say!("audit-login-fail-password"),
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
        "relying_party" => say!("audit-end-app"),
        "operator" => say!("audit-end-administrator"),
        "replaced" => say!("audit-end-replaced"),
        "password_change" => say!("audit-end-password"),
        "locked" => say!("audit-end-locked"),
        "removed" => say!("audit-end-removed"),
        "left_configuration" => say!("audit-end-left"),
        "expired" => say!("audit-end-expired"),
        _ => say!("audit-end-person"),
    };
    match device {
        "" => say!("audit-session-end", why = why),
        device => say!("audit-session-end-device", device = device::in_words(device), why = why),
    }
}

fn changed(details: &BTreeMap<String, String>) -> String {
    let detail = |name: &str| details.get(name).map(String::as_str).unwrap_or_default();
    let changes = detail("changed")
        .split(", ")
        .filter(|name| !name.is_empty())
        .map(|name| match name {
            "username" => {
                say!("audit-change-username", before = detail("username_before"), after = detail("username"))
            }
            "email" => say!("audit-change-email"),
            "email_verified" => say!("audit-change-email-verified"),
            "groups" if detail("groups").is_empty() => say!("audit-change-groups-none"),
            "groups" => say!("audit-change-groups", groups = detail("groups")),
            "is_admin" if detail("is_admin") == "true" => say!("audit-change-administrator"),
            "is_admin" => say!("audit-change-no-administrator"),
            "claims" => say!("audit-change-profile"),
            "definition" => say!("audit-change-definition"),
            other => other.to_owned(),
        })
        .reduce(|one, two| say!("audit-changes", one = one, two = two));
    match changes {
        Some(changes) => say!("audit-user-change", changes = changes),
        None => say!("audit-user-change-unknown"),
    }
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
