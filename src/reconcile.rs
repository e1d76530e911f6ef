//! Brings the store in line with what the configuration names: its users, and its clients. Whoever is named no longer is
//! refused at once, and what they have ends after `server.removal_grace`, not before: a file may be cut off for a moment.
//!
//! A configuration that is older than one that was taken in, by its `revision`, changes nothing there ([`Age`]).

use crate::clock::Timestamp;
use crate::config::settings::{ConfiguredUser, Settings};
use crate::protocol::client::ClientId;
use crate::protocol::factors::{FactorKinds, WaysIn};
use crate::protocol::people_of_the_file::Named;
use crate::protocol::revision::{Age, Revision};
use crate::protocol::user::{Definition, Subject, User};
use crate::random;
use crate::secret::Digest;
use crate::store::configured::{TakenIn, Terms, UserFault, WantedUser};
use crate::store::lowered::Credentials;
use crate::store::people::WantedPeople;
use crate::store::{Store, StoreError};

/// Adds and updates configured users, and notes the users and clients that are gone from the configuration.
///
/// A configured user who finds an account of the same `sub`, or else of the same name, takes it over: the file is the
/// truth for what it names.
pub async fn reconcile(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    let taken = note_again(store, settings, now).await?;
    tell_of_revision(&taken, settings);
    tell_of_users(taken, settings);
    if leaves_no_administrator_a_way_in(store, settings).await? {
        match settings.login.takes_passwords() {
            true => tracing::error!(
                "no administrator can sign in: `login.methods` leaves out \"passkey\", and they have no password. Put it back, or \
                 run `latchkey user invite` for one of them"
            ),
            false => tracing::error!(
                "no administrator can sign in: `login.methods` leaves out \"password\", and no passkey of theirs is known to sign \
                 in alone. Put it back, or run `latchkey user invite` for one of them"
            ),
        }
    }
    Ok(())
}

/// The same for a server that runs: a configuration by which nobody who can sign in would administer any more is not taken
/// in at all ([`StoreError::NobodyAdministers`]). A start takes in whatever there is.
pub async fn reconcile_again(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    if leaves_no_administrator_a_way_in(store, settings).await? {
        return Err(StoreError::NobodyAdministers);
    }
    let taken = take_in(store, settings, true, now).await?;
    let age = taken.age;
    // Told before anything else can fail: where all is done once more, it is no news.
    tell(&taken, settings, now);
    tell_of_revision(&taken, settings);
    tell_of_users(taken, settings);
    note_lowered(store, settings, age, now).await
}

/// Whether `login.methods` leaves passkeys out, or passwords, and every administrator who may sign in has nothing else. One who
/// was invited and has nothing yet loses nothing by it where passwords are left out.
pub async fn leaves_no_administrator_a_way_in(store: &dyn Store, settings: &Settings) -> Result<bool, StoreError> {
    let by_file = |user: &ConfiguredUser| user.is_admin && !user.locked && user.password_hash.is_some();
    let has_both = settings.login.takes_passkeys() && settings.login.takes_passwords();
    if has_both || (settings.login.takes_passwords() && settings.users.iter().any(by_file)) {
        return Ok(false);
    }
    let wanted = WantedPeople { administrators: true, limit: u32::MAX, ..WantedPeople::default() };
    let users = store.find_people(&wanted).await?;
    let administrators: Vec<&User> = users.iter().filter(|user| user.administers() && user.may_sign_in()).collect();
    if settings.login.takes_passwords() {
        return Ok(!administrators.is_empty() && administrators.iter().all(|user| user.password_hash.is_none()));
    }
    for user in &administrators {
        if passkey_signs_in(store, user).await? {
            return Ok(false);
        }
    }
    Ok(administrators.iter().any(|user| WaysIn::BOTH.admit(user)))
}

/// Whether this person has a passkey of which it is known that it signs in alone.
async fn passkey_signs_in(store: &dyn Store, user: &User) -> Result<bool, StoreError> {
    Ok(user.factors.passkey && store.factors(&user.sub).await?.passkeys.iter().any(|passkey| passkey.signs_in))
}

/// The usernames of people who can sign in where there are passwords and passkeys, and have nothing by which they can for certain
/// with this configuration: it leaves out what they have.
pub async fn locked_out(store: &dyn Store, settings: &Settings) -> Result<Vec<String>, StoreError> {
    let (passwords, passkeys) = (settings.login.takes_passwords(), settings.login.takes_passkeys());
    let mut names = Vec::new();
    for user in store.list_users().await? {
        let has_another =
            (passwords && user.password_hash.is_some()) || (passkeys && passkey_signs_in(store, &user).await?);
        if user.may_sign_in() && WaysIn::BOTH.admit(&user) && !has_another {
            names.push(user.username);
        }
    }
    Ok(names)
}

