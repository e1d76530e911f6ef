//! A client: what a relying party registered, in the names of OpenID Connect Dynamic Client Registration §2.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::access_token::AccessTokenFormat;
use super::client_assertion::AssertionAudience;
use super::client_certificate::CertificateSubject;
use super::client_id_document;
use super::client_proof::AssertionAlgorithm;
use super::client_secrets::ClientSecrets;
use super::introspection::IntrospectionRight;
use super::language::LanguageTag;
use super::pkce::PkceRule;
use super::proven_by::ProvenBy;
use super::redirect_uri::{ApplicationType, RedirectUri};
use super::resource::Resource;
use super::response_type::ResponseType;
use super::scope::ScopeSet;
use super::security_profile::{Rules, SecurityProfile};
use super::shown_client::Localized;
use super::subject::SubjectType;
use super::token_exchange::ExchangePolicy;
use super::workload::Workload;
use crate::clock::Timestamp;
use crate::jose::algorithms::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::jose::jwk::JwkSet;
use crate::secret::{Digest, Secret};

/// `client_id` (RFC 6749 §2.2), compared byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(Arc<str>);

impl ClientId {
    /// An identifier of 1 to 255 printable ASCII characters (VSCHAR of RFC 6749 appendix A.1); `None` for others.
    pub fn parse(text: &str) -> Option<Self> {
        let valid = (1..=255).contains(&text.len()) && text.bytes().all(|byte| (0x20..=0x7e).contains(&byte));
        valid.then(|| Self(text.into()))
    }

    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `token_endpoint_auth_method`, as far as it is enabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthMethod {
    /// No authentication: a public client, for which PKCE is forced.
    None,
    /// HTTP Basic with form-encoded halves (RFC 6749 §2.3.1).
    ClientSecretBasic,
    /// `client_id` and `client_secret` in the body.
    ClientSecretPost,
    /// An assertion with a MAC made with the secret (OpenID Connect Core §9).
    ClientSecretJwt,
    /// An assertion with a signature made with a private key (OpenID Connect Core §9).
    PrivateKeyJwt,
    /// A certificate by an issuer that is trusted here, with the registered name (RFC 8705 §2.1).
    TlsClientAuth,
    /// A certificate that is among the registered keys, whoever issued it (RFC 8705 §2.2).
    SelfSignedTlsClientAuth,
}

impl ClientAuthMethod {
    /// Every method. Discovery is generated from this list, less those that need certificates where none can come.
    pub const ALL: [Self; 7] = [
        Self::ClientSecretBasic,
        Self::ClientSecretPost,
        Self::ClientSecretJwt,
        Self::PrivateKeyJwt,
        Self::TlsClientAuth,
        Self::SelfSignedTlsClientAuth,
        Self::None,
    ];

    /// Whether a certificate proves the client.
    pub fn is_by_certificate(self) -> bool {
        matches!(self, Self::TlsClientAuth | Self::SelfSignedTlsClientAuth)
    }

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::ClientSecretJwt => "client_secret_jwt",
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::TlsClientAuth => "tls_client_auth",
            Self::SelfSignedTlsClientAuth => "self_signed_tls_client_auth",
        }
    }
}

/// `grant_types`, as far as they are enabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GrantType {
    /// RFC 6749 §4.1.
    AuthorizationCode,
    /// RFC 6749 §6.
    RefreshToken,
    /// Tokens from the authorization endpoint (RFC 6749 §4.2, Core §3.2, §3.3); never at the token endpoint.
    Implicit,
    /// RFC 6749 §4.4: the client for itself.
    ClientCredentials,
    /// RFC 8693: a token for a token.
    #[serde(rename = "urn:ietf:params:oauth:grant-type:token-exchange")]
    TokenExchange,
    /// RFC 7523 §2.1: a workload for its client.
    #[serde(rename = "urn:ietf:params:oauth:grant-type:jwt-bearer")]
    JwtBearer,
    /// RFC 8628 §3.4: the person answers on another device.
    #[serde(rename = "urn:ietf:params:oauth:grant-type:device_code")]
    DeviceCode,
    /// CIBA Core §4: the same, and the client names the person.
    #[serde(rename = "urn:openid:params:grant-type:ciba")]
    Ciba,
}

