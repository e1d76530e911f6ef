//! What strangers send, read by the functions that read it first: none may panic, and each keeps a promise that is
//! checked here by other means. The fuzzer calls these, and so does `tests/suite/fuzz.rs` with seeds and mutations.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use latchkey::authorization::Arrived;
use latchkey::authorization::{self, AuthorizationError};
use latchkey::client_auth::Presented;
use latchkey::clock::Timestamp;
use latchkey::jose::Algorithm;
use latchkey::jose::hmac::{self, HmacAlgorithm};
use latchkey::jose::jwe::{self, ContentEncryption, DecryptionKey, JweError, KeyAlgorithm};
use latchkey::jose::jwk::{Curve, JwkSet};
use latchkey::jose::jws::{self, JwsError, TypRule};
use latchkey::protocol::authorization_details::schema::Schema;
use latchkey::protocol::authorization_details::sentence::Sentence;
use latchkey::protocol::authorization_details::{AuthorizationDetails, DetailType, DetailTypes, Users, Words};
use latchkey::protocol::backchannel_authentication::{self, MAX_MESSAGE};
use latchkey::protocol::certificate_header::{self, CertificateHeader, Sent};
use latchkey::protocol::claims::{ClaimCatalogue, ClaimsRequest};
use latchkey::protocol::client::{Client, ClientAuthMethod, ClientId, ConsentMode};
use latchkey::protocol::client_assertion::{AssertionAudience, Expected, LONGEST, judge};
use latchkey::protocol::client_certificate::{CertificateSubject, ClientCertificate, SubjectMember};
use latchkey::protocol::dpop::{self, ALGORITHMS, LIFETIME, Thumbprint};
use latchkey::protocol::id_token::IdTokenHintError;
use latchkey::protocol::parameters::Parameters;
use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::scope::ScopeSet;
use latchkey::protocol::token_exchange::{Asked, ExchangeMode, ExchangePolicy, SubjectToken, decide};
use latchkey::protocol::user_code::{LENGTH, LETTERS, UserCode};
use latchkey::protocol::{request_object, resource};
use latchkey::webauthn::{
    Assertion, KnownCredential, Registration, RelyingParty, UserVerification, verify_assertion, verify_registration,
};
use serde_json::Value;
use url::Url;

/// Reads one input, and panics where a promise is broken.
pub type Target = fn(&[u8]);

/// What can be fuzzed, by the name of its folder of seeds.
pub const TARGETS: [(&str, Target); 15] = [
    ("jws", jws),
    ("jwe", jwe),
    ("jwk_set", jwk_set),
    ("client_assertion", client_assertion),
    ("claims", claims),
    ("basic", basic),
    ("redirect_uri", redirect_uri),
    ("authorize", authorize),
    ("passkey", passkey),
    ("dpop", dpop),
    ("client_certificate", client_certificate),
    ("authorization_details", authorization_details),
    ("user_code", user_code),
    ("backchannel_authentication", backchannel_authentication),
    ("token_exchange", token_exchange),
];

/// RFC 7515 A.3, its key, and the key pair of Bob from RFC 7518 appendix C.
const GENUINE: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const SIGNER: &str = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;
const BOB: [&str; 3] = [
    "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw",
    "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
    "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
];
const ISSUER: &str = "https://auth.example.com";
const NOW: Timestamp = Timestamp(1_800_000_000);
const SECRET: &[u8] = b"a secret that only this client knows";

fn octets(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

static KEYS: LazyLock<JwkSet> = LazyLock::new(|| JwkSet::parse(SIGNER.as_bytes()).expect("a key set"));

static DECRYPTION_KEY: LazyLock<DecryptionKey> = LazyLock::new(|| {
    let [d, x, y] = BOB.map(octets);
    let point = [vec![4], x, y].concat();
    let pair = EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &d, &point);
    let pkcs8 = pair.expect("a key pair").to_pkcs8v1().expect("PKCS#8");
    DecryptionKey::ec_from_pkcs8(pkcs8.as_ref(), Curve::P256).expect("a decryption key")
});

/// The input as a token: as it is, or where it begins with `{`, its lines encoded and joined, so that what stands
/// inside of the encoding is reached too.
fn token(input: &[u8]) -> String {
    if input.first() != Some(&b'{') {
        return String::from_utf8_lossy(input).into_owned();
    }
    let parts: Vec<String> = input.split(|byte| *byte == b'\n').map(|part| URL_SAFE_NO_PAD.encode(part)).collect();
    parts.join(".")
}

