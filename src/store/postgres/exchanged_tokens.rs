//! Access tokens that were exchanged for others (RFC 8693): stored while what they came from lives, and ended with it.

use super::connection::{Connection, params};
use super::rows::{self, USER, USER_COLUMNS, get, octets};
use super::standing::{LIVE, MAY_SIGN_IN, client_stands, is_admitted, login_lives, may_sign_in};
use super::unused_clients::record_use;
use super::{access_tokens, audit, dpop_proofs};
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::proven_by::ProvenBy;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::token_exchanged;
use crate::store::standing::Lapsed;
use crate::store::tokens::{AddExchanged, ExchangedToken, GrantOfLogin};

/// Stores it, with the record of it.
pub async fn add(connection: &Connection, token: &ExchangedToken, now: Timestamp) -> StoreResult<AddExchanged> {
    let ExchangedToken { access_token, exchange, grant, subject_token, proof, standing } = token;
    if !client_stands(connection, &standing.client).await? {
        return Ok(AddExchanged::Lapsed(Lapsed::Client));
    }
    if !is_admitted(connection, &grant.sub, &standing.allowed_groups).await? {
        return Ok(AddExchanged::Lapsed(Lapsed::Person));
    }
    if !subject_lives(connection, token, now).await? {
        return Ok(AddExchanged::SubjectGone);
    }
    if !dpop_proofs::use_up(connection, proof.as_ref()).await? {
        return Ok(AddExchanged::ProofUsed);
    }
    access_tokens::insert(connection, &grant.id, access_token, false, None).await?;
    let update = "UPDATE access_tokens SET client_id = $2, parent = $3, exchange = $4 WHERE digest = $1";
    let parameters = params![
        octets(&access_token.digest),
        exchange.client_id.as_str(),
        subject_token.as_ref().map(octets),
        rows::to_json(exchange)?,
    ];
    connection.execute(update, parameters).await?;
    record_use(connection, &exchange.client_id, now).await?;
    audit::append(connection, &token_exchanged(token), now).await?;
    Ok(AddExchanged::Added)
}

/// Whoever revokes the subject token or its grant waits until this has ended, and finds what was stored.
async fn subject_lives(connection: &Connection, token: &ExchangedToken, now: Timestamp) -> StoreResult<bool> {
    if !may_sign_in(connection, &token.grant.sub).await? {
        return Ok(false);
    }
    let grant = "SELECT 1 FROM grants WHERE id = $1 AND revoked_at IS NULL FOR SHARE";
    if !connection.exists(grant, params![token.grant.id]).await? {
        return Ok(false);
    }
    match &token.subject_token {
        None => login_lives(connection, &token.grant.session_id, now).await,
        Some(digest) => {
            let asked = "SELECT 1 FROM access_tokens WHERE digest = $1 AND grant_id = $2 AND expires_at > $3 FOR SHARE";
            connection.exists(asked, params![octets(digest), token.grant.id, now.seconds()]).await
        }
    }
}

/// What the ID tokens of this `sid` stand for.
pub async fn grant_of_login(
    connection: &Connection,
    client_id: &ClientId,
    sid: &str,
    now: Timestamp,
) -> StoreResult<Option<GrantOfLogin>> {
    let asked = format!(
        "SELECT {USER}, grants.detail, grants.proven_by FROM client_logins \
         JOIN sessions ON sessions.id = client_logins.session_id JOIN users ON users.sub = sessions.sub \
         JOIN grants ON grants.sub = sessions.sub AND grants.session_id = sessions.id \
         WHERE client_logins.client_id = $1 AND client_logins.sid = $3 AND grants.client_id = $1 \
         AND grants.revoked_at IS NULL AND {LIVE} AND {MAY_SIGN_IN} ORDER BY grants.created_at DESC, grants.id DESC LIMIT 1"
    );
    let parameters = params![client_id.as_str(), now.seconds(), sid];
    let Some(row) = connection.first(&asked, parameters).await? else { return Ok(None) };
    Ok(Some(GrantOfLogin {
        user: rows::user(&row, 0)?,
        grant: rows::json(get(&row, USER_COLUMNS)?)?,
        proven_by: get::<Option<String>>(&row, USER_COLUMNS + 1)?.map(ProvenBy::stored),
    }))
}

/// Removes an access token, and all that were exchanged for it. Its row is changed before: whoever exchanges it meanwhile is
/// done then, or finds it gone.
pub async fn end(connection: &Connection, token: &Digest) -> StoreResult<()> {
    connection.execute(&end_of("digest = $1"), params![octets(token)]).await?;
    Ok(())
}

/// Removes what was exchanged by a client, and all that was exchanged for that.
pub async fn end_of_client(connection: &Connection, client_id: &ClientId) -> StoreResult<()> {
    connection.execute(&end_of("client_id = $1"), params![client_id.as_str()]).await?;
    Ok(())
}

fn end_of(first: &str) -> String {
    format!(
        "WITH RECURSIVE ended (digest) AS (SELECT digest FROM access_tokens WHERE {first} \
         UNION SELECT access_tokens.digest FROM access_tokens JOIN ended ON access_tokens.parent = ended.digest) \
         DELETE FROM access_tokens WHERE digest IN (SELECT digest FROM ended)"
    )
}
