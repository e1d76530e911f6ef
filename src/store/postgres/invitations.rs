//! One-time links.

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::{self, get, octets};
use super::standing::{hold_person, may_sign_in};
use super::users::{by_sub, end_what_was_proven, replace_password, void_invitations};
use super::{PostgresStore, audit, factors, locks};
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
impl Invitations for PostgresStore {
    async fn add_invitation(
        &self,
        link: &Digest,
        invitation: &Invitation,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> StoreResult<()> {
        let (link, invitation) = (*link, invitation.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                match (&invitation, invitation.sub()) {
                    (Invitation::Forgot { sub }, _) => {
                        hold_person(connection, sub).await?;
                        void_forgotten(connection, sub).await?;
                    }
                    (_, Some(sub)) => {
                        hold_person(connection, sub).await?;
                        void_invitations(connection, sub).await?;
                    }
                    (_, None) => {
                        locks::take(connection, locks::NAMES).await?;
                        connection.execute("DELETE FROM invitations WHERE is_setup", &[]).await?;
                    }
                }
                insert(connection, &link, &invitation, expires_at).await?;
                audit::append(connection, &link_made(&invitation), now).await
            })
            .await
    }

    async fn invitation(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>> {
        let link = *link;
        self.engine.read(async move |connection: &Connection| find(connection, &link, now).await).await
    }

    async fn accept_invitation(
        &self,
        link: &Digest,
        password_hash: &Secret,
        now: Timestamp,
    ) -> StoreResult<Option<User>> {
        let (link, password_hash) = (*link, password_hash.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                let Some(invitation) = find(connection, &link, now).await? else { return Ok(None) };
                let Some(sub) = invitation.sub() else { return Ok(None) };
                hold_person(connection, sub).await?;
                if !may_sign_in(connection, sub).await? {
                    return Ok(None);
                }
                if !use_up(connection, &link, now).await? {
                    return Ok(None);
                }
                replace_password(connection, sub, &password_hash, true, None, now).await?;
                by_sub(connection, sub).await
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
        self.engine
            .transaction(async move |connection: &Connection| {
                let sub = &first.passkey.sub;
                let found = find(connection, &link, now).await?;
                let is_of_theirs = found.is_some_and(|link| link.takes_passkey_of(sub, ways));
                hold_person(connection, sub).await?;
                let person = by_sub(connection, sub).await?;
                let person = person.filter(|user| user.may_sign_in() && user.has_nothing_to_prove(ways));
                if !is_of_theirs || person.is_none() {
                    return Ok(AcceptedByPasskey::LinkGone);
                }
                if factors::is_known(connection, &first.passkey.id).await? {
                    return Ok(AcceptedByPasskey::Known);
                }
                if !use_up(connection, &link, now).await? {
                    return Ok(AcceptedByPasskey::LinkGone);
                }
                factors::add_first(connection, &first, now).await?;
                end_what_was_proven(connection, sub, None, now).await?;
                let person = by_sub(connection, sub).await?;
                Ok(person.map_or(AcceptedByPasskey::LinkGone, |user| AcceptedByPasskey::Accepted(Box::new(user))))
            })
            .await
    }
}

/// Voids the links that somebody asked for by this person's name alone, and no others: who asks may be anybody.
async fn void_forgotten(connection: &Connection, sub: &Subject) -> StoreResult<()> {
    let delete = "DELETE FROM invitations WHERE sub = $1 AND used_at IS NULL AND invitation::jsonb ? 'forgot'";
    connection.execute(delete, params![sub.as_str()]).await?;
    Ok(())
}

/// Stores a link.
pub async fn insert(
    connection: &Connection,
    link: &Digest,
    invitation: &Invitation,
    expires_at: Timestamp,
) -> StoreResult<()> {
    let insert = "INSERT INTO invitations (digest, invitation, is_setup, expires_at, sub) VALUES ($1, $2, $3, $4, $5)";
    let parameters = params![
        octets(link),
        rows::to_json(invitation)?,
        *invitation == Invitation::Setup,
        expires_at.seconds(),
        invitation.sub().map(Subject::as_str),
    ];
    connection.execute(insert, parameters).await?;
    Ok(())
}

/// `false` where somebody else used it in the same moment.
async fn use_up(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<bool> {
    let update = "UPDATE invitations SET used_at = $2 WHERE digest = $1 AND used_at IS NULL";
    Ok(connection.execute(update, params![octets(link), now.seconds()]).await? > 0)
}

async fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<Invitation>> {
    let asked = "SELECT invitation FROM invitations WHERE digest = $1 AND used_at IS NULL AND expires_at > $2";
    let found = connection.first(asked, params![octets(link), now.seconds()]).await?;
    found.map(|row| rows::json(get(&row, 0)?)).transpose()
}
