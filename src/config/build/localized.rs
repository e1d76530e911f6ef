//! `clients.localized`: what people see of a client in other languages.

use std::collections::BTreeMap;

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::{ClientEntry, LocalizedEntry};
use crate::config::problems::Problem;
use crate::protocol::language::LanguageTag;
use crate::protocol::shown_client::Localized;

impl Build<'_> {
    /// The values by their languages.
    pub fn localized(&mut self, node: &Node, entry: &ClientEntry) -> BTreeMap<LanguageTag, Localized> {
        let node = node.at("localized");
        let mut localized = BTreeMap::new();
        for (text, written) in &entry.localized {
            let Some(tag) = LanguageTag::parse(text) else {
                let message = format!("`{text}` is not a language tag");
                let help = "write one such as \"fr\" or \"zh-Hant-TW\"";
                self.report(Problem::error(node.at(text).key_place(), message).help(help));
                continue;
            };
            localized.insert(tag, of(written));
        }
        localized
    }
}

fn of(written: &LocalizedEntry) -> Localized {
    Localized {
        client_name: written.client_name.clone(),
        client_uri: written.client_uri.clone(),
        logo_uri: written.logo_uri.clone(),
        policy_uri: written.policy_uri.clone(),
        tos_uri: written.tos_uri.clone(),
    }
}
