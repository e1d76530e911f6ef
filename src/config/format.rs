//! The formats that configuration values are written in: one parser for each, which the check of the document,
//! the deserialisation and the editor's schema all share.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use super::quantity::{Bytes, Rotation, Seconds, TimeOfDay};
use super::scheme_name::SchemeName;
use super::settings::{Issuer, ListenAddress, Rate};
use super::text;
use crate::clock::Timestamp;
use crate::jose::algorithms::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::client::ClientId;
use crate::protocol::client_id_document::HostPattern;
use crate::protocol::client_proof::AssertionAlgorithm;
use crate::protocol::password_hash;
use crate::protocol::resource::Resource;
use crate::protocol::user::{Subject, check_username};
use crate::secret::Secret;

/// A value written as text.
pub trait Format: Sized {
    /// The `format` of the JSON Schema.
    const NAME: &'static str;
    /// What to write, for error messages and the reference.
    const WANTED: &'static str;
    /// Whether a bare integer is read too.
    const INTEGER: bool = false;

    /// Reads `text`; the error is a sentence.
    fn parse(text: &str) -> Result<Self, String>;
}

/// A value in its format.
#[derive(Debug, Clone)]
pub struct Text<T>(pub T);

impl<T: Format> JsonSchema for Text<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        match T::INTEGER {
            true => schemars::json_schema!({ "type": ["string", "integer"], "format": T::NAME }),
            false => schemars::json_schema!({ "type": "string", "format": T::NAME }),
        }
    }
}

impl<'de, T: Format> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor<T>(PhantomData<T>);
        impl<T: Format> Visitor<'_> for TextVisitor<T> {
            type Value = Text<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(T::WANTED)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                T::parse(text).map(Text).map_err(E::custom)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                self.visit_str(&number.to_string())
            }
        }
        deserializer.deserialize_any(TextVisitor(PhantomData))
    }
}

/// Checks `text` against the format named in the schema and says what to write for it. Unknown formats accept all.
pub fn check(format: &str, text: &str) -> Result<(), String> {
    fn of<T: Format>(text: &str) -> Result<(), String> {
        T::parse(text).map(drop)
    }
    match format {
        Duration::NAME => of::<Duration>(text),
        Rotation::NAME => of::<Rotation>(text),
        Seconds::NAME => of::<Seconds>(text),
        TimeOfDay::NAME => of::<TimeOfDay>(text),
        Rate::NAME => of::<Rate>(text),
        Bytes::NAME => of::<Bytes>(text),
        Issuer::NAME => of::<Issuer>(text),
        IpNet::NAME => of::<IpNet>(text),
        ListenAddress::NAME => of::<ListenAddress>(text),
        Algorithm::NAME => of::<Algorithm>(text),
        KeyAlgorithm::NAME => of::<KeyAlgorithm>(text),
        ContentEncryption::NAME => of::<ContentEncryption>(text),
        AssertionAlgorithm::NAME => of::<AssertionAlgorithm>(text),
        ClientId::NAME => of::<ClientId>(text),
        Resource::NAME => of::<Resource>(text),
        Username::NAME => of::<Username>(text),
        PasswordHash::NAME => of::<PasswordHash>(text),
        Subject::NAME => of::<Subject>(text),
        Timestamp::NAME => of::<Timestamp>(text),
        Origin::NAME => of::<Origin>(text),
        LogLevel::NAME => of::<LogLevel>(text),
        HostName::NAME => of::<HostName>(text),
        SchemeName::NAME => of::<SchemeName>(text),
        HostPattern::NAME => of::<HostPattern>(text),
        _ => text::check(format, text),
    }
}