async fn take_in(
    store: &dyn Store,
    settings: &Settings,
    keeps_administrator: bool,
    now: Timestamp,
) -> Result<TakenIn, StoreError> {
    let (users, clients, revision) = (wanted_users(settings, now), known_clients(settings), revision(settings));
    let grace = settings.server.removal_grace;
    let ways = settings.ways_in();
    let terms = Terms { revision: revision.as_ref(), keeps_administrator, ways, grace, now };
    store.take_in_by(&users, &clients, terms).await
}

/// The version of the configuration, where it has a number. The order of its users does not count.
fn revision(settings: &Settings) -> Option<Revision> {
    let number = settings.revision?;
    let mut people: Vec<String> = settings.users.iter().map(ConfiguredUser::said).collect();
    people.sort_unstable();
    Some(Revision { number, people: Digest::of(&people.join("\n")).text() })
}

/// Notes proofs that clients no longer have. An older configuration does not know those that they have by now.
async fn note_lowered(store: &dyn Store, settings: &Settings, age: Age, now: Timestamp) -> Result<(), StoreError> {
    if age == Age::Newest {
        let grace = settings.server.removal_grace;
        tell_of_lowered(&store.note_lowered(&credentials(settings), grace, now).await?, settings, now);
    }
    Ok(())
}

/// Tells the operator of a number that is lower than it was, missing, or the same for other users.
fn tell_of_revision(taken: &TakenIn, settings: &Settings) {
    let words = remedy(taken.age).unwrap_or_default();
    match taken.age {
        Age::Newest => {}
        Age::Older { .. } => tracing::warn!("{words}"),
        Age::Unnumbered { .. } => tracing::error!("{words}"),
    }
    if taken.is_unraised {
        tracing::warn!(
            revision = settings.revision,
            "users changed in the configuration though `revision` did not: raise it with every change, so that a node with the \
             file of before is known to have an older one"
        );
    }
}

/// Why a configuration of that age changes nothing, and what to do about it; `None` of the newest one.
pub fn remedy(age: Age) -> Option<String> {
    match age {
        Age::Newest => None,
        Age::Older { number, newest } => Some(format!(
            "this node has an older file: its `revision` is {number}, and {newest} was taken in before, so it changes no user. Give \
             it the file with revision {newest}, or raise `revision` above {newest} to go back on purpose"
        )),
        Age::Unnumbered { newest } => Some(format!(
            "`revision` is missing in the configuration, and {newest} was taken in before, so the file counts as older and changes \
             no user: write `revision = {}` at its top, before the first section",
            newest.saturating_add(1)
        )),
    }
}

/// Tells the operator what became of the users.
fn tell_of_users(taken: TakenIn, settings: &Settings) {
    for (place, fault) in taken.faults {
        if let Some(ConfiguredUser { username, defined_at, .. }) = settings.users.get(place) {
            tracing::error!(%username, %defined_at, "{}", in_words(&fault));
        }
    }
    for (former, username) in taken.renamed {
        tracing::info!(%username, %former, "user renamed in the configuration; the account stays the same");
    }
    for username in taken.back {
        tracing::info!(%username, "user restored in the configuration, with all sessions and grants that have not ended");
    }
}

fn wanted_users(settings: &Settings, now: Timestamp) -> Vec<WantedUser> {
    settings.users.iter().map(|configured| wanted(configured, now)).collect()
}

