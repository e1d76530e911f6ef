//! A schema is read into rules; whatever is not understood is a fault, told with its place and a remedy.

use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

use super::{
    Alternatives, Format, Kind, ListRule, Member, MembersRule, NumberRule, Others, Rule, SchemaFault, TYPE, TextRule,
};
use crate::protocol::names;

/// The most rules that a schema may come to, with every reference written out.
const MOST_RULES: usize = 1_000;
/// The deepest that rules may lie in each other.
pub(super) const MOST_DEPTH: usize = 16;
/// The most memory that one pattern may take, in bytes.
const MOST_PATTERN: usize = 256 * 1024;
/// Keywords that say something to readers and nothing to the check.
const REMARKS: [&str; 11] = [
    "$schema",
    "$id",
    "$comment",
    "$defs",
    "definitions",
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
];
/// Every other keyword that is understood, each with the kind of value that it speaks of.
const KEYWORDS: [(&str, Option<Kind>); 21] = [
    ("$ref", None),
    ("type", None),
    ("enum", None),
    ("const", None),
    ("anyOf", None),
    ("oneOf", None),
    ("properties", Some(Kind::Object)),
    ("required", Some(Kind::Object)),
    ("additionalProperties", Some(Kind::Object)),
    ("items", Some(Kind::Array)),
    ("minItems", Some(Kind::Array)),
    ("maxItems", Some(Kind::Array)),
    ("uniqueItems", Some(Kind::Array)),
    ("minLength", Some(Kind::String)),
    ("maxLength", Some(Kind::String)),
    ("pattern", Some(Kind::String)),
    ("format", Some(Kind::String)),
    ("minimum", Some(Kind::Number)),
    ("maximum", Some(Kind::Number)),
    ("exclusiveMinimum", Some(Kind::Number)),
    ("exclusiveMaximum", Some(Kind::Number)),
];

/// Where something stands in a schema.
#[derive(Debug, Clone, Default)]
struct Path(Vec<String>);

impl Path {
    fn and(&self, key: &str) -> Self {
        Self(self.0.iter().cloned().chain([key.to_owned()]).collect())
    }

    fn fault(&self, fault: impl Into<String>, remedy: impl Into<String>) -> SchemaFault {
        SchemaFault { at: self.0.clone(), fault: fault.into(), remedy: remedy.into() }
    }
}

pub(super) struct Reader<'a> {
    document: &'a Value,
    rules: usize,
    depth: usize,
    /// Those that are being followed.
    references: Vec<String>,
}

impl<'a> Reader<'a> {
    /// The rule that a whole document is.
    pub(super) fn read(document: &'a Value) -> Result<Rule, SchemaFault> {
        Self { document, rules: 0, depth: 0, references: Vec::new() }.rule(document, &Path::default())
    }
    fn rule(&mut self, value: &Value, path: &Path) -> Result<Rule, SchemaFault> {
        self.rules += 1;
        self.depth += 1;
        if self.rules > MOST_RULES || self.depth > MOST_DEPTH {
            let fault = format!("the schema is too large: it may have {MOST_RULES} rules, {MOST_DEPTH} in each other");
            return Err(path.fault(fault, "describe less, or make two types of it"));
        }
        let rule = self.rule_here(value, path);
        self.depth -= 1;
        rule
    }

    fn rule_here(&mut self, value: &Value, path: &Path) -> Result<Rule, SchemaFault> {
        let keywords =
            value.as_object().ok_or_else(|| path.fault("this is not a schema", "write a table of keywords"))?;
        known_keywords(keywords, path)?;
        if let Some(reference) = keywords.get("$ref") {
            return self.referred(reference, keywords, path);
        }
        let mut rule = Rule { kinds: kinds(keywords, path)?, ..Rule::default() };
        rule.choices = choices(keywords, path)?;
        rule.text = text_rule(keywords, path)?;
        rule.number = number_rule(keywords, path)?;
        rule.list = self.list_rule(keywords, path)?;
        rule.alternatives = self.alternatives(keywords, path)?;
        let is_object = rule.kinds.contains(&Kind::Object);
        if is_object && rule.alternatives.is_none() {
            rule.members = Some(self.members_rule(keywords, path)?);
        }
        Ok(rule)
    }

    /// `$ref` to a definition of the same document.
    fn referred(&mut self, reference: &Value, beside: &Map<String, Value>, path: &Path) -> Result<Rule, SchemaFault> {
        let path_here = path.and("$ref");
        if let Some(other) = beside.keys().find(|key| *key != "$ref" && !REMARKS.contains(&key.as_str())) {
            let fault = format!("`{other}` stands beside `$ref`");
            return Err(path.and(other).fault(fault, "move it into the definition"));
        }
        let remedy = "write \"#/$defs/NAME\", and define it in `$defs` at the top";
        let text = reference.as_str().ok_or_else(|| path_here.fault("`$ref` is not a text", remedy))?;
        let named = ["$defs", "definitions"]
            .into_iter()
            .find_map(|home| Some((home, text.strip_prefix(&format!("#/{home}/"))?)))
            .filter(|(_, name)| !name.contains(['/', '~', '%']));
        let document = self.document;
        let found = named.and_then(|(home, name)| Some((home, name, document.get(home)?.get(name)?)));
        let (home, name, definition) =
            found.ok_or_else(|| path_here.fault(format!("`{text}` leads nowhere"), remedy))?;
        if self.references.iter().any(|followed| followed == text) {
            let fault = format!("`{text}` refers to itself");
            return Err(path_here.fault(fault, "write out as many levels as an element may have"));
        }
        self.references.push(text.to_owned());
        let rule = self.rule(definition, &Path(vec![home.to_owned(), name.to_owned()]));
        self.references.pop();
        rule
    }

