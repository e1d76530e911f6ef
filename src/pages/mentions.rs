//! What a template names, read from its source: values, each with its line, and messages with the values that they are given.
//! Tera tells neither a line nor anything of a branch that is not taken.

use std::collections::BTreeSet;

/// What a template names.
#[derive(Debug, Default)]
pub struct Mentions {
    /// Values such as `client.client_name`, in their order.
    pub values: Vec<Mention>,
    /// Messages, in their order.
    pub messages: Vec<Message>,
    /// Templates that it takes in.
    pub templates: BTreeSet<String>,
    /// Whether it decides anything by the language or the direction of the page.
    pub by_language: bool,
    /// Names that the template gives by itself, the innermost last, and where their values come from: `way` of `{% for way in ways_on %}`
    /// from `ways_on[]`. Of others nothing is known.
    own: Vec<Own>,
    /// How many loops are open.
    loops: usize,
}

#[derive(Debug)]
struct Own {
    name: String,
    from: Option<String>,
    until: Until,
}

/// How long a name of a template's own is there.
#[derive(Debug, PartialEq, Eq)]
enum Until {
    EndOfLoop(usize),
    EndOfMacro,
    End,
}

/// A value and its line, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Name with its parts, joined by dots.
    pub name: String,
    /// Where it is among what the page is given; `None` where the template made it in a way that is not looked through.
    pub path: Option<String>,
    /// Line.
    pub line: usize,
}

/// A message: `t(k="…", name=value)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Key.
    pub key: String,
    /// The names of the values that it is given.
    pub given: BTreeSet<String>,
    /// Line.
    pub line: usize,
}

/// Words of the template language.
const WORDS: [&str; 41] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "in",
    "not",
    "and",
    "or",
    "is",
    "block",
    "endblock",
    "extends",
    "import",
    "as",
    "include",
    "macro",
    "endmacro",
    "set",
    "set_global",
    "filter",
    "endfilter",
    "raw",
    "endraw",
    "break",
    "continue",
    "true",
    "false",
    "True",
    "False",
    "self",
    "ignore",
    "missing",
    "loop",
    "defined",
    "undefined",
    "odd",
    "even",
    "__tera_context",
    "super",
];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Name(String),
    Text(String),
    Sign(char),
}

/// Reads the source of a template.
pub fn mentions(source: &str) -> Mentions {
    let mut mentions = Mentions::default();
    let mut rest = source;
    loop {
        let next = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
            .into_iter()
            .filter_map(|(opening, closing)| Some((rest.find(opening)?, opening, closing)))
            .min_by_key(|(at, ..)| *at);
        let Some((at, opening, closing)) = next else { return mentions };
        let inner = rest.get(at + opening.len()..).unwrap_or_default();
        let end = inner.find(closing).unwrap_or(inner.len());
        let (tag, after) = inner.split_at_checked(end).unwrap_or((inner, ""));
        if opening != "{#" {
            let start = source.len() - inner.len();
            let tokens = tokens(tag, line_at(source, start));
            mentions.by_language |= opening == "{%" && tokens.iter().any(|(token, _)| is_of_language(token));
            mentions.read(&tokens);
        }
        rest = after;
        // Raw text is no template.
        if opening == "{%" && tag.trim_matches(['-', ' ']) == "raw" {
            rest = after.find("endraw").and_then(|at| after.get(at..)).unwrap_or_default();
        }
    }
}

/// `lang`, `dir`, or a part of `languages`.
fn is_of_language(token: &Token) -> bool {
    let Token::Name(name) = token else { return false };
    matches!(name.split('.').next(), Some("lang" | "dir" | "languages"))
}

/// The line of that octet, from 1.
pub fn line_at(source: &str, at: usize) -> usize {
    source.get(..at).unwrap_or_default().matches('\n').count() + 1
}

fn tokens(tag: &str, first_line: usize) -> Vec<(Token, usize)> {
    let mut tokens = Vec::new();
    let mut line = first_line;
    let mut letters = tag.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => line += 1,
            '"' | '\'' | '`' => {
                let at = line;
                let mut text = String::new();
                for next in letters.by_ref().take_while(|next| *next != letter) {
                    line += usize::from(next == '\n');
                    text.push(next);
                }
                tokens.push((Token::Text(text), at));
            }
            _ if letter.is_ascii_alphanumeric() || letter == '_' => {
                let mut name = String::from(letter);
                while let Some(next) = letters.next_if(|next| next.is_ascii_alphanumeric() || matches!(next, '_' | '.'))
                {
                    name.push(next);
                }
                tokens.push((Token::Name(name), line));
            }
            _ if letter.is_whitespace() => {}
            _ => tokens.push((Token::Sign(letter), line)),
        }
    }
    tokens
}

