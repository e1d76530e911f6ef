//! Remembered consents.

use async_trait::async_trait;
use rusqlite::{Connection, Row, params};

use super::standing::{client_stands, login_lives};
use super::tokens::revoke_grants_to;
use super::{SqliteStore, audit, clients, rows};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::protocol::consent::Consent;
use crate::protocol::grant::Grant;
use crate::protocol::scope::ScopeSet;
use crate::protocol::user::Subject;
use crate::store::StoreResult;
use crate::store::consents::Consents;
use crate::store::standing::ClientStanding;

#[async_trait]
impl Consents for SqliteStore {
    async fn consent(&self, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>> {
        self.reader.read(|connection| find(connection, sub, client_id))
    }

    async fn remember_consent(
        &self,
        sub: &Subject,
        client_id: &ClientId,
        added: &Consent,
        session_id: &str,
        client: &ClientStanding,
    ) -> StoreResult<bool> {
        let (sub, client_id, added) = (sub.clone(), client_id.clone(), added.clone());
        let (session_id, client) = (session_id.to_owned(), client.clone());
        self.writer
            .write(move |connection| {
                if !client_stands(connection, &client)? || !login_lives(connection, &session_id, added.granted_at)? {
                    return Ok(false);
                }
                clients::approve(connection, &client_id, None, added.granted_at)?;
                let consent = match find(connection, &sub, &client_id)? {
                    Some(before) => before.with(&added),
                    None => added.clone(),
                };
                connection.prepare_cached("INSERT OR REPLACE INTO consents VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(
                    params![
                        sub.as_str(),
                        client_id.as_str(),
                        consent.scope.to_string(),
                        rows::to_json(&consent.claims)?,
                        consent.granted_at.seconds(),
                    ],
                )?;
                let event =
                    Event::of(What::ConsentGrant, &sub).with_client(&client_id).with("scope", added.scope.to_string());
                audit::append(connection, &event, added.granted_at)?;
                Ok(true)
            })
            .await
    }

    async fn withdraw_consent(&self, sub: &Subject, client_id: &ClientId, now: Timestamp) -> StoreResult<bool> {
        let (sub, client_id) = (sub.clone(), client_id.clone());
        self.writer
            .write(move |connection| {
                let gone = connection
                    .prepare_cached("DELETE FROM consents WHERE sub = ?1 AND client_id = ?2")?
                    .execute([sub.as_str(), client_id.as_str()])?;
                revoke_grants_to(connection, &sub, &client_id, now)?;
                let event = Event::of(What::ConsentRevoke, &sub).with_client(&client_id);
                audit::append(connection, &event, now)?;
                Ok(gone > 0)
            })
            .await
    }

    async fn consents_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, Consent)>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT client_id, scope, claims, granted_at FROM consents WHERE sub = ?1 ORDER BY granted_at DESC",
            )?;
            let mut found = statement.query([sub.as_str()])?;
            let mut consents = Vec::new();
            while let Some(row) = found.next()? {
                let client_id: String = row.get(0)?;
                let client_id = ClientId::parse(&client_id).ok_or_else(|| rows::unreadable("client_id"))?;
                consents.push((client_id, consent(row, 1)?));
            }
            Ok(consents)
        })
    }
}

/// What this person allowed this client.
pub fn find(connection: &Connection, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>> {
    let mut statement = connection
        .prepare_cached("SELECT scope, claims, granted_at FROM consents WHERE sub = ?1 AND client_id = ?2")?;
    let mut found = statement.query([sub.as_str(), client_id.as_str()])?;
    found.next()?.map(|row| consent(row, 0)).transpose()
}

/// Whether the person allowed the client all that is granted.
pub fn covers(connection: &Connection, grant: &Grant) -> StoreResult<bool> {
    let consent = find(connection, &grant.sub, &grant.client_id)?;
    Ok(consent.is_some_and(|consent| consent.covers(grant)))
}

/// The columns of a consent, in the order that [`consent`] reads them.
pub const CONSENT: &str = "consents.scope, consents.claims, consents.granted_at";

/// The consent whose columns begin at `at`.
pub fn consent(row: &Row<'_>, at: usize) -> StoreResult<Consent> {
    Ok(Consent {
        scope: ScopeSet::parse(row.get_ref(at)?.as_str().map_err(rows::unreadable)?),
        claims: rows::json(row.get_ref(at + 1)?.as_str().map_err(rows::unreadable)?)?,
        granted_at: Timestamp(row.get(at + 2)?),
    })
}
