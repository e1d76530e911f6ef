//! What stands in the wrong place, or has the wrong shape, is told where it belongs and how it is written.

use std::os::unix::fs::symlink;

use super::{CLIENT, Folder, client_with};

#[track_caller]
fn help(text: &str) -> String {
    let errors = Folder::with(text).errors();
    errors.into_iter().next().unwrap()
}

#[test]
fn a_misplaced_key_is_told_where_it_belongs() {
    for (text, remedy) in [
        ("redirect_uris = ['https://a.example/cb']", "it belongs to [[clients]]"),
        ("[server]\nredirect_uris = ['https://a.example/cb']", "it belongs to [[clients]]"),
        ("[server]\npassword_hash = 'x'", "it belongs to [[users]]"),
        ("issuer = 'https://auth.example.com'", "it belongs to [server]"),
        ("[server]\nmin_length = 12", "it belongs to [login.password]"),
        ("[login]\nmemory = '64MiB'", "it belongs to [login.argon2]"),
        ("[server]\nredirect_urls = []", "did you mean `redirect_uris`, which belongs to [[clients]]?"),
        ("session_idle = '1h'", "write `idle` under [session]"),
        ("smtp_host = 'mail.example.com'", "under [smtp]"),
        ("[smtp]\nhost = 'mail.example.com'", "smtp://HOST:587"),
    ] {
        let told = help(text);
        assert!(told.contains(remedy), "{text}: {told}");
    }
    let told = client_with("users = ['ada']\nzzz = 1\n").errors();
    assert!(told.iter().all(|line| !line.contains("did you mean")), "{told:?}");
    // At the end of a file, a key lands in whatever came last.
    let told = Folder::with(&format!("{CLIENT}data_dir = '/data'\n")).errors();
    assert!(told[0].contains("`data_dir` is not a client key (it belongs to [server])"), "{told:?}");
    let told = Folder::with(&format!("{CLIENT}revision = 7\n")).errors();
    assert!(told[0].contains("it belongs to the top of the file, before the first section"), "{told:?}");
}

#[test]
fn a_wrong_shape_is_told_how_it_is_written() {
    for (text, remedy) in [
        ("[client]\nclient_id = 'a'", "write [[clients]] with two brackets, once for each"),
        ("[[client]]\nclient_id = 'a'", "write [[clients]] with two brackets, once for each"),
        ("[clients.wiki]\nredirect_uris = []", "once for each, and in it client_id = \"wiki\""),
        ("[user]\nusername = 'ada'", "write [[users]] with two brackets, once for each"),
        ("[users.ada]\nname = 'Ada'", "and in it username = \"ada\""),
        ("[[server]]\nworkers = 2", "write [server] with one bracket, once"),
        ("[[scopes]]\ndescription = 'x'", "write [scopes.NAME] for each"),
    ] {
        let told = help(text);
        assert!(told.contains(remedy), "{text}: {told}");
    }
}

#[test]
fn a_group_that_is_nearly_one_is_warned_of_and_one_that_the_database_may_know_is_not() {
    let users = "[[users]]\nusername = 'ada'\ngroups = ['staff', 'editors']\n";
    let warned = |groups: &str| Folder::with(&format!("{users}{CLIENT}allowed_groups = [{groups}]\n")).warnings();
    assert_eq!(warned("'staff', 'editors', 'friends'"), [""; 0]);
    let told = warned("'editor'");
    assert!(told.len() == 1 && told[0].contains("`editor`") && told[0].contains("did you mean `editors`?"), "{told:?}");
}

/// Where it lies counts, whatever leads there.
#[test]
fn a_secret_in_a_private_folder_is_private_by_whatever_name() {
    let config =
        "[[clients]]\nclient_id = 'a'\nredirect_uris = ['https://a.example/cb']\nclient_secret_file = 'linked'\n";
    let folder = Folder::with(config).file_with_mode("given/..data/secret", &"s".repeat(40), 0o644);
    symlink("given/..data/secret", folder.path("linked")).unwrap();
    let told = folder.errors();
    assert!(
        told[0].contains("chmod o-rwx") && told[0].contains("defaultMode: 0440") && told[0].contains("fsGroup"),
        "{told:?}"
    );
    let given = folder.path("given").display().to_string();
    assert_eq!(folder.env("CREDENTIALS_DIRECTORY", &given).warnings(), [""; 0]);
}
