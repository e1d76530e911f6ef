//! Authorization responses.

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::{octets, to_json};
use super::standing::{client_stands, is_admitted, login_lives};
use super::tokens::{insert_grant, insert_tokens};
use super::unused_clients::record_use;
use super::{PostgresStore, consents, polled_requests};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::authorizations::{Authorization, Authorizations, Authorize};
use crate::store::standing::Lapsed;

#[async_trait]
impl Authorizations for PostgresStore {
    async fn authorize(&self, authorization: &Authorization, now: Timestamp) -> StoreResult<Authorize> {
        let authorization = authorization.clone();
        self.engine
            .transaction(async move |connection: &Connection| authorize(connection, &authorization, now).await)
            .await
    }

    async fn is_finished(&self, interaction: &Digest) -> StoreResult<bool> {
        let interaction = *interaction;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT 1 FROM finished_interactions WHERE digest = $1";
                connection.exists(asked, params![octets(&interaction)]).await
            })
            .await
    }

    async fn finish_interaction(&self, interaction: &Digest, expires_at: Timestamp) -> StoreResult<bool> {
        let interaction = *interaction;
        self.engine.once(async move |connection: &Connection| finish(connection, &interaction, expires_at).await).await
    }
}

async fn authorize(connection: &Connection, authorization: &Authorization, now: Timestamp) -> StoreResult<Authorize> {
    if let Some(lapsed) = lapsed(connection, authorization, now).await? {
        return Ok(Authorize::Lapsed(lapsed));
    }
    if let Some((interaction, expires_at)) = &authorization.interaction
        && !finish(connection, interaction, *expires_at).await?
    {
        return Ok(Authorize::Finished);
    }
    if let Some(answer) = &authorization.polled
        && !polled_requests::allow(connection, answer, now).await?
    {
        return Ok(Authorize::Finished);
    }
    let grant = &authorization.grant;
    if authorization.begins {
        insert_grant(connection, grant, &grant.asked_by()).await?;
        record_use(connection, &grant.client_id, now).await?;
        if let Some(tokens) = &authorization.tokens {
            insert_tokens(connection, &grant.id, tokens, false).await?;
        }
    }
    if let Some((digest, code)) = &authorization.code {
        insert_code(connection, digest, code).await?;
    }
    Ok(Authorize::Stored)
}

async fn lapsed(connection: &Connection, authorization: &Authorization, now: Timestamp) -> StoreResult<Option<Lapsed>> {
    let Authorization { grant, standing, .. } = authorization;
    if !client_stands(connection, &standing.client).await? {
        return Ok(Some(Lapsed::Client));
    }
    if !login_lives(connection, &grant.session_id, now).await? {
        return Ok(Some(Lapsed::Login));
    }
    if !is_admitted(connection, &grant.sub, &standing.allowed_groups).await? {
        return Ok(Some(Lapsed::Person));
    }
    if !authorization.rests_on_consent {
        return Ok(None);
    }
    let holds = consents::covers(connection, grant).await?;
    Ok((!holds).then_some(Lapsed::Consent))
}

async fn finish(connection: &Connection, interaction: &Digest, expires_at: Timestamp) -> StoreResult<bool> {
    let insert = "INSERT INTO finished_interactions (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(connection.execute(insert, params![octets(interaction), expires_at.seconds()]).await? > 0)
}

async fn insert_code(connection: &Connection, digest: &Digest, code: &AuthorizationCode) -> StoreResult<()> {
    let insert = "INSERT INTO codes (digest, session_id, \"authorization\", expires_at) VALUES ($1, $2, $3, $4)";
    let (authorization, expires_at) = (to_json(code)?, code.expires_at.seconds());
    connection.execute(insert, params![octets(digest), code.grant.session_id, authorization, expires_at]).await?;
    Ok(())
}
