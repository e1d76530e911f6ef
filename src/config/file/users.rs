//! `[[users]]`: the standard claims of OpenID Connect Core §5.1, and what Latchkey adds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::format::{PasswordHash, Text, Username};
use crate::protocol::user::Subject;

/// Besides the `username`, every key is optional.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct UserEntry {
    /// The username, for signing in; apps get it as `preferred_username`.
    #[schemars(required)]
    pub username: Option<Text<Username>>,
    /// The identifier that apps know the person by. With it, the account stays the same when the `username` changes, and in
    /// a new database. Without it, the account gets a random one, and another `username` is another person. It cannot be
    /// changed once somebody has signed in to the account.
    pub sub: Option<Text<Subject>>,
    /// The output of `latchkey hash-password`, or a hash of another program: bcrypt (`$2a$`, `$2b$`, `$2y$`), PBKDF2
    /// (passlib, Django, Werkzeug, PHC) or scrypt (PHC, Werkzeug). Without one, the person needs an invitation.
    pub password_hash: Option<Text<PasswordHash>>,
    /// A file with the hash.
    pub password_hash_file: Option<PathBuf>,
    /// The email address.
    #[schemars(extend("format" = "email-address"))]
    pub email: Option<String>,
    /// Whether the address is verified. The default is true.
    #[schemars(extend("default" = true))]
    pub email_verified: bool,
    /// The groups, which apps see in the claim `groups`.
    #[schemars(extend("default" = []), inner(length(min = 1)))]
    pub groups: Vec<String>,
    /// The person is an administrator.
    #[schemars(extend("default" = false))]
    pub admin: bool,
    /// The account is locked: sign-in is refused, and all sessions and grants end.
    #[schemars(extend("default" = false))]
    pub locked: bool,
    /// Values of any type, as sources for `[claims]`.
    #[schemars(extend("default" = {}))]
    pub attributes: serde_json::Map<String, serde_json::Value>,
    /// Claims in other languages, by language tag, such as `fr = { name = "Ada Exemple" }`.
    #[schemars(extend("default" = {}))]
    pub claims_locales: BTreeMap<String, BTreeMap<String, String>>,
    /// The other standard claims.
    #[serde(flatten)]
    pub claims: StandardClaims,
}

/// The standard claims that are passed on as they are.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub struct StandardClaims {
    /// The full name, as shown.
    #[schemars(extend("format" = "readable-text"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Given names.
    #[schemars(extend("format" = "readable-text"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// Family names.
    #[schemars(extend("format" = "readable-text"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Middle names.
    #[schemars(extend("format" = "readable-text"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    /// The nickname.
    #[schemars(extend("format" = "readable-text"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// The profile page.
    #[schemars(extend("format" = "web-uri"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The picture.
    #[schemars(extend("format" = "web-uri"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The website.
    #[schemars(extend("format" = "web-uri"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// The gender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// The date of birth, such as `1815-12-10`; the year 0000 leaves the year out.
    #[schemars(extend("format" = "birthdate"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthdate: Option<String>,
    /// The time zone, such as `Europe/Paris`.
    #[schemars(extend("format" = "zoneinfo"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zoneinfo: Option<String>,
    /// The language, such as `en-GB`.
    #[schemars(extend("format" = "locale"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The phone number, preferably in the form `+44 20 7946 0000`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Whether the phone number is verified.
    #[schemars(extend("x-default" = "true where a number is given"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_verified: Option<bool>,
    /// Their postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

/// `users.address` (Core §5.1.1).
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// The whole address as on a letter, lines separated by `\n`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatted: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street_address: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// State, province or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}
