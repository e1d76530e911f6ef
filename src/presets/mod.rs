//! What apps need, so that nobody has to find out. Each app is a TOML file in this folder; a new one is that file and a
//! line in [`FILES`]. `tests/apps` signs people in to those that name what was `tried`, with this very text.

mod client_block;
mod fit;
mod page;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::protocol::client::ClientAuthMethod;

pub use client_block::ClientBlock;
pub use fit::{Lack, Lacking, fitting};
pub use page::{block, page, table};

/// What stands in the place of the secret where nobody is shown it.
pub const SECRET_PLACE: &str = "THE_CLIENT_SECRET";

/// What stands in the place of a `client_id` that does not stay one word wherever it is pasted.
pub const CLIENT_PLACE: &str = "THE_CLIENT_ID";

/// Whether a text is one word, and no more, to every shell and in every file of settings. Whoever registers a client chooses its
/// addresses, and somebody else pastes what was made of them.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:/@".contains(&byte))
}

/// The presets by the short name of their app, which becomes its client_id; in the order of that name.
const FILES: [(&str, &str); 33] = [
    ("argocd", include_str!("argocd.toml")),
    ("authjs", include_str!("authjs.toml")),
    ("bookstack", include_str!("bookstack.toml")),
    ("cloudflare", include_str!("cloudflare.toml")),
    ("django", include_str!("django.toml")),
    ("gitea", include_str!("gitea.toml")),
    ("gitlab", include_str!("gitlab.toml")),
    ("grafana", include_str!("grafana.toml")),
    ("harbor", include_str!("harbor.toml")),
    ("home-assistant", include_str!("home-assistant.toml")),
    ("immich", include_str!("immich.toml")),
    ("jellyfin", include_str!("jellyfin.toml")),
    ("jupyterhub", include_str!("jupyterhub.toml")),
    ("kubelogin", include_str!("kubelogin.toml")),
    ("miniflux", include_str!("miniflux.toml")),
    ("minio", include_str!("minio.toml")),
    ("nextcloud", include_str!("nextcloud.toml")),
    ("node-red", include_str!("node-red.toml")),
    ("oauth2-proxy", include_str!("oauth2-proxy.toml")),
    ("open-webui", include_str!("open-webui.toml")),
    ("outline", include_str!("outline.toml")),
    ("paperless", include_str!("paperless.toml")),
    ("passport", include_str!("passport.toml")),
    ("pgadmin", include_str!("pgadmin.toml")),
    ("portainer", include_str!("portainer.toml")),
    ("proxmox", include_str!("proxmox.toml")),
    ("spring", include_str!("spring.toml")),
    ("step", include_str!("step.toml")),
    ("streamlit", include_str!("streamlit.toml")),
    ("synapse", include_str!("synapse.toml")),
    ("tailscale", include_str!("tailscale.toml")),
    ("vaultwarden", include_str!("vaultwarden.toml")),
    ("wordpress", include_str!("wordpress.toml")),
];

/// An app's registration, and what to paste into the app.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its short name, which becomes its client_id.
    #[serde(skip)]
    pub app: &'static str,
    /// What people call it.
    pub name: String,
    /// The version that was signed in to; absent where nobody has tried.
    pub tried: Option<String>,
    /// The scope that the app asks for as it is set up here.
    pub scope: String,
    /// How it sends its secret, where that is known.
    pub auth: Option<ClientAuthMethod>,
    /// How a sign-out goes between the app and Latchkey, in a sentence or two.
    logout: String,
    /// What else to mind.
    note: Option<String>,
    /// Keys of its `[[clients]]` block beside name and secret; `{url}` in them is where the app is.
    client: toml::Table,
    /// What to paste into the app.
    #[serde(default)]
    paste: Vec<Paste>,
}

/// A text to paste into the app.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paste {
    /// The file or place in the app.
    into: String,
    /// Its language, as Markdown names it.
    language: String,
    /// The text, with `{issuer}`, `{url}`, `{client_id}` and `{client_secret}` to be filled in.
    text: String,
}

/// The values that are filled into a preset.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// Where the app is reached, without a slash at the end.
    pub url: &'a str,
    /// The issuer, as apps compare it.
    pub issuer: &'a str,
    /// The client's name.
    pub client_id: &'a str,
    /// The client's secret; empty for a public one.
    pub client_secret: &'a str,
}

impl Values<'_> {
    /// Host and port of the issuer.
    fn issuer_host(&self) -> &str {
        let after_scheme = self.issuer.split_once("://").map_or(self.issuer, |(_, rest)| rest);
        after_scheme.split('/').next().unwrap_or_default()
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{url}", self.url)
            .replace("{issuer}/", &format!("{}/", self.issuer.trim_end_matches('/')))
            .replace("{issuer}", self.issuer)
            .replace("{issuer_host}", self.issuer_host())
            .replace("{client_id}", self.client_id)
            .replace("{client_secret}", self.client_secret)
    }
}

