//! People whom the configuration defined and names no longer: noted, back again, ended when their time is over.

use std::collections::HashSet;
use std::time::Duration;

use super::audit;
use super::connection::{Connection, params};
use super::rows::get;
use super::sessions::end_sessions_of;
use super::standing::hold_person;
use super::users::{by_sub, revoke_all, void_links};
use crate::clock::Timestamp;
use crate::protocol::names;
use crate::protocol::people_of_the_file::{Account, Match, Named, match_people};
use crate::protocol::session::Cause;
use crate::protocol::user::{Definition, Subject, User, UsernameKey};
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::{definition_changed, name_yielded, user_lapsed, user_left};

/// The accounts that matter for the configuration: those it defines or defined, and those that one of `named` may be.
pub async fn accounts(connection: &Connection, named: &[Named]) -> StoreResult<Vec<Account>> {
    let subs: Vec<&str> = named.iter().filter_map(|person| person.sub.as_ref()).map(Subject::as_str).collect();
    let keys: Vec<UsernameKey> = named.iter().map(|person| UsernameKey::of(&person.username)).collect();
    let keys: Vec<&str> = keys.iter().map(UsernameKey::as_str).collect();
    let asked = "SELECT sub, is_known, pinned_hash, EXISTS (SELECT 1 FROM sign_ups WHERE sign_ups.sub = users.sub) FROM users \
         WHERE from_config OR left_at IS NOT NULL \
         OR sub = ANY($1) OR sub IN (SELECT sub FROM user_names WHERE key = ANY($2)) ORDER BY sub";
    let mut accounts = Vec::new();
    for row in &connection.rows(asked, params![subs, keys]).await? {
        let user = by_sub(connection, &Subject::new(get::<String>(row, 0)?)).await?;
        let (is_known, pinned_hash) = (get(row, 1)?, get::<Option<&str>>(row, 2)?.map(Digest::of));
        let is_own = get(row, 3)?;
        accounts.extend(user.map(|user| Account {
            sub: user.sub,
            username: user.username,
            definition: user.definition,
            is_known,
            is_own,
            pinned_hash,
        }));
    }
    Ok(accounts)
}

/// Notes an account as gone from the configuration.
pub async fn note(connection: &Connection, account: &Account, now: Timestamp, grace: Duration) -> StoreResult<()> {
    hold_person(connection, &account.sub).await?;
    let update = "UPDATE users SET from_config = false, left_at = $2, left_ends_at = $3 WHERE sub = $1";
    connection.execute(update, params![account.sub.as_str(), now.seconds(), now.after(grace).seconds()]).await?;
    audit::append(connection, &user_left(account, now.after(grace)), now).await
}

/// Those who are missing no longer, though it was another process that noted them.
async fn forget_named(connection: &Connection, named: &[Named], now: Timestamp) -> StoreResult<()> {
    let accounts = accounts(connection, named).await?;
    let matches = match_people(named, &accounts);
    let named: HashSet<&Subject> = matches.iter().filter_map(Match::sub).collect();
    for account in &accounts {
        if matches!(account.definition, Definition::Left { .. }) && named.contains(&account.sub) {
            let update = "UPDATE users SET from_config = true, left_at = NULL, left_ends_at = NULL WHERE sub = $1";
            connection.execute(update, params![account.sub.as_str()]).await?;
            audit::append(connection, &definition_changed(&account.sub, None), now).await?;
        }
    }
    Ok(())
}

/// Whether the time of anybody runs.
pub async fn any_leaving(connection: &Connection) -> StoreResult<bool> {
    connection.exists("SELECT 1 FROM users WHERE left_ends_at IS NOT NULL LIMIT 1", &[]).await
}

/// Ends what those have whose time is over. A grace that was made longer meanwhile counts, a shorter one does not: it may
/// be as momentary as the absence.
pub async fn end_due(
    connection: &Connection,
    named: &[Named],
    grace: Duration,
    now: Timestamp,
) -> StoreResult<Vec<String>> {
    forget_named(connection, named, now).await?;
    let update =
        "UPDATE users SET left_ends_at = NULL WHERE left_ends_at <= $1 AND left_at <= $2 RETURNING sub, username";
    let due = connection.rows(update, params![now.seconds(), now.before(grace).seconds()]).await?;
    let mut ended = Vec::with_capacity(due.len());
    for row in &due {
        let sub = Subject::new(get::<String>(row, 0)?);
        hold_person(connection, &sub).await?;
        void_links(connection, &sub).await?;
        end_sessions_of(connection, &sub, None, Cause::LeftConfiguration, now).await?;
        revoke_all(connection, &sub, None, now).await?;
        let username: String = get(row, 1)?;
        audit::append(connection, &user_lapsed(&sub, &username), now).await?;
        ended.push(username);
    }
    Ok(ended)
}

/// Nothing of an account is a file's any more.
pub async fn forget_file(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    connection.execute("UPDATE users SET pinned_hash = NULL WHERE sub = $1", params![sub.as_str()]).await?;
    Ok(())
}

/// The names of somebody whom the configuration defines are theirs, where those who left it had them until now.
pub async fn yield_names(connection: &Connection, to: &User) -> StoreResult<()> {
    for text in to.names() {
        let (key, look) = (UsernameKey::of(text), names::look(text));
        let asked = "SELECT sub FROM users WHERE left_at IS NOT NULL AND sub <> $1 \
             AND (sub IN (SELECT sub FROM user_names WHERE key = $2) OR sub IN (SELECT sub FROM user_looks WHERE look = $3))";
        for row in &connection.rows(asked, params![to.sub.as_str(), key.as_str(), look]).await? {
            let owner: &str = get(row, 0)?;
            let sub = Subject::new(owner);
            let email = by_sub(connection, &sub).await?.and_then(|owner| owner.email);
            let email = email.filter(|email| UsernameKey::of(email) == key || names::look(email) == look);
            audit::append(connection, &name_yielded(&sub, text, email.as_deref()), to.updated_at).await?;
            if email.is_some() {
                let update = "UPDATE users SET email = NULL, email_verified = false WHERE sub = $1";
                connection.execute(update, params![owner]).await?;
            }
            let delete = "DELETE FROM user_names WHERE sub = $1 AND key = $2";
            connection.execute(delete, params![owner, key.as_str()]).await?;
            let delete = "DELETE FROM user_looks WHERE sub = $1 AND look = $2";
            connection.execute(delete, params![owner, look]).await?;
        }
    }
    Ok(())
}
