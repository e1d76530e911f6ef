//! Everything at once: what is asked, side by side, and the findings in a fixed order.

use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use futures_util::future::join_all;
use rustix::fs::{Access, AtFlags, CWD};

use super::apps::{self, Asked, Verdict};
use super::asking::{TIMEOUT, addresses, aside, connect, in_time, outbound};
use super::issuer::{self, Door, Expected, Seen};
use super::server::{self, Exposure, Folder, TakenIn};
use super::{Answer, Finding, chain};
use crate::clock::{Clock, Timestamp, whole_seconds};
use crate::config::AddressOfApp;
use crate::config::settings::{ListenAddress, OutboundSettings, ServerSettings, Settings};
use crate::database::Database;
use crate::mail;
use crate::outbound::{Outbound, Question};
use crate::store::audit::Wanted;
use crate::store::{self, SchemaStatus, SharedStore, Store, StoreResult};

/// How often `/readyz` is asked, each time by a connection of its own: a load balancer leads them to different nodes.
const TIMES: usize = 6;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// All that the server itself can see.
    Everything,
    /// What anybody sees.
    Outside,
}

/// Looks at the installation that has these settings, and these addresses of apps.
pub async fn look(settings: &Settings, addresses: Vec<AddressOfApp>, reach: Reach, clock: &dyn Clock) -> Vec<Finding> {
    let digest = (reach == Reach::Everything).then_some(settings.digest.as_str());
    if reach == Reach::Outside {
        return of_issuer(settings, digest, clock).await;
    }
    let (mut findings, of_server, of_mail, of_apps) = tokio::join!(
        of_issuer(settings, digest, clock),
        of_server(settings, clock),
        of_mail(settings),
        apps::ask(addresses, settings)
    );
    findings.extend(of_server);
    findings.push(of_mail);
    findings.extend(of_apps.into_iter().map(|(asked, verdict)| of_app(&asked, verdict)));
    findings
}

fn of_app(asked: &Asked, verdict: Verdict) -> Finding {
    let address = &asked.address;
    Finding {
        check: format!("{} of {}", address.key, address.client_id),
        status: verdict.status,
        found: format!("{} {}", asked.shown(), verdict.found),
        remedy: verdict.remedy.map(|remedy| format!("{}: {remedy}", address.place.name())),
    }
}

/// What anybody sees who goes to the issuer.
async fn of_issuer(settings: &Settings, digest: Option<&str>, clock: &dyn Clock) -> Vec<Finding> {
    let own = &settings.server;
    let Some(door) = Door::of(&own.issuer) else { return Vec::new() };
    // Whoever asks their own server goes wherever that is.
    let rules = OutboundSettings { allow_private_ips: true, allow_http: true, ..settings.outbound.clone() };
    let visitor = outbound(rules);
    let knock = knock(&door, own.issuer.is_https());
    let (reached, plain, (discovery, keys), readiness) =
        tokio::join!(knock, plain_http(own, &door, &visitor), served(own, &visitor), ready(own, &visitor, clock));
    let Reached { names, connections, chain } = reached;
    let seen = Seen { names, connections, chain, plain, discovery, keys, readiness };
    let listens: Vec<String> = own.listen.iter().map(ListenAddress::to_string).collect();
    let expected = Expected {
        issuer: &own.issuer,
        listens: listens.join(", "),
        cert_file: own.tls.as_ref().map(|tls| tls.cert_file.display().to_string()),
        digest,
        now: clock.now(),
    };
    issuer::judge(&seen, &expected)
}

/// How far one gets without a word of HTTP.
struct Reached {
    names: Result<Vec<IpAddr>, String>,
    connections: Vec<(IpAddr, Result<(), String>)>,
    chain: Option<Result<Vec<chain::Shown>, String>>,
}

async fn knock(door: &Door, is_https: bool) -> Reached {
    let names = addresses(&door.host).await.map_err(|error| error.to_string());
    let found = names.as_deref().unwrap_or_default();
    let tried = join_all(found.iter().map(|address| connect(SocketAddr::new(*address, door.port)))).await;
    let (mut connections, mut open) = (Vec::new(), None);
    for (address, tried) in found.iter().zip(tried) {
        connections.push((*address, tried.as_ref().map(|_| ()).map_err(String::clone)));
        open = open.or(tried.ok());
    }
    let chain = match open.filter(|_| is_https) {
        Some(stream) => Some(chain::shown_by(stream, &door.host).await),
        None => None,
    };
    Reached { names, connections, chain }
}

/// The same place by plain http, where the issuer is https at the usual port.
async fn plain_http(own: &ServerSettings, door: &Door, visitor: &Outbound) -> Option<Answer> {
    if !own.issuer.is_https() || door.port != 443 {
        return None;
    }
    let uri = own.issuer.url("/.well-known/openid-configuration").replacen("https://", "http://", 1);
    Some(visitor.look(&uri, Question::Get).await)
}

/// The discovery document, and what is at its `jwks_uri`.
async fn served(own: &ServerSettings, visitor: &Outbound) -> (Answer, Option<Answer>) {
    let discovery = visitor.look(&own.issuer.url("/.well-known/openid-configuration"), Question::Get).await;
    let keys = match issuer::jwks_uri(&discovery) {
        Some(uri) => Some(visitor.look(&uri, Question::Get).await),
        None => None,
    };
    (discovery, keys)
}