/// What to write for the format, like `a duration such as "15m"`.
pub fn wanted(format: &str) -> Option<&'static str> {
    Some(match format {
        Duration::NAME => Duration::WANTED,
        Rotation::NAME => Rotation::WANTED,
        Seconds::NAME => Seconds::WANTED,
        TimeOfDay::NAME => TimeOfDay::WANTED,
        Rate::NAME => Rate::WANTED,
        Bytes::NAME => Bytes::WANTED,
        Issuer::NAME => Issuer::WANTED,
        IpNet::NAME => IpNet::WANTED,
        ListenAddress::NAME => ListenAddress::WANTED,
        Algorithm::NAME => Algorithm::WANTED,
        KeyAlgorithm::NAME => KeyAlgorithm::WANTED,
        ContentEncryption::NAME => ContentEncryption::WANTED,
        AssertionAlgorithm::NAME => AssertionAlgorithm::WANTED,
        ClientId::NAME => ClientId::WANTED,
        Resource::NAME => Resource::WANTED,
        Username::NAME => Username::WANTED,
        PasswordHash::NAME => PasswordHash::WANTED,
        Subject::NAME => Subject::WANTED,
        Timestamp::NAME => Timestamp::WANTED,
        Origin::NAME => Origin::WANTED,
        LogLevel::NAME => LogLevel::WANTED,
        HostName::NAME => HostName::WANTED,
        SchemeName::NAME => SchemeName::WANTED,
        HostPattern::NAME => HostPattern::WANTED,
        _ => return text::wanted(format),
    })
}

/// Says so when `text`, already of the format, lies outside of the bounds, which are written alike.
pub fn out_of_bounds(format: &str, text: &str, least: Option<&str>, most: Option<&str>) -> Option<String> {
    let size = |text: &str| match format {
        Bytes::NAME => Bytes::parse(text).ok().map(|bytes| bytes.0),
        Rotation::NAME => Rotation::parse(text).ok().and_then(|rotation| rotation.0).map(|every| every.as_secs()),
        _ => Duration::parse(text).ok().map(|duration| duration.as_secs()),
    };
    let actual = size(text)?;
    match (least, most) {
        (Some(least), _) if size(least)? > actual => Some(format!("{text} is too little, the least is {least}")),
        (_, Some(most)) if size(most)? < actual => Some(format!("{text} is too much, the most is {most}")),
        _ => None,
    }
}

impl Format for Issuer {
    const NAME: &'static str = "issuer";
    const WANTED: &'static str = "the URL people reach Latchkey by, such as \"https://auth.example.com\"";

    fn parse(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|error| error.to_string())
    }
}

impl Format for IpNet {
    const NAME: &'static str = "network";
    const WANTED: &'static str = "a network such as \"172.16.0.0/12\", or an address";

    fn parse(text: &str) -> Result<Self, String> {
        let network = text.parse::<IpNet>().ok().or_else(|| text.parse::<IpAddr>().ok().map(Self::from));
        network.map(|network| network.trunc()).ok_or_else(|| format!("`{text}` is not a network"))
    }
}

impl Format for ListenAddress {
    const NAME: &'static str = "listen-address";
    const WANTED: &'static str =
        "an address with a port such as \"127.0.0.1:8000\", \"[::]:8000\" or \"unix:/run/latchkey.sock\"";

    fn parse(text: &str) -> Result<Self, String> {
        if let Some(path) = text.strip_prefix("unix:").filter(|path| path.starts_with('/')) {
            return Ok(Self::Unix(path.into()));
        }
        text.parse().map(Self::Tcp).map_err(|_| format!("`{text}` is not an address to listen on"))
    }
}

impl Format for Algorithm {
    const NAME: &'static str = "signature-algorithm";
    const WANTED: &'static str = "a signature algorithm such as \"RS256\", \"PS256\", \"ES256\" or \"Ed25519\"";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{text}` is not a signature algorithm that Latchkey uses"))
    }
}

impl Format for KeyAlgorithm {
    const NAME: &'static str = "key-encryption-algorithm";
    const WANTED: &'static str = "a key encryption algorithm such as \"RSA-OAEP-256\" or \"ECDH-ES+A256KW\"";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{text}` is not a key encryption algorithm that Latchkey uses"))
    }
}

impl Format for ContentEncryption {
    const NAME: &'static str = "content-encryption-algorithm";
    const WANTED: &'static str = "a content encryption algorithm such as \"A128CBC-HS256\" or \"A256GCM\"";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{text}` is not a content encryption algorithm that Latchkey uses"))
    }
}

impl Format for AssertionAlgorithm {
    const NAME: &'static str = "assertion-algorithm";
    const WANTED: &'static str = "an algorithm such as \"HS256\" for client_secret_jwt, \"ES256\" for private_key_jwt";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("`{text}` is not an algorithm for client assertions"))
    }
}

