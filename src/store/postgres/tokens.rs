//! Grants and tokens.

use async_trait::async_trait;
use futures_util::future::try_join;

use super::codes::void_codes;
use super::connection::{Connection, params};
use super::rows::{self, USER, USER_COLUMNS, get, octets, time};
use super::standing::{client_stands, hold_person};
use super::unused_clients::record_use;
use super::{PostgresStore, access_tokens, audit, dpop_proofs, exchanged_tokens, logouts, revocation, rotation};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::client::ClientId;
use crate::protocol::grant::Grant;
use crate::protocol::id_token::session_sid;
use crate::protocol::proven_by::ProvenBy;
use crate::protocol::refresh_token::Reuse;
use crate::protocol::scope::ScopeSet;
use crate::protocol::sender_constraint::SenderConstraint;
use crate::protocol::tokens::{LiveAccessToken, NewTokens, RefreshTokenState};
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::app_signed_in;
use crate::store::standing::{ClientStanding, Standing};
use crate::store::tokens::{
    AddClientToken, AddExchanged, AppOfLogin, ExchangedToken, GrantOfLogin, Revocation, Rotate, Tokens,
};

#[async_trait]
impl Tokens for PostgresStore {
    async fn access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>> {
        let token = *token;
        let found =
            self.engine.read(async move |connection: &Connection| access_tokens::find(connection, &token, now).await);
        let Some((live, first_use)) = found.await? else { return Ok(None) };
        if first_use {
            let recorded = self.engine.transaction(async move |connection: &Connection| {
                access_tokens::record_use(connection, &token, now).await
            });
            // A retry may have killed it between the look and the mark.
            if !recorded.await? {
                return Ok(None);
            }
        }
        Ok(Some(live))
    }

    async fn look_at_access_token(&self, token: &Digest, now: Timestamp) -> StoreResult<Option<LiveAccessToken>> {
        let token = *token;
        let found =
            self.engine.read(async move |connection: &Connection| access_tokens::find(connection, &token, now).await);
        Ok(found.await?.map(|(live, _)| live))
    }

