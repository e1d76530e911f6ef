//! People: their sessions, how they sign in and out, and those that the file itself names.

use std::time::Duration;

use crate::protocol::acr::Level;
use crate::protocol::factors::{FactorKinds, Mfa};
pub use crate::protocol::password_hash::Argon2Cost;
use crate::protocol::people_of_the_file::Named;
use crate::protocol::user::{Subject, User};
use crate::secret::{Digest, Secret};

/// `[session]`: the provider's own browser session.
#[derive(Debug, Clone)]
pub struct SessionSettings {
    /// End unless used (default 7 days).
    pub idle: Duration,
    /// End in any case (default 30 days).
    pub absolute: Duration,
    /// Whether the sign-in page offers to outlive the browser.
    pub remember_me: bool,
    /// Account changes need a login newer than this (default 15 minutes).
    pub reauth: Duration,
}

/// `[session_management]`: how apps learn that a login ended.
#[derive(Debug, Clone)]
pub struct SessionManagementSettings {
    /// Whether the iframe, `session_state` and the browser-state cookie exist.
    pub check_session_iframe: bool,
    /// Event streams that one network may hold open (default 64).
    pub streams_per_address: usize,
    /// Whether the signed-out page loads `frontchannel_logout_uri`s.
    pub frontchannel_logout: bool,
    /// How often an undelivered logout token is sent again (default 5).
    pub backchannel_retries: u32,
    /// How long a relying party has to answer (default 5 s).
    pub backchannel_timeout: Duration,
    /// Whether logout tokens go to private and loopback addresses (default true).
    pub allow_private_ips: bool,
    /// When to ask before signing out.
    pub logout_prompt: LogoutPrompt,
}

impl Default for SessionManagementSettings {
    fn default() -> Self {
        Self {
            check_session_iframe: true,
            streams_per_address: 64,
            frontchannel_logout: true,
            backchannel_retries: 5,
            backchannel_timeout: Duration::from_secs(5),
            allow_private_ips: true,
            logout_prompt: LogoutPrompt::Smart,
        }
    }
}

/// When to ask before signing out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogoutPrompt {
    /// Unless an `id_token_hint` names this very login (OpenID Connect RP-Initiated Logout §2).
    #[default]
    Smart,
    /// Each time.
    Always,
}

/// Who may make an account of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUp {
    /// Nobody.
    Off,
    /// Whoever has a link of an administrator.
    Invite,
    /// Everybody who confirms an email address.
    Open,
}

/// `login.signup` and its neighbours.
#[derive(Debug, Clone)]
pub struct SignUpSettings {
    /// Who may.
    pub rule: SignUp,
    /// Domains of email addresses, in lower case; empty: all.
    pub domains: Vec<String>,
    /// Whether an administrator approves.
    pub approval: bool,
    /// The groups of new accounts.
    pub groups: Vec<String>,
}

impl SignUpSettings {
    /// Whether anybody may ask for a link by mail.
    pub fn is_open(&self) -> bool {
        self.rule == SignUp::Open
    }

    /// Whether links of administrators work.
    pub fn takes_links(&self) -> bool {
        self.rule != SignUp::Off
    }

    /// Whether somebody may sign up with this address.
    pub fn admits(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
        self.domains.is_empty() || domain.is_some_and(|domain| self.domains.contains(&domain))
    }
}

/// Which passwords from breaches are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocklist {
    /// Those of the list that ships.
    Builtin,
    /// None.
    Off,
}

/// `login.password`.
#[derive(Debug, Clone)]
pub struct PasswordSettings {
    /// Shortest password in characters (default 12; SEC-59 allows no less than 8).
    pub min_length: usize,
    /// Longest password in bytes (default and most: 1024).
    pub max_length: usize,
    /// Which passwords from breaches are refused (default: those of the list that ships).
    pub blocklist: Blocklist,
    /// Words that passwords may not consist of, as the operator wrote them.
    pub blocked_words: Vec<String>,
}

/// What somebody begins a sign-in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SignInMethod {
    /// Username or email address, and password.
    Password,
    /// A passkey alone.
    Passkey,
}

