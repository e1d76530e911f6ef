//! The shape that the elements of one type have: as much of JSON Schema (2020-12) as can be explained to whoever sends an
//! element that does not fit, and to whoever writes the schema (`docs/decisions/0046`).
//!
//! Two rules are stricter than JSON Schema. A member that the schema does not name is refused, at every depth, unless
//! `additionalProperties` says otherwise (RFC 9396 §5). A keyword that speaks of one kind of value means that the value is of
//! that kind. References stay within the document and lead to no circle, so that every check ends.

use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

use crate::protocol::names;

/// The most rules that a schema may come to, with every reference written out.
const MOST_RULES: usize = 1_000;
/// The deepest that rules may lie in each other.
const MOST_DEPTH: usize = 16;
/// The most memory that one pattern may take, in bytes.
const MOST_PATTERN: usize = 256 * 1024;
/// The member that every element has, whether the schema names it or not.
const TYPE: &str = "type";

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

/// A kind of value, in the words of JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    String,
    Number,
    Integer,
    Boolean,
    Null,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Object, Self::Array, Self::String, Self::Number, Self::Integer, Self::Boolean, Self::Null];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }

    fn includes(self, value: &Value) -> bool {
        match self {
            Self::Object => value.is_object(),
            Self::Array => value.is_array(),
            Self::String => value.is_string(),
            Self::Number => value.is_number(),
            Self::Integer => {
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Self::Boolean => value.is_boolean(),
            Self::Null => value.is_null(),
        }
    }

    /// Whether a keyword that speaks of `other` may stand beside this.
    fn covers(self, other: Self) -> bool {
        self == other || (self == Self::Integer && other == Self::Number)
    }
}

/// A format that is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Date,
    DateTime,
    Uri,
    Email,
    Uuid,
}

impl Format {
    const ALL: [Self; 5] = [Self::Date, Self::DateTime, Self::Uri, Self::Email, Self::Uuid];

    fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Uri => "uri",
            Self::Email => "email",
            Self::Uuid => "uuid",
        }
    }

    fn fits(self, text: &str) -> bool {
        match self {
            Self::Date => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            Self::DateTime => text.contains(['T', 't']) && text.parse::<jiff::Timestamp>().is_ok(),
            Self::Uri => text.is_ascii() && !text.contains(' ') && url::Url::parse(text).is_ok(),
            Self::Email => {
                names::check_typed(text).is_ok()
                    && text
                        .split_once('@')
                        .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'))
            }
            Self::Uuid => {
                let is_dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
                let fits = |(at, byte): (usize, u8)| if is_dash(at) { byte == b'-' } else { byte.is_ascii_hexdigit() };
                text.len() == 36 && text.bytes().enumerate().all(fits)
            }
        }
    }
}

/// The shape of the elements of one type.
#[derive(Debug, Clone)]
pub struct Schema(Rule);

/// What one value may be.
#[derive(Debug, Clone, Default)]
struct Rule {
    /// Empty for any.
    kinds: Vec<Kind>,
    /// `enum`, or `const` as the only one.
    choices: Option<Vec<Value>>,
    text: TextRule,
    number: NumberRule,
    list: ListRule,
    members: Option<MembersRule>,
    alternatives: Option<Alternatives>,
}

#[derive(Debug, Clone, Default)]
struct TextRule {
    least: Option<usize>,
    most: Option<usize>,
    /// As it was written, and what it means.
    pattern: Option<(String, Regex)>,
    format: Option<Format>,
}

#[derive(Debug, Clone, Default)]
struct NumberRule {
    least: Option<f64>,
    most: Option<f64>,
    above: Option<f64>,
    below: Option<f64>,
}

#[derive(Debug, Clone, Default)]
struct ListRule {
    items: Option<Box<Rule>>,
    least: Option<usize>,
    most: Option<usize>,
    unique: bool,
}

#[derive(Debug, Clone)]
struct MembersRule {
    named: Vec<Member>,
    others: Others,
}

