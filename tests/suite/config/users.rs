//! `[[users]]`.

use serde_json::json;

use super::{Folder, client_with};

const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b4dWRWJTmaaJObGRdescudvJCs";

fn ada(lines: &str) -> Folder {
    Folder::with(&format!("[[users]]\nusername = 'ada'\n{lines}"))
}

#[test]
fn every_standard_claim_can_be_set_with_its_type() {
    let user = ada(
        "name = 'Ada'\nbirthdate = 1815-12-10\nzoneinfo = 'Europe/London'\nlocale = 'en-GB'\nphone_number = '+44 1'\n\
        email = 'ada@example.com'\nwebsite = 'https://ada.example'\n\
        address = { country = 'UK' }\nattributes = { quota = 5, tags = ['a'], since = 2020-01-01 }",
    )
    .settings()
    .users
    .remove(0);
    assert_eq!(
        serde_json::Value::Object(user.claims),
        json!({ "name": "Ada", "birthdate": "1815-12-10", "zoneinfo": "Europe/London", "locale": "en-GB",
            "phone_number": "+44 1", "phone_number_verified": true, "website": "https://ada.example",
            "address": { "country": "UK" } })
    );
    assert!(user.email_verified && user.password_hash.is_none() && !user.is_admin && !user.locked);
    assert_eq!(json!(user.attributes), json!({ "quota": 5, "tags": ["a"], "since": "2020-01-01" }));
}

#[test]
fn a_claim_of_another_kind_is_refused() {
    for wrong in [
        "birthdate = '10.12.1815'",
        "birthdate = '1815-02-30'",
        "birthdate = 1815-12-10T00:00:00Z",
        "birthdate = 1815",
        "zoneinfo = 'GMT+1'",
        "locale = 'english please'",
        "email = 'ada'",
        "email = 'a@b@c'",
        "email_verified = 'yes'",
        "picture = 'ada.png'",
        "address = '12 Example Street'",
        "address = { street = 'x' }",
        "groups = ['']",
        "updated_at = 1",
        "sub = ''",
        "sub = ' ada'",
        "sub = 'zo\u{eb}'",
        "sub = 1",
        "name = 1",
        "attributes = []",
    ] {
        assert_eq!(ada(wrong).errors().len(), 1, "{wrong}");
    }
    for right in ["birthdate = '0000-02-29'", "birthdate = '1815'", "zoneinfo = 'UTC'", "locale = 'zh-Hant-TW'"] {
        assert!(ada(right).load().is_ok(), "{right}");
    }
}

#[test]
fn a_password_is_given_as_a_hash_alone() {
    let user = ada(&format!("password_hash = '{PHC}'")).settings().users.remove(0);
    assert!(user.password_hash.is_some_and(|hash| hash.expose() == PHC));
    let from_file = ada("password_hash_file = 'hash'").file("hash", &format!("{PHC}\n"));
    assert!(from_file.settings().users[0].password_hash.is_some());
    for wrong in [
        "password = 'correct horse'",
        "password_hash = 'correct horse'",
        "password_hash = '$2y$10$abcdefghijklmnopqrstuv'",
        "password_hash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ'",
        "password_hash_file = 'none'",
        "password_hash_file = 'config.toml'",
    ] {
        assert_eq!(ada(wrong).errors().len(), 1, "{wrong}");
    }
    let both = ada(&format!("password_hash = '{PHC}'\npassword_hash_file = 'hash'")).errors();
    assert!(matches!(both.as_slice(), [only] if only.contains("has both")), "{both:?}");
}

/// Of "seven calm herons".
#[test]
fn a_hash_of_another_program_is_taken_without_a_word_and_what_is_not_taken_is_told_with_the_remedy() {
    for hash in [
        "$2y$04$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76",
        "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk",
        "pbkdf2_sha256$1000$saltsaltsaltsalt$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk=",
        "$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$Z2IYa8ZZ+IRuqZVkqIn5kogCq33EquVBwifCIJmtAkE",
    ] {
        let folder = ada(&format!("password_hash = '{hash}'"));
        assert!(folder.warnings().is_empty(), "{hash}");
        assert!(folder.settings().users[0].password_hash.as_ref().is_some_and(|taken| taken.expose() == hash));
    }
    for (hash, told) in [
        (
            "$6$salt$aGFzaGhhc2hoYXNo",
            "SHA-crypt hashes are not supported: leave the password out, and send an invitation with `latchkey user invite",
        ),
        ("$1$salt$aGFzaGhhc2hoYXNo", "MD5-crypt"),
        (
            "$2y$15$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76",
            "too expensive to verify: the limit is cost 14",
        ),
    ] {
        let errors = ada(&format!("password_hash = '{hash}'")).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(told) && !only.contains("aGFza")), "{errors:?}");
    }
}

