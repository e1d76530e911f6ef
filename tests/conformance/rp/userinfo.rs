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
        check_claims(&claims);
        claims
    }

    /// The status for a token that is no longer good.
    pub async fn userinfo_status(&self, access_token: &str) -> u16 {
        self.http.get(self.userinfo_endpoint()).bearer_auth(access_token).send().await.unwrap().status().as_u16()
    }
}

/// Core §5.1: the types of the standard claims; nothing null, empty or the word "null".
pub fn check_claims(claims: &Value) {
    for (name, value) in claims.as_object().unwrap() {
        assert!(!value.is_null() && value != "" && value != "null", "{name}: {value}");
        match name.as_str() {
            "email_verified" | "phone_number_verified" => assert!(value.is_boolean(), "{name}: {value}"),
            "updated_at" | "iat" | "exp" | "auth_time" | "nbf" => assert!(value.is_u64(), "{name}: {value}"),
            "birthdate" => assert!(is_date(value.as_str().unwrap()), "{value}"),
            "profile" | "picture" | "website" => assert!(url::Url::parse(value.as_str().unwrap()).is_ok(), "{value}"),
            "address" => {
                let members = value.as_object().expect("an object");
                assert!(!members.is_empty());
                assert!(members.values().all(|part| part.as_str().is_some_and(|part| !part.is_empty())), "{value}");
            }
            "aud" | "amr" => assert!(value.is_string() || value.is_array(), "{name}: {value}"),
            _ => assert!(value.is_string(), "{name}: {value}"),
        }
    }
}

/// `YYYY-MM-DD`.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.concat().bytes().all(|byte| byte.is_ascii_digit())
}
