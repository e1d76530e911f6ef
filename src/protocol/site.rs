//! Whether browsers count two addresses as one site: scheme and registrable domain (the public suffix list). Within a
//! site no third-party rule for cookies applies, and frames have cookies that are `SameSite=Lax`; from frames of other sites
//! these stay away whatever the rules.

use url::{Host, Url};

/// Whether pages of `one` and `other` are of one site. Addresses that cannot be read are not.
pub fn is_same_site(one: &str, other: &str) -> bool {
    let (Ok(one), Ok(other)) = (Url::parse(one), Url::parse(other)) else { return false };
    one.scheme() == other.scheme() && site(&one).is_some_and(|site_of_one| Some(site_of_one) == site(&other))
}

fn site(url: &Url) -> Option<String> {
    match url.host()? {
        Host::Domain(name) => Some(psl::domain_str(name).unwrap_or(name).to_owned()),
        address => Some(address.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_same_site;

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
}
