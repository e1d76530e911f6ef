//! Rotating a refresh token (SEC-22, SEC-24): its first use, and every later one. The row of the presented token is locked
//! before anything is asked about it, so that of uses at once one is the first.

use super::access_tokens;
use super::connection::{Connection, params};
use super::dpop_proofs;
use super::rows::{self, digest, get, octets, time};
use super::standing::{MAY_SIGN_IN, client_stands, is_admitted};
use super::tokens::{insert_tokens, revoke};
use super::unused_clients::record_use;
use crate::clock::Timestamp;
use crate::protocol::audit::What;
use crate::protocol::refresh_token::{Reuse, SecondUse};
use crate::protocol::tokens::NewTokens;
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::rotation::{Follower, MOST_IN_A_CHAIN, Presented};
use crate::store::standing::{Lapsed, Standing};
use crate::store::tokens::Rotate;

/// Rotates `presented`, under the rule of `reuse`.
pub async fn rotate(
    connection: &Connection,
    presented: &Digest,
    tokens: &NewTokens,
    reuse: Reuse,
    standing: &Standing,
    now: Timestamp,
) -> StoreResult<Rotate> {
    if !client_stands(connection, &standing.client).await? {
        return Ok(Rotate::Lapsed(Lapsed::Client));
    }
    let Some(found) = live_refresh_token(connection, presented, now).await? else { return Ok(Rotate::Gone) };
    if !is_admitted(connection, &found.sub, &standing.allowed_groups).await? {
        return Ok(Rotate::Lapsed(Lapsed::Person));
    }
    if !dpop_proofs::use_up(connection, tokens.proof.as_ref()).await? {
        return Ok(Rotate::ProofUsed);
    }
    let outcome = match (found.spent_at, &found.successor, found.dead) {
        (None, _, false) if tokens.stays(presented) => live_on(connection, presented, &found, tokens).await?,
        (None, _, false) => first_use(connection, presented, &found, tokens, now).await?,
        (Some(spent_at), Some(successor), false) => {
            let Some(follower) = follower(connection, successor, now).await? else { return Ok(Rotate::Gone) };
            match reuse.judge(spent_at, follower.used, now) {
                SecondUse::AtOnce => repeat(connection, &found, vec![*successor], follower, tokens, now).await?,
                SecondUse::Retry => {
                    // Who asks again because of a lost answer may do so in several requests at once, too.
                    spend(connection, presented, now).await?;
                    repeat(connection, &found, vec![*successor], follower, tokens, now).await?
                }
                SecondUse::Theft => Rotate::Reused,
            }
        }
        _ => Rotate::Reused,
    };
    match outcome {
        Rotate::Rotated | Rotate::Repeated { .. } => {
            let update = "UPDATE grants SET proven_by = $2 WHERE id = $1 AND proven_by IS DISTINCT FROM $2";
            futures_util::future::try_join(
                connection.execute(update, params![found.grant_id, tokens.proven_by.as_str()]),
                record_use(connection, &found.client_id, now),
            )
            .await?;
        }
        Rotate::Reused => {
            revoke(connection, What::TokenReplay, &found.grant_id, now).await?;
        }
        Rotate::Gone | Rotate::ProofUsed | Rotate::Lapsed(_) => {}
    }
    Ok(outcome)
}

/// The presented token stays, and a new access token comes beside it.
async fn live_on(
    connection: &Connection,
    presented: &Digest,
    found: &Presented,
    tokens: &NewTokens,
) -> StoreResult<Rotate> {
    let until = tokens.refresh_token.as_ref().map(|token| token.idle_expires_at.seconds());
    let update = "UPDATE refresh_tokens SET idle_expires_at = coalesce($2, idle_expires_at) WHERE digest = $1";
    connection.execute(update, params![octets(presented), until]).await?;
    access_tokens::insert(connection, &found.grant_id, &tokens.access_token, false, None).await?;
    Ok(Rotate::Rotated)
}

