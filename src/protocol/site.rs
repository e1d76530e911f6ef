//! Whether browsers count two addresses as one site: scheme and registrable domain (the public suffix list). Within a
//! site no third-party rule for cookies applies, and frames have cookies that are `SameSite=Lax`; from frames of other sites
//! these stay away whatever the rules.

use url::{Host, Url};

/// Whether pages of `one` and `other` are of one site. Addresses that cannot be read are not.
pub fn is_same_site(one: &str, other: &str) -> bool {
    let (Ok(one), Ok(other)) = (Url::parse(one), Url::parse(other)) else { return false };
    one.scheme() == other.scheme() && site(&one).is_some_and(|site_of_one| Some(site_of_one) == site(&other))
}

/// Whether pages at `host` may use passkeys of `rp_id`: it is that host, or a domain above it under which somebody can register a
/// name (HTML, "is a registrable domain suffix of or is equal to"; WebAuthn Level 3 §5.1.3). Both are domain names in lower case.
pub fn is_rp_id_of(rp_id: &str, host: &str) -> bool {
    let is_above = || host.strip_suffix(rp_id).is_some_and(|below| below.len() > 1 && below.ends_with('.'));
    let is_registrable = || psl::domain_str(host).is_some_and(|registrable| rp_id.len() >= registrable.len());
    rp_id == host || (!rp_id.is_empty() && is_above() && is_registrable())
}

fn site(url: &Url) -> Option<String> {
    match url.host()? {
        Host::Domain(name) => Some(psl::domain_str(name).unwrap_or(name).to_owned()),
        address => Some(address.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_rp_id_of, is_same_site};

    #[test]
    fn scheme_and_registrable_domain_make_a_site() {
        for (one, other, same) in [
            ("https://auth.example.com", "https://wiki.example.com/cb", true),
            ("https://auth.example.com", "https://example.com:8443/cb", true),
            ("https://auth.example.co.uk", "https://wiki.example.co.uk", true),
            ("https://one.co.uk", "https://other.co.uk", false),
            ("https://me.github.io", "https://you.github.io", false),
            ("https://auth.example.com", "http://wiki.example.com", false),
            ("https://auth.example.com", "https://auth.example.org", false),
            ("http://localhost:8000", "http://localhost:8001", true),
            ("http://localhost:8000", "http://127.0.0.1:8000", false),
            ("http://10.0.0.1", "http://10.0.0.2", false),
            ("https://auth.home.arpa", "https://wiki.home.arpa", false), // a public suffix
            ("nonsense", "nonsense", false),
        ] {
            assert_eq!(is_same_site(one, other), same, "{one} {other}");
        }
    }
    #[test]
    fn passkeys_are_for_a_host_or_a_domain_above_it_that_is_no_public_suffix() {
        for (rp_id, host, is_one) in [
            ("auth.example.com", "auth.example.com", true),
            ("example.com", "auth.example.com", true),
            ("home.example.com", "auth.home.example.com", true),
            ("example.com", "auth.home.example.com", true),
            ("localhost", "localhost", true),
            ("com", "auth.example.com", false),
            ("co.uk", "auth.example.co.uk", false),
            ("github.io", "me.github.io", false),
            ("ample.com", "auth.example.com", false),
            (".example.com", "auth.example.com", false),
            ("example.com.", "auth.example.com", false),
            ("wiki.example.com", "auth.example.com", false),
            ("x.auth.example.com", "auth.example.com", false),
            ("example.org", "auth.example.com", false),
            ("Example.com", "auth.example.com", false),
            ("https://example.com", "auth.example.com", false),
            ("", "auth.example.com", false),
            ("", "localhost", false),
        ] {
            assert_eq!(is_rp_id_of(rp_id, host), is_one, "{rp_id:?} {host}");
        }
    }
}
