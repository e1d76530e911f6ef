//! Templates have no words of their own.

use super::templates;

/// Pages in English alone: what developers try the provider with.
const ENGLISH: [&str; 1] = ["demo.html"];

/// Blocks that become parts of attributes of the layout: the name of a class, and of a script.
const OF_ATTRIBUTES: [&str; 2] = ["{% block width %}", "{% block script %}"];

/// Names, which are the same in every language.
const NAMES: [&str; 2] = ["UTC", "Latchkey"];

/// Attributes that people read or hear.
const READ: [&str; 5] = ["aria-label", "title", "alt", "placeholder", "label"];

/// Arguments of macros that are shown.
const SHOWN: [&str; 6] = ["message", "words", "heading", "label", "before", "after"];

#[test]
fn no_page_has_words_of_its_own() {
    let mut found = Vec::new();
    for (file, text) in templates() {
        if !ENGLISH.contains(&file.as_str()) {
            found.extend(words_of(&text, file.ends_with(".html")).into_iter().map(|words| format!("{file}: {words}")));
        }
    }
    assert!(found.is_empty(), "words that belong into templates/words: {found:#?}");
}

#[test]
fn words_in_a_template_are_found() {
    for (template, words) in [
        ("{% if refused %}Error: {% endif %}{{ title }}", "Error:"),
        ("<p>{# Of an account. #}In the <b>group</b></p>", "In the | group"),
        ("<time datetime=\"{{ at }}\">{{ at }} UTC</time> Latchkey &nbsp;·&#x2F; <!-- a comment -->", ""),
        ("<span class=\"technical\" lang=\"en\" dir=\"ltr\">state <span>is</span> wrong</span>, <code>a b</code>", ""),
        (
            "<nav aria-label=\"Your account\" class=\"tabs of\"><img alt=\"\"><a title=\"{{ t(k=\"show\") }}\">",
            "Your account",
        ),
        ("<input placeholder=\"https://wiki.example.com\" data-show=\"Show\" data-passkey=\"get\">", "Show"),
        ("<b data-failed=\"no passkey\">", "no passkey"),
        ("<input type=\"submit\" value=\"Sign in\"><input value=\"{{ value | default(value=\"\") }}\">", "Sign in"),
        ("{{ m::wait(words=\"Too many.\", seconds=1) }}{{ t(k=\"show\", name=\"x\") }}", "Too many."),
        ("{{ m::problem(message=refused, label=\"Address\") }}", "Address"),
        ("{% if a %}{{ \"Not now\" }}{% endif %}{{ at | replace(from=\"T\", to=\" \") }}", "Not now"),
        ("<style>p { color: red }</style>", ""),
        ("{% block width %}narrow roomy{% endblock width %}{% block script %}a_b.js{% endblock %}<p>left", "left"),
    ] {
        assert_eq!(words_of(template, true).join(" | "), words, "{template}");
    }
}

/// The words of a template, each stretch by itself.
fn words_of(template: &str, has_tags: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut markup = String::new();
    let template = without_attributes(template);
    let mut rest = template.as_str();
    while let Some((before, opening, inner, after)) = next_of(rest, &[("{{", "}}"), ("{%", "%}"), ("{#", "#}")]) {
        if opening != "{#" {
            found.extend(shown_literals(inner));
        }
        markup.push_str(before);
        // Only what stands for nothing goes with nothing.
        markup.push(if opening == "{{" { ' ' } else { '\u{1}' });
        rest = after;
    }
    markup.push_str(rest);
    let markup = markup.replace('\u{1}', "");
    if has_tags {
        found.extend(words_of_markup(&markup));
    } else {
        found.extend(words(&markup));
    }
    found
}

/// A template without the blocks that become parts of attributes.
fn without_attributes(template: &str) -> String {
    OF_ATTRIBUTES.iter().fold(template.to_owned(), |text, block| {
        let mut parts = text.split(block);
        let first = parts.next().unwrap().to_owned();
        parts.fold(first, |kept, part| {
            kept + part
                .split_once("{% endblock")
                .map_or("", |(_, after)| after.split_once("%}").map_or("", |(_, after)| after))
        })
    })
}

