//! Every language has every message, and says in it what the English one says.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser::parse;
use latchkey::protocol::language::UI_LOCALES;

use super::{files, root};

/// The messages of a language, by the file and the key of each.
pub type Messages = BTreeMap<(String, String), Message>;

/// What matters of a message beside its words.
#[derive(Debug, Default, Clone)]
pub struct Message {
    /// Each way in which it can be said: one for every choice of variants.
    pub ways: Vec<Way>,
    /// The choices in it.
    pub choices: Vec<Choice>,
    /// The messages that it quotes.
    pub quotes: BTreeSet<String>,
}

/// One way to say a message.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Way {
    text: String,
    values: BTreeSet<String>,
    /// The tags that it has, in alphabetical order.
    pub tags: Vec<String>,
}

/// A choice between variants.
#[derive(Debug, Default, Clone)]
pub struct Choice {
    /// The value that decides; empty where it is none.
    value: String,
    variants: Vec<String>,
    default: String,
}

/// The plural categories of CLDR, by language: those that a choice by number must have, and those that it may have.
fn categories(tag: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match tag {
        "en" | "de" | "nl" | "tr" => (&["one", "other"], &[]),
        "es" | "fr" | "it" | "pt" => (&["one", "other"], &["many"]),
        "pl" | "uk" => (&["one", "few", "many", "other"], &[]),
        "ja" | "zh-Hans" => (&["other"], &[]),
        "ar" => (&["zero", "one", "two", "few", "many", "other"], &[]),
        _ => panic!("the plural categories of {tag} are not known here: see CLDR"),
    }
}

const ALL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Choice {
    /// A choice by number has a number or a category other than `other` among its variants, or nothing else than `other`: a
    /// choice by a word may have that one too.
    fn is_by_number(&self) -> bool {
        let is_number = |variant: &String| {
            variant != "other" && ALL_CATEGORIES.contains(&variant.as_str()) || variant.parse::<f64>().is_ok()
        };
        self.variants.iter().any(is_number) || self.variants.iter().all(|variant| variant == "other")
    }
}

/// The languages that have a folder.
fn languages() -> BTreeSet<String> {
    let folders = std::fs::read_dir(root().join("templates/words")).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// Reads the messages of a language that are readable, and says what is wrong with its files.
pub fn read(tag: &str) -> (Messages, Vec<String>) {
    let files = files(&format!("templates/words/{tag}"), &["ftl"]);
    let named = files.iter().map(|(path, text)| (path.file_name().unwrap().to_str().unwrap(), text.as_str()));
    read_files(tag, named)
}

fn read_files<'a>(tag: &str, files: impl Iterator<Item = (&'a str, &'a str)>) -> (Messages, Vec<String>) {
    let (mut messages, mut faults) = (Messages::new(), Vec::new());
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (file, text) in files {
        let resource = parse(text).unwrap_or_else(|(readable, problems)| {
            let line = |at: usize| text[..at].lines().count().max(1);
            faults.extend(problems.iter().map(|it| format!("{tag}/{file}, line {}: {}", line(it.pos.start), it.kind)));
            readable
        });
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name.to_owned();
            if let Some(other) = seen.insert(key.clone(), file.to_owned()) {
                faults.push(format!("{tag}/{file}: {key} is there twice (also in {other})"));
            }
            match &message.value {
                Some(pattern) => {
                    messages.insert((file.to_owned(), key), understood(pattern));
                }
                None => faults.push(format!("{tag}/{file}: {key} says nothing")),
            }
        }
    }
    (messages, faults)
}

fn understood(pattern: &Pattern<&str>) -> Message {
    let mut message = Message::default();
    let mut ways = ways_of(pattern, &mut message);
    for way in &mut ways {
        way.tags = tags(&way.text);
    }
    message.ways = ways;
    message
}

fn ways_of(pattern: &Pattern<&str>, message: &mut Message) -> Vec<Way> {
    let mut ways = vec![Way::default()];
    for element in &pattern.elements {
        let added = match element {
            PatternElement::TextElement { value } => vec![Way { text: (*value).to_owned(), ..Way::default() }],
            PatternElement::Placeable { expression } => ways_of_expression(expression, message),
        };
        let joined = |before: &Way| {
            added
                .iter()
                .map(|after| Way {
                    text: format!("{}{}", before.text, after.text),
                    values: before.values.union(&after.values).cloned().collect(),
                    tags: Vec::new(),
                })
                .collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(joined).collect();
    }
    ways
}

fn ways_of_expression(expression: &Expression<&str>, message: &mut Message) -> Vec<Way> {
    match expression {
        Expression::Inline(inline) => ways_of_inline(inline, message),
        Expression::Select { selector, variants } => {
            // A function makes text of a number, which has no plural.
            let value = match selector {
                InlineExpression::VariableReference { id } => id.name.to_owned(),
                _ => String::new(),
            };
            let key = |variant: &Variant<&str>| match &variant.key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            };
            message.choices.push(Choice {
                value,
                variants: variants.iter().map(key).collect(),
                default: variants.iter().find(|variant| variant.default).map(key).unwrap_or_default(),
            });
            variants.iter().flat_map(|variant| ways_of(&variant.value, message)).collect()
        }
    }
}

