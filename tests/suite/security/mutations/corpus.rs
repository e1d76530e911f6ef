//! Valid requests for every endpoint, with codes, tokens, cookies and forms that are good at the moment.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use latchkey::protocol::response_type::ResponseType;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::security::ways::{self, Signer, Way};
use crate::support::browser::Page;
use crate::support::provider::{PASSWORD, SECRET};
use crate::support::{Browser, RelyingParty, TestProvider};

/// Encoded names and values.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// A request in parts.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Pairs,
    pub headers: Vec<(String, String)>,
    pub body: Body,
}

/// Its body.
#[derive(Debug, Clone)]
pub enum Body {
    None,
    Form(Pairs),
    /// Content type and bytes.
    Raw(String, Vec<u8>),
}

/// Everything to start from.
pub struct Corpus {
    pub requests: Vec<Request>,
}

const METADATA: &str = r#"{"redirect_uris":["https://new.example/cb"],"client_name":"New","client_name#de":"Neu",
"logo_uri":"https://new.example/logo.png","response_types":["code","code id_token"],"subject_type":"pairwise",
"grant_types":["authorization_code","implicit"],"token_endpoint_auth_method":"private_key_jwt","default_max_age":60,
"jwks":{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
"y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}}"#;

fn encoded(pairs: &[(&str, &str)]) -> Pairs {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string().into_bytes();
    pairs.iter().map(|(name, value)| (name.as_bytes().to_vec(), encode(value))).collect()
}

fn joined(pairs: &Pairs) -> Vec<u8> {
    pairs.iter().map(|(name, value)| [name, &b"="[..], value].concat()).collect::<Vec<_>>().join(&b'&')
}

impl Request {
    fn new(method: &str, path: &str) -> Self {
        let headers = vec![("Host".to_owned(), "localhost".to_owned())];
        Self { method: method.to_owned(), path: path.to_owned(), query: Vec::new(), headers, body: Body::None }
    }

    fn get(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self { query: encoded(pairs), ..Self::new("GET", path) }
    }

    fn post(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self { body: Body::Form(encoded(pairs)), ..Self::new("POST", path) }
    }

    fn json(method: &str, path: &str, body: &str) -> Self {
        Self { body: Body::Raw("application/json".into(), body.into()), ..Self::new(method, path) }
    }

    /// The request of a whole URL.
    fn of_url(url: &str) -> Self {
        let url = url::Url::parse(url).unwrap();
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Self::get(url.path(), &pairs)
    }

    /// What the browser sends when this form is filled in.
    fn of_form(page: &Page, filled: &[(&str, &str)]) -> Self {
        let mut pairs = page.hidden_fields();
        pairs.retain(|(name, _)| filled.iter().all(|(other, _)| other != name));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Self::post(url::Url::parse(&page.form_action()).unwrap().path(), &[&pairs[..], filled].concat())
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {}", self.method, self.path).into_bytes();
        if !self.query.is_empty() {
            bytes.push(b'?');
            bytes.extend(joined(&self.query));
        }
        bytes.extend(b" HTTP/1.1\r\n");
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        let (kind, body) = match &self.body {
            Body::None => (None, Vec::new()),
            Body::Form(pairs) => (Some("application/x-www-form-urlencoded"), joined(pairs)),
            Body::Raw(kind, body) => (Some(kind.as_str()), body.clone()),
        };
        if let Some(kind) = kind {
            if !self.headers.iter().any(|(name, _)| name == "Content-Type") {
                bytes.extend(format!("Content-Type: {kind}\r\n").into_bytes());
            }
            bytes.extend(format!("Content-Length: {}\r\n", body.len()).into_bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        bytes
    }

    /// Whether every server reads the same end in it.
    pub fn is_plain(&self) -> bool {
        let visible = |bytes: &[u8]| bytes.iter().all(|byte| (0x21..0x7f).contains(byte));
        let headers = |(name, value): &(String, String)| {
            visible(name.as_bytes()) && value.bytes().all(|byte| (0x20..0x7f).contains(&byte))
        };
        matches!(self.method.as_str(), "GET" | "POST")
            && self.query.iter().all(|(name, value)| visible(name) && visible(value))
            && self.headers.iter().all(headers)
            && self.headers.iter().filter(|(name, _)| name == "Host").count() == 1
    }
}

fn cookies(page: &Page) -> String {
    let cookies = page.headers.get_all("set-cookie").iter();
    cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

fn interaction(page: &Page) -> String {
    page.hidden_fields().into_iter().find(|(name, _)| name == "interaction").map(|(_, id)| id).unwrap_or_default()
}

impl Corpus {
    /// Signs ada in and collects what she and her apps may send next.
    pub async fn fresh(provider: &TestProvider, signer: &Signer) -> Self {
        let (app, browser, stranger) = (RelyingParty::new(provider), Browser::new(), Browser::new());
        let first = stranger.get(&app.authorization_url(&[])).await;
        let unknown = cookies(&first);
        let sign_in = stranger.follow(first).await;
        let login = app.authorize(&browser, &[("scope", "openid offline_access")]).await;
        let back = browser.send_form(&login, &[("username", "ada"), ("password", PASSWORD)]).await;
        let known = cookies(&back);
        let tokens = app.redeem(&back.answer()["code"]).await.json();
        let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
        let front = signer.ask(&app, &browser, Way::plain(ResponseType::CodeIdTokenToken), &[]).await;
        let front = ways::answer(&front);
        let code = app.authorize(&browser, &[]).await.answer()["code"].clone();
        let other = RelyingParty::of(provider, "other");
        let consent = other.authorize(&browser, &[]).await;
        let choose = app.authorize(&browser, &[("prompt", "select_account")]).await;
        let sign_out = browser.visit(&provider.url("/end-session")).await;
        let (access, refresh, id_token) = (text("access_token"), text("refresh_token"), text("id_token"));
        let watched = format!("https://app.example app {}", front["session_state"]);

        let mut requests = Self::authorize(&app, signer, &known, &unknown);
        requests.extend(Self::authorize(&other, signer, &known, &unknown).into_iter().step_by(5));
        requests.extend([
            Request::get("/login", &[("interaction", &interaction(&sign_in))]).with("Cookie", &unknown),
            Request::of_form(&sign_in, &[("username", "ada"), ("password", PASSWORD)]).with("Cookie", &unknown),
            Request::of_form(&sign_in, &[("username", "ada"), ("password", "x")]).with("Cookie", &unknown),
            Request::get("/consent", &[("interaction", &interaction(&consent))]).with("Cookie", &known),
            Request::of_form(&consent, &[("decision", "allow")]).with("Cookie", &known),
            Request::of_form(&consent, &[("decision", "deny")]).with("Cookie", &known),
            Request::get("/select-account", &[("interaction", &interaction(&choose))]).with("Cookie", &known),
            Request::of_form(&choose, &[("account", "current")]).with("Cookie", &known),
            Request::of_form(&choose, &[("account", "other")]).with("Cookie", &known),
            Request::of_form(&sign_out, &[("decision", "no")]).with("Cookie", &known),
        ]);
        requests.extend(Self::clients(&code, &access, &refresh, &front["code"]));
        let leave = [
            ("id_token_hint", id_token.as_str()),
            ("post_logout_redirect_uri", "https://app.example/bye"),
            ("state", "a&b"),
        ];
        requests.extend([
            Request::get("/end-session", &leave).with("Cookie", &unknown),
            Request::post("/end-session", &leave).with("Cookie", &unknown),
            Request::get("/end-session", &leave[..1]),
            Request::get("/end-session", &[("client_id", "app"), leave[1], ("logout_hint", "ada")]),
            Request::json("POST", "/check-session-iframe/status", &format!("{{\"w\":[\"{watched}\"]}}"))
                .with("Origin", &provider.issuer),
            Request::get("/check-session-iframe/events", &[("w", &watched)]),
        ]);
        requests.extend(Self::pages(&known, &sign_out));
        requests.extend(Self::registration(provider).await);
        Self { requests }
    }

    fn authorize(app: &RelyingParty<'_>, signer: &Signer, known: &str, unknown: &str) -> Vec<Request> {
        let mut requests = Vec::new();
        for way in ways::all().filter(Way::is_answerable) {
            let hint = [("login_hint", "ada"), ("ui_locales", "de en"), ("acr_values", "1")];
            requests.push(Request::of_url(&signer.url(app, way, &hint)).with("Cookie", known));
        }
        let plain = Way::plain(ResponseType::Code);
        let url = signer.url(app, plain, &[("prompt", "login"), ("max_age", "60"), ("claims", "{\"userinfo\":{}}")]);
        requests.push(Request::of_url(&url).with("Cookie", unknown));
        let by_post = Request::of_url(&signer.url(app, plain, &[("prompt", "none")]));
        let body = Body::Form(by_post.query.clone());
        requests.push(Request { method: "POST".into(), query: Vec::new(), body, ..by_post }.with("Cookie", known));
        let reference = [("request_uri", "https://app.example/request#x")];
        requests.push(Request::of_url(&signer.url(app, plain, &reference)));
        requests
    }

    fn clients(code: &str, access: &str, refresh: &str, other_code: &str) -> Vec<Request> {
        let basic = format!("Basic {}", STANDARD.encode(format!("app:{SECRET}")));
        let uri = ("redirect_uri", "https://app.example/cb");
        let by_code = ("grant_type", "authorization_code");
        let by_refresh = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("scope", "openid")];
        let secret = [("client_id", "app"), ("client_secret", SECRET)];
        let assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        vec![
            Request::post("/token", &[by_code, ("code", code), uri]).with("Authorization", &basic),
            Request::post(
                "/token",
                &[by_code, ("code", other_code), uri, ("code_verifier", "x"), secret[0], secret[1]],
            ),
            Request::post("/token", &by_refresh).with("Authorization", &basic),
            Request::post("/token", &[("grant_type", "client_credentials"), secret[0], secret[1]]),
            Request::post(
                "/token",
                &[by_code, ("code", code), ("client_assertion_type", assertion), ("client_assertion", "a.b.c")],
            ),
            Request::post("/introspect", &[("token", access)]).with("Authorization", &basic),
            Request::post("/introspect", &[("token", refresh), ("token_type_hint", "refresh_token")])
                .with("Authorization", &basic)
                .with("Accept", "application/token-introspection+jwt"),
            Request::post("/revoke", &[("token", "lka_unknown")]).with("Authorization", &basic),
            Request::post("/revoke", &[("token", access), ("token_type_hint", "access_token"), secret[0], secret[1]]),
            Request::get("/userinfo", &[]).with("Authorization", &format!("Bearer {access}")),
            Request::post("/userinfo", &[("access_token", access)]),
            Request::new("OPTIONS", "/token").with("Origin", "https://app.example"),
        ]
    }

    async fn registration(provider: &TestProvider) -> Vec<Request> {
        let registrar = crate::registration::Registrar::new(provider);
        let guest = registrar.registered(&crate::registration::minimal()).await;
        let text = |name: &str| guest[name].as_str().unwrap().to_owned();
        let path = url::Url::parse(&text("registration_client_uri")).unwrap().path().to_owned();
        let bearer = format!("Bearer {}", text("registration_access_token"));
        let named = METADATA.replacen('{', &format!("{{\"client_id\":\"{}\",", text("client_id")), 1);
        vec![
            Request::json("POST", "/register", METADATA),
            Request::json("POST", "/register", METADATA).with("Authorization", "Bearer x"),
            Request::json("PUT", &path, &named).with("Authorization", &bearer),
            Request::get(&path, &[]).with("Authorization", &bearer),
            Request::new("DELETE", &path).with("Authorization", "Bearer x"),
        ]
    }

    fn pages(known: &str, sign_out: &Page) -> Vec<Request> {
        let csrf = sign_out.hidden_fields().into_iter().find(|(name, _)| name == "csrf").unwrap().1;
        let csrf = ("csrf", csrf.as_str());
        let new_password = ("new_password", "seven calm herons");
        let mut requests = vec![
            Request::post("/account/password", &[csrf, ("current_password", "wrong"), new_password]),
            Request::post("/account/sessions/end", &[csrf, ("session", "x")]),
            Request::post("/account/apps/remove", &[csrf, ("client_id", "other")]),
            Request::post("/setup", &[csrf, ("t", "x"), ("username", "eve"), ("password", "seven calm herons")]),
            Request::post("/invite", &[csrf, ("t", "x"), ("password", "seven calm herons")]),
            Request::get("/setup", &[("t", "x")]),
            Request::get("/invite", &[("t", "x")]),
            Request::json("PUT", "/register/app", METADATA).with("Authorization", "Bearer x"),
        ];
        for path in [
            "/",
            "/signed-out",
            "/signed-out/results",
            "/session-check",
            "/check-session-iframe",
            "/check-session-iframe/watch.js",
            "/jwks",
            "/.well-known/openid-configuration",
            "/.well-known/oauth-authorization-server",
            "/livez",
            "/readyz",
            "/static/style.css",
            "/nothing",
        ] {
            requests.push(Request::get(path, &[]));
        }
        for request in &mut requests {
            request.headers.push(("Cookie".to_owned(), known.to_owned()));
        }
        requests
    }
}