/// A signature that is not the genuine one verifies nothing, and an unverified look agrees on what is well formed.
pub fn jws(input: &[u8]) {
    let token = token(input);
    let verified = jws::verify_with_set(&token, &KEYS, &Algorithm::ALL, TypRule::Any);
    assert!(verified.is_err() || token == GENUINE, "{token}");
    assert!(verified.is_err() || jws::peek(&token).is_ok());
    assert!(hmac::verify(&token, &HmacAlgorithm::ALL, SECRET, TypRule::Any).is_err());
    assert!(hmac::verify(&token, &HmacAlgorithm::ALL, b"", TypRule::Any).is_err());
    assert!(token.len() <= 16 * 1024 || jws::peek(&token) == Err(JwsError::TooLong));
}

/// Nothing decrypts but what was encrypted to the key: content that came out goes in again and comes out the same.
pub fn jwe(input: &[u8]) {
    let token = token(input);
    let decrypted = jwe::decrypt(&token, &[&DECRYPTION_KEY], &KeyAlgorithm::ALL, &ContentEncryption::ALL);
    assert!(token.len() <= 16 * 1024 || decrypted == Err(JweError::TooLong));
    let none = jwe::decrypt(&token, &[&DECRYPTION_KEY], &[], &ContentEncryption::ALL);
    assert!(none.is_err());
    if let Ok(content) = decrypted {
        let recipient = jwe::Recipient { kid: None, key: DECRYPTION_KEY.public() };
        let again = jwe::encrypt(recipient, KeyAlgorithm::EcdhEs, ContentEncryption::A128Gcm, None, &content);
        let again = again.expect("it is encrypted again");
        if again.len() <= 16 * 1024 {
            let opened = jwe::decrypt(&again, &[&DECRYPTION_KEY], &KeyAlgorithm::ALL, &ContentEncryption::ALL);
            assert_eq!(opened, Ok(content));
        }
    }
}

/// What was read is written without private members, and read again it is the same.
pub fn jwk_set(input: &[u8]) {
    let Ok(keys) = JwkSet::parse(input) else { return };
    let written = keys.to_value();
    assert_eq!(JwkSet::from_value(&written), Ok(keys.clone()));
    for (key, jwk) in keys.keys().iter().zip(written["keys"].as_array().into_iter().flatten()) {
        assert_eq!(key.key.thumbprint().len(), 43);
        for private in ["d", "p", "q", "dp", "dq", "qi", "oth", "k", "x5u"] {
            assert!(jwk.get(private).is_none());
        }
        for algorithm in Algorithm::ALL {
            assert!(!key.may_verify(algorithm) || !key.key.verifies(algorithm, input, &[0; 64]));
        }
    }
}

/// The claims of a client's assertion, under a genuine signature: an object with each member once, or refused.
pub fn client_assertion(input: &[u8]) {
    let header = format!("{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#));
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, SECRET);
    let sign = |signed: &[u8]| Ok::<_, ()>(aws_lc_rs::hmac::sign(&key, signed).as_ref().to_vec());
    let token = jws::sign(&header, input, sign).expect("it is signed");
    match hmac::verify(&token, &HmacAlgorithm::ALL, SECRET, TypRule::Any) {
        Ok(claims) => {
            let read: Value = serde_json::from_slice(input).expect("other readers read it too");
            assert_eq!(claims.get(), &read);
            let seen = jws::peek(&token).expect("it is well formed");
            assert_eq!(seen.iss.as_deref(), read["iss"].as_str());
            assert_eq!(seen.sub.as_deref(), read["sub"].as_str());
            judge_assertion(&read);
        }
        Err(refused) => assert!(matches!(refused, JwsError::Malformed | JwsError::TooLong), "{refused}"),
    }
}