impl Mentions {
    fn read(&mut self, tokens: &[(Token, usize)]) {
        let word = |at: usize| match tokens.get(at) {
            Some((Token::Name(name), _)) => Some(name.as_str()),
            _ => None,
        };
        let sign = |at: usize, wanted: char| matches!(tokens.get(at), Some((Token::Sign(sign), _)) if *sign == wanted);
        // `{%-` begins with a sign.
        let first = usize::from(sign(0, '-'));
        let mut at = first;
        match word(first) {
            Some("extends" | "include" | "import") => {
                let named = tokens.iter().filter_map(|(token, _)| match token {
                    Token::Text(text) => Some(text.clone()),
                    _ => None,
                });
                self.templates.extend(named);
                return;
            }
            Some("block" | "endblock" | "endfilter") => return,
            Some("endfor") => {
                self.loops = self.loops.saturating_sub(1);
                let ended = self.loops;
                self.own.retain(|own| own.until != Until::EndOfLoop(ended));
                return;
            }
            Some("endmacro") => {
                self.own.retain(|own| own.until != Until::EndOfMacro);
                return;
            }
            Some("macro") => {
                // The name of the macro, then its parameters.
                let parameters = (first + 2..tokens.len()).filter_map(word);
                self.own.extend(parameters.map(|name| Own {
                    name: name.to_owned(),
                    from: None,
                    until: Until::EndOfMacro,
                }));
                return;
            }
            Some("set" | "set_global") => {
                if let Some(name) = word(first + 1) {
                    self.own.push(Own { name: name.to_owned(), from: None, until: Until::End });
                }
                at = first + 2;
            }
            Some("for") => {
                let names: Vec<&str> = (first + 1..tokens.len())
                    .map_while(|at| match tokens.get(at)? {
                        (Token::Name(name), _) if name != "in" => Some(Some(name.as_str())),
                        (Token::Sign(','), _) => Some(None),
                        _ => None,
                    })
                    .flatten()
                    .collect();
                let after = (first..tokens.len()).find(|at| word(*at) == Some("in")).unwrap_or(first) + 1;
                // An element of a list that has a name of its own; anything else is not looked through.
                let is_plain = tokens.len() <= after + 1 || sign(after + 1, '-');
                let list = word(after).filter(|_| is_plain && names.len() == 1).and_then(|list| self.resolved(list));
                let from = list.map(|list| format!("{list}[]"));
                let until = self.loops;
                self.loops += 1;
                // What is gone through is named before the names are there.
                if let (Some(list), Some((_, line))) = (word(after), tokens.get(after)) {
                    self.mention(list, *line);
                }
                let own =
                    |name: &str| Own { name: name.to_owned(), from: from.clone(), until: Until::EndOfLoop(until) };
                self.own.extend(names.into_iter().map(own));
                at = after + 1;
            }
            _ => {}
        }
        while at < tokens.len() {
            if let Some((Token::Name(name), line)) = tokens.get(at) {
                let is_filter_or_test = at > 0
                    && (sign(at - 1, '|')
                        || word(at - 1) == Some("is")
                        || (word(at - 1) == Some("not") && at > 1 && word(at - 2) == Some("is")));
                let is_call = sign(at + 1, '(');
                let is_space = sign(at + 1, ':') && sign(at + 2, ':');
                let of_space = at > 1 && sign(at - 1, ':') && sign(at - 2, ':');
                let is_argument = sign(at + 1, '=') && !sign(at + 2, '=');
                let is_number = name.starts_with(|letter: char| letter.is_ascii_digit());
                let is_member = at > 0 && sign(at - 1, ']');
                let head = name.split('.').next().unwrap_or_default();
                if is_call && matches!(name.as_str(), "t" | "th") {
                    self.message(tokens.get(at + 2..).unwrap_or_default(), *line);
                } else if !(is_filter_or_test
                    || is_call
                    || is_space
                    || of_space
                    || is_argument
                    || is_number
                    || is_member)
                    && !WORDS.contains(&head)
                {
                    self.mention(name, *line);
                }
            }
            at += 1;
        }
    }

    fn mention(&mut self, name: &str, line: usize) {
        let name = name.trim_end_matches('.').to_owned();
        let path = self.resolved(&name);
        self.values.push(Mention { name, path, line });
    }

