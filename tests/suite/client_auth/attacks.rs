//! Attacks on assertions that worked elsewhere: rows 32 to 34, 36 to 38 and 40 of the table.

use futures_util::future::join_all;
use serde_json::json;

use super::assertions::{Key, claims, fields, mac};
use super::{LONG_SECRET, outcome, post, try_out, with_keys, with_macs};
use crate::jose::support::part;
use crate::support::Builder;

/// Row 32.
#[actix_web::test]
async fn a_public_key_is_no_secret() {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).client(with_macs("macs")).start();
    let secrets: Vec<Vec<u8>> = vec![
        key.pem().into_bytes(),
        key.pem().trim_end().as_bytes().to_vec(),
        key.der(),
        key.jwk().to_string().into_bytes(),
        key.nameless_jwk().to_string().into_bytes(),
        json!({"keys": [key.jwk()]}).to_string().into_bytes(),
        key.jwk()["x"].as_str().unwrap().as_bytes().to_vec(),
        Vec::new(),
    ];
    for secret in &secrets {
        for client_id in ["signs", "macs"] {
            for algorithm in ["HS256", "HS384", "HS512"] {
                let forged = mac(algorithm, secret, &claims(&provider, client_id));
                assert_eq!(try_out(&provider, &forged).await.unwrap_err(), "client authentication failed");
            }
        }
        provider.advance(60);
    }
}

/// Row 33.
#[actix_web::test]
async fn an_unsigned_assertion_proves_nothing() {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).client(with_macs("macs")).start();
    for client_id in ["signs", "macs"] {
        for alg in ["none", "None", "NONE", "nOnE", "", "ES256", "HS256"] {
            let header = json!({"alg": alg, "kid": "k1"});
            let signed = key.sign_as(&header, &claims(&provider, client_id));
            let unsigned = format!("{}.", signed.rsplit_once('.').unwrap().0);
            assert!(try_out(&provider, &unsigned).await.is_err(), "{alg}");
            if alg != "ES256" || client_id == "macs" {
                assert!(try_out(&provider, &signed).await.is_err(), "{alg}");
            }
        }
    }
    let nothing = format!("{}.{}.", part(&json!({"typ": "JWT"})), part(&claims(&provider, "signs")));
    assert!(try_out(&provider, &nothing).await.is_err());
}

/// Row 34: RFC 6749 §2.3, one method in each request.
#[actix_web::test]
async fn an_assertion_and_a_secret_contradict_each_other() {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).start();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let grant = [("grant_type", "refresh_token"), ("refresh_token", "unknown")];
    let genuine = key.sign(&claims(&provider, "signs"));
    let unsigned = key.sign_as(&json!({"alg": "none"}), &claims(&provider, "app"));
    let secret = crate::support::provider::SECRET;
    for assertion in [&genuine, &unsigned] {
        let fields = [&grant[..], &fields(assertion)].concat();
        for client_id in ["app", "signs"] {
            let by_post = [&fields[..], &[("client_id", client_id), ("client_secret", secret)]].concat();
            let page = post(&provider, &by_post).await;
            assert_eq!((page.status.as_u16(), page.json()["error"].as_str()), (400, Some("invalid_request")));
            let basic = http.post(provider.url("/token")).basic_auth(client_id, Some(secret)).form(&fields);
            assert_eq!(basic.send().await.unwrap().status().as_u16(), 400);
        }
        let bearer = http.post(provider.url("/token")).bearer_auth("x").form(&fields);
        assert_eq!(bearer.send().await.unwrap().status().as_u16(), 400);
    }
    assert_eq!(try_out(&provider, &genuine).await, Ok(()), "none of that used it up");
}

