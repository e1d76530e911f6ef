//! Access tokens, of people and of clients: stored, found alive, used.

use std::sync::Arc;

use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{self, USER, USER_COLUMNS, get, octets, time, unreadable};
use super::standing::MAY_SIGN_IN;
use crate::clock::Timestamp;
use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::tokens::{Holder, LiveAccessToken, NewAccessToken};
use crate::secret::Digest;
use crate::store::StoreResult;

/// A person's token with its grant, or a client's own; all alive. And whether this is the first use that must be
/// recorded.
pub async fn find(
    connection: &Connection,
    token: &Digest,
    now: Timestamp,
) -> StoreResult<Option<(LiveAccessToken, bool)>> {
    let asked = format!(
        "SELECT {USER}, {ACCESS_TOKEN}, grants.proven_by, access_tokens.jkt, access_tokens.authorization_details, \
         grants.detail, \
         access_tokens.tracked AND access_tokens.first_used_at IS NULL, access_tokens.exchange \
         FROM access_tokens JOIN grants ON grants.id = access_tokens.grant_id JOIN users ON users.sub = grants.sub \
         WHERE access_tokens.digest = $1 AND access_tokens.expires_at > $2 AND grants.revoked_at IS NULL \
         AND {MAY_SIGN_IN} AND {PARENT_LIVES}"
    );
    let Some(row) = connection.first(&asked, params![octets(token), now.seconds()]).await? else {
        return Ok(of_client(connection, token, now).await?.map(|token| (token, false)));
    };
    let at = USER_COLUMNS + ACCESS_TOKEN_COLUMNS;
    let holder = Holder::Person { grant: Arc::new(rows::json(get(&row, at)?)?), user: Arc::new(rows::user(&row, 0)?) };
    let exchange = get::<Option<&str>>(&row, at + 2)?.map(rows::json).transpose()?;
    Ok(Some((LiveAccessToken { exchange, ..access_token(&row, USER_COLUMNS, holder)? }, get(&row, at + 1)?)))
}

/// A token that was exchanged for another is nothing without it.
const PARENT_LIVES: &str = "(access_tokens.parent IS NULL OR EXISTS (SELECT 1 FROM access_tokens AS parents \
     WHERE parents.digest = access_tokens.parent AND parents.expires_at > $2))";

async fn of_client(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>> {
    let asked = "SELECT scope, expires_at, audience, jti, issued_at, proven_by, jkt, authorization_details, client_id \
         FROM client_access_tokens WHERE digest = $1 AND expires_at > $2";
    let Some(row) = connection.first(asked, params![octets(token), now.seconds()]).await? else { return Ok(None) };
    let holder = Holder::Client(rows::client_id(&row, ACCESS_TOKEN_COLUMNS)?);
    Ok(Some(access_token(&row, 0, holder)?))
}

/// The columns of an access token, in the order that [`access_token`] reads them, less
/// `proven_by`, which is the grant's, and what is behind it.
const ACCESS_TOKEN: &str = "access_tokens.scope, access_tokens.expires_at, access_tokens.audience, access_tokens.jti, \
     access_tokens.issued_at";
/// How many they are with these.
const ACCESS_TOKEN_COLUMNS: usize = 8;

fn access_token(row: &Row, at: usize, holder: Holder) -> StoreResult<LiveAccessToken> {
    Ok(LiveAccessToken {
        holder,
        scope: ScopeSet::parse(get(row, at)?),
        expires_at: Timestamp(get(row, at + 1)?),
        audience: get::<Option<&str>>(row, at + 2)?.map(rows::json).transpose()?.unwrap_or_default(),
        jti: get(row, at + 3)?,
        issued_at: time(row, at + 4)?,
        proven_by: get::<Option<String>>(row, at + 5)?.map(ProvenBy::stored),
        bound_to: bound_to(row, at + 6)?,
        authorization_details: details(row, at + 7)?,
        exchange: None,
    })
}

/// What a token is bound to, where it is. What cannot be read is an error, and never a token for everybody.
pub fn bound_to(row: &Row, at: usize) -> StoreResult<Option<SenderConstraint>> {
    let stored = get::<Option<&str>>(row, at)?;
    stored.map(|stored| SenderConstraint::from_stored(stored).map_err(unreadable)).transpose()
}

/// What a token allows in detail. What cannot be read is an error, and never a token without it.
fn details(row: &Row, at: usize) -> StoreResult<AuthorizationDetails> {
    Ok(get::<Option<&str>>(row, at)?.map(rows::json).transpose()?.unwrap_or_default())
}

/// Stores a person's access token; `born_beside` is the refresh token of the same answer, where its use matters.
pub async fn insert(
    connection: &Connection,
    grant_id: &str,
    token: &NewAccessToken,
    tracked: bool,
    born_beside: Option<Digest>,
) -> StoreResult<()> {
    let insert = "INSERT INTO access_tokens (digest, grant_id, scope, expires_at, tracked, issued_at, audience, jti, \
         refresh_digest, jkt, authorization_details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let parameters = params![
        octets(&token.digest),
        grant_id,
        token.scope.to_string(),
        token.expires_at.seconds(),
        tracked,
        token.issued_at.seconds(),
        audience(token)?,
        token.jti,
        born_beside.as_ref().map(octets),
        token.bound_to.as_ref().map(SenderConstraint::stored),
        details_column(token),
    ];
    connection.execute(insert, parameters).await?;
    Ok(())
}

/// Stores an access token that a client got for itself.
pub async fn insert_for_client(
    connection: &Connection,
    client_id: &ClientId,
    token: &NewAccessToken,
    proven_by: &ProvenBy,
) -> StoreResult<()> {
    let insert = "INSERT INTO client_access_tokens (digest, client_id, scope, audience, jti, issued_at, expires_at, \
         proven_by, jkt, authorization_details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let parameters = params![
        octets(&token.digest),
        client_id.as_str(),
        token.scope.to_string(),
        audience(token)?,
        token.jti,
        token.issued_at.seconds(),
        token.expires_at.seconds(),
        proven_by.as_str(),
        token.bound_to.as_ref().map(SenderConstraint::stored),
        details_column(token),
    ];
    connection.execute(insert, parameters).await?;
    Ok(())
}

/// A token's audience for its column: nothing for most tokens, which are for this provider.
fn audience(token: &NewAccessToken) -> StoreResult<Option<String>> {
    if token.audience.is_empty() { Ok(None) } else { rows::to_json(&token.audience).map(Some) }
}

/// What a token allows in detail, for its column.
fn details_column(token: &NewAccessToken) -> Option<String> {
    let details = &token.authorization_details;
    (!details.is_empty()).then(|| details.to_json())
}

/// Remembers that an access token was used, with it and with the refresh token born beside it: whoever has the one
/// got the other (SEC-24). `false` when the token is gone.
pub async fn record_use(connection: &Connection, token: &Digest, now: Timestamp) -> StoreResult<bool> {
    let of_refresh_token = "UPDATE refresh_tokens SET access_used_at = coalesce(access_used_at, $2) \
         WHERE digest = (SELECT refresh_digest FROM access_tokens WHERE digest = $1)";
    let of_access_token = "UPDATE access_tokens SET first_used_at = coalesce(first_used_at, $2) WHERE digest = $1";
    let (_, alive) = futures_util::future::try_join(
        connection.execute(of_refresh_token, params![octets(token), now.seconds()]),
        connection.execute(of_access_token, params![octets(token), now.seconds()]),
    )
    .await?;
    Ok(alive > 0)
}
