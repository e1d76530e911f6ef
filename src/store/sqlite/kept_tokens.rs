//! Access tokens that were looked up lately, kept as long as nothing was changed that they depend on (docs/decisions/0051).
//!
//! Revocation is immediate (I3): before each answer from memory it is made sure that nothing was committed, by whichever process,
//! that ended or changed a token, a grant or a person ([`super::watch`]).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::watch::Watch;
use crate::clock::Timestamp;
use crate::protocol::tokens::LiveAccessToken;
use crate::secret::Digest;

/// In how many parts the tokens are kept, each with a lock of its own.
const PARTS: usize = 16;
/// Tokens in a part. One that is full gives one up for another.
const MOST: usize = 128;
/// Tokens in a part of which is known that they were looked up once.
const MARKS: usize = 512;
/// What the database may hold of a token, its grant and its person that is kept, in octets of JSON: an app may ask for much.
pub const LARGEST: usize = 2 * 1024;

/// A moment of the database, before which nothing is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

/// Some of the tokens: those of one moment. When one of another is kept, all others go.
#[derive(Debug, Default)]
struct Part {
    moment: Option<Moment>,
    tokens: HashMap<Digest, LiveAccessToken>,
    /// A place for each token by its digest, which the next one takes over.
    marks: Vec<u32>,
}

impl Part {
    /// Runs `keep` for tokens of `moment`. Tokens of an earlier moment are dropped first; if the part holds a later one, nothing
    /// happens.
    fn enter(&mut self, moment: Moment, keep: impl FnOnce(&mut Self)) {
        if self.moment > Some(moment) {
            return;
        }
        if self.moment < Some(moment) {
            self.tokens.clear();
            self.moment = Some(moment);
        }
        keep(self);
    }

    /// Whether a token was looked up before, as far as that is remembered. What is looked up once, as by most apps after a
    /// sign-in, is not worth a copy.
    fn knows(&mut self, token: &Digest) -> bool {
        let [.., first, second, third, fourth, fifth, sixth, _] = token.as_bytes();
        let mark = u32::from_le_bytes([*third, *fourth, *fifth, *sixth]) | 1;
        self.marks.resize(MARKS, 0);
        let place = usize::from(u16::from_le_bytes([*first, *second])) % MARKS;
        self.marks.get_mut(place).is_some_and(|known| std::mem::replace(known, mark) == mark)
    }

    /// Keeps a token, for which any other one is given up where there is no room.
    fn insert(&mut self, token: &Digest, live: LiveAccessToken) {
        let [.., any, _] = token.as_bytes();
        if self.tokens.len() >= MOST
            && let Some(other) = self.tokens.keys().nth(usize::from(*any) % MOST).copied()
        {
            self.tokens.remove(&other);
        }
        self.tokens.insert(*token, live);
    }
}

/// The tokens.
#[derive(Debug)]
pub struct KeptTokens {
    watch: Arc<Watch>,
    parts: [Mutex<Part>; PARTS],
}

impl KeptTokens {
    /// None yet, of a database that `watch` is over.
    pub fn new(watch: Arc<Watch>) -> Self {
        Self { watch, parts: Default::default() }
    }

    /// The present moment; `None` where nothing is known of it, and the database must be asked.
    pub fn moment(&self) -> Option<Moment> {
        self.watch.generation().map(Moment)
    }

    /// The latest moment that the writer knows of; `None` while nobody looks. Whatever is read in a transaction that ends later
    /// can be kept under it: if anybody changes something in between, the writer begins another moment, and what was kept under
    /// this one is never found.
    pub fn latest(&self) -> Option<Moment> {
        self.watch.latest().map(Moment)
    }

    /// A token that is kept, and still what it was.
    pub fn find(&self, moment: Moment, token: &Digest, now: Timestamp) -> Option<LiveAccessToken> {
        let mut part = self.part(token).lock().unwrap_or_else(PoisonError::into_inner);
        if part.moment != Some(moment) {
            return None;
        }
        let live = part.tokens.get(token)?;
        if live.expires_at > now {
            return Some(live.clone());
        }
        part.tokens.remove(token);
        None
    }