impl GrantType {
    /// Every enabled grant; discovery is generated from this list.
    pub const ALL: [Self; 8] = [
        Self::AuthorizationCode,
        Self::RefreshToken,
        Self::Implicit,
        Self::ClientCredentials,
        Self::DeviceCode,
        Self::Ciba,
        Self::TokenExchange,
        Self::JwtBearer,
    ];
    /// What a client may use that registered nothing else.
    pub const DEFAULT: [Self; 2] = [Self::AuthorizationCode, Self::RefreshToken];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::Implicit => "implicit",
            Self::ClientCredentials => "client_credentials",
            Self::TokenExchange => "urn:ietf:params:oauth:grant-type:token-exchange",
            Self::JwtBearer => "urn:ietf:params:oauth:grant-type:jwt-bearer",
            Self::DeviceCode => "urn:ietf:params:oauth:grant-type:device_code",
            Self::Ciba => "urn:openid:params:grant-type:ciba",
        }
    }

    /// The grant of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// Whether the browser of a person is sent to the authorization endpoint for it, and back to the app.
    pub fn redirects(self) -> bool {
        matches!(self, Self::AuthorizationCode | Self::Implicit)
    }

    /// Whether the client asks the token endpoint for it again and again, until the person has answered elsewhere.
    pub fn is_polled(self) -> bool {
        matches!(self, Self::DeviceCode | Self::Ciba)
    }

    /// Whether a client may have it that registered itself. The others are nothing without policies and workloads, which only an
    /// operator writes down.
    pub fn is_for_registered(self) -> bool {
        !matches!(self, Self::TokenExchange | Self::JwtBearer)
    }

    /// Whether nobody signs in to a client for it: it is of use without the authorization endpoint.
    pub fn is_without_sign_in(self) -> bool {
        matches!(self, Self::ClientCredentials | Self::TokenExchange | Self::JwtBearer)
    }
}

/// `backchannel_token_delivery_mode` (CIBA Core §4), as far as it is enabled: how a client learns that a person has answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryMode {
    /// It asks.
    #[default]
    Poll,
    /// It is told to ask.
    Ping,
}

impl DeliveryMode {
    /// Every enabled mode; discovery is generated from this list.
    pub const ALL: [Self; 2] = [Self::Poll, Self::Ping];

    /// The registered name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Poll => "poll",
            Self::Ping => "ping",
        }
    }
}

/// Who vouches for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voucher {
    /// The operator, who wrote it down.
    Operator,
    /// Whoever allows it something: it registered itself.
    Registered {
        /// The number of its present look: every change of what people see of it raises it.
        look: i64,
        /// Whether a person allowed it something, or an administrator approved it, as it looks now.
        approved: bool,
    },
}

/// When a person is asked whether a client may have what it asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ConsentMode {
    /// At every request.
    Always,
    /// Once for each set of scope values and claims. Public clients are asked at each sign-in all the same (SEC-15).
    #[default]
    Remember,
    /// Never: the operator has decided for everybody (first-party apps).
    Skip,
}

/// A stored client secret.
#[derive(Debug, Clone)]
pub enum ClientSecret {
    /// SHA-256, right for secrets with 128 random bits or more.
    Sha256(Digest),
    /// An Argon2id PHC string, for secrets somebody thought up.
    Argon2id(Secret),
    /// The secret itself, which `client_secret_jwt` needs. No other client's secret is kept so.
    Clear(Secret),
}

impl PartialEq for ClientSecret {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sha256(one), Self::Sha256(other)) => one.matches(other),
            (Self::Argon2id(one), Self::Argon2id(other)) | (Self::Clear(one), Self::Clear(other)) => {
                one.matches(other.expose())
            }
            _ => false,
        }
    }
}

impl Eq for ClientSecret {}

/// Lifetimes that a client sets apart from the server's; `None` means the server's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ClientLifetimes {
    /// Life of an authorization code.
    pub authorization_code: Option<Duration>,
    /// Life of an access token.
    pub access_token: Option<Duration>,
    /// Life of an ID token.
    pub id_token: Option<Duration>,
    /// Idle life of a refresh token.
    pub refresh_token_idle: Option<Duration>,
    /// Life of a refresh token family.
    pub refresh_token_absolute: Option<Duration>,
}

