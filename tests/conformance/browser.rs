//! The suite's browser: keeps cookies, runs no script, and finds what it fills in and presses by `id` alone.

use std::sync::Arc;

use reqwest::Certificate;
use reqwest::cookie::Jar;

use crate::support::browser::{Browser as Plain, Page, attribute};
use crate::support::provider::PASSWORD;
use crate::support::site::Authority;

/// Who signs in.
const USERNAME: &str = "conformance";

/// A browser.
pub struct Browser {
    pub plain: Plain,
}

/// What a person had to do before the browser was sent back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    pub password: bool,
    pub consent: bool,
}

/// A client of HTTP that trusts this authority and follows nothing by itself.
pub fn http(authority: &Authority) -> reqwest::ClientBuilder {
    let certificate = Certificate::from_pem(&authority.pem()).unwrap();
    let timeout = std::time::Duration::from_secs(20);
    let builder = reqwest::Client::builder().tls_certs_only([certificate]).timeout(timeout);
    builder.redirect(reqwest::redirect::Policy::none()).no_proxy()
}

impl Browser {
    pub fn new(authority: &Authority) -> Self {
        let jar = Arc::new(Jar::default());
        let http = http(authority).cookie_provider(jar.clone()).build().unwrap();
        Self { plain: Plain { http, jar } }
    }

    /// Goes to an address, and on to wherever it is sent within that origin.
    pub async fn visit(&self, url: &str) -> Page {
        self.plain.visit(url).await
    }

    /// Fills fields in by their ids, presses a button by its id, and follows within the origin.
    pub async fn press(&self, page: &Page, filled: &[(&str, &str)], button: &str) -> Page {
        let mut fields = Vec::new();
        for (id, value) in filled {
            let name = attribute(&element(page, id), "name");
            fields.push((name.expect("a field has a name"), (*value).to_owned()));
        }
        let button = element(page, button);
        if let Some(name) = attribute(&button, "name") {
            fields.push((name, attribute(&button, "value").unwrap_or_default()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.plain.submit(page, &fields).await
    }

    /// Signs the person in and allows what is asked, as far as the pages want it.
    pub async fn walk(&self, mut page: Page) -> (Page, Asked) {
        let mut asked = Asked::default();
        for _ in 0..4 {
            if has(&page, "password") {
                assert!(!asked.password, "the password is asked for twice: {}", page.body);
                asked.password = true;
                let known = element(&page, "username").contains(" readonly");
                let filled = if known {
                    &[("password", PASSWORD)][..]
                } else {
                    &[("username", USERNAME), ("password", PASSWORD)][..]
                };
                page = self.press(&page, filled, "login").await;
            } else if has(&page, "allow") {
                assert!(!asked.consent, "consent is asked for twice: {}", page.body);
                asked.consent = true;
                page = self.press(&page, &[], "allow").await;
            } else {
                break;
            }
        }
        (page, asked)
    }

    /// A cookie that this browser would send to an address.
    pub fn cookie(&self, url: &str, name: &str) -> Option<String> {
        self.plain.cookie(url, name)
    }
}

/// Whether the page has an element with that id.
pub fn has(page: &Page, id: &str) -> bool {
    page.body.contains(&format!(" id=\"{id}\""))
}

/// The tag with that id.
pub fn element(page: &Page, id: &str) -> String {
    let (before, after) = page
        .body
        .split_once(&format!(" id=\"{id}\""))
        .unwrap_or_else(|| panic!("nothing on the page has the id {id}: {} {}", page.status, page.body));
    let begin = before.rfind('<').unwrap();
    let end = after.find('>').unwrap();
    format!("{} id=\"{id}\"{}", &before[begin..], &after[..end])
}
