//! A person as the lines of a configuration: who is to be defined there from now on, with the `sub` that apps know them by.

use std::collections::BTreeMap;

use toml::Value;

use super::client_toml::{key, written};
use super::user::User;

/// The `[[users]]` block of this person, without what is as it would be anyway. The password is not in it: an account that is there
/// keeps the one it has.
pub fn block(user: &User) -> String {
    let mut lines = vec!["[[users]]".to_owned()];
    let mut set = |name: &str, value: Value| lines.push(format!("{} = {}", key(name), written(&value)));
    set("username", Value::from(user.username.as_str()));
    set("sub", Value::from(user.sub.as_str()));
    let mut locales: BTreeMap<&str, BTreeMap<&str, &serde_json::Value>> = BTreeMap::new();
    for (name, value) in &user.claims {
        match name.split_once('#') {
            Some((claim, tag)) => {
                locales.entry(tag).or_default().insert(claim, value);
            }
            None => {
                if let Ok(value) = Value::try_from(value) {
                    set(name, value);
                }
            }
        }
    }
    if let Some(email) = &user.email {
        set("email", Value::from(email.as_str()));
        if !user.email_verified {
            set("email_verified", Value::from(false));
        }
    }
    if !user.groups.is_empty() {
        set("groups", Value::from(user.groups.clone()));
    }
    for (name, _) in [("admin", user.is_admin), ("locked", user.locked)].into_iter().filter(|(_, is_set)| *is_set) {
        set(name, Value::from(true));
    }
    if let Some(attributes) = Value::try_from(&user.attributes).ok().filter(|_| !user.attributes.is_empty()) {
        set("attributes", attributes);
    }
    if let Some(locales) = Value::try_from(&locales).ok().filter(|_| !locales.is_empty()) {
        set("claims_locales", locales);
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::user::Subject;
    use serde_json::json;

    #[test]
    fn a_block_says_what_is_known_of_a_person() {
        let mut ada = User {
            sub: Subject::new("b3f8c1d2"),
            email: Some("ada@example.com".to_owned()),
            groups: vec!["family".to_owned()],
            is_admin: true,
            ..User::nobody("ada")
        };
        ada.claims.insert("name".to_owned(), json!("Ada \"A\" Example"));
        ada.claims.insert("name#fr".to_owned(), json!("Ada Exemple"));
        ada.attributes.insert("storage quota".to_owned(), json!({"gb": 50}));
        let text = block(&ada);
        let read: toml::Table = text.parse().unwrap();
        let said = &read["users"][0];
        assert_eq!((said["username"].as_str(), said["sub"].as_str()), (Some("ada"), Some("b3f8c1d2")));
        assert_eq!((said["name"].as_str(), said["email_verified"].as_bool()), (Some("Ada \"A\" Example"), Some(false)));
        assert_eq!(said["claims_locales"]["fr"]["name"].as_str(), Some("Ada Exemple"));
        assert_eq!(said["attributes"]["storage quota"]["gb"].as_integer(), Some(50));
        // Each line is one value: only in strings between double quotes a letter may be written as its number.
        assert!(text.contains(r#"name = "Ada \"A\" Example""#) && !text.contains('\''), "{text}");
        assert!(said["admin"].as_bool() == Some(true) && said.get("locked").is_none(), "{text}");
    }
}
