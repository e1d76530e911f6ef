//! The addresses of apps: which are asked and how, and what an answer says of each. Nothing is asked that could do something at
//! the app: a logout endpoint gets a form without a logout token, which it has to refuse (Back-Channel Logout 1.0 §2.8), and what
//! browsers load is asked for its head.

use futures_util::stream::{self, StreamExt as _};
use url::Url;

use super::asking::outbound;
use super::{Answer, Status};
use crate::config::AddressOfApp;
use crate::config::settings::Settings;
use crate::jose::jwk::JwkSet;
use crate::outbound::{Looked, Outbound, OutboundError, Question};
use crate::protocol::redirect_uri::is_loopback_host;

/// How many are asked at a time.
const AT_ONCE: usize = 16;

/// What an address of an app is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The server posts logout tokens there.
    BackChannel,
    /// The server fetches keys there.
    Keys,
    /// Browsers load it when somebody signs out.
    FrontChannel,
    /// Browsers go there to begin a sign-in.
    InitiateLogin,
    /// Browsers come back there from a sign-in.
    Redirect,
}

impl Purpose {
    /// That of a key of the configuration.
    fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "backchannel_logout_uri" => Self::BackChannel,
            "jwks_uri" => Self::Keys,
            "frontchannel_logout_uri" => Self::FrontChannel,
            "initiate_login_uri" => Self::InitiateLogin,
            "redirect_uris" => Self::Redirect,
            _ => return None,
        })
    }

    fn question(self) -> Question {
        match self {
            Self::BackChannel => Question::EmptyForm,
            Self::Keys => Question::Get,
            Self::FrontChannel | Self::InitiateLogin | Self::Redirect => Question::Head,
        }
    }

    /// Whether browsers go there, and the server never does.
    fn is_of_browsers(self) -> bool {
        matches!(self, Self::FrontChannel | Self::InitiateLogin | Self::Redirect)
    }
}

/// An address that is to be asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// As it stands in the configuration.
    pub address: AddressOfApp,
    /// What it is for.
    pub purpose: Purpose,
    /// What is asked: of a place that browsers come back to, the root of its site.
    pub uri: String,
}

impl Asked {
    /// What is asked, without its query, which is nobody's business.
    pub fn shown(&self) -> &str {
        self.uri.split(['?', '#']).next().unwrap_or_default()
    }
}

/// What an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How it is.
    pub status: Status,
    /// What was found; goes on after the address.
    pub found: String,
    /// What to do, where something is to be done.
    pub remedy: Option<String>,
}

impl Verdict {
    fn ok(found: impl Into<String>) -> Self {
        Self { status: Status::Ok, found: found.into(), remedy: None }
    }

    fn warning(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { status: Status::Warning, found: found.into(), remedy: Some(remedy.into()) }
    }
}

/// The addresses that can be asked from here, each of an app once. `localhost` is another machine for each browser: where the
/// issuer is not there itself, browsers' addresses at it are left out, and those of native apps always are.
pub fn to_ask(addresses: Vec<AddressOfApp>, issuer_is_loopback: bool) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for address in addresses {
        let Some(next) = one_to_ask(address, issuer_is_loopback) else { continue };
        // Those of one app stand together.
        let mut of_app = asked.iter().rev().take_while(|known| known.address.client_id == next.address.client_id);
        if !of_app.any(|known| (known.purpose, &known.uri) == (next.purpose, &next.uri)) {
            asked.push(next);
        }
    }
    asked
}

fn one_to_ask(address: AddressOfApp, issuer_is_loopback: bool) -> Option<Asked> {
    let purpose = Purpose::of_key(address.key)?;
    let url = Url::parse(&address.uri).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let is_loopback = is_loopback_host(url.host_str()?);
    if purpose.is_of_browsers() && is_loopback && (address.is_native || !issuer_is_loopback) {
        return None;
    }
    let uri = match purpose {
        Purpose::Redirect => format!("{}/", url.origin().ascii_serialization()),
        _ => address.uri.clone(),
    };
    Some(Asked { address, purpose, uri })
}

/// What an answer says of an address for that purpose.
pub fn judge(purpose: Purpose, answer: &Answer) -> Verdict {
    match (purpose, answer) {
        // That the server never goes there is how it should be.
        (_, Err(OutboundError::Forbidden(_) | OutboundError::SpecialUse(_))) if purpose.is_of_browsers() => {
            Verdict::ok("is at an address that the server does not call; browsers do, so it was not tried")
        }
        (_, Err(error)) => Verdict::warning(error.to_string(), remedy_for(error)),
        (Purpose::BackChannel, Ok(answer)) => back_channel(answer),
        (Purpose::Keys, Ok(answer)) => keys(answer),
        (Purpose::FrontChannel | Purpose::InitiateLogin, Ok(answer)) => page(answer),
        (Purpose::Redirect, Ok(answer)) => site(answer),
    }
}

