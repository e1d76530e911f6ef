//! One-time links.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::sessions::end_sessions_of;
use super::users::{revoke_all, store_password};
use super::{SqliteStore, rows};
use crate::clock::Timestamp;
use crate::protocol::invitation::Invitation;
use crate::protocol::session::Cause;
use crate::protocol::user::Subject;
use crate::secret::{Digest, Secret};
use crate::store::StoreResult;
use crate::store::invitations::Invitations;

#[async_trait]
impl Invitations for SqliteStore {
    async fn add_invitation(&self, link: &Digest, invitation: &Invitation, expires_at: Timestamp) -> StoreResult<()> {
        let (link, is_setup, invitation) = (*link, *invitation == Invitation::Setup, rows::to_json(invitation)?);
        self.writer
            .write(move |connection| {
                if is_setup {
                    connection.prepare_cached("DELETE FROM invitations WHERE is_setup = 1")?.execute([])?;
                }
                connection
                    .prepare_cached("INSERT INTO invitations VALUES (?1, ?2, ?3, ?4, NULL)")?
                    .execute(params![link.as_bytes(), invitation, is_setup, expires_at.seconds()])?;
                Ok(())
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
    ) -> StoreResult<Option<Subject>> {
        let (link, password_hash) = (*link, password_hash.clone());
        self.writer
            .write(move |connection| {
                let sub = match find(connection, &link, now)? {
                    Some(Invitation::Invite { sub } | Invitation::Reset { sub }) => sub,
                    _ => return Ok(None),
                };
                connection
                    .prepare_cached("UPDATE invitations SET used_at = ?2 WHERE digest = ?1")?
                    .execute(params![link.as_bytes(), now.seconds()])?;
                store_password(connection, &sub, &password_hash)?;
                end_sessions_of(connection, &sub, None, Cause::PasswordChange, now)?;
                revoke_all(connection, &sub, None, now)?;
                Ok(Some(sub))
            })
            .await
    }
}

fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>> {
    let found: Option<String> = connection
        .prepare_cached("SELECT invitation FROM invitations WHERE digest = ?1 AND used_at IS NULL AND expires_at > ?2")?
        .query_row(params![link.as_bytes(), now.seconds()], |row| row.get(0))
        .optional()?;
    found.map(|invitation| rows::json(&invitation)).transpose()
}