    /// Keeps a token that was looked up after `moment`, and before, and whose use needs no record any more. Exchanged tokens depend
    /// on others, and are not kept.
    pub fn keep(&self, moment: Moment, token: &Digest, live: &LiveAccessToken) {
        if live.exchange.is_none() {
            self.part(token).lock().unwrap_or_else(PoisonError::into_inner).enter(moment, |part| {
                if part.knows(token) {
                    part.insert(token, live.clone());
                }
            });
        }
    }

    /// Keeps a token that was given in a transaction that ended after `moment`, and whose use needs no record.
    pub fn keep_new(&self, moment: Moment, token: &Digest, live: LiveAccessToken) {
        let mut part = self.part(token).lock().unwrap_or_else(PoisonError::into_inner);
        part.enter(moment, |part| part.insert(token, live));
    }

    fn part(&self, token: &Digest) -> &Mutex<Part> {
        let [first, ..] = &self.parts;
        let [.., last] = token.as_bytes();
        self.parts.get(usize::from(*last) % PARTS).unwrap_or(first)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use rusqlite::Connection;
    use serde_json::json;

    use super::*;
    use crate::protocol::authorization_code::AuthorizationCode;
    use crate::protocol::authorization_details::AuthorizationDetails;
    use crate::protocol::client::ClientId;
    use crate::protocol::proven_by::ProvenBy;
    use crate::protocol::scope::ScopeSet;
    use crate::protocol::session::Session;
    use crate::protocol::tokens::{Holder, NewAccessToken, NewTokens};
    use crate::protocol::user::{Subject, User};
    use crate::store::codes::{Codes as _, Kept, TakeCode};
    use crate::store::sessions::{Begin, NewLogin, Sessions as _};
    use crate::store::sqlite::SqliteStore;
    use crate::store::standing::{ClientStanding, Standing};
    use crate::store::tokens::Tokens as _;
    use crate::store::users::Users as _;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn new_tokens(digest: Digest) -> NewTokens {
        let access_token = NewAccessToken {
            digest,
            scope: ScopeSet::parse("read"),
            audience: Vec::new(),
            authorization_details: AuthorizationDetails::default(),
            jti: None,
            issued_at: NOW,
            expires_at: NOW.after(Duration::from_secs(60)),
            bound_to: None,
        };
        NewTokens { access_token, refresh_token: None, proven_by: ProvenBy::nothing(), proof: None }
    }

    /// A client's token of that name.
    async fn add(store: &SqliteStore, name: &str) -> Digest {
        let digest = Digest::of(name);
        let tokens = new_tokens(digest);
        let client = ClientStanding::Configured(Arc::new(|| true));
        store.add_client_token(&ClientId::parse("app").unwrap(), &tokens, &client).await.unwrap();
        digest
    }

    /// Whether it is answered from memory.
    fn is_kept(store: &SqliteStore, token: &Digest, now: Timestamp) -> bool {
        store.kept_tokens.moment().is_some_and(|moment| store.kept_tokens.find(moment, token, now).is_some())
    }

    /// A store, and a token that it has kept.
    async fn kept() -> (SqliteStore, Digest, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("latchkey.db")).unwrap();
        let token = add(&store, "token").await;
        assert!(store.access_token(&token, NOW).await.unwrap().is_some());
        assert!(!is_kept(&store, &token, NOW), "it may be looked up once and no more");
        // The writer has not committed since somebody looks.
        add(&store, "another").await;
        assert!(store.access_token(&token, NOW).await.unwrap().is_some());
        assert!(is_kept(&store, &token, NOW));
        (store, token, folder)
    }

    #[actix_web::test]
    async fn a_token_is_kept_while_others_are_added_until_it_expires() {
        let (store, token, _folder) = kept().await;
        for number in 0..10 {
            add(&store, &number.to_string()).await;
            assert!(is_kept(&store, &token, NOW), "{number}");
        }
        assert!(is_kept(&store, &token, NOW.after(Duration::from_secs(59))));
        assert!(!is_kept(&store, &token, NOW.after(Duration::from_secs(60))));
        assert!(store.access_token(&token, NOW.after(Duration::from_secs(60))).await.unwrap().is_none());
    }

