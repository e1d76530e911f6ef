//! Hosts beyond ASCII: URIs are compared as they are written, so the help says how that one is written.

use super::{CLIENT, Folder, client_with};

#[test]
fn whatever_address_is_refused_for_its_host_is_told_how_it_is_written() {
    let of_client = |line: &str| format!("{CLIENT}{line}");
    for (text, ascii) in [
        (of_client("post_logout_redirect_uris = ['https://bücher.example/bye']"), "https://xn--bcher-kva.example/bye"),
        (of_client("resources = ['https://bücher.example/api']"), "https://xn--bcher-kva.example/api"),
        (of_client("allowed_origins = ['https://bücher.example:8443']"), "https://xn--bcher-kva.example:8443"),
        (of_client("client_uri = 'https://bücher.example'"), "https://xn--bcher-kva.example"),
        (of_client("logo_uri = 'https://bücher.example/ü.png'"), "https://xn--bcher-kva.example/%C3%BC.png"),
        (of_client("policy_uri = 'https://bücher.example/p'"), "https://xn--bcher-kva.example/p"),
        (of_client("tos_uri = 'http://bücher.example/t'"), "http://xn--bcher-kva.example/t"),
        (of_client("[clients.localized.fr]\ntos_uri = 'https://bücher.example/t'"), "https://xn--bcher-kva.example/t"),
        (CLIENT.replace("wiki.example.com/", "bücher.example/"), "https://xn--bcher-kva.example/"),
        ("[server]\nissuer = 'https://bücher.example'".to_owned(), "https://xn--bcher-kva.example"),
        ("[server]\nissuer = 'https://bücher.example/auth'".to_owned(), "https://xn--bcher-kva.example/auth"),
        (
            "[branding]\nlinks = { help = 'https://bücher.example/help' }".to_owned(),
            "https://xn--bcher-kva.example/help",
        ),
        (
            "[[users]]\nusername = 'ada'\nwebsite = 'https://bücher.example/ada'".to_owned(),
            "https://xn--bcher-kva.example/ada",
        ),
    ] {
        let told = Folder::with(&text).errors();
        assert!(told.iter().any(|told| told.contains(ascii)), "{text}: {told:#?}");
        let mended = Folder::with(&text.replace("bücher", "xn--bcher-kva").replace("ü", "%C3%BC")).load();
        let about_it = |problem: &latchkey::config::Problem| problem.compact().contains("xn--");
        assert!(!matches!(mended, Err(problems) if problems.iter().any(about_it)), "{text}");
    }
}

/// A fault beside it hides nothing: both are told.
#[test]
fn an_issuer_with_further_faults_is_told_its_host_too() {
    for issuer in ["https://bücher.example/", "http://bücher.example", "https://BÜCHER.example/a?b"] {
        let told = Folder::with(&format!("[server]\nissuer = '{issuer}'")).errors().concat();
        assert!(told.contains("://xn--bcher-kva.example"), "{told}");
    }
}

#[test]
fn help_for_any_other_fault_is_what_it_was() {
    for (line, help) in [
        ("logo_uri = 'wiki.example.com/ü'", "an https:// (or http://) URL"),
        ("allowed_origins = ['https://wiki.example.com/ü']", "an origin such as"),
    ] {
        let told = client_with(line).errors().concat();
        assert!(told.contains(help) && !told.contains("ASCII"), "{told}");
    }
    let told = client_with("post_logout_redirect_uris = ['https://wiki.example.com/ü']").errors().concat();
    assert!(told.contains("percent-encode it"), "{told}");
}
