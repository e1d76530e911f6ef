//! `[branding]`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use crate::config::settings::KnownLink;

/// `[branding]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branding {
    /// The name on every page.
    #[schemars(extend("default" = "Latchkey", "format" = "readable-name"))]
    pub name: String,
    /// An image file (SVG, PNG, WebP or JPEG, at most 1 MiB) instead of Latchkey's mark.
    pub logo: Option<PathBuf>,
    /// An image file (SVG, PNG or ICO, at most 256 KiB) for the tabs and bookmarks of browsers, instead of Latchkey's mark.
    pub favicon: Option<PathBuf>,
    /// The accent colour of links, buttons, icons, avatars and the mark, such as `"#2f55d4"`; or a pair, `{ light = "#2f55d4", dark =
    /// "#8fa8ff" }`. What cannot be read on light or on dark pages is replaced there by the nearest colour that can; for colours that
    /// were meant for these pages, `latchkey check` says so. The colour of text on it follows.
    pub accent: Option<Accent>,
    /// A style sheet that is loaded after Latchkey's.
    pub css: Option<PathBuf>,
    /// A folder with templates that replace Latchkey's templates of the same name, and with `words/LANGUAGE.ftl`, which replace single
    /// sentences.
    pub templates: Option<PathBuf>,
    /// The language of pages and mails for whoever says none that Latchkey speaks.
    #[schemars(extend("default" = "en", "format" = "page-language"))]
    pub language: String,
    /// Links at the foot of every page: `{ help = "mailto:ada@example.com", privacy = "https://example.com/privacy" }`, shown in the order
    /// help, privacy, terms, imprint; or a list, `[{ name = "privacy", url = "…" }, { label = "Status", url = "…" }]`, shown as it stands.
    pub links: Option<Links>,
}

/// `branding.accent`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Accent {
    /// One colour, from which that of dark pages follows.
    One(String),
    /// A colour for light pages and one for dark pages.
    Pair {
        /// For light pages; empty where what was written is wrong.
        #[serde(default)]
        light: String,
        /// For dark pages; empty where what was written is wrong.
        #[serde(default)]
        dark: String,
    },
}

impl JsonSchema for Accent {
    fn schema_name() -> Cow<'static, str> {
        "Accent".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "object"],
            "format": "colour",
            "properties": {
                "light": { "type": "string", "format": "colour", "description": "The accent colour of light pages." },
                "dark": { "type": "string", "format": "colour", "description": "The accent colour of dark pages." },
            },
            "required": ["light", "dark"],
            "additionalProperties": false,
        })
    }
}

/// `branding.links`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Links {
    /// Each in its place.
    List(Vec<Link>),
    /// Those that have a name.
    Named(Named),
}

/// `branding.links` as a table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Where people find help: a page, `mailto:` and an address, or `tel:` and a number. Pages of errors and of sign-in refer to it, too.
    #[schemars(extend("format" = "link-target"))]
    pub help: Option<String>,
    /// Your privacy policy.
    #[schemars(extend("format" = "link-target"))]
    pub privacy: Option<String>,
    /// Your terms of service.
    #[schemars(extend("format" = "link-target"))]
    pub terms: Option<String>,
    /// Who runs this site.
    #[schemars(extend("format" = "link-target"))]
    pub imprint: Option<String>,
}

/// `branding.links[]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// A link that has words in every language. It needs no `label`.
    pub name: Option<KnownLink>,
    /// What the link says.
    #[schemars(extend("format" = "readable-name"))]
    pub label: Option<String>,
    /// A page (`https://…`), `mailto:` and an address, or `tel:` and a number.
    #[schemars(required, extend("format" = "link-target"))]
    pub url: Option<String>,
    /// What the link says in other languages, such as `{ de = "Datenschutz" }`.
    #[schemars(extend("default" = {}, "additionalProperties" = { "type": "string", "format": "readable-name" }))]
    pub localized: BTreeMap<String, String>,
}

impl JsonSchema for Links {
    fn schema_name() -> Cow<'static, str> {
        "Links".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Named::json_schema(generator);
        let item = Link::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["object", "array"]));
        schema.insert("items".to_owned(), item.into());
        schema
    }
}