    #[actix_web::test]
    async fn what_is_removed_here_or_by_others_is_not_answered_from_memory() {
        let (store, token, folder) = kept().await;
        store.revoke_token(&token, &ClientId::parse("app").unwrap(), NOW).await.unwrap();
        assert!(!is_kept(&store, &token, NOW));
        assert!(store.access_token(&token, NOW).await.unwrap().is_none());
        drop((store, folder));
        for statement in [
            "DELETE FROM client_access_tokens",
            "UPDATE client_access_tokens SET expires_at = 0",
            "DELETE FROM client_access_tokens WHERE scope = 'none'; DELETE FROM client_access_tokens",
        ] {
            let (store, token, folder) = kept().await;
            let other = Connection::open(folder.path().join("latchkey.db")).unwrap();
            other.execute_batch(statement).unwrap();
            assert!(!is_kept(&store, &token, NOW), "{statement}");
            assert!(store.access_token(&token, NOW).await.unwrap().is_none(), "{statement}");
            // Nor after the writer has committed anew, and does not know what the other one did.
            add(&store, "later").await;
            assert!(!is_kept(&store, &token, NOW), "{statement}");
            assert!(store.access_token(&token, NOW).await.unwrap().is_none(), "{statement}");
        }
    }

    #[actix_web::test]
    async fn every_change_of_what_an_answer_depends_on_ends_what_is_kept() {
        let (store, ..) = kept().await;
        // Of each table that a look-up names, each column but those that no answer shows.
        for (table, spared) in [
            ("access_tokens", vec!["first_used_at"]),
            ("client_access_tokens", vec![]),
            ("grants", vec![]),
            ("users", vec![]),
        ] {
            let changed = store.writer.write(move |connection| {
                let columns: Vec<String> = connection
                    .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?
                    .query_map([], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                let sql: String = connection.query_row(
                    "SELECT group_concat(sql) FROM temp.sqlite_schema WHERE tbl_name = ?1",
                    [table],
                    |row| row.get(0),
                )?;
                Ok((columns, sql))
            });
            let (columns, sql) = changed.await.unwrap();
            assert!(!columns.is_empty() && sql.contains("AFTER DELETE"), "{table}");
            let Some((_, listed)) = sql.split_once("AFTER UPDATE OF ") else {
                assert!(sql.contains("AFTER UPDATE ON"), "{table}");
                continue;
            };
            let listed: Vec<&str> = listed.split(" ON ").next().unwrap().split(',').map(str::trim).collect();
            let watched = columns.iter().map(String::as_str).filter(|column| !spared.contains(column));
            let (watched, listed): (BTreeSet<_>, BTreeSet<_>) = (watched.collect(), listed.into_iter().collect());
            assert_eq!(watched, listed, "{table}");
        }
    }

    #[actix_web::test]
    async fn a_row_that_another_takes_the_place_of_ends_what_is_kept() {
        let (store, token, _folder) = kept().await;
        let replaced = store.writer.write(|connection| {
            let all = "REPLACE INTO client_access_tokens SELECT * FROM client_access_tokens";
            Ok(connection.execute(all, [])?)
        });
        assert_eq!(replaced.await.unwrap(), 2);
        assert!(!is_kept(&store, &token, NOW));
    }

    #[actix_web::test]
    async fn what_is_kept_of_another_moment_goes_and_does_not_come_back() {
        let (store, token, _folder) = kept().await;
        let live = store.access_token(&token, NOW).await.unwrap().unwrap();
        let (before, later) = (store.kept_tokens.moment().unwrap(), Moment(u64::MAX));
        store.kept_tokens.keep(later, &token, &live);
        assert!(store.kept_tokens.find(before, &token, NOW).is_none());
        store.kept_tokens.keep(before, &token, &live);
        assert!(store.kept_tokens.find(before, &token, NOW).is_none());
        assert!(store.kept_tokens.find(later, &token, NOW).is_some());
    }

    /// A store in which somebody has looked at a token, with a person who is signed in.
    async fn signed_in() -> (SqliteStore, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("latchkey.db")).unwrap();
        assert!(store.access_token(&Digest::of("none"), NOW).await.unwrap().is_none());
        let user = User { sub: Subject::new("ada"), ..User::nobody("ada") };
        store.add_user(&user).await.unwrap();
        let session = Session {
            id: "session".to_owned(),
            sub: user.sub,
            auth_time: NOW,
            amr: Vec::new(),
            acr: String::new(),
            remember: false,
            created_at: NOW,
            last_seen: NOW,
            expires_at: NOW.after(Duration::from_secs(60)),
            idle_expires_at: NOW.after(Duration::from_secs(60)),
            user_agent: String::new(),
            ip: String::new(),
            browser_state: "state".to_owned(),
        };
        let login =
            NewLogin { session, credentials_revision: 1, replaces: None, from: None, visit: None, cookie: None };
        assert_eq!(store.begin_session(&login, NOW).await.unwrap(), Begin::Begun);
        (store, folder)
    }