/// Row 36.
#[actix_web::test]
async fn of_fifty_uses_of_one_assertion_at_once_one_succeeds() {
    let key = Key::new("k1");
    let provider = Builder::new()
        .client(with_keys("signs", &[key.jwk()]))
        .client(with_macs("macs"))
        .settings(|settings| settings.limits.client_auth_failures.events = 1_000)
        .start();
    for assertion in
        [key.sign(&claims(&provider, "signs")), mac("HS256", LONG_SECRET.as_bytes(), &claims(&provider, "macs"))]
    {
        let tried = join_all((0..50).map(|_| try_out(&provider, &assertion))).await;
        assert_eq!(tried.iter().filter(|tried| tried.is_ok()).count(), 1);
        for refused in tried.into_iter().filter_map(Result::err) {
            assert!(refused.contains("was used before"), "{refused}");
        }
    }
}

/// Row 36: neither a restart nor the minute after makes it good again.
#[actix_web::test]
async fn a_used_assertion_stays_used_for_as_long_as_it_would_be_good() {
    let key = Key::new("k1");
    let provider =
        Builder::new().client(with_keys("signs", &[key.jwk()])).client(with_keys("other", &[key.jwk()])).start();
    let said = claims(&provider, "signs");
    let assertion = key.sign(&said);
    assert_eq!(try_out(&provider, &assertion).await, Ok(()));
    assert!(try_out(&provider, &assertion).await.is_err());
    let provider = provider.restart();
    assert!(try_out(&provider, &assertion).await.unwrap_err().contains("was used before"), "it is durable");
    let mut again = said.clone();
    again["iat"] = json!(0);
    assert!(try_out(&provider, &key.sign(&again)).await.is_err(), "the jti counts, not the text");
    let mut elsewhere = said.clone();
    elsewhere["iss"] = json!("other");
    elsewhere["sub"] = json!("other");
    assert_eq!(try_out(&provider, &key.sign(&elsewhere)).await, Ok(()), "another client's jti is another");
    for seconds in [120, 120, 65] {
        provider.advance(seconds);
        provider.provider.store.sweep(provider.provider.now(), 1_000).await.unwrap();
        assert!(try_out(&provider, &assertion).await.unwrap_err().contains("was used before"));
    }
    provider.advance(11);
    assert!(try_out(&provider, &assertion).await.unwrap_err().contains("has expired"));
}

/// Row 37: the audience is configured, and never what a request says of itself.
#[actix_web::test]
async fn an_assertion_for_another_server_is_good_there_alone() {
    let key = Key::new("k1");
    let provider = Builder::new()
        .client(with_keys("signs", &[key.jwk()]))
        .settings(|settings| settings.server.development = false)
        .start();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    for aud in [
        json!("https://evil.example"),
        json!("https://evil.example/token"),
        json!(["https://evil.example", provider.issuer]),
        json!(format!("{}.evil.example", provider.issuer)),
        json!(format!("{}/", provider.issuer)),
    ] {
        let mut said = claims(&provider, "signs");
        said["aud"] = aud.clone();
        let assertion = key.sign(&said);
        let form = [&[("grant_type", "refresh_token"), ("refresh_token", "x")][..], &fields(&assertion)].concat();
        for (name, value) in [
            ("host", "evil.example"),
            ("x-forwarded-host", "evil.example"),
            ("forwarded", "host=evil.example;proto=https"),
        ] {
            let request = http.post(provider.url("/token")).header(name, value).form(&form);
            assert_eq!(request.send().await.unwrap().status().as_u16(), 401, "{aud} {name}");
        }
    }
}

/// Row 38.
#[actix_web::test]
async fn an_empty_secret_is_nobodys() {
    use latchkey::protocol::client::{Client, ClientSecret};
    use latchkey::secret::Secret;
    let blank = Client { secrets: [ClientSecret::Clear(Secret::new(""))].into(), ..with_macs("blank") };
    let none = Client { secrets: [].into(), ..with_macs("none") };
    let keyless = Client { jwks: None, ..with_keys("keyless", &[]) };
    let provider = Builder::new().client(blank).client(none).client(keyless).start();
    for client_id in ["blank", "none", "keyless"] {
        for secret in [&b""[..], b"\0", LONG_SECRET.as_bytes()] {
            assert!(try_out(&provider, &mac("HS256", secret, &claims(&provider, client_id))).await.is_err());
        }
        assert!(try_out(&provider, &Key::new("k1").sign(&claims(&provider, client_id))).await.is_err());
    }
}

