//! What was seen of the server's own surroundings, judged: the proxy it believes, its database, the nodes beside it, its folder
//! and its mail server.

use std::path::Path;

use ipnet::IpNet;

use super::Finding;
use crate::clock::Timestamp;
use crate::config::settings::{ListenAddress, SmtpEncryption, SmtpSettings};
use crate::store::SchemaStatus;
use crate::store::nodes::SeenNode;

/// Below how much room nothing can be stored for long, and below how much somebody should look, in bytes.
const NO_ROOM: u64 = 64 << 20;
const LITTLE_ROOM: u64 = 512 << 20;

/// How browsers reach the server, by its configuration.
#[derive(Debug)]
pub struct Exposure<'a> {
    /// Whether the issuer is https.
    pub is_https: bool,
    /// Whether the server serves TLS itself.
    pub serves_tls: bool,
    /// Where it listens.
    pub listen: &'a [ListenAddress],
    /// Whose word on visitors it takes.
    pub trusted_proxies: &'a [IpNet],
}

/// Whether the proxy in front is believed what it says of visitors, and nobody else.
pub fn proxies(exposure: &Exposure<'_>) -> Finding {
    let check = "proxy";
    let trusted = exposure.trusted_proxies;
    if trusted.iter().any(|network| network.prefix_len() == 0) {
        let found = "`trusted_proxies` names everybody: any visitor can claim any address";
        return Finding::warning(
            check,
            found,
            "name the networks of the proxies alone under [server], such as trusted_proxies = [\"172.16.0.0/12\"]",
        );
    }
    match (exposure.is_https, exposure.serves_tls) {
        (false, _) => Finding::ok(check, "the issuer is plain http, on this machine: there is no proxy to believe"),
        (true, true) => Finding::ok(check, "the server speaks TLS itself"),
        (true, false) if trusted.is_empty() => {
            let found = "the issuer is https and the server speaks plain http, so a proxy stands before it; what it says of \
                         visitors is not believed, so all of them seem to be at its address and share one set of limits";
            Finding::warning(
                check,
                found,
                format!(
                    "trusted_proxies = [\"{}\"] under [server]: the network that the proxy calls from",
                    likely_proxy(exposure.listen)
                ),
            )
        }
        (true, false) => {
            let networks: Vec<String> = trusted.iter().map(IpNet::to_string).collect();
            Finding::ok(
                check,
                format!("proxies in {} are believed when they say where a visitor is", networks.join(", ")),
            )
        }
    }
}

/// From where a proxy probably calls who can reach these addresses.
fn likely_proxy(listen: &[ListenAddress]) -> &'static str {
    let is_local = |address: &ListenAddress| match address {
        ListenAddress::Tcp(address) => address.ip().is_loopback(),
        ListenAddress::Unix(_) => true,
    };
    let is_v6 = |address: &ListenAddress| matches!(address, ListenAddress::Tcp(address) if address.is_ipv6());
    match listen.iter().all(is_local) {
        true if listen.iter().all(is_v6) => "::1/128",
        true => "127.0.0.1/32",
        false => "172.16.0.0/12",
    }
}

/// Whether the database can be used by this version. `None` where there is none.
pub fn database(name: &str, schema: &Result<Option<SchemaStatus>, String>) -> Finding {
    let check = "database";
    match schema {
        Err(why) => {
            let remedy = "start the database, or correct `url`, `password_file` and `ca_file` under [storage]";
            Finding::failed(check, format!("{name}: {why}"), remedy)
        }
        Ok(None) => {
            let remedy =
                "run this where the server runs, or with --outside; the first start of the server makes a database";
            Finding::warning(check, format!("there is no database {name} here"), remedy)
        }
        Ok(Some(SchemaStatus { found, known, .. })) if found > known => {
            let found = format!("{name} has schema version {found}, newer than the {known} that this version knows");
            Finding::failed(check, found, "run the newer version, or restore a backup")
        }
        Ok(Some(SchemaStatus { found, due, .. })) if !due.is_empty() => {
            let found =
                format!("{name} has schema version {found}; {} migrations would run: {}", due.len(), due.join(", "));
            Finding::warning(check, found, "start this version of the server, or run: latchkey migrate run")
        }
        Ok(Some(SchemaStatus { found, .. })) => {
            Finding::ok(check, format!("{name} answers; schema version {found} is up to date"))
        }
    }
}

/// Where a question to the database, which answers otherwise, has no answer.
pub fn unread(check: &str, why: &str) -> Finding {
    let remedy = "run this again; if it stays so, the log of the server says more, and a backup may be needed";
    Finding::warning(check, format!("cannot be read from the database: {why}"), remedy)
}