    fn members_rule(&mut self, keywords: &Map<String, Value>, path: &Path) -> Result<MembersRule, SchemaFault> {
        let no_table =
            || path.and("properties").fault("`properties` is not a table", "write NAME = { type = \"string\" }");
        let properties = match keywords.get("properties") {
            None => None,
            Some(value) => Some(value.as_object().ok_or_else(no_table)?),
        };
        let others = match keywords.get("additionalProperties") {
            None | Some(Value::Bool(false)) => Others::Refused,
            Some(Value::Bool(true)) => Others::Any,
            Some(rule) => Others::Like(Box::new(self.rule(rule, &path.and("additionalProperties"))?)),
        };
        if properties.is_none() && matches!(others, Others::Refused) {
            let remedy = "write `properties` with each member, or additionalProperties = true for any";
            return Err(path.fault("an object needs `properties`", remedy));
        }
        let required = texts(keywords, "required", path)?;
        let mut named = Vec::new();
        for (name, value) in properties.into_iter().flatten() {
            let path = path.and("properties").and(name);
            names::check_shown(name).map_err(|error| path.fault(error.to_string(), "people read this name"))?;
            let rule = self.rule(value, &path)?;
            named.push(Member { name: name.clone(), required: required.contains(name), rule });
        }
        let is_named = |name: &&String| named.iter().any(|member| member.name == **name);
        match required.iter().find(|name| !is_named(name) && *name != TYPE) {
            Some(name) => {
                let fault = format!("`required` names `{name}`, which `properties` does not have");
                Err(path.and("required").fault(fault, "describe it in `properties`"))
            }
            None => Ok(MembersRule { named, others }),
        }
    }

    fn list_rule(&mut self, keywords: &Map<String, Value>, path: &Path) -> Result<ListRule, SchemaFault> {
        let items = match keywords.get("items") {
            None => None,
            Some(rule) => Some(Box::new(self.rule(rule, &path.and("items"))?)),
        };
        let unique = match keywords.get("uniqueItems") {
            None => false,
            Some(value) => value
                .as_bool()
                .ok_or_else(|| path.and("uniqueItems").fault("`uniqueItems` is not true or false", "write true"))?,
        };
        let (least, most) = (count(keywords, "minItems", path)?, count(keywords, "maxItems", path)?);
        Ok(ListRule { items, least, most, unique })
    }

    fn alternatives(
        &mut self,
        keywords: &Map<String, Value>,
        path: &Path,
    ) -> Result<Option<Alternatives>, SchemaFault> {
        let (name, exactly_one) = match (keywords.contains_key("anyOf"), keywords.contains_key("oneOf")) {
            (false, false) => return Ok(None),
            (true, true) => {
                return Err(path.and("oneOf").fault("`anyOf` and `oneOf` stand in one place", "keep one of them"));
            }
            (true, false) => ("anyOf", false),
            (false, true) => ("oneOf", true),
        };
        let here = path.and(name);
        for beside in ["properties", "required", "additionalProperties", "items"] {
            if keywords.contains_key(beside) {
                let fault = format!("`{beside}` stands beside `{name}`");
                let remedy = "write all members into each alternative: what one does not name, it refuses";
                return Err(path.and(beside).fault(fault, remedy));
            }
        }
        let listed = keywords.get(name).and_then(Value::as_array).filter(|listed| !listed.is_empty());
        let listed =
            listed.ok_or_else(|| here.fault(format!("`{name}` is not a list of schemas"), "write one or more"))?;
        let mut rules = Vec::new();
        for (index, rule) in listed.iter().enumerate() {
            rules.push(self.rule(rule, &here.and(&index.to_string()))?);
        }
        Ok(Some(Alternatives { rules, exactly_one }))
    }
}

/// A keyword that is not understood would be a rule that nobody keeps.
fn known_keywords(keywords: &Map<String, Value>, path: &Path) -> Result<(), SchemaFault> {
    let is_known = |key: &str| REMARKS.contains(&key) || KEYWORDS.iter().any(|(known, _)| *known == key);
    match keywords.keys().find(|key| !is_known(key)) {
        Some(key) => {
            let known: Vec<&str> = KEYWORDS.iter().map(|(known, _)| *known).collect();
            Err(path
                .and(key)
                .fault(format!("the keyword `{key}` is not supported"), format!("use {}", known.join(", "))))
        }
        None => Ok(()),
    }
}

