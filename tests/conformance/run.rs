//! One run of one module: the relying party's means, and the flow that almost every module goes through.

use std::collections::BTreeMap;

use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::browser::{self, Browser};
use crate::op::Op;
use crate::rp::callback::{Callback, check_description, check_entropy, check_expires_in, leaves};
use crate::rp::client::RpClient;
use crate::rp::id_token::IdToken;
use crate::rp::key::sign_with_secret;
use crate::rp::request::Request;
use crate::support::browser::Page;
use crate::variant::{ClientAuth, Registration, Variant};

/// As the suite writes it, with a charset.
pub const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// What became of a module. One that fails panics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// As the suite would skip it, with its reason.
    Skipped(String),
}

/// What a module has in hand.
pub struct Run<'a> {
    pub op: &'a Op,
    pub variant: Variant,
    pub browser: Browser,
    pub http: reqwest::Client,
    /// The discovery document.
    pub metadata: Value,
    /// Registrations to end afterwards, with their tokens.
    pub to_delete: Vec<(String, String)>,
}

/// A sign-in with everything that came of it.
#[derive(Debug, Clone)]
pub struct Flow {
    pub request: Request,
    pub callback: Callback,
    /// The ID token of the authorization response.
    pub front: Option<IdToken>,
    /// The token response.
    pub tokens: Option<Value>,
    /// The ID token of the token response.
    pub back: Option<IdToken>,
}

impl Flow {
    /// The ID token; the first where two came, which agree.
    pub fn id_token(&self) -> &IdToken {
        self.front.as_ref().or(self.back.as_ref()).expect("an ID token")
    }

    /// The access token; that of the token endpoint where two came.
    pub fn access_token(&self) -> Option<&str> {
        let of_back = self.tokens.as_ref().map(|tokens| tokens["access_token"].as_str().unwrap());
        of_back.or(self.callback.parameters.get("access_token").map(String::as_str))
    }
}

impl<'a> Run<'a> {
    pub async fn new(op: &'a Op, variant: Variant) -> Self {
        let http = browser::http(&op.authority).build().unwrap();
        let browser = Browser::new(&op.authority);
        let mut run = Self { op, variant, browser, http, metadata: Value::Null, to_delete: Vec::new() };
        run.metadata = run.get(&op.url("/.well-known/openid-configuration")).await.json();
        run
    }

    pub async fn get(&self, url: &str) -> Page {
        Page::read(self.http.get(url).send().await.unwrap()).await
    }

    /// The words that a list of the metadata holds.
    pub fn supported(&self, name: &str) -> Vec<&str> {
        let list = self.metadata.get(name).and_then(Value::as_array);
        list.map(|list| list.iter().map(|value| value.as_str().unwrap()).collect()).unwrap_or_default()
    }

    /// The client of this variant, registered now if it is a dynamic one.
    pub async fn client(&mut self) -> RpClient {
        self.client_with("client", json!({})).await
    }

    /// That client of the configuration, or one registered with these changes.
    pub async fn client_with(&mut self, configured: &str, changes: Value) -> RpClient {
        match self.variant.registration {
            Registration::Static => RpClient::of_configuration(self, configured),
            Registration::Dynamic => self.register(changes).await,
        }
    }

    /// Sends the browser to the authorization endpoint and lets the person do what the pages ask.
    pub async fn authorize(&self, request: &Request) -> (Page, browser::Asked) {
        let page = self.browser.visit(&request.url(self)).await;
        self.browser.walk(page).await
    }

    /// Signs in, or is signed in already, and gets everything there is.
    pub async fn sign_in(&self, client: &RpClient, changes: &[(&str, &str)]) -> Flow {
        self.follow(Request::new(self, client, changes)).await
    }

    /// The same with a request at hand.
    pub async fn follow(&self, request: Request) -> Flow {
        let (page, asked) = self.authorize(&request).await;
        self.finish(request, &page, asked).await
    }

    /// From the authorization response on.
    pub async fn finish(&self, request: Request, page: &Page, asked: browser::Asked) -> Flow {
        let callback = self.success(&request, page, asked);
        let front = self.front_id_token(&request, &callback).await;
        let (mut tokens, mut back) = (None, None);
        if let Some(code) = callback.parameters.get("code") {
            let answer = self.token_response(&self.redeem(&request, code).await);
            let id_token = self.back_id_token(&request, &answer).await;
            if let Some(front) = &front {
                for claim in ["iss", "sub", "aud", "azp", "auth_time", "sid"] {
                    assert_eq!(front.claims.get(claim), id_token.claims.get(claim), "{claim} of both ID tokens");
                }
            }
            (tokens, back) = (Some(answer), Some(id_token));
        }
        Flow { request, callback, front, tokens, back }
    }

