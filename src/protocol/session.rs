//! A login: a person signed in on one browser, from sign-in to its end, and why it ends.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::user::{Subject, User};
use crate::clock::Timestamp;

/// One login: a person signed in on one browser, from sign-in to its end.
#[derive(Debug, Clone)]
pub struct Session {
    /// Random identifier, never sent to anybody; `sid` values derive from it.
    pub id: String,
    /// Who is signed in.
    pub sub: Subject,
    /// `auth_time`: the last active authentication.
    pub auth_time: Timestamp,
    /// `amr` (RFC 8176).
    pub amr: Vec<String>,
    /// `acr`.
    pub acr: String,
    /// "Keep me signed in" was ticked: the cookie outlives the browser.
    pub remember: bool,
    /// When the login began.
    pub created_at: Timestamp,
    /// Last use, kept to within a minute.
    pub last_seen: Timestamp,
    /// The end that no use postpones.
    pub expires_at: Timestamp,
    /// The end unless used before then.
    pub idle_expires_at: Timestamp,
    /// `User-Agent` at sign-in, at most 255 bytes.
    pub user_agent: String,
    /// Client address at sign-in.
    pub ip: String,
    /// What the browser-state cookie holds while this login lives (OpenID Connect Session Management §3.2).
    pub browser_state: String,
}

/// How far ahead an `auth_time` may lie: clocks of nodes differ a little.
const AHEAD: Duration = Duration::from_secs(60);

impl Session {
    /// Whether its authentication is no older than `age`. One that lies ahead, from before a clock was set back, is of no
    /// known age.
    pub fn is_newer_than(&self, age: Duration, now: Timestamp) -> bool {
        self.auth_time <= now.after(AHEAD) && now.since(self.auth_time) <= age
    }
}

/// A live session with its live, unlocked user, who may have left the configuration a while ago.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The login.
    pub session: Session,
    /// The person.
    pub user: User,
}

/// Why a session ends; recorded, and told to operators (architecture rule 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The relying party sent the user to `end_session_endpoint`.
    RelyingParty,
    /// The user signed out on Latchkey's own page.
    User,
    /// An operator ended it.
    Operator,
    /// Another account signed in on the same browser.
    Replaced,
    /// The password changed.
    PasswordChange,
    /// The account was locked.
    Locked,
    /// The account was removed.
    Removed,
    /// The configuration that defined the person names them no longer.
    LeftConfiguration,
    /// Idle or absolute limit.
    Expired,
}

impl Cause {
    /// The name by which it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RelyingParty => "relying_party",
            Self::User => "user",
            Self::Operator => "operator",
            Self::Replaced => "replaced",
            Self::PasswordChange => "password_change",
            Self::Locked => "locked",
            Self::Removed => "removed",
            Self::LeftConfiguration => "left_configuration",
            Self::Expired => "expired",
        }
    }
}
