//! Certificates of clients (RFC 8705) by real handshakes, and as proxies pass them on: who is the client, whose token
//! it is, at every endpoint.

mod bound;
mod certificates;
mod methods;
mod operators;
mod proxies;

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use latchkey::config::settings::{ListenAddress, MtlsSettings, TlsSettings};
use latchkey::jose::jwk::JwkSet;
use latchkey::protocol::claims::ScopeDefinition;
use latchkey::protocol::client::{Client, ClientAuthMethod, GrantType};
use latchkey::protocol::client_certificate::{CertificateSubject, SubjectMember};
use latchkey::protocol::scope::ScopeSet;
use serde_json::{Value, json};

use crate::support::browser::Page;
use crate::support::provider::{SECRET, client, public_client};
use crate::support::site::Authority;
use crate::support::{Browser, Builder, RelyingParty, TestProvider};
use certificates::{Holder, MADE};

/// The endpoints where clients prove who they are.
const ENDPOINTS: [&str; 5] = ["/token", "/par", "/device_authorization", "/introspect", "/revoke"];
const OFFLINE: (&str, &str) = ("scope", "openid email offline_access");
/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];

/// A provider with a listener for certificates.
struct Served {
    provider: TestProvider,
    /// Where that is.
    address: String,
    authority: Authority,
}

/// With one trusted authority.
fn builder() -> Builder {
    Builder::new()
        .settings(|settings| drop(settings.catalogue.scopes.insert("jobs:read".into(), ScopeDefinition::default())))
}

fn serve(builder: Builder) -> Served {
    serve_with(builder, |_| {})
}

/// An address where nobody listens, below the ports that the system gives out to whoever asks for any.
fn free_address() -> SocketAddr {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let begin = std::process::id() % 100 * 100;
    let candidates = std::iter::repeat_with(|| 20_000 + (begin + NEXT.fetch_add(1, Ordering::SeqCst)) % 10_000);
    let addresses = candidates.map(|port| SocketAddr::from(([127, 0, 0, 1], u16::try_from(port).unwrap())));
    addresses.take(1_000).find(|address| TcpListener::bind(address).is_ok()).expect("a free port")
}

fn serve_with(builder: Builder, change: impl FnOnce(&mut MtlsSettings)) -> Served {
    let authority = Authority::new();
    let socket = free_address();
    let address = format!("https://localhost:{}", socket.port());
    let mut mtls = MtlsSettings {
        listen: vec![ListenAddress::Tcp(socket)],
        client_ca_files: vec![MADE.file("trusted.pem")],
        base_url: Some(address.clone()),
        ..MtlsSettings::default()
    };
    change(&mut mtls);
    let (cert_file, key_file) = authority.certificate();
    let builder = builder.settings(|settings| {
        settings.server.tls = Some(TlsSettings { cert_file, key_file });
        settings.server.mtls = Some(mtls);
    });
    Served { provider: builder.start_one(), address, authority }
}

impl Served {
    /// A connection of whoever holds that, or nothing.
    fn http(&self, holder: Option<&Holder>) -> reqwest::Client {
        let authority = reqwest::Certificate::from_pem(&self.authority.pem()).unwrap();
        let builder = reqwest::Client::builder().no_proxy().tls_certs_only([authority]);
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        holder.map(Holder::identity).into_iter().fold(builder, reqwest::ClientBuilder::identity).build().unwrap()
    }

    /// A client that asks where certificates are asked for.
    fn party<'a>(&'a self, client_id: &'a str, holder: Option<&Holder>) -> RelyingParty<'a> {
        let usual = RelyingParty::of(&self.provider, client_id);
        RelyingParty { http: self.http(holder), address: self.address.clone(), ..usual }
    }

    /// Posts with the `client_id` in the body.
    async fn post(&self, path: &str, client_id: &str, holder: Option<&Holder>, fields: &[(&str, &str)]) -> Page {
        post(&self.party(client_id, holder), path, fields).await
    }

