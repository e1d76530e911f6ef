//! The secret of a client as it stands in the configuration. A server keeps only its hash: this is for the command that plays the
//! client.

use std::path::Path;

use super::document::{Node, Value};
use super::{Sources, read, reading};
use crate::secret::Secret;

/// The `client_secret` of the configured client of that id, from wherever the configuration has it. `None` where it has a hash of
/// it, or none, or the file cannot be read.
pub fn client_secret(sources: &Sources, client_id: &str) -> Option<Secret> {
    let whole = read(sources, &mut Vec::new()).whole;
    let clients = whole.get("clients")?.items();
    let client = clients.iter().find(|client| text(client, "client_id") == Some(client_id))?;
    if let Some(node) = client.get("client_secret_file") {
        let path = Path::new(text(client, "client_secret_file")?);
        let path = node.folder().map_or_else(|| path.to_owned(), |folder| folder.join(path));
        return reading::secret_file(&path, node.place(), &sources.env).ok().map(Secret::new);
    }
    if let Some(variable) = text(client, "client_secret_env") {
        return sources.env.get(variable).filter(|secret| !secret.is_empty()).map(Secret::new);
    }
    text(client, "client_secret").map(Secret::new)
}

fn text<'a>(table: &'a Node, key: &str) -> Option<&'a str> {
    match &table.get(key)?.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_secret_is_found_wherever_it_stands_and_a_hash_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let (file, secret) = (folder.path().join("config.toml"), folder.path().join("secret"));
        std::fs::write(&secret, "of-the-file\n").unwrap();
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
        let client = |id: &str, line: &str| format!("[[clients]]\nclient_id = '{id}'\n{line}\n");
        let text = [
            client("plain", "client_secret = 'of-the-text'"),
            client("file", "client_secret_file = 'secret'"),
            client("env", "client_secret_env = 'WIKI'"),
            client("unset", "client_secret_env = 'NONE'"),
            client("hash", "client_secret_hash = 'sha256:00'"),
        ];
        std::fs::write(&file, text.concat()).unwrap();
        let env = BTreeMap::from([("WIKI".to_owned(), "of-the-environment".to_owned())]);
        let sources = Sources { files: vec![file], env, ..Sources::default() };
        let found = |id: &str| client_secret(&sources, id).map(|secret| secret.expose().to_owned());
        assert_eq!(found("plain").as_deref(), Some("of-the-text"));
        assert_eq!(found("file").as_deref(), Some("of-the-file"));
        assert_eq!(found("env").as_deref(), Some("of-the-environment"));
        for none in ["unset", "hash", "nobody"] {
            assert_eq!(found(none), None, "{none}");
        }
    }
}
