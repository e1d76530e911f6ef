//! What an app is given, in words: for the consent page and the account page. No scope value, claim name or other term of
//! the protocol appears; every value has a label.

mod details;

use serde::Serialize;
use serde_json::Value;

pub use self::details::details;

use crate::protocol::authorization_details::AuthorizationDetails;
use crate::protocol::claims::{ClaimCatalogue, PROTOCOL_CLAIMS};
use crate::protocol::client::Client;
use crate::protocol::resource::Resource;
use crate::protocol::scope::ScopeSet;
use crate::protocol::user::User;
use crate::say;

/// One thing that is shared.
#[derive(Debug, Serialize)]
pub struct SharedItem {
    /// The scope value that it stands for, which chooses the picture.
    scope: String,
    title: String,
    /// The same in pieces, where values of the app stand in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sentence: Vec<Piece>,
    values: Vec<SharedValue>,
    /// Not among what the person allowed before.
    is_new: bool,
}

/// A piece of a sentence.
#[derive(Debug, Serialize)]
struct Piece {
    text: String,
    /// Whether it is a value of the app, and not a word of the operator.
    is_value: bool,
}

/// One value of it.
#[derive(Debug, Serialize)]
struct SharedValue {
    /// `None` where the title already says what it is.
    label: Option<String>,
    text: String,
}

/// What a scope value gives to this client.
pub fn scope_title(client: &Client, catalogue: &ClaimCatalogue, scope: &str) -> String {
    let configured =
        catalogue.scopes.get(scope).map(|known| known.description.trim()).filter(|words| !words.is_empty());
    match scope {
        "openid" => say!("shared-openid"),
        "profile" => say!("shared-profile"),
        "email" => say!("shared-email"),
        "address" => say!("shared-address"),
        "phone" => say!("shared-phone"),
        "offline_access" if client.lives_in_a_browser() => say!("shared-until-sign-out"),
        "offline_access" => say!("shared-while-away"),
        "groups" => configured.map_or_else(|| say!("shared-groups"), str::to_owned),
        _ => configured.map_or_else(|| claim_label(scope), str::to_owned),
    }
}

impl SharedItem {
    fn new(scope: &str, title: String, values: Vec<SharedValue>) -> Self {
        Self { scope: scope.to_owned(), title, sentence: Vec::new(), values, is_new: false }
    }
}

/// What the app could do as this person: access to the APIs that it asks for, or, where it asks for nothing at all, not even
/// in `details`, that.
pub fn access(scope: &ScopeSet, resources: &[Resource], details: &AuthorizationDetails) -> Vec<SharedItem> {
    let item = |title: String| SharedItem::new("resource", title, Vec::new());
    let named = resources.iter().map(|resource| item(say!("shared-access-to", resource = resource.as_str())));
    let nothing = scope.is_empty() && resources.is_empty() && details.is_empty();
    named.chain(nothing.then(|| item(say!("shared-access")))).collect()
}

/// What would be shared, with the account's values. The name and the username are left out where they would repeat how
/// the page names the account.
pub fn items(
    client: &Client,
    catalogue: &ClaimCatalogue,
    user: &User,
    scope: &ScopeSet,
    claims: &[String],
    is_new: impl Fn(&str) -> bool,
) -> Vec<SharedItem> {
    let mut items = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for value in scope.iter() {
        let names = catalogue.claims_of_scope(value);
        let mut values = values(catalogue, user, &names);
        if values.is_empty() && value != "profile" && !names.is_empty() {
            values.push(SharedValue { label: None, text: say!("shared-none-yet") });
        }
        let title = match value {
            "profile" if values.is_empty() => say!("shared-name"),
            other => scope_title(client, catalogue, other),
        };
        let values = unlabelled_where_clear(value, names.len(), values);
        items.push(SharedItem { is_new: is_new(value), ..SharedItem::new(value, title, values) });
        named.extend(names);
    }
    let beyond = claims.iter().map(String::as_str).filter(|name| !named.contains(name) && *name != "sub");
    let values: Vec<SharedValue> = beyond.map(|name| requested_by_name(catalogue, user, name)).collect();
    if !values.is_empty() {
        items.push(SharedItem::new("claims", say!("shared-more"), values));
    }
    items
}

