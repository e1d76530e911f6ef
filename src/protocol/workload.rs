//! Workloads: programs that prove who they are by a JWT of the platform that runs them (RFC 7523), such as Kubernetes or
//! GitHub Actions. Which issuers are believed, what their assertions must say, and which of their subjects is which client.
//! Whether an assertion is genuine is another question, answered before.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::client_assertion::{AHEAD, MAX_JTI, SKEW, whole_seconds};
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::jose::jwk::JwkSet;

/// What `typ` of an assertion may say, if it is there: no access token, and nothing else that has a type of its own.
pub const TYP: [&str; 2] = ["JWT", "JOSE"];
/// The longest `sub`, in bytes.
const MAX_SUBJECT: usize = 1024;
/// How much of a wrong value is told.
const SHOWN: usize = 200;

/// Where the keys of an issuer stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssuerKeys {
    /// In the configuration.
    Here(Arc<JwkSet>),
    /// At this address.
    At(String),
    /// At the `jwks_uri` of its discovery document.
    Discovered,
}

/// An issuer of assertions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkloadIssuer {
    /// What the configuration calls it.
    pub name: String,
    /// `iss`, byte for byte.
    pub issuer: String,
    /// Its keys.
    pub keys: IssuerKeys,
    /// What `aud` may be: every member of it must be one of these.
    pub audience: Vec<String>,
    /// What its assertions may be signed with.
    pub algorithms: Vec<Algorithm>,
    /// How far ahead `exp` may lie.
    pub max_lifetime: Duration,
    /// Whether an assertion with a `jti` counts once.
    pub single_use: bool,
}

/// A pattern of `sub`, compared segment by segment; segments end at `:` and `/`, and `*` stands for any one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectPattern(String);

/// Not a pattern of `sub`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternFault {
    /// Empty, long, or with characters that no subject has.
    #[error("is not 1 to {MAX_SUBJECT} printable characters without spaces at the ends")]
    Form,
    /// A `*` in a segment with something else.
    #[error("has a `*` beside other characters: `*` stands for one whole segment between `:` and `/`")]
    PartOfSegment,
    /// The beginning is anybody.
    #[error("begins with a `*`, which anybody could be: the first two segments must be written out")]
    Anybody,
}

impl SubjectPattern {
    /// Reads a pattern. Its first two segments are literal: in every platform's subjects they name the kind and the owner,
    /// and a pattern that leaves them open admits strangers.
    pub fn parse(text: &str) -> Result<Self, PatternFault> {
        let printable = text.bytes().all(|byte| (0x20..=0x7e).contains(&byte));
        if text.is_empty() || text.len() > MAX_SUBJECT || !printable || text.trim_matches(' ').len() != text.len() {
            return Err(PatternFault::Form);
        }
        let mut segments = segments(text);
        if segments.any(|(segment, _)| segment.contains('*') && segment != "*") {
            return Err(PatternFault::PartOfSegment);
        }
        match self::segments(text).take(2).any(|(segment, _)| segment == "*") {
            true => Err(PatternFault::Anybody),
            false => Ok(Self(text.to_owned())),
        }
    }

    /// Whether `subject` is of this pattern.
    pub fn admits(&self, subject: &str) -> bool {
        let (mut wanted, mut found) = (segments(&self.0), segments(subject));
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return true,
                (Some((pattern, end)), Some((segment, found_end))) => {
                    let fits = if pattern == "*" { !segment.is_empty() } else { pattern == segment };
                    if !fits || end != found_end {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    }

    /// The pattern.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Each segment with the sign that ends it; the last has none.
fn segments(text: &str) -> impl Iterator<Item = (&str, Option<char>)> {
    text.split_inclusive([':', '/']).map(|piece| match piece.strip_suffix([':', '/']) {
        Some(segment) => (segment, piece.chars().next_back()),
        None => (piece, None),
    })
}

/// Which workloads are a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// Whose assertions.
    pub issuer: Arc<WorkloadIssuer>,
    /// Of which `sub`.
    pub subject: SubjectPattern,
    /// What other claims must be: the name of a claim, or a path into it with `/`, and its value as text.
    pub claims: BTreeMap<String, String>,
}

impl Workload {
    /// Whether a verified assertion of `issuer` is of such a workload.
    pub fn admits(&self, issuer: &WorkloadIssuer, claims: &Value) -> bool {
        let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default();
        self.issuer.issuer == issuer.issuer
            && self.subject.admits(subject)
            && self.claims.iter().all(|(path, wanted)| claim(claims, path).is_some_and(|found| is(found, wanted)))
    }
}

/// The claim of that name, or at that path.
fn claim<'a>(claims: &'a Value, path: &str) -> Option<&'a Value> {
    claims.get(path).or_else(|| {
        let (outer, inner) = path.split_once('/')?;
        claims.get(outer).filter(|value| value.is_object()).and_then(|value| claim(value, inner))
    })
}

