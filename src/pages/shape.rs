//! Which values contexts have, and below which others.

use std::collections::BTreeMap;

use serde_json::Value;

/// What is below a value in any of the contexts.
#[derive(Debug, Default)]
pub struct Shape {
    members: BTreeMap<String, Shape>,
    items: Option<Box<Shape>>,
}

impl Shape {
    /// Takes in what is below another value at the same place.
    pub fn add(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                members.iter().for_each(|(name, member)| self.members.entry(name.clone()).or_default().add(member));
            }
            Value::Array(items) => {
                let below = self.items.get_or_insert_default();
                items.iter().for_each(|item| below.add(item));
            }
            _ => {}
        }
    }

    /// Around what, which name, and the names that are known there, if nothing is at that path (`list[].member.member`). Of a value
    /// that is text, or empty in every context, nothing is known and nothing is said.
    pub fn lacking(&self, path: &str) -> Option<(String, String, Vec<&str>)> {
        let mut shape = self;
        let mut around = String::new();
        for part in path.split('.') {
            let name = part.trim_end_matches("[]");
            let depth = (part.len() - name.len()) / 2;
            let is_index = name.parse::<usize>().is_ok();
            if is_index {
                shape = shape.items.as_deref()?;
            } else {
                if shape.members.is_empty() {
                    return None;
                }
                match shape.members.get(name) {
                    Some(member) => shape = member,
                    None => return Some((around, name.to_owned(), shape.members.keys().map(String::as_str).collect())),
                }
            }
            for _ in 0..depth {
                shape = shape.items.as_deref()?;
            }
            around = if around.is_empty() { part.to_owned() } else { format!("{around}.{part}") };
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_that_no_context_has_is_told_with_what_is_there() {
        let mut shape = Shape::default();
        shape.add(&json!({"client": null, "ways_on": [], "name": "x"}));
        shape.add(&json!({"client": {"client_name": "x", "domain": null}, "ways_on": [{"uri": "x"}]}));
        for there in
            ["client", "client.domain", "client.domain.deeper", "ways_on[].uri", "ways_on.0.uri", "name", "name.length"]
        {
            assert_eq!(shape.lacking(there), None, "{there}");
        }
        let lacking = |path: &str| shape.lacking(path).map(|(around, name, known)| (around, name, known.join(" ")));
        let expected =
            |around: &str, name: &str, known: &str| Some((around.to_owned(), name.to_owned(), known.to_owned()));
        assert_eq!(lacking("clinet"), expected("", "clinet", "client name ways_on"));
        assert_eq!(lacking("client.nmae"), expected("client", "nmae", "client_name domain"));
        assert_eq!(lacking("ways_on[].url"), expected("ways_on[]", "url", "uri"));
    }
}