/// A title that names one kind of value is its label; "Your name and profile" or an operator's own words are not.
fn unlabelled_where_clear(scope: &str, names: usize, mut values: Vec<SharedValue>) -> Vec<SharedValue> {
    let is_clear = matches!(scope, "email" | "address" | "phone" | "groups") || (scope != "profile" && names == 1);
    if let ([only], true) = (values.as_mut_slice(), is_clear) {
        only.label = None;
    }
    values
}

fn values(catalogue: &ClaimCatalogue, user: &User, names: &[&str]) -> Vec<SharedValue> {
    let shown = names.iter().filter(|name| !is_beside_the_point(name) && !repeats_the_name(user, name));
    let value = |name: &&str| {
        let text = in_words(&catalogue.value(user, name)?)?;
        Some(SharedValue { label: Some(claim_label(name)), text })
    };
    shown.filter_map(value).collect()
}

/// A claim that the app asked for by its name: named even where the account has no such value yet.
fn requested_by_name(catalogue: &ClaimCatalogue, user: &User, name: &str) -> SharedValue {
    let known = match name {
        "name" | "preferred_username" => Some(say!("shared-as-above")),
        _ => catalogue.value(user, name).and_then(|value| in_words(&value)),
    };
    let text = known.unwrap_or_else(|| match PROTOCOL_CLAIMS.contains(&name) {
        true => say!("shared-as-recorded"),
        false => say!("shared-none-yet"),
    });
    SharedValue { label: Some(claim_label(name)), text }
}

fn is_beside_the_point(claim: &str) -> bool {
    matches!(claim, "updated_at" | "email_verified" | "phone_number_verified")
}

/// Whether the claim says nothing beyond "Ada Example (ada)", which stands above.
fn repeats_the_name(user: &User, claim: &str) -> bool {
    match claim {
        "name" | "preferred_username" => true,
        "given_name" | "middle_name" | "family_name" | "nickname" => {
            let text = user.claims.get(claim).and_then(Value::as_str).unwrap_or_default();
            text == user.username || user.display_name().contains(text)
        }
        _ => false,
    }
}

/// A label for a claim; what is not a standard claim is called by its own name.
fn claim_label(claim: &str) -> String {
    match claim.split('#').next().unwrap_or(claim) {
        "name" => say!("claim-name"),
        "given_name" => say!("claim-given-name"),
        "middle_name" => say!("claim-middle-name"),
        "family_name" => say!("claim-family-name"),
        "nickname" => say!("claim-nickname"),
        "preferred_username" => say!("claim-preferred-username"),
        "profile" => say!("claim-profile"),
        "picture" => say!("claim-picture"),
        "website" => say!("claim-website"),
        "gender" => say!("claim-gender"),
        "birthdate" => say!("claim-birthdate"),
        "zoneinfo" => say!("claim-zoneinfo"),
        "locale" => say!("claim-locale"),
        "updated_at" => say!("claim-updated-at"),
        "email" => say!("claim-email"),
        "email_verified" => say!("claim-email-verified"),
        "phone_number" => say!("claim-phone-number"),
        "phone_number_verified" => say!("claim-phone-number-verified"),
        "address" => say!("claim-address"),
        "groups" => say!("claim-groups"),
        "auth_time" => say!("claim-auth-time"),
        "acr" | "amr" => say!("claim-method"),
        other => in_letters(other),
    }
}

