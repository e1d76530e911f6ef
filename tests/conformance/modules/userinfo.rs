//! The three ways of asking userinfo (OpenID Connect Core §5.3.1, RFC 6750 §2).

use reqwest::header::CONTENT_TYPE;

use crate::run::{FORM, Outcome, Run};

/// Signs in and asks in one way; the answer is about the same person.
async fn by(run: &mut Run<'_>, way: fn(&reqwest::Client, &str, &str) -> reqwest::RequestBuilder) -> Outcome {
    let client = run.client().await;
    let flow = run.sign_in(&client, &[]).await;
    let of_front = flow.callback.parameters.get("access_token").map(String::as_str);
    for access_token in of_front.into_iter().chain(flow.access_token()) {
        let request = way(&run.http, run.userinfo_endpoint(), access_token);
        let claims = run.userinfo_by(request, Some(flow.id_token())).await;
        assert!(flow.back.iter().all(|token| token.claims["sub"] == claims["sub"]));
    }
    Outcome::Passed
}

pub async fn get(run: &mut Run<'_>) -> Outcome {
    by(run, |http, url, token| http.get(url).bearer_auth(token)).await;
    by(run, |http, url, token| http.get(url).header("authorization", format!("bearer {token}"))).await
}

pub async fn post_header(run: &mut Run<'_>) -> Outcome {
    by(run, |http, url, token| http.post(url).bearer_auth(token)).await
}

pub async fn post_body(run: &mut Run<'_>) -> Outcome {
    by(run, |http, url, token| http.post(url).header(CONTENT_TYPE, FORM).form(&[("access_token", token)])).await
}
