//! Remembered consents.

use async_trait::async_trait;
use rusqlite::{Connection, Row, params};

use super::standing::{client_stands, login_lives};
use super::tokens::revoke_grants_to;
use super::{SqliteStore, audit, clients, logouts, rows};
use crate::clock::Timestamp;
use crate::protocol::apps::{Access, GrantsAlike, accesses};
use crate::protocol::audit::{Event, What};
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::ClientId;
use crate::protocol::consent::{Allowance, Consent};
use crate::protocol::grant::Grant;
use crate::protocol::scope::ScopeSet;
use crate::protocol::user::Subject;
use crate::store::StoreResult;
use crate::store::audit::consent_granted;
use crate::store::consents::{Consents, LATEST_RECORDS};
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
        added: &Allowance,
        details: &AuthorizationDetails,
        session_id: &str,
        client: &ClientStanding,
    ) -> StoreResult<bool> {
        let (sub, client_id, added) = (sub.clone(), client_id.clone(), added.clone());
        let (session_id, client, details) = (session_id.to_owned(), client.clone(), details.clone());
        self.writer
            .write(move |connection| {
                if !client_stands(connection, &client)? || !login_lives(connection, &session_id, added.granted_at)? {
                    return Ok(false);
                }
                clients::approve(connection, &client_id, None, added.granted_at)?;
                let before = find(connection, &sub, &client_id)?;
                let given = added.given(before.as_ref());
                let consent = match before {
                    Some(before) => before.with(&given),
                    None => given.clone(),
                };
                connection.prepare_cached("INSERT OR REPLACE INTO consents VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(
                    params![
                        sub.as_str(),
                        client_id.as_str(),
                        consent.scope.to_string(),
                        rows::to_json(&consent.claims)?,
                        consent.granted_at.seconds(),
                        consent.asks_each_time,
                    ],
                )?;
                let event = consent_granted(&sub, &client_id, &given, &details);
                audit::append(connection, &event, added.granted_at)?;
                Ok(true)
            })
            .await
    }

    async fn remember_again(
        &self,
        sub: &Subject,
        client_id: &ClientId,
        session_id: &str,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (sub, client_id, session_id) = (sub.clone(), client_id.clone(), session_id.to_owned());
        self.writer
            .write(move |connection| {
                if !login_lives(connection, &session_id, now)? {
                    return Ok(false);
                }
                let changed = connection
                    .prepare_cached(
                        "UPDATE consents SET asks_each_time = 0 WHERE sub = ?1 AND client_id = ?2 AND asks_each_time = 1",
                    )?
                    .execute([sub.as_str(), client_id.as_str()])?;
                if changed == 0 {
                    return Ok(false);
                }
                let event = Event::of(What::ConsentRemember, &sub).with_client(&client_id);
                audit::append(connection, &event, now)?;
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
                let revoked = revoke_grants_to(connection, &sub, &client_id, now)?;
                if gone == 0 && revoked == 0 {
                    return Ok(false);
                }
                logouts::enqueue_for(connection, &sub, &client_id, now)?;
                let event = Event::of(What::ConsentRevoke, &sub).with_client(&client_id);
                audit::append(connection, &event, now)?;
                Ok(true)
            })
            .await
    }

    async fn accesses_of(&self, sub: &Subject) -> StoreResult<Vec<Access>> {
        let consents = self.consents_of(sub).await?;
        self.reader
            .read(|connection| Ok(accesses(consents, grants_alike(connection, sub)?, app_sign_ins(connection, sub)?)))
    }

    async fn consents_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, Consent)>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT client_id, scope, claims, granted_at, asks_each_time FROM consents WHERE sub = ?1 ORDER BY granted_at DESC",
            )?;
            let mut found = statement.query([sub.as_str()])?;
            let mut consents = Vec::new();
            while let Some(row) = found.next()? {
                consents.push((client_id(row)?, consent(row, 1)?));
            }
            Ok(consents)
        })
    }
}

