//! Authorization codes.

use std::sync::Arc;

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::access_tokens::{self, Found};
use super::kept_tokens::LARGEST;
use super::standing::{LIVE, MAY_SIGN_IN, client_stands, is_admitted};
use super::tokens::{begin_grant, insert_grant, insert_tokens};
use super::unused_clients::record_use;
use super::{SqliteStore, rows};
use super::{consents, dpop_proofs, polled_requests};
use crate::clock::Timestamp;
use crate::protocol::authorization_code::AuthorizationCode;
use crate::protocol::client::ClientId;
use crate::protocol::grant::Grant;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::tokens::NewTokens;
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::codes::{CodeState, Codes, Kept, TakeCode};
use crate::store::standing::{Lapsed, Standing};
use crate::store::{StoreError, StoreResult};

#[async_trait]
impl Codes for SqliteStore {
    async fn code(&self, code: &Digest) -> StoreResult<Option<CodeState>> {
        self.reader.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT authorization, used_at FROM codes WHERE digest = ?1")?;
            let mut found = statement.query([code.as_bytes()])?;
            let Some(row) = found.next()? else { return Ok(None) };
            let authorization = Box::new(rows::json(row.get_ref(0)?.as_str().map_err(rows::unreadable)?)?);
            Ok(Some(match row.get::<_, Option<i64>>(1)? {
                None => CodeState::Unused(authorization),
                Some(_) => CodeState::Used(authorization),
            }))
        })
    }

    async fn is_redeemed(&self, grant_id: &str) -> StoreResult<bool> {
        self.reader.read(|connection| is_begun(connection, grant_id))
    }

    async fn take_code(
        &self,
        kept: Kept,
        code: &Arc<AuthorizationCode>,
        tokens: &NewTokens,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<TakeCode> {
        let (token, moment) = (tokens.access_token.digest, self.kept_tokens.latest());
        let (code, tokens, standing) = (Arc::clone(code), tokens.clone(), standing.clone());
        // A code that carries all is a KiB at most, and so is what it gives.
        let is_kept = moment.is_some() && kept == Kept::Carried;
        let (taken, given) = self
            .writer
            .write(move |connection| {
                let taken = take(connection, kept, &code, &tokens, &standing, now)?;
                let given = match taken {
                    TakeCode::Taken if is_kept => access_tokens::given(connection, &code.grant, &tokens)?,
                    _ => None,
                };
                Ok((taken, given))
            })
            .await?;
        // Most apps show a token for the first time right after they got it.
        if let Some((moment, Found { live, octets, .. })) = moment.zip(given)
            && octets <= LARGEST / 2
        {
            self.kept_tokens.keep_new(moment, &token, live);
        }
        Ok(taken)
    }
}

/// Redeems the code, where what was verified still holds, and stores its tokens.
fn take(
    connection: &Connection,
    kept: Kept,
    code: &AuthorizationCode,
    tokens: &NewTokens,
    standing: &Standing,
    now: Timestamp,
) -> StoreResult<TakeCode> {
    let grant = &code.grant;
    if !client_stands(connection, &standing.client)? {
        return Ok(TakeCode::Lapsed(Lapsed::Client));
    }
    if !is_admitted(connection, &grant.sub, &standing.allowed_groups)? {
        return Ok(TakeCode::Lapsed(Lapsed::Person));
    }
    if !dpop_proofs::use_up(connection, tokens.proof.as_ref())? {
        return Ok(TakeCode::ProofUsed);
    }
    let refused = match kept {
        Kept::Stored(digest) => take_stored(connection, &digest, code, &tokens.proven_by, now)?,
        Kept::Carried => take_carried(connection, code, &tokens.proven_by, now)?,
        Kept::Polled(digest) => take_polled(connection, &digest, code, &tokens.proven_by, now)?,
    };
    if let Some(refused) = refused {
        return Ok(refused);
    }
    insert_tokens(connection, &grant.id, tokens, false)?;
    record_use(connection, &grant.client_id, now)?;
    Ok(TakeCode::Taken)
}

