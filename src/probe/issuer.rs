//! What was seen at the issuer's address, judged: its name, who listens, the certificate, and what is served there (OpenID Connect
//! Discovery §4). What cannot be known since something before it failed is left out.

use std::net::IpAddr;

use serde_json::Value;
use url::{Host, Url};

use super::chain::Shown;
use super::{Answer, Finding};
use crate::clock::Timestamp;
use crate::config::settings::Issuer;
use crate::jose::jwk::JwkSet;
use crate::outbound::{Looked, OutboundError};

/// Below how many days a certificate should have been renewed: who renews by themselves does so 30 days before.
const SOON: i64 = 14;
/// Seconds in a day.
const DAY: i64 = 86_400;
/// How many seconds clocks may differ: answers take a moment, and `Date` has whole seconds.
const ALIKE: i64 = 5;
/// From how many on apps refuse tokens.
const APART: i64 = 30;

/// Where a browser connects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// A name, or an address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl Door {
    /// That of an issuer.
    pub fn of(issuer: &Issuer) -> Option<Self> {
        let url = Url::parse(issuer.as_str()).ok()?;
        let host = match url.host()? {
            Host::Domain(name) => name.to_owned(),
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        Some(Self { host, port: url.port_or_known_default()? })
    }
}

/// What the configuration makes one expect.
#[derive(Debug)]
pub struct Expected<'a> {
    /// The issuer.
    pub issuer: &'a Issuer,
    /// Where this server listens, in words.
    pub listens: String,
    /// The file of its own certificate, where it serves TLS itself.
    pub cert_file: Option<String>,
    /// What tells its configuration from another one; `None` where nothing is known of it here.
    pub digest: Option<&'a str>,
    /// Now.
    pub now: Timestamp,
}

/// What was seen.
#[derive(Debug)]
pub struct Seen {
    /// The addresses of the issuer's host, or why there are none.
    pub names: Result<Vec<IpAddr>, String>,
    /// Each of them, and why nobody could connect there.
    pub connections: Vec<(IpAddr, Result<(), String>)>,
    /// The certificates shown; `None` where the issuer is plain http, or nobody could connect.
    pub chain: Option<Result<Vec<Shown>, String>>,
    /// The same place by plain http, at its usual port; `None` where that says nothing.
    pub plain: Option<Answer>,
    /// The discovery document.
    pub discovery: Answer,
    /// What is at its `jwks_uri`; `None` where it has none that can be asked.
    pub keys: Option<Answer>,
    /// `/readyz`, asked by several connections, and when each answer was there.
    pub readiness: Vec<(Answer, Timestamp)>,
}

/// All there is to say of it, in the order in which one thing rests on another.
pub fn judge(seen: &Seen, expected: &Expected<'_>) -> Vec<Finding> {
    let Some(door) = Door::of(expected.issuer) else { return Vec::new() };
    let mut findings = vec![name(&door, &seen.names)];
    if seen.connections.is_empty() {
        return findings;
    }
    findings.push(connections(&door, &seen.connections, expected));
    if seen.connections.iter().all(|(_, tried)| tried.is_err()) {
        return findings;
    }
    if let Some(chain) = &seen.chain {
        findings.push(certificate(chain, &seen.discovery, expected));
        if matches!(seen.discovery, Err(OutboundError::Certificate(_))) {
            return findings;
        }
    }
    findings.extend(seen.plain.as_ref().map(|answer| plain_http(expected.issuer, answer)));
    findings.push(discovery(&seen.discovery, expected));
    findings.extend(seen.keys.as_ref().map(keys));
    if let Ok(answer) = &seen.discovery
        && answer.status == 200
    {
        findings.push(headers(answer, expected.issuer.is_https()));
    }
    let answers: Vec<&Answer> = seen.readiness.iter().map(|(answer, _)| answer).collect();
    findings.push(readiness(&answers, expected));
    // Discovery may come from a cache; what says how it is at present never does.
    let dated = seen.readiness.iter().find_map(|(answer, at)| Some((answer.as_ref().ok()?.header("date")?, *at)));
    findings.extend(dated.map(|(date, at)| clock(date, at)));
    findings
}

