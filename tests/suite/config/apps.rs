//! The presets of `latchkey client add --app`, and the pages that are written from them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use latchkey::presets::{self, Lacking, Preset, Values, block, fitting, page, table};
use latchkey::protocol::client::{Client, ClientAuthMethod, ClientId};
use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::scope::ScopeSet;

use super::Folder;
use super::documents::is_up_to_date;

const HASH: &str = "sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90";
const VALUES: Values<'_> = Values {
    url: "https://app.example.com",
    issuer: "https://auth.example.com",
    client_id: "app",
    client_secret: "lks_the-secret-of-this-app",
};

fn all() -> &'static [Preset] {
    presets::all().unwrap()
}

/// The names of the files in a folder of the repository that end so, without that end.
fn files(folder: &str, end: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(end).map(str::to_owned)).collect()
}

#[test]
fn every_app_has_a_page_written_from_its_preset() {
    let presets = all();
    for preset in presets {
        is_up_to_date(&format!("docs/apps/{}.md", preset.app), &page(preset));
    }
    is_up_to_date("docs/apps/README.md", &table(presets));
    let mut expected: BTreeSet<String> = presets.iter().map(|preset| preset.app.to_owned()).collect();
    assert_eq!(files("src/presets", ".toml"), expected, "each file is a line of the list");
    expected.insert("README".to_owned());
    assert_eq!(files("docs/apps", ".md"), expected);
}

#[test]
fn an_app_is_called_tried_where_tests_sign_in_to_it() {
    for preset in all() {
        let scenario = format!("{}/tests/apps/{}/scenario.mjs", env!("CARGO_MANIFEST_DIR"), preset.app);
        assert_eq!(preset.tried.is_some(), Path::new(&scenario).exists(), "{}", preset.app);
    }
}

#[test]
fn the_block_of_every_preset_passes_check() {
    for preset in all() {
        let block = block(preset, &VALUES).replace("sha256:…", HASH);
        let folder = Folder::with(&format!("[server]\nissuer = \"{}\"\n{block}", VALUES.issuer));
        let loaded = folder.loaded();
        let client = &loaded.settings.clients[0];
        assert_eq!(client.client_id.as_str(), preset.app);
        assert_eq!(client.redirect_uris.len(), preset.redirect_uris(&VALUES).len(), "{block}");
        let warnings = folder.warnings();
        let expected = usize::from(block.contains("require_pkce = false"));
        assert_eq!(warnings.iter().filter(|line| line.contains("PKCE is off")).count(), expected, "{warnings:?}");
        assert_eq!(warnings.len(), expected, "{}: {warnings:?}", preset.app);
    }
}

#[test]
fn what_is_pasted_is_filled_in_whole() {
    for preset in all() {
        let pastes = preset.pastes(&VALUES);
        let text: String = pastes.iter().map(|paste| format!("{}\n{}", paste.into, paste.text)).collect();
        for left in ["{url}", "{issuer}", "{issuer_host}", "{client_id}", "{client_secret}"] {
            assert!(!text.contains(left), "{}: {left}", preset.app);
        }
        assert!(text.contains(VALUES.issuer), "{}", preset.app);
        assert!(preset.is_public() || preset.app == "argocd" || text.contains(VALUES.client_secret), "{}", preset.app);
    }
}

/// Its phone app comes back by a scheme of its own, with a code that its server redeems with the secret.
#[test]
fn the_preset_of_immich_lets_its_phone_app_in() {
    let immich = presets::find("immich").unwrap().unwrap();
    assert!(immich.redirect_uris(&VALUES).contains(&"app.immich:///oauth-callback".to_owned()));
    assert!(!immich.is_public());
}

/// What stands between braces in a text and is a word, without what stands between two of them: that is for templates of the
/// app.
fn places(text: &str) -> BTreeSet<&str> {
    let of_one = |(at, _): (usize, &str)| {
        let (inside, _) = text[at + 1..].split_once('}')?;
        let is_word = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        (is_word && !text[..at].ends_with('{')).then_some(inside)
    };
    text.match_indices('{').filter_map(of_one).collect()
}

