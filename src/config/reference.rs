//! The configuration reference, written from the types in [`super::file`]: one row for each key.

use std::fmt::Write as _;

use serde_json::{Map, Value as Schema, json};

use super::{environment, schema};

/// The order of the chapters; what is not named here follows behind.
const ORDER: [&str; 22] = [
    "server",
    "clients",
    "client_defaults",
    "workload_issuers",
    "registration",
    "client_id_metadata_documents",
    "users",
    "scopes",
    "claims",
    "authorization_details",
    "session",
    "tokens",
    "keys",
    "storage",
    "login",
    "smtp",
    "audit",
    "admin",
    "branding",
    "limits",
    "metrics",
    "log",
];

const OPENING: &str = "\
# Configuration

<!-- Written from the types in src/config/file by `LATCHKEY_BLESS=1 cargo test config`. Edit those. -->

Latchkey reads TOML. [`config/latchkey.toml`](../config/latchkey.toml) shows every key in its place;
[`config.schema.json`](config.schema.json) lets editors complete and check them
(`#:schema config.schema.json` as the first line). `latchkey check` tells everything that is wrong at once.

**Order.** Built-in defaults, then the files of `-c` in order, then `config.d/*.toml` beside them in the order of their
names, then the environment. Later values replace earlier ones; `[[clients]]`, `[[workload_issuers]]` and `[[users]]` of all files are joined,
and a `client_id` or `username` that is taken twice is an error.

**Environment.** `LATCHKEY__SECTION__KEY`, in upper or lower case. Texts are taken as they are, everything else as TOML:
`LATCHKEY__SERVER__LISTEN='[\"0.0.0.0:8000\"]'`. Single clients and users cannot be set by environment.

**Values.** Durations are texts like `\"15m\"`, `\"1h30m\"`, `\"30d\"` (units s, m, h, d, w); sizes are texts like `\"64KiB\"`
or a number of bytes; rates are texts like `\"10/15m\"`. Relative paths start from the folder of the file they are
written in.

**Secrets.** Only secrets have a `_file` form, which keeps them out of the configuration: `client_secret_file`,
`password_hash_file`, `wrap_key_file`, `tls.key_file`. Such a file must not be readable by everybody, unless it lies below
`/run/secrets` or `$CREDENTIALS_DIRECTORY`. One line break at its end is dropped. Two forms of one secret are an error.

**Changes** take effect when a file is saved or on SIGHUP. A configuration with errors changes nothing, and neither does one
that changes a key marked *restart*, or that lost every client or every user: the log says what to do.
";

/// `docs/configuration.md`.
pub fn reference() -> String {
    let mut text = OPENING.to_owned();
    keys_of_the_top(&mut text);
    let sections = schema::properties(&schema::SCHEMA);
    let all = sections.into_iter().flatten().filter(|(_, section)| !schema::is_scalar(section));
    let rest = all.map(|(name, _)| name.as_str()).filter(|name| !ORDER.contains(name));
    for name in ORDER.into_iter().chain(rest) {
        if let Some(section) = sections.and_then(|sections| sections.get(name)) {
            chapter(&mut text, name, section);
        }
    }
    text
}