#[test]
fn a_sub_is_one_persons_and_no_clients() {
    assert_eq!(ada("sub = 'b3f8c1d2'").settings().users[0].sub.as_ref().map(|sub| sub.as_str()), Some("b3f8c1d2"));
    let twice = ada("sub = 'b3f8'\n[[users]]\nusername = 'ben'\nsub = 'b3f8'").errors();
    assert!(matches!(twice.as_slice(), [only] if only.contains("given twice, here and at config.toml:3")), "{twice:?}");
    let other_case = ada("sub = 'b3f8'\n[[users]]\nusername = 'ben'\nsub = 'B3F8'");
    assert!(other_case.load().is_ok(), "a `sub` is compared as it is (Core §2)");
    let of_client = Folder::with(
        "[[clients]]\nclient_id = 'wiki'\nclient_secret = 'sixteen characters'\nredirect_uris = ['https://wiki.example/cb']\n\
         [[users]]\nusername = 'ada'\nsub = 'wiki'\n",
    );
    let errors = of_client.errors();
    assert!(matches!(errors.as_slice(), [only] if only.contains("also the `client_id`")), "{errors:?}");
}

#[test]
fn a_name_that_looks_like_another_is_taken() {
    let errors = ada("[[users]]\nusername = 'Ada'").errors();
    assert!(
        matches!(errors.as_slice(), [only] if only.contains("used twice, here and at config.toml:2")),
        "{errors:?}"
    );
    assert_eq!(ada("[[users]]\nusername = 'a da'").errors().len(), 1);
    assert!(ada("[[users]]\nusername = 'adam'").load().is_ok());
}

#[test]
fn a_hash_of_another_cost_than_the_configured_one_is_warned_of_with_the_remedy() {
    assert!(ada(&format!("password_hash = '{PHC}'")).warnings().is_empty());
    let cheap = PHC.replace("t=2", "t=1");
    let in_a_file = ada("password_hash_file = 'hash'").file("hash", &cheap);
    for folder in [ada(&format!("password_hash = '{cheap}'")), in_a_file] {
        let warnings = folder.warnings();
        assert!(
            matches!(warnings.as_slice(), [told] if told.contains("another cost") && told.contains("latchkey hash-password")),
            "{warnings:?}"
        );
    }
}

/// SEC-59, in everything that people see.
#[test]
fn names_with_invisible_or_look_alike_letters_are_refused() {
    for lines in [
        "[[users]]\nusername = 'ad\u{3164}a'\n",
        "[[users]]\nusername = 'p\u{430}ul'\n",
        "[[users]]\nusername = 'ada'\nemail = 'ad\u{200b}a@example.com'\n",
        "[[users]]\nusername = 'ada'\nemail = 'ad\u{430}@example.com'\n",
        "[[users]]\nusername = 'ada'\nname = 'Ada\u{e0061} Lovelace'\n",
        "[[users]]\nusername = 'ada'\nnickname = '\u{410}da'\n",
        "[[users]]\nusername = 'ada'\ngroups = ['adm\u{ad}ins']\n",
        "[[users]]\nusername = 'ada'\nclaims_locales = { fr = { name = 'Ad\u{430}' } }\n",
        "[[users]]\nusername = 'ada'\n[[users]]\nusername = '\u{430}d\u{430}'\n",
        "[[users]]\nusername = 'paul'\n[[users]]\nusername = 'pauI'\n",
        "[scopes.wiki]\ndescription = 'Read the w\u{456}ki'\n",
        "[branding]\nname = 'Latch\u{200d}key'\n",
    ] {
        assert!(!Folder::with(lines).errors().is_empty(), "{lines}");
    }
    for line in [
        "client_name = 'W\u{456}ki'",
        "client_name = 'Wi\u{2060}ki'",
        "localized = { de = { client_name = 'Wi\u{34f}ki' } }",
    ] {
        assert_eq!(client_with(line).errors().len(), 1, "{line}");
    }
    let own = Folder::with("[[users]]\nusername = 'ada'\nname = 'Ада Лавлейс'\ngroups = ['семья']\n");
    assert_eq!(own.settings().users.len(), 1);
}
