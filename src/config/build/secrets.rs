//! Client secrets in their four forms, of which a client has exactly one.

use std::path::Path;

use super::Build;
use super::client_proof::least_for_macs;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::format::{Format as _, PasswordHash};
use crate::config::problems::Problem;
use crate::config::reading;
use crate::protocol::client::ClientSecret;
use crate::protocol::hex;
use crate::secret::{Digest, Secret};

/// A secret shorter than this can be guessed.
const LEAST: usize = 16;
/// A generated secret is at least this long.
const GENERATED: usize = 32;

/// The four forms of one secret, by the name of the first.
struct Forms<'a> {
    name: &'static str,
    plain: Option<&'a str>,
    file: Option<&'a Path>,
    env: Option<&'a str>,
    hash: Option<&'a str>,
}

/// Whose secret it is.
struct Holder<'a> {
    client: &'a str,
    /// The least bytes of a secret that MACs are made with; `None` when none are.
    least_for_macs: Option<usize>,
}

impl Build<'_> {
    /// The live secrets of a client: the present one first.
    pub fn client_secrets(&mut self, node: &Node, entry: &ClientEntry, name: &str) -> Vec<ClientSecret> {
        let present = Forms {
            name: "client_secret",
            plain: entry.client_secret.as_deref(),
            file: entry.client_secret_file.as_deref(),
            env: entry.client_secret_env.as_deref(),
            hash: entry.client_secret_hash.as_deref(),
        };
        let previous = Forms {
            name: "previous_client_secret",
            plain: entry.previous_client_secret.as_deref(),
            file: entry.previous_client_secret_file.as_deref(),
            env: entry.previous_client_secret_env.as_deref(),
            hash: entry.previous_client_secret_hash.as_deref(),
        };
        self.check_until(node, entry, name);
        let holder = Holder { client: name, least_for_macs: least_for_macs(entry) };
        [present, previous].into_iter().filter_map(|forms| self.client_secret(node, &forms, &holder)).collect()
    }

    /// A time for a former secret makes sense beside a present one alone: otherwise nothing would prove the client then.
    fn check_until(&mut self, node: &Node, entry: &ClientEntry, name: &str) {
        let is_there = |secret: &str| {
            ["", "_file", "_env", "_hash"].iter().any(|suffix| node.get(&format!("{secret}{suffix}")).is_some())
        };
        let both = is_there("client_secret") && is_there("previous_client_secret");
        if entry.previous_client_secret_until.is_some() && !both && !node.has_pruned("client_secret") {
            let message = format!("client \"{name}\" has a time for its former secret, and not both secrets");
            let help = "`previous_client_secret_until` belongs beside `client_secret` and `previous_client_secret`, each in \
                        one of its forms";
            let place = node.at("previous_client_secret_until").key_place();
            self.report(Problem::error(place, message).help(help));
        }
    }

    fn client_secret(&mut self, node: &Node, forms: &Forms<'_>, holder: &Holder<'_>) -> Option<ClientSecret> {
        let client = holder.client;
        self.refuse_two_forms(node, forms, client);
        if let Some(hash) = forms.hash {
            return self.hashed_secret(node.at(&key(forms, "_hash")), hash, holder);
        }
        if let Some(path) = forms.file {
            let node = node.at(&key(forms, "_file"));
            let (_, secret) = self.secret_file(node, path)?;
            return self.plain_secret(node, &secret, holder);
        }
        if let Some(variable) = forms.env {
            let node = node.at(&key(forms, "_env"));
            let Some(secret) = self.sources.env.get(variable).filter(|secret| !secret.is_empty()) else {
                let message = format!("the environment variable {variable} is not set");
                self.report(Problem::error(node.place(), message));
                return None;
            };
            return self.plain_secret(node, secret, holder);
        }
        let node = node.at(forms.name);
        let secret = forms.plain?;
        self.warn_of_plain_text(node, client);
        self.plain_secret(node, secret, holder)
    }

    fn refuse_two_forms(&mut self, node: &Node, forms: &Forms<'_>, client: &str) {
        let present: Vec<(String, &Node)> = ["", "_file", "_env", "_hash"]
            .iter()
            .map(|suffix| key(forms, suffix))
            .filter_map(|name| node.get(&name).map(|node| (name.clone(), node)))
            .collect();
        let Some(((first, first_node), others)) = present.split_first() else { return };
        for (other, other_node) in others {
            let message = format!("client \"{client}\" has both `{first}` and `{other}`");
            let problem = Problem::error(other_node.key_place(), message)
                .related(first_node.key_place(), "the other one")
                .help("keep exactly one of them");
            self.report(problem);
        }
    }

    fn hashed_secret(&mut self, node: &Node, hash: &str, holder: &Holder<'_>) -> Option<ClientSecret> {
        if holder.least_for_macs.is_some() {
            let message = format!("client \"{}\" uses client_secret_jwt, for which a hash is no use", holder.client);
            let help = "give the secret itself, by `client_secret_file` or `client_secret_env`: the app sends what it \
                        computed with it, and only the secret can compute that again";
            self.report(Problem::error(node.key_place(), message).help(help));
            return None;
        }
        let parsed = match hash.strip_prefix("sha256:") {
            Some(digits) => digest(digits).map(ClientSecret::Sha256),
            None => PasswordHash::parse(hash).ok().map(|hash| ClientSecret::Argon2id(hash.0)),
        };
        if parsed.is_none() {
            let help = "write \"sha256:\" and 64 hexadecimal digits, or what `latchkey hash-password` prints";
            self.report(Problem::error(node.place(), "this is not the hash of a secret").help(help));
        }
        parsed
    }

    fn plain_secret(&mut self, node: &Node, secret: &str, holder: &Holder<'_>) -> Option<ClientSecret> {
        let client = holder.client;
        let help = "generate one with `latchkey gen-secret`";
        if let Some(least) = holder.least_for_macs {
            if secret.len() < least {
                // RFC 7518 §3.2: a key is as long as the MAC that is made with it, or longer.
                let message =
                    format!("the secret of client \"{client}\" is shorter than the {least} bytes of its MACs");
                let help = format!("make one of {least} characters, such as `openssl rand -hex {}` prints", least / 2);
                self.report(Problem::error(node.place(), message).help(help));
                return None;
            }
            return Some(ClientSecret::Clear(Secret::new(secret)));
        }
        if secret.len() < LEAST {
            let message = format!("the secret of client \"{client}\" is shorter than {LEAST} characters");
            self.report(Problem::error(node.place(), message).help(help));
            return None;
        }
        if secret.chars().count() < GENERATED {
            let message = format!("the secret of client \"{client}\" is shorter than {GENERATED} characters");
            self.report(Problem::warning(node.place(), message).help(help));
        }
        Some(ClientSecret::Sha256(Digest::of(secret)))
    }

    /// In development mode a plain secret is what a first try looks like; elsewhere there are better places.
    fn warn_of_plain_text(&mut self, node: &Node, client: &str) {
        let Some(path) = node.place().source.path.clone() else { return };
        let readable = reading::is_world_readable(&path, &self.sources.env);
        let message = match readable {
            true => {
                format!("the secret of client \"{client}\" is in a file that everybody on this machine can read")
            }
            false => format!("the secret of client \"{client}\" is in the configuration as plain text"),
        };
        let help = "keep it in a file with `client_secret_file`, or keep only its `client_secret_hash`";
        self.report(Problem::warning(node.key_place(), message).help(help));
    }
}

fn key(forms: &Forms<'_>, suffix: &str) -> String {
    format!("{}{suffix}", forms.name)
}

fn digest(digits: &str) -> Option<Digest> {
    hex::octets(digits)?.try_into().ok().map(Digest::from_bytes)
}
