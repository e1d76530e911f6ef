//! Remembered consents.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{self, get};
use super::standing::{client_stands, login_lives};
use super::tokens::revoke_grants_to;
use super::{PostgresStore, audit, clients, logouts};
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
impl Consents for PostgresStore {
    async fn consent(&self, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>> {
        let (sub, client_id) = (sub.clone(), client_id.clone());
        self.engine.read(async move |connection: &Connection| find(connection, &sub, &client_id).await).await
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
        self.engine
            .transaction(async move |connection: &Connection| {
                if !client_stands(connection, &client).await?
                    || !login_lives(connection, &session_id, added.granted_at).await?
                {
                    return Ok(false);
                }
                // Two consents at once add to each other; whatever rests on the person goes on meanwhile.
                let turn = "SELECT 1 FROM users WHERE sub = $1 FOR NO KEY UPDATE";
                connection.rows(turn, params![sub.as_str()]).await?;
                clients::approve(connection, &client_id, None, added.granted_at).await?;
                let before = find_to_add(connection, &sub, &client_id).await?;
                let given = added.given(before.as_ref());
                let consent = match before {
                    Some(before) => before.with(&given),
                    None => given.clone(),
                };
                let insert = "INSERT INTO consents (sub, client_id, scope, claims, granted_at, asks_each_time) \
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sub, client_id) DO UPDATE SET \
                     scope = excluded.scope, claims = excluded.claims, granted_at = excluded.granted_at, \
                     asks_each_time = excluded.asks_each_time";
                let parameters = params![
                    sub.as_str(),
                    client_id.as_str(),
                    consent.scope.to_string(),
                    rows::to_json(&consent.claims)?,
                    consent.granted_at.seconds(),
                    consent.asks_each_time,
                ];
                connection.execute(insert, parameters).await?;
                let event = consent_granted(&sub, &client_id, &given, &details);
                audit::append(connection, &event, added.granted_at).await?;
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
        self.engine
            .transaction(async move |connection: &Connection| {
                if !login_lives(connection, &session_id, now).await? {
                    return Ok(false);
                }
                let update = "UPDATE consents SET asks_each_time = false WHERE sub = $1 AND client_id = $2 \
                     AND asks_each_time";
                if connection.execute(update, params![sub.as_str(), client_id.as_str()]).await? == 0 {
                    return Ok(false);
                }
                let event = Event::of(What::ConsentRemember, &sub).with_client(&client_id);
                audit::append(connection, &event, now).await?;
                Ok(true)
            })
            .await
    }

    async fn withdraw_consent(&self, sub: &Subject, client_id: &ClientId, now: Timestamp) -> StoreResult<bool> {
        let (sub, client_id) = (sub.clone(), client_id.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                let revoked = revoke_grants_to(connection, &sub, &client_id, now).await?;
                let delete = "DELETE FROM consents WHERE sub = $1 AND client_id = $2";
                let gone = connection.execute(delete, params![sub.as_str(), client_id.as_str()]).await?;
                if gone == 0 && revoked == 0 {
                    return Ok(false);
                }
                logouts::enqueue_for(connection, &sub, &client_id, now).await?;
                let event = Event::of(What::ConsentRevoke, &sub).with_client(&client_id);
                audit::append(connection, &event, now).await?;
                Ok(true)
            })
            .await
    }

    async fn accesses_of(&self, sub: &Subject) -> StoreResult<Vec<Access>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let grants = "SELECT client_id, coalesce(detail::json ->> 'scope', ''), detail::json ->> 'resource', \
                     detail::json ->> 'claims', min(created_at), max(created_at), bool_or(offline), revoked_at IS NULL, \
                     detail::json ->> 'authorization_details' FROM grants WHERE sub = $1 GROUP BY 1, 2, 3, 4, 8, 9";
                let sign_ins = "SELECT client_id, max(at) FROM (SELECT client_id, event, at FROM audit WHERE sub = $1 \
                     ORDER BY id DESC LIMIT $3) AS latest WHERE event = $2 AND client_id IS NOT NULL GROUP BY client_id";
                connection.prepare(&[CONSENTS_OF, grants, sign_ins]).await?;
                let (consents, grants, sign_ins) = futures_util::future::try_join3(
                    connection.rows(CONSENTS_OF, params![sub.as_str()]),
                    connection.rows(grants, params![sub.as_str()]),
                    connection
                        .rows(sign_ins, params![sub.as_str(), What::AppSignIn.as_str(), i64::from(LATEST_RECORDS)]),
                )
                .await?;
                let consents: StoreResult<_> =
                    consents.iter().map(|row| Ok((rows::client_id(row, 0)?, consent(row, 1)?))).collect();
                let grants: StoreResult<_> = grants.iter().map(grants_alike).collect();
                let sign_ins: StoreResult<_> =
                    sign_ins.iter().map(|row| Ok((rows::client_id(row, 0)?, Timestamp(get(row, 1)?)))).collect();
                Ok(accesses(consents?, grants?, sign_ins?))
            })
            .await
    }

    async fn consents_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, Consent)>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let found = connection.rows(CONSENTS_OF, params![sub.as_str()]).await?;
                found.iter().map(|row| Ok((rows::client_id(row, 0)?, consent(row, 1)?))).collect()
            })
            .await
    }
}