/// How content is encrypted (Dynamic Client Registration §2: `…_encrypted_response_alg` and `…_enc`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encryption {
    /// How the key travels.
    pub alg: KeyAlgorithm,
    /// How the content is encrypted; `A128CBC-HS256` where only the other is registered.
    pub enc: ContentEncryption,
}

/// A registered client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// `client_id`.
    pub client_id: ClientId,
    /// `client_name`; the client_id where none was given.
    pub client_name: String,
    /// `client_uri`: the app's own page.
    pub client_uri: Option<String>,
    /// `initiate_login_uri` (OpenID Connect Core §4): the app's page that begins a sign-in.
    pub initiate_login_uri: Option<String>,
    /// `logo_uri`: shown by the browser, never fetched by the server (SEC-66).
    pub logo_uri: Option<String>,
    /// `policy_uri`.
    pub policy_uri: Option<String>,
    /// `tos_uri`.
    pub tos_uri: Option<String>,
    /// These five in other languages: `client_name#fr` and the like (Dynamic Client Registration §2.1).
    pub localized: BTreeMap<LanguageTag, Localized>,
    /// `application_type`.
    pub application_type: ApplicationType,
    /// `redirect_uris`, each checked at registration.
    pub redirect_uris: Vec<RedirectUri>,
    /// `post_logout_redirect_uris`.
    pub post_logout_redirect_uris: Vec<RedirectUri>,
    /// `backchannel_logout_uri` (OpenID Connect Back-Channel Logout §2.2).
    pub backchannel_logout_uri: Option<String>,
    /// `backchannel_logout_session_required`; `sid` is sent in any case.
    pub backchannel_logout_session_required: bool,
    /// `frontchannel_logout_uri` (OpenID Connect Front-Channel Logout §2).
    pub frontchannel_logout_uri: Option<String>,
    /// `frontchannel_logout_session_required`: `iss` and `sid` are added.
    pub frontchannel_logout_session_required: bool,
    /// The profile that it must keep to, whatever else it registered.
    pub profile: Option<SecurityProfile>,
    /// `token_endpoint_auth_method`; `None` accepts Basic or post, whichever the client sends.
    pub token_endpoint_auth_method: Option<ClientAuthMethod>,
    /// Live secrets, at most two so that one can be rotated without an outage.
    pub secrets: ClientSecrets,
    /// Until when the second of them is accepted; `None` for as long as it is there.
    pub previous_secret_until: Option<Timestamp>,
    /// `token_endpoint_auth_signing_alg`; `None` accepts every algorithm of the method.
    pub token_endpoint_auth_signing_alg: Option<AssertionAlgorithm>,
    /// Whom its assertions may be addressed to.
    pub assertion_audience: AssertionAudience,
    /// `jwks`: its public keys. At most one of `jwks` and `jwks_uri` is there; [`crate::client_keys`] knows them both.
    pub jwks: Option<Arc<JwkSet>>,
    /// `jwks_uri`: where it serves its public keys.
    pub jwks_uri: Option<String>,
    /// The name in its certificate, for `tls_client_auth` (RFC 8705 §2.1.2).
    pub tls_client_auth: Option<CertificateSubject>,
    /// `grant_types`.
    pub grant_types: Vec<GrantType>,
    /// `response_types`: what it may ask the authorization endpoint for.
    pub response_types: Vec<ResponseType>,
    /// `scope`: the values it may ask for; `None` means every known one.
    pub scope: Option<ScopeSet>,
    /// Which of its requests need a `code_challenge`; for public clients, each.
    pub pkce: PkceRule,
    /// When to ask for consent.
    pub consent: ConsentMode,
    /// Groups whose members may sign in here; empty admits everybody.
    pub allowed_groups: Vec<String>,
    /// Puts the claims of the granted scope into the ID token too, for clients that never call userinfo.
    pub claims_in_id_token: bool,
    /// `subject_type`, with its sector.
    pub subject_type: SubjectType,
    /// `id_token_signed_response_alg`.
    pub id_token_signed_response_alg: Algorithm,
    /// `id_token_encrypted_response_alg` and `…_enc`: encrypt ID tokens after signing them.
    pub id_token_encryption: Option<Encryption>,
    /// `authorization_signed_response_alg`: what authorization responses are signed by that are JWTs (JARM §3).
    pub authorization_signed_response_alg: Algorithm,
    /// `authorization_encrypted_response_alg` and `…_enc`: encrypt them after signing them.
    pub authorization_encryption: Option<Encryption>,
    /// `userinfo_signed_response_alg`: answer userinfo as a JWT.
    pub userinfo_signed_response_alg: Option<Algorithm>,
    /// `userinfo_encrypted_response_alg` and `…_enc`.
    pub userinfo_encryption: Option<Encryption>,
    /// `request_object_signing_alg`: the one that its request objects must have; `None` for any that is offered.
    pub request_object_signing_alg: Option<Algorithm>,
    /// `request_object_encryption_alg` and `…_enc`: its request objects must be encrypted so.
    pub request_object_encryption: Option<Encryption>,
    /// `request_uris`: where its request objects may be fetched from, fragment and all.
    pub request_uris: Vec<String>,
    /// `require_signed_request_object` (RFC 9101 §10.5): refuse parameters that are not in a request object.
    pub require_signed_request_object: bool,
    /// `require_pushed_authorization_requests` (RFC 9126 §6): refuse parameters that it did not push.
    pub require_pushed_authorization_requests: bool,
    /// `dpop_bound_access_tokens` (RFC 9449 §5.2): it gets no token that is not bound to a key.
    pub dpop_bound_access_tokens: bool,
    /// `tls_client_certificate_bound_access_tokens` (RFC 8705 §3.4): it gets no token that is not bound to its
    /// certificate.
    pub tls_client_certificate_bound_access_tokens: bool,
    /// `backchannel_token_delivery_mode` (CIBA Core §4).
    pub backchannel_token_delivery_mode: DeliveryMode,
    /// `backchannel_client_notification_endpoint`: where it is pinged.
    pub backchannel_client_notification_endpoint: Option<String>,
    /// `backchannel_user_code_parameter` (CIBA Core §4): its requests must have the code of the person.
    pub backchannel_user_code_parameter: bool,
    /// `backchannel_authentication_request_signing_alg`: its backchannel authentication requests must be signed by this.
    pub backchannel_authentication_request_signing_alg: Option<Algorithm>,
    /// `default_acr_values`.
    pub default_acr_values: Vec<String>,
    /// `require_mfa`: its users need two factors.
    pub require_mfa: bool,
    /// `default_max_age`.
    pub default_max_age: Option<Duration>,
    /// `require_auth_time`.
    pub require_auth_time: bool,
    /// Lifetimes that differ from the server's.
    pub lifetimes: ClientLifetimes,
    /// Origins that may call token and userinfo from a browser (SEC-64), besides those of the redirect URIs.
    pub allowed_origins: Vec<String>,
    /// `access_token_format`; `None` means the server's.
    pub access_token_format: Option<AccessTokenFormat>,
    /// The resources it may have access tokens for (RFC 8707).
    pub resources: Vec<Resource>,
    /// `authorization_details_types` (RFC 9396 §10): those that it uses, of those that it may; `None` means all of them.
    pub authorization_details_types: Option<Vec<String>>,
    /// Whose tokens it may exchange, and for what (RFC 8693).
    pub token_exchange: Vec<ExchangePolicy>,
    /// The client that alone may act for people by its tokens (RFC 8693 §4.4).
    pub may_act: Option<ClientId>,
    /// The workloads that are this client (RFC 7523).
    pub workloads: Vec<Workload>,
    /// Whose access tokens it may look into, besides its own (SEC-62).
    pub introspect: Vec<IntrospectionRight>,
    /// `introspection_signed_response_alg` (RFC 9701 §6).
    pub introspection_signed_response_alg: Algorithm,
    /// Where the client is defined, like `config.toml:88`; `None` for clients of the database.
    pub defined_at: Option<String>,
    /// Of a client that registered itself: which of its states this is, as the store counts them.
    pub revision: Option<i64>,
    /// Who vouches for it.
    pub voucher: Voucher,
}

