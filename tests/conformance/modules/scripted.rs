//! `config/conformance-suite*.json`, by which the suite's own browser signs in, signs out and takes its pictures: every
//! command in them finds what it looks for on the page that it is for, and every page that a module ends on is matched.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::browser::{Browser, element, has};
use crate::plans::PLANS;
use crate::rp::callback::leaves;
use crate::rp::client::RpClient;
use crate::rp::request::Request;
use crate::run::{Outcome, Run};
use crate::support::browser::Page;
use crate::support::provider::PASSWORD;

/// The file of the plans of OpenID Connect.
const OPENID: &str = "conformance-suite.json";
/// What the files of the plans of FAPI 2.0 begin with.
const FAPI2: &str = "conformance-suite-fapi2";
/// The issuer in all of them.
const ISSUER: &str = "https://latchkey.localhost:9443";
/// The password in them; here people have a cheaper one.
const SECRET: &str = "the suite signs in here";
/// A form field that takes what is typed. The page that asks a known person again shows the name and takes none.
const EMPTY_USERNAME: &str = "//input[@id='username'][not(@readonly)]";
/// A page that does not go on by script.
const SETTLED: &str = "//html[not(.//a[@id='continue'])]";

/// The browser's part of a configuration, as a module gets it.
struct Script {
    entries: Vec<Value>,
    /// How often each of them was taken.
    taken: RefCell<Vec<u64>>,
}

/// Where a script ended.
struct End {
    page: Page,
    /// The words of the page that the suite was shown.
    picture: Option<String>,
}

impl Script {
    fn of(run: &Run<'_>, module: &str) -> Self {
        Self::in_file(&configuration(run, OPENID), module)
    }

    fn in_file(configuration: &Value, module: &str) -> Self {
        let own = &configuration["override"][module]["browser"];
        let entries = if own.is_array() { own } else { &configuration["browser"] };
        let entries = entries.as_array().unwrap().clone();
        Self { taken: RefCell::new(vec![0; entries.len()]), entries }
    }

    /// The first entry for an address that was not taken as often as it may be.
    fn take(&self, url: &str) -> &Value {
        let mut taken = self.taken.borrow_mut();
        let fits = |(entry, taken): &(&Value, &mut u64)| {
            let is_left = entry["match-limit"].as_u64().is_none_or(|limit| **taken < limit);
            is_left && matches(&entry["match"], url)
        };
        let (entry, taken) = self.entries.iter().zip(taken.iter_mut()).find(fits).unwrap_or_else(|| panic!("{url}"));
        *taken += 1;
        entry
    }

    /// Goes to an address and does what the first entry for it says, task by task. An address or an element that is
    /// not there ends the suite's test, unless it is optional.
    async fn go(&self, run: &Run<'_>, url: &str) -> End {
        let entry = self.take(url);
        let mut end = End { page: run.browser.visit(url).await, picture: None };
        for task in entry["tasks"].as_array().unwrap() {
            let at = place(&end.page);
            if task.get("match").is_some_and(|pattern| !matches(pattern, &at)) {
                assert_eq!(task["optional"], true, "{} at {at}", task["task"]);
                continue;
            }
            let mut filled = Vec::new();
            for command in task["commands"].as_array().unwrap() {
                let words: Vec<&str> = command.as_array().unwrap().iter().filter_map(Value::as_str).collect();
                let optional = words.last() == Some(&"optional");
                match words[..] {
                    ["click", "id", button, ..] if has(&end.page, button) => {
                        end.page = run.browser.press(&end.page, &filled, button).await;
                    }
                    ["text", "id", field, value, ..] if has(&end.page, field) => filled.push((field, value)),
                    ["text", "xpath", EMPTY_USERNAME, value, ..]
                        if !element(&end.page, "username").contains(" readonly") =>
                    {
                        filled.push(("username", value));
                    }
                    ["click" | "text", ..] => assert!(optional, "{command} at {at}: {}", end.page.body),
                    ["wait", "id", "submission_complete"] => assert!(leaves(&end.page), "{}", end.page.body),
                    ["wait", "id", awaited] => assert!(has(&end.page, awaited), "{command} at {at}: {}", end.page.body),
                    ["wait", "xpath", "//*" | SETTLED, any_of, picture] => {
                        let words = words_of(&end.page);
                        assert!(any_of.split('|').any(|sentence| words.contains(sentence)), "{any_of}: {words}");
                        assert!(["update-image-placeholder", "update-image-placeholder-optional"].contains(&picture));
                        end.picture = Some(words);
                    }
                    _ => panic!("{command}"),
                }
            }
        }
        end
    }

