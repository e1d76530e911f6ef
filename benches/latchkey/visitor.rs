//! Somebody who uses the server: the browser of a person together with the app that they sign in to. Each request is a
//! step, which is asked and answered apart, so that many visitors can ask before the first of them reads.

use std::collections::VecDeque;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::connection::Connection;
use crate::server::{PASSWORD, SECRET, Server};

/// The path of the discovery document, which every server here answers.
pub const DISCOVERY: &str = "/.well-known/openid-configuration";
/// Where the app takes answers, and where it wants people after signing out; percent-encoded.
const CALLBACK: &str = "http%3A%2F%2Flocalhost%2Fcb";
const GOODBYE: &str = "http%3A%2F%2Flocalhost%2Fbye";

/// One request and its answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Discovery,
    Jwks,
    /// As a browser that nobody signed in with, which is sent to the login page.
    AskToSignIn,
    OpenLoginPage,
    /// Right name, right password: back to the app with a code.
    SubmitLogin,
    /// Puts the login aside for a later `EndSession`; sends nothing.
    SetAside,
    /// With a living login: back to the app with a code.
    Authorize,
    Exchange,
    Refresh,
    Userinfo,
    Introspect,
    ClientCredentials,
    /// Signs out of a login that was put aside, with the hint of its ID token.
    EndSession,
}

/// A login by the page.
pub const SIGN_IN: [Step; 3] = [Step::AskToSignIn, Step::OpenLoginPage, Step::SubmitLogin];

/// A browser that is signed in, and the app's proof of it.
struct Login {
    cookies: Vec<(String, String)>,
    id_token: String,
}

/// Who that is, and what they hold.
pub struct Visitor {
    pub connection: Connection,
    client: &'static str,
    scope: &'static str,
    /// What the app proves itself by.
    basic: String,
    /// Of the login page: its address, then the hidden fields of its form.
    pub page: String,
    pub codes: Vec<String>,
    pub access_token: String,
    pub refresh_token: String,
    id_token: String,
    aside: Vec<Login>,
    /// Access and refresh tokens of others, which this one shows in turn instead of its own.
    pub of_others: VecDeque<(String, String)>,
    shows_another: bool,
}

impl Visitor {
    /// Of the app `client`, which asks for `scope`, written as in an address.
    pub fn new(server: &Server, client: &'static str, scope: &'static str) -> Self {
        Self {
            connection: server.connect(),
            client,
            scope,
            basic: basic(client),
            page: String::new(),
            codes: Vec::new(),
            access_token: String::new(),
            refresh_token: String::new(),
            id_token: String::new(),
            aside: Vec::new(),
            of_others: VecDeque::new(),
            shows_another: false,
        }
    }

    /// Asks and waits for the answer.
    pub fn take(&mut self, steps: &[Step]) {
        for step in steps {
            self.ask(*step);
            self.answered(*step);
        }
    }

    /// Sends the request of `step`.
    pub fn ask(&mut self, step: Step) {
        let shows_token = matches!(step, Step::Userinfo | Step::Introspect | Step::Refresh);
        if shows_token && let Some(tokens) = self.of_others.pop_front() {
            (self.access_token, self.refresh_token) = tokens;
            self.shows_another = true;
        }
        match step {
            Step::Discovery => self.connection.send_get(DISCOVERY, ""),
            Step::Jwks => self.connection.send_get("/jwks", ""),
            Step::AskToSignIn => {
                self.connection.take_cookies();
                self.ask_for_code();
            }
            Step::OpenLoginPage => self.connection.send_visit(&self.page),
            Step::SubmitLogin => {
                let form = format!("{}&username=ada&password={}", self.page, PASSWORD.replace(' ', "+"));
                self.connection.send_form("/login", "", &form);
            }
            Step::SetAside => {}
            Step::Authorize => self.ask_for_code(),
            Step::Exchange => {
                let code = self.codes.pop().unwrap();
                self.ask_as_app(
                    "/token",
                    &format!("grant_type=authorization_code&code={code}&redirect_uri={CALLBACK}"),
                );
            }
            Step::Refresh => {
                self.ask_as_app("/token", &format!("grant_type=refresh_token&refresh_token={}", self.refresh_token));
            }
            Step::Userinfo => {
                let bearer = format!("Authorization: Bearer {}\r\n", self.access_token);
                self.connection.send_get("/userinfo", &bearer);
            }
            Step::Introspect => self.ask_as_app("/introspect", &format!("token={}", self.access_token)),
            Step::ClientCredentials => self.ask_as_app("/token", "grant_type=client_credentials"),
            Step::EndSession => {
                let Login { cookies, id_token } = self.aside.pop().unwrap();
                self.connection.put_cookies(cookies);
                let query = format!("id_token_hint={id_token}&post_logout_redirect_uri={GOODBYE}&state=st4te");
                self.connection.send_visit(&format!("/end-session?{query}"));
            }
        }
    }

