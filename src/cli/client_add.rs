//! `latchkey client add`: writes a `[[clients]]` block into `config.d/`, and tells what to paste into the app.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::client::{find, hash};
use super::context::{Context, Failure};
use super::output::{self, Format};
use crate::presets::{self, ClientBlock, Filled, Preset, Values};
use crate::protocol::client::{ClientId, GrantType};
use crate::protocol::client_rules;
use crate::protocol::redirect_uri::{ApplicationType, PlainHttp, RedirectUri, RedirectUriError};
use crate::protocol::resource::Resource;
use crate::protocol::workload::SubjectPattern;
use crate::random;
use crate::telemetry;

/// A new client.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The client_id; with --app, the name of the app by default.
    #[arg(long = "id", required_unless_present = "app")]
    client_id: Option<String>,
    /// The client_name, which people see.
    #[arg(long)]
    name: Option<String>,
    /// A redirect URI; may be repeated.
    #[arg(long = "redirect-uri", required_unless_present_any = ["app", "device", "workloads", "exchange"])]
    redirect_uris: Vec<String>,
    /// A program that is this client without a secret, by the name of its workload issuer and its subject, such as
    /// cluster=system:serviceaccount:prod:builder; may be repeated.
    #[arg(long = "workload", value_name = "ISSUER=SUBJECT", conflicts_with_all = ["app", "public"])]
    workloads: Vec<String>,
    /// Let it exchange the tokens of this client for tokens for the APIs of --resource; may be repeated.
    #[arg(long, value_name = "CLIENT_ID", conflicts_with_all = ["app", "public"])]
    exchange: Vec<String>,
    /// An API that it may have tokens for; may be repeated.
    #[arg(long = "resource", value_name = "URI", conflicts_with = "app")]
    resources: Vec<String>,
    /// An app on a device without a browser, such as a television: people type its code at /device (RFC 8628).
    #[arg(long, conflicts_with_all = ["app", "workloads", "exchange"])]
    device: bool,
    /// Use the preset of this app; needs --url. `--app list` lists the presets.
    #[arg(long, value_name = "APP")]
    app: Option<String>,
    /// The address of the app, such as https://grafana.example.com.
    #[arg(long)]
    url: Option<String>,
    /// A public client without a secret: a phone, desktop or single-page app. It must use PKCE.
    #[arg(long, conflicts_with = "app")]
    public: bool,
    /// Allow plain http redirect URIs, for an app with a secret in your own network.
    #[arg(long, conflicts_with = "public")]
    allow_http_redirect: bool,
}

