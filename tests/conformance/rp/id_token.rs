//! What the suite checks in every ID token (OpenID Connect Core §2, §3.1.3.7, §3.2.2.11, §3.3.2.11).

use latchkey::jose::jwk::JwkSet;
use latchkey::jose::jws::{TypRule, verify_with_set};
use latchkey::jose::{Algorithm, left_half_hash};
use latchkey::protocol::scope::built_in_claims;
use serde_json::{Value, json};

use super::callback::Callback;
use super::request::Request;
use super::userinfo::check_claims;
use crate::run::Run;
use crate::support::relying_party::decode;

/// Seconds.
const YEAR: i64 = 365 * 86_400;

/// Claims that are there without having been asked for.
const PROTOCOL: [&str; 17] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "c_hash",
    "s_hash",
    "nbf",
    "jti",
    "sid",
    "txn",
];

/// An ID token whose signature verifies.
#[derive(Debug, Clone)]
pub struct IdToken {
    pub encoded: String,
    pub header: Value,
    pub claims: Value,
}

impl IdToken {
    pub fn sub(&self) -> &str {
        self.claims["sub"].as_str().unwrap()
    }

    pub fn auth_time(&self) -> i64 {
        self.claims["auth_time"].as_i64().expect("auth_time, a number")
    }
}

impl Run<'_> {
    /// The key set that is served now.
    pub async fn jwks(&self) -> Value {
        let answer = self.get(self.metadata["jwks_uri"].as_str().unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
        answer.json()
    }

    /// Verifies a JWT by the served key set.
    pub async fn verify(&self, token: &str, algorithm: &str) -> Value {
        let (header, _) = decode(token);
        assert_eq!(header["alg"], algorithm);
        assert!(header["kid"].as_str().is_some_and(|kid| !kid.is_empty()), "a kid: {header}");
        let keys = JwkSet::from_value(&self.jwks().await).unwrap();
        let algorithm: Algorithm = algorithm.parse().unwrap();
        verify_with_set(token, &keys, &[algorithm], TypRule::Any).expect("the signature verifies").into_inner()
    }

    /// The ID token of an authorization response.
    pub async fn front_id_token(&self, request: &Request, callback: &Callback) -> Option<IdToken> {
        let token = self.id_token(request, callback.parameters.get("id_token")?).await;
        let algorithm: Algorithm = request.client.id_token_alg().parse().unwrap();
        for (claim, parameter) in [("at_hash", "access_token"), ("c_hash", "code")] {
            let expected = callback.parameters.get(parameter).map(|value| json!(left_half_hash(algorithm, value)));
            assert_eq!(token.claims.get(claim), expected.as_ref(), "{claim}");
        }
        Some(token)
    }

    /// The ID token of a token response.
    pub async fn back_id_token(&self, request: &Request, tokens: &Value) -> IdToken {
        let token = self.id_token(request, tokens["id_token"].as_str().expect("an ID token")).await;
        if let Some(at_hash) = token.claims.get("at_hash") {
            let algorithm: Algorithm = request.client.id_token_alg().parse().unwrap();
            assert_eq!(*at_hash, left_half_hash(algorithm, tokens["access_token"].as_str().unwrap()));
        }
        token
    }

    async fn id_token(&self, request: &Request, encoded: &str) -> IdToken {
        let claims = self.verify(encoded, request.client.id_token_alg()).await;
        let (header, _) = decode(encoded);
        self.check_id_token(request, &claims);
        IdToken { encoded: encoded.to_owned(), header, claims }
    }

    fn check_id_token(&self, request: &Request, claims: &Value) {
        let now = self.op.provider.now().seconds();
        assert_eq!(claims["iss"], self.op.issuer);
        assert_eq!(claims["aud"], request.client.client_id);
        assert!(claims.get("azp").is_none_or(|azp| *azp == claims["aud"]));
        assert_eq!(claims.get("nonce").and_then(Value::as_str), request.get("nonce"));
        let (iat, exp) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
        assert!(
            (now - 5..=now).contains(&iat) && (now + 1..=now + YEAR).contains(&exp),
            "iat {iat}, exp {exp}, now {now}"
        );
        let sub = claims["sub"].as_str().unwrap();
        assert!(!sub.is_empty() && sub.len() <= 255 && sub.is_ascii());
        let wants_auth_time = request.get("max_age").is_some();
        let auth_time = claims.get("auth_time").map(|time| time.as_i64().expect("auth_time is a number"));
        assert!(auth_time.is_some() || !wants_auth_time, "auth_time is required with max_age");
        assert!(auth_time.is_none_or(|time| (now - YEAR..=now).contains(&time)), "auth_time {auth_time:?}, now {now}");
        for (name, value) in claims.as_object().unwrap() {
            let name = name.as_str();
            assert!(
                PROTOCOL.contains(&name) || belongs_in_id_token(request, name),
                "{name} was not asked for: {value}"
            );
        }
        check_claims(claims, now);
    }
}

/// Core §5.4, §5.5: claims of a scope stand in the ID token when nothing else comes, and those that `claims` names.
fn belongs_in_id_token(request: &Request, name: &str) -> bool {
    let alone = request.response_type().is_some_and(|response_type| {
        response_type.has_id_token() && !response_type.has_code() && !response_type.has_token()
    });
    let scopes = request.get("scope").unwrap_or_default();
    let by_scope = alone && scopes.split(' ').any(|scope| built_in_claims(scope).contains(&name));
    let claims: Value = serde_json::from_str(request.get("claims").unwrap_or("{}")).unwrap();
    by_scope || claims["id_token"].get(name).is_some()
}
