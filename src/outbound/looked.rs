//! What an address answers, whatever that is: for those who look after an installation, and see what apps and browsers see.

use std::time::Duration;

use reqwest::Response;

use super::error::OutboundError;
use super::fetched::MOST;

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// For its content.
    Get,
    /// For the head of its answer alone.
    Head,
    /// With an empty form: nothing that anybody could take for a message.
    EmptyForm,
}

/// An answer of any status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// Its status.
    pub status: u16,
    /// Its header fields that are text, in order, with their names in lower case.
    pub headers: Vec<(String, String)>,
    /// What was sent, at most 64 KiB.
    pub body: Vec<u8>,
}

impl Looked {
    /// Reads an answer; what is longer than 64 KiB is an error.
    pub(super) async fn read(mut response: Response, timeout: Duration) -> Result<Self, OutboundError> {
        let headers = response.headers().iter();
        let headers =
            headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
        let mut looked = Self { status: response.status().as_u16(), headers: headers.collect(), body: Vec::new() };
        while let Some(chunk) = response.chunk().await.map_err(|error| OutboundError::of(&error, timeout))? {
            if looked.body.len() + chunk.len() > MOST {
                return Err(OutboundError::TooLarge(MOST));
            }
            looked.body.extend_from_slice(&chunk);
        }
        Ok(looked)
    }

    /// The first value of a header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// How often a header field was sent.
    pub fn count(&self, name: &str) -> usize {
        self.headers.iter().filter(|(known, _)| known == name).count()
    }
}