/// The configuration that a server took in last, by the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// When.
    pub at: Timestamp,
    /// What tells it from others.
    pub digest: String,
}

/// Whether this configuration is the one that a server took in last.
pub fn configuration(last: &TakenIn, own: &str) -> Finding {
    let check = "configuration";
    match last.digest == own {
        true => Finding::ok(
            check,
            format!("this configuration, {own}, is the one that a server took in last, at {}", last.at),
        ),
        false => {
            let found =
                format!("a server took in {} last, at {}, and this configuration is {own}", last.digest, last.at);
            let remedy = "run `latchkey reload` beside the server, or run this command with the files and the environment of the server";
            Finding::warning(check, found, remedy)
        }
    }
}

/// The nodes that share the database.
pub fn nodes(listening: &[SeenNode]) -> Finding {
    let check = "nodes";
    let named = |node: &SeenNode| {
        let address = node.address.as_deref().unwrap_or("a socket");
        format!("{} (version {}, from {address}, since {})", node.name, node.version, node.since)
    };
    let all: Vec<String> = listening.iter().map(named).collect();
    let Some(first) = listening.first() else {
        return Finding::warning(check, "no node is connected to the database", "start a server: latchkey serve");
    };
    let found = format!("{} connected to the database: {}", all.len(), all.join("; "));
    match listening.iter().all(|node| node.version == first.version) {
        true => Finding::ok(check, found),
        false => Finding::warning(check, found, "they run different versions: bring all of them to the same one"),
    }
}

/// The data folder, where it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder {
    /// Its mode, with the bits of permissions alone.
    pub mode: u32,
    /// Its owner.
    pub owner: u32,
    /// Who looks.
    pub me: u32,
    /// Whether they can write there.
    pub is_writable: bool,
    /// How many bytes can still be stored, where the file system says so.
    pub free: Option<u64>,
}

/// Whether the server can store, and nobody else look.
pub fn data_folder(path: &Path, folder: &Folder) -> Finding {
    let (check, path) = ("data folder", path.display());
    let Folder { mode, owner, me, is_writable, free } = *folder;
    if let Some(free) = free.filter(|free| *free < NO_ROOM) {
        return Finding::failed(
            check,
            format!("{path} has room for {} more", in_words(free)),
            "make room on that disk, or move `data_dir` under [server]",
        );
    }
    if !is_writable {
        let found = format!("user {me}, who runs this, cannot write to {path}, which is user {owner}'s");
        let remedy = format!("where the server runs as this user: chown {me} {path}; else run this as user {owner}");
        return Finding::warning(check, found, remedy);
    }
    if mode & 0o077 != 0 {
        let found = format!("{path} has mode {mode:o}: others on this machine can see what is in it");
        return Finding::warning(check, found, format!("chmod 0700 {path}"));
    }
    match free {
        Some(free) if free < LITTLE_ROOM => {
            let remedy = "make room on that disk, or move `data_dir` under [server]";
            Finding::warning(check, format!("{path} has room for {} more", in_words(free)), remedy)
        }
        Some(free) => Finding::ok(check, format!("{path} is closed to others, with room for {} more", in_words(free))),
        None => Finding::ok(check, format!("{path} is closed to others")),
    }
}

fn in_words(bytes: u64) -> String {
    match bytes >> 20 {
        mebibytes @ 0..10_240 => format!("{mebibytes} MiB"),
        mebibytes => format!("{} GiB", mebibytes >> 10),
    }
}

/// Where no mail server is configured.
pub fn no_mail() -> Finding {
    Finding::ok("mail", "no mail server is configured; administrators hand out links instead")
}