/// A name of the protocol, as one reads it.
fn in_letters(name: &str) -> String {
    let words = name.replace(['_', '-', '.', ':', '/'], " ");
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn in_words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(if *yes { say!("shared-yes") } else { say!("shared-no") }),
        Value::Array(several) => {
            let words: Vec<String> = several.iter().filter_map(in_words).collect();
            listed(words)
        }
        Value::Object(members) => match members.get("formatted") {
            Some(Value::String(formatted)) => Some(formatted.replace('\n', ", ")),
            _ => Some(listed(members.values().filter_map(in_words).collect()).unwrap_or_default()),
        },
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

/// Values one after the other.
fn listed(values: Vec<String>) -> Option<String> {
    values.into_iter().reduce(|one, two| say!("list-comma", one = one, two = two))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::protocol::claims::{ClaimSource, ScopeDefinition};
    use crate::protocol::client::ClientId;
    use crate::protocol::user::{Definition, Subject};
    use serde_json::json;

    fn bob() -> User {
        let claims =
            json!({"name": "Bob Example", "given_name": "Bob", "family_name": "Example", "zoneinfo": "Europe/Rome"});
        User {
            sub: Subject::new("s"),
            username: "bob".into(),
            claims: claims.as_object().cloned().unwrap(),
            email: Some("bob@example.com".into()),
            email_verified: true,
            groups: vec!["admins".into(), "family".into()],
            attributes: [("quota".to_owned(), json!("10 GB"))].into(),
            password_hash: None,
            locked: false,
            is_admin: false,
            definition: Definition::Database,
            credentials_revision: 1,
            factors: crate::protocol::factors::FactorKinds::default(),
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        }
    }

    fn shown(user: &User, scope: &str, claims: &[&str]) -> Vec<String> {
        let mut catalogue = ClaimCatalogue::default();
        let quota = ClaimSource::Attribute { name: "quota".into(), default: None };
        catalogue.claims =
            [("quota".to_owned(), quota), ("is_admin".to_owned(), ClaimSource::InGroup("admins".into()))].into();
        let storage =
            ScopeDefinition { description: "Your storage".into(), claims: vec!["quota".into(), "is_admin".into()] };
        let groups = ScopeDefinition { claims: vec!["groups".into()], ..ScopeDefinition::default() };
        catalogue.scopes = [("storage".to_owned(), storage), ("groups".to_owned(), groups)].into();
        let claims: Vec<String> = claims.iter().map(|claim| (*claim).to_owned()).collect();
        let client = Client::bare(ClientId::parse("app").unwrap());
        let items = items(&client, &catalogue, user, &ScopeSet::parse(scope), &claims, |_| false);
        let words = |value: &SharedValue| match &value.label {
            Some(label) => format!("{label}: {}", value.text),
            None => value.text.clone(),
        };
        let line = |item: &SharedItem| {
            let values: Vec<String> = item.values.iter().map(words).collect();
            format!("{} [{}]", item.title, values.join("; "))
        };
        items.iter().map(line).collect()
    }

    #[test]
    fn the_name_is_not_repeated_and_everything_else_has_a_label() {
        assert_eq!(shown(&bob(), "profile", &[]), ["Your name and profile [Time zone: Europe/Rome]"]);
        let mut plain = bob();
        plain.claims.remove("zoneinfo");
        assert_eq!(shown(&plain, "profile", &[]), ["Your name and username []"]);
        plain.claims.insert("nickname".into(), json!("Bobby"));
        assert_eq!(shown(&plain, "profile", &[]), ["Your name and profile [Nickname: Bobby]"]);
    }

    #[test]
    fn one_value_under_a_title_that_names_it_needs_no_label() {
        assert_eq!(
            shown(&bob(), "email groups storage", &[]),
            [
                "Your email address [bob@example.com]",
                "The groups you belong to [admins, family]",
                "Your storage [Quota: 10 GB; Is admin: yes]",
            ]
        );
    }

    #[test]
    fn what_is_asked_for_by_name_is_named_in_words() {
        assert_eq!(
            shown(&bob(), "openid", &["zoneinfo", "phone_number", "acr", "sub"]),
            [
                "Confirmation that it is you []",
                "Some more about you [Time zone: Europe/Rome; Phone number: none in your account yet; How you signed in: as recorded at sign-in]",
            ]
        );
    }
}
