//! Browsers that are known for people.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::rows::unreadable;
use super::{SqliteStore, audit};
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
impl KnownBrowsers for SqliteStore {
    async fn known_browsers(&self, tokens: &[Digest], now: Timestamp) -> StoreResult<Vec<KnownBrowser>> {
        if tokens.is_empty() {
            return Ok(Vec::new());
        }
        self.reader.read(|connection| {
            let asked = sql!("SELECT {COLUMNS} FROM known_browsers WHERE digest = ?1 AND last_seen > ?2");
            let mut statement = connection.prepare_cached(asked)?;
            let mut browsers = Vec::new();
            for token in tokens {
                let mut found = statement.query(params![token.as_bytes(), now.before(LIFETIME).seconds()])?;
                browsers.extend(found.next()?.map(browser).transpose()?);
            }
            Ok(browsers)
        })
    }

    async fn browsers_of(&self, sub: &Subject, now: Timestamp) -> StoreResult<Vec<KnownBrowser>> {
        self.reader.read(|connection| {
            let asked = sql!(
                "SELECT {COLUMNS} FROM known_browsers WHERE sub = ?1 AND last_seen > ?2 ORDER BY last_seen DESC, digest"
            );
            let mut statement = connection.prepare_cached(asked)?;
            let mut found = statement.query(params![sub.as_str(), now.before(LIFETIME).seconds()])?;
            let mut browsers = Vec::new();
            while let Some(row) = found.next()? {
                browsers.push(browser(row)?);
            }
            Ok(browsers)
        })
    }

    async fn forget_factor(&self, sub: &Subject, browser: Option<&Digest>, now: Timestamp) -> StoreResult<()> {
        let (sub, browser) = (sub.clone(), browser.copied());
        self.writer
            .write(move |connection| {
                let agents: Vec<String> = connection
                    .prepare_cached(
                        "UPDATE known_browsers SET factor_since = NULL, factor_until = NULL, factor_revision = NULL \
                         WHERE sub = ?1 AND (?2 IS NULL OR digest = ?2) AND factor_since IS NOT NULL RETURNING user_agent",
                    )?
                    .query_map(params![sub.as_str(), browser.as_ref().map(Digest::as_bytes)], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                note(connection, forgotten(What::FactorForget, &sub, browser.is_some(), &agents), now)
            })
            .await
    }

    async fn forget_browser(&self, sub: &Subject, browser: &Digest, now: Timestamp) -> StoreResult<()> {
        let (sub, browser) = (sub.clone(), *browser);
        self.writer
            .write(move |connection| {
                let agents: Vec<String> = connection
                    .prepare_cached("DELETE FROM known_browsers WHERE digest = ?2 AND sub = ?1 RETURNING user_agent")?
                    .query_map(params![sub.as_str(), browser.as_bytes()], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                note(connection, forgotten(What::BrowserForget, &sub, true, &agents), now)
            })
            .await
    }

    async fn forget_browsers(&self, sub: &Subject, keep: Option<&Digest>, now: Timestamp) -> StoreResult<()> {
        let (sub, keep) = (sub.clone(), keep.copied());
        self.writer
            .write(move |connection| {
                let agents = forget_browsers(connection, &sub, keep.as_ref())?;
                note(connection, forgotten(What::BrowserForget, &sub, false, &agents), now)
            })
            .await
    }
}

fn note(connection: &Connection, event: Option<Event>, now: Timestamp) -> StoreResult<()> {
    event.map_or(Ok(()), |event| audit::append(connection, &event, now))
}

/// Forgets all of a person's browsers but `keep`, and returns what they are. Whatever it is part of is recorded there.
pub fn forget_browsers(connection: &Connection, sub: &Subject, keep: Option<&Digest>) -> StoreResult<Vec<String>> {
    let agents = connection
        .prepare_cached("DELETE FROM known_browsers WHERE sub = ?1 AND digest IS NOT ?2 RETURNING user_agent")?
        .query_map(params![sub.as_str(), keep.map(Digest::as_bytes)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(agents)
}

/// Whether the second factor is remembered still that a visit rests on, where it rests on one.
pub fn holds(
    connection: &Connection,
    visit: Option<&Visit>,
    (sub, credentials_revision): (&Subject, i64),
    now: Timestamp,
) -> StoreResult<bool> {
    let Some(visit) = visit.filter(|visit| visit.rests_on_memory) else { return Ok(true) };
    let found = connection
        .prepare_cached(
            "SELECT 1 FROM known_browsers WHERE digest = ?1 AND sub = ?2 AND factor_until > ?3 AND factor_revision = ?4",
        )?
        .query_row(
            params![visit.browser.as_bytes(), sub.as_str(), now.seconds(), credentials_revision],
            |_| Ok(()),
        )
        .optional()?;
    Ok(found.is_some())
}

/// Notes that a person signed in in this browser. Returns whether it is new to them.
pub fn note_visit(
    connection: &Connection,
    visit: &Visit,
    (sub, credentials_revision): (&Subject, i64),
    now: Timestamp,
) -> StoreResult<bool> {
    let until = visit.remembers_until.map(Timestamp::seconds);
    let (since, revision) = (until.map(|_| now.seconds()), until.map(|_| credentials_revision));
    note(connection, visit.remembers_until.map(|until| factor_remembered(sub, visit, until)), now)?;
    if visit.is_known {
        let seen = connection
            .prepare_cached(
                "UPDATE known_browsers SET last_seen = ?3, user_agent = ?4, factor_since = coalesce(?5, factor_since), \
                 factor_until = coalesce(?6, factor_until), factor_revision = coalesce(?7, factor_revision) \
                 WHERE digest = ?1 AND sub = ?2",
            )?
            .execute(params![
                visit.browser.as_bytes(),
                sub.as_str(),
                now.seconds(),
                visit.user_agent,
                since,
                until,
                revision
            ])?;
        return Ok(seen == 0);
    }
    connection
        .prepare_cached(
            "INSERT INTO known_browsers (digest, sub, user_agent, first_seen, last_seen, factor_since, factor_until, \
             factor_revision) VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            visit.browser.as_bytes(),
            sub.as_str(),
            visit.user_agent,
            now.seconds(),
            since,
            until,
            revision
        ])?;
    connection
        .prepare_cached(
            // `+`: what is found is looked up by its key, and not among all of the person's.
            "DELETE FROM known_browsers WHERE +sub = ?1 AND digest IN (SELECT digest FROM known_browsers WHERE sub = ?1 \
             ORDER BY last_seen DESC LIMIT -1 OFFSET ?2)",
        )?
        .execute(params![sub.as_str(), MOST_BROWSERS])?;
    Ok(true)
}

fn browser(row: &Row<'_>) -> StoreResult<KnownBrowser> {
    let time = |at| StoreResult::Ok(row.get::<_, Option<i64>>(at)?.map(Timestamp));
    let factor = match (time(5)?, time(6)?, row.get(7)?) {
        (Some(since), Some(until), Some(credentials_revision)) => {
            Some(RememberedFactor { since, until, credentials_revision })
        }
        _ => None,
    };
    let digest: [u8; 32] = row.get_ref(0)?.as_blob().map_err(unreadable)?.try_into().map_err(unreadable)?;
    Ok(KnownBrowser {
        digest: Digest::from_bytes(digest),
        sub: Subject::new(row.get::<_, String>(1)?),
        user_agent: row.get(2)?,
        first_seen: Timestamp(row.get(3)?),
        last_seen: Timestamp(row.get(4)?),
        factor,
    })
}