fn is(found: &Value, wanted: &str) -> bool {
    match found {
        Value::String(text) => text == wanted,
        Value::Bool(_) | Value::Number(_) => {
            let written = found.to_string();
            written == wanted
        }
        _ => false,
    }
}

/// An assertion that says what it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// `jti`, where it counts once.
    pub jti: Option<String>,
    /// Until when a `jti` must stay known.
    pub until: Timestamp,
}

/// What an assertion of a workload says wrong. Its sender may know: the platform signed it for them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkloadFault {
    /// `aud`.
    #[error("aud of the assertion is {sent}, and it must be {wanted}")]
    Audience {
        /// What stands there.
        sent: String,
        /// What should.
        wanted: String,
    },
    /// No `sub`.
    #[error("the assertion has no sub")]
    NoSubject,
    /// No `exp`.
    #[error("the assertion has no exp")]
    NoExpiry,
    /// `exp` has passed.
    #[error("the assertion has expired")]
    Expired,
    /// `exp` is far away.
    #[error("the assertion is good for too long: exp may be {} minutes ahead", .0.as_secs() / 60)]
    TooLong(Duration),
    /// `nbf` or `iat` lies in the future, or is no time.
    #[error("{0} of the assertion is in the future, or not a number of seconds: compare the clocks")]
    Time(&'static str),
    /// `jti` is too long, or no text.
    #[error("jti of the assertion is not a text of 1 to {MAX_JTI} bytes")]
    Jti,
    /// It came before.
    #[error("the assertion was used before: request a new one from the platform for each request")]
    Used,
    /// No client is configured for it.
    #[error("no client has a workload with the subject {0} and these claims")]
    NoClient(String),
    /// Several are.
    #[error("several clients have a workload with the subject {0}: send client_id")]
    SeveralClients(String),
}

/// Judges the claims of an assertion of `issuer` whose signature was verified.
pub fn judge(claims: &Value, issuer: &WorkloadIssuer, now: Timestamp) -> Result<Judged, WorkloadFault> {
    let aud = claims.get("aud").unwrap_or(&Value::Null);
    if !is_addressed_here(aud, issuer) {
        let wanted = issuer.audience.join(" or ");
        return Err(WorkloadFault::Audience { sent: shown(&aud.to_string()), wanted });
    }
    if !claims.get("sub").and_then(Value::as_str).is_some_and(|sub| (1..=MAX_SUBJECT).contains(&sub.len())) {
        return Err(WorkloadFault::NoSubject);
    }
    let exp = claims.get("exp").and_then(whole_seconds).ok_or(WorkloadFault::NoExpiry)?;
    if exp.after(SKEW) <= now {
        return Err(WorkloadFault::Expired);
    }
    if exp > now.after(issuer.max_lifetime + SKEW) {
        return Err(WorkloadFault::TooLong(issuer.max_lifetime));
    }
    for name in ["nbf", "iat"] {
        let Some(value) = claims.get(name) else { continue };
        if whole_seconds(value).is_none_or(|time| time > now.after(AHEAD)) {
            return Err(WorkloadFault::Time(name));
        }
    }
    let jti = match claims.get("jti").filter(|_| issuer.single_use) {
        None => None,
        Some(jti) => {
            let text = jti.as_str().filter(|jti| (1..=MAX_JTI).contains(&jti.len())).ok_or(WorkloadFault::Jti)?;
            Some(text.to_owned())
        }
    };
    // One second more, for the fraction that `exp` may have.
    Ok(Judged { jti, until: exp.after(SKEW + Duration::from_secs(1)) })
}

