//! `[authorization_details]`, and which of its types clients use.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use super::Build;
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::file::ConfigFile;
use crate::config::file::authorization_details::{DetailTypeEntry, DetailWordsEntry};
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::protocol::authorization_details::schema::{Schema, SchemaFault};
use crate::protocol::authorization_details::sentence::Sentence;
use crate::protocol::authorization_details::{DetailType, DetailTypes, Users, Words};
use crate::protocol::client::ClientId;
use crate::protocol::language::LanguageTag;

/// The most that a file with a schema may have, in bytes.
const MOST_SCHEMA: usize = 64 * 1024;
/// In place of a `client_id`: every client.
const EVERYBODY: &str = "*";

impl Build<'_> {
    /// The types of `authorization_details`.
    pub fn detail_types(&mut self, document: &Node, file: &ConfigFile) -> DetailTypes {
        let entries = &file.authorization_details;
        let mut types = DetailTypes::default();
        for (name, entry) in entries {
            let node = document.at("authorization_details").at(name);
            if !is_type_name(name) {
                let message = format!("`{name}` cannot be the name of a type");
                let help = "use 1 to 255 letters, digits and signs, such as \"payment\" or an https address";
                self.report(Problem::error(node.key_place(), message).help(help));
            } else if let Some(detail_type) = self.detail_type(node, entry, &file.clients) {
                types.insert(name, detail_type);
            }
        }
        for (node, client) in document.at("clients").items().iter().zip(&file.clients) {
            self.types_of_client(node, client, entries);
        }
        types
    }

    fn detail_type(&mut self, node: &Node, entry: &DetailTypeEntry, clients: &[ClientEntry]) -> Option<DetailType> {
        let users = self.users_of_type(node, entry, clients);
        let schema = self.schema(node, entry)?;
        let words = self.detail_words(node, entry.sentence.as_deref(), &entry.labels, &schema);
        let mut localized = BTreeMap::new();
        for (text, entry) in &entry.localized {
            let node = node.at("localized").at(text);
            let DetailWordsEntry { sentence, labels } = entry;
            match (LanguageTag::parse(text), self.detail_words(node, sentence.as_deref(), labels, &schema)) {
                (Some(tag), words) => localized.extend(words.map(|words| (tag, words))),
                (None, _) => {
                    let message = format!("`{text}` is not a language tag");
                    let help = "write one such as \"fr\" or \"zh-Hant-TW\"";
                    self.report(Problem::error(node.key_place(), message).help(help));
                }
            }
        }
        Some(DetailType { schema, users, words: words?, localized })
    }

    fn users_of_type(&mut self, node: &Node, entry: &DetailTypeEntry, clients: &[ClientEntry]) -> Users {
        let listed = node.at("clients");
        let known: Vec<&str> =
            clients.iter().filter_map(|client| Some(client.client_id.as_ref()?.0.as_str())).collect();
        if entry.clients.is_empty() {
            let message = "no client may use this type";
            let help = "name them: clients = [\"shop\"], or clients = [\"*\"] for every client";
            self.report(Problem::warning(listed.key_place(), message).help(help));
        }
        let mut users = BTreeSet::new();
        for (index, id) in entry.clients.iter().enumerate() {
            if id == EVERYBODY {
                return Users::Everybody;
            }
            if !known.contains(&id.as_str()) {
                let message = format!("there is no client `{id}` in the configuration");
                let help = match nearest(id, known.iter().copied()) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "a client that registered itself may be named too; remove it if there is none".to_owned(),
                };
                self.report(Problem::warning(listed.item(index).place(), message).help(help));
            }
            users.extend(ClientId::parse(id));
        }
        Users::These(users)
    }

    fn schema(&mut self, node: &Node, entry: &DetailTypeEntry) -> Option<Schema> {
        match (&entry.schema, &entry.schema_file) {
            (Some(schema), None) => self.inline_schema(node.at("schema"), schema),
            (None, Some(path)) => self.schema_of_file(node.at("schema_file"), path),
            (Some(_), Some(_)) => {
                let problem =
                    Problem::error(node.at("schema_file").key_place(), "`schema` is given here and in a file");
                let first = node.at("schema").key_place();
                self.report(problem.related(first, "the other one").help("keep exactly one of them"));
                None
            }
            // What was itself wrong has been reported: no second complaint about its absence.
            (None, None) if node.has_pruned("schema") => None,
            (None, None) => {
                let help = "write [authorization_details.NAME.schema] with `properties`, or `schema_file`";
                self.report(Problem::error(node.key_place(), "this type has no `schema`").help(help));
                None
            }
        }
    }

    fn inline_schema(&mut self, node: &Node, schema: &Map<String, Value>) -> Option<Schema> {
        let report = |SchemaFault { at, fault, remedy }: SchemaFault| {
            let there = at.iter().fold(node, |node, key| match key.parse::<usize>() {
                Ok(index) if !node.items().is_empty() => node.item(index),
                _ => node.at(key),
            });
            self.report(Problem::error(there.key_place(), fault).help(remedy));
        };
        Schema::parse(&Value::Object(schema.clone())).map_err(report).ok()
    }

    fn schema_of_file(&mut self, node: &Node, path: &Path) -> Option<Schema> {
        let text = self.text_file(node, path, MOST_SCHEMA)?;
        let read = serde_json::from_str::<Value>(&text).map_err(|error| (error.to_string(), String::new()));
        let schema = read.and_then(|document| {
            Schema::parse(&document).map_err(|SchemaFault { at, fault, remedy }| {
                let at: String = at.iter().map(|key| format!("/{key}")).collect();
                (format!("{}: {fault}", if at.is_empty() { "/" } else { &at }), remedy)
            })
        });
        let report = |(fault, remedy): (String, String)| {
            let problem = Problem::error(node.place(), format!("{}: {fault}", path.display()));
            self.report(if remedy.is_empty() { problem.help("write a JSON Schema") } else { problem.help(remedy) });
        };
        schema.map_err(report).ok()
    }

    /// A sentence says every time the same: each of its values is there, and is said in a few words.
    fn detail_words(
        &mut self,
        node: &Node,
        sentence: Option<&str>,
        labels: &BTreeMap<String, String>,
        schema: &Schema,
    ) -> Option<Words> {
        let place = node.at("sentence").place();
        // One that was itself wrong, or is missing, has been reported.
        let parsed = Sentence::parse(sentence?).map_err(|error| {
            let help =
                "write the name of a member in braces: \"Pay {amount} to {creditor.name}\"; {{ stands for a brace";
            self.report(Problem::error(place.clone(), error.to_string()).help(help));
        });
        let parsed = parsed.ok()?;
        let mut is_right = true;
        for names in parsed.members() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let name = names.join(".");
            let (fault, help) = match schema.shape(&names) {
                None => ("is not in the schema", "add it to `properties`, or remove it from the sentence"),
                Some(shape) if !shape.is_plain => (
                    "cannot be said in a sentence",
                    "name a text, a number or a list of them; people see every other value below the sentence",
                ),
                Some(shape) if !shape.always => (
                    "may be missing",
                    "add it to `required`, or remove it from the sentence: people see it below, where it is sent",
                ),
                Some(_) => continue,
            };
            is_right = false;
            let message = format!("the sentence names `{name}`, which {fault}");
            self.report(Problem::error(place.clone(), message).help(help));
        }
        for path in labels.keys() {
            if schema.shape(&path.split('.').collect::<Vec<_>>()).is_none() {
                let message = format!("`{path}` is not in the schema");
                let help =
                    "write the names from the outermost inwards, joined by dots: \"creditor.iban\" = \"Account\"";
                self.report(Problem::error(node.at("labels").at(path).key_place(), message).help(help));
            }
        }
        is_right.then(|| Words { sentence: parsed, labels: labels.clone() })
    }

    /// `authorization_details_types` of a client.
    fn types_of_client(&mut self, node: &Node, client: &ClientEntry, entries: &BTreeMap<String, DetailTypeEntry>) {
        let name = client.client_id.as_ref().map_or("?", |id| id.0.as_str());
        for (index, listed) in client.authorization_details_types.iter().flatten().enumerate() {
            let place = node.at("authorization_details_types").item(index).place();
            match entries.get(listed) {
                None => {
                    let help = match nearest(listed, entries.keys().map(String::as_str)) {
                        Some(nearest) => format!("did you mean `{nearest}`?"),
                        None => format!("define it in [authorization_details.{listed}], or leave it out"),
                    };
                    self.report(Problem::error(place, format!("there is no type `{listed}`")).help(help));
                }
                Some(entry) if !entry.clients.iter().any(|id| id == name || id == EVERYBODY) => {
                    let message = format!("the type `{listed}` is not for client \"{name}\"");
                    let help =
                        format!("add \"{name}\" to `clients` in [authorization_details.{listed}], or leave it out");
                    self.report(Problem::error(place, message).help(help));
                }
                Some(_) => {}
            }
        }
    }
}

fn is_type_name(name: &str) -> bool {
    (1..=255).contains(&name.len()) && name.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
}