#[derive(Debug, Clone)]
struct Member {
    name: String,
    required: bool,
    rule: Rule,
}

/// `additionalProperties`.
#[derive(Debug, Clone)]
enum Others {
    Refused,
    Any,
    Like(Box<Rule>),
}

/// `anyOf` or `oneOf`.
#[derive(Debug, Clone)]
struct Alternatives {
    rules: Vec<Rule>,
    exactly_one: bool,
}

/// What is wrong with a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFault {
    /// Where, as keys from the top of the document.
    pub at: Vec<String>,
    /// What.
    pub fault: String,
    /// What to do.
    pub remedy: String,
}

/// What is wrong with an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The member, such as `creditor.iban` or `actions[1]`; empty for the element itself.
    pub member: String,
    /// What is wrong with it, as a sentence goes on behind its name.
    pub words: String,
}

/// What is known of a member by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Whether each element has it.
    pub always: bool,
    /// Whether it is a text, a number, `true` or `false`, or a list of such.
    pub is_plain: bool,
}

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// The first thing in it that is wrong, or that is not understood: nothing is passed over.
    pub fn parse(document: &Value) -> Result<Self, SchemaFault> {
        let mut reader = Reader { document, rules: 0, depth: 0, references: Vec::new() };
        let rule = reader.rule(document, &Path::default())?;
        match rule.is_object() {
            true => Ok(Self(rule)),
            false => Err(SchemaFault {
                at: Vec::new(),
                fault: "the schema allows what is not an object".to_owned(),
                remedy: "write `properties`, with each member that an element may have".to_owned(),
            }),
        }
    }

    /// Checks an element.
    pub fn check(&self, element: &Map<String, Value>) -> Result<(), Misfit> {
        self.0.check_element(element)
    }

    /// What is known of a member by its names from the outermost inwards; `None` where no element has it.
    pub fn shape(&self, names: &[&str]) -> Option<Shape> {
        match names {
            [TYPE] => Some(Shape { always: true, is_plain: true }),
            names => self.0.shape(names),
        }
    }
}

impl Rule {
    fn is_object(&self) -> bool {
        let alternatives = self.alternatives.as_ref().is_some_and(|all| all.rules.iter().all(Self::is_object));
        self.kinds == [Kind::Object] || alternatives
    }

