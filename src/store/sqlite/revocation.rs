//! Revoking one token (RFC 7009 §2.1): whose it is, and what goes with it.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::access_tokens::record_use;
use super::exchanged_tokens;
use super::rows::unreadable;
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
         WHERE access_tokens.digest = ?1",
    ),
    (
        Kind::Refresh,
        "SELECT grants.client_id, grants.id FROM refresh_tokens JOIN grants ON grants.id = refresh_tokens.grant_id \
         WHERE refresh_tokens.digest = ?1",
    ),
    (Kind::OfClient, "SELECT client_id, '' FROM client_access_tokens WHERE digest = ?1"),
];

#[derive(Clone, Copy)]
enum Kind {
    Access,
    Refresh,
    OfClient,
}

/// Revokes `token` if it is the client's.
pub fn revoke_token(
    connection: &Connection,
    token: &Digest,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<Revocation> {
    for (kind, query) in PLACES {
        let found: Option<(String, String)> = connection
            .prepare_cached(query)?
            .query_row([token.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((owner, grant_id)) = found else { continue };
        if owner != client_id.as_str() {
            return Ok(Revocation::Foreign { owner: ClientId::parse(&owner).ok_or_else(|| unreadable("client_id"))? });
        }
        return end(connection, kind, token, grant_id, now);
    }
    Ok(Revocation::Unknown)
}

fn end(
    connection: &Connection,
    kind: Kind,
    token: &Digest,
    grant_id: String,
    now: Timestamp,
) -> StoreResult<Revocation> {
    let statement = match kind {
        Kind::Refresh => {
            revoke(connection, What::GrantRevoke, &grant_id, now)?;
            return Ok(Revocation::Grant { grant_id });
        }
        Kind::Access => {
            // Who revokes it has it: the answer that it came with was not lost.
            record_use(connection, token, now)?;
            exchanged_tokens::end(connection, token)?;
            return Ok(Revocation::AccessToken);
        }
        Kind::OfClient => "DELETE FROM client_access_tokens WHERE digest = ?1",
    };
    connection.prepare_cached(statement)?.execute(params![token.as_bytes()])?;
    Ok(Revocation::AccessToken)
}
