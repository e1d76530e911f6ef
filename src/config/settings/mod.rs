//! The settings in their checked form: every value usable as it stands, every default filled in.

mod branding;
mod looking_after;
mod people;
mod protocol;
mod server;
mod smtp;

use std::sync::Arc;

pub use crate::keys::KeySettings;
use crate::keys::Lives;
pub use crate::outbound::OutboundSettings;
use crate::protocol::authorization_details::DetailTypes;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::Client;
use crate::protocol::client_id_document::DocumentRules;
use crate::protocol::factors::WaysIn;
use crate::protocol::workload::WorkloadIssuer;

pub use super::issuer::{Issuer, IssuerError};
pub use branding::{Accent, BrandingSettings, FooterLink, KnownLink, LinkLabel, Picture};
pub use looking_after::{AdminSettings, AuditSettings};
pub use people::{
    Argon2Cost, Blocklist, ConfiguredUser, LoginSettings, LogoutPrompt, PasskeySettings, PasswordSettings,
    SessionManagementSettings, SessionSettings, SignInMethod, SignUp, SignUpSettings,
};
pub use protocol::{
    BackchannelAuthenticationSettings, DeviceAuthorizationSettings, DpopSettings, PushedRequestSettings,
    RegistrationSettings, RequestObjectSettings, TokenSettings,
};
pub use server::{
    BackupSettings, CertificateProxy, LimitSettings, ListenAddress, LogFormat, LogRequests, LogSettings,
    MetricsSettings, MtlsSettings, Rate, ServerSettings, StorageSettings, TlsSettings,
};
pub use smtp::{SmtpEncryption, SmtpSettings};

/// Everything the configuration says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `revision`: which version of the file this is, where it says so.
    pub revision: Option<u64>,
    /// `[server]`.
    pub server: ServerSettings,
    /// `[session]`.
    pub session: SessionSettings,
    /// `[session_management]`.
    pub session_management: SessionManagementSettings,
    /// `[tokens]`.
    pub tokens: TokenSettings,
    /// `[request_objects]`.
    pub request_objects: RequestObjectSettings,
    /// `[pushed_authorization_requests]`.
    pub pushed_requests: PushedRequestSettings,
    /// `[device_authorization]`.
    pub device_authorization: DeviceAuthorizationSettings,
    /// `[backchannel_authentication]`.
    pub backchannel_authentication: BackchannelAuthenticationSettings,
    /// `[keys]`.
    pub keys: KeySettings,
    /// `[storage]`.
    pub storage: StorageSettings,
    /// `[login]`.
    pub login: LoginSettings,
    /// `[smtp]`; `None` where no mail is sent.
    pub smtp: Option<SmtpSettings>,
    /// `[audit]`.
    pub audit: AuditSettings,
    /// `[admin]`.
    pub admin: AdminSettings,
    /// `[scopes]` and `[claims]`.
    pub catalogue: ClaimCatalogue,
    /// `[authorization_details]`.
    pub authorization_details: DetailTypes,
    /// `[[clients]]`.
    pub clients: Vec<Client>,
    /// `[[workload_issuers]]`.
    pub workload_issuers: Vec<Arc<WorkloadIssuer>>,
    /// `[registration]`.
    pub registration: RegistrationSettings,
    /// `[client_id_metadata_documents]`.
    pub client_id_documents: DocumentRules,
    /// `[[users]]`.
    pub users: Vec<ConfiguredUser>,
    /// `[branding]`.
    pub branding: BrandingSettings,
    /// Eight letters that tell one configuration from another: nodes that show the same have the same, but for what is a
    /// node's own (where it listens, its folder, its log). Empty where there was no document.
    pub digest: String,
    /// `[outbound]`.
    pub outbound: OutboundSettings,
    /// `[limits]`.
    pub limits: LimitSettings,
    /// `[metrics]`.
    pub metrics: MetricsSettings,
    /// `[log]`.
    pub log: LogSettings,
}

impl Settings {
    /// The rules under which apps are told something that the operator named: those of `[outbound]`, with a say on private
    /// addresses of their own. Plain http is fine, for a logout token is signed, and many apps are at home.
    pub fn outbound_to_configured(&self) -> OutboundSettings {
        let allow_private_ips = self.session_management.allow_private_ips;
        OutboundSettings { allow_private_ips, allow_http: true, ..self.outbound_to_registered() }
    }

    /// The same for apps that registered themselves: the rules of `[outbound]` as they are, since anybody may have written the
    /// address (row 42).
    pub fn outbound_to_registered(&self) -> OutboundSettings {
        OutboundSettings { timeout: self.session_management.backchannel_timeout, ..self.outbound.clone() }
    }

    /// What people begin a sign-in with: what `login.methods` names. Browsers have no passkeys for IP addresses.
    pub fn ways_in(&self) -> WaysIn {
        let passkey = self.login.takes_passkeys() && self.server.issuer.domain().is_some();
        WaysIn { password: self.login.takes_passwords(), passkey }
    }

    /// What signing keys have to outlast.
    pub fn longest_lives(&self) -> Lives {
        let lives = |client: &Client| client.lifetimes.id_token.max(client.lifetimes.access_token);
        let of_clients = self.clients.iter().filter_map(lives).max();
        let token = of_clients.unwrap_or_default().max(self.tokens.id_token).max(self.tokens.access_token);
        Lives { token, login: self.session.absolute }
    }
}