/// A text for the app, filled in.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Filled {
    /// The file or place in the app.
    pub into: String,
    /// Its language, as Markdown names it.
    pub language: String,
    /// The text.
    pub text: String,
}

/// Every preset, read once: pages of administrators look at all of them at each request.
static ALL: LazyLock<Result<Vec<Preset>, String>> =
    LazyLock::new(|| FILES.iter().map(|(app, text)| parse(app, text)).collect());

/// Every preset, in the order of the apps' names.
///
/// # Errors
/// The app whose file cannot be read, and why; a test reads them all.
pub fn all() -> Result<&'static [Preset], String> {
    ALL.as_deref().map_err(Clone::clone)
}

/// The short names of all apps.
pub fn names() -> Vec<&'static str> {
    FILES.iter().map(|(app, _)| *app).collect()
}

/// The preset of that name, if there is one.
///
/// # Errors
/// As [`all`].
pub fn find(app: &str) -> Result<Option<&'static Preset>, String> {
    Ok(all()?.iter().find(|preset| preset.app == app))
}

fn parse(app: &'static str, text: &str) -> Result<Preset, String> {
    let preset: Preset = toml::from_str(text).map_err(|error| format!("the preset {app}: {error}"))?;
    Ok(Preset { app, ..preset })
}

impl Preset {
    /// Its redirect URIs.
    pub fn redirect_uris(&self, values: &Values<'_>) -> Vec<String> {
        self.list("redirect_uris").map(|uri| values.fill(uri)).collect()
    }

    /// Whether its client has no secret.
    pub fn is_public(&self) -> bool {
        self.text("token_endpoint_auth_method") == Some("none")
    }

    /// Whether its client is an app on a phone or desktop, or has one.
    pub fn is_native(&self) -> bool {
        self.text("application_type") == Some("native")
    }

    /// The texts of a list in its block, before anything is filled in.
    fn list(&self, key: &str) -> impl Iterator<Item = &str> {
        self.client.get(key).and_then(toml::Value::as_array).into_iter().flatten().filter_map(toml::Value::as_str)
    }

    /// A text in its block, before anything is filled in.
    fn text(&self, key: &str) -> Option<&str> {
        self.client.get(key).and_then(toml::Value::as_str)
    }

    /// A switch in its block.
    fn flag(&self, key: &str) -> Option<bool> {
        self.client.get(key).and_then(toml::Value::as_bool)
    }

    /// The further lines of its `[[clients]]` block; what is unusual says why.
    pub fn client_lines(&self, values: &Values<'_>) -> Vec<String> {
        let others = self.client.iter().filter(|(key, _)| *key != "redirect_uris");
        others
            .map(|(key, value)| format!("{key} = {}{}", values.fill(&value.to_string()), reason(key, value)))
            .collect()
    }

    /// How a sign-out goes between the app and Latchkey.
    pub fn logout(&self, values: &Values<'_>) -> String {
        values.fill(&self.logout)
    }

    /// What else to mind.
    pub fn note(&self, values: &Values<'_>) -> Option<String> {
        self.note.as_deref().map(|note| values.fill(note))
    }

    /// The keys that its block has beside what every client has.
    fn needs(&self) -> impl Iterator<Item = &str> {
        self.client.keys().map(String::as_str).filter(|key| *key != "redirect_uris")
    }

    /// What to paste into the app.
    pub fn pastes(&self, values: &Values<'_>) -> Vec<Filled> {
        let filled = |paste: &Paste| Filled {
            into: values.fill(&paste.into),
            language: paste.language.clone(),
            text: values.fill(&paste.text),
        };
        self.paste.iter().map(filled).collect()
    }
}

fn reason(key: &str, value: &toml::Value) -> &'static str {
    match (key, value.as_bool()) {
        ("require_pkce", Some(false)) => "   # this app sends neither code_challenge nor nonce",
        ("claims_in_id_token", Some(true)) => "   # this app reads the ID token alone",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_anything_that_a_shell_or_a_file_of_settings_reads_is_not_plain() {
        for plain in ["https://app.example:8443/sub_path/-/a.b", "http://127.0.0.1:8000", "wiki", "ada@example"] {
            assert!(is_plain(plain), "{plain}");
        }
        for character in " \t\n\r$`'\"\\;&|<>(){}[]#%!*?~^=,+ä".chars() {
            let address = format!("https://app.example/{character}x");
            assert!(!is_plain(&address), "{address}");
        }
    }
}
