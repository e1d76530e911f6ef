//! The relying party of the FAPI 2.0 plans: it pushes its requests, proves itself by assertions, and holds the key that its
//! tokens are bound to.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey::protocol::client_assertion::TYPE;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::callback::{Place, check_description, check_entropy, check_expires_in, read};
use super::client::RpClient;
use super::dpop::{Holder, Proof};
use super::fapi_key::FapiKey;
use super::request::{Request, awkward_text};
use crate::browser::http;
use crate::run::{FORM, Run};
use crate::support::browser::Page;
use crate::variant::{ClientAuth, Fapi};

/// The suite's half of the configuration.
static SUITE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../config/conformance-suite-fapi2.json")).unwrap());
/// The same where clients have certificates.
static SUITE_MTLS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../config/conformance-suite-fapi2-mtls.json")).unwrap());

/// Which of the two clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    First,
    Second,
}

/// A client of the configuration.
#[derive(Debug, Clone)]
pub struct FapiClient {
    pub client_id: String,
    pub redirect_uri: String,
    pub key: Arc<FapiKey>,
    /// How it connects: with its certificate where the plan has that.
    pub http: reqwest::Client,
}

/// How a request proves which client sends it.
#[derive(Debug, Clone)]
pub struct Proven {
    http: reqwest::Client,
    fields: Vec<(String, String)>,
}

impl FapiClient {
    /// By that assertion.
    pub fn asserted(&self, assertion: &str) -> Proven {
        let fields = [("client_assertion_type", TYPE), ("client_assertion", assertion)];
        Proven {
            http: self.http.clone(),
            fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        }
    }

    /// By its certificate, in the name of that client.
    pub fn certified_as(&self, client_id: &str) -> Proven {
        Proven { http: self.http.clone(), fields: vec![("client_id".to_owned(), client_id.to_owned())] }
    }
}

impl Proven {
    /// Without that field.
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self
    }

    /// With this value in it.
    pub fn with(self, name: &str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.fields.push((name.to_owned(), value.to_owned()));
        changed
    }
}

/// A request for a sign-in, in the making.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub client: FapiClient,
    pub holder: Holder,
    pub verifier: String,
    pub parameters: Vec<(String, String)>,
    /// What its request object says otherwise, where it has one; `null` leaves a claim out.
    pub object: Value,
}

impl Attempt {
    /// Sets a parameter; an empty value removes it.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.parameters.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.parameters.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Lets the request object say that.
    pub fn saying(mut self, name: &str, value: Value) -> Self {
        self.object[name] = value;
        self
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// As the checks of authorization responses know requests.
    fn request(&self) -> Request {
        let client = RpClient {
            client_id: self.client.client_id.clone(),
            client_secret: None,
            redirect_uri: self.client.redirect_uri.clone(),
            auth: ClientAuth::PrivateKeyJwt,
            metadata: [("id_token_signed_response_alg".to_owned(), json!("ES256"))].into_iter().collect(),
            key: None,
        };
        Request { client, parameters: self.parameters.clone() }
    }
}

impl Run<'_> {
    /// What this plan varies.
    pub fn fapi(&self) -> Fapi {
        self.variant.fapi.expect("a plan of FAPI 2.0")
    }

    pub fn now(&self) -> i64 {
        self.op.provider.now().seconds()
    }

    /// The client for what this plan varies.
    pub fn fapi_client(&self, which: Which) -> FapiClient {
        let kind = match self.fapi() {
            Fapi { signed: true, jarm: true, .. } => "fapi2-signing",
            Fapi { signed: true, jarm: false, .. } => "fapi2-jar",
            _ => "fapi2",
        };
        let (second, member, certificate, query) = match which {
            Which::First => ("", "client", "mtls", ""),
            Which::Second => ("-second", "client2", "mtls2", "?dummy1=lorem&dummy2=ipsum"),
        };
        let Fapi { by_certificate, bound_to_certificate, .. } = self.fapi();
        let (mtls, bound) =
            (if by_certificate { "-mtls" } else { "" }, if bound_to_certificate { "-bound" } else { "" });
        let (suite, http) = match by_certificate || bound_to_certificate {
            false => (&SUITE, self.http.clone()),
            true => {
                (&SUITE_MTLS, http(&self.op.authority).identity(identity(&SUITE_MTLS[certificate])).build().unwrap())
            }
        };
        FapiClient {
            http,
            client_id: format!("{kind}{mtls}{bound}{second}-client"),
            redirect_uri: format!("{}{query}", self.op.rp.callback()),
            key: Arc::new(FapiKey::read(&suite[member]["jwks"]["keys"][0])),
        }
    }

