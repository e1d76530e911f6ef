//! The shipped templates, compiled when somebody is first shown a page of theirs.
//!
//! A compiled template takes some forty times the memory of its text, and compiling all of them was what a start spent most of its
//! time on. So they are compiled in sets: a server whose administrators' pages nobody opens has no memory for them. Each set
//! has the parts of all pages besides, since one instance of Tera knows only its own.

use std::sync::{Arc, LazyLock, OnceLock};

use tera::Tera;

use super::{TEMPLATES, TemplateError, escape};
use crate::words;

/// Templates that are a part of others only.
pub(super) const PARTS: [&str; 4] = ["layout.html", "macros.html", "admin_layout.html", "signed_in.html"];

/// Pages that are shown to the same people, or on the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    /// What an app's request leads to.
    SignIn,
    /// What somebody who is signed in sees of their account.
    Account,
    /// Administrators' pages.
    Administration,
    /// What is seen once or seldom: the beginning of an account, a new password, another device, mails.
    Seldom,
}

/// How many there are.
const SETS: usize = 4;

impl Set {
    /// The one with this page.
    fn of(template: &str) -> Self {
        match template {
            "login.html"
            | "second_factor.html"
            | "select_account.html"
            | "consent.html"
            | "form_post.html"
            | "error.html"
            | "message.html"
            | "logout.html"
            | "signed_out.html"
            | "session_check.html" => Self::SignIn,
            "account.html" | "activity.html" | "apps.html" | "profile.html" | "remove_app.html" | "requests.html"
            | "security.html" => Self::Account,
            administrators if administrators.starts_with("admin") => Self::Administration,
            _ => Self::Seldom,
        }
    }

    /// Its templates, with the parts that they are made of.
    fn templates(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        TEMPLATES.into_iter().filter(move |(name, _)| PARTS.contains(name) || Self::of(name) == self)
    }
}

type Compiled = Result<Arc<Tera>, TemplateError>;

static COMPILED: [OnceLock<Compiled>; SETS] = [const { OnceLock::new() }; SETS];

/// All of them, for an operator who has templates of their own: any of those may take in any other.
static ALL: LazyLock<Compiled> = LazyLock::new(|| compile(TEMPLATES));

/// The compiled templates among which `template` is.
///
/// # Errors
/// One of them is no template.
pub fn with(template: &str) -> Compiled {
    let set = Set::of(template);
    match COMPILED.get(set as usize) {
        Some(compiled) => compiled.get_or_init(|| compile(set.templates())).clone(),
        None => all(),
    }
}

/// All of them.
///
/// # Errors
/// One of them is no template.
pub fn all() -> Compiled {
    ALL.clone()
}

fn compile(templates: impl IntoIterator<Item = (&'static str, &'static str)>) -> Compiled {
    let mut tera = Tera::default();
    tera.set_escape_fn(escape::html);
    words::tera::register(&mut tera);
    tera.add_raw_templates(templates)?;
    Ok(Arc::new(tera))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_page_is_compiled_with_the_pages_of_its_set_and_the_parts_of_all() {
        for (template, _) in TEMPLATES.into_iter().filter(|(name, _)| !PARTS.contains(name)) {
            let compiled = with(template).unwrap();
            let names: BTreeSet<&str> = compiled.get_template_names().collect();
            assert!(names.contains(template) && PARTS.iter().all(|part| names.contains(part)), "{template}: {names:?}");
            let others = names.iter().filter(|name| !PARTS.contains(name) && Set::of(name) != Set::of(template));
            assert_eq!(others.collect::<Vec<_>>(), Vec::<&&str>::new(), "{template}");
        }
        assert_eq!(all().unwrap().get_template_names().count(), TEMPLATES.len());
    }

    /// What a sign-in needs is little beside all.
    #[test]
    fn no_set_has_most_of_the_templates() {
        let size =
            |templates: &mut dyn Iterator<Item = (&str, &str)>| templates.map(|(_, text)| text.len()).sum::<usize>();
        let all = size(&mut TEMPLATES.into_iter());
        for set in [Set::SignIn, Set::Account, Set::Administration, Set::Seldom] {
            assert!((set as usize) < SETS);
            assert!(size(&mut set.templates()) * 5 < all * 3, "{set:?}");
        }
    }
}
