//! A client as the lines of a configuration: what an operator reads of it, and what they would write to have it.

use toml::Value;

use super::access_token::AccessTokenFormat;
use super::client::{Client, ClientAuthMethod, ConsentMode, Encryption, GrantType};
use super::pkce::PkceRule;
use super::response_type::ResponseType;
use crate::jose::algorithms::Algorithm;

/// The `[[clients]]` block of this client, without what is as it would be anyway. Secrets and keys are not in it: comments say
/// what is there.
pub fn block(client: &Client) -> String {
    let mut block = Block("[[clients]]\n".to_owned());
    block.set("client_id", client.client_id.as_str());
    if client.client_name != client.client_id.as_str() {
        block.set("client_name", client.client_name.as_str());
    }
    block.text("client_uri", client.client_uri.as_deref());
    block.text("initiate_login_uri", client.initiate_login_uri.as_deref());
    block.text("logo_uri", client.logo_uri.as_deref());
    block.text("policy_uri", client.policy_uri.as_deref());
    block.text("tos_uri", client.tos_uri.as_deref());
    block.list("redirect_uris", client.redirect_uris.iter().map(ToString::to_string));
    block.list("post_logout_redirect_uris", client.post_logout_redirect_uris.iter().map(ToString::to_string));
    block.text("backchannel_logout_uri", client.backchannel_logout_uri.as_deref());
    block.text("frontchannel_logout_uri", client.frontchannel_logout_uri.as_deref());
    block.text("token_endpoint_auth_method", client.token_endpoint_auth_method.map(ClientAuthMethod::as_str));
    match client.secrets.len() {
        0 => {}
        1 => block.comment("client_secret_hash: one secret is set"),
        count => block.comment(&format!("client_secret_hash, previous_client_secret_hash: {count} secrets are set")),
    }
    block.text("jwks_uri", client.jwks_uri.as_deref());
    if let Some(jwks) = &client.jwks {
        block.comment(&format!("jwks: {} keys", jwks.keys().len()));
    }
    if client.grant_types != GrantType::DEFAULT {
        block.list("grant_types", client.grant_types.iter().map(|grant| grant.as_str().to_owned()));
    }
    if client.response_types != [ResponseType::Code] {
        block.list("response_types", client.response_types.iter().map(|one| one.as_str().to_owned()));
    }
    block.text("scope", client.scope.as_ref().map(ToString::to_string).as_deref());
    match client.pkce {
        PkceRule::Required if !client.is_public() => block.set("require_pkce", true),
        PkceRule::Optional => block.set("require_pkce", false),
        PkceRule::Required | PkceRule::ChallengeOrNonce => {}
    }
    match client.consent {
        ConsentMode::Remember => {}
        ConsentMode::Always => block.set("consent", "always"),
        ConsentMode::Skip => block.set("consent", "skip"),
    }
    block.list("allowed_groups", client.allowed_groups.iter().cloned());
    block.flag("claims_in_id_token", client.claims_in_id_token);
    block.set("id_token_signed_response_alg", client.id_token_signed_response_alg.as_str());
    block.encryption("id_token", client.id_token_encryption);
    block.text("userinfo_signed_response_alg", client.userinfo_signed_response_alg.map(Algorithm::as_str));
    block.encryption("userinfo", client.userinfo_encryption);
    block.text("request_object_signing_alg", client.request_object_signing_alg.map(Algorithm::as_str));
    block.list("request_uris", client.request_uris.iter().cloned());
    block.flag("require_signed_request_object", client.require_signed_request_object);
    block.flag("require_pushed_authorization_requests", client.require_pushed_authorization_requests);
    block.flag("dpop_bound_access_tokens", client.dpop_bound_access_tokens);
    block.list("default_acr_values", client.default_acr_values.iter().cloned());
    block.flag("require_mfa", client.require_mfa);
    block.flag("require_auth_time", client.require_auth_time);
    block.list("allowed_origins", client.allowed_origins.iter().cloned());
    block.text(
        "access_token_format",
        client.access_token_format.map(|format| match format {
            AccessTokenFormat::Opaque => "opaque",
            AccessTokenFormat::Jwt => "jwt",
        }),
    );
    block.list("resources", client.resources.iter().map(ToString::to_string));
    block.list("introspect", client.introspect.iter().map(ToString::to_string));
    block.0
}

/// A value on one line, with every string between double quotes: whoever shows it may write a letter that nobody sees as its
/// number, which means that letter in those strings alone (TOML 1.0).
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(values) => format!("[{}]", values.iter().map(written).collect::<Vec<_>>().join(", ")),
        Value::Table(members) => {
            let member = |(name, value): (&String, &Value)| format!("{} = {}", key(name), written(value));
            format!("{{ {} }}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => value.to_string(),
    }
}

/// A name as a key: in quotes where it has to be.
pub(super) fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-_".contains(&octet));
    if is_bare { name.to_owned() } else { quoted(name) }
}

/// A basic string. What JSON escapes, TOML escapes alike; but for one control character that JSON leaves as it is.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// Lines so far.
struct Block(String);

impl Block {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.push_str(&format!("{name} = {}\n", written(&value.into())));
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.set(name, true);
        }
    }

    fn list(&mut self, name: &str, values: impl Iterator<Item = String>) {
        let values: Vec<Value> = values.map(Value::String).collect();
        if !values.is_empty() {
            self.set(name, values);
        }
    }

    fn encryption(&mut self, what: &str, encryption: Option<Encryption>) {
        if let Some(Encryption { alg, enc }) = encryption {
            self.set(&format!("{what}_encrypted_response_alg"), alg.as_str());
            self.set(&format!("{what}_encrypted_response_enc"), enc.as_str());
        }
    }

    fn comment(&mut self, text: &str) {
        self.0.push_str(&format!("# {text}\n"));
    }
}
