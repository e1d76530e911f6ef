//! The audit (SEC-72). Calls that do what is recorded write the record in their own transaction; here stand what happens
//! outside of any, the chain, and reading.

use std::path::Path;

use async_trait::async_trait;
use serde_json::{Value, json};

use super::StoreResult;
use super::sessions::{Proven, Visit};
use super::tokens::ExchangedToken;
use crate::clock::Timestamp;
use crate::origin::{self, Origin};
use crate::protocol::audit::{Actor, DEFINED_IN, Event, Record, What};
use crate::protocol::audit_chain::Link;
use crate::protocol::authorization_details::{self, AuthorizationDetails};
use crate::protocol::client::ClientId;
use crate::protocol::consent::Consent;
use crate::protocol::grant::Grant;
use crate::protocol::invitation::Invitation;
use crate::protocol::mail::{FactorChange, Mail};
use crate::protocol::new_sign_in::NewSignIn;
use crate::protocol::people_of_the_file::Account;
use crate::protocol::registered_client::RegisteredClient;
use crate::protocol::resource::Resource;
use crate::protocol::session::Session;
use crate::protocol::sign_up::SignUpLink;
use crate::protocol::user::{Definition, Subject, User};
use crate::protocol::user_agent::device_name;
use crate::random;
use crate::secret::Date;

/// The longest name of an app that is recorded, in characters.
const LONGEST_NAME: usize = 100;

/// The most people, and the most apps, whose records are looked for together: each is looked up by itself.
pub const MOST_CONCERNED: usize = 20;

/// People and apps of whom some text made somebody think; at most [`MOST_CONCERNED`] of each.
#[derive(Debug, Clone, Default)]
pub struct Concerned {
    /// The people.
    pub people: Vec<Subject>,
    /// The apps.
    pub clients: Vec<ClientId>,
}

/// Which records are wanted: the newest first, or the oldest of those after one.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those that concern this person.
    pub sub: Option<Subject>,
    /// Those that concern any of these, or that one of these people did to somebody else.
    pub concerned: Option<Concerned>,
    /// Those of this event, or of this family of events: `login` means `login.ok`, too.
    pub event: Option<String>,
    /// Those before the record of this id.
    pub before: Option<String>,
    /// Those after the record of this id.
    pub after: Option<String>,
    /// Those of this second and later.
    pub since: Option<Timestamp>,
    /// At most so many.
    pub limit: u32,
}

impl Wanted {
    /// The events that are looked up one by one, where those of everybody are wanted: a rare one is not looked for among all.
    pub fn each_event(&self) -> Vec<&str> {
        let is_of_everybody = self.sub.is_none() && self.concerned.is_none();
        let Some(event) = self.event.as_deref().filter(|_| is_of_everybody) else { return Vec::new() };
        // One that this version does not know may be there all the same.
        std::iter::once(event).chain(What::meant(event).map(|what| what.as_str())).collect()
    }

    /// What the id of each is greater than: an id begins with the date of its record.
    pub fn low(&self) -> Option<String> {
        let since = self.since.map(|at| Date::new(at, 0).hex());
        self.after.clone().max(since)
    }

    /// The order of the answer.
    pub fn order(&self) -> &'static str {
        if self.after.is_some() { "ASC" } else { "DESC" }
    }
}

/// An hour, in seconds.
pub const HOUR: i64 = 3_600;
/// The most sign-ins of a span that are counted: a page that shows them does not wait for more.
pub const MOST_SIGN_INS: u32 = 2_000;
/// The same for records of failures.
pub const MOST_RECORDS: u32 = 500;
/// The most records of failures of a span that are looked into, for one may stand for many tries. Each beyond counts as one.
pub const MOST_FAILURES: u32 = 100;

/// How many signed in within a span of time, such as an hour, and how often somebody tried in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInsOfSpan {
    /// When it begins.
    pub from: Timestamp,
    /// Sign-ins.
    pub ok: u64,
    /// Tries in vain.
    pub failed: u64,
    /// Whether there were more than are counted.
    pub is_cut: bool,
}

