//! Groups that let nobody in: they are given by `[[users]]` and `login.signup_groups` or, unseen from here, by accounts of the database. So what is
//! told when the file is read is the likely misspelling; `latchkey check` looks into the database for the rest.

use std::collections::BTreeSet;

use super::Build;
use crate::config::check::nearest;
use crate::config::document::Node;
use crate::config::file::ConfigFile;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;

/// The groups that the document gives to people.
pub fn named(file: &ConfigFile) -> BTreeSet<String> {
    file.users.iter().flat_map(|user| &user.groups).chain(&file.login.signup_groups).cloned().collect()
}

impl Build<'_> {
    /// Warns of an `allowed_groups` entry that is nearly the name of a group.
    pub(super) fn allowed_groups(&mut self, node: &Node, entry: &ClientEntry) {
        let near = |group: &str| nearest(group, self.groups.iter().map(String::as_str)).map(str::to_owned);
        let unknown = entry.allowed_groups.iter().enumerate().filter(|(_, group)| !self.groups.contains(*group));
        let misspelt: Vec<(usize, String)> = unknown.filter_map(|(index, group)| Some((index, near(group)?))).collect();
        for (index, meant) in misspelt {
            let group = entry.allowed_groups.get(index).map_or("?", String::as_str);
            let message = format!("no user of the configuration is in the group `{group}`");
            let place = node.at("allowed_groups").item(index).place();
            self.report(Problem::warning(place, message).help(format!("did you mean `{meant}`?")));
        }
    }
}
