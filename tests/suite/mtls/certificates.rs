//! Certificates of clients, right ones and wrong ones, made by OpenSSL once for all tests here.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use latchkey::jose::Algorithm;
use latchkey::protocol::client_certificate::ClientCertificate;
use serde_json::{Value, json};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

/// The names of the app's certificate, of each kind.
pub const SUBJECT: &str = "/C=GB/O=Example/CN=app";
pub const NAMES: &str = "DNS:app.example,URI:urn:example:app,IP:192.0.2.7,email:app@example.com";
const KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
/// The clock of the tests is some weeks ahead: what is good for two days has expired by then.
const LONG: u32 = 3650;
const SHORT: u32 = 2;

/// Whoever holds the key of a certificate.
#[derive(Clone)]
pub struct Holder {
    /// Certificate, issuers and key, in PEM.
    pub pem: String,
}

impl Holder {
    fn at(folder: &Path, name: &str, issuers: &[&str]) -> Self {
        let read = |file: String| std::fs::read_to_string(folder.join(file)).unwrap();
        let chain: String = issuers.iter().map(|issuer| read(format!("{issuer}.pem"))).collect();
        Self { pem: format!("{}{chain}{}", read(format!("{name}.pem")), read(format!("{name}.key"))) }
    }

    /// How it connects.
    pub fn identity(&self) -> reqwest::Identity {
        reqwest::Identity::from_pem(self.pem.as_bytes()).unwrap()
    }

    /// The certificates in PEM, its own first.
    pub fn certificates(&self) -> String {
        self.pem.split_inclusive("-----END CERTIFICATE-----\n").filter(|part| part.contains("BEGIN CERT")).collect()
    }

    pub fn der(&self) -> Vec<u8> {
        self.chain().remove(0)
    }

    /// Its own certificate, then those of its issuers.
    pub fn chain(&self) -> Vec<Vec<u8>> {
        let certificates = CertificateDer::pem_slice_iter(self.pem.as_bytes());
        certificates.map(|certificate| certificate.unwrap().to_vec()).collect()
    }

    pub fn thumbprint(&self) -> String {
        ClientCertificate::new(self.der(), Vec::new()).unwrap().thumbprint().to_string()
    }

    /// Its key as a JWK, without its certificate.
    pub fn jwk(&self) -> Value {
        let certificate = ClientCertificate::new(self.der(), Vec::new()).unwrap();
        certificate.contents().key.as_ref().unwrap().to_jwk("key", Algorithm::ES256)
    }

    /// The same with the certificate.
    pub fn jwk_with_x5c(&self) -> Value {
        use base64::Engine as _;
        let mut jwk = self.jwk();
        jwk["x5c"] = json!([base64::engine::general_purpose::STANDARD.encode(self.der())]);
        jwk
    }
}

/// All of them.
pub struct Made {
    folder: tempfile::TempDir,
    /// By an authority that is trusted, with the names above.
    pub app: Holder,
    /// The same names in a new certificate of the same authority.
    pub renewed: Holder,
    /// The same authority, other names.
    pub other: Holder,
    /// By an authority below the one that is trusted, which it brings along.
    pub below: Holder,
    /// The same without the one in between.
    pub orphan: Holder,
    /// It was good for two days.
    pub old: Holder,
    /// For servers alone.
    pub server: Holder,
    /// The same names by an authority of the same name that is not trusted.
    pub forged: Holder,
    /// The same names by nobody.
    pub own: Holder,
    /// Another certificate for the key of `own`.
    pub own_again: Holder,
    /// By nobody, and it was good for two days.
    pub own_old: Holder,
}

pub static MADE: LazyLock<Made> = LazyLock::new(Made::new);

impl Made {
    /// A file of the authority: `trusted.pem`, `revoked.crl`, `stale.crl`.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        for name in ["trusted", "stranger"] {
            openssl(
                at,
                &format!("req -x509 {KEY} -days {LONG} -subj /CN=Authority -keyout {name}.key -out {name}.pem"),
            );
        }
        let of_clients = "extendedKeyUsage=clientAuth";
        issue(at, "between", "trusted", ("/CN=Between", "basicConstraints=critical,CA:TRUE", LONG));
        let names = format!("subjectAltName={NAMES}\n{of_clients}");
        let others = format!(
            "subjectAltName=DNS:other.example,URI:urn:example:other,IP:192.0.2.8,email:other@example.com\n{of_clients}"
        );
        let for_servers = format!("subjectAltName={NAMES}\nextendedKeyUsage=serverAuth");
        issue(at, "app", "trusted", (SUBJECT, &names, LONG));
        issue(at, "renewed", "trusted", (SUBJECT, &names, LONG));
        issue(at, "other", "trusted", ("/C=GB/O=Example/CN=other", &others, LONG));
        issue(at, "below", "between", (SUBJECT, &names, LONG));
        issue(at, "old", "trusted", (SUBJECT, &names, SHORT));
        issue(at, "server", "trusted", (SUBJECT, &for_servers, LONG));
        issue(at, "forged", "stranger", (SUBJECT, &names, LONG));
        let own = format!("-subj {SUBJECT} -addext subjectAltName={NAMES} -addext basicConstraints=CA:FALSE");
        openssl(at, &format!("req -x509 {KEY} -days {LONG} {own} -keyout own.key -out own.pem"));
        openssl(at, &format!("req -x509 -key own.key -days {LONG} {own} -out own_again.pem"));
        std::fs::copy(at.join("own.key"), at.join("own_again.key")).unwrap();
        openssl(at, &format!("req -x509 {KEY} -days {SHORT} {own} -keyout own_old.key -out own_old.pem"));
        revoke(at);
        let holder = |name: &str| Holder::at(at, name, &[]);
        Self {
            app: holder("app"),
            renewed: holder("renewed"),
            other: holder("other"),
            below: Holder::at(at, "below", &["between"]),
            orphan: holder("below"),
            old: holder("old"),
            server: holder("server"),
            forged: holder("forged"),
            own: holder("own"),
            own_again: holder("own_again"),
            own_old: holder("own_old"),
            folder,
        }
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output();
    let output = output.expect("openssl, which makes certificates for this test");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

fn issue(folder: &Path, name: &str, issuer: &str, (subject, extensions, days): (&str, &str, u32)) {
    std::fs::write(folder.join(format!("{name}.ext")), extensions).unwrap();
    openssl(folder, &format!("req -new {KEY} -subj {subject} -keyout {name}.key -out {name}.csr"));
    openssl(
        folder,
        &format!(
            "x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial -days {days} -out {name}.pem -extfile {name}.ext"
        ),
    );
}

/// Revokes `renewed`, and writes the list once for long and once for two days.
fn revoke(folder: &Path) {
    let settings = "[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid:always\n";
    std::fs::write(folder.join("ca.cnf"), settings).unwrap();
    std::fs::write(folder.join("index.txt"), "").unwrap();
    std::fs::write(folder.join("number"), "01\n").unwrap();
    let authority = "ca -config ca.cnf -keyfile trusted.key -cert trusted.pem";
    openssl(folder, &format!("{authority} -revoke renewed.pem"));
    openssl(folder, &format!("{authority} -gencrl -crldays {LONG} -out revoked.crl"));
    openssl(folder, &format!("{authority} -gencrl -crldays {SHORT} -out stale.crl"));
    openssl(folder, "crl -in revoked.crl -outform DER -out revoked.der.crl");
}