/// What is accepted was addressed to us by the client and to nobody else, ends soon, and can be told from others.
fn judge_assertion(claims: &Value) {
    let client_id = ClientId::parse("app").expect("a client_id");
    let endpoints = [format!("{ISSUER}/token")];
    for audience in [AssertionAudience::Issuer, AssertionAudience::IssuerOrTokenEndpoint] {
        let longest = LONGEST;
        let expected =
            Expected { client_id: &client_id, issuer: ISSUER, endpoints: &endpoints, audience, longest, now: NOW };
        let Ok(judged) = judge(claims, &expected) else { continue };
        assert_eq!((claims["iss"].as_str(), claims["sub"].as_str()), (Some("app"), Some("app")));
        assert_eq!(claims["jti"].as_str(), Some(judged.jti.as_str()));
        assert!(
            !judged.jti.is_empty()
                && judged.until > NOW
                && judged.until.before(LONGEST + Duration::from_secs(60)) < NOW
        );
        let addressed: Vec<&str> = match &claims["aud"] {
            Value::Array(all) => all.iter().map(|aud| aud.as_str().expect("text")).collect(),
            aud => vec![aud.as_str().expect("text")],
        };
        assert!(addressed.contains(&ISSUER) || addressed.contains(&endpoints[0].as_str()));
        assert!(addressed.iter().all(|aud| aud.starts_with(ISSUER)), "{addressed:?}");
    }
}

/// A `claims` parameter that was read is stored and read again as the same.
pub fn claims(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let Ok(request) = ClaimsRequest::parse(&text) else { return };
    let stored = serde_json::to_string(&request).expect("it is stored");
    assert_eq!(ClaimsRequest::parse(&stored).expect("it is read again").names(), request.names());
}

/// Credentials are Basic or none; an empty secret is none, and nothing else is.
pub fn basic(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Ok(presented) = Presented::read(Some(&text), &Parameters::default()) {
        let (scheme, credentials) = text.split_once(' ').expect("a scheme");
        assert!(scheme.eq_ignore_ascii_case("basic"));
        let credentials = STANDARD.decode(credentials.trim_start_matches(' ')).expect("base64");
        let (_, secret) = std::str::from_utf8(&credentials).expect("text").split_once(':').expect("a colon");
        let by_basic = presented.method == ClientAuthMethod::ClientSecretBasic;
        assert!(by_basic || presented.method == ClientAuthMethod::None);
        assert_eq!(by_basic, !secret.is_empty());
    }
}

/// The first line is registered, the second is sent. They match when they are the same octets; a native client's
/// loopback URI also on another port, which never leads to another host or path.
pub fn redirect_uri(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (registered, sent) = text.split_once('\n').unwrap_or((&text, &text));
    for kind in [ApplicationType::Web, ApplicationType::Native] {
        let Ok(uri) = RedirectUri::parse(registered, kind) else { continue };
        assert!(uri.matches(registered, kind));
        if uri.matches(sent, kind) && sent != registered {
            assert_eq!(kind, ApplicationType::Native, "{registered} {sent}");
            let [left, right] = [registered, sent].map(|uri| Url::parse(uri).expect("a URL"));
            assert!(matches!(left.host_str(), Some("127.0.0.1" | "[::1]" | "localhost")), "{registered}");
            let apart = |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.path().to_owned());
            assert_eq!(apart(&left), apart(&right));
            assert_eq!((left.query(), left.fragment()), (right.query(), right.fragment()));
            assert!(right.username().is_empty() && right.password().is_none(), "{sent}");
        }
    }
}

static CLIENT: LazyLock<Arc<Client>> = LazyLock::new(|| {
    Arc::new(Client {
        redirect_uris: ["https://app.example/cb", "https://app.example/cb?a=b"]
            .map(|uri| RedirectUri::parse(uri, ApplicationType::Web).expect("a redirect URI"))
            .into(),
        pkce: PkceRule::Optional,
        consent: ConsentMode::Skip,
        ..Client::bare(ClientId::parse("app").expect("a client_id"))
    })
});

/// I4: whatever is asked, by the parameters in the first line or a request object with those of the second, the answer
/// goes to a registered URI, octet for octet, or to nobody. What was pushed is read like what a request object holds.
pub fn authorize(input: &[u8]) {
    let mut lines = input.splitn(2, |byte| *byte == b'\n');
    let encoded = lines.next().unwrap_or_default();
    let object = lines.next().map(|inside| Ok(Parameters::parse_leniently(inside)));
    let catalogue = ClaimCatalogue::default();
    let context = authorization::Context {
        client: &|client_id| (*client_id == CLIENT.client_id).then(|| CLIENT.clone()),
        issuer: ISSUER,
        catalogue: &catalogue,
        detail_types: &DetailTypes::default(),
        id_token_hint: &|_| Err(IdTokenHintError::NotOurs),
        sign_up: true,
        now: NOW,
    };
    let reply_to = match authorization::verify(&Arrived { encoded, object }, &context) {
        Ok(verified) => verified.reply_to().expect("a browser that came is sent on").clone(),
        Err(AuthorizationError::Refused(refusal)) => refusal.reply_to,
        Err(AuthorizationError::Unanswerable(_)) => return,
    };
    assert!(CLIENT.redirect_uris.iter().any(|uri| uri.as_str() == reply_to.redirect_uri()));
}

