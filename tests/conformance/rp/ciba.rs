//! The relying party of the FAPI-CIBA plan: it asks for a person by name with a signed request, and polls, or is told when to ask.
//! Its tokens are bound to its certificate. The person answers by the approval that is there for such tests.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use latchkey::protocol::client::GrantType;
use reqwest::header::CONTENT_TYPE;
use rustls::ProtocolVersion;
use serde_json::{Value, json};

use super::callback::check_entropy;
use super::dpop::Holder;
use super::fapi::{Attempt, FapiClient, Proven, Which, identity};
use super::fapi_key::FapiKey;
use super::request::awkward_text;
use super::server::Request;
use crate::browser::http;
use crate::run::Run;
use crate::support::browser::Page;
use crate::support::relying_party::decode;
use crate::variant::{Delivery, Fapi};

/// The suite's half of the configuration.
static SUITE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../config/conformance-suite-fapi-ciba.json")).unwrap());
/// The issuer in it.
const ISSUER: &str = "https://latchkey.localhost:9443";
/// Where the suite is pinged.
pub const NOTIFICATION: &str = "/ciba-notification-endpoint";
/// The longest `client_notification_token` (CIBA Core §7.1).
const LONGEST_TOKEN: usize = 1024;
/// What `typ` says of a signed request (RFC 9101 §4).
const TYP: &str = "oauth-authz-req+jwt";