/// Row 40, SEC-36, SEC-37.
#[actix_web::test]
async fn a_sloppy_assertion_is_not_read() {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).start();
    let stranger = Key::new("k1");
    let good = key.sign(&claims(&provider, "signs"));
    let (head, signature) = good.rsplit_once('.').unwrap();
    let said = claims(&provider, "signs").to_string();
    let doubled = said.replacen('{', "{\"sub\":\"app\",", 1);
    for sloppy in [
        format!("{good}="),
        format!("{good}=="),
        format!(" {good}"),
        format!("{good}\n"),
        format!("{good}.x"),
        head.to_owned(),
        format!("{head}.{}", signature.replace('A', "A ")),
        format!("{head}.{signature}A"),
        format!("{}.{signature}", head.replace('.', "..")),
        good.replace('.', " . "),
        "x.y.z".to_owned(),
        "..".to_owned(),
        ".".repeat(10_000),
        format!("{}.{}.{signature}", part(&json!({"alg": "ES256"})), doubled),
        key.sign_as(&json!({"alg": "ES256", "crit": ["x"], "x": 1}), &claims(&provider, "signs")),
        key.sign_as(&json!({"alg": "ES256", "b64": false}), &claims(&provider, "signs")),
        key.sign_as(&json!({"alg": "ES256", "typ": "logout+jwt"}), &claims(&provider, "signs")),
        key.sign_as(&json!({"alg": "ES256", "typ": "at+jwt"}), &claims(&provider, "signs")),
        key.sign_as(&json!({"alg": "ES256", "kid": "x".repeat(129)}), &claims(&provider, "signs")),
        key.sign_as(&json!({"alg": ["ES256"]}), &claims(&provider, "signs")),
        // Keys that the token brings along.
        stranger.sign_as(&json!({"alg": "ES256", "jwk": stranger.jwk()}), &claims(&provider, "signs")),
        stranger
            .sign_as(&json!({"alg": "ES256", "kid": "k1", "jku": "https://evil.example"}), &claims(&provider, "signs")),
        stranger.sign_as(&json!({"alg": "ES256", "x5c": [""]}), &claims(&provider, "signs")),
    ] {
        if sloppy == good {
            continue;
        }
        assert_eq!(outcome(&provider, &sloppy).await.status, 401, "{sloppy}");
    }
    for typ in [json!("JWT"), json!("jwt"), json!("client-authentication+jwt"), json!("application/JWT")] {
        let assertion = key.sign_as(&json!({"alg": "ES256", "typ": typ}), &claims(&provider, "signs"));
        assert_eq!(try_out(&provider, &assertion).await, Ok(()), "{typ}");
    }
    let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields(&good)).finish();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.post(format!("{}?{query}", provider.url("/token")));
    let answer = request.form(&[("grant_type", "refresh_token"), ("refresh_token", "x")]).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 401, "the query is not read");
    let twice = [&fields(&good)[..], &fields(&good)].concat();
    assert_eq!(post(&provider, &twice).await.status, 400, "a parameter comes once");
}

/// SEC-34: guessing with assertions counts as guessing.
#[actix_web::test]
async fn assertions_that_fail_are_limited() {
    let key = Key::new("k1");
    let provider = Builder::new().client(with_keys("signs", &[key.jwk()])).client(with_macs("macs")).start();
    for _ in 0..60 {
        assert!(try_out(&provider, &Key::new("k1").sign(&claims(&provider, "signs"))).await.is_err());
    }
    let page = outcome(&provider, &key.sign(&claims(&provider, "signs"))).await;
    assert_eq!(page.status, 429);
    assert!(!page.header("retry-after").is_empty());
    assert_eq!(try_out(&provider, &mac("HS256", LONG_SECRET.as_bytes(), &claims(&provider, "macs"))).await, Ok(()));
    provider.advance(60);
    assert_eq!(try_out(&provider, &key.sign(&claims(&provider, "signs"))).await, Ok(()));
}