/// The person's grants, those that are alike as one.
fn grants_alike(connection: &Connection, sub: &Subject) -> StoreResult<Vec<GrantsAlike>> {
    let mut statement = connection.prepare_cached(
        "SELECT client_id, coalesce(json_extract(detail, '$.scope'), ''), json_extract(detail, '$.resource'), \
         json_extract(detail, '$.claims'), min(created_at), max(created_at), max(offline), revoked_at IS NULL, \
         json_extract(detail, '$.authorization_details') \
         FROM grants WHERE sub = ?1 GROUP BY 1, 2, 3, 4, 8, 9",
    )?;
    let mut found = statement.query([sub.as_str()])?;
    let mut grants = Vec::new();
    while let Some(row) = found.next()? {
        let (resource, claims): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let details: Option<String> = row.get(8)?;
        grants.push(GrantsAlike {
            client_id: client_id(row)?,
            scope: ScopeSet::parse(row.get_ref(1)?.as_str().map_err(rows::unreadable)?),
            resource: resource.map_or_else(|| Ok(Vec::new()), |resource| rows::json(&resource))?,
            claims: claims.map(|claims| rows::json(&claims)).transpose()?,
            authorization_details: details.map(|details| rows::json(&details)).transpose()?.unwrap_or_default(),
            first: Timestamp(row.get(4)?),
            last: Timestamp(row.get(5)?),
            offline: row.get(6)?,
            live: row.get(7)?,
        });
    }
    Ok(grants)
}

/// When the person signed in to each app last: the audit remembers it when the grant is gone.
fn app_sign_ins(connection: &Connection, sub: &Subject) -> StoreResult<Vec<(ClientId, Timestamp)>> {
    let mut statement = connection.prepare_cached(
        "SELECT client_id, max(at) FROM (SELECT client_id, event, at FROM audit WHERE sub = ?1 ORDER BY id DESC LIMIT ?3) \
         WHERE event = ?2 AND client_id IS NOT NULL GROUP BY client_id",
    )?;
    let mut found = statement.query(params![sub.as_str(), What::AppSignIn.as_str(), LATEST_RECORDS])?;
    let mut sign_ins = Vec::new();
    while let Some(row) = found.next()? {
        sign_ins.push((client_id(row)?, Timestamp(row.get(1)?)));
    }
    Ok(sign_ins)
}

/// The client whose id is in the first column.
fn client_id(row: &Row<'_>) -> StoreResult<ClientId> {
    ClientId::parse(row.get_ref(0)?.as_str().map_err(rows::unreadable)?).ok_or_else(|| rows::unreadable("client_id"))
}

/// What this person allowed this client.
pub fn find(connection: &Connection, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>> {
    let mut statement = connection.prepare_cached(
        "SELECT scope, claims, granted_at, asks_each_time FROM consents WHERE sub = ?1 AND client_id = ?2",
    )?;
    let mut found = statement.query([sub.as_str(), client_id.as_str()])?;
    found.next()?.map(|row| consent(row, 0)).transpose()
}

/// Whether the person allowed the client all that is granted.
pub fn covers(connection: &Connection, grant: &Grant) -> StoreResult<bool> {
    let consent = find(connection, &grant.sub, &grant.client_id)?;
    Ok(consent.is_some_and(|consent| consent.covers(grant)))
}

/// The columns of a consent, in the order that [`consent`] reads them.
pub const CONSENT: &str = "consents.scope, consents.claims, consents.granted_at, consents.asks_each_time";

/// The consent whose columns begin at `at`.
pub fn consent(row: &Row<'_>, at: usize) -> StoreResult<Consent> {
    Ok(Consent {
        scope: ScopeSet::parse(row.get_ref(at)?.as_str().map_err(rows::unreadable)?),
        claims: rows::json(row.get_ref(at + 1)?.as_str().map_err(rows::unreadable)?)?,
        granted_at: Timestamp(row.get(at + 2)?),
        asks_each_time: row.get(at + 3)?,
    })
}
