//! The tags of a page, for looking at what a template made: not a parser of HTML, but right for pages that are written like ours.

/// A tag that begins an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Name, in lower case.
    pub name: String,
    /// Attributes by their names in lower case, with what their values stand for.
    pub attributes: Vec<(String, String)>,
    /// How many forms began before it, and whether it is within the last of them.
    pub form: Option<usize>,
    /// The text up to the next tag.
    pub text: String,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Elements whose content has no tags.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tags of a page, in their order.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let (mut forms, mut within) = (0, false);
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let closes = after.starts_with('/');
        if !after.trim_start_matches('/').starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let (name, attributes, after) = tag(after.trim_start_matches('/'));
        rest = after;
        if name == "form" {
            within = !closes;
            forms += usize::from(!closes);
        }
        if closes {
            continue;
        }
        let text = match RAW.contains(&name.as_str()) {
            true => {
                let end = after.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(after.len());
                let (text, after) = after.split_at_checked(end).unwrap_or((after, ""));
                rest = after;
                text
            }
            false => after.split('<').next().unwrap_or_default(),
        };
        tags.push(Tag { name, attributes, form: within.then(|| forms - 1), text: text.trim().to_owned() });
    }
    tags
}

/// Name and attributes of a tag, and what follows it.
fn tag(text: &str) -> (String, Vec<(String, String)>, &str) {
    let end = text.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '>' | '/'));
    let (name, mut rest) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if rest.is_empty() {
            return (name.to_ascii_lowercase(), attributes, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (name.to_ascii_lowercase(), attributes, after);
        }
        let end = rest.find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '>' | '/' | '='));
        // An equals sign without a name belongs to a name.
        let end = end.unwrap_or(rest.len()).max(1);
        let Some((attribute, after)) = rest.split_at_checked(end) else {
            return (name.to_ascii_lowercase(), attributes, "");
        };
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => ("", after),
        };
        attributes.push((attribute.to_ascii_lowercase(), unescaped(value)));
        rest = after;
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|letter: char| letter.is_ascii_whitespace() || letter == '>').unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// What a value stands for, as far as templates escape.
fn unescaped(value: &str) -> String {
    let escapes = [
        ("&#x2F;", "/"),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    escapes.into_iter().fold(value.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> Vec<String> {
        let attributes = |tag: &Tag| {
            tag.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect::<Vec<_>>().concat()
        };
        tags(page).iter().map(|tag| format!("{}{}", tag.name, attributes(tag))).collect()
    }

    #[test]
    fn tags_have_their_attributes_however_they_are_written() {
        assert_eq!(
            shown("<!doctype html><P Class='a b' id=x hidden\ndata-a = \"1 > 0\"><br/><img src=\"&#x2F;a&amp;b\"></p>"),
            ["p class=a b id=x hidden= data-a=1 > 0", "br", "img src=/a&b"]
        );
        assert_eq!(shown("a < b, <3 and <!-- <b>not</b> --> <i>this</i> <"), ["i"]);
        assert_eq!(shown("<a ="), ["a =="]);
        assert_eq!(shown("<a b=\"c"), ["a b=c"]);
    }

    #[test]
    fn what_looks_like_tags_in_text_that_has_none_is_text() {
        let all = tags("<title>a <b> c</title><script>if (a < b) {}</script><style>p>a{}</style><h1>Hi</h1>");
        let named: Vec<_> = all.iter().map(|tag| (tag.name.as_str(), tag.text.as_str())).collect();
        assert_eq!(named, [("title", "a <b> c"), ("script", "if (a < b) {}"), ("style", "p>a{}"), ("h1", "Hi")]);
    }

    #[test]
    fn fields_are_known_by_their_form() {
        let forms: Vec<_> = tags("<p><form><input></form><input><form><b><input></b></form>")
            .into_iter()
            .map(|tag| (tag.name, tag.form))
            .collect();
        let expected = [
            ("p", None),
            ("form", Some(0)),
            ("input", Some(0)),
            ("input", None),
            ("form", Some(1)),
            ("b", Some(1)),
            ("input", Some(1)),
        ];
        assert_eq!(forms, expected.map(|(name, form)| (name.to_owned(), form)));
    }
}