impl Run<'_> {
    /// How this plan learns that the person has answered.
    fn delivery(&self) -> Delivery {
        self.fapi().ciba.expect("the plan of FAPI-CIBA")
    }

    pub fn is_pinged(&self) -> bool {
        self.delivery() == Delivery::Ping
    }

    /// The client for what this plan varies, with its certificate in hand.
    pub fn ciba_client(&self, which: Which) -> FapiClient {
        let Fapi { by_certificate, .. } = self.fapi();
        let (member, certificate, second) = match which {
            Which::First => ("client", "mtls", ""),
            Which::Second => ("client2", "mtls2", "-second"),
        };
        let mtls = if by_certificate { "-mtls" } else { "" };
        let ping = if self.is_pinged() { "-ping" } else { "" };
        FapiClient {
            client_id: format!("fapi-ciba{mtls}{ping}{second}-client"),
            redirect_uri: String::new(),
            key: Arc::new(FapiKey::read(&SUITE[member]["jwks"]["keys"][0])),
            http: http(&self.op.authority).identity(identity(&SUITE[certificate])).build().unwrap(),
        }
    }

    /// The usual request of the first client.
    pub fn ciba(&self) -> Attempt {
        self.ciba_of(Which::First)
    }

    /// That of one of them. The second one names a level, and sends the longest token to be told by that there may be.
    pub fn ciba_of(&self, which: Which) -> Attempt {
        let text = |member: &str| SUITE["client"][member].as_str().unwrap();
        let (acr_values, expiry, length) = match which {
            Which::First => ("", "", 43),
            Which::Second => (SUITE["client2"]["acr_value"].as_str().unwrap(), "300", LONGEST_TOKEN),
        };
        let token = if self.is_pinged() { awkward_text(length) } else { String::new() };
        let attempt = Attempt {
            client: self.ciba_client(which),
            holder: Holder::new(),
            verifier: String::new(),
            parameters: Vec::new(),
            object: json!({"client_id": null}),
        };
        let number = |attempt: Attempt| match expiry.parse::<u64>() {
            Ok(seconds) => attempt.saying("requested_expiry", json!(seconds)),
            Err(_) => attempt,
        };
        number(attempt)
            .with("scope", text("scope"))
            .with(text("hint_type"), text("hint_value"))
            .with("acr_values", acr_values)
            .with("client_notification_token", &token)
    }

    /// The usual address of an endpoint, which is what assertions name.
    pub fn usual(&self, endpoint: &str) -> String {
        self.metadata[endpoint].as_str().unwrap_or_else(|| panic!("no {endpoint}")).to_owned()
    }

    /// Where clients ask: at the alias where they prove themselves by a certificate.
    pub fn ciba_endpoint(&self) -> String {
        let name = "backchannel_authentication_endpoint";
        match self.fapi().by_certificate {
            true => self.metadata["mtls_endpoint_aliases"][name].as_str().expect("an alias").to_owned(),
            false => self.usual(name),
        }
    }

    /// Proven by the certificate, or by an assertion for this audience.
    pub fn proven_to(&self, client: &FapiClient, aud: &str) -> Proven {
        match self.fapi().by_certificate {
            true => self.proven(client),
            false => {
                let mut claims = self.fapi_assertion_claims(client);
                claims["aud"] = json!(aud);
                client.asserted(&client.key.sign(&claims))
            }
        }
    }

    /// As it is right where a client asks.
    pub fn proven_to_ask(&self, client: &FapiClient) -> Proven {
        self.proven_to(client, &self.usual("backchannel_authentication_endpoint"))
    }

    /// As it is right where it polls.
    pub fn proven_to_poll(&self, client: &FapiClient) -> Proven {
        self.proven_to(client, &self.usual("token_endpoint"))
    }

    /// The signed request of an attempt.
    pub fn signed_request(&self, attempt: &Attempt) -> String {
        let typ = attempt.client.client_id.contains("second").then_some(TYP);
        attempt.client.key.sign_as(typ, &self.object_claims(attempt))
    }

    /// Sends this in the place of a signed request.
    pub async fn send_request(&self, client: &FapiClient, request: &str) -> Page {
        let fields = [("request".to_owned(), request.to_owned())];
        self.send_to_ask(&fields, &self.proven_to_ask(client)).await
    }

    /// Sends these fields, proven so.
    pub async fn send_to_ask(&self, fields: &[(String, String)], proven: &Proven) -> Page {
        super::fapi::send(proven, &self.ciba_endpoint(), fields, &[]).await
    }

    /// Asks as it is right, whatever the attempt says.
    pub async fn try_to_ask(&self, attempt: &Attempt) -> Page {
        self.send_request(&attempt.client, &self.signed_request(attempt)).await
    }

    /// Asks, and has the `auth_req_id`.
    pub async fn ask_for_person(&self, attempt: &Attempt) -> String {
        self.auth_req_id(&self.try_to_ask(attempt).await)
    }

    /// That of an answer, checked (CIBA Core §7.3).
    pub fn auth_req_id(&self, answer: &Page) -> String {
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.header("content-type").starts_with("application/json"));
        let answer = answer.json();
        assert!(answer["expires_in"].as_u64().is_some_and(|seconds| seconds > 0), "{answer}");
        assert!(answer["interval"].as_u64().is_some_and(|seconds| seconds > 0), "{answer}");
        let auth_req_id = answer["auth_req_id"].as_str().expect("an auth_req_id");
        let allowed = |octet: u8| octet.is_ascii_alphanumeric() || b".-_".contains(&octet);
        assert!(auth_req_id.bytes().all(allowed), "{auth_req_id}");
        check_entropy(auth_req_id);
        auth_req_id.to_owned()
    }

    /// The person answers, `allow` or `deny`, as the suite has it done.
    pub async fn answer_by_person(&self, auth_req_id: &str, action: &str) {
        let url = SUITE["automated_ciba_approval_url"].as_str().unwrap().replace(ISSUER, &self.op.issuer);
        let url = url.replace("{auth_req_id}", auth_req_id).replace("{action}", action);
        let answer = Page::read(self.http.post(url).send().await.unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    fn to_poll(auth_req_id: &str) -> Vec<(String, String)> {
        [("grant_type", GrantType::Ciba.as_str()), ("auth_req_id", auth_req_id)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    /// Polls, proven so.
    pub async fn poll_as(&self, proven: &Proven, auth_req_id: &str) -> Page {
        self.ask(&Self::to_poll(auth_req_id), proven, &[]).await
    }

    /// Polls as it is right.
    pub async fn poll(&self, client: &FapiClient, auth_req_id: &str) -> Page {
        self.poll_as(&self.proven_to_poll(client), auth_req_id).await
    }

    /// Polls, and nobody has answered.
    pub async fn is_pending(&self, client: &FapiClient, auth_req_id: &str) {
        self.json_error(&self.poll(client, auth_req_id).await, &["authorization_pending", "slow_down"]);
    }

    /// The pings for a request so far. Those of other requests may come meanwhile.
    pub fn pings(&self, auth_req_id: &str) -> Vec<Request> {
        let all = self.op.rp.requests_to(NOTIFICATION);
        all.into_iter().filter(|request| request.body.contains(auth_req_id)).collect()
    }

    /// Waits for the ping, and checks what it says and how it came (CIBA Core §10.2).
    pub async fn ping(&self, attempt: &Attempt, auth_req_id: &str) -> Request {
        for _ in 0..1_000 {
            let Some(ping) = self.pings(auth_req_id).pop() else {
                tokio::time::sleep(Duration::from_millis(5)).await;
                continue;
            };
            let token = attempt.get("client_notification_token").unwrap();
            let head = |wanted: String| ping.head.lines().any(|line| line.eq_ignore_ascii_case(&wanted));
            assert_eq!((ping.method.as_str(), ping.tls), ("POST", Some(ProtocolVersion::TLSv1_3)));
            assert!(ping.head.contains(&format!("Bearer {token}")), "{}", ping.head);
            assert!(head(format!("{CONTENT_TYPE}: application/json")), "{}", ping.head);
            let body: Value = serde_json::from_str(&ping.body).unwrap();
            assert_eq!(body, json!({"auth_req_id": auth_req_id}), "and nothing else");
            return ping;
        }
        panic!("no ping for {auth_req_id}");
    }

    /// Waits for the ping where there is one; nobody else is told anything.
    pub async fn is_told(&self, attempt: &Attempt, auth_req_id: &str) {
        match self.is_pinged() {
            true => drop(self.ping(attempt, auth_req_id).await),
            false => assert!(self.pings(auth_req_id).is_empty()),
        }
    }

    /// Polls in vain twice, lets the person allow it, and has the tokens, checked.
    pub async fn tokens_of_person(&self, attempt: &Attempt, auth_req_id: &str) -> Value {
        self.is_pending(&attempt.client, auth_req_id).await;
        self.op.advance(5);
        self.is_pending(&attempt.client, auth_req_id).await;
        self.answer_by_person(auth_req_id, "allow").await;
        self.is_told(attempt, auth_req_id).await;
        let tokens = self.bound_tokens(attempt, &self.poll(&attempt.client, auth_req_id).await).await;
        let (_, claims) = decode(tokens["id_token"].as_str().unwrap());
        assert!(claims.get("c_hash").is_none() && claims.get("s_hash").is_none(), "{claims}");
        if let Some(known) = claims.get("urn:openid:params:jwt:claim:auth_req_id") {
            assert_eq!(known, auth_req_id);
        }
        if let Some(acr) = attempt.get("acr_values") {
            assert_eq!(claims["acr"], acr);
        }
        tokens
    }

    /// Everything from the request to the resource.
    pub async fn works_for(&self, attempt: &Attempt) -> Value {
        let auth_req_id = self.ask_for_person(attempt).await;
        let tokens = self.tokens_of_person(attempt, &auth_req_id).await;
        self.can_use(attempt, tokens["access_token"].as_str().unwrap()).await;
        tokens
    }
}