fn ways_of_inline(inline: &InlineExpression<&str>, message: &mut Message) -> Vec<Way> {
    let said = |text: &str| vec![Way { text: text.to_owned(), ..Way::default() }];
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => said(value),
        InlineExpression::VariableReference { id } => {
            let text = format!("{{${}}}", id.name);
            vec![Way { text, values: [id.name.to_owned()].into(), tags: Vec::new() }]
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.first().map_or_else(Vec::new, |first| ways_of_inline(first, message))
        }
        InlineExpression::MessageReference { id, .. } => {
            message.quotes.insert(id.name.to_owned());
            said(&format!("{{{}}}", id.name))
        }
        InlineExpression::TermReference { id, .. } => said(&format!("{{-{}}}", id.name)),
        InlineExpression::Placeable { expression } => ways_of_expression(expression, message),
    }
}

/// The tags of a text, in alphabetical order.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> =
        text.split('<').skip(1).filter_map(|after| Some(format!("<{}>", after.split_once('>')?.0))).collect();
    tags.sort();
    tags
}

/// What is wrong with the messages of a language, held against the English ones, after what is wrong with its files.
fn faults(tag: &str, english: &Messages, (own, unreadable): (Messages, Vec<String>)) -> Vec<String> {
    let mut faults = unreadable;
    for (file, key) in english.keys().filter(|key| !own.contains_key(*key)) {
        faults.push(format!("{tag}/{file}: {key} is missing"));
    }
    for ((file, key), message) in &own {
        let mut fault = |words: String| faults.push(format!("{tag}/{file}: {key} {words}"));
        let Some(pattern) = english.get(&(file.clone(), key.clone())) else {
            fault("is not in the English file".to_owned());
            continue;
        };
        for choice in &message.choices {
            let is_by_number = choice.is_by_number()
                || pattern.choices.iter().any(|known| known.value == choice.value && known.is_by_number());
            of_choice(tag, choice, is_by_number).into_iter().for_each(&mut fault);
        }
        let used = |message: &Message| -> BTreeSet<String> {
            let within = message.ways.iter().flat_map(|way| way.values.iter().cloned());
            within.chain(message.choices.iter().map(|choice| choice.value.clone())).collect()
        };
        let (expected, given) = (used(pattern), used(message));
        if expected != given {
            fault(format!("uses the values {given:?} instead of {expected:?}"));
        }
        // Whoever chooses by a number may say it in words.
        let choices = pattern.choices.iter().chain(&message.choices);
        let decide: BTreeSet<&String> = choices.map(|choice| &choice.value).collect();
        for way in &message.ways {
            let lacks: Vec<_> =
                expected.intersection(&given).filter(|it| !decide.contains(it) && !way.values.contains(*it)).collect();
            if !lacks.is_empty() {
                fault(format!("lacks {lacks:?} where it says “{}”", way.text));
            }
            if !pattern.ways.iter().any(|known| known.tags == way.tags) {
                let known: BTreeSet<_> = pattern.ways.iter().map(|way| &way.tags).collect();
                fault(format!("has the markup {:?} instead of {known:?}", way.tags));
            }
        }
    }
    faults
}

fn of_choice(tag: &str, choice: &Choice, is_by_number: bool) -> Vec<String> {
    let mut faults = Vec::new();
    if choice.value.is_empty() {
        faults.push("chooses by something else than a value: write { $n -> …".to_owned());
    }
    if !is_by_number {
        return faults;
    }
    let (needed, allowed) = categories(tag);
    let is_category = |variant: &&String| variant.parse::<f64>().is_err();
    let given: Vec<&str> = choice.variants.iter().filter(is_category).map(String::as_str).collect();
    let lacks: Vec<&&str> = needed.iter().filter(|category| !given.contains(category)).collect();
    let idle: Vec<&&str> = given.iter().filter(|it| !needed.contains(it) && !allowed.contains(it)).collect();
    if !lacks.is_empty() {
        faults.push(format!("lacks the plural {lacks:?} of ${}", choice.value));
    }
    if !idle.is_empty() {
        faults.push(format!("has the plural {idle:?} of ${}, which the language has not", choice.value));
    }
    if choice.default != "other" {
        faults.push(format!("has *[{}] instead of *[other]", choice.default));
    }
    faults
}