/// Runs the command.
///
/// # Errors
/// An app that has no preset, a redirect URI that may not be registered, a client_id that is taken, or a file that cannot
/// be written.
pub fn run(arguments: AddArgs, context: &Context) -> Result<(), Failure> {
    let preset = match arguments.app.as_deref() {
        None => None,
        Some("list") => return list_presets(context),
        Some(name) => Some(presets::find(name).map_err(Failure::Failed)?.ok_or_else(|| {
            let known = presets::names().join(", ");
            Failure::NotFound(format!("there is no preset {name}; the presets are: {known}"))
        })?),
    };
    let url = arguments.url.as_deref().map(|url| url.trim_end_matches('/').to_owned());
    if preset.is_some() && url.is_none() {
        return Err(Failure::Failed("--app needs --url".to_owned()));
    }
    let client_id = arguments.client_id.or_else(|| preset.map(|preset| preset.app.to_owned())).unwrap_or_default();
    if ClientId::parse(&client_id).is_none() || client_id.contains(['/', '.', '"', '\\']) {
        return Err(Failure::Failed("choose a client_id of letters, digits, - and _".to_owned()));
    }
    if find(context, &client_id).is_ok() {
        return Err(Failure::Failed(format!("the client {client_id} already exists")));
    }
    let public = arguments.public || preset.is_some_and(Preset::is_public);
    let service = Service::read(&arguments.workloads, &arguments.exchange, &arguments.resources)?;
    let secret = (!public && service.workloads.is_empty()).then(|| format!("lks_{}", random::token()));
    let values = Values {
        url: url.as_deref().unwrap_or_default(),
        issuer: context.settings.server.issuer.as_str(),
        client_id: &client_id,
        client_secret: secret.as_deref().unwrap_or_default(),
    };
    let mut redirect_uris = arguments.redirect_uris;
    redirect_uris.extend(preset.into_iter().flat_map(|preset| preset.redirect_uris(&values)));
    let kind = match arguments.public || preset.is_some_and(Preset::is_native) {
        true => ApplicationType::Native,
        false => ApplicationType::Web,
    };
    let plain_http = if arguments.allow_http_redirect { PlainHttp::Anywhere } else { PlainHttp::Loopback };
    for uri in &redirect_uris {
        client_rules::redirect_uri("redirect_uris", uri, kind, &[], plain_http).map_err(|fault| {
            let is_http = matches!(RedirectUri::parse(uri, kind), Err(RedirectUriError::PlainHttp));
            let flag = if is_http && !public { "; on a network of your own, add --allow-http-redirect" } else { "" };
            Failure::Failed(format!("{fault}{flag}"))
        })?;
    }
    let name = arguments.name.or_else(|| preset.map(|preset| preset.name.clone())).unwrap_or_else(|| client_id.clone());
    let mut further = further(arguments.public, preset, &values);
    if arguments.device {
        further.push(device_grants(!redirect_uris.is_empty()));
    }
    if arguments.allow_http_redirect {
        further.push("allow_http_redirect = true".to_owned());
    }
    further.extend(service.lines(redirect_uris.is_empty()));
    let block = ClientBlock {
        client_id: &client_id,
        client_name: &name,
        client_uri: url.as_deref(),
        client_secret_hash: secret.as_deref().map(hash).as_deref(),
        redirect_uris: &redirect_uris,
        further,
    }
    .to_string();
    if context.dry_run {
        print!("{block}");
    }
    if !context.writes(format_args!("This would be config.d/{client_id}.toml beside the configuration.")) {
        return Ok(());
    }
    let path = write(context, &client_id, &block)?;
    telemetry::tell(format_args!("wrote {}", path.display()));
    let no_secret = if public { "(none: a public client)" } else { "(none: its workloads' assertions prove it)" };
    tell(context, &values, preset, no_secret);
    // Without a place for browsers there is no sign-in that the command could go through.
    if !redirect_uris.is_empty() {
        telemetry::tell(format_args!("Test it: latchkey client test {client_id}"));
    }
    Ok(())
}

/// What a client may do that no person signs in to.
struct Service {
    workloads: Vec<(String, String)>,
    exchange: Vec<String>,
    resources: Vec<String>,
}

impl Service {
    fn read(workloads: &[String], exchange: &[String], resources: &[String]) -> Result<Self, Failure> {
        let failed = |text: &str, why: String| Failure::Failed(format!("{text}: {why}"));
        let workload = |text: &String| {
            let why = || "write it as ISSUER=SUBJECT, with the name of a workload issuer".to_owned();
            let (issuer, subject) = text.split_once('=').ok_or_else(|| failed(text, why()))?;
            SubjectPattern::parse(subject).map_err(|fault| failed(subject, fault.to_string()))?;
            Ok((issuer.to_owned(), subject.to_owned()))
        };
        for text in resources {
            Resource::parse(text).map_err(|error| failed(text, error.to_string()))?;
        }
        Ok(Self {
            workloads: workloads.iter().map(workload).collect::<Result<_, Failure>>()?,
            exchange: exchange.to_vec(),
            resources: resources.to_vec(),
        })
    }

    /// The lines of the block; the tables come last.
    fn lines(&self, signs_nobody_in: bool) -> Vec<String> {
        let mut grants = if signs_nobody_in { Vec::new() } else { GrantType::DEFAULT.to_vec() };
        grants.extend((!self.workloads.is_empty()).then_some(GrantType::JwtBearer));
        grants.extend((!self.exchange.is_empty()).then_some(GrantType::TokenExchange));
        let mut lines = Vec::new();
        if !self.workloads.is_empty() || !self.exchange.is_empty() {
            let names: Vec<&str> = grants.into_iter().map(GrantType::as_str).collect();
            lines.push(format!("grant_types = {}", json!(names)));
        }
        if !self.resources.is_empty() {
            lines.push(format!("resources = {}", json!(self.resources)));
        }
        for (issuer, subject) in &self.workloads {
            lines.push(format!("\n[[clients.workloads]]\nissuer = {}\nsubject = {}", json!(issuer), json!(subject)));
        }
        if !self.exchange.is_empty() {
            let (clients, resources) = (json!(self.exchange), json!(self.resources));
            lines.push(format!("\n[[clients.token_exchange]]\nsubject_clients = {clients}\nresources = {resources}"));
        }
        lines
    }
}