/// `type`, or what the other keywords speak of.
fn kinds(keywords: &Map<String, Value>, path: &Path) -> Result<Vec<Kind>, SchemaFault> {
    let here = path.and("type");
    let listed: Vec<&str> = match keywords.get("type") {
        None => Vec::new(),
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().map(|one| one.as_str().unwrap_or_default()).collect(),
        Some(_) => vec![""],
    };
    let mut kinds = Vec::new();
    for name in listed {
        let kind = Kind::named(name).ok_or_else(|| {
            let names = Kind::ALL.map(Kind::name).join(", ");
            here.fault("`type` is not the name of a type", format!("write one of {names}"))
        })?;
        kinds.push(kind);
    }
    for (keyword, of) in KEYWORDS {
        let Some(of) = of.filter(|_| keywords.contains_key(keyword)) else { continue };
        if kinds.is_empty() {
            kinds.push(of);
        } else if !kinds.iter().any(|kind| kind.covers(of)) {
            let fault = format!(
                "`{keyword}` says nothing of the type {}",
                kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ")
            );
            return Err(path.and(keyword).fault(fault, format!("remove it, or add \"{}\" to `type`", of.name())));
        }
    }
    Ok(kinds)
}

fn choices(keywords: &Map<String, Value>, path: &Path) -> Result<Option<Vec<Value>>, SchemaFault> {
    if let Some(only) = keywords.get("const") {
        return Ok(Some(vec![only.clone()]));
    }
    match keywords.get("enum") {
        None => Ok(None),
        Some(Value::Array(choices)) if !choices.is_empty() => Ok(Some(choices.clone())),
        Some(_) => Err(path.and("enum").fault("`enum` is not a list of values", "write one or more")),
    }
}

fn text_rule(keywords: &Map<String, Value>, path: &Path) -> Result<TextRule, SchemaFault> {
    let pattern = match keywords.get("pattern") {
        None => None,
        Some(written) => Some(pattern(written, &path.and("pattern"))?),
    };
    let format = match keywords.get("format") {
        None => None,
        Some(name) => {
            let known = Format::ALL.into_iter().find(|format| name.as_str() == Some(format.name()));
            let names = Format::ALL.map(Format::name).join(", ");
            let wrong = || {
                path.and("format").fault("this format is not supported", format!("write one of {names}, or a pattern"))
            };
            Some(known.ok_or_else(wrong)?)
        }
    };
    Ok(TextRule {
        least: count(keywords, "minLength", path)?,
        most: count(keywords, "maxLength", path)?,
        pattern,
        format,
    })
}

/// A pattern takes time in proportion to the text, whatever either is.
fn pattern(written: &Value, path: &Path) -> Result<(String, Regex), SchemaFault> {
    let text = written.as_str().ok_or_else(|| path.fault("`pattern` is not a text", "write one in single quotes"))?;
    match RegexBuilder::new(&in_ascii(text)).size_limit(MOST_PATTERN).build() {
        Ok(pattern) => Ok((text.to_owned(), pattern)),
        Err(error) => {
            let error = error.to_string();
            let words = error.lines().last().unwrap_or_default().trim().trim_start_matches("error: ");
            let remedy =
                "write one without look-around and back-references, in single quotes so that \\ stays as it is";
            Err(path.fault(format!("this pattern cannot be read: {words}"), remedy))
        }
    }
}

/// `\d` and `\w` mean ASCII, as in JSON Schema (ECMA-262): digits of other scripts would pass for an amount.
fn in_ascii(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('d') => text.push_str("[0-9]"),
            Some('D') => text.push_str("[^0-9]"),
            Some('w') => text.push_str("[0-9A-Za-z_]"),
            Some('W') => text.push_str("[^0-9A-Za-z_]"),
            other => text.extend(['\\'].into_iter().chain(other)),
        }
    }
    text
}

fn number_rule(keywords: &Map<String, Value>, path: &Path) -> Result<NumberRule, SchemaFault> {
    let bound = |name: &str| match keywords.get(name) {
        None => Ok(None),
        Some(value) => value
            .as_f64()
            .map(Some)
            .ok_or_else(|| path.and(name).fault(format!("`{name}` is not a number"), "write one")),
    };
    Ok(NumberRule {
        least: bound("minimum")?,
        most: bound("maximum")?,
        above: bound("exclusiveMinimum")?,
        below: bound("exclusiveMaximum")?,
    })
}

fn count(keywords: &Map<String, Value>, name: &str, path: &Path) -> Result<Option<usize>, SchemaFault> {
    let Some(value) = keywords.get(name) else { return Ok(None) };
    let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
    count.map(Some).ok_or_else(|| path.and(name).fault(format!("`{name}` is not a whole number"), "write one"))
}

fn texts(keywords: &Map<String, Value>, name: &str, path: &Path) -> Result<Vec<String>, SchemaFault> {
    let wrong = || path.and(name).fault(format!("`{name}` is not a list of texts"), "write [\"NAME\"]");
    match keywords.get(name) {
        None => Ok(Vec::new()),
        Some(value) => {
            let listed = value.as_array().ok_or_else(wrong)?;
            listed.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
    }
}
