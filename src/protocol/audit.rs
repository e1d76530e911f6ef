//! The audit: what happened, who did it and to whom (SEC-72). A record is written in the transaction of the act. A moment
//! later it becomes part of a chain ([`super::audit_chain`]).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::audit_chain::Link;
use super::client::ClientId;
use super::session::Cause;
use super::user::Subject;
use crate::clock::Timestamp;

/// The detail that says which file of the operator's defines a person.
pub const DEFINED_IN: &str = "defined_in";

macro_rules! whats {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        /// What happened, by the name that the audit has for it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum What { $($(#[doc = $doc])* $name,)* }

        impl What {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

whats! {
    /// Somebody signed in.
    LoginOk = "login.ok",
    /// Somebody could not sign in: wrong credentials.
    LoginFail = "login.fail",
    /// Somebody who was signed in authenticated again.
    LoginAgain = "login.again",
    /// Somebody who was signed in proved one more factor.
    LoginStepUp = "login.step_up",
    /// Somebody said of a sign-in that it was not theirs.
    LoginDisown = "login.disown",
    /// A login ended.
    SessionEnd = "session.end",
    /// An app got its first tokens in a login.
    AppSignIn = "app.sign_in",
    /// A person ended what an app had from one login.
    AppSignOut = "app.sign_out",
    /// A person allowed what an app asked for on another device.
    RequestAllow = "request.allow",
    /// A person refused what an app asked for on another device.
    RequestRefuse = "request.refuse",
    /// A person allowed an app something.
    ConsentGrant = "consent.grant",
    /// What an app was allowed was taken away.
    ConsentRevoke = "consent.revoke",
    /// A person no longer wishes to be asked by an app each time.
    ConsentRemember = "consent.remember",
    /// A grant was revoked.
    GrantRevoke = "grant.revoke",
    /// An app got a token for a token of a person.
    TokenExchange = "token.exchange",
    /// An app was refused a token for a token of a person that lives.
    TokenRefuse = "token.refuse",
    /// A code or refresh token that had been used came again; what it had granted is revoked.
    TokenReplay = "token.replay",
    /// An authenticator app was added.
    TotpAdd = "totp.add",
    /// An authenticator app was removed.
    TotpRemove = "totp.remove",
    /// A passkey was added.
    PasskeyAdd = "passkey.add",
    /// A passkey has a new name.
    PasskeyRename = "passkey.rename",
    /// A passkey was removed.
    PasskeyRemove = "passkey.remove",
    /// A recovery code was used.
    RecoveryCodeUse = "recovery_code.use",
    /// There are new recovery codes.
    RecoveryCodesReplace = "recovery_codes.replace",
    /// There is a new code for apps that may only ask the person with it (CIBA `user_code`).
    UserCodeMake = "user_code.make",
    /// It was removed.
    UserCodeRemove = "user_code.remove",
    /// All second factors were removed.
    FactorsReset = "factors.reset",
    /// Second factors were removed that were added since a sign-in that was not the person's.
    FactorsDisown = "factors.disown",
    /// A password was removed: only passkeys sign in.
    PasswordRemove = "password.remove",
    /// A browser that was known for a person is so no longer, or several are.
    BrowserForget = "browser.forget",
    /// A second factor is remembered in a browser no longer, or in several.
    FactorForget = "factor.forget",
    /// A second factor that was proven is remembered in a browser from now on.
    FactorRemember = "factor.remember",
    /// A link that confirms a new address of a person is to be sent there.
    EmailAsk = "email.ask",
    /// A password was set or replaced.
    PasswordChange = "password.change",
    /// A link by which a password can be set, or an account made, is to be sent by mail.
    LinkMail = "link.mail",
    /// A link by which a password can be set was made.
    LinkMake = "link.make",
    /// An account was added.
    UserAdd = "user.add",
    /// What is said of a person changed.
    UserChange = "user.change",
    /// An account that somebody made for themselves was approved.
    UserApprove = "user.approve",
    /// An account was locked.
    UserLock = "user.lock",
    /// An account was unlocked.
    UserUnlock = "user.unlock",
    /// An account was removed.
    UserRemove = "user.remove",
    /// The configuration names a person no longer.
    UserLeave = "user.leave",
    /// What somebody had ended, because the configuration named them no longer for long enough.
    UserLapse = "user.lapse",
    /// A person took what is stored about them.
    DataDownload = "data.download",
    /// An administrator looked at what an app would be told of a person.
    ClaimsPreview = "claims.preview",
    /// An administrator went through a sign-in of a person to an app.
    SignInTry = "sign_in.try",
    /// A client registered.
    ClientRegister = "client.register",
    /// A registered client changed.
    ClientChange = "client.change",
    /// A registered client was removed.
    ClientRemove = "client.remove",
    /// A registered client was approved.
    ClientApprove = "client.approve",
    /// A registered client was disabled.
    ClientDisable = "client.disable",
    /// A registered client was enabled again.
    ClientEnable = "client.enable",
    /// The configuration names a client that it did not name before.
    ClientDefine = "client.define",
    /// The configuration names a client no longer.
    ClientLeave = "client.leave",
    /// What a client was granted ended, because it or its credentials were missing in the configuration for long enough.
    ClientLapse = "client.lapse",
    /// Word of ended logins that no server had an address for is sent to an app after all.
    LogoutReopen = "logout.reopen",
    /// A token that lets clients register was made.
    RegistrationTokenAdd = "registration_token.add",
    /// A token that let clients register was revoked.
    RegistrationTokenRevoke = "registration_token.revoke",
    /// A key was made.
    KeyAdd = "key.add",
    /// A key signs no longer.
    KeyRetire = "key.retire",
    /// A retired key signs again.
    KeyRestore = "key.restore",
    /// A key was removed.
    KeyRemove = "key.remove",
    /// A secret was made that seals what browsers keep for the server.
    SealingSecretAdd = "sealing_secret.add",
    /// Such a secret was made, and all others were forgotten.
    SealingSecretReplace = "sealing_secret.replace",
    /// Such a secret was removed.
    SealingSecretRemove = "sealing_secret.remove",
    /// The configuration was reloaded.
    ConfigReload = "config.reload",
    /// The server started.
    ServerStart = "server.start",
    /// A test mail was sent.
    MailTest = "mail.test",
    /// The database was copied.
    BackupMake = "backup.make",
    /// Old copies of the database were deleted, as `storage.backup.keep` says.
    BackupRemove = "backup.remove",
    /// The database was replaced by a copy: this is the first record behind those of the copy.
    BackupRestore = "backup.restore",
    /// All that is in the database was written into a file.
    DatabaseExport = "database.export",
    /// The database was filled from such a file: this is the first record behind those of the file.
    DatabaseImport = "database.import",
    /// The schema of the database was brought up to date.
    DatabaseMigrate = "database.migrate",
    /// The records of the audit were written out.
    AuditExport = "audit.export",
    /// The oldest records of the audit were removed, as its retention says.
    AuditRemove = "audit.remove",
}

impl What {
    /// What has this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|what| what.as_str() == name)
    }

    /// Those that `wanted` means: one by its name, or a family of them, as `login` means `login.ok`, too.
    pub fn meant(wanted: &str) -> impl Iterator<Item = Self> {
        let is_meant =
            move |name: &str| name.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        Self::ALL.iter().copied().filter(move |what| is_meant(what.as_str()))
    }
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person with an account.
    Person(Subject),
    /// An app.
    Client(ClientId),
    /// Somebody on the command line, as this user of the system.
    CommandLine(String),
    /// The server by itself.
    Server,
    /// Nobody knows who: a request of somebody who proved nothing.
    Unknown,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(sub) => write!(f, "person:{}", sub.as_str()),
            Self::Client(client_id) => write!(f, "client:{client_id}"),
            Self::CommandLine(user) => write!(f, "command:{user}"),
            Self::Server => f.write_str("server"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl Actor {
    /// The actor that is written like this.
    pub fn parse(text: &str) -> Self {
        match text.split_once(':') {
            Some(("person", sub)) => Self::Person(Subject::new(sub)),
            Some(("client", id)) => ClientId::parse(id).map_or(Self::Unknown, Self::Client),
            Some(("command", user)) => Self::CommandLine(user.to_owned()),
            None if text == "server" => Self::Server,
            _ => Self::Unknown,
        }
    }
}

/// What happened, as who does it tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub what: What,
    /// Whom it concerns.
    pub sub: Option<Subject>,
    /// Which app it concerns.
    pub client_id: Option<ClientId>,
    /// More of it; never a secret.
    pub details: BTreeMap<&'static str, String>,
}

impl Event {
    /// Something that concerns nobody, so far.
    pub fn new(what: What) -> Self {
        Self { what, sub: None, client_id: None, details: BTreeMap::new() }
    }

    /// Something that concerns a person.
    pub fn of(what: What, sub: &Subject) -> Self {
        Self { sub: Some(sub.clone()), ..Self::new(what) }
    }

    /// The same, concerning this app.
    pub fn with_client(self, client_id: &ClientId) -> Self {
        Self { client_id: Some(client_id.clone()), ..self }
    }

    /// The same with one more detail.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.insert(name, value.into());
        self
    }

    /// The end of a login, for that reason.
    pub fn session_end(sub: &Subject, cause: Cause, device: &str) -> Self {
        Self::of(What::SessionEnd, sub).with("cause", cause.as_str()).with("device", device)
    }

    /// Who did it, where a request of nobody in particular brought it about: the person or the app that it concerns, unless
    /// they could not prove who they are.
    pub fn by_whom(&self) -> Actor {
        match (self.what, &self.sub, &self.client_id) {
            (What::LoginFail | What::TokenReplay | What::LinkMake | What::LinkMail, ..) => Actor::Unknown,
            // Whoever took the browser over is not the one whose login ends by it.
            (What::SessionEnd, ..)
                if self.details.get("cause").is_some_and(|cause| cause == Cause::Replaced.as_str()) =>
            {
                Actor::Unknown
            }
            (What::GrantRevoke | What::AppSignIn | What::TokenExchange | What::TokenRefuse, _, Some(client_id)) => {
                Actor::Client(client_id.clone())
            }
            (_, Some(sub), _) => Actor::Person(sub.clone()),
            (_, None, Some(client_id)) => Actor::Client(client_id.clone()),
            (_, None, None) => Actor::Unknown,
        }
    }
}

/// A record of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its name, which sorts by time.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// What ([`What`]); a later version may know more.
    pub event: String,
    /// Who did it ([`Actor`]).
    pub actor: String,
    /// Whom it concerns.
    pub sub: Option<String>,
    /// Which app it concerns.
    pub client_id: Option<String>,
    /// The address of the request.
    pub ip: String,
    /// Its `User-Agent`.
    pub agent: String,
    /// Its id, which log lines have.
    pub request_id: String,
    /// More, as a JSON object.
    pub details: String,
    /// Where it stands in the chain, once it does.
    pub link: Option<Link>,
}

