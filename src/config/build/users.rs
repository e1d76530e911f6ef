//! `[[users]]`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Build;
use crate::config::document::Node;
use crate::config::file::users::{StandardClaims, UserEntry};
use crate::config::format::{Format as _, PasswordHash};
use crate::config::problems::Problem;
use crate::config::settings::{Argon2Cost, ConfiguredUser, LoginSettings};
use crate::config::source::Place;
use crate::config::text;
use crate::protocol::client::Client;
use crate::protocol::names;
use crate::protocol::user::{Subject, UsernameKey};
use crate::secret::Secret;

/// Standard claims that people write in a language (Core §5.2).
const LOCALIZED: [&str; 8] =
    ["name", "given_name", "family_name", "middle_name", "nickname", "profile", "picture", "website"];

impl Build<'_> {
    /// The users, each with a name of its own.
    pub fn users(
        &mut self,
        node: &Node,
        entries: &[UserEntry],
        clients: &[Client],
        login: &LoginSettings,
    ) -> Vec<ConfiguredUser> {
        let mut seen: BTreeMap<UsernameKey, Place> = BTreeMap::new();
        let mut looks: BTreeMap<String, Place> = BTreeMap::new();
        let mut subs: BTreeMap<Subject, Place> = BTreeMap::new();
        let mut users = Vec::new();
        for (node, entry) in node.items().iter().zip(entries) {
            let password_hash = self.password_hash(node, entry);
            if let Some(hash) = &password_hash {
                match login.takes_passwords() {
                    true => self.check_cost(node, entry, hash, login.argon2),
                    false => self.opens_nothing(node, entry),
                }
            }
            let Some(username) = entry.username.as_ref().map(|username| username.0.0.clone()) else { continue };
            let place = node.at("username").place();
            if let Some(first) = seen.insert(UsernameKey::of(&username), place.clone()) {
                let message = format!("the username `{username}` is used twice, here and at {}", first.name());
                let problem = Problem::error(place, message).related(first, "the first one");
                self.report(problem.help("names that differ only in upper and lower case are the same"));
            } else if let Some(first) = looks.insert(names::look(&username), place.clone()) {
                let message = format!("the username `{username}` looks like the one at {}", first.name());
                let problem = Problem::error(place, message).related(first, "the first one");
                self.report(problem.help("people could confuse them: choose another one"));
            }
            let sub = entry.sub.as_ref().map(|sub| sub.0.clone());
            if let Some(sub) = &sub {
                self.check_sub(node, sub, &mut subs, clients);
            }
            self.groups_are_shown(node, entry);
            users.push(ConfiguredUser {
                sub,
                username,
                claims: self.user_claims(node, entry),
                email: entry.email.clone(),
                email_verified: entry.email_verified,
                groups: entry.groups.clone(),
                attributes: entry.attributes.clone().into_iter().collect(),
                password_hash,
                is_admin: entry.admin,
                locked: entry.locked,
                defined_at: node.key_place().name(),
            });
        }
        users
    }

    /// A `sub` is one person's alone (Core §2).
    fn check_sub(&mut self, node: &Node, sub: &Subject, seen: &mut BTreeMap<Subject, Place>, clients: &[Client]) {
        let place = node.at("sub").place();
        if let Some(first) = seen.insert(sub.clone(), place.clone()) {
            let message = format!("the `sub` `{sub}` is given twice, here and at {}", first.name());
            let problem = Problem::error(place, message).related(first, "the first one");
            self.report(problem.help("apps tell people apart by it: give each person their own, or leave it out"));
        } else if clients.iter().any(|client| client.client_id.as_str() == sub.as_str()) {
            let message = format!("the `sub` `{sub}` is also the `client_id` of a client");
            let help =
                "tokens that a client gets for itself carry its `client_id` as `sub` (RFC 9068 §5): choose another";
            self.report(Problem::error(place, message).help(help));
        }
    }

    /// A password that nobody can sign in with.
    fn opens_nothing(&mut self, node: &Node, entry: &UserEntry) {
        let name = entry.username.as_ref().map_or("?", |username| username.0.0.as_str());
        let message = format!("the password of `{name}` opens nothing: `login.methods` leaves out \"password\"");
        let help = "remove this line; `latchkey user invite` makes a link to begin with a passkey";
        self.report(Problem::warning(node.at(key_of_hash(entry)).key_place(), message).help(help));
    }

    /// Passwords of one cost are checked in one time. Those of another are made up for at each sign-in, by more work.
    fn check_cost(&mut self, node: &Node, entry: &UserEntry, hash: &Secret, cost: Argon2Cost) {
        let Some(made_at) = Argon2Cost::of(hash.expose()).filter(|made_at| *made_at != cost) else { return };
        let name = entry.username.as_ref().map_or("?", |username| username.0.0.as_str());
        let message = format!(
            "the password of `{name}` was hashed at another cost than `login.argon2` has: {} KiB, {} iterations, {} lanes",
            made_at.memory_kib, made_at.iterations, made_at.parallelism
        );
        let help = "hash it again with `latchkey hash-password`, which uses the configured cost; until then, or until they \
                    have signed in once, everybody's sign-in takes as long as the costliest, so that nobody can tell \
                    whose it is";
        self.report(Problem::warning(node.at(key_of_hash(entry)).key_place(), message).help(help));
    }

    /// Groups stand on the account page, and others are admitted by them.
    fn groups_are_shown(&mut self, node: &Node, entry: &UserEntry) {
        for (index, group) in entry.groups.iter().enumerate() {
            if let Err(error) = names::check_shown(group) {
                let place = node.at("groups").item(index).place();
                self.report(Problem::error(place, format!("`{group}` cannot be a group")).help(error.to_string()));
            }
        }
    }

    /// The standard claims, and those in other languages as `name#fr` (Core §5.2).
    fn user_claims(&mut self, node: &Node, entry: &UserEntry) -> Map<String, Value> {
        let mut claims = claims(&entry.claims);
        for (tag, written) in &entry.claims_locales {
            let place = || node.at("claims_locales").at(tag).key_place();
            if text::check("locale", tag).is_err() {
                let message = format!("`{tag}` is not a language tag");
                self.report(Problem::error(place(), message).help("write one such as \"fr\" or \"ja-Kana-JP\""));
            }
            for (claim, value) in written {
                if !LOCALIZED.contains(&claim.as_str()) {
                    let message = format!("the claim `{claim}` is not written in a language");
                    let help = format!("those that can be: {}", LOCALIZED.join(", "));
                    self.report(Problem::error(place(), message).help(help));
                }
                if let Err(error) = names::check_shown(value) {
                    let message = format!("the claim `{claim}` cannot be shown");
                    self.report(Problem::error(place(), message).help(error.to_string()));
                }
                claims.insert(format!("{claim}#{tag}"), Value::String(value.clone()));
            }
        }
        claims
    }

    fn password_hash(&mut self, node: &Node, entry: &UserEntry) -> Option<Secret> {
        match (&entry.password_hash, &entry.password_hash_file) {
            (Some(_), Some(_)) => {
                let message = "this user has both `password_hash` and `password_hash_file`";
                let problem = Problem::error(node.at("password_hash_file").key_place(), message)
                    .related(node.at("password_hash").key_place(), "the other one")
                    .help("keep exactly one of them");
                self.report(problem);
                None
            }
            (Some(hash), None) => Some(hash.0.0.clone()),
            (None, Some(path)) => {
                let node = node.at("password_hash_file");
                let (path, text) = self.secret_file(node, path)?;
                match PasswordHash::parse(&text) {
                    Ok(hash) => Some(hash.0),
                    Err(fault) => {
                        let message = format!("{}: {fault}", path.display());
                        self.report(
                            Problem::error(node.place(), message).help(format!("write {}", PasswordHash::WANTED)),
                        );
                        None
                    }
                }
            }
            (None, None) => None,
        }
    }
}

/// The key that names the hash.
fn key_of_hash(entry: &UserEntry) -> &'static str {
    if entry.password_hash.is_some() { "password_hash" } else { "password_hash_file" }
}

fn claims(claims: &StandardClaims) -> Map<String, Value> {
    let mut map = match serde_json::to_value(claims) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    if map.contains_key("phone_number") {
        map.entry("phone_number_verified").or_insert(Value::Bool(true));
    } else {
        map.remove("phone_number_verified");
    }
    map
}
