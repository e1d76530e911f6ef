//! Which app a client is, and what its block lacks for that app.

use serde_json::json;

use super::{Preset, Values};
use crate::protocol::client::{Client, GrantType};
use crate::protocol::pkce::PkceRule;
use crate::protocol::redirect_uri::{ApplicationType, RedirectUri};

/// What a block can lack for an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// A place that the app asks to be sent back to after a sign-in.
    RedirectUri,
    /// A place that the app asks to be sent back to after a sign-out.
    PostLogoutRedirectUri,
    /// Where the app takes logout tokens.
    BackchannelLogoutUri,
    /// Scope values.
    Scope,
    /// Grants.
    GrantTypes,
    /// The way by which the app sends its secret.
    Method,
    /// Leave to send neither `code_challenge` nor `nonce`.
    Pkce,
    /// Leave to be on a phone or desktop.
    Native,
    /// Claims where the app reads them.
    ClaimsInIdToken,
}

/// Something that a block lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What.
    pub what: Lacking,
    /// The values that are missing, or the one that is there and does not fit.
    pub value: String,
    /// The line of the block that would have it.
    pub line: String,
}

/// The preset of the app that a client is: the one of its name, or else the one whose redirect URI it registered. Where
/// several end alike, the longest end counts, and none where two are as long.
pub fn fitting<'a>(presets: &'a [Preset], client: &Client) -> Option<&'a Preset> {
    if let Some(named) = presets.iter().find(|preset| preset.app == client.client_id.as_str()) {
        return Some(named);
    }
    let fits: Vec<(usize, &'a Preset)> =
        presets.iter().filter_map(|preset| preset.place_of(client).map(|(_, path)| (path.len(), preset))).collect();
    let longest = fits.iter().map(|(length, _)| *length).max()?;
    let mut found = fits.into_iter().filter(|(length, _)| *length == longest).map(|(_, preset)| preset);
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

impl Preset {
    /// Where the app of this client is, as far as the client tells.
    pub fn url_of(&self, client: &Client) -> Option<String> {
        let own_page = || client.client_uri.as_deref().map(|uri| uri.trim_end_matches('/').to_owned());
        let origin = || client.redirect_uris.iter().find_map(|uri| origin(uri.as_str()));
        self.place_of(client).map(|(url, _)| url).or_else(own_page).or_else(origin)
    }

    /// Whether the app sends a `code_challenge` or a `nonce`.
    pub fn protects_its_codes(&self) -> bool {
        self.flag("require_pkce") != Some(false)
    }

    /// What the block of this client lacks for the app.
    pub fn lacks(&self, client: &Client, values: &Values<'_>) -> Vec<Lack> {
        let mut lacks = Vec::new();
        lacks.extend(self.lacks_redirect_uris(client, values));
        lacks.extend(self.lacks_logout(client, values));
        lacks.extend(self.lacks_scope(client));
        lacks.extend(self.lacks_grant_types(client));
        if let Some((asked, registered)) = self.auth.zip(client.token_endpoint_auth_method)
            && asked != registered
        {
            let line = format!("token_endpoint_auth_method = {}", json!(asked.as_str()));
            lacks.push(Lack { what: Lacking::Method, value: registered.as_str().to_owned(), line });
        }
        if !self.protects_its_codes() && !client.is_public() && client.rules().pkce != PkceRule::Optional {
            lacks.push(Lack::of(Lacking::Pkce, "require_pkce = false"));
        }
        if self.is_native() && client.application_type != ApplicationType::Native {
            lacks.push(Lack::of(Lacking::Native, "application_type = \"native\""));
        }
        if self.flag("claims_in_id_token") == Some(true) && !client.claims_in_id_token {
            lacks.push(Lack::of(Lacking::ClaimsInIdToken, "claims_in_id_token = true"));
        }
        lacks
    }

    /// Where the app is, and which of its paths follows there in a redirect URI that the client registered. A bare host says
    /// nothing of the app.
    fn place_of(&self, client: &Client) -> Option<(String, &str)> {
        for path in self.list("redirect_uris").filter_map(|uri| uri.strip_prefix("{url}")) {
            let place = |uri: &RedirectUri| uri.as_str().strip_suffix(path).map(str::to_owned);
            let found = client.redirect_uris.iter().filter_map(place).find(|url| is_web(url));
            if let Some(url) = found.filter(|_| path.len() > 1) {
                return Some((url, path));
            }
        }
        None
    }

    fn lacks_redirect_uris(&self, client: &Client, values: &Values<'_>) -> Option<Lack> {
        let mut missing = self.redirect_uris(values);
        missing.retain(|uri| client.registered_redirect_uri(uri).is_none());
        Lack::of_list(Lacking::RedirectUri, "redirect_uris", &texts(&client.redirect_uris), &missing)
    }

    fn lacks_logout(&self, client: &Client, values: &Values<'_>) -> Vec<Lack> {
        let key = "post_logout_redirect_uris";
        let registered = texts(&client.post_logout_redirect_uris);
        let mut missing: Vec<String> = self.list(key).map(|uri| values.fill(uri)).collect();
        missing.retain(|uri| !registered.contains(uri));
        let back = Lack::of_list(Lacking::PostLogoutRedirectUri, key, &registered, &missing);
        let key = "backchannel_logout_uri";
        let uri = self.text(key).filter(|_| client.backchannel_logout_uri.is_none()).map(|uri| values.fill(uri));
        let told = uri.map(|uri| Lack {
            what: Lacking::BackchannelLogoutUri,
            line: format!("{key} = {}", json!(uri)),
            value: uri,
        });
        back.into_iter().chain(told).collect()
    }

    fn lacks_scope(&self, client: &Client) -> Option<Lack> {
        let missing: Vec<&str> = self.scope.split(' ').filter(|value| !client.may_have(value)).collect();
        let registered = client.scope.as_ref().map(ToString::to_string).unwrap_or_default();
        let value = missing.join(" ");
        let line = format!("scope = {}", json!(format!("{registered} {value}").trim()));
        (!missing.is_empty()).then_some(Lack { what: Lacking::Scope, value, line })
    }

    fn lacks_grant_types(&self, client: &Client) -> Option<Lack> {
        let refreshes = self.scope.split(' ').any(|value| value == "offline_access");
        let wanted = [Some(GrantType::AuthorizationCode), refreshes.then_some(GrantType::RefreshToken)];
        let missing = wanted.into_iter().flatten().filter(|grant| !client.may_use(*grant));
        let missing: Vec<String> = missing.map(|grant| grant.as_str().to_owned()).collect();
        let registered: Vec<String> = client.grant_types.iter().map(|grant| grant.as_str().to_owned()).collect();
        Lack::of_list(Lacking::GrantTypes, "grant_types", &registered, &missing)
    }
}

impl Lack {
    fn of(what: Lacking, line: &str) -> Self {
        Self { what, value: String::new(), line: line.to_owned() }
    }

    fn of_list(what: Lacking, key: &str, registered: &[String], missing: &[String]) -> Option<Self> {
        let all: Vec<String> = registered.iter().chain(missing).map(|text| json!(text).to_string()).collect();
        let line = format!("{key} = [{}]", all.join(", "));
        (!missing.is_empty()).then(|| Self { what, value: missing.join(" "), line })
    }
}

fn texts(uris: &[RedirectUri]) -> Vec<String> {
    uris.iter().map(ToString::to_string).collect()
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Scheme, host and port of an address on the web.
fn origin(uri: &str) -> Option<String> {
    let url = url::Url::parse(uri).ok()?;
    let origin = url.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}
