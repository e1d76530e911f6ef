//! A request as it arrived, with what a request object made of it: put together before anything is proven, so that the
//! redirect URI inside a request object is the one that counts (OpenID Connect Core §6).

use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::request_object::RequestObjectError;

/// A request as it arrived.
pub struct Arrived<'a> {
    /// The encoded query or form body.
    pub encoded: &'a [u8],
    /// What a request object made of it, where there was one or should have been one.
    pub object: Option<Result<Parameters, ObjectFault>>,
}

impl Arrived<'_> {
    /// Whether the request wants no page, as far as it can be read.
    pub fn is_silent(&self) -> bool {
        let prompt = match &self.object {
            Some(Ok(inside)) => inside.get("prompt").map(str::to_owned),
            _ => Parameters::parse_leniently(self.encoded).get("prompt").map(str::to_owned),
        };
        prompt.as_deref() == Some("none")
    }
}

/// A fault of a request object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectFault {
    /// For the client.
    pub code: ErrorCode,
    /// For the client's developer.
    pub description: String,
}

impl ObjectFault {
    /// A fault, told by `description`.
    pub fn new(code: ErrorCode, description: impl Into<String>) -> Self {
        Self { code, description: description.into() }
    }
}

impl From<RequestObjectError> for ObjectFault {
    fn from(error: RequestObjectError) -> Self {
        Self::new(ErrorCode::InvalidRequestObject, error.to_string())
    }
}