/// Everything a person allowed.
const CONSENTS_OF: &str =
    "SELECT client_id, scope, claims, granted_at, asks_each_time FROM consents WHERE sub = $1 ORDER BY granted_at DESC";

/// Grants that are alike, from a row.
fn grants_alike(row: &Row) -> StoreResult<GrantsAlike> {
    let (resource, claims): (Option<&str>, Option<&str>) = (get(row, 2)?, get(row, 3)?);
    Ok(GrantsAlike {
        client_id: rows::client_id(row, 0)?,
        scope: ScopeSet::parse(get(row, 1)?),
        resource: resource.map_or_else(|| Ok(Vec::new()), rows::json)?,
        claims: claims.map(rows::json).transpose()?,
        authorization_details: get::<Option<&str>>(row, 8)?.map(rows::json).transpose()?.unwrap_or_default(),
        first: Timestamp(get(row, 4)?),
        last: Timestamp(get(row, 5)?),
        offline: get(row, 6)?,
        live: get(row, 7)?,
    })
}

/// What this person allowed this client.
async fn find(connection: &Connection, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>> {
    let asked = "SELECT scope, claims, granted_at, asks_each_time FROM consents WHERE sub = $1 AND client_id = $2";
    let found = connection.first(asked, params![sub.as_str(), client_id.as_str()]).await?;
    found.map(|row| consent(&row, 0)).transpose()
}

/// The same, kept as it is until the transaction ends: whoever takes the wish to be asked each time back comes before or after,
/// and is not overwritten with what was read. What rests on it ([`covers`]) goes on meanwhile.
async fn find_to_add(connection: &Connection, sub: &Subject, client_id: &ClientId) -> StoreResult<Option<Consent>> {
    let asked = "SELECT scope, claims, granted_at, asks_each_time FROM consents WHERE sub = $1 AND client_id = $2 \
         FOR NO KEY UPDATE";
    let found = connection.first(asked, params![sub.as_str(), client_id.as_str()]).await?;
    found.map(|row| consent(&row, 0)).transpose()
}

/// Whether the person allowed the client all that is granted, until the transaction ends.
pub async fn covers(connection: &Connection, grant: &Grant) -> StoreResult<bool> {
    let asked = "SELECT scope, claims, granted_at, asks_each_time FROM consents WHERE sub = $1 AND client_id = $2 FOR KEY SHARE";
    let found = connection.first(asked, params![grant.sub.as_str(), grant.client_id.as_str()]).await?;
    let consent = found.map(|row| consent(&row, 0)).transpose()?;
    Ok(consent.is_some_and(|consent| consent.covers(grant)))
}

/// The columns of a consent, in the order that [`consent`] reads them.
pub const CONSENT: &str = "consents.scope, consents.claims, consents.granted_at, consents.asks_each_time";

/// The consent whose columns begin at `at`.
pub fn consent(row: &Row, at: usize) -> StoreResult<Consent> {
    Ok(Consent {
        scope: ScopeSet::parse(get(row, at)?),
        claims: rows::json(get(row, at + 1)?)?,
        granted_at: Timestamp(get(row, at + 2)?),
        asks_each_time: get(row, at + 3)?,
    })
}