    fn check(&self, value: &Value, member: &str) -> Result<(), Misfit> {
        let refused = |words: String| Err(Misfit { member: member.to_owned(), words });
        if !self.kinds.is_empty() && !self.kinds.iter().any(|kind| kind.includes(value)) {
            let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.name()).collect();
            return refused(format!("must be of the type {}", kinds.join(" or ")));
        }
        if let Some(choices) = &self.choices
            && !choices.contains(value)
        {
            let choices: Vec<String> = choices.iter().map(Value::to_string).collect();
            return refused(format!("must be {}", choices.join(" or ")));
        }
        match value {
            Value::String(text) => self.text.check(text).or_else(refused)?,
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                self.number.check(number).or_else(refused)?;
            }
            Value::Array(items) => {
                self.list.check(items).or_else(refused)?;
                let rule = self.list.items.as_deref();
                for (index, item) in items.iter().enumerate() {
                    let member = format!("{member}[{index}]");
                    rule.map_or_else(|| shown(item, &member), |rule| rule.check(item, &member))?;
                }
            }
            Value::Object(members) => self.check_members(members, member, false)?,
            Value::Bool(_) | Value::Null => {}
        }
        match &self.alternatives {
            None => Ok(()),
            Some(all) => all.judge(all.rules.iter().map(|rule| rule.check(value, member)), member),
        }
    }

    fn check_element(&self, element: &Map<String, Value>) -> Result<(), Misfit> {
        self.check_members(element, "", true)?;
        match &self.alternatives {
            None => Ok(()),
            Some(all) => all.judge(all.rules.iter().map(|rule| rule.check_element(element)), ""),
        }
    }

    /// `is_element`: of the whole element, whose member `type` was looked at before.
    fn check_members(&self, members: &Map<String, Value>, outer: &str, is_element: bool) -> Result<(), Misfit> {
        let path = |name: &str| if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") };
        match &self.members {
            Some(rule) => {
                let missing = rule.named.iter().find(|member| member.required && !members.contains_key(&member.name));
                if let Some(Member { name, .. }) = missing.filter(|member| !is_element || member.name != TYPE) {
                    return Err(Misfit { member: path(name), words: "is missing".to_owned() });
                }
                for (name, value) in members {
                    let member = path(name);
                    match (rule.named.iter().find(|member| member.name == *name), &rule.others) {
                        (Some(named), _) => named.rule.check(value, &member)?,
                        (None, _) if is_element && name == TYPE => {}
                        (None, Others::Like(rule)) => named_plainly(name, &member).and(rule.check(value, &member))?,
                        (None, Others::Any) => named_plainly(name, &member).and(shown(value, &member))?,
                        (None, Others::Refused) => {
                            let words = "is not a member of this type".to_owned();
                            return Err(Misfit { member: shortened(&member), words });
                        }
                    }
                }
            }
            // What the alternatives name, they check.
            None if self.alternatives.is_some() => {}
            None => members
                .iter()
                .try_for_each(|(name, value)| named_plainly(name, &path(name)).and(shown(value, &path(name))))?,
        }
        Ok(())
    }

    fn shape(&self, names: &[&str]) -> Option<Shape> {
        let own = match names {
            [] => Some(Shape { always: true, is_plain: self.is_plain() }),
            [name, rest @ ..] => self.members.as_ref().and_then(|members| members.shape(name, rest)),
        };
        let Some(Alternatives { rules, .. }) = &self.alternatives else { return own };
        let of_each: Vec<Option<Shape>> = rules.iter().map(|rule| rule.shape(names)).collect();
        let known: Vec<Shape> = of_each.iter().copied().flatten().collect();
        let all = |holds: fn(&Shape) -> bool| known.len() == rules.len() && known.iter().all(holds);
        match (names, own) {
            ([], Some(own)) => Some(Shape { is_plain: own.is_plain || all(|shape| shape.is_plain), ..own }),
            _ if known.is_empty() => own,
            _ => Some(Shape { always: all(|shape| shape.always), is_plain: known.iter().all(|shape| shape.is_plain) }),
        }
    }

    /// Whether whatever fits can be said in a few words.
    fn is_plain(&self) -> bool {
        let is_scalar = |kind: &Kind| !matches!(kind, Kind::Object | Kind::Array | Kind::Null);
        let scalar_choices =
            self.choices.as_ref().is_some_and(|choices| choices.iter().all(|choice| !choice.is_object()));
        let of_items = || {
            let items = self.list.items.as_deref();
            items.is_some_and(|rule| rule.is_plain() && !rule.kinds.contains(&Kind::Array))
        };
        let is_plain = |kind: &Kind| is_scalar(kind) || (*kind == Kind::Array && of_items());
        (!self.kinds.is_empty() && self.kinds.iter().all(is_plain)) || (self.kinds.is_empty() && scalar_choices)
    }
}

impl MembersRule {
    fn shape(&self, name: &str, rest: &[&str]) -> Option<Shape> {
        let member = self.named.iter().find(|member| member.name == name)?;
        let inner = member.rule.shape(rest).or_else(|| {
            // What is in the items of a list may be named, and stands nowhere alone.
            let items = member.rule.list.items.as_deref().filter(|_| !rest.is_empty());
            items.and_then(|rule| rule.shape(rest)).map(|_| Shape { always: false, is_plain: false })
        })?;
        Some(Shape { always: inner.always && member.required, ..inner })
    }
}