    fn ask_as_app(&mut self, path: &str, form: &str) {
        // An app has no cookies.
        let cookies = self.connection.take_cookies();
        self.connection.send_form(path, &self.basic, form);
        self.connection.put_cookies(cookies);
    }

    fn ask_for_code(&mut self) {
        let (client, scope) = (self.client, self.scope);
        self.connection.send_visit(&format!(
            "/authorize?response_type=code&client_id={client}&redirect_uri={CALLBACK}&scope={scope}&state=st4te&nonce=n0nce"
        ));
    }

    /// Reads the answer to `step`, which must be the right one.
    pub fn answered(&mut self, step: Step) {
        if step == Step::SetAside {
            let cookies = self.connection.take_cookies();
            return self.aside.push(Login { cookies, id_token: self.id_token.clone() });
        }
        let status = self.connection.receive();
        let redirects = matches!(step, Step::AskToSignIn | Step::SubmitLogin | Step::Authorize | Step::EndSession);
        let expected = if redirects { 303 } else { 200 };
        assert_eq!(status, expected, "{step:?}: {} {}", self.connection.head_text(), self.connection.body());
        let location = || self.connection.header("location").unwrap();
        match step {
            Step::AskToSignIn => self.page = location().to_owned(),
            Step::OpenLoginPage => self.page = hidden_fields(self.connection.body()),
            Step::SubmitLogin | Step::Authorize => {
                let code = between(location(), "code=", "&").unwrap_or_else(|| panic!("{step:?}: {}", location()));
                self.codes.push(code.to_owned());
            }
            Step::Exchange | Step::Refresh => {
                let member = |name| between(self.connection.body(), &format!("\"{name}\":\""), "\"").map(str::to_owned);
                let (access_token, refresh_token) = (member("access_token").unwrap(), member("refresh_token"));
                let id_token = member("id_token").unwrap_or_default();
                self.access_token = access_token;
                self.refresh_token = refresh_token.unwrap_or_default();
                self.id_token = id_token;
            }
            Step::Introspect => assert!(self.connection.body().contains("\"active\":true")),
            Step::EndSession => assert!(location().starts_with("http://localhost/bye"), "{}", location()),
            _ => {}
        }
        if std::mem::take(&mut self.shows_another) {
            self.of_others.push_back((self.access_token.clone(), self.refresh_token.clone()));
        }
    }
}

/// The header line by which an app proves itself.
pub fn basic(client: &str) -> String {
    format!("Authorization: Basic {}\r\n", STANDARD.encode(format!("{client}:{SECRET}")))
}

/// What a page's form wants back besides what is typed.
pub fn hidden_fields(page: &str) -> String {
    let field = |name| between(page, &format!("name=\"{name}\" value=\""), "\"");
    let interaction = field("interaction").map_or_else(String::new, |sealed| format!("&interaction={sealed}"));
    format!("csrf={}{interaction}", field("csrf").unwrap())
}

/// What stands behind `start`, up to `end` or the end of the text.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split(end).next()
}