impl SignInsOfSpan {
    /// What was counted: sign-ins, tries in vain of the records that were looked into, and records of failures.
    pub fn counted(from: Timestamp, counted: [i64; 3]) -> Self {
        let [ok, tries, records] = counted.map(|count| u64::try_from(count).unwrap_or_default());
        let beyond = records.saturating_sub(u64::from(MOST_FAILURES));
        Self { from, ok, failed: tries + beyond, is_cut: ok >= u64::from(MOST_SIGN_INS) || beyond > 0 }
    }
}

/// Records of what happened.
#[async_trait]
pub trait Audits {
    /// Records what happened outside of any other call.
    async fn record(&self, event: &Event, now: Timestamp) -> StoreResult<()>;
    /// Records, the newest first.
    async fn records(&self, wanted: &Wanted) -> StoreResult<Vec<Record>>;
    /// The sign-ins of so many spans from `first` on, each of which has so many seconds.
    async fn sign_ins_by(&self, seconds: i64, first: Timestamp, spans: u32) -> StoreResult<Vec<SignInsOfSpan>>;
    /// The sign-ins of so many hours from `first` on, by hour.
    async fn sign_ins_by_hour(&self, first: Timestamp, hours: u32) -> StoreResult<Vec<SignInsOfSpan>> {
        self.sign_ins_by(HOUR, first, hours).await
    }
    /// At most `limit` records of the chain behind number `after`, in order.
    async fn chain(&self, after: i64, limit: u32) -> StoreResult<Vec<Record>>;
    /// What the chain begins behind: [`Link::START`], or the last record that retention removed.
    async fn chain_start(&self) -> StoreResult<Link>;
    /// Puts at most `limit` records that are not in the chain yet at its end, and returns them.
    async fn extend_chain(&self, limit: u32) -> StoreResult<Vec<Record>>;
    /// Removes at most `limit` records of the chain's beginning that are from before `before`, and records which, with the hash
    /// of the last one: the chain shows so that it was cut by its retention. Returns how many went.
    async fn shorten_chain(&self, before: Timestamp, limit: u32, now: Timestamp) -> StoreResult<u32>;
}

/// The columns of a record, in the order in which stores read them.
pub const RECORD: &str = "id, at, event, actor, sub, client_id, ip, agent, request_id, details, number, hash";

/// The record of an event that happens now, where the present work comes from.
pub fn record(event: &Event, now: Timestamp) -> Record {
    let origin = origin::current();
    let (actor, ip, agent, request_id) = match origin.as_ref() {
        Origin::Server => (Actor::Server, String::new(), String::new(), String::new()),
        Origin::CommandLine(user) => (Actor::CommandLine(user.clone()), String::new(), String::new(), String::new()),
        Origin::Request(sent) => {
            let actor = match &sent.administrator {
                Some(administrator) => Actor::Person(administrator.sub.clone()),
                None => event.by_whom(),
            };
            (actor, sent.ip.to_string(), sent.agent(), sent.request_id.as_str().to_owned())
        }
    };
    Record {
        id: random::dated_identifier(now),
        at: now,
        event: event.what.as_str().to_owned(),
        actor: actor.to_string(),
        sub: event.sub.as_ref().map(|sub| sub.as_str().to_owned()),
        client_id: event.client_id.as_ref().map(ToString::to_string),
        ip,
        agent,
        request_id,
        details: json!(event.details).to_string(),
        link: None,
    }
}

/// An account was added; `how` says by what a person made it for themselves.
pub fn user_added(user: &User, how: Option<&str>) -> Event {
    let event = Event::of(What::UserAdd, &user.sub).with("username", &user.username);
    let event = how.map_or(event.clone(), |how| event.with("how", how));
    let event = if user.is_admin { event.with("is_admin", "true") } else { event };
    defined_in(event, user)
}