/// The same without a word on what was told already, for once more after the configuration is in force: until then
/// something could be given under what is gone from it. Only what is noted now is told.
pub async fn note_again(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<TakenIn, StoreError> {
    let taken = take_in(store, settings, false, now).await?;
    tell(&taken, settings, now);
    note_lowered(store, settings, taken.age, now).await?;
    Ok(taken)
}

/// Tells the operator who is named no longer, and when their grants end.
fn tell(taken: &TakenIn, settings: &Settings, now: Timestamp) {
    let grace = settings.server.removal_grace;
    for (username, file) in &taken.left {
        tracing::warn!(
            %username, %file, ends_at = %now.after(grace),
            "user removed from the configuration: sign-in and all tokens are refused; sessions and grants end at `ends_at` \
             unless the entry is restored or `latchkey user keep` is run"
        );
    }
    for client_id in &taken.withdrawn {
        tracing::warn!(
            %client_id, ends_at = %now.after(grace),
            "client removed from the configuration: it is refused from now on, and its grants are revoked then, unless it is restored"
        );
    }
    for client_id in &taken.returned {
        tracing::info!(%client_id, "client restored in the configuration, with all its grants");
    }
}

/// Tells the operator of clients that lost a proof.
fn tell_of_lowered(lowered: &[ClientId], settings: &Settings, now: Timestamp) {
    let grace = settings.server.removal_grace;
    for client_id in lowered {
        tracing::warn!(
            %client_id, ends_at = %now.after(grace),
            "client became public, or a key or secret was removed: grants under it are refused from now on, and are \
             revoked then, unless it is restored"
        );
    }
}

/// Ends the logins and grants of users who have been out of the configuration for long enough. Returns whether any ended.
pub async fn end_left(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<bool, StoreError> {
    let named: Vec<Named> = settings.users.iter().map(ConfiguredUser::named).collect();
    let ended = store.end_left(settings.revision, &named, settings.server.removal_grace, now).await?;
    for username in &ended {
        tracing::warn!(
            %username,
            "user missing from the configuration for `server.removal_grace`: all sessions and grants ended"
        );
    }
    Ok(!ended.is_empty())
}

/// Ends what clients were granted that have been out of the configuration for long enough.
pub async fn end_withdrawn(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    for client_id in store.end_withdrawn(&known_clients(settings), settings.server.removal_grace, now).await? {
        tracing::warn!(%client_id, "client missing from the configuration for `server.removal_grace`: its grants are revoked");
    }
    Ok(())
}

/// Ends what was granted under proofs that clients have not had for long enough.
pub async fn end_lowered(store: &dyn Store, settings: &Settings, now: Timestamp) -> Result<(), StoreError> {
    // Nearly always there is nothing, and then nobody's credentials are looked at.
    if !store.has_lowered().await? {
        return Ok(());
    }
    for client_id in store.end_lowered(&credentials(settings), settings.server.removal_grace, now).await? {
        tracing::warn!(%client_id, "credentials removed for `server.removal_grace`: the client's grants under them are revoked");
    }
    Ok(())
}

/// The clients of the configuration with all that they may prove themselves by.
pub fn credentials(settings: &Settings) -> Vec<Credentials> {
    settings.clients.iter().map(|client| (client.client_id.clone(), client.credentials())).collect()
}

fn known_clients(settings: &Settings) -> Vec<ClientId> {
    settings.clients.iter().map(|client| client.client_id.clone()).collect()
}

/// Why something of a user was not taken in, and what to do about it.
pub fn in_words(fault: &UserFault) -> String {
    match fault {
        UserFault::NameTaken => {
            "the username or email address belongs to another account: rename one of them".to_owned()
        }
        UserFault::EmailTaken => {
            "the username or email address belongs to another account: change one of them".to_owned()
        }
        UserFault::HashCutOff => {
            "the password hash is truncated, so the previous one stays in force: copy the complete \
                                  output of `latchkey hash-password`"
                .to_owned()
        }
        UserFault::SubOfAnother { username } => format!(
            "this `sub` belongs to the account `{username}`, which is not defined in the configuration: rename that account \
             first (`latchkey user set {username} --username …`), or use another `sub`"
        ),
        UserFault::OtherSub { sub } => format!(
            "the account with this username has the `sub` `{sub}`, and apps may know the person by it; with another one the \
             person would be a stranger to every app, so this entry was not loaded: write `sub = \"{sub}\"`, remove the line \
             `sub`, or remove the account first (`latchkey user remove NAME`) if the entry is another person"
        ),
        UserFault::SignedUp { sub } => format!(
            "somebody made an account with this username for themselves, so this entry was not loaded: write `sub = \"{sub}\"` if \
             it is the same person, or rename or remove that account first (`latchkey user set NAME --username …`, `latchkey \
             user remove NAME`)"
        ),
    }
}

/// The account that the configuration wants, with a fresh `sub` in case that none is given and there is none yet.
fn wanted(configured: &ConfiguredUser, now: Timestamp) -> WantedUser {
    let fresh = || Subject::new(random::identifier());
    let user = User {
        sub: configured.sub.clone().unwrap_or_else(fresh),
        username: configured.username.clone(),
        claims: configured.claims.clone(),
        email: configured.email.clone(),
        email_verified: configured.email_verified,
        groups: configured.groups.clone(),
        attributes: configured.attributes.clone(),
        password_hash: configured.password_hash.clone(),
        locked: configured.locked,
        is_admin: configured.is_admin,
        definition: Definition::File {
            file: configured.file().to_owned(),
            pins_password: configured.password_hash.is_some(),
        },
        credentials_revision: 1,
        factors: FactorKinds::default(),
        created_at: now,
        updated_at: now,
    };
    WantedUser { user, gives_sub: configured.sub.is_some() }
}
