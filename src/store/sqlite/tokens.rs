//! Grants and tokens.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::access_tokens::Found;
use super::codes::void_codes;
use super::kept_tokens::LARGEST;
use super::rows::{self, USER, USER_COLUMNS, unreadable};
use super::standing::client_stands;
use super::unused_clients::record_use;
use super::{SqliteStore, access_tokens, audit, dpop_proofs, exchanged_tokens, logouts, revocation, rotation};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::protocol::grant::Grant;
use crate::protocol::id_token::session_sid;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::refresh_token::Reuse;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::tokens::{LiveAccessToken, NewTokens, RefreshTokenState};
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::app_signed_in;
use crate::store::logouts::Addressees;
use crate::store::standing::{ClientStanding, Standing};
use crate::store::tokens::{
    AddClientToken, AddExchanged, AppOfLogin, ExchangedToken, GrantOfLogin, Revocation, Rotate, Tokens,
};

#[async_trait]
impl Tokens for SqliteStore {
    async fn access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>> {
        let moment = self.kept_tokens.moment();
        if let Some(live) = moment.and_then(|moment| self.kept_tokens.find(moment, token, now)) {
            return Ok(Some(live));
        }
        let found = self.reader.read(|connection| access_tokens::find(connection, token, now))?;
        let Some(Found { live, is_first_use, octets }) = found else { return Ok(None) };
        if is_first_use {
            let token = *token;
            // A retry may have killed it between the look and the mark.
            if !self.writer.write(move |connection| access_tokens::record_use(connection, &token, now)).await? {
                return Ok(None);
            }
        } else if let Some(moment) = moment.filter(|_| octets <= LARGEST) {
            self.kept_tokens.keep(moment, token, &live);
        }
        Ok(Some(live))
    }

    async fn look_at_access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>> {
        let found = self.reader.read(|connection| access_tokens::find(connection, token, now))?;
        Ok(found.map(|found| found.live))
    }

    async fn add_client_token(
        &self,
        client_id: &ClientId,
        tokens: &NewTokens,
        client: &ClientStanding,
    ) -> StoreResult<AddClientToken> {
        let (client_id, tokens) = (client_id.clone(), tokens.clone());
        let client = client.clone();
        self.writer
            .write(move |connection| {
                if !client_stands(connection, &client)? {
                    return Ok(AddClientToken::ClientChanged);
                }
                if !dpop_proofs::use_up(connection, tokens.proof.as_ref())? {
                    return Ok(AddClientToken::ProofUsed);
                }
                access_tokens::insert_for_client(connection, &client_id, &tokens.access_token, &tokens.proven_by)?;
                record_use(connection, &client_id, tokens.access_token.issued_at)?;
                Ok(AddClientToken::Added)
            })
            .await
    }

    async fn add_exchanged_token(&self, token: &ExchangedToken, now: Timestamp) -> StoreResult<AddExchanged> {
        let token = token.clone();
        self.writer.write(move |connection| exchanged_tokens::add(connection, &token, now)).await
    }