impl Alternatives {
    /// One that fits is enough, and for `oneOf` the most. With one alternative, what is wrong is told of that.
    fn judge(&self, found: impl Iterator<Item = Result<(), Misfit>>, member: &str) -> Result<(), Misfit> {
        let mut faults = Vec::new();
        let mut fits = 0_usize;
        for each in found {
            match each {
                Ok(()) => fits += 1,
                Err(misfit) => faults.push(misfit),
            }
        }
        let refused = |words: String| Err(Misfit { member: member.to_owned(), words });
        match (fits, faults.as_slice()) {
            (0, [only]) => Err(only.clone()),
            (0, _) => {
                let told = |misfit: &Misfit| match misfit.member.as_str() {
                    "" => misfit.words.clone(),
                    member => format!("{member} {}", misfit.words),
                };
                let told: Vec<String> = faults.iter().take(4).map(told).collect();
                refused(format!("fits none of the {} alternatives ({})", self.rules.len(), told.join("; ")))
            }
            (fits, _) if self.exactly_one && fits > 1 => refused(format!("fits {fits} alternatives, and may fit one")),
            _ => Ok(()),
        }
    }
}

impl TextRule {
    fn check(&self, text: &str) -> Result<(), String> {
        names::check_shown(text).map_err(|error| error.to_string())?;
        let letters = text.chars().count();
        match self {
            Self { least: Some(least), .. } if letters < *least => {
                Err(format!("must have at least {least} characters"))
            }
            Self { most: Some(most), .. } if letters > *most => Err(format!("must have at most {most} characters")),
            Self { pattern: Some((written, pattern)), .. } if !pattern.is_match(text) => {
                Err(format!("must match the pattern {written}"))
            }
            Self { format: Some(format), .. } if !format.fits(text) => {
                Err(format!("must have the format {}", format.name()))
            }
            _ => Ok(()),
        }
    }
}

impl NumberRule {
    fn check(&self, number: f64) -> Result<(), String> {
        match self {
            Self { least: Some(least), .. } if number < *least => Err(format!("must be at least {least}")),
            Self { most: Some(most), .. } if number > *most => Err(format!("must be at most {most}")),
            Self { above: Some(above), .. } if number <= *above => Err(format!("must be more than {above}")),
            Self { below: Some(below), .. } if number >= *below => Err(format!("must be less than {below}")),
            _ => Ok(()),
        }
    }
}

impl ListRule {
    fn check(&self, items: &[Value]) -> Result<(), String> {
        let repeats = |(index, item): (usize, &Value)| items.iter().take(index).any(|before| before == item);
        match self {
            Self { least: Some(least), .. } if items.len() < *least => Err(format!("must have at least {least} items")),
            Self { most: Some(most), .. } if items.len() > *most => Err(format!("must have at most {most} items")),
            Self { unique: true, .. } if items.iter().enumerate().any(repeats) => {
                Err("must not have the same item twice".to_owned())
            }
            _ => Ok(()),
        }
    }
}

/// People read every text of an element, also where the schema says nothing of it.
fn shown(value: &Value, member: &str) -> Result<(), Misfit> {
    match value {
        Value::String(text) => {
            names::check_shown(text).map_err(|error| Misfit { member: shortened(member), words: error.to_string() })
        }
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| shown(item, &format!("{member}[{index}]")))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, value)| {
            let member = format!("{member}.{name}");
            named_plainly(name, &member).and(shown(value, &member))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// The name of a member that the schema leaves open is read by people too.
fn named_plainly(name: &str, member: &str) -> Result<(), Misfit> {
    match names::check_shown(name) {
        Ok(()) if (1..=100).contains(&name.len()) => Ok(()),
        Ok(()) => Err(Misfit { member: shortened(member), words: "must be named by 1 to 100 bytes".to_owned() }),
        Err(error) => Err(Misfit { member: shortened(member), words: format!("has a name that is refused: {error}") }),
    }
}

fn shortened(member: &str) -> String {
    member.chars().take(100).collect()
}

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

struct Reader<'a> {
    document: &'a Value,
    rules: usize,
    depth: usize,
    /// Those that are being followed.
    references: Vec<String>,
}

impl Reader<'_> {
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

#[cfg(test)]
mod tests;