    /// A code for ada that carries what it stands for.
    fn carried() -> Arc<AuthorizationCode> {
        let code = json!({
            "client_id": "app", "redirect_uri": "https://app.example/cb", "code_challenge": null, "nonce": null,
            "expires_at": NOW.seconds() + 60,
            "grant": {
                "id": "grant", "client_id": "app", "sub": "ada", "session_id": "session", "scope": "openid",
                "claims": null, "claims_locales": null, "auth_time": NOW.seconds(), "auth_time_required": false,
                "amr": [], "acr": "", "created_at": NOW.seconds(),
            },
        });
        Arc::new(serde_json::from_value(code).unwrap())
    }

    fn standing() -> Standing {
        Standing { client: ClientStanding::Configured(Arc::new(|| true)), allowed_groups: Vec::new() }
    }

    #[actix_web::test]
    async fn a_token_is_not_kept_with_what_another_process_changed_while_it_was_given() {
        let (store, folder) = signed_in().await;
        add(&store, "client").await;
        let other = Connection::open(folder.path().join("latchkey.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE; UPDATE users SET groups = '[\"others\"]'").unwrap();
        let (code, tokens, standing) = (carried(), new_tokens(Digest::of("given")), standing());
        let taken = store.take_code(Kept::Carried, &code, &tokens, &standing, NOW);
        let committed = async {
            actix_web::rt::time::sleep(Duration::from_millis(50)).await;
            other.execute_batch("COMMIT").unwrap();
        };
        let (taken, ()) = futures_util::future::join(taken, committed).await;
        assert_eq!(taken.unwrap(), TakeCode::Taken);
        assert!(!is_kept(&store, &Digest::of("given"), NOW));
        let live = store.access_token(&Digest::of("given"), NOW).await.unwrap().unwrap();
        assert!(matches!(live.holder, Holder::Person { user, .. } if user.groups == ["others"]));
    }

    #[actix_web::test]
    async fn a_token_that_was_just_given_is_kept_unless_its_person_takes_much_room_or_something_ended_meanwhile() {
        for (groups, other, expected) in [(1, "", true), (1_000, "", false), (1, "revoked", false)] {
            let (store, _folder) = signed_in().await;
            let user = User {
                sub: Subject::new("ada"),
                groups: (0..groups).map(|number| number.to_string()).collect(),
                ..User::nobody("ada")
            };
            store.update_profile(&user).await.unwrap();
            let client = add(&store, "client").await;
            let code = carried();
            let tokens = new_tokens(Digest::of("given"));
            let standing = standing();
            let taken = store.take_code(Kept::Carried, &code, &tokens, &standing, NOW);
            let app = ClientId::parse("app").unwrap();
            let ended = async {
                if other == "revoked" {
                    store.revoke_token(&client, &app, NOW).await.unwrap();
                }
            };
            let (taken, ()) = futures_util::future::join(taken, ended).await;
            assert_eq!(taken.unwrap(), TakeCode::Taken);
            assert_eq!(is_kept(&store, &Digest::of("given"), NOW), expected, "{groups} {other}");
            assert!(store.access_token(&Digest::of("given"), NOW).await.unwrap().is_some());
        }
    }

    #[actix_web::test]
    async fn a_full_part_gives_one_up_for_another() {
        let (store, token, _folder) = kept().await;
        let (moment, live) =
            (store.kept_tokens.moment().unwrap(), store.access_token(&token, NOW).await.unwrap().unwrap());
        for number in 0..PARTS * MOST * 2 {
            for _ in 0..2 {
                store.kept_tokens.keep(moment, &Digest::of(&number.to_string()), &live);
            }
        }
        let count = store.kept_tokens.parts.iter().map(|part| part.lock().unwrap().tokens.len());
        assert!(
            count.clone().all(|count| count <= MOST) && count.sum::<usize>() > PARTS * MOST / 2,
            "spread, and bounded"
        );
        assert!(store.kept_tokens.find(moment, &Digest::of(&(PARTS * MOST * 2 - 1).to_string()), NOW).is_some());
    }
}
