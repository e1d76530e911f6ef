//! Browsers that are known for people.

use async_trait::async_trait;
use tokio_postgres::Row;

use super::connection::{Connection, params};
use super::rows::{digest, get, octets, time, unreadable};
use super::{PostgresStore, audit};
use crate::clock::Timestamp;
use crate::protocol::audit::{Event, What};
use crate::protocol::known_browser::{KnownBrowser, LIFETIME, MOST_BROWSERS, RememberedFactor};
use crate::protocol::user::Subject;
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::{factor_remembered, forgotten};
use crate::store::known_browsers::KnownBrowsers;
use crate::store::sessions::Visit;

const COLUMNS: &str = "digest, sub, user_agent, first_seen, last_seen, factor_since, factor_until, factor_revision";

#[async_trait]
impl KnownBrowsers for PostgresStore {
    async fn known_browsers(&self, tokens: &[Digest], now: Timestamp) -> StoreResult<Vec<KnownBrowser>> {
        if tokens.is_empty() {
            return Ok(Vec::new());
        }
        let tokens: Vec<Vec<u8>> = tokens.iter().map(|token| octets(token).to_vec()).collect();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!("SELECT {COLUMNS} FROM known_browsers WHERE digest = ANY($1) AND last_seen > $2");
                let found = connection.rows(&asked, params![tokens, now.before(LIFETIME).seconds()]).await?;
                found.iter().map(browser).collect()
            })
            .await
    }

    async fn browsers_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<KnownBrowser>> {
        let sub = sub.clone();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = format!(
                    "SELECT {COLUMNS} FROM known_browsers WHERE sub = $1 AND last_seen > $2 ORDER BY last_seen DESC, digest"
                );
                let found = connection.rows(&asked, params![sub.as_str(), now.before(LIFETIME).seconds()]).await?;
                found.iter().map(browser).collect()
            })
            .await
    }

    async fn forget_factor(&self, sub: &Subject, browser: Option<&Digest>, now: Timestamp) -> StoreResult<()> {
        let (sub, browser) = (sub.clone(), browser.copied());
        self.engine
            .transaction(async move |connection: &Connection| {
                let update = "UPDATE known_browsers SET factor_since = NULL, factor_until = NULL, factor_revision = NULL \
                     WHERE sub = $1 AND ($2::bytea IS NULL OR digest = $2) AND factor_since IS NOT NULL \
                     RETURNING user_agent";
                let agents =
                    agents(&connection.rows(update, params![sub.as_str(), browser.as_ref().map(octets)]).await?)?;
                note(connection, forgotten(What::FactorForget, &sub, browser.is_some(), &agents), now).await
            })
            .await
    }

    async fn forget_browser(&self, sub: &Subject, browser: &Digest, now: Timestamp) -> StoreResult<()> {
        let (sub, browser) = (sub.clone(), *browser);
        self.engine
            .transaction(async move |connection: &Connection| {
                let delete = "DELETE FROM known_browsers WHERE digest = $2 AND sub = $1 RETURNING user_agent";
                let agents = agents(&connection.rows(delete, params![sub.as_str(), octets(&browser)]).await?)?;
                note(connection, forgotten(What::BrowserForget, &sub, true, &agents), now).await
            })
            .await
    }

    async fn forget_browsers(&self, sub: &Subject, keep: Option<&Digest>, now: Timestamp) -> StoreResult<()> {
        let (sub, keep) = (sub.clone(), keep.copied());
        self.engine
            .transaction(async move |connection: &Connection| {
                let agents = forget_browsers(connection, &sub, keep.as_ref()).await?;
                note(connection, forgotten(What::BrowserForget, &sub, false, &agents), now).await
            })
            .await
    }
}

async fn note(connection: &Connection, event: Option<Event>, now: Timestamp) -> StoreResult<()> {
    match event {
        Some(event) => audit::append(connection, &event, now).await,
        None => Ok(()),
    }
}

fn agents(rows: &[Row]) -> StoreResult<Vec<String>> {
    rows.iter().map(|row| get(row, 0)).collect()
}

/// Forgets all of a person's browsers but `keep`, and returns what they are. Whatever it is part of is recorded there.
pub async fn forget_browsers(
    connection: &Connection,
    sub: &Subject,
    keep: Option<&Digest>,
) -> StoreResult<Vec<String>> {
    let delete = "DELETE FROM known_browsers WHERE sub = $1 AND digest IS DISTINCT FROM $2::bytea RETURNING user_agent";
    agents(&connection.rows(delete, params![sub.as_str(), keep.map(octets)]).await?)
}

/// Whether the second factor is remembered still that a visit rests on, where it rests on one.
pub async fn holds(
    connection: &Connection,
    visit: Option<&Visit>,
    (sub, credentials_revision): (&Subject, i64),
    now: Timestamp,
) -> StoreResult<bool> {
    let Some(visit) = visit.filter(|visit| visit.rests_on_memory) else { return Ok(true) };
    let asked = "SELECT 1 FROM known_browsers WHERE digest = $1 AND sub = $2 AND factor_until > $3 \
         AND factor_revision = $4 FOR UPDATE";
    let parameters = params![octets(&visit.browser), sub.as_str(), now.seconds(), credentials_revision];
    connection.exists(asked, parameters).await
}

/// Notes that a person signed in in this browser. Returns whether it is new to them.
pub async fn note_visit(
    connection: &Connection,
    visit: &Visit,
    (sub, credentials_revision): (&Subject, i64),
    now: Timestamp,
) -> StoreResult<bool> {
    let until = visit.remembers_until.map(Timestamp::seconds);
    let (since, revision) = (until.map(|_| now.seconds()), until.map(|_| credentials_revision));
    note(connection, visit.remembers_until.map(|until| factor_remembered(sub, visit, until)), now).await?;
    let parameters =
        params![octets(&visit.browser), sub.as_str(), now.seconds(), visit.user_agent, since, until, revision];
    if visit.is_known {
        let update = "UPDATE known_browsers SET last_seen = $3, user_agent = $4, factor_since = coalesce($5, factor_since), \
             factor_until = coalesce($6, factor_until), factor_revision = coalesce($7, factor_revision) \
             WHERE digest = $1 AND sub = $2";
        return Ok(connection.execute(update, parameters).await? == 0);
    }
    let insert = "INSERT INTO known_browsers (digest, sub, user_agent, first_seen, last_seen, factor_since, factor_until, \
         factor_revision) VALUES ($1, $2, $4, $3, $3, $5, $6, $7)";
    connection.execute(insert, parameters).await?;
    let prune = "DELETE FROM known_browsers WHERE sub = $1 AND digest IN (SELECT digest FROM known_browsers \
         WHERE sub = $1 ORDER BY last_seen DESC OFFSET $2)";
    connection.execute(prune, params![sub.as_str(), i64::from(MOST_BROWSERS)]).await?;
    Ok(true)
}

fn browser(row: &Row) -> StoreResult<KnownBrowser> {
    let factor = match (time(row, 5)?, time(row, 6)?, get(row, 7)?) {
        (Some(since), Some(until), Some(credentials_revision)) => {
            Some(RememberedFactor { since, until, credentials_revision })
        }
        _ => None,
    };
    Ok(KnownBrowser {
        digest: digest(row, 0)?.ok_or_else(|| unreadable("known_browsers.digest"))?,
        sub: Subject::new(get::<String>(row, 1)?),
        user_agent: get(row, 2)?,
        first_seen: Timestamp(get(row, 3)?),
        last_seen: Timestamp(get(row, 4)?),
        factor,
    })
}
