//! What a WebFinger request asks (RFC 7033 §4.1, OpenID Connect Discovery §2).

use percent_encoding::percent_decode;
use url::Url;

/// The relation of an issuer (Discovery §2).
pub const ISSUER: &str = "http://openid.net/specs/connect/1.0/issuer";

/// The longest `resource`, in bytes: it is sent back.
const LONGEST: usize = super::caps::TEXT;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Whom it asks about, as sent.
    pub resource: String,
    /// Whether the issuer is among what it asks for: by name, or since it asks for everything.
    pub wants_issuer: bool,
}

/// Why a request cannot be answered (RFC 7033 §4.2: 400 where it is malformed, 404 where nothing is known).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Not there, or there twice (RFC 7033 §4.1: "exactly once").
    #[error("the parameter resource must be sent once: the account, like acct:ada@example.com")]
    NotOnce,
    /// No URI that names a host.
    #[error(
        "resource must be a URI with a host: acct:ada@example.com, mailto:ada@example.com or https://example.com/ada"
    )]
    NoUri,
    /// A URI of another kind, of which nothing is known here (404).
    #[error(
        "nothing is known of such a resource: ask for acct:ada@example.com, mailto:ada@example.com or an https URI"
    )]
    OtherScheme,
}

/// Reads the query. `rel` may repeat (RFC 7033 §4.3), and other parameters are ignored.
pub fn parse(query: &[u8]) -> Result<Query, QueryError> {
    let mut resources = values(query, b"resource");
    let (Some(resource), None) = (resources.next(), resources.next()) else { return Err(QueryError::NotOnce) };
    let resource = resource.ok_or(QueryError::NoUri)?;
    names_a_host(&resource)?;
    let mut rels = values(query, b"rel").flatten().peekable();
    let wants_issuer = rels.peek().is_none() || rels.any(|rel| rel == ISSUER);
    Ok(Query { resource, wants_issuer })
}

/// The values of a parameter, decoded; `None` for one that is not text. RFC 7033 §4.1 percent-encodes them, so that a plus is
/// a plus.
fn values<'a>(query: &'a [u8], name: &'a [u8]) -> impl Iterator<Item = Option<String>> + 'a {
    let named = query.split(|byte| *byte == b'&').filter_map(move |pair| {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        (halves.next() == Some(name)).then(|| halves.next().unwrap_or_default())
    });
    named.map(|value| percent_decode(value).decode_utf8().ok().map(std::borrow::Cow::into_owned))
}

fn names_a_host(resource: &str) -> Result<(), QueryError> {
    let plain = resource.len() <= LONGEST && !resource.chars().any(|letter| letter.is_control() || letter == ' ');
    let (scheme, rest) = resource.split_once(':').filter(|_| plain).ok_or(QueryError::NoUri)?;
    let names_one = match scheme.to_ascii_lowercase().as_str() {
        "acct" | "mailto" => rest.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        "http" | "https" => rest.starts_with("//") && Url::parse(resource).is_ok_and(|url| url.has_host()),
        _ if Url::parse(resource).is_ok() => return Err(QueryError::OtherScheme),
        _ => false,
    };
    names_one.then_some(()).ok_or(QueryError::NoUri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_name_is_read_and_sent_back_as_it_came() {
        for (query, resource) in [
            ("resource=acct%3Aada%40example.com", "acct:ada@example.com"),
            ("resource=acct:ada+x@example.com", "acct:ada+x@example.com"),
            ("x=1&resource=mailto:ada@example.com", "mailto:ada@example.com"),
            ("resource=https%3A%2F%2Fexample.com%2Fada", "https://example.com/ada"),
            ("resource=https://example.com:8080/", "https://example.com:8080/"),
            ("resource=acct:ada%2540home@example.com", "acct:ada%40home@example.com"),
        ] {
            assert_eq!(parse(query.as_bytes()), Ok(Query { resource: resource.to_owned(), wants_issuer: true }));
        }
    }

    #[test]
    fn what_names_nobody_anywhere_is_refused() {
        for query in ["", "resource", "rel=x", "resource=acct:a@b&resource=acct:a@b"] {
            let expected = if query == "resource" { QueryError::NoUri } else { QueryError::NotOnce };
            assert_eq!(parse(query.as_bytes()), Err(expected), "{query}");
        }
        let long = format!("acct:{}@example.com", "a".repeat(LONGEST));
        for resource in [
            "",
            "ada",
            "ada@example.com",
            "acct:ada",
            "acct:@example.com",
            "acct:ada@",
            "https:example.com",
            "https://",
            ":x",
            "acct:a%00@b",
            "acct:a%0d%0a@b",
            "acct:%ff@b",
            long.as_str(),
        ] {
            assert_eq!(parse(format!("resource={resource}").as_bytes()), Err(QueryError::NoUri), "{resource}");
        }
        for resource in ["urn:x", "tel:+442079460000", "javascript:alert(1)"] {
            assert_eq!(parse(format!("resource={resource}").as_bytes()), Err(QueryError::OtherScheme), "{resource}");
        }
    }

    #[test]
    fn the_issuer_is_named_to_whom_asks_for_it_or_for_everything() {
        for (rel, wants_issuer) in [
            ("", true),
            ("&rel=http%3A%2F%2Fopenid.net%2Fspecs%2Fconnect%2F1.0%2Fissuer", true),
            ("&rel=http://webfinger.net/rel/avatar&rel=http://openid.net/specs/connect/1.0/issuer", true),
            ("&rel=http://webfinger.net/rel/avatar", false),
            ("&rel=", false),
        ] {
            assert_eq!(
                parse(format!("resource=acct:a@b{rel}").as_bytes()).map(|query| query.wants_issuer),
                Ok(wants_issuer)
            );
        }
    }
}
