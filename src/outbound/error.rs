//! Why a request got no answer that can be used; each sentence goes on after the address, and names the remedy.

use std::time::Duration;

use super::resolver::NoAllowedAddress;

/// Why a request got no answer that can be used.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// The library could not be set up.
    #[error("cannot be requested, because outbound requests are not possible: {0}")]
    Setup(String),
    /// The URI itself.
    #[error("is not fetched: {0}")]
    Address(&'static str),
    /// A private address that the settings do not allow.
    #[error("is at a private address ({0}): if that is intended, add the host to `outbound.allowed_hosts`")]
    Forbidden(String),
    /// An address that no setting allows: link-local, multicast, reserved.
    #[error("is at a special-use address ({0}), and requests to those are refused")]
    SpecialUse(String),
    /// No answer in time.
    #[error("did not answer within {} s", .0.as_secs())]
    TooSlow(Duration),
    /// Connection or name.
    #[error("could not be reached: {0}")]
    Unreachable(String),
    /// TLS.
    #[error(
        "could not prove who it is: {0}. If an authority of your own signed it, name it in `outbound.extra_ca_file`"
    )]
    Certificate(String),
    /// Another status than success.
    #[error("answered {0}{hint}", hint = hint(*.0))]
    Answered(u16),
    /// Too much.
    #[error("sent more than {} KiB", .0 / 1024)]
    TooLarge(usize),
    /// An answer that whoever asked could not use.
    #[error("sent an invalid response: {0}")]
    Unusable(String),
    /// It failed a moment ago.
    #[error("failed within the last seconds and is not requested again yet")]
    Resting,
}

impl OutboundError {
    /// Whether trying again cannot help as long as nobody changes anything.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Setup(_) | Self::Address(_) | Self::Forbidden(_) | Self::SpecialUse(_))
    }

    /// Whether it may pass by itself within moments: nobody answered, or whoever did cannot at present.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::TooSlow(_) | Self::Unreachable(_) | Self::Resting => true,
            Self::Answered(status) => matches!(status, 408 | 425 | 429 | 500..),
            _ => false,
        }
    }

    /// What the library says, in our words.
    pub(super) fn of(error: &reqwest::Error, timeout: Duration) -> Self {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        let mut last = error.to_string();
        while let Some(current) = cause {
            if let Some(NoAllowedAddress { host, is_private }) = current.downcast_ref() {
                return match is_private {
                    true => Self::Forbidden(host.clone()),
                    false => Self::SpecialUse(host.clone()),
                };
            }
            if is_about_certificates(current) {
                return Self::Certificate(current.to_string());
            }
            last = current.to_string();
            cause = current.source();
        }
        if error.is_timeout() { Self::TooSlow(timeout) } else { Self::Unreachable(last) }
    }
}

fn hint(status: u16) -> &'static str {
    if (300..400).contains(&status) { ": redirects are not followed" } else { "" }
}

/// TLS errors travel inside of errors of input and output, which may lie in one another.
fn is_about_certificates(error: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(inner) = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        return is_about_certificates(inner);
    }
    matches!(error.downcast_ref(), Some(rustls::Error::InvalidCertificate(_)))
}
