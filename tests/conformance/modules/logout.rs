//! How a login ends, and who learns of it (RP-Initiated, Session Management, Front-Channel and Back-Channel Logout).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::protocol::session_state::{sealed_handle, session_state};
use rustls::ProtocolVersion;
use serde_json::json;

use crate::browser::has;
use crate::rp::callback::leaves;
use crate::rp::client::RpClient;
use crate::rp::key::sign_with_secret;
use crate::rp::request::awkward_text;
use crate::run::{Flow, Outcome, Run};
use crate::support::browser::Page;
use crate::support::relying_party::decode;

/// Fifty characters, among them all that mean something in a URL or a page.
const STATE: &str = " !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~%41&amp;+=%";

/// The client of logout plans.
async fn client(run: &mut Run<'_>) -> RpClient {
    let post_logout = run.op.rp.post_logout();
    run.client_with("client", json!({"post_logout_redirect_uris": [post_logout]})).await
}

/// Signs in and goes to the end_session_endpoint with these parameters, where `HINT` and `URI` stand for those of the
/// sign-in; a question is answered with yes.
struct SignedIn {
    client: RpClient,
    flow: Flow,
}

impl SignedIn {
    async fn at(run: &mut Run<'_>) -> Self {
        let client = client(run).await;
        let flow = run.sign_in(&client, &[("state", &awkward_text(128))]).await;
        Self { client, flow }
    }

    fn hint(&self) -> &str {
        &self.flow.id_token().encoded
    }
}

async fn end_session(run: &Run<'_>, parameters: &[(&str, &str)]) -> Page {
    let endpoint = run.metadata["end_session_endpoint"].as_str().unwrap();
    let query: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    let page = run.browser.visit(&format!("{endpoint}?{query}")).await;
    if has(&page, "logout-yes") { run.browser.press(&page, &[], "logout-yes").await } else { page }
}

/// The browser is sent to the post_logout_redirect_uri with this state and nothing else.
fn goes_back(run: &Run<'_>, page: &Page, state: Option<&str>) {
    let location = page.raw_location().unwrap_or_else(|| panic!("no redirect: {} {}", page.status, page.body));
    is_post_logout(run, location, state);
}

fn is_post_logout(run: &Run<'_>, location: &str, state: Option<&str>) {
    let rest = location.strip_prefix(&run.op.rp.post_logout()).unwrap_or_else(|| panic!("{location}"));
    let sent: Vec<(String, String)> =
        url::form_urlencoded::parse(rest.trim_start_matches('?').as_bytes()).into_owned().collect();
    let expected: Vec<(String, String)> =
        state.map(|state| ("state".to_owned(), state.to_owned())).into_iter().collect();
    assert_eq!(sent, expected);
    assert!(!rest.contains('#') && rest.is_empty() == state.is_none(), "{location}");
}

pub async fn rp_initiated(run: &mut Run<'_>) -> Outcome {
    assert_eq!(STATE.len(), 50);
    with_state(run, Some(STATE)).await
}

pub async fn no_state(run: &mut Run<'_>) -> Outcome {
    with_state(run, None).await
}

async fn with_state(run: &mut Run<'_>, state: Option<&str>) -> Outcome {
    let here = SignedIn::at(run).await;
    let uri = run.op.rp.post_logout();
    let mut parameters = vec![("id_token_hint", here.hint()), ("post_logout_redirect_uri", uri.as_str())];
    parameters.extend(state.map(|state| ("state", state)));
    let page = end_session(run, &parameters).await;
    goes_back(run, &page, state);
    run.expect_signed_out(&here.client).await;
    Outcome::Passed
}

/// A page and no redirect: the person is told in these words, and what they pressed counts all the same.
async fn refused(run: &mut Run<'_>, hint: Option<&str>, uri: &str, sentence: &str) -> Outcome {
    let mut parameters = vec![("post_logout_redirect_uri", uri), ("state", "st4te")];
    parameters.extend(hint.map(|hint| ("id_token_hint", hint)));
    let page = end_session(run, &parameters).await;
    assert!(!leaves(&page) && page.status == 200, "nobody is sent away: {} {:?}", page.status, page.raw_location());
    assert!(page.body.contains(sentence) && page.body.contains("You’re signed out."), "{sentence}: {}", page.body);
    Outcome::Passed
}

pub async fn bad_post_logout_redirect_uri(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    let uri = run.op.rp.url("/another");
    refused(run, Some(here.hint()), &uri, "post_logout_redirect_uri is not registered").await
}

pub async fn query_added(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    let uri = format!("{}?foo=bar", run.op.rp.post_logout());
    refused(run, Some(here.hint()), &uri, "post_logout_redirect_uri is not registered").await
}

