//! What the configuration names, brought into the store: its users, and the users and clients that it names no longer.
//!
//! A file may be empty or cut off for a moment. So nothing that somebody has ends because they are missing: they are
//! refused and noted, and what they have ends only when they were missing for long enough.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::factors::WaysIn;
use crate::protocol::people_of_the_file::{Account, Named};
use crate::protocol::revision::{Age, Revision};
use crate::protocol::user::{Definition, Subject, User};

/// A user as the configuration wants them.
#[derive(Debug, Clone)]
pub struct WantedUser {
    /// The account, with a fresh `sub` where none is given.
    pub user: User,
    /// Whether the `sub` is given.
    pub gives_sub: bool,
}

impl WantedUser {
    /// How the configuration names them.
    pub fn named(&self) -> Named {
        Named { sub: self.gives_sub.then(|| self.user.sub.clone()), username: self.user.username.clone() }
    }
}

/// Why something that the configuration says of a user was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserFault {
    /// The username or email address of a new user is another account's.
    NameTaken,
    /// The username or email address, new for this user, is another account's.
    EmailTaken,
    /// The password hash is the beginning of the one in force: its file is not whole.
    HashCutOff,
    /// The `sub` is that of an account of the database, which has another username.
    SubOfAnother {
        /// Whose.
        username: String,
    },
    /// The account of that username has another `sub`, which apps may know. Nothing of it was changed.
    OtherSub {
        /// Which.
        sub: Subject,
    },
    /// The account of that username is one that somebody made for themselves. Nothing of it was changed.
    SignedUp {
        /// Which.
        sub: Subject,
    },
}

/// On which terms the configuration is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// Its version, where it has a number.
    pub revision: Option<&'a Revision>,
    /// Whether somebody must administer afterwards who can sign in.
    pub keeps_administrator: bool,
    /// By what people sign in with it.
    pub ways: WaysIn,
    /// After how long what they have ends who are missing.
    pub grace: Duration,
    /// When that is.
    pub now: Timestamp,
}

/// What became of taking the configuration in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Whether it is older than one that was taken in before. Then nothing was changed, and all else here is empty.
    pub age: Age,
    /// Whether it says otherwise of people than the one of the same number did that was taken in last.
    pub is_unraised: bool,
    /// What was left out, by the user's place in the list.
    pub faults: Vec<(usize, UserFault)>,
    /// Accounts that the configuration names no longer, noted just now: username, and the file that defined them.
    pub left: Vec<(String, String)>,
    /// The usernames of accounts that were noted so and are named again.
    pub back: Vec<String>,
    /// Accounts that go by another username now: the former one, and the present one.
    pub renamed: Vec<(String, String)>,
    /// Clients that the configuration names no longer, noted just now.
    pub withdrawn: Vec<ClientId>,
    /// Clients that were noted so and are named again.
    pub returned: Vec<ClientId>,
}

/// Whether an account is all that is wanted of it, but for password and lock. Of the file that defines it the name counts: nodes
/// may have it in different folders, and each would write every account anew at each reload.
pub fn same_profile(one: &User, other: &User) -> bool {
    let place = |user: &User| match &user.definition {
        Definition::File { file, .. } => Some(Path::new(file).file_name().map(OsStr::to_owned)),
        Definition::Database | Definition::Left { .. } => None,
    };
    one.username == other.username
        && one.claims == other.claims
        && one.email == other.email
        && one.email_verified == other.email_verified
        && one.groups == other.groups
        && one.attributes == other.attributes
        && one.is_admin == other.is_admin
        && place(one) == place(other)
}

/// A client that the configuration names no longer, and that holds something still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Which.
    pub client_id: ClientId,
    /// Since when it is missing.
    pub since: Timestamp,
    /// When what it holds ends, as was decided then.
    pub ends_at: Timestamp,
}

/// Configured users and clients.
#[async_trait]
pub trait Configured {
    /// Takes the configuration in, in one transaction. Which account each of `users` is, and who is named no longer,
    /// [`crate::protocol::people_of_the_file`] decides. Who is named no longer is refused everywhere from now on, and what
    /// they have is noted to end after the grace. Clients that are neither in `clients` nor registered, and hold something,
    /// are noted as withdrawn, to end after it; those that are back are forgotten as such. A configuration that is older than
    /// the newest that was taken in changes nothing ([`TakenIn::age`]).
    ///
    /// # Errors
    /// [`super::StoreError::NobodyAdministers`] where the terms keep an administrator and nobody who can sign in would
    /// administer any more; then nothing is taken in.
    async fn take_in_by(&self, users: &[WantedUser], clients: &[ClientId], terms: Terms<'_>) -> StoreResult<TakenIn>;
    /// The highest number of a configuration that was taken in; `None` while none had one.
    async fn newest_revision(&self) -> StoreResult<Option<u64>>;
    /// The accounts that the configuration defines, defined until a while ago, or means by one of `named`.
    async fn accounts_of(&self, named: &[Named]) -> StoreResult<Vec<Account>>;
    /// Ends the logins and grants of those who left the configuration, where they were to end by now and have been
    /// missing for `grace`, unless they are among `named` by now: those of the configuration with that number. One that is
    /// older than the newest that was taken in neither ends anything nor takes anybody back. Returns the usernames of those
    /// whose logins are over.
    async fn end_left(
        &self,
        revision: Option<u64>,
        named: &[Named],
        grace: Duration,
        now: Timestamp,
    ) -> StoreResult<Vec<String>>;
    /// The clients that the configuration named when it was last taken in; none before the first time.
    async fn configured_clients(&self) -> StoreResult<Vec<ClientId>>;
    /// Clients that are neither in `clients` nor registered, and hold something.
    async fn unknown_holders(&self, clients: &[ClientId]) -> StoreResult<Vec<ClientId>>;
    /// The clients that are noted as withdrawn.
    async fn withdrawn_clients(&self) -> StoreResult<Vec<Withdrawn>>;
    /// Ends what withdrawn clients hold, where it was to end by now and they have been missing for `grace`, unless they
    /// are in `clients` or registered by now. Returns those whose grants and tokens are over.
    async fn end_withdrawn(&self, clients: &[ClientId], grace: Duration, now: Timestamp) -> StoreResult<Vec<ClientId>>;
}