impl Client {
    /// The secrets that prove it now: the former one only until its time is over.
    pub fn secrets_at(&self, now: Timestamp) -> &[ClientSecret] {
        let is_over = self.previous_secret_until.is_some_and(|until| until <= now);
        match self.secrets.split_first() {
            Some((present, [_, ..])) if is_over => std::slice::from_ref(present),
            _ => self.secrets.as_slice(),
        }
    }

    /// The same, each with what proves the client where it was used.
    pub fn proofs_at(&self, now: Timestamp) -> impl Iterator<Item = (&ClientSecret, &ProvenBy)> + Clone {
        // The secrets that count now are the first of all of them.
        self.secrets_at(now).iter().zip(self.secrets.proofs())
    }

    /// A public web client with nothing registered but its id, and every default.
    pub fn bare(client_id: ClientId) -> Self {
        Self {
            client_name: client_id.to_string(),
            client_id,
            client_uri: None,
            initiate_login_uri: None,
            logo_uri: None,
            policy_uri: None,
            tos_uri: None,
            localized: BTreeMap::new(),
            application_type: ApplicationType::Web,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            backchannel_logout_uri: None,
            backchannel_logout_session_required: false,
            frontchannel_logout_uri: None,
            frontchannel_logout_session_required: false,
            profile: None,
            token_endpoint_auth_method: Some(ClientAuthMethod::None),
            secrets: ClientSecrets::default(),
            previous_secret_until: None,
            token_endpoint_auth_signing_alg: None,
            assertion_audience: AssertionAudience::default(),
            jwks: None,
            jwks_uri: None,
            tls_client_auth: None,
            grant_types: GrantType::DEFAULT.to_vec(),
            response_types: vec![ResponseType::Code],
            scope: None,
            pkce: PkceRule::Required,
            consent: ConsentMode::Remember,
            allowed_groups: Vec::new(),
            claims_in_id_token: false,
            subject_type: SubjectType::Public,
            id_token_signed_response_alg: Algorithm::RS256,
            id_token_encryption: None,
            authorization_signed_response_alg: Algorithm::RS256,
            authorization_encryption: None,
            userinfo_signed_response_alg: None,
            userinfo_encryption: None,
            request_object_signing_alg: None,
            request_object_encryption: None,
            request_uris: Vec::new(),
            require_signed_request_object: false,
            require_pushed_authorization_requests: false,
            dpop_bound_access_tokens: false,
            tls_client_certificate_bound_access_tokens: false,
            backchannel_token_delivery_mode: DeliveryMode::Poll,
            backchannel_client_notification_endpoint: None,
            backchannel_user_code_parameter: false,
            backchannel_authentication_request_signing_alg: None,
            default_acr_values: Vec::new(),
            require_mfa: false,
            default_max_age: None,
            require_auth_time: false,
            lifetimes: ClientLifetimes::default(),
            allowed_origins: Vec::new(),
            access_token_format: None,
            resources: Vec::new(),
            authorization_details_types: None,
            token_exchange: Vec::new(),
            may_act: None,
            workloads: Vec::new(),
            introspect: Vec::new(),
            introspection_signed_response_alg: Algorithm::RS256,
            defined_at: None,
            revision: None,
            voucher: Voucher::Operator,
        }
    }