    /// A request that the endpoint answers whoever proves to be that client.
    async fn ask(&self, path: &str, client_id: &str, holder: Option<&Holder>) -> Page {
        ask(&self.party(client_id, holder), path).await
    }
}

async fn post(party: &RelyingParty<'_>, path: &str, fields: &[(&str, &str)]) -> Page {
    let request = party.http.post(format!("{}{path}", party.address));
    Page::read(request.form(&[fields, &[("client_id", party.client_id)]].concat()).send().await.unwrap()).await
}

async fn ask(party: &RelyingParty<'_>, path: &str) -> Page {
    post(party, path, &usual_fields(party, path)).await
}

fn usual_fields<'a>(party: &'a RelyingParty<'_>, path: &str) -> Vec<(&'a str, &'a str)> {
    match path {
        "/token" => vec![("grant_type", "client_credentials")],
        "/par" => vec![
            ("response_type", "code"),
            ("redirect_uri", &party.redirect_uri),
            ("scope", "openid"),
            CHALLENGE[0],
            CHALLENGE[1],
        ],
        "/device_authorization" => vec![("scope", "openid")],
        _ => vec![("token", "unknown")],
    }
}

fn is_answered(page: &Page) -> bool {
    page.status.is_success()
}

fn assert_refused(page: &Page, status: u16, error: &str, what: &str) {
    let json = page.json();
    assert_eq!((page.status.as_u16(), &json["error"]), (status, &error.into()), "{what}: {}", page.body);
    assert!(json.get("access_token").is_none());
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// A client that also asks for itself, with another method than a secret.
fn by(method: ClientAuthMethod, client_id: &str) -> Client {
    Client {
        token_endpoint_auth_method: Some(method),
        secrets: [].into(),
        grant_types: vec![
            GrantType::AuthorizationCode,
            GrantType::RefreshToken,
            GrantType::ClientCredentials,
            GrantType::DeviceCode,
        ],
        scope: Some(ScopeSet::parse("openid email offline_access jobs:read")),
        defined_at: Some("config.toml:1".into()),
        ..client(client_id)
    }
}

/// A client that is known by a name in its certificate.
fn named(client_id: &str, member: SubjectMember, value: &str) -> Client {
    let subject = CertificateSubject::parse(member, value).unwrap();
    Client { tls_client_auth: Some(subject), ..by(ClientAuthMethod::TlsClientAuth, client_id) }
}

/// The usual one of those.
fn by_dn() -> Client {
    named("crt", SubjectMember::Dn, "CN=app,O=Example,C=GB")
}

/// A client whose certificate is among its keys.
fn self_signed(client_id: &str, jwk: &Value) -> Client {
    let jwks = JwkSet::from_value(&json!({"keys": [jwk]})).unwrap();
    Client { jwks: Some(Arc::new(jwks)), ..by(ClientAuthMethod::SelfSignedTlsClientAuth, client_id) }
}

/// A client without credentials whose tokens are bound.
fn phone() -> Client {
    Client { tls_client_certificate_bound_access_tokens: true, ..public_client("phone") }
}

/// Signs ada in for that client, and redeems the code over the connection of `party`.
async fn redeem(party: &RelyingParty<'_>) -> Page {
    let code = party.code(&Browser::new(), &[&[OFFLINE][..], &CHALLENGE].concat()).await;
    redeem_code(party, &code).await
}

async fn redeem_code(party: &RelyingParty<'_>, code: &str) -> Page {
    let (redirect_uri, code) = (party.redirect_uri.as_str(), code);
    let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri)];
    post(party, "/token", &[&fields[..], &[("code_verifier", VERIFIER)]].concat()).await
}

async fn refresh(party: &RelyingParty<'_>, tokens: &Value) -> Page {
    let token = text(&tokens["refresh_token"]);
    post(party, "/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
}

/// What the confidential client `party` learns of a token of its own.
async fn introspect(party: &RelyingParty<'_>, token: &str) -> Value {
    post(party, "/introspect", &[("token", token)]).await.json()
}