fn name(door: &Door, names: &Result<Vec<IpAddr>, String>) -> Finding {
    let why = match names {
        Ok(addresses) if !addresses.is_empty() => {
            let addresses: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
            return Finding::ok("dns", format!("{} is {}", door.host, addresses.join(", ")));
        }
        Ok(_) => "it has no address".to_owned(),
        Err(why) => why.clone(),
    };
    let remedy = format!(
        "add a DNS record for {host}. Within a network of containers, give the proxy that name: \
         `networks: {{ default: {{ aliases: [{host}] }} }}`",
        host = door.host
    );
    Finding::failed("dns", format!("the name {} has no address that can be found from here: {why}", door.host), remedy)
}

fn connections(door: &Door, tried: &[(IpAddr, Result<(), String>)], expected: &Expected<'_>) -> Finding {
    let (check, port) = ("tcp", door.port);
    let failed: Vec<String> =
        tried.iter().filter_map(|(address, tried)| Some(format!("{address}: {}", tried.as_ref().err()?))).collect();
    if failed.len() == tried.len() {
        let found = format!("nobody can connect to port {port} ({})", failed.join("; "));
        let remedy = format!(
            "let the proxy listen at port {port}, or open it in the firewall; this server is configured to listen at {}",
            expected.listens
        );
        return Finding::failed(check, found, remedy);
    }
    // At home a name has both addresses whether or not somebody listens at both.
    if failed.is_empty() || expected.issuer.is_loopback() {
        return Finding::ok(check, format!("port {port} takes connections"));
    }
    let found = format!("port {port} takes connections, but not at every address ({})", failed.join("; "));
    Finding::warning(
        check,
        found,
        "let the proxy listen there, too, or remove that DNS record: browsers that try this address first wait in vain",
    )
}

fn certificate(chain: &Result<Vec<Shown>, String>, trusted: &Answer, expected: &Expected<'_>) -> Finding {
    let check = "tls";
    let renew = match &expected.cert_file {
        Some(file) => format!("renew {file}, which is read again within seconds"),
        None => "renew the certificate of the proxy, and see to it that this happens by itself".to_owned(),
    };
    let shown = match chain {
        Ok(chain) => chain.first().ok_or("no certificate that can be read was shown"),
        Err(why) => Err(why.as_str()),
    };
    let shown = match shown {
        Ok(shown) => shown,
        Err(why) => {
            let remedy =
                "let the proxy serve TLS at this port, or set `tls = { cert_file = …, key_file = … }` under [server]";
            return Finding::failed(check, format!("no TLS connection: {why}"), remedy);
        }
    };
    let Shown { authority, not_before, not_after } = shown;
    let days = (not_after.seconds() - expected.now.seconds()).div_euclid(DAY);
    if *not_after < expected.now {
        let found = format!("the certificate expired at {not_after} (issued by {authority})");
        return Finding::failed(check, found, renew);
    }
    if *not_before > expected.now {
        let found = format!("the certificate is not valid before {not_before} (issued by {authority})");
        return Finding::failed(check, found, "set the clock of this machine, or use another certificate");
    }
    let expires = format!("issued by {authority}, expires in {days} days ({not_after})");
    match trusted {
        Err(OutboundError::Certificate(why)) => {
            let remedy = "serve the whole chain (fullchain.pem) for this very name; where an authority of your own signed it, \
                          `extra_ca_file = \"/etc/latchkey/ca.pem\"` under [outbound], and every app needs it, too";
            Finding::failed(check, format!("{expires}, but it proves nothing here: {why}"), remedy)
        }
        _ if days < SOON => Finding::warning(check, expires, renew),
        _ => Finding::ok(check, expires),
    }
}