impl Format for ClientId {
    const NAME: &'static str = "client-id";
    const WANTED: &'static str = "1 to 255 printable ASCII characters";

    fn parse(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| "a client_id has 1 to 255 printable ASCII characters".to_owned())
    }
}

impl Format for Resource {
    const NAME: &'static str = "resource";
    const WANTED: &'static str = "an absolute URI without a fragment, such as \"https://api.example.com\"";

    fn parse(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|_| format!("`{text}` is not a resource"))
    }
}

impl Format for HostPattern {
    const NAME: &'static str = "host-pattern";
    const WANTED: &'static str = "a host such as \"app.example.com\", or \"*.example.com\" for all below";

    fn parse(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| format!("`{text}` is not a host"))
    }
}

/// A username.
#[derive(Debug, Clone)]
pub struct Username(pub String);

impl Format for Username {
    const NAME: &'static str = "username";
    const WANTED: &'static str = "a username without spaces, such as \"ada\"";

    fn parse(text: &str) -> Result<Self, String> {
        check_username(text).map(|()| Self(text.to_owned())).map_err(|error| error.to_string())
    }
}

/// A password hash of ours or of another program.
#[derive(Debug, Clone)]
pub struct PasswordHash(pub Secret);

impl Format for PasswordHash {
    const NAME: &'static str = "password-hash";
    const WANTED: &'static str =
        "the output of `latchkey hash-password`, or a bcrypt, PBKDF2 or scrypt hash of another program";

    fn parse(text: &str) -> Result<Self, String> {
        password_hash::PasswordHash::parse(text).map(|_| Self(Secret::new(text))).map_err(|error| error.to_string())
    }
}

impl Format for Timestamp {
    const NAME: &'static str = "moment";
    const WANTED: &'static str = "a moment with its offset, such as \"2026-12-06T12:00:00Z\"";

    fn parse(text: &str) -> Result<Self, String> {
        Self::from_rfc3339(text).ok_or_else(|| format!("`{text}` is not a moment"))
    }
}

/// The `sub` of a person.
impl Format for Subject {
    const NAME: &'static str = "subject";
    const WANTED: &'static str = "1 to 255 printable ASCII characters without a space at either end";

    fn parse(text: &str) -> Result<Self, String> {
        Self::parse(text).ok_or_else(|| "this cannot be a `sub`".to_owned())
    }
}

/// Scheme, host and port of a web page, as a browser sends them in `Origin`.
#[derive(Debug, Clone)]
pub struct Origin(pub String);

impl Format for Origin {
    const NAME: &'static str = "origin";
    const WANTED: &'static str = "an origin such as \"https://app.example.com\": scheme, host and port, nothing else";

    fn parse(text: &str) -> Result<Self, String> {
        match text::is_origin(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(format!("`{text}` is not an origin")),
        }
    }
}

/// A name or address, as it stands in a URI.
#[derive(Debug, Clone)]
pub struct HostName(pub String);

impl Format for HostName {
    const NAME: &'static str = "host-name";
    const WANTED: &'static str = "a host such as \"app.home.example\" or \"10.0.0.7\", without scheme and port";

    fn parse(text: &str) -> Result<Self, String> {
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self(address.to_string()));
        }
        match url::Host::parse(text) {
            Ok(url::Host::Domain(name)) if !name.contains('*') => Ok(Self(name)),
            _ => Err(format!("`{text}` is not a host")),
        }
    }
}

/// A `tracing` filter.
#[derive(Debug, Clone)]
pub struct LogLevel(pub String);

impl Format for LogLevel {
    const NAME: &'static str = "log-level";
    const WANTED: &'static str = "error, warn, info, debug or trace, or a filter such as \"info,latchkey=debug\"";

    fn parse(text: &str) -> Result<Self, String> {
        let known = ["error", "warn", "info", "debug", "trace", "off"].contains(&text) || text.contains(['=', ',']);
        let parsed = known && tracing_subscriber::EnvFilter::builder().parse(text).is_ok();
        if parsed { Ok(Self(text.to_owned())) } else { Err(format!("`{text}` is not a log level")) }
    }
}
