//! What some apps need, so that nobody has to find out.

/// An app's registration.
pub struct Preset {
    /// Its short name, which becomes its client_id.
    pub app: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Paths of its redirect URIs; those with a scheme of their own stand whole.
    paths: &'static [&'static str],
    /// Scope to ask for.
    pub scope: &'static str,
    /// Whether it sends PKCE, or a nonce instead.
    pub pkce: bool,
    /// Whether it reads claims from the ID token only.
    pub claims_in_id_token: bool,
    /// What to mind in the app.
    pub note: &'static str,
}

/// Every preset.
pub const ALL: [Preset; 10] = [
    preset(
        "grafana",
        "Grafana",
        &["/login/generic_oauth"],
        "openid profile email groups",
        true,
        true,
        "In grafana.ini, [auth.generic_oauth]: use_pkce = true; it takes three URLs, not discovery.",
    ),
    preset(
        "gitea",
        "Gitea",
        &["/user/oauth2/latchkey/callback"],
        "openid profile email groups",
        false,
        false,
        "Name the authentication source \"latchkey\": its name is part of the redirect URI, and case matters.",
    ),
    preset(
        "nextcloud",
        "Nextcloud",
        &["/apps/user_oidc/code"],
        "openid profile email groups",
        true,
        false,
        "For the app user_oidc; switch \"use unique user id\" off to keep usernames.",
    ),
    preset(
        "immich",
        "Immich",
        &["/auth/login", "/user-settings"],
        "openid profile email",
        true,
        false,
        "For the phone app, add app.immich:///oauth-callback in a client of application_type = \"native\".",
    ),
    preset(
        "portainer",
        "Portainer",
        &["/"],
        "openid profile email groups",
        false,
        false,
        "Set the auth style to \"In Params\", and the user identifier to preferred_username.",
    ),
    preset(
        "proxmox",
        "Proxmox VE",
        &[""],
        "openid profile email groups",
        true,
        false,
        "Choose the username claim when adding the realm: it cannot be changed later.",
    ),
    preset(
        "vaultwarden",
        "Vaultwarden",
        &["/identity/connect/oidc-signin"],
        "openid profile email offline_access",
        true,
        false,
        "SSO_AUTHORITY is the issuer without a slash at its end.",
    ),
    preset(
        "outline",
        "Outline",
        &["/auth/oidc.callback"],
        "openid profile email offline_access",
        false,
        false,
        "OIDC_USERNAME_CLAIM=preferred_username.",
    ),
    preset(
        "paperless",
        "Paperless-ngx",
        &["/accounts/oidc/latchkey/login/callback/"],
        "openid profile email",
        true,
        false,
        "provider_id must be \"latchkey\"; mind the slash at the end of the redirect URI.",
    ),
    preset(
        "argocd",
        "Argo CD",
        &["/auth/callback"],
        "openid profile email groups",
        true,
        false,
        "The argocd command line needs a client of its own: --public --redirect-uri http://localhost:8085/auth/callback.",
    ),
];

const fn preset(
    app: &'static str,
    name: &'static str,
    paths: &'static [&'static str],
    scope: &'static str,
    pkce: bool,
    claims_in_id_token: bool,
    note: &'static str,
) -> Preset {
    Preset { app, name, paths, scope, pkce, claims_in_id_token, note }
}

/// The preset of that name.
pub fn find(app: &str) -> Option<&'static Preset> {
    ALL.iter().find(|preset| preset.app == app)
}

impl Preset {
    /// Its redirect URIs at `url`.
    pub fn redirect_uris(&self, url: &str) -> impl Iterator<Item = String> {
        self.paths.iter().map(move |path| format!("{url}{path}"))
    }
}