/// Whoever types the name without `https://` asks here.
fn plain_http(issuer: &Issuer, answer: &Answer) -> Finding {
    let check = "http";
    let secure = format!("https://{}", issuer.host());
    let leads_there = |location: &str| {
        location.strip_prefix(&secure).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    };
    let (status, location) = match answer {
        Err(_) => {
            return Finding::ok(check, "port 80 answers nobody; who types the name without https:// may get no page");
        }
        Ok(answer) => (answer.status, answer.header("location").unwrap_or_default()),
    };
    match status {
        301 | 302 | 303 | 307 | 308 if leads_there(location) => Finding::ok(check, "plain http leads to https"),
        300..=399 => {
            let found = format!("plain http leads to {location}, and not to {secure}");
            Finding::warning(check, found, format!("let the proxy redirect port 80 to {secure}"))
        }
        200..=299 => {
            let found =
                format!("plain http answers {status}: whoever listens on the way can read and change what goes by");
            Finding::warning(
                check,
                found,
                format!("let the proxy redirect port 80 to {secure}, and serve nothing there"),
            )
        }
        _ => Finding::ok(check, format!("plain http answers {status}, and serves nothing")),
    }
}

fn discovery(answer: &Answer, expected: &Expected<'_>) -> Finding {
    let (check, issuer) = ("discovery", expected.issuer.as_str());
    let place = format!("{issuer}/.well-known/openid-configuration");
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            let remedy = "start the server, and see to it that the proxy passes this path on as it is";
            return Finding::failed(check, format!("{place} {error}"), remedy);
        }
    };
    match answer.status {
        200 => {}
        status @ 502..=504 => {
            let remedy = format!(
                "start the server, or correct the address to which the proxy passes requests on: the server is configured to listen at {}",
                expected.listens
            );
            return Finding::failed(check, format!("the proxy answers {status}, and not the server behind it"), remedy);
        }
        status @ 300..=399 => {
            let location = answer.header("location").unwrap_or("another address");
            let found = format!("{place} answers {status} and leads to {location}; apps do not go there");
            return Finding::failed(
                check,
                found,
                "let the proxy pass the path on as it is, without a sign-in of its own",
            );
        }
        status => {
            let remedy = format!(
                "let the proxy pass every path below {issuer} on as it is; `issuer` under [server] must be the address that apps use"
            );
            return Finding::failed(check, format!("{place} answers {status}"), remedy);
        }
    }
    let document: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let Some(served) = document.get("issuer").and_then(Value::as_str) else {
        let remedy = "let the proxy pass this path on to Latchkey: something else answers there";
        return Finding::failed(check, format!("{place} has no discovery document with an `issuer`"), remedy);
    };
    if served != issuer {
        let found =
            format!("the document there is of the issuer {served}, and not of {issuer}; apps compare every character");
        let remedy =
            format!("issuer = \"{served}\" under [server], or let {issuer} lead to the server of this configuration");
        return Finding::failed(check, found, remedy);
    }
    let elsewhere = ["authorization_endpoint", "token_endpoint", "jwks_uri"].into_iter().find_map(|name| {
        let uri = document.get(name).and_then(Value::as_str).unwrap_or_default();
        (!uri.starts_with(&format!("{issuer}/"))).then(|| format!("its {name} is {uri}"))
    });
    match elsewhere {
        Some(found) => {
            Finding::warning(check, found, "let the proxy pass the document on as it is: another server wrote this one")
        }
        None => Finding::ok(check, format!("{place} is of this very issuer")),
    }
}

/// Where the keys are, by the discovery document.
pub fn jwks_uri(discovery: &Answer) -> Option<String> {
    let answer = discovery.as_ref().ok().filter(|answer| answer.status == 200)?;
    let document: Value = serde_json::from_slice(&answer.body).ok()?;
    document.get("jwks_uri").and_then(Value::as_str).map(str::to_owned)
}

fn keys(answer: &Answer) -> Finding {
    let check = "keys";
    let remedy = "let the proxy pass `jwks_uri` on as it is; `latchkey keys list` shows the keys that there are";
    match answer {
        Err(error) => Finding::failed(check, format!("`jwks_uri` {error}"), remedy),
        Ok(Looked { status: 200, body, .. }) => match JwkSet::parse(body) {
            Ok(set) if set.keys().is_empty() => Finding::failed(check, "the key set is empty", remedy),
            Ok(set) => Finding::ok(check, format!("a key set of {}", set.keys().len())),
            Err(error) => Finding::failed(check, format!("there is no key set: {error}"), remedy),
        },
        Ok(Looked { status, .. }) => Finding::failed(check, format!("`jwks_uri` answers {status}"), remedy),
    }
}