    /// Whether the browser is sent on to it before anybody said yes: otherwise whoever registers makes of this server a
    /// link to wherever they like (RFC 9700 §4.11.2).
    pub fn is_vouched_for(&self) -> bool {
        match self.voucher {
            Voucher::Operator => true,
            Voucher::Registered { approved, .. } => approved,
        }
    }

    /// Whether it introduced itself by the document that its `client_id` is the address of. No other client that registered
    /// itself has such an id, which is random.
    pub fn is_of_a_document(&self) -> bool {
        matches!(self.voucher, Voucher::Registered { .. })
            && client_id_document::parse(self.client_id.as_str(), true).is_some()
    }

    /// What it must keep to: what it registered, and what its profile adds. Checks ask for these.
    pub fn rules(&self) -> Rules {
        Rules::of(self)
    }

    /// Whether what a person allowed it may answer a later request. Anybody can pretend to be a public client, so silence
    /// would answer an impostor too (row 51, SEC-15).
    pub fn remembers_consent(&self) -> bool {
        self.consent == ConsentMode::Remember && !self.is_public()
    }

    /// A client that cannot keep a secret (RFC 6749 §2.1).
    pub fn is_public(&self) -> bool {
        self.token_endpoint_auth_method == Some(ClientAuthMethod::None)
    }

