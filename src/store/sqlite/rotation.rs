//! Rotating a refresh token (SEC-22, SEC-24): its first use, and every later one.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::access_tokens;
use super::dpop_proofs;
use super::rows::unreadable;
use super::standing::{MAY_SIGN_IN, client_stands, is_admitted};
use super::tokens::{insert_tokens, revoke};
use super::unused_clients::record_use;
use crate::clock::Timestamp;
use crate::protocol::audit::What;
use crate::protocol::client::ClientId;
use crate::protocol::refresh_token::{Reuse, SecondUse};
use crate::protocol::tokens::NewTokens;
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::rotation::{Follower, MOST_IN_A_CHAIN, Presented};
use crate::store::standing::{Lapsed, Standing};
use crate::store::tokens::Rotate;

/// Rotates `presented`, under the rule of `reuse`.
pub fn rotate(
    connection: &Connection,
    presented: &Digest,
    tokens: &NewTokens,
    reuse: Reuse,
    standing: &Standing,
    now: Timestamp,
) -> StoreResult<Rotate> {
    if !client_stands(connection, &standing.client)? {
        return Ok(Rotate::Lapsed(Lapsed::Client));
    }
    let proven_by = tokens.proven_by.as_str();
    let Some((found, proves_as_before)) = live_refresh_token(connection, presented, proven_by, now)? else {
        return Ok(Rotate::Gone);
    };
    if !is_admitted(connection, &found.sub, &standing.allowed_groups)? {
        return Ok(Rotate::Lapsed(Lapsed::Person));
    }
    if !dpop_proofs::use_up(connection, tokens.proof.as_ref())? {
        return Ok(Rotate::ProofUsed);
    }
    let outcome = match (found.spent_at, &found.successor, found.dead) {
        (None, _, false) if tokens.stays(presented) => live_on(connection, presented, &found, tokens)?,
        (None, _, false) => first_use(connection, presented, &found, tokens, now)?,
        (Some(spent_at), Some(successor), false) => {
            let Some(follower) = follower(connection, successor, now)? else { return Ok(Rotate::Gone) };
            match reuse.judge(spent_at, follower.used, now) {
                SecondUse::AtOnce => repeat(connection, &found, vec![*successor], follower, tokens, now)?,
                SecondUse::Retry => {
                    // Who asks again because of a lost answer may do so in several requests at once, too.
                    spend(connection, presented, now)?;
                    repeat(connection, &found, vec![*successor], follower, tokens, now)?
                }
                SecondUse::Theft => Rotate::Reused,
            }
        }
        _ => Rotate::Reused,
    };
    match outcome {
        Rotate::Rotated | Rotate::Repeated { .. } => {
            if !proves_as_before {
                connection
                    .prepare_cached("UPDATE grants SET proven_by = ?2 WHERE id = ?1")?
                    .execute(params![found.grant_id, proven_by])?;
            }
            record_use(connection, &found.client_id, now)?;
        }
        Rotate::Reused => {
            revoke(connection, What::TokenReplay, &found.grant_id, now)?;
        }
        Rotate::Gone | Rotate::ProofUsed | Rotate::Lapsed(_) => {}
    }
    Ok(outcome)
}

/// The presented token stays, and a new access token comes beside it.
fn live_on(connection: &Connection, presented: &Digest, found: &Presented, tokens: &NewTokens) -> StoreResult<Rotate> {
    let until = tokens.refresh_token.as_ref().map(|token| token.idle_expires_at.seconds());
    connection
        .prepare_cached("UPDATE refresh_tokens SET idle_expires_at = coalesce(?2, idle_expires_at) WHERE digest = ?1")?
        .execute(params![presented.as_bytes(), until])?;
    access_tokens::insert(connection, &found.grant_id, &tokens.access_token, false, None)?;
    Ok(Rotate::Rotated)
}

fn first_use(
    connection: &Connection,
    presented: &Digest,
    found: &Presented,
    tokens: &NewTokens,
    now: Timestamp,
) -> StoreResult<Rotate> {
    let successor = tokens.refresh_token.as_ref().map(|token| token.digest.as_bytes().to_vec());
    connection
        .prepare_cached("UPDATE refresh_tokens SET spent_at = ?2, successor = ?3 WHERE digest = ?1")?
        .execute(params![presented.as_bytes(), now.seconds(), successor])?;
    insert_tokens(connection, &found.grant_id, tokens, true)?;
    Ok(Rotate::Rotated)
}

