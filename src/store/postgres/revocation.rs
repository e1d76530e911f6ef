//! Revoking one token (RFC 7009 §2.1): whose it is, and what goes with it.

use super::access_tokens::record_use;
use super::connection::{Connection, params};
use super::exchanged_tokens;
use super::rows::{self, get, octets};
use super::tokens::revoke;
use crate::clock::Timestamp;
use crate::protocol::audit::What;
use crate::protocol::client::ClientId;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::tokens::Revocation;

/// Where a token may be found, and how its client and grant are told.
const PLACES: [(Kind, &str); 3] = [
    (
        Kind::Access,
        "SELECT coalesce(access_tokens.client_id, grants.client_id), grants.id FROM access_tokens JOIN grants ON grants.id = access_tokens.grant_id \
         WHERE access_tokens.digest = $1",
    ),
    (
        Kind::Refresh,
        "SELECT grants.client_id, grants.id FROM refresh_tokens JOIN grants ON grants.id = refresh_tokens.grant_id \
         WHERE refresh_tokens.digest = $1",
    ),
    (Kind::OfClient, "SELECT client_id, '' FROM client_access_tokens WHERE digest = $1"),
];

#[derive(Clone, Copy)]
enum Kind {
    Access,
    Refresh,
    OfClient,
}

/// Revokes `token` if it is the client's.
pub async fn revoke_token(
    connection: &Connection,
    token: &Digest,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<Revocation> {
    for (kind, query) in PLACES {
        let Some(found) = connection.first(query, params![octets(token)]).await? else { continue };
        let owner = rows::client_id(&found, 0)?;
        if owner != *client_id {
            return Ok(Revocation::Foreign { owner });
        }
        return end(connection, kind, token, get(&found, 1)?, now).await;
    }
    connection.leave_mark().await?;
    Ok(Revocation::Unknown)
}

async fn end(
    connection: &Connection,
    kind: Kind,
    token: &Digest,
    grant_id: String,
    now: Timestamp,
) -> StoreResult<Revocation> {
    let statement = match kind {
        Kind::Refresh => {
            revoke(connection, What::GrantRevoke, &grant_id, now).await?;
            return Ok(Revocation::Grant { grant_id });
        }
        Kind::Access => {
            // Who revokes it has it: the answer that it came with was not lost.
            record_use(connection, token, now).await?;
            exchanged_tokens::end(connection, token).await?;
            return Ok(Revocation::AccessToken);
        }
        Kind::OfClient => "DELETE FROM client_access_tokens WHERE digest = $1",
    };
    connection.execute(statement, params![octets(token)]).await?;
    Ok(Revocation::AccessToken)
}
