//! Authorization responses.

use async_trait::async_trait;
use rusqlite::{Connection, params};

use super::standing::{client_stands, is_admitted, login_lives};
use super::tokens::{insert_grant, insert_tokens};
use super::unused_clients::record_use;
use super::{SqliteStore, consents, polled_requests, rows};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::authorizations::{Authorization, Authorizations, Authorize};
use crate::store::standing::Lapsed;

#[async_trait]
impl Authorizations for SqliteStore {
    async fn authorize(&self, authorization: &Authorization, now: Timestamp) -> StoreResult<Authorize> {
        let authorization = authorization.clone();
        self.writer.write(move |connection| authorize(connection, &authorization, now)).await
    }

    async fn is_finished(&self, interaction: &Digest) -> StoreResult<bool> {
        self.reader.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT 1 FROM finished_interactions WHERE digest = ?1")?;
            Ok(statement.exists([interaction.as_bytes()])?)
        })
    }

    async fn finish_interaction(&self, interaction: &Digest, expires_at: Timestamp) -> StoreResult<bool> {
        let interaction = *interaction;
        self.writer.write(move |connection| finish(connection, &interaction, expires_at)).await
    }
}

fn authorize(connection: &Connection, authorization: &Authorization, now: Timestamp) -> StoreResult<Authorize> {
    if let Some(lapsed) = lapsed(connection, authorization, now)? {
        return Ok(Authorize::Lapsed(lapsed));
    }
    if let Some((interaction, expires_at)) = &authorization.interaction
        && !finish(connection, interaction, *expires_at)?
    {
        return Ok(Authorize::Finished);
    }
    if let Some(answer) = &authorization.polled
        && !polled_requests::allow(connection, answer, now)?
    {
        return Ok(Authorize::Finished);
    }
    let grant = &authorization.grant;
    if authorization.begins {
        insert_grant(connection, grant, &grant.asked_by())?;
        record_use(connection, &grant.client_id, now)?;
        if let Some(tokens) = &authorization.tokens {
            insert_tokens(connection, &grant.id, tokens, false)?;
        }
    }
    if let Some((digest, code)) = &authorization.code {
        insert_code(connection, digest, code)?;
    }
    Ok(Authorize::Stored)
}

fn lapsed(connection: &Connection, authorization: &Authorization, now: Timestamp) -> StoreResult<Option<Lapsed>> {
    let Authorization { grant, standing, .. } = authorization;
    if !client_stands(connection, &standing.client)? {
        return Ok(Some(Lapsed::Client));
    }
    if !login_lives(connection, &grant.session_id, now)? {
        return Ok(Some(Lapsed::Login));
    }
    if !is_admitted(connection, &grant.sub, &standing.allowed_groups)? {
        return Ok(Some(Lapsed::Person));
    }
    if !authorization.rests_on_consent {
        return Ok(None);
    }
    let holds = consents::covers(connection, grant)?;
    Ok((!holds).then_some(Lapsed::Consent))
}

fn finish(connection: &Connection, interaction: &Digest, expires_at: Timestamp) -> StoreResult<bool> {
    let added = connection
        .prepare_cached("INSERT OR IGNORE INTO finished_interactions VALUES (?1, ?2)")?
        .execute(params![interaction.as_bytes(), expires_at.seconds()])?;
    Ok(added > 0)
}

fn insert_code(connection: &Connection, digest: &Digest, code: &AuthorizationCode) -> StoreResult<()> {
    connection.prepare_cached("INSERT INTO codes VALUES (?1, ?2, ?3, ?4, NULL)")?.execute(params![
        digest.as_bytes(),
        code.grant.session_id,
        rows::to_json(code)?,
        code.expires_at.seconds(),
    ])?;
    Ok(())
}
