//! The presets as documents: `docs/apps/APP.md` and the table in `docs/apps/README.md`. A test compares them, and writes
//! them with `LATCHKEY_BLESS=1`.

use std::fmt::Write as _;

use super::{ClientBlock, Preset, SECRET_PLACE, Values};

const WRITTEN: &str = "by `LATCHKEY_BLESS=1 cargo test config`. Edit that. -->";

const OPENING: &str = "\
# Apps

Each app has a page with its `[[clients]]` block and what to paste into the app. `latchkey client add --app NAME --url URL`
writes the block into `config.d/` and prints the rest, with the secret in its place. An app that is not here needs its
redirect URI and the discovery URL; `latchkey client add --id NAME --redirect-uri URI` makes its block.

*Tried* names the version that [`tests/apps/run`](../../tests/apps/run) starts from its package registry: it signs a person in
through a browser, looks for name, email and groups in the app, and signs out. The others are written from the documentation
of the app. *Needs* is what the block has beside name, secret and redirect URI.

| App | Tried | Needs | Sign-out |
|---|---|---|---|
";

/// The page of one app.
pub fn page(preset: &Preset) -> String {
    let app = preset.app;
    let url = example_url(app);
    let values = example(app, &url);
    let mut text = format!("# {}\n\n<!-- Written from src/presets/{app}.toml {WRITTEN}\n\n", preset.name);
    // Writing to a text cannot fail.
    let _ = match &preset.tried {
        Some(version) => writeln!(text, "Tried with {version}.\n"),
        None => writeln!(text, "Not tried: written from the documentation of the app.\n"),
    };
    let _ = writeln!(text, "## In Latchkey\n\n```sh\nlatchkey client add --app {app} --url {url}\n```\n");
    let _ = writeln!(text, "This writes `config.d/{app}.toml`:\n\n```toml\n{}```\n", block(preset, &values));
    let _ = writeln!(text, "## In the app\n");
    let secret = if preset.is_public() { "none" } else { "printed once by `latchkey client add`" };
    let _ = writeln!(
        text,
        "| | |\n|---|---|\n| issuer | `{issuer}` |\n| discovery | `{issuer}/.well-known/openid-configuration` |\n\
         | client_id | `{app}` |\n| client_secret | {secret} |\n| scope | `{}` |\n",
        preset.scope,
        issuer = values.issuer,
    );
    for paste in preset.pastes(&values) {
        let _ = writeln!(text, "{}:\n\n```{}\n{}```\n", paste.into, paste.language, paste.text);
    }
    let _ = writeln!(text, "## Sign-out\n\n{}", preset.logout(&values));
    if let Some(note) = preset.note(&values) {
        let _ = writeln!(text, "\n## To mind\n\n{note}");
    }
    text
}

/// The table of all apps.
pub fn table(presets: &[Preset]) -> String {
    let mut text = OPENING.replacen("# Apps\n", &format!("# Apps\n\n<!-- Written from src/presets {WRITTEN}\n"), 1);
    for preset in presets {
        let tried = preset.tried.as_deref().unwrap_or("no");
        let needs: Vec<String> = preset.needs().map(|key| format!("`{key}`")).collect();
        let needs = if needs.is_empty() { "nothing".to_owned() } else { needs.join(", ") };
        let url = example_url(preset.app);
        let logout = preset.logout(&example(preset.app, &url));
        let _ = writeln!(text, "| [{}]({}.md) | {tried} | {needs} | {logout} |", preset.name, preset.app);
    }
    text
}

fn example_url(app: &str) -> String {
    format!("https://{app}.example.com")
}

fn example<'a>(app: &'a str, url: &'a str) -> Values<'a> {
    Values { url, issuer: "https://auth.example.com", client_id: app, client_secret: SECRET_PLACE }
}

/// Its `[[clients]]` block, with dots for the hash of the secret.
pub fn block(preset: &Preset, values: &Values<'_>) -> String {
    let block = ClientBlock {
        client_id: preset.app,
        client_name: &preset.name,
        client_uri: Some(values.url),
        client_secret_hash: (!preset.is_public()).then_some("sha256:…"),
        redirect_uris: &preset.redirect_uris(values),
        further: preset.client_lines(values),
    };
    block.to_string()
}
