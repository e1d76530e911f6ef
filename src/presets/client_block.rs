//! A `[[clients]]` block as it is written into a file.

use std::fmt;

use serde_json::json;

/// What stands in the block. Texts are written as JSON, which TOML reads alike.
#[derive(Debug)]
pub struct ClientBlock<'a> {
    /// The client's name.
    pub client_id: &'a str,
    /// The name that people see.
    pub client_name: &'a str,
    /// The app's own page.
    pub client_uri: Option<&'a str>,
    /// The hash of its secret; `None` for a public client.
    pub client_secret_hash: Option<&'a str>,
    /// Where it may be sent after signing in.
    pub redirect_uris: &'a [String],
    /// Further lines.
    pub further: Vec<String>,
}

impl fmt::Display for ClientBlock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "[[clients]]")?;
        writeln!(f, "client_id = {}", json!(self.client_id))?;
        writeln!(f, "client_name = {}", json!(self.client_name))?;
        if let Some(uri) = self.client_uri {
            writeln!(f, "client_uri = {}", json!(uri))?;
        }
        if let Some(hash) = self.client_secret_hash {
            writeln!(f, "client_secret_hash = {}", json!(hash))?;
        }
        if !self.redirect_uris.is_empty() {
            let uris: Vec<String> = self.redirect_uris.iter().map(|uri| json!(uri).to_string()).collect();
            writeln!(f, "redirect_uris = [{}]", uris.join(", "))?;
        }
        self.further.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
