//! `latchkey check --plan`: what taking this configuration in would do to whom. It decides as the server does
//! ([`crate::protocol::people_of_the_file`]), and only looks at the database.

use std::collections::HashSet;

use super::context::Failure;
use super::output;
use crate::config::settings::{ConfiguredUser, Settings};
use crate::demo;
use crate::protocol::client::ClientId;
use crate::protocol::people_of_the_file::{Account, Match, Named, leaving, match_people};
use crate::protocol::revision::Age;
use crate::protocol::user::{Definition, Subject, User, UsernameKey};
use crate::reconcile;
use crate::secret::Digest;
use crate::store::configured::UserFault;
use crate::store::{self, Store, StoreError, StoreResult};

/// One change, as a line.
enum Change {
    /// Somebody or something comes.
    Added(String),
    /// It is otherwise than before.
    Changed(String),
    /// It goes.
    Removed(String),
    /// It would not be taken in.
    Refused(String),
}

impl Change {
    fn line(&self) -> String {
        let (sign, words) = match self {
            Self::Added(words) => ('+', words),
            Self::Changed(words) => ('~', words),
            Self::Removed(words) => ('-', words),
            Self::Refused(words) => ('!', words),
        };
        format!("  {sign} {words}")
    }
}

/// Tells the whole plan.
pub async fn tell(settings: &Settings) -> Result<(), Failure> {
    let database = &settings.storage.database;
    let Some(store) = store::open_to_look(database)? else {
        output::line(format_args!("plan: there is no database at {database} yet; a start would create it with"));
        settings.users.iter().for_each(|user| output::line(Change::Added(new_person(user)).line()));
        let clients = settings.clients.iter().map(|client| format!("client \"{}\"", client.client_id));
        clients.for_each(|client| output::line(Change::Added(client).line()));
        return Ok(());
    };
    let store = store.as_ref();
    if let Some(remedy) = remedy(store, settings).await? {
        output::line(format_args!("plan: compared with {database}, nothing changes: {remedy}"));
        return Ok(());
    }
    let mut changes = people(store, settings).await?;
    changes.extend(clients(store, settings).await?);
    match changes.is_empty() {
        true => output::line(format_args!("plan: compared with {database}, nothing changes")),
        false => output::line(format_args!("plan: compared with {database}, a reload or start would change")),
    }
    changes.iter().for_each(|change| output::line(change.line()));
    left_lately(store, settings).await?.iter().for_each(output::line);
    Ok(())
}

/// Without being asked: that somebody would go, or would not be taken in.
pub async fn hint(settings: &Settings) {
    // Whoever cannot look is not asked to: the configuration is what is checked.
    let Ok(Some(store)) = store::open_to_look(&settings.storage.database) else { return };
    let store = store.as_ref();
    if let Ok(Some(remedy)) = remedy(store, settings).await {
        output::line(format_args!("people: {remedy}"));
        return;
    }
    let (Ok(changes), Ok(left)) = (people(store, settings).await, left_lately(store, settings).await) else { return };
    left.iter().for_each(output::line);
    let count = |of: fn(&Change) -> bool| changes.iter().filter(|change| of(change)).count();
    let removed = count(|change| matches!(change, Change::Removed(_)));
    let refused = count(|change| matches!(change, Change::Refused(_)));
    if removed + refused > 0 {
        println!("people: a reload or start would remove {removed} and refuse {refused}; see `latchkey check --plan`");
    }
}

/// Why the configuration would not be taken in, and what to do: another one was that is newer.
async fn remedy(store: &dyn Store, settings: &Settings) -> StoreResult<Option<String>> {
    let newest = store.newest_revision().await?;
    Ok(reconcile::remedy(Age::of(settings.revision, newest)))
}

/// Those who left already and whose time still runs: a running server takes a file in before anybody checks it.
async fn left_lately(store: &dyn Store, settings: &Settings) -> StoreResult<Vec<String>> {
    let named: Vec<Named> = settings.users.iter().map(ConfiguredUser::named).collect();
    let accounts = store.accounts_of(&named).await?;
    let matches = match_people(&named, &accounts);
    let mut lines = Vec::new();
    for account in accounts.iter().filter(|account| !matches.iter().any(|matched| matched.sub() == Some(&account.sub)))
    {
        let Definition::Left { file, ends_at: Some(ends_at), .. } = &account.definition else { continue };
        lines.push(format!(
            "people: {username} is no longer in {file} and is refused everywhere; sessions and grants end at {ends_at}. Restore \
             the entry, or run `latchkey user keep {username}`. If the person has another username now, write sub = \"{sub}\" in \
             that entry.",
            username = account.username,
            sub = account.sub
        ));
    }
    Ok(lines)
}