/// Marks the row as used and stores the grant; what stood against it, if anything did.
fn take_stored(
    connection: &Connection,
    digest: &Digest,
    code: &AuthorizationCode,
    proven_by: &ProvenBy,
    now: Timestamp,
) -> StoreResult<Option<TakeCode>> {
    let taken = connection
        .prepare_cached(sql!(
            "UPDATE codes SET used_at = ?2 WHERE digest = ?1 AND used_at IS NULL AND expires_at > ?2 \
             AND EXISTS (SELECT 1 FROM sessions JOIN users ON users.sub = sessions.sub \
             WHERE sessions.id = codes.session_id AND {LIVE} AND {MAY_SIGN_IN}) \
             AND NOT EXISTS (SELECT 1 FROM grants WHERE grants.id = ?3 AND grants.revoked_at IS NOT NULL)"
        ))?
        .execute(params![digest.as_bytes(), now.seconds(), code.grant.id])?;
    if taken == 0 {
        let used: Option<Option<i64>> = connection
            .prepare_cached("SELECT used_at FROM codes WHERE digest = ?1")?
            .query_row([digest.as_bytes()], |row| row.get(0))
            .optional()?;
        return Ok(Some(if used.flatten().is_some() { TakeCode::AlreadyUsed } else { TakeCode::Gone }));
    }
    insert_grant(connection, &code.grant, proven_by)?;
    Ok(None)
}

/// Stores the grant, which nobody did before; what stood against it, if anything did.
fn take_carried(
    connection: &Connection,
    code: &AuthorizationCode,
    proven_by: &ProvenBy,
    now: Timestamp,
) -> StoreResult<Option<TakeCode>> {
    let grant = &code.grant;
    let is_alive = code.expires_at > now
        && revocations(connection, grant, now)? == Some(code.revocations)
        && (!code.rests_on_consent || consents::covers(connection, grant)?);
    let refused = || match is_begun(connection, &grant.id)? {
        true => Ok(Some(TakeCode::AlreadyUsed)),
        false => Ok(Some(TakeCode::Gone)),
    };
    if !is_alive {
        return refused();
    }
    if begin_grant(connection, grant, proven_by)? { Ok(None) } else { refused() }
}

/// The same where a person allowed it elsewhere, with the note that it was redeemed.
fn take_polled(
    connection: &Connection,
    digest: &Digest,
    code: &AuthorizationCode,
    proven_by: &ProvenBy,
    now: Timestamp,
) -> StoreResult<Option<TakeCode>> {
    let refused = take_carried(connection, code, proven_by, now)?;
    if refused.is_none() && !polled_requests::redeem(connection, digest, now)? {
        return Err(StoreError::Corrupt("a request was redeemed that nobody allowed".to_owned()));
    }
    Ok(refused)
}

/// How often what the person `sub` gave the client `client_id` was revoked as a whole; both are expressions of SQL.
pub fn revocations_of(client_id: &str, sub: &str) -> String {
    format!(
        "coalesce((SELECT times FROM revocations WHERE revocations.client_id = {client_id} AND revocations.sub = ''), 0) \
         + coalesce((SELECT times FROM revocations WHERE revocations.client_id = {client_id} \
         AND revocations.sub = {sub}), 0)"
    )
}

fn is_begun(connection: &Connection, grant_id: &str) -> StoreResult<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM grants WHERE id = ?1")?.exists([grant_id])?)
}

/// How often what this person gave this client was revoked as a whole; `None` where the login does not live, or its person may
/// not sign in. One look for both: each is part of every exchange.
fn revocations(connection: &Connection, grant: &Grant, now: Timestamp) -> StoreResult<Option<i64>> {
    let times = connection
        .prepare_cached(sql!(
            "SELECT {} FROM sessions JOIN users ON users.sub = sessions.sub \
             WHERE sessions.id = ?1 AND {LIVE} AND {MAY_SIGN_IN}",
            revocations_of("?3", "?4")
        ))?
        .query_row(params![grant.session_id, now.seconds(), grant.client_id.as_str(), grant.sub.as_str()], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(times)
}

/// Voids the codes that were issued to a client before now, for everybody or for one person, whether they are stored or
/// not; part of the transaction that revokes what was given.
pub fn void_codes(
    connection: &Connection,
    sub: Option<&Subject>,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<()> {
    let sub = sub.map(Subject::as_str);
    connection
        .prepare_cached(
            "INSERT INTO revocations VALUES (?1, coalesce(?2, ''), 1) \
             ON CONFLICT (client_id, sub) DO UPDATE SET times = times + 1",
        )?
        .execute(params![client_id.as_str(), sub])?;
    connection
        .prepare_cached(
            "DELETE FROM codes WHERE expires_at > ?3 AND used_at IS NULL \
             AND json_extract(authorization, '$.client_id') = ?1 \
             AND (?2 IS NULL OR json_extract(authorization, '$.grant.sub') = ?2)",
        )?
        .execute(params![client_id.as_str(), sub, now.seconds()])?;
    Ok(())
}