    /// The usual request of the first client.
    pub fn attempt(&self) -> Attempt {
        self.attempt_of(Which::First)
    }

    pub fn attempt_of(&self, which: Which) -> Attempt {
        let (client, fapi, verifier) = (self.fapi_client(which), self.fapi(), awkward_text(64));
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        let scope = if fapi.openid { "openid email" } else { "accounts" };
        let nonce = if fapi.openid { awkward_text(43) } else { String::new() };
        let redirect_uri = client.redirect_uri.clone();
        let attempt = Attempt { client, holder: Holder::new(), verifier, parameters: Vec::new(), object: json!({}) };
        attempt
            .with("response_type", "code")
            .with("redirect_uri", &redirect_uri)
            .with("scope", scope)
            .with("state", &awkward_text(16))
            .with("nonce", &nonce)
            .with("code_challenge", &challenge)
            .with("code_challenge_method", "S256")
            .with("response_mode", if fapi.jarm { "jwt" } else { "" })
            .with("authorization_details", &if fapi.rar { details().to_string() } else { String::new() })
    }

    /// The claims of a client assertion for the issuer.
    pub fn fapi_assertion_claims(&self, client: &FapiClient) -> Value {
        let now = self.now();
        json!({
            "iss": client.client_id, "sub": client.client_id, "aud": self.op.issuer, "jti": latchkey::random::token(),
            "iat": now, "nbf": now, "exp": now + 60,
        })
    }

    /// As it is right.
    pub fn proven(&self, client: &FapiClient) -> Proven {
        match self.fapi().by_certificate {
            true => client.certified_as(&client.client_id),
            false => client.asserted(&client.key.sign(&self.fapi_assertion_claims(client))),
        }
    }

    /// An endpoint, at its alias where clients have certificates (RFC 8705 §5).
    fn endpoint(&self, name: &str) -> &str {
        let Fapi { by_certificate, bound_to_certificate, .. } = self.fapi();
        let document = match by_certificate || bound_to_certificate {
            true => &self.metadata["mtls_endpoint_aliases"],
            false => &self.metadata,
        };
        document[name].as_str().unwrap_or_else(|| panic!("no {name}"))
    }