/// The names of the files of a language.
fn names(tag: &str) -> BTreeSet<String> {
    let files = files(&format!("templates/words/{tag}"), &["ftl"]);
    files.keys().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn every_language_has_every_message_with_the_same_values_and_the_same_markup() {
    let (languages, offered) = (languages(), UI_LOCALES.iter().map(|tag| (*tag).to_owned()).collect());
    let (english, _) = read("en");
    let mut found: Vec<String> = languages.iter().flat_map(|tag| faults(tag, &english, read(tag))).collect();
    found.extend(languages.difference(&offered).map(|tag| format!("{tag}: has a folder, but is not in UI_LOCALES")));
    found.extend(offered.difference(&languages).map(|tag| format!("{tag}: is in UI_LOCALES, but has no folder")));
    assert!(found.is_empty(), "{} faults: {found:#?}", found.len());
}

#[test]
fn the_files_of_each_language_have_the_names_of_the_english_ones() {
    let expected = names("en");
    let mut found = Vec::new();
    for tag in languages() {
        let own = names(&tag);
        found.extend(expected.difference(&own).map(|file| format!("{tag}/{file} is missing")));
        found.extend(own.difference(&expected).map(|file| format!("{tag}/{file} has no English file")));
    }
    assert!(found.is_empty(), "{} faults: {found:#?}", found.len());
}

#[test]
fn a_translation_that_lacks_something_is_found() {
    let english = "a = Of <b>{ $name }</b>\nb = { $n ->\n [one] { $n } app of { $who }\n *[other] { NUMBER($n) } apps of { $who }\n }\n";
    let compared = |tag: &str, own: &str| {
        let read = |tag: &str, text: &str| read_files(tag, [("x.ftl", text)].into_iter());
        let (english, _) = read("en", english);
        faults(tag, &english, read(tag, own)).join("\n")
    };
    assert_eq!(compared("en", english), "");
    let a = "a = Von <b>{ $name }</b>\n";
    let b = "b = Apps von { $who }: { $n }\n";
    assert_eq!(compared("ja", &format!("{a}{b}")), "", "a plural is not needed");
    let without_number = "b = { $n ->\n [one] eine App von { $who }\n *[other] { $n } Apps von { $who }\n }\n";
    assert_eq!(compared("de", &format!("{a}{without_number}")), "");
    for (tag, own, words) in [
        ("de", a.to_owned(), "b is missing"),
        ("de", format!("{a}{a}{b}"), "a is there twice"),
        ("de", format!("{a}{b}c = x\n"), "c is not in the English file"),
        ("de", format!("a = Von <b>{{ $nam }}</b>\n{b}"), "uses the values {\"nam\"}"),
        ("de", format!("a = Von <b>{{ $name }}\n{b}"), "has the markup [\"<b>\"]"),
        ("de", format!("a = Von <i>{{ $name }}</i>\n{b}"), "has the markup"),
        ("de", format!("{a}{}", without_number.replace("eine App von { $who }", "eine App")), "lacks [\"who\"]"),
        ("pl", format!("{a}{without_number}"), "lacks the plural [\"few\", \"many\"] of $n"),
        ("ja", format!("{a}{without_number}"), "has the plural [\"one\"] of $n, which the language has not"),
        ("de", format!("{a}{}", without_number.replace("$n ->", "NUMBER($n) ->")), "chooses by something else"),
        ("de", format!("{a}{}", without_number.replace("[one]", "*[one]").replace("*[other]", "[other]")), "*[one]"),
        ("de", format!("{a}{}", without_number.replace("[one]", "[oen]")), "has the plural [\"oen\"] of $n"),
        ("de", format!("{a}b = {{ $who\n"), "line 2"),
        ("de", format!("{a}{a}b = Apps: {{ $n }}\n"), "uses the values {\"n\"}"),
    ] {
        let found = compared(tag, &own);
        assert!(found.contains(words), "{words}: {found}");
    }
    let many = compared("pl", "a = Z <i>{ $nam }</i>\na = Z\nc = x\nd = { $\n");
    for words in ["a is there twice", "line 4", "b is missing", "c is not in the English file", "uses the values"] {
        assert!(many.contains(words), "all at once: {words}: {many}");
    }
}