    /// A page in a browser with no server of its own: it is used while somebody sits before it. What it holds ends with
    /// the login, refresh tokens too; otherwise such an app would renew itself after every sign-out that it notices.
    pub fn lives_in_a_browser(&self) -> bool {
        self.is_public() && self.application_type == ApplicationType::Web
    }

    /// The registered redirect URI that `redirect_uri` is, or `None`. One that its rules do not allow is as good as none.
    pub fn registered_redirect_uri(&self, redirect_uri: &str) -> Option<&RedirectUri> {
        let found = self.redirect_uris.iter().find(|known| known.matches(redirect_uri, self.application_type));
        found.filter(|known| self.rules().allows_redirect_uri(known, self.application_type))
    }

    /// Whether `grant_type` was registered.
    pub fn may_use(&self, grant_type: GrantType) -> bool {
        self.grant_types.contains(&grant_type)
    }

    /// Whether `response_type` was registered, with the grants that belong to it (SEC-13).
    pub fn may_ask_for(&self, response_type: ResponseType) -> bool {
        let granted = response_type.grant_types().all(|grant_type| self.may_use(grant_type));
        granted && self.response_types.contains(&response_type) && self.rules().allows_response_type(response_type)
    }

    /// Whether it may have the scope value, as registered now.
    pub fn may_have(&self, scope: &str) -> bool {
        scope == "openid" || self.scope.as_ref().is_none_or(|registered| registered.contains(scope))
    }

    /// Whether a member of `groups` may sign in here.
    pub fn admits(&self, groups: &[String]) -> bool {
        self.allowed_groups.is_empty() || self.allowed_groups.iter().any(|group| groups.contains(group))
    }

    /// Where a person begins anew in the app: its `initiate_login_uri` as a third party calls it (Core §4), else its own
    /// page.
    pub fn start_uri(&self, issuer: &str) -> Option<String> {
        self.initiation(issuer).or_else(|| self.client_uri.clone())
    }

    /// Its `initiate_login_uri` as a third party calls it (Core §4): with the issuer by which people sign in.
    pub fn initiation(&self, issuer: &str) -> Option<String> {
        let mut url = url::Url::parse(self.initiate_login_uri.as_deref()?).ok()?;
        url.query_pairs_mut().append_pair("iss", issuer);
        Some(url.to_string())
    }

    /// Whether it has a page for people to begin at.
    pub fn has_start(&self) -> bool {
        self.initiate_login_uri.is_some() || self.client_uri.is_some()
    }

    /// Whether people sign in to it: a client that only acts for itself is no app of theirs.
    pub fn signs_people_in(&self) -> bool {
        self.grant_types.iter().any(|grant| grant.redirects() || grant.is_polled())
    }

    /// Whether its ID tokens name the login (`sid`). One with a security profile is told only where it signs people out itself or is
    /// told of it (Front-Channel Logout §3, Back-Channel Logout §2.1, RP-Initiated Logout §2).
    pub fn is_told_sid(&self) -> bool {
        self.profile.is_none()
            || self.backchannel_logout_uri.is_some()
            || self.frontchannel_logout_uri.is_some()
            || !self.post_logout_redirect_uris.is_empty()
    }

    /// The host that people know the client by: that of the document by which it introduced itself, that of `client_uri`, else of its first redirect URI.
    pub fn domain(&self) -> Option<String> {
        // What it says of itself is worth less than where it says it.
        if self.is_of_a_document() {
            return client_id_document::host(self.client_id.as_str());
        }
        let from_uri = self.client_uri.as_deref().and_then(|uri| url::Url::parse(uri).ok());
        from_uri
            .and_then(|url| url.host_str().map(str::to_owned))
            .or_else(|| self.redirect_uris.first().map(RedirectUri::destination))
    }
}