/// Adds an access token beside the unused token at the end of the chain that begins with `follower`.
fn repeat(
    connection: &Connection,
    found: &Presented,
    mut chain: Vec<Digest>,
    mut follower: Follower,
    tokens: &NewTokens,
    now: Timestamp,
) -> StoreResult<Rotate> {
    while follower.spent {
        let Some(next) = follower.successor.filter(|_| chain.len() < MOST_IN_A_CHAIN) else { return Ok(Rotate::Gone) };
        let Some(of_next) = self::follower(connection, &next, now)? else { return Ok(Rotate::Gone) };
        chain.push(next);
        follower = of_next;
    }
    if !follower.good {
        return Ok(Rotate::Gone);
    }
    let beside = chain.last().copied();
    access_tokens::insert(connection, &found.grant_id, &tokens.access_token, true, beside)?;
    Ok(Rotate::Repeated { chain })
}

fn spend(connection: &Connection, presented: &Digest, now: Timestamp) -> StoreResult<()> {
    connection
        .prepare_cached("UPDATE refresh_tokens SET spent_at = ?2 WHERE digest = ?1")?
        .execute(params![presented.as_bytes(), now.seconds()])?;
    Ok(())
}

/// The presented token, if it lives, and whether its client last proved itself by `proven_by`, too.
fn live_refresh_token(
    connection: &Connection,
    presented: &Digest,
    proven_by: &str,
    now: Timestamp,
) -> StoreResult<Option<(Presented, bool)>> {
    let mut statement = connection.prepare_cached(sql!(
        "SELECT refresh_tokens.grant_id, refresh_tokens.spent_at, refresh_tokens.dead_at IS NOT NULL, \
         refresh_tokens.successor, grants.client_id, grants.sub, grants.proven_by IS ?3 FROM refresh_tokens \
         JOIN grants ON grants.id = refresh_tokens.grant_id JOIN users ON users.sub = grants.sub \
         WHERE refresh_tokens.digest = ?1 AND refresh_tokens.expires_at > ?2 \
         AND (refresh_tokens.idle_expires_at > ?2 OR refresh_tokens.spent_at IS NOT NULL) \
         AND grants.revoked_at IS NULL AND {MAY_SIGN_IN}",
    ))?;
    let mut found = statement.query(params![presented.as_bytes(), now.seconds(), proven_by])?;
    let Some(row) = found.next()? else { return Ok(None) };
    let client_id = ClientId::parse(&row.get::<_, String>(4)?).ok_or_else(|| unreadable("client_id"))?;
    let presented = Presented {
        grant_id: row.get(0)?,
        client_id,
        sub: Subject::new(row.get::<_, String>(5)?),
        spent_at: row.get::<_, Option<i64>>(1)?.map(Timestamp),
        dead: row.get(2)?,
        successor: row.get::<_, Option<[u8; 32]>>(3)?.map(Digest::from_bytes),
    };
    Ok(Some((presented, row.get(6)?)))
}

fn follower(connection: &Connection, digest: &Digest, now: Timestamp) -> StoreResult<Option<Follower>> {
    let mut statement = connection.prepare_cached(
        "SELECT spent_at IS NOT NULL, successor, dead_at IS NULL AND expires_at > ?2 AND idle_expires_at > ?2, \
         access_used_at IS NOT NULL OR EXISTS (SELECT 1 FROM access_tokens \
         WHERE access_tokens.digest = refresh_tokens.access_digest AND access_tokens.first_used_at IS NOT NULL) \
         FROM refresh_tokens WHERE digest = ?1",
    )?;
    let found = statement.query_row(params![digest.as_bytes(), now.seconds()], |row| {
        let (spent, used): (bool, bool) = (row.get(0)?, row.get(3)?);
        let successor = row.get::<_, Option<[u8; 32]>>(1)?.map(Digest::from_bytes);
        Ok(Follower { spent, successor, good: row.get(2)?, used: used || spent })
    });
    Ok(found.optional()?)
}