    /// The claims of the request object of an attempt (FAPI 2.0 Message Signing §5.3).
    pub fn object_claims(&self, attempt: &Attempt) -> Value {
        let now = self.now();
        let client_id = &attempt.client.client_id;
        let mut claims = json!({
            "iss": client_id, "client_id": client_id, "aud": self.op.issuer, "jti": latchkey::random::token(),
            "iat": now, "nbf": now, "exp": now + 300,
        });
        attempt.parameters.iter().for_each(|(name, value)| claims[name] = json!(value));
        for (name, value) in attempt.object.as_object().unwrap() {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value.clone(),
            }
        }
        claims
    }

    /// What is pushed: the parameters, or a signed object of them.
    pub fn to_push(&self, attempt: &Attempt) -> Vec<(String, String)> {
        match self.fapi().signed {
            true => vec![("request".to_owned(), attempt.client.key.sign(&self.object_claims(attempt)))],
            false => attempt.parameters.clone(),
        }
    }

    pub fn par_endpoint(&self) -> &str {
        self.endpoint("pushed_authorization_request_endpoint")
    }

    /// Pushes this, proven so, with those proofs of keys.
    pub async fn push_with(&self, fields: &[(String, String)], proven: &Proven, proofs: &[String]) -> Page {
        send(proven, self.par_endpoint(), fields, proofs).await
    }

    /// Pushes an attempt.
    pub async fn push(&self, attempt: &Attempt) -> Page {
        self.push_with(&self.to_push(attempt), &self.proven(&attempt.client), &[]).await
    }

    /// The `request_uri` of an attempt.
    pub async fn pushed(&self, attempt: &Attempt) -> String {
        self.request_uri(&self.push(attempt).await)
    }

    /// That of an answer, checked (RFC 9126 §2.2).
    pub fn request_uri(&self, answer: &Page) -> String {
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"));
        assert!(answer.header("cache-control").contains("no-store"));
        let answer = answer.json();
        let expires_in = answer["expires_in"].as_u64().expect("expires_in, a number");
        assert!((5..600).contains(&expires_in), "{expires_in}");
        let request_uri = answer["request_uri"].as_str().expect("a request_uri");
        assert!(request_uri.starts_with("urn:ietf:params:oauth:request_uri:"), "{request_uri}");
        check_entropy(request_uri);
        request_uri.to_owned()
    }

    /// The address that the browser is sent to, with what else stands there.
    pub fn address(&self, client: &FapiClient, request_uri: &str, more: &[(&str, &str)]) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs([("client_id", client.client_id.as_str()), ("request_uri", request_uri)]).extend_pairs(more);
        format!("{}?{}", self.metadata["authorization_endpoint"].as_str().unwrap(), query.finish())
    }

    /// Lets the person do what the pages ask.
    pub async fn bring(&self, attempt: &Attempt, request_uri: &str) -> Page {
        let page = self.browser.visit(&self.address(&attempt.client, request_uri, &[])).await;
        self.browser.walk(page).await.0
    }

    /// The parameters of an authorization response, out of the JWT where it is one (JARM §2.4), with their `state` and `iss`.
    pub async fn answer(&self, attempt: &Attempt, page: &Page) -> BTreeMap<String, String> {
        let outside = read(page, &attempt.client.redirect_uri, Place::Query);
        let inside = match self.fapi().jarm {
            false => outside,
            true => {
                let names: Vec<&str> = outside.keys().map(String::as_str).collect();
                assert_eq!(names, ["response"], "everything stands in the JWT");
                self.response_claims(attempt, &outside["response"]).await
            }
        };
        assert_eq!(inside.get("state").map(String::as_str), attempt.get("state"), "the state comes back as it was");
        assert_eq!(inside["iss"], self.op.issuer, "RFC 9207");
        inside
    }

    async fn response_claims(&self, attempt: &Attempt, jwt: &str) -> BTreeMap<String, String> {
        let claims = self.verify(jwt, "ES256").await;
        assert_eq!(claims["aud"], attempt.client.client_id);
        let exp = claims["exp"].as_i64().unwrap();
        assert!(exp > self.now() && exp <= self.now() + 600, "{exp}");
        let text = |(name, value): (&String, &Value)| value.as_str().map(|text| (name.clone(), text.to_owned()));
        claims.as_object().unwrap().iter().filter(|(name, _)| *name != "aud").filter_map(text).collect()
    }

    /// The code of a successful response.
    pub async fn granted(&self, attempt: &Attempt, page: &Page) -> String {
        let answer = self.answer(attempt, page).await;
        assert!(!answer.contains_key("error"), "{answer:?}");
        let known = ["code", "state", "iss", "session_state"];
        assert!(answer.keys().all(|name| known.contains(&name.as_str())), "{answer:?}");
        check_entropy(&answer["code"]);
        answer["code"].clone()
    }

    /// The error of a refused one.
    pub async fn refused(&self, attempt: &Attempt, page: &Page) -> String {
        let answer = self.answer(attempt, page).await;
        let known = ["error", "error_description", "error_uri", "state", "iss", "session_state"];
        assert!(answer.keys().all(|name| known.contains(&name.as_str())), "{answer:?}");
        check_description(answer.get("error_description").map_or("", String::as_str));
        answer.get("error").cloned().unwrap_or_else(|| panic!("no error: {answer:?}"))
    }

    /// Pushes, signs in and has the code.
    pub async fn code(&self, attempt: &Attempt) -> String {
        let request_uri = self.pushed(attempt).await;
        let page = self.bring(attempt, &request_uri).await;
        self.granted(attempt, &page).await
    }

    pub fn token_endpoint(&self) -> &str {
        self.endpoint("token_endpoint")
    }

    /// The resource: userinfo, or, where tokens are without `openid`, what is there for tests.
    pub fn resource_address(&self) -> String {
        let userinfo = self.endpoint("userinfo_endpoint");
        match self.fapi().openid && !self.fapi().client_credentials {
            true => userinfo.to_owned(),
            false => userinfo.replace("/userinfo", "/resource_for_tests"),
        }
    }

    /// What shows that its sender holds what tokens are to be bound to, at the token endpoint: a proof of a key, or
    /// nothing, where that is the certificate.
    pub fn token_proofs(&self, attempt: &Attempt) -> Vec<String> {
        let proof = || attempt.holder.sign(&self.proof_for_token(&attempt.holder));
        (!self.fapi().bound_to_certificate).then(proof).into_iter().collect()
    }

    /// The same at the resource.
    pub fn resource_proofs(&self, attempt: &Attempt, access_token: &str) -> Vec<String> {
        let proof = || attempt.holder.sign(&self.proof_for_resource(&attempt.holder, access_token));
        (!self.fapi().bound_to_certificate).then(proof).into_iter().collect()
    }

    /// The scheme of bound tokens (RFC 9449 §7.1; RFC 8705 §3 has none of its own).
    pub fn scheme(&self) -> &'static str {
        if self.fapi().bound_to_certificate { "Bearer" } else { "DPoP" }
    }

    /// The usual proof for the token endpoint.
    pub fn proof_for_token(&self, holder: &Holder) -> Proof {
        holder.proof("POST", self.token_endpoint(), self.now(), None)
    }

    /// The form that redeems a code.
    pub fn to_redeem(&self, attempt: &Attempt, code: &str) -> Vec<(String, String)> {
        let redirect_uri = attempt.get("redirect_uri").unwrap_or(&attempt.client.redirect_uri);
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("code_verifier", &attempt.verifier),
        ];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    /// Asks the token endpoint, proven so, with those proofs of keys.
    pub async fn ask(&self, fields: &[(String, String)], proven: &Proven, proofs: &[String]) -> Page {
        send(proven, self.token_endpoint(), fields, proofs).await
    }

    /// Redeems a code as it is right.
    pub async fn exchange(&self, attempt: &Attempt, code: &str) -> Page {
        let (proven, proofs) = (self.proven(&attempt.client), self.token_proofs(attempt));
        self.ask(&self.to_redeem(attempt, code), &proven, &proofs).await
    }

    /// Everything up to the tokens.
    pub async fn tokens(&self, attempt: &Attempt) -> Value {
        let code = self.code(attempt).await;
        let answer = self.exchange(attempt, &code).await;
        self.bound_tokens(attempt, &answer).await
    }

    /// A successful token response: bound, and with an ID token where the plan has one.
    pub async fn bound_tokens(&self, attempt: &Attempt, answer: &Page) -> Value {
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"));
        assert_eq!(answer.header("cache-control"), "no-store");
        let tokens = answer.json();
        assert_eq!(tokens["token_type"], self.scheme());
        check_expires_in(tokens["expires_in"].as_i64().expect("expires_in, a number"));
        check_entropy(tokens["access_token"].as_str().unwrap());
        match self.fapi().openid && attempt.get("scope").is_some_and(|scope| scope.contains("openid")) {
            true => drop(self.back_id_token(&attempt.request(), &tokens).await),
            false => assert!(tokens.get("id_token").is_none(), "{tokens}"),
        }
        // RFC 9396 §7: as it was asked for and allowed.
        match attempt.get("authorization_details") {
            Some(_) => assert_eq!(tokens["authorization_details"], *details()),
            None => assert!(tokens.get("authorization_details").is_none(), "{tokens}"),
        }
        tokens
    }

    /// The form of a client that asks for itself.
    pub fn to_ask_for_itself(&self) -> Vec<(String, String)> {
        [("grant_type", "client_credentials"), ("scope", "accounts")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    /// The usual access token of the plan: of a person, or of the client itself.
    pub async fn access_token(&self, attempt: &Attempt) -> String {
        let tokens = match self.fapi().client_credentials {
            false => self.tokens(attempt).await,
            true => {
                let (proven, proofs) = (self.proven(&attempt.client), self.token_proofs(attempt));
                let answer = self.ask(&self.to_ask_for_itself(), &proven, &proofs).await;
                assert_eq!(answer.status, 200, "{}", answer.body);
                assert_eq!(answer.json()["token_type"], self.scheme());
                answer.json()
            }
        };
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    /// The usual proof for the resource.
    pub fn proof_for_resource(&self, holder: &Holder, access_token: &str) -> Proof {
        holder.proof("GET", &self.resource_address(), self.now(), Some(access_token))
    }

    /// Asks the resource as that client connects, with this header and these proofs.
    pub async fn resource(&self, client: &FapiClient, authorization: &str, proofs: &[String]) -> Page {
        let request = client.http.get(self.resource_address()).header("authorization", authorization);
        let request = proofs.iter().fold(request, |request, proof| request.header("dpop", proof));
        Page::read(request.send().await.unwrap()).await
    }

    /// Asks the resource as it is right.
    pub async fn can_use(&self, attempt: &Attempt, access_token: &str) {
        let authorization = format!("{} {access_token}", self.scheme());
        let page = self.resource(&attempt.client, &authorization, &self.resource_proofs(attempt, access_token)).await;
        assert_eq!(page.status, 200, "{}", page.body);
    }

    /// An error in JSON with one of these codes.
    pub fn json_error(&self, page: &Page, codes: &[&str]) {
        let error = page.json()["error"].as_str().unwrap_or_default().to_owned();
        assert!(codes.contains(&error.as_str()), "{error:?} is none of {codes:?}: {} {}", page.status, page.body);
        let status = page.status.as_u16();
        assert!(status == 400 || (status == 401 && error == "invalid_client"), "{status}");
        assert!(page.header("content-type").starts_with("application/json"));
        check_description(page.json()["error_description"].as_str().unwrap_or_default());
    }

    /// A page for the person, which leads to no app by itself, with a sentence that the suite's browser waits for.
    pub fn is_over(&self, page: &Page, sentence: &str) {
        let tasks = SUITE["browser"][0]["tasks"].as_array().unwrap();
        let awaited = tasks.last().unwrap()["commands"][0][4].as_str().unwrap();
        assert!(awaited.split('|').any(|known| known == sentence), "{awaited}");
        self.error_page(page, sentence);
    }
}

/// What is asked for in detail (`authorization_request_type=rar`).
pub fn details() -> &'static Value {
    &SUITE["resource"]["richAuthorizationRequest"]
}

/// A certificate of the suite's half of the configuration, with its key.
pub fn identity(certificate: &Value) -> reqwest::Identity {
    let pem = |part: &str| certificate[part].as_str().unwrap();
    reqwest::Identity::from_pem(format!("{}{}", pem("cert"), pem("key")).as_bytes()).unwrap()
}

/// Sends a form.
pub async fn send(proven: &Proven, endpoint: &str, fields: &[(String, String)], proofs: &[String]) -> Page {
    let request = proven.http.post(endpoint).header(CONTENT_TYPE, FORM).form(&[fields, &proven.fields].concat());
    let request = proofs.iter().fold(request, |request, proof| request.header("dpop", proof));
    Page::read(request.send().await.unwrap()).await
}
