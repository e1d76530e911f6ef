//! Row 42: nobody makes the server call what lies beside it.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use latchkey::config::settings::OutboundSettings;
use latchkey::outbound::{Lookup, Outbound};

use super::{fetch, lenient, strict};
use crate::support::site::{Answer, Authority, Site};

/// A name service that gives these answers in turn, the last one for ever.
fn answering(answers: &'static [&'static [&'static str]]) -> Lookup {
    let asked = AtomicUsize::new(0);
    Arc::new(move |_| {
        let answer = answers[asked.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1)];
        let addresses: Vec<IpAddr> = answer.iter().map(|address| address.parse().unwrap()).collect();
        Box::pin(async move { io::Result::Ok(addresses) })
    })
}

#[actix_web::test]
async fn a_collector_on_loopback_gets_no_hit_however_its_address_is_written() {
    let collector = Site::collector();
    let outbound = Outbound::new(OutboundSettings { allow_http: true, ..strict() });
    for host in [
        "127.0.0.1",
        "[::1]",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[::127.0.0.1]",
        "0",
        "0.0.0.0",
        "[::]",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
    ] {
        for scheme in ["http", "https"] {
            let uri = format!("{scheme}://{host}:{}/keys", collector.port);
            assert!(fetch(&outbound, &uri).await.is_err(), "{uri}");
        }
    }
    assert_eq!(collector.connections(), 0);
}

#[actix_web::test]
async fn a_name_that_changes_its_mind_leads_nowhere() {
    let collector = Site::collector();
    let uri = format!("http://rebinding.example:{}/keys", collector.port);
    for answers in [
        &[&["127.0.0.1"] as &[&str]] as &[&[&str]],
        &[&["::1"]],
        &[&["::ffff:127.0.0.1"]],
        // First an address that may be called and does not answer, then the one that is meant.
        &[&["198.51.100.1"], &["127.0.0.1"]],
        &[&["203.0.113.1", "127.0.0.1"], &["::1", "127.0.0.1"]],
    ] {
        let settings = OutboundSettings { allow_http: true, retry_after: std::time::Duration::ZERO, ..strict() };
        let outbound = Outbound::resolving_by(settings, answering(answers));
        for _ in 0..3 {
            assert!(fetch(&outbound, &uri).await.is_err());
        }
    }
    assert_eq!(collector.connections(), 0);
}

#[actix_web::test]
async fn a_redirect_is_not_followed() {
    let collector = Site::collector();
    let there = format!("http://127.0.0.1:{}/keys", collector.port);
    let statuses = [301, 302, 303, 307, 308];
    let site = Site::new(move |path| {
        let status = path.trim_start_matches('/').parse().unwrap();
        Answer::of(status, "").header("location", &there)
    });
    let outbound = Outbound::new(lenient());
    for status in statuses {
        let refused = fetch(&outbound, &site.url(&format!("/{status}"))).await.unwrap_err();
        assert_eq!(refused, format!("answered {status}: redirects are not followed"));
    }
    assert_eq!((collector.connections(), site.connections()), (0, statuses.len()));
}

#[actix_web::test]
async fn only_whole_https_addresses_are_fetched() {
    let outbound = Outbound::new(strict());
    for (uri, fault) in [
        ("http://rp.example/keys", "only https"),
        ("ftp://rp.example/keys", "only https"),
        ("file:///etc/passwd", "no host"),
        ("data:application/json,{}", "no host"),
        ("gopher://rp.example/_x", "only https"),
        ("https://user@rp.example/keys", "username or password"),
        ("https://:pass@rp.example/keys", "username or password"),
        ("//rp.example/keys", "not an address"),
        ("rp.example/keys", "not an address"),
        ("", "not an address"),
        ("https://", "not an address"),
        ("https://169.254.169.254/latest/meta-data", "special-use address"),
        ("https://[fe80::1]/", "special-use address"),
        ("https://10.0.0.1/", "add the host to `outbound.allowed_hosts`"),
    ] {
        let refused = fetch(&outbound, uri).await.unwrap_err();
        assert!(refused.contains(fault), "{uri}: {refused}");
    }
    let long = format!("https://rp.example/{}", "x".repeat(2_048));
    assert!(fetch(&outbound, &long).await.unwrap_err().contains("longer than"));
}

#[actix_web::test]
async fn a_private_host_with_a_certificate_of_ones_own_authority_is_reached_when_both_are_named() {
    let authority = Authority::new();
    let site = Site::over_tls(&authority, |_| Answer::of(200, "keys"));
    let (uri, listed) = (site.url("/keys?a=b#fragment"), vec!["localhost".to_owned()]);
    let named = OutboundSettings { allowed_hosts: listed.clone(), extra_ca: authority.pem(), ..patient() };
    let outbound = Outbound::new(named);
    assert_eq!(fetch(&outbound, &uri).await.unwrap(), "keys");
    assert_eq!(site.paths(), ["/keys?a=b"], "the fragment stays here");

    outbound.apply(&OutboundSettings { allowed_hosts: listed, ..patient() });
    let refused = fetch(&outbound, &uri).await.unwrap_err();
    assert!(refused.contains("could not prove who it is") && refused.contains("outbound.extra_ca_file"), "{refused}");
    outbound.apply(&OutboundSettings { extra_ca: authority.pem(), ..patient() });
    let refused = fetch(&outbound, &uri).await.unwrap_err();
    assert!(refused.contains("private address") && refused.contains("outbound.allowed_hosts"), "{refused}");
    let stranger = Authority::new();
    outbound.apply(&OutboundSettings { allow_private_ips: true, extra_ca: stranger.pem(), ..patient() });
    assert!(fetch(&outbound, &uri).await.unwrap_err().contains("could not prove who it is"));
    assert_eq!(site.paths().len(), 1);
}

/// Time enough for a handshake on a busy machine.
fn patient() -> OutboundSettings {
    OutboundSettings { timeout: std::time::Duration::from_secs(2), ..OutboundSettings::default() }
}