    async fn add_client_token(
        &self,
        client_id: &ClientId,
        tokens: &NewTokens,
        client: &ClientStanding,
    ) -> StoreResult<AddClientToken> {
        let (client_id, tokens) = (client_id.clone(), tokens.clone());
        // The configuration is this process's own, and nothing else is asked: one statement does it.
        if let (ClientStanding::Configured(stands), None) = (client, &tokens.proof) {
            let stands = stands.clone();
            return self
                .engine
                .once(async move |connection: &Connection| {
                    if !stands() {
                        return Ok(AddClientToken::ClientChanged);
                    }
                    let NewTokens { access_token, proven_by, .. } = &tokens;
                    access_tokens::insert_for_client(connection, &client_id, access_token, proven_by).await?;
                    Ok(AddClientToken::Added)
                })
                .await;
        }
        let client = client.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                if !client_stands(connection, &client).await? {
                    return Ok(AddClientToken::ClientChanged);
                }
                if !dpop_proofs::use_up(connection, tokens.proof.as_ref()).await? {
                    return Ok(AddClientToken::ProofUsed);
                }
                let NewTokens { access_token, proven_by, .. } = &tokens;
                try_join(
                    access_tokens::insert_for_client(connection, &client_id, access_token, proven_by),
                    record_use(connection, &client_id, access_token.issued_at),
                )
                .await?;
                Ok(AddClientToken::Added)
            })
            .await
    }

    async fn add_exchanged_token(&self, token: &ExchangedToken, now: Timestamp) -> StoreResult<AddExchanged> {
        let token = token.clone();
        self.engine
            .transaction(async move |connection: &Connection| exchanged_tokens::add(connection, &token, now).await)
            .await
    }

    async fn grant_of_login(
        &self,
        client_id: &ClientId,
        sid: &str,
        now: Timestamp,
    ) -> StoreResult<Option<GrantOfLogin>> {
        let (client_id, sid) = (client_id.clone(), sid.to_owned());
        self.engine
            .read(async move |connection: &Connection| {
                exchanged_tokens::grant_of_login(connection, &client_id, &sid, now).await
            })
            .await
    }

    async fn revoke_token(&self, token: &Digest, client_id: &ClientId, now: Timestamp) -> StoreResult<Revocation> {
        let (token, client_id) = (*token, client_id.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                revocation::revoke_token(connection, &token, &client_id, now).await
            })
            .await
    }

    async fn refresh_token(&self, token: &Digest) -> StoreResult<Option<RefreshTokenState>> {
        let token = *token;
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {USER}, grants.detail, grants.revoked_at, refresh_tokens.idle_expires_at, \
                     refresh_tokens.expires_at, coalesce(refresh_tokens.spent_at, refresh_tokens.dead_at), grants.proven_by, \
                 refresh_tokens.jkt \
                     FROM refresh_tokens JOIN grants ON grants.id = refresh_tokens.grant_id \
                     JOIN users ON users.sub = grants.sub WHERE refresh_tokens.digest = $1"
                );
                let Some(row) = connection.first(&asked, params![octets(&token)]).await? else { return Ok(None) };
                let at = USER_COLUMNS;
                Ok(Some(RefreshTokenState {
                    user: rows::user(&row, 0)?,
                    grant: rows::json(get(&row, at)?)?,
                    revoked: time(&row, at + 1)?.is_some(),
                    idle_expires_at: Timestamp(get(&row, at + 2)?),
                    expires_at: Timestamp(get(&row, at + 3)?),
                    rotated: time(&row, at + 4)?.is_some(),
                    proven_by: get::<Option<String>>(&row, at + 5)?.map(ProvenBy::stored),
            bound_to: access_tokens::bound_to(&row, at + 6)?,
                }))
            })
            .await
    }

    async fn rotate_refresh_token(
        &self,
        presented: &Digest,
        tokens: &NewTokens,
        reuse: Reuse,
        standing: &Standing,
        now: Timestamp,
    ) -> StoreResult<Rotate> {
        let (presented, tokens, standing) = (*presented, tokens.clone(), standing.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                rotation::rotate(connection, &presented, &tokens, reuse, &standing, now).await
            })
            .await
    }

    async fn revoke_grant(&self, grant_id: &str, now: Timestamp) -> StoreResult<bool> {
        let grant_id = grant_id.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                revoke(connection, What::TokenReplay, &grant_id, now).await
            })
            .await
    }

    async fn clients_of(&self, sub: &Subject) -> StoreResult<Vec<(ClientId, ScopeSet, Timestamp)>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT * FROM (SELECT DISTINCT ON (grants.client_id) grants.client_id, \
                     coalesce(consents.scope, grants.detail::json ->> 'scope', ''), grants.created_at AS at FROM grants \
                     LEFT JOIN consents ON consents.sub = grants.sub AND consents.client_id = grants.client_id \
                     WHERE grants.sub = $1 AND grants.revoked_at IS NULL \
                     ORDER BY grants.client_id, grants.created_at DESC) AS latest ORDER BY at DESC";
                let found = connection.rows(asked, params![sub.as_str()]).await?;
                let client = |row| {
                    Ok((rows::client_id(row, 0)?, ScopeSet::parse(get(row, 1)?), Timestamp(get(row, 2)?)))
                };
                found.iter().map(client).collect()
            })
            .await
    }

    async fn clients_of_session(&self, session_id: &str) -> StoreResult<Vec<ClientId>> {
        let session_id = session_id.to_owned();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT DISTINCT client_id FROM grants WHERE sub = (SELECT sub FROM sessions WHERE id = $1) \
                     AND session_id = $1 ORDER BY 1";
                let found = connection.rows(asked, params![session_id]).await?;
                found.iter().map(|row| rows::client_id(row, 0)).collect()
            })
            .await
    }

    async fn apps_of_login(&self, session_id: &str) -> StoreResult<Vec<AppOfLogin>> {
        let session_id = session_id.to_owned();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT client_id, max(used_at), bool_or(is_live) FROM (SELECT client_id, greatest(created_at, \
                     coalesce((SELECT max(spent_at) FROM refresh_tokens WHERE refresh_tokens.grant_id = grants.id), 0)) AS \
                     used_at, revoked_at IS NULL AS is_live FROM grants WHERE sub = (SELECT sub FROM sessions WHERE id = $1) \
                     AND session_id = $1) AS given GROUP BY client_id ORDER BY 2 DESC, 1";
                let found = connection.rows(asked, params![session_id]).await?;
                let app = |row| {
                    let client_id = rows::client_id(row, 0)?;
                    Ok(AppOfLogin { client_id, used_at: Timestamp(get(row, 1)?), is_live: get(row, 2)? })
                };
                found.iter().map(app).collect()
            })
            .await
    }

    async fn end_app_of_login(
        &self,
        sub: &Subject,
        session_id: &str,
        client_id: &ClientId,
        now: Timestamp,
    ) -> StoreResult<bool> {
        let (sub, session_id, client_id) = (sub.clone(), session_id.to_owned(), client_id.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                end_app(connection, &sub, &session_id, &client_id, now).await
            })
            .await
    }
}

