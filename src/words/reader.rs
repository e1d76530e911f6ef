//! Who reads the answer to the present request, and in which language. No call has to carry it: what is said is said to
//! whoever asked.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::http::header::HeaderValue;

use super::{PageLanguage, SHIPPED, Words};
use crate::protocol::language::{LanguageTag, Languages};

/// Whoever reads, by what is known of them. What is wanted goes before what is guessed: the app's `ui_locales`, the choice made
/// in this browser, the person's own `locale`, what the browser says, the server's default. A choice made on a page that an
/// app's `ui_locales` decided goes before those same `ui_locales` from then on.
pub struct Reader {
    /// The words as they are shipped and as the operator changed them.
    pub words: Arc<Words>,
    /// `branding.language`.
    pub default: PageLanguage,
    /// What was chosen in this browser.
    pub choice: Option<Choice>,
    /// `Accept-Language`.
    pub accepted: Option<HeaderValue>,
    learned: RefCell<Learned>,
}

/// What becomes known while the request is answered.
#[derive(Debug, Default, Clone)]
struct Learned {
    ui_locales: Option<String>,
    locale: Option<String>,
}

/// A language that somebody chose, and the `ui_locales` that it was chosen against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The language.
    pub language: PageLanguage,
    /// The `ui_locales` of the page on which it was chosen; empty where there were none.
    pub over: String,
}

/// The most octets of `ui_locales` that a choice remembers.
const LONGEST_OVER: usize = 200;

impl Choice {
    /// Reads a cookie's value: a language, and after a slash the `ui_locales` with a plus sign for each space.
    pub fn parse(value: &str) -> Option<Self> {
        let (tag, over) = value.split_once('/').unwrap_or((value, ""));
        Some(Self { language: PageLanguage::named(tag)?, over: over.replace('+', " ") })
    }

    /// The choice of `language` on a page that had these `ui_locales`; what is no language in them is left out.
    pub fn new(language: PageLanguage, ui_locales: &str) -> Self {
        Self { language, over: cleaned(ui_locales) }
    }

    /// The cookie's value.
    pub fn value(&self) -> String {
        match self.over.as_str() {
            "" => self.language.tag().to_owned(),
            over => format!("{}/{}", self.language.tag(), over.replace(' ', "+")),
        }
    }
}

/// The languages of `ui_locales` that are worth remembering, joined by spaces.
fn cleaned(ui_locales: &str) -> String {
    let tags = ui_locales.split(' ').filter_map(LanguageTag::parse);
    let mut text = String::new();
    for tag in tags {
        if text.len() + tag.as_str().len() >= LONGEST_OVER {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(tag.as_str());
    }
    text
}

tokio::task_local! {
    static CURRENT: Rc<Reader>;
}

impl Reader {
    /// Somebody of whom this is known.
    pub fn new(
        words: Arc<Words>,
        default: PageLanguage,
        choice: Option<Choice>,
        accepted: Option<HeaderValue>,
    ) -> Self {
        Self { words, default, choice, accepted, learned: RefCell::default() }
    }

    /// The language of the answer.
    pub fn language(&self) -> PageLanguage {
        let accepted = || {
            let accepted = self.accepted.as_ref().and_then(|accepted| accepted.to_str().ok());
            first_spoken(&Languages::of(None, accepted))
        };
        self.of_the_app().or_else(|| self.of_the_person()).or_else(accepted).unwrap_or(self.default)
    }

    /// The one that the app asked for, unless the person chose another against it.
    fn of_the_app(&self) -> Option<PageLanguage> {
        let learned = self.learned.borrow();
        let asked = learned.ui_locales.as_deref().filter(|asked| !asked.is_empty())?;
        first_spoken(&Languages::of(Some(asked), None)).filter(|_| !self.is_overruled())
    }

    /// Whether the person chose a language on a page that these `ui_locales` had decided about.
    fn is_overruled(&self) -> bool {
        let learned = self.learned.borrow();
        let asked = learned.ui_locales.as_deref().filter(|asked| !asked.is_empty());
        let chosen_over = self.choice.as_ref().map(|choice| choice.over.as_str());
        asked.is_some_and(|asked| chosen_over == Some(cleaned(asked).as_str()))
    }

    /// The one that the person chose in this browser or in their profile.
    fn of_the_person(&self) -> Option<PageLanguage> {
        let learned = self.learned.borrow();
        let locale = || PageLanguage::for_tag(&LanguageTag::parse(learned.locale.as_deref()?)?);
        self.choice.as_ref().map(|choice| choice.language).or_else(locale)
    }
}

fn first_spoken(languages: &Languages) -> Option<PageLanguage> {
    languages.tags().find_map(PageLanguage::for_tag)
}

/// Answers this reader.
pub async fn around<T>(reader: Rc<Reader>, answering: impl Future<Output = T>) -> T {
    CURRENT.scope(reader, answering).await
}

/// The same where nothing is waited for.
pub fn within<T>(reader: Rc<Reader>, answering: impl FnOnce() -> T) -> T {
    CURRENT.sync_scope(reader, answering)
}

/// Says something to somebody who reads `language`.
pub fn to<T>(words: &Arc<Words>, language: PageLanguage, saying: impl FnOnce() -> T) -> T {
    within(Rc::new(Reader::new(Arc::clone(words), language, None, None)), saying)
}

/// The words and the language of whoever reads; the shipped ones and English where nobody is answered.
pub fn current() -> (Arc<Words>, PageLanguage) {
    CURRENT
        .try_with(|reader| (Arc::clone(&reader.words), reader.language()))
        .unwrap_or_else(|_| (Arc::clone(&SHIPPED), PageLanguage::ENGLISH))
}

/// The language of whoever reads.
pub fn language() -> PageLanguage {
    current().1
}

/// The language of whoever reads, where they chose it themselves.
pub fn language_of_the_person() -> Option<PageLanguage> {
    CURRENT.try_with(|reader| reader.of_the_person()).unwrap_or_default()
}

/// Whether it was chosen against what the app asks for.
pub fn overrules_the_app() -> bool {
    CURRENT.try_with(|reader| reader.is_overruled()).unwrap_or_default()
}

/// Notes what the app says that its user reads (OpenID Connect Core §3.1.2.1).
pub fn note_ui_locales(ui_locales: &str) {
    let note = |reader: &Rc<Reader>| reader.learned.borrow_mut().ui_locales = Some(ui_locales.to_owned());
    // Where nobody is answered, nobody has to be told.
    CURRENT.try_with(note).unwrap_or_default();
}

/// Notes the `locale` of the person who is signed in (OpenID Connect Core §5.1).
pub fn note_locale(locale: &str) {
    let note = |reader: &Rc<Reader>| reader.learned.borrow_mut().locale = Some(locale.to_owned());
    CURRENT.try_with(note).unwrap_or_default();
}

/// The `ui_locales` that were noted.
pub fn ui_locales() -> String {
    CURRENT.try_with(|reader| reader.learned.borrow().ui_locales.clone().unwrap_or_default()).unwrap_or_default()
}
