//! Keys about access tokens: their format, the grant without a person, resources, and introspection.

use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::client::{ClientId, GrantType};
use latchkey::protocol::introspection::IntrospectionRight;
use latchkey::protocol::resource::Resource;

use super::{CLIENT, Folder, client_with, with_client};

#[test]
fn the_format_is_the_servers_unless_the_client_has_its_own() {
    let settings = client_with("").settings();
    assert_eq!(settings.tokens.access_token_format, AccessTokenFormat::Opaque);
    assert_eq!(settings.clients[0].access_token_format, None);
    let settings = with_client("[tokens]\naccess_token_format = 'jwt'").settings();
    assert_eq!(settings.tokens.access_token_format, AccessTokenFormat::Jwt);
    let settings = client_with("access_token_format = 'opaque'").settings();
    assert_eq!(settings.clients[0].access_token_format, Some(AccessTokenFormat::Opaque));
    for wrong in ["'JWT'", "'paseto'", "true"] {
        assert_eq!(client_with(&format!("access_token_format = {wrong}")).errors().len(), 1, "{wrong}");
    }
}

#[test]
fn a_jwt_that_outlives_an_hour_is_warned_of() {
    let words = "are JWTs with a lifetime of more than an hour";
    let warned = |lines: &str| client_with(lines).warnings().iter().any(|warning| warning.contains(words));
    assert!(warned("access_token_format = 'jwt'\naccess_token = '61m'"));
    for fine in
        ["access_token_format = 'jwt'", "access_token = '7d'", "access_token_format = 'jwt'\naccess_token = '60m'"]
    {
        assert!(!warned(fine), "{fine}");
    }
    let by_default = with_client("[tokens]\naccess_token_format = 'jwt'\naccess_token = '2h'");
    assert!(by_default.warnings().iter().any(|warning| warning.contains(words)));
}

/// Signed access tokens need their key for as long as they live.
#[test]
fn the_longest_token_counts_access_tokens_too() {
    let settings = client_with("access_token = '5d'").settings();
    assert_eq!(settings.longest_lives().token.as_secs(), 5 * 86_400);
}

#[test]
fn a_client_for_itself_needs_no_redirect_uri_and_everybody_else_does() {
    let machine = CLIENT.replace("redirect_uris = [\"https://wiki.example.com/cb\"]", "");
    let grants = |grants: &str| Folder::with(&format!("{machine}grant_types = {grants}\n"));
    let settings = grants("['client_credentials']").settings();
    assert_eq!(settings.clients[0].grant_types, [GrantType::ClientCredentials]);
    assert!(settings.clients[0].redirect_uris.is_empty());
    for with_people in ["['authorization_code']", "['authorization_code', 'client_credentials']"] {
        assert_eq!(grants(with_people).errors(), ["config.toml:2: error: a client needs a `redirect_uris`"]);
    }
    assert!(grants("['refresh_token', 'client_credentials']").load().is_err(), "what would it refresh?");
}

#[test]
fn a_public_client_has_no_grant_for_itself_and_looks_into_nothing() {
    let public = |lines: &str| {
        Folder::with(&format!(
            "[[clients]]\nclient_id = 'spa'\nredirect_uris = ['https://spa.example.com/cb']\n\
             token_endpoint_auth_method = 'none'\n{lines}"
        ))
    };
    let errors = public("grant_types = ['authorization_code', 'client_credentials']").errors();
    assert!(
        matches!(errors.as_slice(), [only] if only.contains("it cannot use the grant client_credentials")),
        "{errors:?}"
    );
    let errors = public("introspect = ['spa']").errors();
    assert!(
        matches!(errors.as_slice(), [only] if only.contains("a public client cannot introspect tokens")),
        "{errors:?}"
    );
}

#[test]
fn resources_are_absolute_uris_without_fragments() {
    let settings = client_with("resources = ['https://api.example.com', 'urn:example:files']").settings();
    let names: Vec<&str> = settings.clients[0].resources.iter().map(Resource::as_str).collect();
    assert_eq!(names, ["https://api.example.com", "urn:example:files"]);
    for wrong in ["api", "https://api.example.com/#x", "https://api.example.com/a b", ""] {
        assert_eq!(client_with(&format!("resources = ['{wrong}']")).errors().len(), 1, "{wrong}");
    }
}

#[test]
fn introspect_names_an_app_a_resource_or_everything() {
    let with = |rights: &str| client_with(&format!("resources = ['https://api.example.com']\nintrospect = {rights}"));
    let rights = with("['wiki', 'https://api.example.com', '*']").settings().clients[0].introspect.clone();
    assert_eq!(
        rights,
        [
            IntrospectionRight::IssuedTo(ClientId::parse("wiki").unwrap()),
            IntrospectionRight::For(Resource::parse("https://api.example.com").unwrap()),
            IntrospectionRight::Every,
        ]
    );
    for wrong in ["nobody", "https://other.example.com", "https://api.example.com/", "**", ""] {
        let errors = with(&format!("['{wrong}']")).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains("neither a client_id nor")), "{wrong} {errors:?}");
    }
}

#[test]
fn signed_introspection_needs_a_key_of_its_algorithm() {
    let settings = client_with("introspection_signed_response_alg = 'ES256'").settings();
    assert_eq!(settings.clients[0].introspection_signed_response_alg.as_str(), "ES256");
    let without = format!("[keys]\nalgorithms = ['RS256']\n{CLIENT}introspection_signed_response_alg = 'ES256'\n");
    let errors = Folder::with(&without).errors();
    assert!(matches!(errors.as_slice(), [only] if only.contains("no signing key for this algorithm")), "{errors:?}");
}