impl Record {
    /// The record as the person sees it whom it concerns: where somebody else acted from, an administrator or the server of an app,
    /// is not theirs to know, nor is which file of the operator's defines them.
    pub fn as_shown_to(&self, person: &Subject) -> Self {
        let is_own = match Actor::parse(&self.actor) {
            Actor::Person(sub) => sub == *person,
            // Whoever tried to get in is.
            Actor::Unknown => true,
            Actor::Client(_) | Actor::CommandLine(_) | Actor::Server => false,
        };
        let kept = |text: &String| if is_own { text.clone() } else { String::new() };
        let mut detail = self.detail();
        let details = match detail.remove(DEFINED_IN) {
            Some(_) => json!(detail).to_string(),
            None => self.details.clone(),
        };
        let (ip, agent, request_id) = (kept(&self.ip), kept(&self.agent), kept(&self.request_id));
        Self { ip, agent, request_id, details, ..self.clone() }
    }

    /// The record for programs.
    pub fn as_json(&self) -> Value {
        json!({
            "number": self.link.map(|link| link.number),
            "at": self.at.to_string(),
            "event": self.event,
            "actor": self.actor,
            "sub": self.sub,
            "client_id": self.client_id,
            "ip": self.ip,
            "user_agent": self.agent,
            "request_id": self.request_id,
            "details": self.detail(),
            "hash": self.link.map(|link| link.hex()),
        })
    }