/// What is said of an account changed: the names of what did, and what of it tells who may do what.
pub fn user_changed(before: &User, after: &User) -> Event {
    let mut event = Event::of(What::UserChange, &after.sub).with("username", &after.username);
    let mut names = Vec::new();
    if before.username != after.username {
        names.push("username");
        event = event.with("username_before", &before.username);
    }
    if before.email != after.email {
        names.push("email");
        let (was, is) = (before.email.as_deref(), after.email.as_deref());
        event = event.with("email_before", was.unwrap_or_default()).with("email", is.unwrap_or_default());
    }
    if before.email_verified != after.email_verified {
        names.push("email_verified");
    }
    if before.groups != after.groups {
        names.push("groups");
        event = event.with("groups", after.groups.join(", ")).with("groups_before", before.groups.join(", "));
    }
    if before.is_admin != after.is_admin {
        names.push("is_admin");
        event = event.with("is_admin", after.is_admin.to_string());
    }
    if before.claims != after.claims {
        names.push("claims");
    }
    if before.attributes != after.attributes {
        names.push("attributes");
    }
    if before.definition != after.definition {
        names.push("definition");
    }
    defined_in(event.with("changed", names.join(", ")), after)
}

fn defined_in(event: Event, user: &User) -> Event {
    match &user.definition {
        Definition::File { file, .. } => event.with(DEFINED_IN, file),
        Definition::Database | Definition::Left { .. } => event,
    }
}

/// What somebody can prove themselves with changed.
pub fn factors_changed(sub: &Subject, change: &FactorChange) -> Event {
    let event = |what| Event::of(what, sub);
    match change {
        FactorChange::TotpAdded => event(What::TotpAdd),
        FactorChange::TotpRemoved => event(What::TotpRemove),
        FactorChange::PasskeyAdded { name } => event(What::PasskeyAdd).with("name", name),
        FactorChange::PasskeyRemoved { name } => event(What::PasskeyRemove).with("name", name),
        FactorChange::PasswordRemoved => event(What::PasswordRemove),
        FactorChange::CodesReplaced => event(What::RecoveryCodesReplace),
        FactorChange::Reset => event(What::FactorsReset),
        FactorChange::Disowned => event(What::FactorsDisown),
    }
}

/// Word of ended logins is sent after all, to an app for each time that it is named: a record for each app.
pub fn word_reopened(to: &[ClientId]) -> Vec<Event> {
    let mut apps: Vec<(&ClientId, u64)> = Vec::new();
    for client_id in to {
        match apps.iter_mut().find(|(known, _)| *known == client_id) {
            Some((_, count)) => *count += 1,
            None => apps.push((client_id, 1)),
        }
    }
    let event = |client_id| Event::new(What::LogoutReopen).with_client(client_id);
    apps.into_iter().map(|(client_id, count)| event(client_id).with("count", count.to_string())).collect()
}

/// The oldest records were removed: those behind `before`, up to `last`.
pub fn chain_shortened(before: &Link, last: &Link) -> Event {
    Event::new(What::AuditRemove)
        .with("count", last.number.saturating_sub(before.number).to_string())
        .with(UP_TO, last.number.to_string())
        .with(HASH, last.hex())
}

/// The detail with the number of the last record that was removed.
const UP_TO: &str = "up_to";
/// The detail with its hash.
const HASH: &str = "hash";

/// Whether a record says that the chain begins behind `start` by its retention.
pub fn tells_of_start(record: &Record, start: &Link) -> bool {
    if record.event != What::AuditRemove.as_str() {
        return false;
    }
    let details = record.detail();
    details.get(UP_TO).is_some_and(|number| *number == start.number.to_string())
        && details.get(HASH).is_some_and(|hash| *hash == start.hex())
}

/// The schema was brought from one version to another.
pub fn schema_changed(from: u32, to: u32) -> Event {
    Event::new(What::DatabaseMigrate).with("from", from.to_string()).with("to", to.to_string())
}