pub async fn modified_id_token_hint(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    let payload = here.hint().split('.').nth(1).unwrap();
    let uri = run.op.rp.post_logout();
    for alg in ["none", "None", "RS256"] {
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}"}}"#));
        refused(run, Some(&format!("{header}.{payload}.")), &uri, "id_token_hint is not valid").await;
    }
    Outcome::Passed
}

/// Signed by the client, with its key and with its secret: with issuer and audience swapped, and as they were.
pub async fn bad_id_token_hint(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    let claims = here.flow.id_token().claims.clone();
    let mut swapped = claims.clone();
    (swapped["iss"], swapped["aud"]) = (claims["aud"].clone(), claims["iss"].clone());
    let uri = run.op.rp.post_logout();
    for claims in [swapped, claims] {
        let by_secret = here.client.client_secret.iter().map(|secret| sign_with_secret(secret, &claims));
        for hint in by_secret.chain([run.op.key.sign(&claims)]) {
            refused(run, Some(&hint), &uri, "id_token_hint is not valid").await;
        }
    }
    Outcome::Passed
}

pub async fn no_id_token_hint(run: &mut Run<'_>) -> Outcome {
    SignedIn::at(run).await;
    let uri = run.op.rp.post_logout();
    refused(run, None, &uri, "id_token_hint").await
}

/// Signed out, told so, and sent nowhere.
async fn signed_out_page(run: &mut Run<'_>, here: &SignedIn, parameters: &[(&str, &str)]) -> Outcome {
    let page = end_session(run, parameters).await;
    assert!(!leaves(&page) && page.status == 200, "{} {:?}", page.status, page.raw_location());
    assert!(page.body.contains("You’re signed out."), "{}", page.body);
    run.expect_signed_out(&here.client).await;
    Outcome::Passed
}

pub async fn no_params(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    signed_out_page(run, &here, &[]).await
}

pub async fn no_post_logout_redirect_uri(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    signed_out_page(run, &here, &[("id_token_hint", here.hint()), ("state", STATE)]).await
}

pub async fn only_state(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    signed_out_page(run, &here, &[("state", STATE)]).await
}

/// The iframe's own rule, with the cookie that its script reads: `unchanged`, and after the sign-out `changed`; and the
/// server's word by the value alone says the same.
pub async fn session_management(run: &mut Run<'_>) -> Outcome {
    let here = SignedIn::at(run).await;
    let value = here.flow.callback.parameters["session_state"].clone();
    check_iframe(run).await;
    assert_eq!(iframe_answer(run, &here.client, &value), "unchanged");
    assert_eq!(server_answer(run, &here.client, &value).await, "live");
    let again = run.sign_in(&here.client, &[("prompt", "none")]).await;
    assert_eq!(iframe_answer(run, &here.client, &again.callback.parameters["session_state"]), "unchanged");
    assert_eq!(iframe_answer(run, &here.client, &value), "unchanged", "consent and silence change nothing");
    let uri = run.op.rp.post_logout();
    let parameters = [("id_token_hint", here.hint()), ("post_logout_redirect_uri", uri.as_str()), ("state", "st4te")];
    let page = end_session(run, &parameters).await;
    goes_back(run, &page, Some("st4te"));
    assert_eq!(iframe_answer(run, &here.client, &value), "changed");
    assert_eq!(server_answer(run, &here.client, &value).await, "ended");
    Outcome::Passed
}

/// Same origin as the issuer, frameable by anybody, its script allowed by its hash.
async fn check_iframe(run: &Run<'_>) {
    let url = run.metadata["check_session_iframe"].as_str().unwrap();
    assert!(url.starts_with(&run.op.issuer));
    let page = run.get(url).await;
    assert!(page.status == 200 && page.header("content-type").starts_with("text/html"));
    assert_eq!(page.header("x-frame-options"), "");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors *") && policy.contains("script-src 'sha256-"), "{policy}");
    assert!(page.body.contains("<script>") && page.body.contains("'unchanged'"));
}

fn origin(run: &Run<'_>) -> String {
    url::Url::parse(&run.op.rp.callback()).unwrap().origin().ascii_serialization()
}

