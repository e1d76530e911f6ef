//! `docs/configuration.md`, generated from the types: one row a key, so that the reference cannot lie.

use serde_json::Value;

use super::environment::variable_name;
use super::schema::{self, SCHEMA};

const OPENING: &str = "# Configuration reference

Generated from the types that read the configuration; a test fails when it is out of date.

Order: built-in defaults, then the files of `-c` (else `$LATCHKEY_CONFIG`, `./config.toml`, `/config/config.toml`,
`/etc/latchkey/config.toml`), then `config.d/*.toml` beside them in order of name, then environment variables. `[[clients]]`
and `[[users]]` of all files count together. Durations are texts like `\"15m\"`, `\"1h30m\"`, `\"30d\"`; sizes are bytes or
texts like `\"64KiB\"`; rates are texts like `\"10/15m\"`. Secrets can also stand in files (`_file`) or variables (`_env`);
a secret named in two ways is an error. Keys marked ↻ take effect at the next start, all others at once.
";

/// The whole reference, in Markdown.
pub fn reference() -> String {
    let mut text = OPENING.to_owned();
    let mut loose = Vec::new();
    for (name, section) in schema::properties(&SCHEMA).into_iter().flatten() {
        let heading = match section.get("items") {
            Some(_) => format!("[[{name}]]"),
            None if section.get("additionalProperties").is_some_and(Value::is_object) => format!("[{name}.NAME]"),
            None if schema::properties(section).is_some() => format!("[{name}]"),
            None => {
                loose.push((name, section));
                continue;
            }
        };
        let table =
            section.get("items").or_else(|| section.get("additionalProperties").filter(|inner| inner.is_object()));
        text.push_str(&format!("\n## `{heading}`\n\n{}\n\n", sentence(section).replace('|', "\\|")));
        text.push_str("| Key | Type | Default | Environment | |\n|---|---|---|---|---|\n");
        let path = if table.is_some() { Vec::new() } else { vec![name.as_str()] };
        rows(table.unwrap_or(section), &path, "", &mut text);
    }
    text
}

fn rows(table: &Value, path: &[&str], prefix: &str, text: &mut String) {
    for (name, property) in schema::properties(table).into_iter().flatten() {
        let key = format!("{prefix}{name}");
        let inner: Vec<&str> = path.iter().copied().chain([name.as_str()]).collect();
        if schema::properties(property).is_some() {
            rows(property, if path.is_empty() { &[] } else { &inner }, &format!("{key}."), text);
            continue;
        }
        let variable = if path.is_empty() { String::new() } else { format!("`{}`", variable_name(&inner)) };
        let restart = if property.get("x-restart").is_some() { "↻ " } else { "" };
        let needed = schema::required(table).contains(&name.as_str());
        let default = match property.get("default") {
            Some(default) => format!("`{default}`"),
            None if needed => "required".to_owned(),
            None => String::new(),
        };
        let words = sentence(property);
        let row = [format!("`{key}`"), kind(property), default, variable, format!("{restart}{words}")];
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

fn kind(property: &Value) -> String {
    let choices = schema::choices(property);
    if !choices.is_empty() {
        return choices.iter().map(|choice| format!("`\"{choice}\"`")).collect::<Vec<_>>().join(", ");
    }
    match schema::types(property).as_slice() {
        ["array"] => format!("list of {}", property.get("items").map_or("values".to_owned(), kind)),
        ["object"] => "table".to_owned(),
        [] => "any".to_owned(),
        types => types.join(" or ").replace("string", "text"),
    }
}

fn sentence(schema: &Value) -> String {
    let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    description.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