/// A schema in the first line, a sentence in the second, and details behind them. What is taken is what was sent, element by
/// element, and is within itself; the sentence says only what is there.
pub fn authorization_details(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.splitn(3, '\n');
    let (schema, sentence, sent) = (lines.next(), lines.next(), lines.next().unwrap_or_default());
    let schema = schema.and_then(|text| serde_json::from_str(text).ok()).map(|document| Schema::parse(&document));
    let sentence = Sentence::parse(sentence.unwrap_or_default());
    let (Some(Ok(schema)), Ok(sentence)) = (schema, sentence) else { return };
    let words = Words { sentence: sentence.clone(), labels: Default::default() };
    let mut types = DetailTypes::default();
    let detail_type = DetailType { schema, users: Users::Everybody, words, localized: Default::default() };
    types.insert("payment", detail_type);
    let Ok(details) = types.requested(Some(sent), &CLIENT) else { return };
    assert_eq!(serde_json::to_value(&details).ok(), serde_json::from_str::<Value>(sent).ok());
    assert_eq!(serde_json::from_str::<AuthorizationDetails>(&details.to_json()).ok(), Some(details.clone()));
    assert!(details.is_within(&details) && !details.is_within(&AuthorizationDetails::default()));
    for detail in details.iter() {
        assert_eq!(detail.detail_type(), "payment");
        let _ = sentence.about(detail.members());
    }
}

/// A code of a device as somebody types it. What is read is eight letters of those that codes have, and reads the same as it is
/// shown.
pub fn user_code(input: &[u8]) {
    let Some(code) = UserCode::parse(&String::from_utf8_lossy(input)) else { return };
    let shown = code.to_string();
    assert_eq!(UserCode::parse(&shown), Some(code));
    let letters: Vec<u8> = shown.bytes().filter(|octet| *octet != b'-').collect();
    assert!(letters.len() == LENGTH && letters.iter().all(|letter| LETTERS.contains(letter)), "{shown}");
}

/// A backchannel authentication request: its parameters in the first line, and behind them the claims of one that its client
/// signed. What is taken means one person, and says what can be shown; a signed one is of this client, for this server, and
/// soon over.
pub fn backchannel_authentication(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (sent, claims) = text.split_once('\n').unwrap_or((&text, ""));
    let outside = Parameters::parse_leniently(sent.as_bytes());
    judge_asked(&outside);
    let Ok(claims) = serde_json::from_str::<Value>(claims) else { return };
    let client_id = &CLIENT.client_id;
    let expected = request_object::Expected { client_id, issuer: ISSUER, outside: &outside, dated: None, now: NOW };
    let Ok(signed) = backchannel_authentication::signed(&claims, &expected) else { return };
    judge_asked(&signed.parameters);
    assert_eq!((claims["iss"].as_str(), signed.parameters.get("client_id")), (Some("app"), Some("app")));
    assert_eq!(claims["jti"].as_str(), Some(signed.jti.as_str()));
    let is_ours = |aud: &Value| aud.as_str() == Some(ISSUER);
    assert!(is_ours(&claims["aud"]) || claims["aud"].as_array().is_some_and(|all| all.iter().any(is_ours)));
    let at = |name: &str| claims[name].as_f64().expect("a number");
    assert!(signed.expires_at > NOW && at("nbf") < f64::from(1_800_000_031), "{claims}");
    assert!(at("exp") - at("nbf") < 3_602.0, "{claims}");
    assert!(["request", "request_uri"].iter().all(|name| claims.get(name).is_none()));
}