async fn people(store: &dyn Store, settings: &Settings) -> StoreResult<Vec<Change>> {
    let named: Vec<Named> = settings.users.iter().map(ConfiguredUser::named).collect();
    let accounts = store.accounts_of(&named).await?;
    let matches = match_people(&named, &accounts);
    let going = leaving(&matches, &accounts);
    let free: HashSet<&Subject> = accounts
        .iter()
        .filter(|account| matches!(account.definition, Definition::Left { .. }))
        .chain(going.iter().copied())
        .map(|account| &account.sub)
        .collect();
    let mut changes = Vec::new();
    for (entry, matched) in settings.users.iter().zip(&matches) {
        let account = accounts.iter().find(|account| Some(&account.sub) == matched.sub());
        changes.extend(person(store, entry, matched, account).await?);
        if let Some(owner) = name_of_another(store, entry, account, (&matches, settings), &free).await? {
            let words = format!("{}: its username or email address belongs to the account {owner}", title(entry));
            changes.push(Change::Refused(words));
        }
    }
    let newcomers: Vec<&str> = settings
        .users
        .iter()
        .zip(&matches)
        .filter(|(_, matched)| **matched == Match::New)
        .map(|(entry, _)| entry.username.as_str())
        .collect();
    for account in going {
        let mut words = format!(
            "{}: removed: refused everywhere at once; sessions and grants end after `server.removal_grace` unless the entry is \
             restored",
            account.username
        );
        if !newcomers.is_empty() {
            words.push_str(&format!(
                " (if one of {} is the same person with a new username, write sub = \"{}\" in that entry, and the account \
                 stays)",
                newcomers.join(", "),
                account.sub
            ));
        }
        changes.push(Change::Removed(words));
    }
    Ok(changes)
}

fn title(entry: &ConfiguredUser) -> String {
    format!("{} ({})", entry.username, entry.defined_at)
}

fn new_person(entry: &ConfiguredUser) -> String {
    let sub = entry.sub.as_ref().map(|sub| format!(" with the sub {sub}")).unwrap_or_default();
    let admin = if entry.is_admin { ", an administrator" } else { "" };
    format!("{}: a new account{sub}{admin}", title(entry))
}

async fn person(
    store: &dyn Store,
    entry: &ConfiguredUser,
    matched: &Match,
    account: Option<&Account>,
) -> StoreResult<Vec<Change>> {
    let refused = |fault| Ok(vec![Change::Refused(format!("{}: {}", title(entry), reconcile::in_words(&fault)))]);
    match matched {
        Match::New => return Ok(vec![Change::Added(new_person(entry))]),
        Match::SubOfAnother { username } => return refused(UserFault::SubOfAnother { username: username.clone() }),
        Match::OtherSub { sub } => return refused(UserFault::OtherSub { sub: sub.clone() }),
        Match::SignedUp { sub } => return refused(UserFault::SignedUp { sub: sub.clone() }),
        Match::Account(_) | Match::GetsSub { .. } => {}
    }
    let Some(account) = account else { return Ok(Vec::new()) };
    let Some(user) = store.user(&account.sub).await? else { return Ok(Vec::new()) };
    let mut words = differences(entry, &user, account);
    if let (Match::GetsSub { .. }, Some(sub)) = (matched, &entry.sub) {
        words.insert(0, format!("gets the sub {sub} (nobody has signed in to this account yet)"));
    }
    match &user.definition {
        Definition::File { .. } => {}
        Definition::Database => {
            words.insert(0, "an account of the database, defined by the file from then on".to_owned())
        }
        Definition::Left { .. } => {
            words.insert(0, "restored, with all sessions and grants that have not ended".to_owned())
        }
    }
    if words.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Change::Changed(format!("{}: {}", title(entry), words.join("; ")))])
}

fn differences(entry: &ConfiguredUser, user: &User, account: &Account) -> Vec<String> {
    let yes_no = |value| if value { "yes" } else { "no" };
    let mut words = Vec::new();
    let mut differ = |what: &str, before: String, after: String| {
        if before != after {
            words.push(format!("{what} {before} → {after}"));
        }
    };
    let text = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("\"{value}\""));
    let name =
        |claims: &serde_json::Map<String, serde_json::Value>| text(claims.get("name").and_then(|name| name.as_str()));
    differ("renamed, the same account:", user.username.clone(), entry.username.clone());
    differ("name", name(&user.claims), name(&entry.claims));
    differ("email", text(user.email.as_deref()), text(entry.email.as_deref()));
    differ("email_verified", yes_no(user.email_verified).to_owned(), yes_no(entry.email_verified).to_owned());
    differ("groups", format!("[{}]", user.groups.join(", ")), format!("[{}]", entry.groups.join(", ")));
    differ("admin", yes_no(user.is_admin).to_owned(), yes_no(entry.is_admin).to_owned());
    differ("locked", yes_no(user.locked).to_owned(), yes_no(entry.locked).to_owned());
    let others = |claims: &serde_json::Map<String, serde_json::Value>| {
        let mut claims = claims.clone();
        claims.remove("name");
        claims
    };
    if others(&user.claims) != others(&entry.claims) || user.attributes != entry.attributes {
        words.push("other claims or attributes".to_owned());
    }
    words.extend(password(entry, user, account).map(str::to_owned));
    words
}