/// The keys that are in no section.
fn keys_of_the_top(text: &mut String) {
    let all = schema::properties(&schema::SCHEMA).into_iter().flatten();
    let keys = all.filter(|(_, key)| schema::is_scalar(key)).map(|(name, key)| (name.clone(), key.clone()));
    let keys: Map<String, Schema> = keys.collect();
    text.push_str("\n## Before the first section\n\n| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
    rows(text, &[], "", &json!({ "properties": keys }), true);
}

fn chapter(text: &mut String, name: &str, section: &Schema) {
    let item = section.get("items");
    let entry = section.get("additionalProperties").filter(|entry| entry.is_object());
    let (heading, keys) = match (item, entry) {
        (Some(item), _) => (format!("[[{name}]]"), item),
        (None, Some(entry)) => (format!("[{name}.NAME]"), entry),
        (None, None) => (format!("[{name}]"), section),
    };
    let mut words = vec![description(section)];
    if !std::ptr::eq(keys, section) {
        words.push(description(keys));
    }
    words.retain(|words| !words.is_empty());
    let mut chapter = format!("\n## `{heading}`\n\n{}\n\n", words.join(" "));
    let environment = item.is_none() && entry.is_none();
    chapter += "| Key | Type | Default | Meaning |\n|---|---|---|---|\n";
    rows(&mut chapter, &[name], "", keys, environment);
    text.push_str(&chapter);
}

fn rows(text: &mut String, path: &[&str], prefix: &str, table: &Schema, environment: bool) {
    let required = schema::required(table);
    for (key, schema) in schema::properties(table).into_iter().flatten() {
        let path = [path, &[key]].concat();
        let name = format!("{prefix}{key}");
        let is_table_alone = schema::types(schema) == ["object"];
        if is_table_alone && schema::properties(schema).is_some() {
            rows(text, &path, &format!("{name}."), schema, environment);
            continue;
        }
        let mut meaning = description(schema);
        if schema.get("x-restart").is_some() {
            meaning += " *Restart.*";
        }
        if let (Some(least), Some(most)) = (bound(schema, "x-min", "minimum"), bound(schema, "x-max", "maximum")) {
            let _ = write!(meaning, " From {least} to {most}.");
        }
        let variable = match environment {
            true => format!("<br><small>`{}`</small>", environment::variable_name(&path)),
            false => String::new(),
        };
        let default = default(schema, required.contains(&key.as_str()));
        // Writing to a text cannot fail.
        let _ = writeln!(text, "| `{name}`{variable} | {} | {default} | {meaning} |", type_words(schema));
        if let Some(entry) = schema.get("additionalProperties").filter(|entry| schema::properties(entry).is_some()) {
            rows(text, &path, &format!("{name}.NAME."), entry, false);
        }
        // What may be a table, too, and what may be a list of tables.
        if schema::properties(schema).is_some() {
            rows(text, &path, &format!("{name}."), schema, environment);
        }
        if !is_list_alone(schema)
            && let Some(item) = schema.get("items").filter(|item| schema::properties(item).is_some())
        {
            rows(text, &path, &format!("{name}[]."), item, false);
        }
    }
}

fn description(schema: &Schema) -> String {
    let text = schema.get("description").and_then(Schema::as_str).unwrap_or_default();
    text.replace('\n', " ").replace('|', "\\|")
}

fn bound(schema: &Schema, text: &str, number: &str) -> Option<String> {
    let text = schema.get(text).and_then(Schema::as_str).map(str::to_owned);
    text.or_else(|| schema.get(number).map(Schema::to_string))
}

fn default(schema: &Schema, required: bool) -> String {
    match (schema.get("x-default").and_then(Schema::as_str), schema.get("default")) {
        _ if required => "**required**".to_owned(),
        (Some(words), _) => words.to_owned(),
        (None, Some(value)) => format!("`{value}`"),
        (None, None) => "none".to_owned(),
    }
}

fn is_list_alone(schema: &Schema) -> bool {
    schema::types(schema) == ["array"]
}

fn type_words(schema: &Schema) -> String {
    let choices: Vec<String> = schema::choices(schema).iter().map(|word| format!("`\"{word}\"`")).collect();
    if !choices.is_empty() {
        return choices.join(", ");
    }
    let types = schema::types(schema);
    let format = schema.get("format").and_then(Schema::as_str);
    match (types.as_slice(), format) {
        (["array"], _) => format!("list of {}", schema.get("items").map(type_words).unwrap_or_default()),
        ([], _) => "any".to_owned(),
        (["boolean"], _) => "true or false".to_owned(),
        (["integer"], _) => "number".to_owned(),
        (["object"], _) => "table".to_owned(),
        (["object", "array"], _) => "table or list".to_owned(),
        (["string", "object"], Some(format)) => format!("{format} or table"),
        (_, Some("not-empty") | None) => "text".to_owned(),
        (_, Some("bytes")) => "size".to_owned(),
        (_, Some(format)) => format.replace('-', " "),
    }
}
