//! Second factors and passkeys. What counts once is one conditional statement (SEC-60); a change of what somebody can prove
//! themselves with is a new revision of their credentials, so that sign-ins that are under way come to nothing.

use async_trait::async_trait;

use super::people::Guarded;
use super::{StoreError, StoreResult};
use crate::clock::Timestamp;
use crate::protocol::factors::{FactorKinds, Factors, Passkey, PasskeyUse, WaysIn};
use crate::protocol::user::{Subject, User};
use crate::secret::{Digest, KeyMaterial};

/// How many passkeys one person may have.
pub const MOST_PASSKEYS: u32 = 20;

/// On whose word a factor changes. It is looked at once more in the transaction that changes it.
#[derive(Debug, Clone)]
pub enum By {
    /// Whoever is signed in by this login, while it lives and their credentials are what they were.
    Login {
        /// The login.
        id: String,
        /// What [`crate::protocol::user::User::credentials_revision`] was when the login was looked at.
        revision: i64,
    },
    /// Whoever was proven against this revision of their credentials, and has no login yet.
    Proof(i64),
    /// Somebody who looks after people.
    Operator,
}

impl By {
    /// The login, where one says so.
    pub fn login(&self) -> Option<&str> {
        match self {
            Self::Login { id, .. } => Some(id),
            Self::Proof(_) | Self::Operator => None,
        }
    }
}

/// What became of adding a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddFactor {
    /// It counts from now on. With it, the person's credentials have this revision.
    Added {
        /// The revision.
        revision: i64,
    },
    /// The login ended, or the credentials changed meanwhile.
    NotProven,
    /// There is one already: an authenticator app, or this very passkey, whoever's it is.
    Known,
    /// The person has [`MOST_PASSKEYS`].
    Full,
}

/// The passkey that somebody begins with who chooses no password, and the recovery codes that come with it.
#[derive(Debug, Clone)]
pub struct FirstPasskey {
    /// The passkey; it can sign in alone.
    pub passkey: Passkey,
    /// The codes.
    pub codes: Vec<Digest>,
}

impl FirstPasskey {
    /// A new account as it is with its first passkey: that was the first change of its credentials.
    pub fn added_to(user: User) -> User {
        let factors = FactorKinds { passkey: true, ..user.factors };
        User { credentials_revision: user.credentials_revision + 1, factors, ..user }
    }

    /// What undoes all else where somebody else added the same passkey in the same moment.
    pub fn met_another() -> StoreError {
        StoreError::Unavailable("the same passkey was added at the same time".to_owned())
    }
}

/// What became of removing a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovePassword {
    /// It is gone.
    Removed,
    /// The login ended, or the credentials changed meanwhile; or there is none.
    NotProven,
    /// No passkey of theirs can sign in alone.
    NoPasskey,
    /// The configuration sets the password.
    Pinned,
}

/// What became of removing a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovePasskey {
    /// It is gone.
    Removed,
    /// The login ended, or the person has no such passkey: nothing was removed.
    NotDone,
    /// Without it nothing would sign the person in: nothing was removed.
    OnlyWayIn,
}

/// Second factors by person, passkeys by credential id too.
#[async_trait]
pub trait SecondFactors {
    /// What the person has.
    async fn factors(&self, sub: &Subject) -> StoreResult<Factors>;
    /// Adds an authenticator app, whose code of `step` is used up by it. New recovery codes, where there are any, take the
    /// place of all others.
    async fn add_totp(
        &self,
        sub: &Subject,
        secret: &KeyMaterial,
        step: i64,
        codes: &[Digest],
        by: &By,
        now: Timestamp,
    ) -> StoreResult<AddFactor>;
    /// Uses a step up. `false` where it, or a later one, was used before.
    async fn use_totp(&self, sub: &Subject, step: i64, now: Timestamp) -> StoreResult<bool>;
    /// Removes the authenticator app, and forgets wrong codes where the operator says so. `false`, with nothing removed, where the login ended.
    async fn remove_totp(&self, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<bool>;
    /// Uses a recovery code up. `false` where there is no such code.
    async fn use_recovery_code(&self, sub: &Subject, code: &Digest, now: Timestamp) -> StoreResult<bool>;
    /// Puts new recovery codes in the place of all others. `false`, with nothing changed, where the login ended or the
    /// person has no second factor.
    async fn replace_recovery_codes(
        &self,
        sub: &Subject,
        codes: &[Digest],
        by: &By,
        now: Timestamp,
    ) -> StoreResult<bool>;
    /// Adds a passkey, with recovery codes as [`SecondFactors::add_totp`] has them.
    async fn add_passkey(&self, passkey: &Passkey, codes: &[Digest], by: &By, now: Timestamp)
    -> StoreResult<AddFactor>;
    /// The passkey with this credential id.
    async fn passkey(&self, id: &[u8]) -> StoreResult<Option<Passkey>>;
    /// Whether anybody has a passkey.
    async fn any_passkey(&self) -> StoreResult<bool>;
    /// Records a use of a passkey, if its counter still stands where it was read. `false` where another use came between.
    async fn use_passkey(&self, id: &[u8], was: u32, used: PasskeyUse, now: Timestamp) -> StoreResult<bool>;
    /// Names a passkey. `false` where the person has no such passkey, and where the login ended or the credentials changed.
    async fn rename_passkey(&self, sub: &Subject, id: &[u8], name: &str, by: &By, now: Timestamp) -> StoreResult<bool>;
    /// Removes a passkey, but of somebody whom no password signs in none beside which no other is known to sign in alone.
    async fn remove_passkey(
        &self,
        sub: &Subject,
        id: &[u8],
        by: &By,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<RemovePasskey>;
    /// Removes the password of somebody whose passkey can sign in alone. Their other logins end, links to choose a password
    /// are void, and they are told, as with a change of it.
    async fn remove_password(&self, sub: &Subject, by: &By, now: Timestamp) -> StoreResult<RemovePassword>;
    /// Removes everything, as the operator says: ends the person's logins and revokes what was given to apps, as a change of
    /// the password does, and forgets wrong codes, so that a new app works at once. [`Guarded::Gone`] where there was nothing; [`Guarded::LastAdministrator`] where nobody who can sign
    /// in by these ways would administer then, since no password signs the person in.
    async fn reset_factors(&self, sub: &Subject, ways: WaysIn, now: Timestamp) -> StoreResult<Guarded>;
}