/// The database was filled from an export.
pub fn database_imported(made_at: Timestamp, store: &str, rows: u64) -> Event {
    let event = Event::new(What::DatabaseImport).with("made_at", made_at.to_string());
    event.with("store", store).with("rows", rows.to_string())
}

/// All that is in the database was written into a file.
pub fn database_exported(path: &Path, rows: u64) -> Event {
    let event = Event::new(What::DatabaseExport).with("file", path.display().to_string());
    event.with("rows", rows.to_string())
}

/// The configuration names somebody no longer; what they have ends then.
pub fn user_left(account: &Account, ends_at: Timestamp) -> Event {
    let event = Event::of(What::UserLeave, &account.sub).with("username", &account.username);
    let event = event.with("ends_at", ends_at.to_string());
    match &account.definition {
        Definition::File { file, .. } => event.with(DEFINED_IN, file),
        Definition::Database | Definition::Left { .. } => event,
    }
}

/// What somebody had ended who left the configuration.
pub fn user_lapsed(sub: &Subject, username: &str) -> Event {
    Event::of(What::UserLapse, sub).with("username", username)
}

/// An account is somebody's of the configuration again, or goes by another `sub` there.
pub fn definition_changed(sub: &Subject, was: Option<&Subject>) -> Event {
    let event = Event::of(What::UserChange, sub).with("changed", "definition");
    was.map_or(event.clone(), |was| event.with("sub_before", was.as_str()))
}

/// Somebody who left the configuration gave a name up for somebody whom it names: with the email address, where it was that.
pub fn name_yielded(sub: &Subject, name: &str, email: Option<&str>) -> Event {
    let event = Event::of(What::UserChange, sub);
    match email {
        Some(email) => event.with("changed", "email").with("email_before", email).with("email", ""),
        None => event.with("changed", "definition").with("name_before", name),
    }
}

/// What a client was granted ended for a `cause`: it left the configuration, or its credentials did.
pub fn client_lapsed(client_id: &ClientId, cause: &str) -> Event {
    Event::new(What::ClientLapse).with_client(client_id).with("cause", cause)
}

/// A second factor that was proven is remembered in a browser until then.
pub fn factor_remembered(sub: &Subject, visit: &Visit, until: Timestamp) -> Event {
    let event = Event::of(What::FactorRemember, sub).with("device", device_name(&visit.user_agent));
    event.with("until", until.to_string())
}

/// The code that apps need who may only ask the person with it was made, or removed.
pub fn user_code_changed(sub: &Subject, is_there: bool) -> Event {
    Event::of(if is_there { What::UserCodeMake } else { What::UserCodeRemove }, sub)
}

/// Somebody signed in.
pub fn signed_in_anew(session: &Session) -> Event {
    Event::of(What::LoginOk, &session.sub)
        .with("methods", session.amr.join(" "))
        .with("device", device_name(&session.user_agent))
}

/// Somebody said of a sign-in that it was not theirs.
pub fn disowned(sign_in: &NewSignIn) -> Event {
    Event::of(What::LoginDisown, &sign_in.sub).with("device", device_name(&sign_in.user_agent)).with("ip", &sign_in.ip)
}

/// Somebody who is signed in authenticated again, or proved one more factor.
pub fn proved_again(sub: &Subject, was: &str, proven: &Proven, now: Timestamp) -> Event {
    let again = proven.auth_time == now || proven.acr == was;
    Event::of(if again { What::LoginAgain } else { What::LoginStepUp }, sub).with("methods", proven.amr.join(" "))
}

/// What a client that registered itself is called.
pub fn client_event(what: What, client: &RegisteredClient) -> Event {
    let event = Event::new(what).with_client(&client.client_id);
    match client.metadata.get("client_name").and_then(Value::as_str) {
        Some(name) => event.with("client_name", name.chars().take(LONGEST_NAME).collect::<String>()),
        None => event,
    }
}