    async fn grant_of_login(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<GrantOfLogin>> {
        self.reader.read(|connection| exchanged_tokens::grant_of_login(connection, client_id, sid, now))
    }

    async fn revoke_token(&self, token: &Digest, client_id: &ClientId, now: Timestamp) -> StoreResult<Revocation> {
        let (token, client_id) = (*token, client_id.clone());
        self.writer.write(move |connection| revocation::revoke_token(connection, &token, &client_id, now)).await
    }

    async fn refresh_token(&self, token: &Digest) -> StoreResult<Option<RefreshTokenState>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(sql!(
                "SELECT {USER}, grants.detail, grants.revoked_at, refresh_tokens.idle_expires_at, \
                 refresh_tokens.expires_at, coalesce(refresh_tokens.spent_at, refresh_tokens.dead_at), grants.proven_by, \
                 refresh_tokens.jkt \
                 FROM refresh_tokens JOIN grants ON grants.id = refresh_tokens.grant_id \
                 JOIN users ON users.sub = grants.sub WHERE refresh_tokens.digest = ?1"
            ))?;
            let mut found = statement.query([token.as_bytes()])?;
            let Some(row) = found.next()? else { return Ok(None) };
            let at = USER_COLUMNS;
            Ok(Some(RefreshTokenState {
                user: rows::user(row, 0)?,
                grant: rows::json(row.get_ref(at)?.as_str().map_err(unreadable)?)?,
                revoked: row.get::<_, Option<i64>>(at + 1)?.is_some(),
                idle_expires_at: Timestamp(row.get(at + 2)?),
                expires_at: Timestamp(row.get(at + 3)?),
                rotated: row.get::<_, Option<i64>>(at + 4)?.is_some(),
                proven_by: row.get::<_, Option<String>>(at + 5)?.map(ProvenBy::stored),
                bound_to: access_tokens::bound_to(row, at + 6)?,
            }))
        })
    }

    async fn rotate_refresh_token(
        &self,
        presented: &Digest,
        tokens: &NewTokens,
        reuse: Reuse,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<Rotate> {
        let (presented, tokens, standing) = (*presented, tokens.clone(), standing.clone());
        self.writer
            .write(move |connection| rotation::rotate(connection, &presented, &tokens, reuse, &standing, now))
            .await
    }

    async fn revoke_grant(&self, grant_id: &str, now: Timestamp) -> StoreResult<bool> {
        let grant_id = grant_id.to_owned();
        self.writer.write(move |connection| revoke(connection, What::TokenReplay, &grant_id, now)).await
    }

    async fn clients_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, ScopeSet, Timestamp)>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT grants.client_id, coalesce(consents.scope, json_extract(grants.detail, '$.scope'), ''), \
                 max(grants.created_at) FROM grants \
                 LEFT JOIN consents ON consents.sub = grants.sub AND consents.client_id = grants.client_id \
                 WHERE grants.sub = ?1 AND grants.revoked_at IS NULL GROUP BY grants.client_id ORDER BY 3 DESC",
            )?;
            let mut found = statement.query([sub.as_str()])?;
            let mut clients = Vec::new();
            while let Some(row) = found.next()? {
                let client_id: String = row.get(0)?;
                let client_id = ClientId::parse(&client_id).ok_or_else(|| unreadable("client_id"))?;
                clients.push((client_id, ScopeSet::parse(&row.get::<_, String>(1)?), Timestamp(row.get(2)?)));
            }
            Ok(clients)
        })
    }

    async fn clients_of_session(&self, session_id: &str) -> StoreResult<Vec<ClientId>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT DISTINCT client_id FROM grants WHERE sub = (SELECT sub FROM sessions WHERE id = ?1) \
                 AND session_id = ?1 ORDER BY 1",
            )?;
            let ids = statement.query_map([session_id], |row| row.get::<_, String>(0))?;
            let mut clients = Vec::new();
            for id in ids {
                clients.push(ClientId::parse(&id?).ok_or_else(|| unreadable("client_id"))?);
            }
            Ok(clients)
        })
    }

    async fn apps_of_login(&self, session_id: &str) -> StoreResult<Vec<AppOfLogin>> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT client_id, max(used_at), max(is_live) FROM (SELECT client_id, max(created_at, coalesce((SELECT \
                 max(spent_at) FROM refresh_tokens WHERE refresh_tokens.grant_id = grants.id), 0)) AS used_at, \
                 revoked_at IS NULL AS is_live FROM grants WHERE sub = (SELECT sub FROM sessions WHERE id = ?1) \
                 AND session_id = ?1) GROUP BY client_id ORDER BY 2 DESC, 1",
            )?;
            let mut found = statement.query([session_id])?;
            let mut apps = Vec::new();
            while let Some(row) = found.next()? {
                let client_id = ClientId::parse(&row.get::<_, String>(0)?).ok_or_else(|| unreadable("client_id"))?;
                apps.push(AppOfLogin { client_id, used_at: Timestamp(row.get(1)?), is_live: row.get(2)? });
            }
            Ok(apps)
        })
    }

    async fn end_app_of_login(
        &self,
        sub: &Subject,
        session_id: &str,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (sub, session_id, client_id) = (sub.clone(), session_id.to_owned(), client_id.clone());
        self.writer.write(move |connection| end_app(connection, &sub, &session_id, &client_id, now)).await
    }
}