/// What a proxy did to the headers that every answer has.
fn headers(answer: &Looked, is_https: bool) -> Finding {
    const HSTS: &str = "strict-transport-security";
    let check = "headers";
    if answer.header("x-request-id").is_none() || answer.header("content-security-policy").is_none() {
        let found = "headers of the server are missing: the proxy removes them, or keeps copies of answers";
        return Finding::warning(
            check,
            found,
            "let the proxy pass the headers of answers on, X-Request-Id and Content-Security-Policy among them",
        );
    }
    match answer.count(HSTS) {
        0 if is_https => {
            let found = "Strict-Transport-Security is missing, which the server sends: the proxy removes it";
            Finding::warning(check, found, "let the proxy pass Strict-Transport-Security on")
        }
        0 => Finding::ok(check, "answers arrive with the headers of the server"),
        1 => Finding::ok(check, "answers arrive with the headers of the server, Strict-Transport-Security among them"),
        _ => {
            let found = "Strict-Transport-Security is there more than once: browsers obey the first, and the proxy adds its own";
            Finding::warning(check, found, "let the proxy add none: the server sends it")
        }
    }
}

/// What a node says of itself.
#[derive(Debug, PartialEq, Eq)]
struct Ready {
    digest: String,
    revision: Option<u64>,
    reasons: Vec<String>,
    warnings: Vec<String>,
    is_older: bool,
}

impl Ready {
    fn of(answer: &Looked) -> Option<Self> {
        let body: Value = serde_json::from_slice(&answer.body).ok()?;
        let texts = |name: &str| {
            let list = body.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
        };
        Some(Self {
            digest: body.get("configuration")?.as_str()?.to_owned(),
            revision: body.get("revision").and_then(Value::as_u64),
            reasons: texts("reasons"),
            warnings: texts("warnings"),
            is_older: body.get("older").and_then(Value::as_bool).unwrap_or(false),
        })
    }

    fn configuration(&self) -> String {
        match self.revision {
            Some(revision) => format!("{} (revision {revision})", self.digest),
            None => self.digest.clone(),
        }
    }
}

fn readiness(answers: &[&Answer], expected: &Expected<'_>) -> Finding {
    let check = "readiness";
    let said: Vec<Ready> = answers.iter().filter_map(|answer| answer.as_ref().ok()).filter_map(Ready::of).collect();
    if said.is_empty() {
        let found = match answers.first() {
            Some(Ok(answer)) => format!("/readyz answers {}, and not what the server says there", answer.status),
            Some(Err(error)) => format!("/readyz {error}"),
            None => "/readyz was not asked".to_owned(),
        };
        return Finding::warning(
            check,
            found,
            "`latchkey health` asks the server itself; the proxy may keep /readyz to itself on purpose",
        );
    }
    let reasons = unlike(said.iter().flat_map(|ready| ready.reasons.iter().cloned()));
    if !reasons.is_empty() {
        return Finding::failed(check, format!("a server is not ready: {}", reasons.join(", ")), "look into its log");
    }
    let configurations = unlike(said.iter().map(Ready::configuration));
    if configurations.len() > 1 {
        let found = format!("servers with different configurations answer: {}", configurations.join(" and "));
        return Finding::warning(check, found, "give every node the same files, and run `latchkey reload` beside each");
    }
    let warnings = unlike(said.iter().flat_map(|ready| ready.warnings.iter().cloned()));
    if !warnings.is_empty() {
        return Finding::warning(check, format!("a server says: {}", warnings.join(", ")), "look into its log");
    }
    if said.iter().any(|ready| ready.is_older) {
        let found = "a server has an older file than the one in force";
        return Finding::warning(check, found, "give every node the newest file; its `revision` is the highest");
    }
    let running = configurations.into_iter().next().unwrap_or_default();
    match expected.digest {
        Some(own) if said.iter().any(|ready| ready.digest != own) => {
            let found = format!("the server runs the configuration {running}, and this one is {own}");
            let remedy =
                "run `latchkey reload` beside it, or run this command with the files and the environment of the server";
            Finding::warning(check, found, remedy)
        }
        _ => Finding::ok(check, format!("ready, with the configuration {running}")),
    }
}

