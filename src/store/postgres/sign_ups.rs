//! Accounts that people make for themselves.

use std::collections::HashSet;

use async_trait::async_trait;

use super::connection::{Connection, params};
use super::rows::{get, octets, unreadable};
use super::standing::hold_person;
use super::users::{insert_how, named, names_are_free};
use super::{PostgresStore, audit, factors, locks, mails, people, self_service};
use crate::clock::Timestamp;
use crate::protocol::mail::Mail;
use crate::protocol::sign_up::{LIFETIME, SignUpLink};
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::secret::Digest;
use crate::store::StoreResult;
use crate::store::audit::sign_up_link_made;
use crate::store::sign_ups::{LinkMailed, NewAccount, OwnSignUp, SignUps, SignedUp, Waiting};
use crate::store::users::AddUser;

#[async_trait]
impl SignUps for PostgresStore {
    async fn add_sign_up_link(&self, link: &Digest, sign_up: &SignUpLink, now: Timestamp) -> StoreResult<()> {
        let (link, sign_up) = (*link, sign_up.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                store(connection, &link, &sign_up).await?;
                audit::append(connection, &sign_up_link_made(&sign_up), now).await
            })
            .await
    }

    async fn add_mailed_link(
        &self,
        link: &Digest,
        email: &str,
        interaction: Option<&str>,
        now: Timestamp,
    ) -> StoreResult<LinkMailed> {
        let (link, sign_up) = (
            *link,
            SignUpLink {
                email: Some(email.to_owned()),
                interaction: interaction.map(str::to_owned),
                uses_left: 1,
                expires_at: now.after(LIFETIME),
            },
        );
        let email = email.to_owned();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::NAMES).await?;
                let key = UsernameKey::of(&email);
                if let Some(owner) = named(connection, &key).await? {
                    let is_theirs = owner.email.as_deref().is_some_and(|own| UsernameKey::of(own) == key);
                    return Ok(if is_theirs { LinkMailed::HasAccount } else { LinkMailed::Unfit });
                }
                if !names_are_free(connection, &User::nobody(&email)).await? {
                    return Ok(LinkMailed::Unfit);
                }
                store(connection, &link, &sign_up).await?;
                Ok(LinkMailed::Made)
            })
            .await
    }

    async fn sign_up_link(&self, link: &Digest, now: Timestamp) -> StoreResult<Option<SignUpLink>> {
        let link = *link;
        self.engine.read(async move |connection: &Connection| find(connection, &link, now).await).await
    }

    async fn sign_up(&self, link: &Digest, account: &NewAccount, now: Timestamp) -> StoreResult<SignedUp> {
        let (link, account) = (*link, account.clone());
        self.engine
            .transaction(async move |connection: &Connection| {
                // Whoever signs up waits for whoever does, so that the look at the link holds.
                locks::take(connection, locks::NAMES).await?;
                let Some(sign_up) = find(connection, &link, now).await? else { return Ok(SignedUp::LinkGone) };
                let user = &account.user;
                let without = User { email: None, ..user.clone() };
                if !names_are_free(connection, &without).await? {
                    return Ok(SignedUp::UsernameTaken);
                }
                let first = account.first_passkey.as_ref();
                if let Some(first) = first
                    && factors::is_known(connection, &first.passkey.id).await?
                {
                    return Ok(SignedUp::PasskeyKnown);
                }
                if insert_how(connection, user, Some(sign_up.how())).await? != AddUser::Added {
                    return Ok(SignedUp::EmailTaken);
                }
                let revision = match first {
                    Some(first) => factors::add_first(connection, first, now).await?,
                    None => user.credentials_revision,
                };
                use_up(connection, &link, &sign_up).await?;
                let insert = "INSERT INTO sign_ups (sub, how, made_at, waits, email) VALUES ($1, $2, $3, $4, $5)";
                let waits_with = account.to_confirm.as_deref().filter(|_| account.waits);
                let parameters = params![user.sub.as_str(), sign_up.how(), now.seconds(), account.waits, waits_with];
                connection.execute(insert, parameters).await?;
                if let Some(email) = account.to_confirm.as_deref().filter(|_| !account.waits) {
                    self_service::ask(connection, &user.sub, (email, revision), now).await?;
                }
                Ok(SignedUp::Added)
            })
            .await
    }

    async fn waiting(&self, sub: &Subject) -> StoreResult<Option<Waiting>> {
        let sub = sub.clone();
        self.engine.read(async move |connection: &Connection| find_waiting(connection, &sub).await).await
    }

    async fn who_waits(&self, among: &[Subject]) -> StoreResult<HashSet<Subject>> {
        let among: Vec<String> = among.iter().map(|sub| sub.as_str().to_owned()).collect();
        self.engine
            .read(async move |connection: &Connection| {
                let asked = "SELECT sub FROM sign_ups WHERE waits AND sub = ANY($1)";
                let found = connection.rows(asked, params![among]).await?;
                found.iter().map(|row| get::<String>(row, 0).map(Subject::new)).collect()
            })
            .await
    }

    async fn count_waiting(&self) -> StoreResult<u64> {
        self.engine
            .read(async |connection: &Connection| {
                let count = connection.one("SELECT count(*) FROM sign_ups WHERE waits", &[]).await?;
                Ok(u64::try_from(get::<i64>(&count, 0)?).unwrap_or(0))
            })
            .await
    }

    async fn approve(&self, sub: &Subject, now: Timestamp) -> StoreResult<bool> {
        let sub = sub.clone();
        self.engine
            .transaction(async move |connection: &Connection| {
                locks::take(connection, locks::NAMES).await?;
                hold_person(connection, &sub).await?;
                if find_waiting(connection, &sub).await?.is_none() {
                    return Ok(false);
                }
                people::lock(connection, &sub, false, now).await
            })
            .await
    }
}