fn remedy_for(error: &OutboundError) -> &'static str {
    match error {
        OutboundError::Certificate(_) => {
            "renew the certificate of the app; for an authority of your own, extra_ca_file = \"/etc/latchkey/ca.pem\" under [outbound]"
        }
        OutboundError::Forbidden(_) => "add the host to `allowed_hosts` under [outbound]",
        OutboundError::SpecialUse(_) => "write an address or a name that other machines can reach",
        OutboundError::Address(_) => "correct the address",
        _ => {
            "start the app, or correct the address; a name may lead elsewhere in the server's network, so try it there, too: latchkey doctor"
        }
    }
}

const UNPROTECTED: &str = "let the proxy in front of the app pass this path on as it is, without a sign-in";
const COMPARE: &str = "compare the address with the documentation of the app, which may also have this turned off";
const LOG_OF_APP: &str = "look into the log of the app";

/// The server sends logout tokens by POST, and takes 200 to 299 for done.
fn back_channel(answer: &Looked) -> Verdict {
    match answer.status {
        status @ (400 | 411 | 415 | 422) => {
            Verdict::ok(format!("answered {status} to a form without a logout token, as it should"))
        }
        status @ 200..=299 => {
            Verdict::ok(format!("answered {status} to a form without a logout token; most apps refuse that with 400"))
        }
        status @ 300..=399 => {
            let location = answer.header("location").and_then(|location| location.split(['?', '#']).next());
            let found = match location {
                Some(location) => format!("answered {status} and leads to {location}; redirects are not followed"),
                None => format!("answered {status}; redirects are not followed"),
            };
            Verdict::warning(found, UNPROTECTED)
        }
        status @ (401 | 403) => {
            Verdict::warning(format!("answered {status}: something wants a sign-in there"), UNPROTECTED)
        }
        status @ (405 | 501) => Verdict::warning(format!("answered {status}: it takes no POST"), COMPARE),
        status @ (408 | 429 | 500..=599) => Verdict::warning(format!("answered {status}"), LOG_OF_APP),
        status => Verdict::warning(format!("answered {status}"), COMPARE),
    }
}

fn keys(answer: &Looked) -> Verdict {
    match (answer.status, JwkSet::parse(&answer.body)) {
        (200..=299, Ok(set)) if set.keys().is_empty() => Verdict::warning("has a key set without keys", LOG_OF_APP),
        (200..=299, Ok(set)) => Verdict::ok(format!("serves a key set of {}", set.keys().len())),
        (200..=299, Err(error)) => Verdict::warning(format!("has no key set: {error}"), COMPARE),
        (status @ 500..=599, _) => Verdict::warning(format!("answered {status}"), LOG_OF_APP),
        (status, _) => Verdict::warning(format!("answered {status}"), COMPARE),
    }
}

/// A page that browsers load. Without a browser's cookies it may refuse, and lead to a sign-in.
fn page(answer: &Looked) -> Verdict {
    match answer.status {
        status @ (404 | 410) => Verdict::warning(format!("answered {status}"), COMPARE),
        status @ 500..=599 if status != 501 => Verdict::warning(format!("answered {status}"), LOG_OF_APP),
        status => Verdict::ok(format!("answered {status}")),
    }
}

/// The root of a site: whatever it answers, it is there, unless a proxy finds nobody behind it.
fn site(answer: &Looked) -> Verdict {
    match answer.status {
        status @ 502..=504 => Verdict::warning(format!("answered {status}"), "start the app"),
        status => Verdict::ok(format!("answered {status}")),
    }
}

/// Who asks: the requests are those of the server, under its rules.
struct Callers {
    /// For what apps are told.
    told: Outbound,
    /// For what is fetched from them.
    fetched: Outbound,
}

impl Callers {
    async fn ask(&self, asked: &Asked) -> Answer {
        let caller = if asked.purpose == Purpose::Keys { &self.fetched } else { &self.told };
        caller.look(&asked.uri, asked.purpose.question()).await
    }
}

