//! Tokens where they do not belong, and tokens that are almost right (rows 27 and 40, SEC-27).

use serde_json::Value;

use super::{FORMATS, OFFLINE, in_format, inactive, introspect, post, text};
use crate::support::browser::Page;
use crate::support::{Browser, RelyingParty};

/// Everything that one sign-in gave: the code is unused.
struct Everything {
    code: String,
    tokens: Value,
    logout_token: String,
    introspection: String,
}

async fn everything(app: &RelyingParty<'_>, browser: &Browser) -> Everything {
    let tokens = app.tokens(browser, &[OFFLINE]).await;
    let code = app.authorize(browser, &[OFFLINE]).await.answer()["code"].clone();
    let provider = &app.provider.provider;
    let sign = |typ: &str, claims: Value| {
        let algorithm = latchkey::jose::Algorithm::RS256;
        provider.keyring.load().sign(algorithm, typ, claims.to_string().as_bytes(), provider.now()).unwrap()
    };
    let (_, id_token) = crate::support::relying_party::decode(text(&tokens["id_token"]));
    let mut logout = id_token.clone();
    logout["events"] = serde_json::json!({"http://schemas.openid.net/event/backchannel-logout": {}});
    Everything {
        code,
        logout_token: sign("logout+jwt", logout),
        introspection: sign("token-introspection+jwt", id_token),
        tokens,
    }
}

async fn redeem_error(app: &RelyingParty<'_>, code: &str) -> Value {
    app.redeem(code).await.json()["error"].clone()
}

async fn refresh_error(app: &RelyingParty<'_>, token: &str) -> Value {
    app.refresh(token).await.json()["error"].clone()
}

/// How a hint is taken: a silent request with it succeeds only if it is an ID token of this person.
async fn hint(app: &RelyingParty<'_>, browser: &Browser, token: &str) -> Page {
    app.authorize(browser, &[("prompt", "none"), ("id_token_hint", token)]).await
}

#[actix_web::test]
async fn no_token_passes_for_one_of_another_kind() {
    for format in FORMATS {
        let provider = in_format(format);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let all = everything(&app, &browser).await;
        let [access, refresh, id] =
            ["access_token", "refresh_token", "id_token"].map(|kind| text(&all.tokens[kind]).to_owned());
        for other in [&all.code, &refresh, &id, &all.logout_token, &all.introspection] {
            assert_eq!(app.userinfo(other).await.status, 401, "at userinfo: {other}");
        }
        for other in [&access, &refresh, &id, &all.logout_token, &all.introspection] {
            assert_eq!(redeem_error(&app, other).await, "invalid_grant", "as a code: {other}");
        }
        for other in [&all.code, &access, &id, &all.logout_token, &all.introspection] {
            assert_eq!(refresh_error(&app, other).await, "invalid_grant", "as a refresh token: {other}");
        }
        for other in [&all.code, &id, &all.logout_token, &all.introspection] {
            assert_eq!(introspect(&app, other).await, inactive(), "{other}");
            super::revoke(&app, other).await;
        }
        for other in [&all.code, &access, &refresh, &all.logout_token, &all.introspection] {
            let answer = hint(&app, &browser, other).await.answer();
            assert!(answer.contains_key("error") && !answer.contains_key("code"), "as a hint: {other} {answer:?}");
        }
        assert!(hint(&app, &browser, &id).await.answer().contains_key("code"));
        assert_eq!(app.userinfo(&access).await.status, 200, "each is still good where it belongs");
        assert_eq!(app.refresh(&refresh).await.status, 200);
        assert_eq!(app.redeem(&all.code).await.status, 200);
    }
}

/// What a parser that looks at a part of the token would still take.
fn almost(token: &str) -> Vec<String> {
    let mut forged = vec![
        token[..token.len() - 1].to_owned(),
        token[..token.len() / 2].to_owned(),
        token[1..].to_owned(),
        format!("{token}A"),
        format!("{token}="),
        format!("{token}."),
        format!(" {token}x"),
        token.to_ascii_uppercase(),
        token.to_ascii_lowercase(),
    ];
    // The letter before the last: the last one of base64url may carry bits that mean nothing.
    for at in [token.len() - 1, token.len() - 2, token.len() / 2, 5] {
        let flipped: String = token
            .char_indices()
            .map(|(index, letter)| match letter {
                letter if index != at => letter,
                letter if letter.is_ascii_lowercase() => letter.to_ascii_uppercase(),
                letter if letter.is_ascii_uppercase() => letter.to_ascii_lowercase(),
                '0' => '1',
                _ => '0',
            })
            .collect();
        forged.push(flipped);
    }
    forged.retain(|other| other != token);
    forged
}

/// ZITADEL CVE-2026-27840.
#[actix_web::test]
async fn a_token_cut_lengthened_or_with_one_letter_changed_is_refused_everywhere() {
    for format in FORMATS {
        let provider = in_format(format);
        let (app, browser) = (RelyingParty::new(&provider), Browser::new());
        let all = everything(&app, &browser).await;
        let [access, refresh, id] =
            ["access_token", "refresh_token", "id_token"].map(|kind| text(&all.tokens[kind]).to_owned());
        for forged in almost(&access) {
            let page = Page::read(
                app.http.post(provider.url("/userinfo")).form(&[("access_token", &forged)]).send().await.unwrap(),
            )
            .await;
            assert_eq!(page.status, 401, "{forged}");
            assert_eq!(introspect(&app, &forged).await, inactive(), "{forged}");
            super::revoke(&app, &forged).await;
        }
        for forged in almost(&refresh) {
            assert_eq!(refresh_error(&app, &forged).await, "invalid_grant", "{forged}");
            assert_eq!(introspect(&app, &forged).await, inactive(), "{forged}");
            assert_eq!(post(&app, "/revoke", &[("token", &forged)]).await.status, 200);
        }
        for forged in almost(&all.code) {
            assert_eq!(redeem_error(&app, &forged).await, "invalid_grant", "{forged}");
        }
        for forged in almost(&id) {
            let answer = hint(&app, &browser, &forged).await.answer();
            assert!(!answer.contains_key("code"), "{forged}");
        }
        assert_eq!(app.userinfo(&access).await.status, 200, "what is whole is good, and nothing forged revoked it");
        assert_eq!(app.refresh(&refresh).await.status, 200);
        assert_eq!(app.redeem(&all.code).await.status, 200);
    }
}