/// The mail server: what came of greeting it.
pub fn mail(smtp: &SmtpSettings, greeted: &Result<(), String>) -> Finding {
    let (check, place) = ("mail", format!("{}:{}", smtp.host, smtp.port));
    let how = match smtp.encryption {
        SmtpEncryption::Implicit => "by TLS",
        SmtpEncryption::StartTls => "by STARTTLS",
        SmtpEncryption::None => "without encryption",
    };
    match greeted {
        Ok(()) if smtp.credentials.is_some() => {
            Finding::ok(check, format!("{place} takes the user {how}; no mail was sent"))
        }
        Ok(()) => Finding::ok(check, format!("{place} answers {how}; no mail was sent")),
        Err(why) => {
            let remedy = "correct `url`, `username`, `password_file` or `ca_file` under [smtp]; latchkey mail test ADDRESS sends a mail";
            Finding::failed(check, format!("{place} does not answer {how} as it should: {why}"), remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::*;
    use crate::secret::Secret;

    fn proxy(is_https: bool, serves_tls: bool, listen: &str, trusted: &[&str]) -> Finding {
        let listen = [match listen.strip_prefix("unix:") {
            Some(path) => ListenAddress::Unix(path.into()),
            None => ListenAddress::Tcp(listen.parse().unwrap()),
        }];
        let trusted_proxies: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        proxies(&Exposure { is_https, serves_tls, listen: &listen, trusted_proxies: &trusted_proxies })
    }

    #[test]
    fn a_proxy_that_nobody_believes_is_told_and_so_is_one_that_anybody_can_be() {
        for (listen, remedy) in [
            ("0.0.0.0:8000", "172.16.0.0/12"),
            ("127.0.0.1:8000", "127.0.0.1/32"),
            ("[::1]:8000", "::1/128"),
            ("unix:/run/latchkey.sock", "127.0.0.1/32"),
        ] {
            let finding = proxy(true, false, listen, &[]);
            assert_eq!(finding.status, Status::Warning, "{listen}");
            assert!(finding.remedy.unwrap().contains(remedy), "{listen}");
            assert_eq!(proxy(true, false, listen, &["10.0.0.0/8"]).status, Status::Ok, "{listen}");
            assert_eq!(proxy(true, true, listen, &[]).status, Status::Ok, "{listen}");
            assert_eq!(proxy(false, false, listen, &[]).status, Status::Ok, "{listen}");
            for all in ["0.0.0.0/0", "::/0"] {
                assert_eq!(proxy(true, false, listen, &["10.0.0.0/8", all]).status, Status::Warning, "{all}");
            }
        }
    }

    #[test]
    fn a_database_is_of_this_version_or_it_is_told() {
        let status = |found, due: &[&'static str]| Ok(Some(SchemaStatus { found, known: 5, due: due.to_vec() }));
        for (schema, expected) in [
            (status(5, &[]), Status::Ok),
            (status(4, &["0005_more"]), Status::Warning),
            (status(6, &[]), Status::Failed),
            (Ok(None), Status::Warning),
            (Err("refused".to_owned()), Status::Failed),
        ] {
            assert_eq!(database("here", &schema).status, expected, "{schema:?}");
        }
    }

    #[test]
    fn another_configuration_than_the_last_is_told() {
        let last = TakenIn { at: Timestamp(1_000), digest: "aa11aa11".into() };
        assert_eq!(configuration(&last, "aa11aa11").status, Status::Ok);
        let other = configuration(&last, "bb22bb22");
        assert!(
            other.status == Status::Warning && other.found.contains("aa11aa11") && other.found.contains("bb22bb22")
        );
    }

    #[test]
    fn nodes_of_one_version_are_well() {
        let node = |version: &str| SeenNode {
            name: "n".into(),
            version: version.into(),
            address: None,
            since: Timestamp(1_000),
        };
        assert_eq!(nodes(&[node("1.0.0"), node("1.0.0")]).status, Status::Ok);
        assert_eq!(nodes(&[node("1.0.0"), node("1.1.0")]).status, Status::Warning);
        assert_eq!(nodes(&[]).status, Status::Warning);
    }

    #[test]
    fn a_folder_has_room_and_is_closed_to_others() {
        let well = Folder { mode: 0o700, owner: 1, me: 1, is_writable: true, free: Some(LITTLE_ROOM) };
        for (folder, expected) in [
            (well, Status::Ok),
            (Folder { free: None, ..well }, Status::Ok),
            (Folder { free: Some(LITTLE_ROOM - 1), ..well }, Status::Warning),
            (Folder { free: Some(NO_ROOM - 1), ..well }, Status::Failed),
            (Folder { mode: 0o750, ..well }, Status::Warning),
            (Folder { is_writable: false, me: 2, ..well }, Status::Warning),
        ] {
            assert_eq!(data_folder(Path::new("/data"), &folder).status, expected, "{folder:?}");
        }
        assert_eq!((in_words(64 << 20), in_words(20 << 30)), ("64 MiB".to_owned(), "20 GiB".to_owned()));
    }

    #[test]
    fn no_finding_about_mail_holds_the_password() {
        let smtp = SmtpSettings {
            host: "smtp.example.com".into(),
            port: 465,
            encryption: SmtpEncryption::Implicit,
            credentials: Some(("auth".into(), Secret::new("hunter2 hunter2".to_owned()))),
            ca: Vec::new(),
            from: "auth@example.com".into(),
        };
        let (well, failed) = (mail(&smtp, &Ok(())), mail(&smtp, &Err("535 no".into())));
        assert_eq!((well.status, failed.status), (Status::Ok, Status::Failed));
        assert!(!format!("{well:?}{failed:?}").contains("hunter2"));
        assert!(well.found.contains("no mail was sent") && failed.found.contains("535 no"));
    }
}
