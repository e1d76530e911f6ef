//! Authorization codes.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::future::try_join3;

use super::connection::{Connection, params};
use super::rows::{get, json, octets};
use super::standing::{client_stands, is_admitted, login_lives, prepare_login_lives};
use super::tokens::{begin_grant, insert_grant, insert_tokens};
use super::unused_clients::record_use;
use super::{PostgresStore, consents, dpop_proofs, polled_requests};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::tokens::NewTokens;
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::codes::{CodeState, Codes, Kept, TakeCode};
use crate::store::standing::{Lapsed, Standing};
use crate::store::{StoreError, StoreResult};

#[async_trait]
impl Codes for PostgresStore {
    async fn code(&self, code: &Digest) -> StoreResult<Option<CodeState>> {
        let code = *code;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT \"authorization\", used_at FROM codes WHERE digest = $1";
                let Some(row) = connection.first(asked, params![octets(&code)]).await? else { return Ok(None) };
                let authorization = Box::new(json(get(&row, 0)?)?);
                Ok(Some(match get::<Option<i64>>(&row, 1)? {
                    None => CodeState::Unused(authorization),
                    Some(_) => CodeState::Used(authorization),
                }))
            })
            .await
    }

    async fn is_redeemed(&self, grant_id: &str) -> StoreResult<bool> {
        let grant_id = grant_id.to_owned();
        self.engine.read(async move |connection: &Connection| is_begun(connection, &grant_id).await).await
    }

    async fn take_code(
        &self,
        kept: Kept,
        code: &Arc<AuthorizationCode>,
        tokens: &NewTokens,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<TakeCode> {
        let (code, tokens, standing) = (Arc::clone(code), tokens.clone(), standing.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                let grant = &code.grant;
                if !client_stands(connection, &standing.client).await? {
                    return Ok(TakeCode::Lapsed(Lapsed::Client));
                }
                if !is_admitted(connection, &grant.sub, &standing.allowed_groups).await? {
                    return Ok(TakeCode::Lapsed(Lapsed::Person));
                }
                if !dpop_proofs::use_up(connection, tokens.proof.as_ref()).await? {
                    return Ok(TakeCode::ProofUsed);
                }
                let refused = match kept {
                    Kept::Stored(digest) => take_stored(connection, &digest, &code, &tokens.proven_by, now).await?,
                    Kept::Carried => take_carried(connection, &code, &tokens.proven_by, now).await?,
                    Kept::Polled(digest) => take_polled(connection, &digest, &code, &tokens.proven_by, now).await?,
                };
                if let Some(refused) = refused {
                    return Ok(refused);
                }
                futures_util::future::try_join(
                    insert_tokens(connection, &grant.id, &tokens, false),
                    record_use(connection, &grant.client_id, now),
                )
                .await?;
                Ok(TakeCode::Taken)
            })
            .await
    }
}

/// Marks the row as used and stores the grant; what stood against it, if anything did.
async fn take_stored(
    connection: &Connection,
    digest: &Digest,
    code: &AuthorizationCode,
    proven_by: &ProvenBy,
    now: Timestamp,
) -> StoreResult<Option<TakeCode>> {
    let lives = login_lives(connection, &code.grant.session_id, now).await?;
    let update = "UPDATE codes SET used_at = $2 WHERE digest = $1 AND used_at IS NULL AND expires_at > $2 \
         AND NOT EXISTS (SELECT 1 FROM grants WHERE grants.id = $3 AND grants.revoked_at IS NOT NULL)";
    let parameters = params![octets(digest), now.seconds(), code.grant.id];
    if lives && connection.execute(update, parameters).await? > 0 {
        insert_grant(connection, &code.grant, proven_by).await?;
        return Ok(None);
    }
    let used = connection.first("SELECT used_at FROM codes WHERE digest = $1", params![octets(digest)]).await?;
    let used = used.map(|row| get::<Option<i64>>(&row, 0)).transpose()?.flatten();
    Ok(Some(if used.is_some() { TakeCode::AlreadyUsed } else { TakeCode::Gone }))
}

/// Stores the grant, which nobody did before; what stood against it, if anything did.
async fn take_carried(
    connection: &Connection,
    code: &AuthorizationCode,
    proven_by: &ProvenBy,
    now: Timestamp,
) -> StoreResult<Option<TakeCode>> {
    let grant = &code.grant;
    let covers = async { Ok(!code.rests_on_consent || consents::covers(connection, grant).await?) };
    // The lock on the person comes first: what was withdrawn while it is waited for must be seen behind it.
    prepare_login_lives(connection).await?;
    let (lives, revocations, covers) = try_join3(
        login_lives(connection, &grant.session_id, now),
        revocations(connection, &grant.sub, &grant.client_id),
        covers,
    )
    .await?;
    let is_alive = code.expires_at > now && lives && revocations == code.revocations && covers;
    if is_alive && begin_grant(connection, grant, proven_by).await? {
        return Ok(None);
    }
    Ok(Some(if is_begun(connection, &grant.id).await? { TakeCode::AlreadyUsed } else { TakeCode::Gone }))
}

/// The same where a person allowed it elsewhere, with the note that it was redeemed.
async fn take_polled(
    connection: &Connection,
    digest: &Digest,
    code: &AuthorizationCode,
    proven_by: &ProvenBy,
    now: Timestamp,
) -> StoreResult<Option<TakeCode>> {
    let refused = take_carried(connection, code, proven_by, now).await?;
    if refused.is_none() && !polled_requests::redeem(connection, digest, now).await? {
        return Err(StoreError::Corrupt("a request was redeemed that nobody allowed".to_owned()));
    }
    Ok(refused)
}

/// How often what `given.sub` gave `given.client_id` was revoked as a whole.
pub const REVOCATIONS: &str = "coalesce((SELECT times FROM revocations WHERE revocations.client_id = given.client_id AND revocations.sub = ''), 0) \
     + coalesce((SELECT times FROM revocations WHERE revocations.client_id = given.client_id \
     AND revocations.sub = given.sub), 0)";

async fn is_begun(connection: &Connection, grant_id: &str) -> StoreResult<bool> {
    connection.exists("SELECT 1 FROM grants WHERE id = $1", params![grant_id]).await
}

async fn revocations(connection: &Connection, sub: &Subject, client_id: &ClientId) -> StoreResult<i64> {
    let asked = format!("SELECT {REVOCATIONS} FROM (SELECT $1::text AS client_id, $2::text AS sub) AS given");
    get(&connection.one(&asked, params![client_id.as_str(), sub.as_str()]).await?, 0)
}

/// Voids the codes that were issued to a client before now, for everybody or for one person, whether they are stored or
/// not; part of the transaction that revokes what was given.
pub async fn void_codes(
    connection: &Connection,
    sub: Option<&Subject>,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<()> {
    let sub = sub.map(Subject::as_str);
    let count = "INSERT INTO revocations (client_id, sub, times) VALUES ($1, coalesce($2, ''), 1) \
         ON CONFLICT (client_id, sub) DO UPDATE SET times = revocations.times + 1";
    connection.execute(count, params![client_id.as_str(), sub]).await?;
    let delete = "DELETE FROM codes WHERE expires_at > $3 AND used_at IS NULL \
         AND \"authorization\"::json ->> 'client_id' = $1 \
         AND ($2::text IS NULL OR \"authorization\"::json -> 'grant' ->> 'sub' = $2)";
    connection.execute(delete, params![client_id.as_str(), sub, now.seconds()]).await?;
    Ok(())
}
