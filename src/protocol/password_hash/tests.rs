use super::*;

/// Of "seven calm herons", by Python's `hashlib` and the system's `crypt`.
const OTHERS: [(&str, &str); 9] = [
    ("bcrypt", "$2b$04$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76"),
    ("PBKDF2", "$pbkdf2$1000$c2FsdHNhbHRzYWx0c2FsdA$vzJexzryg/OKJvqTLGVTLf3YTAI"),
    ("PBKDF2", "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk"),
    ("PBKDF2", "$pbkdf2-sha256$i=1000,l=32$c2FsdHNhbHRzYWx0c2FsdA$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk"),
    ("PBKDF2", "pbkdf2_sha256$1000$saltsaltsaltsalt$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk="),
    (
        "PBKDF2",
        "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJlWbTOFsJIoHRTTzqUDiF4mwDJuDhlV7K3LcAM7CUSL0A==",
    ),
    ("PBKDF2", "pbkdf2:sha256:1000$saltsaltsaltsalt$d9560b005272026110512986f7665ed2e4c9cdf4b4d2d7160aa2b511aba22099"),
    ("scrypt", "$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$Z2IYa8ZZ+IRuqZVkqIn5kogCq33EquVBwifCIJmtAkE"),
    (
        "scrypt",
        "scrypt:1024:8:1$saltsaltsaltsalt$6762186bc659f8846ea99564a889f9928802ab7dc4aae541c227c22099ad0241ea425f9124b6e3ead6a1c8aaa0a79a04f365d6e59af8f133b7c60b9e18acfe50",
    ),
];

#[test]
fn hashes_of_other_programs_are_read_and_their_beginnings_are_not() {
    for (name, hash) in OTHERS {
        assert_eq!(kind(hash), name, "{hash}");
        for cut in (1..hash.len()).filter(|cut| name == "bcrypt" || *cut < hash.len().saturating_sub(150)) {
            assert!(PasswordHash::parse(hash.get(..cut).unwrap()).is_err(), "{cut} octets of {hash}");
        }
    }
    let two_blocks = PasswordHash::parse(OTHERS[5].1).unwrap().cost();
    assert_eq!(two_blocks, HashCost::Pbkdf2(Prf::Sha256, 2000), "64 octets of SHA-256 are two blocks");
    let scrypt = HashCost::of(OTHERS[7].1);
    assert!(matches!(scrypt, Some(HashCost::Scrypt(cost)) if cost.work() == 1024), "{scrypt:?}");
}

#[test]
fn what_is_not_taken_is_named_with_the_remedy_and_never_shown() {
    for (hash, name) in [
        (
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO/O817G3uBnIFNjnQJuesI68OTLiBFdcbYEdFCoEOfaS35inz1",
            "SHA-crypt",
        ),
        ("$5$rounds=5000$salt$hash", "SHA-crypt"),
        ("$1$salt$hash", "MD5-crypt"),
        ("$apr1$salt$hash", "MD5-crypt"),
        ("$y$j9T$salt$hash", "yescrypt"),
        ("{SSHA}aGFzaA==", "LDAP"),
        ("$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", "Argon2i"),
        ("$pbkdf2-md5$1000$c2FsdA$aGFzaA", "PBKDF2"),
    ] {
        let told = PasswordHash::parse(hash).unwrap_err().to_string();
        assert!(told.contains(name) && told.contains("latchkey user invite"), "{told}");
        assert!(!told.contains("hash$") && !told.contains("c2FsdA"), "{told}");
    }
    for wrong in ["", "correct horse", "$2y$10$abcdefghijklmnopqrstuv", "$2y$99$", "$scrypt$ln=10,r=8,p=1$x", "a$b$c"] {
        assert!(PasswordHash::parse(wrong).is_err(), "{wrong}");
    }
}

/// A file or an import must not stall the server.
#[test]
fn a_hash_that_asks_for_too_much_work_is_refused_with_the_limit() {
    let output = "2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk";
    for costly in [
        "$2b$15$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76".to_owned(),
        format!("$pbkdf2-sha256$4000001$c2FsdA${output}"),
        format!("$pbkdf2-sha1$3000000$c2FsdA${output}"),
        format!("$scrypt$ln=18,r=8,p=1$c2FsdA${output}"),
        format!("$scrypt$ln=16,r=8,p=5$c2FsdA${output}"),
        format!("$scrypt$ln=31,r=4294967295,p=4294967295$c2FsdA${output}"),
        format!("$argon2id$v=19$m=2097152,t=1,p=1$c29tZXNhbHRzb21lc2FsdA${output}"),
    ] {
        let refused = PasswordHash::parse(&costly);
        assert!(matches!(refused, Err(HashError::TooCostly { .. })), "{costly}: {refused:?}");
    }
    for usual in [
        "$2b$14$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76".to_owned(),
        format!("$pbkdf2-sha256$1200000$c2FsdA${output}"),
        format!("$scrypt$ln=17,r=8,p=1$c2FsdA${output}"),
        format!("$scrypt$ln=14,r=8,p=5$c2FsdA${output}"),
    ] {
        assert!(PasswordHash::parse(&usual).is_ok(), "{usual}");
    }
}

#[test]
fn the_cost_of_ours_is_read_from_the_beginning_too() {
    let cost = Argon2Cost { memory_kib: 64, iterations: 3, parallelism: 2 };
    assert_eq!(HashCost::of("$argon2id$v=19$m=64,t=3,p=2"), Some(HashCost::Argon2id(cost)));
    assert_eq!(HashCost::of("hash"), None);
}
