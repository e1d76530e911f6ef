//! What the suite checks in every userinfo response (OpenID Connect Core §5.1, §5.3).

use serde_json::Value;

use super::id_token::IdToken;
use crate::run::Run;
use crate::support::browser::Page;

impl Run<'_> {
    pub fn userinfo_endpoint(&self) -> &str {
        self.metadata["userinfo_endpoint"].as_str().expect("a userinfo_endpoint")
    }

    /// Claims by GET with the token in the header.
    pub async fn userinfo(&self, access_token: &str, id_token: Option<&IdToken>) -> Value {
        let request = self.http.get(self.userinfo_endpoint()).bearer_auth(access_token);
        self.userinfo_by(request, id_token).await
    }

    /// Claims by that request.
    pub async fn userinfo_by(&self, request: reqwest::RequestBuilder, id_token: Option<&IdToken>) -> Value {
        let answer = Page::read(request.send().await.unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let content_type = answer.header("content-type");
        assert!(content_type.split(';').next() == Some("application/json"), "{content_type}");
        let claims = answer.json();
        if let Some(id_token) = id_token {
            assert_eq!(claims["sub"], id_token.claims["sub"], "the same person as in the ID token");
        }
        check_claims(&claims, self.op.provider.now().seconds());
        claims
    }

    /// The status for a token that is no longer good.
    pub async fn userinfo_status(&self, access_token: &str) -> u16 {
        self.http.get(self.userinfo_endpoint()).bearer_auth(access_token).send().await.unwrap().status().as_u16()
    }
}

/// 1 January 1990: no account was written down before the web.
const WEB: i64 = 631_152_000;
/// The year from which on a birthday is one of somebody alive, by the suite.
const OLDEST: i64 = 1850;

/// Core §5.1: the types of the standard claims, at this moment; nothing null, blank or the word "null".
pub fn check_claims(claims: &Value, now: i64) {
    for (name, value) in claims.as_object().unwrap() {
        match name.as_str() {
            "email_verified" | "phone_number_verified" => assert!(value.is_boolean(), "{name}: {value}"),
            "iat" | "exp" | "auth_time" | "nbf" => assert!(value.is_u64(), "{name}: {value}"),
            "updated_at" => {
                let at = value.as_i64().expect("updated_at is a number");
                assert!((WEB..=now).contains(&at), "updated_at: {at}, now {now}");
            }
            "birthdate" => assert!(says(value).is_some_and(|text| is_birthdate(text, now)), "{value}"),
            "profile" | "picture" | "website" => {
                assert!(says(value).is_some_and(|text| url::Url::parse(text).is_ok()), "{value}");
            }
            "address" => {
                let members = value.as_object().expect("an object");
                assert!(!members.is_empty());
                assert!(members.values().all(|part| says(part).is_some()), "{value}");
            }
            "aud" | "amr" => assert!(value.is_string() || value.is_array(), "{name}: {value}"),
            _ => assert!(says(value).is_some(), "{name}: {value}"),
        }
    }
}

/// What a text says, if it is one and says something.
fn says(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.trim().is_empty() && !text.eq_ignore_ascii_case("null"))
}

/// `YYYY-MM-DD` or `YYYY`, of somebody who may be alive; the year 0000 is nobody's business.
fn is_birthdate(text: &str, now: i64) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let numbers: Vec<i64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let years = OLDEST..=1970 + now / 31_556_952;
    match numbers[..] {
        [year] => lengths == [4] && years.contains(&year),
        [year, month, day] => {
            lengths == [4, 2, 2]
                && (year == 0 || years.contains(&year))
                && (1..=12).contains(&month)
                && (1..=31).contains(&day)
        }
        _ => false,
    }
}