    /// Ends on a page of ours, of which the suite gets a picture with this sentence in it.
    async fn pictures(&self, run: &Run<'_>, url: &str, sentence: &str) {
        let end = self.go(run, url).await;
        let picture = end.picture.unwrap_or_else(|| panic!("no picture of {url}"));
        assert!(!leaves(&end.page) && picture.contains(sentence), "{sentence}: {picture}");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("config")
}

/// The names of all files that the suite is told by.
fn files() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with("conformance-suite") && name.ends_with(".json")).collect();
    names.sort();
    names
}

fn configuration(run: &Run<'_>, file: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    serde_json::from_str(&text.replace(ISSUER, &run.op.issuer).replace(SECRET, PASSWORD)).unwrap()
}

/// Those of the plans of FAPI 2.0: whichever a plan is run with, all must fit the pages.
fn of_fapi2(run: &Run<'_>) -> Vec<(String, Value)> {
    let names: Vec<String> = files().into_iter().filter(|name| name.starts_with(FAPI2)).collect();
    assert!(names.len() >= 2, "{names:?}");
    names.into_iter().map(|name| (name.clone(), configuration(run, &name))).collect()
}

/// `*` stands for anything.
fn matches(pattern: &Value, text: &str) -> bool {
    let mut parts = pattern.as_str().expect("a pattern").split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    for part in parts {
        let Some(at) = rest.rfind(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

/// Where the browser is, or goes by itself.
fn place(page: &Page) -> String {
    page.location().unwrap_or_else(|| if has(page, "form-post") { page.form_action() } else { page.url.clone() })
}

/// The words of a page that can be seen, without what is folded up; the suite's thanks where it goes on to the suite.
fn words_of(page: &Page) -> String {
    if leaves(page) || has(page, "continue") {
        return "sent to the server".to_owned();
    }
    let mut rest = page.body.clone();
    for (begin, end) in
        [("<title>", "</title>"), ("<details>", "</details>"), ("<noscript>", "</noscript>"), ("<", ">")]
    {
        while let Some((before, after)) = rest.split_once(begin) {
            rest = format!("{before}{}", after.split_once(end).expect("a tag ends").1);
        }
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The whole file, in the order of what a module does.
pub async fn scripted_browser(run: &mut Run<'_>) -> Outcome {
    for file in files() {
        let configuration = configuration(run, &file);
        for name in configuration["override"].as_object().into_iter().flat_map(|modules| modules.keys()) {
            let known = PLANS.iter().flat_map(|plan| plan.modules.iter()).flat_map(|list| list.iter());
            assert!(known.into_iter().any(|module| module.name == name), "{file}: no plan has the module {name}");
        }
    }
    static_clients(run);
    if run.variant.is_dynamic() {
        pictured_clients(run).await;
    }
    let client = run.client_with("client", json!({"post_logout_redirect_uris": [run.op.rp.post_logout()]})).await;
    refused_redirect_uris(run, &client).await;
    sign_in_twice(run, &client).await;
    logout(run, &client).await;
    Outcome::Passed
}

/// The clients in it are those of `config/conformance.toml`, which every other module uses.
fn static_clients(run: &Run<'_>) {
    let configuration = configuration(run, OPENID);
    let of_plan = |module: &str| configuration["override"][module]["client"].clone();
    for client in [
        configuration["client"].clone(),
        configuration["client2"].clone(),
        configuration["client_secret_post"].clone(),
        of_plan("oidcc-frontchannel-rp-initiated-logout"),
        of_plan("oidcc-backchannel-rp-initiated-logout"),
    ] {
        let known = RpClient::of_configuration(run, client["client_id"].as_str().unwrap());
        assert_eq!(client["client_secret"].as_str(), known.client_secret.as_deref(), "{client}");
    }
}

/// The page to sign in, before anybody has.
async fn pictured_clients(run: &mut Run<'_>) {
    for member in ["logo_uri", "policy_uri", "tos_uri"] {
        let uri = run.op.rp.url(&format!("/{member}"));
        let client = run.register(json!({member: uri})).await;
        let script = Script::of(run, &format!("oidcc-registration-{}", member.replace('_', "-")));
        script.pictures(run, &Request::new(run, &client, &[]).url(run), "latchkey conformance client").await;
    }
}

async fn refused_redirect_uris(run: &Run<'_>, client: &RpClient) {
    let other = format!("{}?foo=bar", client.redirect_uri);
    for (module, redirect_uri, sentence) in [
        ("oidcc-ensure-registered-redirect-uri", other.as_str(), "redirect_uri is not registered"),
        ("oidcc-redirect-uri-query-mismatch", &other, "redirect_uri is not registered"),
        ("oidcc-redirect-uri-query-added", &other, "redirect_uri is not registered"),
        ("oidcc-ensure-redirect-uri-in-authorization-request", "", "redirect_uri is missing"),
    ] {
        let request = Request::new(run, client, &[("redirect_uri", redirect_uri)]);
        Script::of(run, module).pictures(run, &request.url(run), sentence).await;
    }
}

/// The second time is a picture; consent is given where it is asked for; what is refused comes back too.
async fn sign_in_twice(run: &Run<'_>, client: &RpClient) {
    let script = Script::of(run, "oidcc-prompt-login");
    for (changes, sentence) in [
        (&[][..], Some("Sign in")),
        (&[("prompt", "login")], Some("Confirm it")),
        (&[("prompt", "consent")], None),
        (&[("prompt", "none"), ("response_mode", "form_post")], None),
        (&[("nonce", ""), ("response_type", "id_token")], None),
        (&[("response_type", "")], None),
    ] {
        let end = script.go(run, &Request::new(run, client, changes).url(run)).await;
        assert!(leaves(&end.page), "{changes:?}: {}", end.page.body);
        assert_eq!(end.picture.is_some(), sentence.is_some(), "{changes:?}");
        assert!(sentence.is_none_or(|sentence| end.picture.unwrap().contains(sentence)), "{changes:?}");
    }
}

async fn logout(run: &Run<'_>, client: &RpClient) {
    let uri = run.op.rp.post_logout();
    for (module, parameters, sentence) in [
        ("", &["id_token_hint", "post_logout_redirect_uri", "state"][..], None),
        ("-no-id-token-hint", &["post_logout_redirect_uri", "state"], Some("needs an id_token_hint")),
        ("-no-post-logout-redirect-uri", &["id_token_hint", "state"], Some("signed out")),
        ("-only-state", &["state"], Some("signed out")),
        ("-no-params", &[], Some("signed out")),
        ("-bad-id-token-hint", &["bad_hint", "post_logout_redirect_uri"], Some("is not valid")),
        ("-bad-post-logout-redirect-uri", &["id_token_hint", "bad_uri"], Some("is not registered")),
    ] {
        let flow = run.sign_in(client, &[]).await;
        let value = |name: &&str| match *name {
            "id_token_hint" => ("id_token_hint", flow.id_token().encoded.clone()),
            "bad_hint" => ("id_token_hint", "x.y.z".to_owned()),
            "post_logout_redirect_uri" => ("post_logout_redirect_uri", uri.clone()),
            "bad_uri" => ("post_logout_redirect_uri", format!("{uri}?foo=bar")),
            _ => ("state", "st4te".to_owned()),
        };
        let query: String =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters.iter().map(value)).finish();
        let address = format!("{}?{query}", run.metadata["end_session_endpoint"].as_str().unwrap());
        let script = Script::of(run, &format!("oidcc-rp-initiated-logout{module}"));
        match sentence {
            Some(sentence) => script.pictures(run, &address, sentence).await,
            None => assert!(leaves(&script.go(run, &address).await.page), "back at the client"),
        }
    }
}

/// A request that the browser is sent with twice, by the files of FAPI 2.0: nobody signs in at the first visit, which would
/// answer it; at the second, and in every other module, somebody does.
pub async fn reused_before_completion(run: &mut Run<'_>, module: &str) {
    for (file, configuration) in of_fapi2(run) {
        for (module, visits) in [(module, 2), ("every other module", 1)] {
            let script = Script::in_file(&configuration, module);
            let attempt = run.attempt();
            let request_uri = run.pushed(&attempt).await;
            let address = run.address(&attempt.client, &request_uri, &[]);
            run.browser = Browser::new(&run.op.authority);
            for visit in 1..visits {
                let end = script.go(run, &address).await;
                let is_open = has(&end.page, "password") && !leaves(&end.page);
                assert!(is_open, "{file}: visit {visit} of {module} must not sign in: {}", end.page.body);
            }
            let end = script.go(run, &address).await;
            assert!(leaves(&end.page), "{file}: the last visit of {module} must sign in: {}", end.page.body);
            run.granted(&attempt, &end.page).await;
        }
    }
}

/// Somebody who says no, by the files of FAPI 2.0.
pub async fn user_rejects(run: &mut Run<'_>, module: &str) {
    for (file, configuration) in of_fapi2(run) {
        let attempt = run.attempt();
        let request_uri = run.pushed(&attempt).await;
        run.browser = Browser::new(&run.op.authority);
        let address = run.address(&attempt.client, &request_uri, &[]);
        let end = Script::in_file(&configuration, module).go(run, &address).await;
        assert_eq!(run.refused(&attempt, &end.page).await, "access_denied", "{file}");
    }
}
