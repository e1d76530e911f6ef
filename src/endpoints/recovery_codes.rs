//! Recovery codes: made with somebody's first factor, and shown once.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};

use super::see_other;
use crate::login::second_factor::new_recovery_codes;
use crate::pages::Page;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::say;
use crate::secret::{Digest, Secret};

/// Recovery codes for somebody's first factor, as shown and as kept. They stand beside a password: where there are none, no code
/// lets anybody in, and none is made.
pub fn codes_for(provider: &Provider, user: &User) -> (Vec<Secret>, Vec<Digest>) {
    match user.factors.any() || !provider.ways_in().password {
        true => (Vec::new(), Vec::new()),
        false => new_recovery_codes().into_iter().unzip(),
    }
}

/// Shows recovery codes, this once, or goes on where there are none to show.
pub fn codes_page(
    request: &HttpRequest,
    provider: &Provider,
    codes: &[Secret],
    going_on: &str,
    in_popup: bool,
) -> HttpResponse {
    let live = provider.live();
    let going_on = format!("{}{going_on}", live.settings.server.issuer.path());
    if codes.is_empty() {
        return see_other(&going_on);
    }
    let codes: Vec<&str> = codes.iter().map(Secret::expose).collect();
    let (site, issuer) = (live.settings.branding.name.as_str(), live.settings.server.issuer.as_str());
    let file = format!(
        "{}\r\n{}\r\n\r\n{}\r\n",
        say!("codes-file-title", site = site, issuer = issuer),
        say!("codes-file-hint"),
        codes.join("\r\n")
    );
    let download = percent_encoding::utf8_percent_encode(&file, percent_encoding::NON_ALPHANUMERIC).to_string();
    let context: Value = json!({"codes": codes, "download": download, "going_on": going_on});
    Page::new("recovery_codes.html", context).in_popup(in_popup).respond(request, provider)
}