async fn first_use(
    connection: &Connection,
    presented: &Digest,
    found: &Presented,
    tokens: &NewTokens,
    now: Timestamp,
) -> StoreResult<Rotate> {
    let successor = tokens.refresh_token.as_ref().map(|token| octets(&token.digest));
    futures_util::future::try_join(
        connection.execute(
            "UPDATE refresh_tokens SET spent_at = $2, successor = $3 WHERE digest = $1",
            params![octets(presented), now.seconds(), successor],
        ),
        insert_tokens(connection, &found.grant_id, tokens, true),
    )
    .await?;
    Ok(Rotate::Rotated)
}

/// Adds an access token beside the unused token at the end of the chain that begins with `follower`.
async fn repeat(
    connection: &Connection,
    found: &Presented,
    mut chain: Vec<Digest>,
    mut follower: Follower,
    tokens: &NewTokens,
    now: Timestamp,
) -> StoreResult<Rotate> {
    while follower.spent {
        let Some(next) = follower.successor.filter(|_| chain.len() < MOST_IN_A_CHAIN) else { return Ok(Rotate::Gone) };
        let Some(of_next) = self::follower(connection, &next, now).await? else { return Ok(Rotate::Gone) };
        chain.push(next);
        follower = of_next;
    }
    if !follower.good {
        return Ok(Rotate::Gone);
    }
    let beside = chain.last().copied();
    access_tokens::insert(connection, &found.grant_id, &tokens.access_token, true, beside).await?;
    Ok(Rotate::Repeated { chain })
}

async fn spend(connection: &Connection, presented: &Digest, now: Timestamp) -> StoreResult<()> {
    let update = "UPDATE refresh_tokens SET spent_at = $2 WHERE digest = $1";
    connection.execute(update, params![octets(presented), now.seconds()]).await?;
    Ok(())
}

async fn live_refresh_token(
    connection: &Connection,
    presented: &Digest,
    now: Timestamp,
) -> StoreResult<Option<Presented>> {
    let lock = "SELECT 1 FROM refresh_tokens WHERE digest = $1 FOR UPDATE";
    let asked = format!(
        "SELECT refresh_tokens.grant_id, refresh_tokens.spent_at, refresh_tokens.dead_at IS NOT NULL, \
         refresh_tokens.successor, grants.client_id, grants.sub FROM refresh_tokens \
         JOIN grants ON grants.id = refresh_tokens.grant_id JOIN users ON users.sub = grants.sub \
         WHERE refresh_tokens.digest = $1 AND refresh_tokens.expires_at > $2 \
         AND (refresh_tokens.idle_expires_at > $2 OR refresh_tokens.spent_at IS NOT NULL) \
         AND grants.revoked_at IS NULL AND {MAY_SIGN_IN}",
    );
    connection.prepare(&[lock, &asked]).await?;
    let (_, found) = futures_util::future::try_join(
        connection.rows(lock, params![octets(presented)]),
        connection.first(&asked, params![octets(presented), now.seconds()]),
    )
    .await?;
    let Some(row) = found else { return Ok(None) };
    Ok(Some(Presented {
        grant_id: get(&row, 0)?,
        client_id: rows::client_id(&row, 4)?,
        sub: Subject::new(get::<String>(&row, 5)?),
        spent_at: time(&row, 1)?,
        dead: get(&row, 2)?,
        successor: digest(&row, 3)?,
    }))
}

async fn follower(connection: &Connection, successor: &Digest, now: Timestamp) -> StoreResult<Option<Follower>> {
    let asked = "SELECT spent_at IS NOT NULL, successor, dead_at IS NULL AND expires_at > $2 AND idle_expires_at > $2, \
         access_used_at IS NOT NULL OR EXISTS (SELECT 1 FROM access_tokens \
         WHERE access_tokens.digest = refresh_tokens.access_digest AND access_tokens.first_used_at IS NOT NULL) \
         FROM refresh_tokens WHERE digest = $1";
    let Some(row) = connection.first(asked, params![octets(successor), now.seconds()]).await? else { return Ok(None) };
    let (spent, used): (bool, bool) = (get(&row, 0)?, get(&row, 3)?);
    Ok(Some(Follower { spent, successor: digest(&row, 1)?, good: get(&row, 2)?, used: used || spent }))
}