/// What passkeys are asked for and made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeySettings {
    /// The RP ID where it is not the issuer's host (WebAuthn Level 3 §4): a domain above that host.
    pub rp_id: Option<String>,
    /// Whether the username field offers passkeys (default true).
    pub autofill: bool,
    /// Whether the authenticator must verify the person behind a password, too (default false).
    pub must_verify: bool,
}

impl Default for PasskeySettings {
    fn default() -> Self {
        Self { rp_id: None, autofill: true, must_verify: false }
    }
}

/// `[login]`.
#[derive(Debug, Clone)]
pub struct LoginSettings {
    /// What people begin a sign-in with, in the order of the page; at least one.
    pub methods: Vec<SignInMethod>,
    /// Of whom a second factor is demanded.
    pub mfa: Mfa,
    /// How long a second factor spares another one in the browser where it was proven; zero: not at all.
    pub mfa_remember: Duration,
    /// Which kinds of factor people may add. Those that they have work whatever this says.
    pub may_add: FactorKinds,
    /// What passkeys are asked for and made with.
    pub passkeys: PasskeySettings,
    /// Whether people may delete their own account (default false).
    pub delete_account: bool,
    /// Who may make an account of their own (default: nobody).
    pub sign_up: SignUpSettings,
    /// What a new password must be like.
    pub password: PasswordSettings,
    /// Cost of Argon2id.
    pub argon2: Argon2Cost,
}

impl LoginSettings {
    /// Whether there are passkeys at all: as a sign-in, as a second factor, and to be added.
    pub fn takes_passkeys(&self) -> bool {
        self.methods.contains(&SignInMethod::Passkey)
    }

    /// Whether a password proves anything: at a sign-in, or where an account is changed.
    pub fn takes_passwords(&self) -> bool {
        self.methods.contains(&SignInMethod::Password)
    }

    /// Whether passkeys come before the form on the page.
    pub fn passkey_first(&self) -> bool {
        self.methods.first() == Some(&SignInMethod::Passkey)
    }

    /// The least that a login of this person must reach, whatever is asked.
    pub fn floor(&self, user: &User) -> Level {
        self.mfa.floor(user, !self.mfa_remember.is_zero())
    }
}

/// A user of `[[users]]`, to be reconciled with the database by `sub`, or else by username.
#[derive(Debug, Clone)]
pub struct ConfiguredUser {
    /// `sub`, where it is given.
    pub sub: Option<Subject>,
    /// `username`.
    pub username: String,
    /// Standard claims by name, checked for their type.
    pub claims: serde_json::Map<String, serde_json::Value>,
    /// `email`.
    pub email: Option<String>,
    /// `email_verified` (default true: the operator vouches).
    pub email_verified: bool,
    /// `groups`.
    pub groups: Vec<String>,
    /// `attributes`.
    pub attributes: std::collections::BTreeMap<String, serde_json::Value>,
    /// `password_hash`; without it the account waits for its invitation.
    pub password_hash: Option<Secret>,
    /// `admin`.
    pub is_admin: bool,
    /// `locked`.
    pub locked: bool,
    /// Where it is defined, like `config.toml:88`.
    pub defined_at: String,
}

impl ConfiguredUser {
    /// The file it is defined in.
    pub fn file(&self) -> &str {
        self.defined_at.rsplit_once(':').map_or(self.defined_at.as_str(), |(file, _)| file)
    }

    /// All that it says, as one text, which is another one as soon as it says something else. Where it stands does not
    /// count, and of the hash only a digest is in it.
    pub fn said(&self) -> String {
        let sub = self.sub.as_ref().map(Subject::as_str);
        let password = self.password_hash.as_ref().map(|hash| Digest::of(hash.expose()).text());
        let profile = serde_json::json!([self.claims, self.email, self.email_verified, self.groups, self.attributes]);
        serde_json::json!([sub, self.username, profile, password, self.is_admin, self.locked]).to_string()
    }

    /// How it names itself.
    pub fn named(&self) -> Named {
        Named { sub: self.sub.clone(), username: self.username.clone() }
    }
}
