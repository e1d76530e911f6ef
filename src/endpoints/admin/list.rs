//! What the lists of these pages have in common: a text that is searched for, an order, and pages that go on from the last row
//! shown. Whatever is asked for stands in the address, so that the links to other pages keep it and forms need no script.

use serde_json::{Value, json};

use super::segment;
use crate::endpoints::joined;
use crate::protocol::parameters::Parameters;

/// Rows on a page.
pub const ON_A_PAGE: u32 = 50;
/// The longest text that is searched for, in characters.
const LONGEST: usize = 100;

/// What a list is asked for.
pub struct Asked<'a> {
    parameters: &'a Parameters,
    kept: &'static [&'static str],
}

impl<'a> Asked<'a> {
    /// What these parameters ask for, of which every page of the list keeps those that are named.
    pub fn new(parameters: &'a Parameters, kept: &'static [&'static str]) -> Self {
        Self { parameters, kept }
    }

    /// A parameter that says something.
    pub fn given(&self, name: &str) -> Option<&'a str> {
        self.parameters.get(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// A parameter that is one of these words.
    pub fn word(&self, name: &str, known: &[&'static str]) -> Option<&'static str> {
        let given = self.given(name)?;
        known.iter().copied().find(|word| *word == given)
    }

    /// The text that is searched for.
    pub fn text(&self) -> Option<String> {
        self.given("q").map(|text| text.chars().take(LONGEST).collect())
    }

    /// Where the page goes on.
    pub fn after(&self) -> Option<&'a str> {
        self.parameters.get("after").filter(|after| !after.is_empty())
    }

    /// The context of the page: what it `shows`, what was searched for, and the addresses of the first page and the next.
    pub fn context(&self, next: Option<&str>, shows: Value) -> Value {
        let of_list = json!({
            "q": self.text(),
            "is_first": self.after().is_none(),
            "next": next.map(|next| self.query(Some(next))),
            "first": self.query(None),
        });
        joined(shows, of_list)
    }

    fn query(&self, after: Option<&str>) -> String {
        let kept = self.kept.iter().filter_map(|name| Some((*name, self.given(name)?)));
        let all = kept.chain(after.map(|after| ("after", after)));
        all.map(|(name, value)| format!("{name}={}", segment(value))).collect::<Vec<_>>().join("&")
    }
}

/// Of rows with what they are in order of, those of the page behind `after`, and what the next page goes on from. For lists that
/// are in memory, or few rows for the database.
pub fn page_of<T>(mut rows: Vec<(String, T)>, after: Option<&str>) -> (Vec<T>, Option<String>) {
    rows.retain(|(key, _)| after.is_none_or(|after| key.as_str() > after));
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    let has_more = rows.len() > ON_A_PAGE as usize;
    rows.truncate(ON_A_PAGE as usize);
    let next = rows.last().filter(|_| has_more).map(|(key, _)| key.clone());
    (rows.into_iter().map(|(_, row)| row).collect(), next)
}

/// What rows are in order of where those with the highest count come first, and among equals the names decide.
pub fn most_first(count: u64, name: &str) -> String {
    format!("{:020} {name}", u64::MAX - count)
}

/// Whether the text is in a name, in any case.
pub fn has(name: &str, text: &str) -> bool {
    name.to_lowercase().contains(&text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_what_is_searched_for_and_in_which_order() {
        let parameters = Parameters::parse(b"q=50%25+%26&sort=used&after=x&moon=full").unwrap();
        let asked = Asked::new(&parameters, &["q", "sort", "only"]);
        let context = asked.context(Some("a&b"), json!({"rows": []}));
        assert_eq!(context["next"], "q=50%25%20%26&sort=used&after=a%26b");
        assert_eq!((context["q"].as_str(), context["is_first"].as_bool()), (Some("50% &"), Some(false)));
        assert_eq!(context["first"], "q=50%25%20%26&sort=used");
        assert_eq!((asked.word("sort", &["used"]), asked.word("sort", &["oldest"])), (Some("used"), None));
    }

    #[test]
    fn pages_of_rows_in_memory_have_each_row_once() {
        let rows =
            || (0..120_u64).map(|count| (most_first(count % 7, &format!("{count:03}")), count)).collect::<Vec<_>>();
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let (page, next) = page_of(rows(), after.as_deref());
            all.extend(page);
            after = next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!((all.len(), all[0], all[119]), (120, 6, 119));
        assert!(all.is_sorted_by_key(|count| (std::cmp::Reverse(count % 7), *count)));
    }
}