/// Holds the person first, so that nothing is given meanwhile, then the login, as whoever ends that does.
async fn end_app(
    connection: &Connection,
    sub: &Subject,
    session_id: &str,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<bool> {
    hold_person(connection, sub).await?;
    let hold = "SELECT 1 FROM sessions WHERE id = $1 AND sub = $2 AND ended_at IS NULL FOR UPDATE";
    let is_live = connection.exists(hold, params![session_id, sub.as_str()]).await?;
    let of_app = "sub = $2 AND session_id = $3 AND client_id = $4";
    let parameters = params![now.seconds(), sub.as_str(), session_id, client_id.as_str()];
    if !is_live || revoke_where(connection, of_app, parameters).await? == 0 {
        connection.leave_mark().await?;
        return Ok(false);
    }
    void_codes(connection, Some(sub), client_id, now).await?;
    logouts::enqueue(connection, session_id, Some(client_id), now).await?;
    audit::append(connection, &Event::of(What::AppSignOut, sub).with_client(client_id), now).await?;
    Ok(true)
}

/// Stores a grant. Where the authorization endpoint stored it already, what the client proved itself by is added.
pub async fn insert_grant(connection: &Connection, grant: &Grant, proven_by: &ProvenBy) -> StoreResult<()> {
    if !begin_grant(connection, grant, proven_by).await? {
        let update = "UPDATE grants SET proven_by = $2 WHERE id = $1";
        connection.execute(update, params![grant.id, proven_by.as_str()]).await?;
    }
    Ok(())
}

/// Stores a grant, unless it is there; whether it was not.
pub async fn begin_grant(connection: &Connection, grant: &Grant, proven_by: &ProvenBy) -> StoreResult<bool> {
    let detail = rows::to_json(grant)?;
    let offline = grant.scope.contains("offline_access") && !grant.ends_with_login;
    let sid = session_sid(&grant.session_id, &grant.client_id);
    let (begun, is_first) = try_join(
        connection.execute(
            "INSERT INTO grants (id, client_id, sub, session_id, offline, detail, created_at, proven_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
            params![
                grant.id,
                grant.client_id.as_str(),
                grant.sub.as_str(),
                grant.session_id,
                offline,
                detail,
                grant.created_at.seconds(),
                proven_by.as_str(),
            ],
        ),
        connection.execute(
            "INSERT INTO client_logins (client_id, sid, session_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            params![grant.client_id.as_str(), sid, grant.session_id],
        ),
    )
    .await?;
    if is_first > 0 {
        audit::append(connection, &app_signed_in(grant), grant.created_at).await?;
    }
    Ok(begun > 0)
}

/// Stores the tokens of one answer.
pub async fn insert_tokens(
    connection: &Connection,
    grant_id: &str,
    tokens: &NewTokens,
    tracked: bool,
) -> StoreResult<()> {
    let refresh_digest = tokens.refresh_token.as_ref().filter(|_| tracked).map(|token| token.digest);
    let access_token = access_tokens::insert(connection, grant_id, &tokens.access_token, tracked, refresh_digest);
    let refresh_token = async {
        let Some(refresh_token) = &tokens.refresh_token else { return Ok(0) };
        let insert = "INSERT INTO refresh_tokens (digest, grant_id, idle_expires_at, expires_at, access_digest, \
             jkt) VALUES ($1, $2, $3, $4, $5, $6)";
        let parameters = params![
            octets(&refresh_token.digest),
            grant_id,
            refresh_token.idle_expires_at.seconds(),
            refresh_token.expires_at.seconds(),
            octets(&tokens.access_token.digest),
            refresh_token.bound_to.as_ref().map(SenderConstraint::stored),
        ];
        connection.execute(insert, parameters).await
    };
    try_join(access_token, refresh_token).await?;
    Ok(())
}

/// Revokes what a person gave a client, with its unused codes; part of the transaction that withdraws the consent. Returns
/// how many grants there were.
pub async fn revoke_grants_to(
    connection: &Connection,
    sub: &Subject,
    client_id: &ClientId,
    now: Timestamp,
) -> StoreResult<u64> {
    hold_person(connection, sub).await?;
    let parameters = params![now.seconds(), sub.as_str(), client_id.as_str()];
    let revoked = revoke_where(connection, "sub = $2 AND client_id = $3", parameters).await?;
    void_codes(connection, Some(sub), client_id, now).await?;
    Ok(revoked)
}

/// Revokes every grant to a client, with its own tokens and its unused codes; part of the transaction that removes or
/// disables it.
pub async fn revoke_grants_of(connection: &Connection, client_id: &ClientId, now: Timestamp) -> StoreResult<()> {
    revoke_where(connection, "client_id = $2", params![now.seconds(), client_id.as_str()]).await?;
    let delete = "DELETE FROM client_access_tokens WHERE client_id = $1";
    connection.execute(delete, params![client_id.as_str()]).await?;
    exchanged_tokens::end_of_client(connection, client_id).await?;
    void_codes(connection, None, client_id, now).await
}

/// Revokes many grants at `$1`. In the order of their keys, so that two who do so do not wait for each other.
pub async fn revoke_where(
    connection: &Connection,
    which: &str,
    parameters: &[super::connection::Parameter<'_>],
) -> StoreResult<u64> {
    let update = format!(
        "UPDATE grants SET revoked_at = $1 WHERE id IN (SELECT id FROM grants WHERE {which} AND revoked_at IS NULL \
         ORDER BY id FOR UPDATE) AND revoked_at IS NULL"
    );
    connection.execute(&update, parameters).await
}

pub(super) async fn revoke(connection: &Connection, what: What, grant_id: &str, now: Timestamp) -> StoreResult<bool> {
    let update = "UPDATE grants SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING sub, client_id";
    let Some(row) = connection.first(update, params![grant_id, now.seconds()]).await? else {
        connection.leave_mark().await?;
        return Ok(false);
    };
    let event = Event::of(what, &Subject::new(get::<String>(&row, 0)?)).with_client(&rows::client_id(&row, 1)?);
    audit::append(connection, &event, now).await?;
    Ok(true)
}