/// Each once.
fn unlike(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut unlike: Vec<String> = Vec::new();
    texts.for_each(|text| {
        if !unlike.contains(&text) {
            unlike.push(text);
        }
    });
    unlike
}

/// The clock of whoever answers, by the `Date` of an answer that was there at `at`.
fn clock(date: &str, at: Timestamp) -> Finding {
    let read = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date);
    let Ok(theirs) = read else {
        return Finding::warning(
            "clock",
            format!("the answer has the Date \"{date}\", which is none"),
            "look at the proxy",
        );
    };
    clocks("clock", "the server", Timestamp(theirs.as_second()), at)
}

/// Two clocks: that of `whose`, and this machine's.
pub fn clocks(check: &str, whose: &str, theirs: Timestamp, ours: Timestamp) -> Finding {
    let apart = theirs.seconds() - ours.seconds();
    let seconds = apart.abs();
    if seconds <= ALIKE {
        return Finding::ok(check, format!("{whose} and this machine have the same time"));
    }
    let found = format!("{whose} is {seconds} s {} this machine", if apart > 0 { "ahead of" } else { "behind" });
    let remedy = "set the clock of the one that is wrong: `timedatectl` shows whether it follows a time server (NTP). Apps and \
                  one-time codes rely on it";
    match seconds > APART {
        true => Finding::failed(check, found, remedy),
        false => Finding::warning(check, found, remedy),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000);
    const ISSUER: &str = "https://auth.example.com";

    fn expected(issuer: &Issuer) -> Expected<'_> {
        Expected { issuer, listens: "0.0.0.0:8000".into(), cert_file: None, digest: Some("aa11aa11"), now: NOW }
    }

    fn looked(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Ok(Looked { status, headers, body: body.as_bytes().to_vec() })
    }

    fn document(issuer: &str) -> String {
        format!(
            r#"{{"issuer":"{issuer}","authorization_endpoint":"{ISSUER}/authorize","token_endpoint":"{ISSUER}/token","jwks_uri":"{ISSUER}/jwks"}}"#
        )
    }

    fn ready(digest: &str) -> (Answer, Timestamp) {
        let date = [("date", "Fri, 15 Jan 2027 08:00:00 GMT")];
        (looked(200, &date, &format!(r#"{{"status":"ready","configuration":"{digest}"}}"#)), NOW)
    }

    fn shown(days: i64) -> Shown {
        let not_after = Timestamp(NOW.0 + days * DAY + 60);
        Shown { authority: "Example Trust, R1".into(), not_before: Timestamp(NOW.0 - DAY), not_after }
    }

    fn seen() -> Seen {
        let headers = [("x-request-id", "a"), ("content-security-policy", "b"), ("strict-transport-security", "c")];
        let key = r#"{"keys":[{"kty":"RSA","kid":"1","use":"sig","alg":"RS256","n":"N","e":"AQAB"}]}"#;
        let modulus = "u".repeat(341) + "w";
        Seen {
            names: Ok(vec![[203, 0, 113, 7].into()]),
            connections: vec![([203, 0, 113, 7].into(), Ok(()))],
            chain: Some(Ok(vec![shown(60)])),
            plain: Some(looked(308, &[("location", "https://auth.example.com/x")], "")),
            discovery: looked(200, &headers, &document(ISSUER)),
            keys: Some(looked(200, &[], &key.replace("\"N\"", &format!("\"{modulus}\"")))),
            readiness: vec![ready("aa11aa11"), ready("aa11aa11")],
        }
    }

    fn judged(seen: &Seen) -> Vec<Finding> {
        judge(seen, &expected(&Issuer::parse(ISSUER).unwrap()))
    }

    fn status_of(findings: &[Finding], check: &str) -> Option<Status> {
        findings.iter().find(|finding| finding.check == check).map(|finding| finding.status)
    }

    /// What `change` makes of the check, which is well without it.
    fn changed(check: &str, change: impl FnOnce(&mut Seen)) -> (Status, String) {
        let mut seen = seen();
        assert_eq!(status_of(&judged(&seen), check), Some(Status::Ok), "{:?}", judged(&seen));
        change(&mut seen);
        let findings = judged(&seen);
        let finding = findings.iter().find(|finding| finding.check == check).unwrap();
        assert_eq!(finding.remedy.is_none(), finding.status == Status::Ok, "{finding:?}");
        (finding.status, finding.found.clone())
    }

    #[test]
    fn a_door_is_where_a_browser_connects_to() {
        for (issuer, host, port) in [
            ("https://auth.example.com", "auth.example.com", 443),
            ("https://auth.example.com:8443/auth", "auth.example.com", 8443),
            ("http://[::1]:8000", "::1", 8000),
            ("http://localhost", "localhost", 80),
        ] {
            let door = Door::of(&Issuer::parse(issuer).unwrap()).unwrap();
            assert_eq!((door.host.as_str(), door.port), (host, port));
        }
    }

    #[test]
    fn what_is_well_is_said_in_a_fixed_order() {
        let findings = judged(&seen());
        let checks: Vec<&str> = findings.iter().map(|finding| finding.check.as_str()).collect();
        assert_eq!(checks, ["dns", "tcp", "tls", "http", "discovery", "keys", "headers", "readiness", "clock"]);
        assert!(findings.iter().all(|finding| finding.status == Status::Ok), "{findings:?}");
        let tls = findings.iter().find(|finding| finding.check == "tls").unwrap();
        assert!(tls.found.contains("Example Trust, R1") && tls.found.contains("60 days"), "{tls:?}");
    }

    #[test]
    fn what_rests_on_something_that_failed_is_left_out() {
        let mut without_name = seen();
        (without_name.names, without_name.connections) = (Err("no such name".into()), Vec::new());
        assert_eq!(judged(&without_name).len(), 1);
        assert_eq!(status_of(&judged(&without_name), "dns"), Some(Status::Failed));
        let mut without_door = seen();
        without_door.connections = vec![([203, 0, 113, 7].into(), Err("nothing listens there".into()))];
        assert_eq!(judged(&without_door).len(), 2);
        let mut untrusted = seen();
        untrusted.discovery = Err(OutboundError::Certificate("UnknownIssuer".into()));
        let findings = judged(&untrusted);
        assert_eq!((findings.len(), status_of(&findings, "tls")), (3, Some(Status::Failed)), "{findings:?}");
    }

    #[test]
    fn one_dead_address_of_several_is_a_warning() {
        let dead =
            |seen: &mut Seen| seen.connections.push(([203, 0, 113, 8].into(), Err("nothing listens there".into())));
        let (status, found) = changed("tcp", dead);
        assert!(status == Status::Warning && found.contains("203.0.113.8"), "{found}");
    }

    #[test]
    fn a_certificate_counts_while_it_is_good_and_not_for_long() {
        for (days, status) in [(14, Status::Ok), (13, Status::Warning), (0, Status::Warning), (-1, Status::Failed)] {
            let (found, words) = changed("tls", |seen| seen.chain = Some(Ok(vec![shown(days)])));
            assert_eq!(found, status, "{days}: {words}");
        }
        let early = Shown { not_before: Timestamp(NOW.0 + 10), ..shown(60) };
        assert_eq!(changed("tls", |seen| seen.chain = Some(Ok(vec![early]))).0, Status::Failed);
        assert_eq!(changed("tls", |seen| seen.chain = Some(Ok(Vec::new()))).0, Status::Failed);
        assert_eq!(changed("tls", |seen| seen.chain = Some(Err("no answer".into()))).0, Status::Failed);
    }

    #[test]
    fn plain_http_leads_to_https_or_nowhere() {
        for (answer, status) in [
            (looked(301, &[("location", "https://auth.example.com/")], ""), Status::Ok),
            (looked(404, &[], ""), Status::Ok),
            (Err(OutboundError::Unreachable("refused".into())), Status::Ok),
            (looked(200, &[], "x"), Status::Warning),
            (looked(301, &[("location", "https://auth.example.com.evil.example/")], ""), Status::Warning),
            (looked(301, &[("location", "http://auth.example.com/login")], ""), Status::Warning),
        ] {
            assert_eq!(changed("http", |seen| seen.plain = Some(answer)).0, status);
        }
    }

    #[test]
    fn the_issuer_of_the_document_is_this_one_byte_for_byte() {
        for other in [
            "https://auth.example.com/",
            "https://Auth.example.com",
            "http://auth.example.com",
            "https://other.example",
        ] {
            let (status, found) = changed("discovery", |seen| seen.discovery = looked(200, &[], &document(other)));
            assert!(status == Status::Failed && found.contains(other), "{other}: {found}");
        }
        for (answer, words) in [
            (looked(404, &[], ""), "404"),
            (looked(302, &[("location", "https://sso.example/")], ""), "https://sso.example/"),
            (looked(502, &[], ""), "the proxy answers 502"),
            (looked(200, &[], "<html>"), "no discovery document"),
            (Err(OutboundError::Unreachable("reset".into())), "reset"),
        ] {
            let (status, found) = changed("discovery", |seen| seen.discovery = answer);
            assert!(status == Status::Failed && found.contains(words), "{words}: {found}");
        }
        let elsewhere = document(ISSUER).replace("auth.example.com/token", "auth.internal/token");
        assert_eq!(changed("discovery", |seen| seen.discovery = looked(200, &[], &elsewhere)).0, Status::Warning);
    }

    #[test]
    fn a_key_set_has_keys() {
        for answer in [
            looked(200, &[], r#"{"keys":[]}"#),
            looked(200, &[], "<html>"),
            looked(404, &[], ""),
            Err(OutboundError::Unreachable("reset".into())),
        ] {
            assert_eq!(changed("keys", |seen| seen.keys = Some(answer)).0, Status::Failed);
        }
    }

    #[test]
    fn headers_that_a_proxy_took_or_added_are_told() {
        let served = |headers: &[(&str, &str)]| looked(200, headers, &document(ISSUER));
        let own = [("x-request-id", "a"), ("content-security-policy", "b")];
        let hsts = ("strict-transport-security", "c");
        for headers in [&own[..1], &own[..], &[own[0], own[1], hsts, hsts]] {
            assert_eq!(changed("headers", |seen| seen.discovery = served(headers)).0, Status::Warning, "{headers:?}");
        }
    }

    #[test]
    fn servers_that_are_not_ready_or_not_alike_are_told() {
        let not_ready = r#"{"configuration":"aa11aa11","reasons":["the database does not accept writes"]}"#;
        let older = r#"{"configuration":"aa11aa11","revision":3,"older":true}"#;
        let warning = r#"{"configuration":"aa11aa11","warnings":["the signing keys cannot be loaded again"]}"#;
        for (answers, status, words) in [
            (vec![(looked(503, &[], not_ready), NOW)], Status::Failed, "does not accept writes"),
            (vec![ready("aa11aa11"), ready("bb22bb22")], Status::Warning, "aa11aa11 and bb22bb22"),
            (vec![ready("bb22bb22")], Status::Warning, "this one is aa11aa11"),
            (vec![(looked(200, &[], older), NOW)], Status::Warning, "older file"),
            (vec![(looked(200, &[], warning), NOW)], Status::Warning, "cannot be loaded again"),
            (vec![(looked(404, &[], ""), NOW)], Status::Warning, "404"),
            (vec![(Err(OutboundError::Unreachable("reset".into())), NOW)], Status::Warning, "reset"),
        ] {
            let (found, said) = changed("readiness", |seen| seen.readiness = answers);
            assert!(found == status && said.contains(words), "{words}: {said}");
        }
    }

    #[test]
    fn clocks_differ_by_little_or_it_is_told() {
        for (seconds, status) in [
            (0, Status::Ok),
            (5, Status::Ok),
            (-5, Status::Ok),
            (6, Status::Warning),
            (-30, Status::Warning),
            (31, Status::Failed),
            (-3600, Status::Failed),
        ] {
            assert_eq!(clocks("clock", "the server", Timestamp(NOW.0 + seconds), NOW).status, status, "{seconds}");
        }
        let (status, found) = changed("clock", |seen| {
            let (answer, _) = ready("aa11aa11");
            seen.readiness = vec![(answer, Timestamp(NOW.0 + 600))];
        });
        assert!(status == Status::Failed && found.contains("600 s behind"), "{found}");
    }
}
