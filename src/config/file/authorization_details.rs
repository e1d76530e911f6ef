//! `[authorization_details]`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;

/// The name is the `type` of the elements. A type has exactly one of `schema` and `schema_file`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetailTypeEntry {
    /// The clients that may use the type, by their `client_id`; `"*"` for every client, those that registered themselves
    /// included.
    #[schemars(extend("default" = []))]
    pub clients: Vec<String>,
    /// What an element may be, as JSON Schema: `properties`, `required`, `type`, `enum`, `pattern`, … Members that it does
    /// not name are refused.
    pub schema: Option<serde_json::Map<String, serde_json::Value>>,
    /// A JSON file with the schema.
    pub schema_file: Option<PathBuf>,
    /// The sentence on the consent page, with the names of required members in braces: `"Pay {amount} to {creditor.name}"`.
    /// Every other value is listed below it.
    #[schemars(required, extend("format" = "readable-name"))]
    pub sentence: Option<String>,
    /// What members are called in that list, such as `{ "creditor.iban" = "Account" }`.
    #[schemars(extend("default" = {}, "x-default" = "their names", "additionalProperties" = { "type": "string", "format": "readable-name" }))]
    pub labels: BTreeMap<String, String>,
    /// Both in other languages, by language tag.
    #[schemars(extend("default" = {}))]
    pub localized: BTreeMap<String, DetailWordsEntry>,
}

/// `authorization_details.….localized.…`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetailWordsEntry {
    /// The sentence.
    #[schemars(required, extend("format" = "readable-name"))]
    pub sentence: Option<String>,
    /// What members are called.
    #[schemars(extend("default" = {}, "x-default" = "their names", "additionalProperties" = { "type": "string", "format": "readable-name" }))]
    pub labels: BTreeMap<String, String>,
}
