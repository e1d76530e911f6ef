//! An answer, read whole and no further than it may be long.

use std::time::Duration;

use reqwest::Response;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};

use super::error::OutboundError;

/// The most that is read of an answer, in bytes.
pub(super) const MOST: usize = 64 * 1024;

/// A successful answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// 200 to 299; everything else is an [`OutboundError::Answered`].
    pub status: u16,
    /// `Content-Type` as sent.
    pub content_type: Option<String>,
    /// How long `Cache-Control` lets it be kept; zero where it forbids keeping it.
    pub max_age: Option<Duration>,
    /// What was sent, at most 64 KiB.
    pub body: Vec<u8>,
}

impl Fetched {
    /// Reads an answer.
    pub(super) async fn read(mut response: Response, timeout: Duration) -> Result<Self, OutboundError> {
        if !response.status().is_success() {
            return Err(OutboundError::Answered(response.status().as_u16()));
        }
        let body = body(&mut response, timeout).await?;
        let header = |name: HeaderName| response.headers().get(name).and_then(|value| value.to_str().ok());
        Ok(Self {
            status: response.status().as_u16(),
            content_type: header(CONTENT_TYPE).map(str::to_owned),
            max_age: header(CACHE_CONTROL).and_then(max_age),
            body,
        })
    }
}

/// The whole of an answer, which is no longer than it may be.
pub(super) async fn body(response: &mut Response, timeout: Duration) -> Result<Vec<u8>, OutboundError> {
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    if response.content_length().is_some_and(|length| length > most) {
        return Err(OutboundError::TooLarge(MOST));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| OutboundError::of(&error, timeout))? {
        if body.len() + chunk.len() > MOST {
            return Err(OutboundError::TooLarge(MOST));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn max_age(header: &str) -> Option<Duration> {
    let mut directives = header.split(',').map(|directive| directive.trim().to_ascii_lowercase());
    directives.find_map(|directive| match directive.as_str() {
        "no-store" | "no-cache" => Some(Duration::ZERO),
        other => other.strip_prefix("max-age=")?.trim_matches('"').parse().ok().map(Duration::from_secs),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn max_age_is_read_from_among_the_directives() {
        for (header, seconds) in [
            ("max-age=600", Some(600)),
            ("public, Max-Age=\"60\", must-revalidate", Some(60)),
            ("no-store, max-age=600", Some(0)),
            ("no-cache", Some(0)),
            ("public", None),
            ("max-age=-1", None),
            ("s-maxage=5", None),
            ("", None),
        ] {
            assert_eq!(max_age(header), seconds.map(Duration::from_secs), "{header}");
        }
    }
}
