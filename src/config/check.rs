//! The walk along schema and document: unknown keys, wrong types and bad values, all of them.
//!
//! What is wrong is reported and taken out of the document, so that everything else can still be read and judged.

use serde_json::Value as Schema;

use super::document::{Node, Value};
use super::problems::Problem;
use super::{format, homes, schema, unsupported};
use crate::protocol::ascii_uri::in_ascii;

/// Checks a document of one source, pruning what is wrong.
pub fn check(document: &mut Node, problems: &mut Vec<Problem>) {
    Check { problems }.table(document, &schema::SCHEMA, "");
}

struct Check<'a> {
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    /// Whether the value may stay.
    fn value(&mut self, node: &mut Node, schema: &Schema, path: &str) -> bool {
        if !self.has_right_type(node, schema, path) {
            return false;
        }
        match &mut node.value {
            Value::Table(_) => {
                self.table(node, schema, path);
                true
            }
            Value::Array(_) => self.array(node, schema, path),
            Value::String(text) => {
                let fault = text_fault(text, schema);
                self.judge(node, schema, path, fault)
            }
            Value::Integer(number) => {
                let fault = number_fault(*number, schema);
                self.judge(node, schema, path, fault)
            }
            Value::Datetime(_) | Value::Boolean(_) => true,
            Value::Float(number) if number.is_finite() => true,
            Value::Float(_) => {
                self.problems.push(Problem::error(node.place(), "this number is out of range"));
                false
            }
        }
    }

    fn judge(&mut self, node: &Node, schema: &Schema, path: &str, fault: Option<String>) -> bool {
        let Some(fault) = fault else { return true };
        let mut problem = Problem::error(node.place(), format!("{}: {fault}", name_of(path)));
        let bound = fault.contains("the least is") || fault.contains("the most is");
        let wanted = wanted(schema).filter(|wanted| !bound && !fault.contains(wanted.as_str()));
        let ascii = if let Value::String(text) = &node.value { in_ascii(text) } else { None };
        let ascii = ascii.filter(|ascii| !fault.contains(ascii.as_str()));
        match (wanted, ascii) {
            (Some(wanted), None) => problem = problem.help(format!("write {wanted}")),
            (Some(wanted), Some(ascii)) => {
                problem = problem.help(format!("write {wanted}, its host in ASCII: {ascii}"))
            }
            (None, Some(ascii)) => problem = problem.help(format!("write its host in ASCII, as browsers do: {ascii}")),
            (None, None) => {}
        }
        self.problems.push(problem);
        false
    }

    fn has_right_type(&mut self, node: &Node, schema: &Schema, path: &str) -> bool {
        let types = schema::types(schema);
        let fits = match &node.value {
            Value::String(_) => types.contains(&"string"),
            Value::Integer(_) => types.contains(&"integer") || types.contains(&"number"),
            Value::Float(_) => types.contains(&"number"),
            Value::Boolean(_) => types.contains(&"boolean"),
            // A TOML date is as good as the same text in quotes.
            Value::Datetime(text) => types.contains(&"string") && text_fault(text, schema).is_none(),
            Value::Array(_) => types.contains(&"array"),
            Value::Table(_) => types.contains(&"object"),
        };
        if fits || types.is_empty() {
            return true;
        }
        let wanted = wanted(schema).unwrap_or_else(|| type_words(&types));
        let message = format!("{} must be {wanted}, not {}", name_of(path), node.value.type_name());
        let mut problem = Problem::error(node.place(), message);
        if matches!(path, "clients" | "users" | "workload_issuers") && matches!(node.value, Value::Table(_)) {
            problem = problem.help(two_brackets(path, node));
        } else if types == ["object"] && matches!(node.value, Value::Array(_)) {
            problem = problem.help(match schema::properties(schema) {
                Some(_) => format!("write [{path}] with one bracket, once"),
                None => format!("write [{path}.NAME] for each, with its name in the brackets"),
            });
        } else if types == ["array"] && matches!(node.value, Value::String(_)) {
            problem = problem.help("put it in brackets: [\"…\"]");
        } else if let Some(help) = unsupported::instead_of_table(path)
            && matches!(node.value, Value::Table(_))
        {
            problem = problem.help(help);
        }
        self.problems.push(problem);
        false
    }

    fn array(&mut self, node: &mut Node, schema: &Schema, path: &str) -> bool {
        let place = node.place();
        let Value::Array(items) = &mut node.value else { return true };
        let least = schema.get("minItems").and_then(Schema::as_u64).unwrap_or_default();
        if (items.len() as u64) < least {
            self.problems.push(Problem::error(place, format!("{} may not be empty", name_of(path))));
            return false;
        }
        if let Some(inner) = schema.get("items") {
            let path = if schema::properties(inner).is_some() { path.to_owned() } else { format!("{path}[]") };
            items.retain_mut(|item| self.value(item, inner, &path));
        }
        true
    }

    fn table(&mut self, node: &mut Node, schema: &Schema, path: &str) {
        let place = node.key_place();
        let Value::Table(table) = &mut node.value else { return };
        let properties = schema::properties(schema);
        let others = schema.get("additionalProperties").filter(|others| **others != Schema::Bool(true));
        let mut missing = schema::required(schema);
        let mut pruned = Vec::new();
        table.retain(|key, member| {
            missing.retain(|name| name != key);
            let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let right = match (properties.and_then(|properties| properties.get(key)), others) {
                (Some(known), _) => self.value(member, known, &below),
                (None, Some(Schema::Object(_))) => self.value(member, others.unwrap_or(&Schema::Null), &below),
                (None, Some(_)) => {
                    let meant = self.unknown_key(member, key, schema, path);
                    missing.retain(|name| meant != Some(name));
                    false
                }
                (None, None) => true,
            };
            if !right {
                pruned.push(key.clone());
            }
            right
        });
        node.pruned = pruned;
        for name in missing {
            let message = format!("{} needs a `{name}`", subject_of(path));
            self.problems.push(Problem::error(place.clone(), message).label(format!("`{name}` is missing")));
        }
    }

    /// Reports the key, and returns the one that was probably meant.
    fn unknown_key<'s>(&mut self, node: &Node, key: &str, schema: &'s Schema, path: &str) -> Option<&'s str> {
        let place = node.key_place();
        if let Some(help) = unsupported::help(path, key) {
            let message = format!("`{key}` is not supported by this version");
            self.problems.push(Problem::error(place, message).help(help));
            return None;
        }
        let known = schema::properties(schema)?;
        if let Some((name, tag)) =
            key.split_once('#').filter(|(name, _)| path == "clients" && known.contains_key(*name))
        {
            let message = format!("`{key}` is not a client key");
            self.problems
                .push(Problem::error(place, message).help(format!("write `{name}` under [clients.localized.{tag}]")));
            return None;
        }
        let nearest = nearest(key, known.keys().map(String::as_str));
        let message = format!("`{key}` is not {}", kind_of_key(path));
        let problem = Problem::error(place, message);
        let help = match nearest {
            Some(list @ ("clients" | "users" | "workload_issuers")) if path.is_empty() => {
                Some(two_brackets(list, node))
            }
            Some(nearest) => Some(format!("did you mean `{nearest}`?")),
            None => homes::of(key, path),
        };
        self.problems.push(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
        nearest
    }
}

