//! The same tokens read by others, and theirs by us: npm's jose and PyPI's joserfc, every algorithm of the tables.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use latchkey::jose::Algorithm;
use latchkey::jose::hmac::{self, HmacAlgorithm};
use latchkey::jose::jwe::{self, ContentEncryption, DecryptionKey, KeyAlgorithm, Recipient};
use latchkey::jose::jwk::{JwkSet, KeyUse};
use latchkey::jose::jws::{self, TypRule};
use serde_json::{Value, json};

use super::support::{DECRYPTORS, SIGNERS, signer};

/// Octets enough for each of the HMAC algorithms (RFC 7518 §3.2).
const SECRET: &str = "a secret of 64 octets that both sides know, for HS512 needs that.";

fn clients() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients")
}

#[test]
#[ignore = "needs what tests/clients/install.sh installs; tests/run runs it"]
fn npm_jose_reads_what_we_write_and_we_read_what_it_writes() {
    cross_check(Command::new("node").arg(clients().join("jose/check.mjs")));
}

#[test]
#[ignore = "needs what tests/clients/install.sh installs; tests/run runs it"]
fn joserfc_reads_what_we_write_and_we_read_what_it_writes() {
    cross_check(Command::new(clients().join("python/.venv/bin/python")).arg(clients().join("jose/check.py")));
}

fn names<T: ToString>(algorithms: impl IntoIterator<Item = T>) -> Vec<String> {
    algorithms.into_iter().map(|algorithm| algorithm.to_string()).collect()
}

fn cross_check(command: &mut Command) {
    let mut other = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut to_other = other.stdin.take().unwrap();
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    let mut say = |value: &Value| writeln!(to_other, "{value}").unwrap();
    let mut hear = || serde_json::from_str::<Value>(&lines.next().expect("an answer").unwrap()).unwrap();

    say(&json!({
        "signature": names(Algorithm::ALL),
        "key_management": names(KeyAlgorithm::ALL),
        "content": names(ContentEncryption::ALL),
        "hmac": names(HmacAlgorithm::ALL),
    }));
    let theirs = JwkSet::from_value(&hear()).expect("their key set is one of ours too");

    let signed: Vec<String> = SIGNERS.iter().map(|key| key.sign("JWT", br#"{"sub":"ada"}"#).unwrap()).collect();
    let mut keys: Vec<Value> = SIGNERS.iter().map(|key| key.public().to_jwk(key.kid(), key.algorithm())).collect();
    keys.extend(DECRYPTORS.iter().map(|key| key.public().to_encryption_jwk(key.kid())));
    let (encrypted, expected) = encrypt_to_all(&theirs);
    say(&json!({"keys": keys, "signed": signed, "encrypted": encrypted, "secret": SECRET}));
    let answer = hear();

    let verified: Vec<String> = Algorithm::ALL.iter().map(|algorithm| format!("{algorithm} ada")).collect();
    assert_eq!(answer["verified"], json!(verified));
    assert_eq!(answer["decrypted"], json!(expected));

    let tokens = |kind: &str| -> Vec<String> { serde_json::from_value(answer[kind].clone()).unwrap() };
    assert_eq!(tokens("signed").len(), Algorithm::ALL.len());
    for (token, algorithm) in tokens("signed").iter().zip(Algorithm::ALL) {
        let claims = jws::verify_with_set(token, &theirs, &[algorithm], TypRule::Exactly("JWT"));
        assert_eq!(claims.unwrap().get()["sub"], "grace", "{algorithm}");
    }
    let decryptors: Vec<&DecryptionKey> = DECRYPTORS.iter().collect();
    assert_eq!(tokens("encrypted").len(), KeyAlgorithm::ALL.len() * ContentEncryption::ALL.len());
    for token in tokens("encrypted") {
        let content = jwe::decrypt(&token, &decryptors, &KeyAlgorithm::ALL, &ContentEncryption::ALL);
        assert_eq!(content.as_deref(), Ok(b"for latchkey".as_slice()), "{token}");
    }
    assert_eq!(tokens("hmac").len(), HmacAlgorithm::ALL.len());
    for (token, algorithm) in tokens("hmac").iter().zip(HmacAlgorithm::ALL) {
        let claims = hmac::verify(token, &[algorithm], SECRET.as_bytes(), TypRule::Any);
        assert_eq!(claims.unwrap().get()["sub"], "grace", "{algorithm}");
    }
    assert!(other.wait().unwrap().success());
}

/// A signed token, encrypted to each of their keys by each content encryption, and what they shall say of it.
fn encrypt_to_all(theirs: &JwkSet) -> (Vec<String>, Vec<String>) {
    let nested = signer(Algorithm::ES256).sign("JWT", br#"{"sub":"ada"}"#).unwrap();
    let (mut tokens, mut expected) = (Vec::new(), Vec::new());
    for key in theirs.keys().iter().filter(|key| key.key_use == Some(KeyUse::Encryption)) {
        let algorithm: KeyAlgorithm = key.alg.as_deref().unwrap().parse().unwrap();
        let kid = key.kid.as_deref().unwrap();
        for encryption in ContentEncryption::ALL {
            let recipient = Recipient { kid: Some(kid), key: &key.key };
            tokens.push(jwe::encrypt(recipient, algorithm, encryption, Some("JWT"), nested.as_bytes()).unwrap());
            expected.push(format!("{algorithm} {encryption} JWT {kid} ada"));
        }
    }
    assert!(tokens.len() >= 80, "{}", tokens.len());
    (tokens, expected)
}
