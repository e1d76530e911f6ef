//! How a client will learn of a sign-out, foretold from its registration: for `latchkey check` and the browser report.

use crate::config::settings::SessionManagementSettings;
use crate::protocol::client::Client;
use crate::protocol::redirect_uri::ApplicationType;
use crate::protocol::session_state::origin;
use crate::protocol::site::is_same_site;

/// What to expect, in sentences, and the lines that would better it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// What happens.
    pub sentences: Vec<String>,
    /// Lines to add to the client's block.
    pub lines: Vec<String>,
    /// By what ways it hears of a sign-out; `None` for one that signs nobody in.
    pub ways: Option<Vec<&'static str>>,
}

impl Forecast {
    /// All of it in one line.
    pub fn summary(&self) -> String {
        let hears = match self.ways.as_deref() {
            None => "signs nobody in".to_owned(),
            Some([]) => "hears of no sign-out".to_owned(),
            Some(ways) => format!("hears of a sign-out by {}", ways.join(" and ")),
        };
        let add: Vec<String> = self.lines.iter().map(|line| format!("; add {line}")).collect();
        hears + &add.concat()
    }
}

/// Foretells for one client.
pub fn forecast(client: &Client, issuer: &str, settings: &SessionManagementSettings) -> Forecast {
    let mut forecast = Forecast::default();
    if !client.signs_people_in() {
        forecast.sentences.push("It signs nobody in, so no sign-out concerns it.".to_owned());
        return forecast;
    }
    let has_server = !client.is_public() && client.application_type == ApplicationType::Web;
    let page = client.redirect_uris.iter().find(|uri| origin(uri.as_str()).is_some());
    let has_back = client.backchannel_logout_uri.is_some();
    let mut say = |sentence: &str| forecast.sentences.push(sentence.to_owned());
    let pages = client.redirect_uris.iter().filter(|uri| origin(uri.as_str()).is_some());
    let (near, far): (Vec<_>, Vec<_>) = pages.partition(|uri| is_same_site(issuer, uri.as_str()));
    match (page, settings.check_session_iframe) {
        (None, _) => say("It has no web page that could watch the session."),
        (_, false) => say("Its pages cannot watch the session: check_session_iframe is off."),
        (_, true) => {
            let place = if far.is_empty() { "Same site as the issuer" } else { "Another site than the issuer" };
            say(&format!("{place}: its open pages learn of a sign-out within a second, in every browser."));
        }
    }
    if !near.is_empty() {
        let those = if far.is_empty() { "Its" } else { "On the issuer's site its" };
        say(&format!("{those} silent sign-in in a frame (prompt=none) works."));
    }
    if !far.is_empty() {
        let those = if near.is_empty() { "Its" } else { "Elsewhere its" };
        say(&format!(
            "{those} silent sign-in in a frame (prompt=none) answers login_required, whatever the browser's rules for \
             cookies, since the session cookie is SameSite=Lax: redirect the whole page with prompt=none instead, or \
             use refresh tokens."
        ));
    }
    if !far.is_empty() && settings.check_session_iframe {
        say("A page that tries it in a frame on each `changed` signs its user out, also when somebody else merely \
             signed in.");
    }
    match (&client.frontchannel_logout_uri, settings.frontchannel_logout) {
        (Some(_), false) => say("Its frontchannel_logout_uri is not loaded: frontchannel_logout is off."),
        (Some(uri), true) if !is_same_site(issuer, uri) => {
            say("Its frontchannel_logout_uri is on another site: it is loaded without the app's cookies, unless they \
                 are SameSite=None and the browser allows third-party cookies, and else works only if the app finds \
                 its session by iss and sid.");
            if !client.frontchannel_logout_session_required {
                forecast.lines.push("frontchannel_logout_session_required = true".to_owned());
            }
        }
        _ => {}
    }
    let mut say = |sentence: &str| forecast.sentences.push(sentence.to_owned());
    if has_back {
        say("Its server is told of every sign-out, whatever is open.");
    } else if has_server {
        say("Its server is told of nothing: with no page open, its own session lasts until it ends by itself.");
        let base = page.and_then(|uri| origin(uri.as_str())).unwrap_or_else(|| "https://app.example.com".to_owned());
        forecast.lines.push(format!("backchannel_logout_uri = \"{base}/…\"   # the app's manual says which"));
    }
    let ways = [
        ("its open pages", page.is_some() && settings.check_session_iframe),
        ("a frame on the signed-out page", client.frontchannel_logout_uri.is_some() && settings.frontchannel_logout),
        ("a token to its server", has_back),
    ];
    forecast.ways = Some(ways.into_iter().filter_map(|(way, is_open)| is_open.then_some(way)).collect());
    forecast
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::GrantType;
    use crate::protocol::redirect_uri::RedirectUri;

    fn client(redirect_uri: &str) -> Client {
        let application_type =
            if redirect_uri.starts_with("http") { ApplicationType::Web } else { ApplicationType::Native };
        Client {
            redirect_uris: vec![RedirectUri::parse(redirect_uri, application_type).unwrap()],
            application_type,
            token_endpoint_auth_method: None,
            ..Client::bare(crate::protocol::client::ClientId::parse("app").unwrap())
        }
    }

    fn told(client: &Client, settings: &SessionManagementSettings) -> (String, String) {
        let forecast = forecast(client, "https://auth.example.com", settings);
        (forecast.sentences.join(" "), forecast.lines.join(" "))
    }

    #[test]
    fn each_place_of_a_client_has_its_own_forecast() {
        let settings = SessionManagementSettings::default();
        let (near, line) = told(&client("https://wiki.example.com/cb"), &settings);
        assert!(near.starts_with("Same site") && near.contains("told of nothing"), "{near}");
        assert!(line.starts_with("backchannel_logout_uri = \"https://wiki.example.com/"), "{line}");
        let (far, _) = told(&client("https://wiki.example.org/cb"), &settings);
        assert!(far.starts_with("Another site") && far.contains("on each `changed`"), "{far}");
        let (phone, _) = told(&client("com.example.app:/cb"), &settings);
        assert!(phone.starts_with("It has no web page"), "{phone}");
        let off = SessionManagementSettings { check_session_iframe: false, ..settings };
        assert!(told(&client("https://wiki.example.com/cb"), &off).0.contains("check_session_iframe is off"));
    }

    /// The session cookie is `SameSite=Lax`: frames of another site never have it, third-party cookies allowed or not.
    #[test]
    fn silent_sign_in_in_a_frame_is_foretold_by_the_site_alone() {
        let on = SessionManagementSettings::default();
        let off = SessionManagementSettings { check_session_iframe: false, ..on.clone() };
        let (near, far) = ("https://wiki.example.com/cb", "https://wiki.example.org/cb");
        let [works, fails] = ["silent sign-in in a frame (prompt=none) works", "answers login_required, whatever"];
        for settings in [&on, &off] {
            let told = |client: &Client| told(client, settings).0;
            for (client, expected) in [(client(near), [true, false]), (client(far), [false, true])] {
                let words = told(&client);
                assert_eq!([words.contains(works), words.contains(fails)], expected, "{words}");
                assert!(!words.contains("third-party"), "{words}");
            }
            let mut both = client(near);
            both.redirect_uris.extend(client(far).redirect_uris);
            let words = told(&both);
            assert!(words.contains(&format!("On the issuer's site its {works}")), "{words}");
            assert!(
                words.contains(&format!("Elsewhere its silent sign-in in a frame (prompt=none) {fails}")),
                "{words}"
            );
        }
        assert!(!told(&client("com.example.app:/cb"), &on).0.contains("prompt=none"));
    }

    /// What nobody can follow is no advice.
    #[test]
    fn an_app_without_a_server_or_without_people_is_not_advised_to_have_a_back_channel() {
        use crate::protocol::client::ClientAuthMethod;
        let settings = SessionManagementSettings::default();
        let page = client("https://wiki.example.com/cb");
        let spa = Client { token_endpoint_auth_method: Some(ClientAuthMethod::None), ..page.clone() };
        let machine = Client { grant_types: vec![GrantType::ClientCredentials], ..page.clone() };
        for (app, summary) in [
            (spa, "hears of a sign-out by its open pages"),
            (client("com.example.app:/cb"), "hears of no sign-out"),
            (machine, "signs nobody in"),
        ] {
            let told = forecast(&app, "https://auth.example.com", &settings);
            assert!(told.lines.is_empty() && !told.sentences.concat().contains("server is told"), "{told:?}");
            assert_eq!(told.summary(), summary);
        }
        let told = forecast(&page, "https://auth.example.com", &settings).summary();
        assert!(told.starts_with("hears of a sign-out by its open pages; add backchannel_logout_uri = "), "{told}");
    }

    #[test]
    fn a_framed_page_on_another_site_is_advised_to_use_sid() {
        let settings = SessionManagementSettings::default();
        let far = Client {
            frontchannel_logout_uri: Some("https://wiki.example.org/out".into()),
            backchannel_logout_uri: Some("https://wiki.example.org/back".into()),
            ..client("https://wiki.example.org/cb")
        };
        let (words, line) = told(&far, &settings);
        assert!(words.contains("by iss and sid") && words.contains("told of every sign-out"), "{words}");
        assert_eq!(line, "frontchannel_logout_session_required = true");
    }
}
