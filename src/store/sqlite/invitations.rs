//! One-time links.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::standing::may_sign_in;
use super::users::{by_sub, end_what_was_proven, replace_password, void_invitations};
use super::{SqliteStore, audit, factors, rows};
use crate::clock::Timestamp;
use crate::protocol::factors::WaysIn;
use crate::protocol::invitation::Invitation;
use crate::protocol::user::{Subject, User};
use crate::secret::{Digest, Secret};
use crate::store::StoreResult;
use crate::store::audit::link_made;
use crate::store::factors::FirstPasskey;
use crate::store::invitations::{AcceptedByPasskey, Invitations};

#[async_trait]
impl Invitations for SqliteStore {
    async fn add_invitation(
        &self,
        link: &Digest,
        invitation: &Invitation,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> StoreResult<()> {
        let (link, invitation) = (*link, invitation.clone());
        self.writer
            .write(move |connection| {
                match (&invitation, invitation.sub()) {
                    (Invitation::Forgot { sub }, _) => void_forgotten(connection, sub)?,
                    (_, Some(sub)) => void_invitations(connection, sub)?,
                    (_, None) => void_setup_links(connection)?,
                }
                insert(connection, &link, &invitation, expires_at)?;
                audit::append(connection, &link_made(&invitation), now)
            })
            .await
    }

    async fn invitation(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>> {
        self.reader.read(|connection| find(connection, link, now))
    }

    async fn accept_invitation(
        &self,
        link: &Digest,
        password_hash: &Secret,
        now: Timestamp,
    ) -> StoreResult<Option<User>> {
        let (link, password_hash) = (*link, password_hash.clone());
        self.writer
            .write(move |connection| {
                let Some(invitation) = find(connection, &link, now)? else { return Ok(None) };
                let Some(sub) = invitation.sub() else { return Ok(None) };
                if !may_sign_in(connection, sub)? {
                    return Ok(None);
                }
                use_up(connection, &link, now)?;
                replace_password(connection, sub, &password_hash, true, None, now)?;
                by_sub(connection, sub)
            })
            .await
    }

    async fn accept_by_passkey(
        &self,
        link: &Digest,
        first: &FirstPasskey,
        ways: WaysIn,
        now: Timestamp,
    ) -> StoreResult<AcceptedByPasskey> {
        let (link, first) = (*link, first.clone());
        self.writer
            .write(move |connection| {
                let sub = &first.passkey.sub;
                let is_of_theirs = find(connection, &link, now)?.is_some_and(|link| link.takes_passkey_of(sub, ways));
                let person =
                    by_sub(connection, sub)?.filter(|user| user.may_sign_in() && user.has_nothing_to_prove(ways));
                if !is_of_theirs || person.is_none() {
                    return Ok(AcceptedByPasskey::LinkGone);
                }
                if factors::is_known(connection, &first.passkey.id)? {
                    return Ok(AcceptedByPasskey::Known);
                }
                use_up(connection, &link, now)?;
                factors::add_first(connection, &first, now)?;
                end_what_was_proven(connection, sub, None, now)?;
                let person = by_sub(connection, sub)?;
                Ok(person.map_or(AcceptedByPasskey::LinkGone, |user| AcceptedByPasskey::Accepted(Box::new(user))))
            })
            .await
    }
}

fn void_setup_links(connection: &Connection) -> StoreResult<()> {
    connection.prepare_cached("DELETE FROM invitations WHERE is_setup = 1")?.execute([])?;
    Ok(())
}

/// Voids the links that somebody asked for by this person's name alone, and no others: who asks may be anybody.
fn void_forgotten(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    let delete = "DELETE FROM invitations WHERE sub = ?1 AND used_at IS NULL AND json_extract(invitation, '$.forgot')";
    connection.prepare_cached(delete)?.execute([sub.as_str()])?;
    Ok(())
}

/// Stores a link.
pub fn insert(
    connection: &Connection,
    link: &Digest,
    invitation: &Invitation,
    expires_at: Timestamp,
) -> StoreResult<()> {
    connection.prepare_cached("INSERT INTO invitations VALUES (?1, ?2, ?3, ?4, NULL, ?5)")?.execute(params![
        link.as_bytes(),
        rows::to_json(invitation)?,
        *invitation == Invitation::Setup,
        expires_at.seconds(),
        invitation.sub().map(Subject::as_str),
    ])?;
    Ok(())
}

fn use_up(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached("UPDATE invitations SET used_at = ?2 WHERE digest = ?1")?
        .execute(params![link.as_bytes(), now.seconds()])?;
    Ok(())
}

fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>> {
    let found: Option<String> = connection
        .prepare_cached("SELECT invitation FROM invitations WHERE digest = ?1 AND used_at IS NULL AND expires_at > ?2")?
        .query_row(params![link.as_bytes(), now.seconds()], |row| row.get(0))
        .optional()?;
    found.map(|invitation| rows::json(&invitation)).transpose()
}