/// The next stretch between two marks: what is before it, how it opens, what is in it, and what is after it. Marks inside of
/// quotation marks do not count.
fn next_of<'a, 'm>(text: &'a str, marks: &[(&'m str, &str)]) -> Option<(&'a str, &'m str, &'a str, &'a str)> {
    let of = |(opening, closing): &(&'m str, &str)| {
        Some((text.find(opening)?, *opening, closing.len(), closing.to_string()))
    };
    let (at, opening, length, closing) = marks.iter().filter_map(of).min_by_key(|(at, ..)| *at)?;
    let inner = &text[at + opening.len()..];
    let end = inner.find(&closing).unwrap_or_else(|| panic!("{opening} is never closed: {:.60}", inner));
    Some((&text[..at], opening, &inner[..end], &inner[end + length..]))
}

/// Literals of an expression that read like words, or are handed to a macro that shows them.
fn shown_literals(expression: &str) -> Vec<String> {
    let parts: Vec<&str> = expression.split('"').collect();
    let is_shown = |index: usize, text: &str| {
        let before = parts[index - 1].trim_end();
        let is_argument =
            SHOWN.iter().any(|name| before.strip_suffix('=').is_some_and(|before| before.ends_with(name)));
        is_argument || text.trim().contains(char::is_whitespace)
    };
    let literals = parts.iter().enumerate().filter(|(index, _)| index % 2 == 1);
    literals.filter(|(index, text)| is_shown(*index, text)).flat_map(|(_, text)| words(text)).collect()
}

/// The stretches of words in text and in attributes.
fn words_of_markup(markup: &str) -> Vec<String> {
    let mut found = Vec::new();
    // The technical element that is open, and how many of its name are within it.
    let mut skipped: Option<(String, usize)> = None;
    let mut rest = markup;
    while let Some((text, after)) = rest.split_once('<') {
        if skipped.is_none() {
            found.extend(words(text));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = split_tag(after);
        rest = after;
        let name: String = tag.chars().take_while(|letter| !letter.is_whitespace()).collect();
        if let Some((open, depth)) = &mut skipped {
            if name == *open {
                *depth += 1;
            } else if name.strip_prefix('/') == Some(open.as_str()) {
                *depth -= 1;
            }
            if *depth == 0 {
                skipped = None;
            }
            continue;
        }
        let attributes = attributes(tag);
        let has = |name: &str, value: &str| attributes.iter().any(|(own, given)| *own == name && *given == value);
        if has("lang", "en") && has("dir", "ltr") || matches!(name.as_str(), "code" | "style" | "script") {
            skipped = Some((name.clone(), 1));
        }
        let is_button = has("type", "submit") || has("type", "button");
        for (attribute, value) in &attributes {
            let is_read = READ.contains(attribute)
                || *attribute == "value" && name == "input" && is_button
                || attribute.starts_with("data-") && reads_like_words(value);
            if is_read && !value.starts_with("https://") {
                found.extend(words(value));
            }
        }
    }
    found.extend(words(rest));
    found
}

/// A tag and what follows it; a `>` in quotation marks is part of it.
fn split_tag(text: &str) -> (&str, &str) {
    let mut is_quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    panic!("a tag is never closed: {text:.60}");
}

fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = tag.split('"').collect();
    parts
        .chunks_exact(2)
        .filter_map(|pair| Some((pair[0].trim_end().strip_suffix('=')?.rsplit(char::is_whitespace).next()?, pair[1])))
        .collect()
}

/// Whether a value for script is one for people: several words, or one with a capital letter.
fn reads_like_words(value: &str) -> bool {
    let value = value.trim();
    value.contains(char::is_whitespace) || value.starts_with(char::is_uppercase)
}

/// A text without entities and names, when two letters that follow each other are left in it.
fn words(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        rest = match after.split_once(';') {
            Some((entity, after)) if entity.chars().all(|letter| letter.is_alphanumeric() || letter == '#') => after,
            _ => after,
        };
    }
    plain.push_str(rest);
    let is_word = |run: &&str| run.chars().count() > 1 && !NAMES.contains(run);
    let has_words = plain.split(|letter: char| !letter.is_alphabetic()).any(|run| is_word(&run));
    has_words.then(|| plain.trim().to_owned())
}
