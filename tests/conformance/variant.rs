//! What a plan varies: the words of the suite, as it prints them.

use std::fmt;

use latchkey::protocol::response_type::ResponseType;

/// How the relying party is known to the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// It stands in the configuration.
    Static,
    /// It registers itself for each module, and is deleted afterwards.
    Dynamic,
}

/// How it proves itself at the token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientAuth {
    SecretBasic,
    SecretPost,
    SecretJwt,
    PrivateKeyJwt,
}

impl ClientAuth {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SecretBasic => "client_secret_basic",
            Self::SecretPost => "client_secret_post",
            Self::SecretJwt => "client_secret_jwt",
            Self::PrivateKeyJwt => "private_key_jwt",
        }
    }
}

/// How a client learns that a person has answered (CIBA Core §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    Poll,
    Ping,
}

/// What the plans of FAPI vary beside the ways of proving oneself and of binding tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fapi {
    /// `openid_connect`, and not `plain_oauth`.
    pub openid: bool,
    /// `signed_non_repudiation`, and not `unsigned`.
    pub signed: bool,
    /// `jarm`, and not `plain_response`.
    pub jarm: bool,
    /// `fapi_client_credentials_grant`, and not `plain_fapi`.
    pub client_credentials: bool,
    /// `authorization_request_type=rar`, and not `simple`.
    pub rar: bool,
    /// `client_auth_type=mtls`, and not `private_key_jwt`.
    pub by_certificate: bool,
    /// `sender_constrain=mtls`, and not `dpop`.
    pub bound_to_certificate: bool,
    /// `ciba_mode`, in the plan of FAPI-CIBA alone.
    pub ciba: Option<Delivery>,
}

/// One column of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    pub response_type: ResponseType,
    pub form_post: bool,
    pub registration: Registration,
    pub client_auth: ClientAuth,
    /// In plans of FAPI alone.
    pub fapi: Option<Fapi>,
}

impl Variant {
    pub fn new(response_type: ResponseType, form_post: bool, registration: Registration) -> Self {
        Self { response_type, form_post, registration, client_auth: ClientAuth::SecretBasic, fapi: None }
    }

    /// One of a plan of FAPI: its clients stand in the configuration.
    pub fn of_fapi(fapi: Fapi) -> Self {
        let client_auth = ClientAuth::PrivateKeyJwt;
        Self { client_auth, fapi: Some(fapi), ..Self::new(ResponseType::Code, false, Registration::Static) }
    }

    pub fn is_dynamic(self) -> bool {
        self.registration == Registration::Dynamic
    }

    /// Whether an access token comes at all.
    pub fn has_access_token(self) -> bool {
        self.response_type.has_code() || self.response_type.has_token()
    }
}

impl fmt::Display for Variant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Fapi {
            openid,
            signed,
            jarm,
            client_credentials,
            rar,
            by_certificate,
            bound_to_certificate,
            ciba,
        }) = self.fapi
        {
            let auth = if by_certificate { "mtls" } else { self.client_auth.as_str() };
            if let Some(delivery) = ciba {
                let mode = if delivery == Delivery::Ping { "ping" } else { "poll" };
                return write!(f, "{auth}, {mode}, plain_fapi");
            }
            let bound = if bound_to_certificate { "mtls" } else { "dpop" };
            let openid = if openid { "openid_connect" } else { "plain_oauth" };
            let signed = if signed { "signed_non_repudiation" } else { "unsigned" };
            let jarm = if jarm { "jarm" } else { "plain_response" };
            let profile = if client_credentials { "fapi_client_credentials_grant" } else { "plain_fapi" };
            let rar = if rar { ", rar" } else { "" };
            return write!(f, "{auth}, {bound}, {openid}, {signed}, {jarm}, {profile}{rar}");
        }
        let mode = if self.form_post { ", form_post" } else { "" };
        let registration = if self.is_dynamic() { "dynamic_client" } else { "static_client" };
        let auth = match self.client_auth {
            ClientAuth::SecretBasic => String::new(),
            other => format!(", {}", other.as_str()),
        };
        write!(f, "{}{mode}, {registration}{auth}", self.response_type.as_str())
    }
}
