//! The presets of `latchkey client add --app`, and the pages that are written from them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use latchkey::cli::presets::{self, Preset, Values, block, page, table};

use super::Folder;
use super::documents::is_up_to_date;

const HASH: &str = "sha256:2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90";
const VALUES: Values<'_> = Values {
    url: "https://app.example.com",
    issuer: "https://auth.example.com",
    client_id: "app",
    client_secret: "lks_the-secret-of-this-app",
};

fn all() -> Vec<Preset> {
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
    for preset in &presets {
        is_up_to_date(&format!("docs/apps/{}.md", preset.app), &page(preset));
    }
    is_up_to_date("docs/apps/README.md", &table(&presets));
    let mut expected: BTreeSet<String> = presets.iter().map(|preset| preset.app.to_owned()).collect();
    assert_eq!(files("src/cli/presets", ".toml"), expected, "each file is a line of the list");
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
        let block = block(&preset, &VALUES).replace("sha256:…", HASH);
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
