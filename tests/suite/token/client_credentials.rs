//! `grant_type=client_credentials` (RFC 6749 §4.4).

use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::client::GrantType;
use latchkey::protocol::scope::ScopeSet;

use super::{API, FORMATS, introspect, machine, revoke, text, with_machine};
use crate::support::browser::Page;
use crate::support::provider::{client, public_client};
use crate::support::relying_party::decode;
use crate::support::{Builder, RelyingParty, TestProvider};

const GRANT: (&str, &str) = ("grant_type", "client_credentials");

#[actix_web::test]
async fn a_client_gets_an_access_token_for_itself_and_nothing_else() {
    for format in FORMATS {
        let provider = with_machine(format);
        let machine = RelyingParty::of(&provider, "machine");
        let answer = machine.token(&[GRANT]).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"), "{}", answer.body);
        let tokens = answer.json();
        assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&"Bearer".into(), &3600.into()));
        assert_eq!(tokens["scope"], "jobs:read jobs:write", "configured values that it registered, no others");
        assert!(tokens.get("id_token").is_none() && tokens.get("refresh_token").is_none());
        let seen = introspect(&machine, text(&tokens["access_token"])).await;
        assert_eq!(
            (&seen["active"], &seen["sub"], &seen["client_id"]),
            (&true.into(), &"machine".into(), &"machine".into())
        );
        for person in ["username", "auth_time", "acr"] {
            assert!(seen.get(person).is_none(), "{person}");
        }
        provider.advance(3600);
        assert_eq!(introspect(&machine, text(&tokens["access_token"])).await["active"], false);
    }
}

/// RFC 9068 §2.2: "the value of sub … should correspond to an identifier the AS uses to indicate the client".
#[actix_web::test]
async fn as_a_jwt_it_names_the_client_as_its_subject_and_no_sign_in() {
    let provider = with_machine(AccessTokenFormat::Jwt);
    let tokens = RelyingParty::of(&provider, "machine").token(&[GRANT, ("resource", API)]).await.json();
    let (header, claims) = decode(text(&tokens["access_token"]));
    assert_eq!(header["typ"], "at+jwt");
    assert_eq!((&claims["sub"], &claims["client_id"]), (&"machine".into(), &"machine".into()));
    assert_eq!((&claims["aud"], &claims["iss"]), (&API.into(), &provider.issuer.as_str().into()));
    for person in ["auth_time", "acr", "amr", "sid", "nonce", "groups"] {
        assert!(claims.get(person).is_none(), "{person}");
    }
}

#[actix_web::test]
async fn scope_is_what_was_registered_for_it_and_never_a_persons() {
    let provider = with_machine(AccessTokenFormat::Opaque);
    let machine = RelyingParty::of(&provider, "machine");
    let one = machine.token(&[GRANT, ("scope", "jobs:write")]).await.json();
    assert_eq!(one["scope"], "jobs:write");
    for refused in [
        "openid",
        "offline_access",
        "email",
        "jobs:read openid",
        "jobs:delete",
        "unknown",
        "JOBS:READ",
        "jobs:read \u{e9}",
    ] {
        let answer = machine.token(&[GRANT, ("scope", refused)]).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &"invalid_scope".into()), "{refused}");
    }
    assert_eq!(machine.token(&[GRANT, ("resource", "https://other.example")]).await.json()["error"], "invalid_target");
}

/// Nobody consents to it, so the operator must have written it down.
#[actix_web::test]
async fn a_client_that_registered_itself_cannot_give_itself_scope() {
    let provider = Builder::new()
        .client(latchkey::protocol::client::Client { defined_at: None, ..machine() })
        .settings(|settings| drop(settings.catalogue.scopes.insert("jobs:read".into(), Default::default())))
        .start();
    let machine = RelyingParty::of(&provider, "machine");
    assert!(machine.token(&[GRANT]).await.json().get("scope").is_none());
    assert_eq!(machine.token(&[GRANT, ("scope", "jobs:read")]).await.json()["error"], "invalid_scope");
}

/// A client that registered no scope has every known one of a person's, and none of its own.
#[actix_web::test]
async fn without_registered_scope_there_is_none() {
    let mut bare = machine();
    bare.scope = None;
    let provider = Builder::new().client(bare).start();
    let machine = RelyingParty::of(&provider, "machine");
    let tokens = machine.token(&[GRANT]).await.json();
    assert!(tokens.get("scope").is_none(), "{tokens}");
    assert_eq!(machine.token(&[GRANT, ("scope", "email")]).await.json()["error"], "invalid_scope");
}

#[actix_web::test]
async fn a_public_client_one_without_the_grant_and_one_without_proof_are_refused() {
    let mut public = public_client("phone");
    public.grant_types.push(GrantType::ClientCredentials);
    let provider = Builder::new().client(public).client(machine()).start();
    let app = RelyingParty::new(&provider);
    assert_eq!(app.token(&[GRANT]).await.json()["error"], "unauthorized_client");
    let send = async |fields: &[(&str, &str)]| {
        Page::read(app.http.post(provider.url("/token")).form(fields).send().await.unwrap()).await
    };
    assert_eq!(send(&[GRANT, ("client_id", "phone")]).await.json()["error"], "unauthorized_client");
    for unproven in
        [&[GRANT][..], &[GRANT, ("client_id", "machine")], &[GRANT, ("client_id", "machine"), ("client_secret", "x")]]
    {
        let answer = send(unproven).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (401, &"invalid_client".into()));
    }
}

/// SEC-63, row 30.
#[actix_web::test]
async fn at_userinfo_it_has_no_person_to_tell_of() {
    for format in FORMATS {
        let provider = with_machine(format);
        let machine = RelyingParty::of(&provider, "machine");
        let tokens = machine.token(&[GRANT]).await.json();
        let answer = machine.userinfo(text(&tokens["access_token"])).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (403, &"insufficient_scope".into()));
        assert!(answer.header("www-authenticate").contains("insufficient_scope"));
    }
}

#[actix_web::test]
async fn it_ends_by_revocation_and_with_its_client() {
    let mut provider = with_machine(AccessTokenFormat::Opaque);
    let token = async |provider: &TestProvider| {
        let machine = RelyingParty::of(provider, "machine");
        text(&machine.token(&[GRANT]).await.json()["access_token"]).to_owned()
    };
    let (revoked, kept) = (token(&provider).await, token(&provider).await);
    let machine = RelyingParty::of(&provider, "machine");
    revoke(&machine, &revoked).await;
    assert_eq!(introspect(&machine, &revoked).await["active"], false);
    assert_eq!(introspect(&machine, &kept).await["active"], true);
    let clients = provider.provider.live().settings.clients.clone();
    provider.reload(|settings| settings.clients.retain(|client| client.client_id.as_str() != "machine"));
    assert_eq!(RelyingParty::new(&provider).userinfo(&kept).await.status, 401, "no client, no token");
    provider.reload(|settings| settings.clients = clients);
}

/// A person never signs in to such a client.
#[actix_web::test]
async fn a_client_for_itself_only_signs_nobody_in() {
    let mut only = client("only");
    only.grant_types = vec![GrantType::ClientCredentials];
    only.scope = Some(ScopeSet::parse("openid"));
    let provider = Builder::new().client(only).start();
    let app = RelyingParty::of(&provider, "only");
    let answer = app.authorize(&crate::support::Browser::new(), &[]).await.answer();
    assert_eq!(answer["error"], "unauthorized_client");
    for grant in ["authorization_code", "refresh_token"] {
        assert_eq!(app.token(&[("grant_type", grant)]).await.json()["error"], "unauthorized_client");
    }
}