async fn ready(own: &ServerSettings, visitor: &Outbound, clock: &dyn Clock) -> Vec<(Answer, Timestamp)> {
    let uri = own.issuer.url("/readyz");
    let ask = || async { (visitor.look(&uri, Question::Get).await, clock.now()) };
    join_all((0..TIMES).map(|_| ask())).await
}

/// What the server itself lives by.
async fn of_server(settings: &Settings, clock: &dyn Clock) -> Vec<Finding> {
    let (own, database) = (&settings.server, &settings.storage.database);
    let exposure = Exposure {
        is_https: own.issuer.is_https(),
        serves_tls: own.tls.is_some(),
        listen: &own.listen,
        trusted_proxies: &own.trusted_proxies,
    };
    let mut findings = vec![server::proxies(&exposure)];
    let seen = look_into(database).await;
    findings.push(server::database(&database.to_string(), &seen.schema));
    if let Some(store) = seen.store {
        match asked(store.time()).await {
            Ok(Some(time)) => {
                let theirs = Timestamp(whole_seconds(time));
                findings.push(issuer::clocks("database clock", "the database", theirs, clock.now()));
            }
            Ok(None) => {}
            Err(why) => findings.push(server::unread("database clock", &why)),
        }
        match last_configuration(store.as_ref()).await {
            Ok(last) => findings.extend(last.map(|last| server::configuration(&last, &settings.digest))),
            Err(why) => findings.push(server::unread("configuration", &why)),
        }
        if database.postgres().is_some() {
            findings.push(match asked(store.listening()).await {
                Ok(listening) => server::nodes(&listening),
                Err(why) => server::unread("nodes", &why),
            });
        }
    }
    if database.file().is_some() {
        let folder = folder(&own.data_dir);
        findings.extend(folder.map(|folder| server::data_folder(&own.data_dir, &folder)));
    }
    findings
}

/// The database as far as it can be looked into.
struct LookedInto {
    schema: Result<Option<SchemaStatus>, String>,
    /// Where its schema is of this version.
    store: Option<SharedStore>,
}

async fn look_into(database: &Database) -> LookedInto {
    let asked = database.clone();
    let schema = of_store(move || store::schema(&asked)).await;
    let is_of_this_version =
        matches!(&schema, Ok(Some(schema)) if schema.found == schema.known && schema.due.is_empty());
    if !is_of_this_version {
        return LookedInto { schema, store: None };
    }
    let asked = database.clone();
    match of_store(move || store::open_to_look(&asked)).await {
        Ok(store) => LookedInto { schema, store },
        Err(why) => LookedInto { schema: Err(why), store: None },
    }
}

/// What a call of the store says in a thread of its own, since connecting to a database blocks.
async fn of_store<T: Send + 'static>(call: impl FnOnce() -> StoreResult<T> + Send + 'static) -> Result<T, String> {
    aside(call).await?.map_err(|error| error.to_string())
}

/// What the store says within the time: that it cannot be read is no answer, and is told.
async fn asked<T>(question: impl Future<Output = StoreResult<T>>) -> Result<T, String> {
    in_time(question).await?.map_err(|error| error.to_string())
}

/// The configuration of the last start or reload; `None` where there was none.
async fn last_configuration(store: &dyn Store) -> Result<Option<TakenIn>, String> {
    let mut last: Option<TakenIn> = None;
    for event in ["server.start", "config.reload"] {
        let wanted = Wanted { event: Some(event.to_owned()), limit: 1, ..Wanted::default() };
        let records = asked(store.records(&wanted)).await?;
        let Some(record) = records.first() else { continue };
        let Some(digest) = record.detail().remove("digest") else { continue };
        if last.as_ref().is_none_or(|last| last.at <= record.at) {
            last = Some(TakenIn { at: record.at, digest });
        }
    }
    Ok(last)
}

/// The folder as it is; `None` where it is yet to be made.
fn folder(path: &Path) -> Option<Folder> {
    let metadata = std::fs::metadata(path).ok()?;
    let me = std::fs::metadata("/proc/self").map_or(0, |process| process.uid());
    let wanted = Access::WRITE_OK | Access::EXEC_OK | Access::READ_OK;
    let disk = rustix::fs::statvfs(path).ok();
    // Some network file systems do not say how large they are.
    let disk = disk.filter(|disk| disk.f_blocks > 0);
    Some(Folder {
        mode: metadata.permissions().mode() & 0o7777,
        owner: metadata.uid(),
        me,
        is_writable: rustix::fs::accessat(CWD, path, wanted, AtFlags::EACCESS).is_ok(),
        free: disk.map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
    })
}

async fn of_mail(settings: &Settings) -> Finding {
    let Some(smtp) = &settings.smtp else { return server::no_mail() };
    let domain = settings.server.issuer.domain().unwrap_or("localhost");
    let greeted = mail::greet(smtp, domain, TIMEOUT).await.map_err(|error| error.to_string());
    server::mail(smtp, &greeted)
}