    /// The details.
    pub fn detail(&self) -> BTreeMap<String, String> {
        serde_json::from_str(&self.details).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_actor_is_read_as_it_was_written() {
        for actor in [
            Actor::Person(Subject::new("a:b")),
            Actor::Client(ClientId::parse("https://a.example:1").unwrap()),
            Actor::CommandLine("root".into()),
            Actor::Server,
            Actor::Unknown,
        ] {
            assert_eq!(Actor::parse(&actor.to_string()), actor);
        }
    }

    /// GDPR Article 15 is about the person, and not about the operator's folders.
    #[test]
    fn a_person_sees_neither_where_others_acted_from_nor_which_file_defines_them() {
        let ada = Subject::new("ada");
        let record = |actor: Actor| Record {
            id: "1".into(),
            at: Timestamp(5),
            event: What::UserLeave.as_str().into(),
            actor: actor.to_string(),
            sub: Some("ada".into()),
            client_id: None,
            ip: "203.0.113.7".into(),
            agent: "Firefox".into(),
            request_id: "r".into(),
            details: r#"{"username":"ada","defined_in":"/etc/latchkey/people.toml"}"#.into(),
            link: None,
        };
        let shown = record(Actor::Server).as_shown_to(&ada);
        assert_eq!((shown.ip.as_str(), shown.agent.as_str(), shown.request_id.as_str()), ("", "", ""));
        assert_eq!(shown.details, r#"{"username":"ada"}"#);
        let own = record(Actor::Person(ada.clone())).as_shown_to(&ada);
        assert!(own.ip == "203.0.113.7" && !own.details.contains("people.toml"));
    }

    #[test]
    fn each_name_stands_for_one_thing() {
        for what in What::ALL {
            assert_eq!(What::named(what.as_str()), Some(*what));
        }
        assert_eq!(What::named("login"), None);
    }
}