fn iframe_answer(run: &Run<'_>, client: &RpClient, value: &str) -> &'static str {
    let name = format!("__Host-lk_bs{}", latchkey::protocol::cookie_names::suffix(&run.op.issuer));
    let cookie = run.browser.cookie(&run.op.issuer, &name).expect("the browser-state cookie");
    let sealed = sealed_handle(value).expect("a session_state of ours");
    let expected = session_state(&client.client_id, &origin(run), &cookie, &sealed);
    if expected == value { "unchanged" } else { "changed" }
}

async fn server_answer(run: &Run<'_>, client: &RpClient, value: &str) -> String {
    let body = json!({"w": [format!("{} {} {value}", origin(run), client.client_id)]}).to_string();
    let request = run.http.post(run.op.url("/check-session-iframe/status"));
    let answer = request.header("content-type", "application/json").body(body).send().await.unwrap();
    Page::read(answer).await.json()["s"][0].as_str().unwrap().to_owned()
}

/// The page after the sign-out loads the client's page with `iss` and `sid`, and goes on to the client.
pub async fn front_channel(run: &mut Run<'_>) -> Outcome {
    let registered = json!({
        "post_logout_redirect_uris": [run.op.rp.post_logout()],
        "frontchannel_logout_uri": run.op.rp.url("/frontchannel_logout"),
        "frontchannel_logout_session_required": true,
    });
    let client = run.client_with("frontchannel-client", registered).await;
    let flow = run.sign_in(&client, &[]).await;
    let uri = run.op.rp.post_logout();
    let hint = flow.id_token().encoded.as_str();
    let parameters = [("id_token_hint", hint), ("post_logout_redirect_uri", uri.as_str()), ("state", STATE)];
    let page = end_session(run, &parameters).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let attribute = |text: &str| text.replace("&#x2F;", "/").replace("&amp;", "&");
    let frames: Vec<String> =
        page.body.split("data-src=\"").skip(1).map(|rest| attribute(rest.split('"').next().unwrap())).collect();
    let [frame] = &frames[..] else { panic!("one frame: {}", page.body) };
    let query = frame.strip_prefix(&format!("{}?", run.op.rp.url("/frontchannel_logout"))).expect("exactly the URI");
    let sent: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let sid = flow.id_token().claims["sid"].as_str().expect("a sid").to_owned();
    assert_eq!(sent, [("iss".to_owned(), run.op.issuer.clone()), ("sid".to_owned(), sid)], "these two and no more");
    let policy = page.header("content-security-policy");
    assert!(policy.contains(&format!("frame-src {}", origin(run))), "{policy}");
    let onward = crate::browser::element(&page, "continue");
    is_post_logout(run, &crate::support::browser::attribute(&onward, "href").unwrap(), Some(STATE));
    run.expect_signed_out(&client).await;
    Outcome::Passed
}

/// A form with the logout token alone; the token says who, where from, and nothing that an ID token says.
pub async fn back_channel(run: &mut Run<'_>) -> Outcome {
    let path = "/backchannel_logout";
    let registered = json!({
        "post_logout_redirect_uris": [run.op.rp.post_logout()],
        "backchannel_logout_uri": run.op.rp.url(path),
        "backchannel_logout_session_required": true,
    });
    let client = run.client_with("backchannel-client", registered).await;
    let flow = run.sign_in(&client, &[]).await;
    let seen = run.op.rp.requests_to(path).len();
    let uri = run.op.rp.post_logout();
    let hint = flow.id_token().encoded.as_str();
    let parameters = [("id_token_hint", hint), ("post_logout_redirect_uri", uri.as_str()), ("state", "st4te")];
    let page = end_session(run, &parameters).await;
    goes_back(run, &page, Some("st4te"));
    let request = run.op.rp.next_request(path, seen).await;
    assert_eq!((request.method.as_str(), request.tls), ("POST", Some(ProtocolVersion::TLSv1_3)));
    let head = request.head.to_ascii_lowercase();
    assert!(head.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"), "{head}");
    let token = request.body.strip_prefix("logout_token=").filter(|token| !token.contains('&'));
    let token = token.unwrap_or_else(|| panic!("only the logout token: {}", request.body));
    let claims = run.verify(token, client.id_token_alg()).await;
    assert_eq!(decode(token).0["typ"], "logout+jwt");
    let mut names: Vec<&str> = claims.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"], "no nonce, nothing else");
    assert_eq!(claims["events"], json!({"http://schemas.openid.net/event/backchannel-logout": {}}));
    for same in ["iss", "aud", "sub", "sid"] {
        assert_eq!(claims[same], flow.id_token().claims[same], "{same}");
    }
    let now = run.op.provider.now().seconds();
    assert!(claims["iat"].as_i64().is_some_and(|iat| (now - 10..=now).contains(&iat)), "of now");
    assert!(claims["exp"].as_i64().is_some_and(|exp| exp > now && exp <= now + 24 * 60 * 60), "and not for long");
    assert!(claims["jti"].as_str().is_some_and(|jti| !jti.is_empty()));
    run.expect_signed_out(&client).await;
    Outcome::Passed
}