async fn store(connection: &Connection, link: &Digest, sign_up: &SignUpLink) -> StoreResult<()> {
    let insert =
        "INSERT INTO sign_up_links (digest, email, interaction, uses_left, expires_at) VALUES ($1, $2, $3, $4, $5)";
    let parameters = params![
        octets(link),
        sign_up.email,
        sign_up.interaction,
        i64::from(sign_up.uses_left),
        sign_up.expires_at.seconds(),
    ];
    connection.execute(insert, parameters).await?;
    Ok(())
}

async fn find(connection: &Connection, link: &Digest, now: Timestamp) -> StoreResult<Option<SignUpLink>> {
    let asked = "SELECT email, interaction, uses_left, expires_at FROM sign_up_links \
         WHERE digest = $1 AND uses_left > 0 AND expires_at > $2";
    let found = connection.first(asked, params![octets(link), now.seconds()]).await?;
    let Some(row) = found else { return Ok(None) };
    let uses_left = u32::try_from(get::<i64>(&row, 2)?).map_err(unreadable)?;
    let expires_at = Timestamp(get(&row, 3)?);
    Ok(Some(SignUpLink { email: get(&row, 0)?, interaction: get(&row, 1)?, uses_left, expires_at }))
}

/// Uses a link once; an address that has an account has no use for any other link to it.
async fn use_up(connection: &Connection, link: &Digest, sign_up: &SignUpLink) -> StoreResult<()> {
    let update = "UPDATE sign_up_links SET uses_left = uses_left - 1 WHERE digest = $1";
    connection.execute(update, params![octets(link)]).await?;
    if let Some(email) = &sign_up.email {
        connection.execute("DELETE FROM sign_up_links WHERE email = $1", params![email]).await?;
    }
    Ok(())
}

async fn find_waiting(connection: &Connection, sub: &Subject) -> StoreResult<Option<Waiting>> {
    let asked = "SELECT email, made_at FROM sign_ups WHERE sub = $1 AND waits";
    let found = connection.first(asked, params![sub.as_str()]).await?;
    found.map(|row| Ok(Waiting { email: get(&row, 0)?, since: Timestamp(get(&row, 1)?) })).transpose()
}

/// How the account came about, where its person made it.
pub async fn own(connection: &Connection, sub: &str) -> StoreResult<Option<OwnSignUp>> {
    let found = connection.first("SELECT how, made_at FROM sign_ups WHERE sub = $1", params![sub]).await?;
    found.map(|row| Ok(OwnSignUp { how: get(&row, 0)?, at: Timestamp(get(&row, 1)?) })).transpose()
}

/// Whoever is locked or unlocked waits no longer. Returns how they did.
pub async fn stop_waiting(connection: &Connection, sub: &Subject) -> StoreResult<Option<Waiting>> {
    let waiting = find_waiting(connection, sub).await?;
    if waiting.is_some() {
        let update = "UPDATE sign_ups SET waits = false, email = NULL WHERE sub = $1";
        connection.execute(update, params![sub.as_str()]).await?;
    }
    Ok(waiting)
}

/// Tells a person that they were let in, and has the address confirmed that they named.
pub async fn tell_approved(
    connection: &Connection,
    sub: &Subject,
    waiting: Waiting,
    now: Timestamp,
) -> StoreResult<()> {
    if let Some(email) = &waiting.email {
        let asked = "SELECT credentials_revision FROM users WHERE sub = $1";
        let revision = get(&connection.one(asked, params![sub.as_str()]).await?, 0)?;
        self_service::ask(connection, sub, (email, revision), now).await?;
    }
    mails::queue(connection, &Mail::Approved { sub: sub.clone(), to: waiting.email }, now).await
}
