use super::*;

#[test]
fn a_number_has_groups_as_its_language_writes_them() {
    let written = |tag, number| grouped(number, PageLanguage::named(tag).unwrap());
    assert_eq!(written("en", 999.0), "999");
    assert_eq!(written("en", 1_000.0), "1,000");
    assert_eq!(written("en", 1_234_567.0), "1,234,567");
}

fn loaded(name: &str, text: &str) -> Result<Words, WordsError> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(FOLDER)).unwrap();
    std::fs::write(folder.path().join(FOLDER).join(name), text).unwrap();
    Words::load(Some(folder.path()))
}

#[test]
fn words_of_the_operator_stand_in_place_of_shipped_ones_and_in_their_language_only() {
    let words = loaded("fr.ftl", "login-heading = Bonjour\n").unwrap();
    let said = |tag| words.message(PageLanguage::named(tag).unwrap(), "login-heading", &[]);
    assert_eq!((said("fr").as_str(), said("en").as_str()), ("Bonjour", "Sign in"));
}

#[test]
fn words_that_nothing_says_are_refused_with_the_nearest_that_is_said() {
    let refused = |text: &str| loaded("en.ftl", text).err().unwrap().to_string();
    let unknown = refused("login-haeding = Hello\n");
    assert!(unknown.ends_with("there is no message \"login-haeding\"; did you mean \"login-heading\"?"), "{unknown}");
    let value = refused("login-lead = Hello { $somebody }\n");
    assert!(value.ends_with("the message \"login-lead\" has no value $somebody; its values are: $brand"), "{value}");
    let format = refused("# words\nlogin-heading = { $brand\n");
    assert!(format.contains("en.ftl, line "), "{format}");
}

#[test]
fn every_language_says_every_message_of_english() {
    let words = Words::shipped();
    for language in PageLanguage::all() {
        assert!(!words.message(language, "login-heading", &[]).is_empty());
        assert_ne!(
            language.name(),
            if language == PageLanguage::ENGLISH { "" } else { "English" },
            "{}",
            language.tag()
        );
    }
}