fn judge_asked(parameters: &Parameters) {
    let Ok(asked) = backchannel_authentication::read(parameters, &CLIENT) else { return };
    let hints = ["login_hint", "id_token_hint", "login_hint_token"];
    assert_eq!(hints.into_iter().filter(|name| parameters.has(name)).count(), 1);
    let message = asked.binding_message.unwrap_or_default();
    assert!(message.chars().count() <= MAX_MESSAGE && !message.contains(['\n', '\r', '\t', '\0']), "{message}");
}

/// Of a token that is exchanged, the policy about it and what is asked for: the scope of each in a line, then the resources of
/// each. What may be issued has no more scope than the token and the policy, and is for what both leave.
pub fn token_exchange(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let lines: Vec<&str> = text.splitn(6, '\n').collect();
    let line = |at: usize| lines.get(at).copied().unwrap_or_default();
    let resources = |at: usize| resource::parse(line(at).split(' ').filter(|uri| !uri.is_empty())).unwrap_or_default();
    let (held, wanted) = (ScopeSet::parse(line(0)), ScopeSet::parse(line(2)));
    let (audience, targets) = (resources(3), resources(5));
    let client_id = &CLIENT.client_id;
    let policy = ExchangePolicy {
        subject_clients: vec![client_id.clone()],
        subject_resources: Vec::new(),
        resources: resources(4),
        scope: ScopeSet::parse(line(1)),
        added_scope: ScopeSet::default(),
        mode: ExchangeMode::Delegation,
        actors: Vec::new(),
        lifetime: None,
    };
    let subject = SubjectToken { client_id, audience: &audience, scope: &held, may_act: None, exchanges: 0 };
    let scope = (!wanted.is_empty()).then_some(&wanted);
    let asked = Asked { client_id, actor: None, resources: &targets, scope, issuer: ISSUER };
    let Ok(allowed) = decide(std::slice::from_ref(&policy), &subject, &asked) else { return };
    assert!(allowed.scope.is_subset_of(&held) && allowed.scope.is_subset_of(&policy.scope));
    assert!(scope.is_none_or(|wanted| allowed.scope.is_subset_of(wanted)) && !allowed.scope.contains("offline_access"));
    let left = if policy.resources.is_empty() { &audience } else { &policy.resources };
    let is_left =
        |target: &str| left.iter().any(|left| left.as_str() == target) || (left.is_empty() && target == ISSUER);
    assert!(allowed.resources.iter().all(|target| is_left(target.as_str())), "{:?}", allowed.resources);
}

static PROVER: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key pair"));

/// What a proof is for.
const ENDPOINT: &str = "https://auth.example.com/token";
const ACCESS_TOKEN: &str = "lka_token";