/// RFC 7523 §3: "The authorization server MUST reject any JWT that does not contain its own identity as the intended
/// audience." One that names another server too would be good there as well (row 37).
fn is_addressed_here(aud: &Value, issuer: &WorkloadIssuer) -> bool {
    let is_ours = |aud: &Value| aud.as_str().is_some_and(|aud| issuer.audience.iter().any(|ours| ours == aud));
    match aud {
        Value::Array(list) => !list.is_empty() && list.iter().all(is_ours),
        one => is_ours(one),
    }
}

/// As much of a value as is told.
pub fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;
    const HERE: &str = "https://auth.example.com";

    fn issuer() -> WorkloadIssuer {
        WorkloadIssuer {
            name: "cluster".into(),
            issuer: "https://cluster.example".into(),
            keys: IssuerKeys::Discovered,
            audience: vec![HERE.into(), "latchkey".into()],
            algorithms: vec![Algorithm::RS256],
            max_lifetime: Duration::from_secs(3600),
            single_use: true,
        }
    }

    fn judged(issuer: &WorkloadIssuer, changes: &[(&str, Value)]) -> Result<Judged, WorkloadFault> {
        let mut claims =
            json!({"iss": issuer.issuer, "sub": "a", "aud": HERE, "exp": NOW + 60, "iat": NOW, "jti": "j"});
        for (name, value) in changes {
            claims[*name] = value.clone();
            if *value == json!("-") {
                claims.as_object_mut().unwrap().remove(*name);
            }
        }
        judge(&claims, issuer, Timestamp(NOW))
    }

    fn with(name: &str, value: Value) -> Result<Judged, WorkloadFault> {
        judged(&issuer(), &[(name, value)])
    }

    #[test]
    fn a_pattern_admits_its_subjects_and_no_neighbours() {
        for (pattern, subject, right) in [
            ("system:serviceaccount:prod:builder", "system:serviceaccount:prod:builder", true),
            ("system:serviceaccount:prod:builder", "system:serviceaccount:prod:builder2", false),
            ("system:serviceaccount:prod:builder", "system:serviceaccount:prod:Builder", false),
            ("system:serviceaccount:prod:*", "system:serviceaccount:prod:any", true),
            ("system:serviceaccount:prod:*", "system:serviceaccount:prod:", false),
            ("system:serviceaccount:prod:*", "system:serviceaccount:prod", false),
            ("system:serviceaccount:prod:*", "system:serviceaccount:prod:a:b", false),
            ("system:serviceaccount:*:builder", "system:serviceaccount:prod:builder", true),
            ("system:serviceaccount:*:builder", "system:serviceaccount:a/b:builder", false),
            ("repo:acme/*:ref:refs/heads/main", "repo:acme/site:ref:refs/heads/main", true),
            ("repo:acme/*:ref:refs/heads/main", "repo:evil/site:ref:refs/heads/main", false),
            ("repo:acme/*:ref:refs/heads/main", "repo:acme/site:ref:refs/heads/main2", false),
            ("repo:acme/*:ref:refs/heads/main", "repo:acme/site:pull_request", false),
            ("repo:acme/*:ref:refs/heads/main", "repo:acme/a:b:ref:refs/heads/main", false),
            ("repo:acme/*:ref:refs/heads/main", "repo:acme:site:ref:refs/heads/main", false),
            ("plain", "plain", true),
            ("plain", "", false),
            ("spiffe://acme.example/*", "spiffe://acme.example/web", true),
            ("spiffe://acme.example/*", "spiffe://evil.example/web", false),
        ] {
            assert_eq!(SubjectPattern::parse(pattern).unwrap().admits(subject), right, "{pattern} {subject}");
        }
    }

    #[test]
    fn a_pattern_that_anybody_fits_is_refused() {
        for (pattern, fault) in [
            ("*", PatternFault::Anybody),
            ("repo:*/site", PatternFault::Anybody),
            ("*:a:b", PatternFault::Anybody),
            ("repo:acme*/site", PatternFault::PartOfSegment),
            ("repo:acme/site:ref:refs/heads/release-*", PatternFault::PartOfSegment),
            ("repo:acme/**", PatternFault::PartOfSegment),
            ("", PatternFault::Form),
            (" a", PatternFault::Form),
            ("a\n", PatternFault::Form),
        ] {
            assert_eq!(SubjectPattern::parse(pattern), Err(fault), "{pattern}");
        }
    }

    #[test]
    fn claims_are_compared_by_name_and_by_path() {
        let workload = |claims: &[(&str, &str)]| Workload {
            issuer: Arc::new(issuer()),
            subject: SubjectPattern::parse("a").unwrap(),
            claims: claims.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        };
        let claims = json!({
            "sub": "a", "owner": "acme", "owner_id": 12, "protected": true, "list": ["x"], "a/b": "whole",
            "kubernetes.io": {"namespace": "prod", "pod": {"name": "p"}},
        });
        for right in [
            &[][..],
            &[("owner", "acme"), ("owner_id", "12"), ("protected", "true")],
            &[("kubernetes.io/namespace", "prod"), ("kubernetes.io/pod/name", "p")],
            &[("a/b", "whole")],
        ] {
            assert!(workload(right).admits(&issuer(), &claims), "{right:?}");
        }
        for wrong in [
            &[("owner", "ACME")][..],
            &[("owner", "acme"), ("owner_id", "13")],
            &[("missing", "")],
            &[("list", "x")],
            &[("kubernetes.io/namespace", "dev")],
            &[("kubernetes.io/pod", "p")],
            &[("owner/x", "acme")],
        ] {
            assert!(!workload(wrong).admits(&issuer(), &claims), "{wrong:?}");
        }
        let other = WorkloadIssuer { issuer: "https://other.example".into(), ..issuer() };
        assert!(!workload(&[]).admits(&other, &claims), "another issuer says what it likes");
        assert!(!workload(&[]).admits(&issuer(), &json!({"sub": "b"})) && !workload(&[]).admits(&issuer(), &json!({})));
    }

    /// Row 37.
    #[test]
    fn the_audience_is_this_server_alone() {
        for right in [json!(HERE), json!([HERE]), json!("latchkey"), json!([HERE, "latchkey"])] {
            assert!(with("aud", right.clone()).is_ok(), "{right}");
        }
        for wrong in [
            json!("https://other.example"),
            json!([HERE, "https://other.example"]),
            json!([]),
            json!(null),
            json!([HERE, 1]),
            json!(format!("{HERE}/")),
            json!("https://AUTH.example.com"),
            json!({"aud": HERE}),
        ] {
            assert!(matches!(with("aud", wrong.clone()), Err(WorkloadFault::Audience { .. })), "{wrong}");
        }
    }

    #[test]
    fn times_are_close_to_now() {
        let long = Err(WorkloadFault::TooLong(Duration::from_secs(3600)));
        for (exp, outcome) in [
            (json!(NOW + 1), Ok(())),
            (json!(NOW - 9), Ok(())),
            (json!(NOW + 3610), Ok(())),
            (json!(NOW - 10), Err(WorkloadFault::Expired)),
            (json!(NOW + 3611), long.clone()),
            (json!(NOW * 1000), long),
            (json!("1800000060"), Err(WorkloadFault::NoExpiry)),
            (json!("-"), Err(WorkloadFault::NoExpiry)),
            (json!(1e300), Err(WorkloadFault::NoExpiry)),
        ] {
            assert_eq!(with("exp", exp.clone()).map(drop), outcome, "{exp}");
        }
        for name in ["nbf", "iat"] {
            assert!(with(name, json!("-")).is_ok() && with(name, json!(NOW - 100_000)).is_ok());
            assert_eq!(with(name, json!(NOW + 61)), Err(WorkloadFault::Time(name)));
            assert_eq!(with(name, json!("now")), Err(WorkloadFault::Time(name)));
        }
    }

    #[test]
    fn a_jti_counts_once_where_it_is_there_and_the_issuer_makes_new_ones() {
        let once = with("exp", json!(NOW + 300)).unwrap();
        assert_eq!((once.jti.as_deref(), once.until), (Some("j"), Timestamp(NOW + 311)));
        assert_eq!(with("jti", json!("-")).unwrap().jti, None);
        for wrong in [json!(""), json!(1), json!("x".repeat(256))] {
            assert_eq!(with("jti", wrong), Err(WorkloadFault::Jti));
        }
        let reused = WorkloadIssuer { single_use: false, ..issuer() };
        assert_eq!(judged(&reused, &[]).unwrap().jti, None);
        for wrong in [json!("-"), json!(""), json!(7), json!("x".repeat(1025))] {
            assert_eq!(with("sub", wrong), Err(WorkloadFault::NoSubject));
        }
    }
}