    /// The path of a value among what the page is given.
    fn resolved(&self, name: &str) -> Option<String> {
        let (head, rest) = name.split_at_checked(name.find('.').unwrap_or(name.len()))?;
        match self.own.iter().rev().find(|own| own.name == head) {
            None => Some(name.to_owned()),
            Some(own) => own.from.as_ref().map(|from| format!("{from}{rest}")),
        }
    }

    /// The arguments of a message, up to the bracket that ends them.
    fn message(&mut self, tokens: &[(Token, usize)], line: usize) {
        let mut depth = 0;
        let mut key = None;
        let mut given = BTreeSet::new();
        for (at, (token, _)) in tokens.iter().enumerate() {
            match token {
                Token::Sign('(' | '[') => depth += 1,
                Token::Sign(')' | ']') if depth == 0 => break,
                Token::Sign(')' | ']') => depth -= 1,
                Token::Name(name) if depth == 0 && is_sign(tokens, at + 1, '=') && !is_sign(tokens, at + 2, '=') => {
                    match tokens.get(at + 2) {
                        Some((Token::Text(text), _)) if name == "k" => key = Some(text.clone()),
                        _ if name == "k" => {}
                        _ => drop(given.insert(name.clone())),
                    }
                }
                _ => {}
            }
        }
        if let Some(key) = key {
            self.messages.push(Message { key, given, line });
        }
    }
}

fn is_sign(tokens: &[(Token, usize)], at: usize, wanted: char) -> bool {
    matches!(tokens.get(at), Some((Token::Sign(sign), _)) if *sign == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(source: &str) -> Vec<String> {
        mentions(source).values.into_iter().map(|mention| format!("{}:{}", mention.line, mention.name)).collect()
    }

    #[test]
    fn values_are_found_with_their_lines() {
        assert_eq!(
            values(
                "<p>{{ brand.name }}</p>\n{% if client\n and not client.logo_uri == \"x.y\" %}{{- at | date(format=f) -}}{% endif %}"
            ),
            ["1:brand.name", "2:client", "3:client.logo_uri", "3:at", "3:f"]
        );
    }

    #[test]
    fn what_is_no_value_is_not() {
        assert_eq!(
            values(
                "{# a.b #}{% raw %}{{ c }}{% endraw %}{% extends \"layout.html\" %}{% import \"macros.html\" as m %}{% block title %}{% endblock title %}\
                 {{ m::time(at=1) }}{{ self::x() }}{{ now() }}{{ 1.5 }}{% if 1 is odd %}{% endif %}{% macro p(q, r=\"s\") %}{% endmacro p %}{{ loop.index }}"
            ),
            [""; 0]
        );
    }

    #[test]
    fn names_that_a_template_gives_itself_are_known_with_where_they_come_from() {
        let paths = |source: &str| {
            let values = mentions(source).values;
            values.into_iter().map(|mention| mention.path.unwrap_or_else(|| "?".to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(
            paths(
                "{% for way in ways_on -%}{{ way.uri }}{% for x in way.x %}{{ x }}{% endfor %}{{ x }}{%- endfor %}{{ way }}"
            ),
            ["ways_on", "ways_on[].uri", "ways_on[].x", "ways_on[].x[]", "x", "way"]
        );
        assert_eq!(
            paths("{% for app in a.b %}{{ app.c }}{% endfor %}{% for app in d %}{{ app.e }}{% endfor %}"),
            ["a.b", "a.b[].c", "d", "d[].e"]
        );
        assert_eq!(
            paths("{% for k, v in map %}{{ v.x }}{% endfor %}{% for y in z | slice(end=1) %}{{ y }}{% endfor %}"),
            ["map", "?", "z", "?"]
        );
        assert_eq!(
            paths("{% set n = m %}{{ n.x }}{% macro p(q) %}{{ q }}{% endmacro p %}{{ q }}"),
            ["m", "?", "?", "q"]
        );
    }

    #[test]
    fn messages_are_found_with_what_they_are_given() {
        let messages =
            mentions("\n{{ th(k=\"a\", n=x | round(method=\"ceil\"), m=t(k=\"b\", o=1)) }}{{ t(k=key) }}").messages;
        let shown: Vec<_> =
            messages.iter().map(|message| format!("{} {} {:?}", message.line, message.key, message.given)).collect();
        assert_eq!(shown, ["2 a {\"m\", \"n\"}", "2 b {\"o\"}"]);
    }

    #[test]
    fn templates_that_are_taken_in_are_named() {
        let all = mentions("{% extends \"layout.html\" %}{% import \"macros.html\" as m %}{%- include \"x.html\" -%}")
            .templates;
        assert_eq!(all.into_iter().collect::<Vec<_>>(), ["layout.html", "macros.html", "x.html"]);
    }
}