/// A DPoP proof as it comes, and claims of one under a genuine signature. What is accepted is for this request, was made a
/// moment ago, by the key that it carries, and by no other.
pub fn dpop(input: &[u8]) {
    let point = PROVER.public_key().as_ref();
    let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
    let jwk = format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}}"#);
    let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"typ":"dpop+jwt","alg":"ES256","jwk":{jwk}}}"#));
    let sign = |signed: &[u8]| PROVER.sign(&SystemRandom::new(), signed).map(|made| made.as_ref().to_vec());
    let proof = jws::sign(&format!("{header}."), input, sign).expect("it is signed");
    for access_token in [None, Some(ACCESS_TOKEN)] {
        let expected = dpop::Expected {
            method: "POST",
            uris: &[ENDPOINT],
            access_token,
            algorithms: &ALGORITHMS,
            lifetime: LIFETIME,
            now: NOW,
        };
        // Nobody here has a key that signed what a mutation made.
        assert!(dpop::verify(&token(input), &expected).is_err());
        let Ok(proven) = dpop::verify(&proof, &expected) else { continue };
        let keys = JwkSet::parse(format!(r#"{{"keys":[{jwk}]}}"#).as_bytes()).expect("a key set");
        assert_eq!(proven.key().as_str(), keys.keys()[0].key.thumbprint());
        let claims: Value = serde_json::from_slice(input).expect("other readers read it too");
        assert_eq!(claims["htm"], "POST");
        let htu = Url::parse(claims["htu"].as_str().expect("text")).expect("a URL");
        assert_eq!((htu.scheme(), htu.host_str(), htu.port()), ("https", Some("auth.example.com"), None));
        assert!(htu.username().is_empty() && htu.password().is_none());
        assert_eq!(percent_encoding_less(htu.path()), "/token");
        let iat = claims["iat"].as_f64().expect("a number");
        let now = f64::from(1_800_000_000);
        assert!(iat > now - 62.0 && iat < now + 12.0, "{iat}");
        assert!(claims["jti"].as_str().is_some_and(|jti| !jti.is_empty() && jti.len() <= 255));
        assert!(access_token.is_none() || claims["ath"].is_string());
        assert_eq!(proven.nonce(), claims["nonce"].as_str());
        assert_eq!(dpop::verify(&proof, &expected).map(|again| again.once()), Ok(proven.once()));
    }
}

/// A path with everything decoded.
fn percent_encoding_less(path: &str) -> String {
    let decoded: Vec<u8> = url::form_urlencoded::parse(format!("p={}", path.replace('+', "%2B")).as_bytes())
        .next()
        .map(|(_, value)| value.into_owned().into_bytes())
        .unwrap_or_default();
    String::from_utf8_lossy(&decoded).into_owned()
}

/// What is sent as a certificate of a client: its DER, each of the headers that proxies write, and a name that is
/// registered. The name of a certificate that was read is one that can be registered, and is then that of this
/// certificate.
pub fn client_certificate(input: &[u8]) {
    let forms =
        [CertificateHeader::Rfc9440, CertificateHeader::Nginx, CertificateHeader::Envoy, CertificateHeader::Traefik];
    let lines = |certificate| Sent { certificate, chain: vec![input] };
    for form in forms {
        assert!(certificate_header::read(form, &lines(vec![input, input])).is_err(), "twice");
        let Ok(Some(certificate)) = certificate_header::read(form, &lines(vec![input])) else { continue };
        judge_certificate(&certificate);
    }
    if let Ok(certificate) = ClientCertificate::new(input.to_vec(), Vec::new()) {
        judge_certificate(&certificate);
    }
    let text = String::from_utf8_lossy(input);
    for member in SubjectMember::ALL {
        let Ok(subject) = CertificateSubject::parse(member, &text) else { continue };
        let written = subject.to_string();
        let value = written.split_once(' ').map(|(_, value)| value).unwrap_or_default();
        assert_eq!(CertificateSubject::parse(member, value), Ok(subject), "{written}");
    }
}

fn judge_certificate(certificate: &ClientCertificate) {
    let contents = certificate.contents();
    assert_eq!(certificate.thumbprint(), &Thumbprint::of(certificate.der()));
    let again = ClientCertificate::new(certificate.der().to_vec(), Vec::new()).expect("it was read before");
    assert_eq!(again.contents(), contents);
    if let Ok(subject) = CertificateSubject::parse(SubjectMember::Dn, &contents.subject.to_string()) {
        assert!(subject.is_in(contents), "{subject}");
    }
}

/// The challenge of the seeds.
const CHALLENGE: [u8; 32] = [7; 32];

/// What a browser answers, as a registration and as an assertion. A credential that is registered is one that the answer
/// names; no assertion is one of a key that signed nothing.
pub fn passkey(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let rp = RelyingParty { id: "localhost".to_owned(), origin: "http://localhost:8000".to_owned() };
    for verification in [UserVerification::Required, UserVerification::Preferred] {
        if let Ok(registration) = Registration::parse(&text)
            && let Ok(made) = verify_registration(&rp, &CHALLENGE, verification, &registration)
        {
            assert_eq!((made.id.as_slice(), registration.challenge()), (registration.credential_id(), &CHALLENGE[..]));
            assert!(made.backup_eligible || !made.backed_up);
        }
        let Ok(assertion) = Assertion::parse(&text) else { continue };
        for backup_eligible in [true, false] {
            // The generator of P-256: nobody here knows a signature by it.
            let known = KnownCredential {
                id: assertion.credential_id(),
                public_key: &GENERATOR,
                sign_count: 0,
                backup_eligible,
                user_handle: assertion.user_handle().unwrap_or_default(),
            };
            assert!(verify_assertion(&rp, &CHALLENGE, verification, &known, &assertion).is_err());
        }
    }
}

/// The generator of P-256 (FIPS 186-5) as a COSE key for ES256.
const GENERATOR: [u8; 77] = [
    0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6,
    0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98,
    0xc2, 0x96, 0x22, 0x58, 0x20, 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f,
    0x9e, 0x16, 0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
];