/// A link was made that sets a password, or makes the first administrator.
pub fn link_made(invitation: &Invitation) -> Event {
    let kind = match invitation {
        Invitation::Setup => "setup",
        Invitation::Invite { .. } => "invite",
        Invitation::Reset { .. } | Invitation::Forgot { .. } => "reset",
        Invitation::Regain { .. } => "regain",
    };
    Event { sub: invitation.sub().cloned(), ..Event::new(What::LinkMake).with("kind", kind) }
}

/// A link was made with which people make accounts.
pub fn sign_up_link_made(sign_up: &SignUpLink) -> Event {
    let event = Event::new(What::LinkMake).with("kind", "sign_up").with("uses", sign_up.uses_left.to_string());
    event.with("expires_at", sign_up.expires_at.to_string())
}

/// What is recorded of a mail that enters the queue by itself: an invitation is somebody's act, and so is what anybody asks for.
/// Whom a name means that was typed the store adds, and the name itself, or an address, is not kept.
pub fn mail_asked_for(mail: &Mail) -> Option<Event> {
    match mail {
        Mail::Invitation { sub } => Some(Event::of(What::LinkMail, sub)),
        Mail::PasswordReset { .. } => Some(Event::new(What::LinkMail).with("kind", "reset")),
        Mail::SignUp { .. } => Some(Event::new(What::LinkMail).with("kind", "sign_up")),
        _ => None,
    }
}

/// Browsers were forgotten, or that a second factor is remembered in them: the one by its device, several by their number.
pub fn forgotten(what: What, sub: &Subject, is_one: bool, agents: &[String]) -> Option<Event> {
    let event = Event::of(what, sub);
    match agents {
        [] => None,
        [agent] if is_one => Some(event.with("device", device_name(agent))),
        several => Some(event.with("count", several.len().to_string())),
    }
}

/// Something happened to a secret that seals.
pub fn sealing_event(what: What, id: &str) -> Event {
    Event::new(what).with("id", id)
}

/// An app got its first tokens, or code, in a login.
pub fn app_signed_in(grant: &Grant) -> Event {
    Event::of(What::AppSignIn, &grant.sub).with_client(&grant.client_id).with("scope", grant.scope.to_string())
}

/// A person allowed an app something, and whether they wish to be asked each time.
pub fn consent_granted(sub: &Subject, client_id: &ClientId, given: &Consent, details: &AuthorizationDetails) -> Event {
    let event = Event::of(What::ConsentGrant, sub).with_client(client_id).with("scope", given.scope.to_string());
    let event = if given.asks_each_time { event.with("asks", "each_time") } else { event };
    if details.is_empty() { event } else { event.with(authorization_details::NAME, details.to_json()) }
}

/// An app got a token for a token of a person: whose token that was, what the new one is for, and who acts.
pub fn token_exchanged(token: &ExchangedToken) -> Event {
    let ExchangedToken { access_token, exchange, grant, .. } = token;
    let mut event = Event::of(What::TokenExchange, &grant.sub)
        .with_client(&exchange.client_id)
        .with("subject_client", exchange.subject_client.as_str())
        .with("scope", access_token.scope.to_string());
    if !access_token.audience.is_empty() {
        let named: Vec<&str> = access_token.audience.iter().map(Resource::as_str).collect();
        event = event.with("resource", named.join(" "));
    }
    match exchange.actors.first() {
        Some(actor) => event.with("mode", "delegation").with("actor", actor.to_string()),
        None => event.with("mode", "impersonation"),
    }
}

/// Something happened to a key.
pub fn key_event(what: What, kid: &str) -> Event {
    Event::new(what).with("kid", kid)
}

/// A person allowed what an app asked for on another device, at that address.
pub fn request_allowed(grant: &Grant, from: &str) -> Event {
    let event = Event::of(What::RequestAllow, &grant.sub).with_client(&grant.client_id);
    event.with("scope", grant.scope.to_string()).with("from", from)
}

/// A person refused it, or might not use the app.
pub fn request_refused(sub: &Subject, client_id: &ClientId, from: &str) -> Event {
    Event::of(What::RequestRefuse, sub).with_client(client_id).with("from", from)
}
