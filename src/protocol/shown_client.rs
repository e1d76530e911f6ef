//! What people are shown of a client: name, logo and links, in the language they read best (OpenID Connect Dynamic Client
//! Registration §2.1, RFC 7591 §2.2). Each value is chosen by itself, as each may be registered by itself.

use serde::Serialize;

use super::client::{Client, ClientId};
use super::language::{LanguageTag, Languages};

/// The values of a client that may be written in several languages, as they are in one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized {
    /// `client_name`.
    pub client_name: Option<String>,
    /// `client_uri`.
    pub client_uri: Option<String>,
    /// `logo_uri`.
    pub logo_uri: Option<String>,
    /// `policy_uri`.
    pub policy_uri: Option<String>,
    /// `tos_uri`.
    pub tos_uri: Option<String>,
}

impl Localized {
    /// The value of that registered name; `None` for names that are written in no language.
    pub fn member(&mut self, name: &str) -> Option<&mut Option<String>> {
        Some(match name {
            "client_name" => &mut self.client_name,
            "client_uri" => &mut self.client_uri,
            "logo_uri" => &mut self.logo_uri,
            "policy_uri" => &mut self.policy_uri,
            "tos_uri" => &mut self.tos_uri,
            _ => return None,
        })
    }
}

/// A client as one person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownClient<'a> {
    /// `client_id`.
    pub client_id: &'a ClientId,
    /// `client_name`.
    pub client_name: &'a str,
    /// The language of `client_name`, where it is known.
    pub lang: Option<&'a LanguageTag>,
    /// The host that people know it by: the same in every language.
    pub domain: Option<String>,
    /// `client_uri`.
    pub client_uri: Option<&'a str>,
    /// `logo_uri`.
    pub logo_uri: Option<&'a str>,
    /// `policy_uri`.
    pub policy_uri: Option<&'a str>,
    /// `tos_uri`.
    pub tos_uri: Option<&'a str>,
}

/// One value of those that may be written in several languages.
type Value = fn(&Localized) -> Option<&str>;

impl Client {
    /// The client for somebody who reads these languages.
    pub fn shown_in(&self, languages: &Languages) -> ShownClient<'_> {
        let name = self.best(languages, |localized| localized.client_name.as_deref());
        let uri = |value: Value| self.best(languages, value).map(|(_, uri)| uri);
        ShownClient {
            client_id: &self.client_id,
            client_name: name.map_or(&self.client_name, |(_, name)| name),
            lang: name.map(|(tag, _)| tag),
            domain: self.domain(),
            client_uri: uri(|localized| localized.client_uri.as_deref()).or(self.client_uri.as_deref()),
            logo_uri: uri(|localized| localized.logo_uri.as_deref()).or(self.logo_uri.as_deref()),
            policy_uri: uri(|localized| localized.policy_uri.as_deref()).or(self.policy_uri.as_deref()),
            tos_uri: uri(|localized| localized.tos_uri.as_deref()).or(self.tos_uri.as_deref()),
        }
    }

    /// The value in the language that serves best; `None` where the value without a language does.
    fn best(&self, languages: &Languages, value: Value) -> Option<(&LanguageTag, &str)> {
        let written = self.localized.iter().filter_map(|(tag, localized)| Some((tag, value(localized)?)));
        languages.best(&written.collect::<Vec<(&LanguageTag, &str)>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_shown_in_the_best_language_that_it_is_written_in() {
        let tag = |text: &str| LanguageTag::parse(text).unwrap();
        let french = Localized {
            client_name: Some("Le wiki".into()),
            client_uri: Some("https://fr.wiki.example".into()),
            ..Localized::default()
        };
        let german = Localized { tos_uri: Some("https://wiki.example/agb".into()), ..Localized::default() };
        let client = Client {
            client_name: "Wiki".into(),
            client_uri: Some("https://wiki.example".into()),
            tos_uri: Some("https://wiki.example/terms".into()),
            localized: [(tag("fr"), french), (tag("de"), german)].into(),
            ..Client::bare(ClientId::parse("wiki").unwrap())
        };
        let reads = |text: &str| {
            let languages = Languages::of(Some(text), None);
            let ShownClient { client_name, lang, client_uri, tos_uri, domain, .. } = client.shown_in(&languages);
            assert_eq!(domain.as_deref(), Some("wiki.example"), "who it is stays who it is");
            format!(
                "{client_name} {} {} {}",
                lang.map_or("-", LanguageTag::as_str),
                client_uri.unwrap(),
                tos_uri.unwrap()
            )
        };
        let (plain, french) = ("https://wiki.example", "https://fr.wiki.example");
        let (terms, german) = ("https://wiki.example/terms", "https://wiki.example/agb");
        for (text, shown) in [
            ("ja", format!("Wiki - {plain} {terms}")),
            ("en de fr", format!("Wiki - {plain} {terms}")),
            ("fr-CA", format!("Le wiki fr {french} {terms}")),
            ("de", format!("Wiki - {plain} {german}")),
            ("de fr", format!("Le wiki fr {french} {german}")),
        ] {
            assert_eq!(reads(text), shown, "{text}");
        }
    }
}