    /// Sends a code to the token endpoint.
    pub async fn redeem(&self, request: &Request, code: &str) -> Page {
        let redirect_uri = &request.client.redirect_uri;
        let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri)];
        self.token(&request.client, &fields).await
    }

    /// Uses a refresh token.
    pub async fn refresh(&self, client: &RpClient, refresh_token: &str, more: &[(&str, &str)]) -> Page {
        let fields = [&[("grant_type", "refresh_token"), ("refresh_token", refresh_token)], more].concat();
        self.token(client, &fields).await
    }

    /// A request to the token endpoint by the client's way of authentication.
    pub async fn token(&self, client: &RpClient, fields: &[(&str, &str)]) -> Page {
        self.token_with_aud(client, fields, self.metadata["token_endpoint"].as_str().unwrap()).await
    }

    /// The same with another `aud` where an assertion is sent.
    pub async fn token_with_aud(&self, client: &RpClient, fields: &[(&str, &str)], aud: &str) -> Page {
        self.post_as(client, self.metadata["token_endpoint"].as_str().unwrap(), fields, aud).await
    }

    /// The same to another endpoint.
    pub async fn post_as(&self, client: &RpClient, endpoint: &str, fields: &[(&str, &str)], aud: &str) -> Page {
        let mut fields: BTreeMap<&str, String> =
            fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let mut request = self.http.post(endpoint).header(CONTENT_TYPE, FORM);
        let supported = self.supported("token_endpoint_auth_methods_supported");
        assert!(supported.contains(&client.auth.as_str()), "{} is not advertised", client.auth.as_str());
        let secret = || client.client_secret.clone().expect("a client_secret");
        match client.auth {
            // RFC 6749 §2.3.1: each half form-encoded.
            ClientAuth::SecretBasic => request = request.basic_auth(form(&client.client_id), Some(form(&secret()))),
            ClientAuth::SecretPost => {
                fields.insert("client_id", client.client_id.clone());
                fields.insert("client_secret", secret());
            }
            ClientAuth::SecretJwt | ClientAuth::PrivateKeyJwt => {
                let claims = self.assertion_claims(client, aud);
                let assertion = if client.auth == ClientAuth::SecretJwt {
                    sign_with_secret(&secret(), &claims)
                } else {
                    client.key.as_ref().map_or_else(|| self.op.key.sign(&claims), |key| key.sign(&claims))
                };
                let jwt_bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                fields.insert("client_assertion_type", jwt_bearer.to_owned());
                fields.insert("client_assertion", assertion);
            }
        }
        Page::read(request.form(&fields).send().await.unwrap()).await
    }

    fn assertion_claims(&self, client: &RpClient, aud: &str) -> Value {
        let now = self.op.provider.now().seconds();
        json!({
            "iss": client.client_id, "sub": client.client_id, "aud": aud, "jti": latchkey::random::token(),
            "iat": now, "nbf": now, "exp": now + 60,
        })
    }

    /// A successful token response, checked.
    pub fn token_response(&self, answer: &Page) -> Value {
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"));
        assert_eq!(answer.header("cache-control"), "no-store");
        let tokens = answer.json();
        assert_eq!(tokens["token_type"].as_str().unwrap().to_ascii_lowercase(), "bearer");
        check_expires_in(tokens["expires_in"].as_i64().expect("expires_in, a number"));
        for token in ["access_token", "refresh_token"].into_iter().filter_map(|name| tokens.get(name)) {
            let token = token.as_str().unwrap();
            check_entropy(token);
            assert!(token.bytes().all(|byte| matches!(byte, 0x20..=0x7e)), "RFC 6749 §A.12, §A.17: {token}");
        }
        tokens
    }

    /// A refusal of the token endpoint (RFC 6749 §5.2).
    pub fn token_error(&self, answer: &Page, code: &str) {
        let status = if code == "invalid_client" { 401 } else { 400 };
        assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (status, Some(code)), "{}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"));
        assert_eq!(answer.header("cache-control"), "no-store");
        check_description(answer.json()["error_description"].as_str().unwrap());
    }

    /// A page that tells people what is wrong, and sends nobody anywhere.
    pub fn error_page(&self, page: &Page, sentence: &str) {
        assert!(!leaves(page), "nobody is sent away: {:?}", page.raw_location());
        assert_eq!(page.status, 400, "{}", page.body);
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(page.body.contains(sentence), "{sentence}: {}", page.body);
    }

    /// `prompt=none` now finds nobody signed in.
    pub async fn expect_signed_out(&self, client: &RpClient) {
        let request = Request::new(self, client, &[("prompt", "none")]);
        let page = self.browser.visit(&request.url(self)).await;
        self.error(&request, &page, &["login_required"]);
    }
}

/// `application/x-www-form-urlencoded` of one value.
fn form(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