/// Asks the addresses of apps, several at a time, and judges the answers; in the order of the addresses.
pub async fn ask(addresses: Vec<AddressOfApp>, settings: &Settings) -> Vec<(Asked, Verdict)> {
    let told = outbound(settings.outbound_to_configured());
    let callers = &Callers { told, fetched: outbound(settings.outbound.clone()) };
    let questions = to_ask(addresses, settings.server.issuer.is_loopback());
    let questions = questions.into_iter().map(|asked| async move {
        let answer = callers.ask(&asked).await;
        let verdict = judge(asked.purpose, &answer);
        (asked, verdict)
    });
    stream::iter(questions).buffered(AT_ONCE).collect().await
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::config::{Place, Source};

    fn address(client_id: &str, key: &'static str, uri: &str) -> AddressOfApp {
        let place = Place { source: Source::variable("TEST", "", ""), span: 0..0 };
        AddressOfApp { client_id: client_id.to_owned(), is_native: false, key, uri: uri.to_owned(), place }
    }

    fn looked(status: u16, body: &str) -> Answer {
        Ok(Looked { status, headers: Vec::new(), body: body.as_bytes().to_vec() })
    }

    fn status(purpose: Purpose, status: u16) -> Status {
        judge(purpose, &looked(status, "")).status
    }

    #[test]
    fn a_site_is_asked_once_for_an_app_and_nothing_that_only_a_browser_finds() {
        let native = AddressOfApp { is_native: true, ..address("b", "redirect_uris", "http://127.0.0.1/cb") };
        let addresses = vec![
            address("a", "redirect_uris", "https://a.example/one?x=1"),
            address("a", "redirect_uris", "https://a.example/two"),
            address("a", "redirect_uris", "https://a.example:8443/two"),
            address("a", "redirect_uris", "com.example.app:/callback"),
            address("a", "backchannel_logout_uri", "http://localhost:3000/logout?client=a"),
            address("b", "redirect_uris", "https://a.example/one"),
            address("b", "redirect_uris", "http://localhost:3000/cb"),
            native,
        ];
        let asked = |issuer_is_loopback| -> Vec<String> {
            let asked = to_ask(addresses.clone(), issuer_is_loopback);
            asked.iter().map(|asked| format!("{} {}", asked.address.client_id, asked.shown())).collect()
        };
        let outside = [
            "a https://a.example/",
            "a https://a.example:8443/",
            "a http://localhost:3000/logout",
            "b https://a.example/",
        ];
        assert_eq!(asked(false), outside);
        assert_eq!(asked(true), [&outside[..], &["b http://localhost:3000/"]].concat());
    }

    /// Back-Channel Logout 1.0 §2.8: whoever cannot use a request answers 400.
    #[test]
    fn a_logout_endpoint_refuses_an_empty_form_or_takes_it_and_answers_nothing_else() {
        for well in [400, 411, 415, 422, 200, 204] {
            assert_eq!(status(Purpose::BackChannel, well), Status::Ok, "{well}");
        }
        for ill in [301, 302, 307, 401, 403, 404, 405, 408, 410, 418, 429, 500, 501, 502, 503] {
            assert_eq!(status(Purpose::BackChannel, ill), Status::Warning, "{ill}");
        }
        let location = ("location".to_owned(), "https://sso.example/login?token=x".to_owned());
        let answer = Ok(Looked { status: 302, headers: vec![location], body: Vec::new() });
        let found = judge(Purpose::BackChannel, &answer).found;
        assert!(found.contains("https://sso.example/login") && !found.contains("token"), "{found}");
    }

    #[test]
    fn a_key_set_has_keys() {
        for (answer, words) in [
            (looked(200, "<html>"), "no key set"),
            (looked(200, r#"{"keys":[]}"#), "without keys"),
            (looked(404, r#"{"keys":[]}"#), "404"),
            (looked(500, ""), "500"),
        ] {
            let verdict = judge(Purpose::Keys, &answer);
            assert!(verdict.status == Status::Warning && verdict.found.contains(words), "{verdict:?}");
        }
        let set = format!(r#"{{"keys":[{{"kty":"RSA","n":"{}w","e":"AQAB"}}]}}"#, "u".repeat(341));
        assert_eq!(judge(Purpose::Keys, &looked(200, &set)), Verdict::ok("serves a key set of 1"));
    }

    #[test]
    fn a_page_may_refuse_whoever_is_no_browser_and_a_site_answers_whatever_it_likes() {
        for purpose in [Purpose::FrontChannel, Purpose::InitiateLogin] {
            for well in [200, 302, 400, 401, 403, 405, 501] {
                assert_eq!(status(purpose, well), Status::Ok, "{well}");
            }
            for ill in [404, 410, 500, 502] {
                assert_eq!(status(purpose, ill), Status::Warning, "{ill}");
            }
        }
        for well in [200, 302, 404, 500] {
            assert_eq!(status(Purpose::Redirect, well), Status::Ok, "{well}");
        }
        for ill in [502, 503, 504] {
            assert_eq!(status(Purpose::Redirect, ill), Status::Warning, "{ill}");
        }
    }

    #[test]
    fn who_cannot_be_reached_is_told_with_what_to_do() {
        for error in [
            OutboundError::TooSlow(Duration::from_secs(5)),
            OutboundError::Unreachable("refused".into()),
            OutboundError::Certificate("Expired".into()),
            OutboundError::Forbidden("10.0.0.1".into()),
            OutboundError::SpecialUse("169.254.169.254".into()),
        ] {
            let answer = Err(error);
            let verdict = judge(Purpose::BackChannel, &answer);
            assert!(verdict.status == Status::Warning && verdict.remedy.is_some(), "{verdict:?}");
            let is_refused_here = matches!(answer, Err(OutboundError::Forbidden(_) | OutboundError::SpecialUse(_)));
            let expected = if is_refused_here { Status::Ok } else { Status::Warning };
            assert_eq!(judge(Purpose::Redirect, &answer).status, expected, "{verdict:?}");
        }
    }
}