/// How entries of a list are written, for somebody who wrote one table, or a table of named ones.
fn two_brackets(list: &str, node: &Node) -> String {
    let help = format!("write [[{list}]] with two brackets, once for each");
    let Value::Table(table) = &node.value else { return help };
    let id = match list {
        "clients" => "client_id",
        "users" => "username",
        _ => "name",
    };
    match table.iter().next().filter(|_| table.values().all(|value| matches!(value.value, Value::Table(_)))) {
        Some((name, _)) => format!("{help}, and in it {id} = \"{name}\""),
        None => help,
    }
}

/// The known name that `text` is probably a misspelling of.
pub fn nearest<'a>(text: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let text = text.to_ascii_lowercase().replace('-', "_");
    let near = |name: &&str| strsim::osa_distance(&text, name);
    let best = known.min_by_key(near)?;
    let allowed = (best.chars().count() / 4).clamp(1, 4);
    (near(&best) <= allowed).then_some(best)
}

fn text_fault(text: &str, schema: &Schema) -> Option<String> {
    let choices = schema::choices(schema);
    if !choices.is_empty() {
        return (!choices.contains(&text)).then(|| match nearest(text, choices.iter().copied()) {
            Some(nearest) => format!("`{text}` is not one of the choices, did you mean `{nearest}`?"),
            None => format!("`{text}` is not one of the choices"),
        });
    }
    if schema.get("minLength").is_some() && text.is_empty() {
        return Some("an empty text is not allowed here".to_owned());
    }
    let name = schema.get("format").and_then(Schema::as_str)?;
    if let Err(fault) = format::check(name, text) {
        return Some(fault);
    }
    let bound = |key: &str| schema.get(key).and_then(Schema::as_str);
    format::out_of_bounds(name, text, bound("x-min"), bound("x-max"))
}

fn number_fault(number: i64, schema: &Schema) -> Option<String> {
    if let Some(name) = schema.get("format").and_then(Schema::as_str).filter(|name| format::wanted(name).is_some()) {
        let text = number.to_string();
        let bound = |key: &str| schema.get(key).and_then(Schema::as_str);
        return format::check(name, &text)
            .err()
            .or_else(|| format::out_of_bounds(name, &text, bound("x-min"), bound("x-max")));
    }
    let bound = |key: &str| schema.get(key).and_then(Schema::as_i64);
    match (bound("minimum"), bound("maximum")) {
        (Some(least), _) if number < least => Some(format!("{number} is too small, the least is {least}")),
        (_, Some(most)) if number > most => Some(format!("{number} is too large, the most is {most}")),
        _ => None,
    }
}

fn wanted(schema: &Schema) -> Option<String> {
    let choices: Vec<String> = schema::choices(schema).iter().map(|word| format!("\"{word}\"")).collect();
    match choices.split_last() {
        Some((last, [])) => Some(last.clone()),
        Some((last, others)) => Some(format!("{} or {last}", others.join(", "))),
        None => schema.get("format").and_then(Schema::as_str).and_then(format::wanted).map(str::to_owned),
    }
}

fn type_words(types: &[&str]) -> String {
    let words = types.iter().map(|name| match *name {
        "string" => "a text in quotes",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        _ => "a table",
    });
    words.collect::<Vec<_>>().join(" or ")
}

fn name_of(path: &str) -> String {
    if let Some(list) = path.strip_suffix("[]") {
        return format!("an item of {}", name_of(list));
    }
    match path.strip_prefix("clients.").or_else(|| path.strip_prefix("users.")) {
        Some(key) => format!("`{key}`"),
        None => format!("`{path}`"),
    }
}

fn subject_of(path: &str) -> String {
    match path {
        "clients" => "a client".to_owned(),
        "users" => "a user".to_owned(),
        "workload_issuers" => "a workload issuer".to_owned(),
        "clients.workloads" => "a workload".to_owned(),
        _ => name_of(path),
    }
}

fn kind_of_key(path: &str) -> String {
    match path {
        "" => "a section".to_owned(),
        "clients" => "a client key".to_owned(),
        "users" => "a user key".to_owned(),
        _ => format!("a key of [{path}]"),
    }
}