fn password(entry: &ConfiguredUser, user: &User, account: &Account) -> Option<&'static str> {
    let in_use = user.password_hash.as_ref().map(|hash| Digest::of(hash.expose()));
    match (&entry.password_hash, account.pinned_hash.or(in_use)) {
        (Some(new), Some(before)) if Digest::of(new.expose()) == before => None,
        (Some(_), Some(_)) => Some("another password, which signs the person out everywhere"),
        (Some(_), None) => Some("a first password"),
        (None, _) if account.pinned_hash.is_some() => Some("the password stays, and the person can change it"),
        (None, _) => None,
    }
}

/// Whose a name of the entry is, where it is not free for it.
async fn name_of_another(
    store: &dyn Store,
    entry: &ConfiguredUser,
    account: Option<&Account>,
    (matches, settings): (&[Match], &Settings),
    free: &HashSet<&Subject>,
) -> StoreResult<Option<String>> {
    for text in [Some(entry.username.as_str()), entry.email.as_deref()].into_iter().flatten() {
        let key = UsernameKey::of(text);
        let Some(owner) = store.user_named(&key).await? else { continue };
        if account.is_some_and(|account| account.sub == owner.sub) || free.contains(&owner.sub) {
            continue;
        }
        // Whoever gives the name up in the same file is not in the way.
        let entry_of_owner = settings.users.iter().zip(matches).find(|(_, matched)| matched.sub() == Some(&owner.sub));
        let keeps = |entry: &ConfiguredUser| {
            let names = [Some(entry.username.as_str()), entry.email.as_deref()];
            names.into_iter().flatten().any(|name| UsernameKey::of(name) == key)
        };
        if entry_of_owner.is_none_or(|(entry, _)| keeps(entry)) {
            return Ok(Some(owner.username));
        }
    }
    Ok(None)
}

async fn clients(store: &dyn Store, settings: &Settings) -> Result<Vec<Change>, StoreError> {
    let known: Vec<ClientId> = settings.clients.iter().map(|client| client.client_id.clone()).collect();
    let is_demo = |client_id: &ClientId| client_id.as_str() == demo::client::CLIENT_ID;
    let before = store.configured_clients().await?;
    let holders = store.unknown_holders(&known).await?;
    let withdrawn = store.withdrawn_clients().await?;
    let mut changes = Vec::new();
    if !known.is_empty() || before.iter().all(is_demo) {
        let is_back = |client_id: &ClientId| withdrawn.iter().any(|withdrawn| withdrawn.client_id == *client_id);
        let is_new = |client_id: &&ClientId| !before.contains(client_id) && !is_back(client_id);
        changes.extend(known.iter().filter(is_new).map(|client_id| Change::Added(format!("client \"{client_id}\""))));
    } else {
        let words = "every client is missing: a running server refuses this file, only a start loads it";
        changes.push(Change::Refused(words.to_owned()));
    }
    let back = withdrawn.iter().filter(|withdrawn| known.contains(&withdrawn.client_id));
    changes.extend(back.map(|withdrawn| {
        Change::Changed(format!("client \"{}\": restored, with all its grants", withdrawn.client_id))
    }));
    let gone = before.iter().filter(|client_id| !known.contains(client_id));
    let mut gone: Vec<&ClientId> = gone.chain(&holders).filter(|client_id| !is_demo(client_id)).collect();
    gone.sort();
    gone.dedup();
    for client_id in gone {
        let holds = match holders.contains(client_id) {
            true => "; its grants and tokens end after `server.removal_grace` unless it is restored",
            false => "; it has no tokens",
        };
        changes.push(Change::Removed(format!("client \"{client_id}\": refused at once{holds}")));
    }
    for client_id in store.lowered_clients(&reconcile::credentials(settings)).await? {
        changes.push(Change::Changed(format!(
            "client \"{client_id}\": a key or secret was removed, or the client is public now; grants that depend on it are refused at \
             once, and end after `server.removal_grace` unless it is restored"
        )));
    }
    Ok(changes)
}
