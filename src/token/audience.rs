//! Which resources the tokens of one answer are for (RFC 8707 §2.2).

use super::TokenError;
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::resource::{self, Resource};

/// The resources that the request names, or else all that were granted. An authorization that named resources bounds
/// what its tokens can be for; one that named none leaves it to the token requests, within what the client registered.
pub fn of_request(
    parameters: &Parameters,
    client: &Client,
    granted: &[Resource],
    issuer: &str,
) -> Result<Vec<Resource>, TokenError> {
    let asked = resource::requested(parameters.all("resource"), client, issuer)?;
    if asked.is_empty() {
        // What the operator took from the client since is no longer given.
        let left: Vec<Resource> =
            granted.iter().filter(|resource| resource::is_for(client, resource, issuer)).cloned().collect();
        return if left.is_empty() && !granted.is_empty() { Err(TokenError::ResourceTooWide) } else { Ok(left) };
    }
    match granted.is_empty() || asked.iter().all(|resource| granted.contains(resource)) {
        true => Ok(asked),
        false => Err(TokenError::ResourceTooWide),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::ClientId;

    const ISSUER: &str = "https://auth.example";

    fn client() -> Client {
        let resources = resource::parse(["urn:a", "urn:b"]).unwrap();
        Client { resources, ..Client::bare(ClientId::parse("app").unwrap()) }
    }

    fn outcome(asked: &str, granted: &[&str]) -> Result<Vec<String>, String> {
        let granted = resource::parse(granted.iter().copied()).unwrap();
        let parameters = Parameters::parse(asked.as_bytes()).unwrap();
        of_request(&parameters, &client(), &granted, ISSUER)
            .map(|resources| resources.iter().map(ToString::to_string).collect())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn without_a_request_it_is_all_that_was_granted() {
        assert_eq!(outcome("", &[]), Ok(vec![]));
        assert_eq!(outcome("", &["urn:a", "urn:b"]), Ok(vec!["urn:a".into(), "urn:b".into()]));
        assert_eq!(outcome("", &["urn:a", "urn:taken-away"]), Ok(vec!["urn:a".into()]));
    }

    #[test]
    fn a_request_narrows_what_was_granted() {
        assert_eq!(outcome("resource=urn:a", &["urn:a", "urn:b"]), Ok(vec!["urn:a".into()]));
        assert_eq!(outcome("resource=urn:b&resource=urn:b", &[]), Ok(vec!["urn:b".into()]));
        assert_eq!(outcome("resource=https://auth.example", &[]), Ok(vec![ISSUER.into()]));
    }

    #[test]
    fn a_request_beyond_it_is_refused() {
        let wide = || Err("resource exceeds what was granted".to_owned());
        assert_eq!(outcome("resource=urn:b", &["urn:a"]), wide());
        assert_eq!(outcome("resource=urn:a&resource=urn:b", &["urn:a"]), wide());
        assert_eq!(outcome("resource=https://auth.example", &["urn:a"]), wide());
        assert_eq!(outcome("", &["urn:taken-away"]), wide(), "never the provider instead");
        assert!(outcome("resource=urn:c", &[]).unwrap_err().contains("not registered"));
        assert!(outcome("resource=urn:c", &["urn:c"]).unwrap_err().contains("not registered"));
        assert!(outcome("resource=/a", &[]).unwrap_err().contains("absolute URI"));
    }
}
