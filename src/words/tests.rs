use super::*;

#[test]
fn a_number_has_groups_as_its_language_writes_them() {
    let written = |tag, number| grouped(number, PageLanguage::named(tag).unwrap());
    assert_eq!(written("en", 999.0), "999");
    assert_eq!(written("en", 1_000.0), "1,000");
    assert_eq!(written("en", 1_234_567.0), "1,234,567");
}