fn further(public: bool, preset: Option<&Preset>, values: &Values<'_>) -> Vec<String> {
    match preset {
        Some(preset) => preset.client_lines(values),
        None if public => {
            vec!["application_type = \"native\"".to_owned(), "token_endpoint_auth_method = \"none\"".to_owned()]
        }
        None => Vec::new(),
    }
}

/// The line that lets an app ask for another device, beside browsers where it has a place for those.
fn device_grants(has_redirect_uris: bool) -> String {
    let code = has_redirect_uris.then_some(GrantType::AuthorizationCode);
    let grants = code.into_iter().chain([GrantType::DeviceCode, GrantType::RefreshToken]);
    let names: Vec<String> = grants.map(|grant| json!(grant.as_str()).to_string()).collect();
    format!("grant_types = [{}]", names.join(", "))
}

fn list_presets(context: &Context) -> Result<(), Failure> {
    let presets = presets::all().map_err(Failure::Failed)?;
    let row = |preset: &Preset| vec![json!(preset.app), json!(preset.name), json!(preset.tried)];
    let rows: Vec<Vec<Value>> = presets.iter().map(row).collect();
    output::rows(context.format, &["app", "name", "tried"], &rows);
    Ok(())
}

fn write(context: &Context, client_id: &str, block: &str) -> Result<PathBuf, Failure> {
    let file = context.file.as_deref().ok_or_else(|| {
        Failure::Failed("there is no configuration file yet: create one with latchkey init > config.toml".to_owned())
    })?;
    let folder = file.parent().unwrap_or(Path::new(".")).join("config.d");
    let failed = |error: std::io::Error| Failure::Failed(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let path = folder.join(format!("{client_id}.toml"));
    // A server that watches the folder, and whoever presses Ctrl-C, has all of the file or none: a name that begins with a dot is
    // not read, and a link is not made where there is a file already.
    let partial = folder.join(format!(".{client_id}.toml.partial"));
    let written = write_anew(&partial, block).and_then(|()| match std::fs::hard_link(&partial, &path) {
        // Some disks have no links.
        Err(_) if !path.exists() => std::fs::rename(&partial, &path),
        done => done,
    });
    drop(std::fs::remove_file(&partial));
    written.map_err(failed)?;
    Ok(path)
}

/// Writes a file that only its owner may read, in the place of what a process that was killed left there.
fn write_anew(path: &Path, text: &str) -> std::io::Result<()> {
    drop(std::fs::remove_file(path));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all())
}

/// What to paste into the app; the secret is shown this once.
fn tell(context: &Context, values: &Values<'_>, preset: Option<&Preset>, no_secret: &str) {
    let issuer = &context.settings.server.issuer;
    let secret = if values.client_secret.is_empty() { no_secret } else { values.client_secret };
    let rows = [
        ("discovery", issuer.url("/.well-known/openid-configuration")),
        ("issuer", issuer.as_str().to_owned()),
        ("authorize", issuer.url("/authorize")),
        ("token", issuer.url("/token")),
        ("userinfo", issuer.url("/userinfo")),
        ("client_id", values.client_id.to_owned()),
        ("client_secret", secret.to_owned()),
        ("scope", preset.map_or("openid profile email", |preset| &preset.scope).to_owned()),
    ];
    let mut columns: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
    let mut row: Vec<Value> = rows.iter().map(|(_, value)| json!(value)).collect();
    let pastes = preset.map(|preset| preset.pastes(values)).unwrap_or_default();
    match context.format {
        Format::Json | Format::Toml => {
            columns.push("paste");
            row.push(json!(pastes));
            output::one(context.format, &columns, &row);
        }
        Format::Table => {
            output::one(context.format, &columns, &row);
            pastes.iter().for_each(tell_paste);
        }
    }
    for words in preset.into_iter().flat_map(|preset| [Some(preset.logout(values)), preset.note(values)]).flatten() {
        telemetry::tell(format_args!("{words}"));
    }
}

fn tell_paste(paste: &Filled) {
    println!("\n{}:\n", paste.into);
    paste.text.lines().for_each(output::line);
}