fn end_app(
    connection: &Connection,
    sub: &Subject,
    session_id: &str,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<bool> {
    let revoked = connection
        .prepare_cached(
            "UPDATE grants SET revoked_at = ?4 WHERE sub = ?1 AND session_id = ?2 AND client_id = ?3 AND revoked_at IS NULL \
             AND EXISTS (SELECT 1 FROM sessions WHERE sessions.id = ?2 AND sessions.sub = ?1 AND sessions.ended_at IS NULL)",
        )?
        .execute(params![sub.as_str(), session_id, client_id.as_str(), now.seconds()])?;
    if revoked == 0 {
        return Ok(false);
    }
    void_codes(connection, Some(sub), client_id, now)?;
    logouts::enqueue(connection, &Addressees::default(), session_id, Some(client_id), now)?;
    audit::append(connection, &Event::of(What::AppSignOut, sub).with_client(client_id), now)?;
    Ok(true)
}

/// Stores a grant. Where the authorization endpoint stored it already, what the client proved itself by is added.
pub fn insert_grant(connection: &Connection, grant: &Grant, proven_by: &ProvenBy) -> StoreResult<()> {
    if !begin_grant(connection, grant, proven_by)? {
        connection
            .prepare_cached("UPDATE grants SET proven_by = ?2 WHERE id = ?1")?
            .execute(params![grant.id, proven_by.as_str()])?;
    }
    Ok(())
}

/// Stores a grant, unless it is there; whether it was not.
pub fn begin_grant(connection: &Connection, grant: &Grant, proven_by: &ProvenBy) -> StoreResult<bool> {
    let begun = connection
        .prepare_cached("INSERT INTO grants VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8) ON CONFLICT (id) DO NOTHING")?
        .execute(params![
            grant.id,
            grant.client_id.as_str(),
            grant.sub.as_str(),
            grant.session_id,
            grant.scope.contains("offline_access") && !grant.ends_with_login,
            rows::to_json(grant)?,
            grant.created_at.seconds(),
            proven_by.as_str(),
        ])?;
    let is_first =
        connection.prepare_cached("INSERT OR IGNORE INTO client_logins VALUES (?1, ?2, ?3)")?.execute(params![
            grant.client_id.as_str(),
            session_sid(&grant.session_id, &grant.client_id),
            grant.session_id,
        ])? > 0;
    if is_first {
        audit::append(connection, &app_signed_in(grant), grant.created_at)?;
    }
    Ok(begun > 0)
}

/// Stores the tokens of one answer.
pub fn insert_tokens(connection: &Connection, grant_id: &str, tokens: &NewTokens, tracked: bool) -> StoreResult<()> {
    let refresh_digest = tokens.refresh_token.as_ref().filter(|_| tracked).map(|token| token.digest);
    access_tokens::insert(connection, grant_id, &tokens.access_token, tracked, refresh_digest)?;
    if let Some(refresh_token) = &tokens.refresh_token {
        connection
            .prepare_cached("INSERT INTO refresh_tokens VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, NULL, NULL, ?6)")?
            .execute(params![
                refresh_token.digest.as_bytes(),
                grant_id,
                refresh_token.idle_expires_at.seconds(),
                refresh_token.expires_at.seconds(),
                tokens.access_token.digest.as_bytes(),
                refresh_token.bound_to.as_ref().map(SenderConstraint::stored),
            ])?;
    }
    Ok(())
}

/// Revokes what a person gave a client, with its unused codes; part of the transaction that withdraws the consent. Returns
/// how many grants there were.
pub fn revoke_grants_to(
    connection: &Connection,
    sub: &Subject,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<usize> {
    let revoked = connection
        .prepare_cached("UPDATE grants SET revoked_at = ?3 WHERE sub = ?1 AND client_id = ?2 AND revoked_at IS NULL")?
        .execute(params![sub.as_str(), client_id.as_str(), now.seconds()])?;
    void_codes(connection, Some(sub), client_id, now)?;
    Ok(revoked)
}

/// Revokes every grant to a client, with its own tokens and its unused codes; part of the transaction that removes or disables it.
pub fn revoke_grants_of(connection: &Connection, client_id: &ClientId, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached("UPDATE grants SET revoked_at = ?2 WHERE client_id = ?1 AND revoked_at IS NULL")?
        .execute(params![client_id.as_str(), now.seconds()])?;
    connection
        .prepare_cached("DELETE FROM client_access_tokens WHERE client_id = ?1")?
        .execute([client_id.as_str()])?;
    exchanged_tokens::end_of_client(connection, client_id)?;
    void_codes(connection, None, client_id, now)
}

pub(super) fn revoke(connection: &Connection, what: What, grant_id: &str, now: Timestamp) -> StoreResult<bool> {
    let revoked: Option<(String, String)> = connection
        .prepare_cached(
            "UPDATE grants SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL RETURNING sub, client_id",
        )?
        .query_row(params![grant_id, now.seconds()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((sub, client_id)) = revoked else { return Ok(false) };
    let client_id = ClientId::parse(&client_id).ok_or_else(|| unreadable("client_id"))?;
    audit::append(connection, &Event::of(what, &Subject::new(sub)).with_client(&client_id), now)?;
    Ok(true)
}