#[test]
fn every_place_in_a_preset_is_one_that_is_filled_in_or_one_of_the_app_itself() {
    let of_apps = [("pgadmin", "id_token"), ("pgadmin", "redirect_uri")];
    for app in presets::names() {
        let path = format!("{}/src/presets/{app}.toml", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).unwrap();
        for place in places(&text) {
            let is_ours = ["url", "issuer", "issuer_host", "client_id", "client_secret"].contains(&place);
            assert!(is_ours || of_apps.contains(&(app, place)), "{app}: nobody fills in {{{place}}}");
        }
    }
}

/// A client as the block of a preset makes it, under a name that says nothing.
fn client_of(preset: &Preset) -> Client {
    let block = block(preset, &VALUES).replace("sha256:…", HASH);
    let folder = Folder::with(&format!("[server]\nissuer = \"{}\"\n{block}", VALUES.issuer));
    let client = folder.loaded().settings.clients.remove(0);
    Client { client_id: ClientId::parse("some-app").unwrap(), client_uri: None, ..client }
}

#[test]
fn a_client_is_known_for_its_app_by_its_redirect_uri_and_lacks_nothing_with_the_block_of_the_preset() {
    let presets = all();
    for preset in presets {
        let client = client_of(preset);
        let url = preset.url_of(&client);
        let fits = fitting(presets, &client).map(|found| found.app);
        match preset.app {
            // A bare host, or an address that is the same for everybody.
            "portainer" | "proxmox" | "step" | "kubelogin" | "tailscale" => assert_eq!(fits, None, "{}", preset.app),
            app => assert_eq!((fits, url.as_deref()), (Some(app), Some(VALUES.url)), "{app}"),
        }
        let lacks = preset.lacks(&client, &VALUES);
        assert!(lacks.is_empty(), "{}: {lacks:?}", preset.app);
        let named = Client { client_id: ClientId::parse(preset.app).unwrap(), ..client };
        assert_eq!(fitting(presets, &named).map(|found| found.app), Some(preset.app));
    }
}

#[test]
fn what_a_client_lacks_for_an_app_is_told_with_the_line_that_would_have_it() {
    let redirect_uri = |uri: &str| RedirectUri::parse(uri, ApplicationType::Web).unwrap();
    let client = Client {
        redirect_uris: vec![redirect_uri("https://app.example.com/elsewhere")],
        scope: Some(ScopeSet::parse("openid email")),
        token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretBasic),
        pkce: PkceRule::ChallengeOrNonce,
        grant_types: Vec::new(),
        ..Client::bare(ClientId::parse("app").unwrap())
    };
    let lines = |app: &str| -> Vec<(Lacking, String)> {
        let preset = presets::find(app).unwrap().unwrap();
        preset.lacks(&client, &VALUES).into_iter().map(|lack| (lack.what, lack.line)).collect()
    };
    let own = |what: Lacking, line: &str| (what, line.to_owned());
    assert_eq!(
        lines("wordpress"),
        [
            own(
                Lacking::RedirectUri,
                "redirect_uris = [\"https://app.example.com/elsewhere\", \
                 \"https://app.example.com/wp-admin/admin-ajax.php?action=openid-connect-authorize\"]"
            ),
            own(Lacking::PostLogoutRedirectUri, "post_logout_redirect_uris = [\"https://app.example.com\"]"),
            own(Lacking::Scope, "scope = \"openid email profile offline_access\""),
            own(Lacking::GrantTypes, "grant_types = [\"authorization_code\", \"refresh_token\"]"),
            own(Lacking::Method, "token_endpoint_auth_method = \"client_secret_post\""),
            own(Lacking::Pkce, "require_pkce = false"),
        ]
    );
    let lines = lines("synapse");
    let uri = "https://app.example.com/_synapse/client/oidc/backchannel_logout";
    assert!(lines.contains(&own(Lacking::BackchannelLogoutUri, &format!("backchannel_logout_uri = \"{uri}\""))));
    assert!(lines.contains(&own(Lacking::ClaimsInIdToken, "claims_in_id_token = true")), "{lines:?}");
}
