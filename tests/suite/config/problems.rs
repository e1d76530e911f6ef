//! What an operator reads when something is wrong.

use super::Folder;

const WRONG: &str = r##"[server]
issuer = "http://auth.example.com"
listen = "0.0.0.0:8000"
trusted_proxys = ["10.0.0.0/8"]
issuers = 1

[tokens]
authorization_code = "5m"
access_token = "an hour"

[metrics]
listen = "127.0.0.1:9090"

[[clients]]
client_id = "wiki"
client_secret = "this is a very secret secret, isn't it"
client_secret_file = "missing"
redirect_urls = ["https://wiki.example.com/cb"]

[[clients]]
client_id = "wiki"
token_endpoint_auth_method = "client_secret_bsic"
redirect_uris = ["https://*.example.com/cb", 7, "http://rp.example.com/cb"]
client_secret_hash = "sha256:abc"

[[users]]
username = "a b"
pasword_hash = "$argon2id$v=19$secret"
groups = "admins"

[branding]
accent = "blue"
"##;

#[test]
fn every_problem_is_shown_at_once_with_its_line_and_the_way_out() {
    println!("{}", Folder::with(WRONG).pictures());
    panic!();
}
