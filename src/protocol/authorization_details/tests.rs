//! What a request may ask for, and how what was granted is narrowed.

use serde_json::json;

use super::*;
use crate::protocol::resource;

fn types() -> DetailTypes {
    let words = Words { sentence: Sentence::parse("Do it").unwrap(), labels: BTreeMap::new() };
    let detail_type = |users| DetailType {
        schema: Schema::parse(&json!({
            "properties": {
                "amount": {"type": "string"},
                "actions": {"type": "array", "items": {"type": "string"}},
                "locations": {"type": "array", "items": {"type": "string"}},
                "any": {},
            },
        }))
        .unwrap(),
        users,
        words: words.clone(),
        localized: BTreeMap::new(),
    };
    let mut types = DetailTypes::default();
    types.insert("payment", detail_type(Users::These([ClientId::parse("shop").unwrap()].into())));
    types.insert("open", detail_type(Users::Everybody));
    types
}

fn client(name: &str, registered: Option<&[&str]>) -> Client {
    let authorization_details_types = registered.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    Client { authorization_details_types, ..Client::bare(ClientId::parse(name).unwrap()) }
}

fn details(value: Value) -> AuthorizationDetails {
    types().requested(Some(&value.to_string()), &client("shop", None)).unwrap()
}

fn refused(sent: &str) -> String {
    types().requested(Some(sent), &client("shop", None)).unwrap_err().to_string()
}

#[test]
fn each_element_is_of_a_known_type_and_fits_it() {
    let sent = json!([{"type": "payment", "amount": "5"}, {"type": "open"}, {"type": "open"}]);
    let details = details(sent.clone());
    assert_eq!(serde_json::to_value(&details).unwrap(), sent);
    assert!(types().requested(None, &client("shop", None)).unwrap().is_empty());
}

#[test]
fn what_is_wrong_is_told_by_its_element_and_member() {
    let nested = |levels: usize| format!(r#"[{{"type":"open","any":{}1{}}}]"#, "[".repeat(levels), "]".repeat(levels));
    assert!(types().requested(Some(&nested(DEEPEST - 2)), &client("shop", None)).is_ok());
    for (sent, words) in [
        ("", "must be a JSON array"),
        ("[]", "must be a JSON array"),
        ("{}", "must be a JSON array"),
        (r#"{"type":"open"}"#, "must be a JSON array"),
        ("[1]", "must be a JSON array"),
        (r#"[{"type":"open","type":"payment"}]"#, "no member twice"),
        (r#"[{"type":"open"}] x"#, "must be a JSON array"),
        (r#"[{"amount":"5"}]"#, "[0].type is missing"),
        (r#"[{"type":5}]"#, "[0].type is missing, or is not a text"),
        (r#"[{"type":"open"},{"type":"Payment"}]"#, "[1].type: `Payment` is not a type of this server"),
        (r#"[{"type":"open"},{"type":"payment","amount":5}]"#, "[1].amount must be of the type string"),
        (r#"[{"type":"payment","other":5}]"#, "authorization_details[0].other is not a member of this type"),
        (&nested(DEEPEST - 1), "[0] is nested deeper than 8 levels"),
        (&nested(500), "must be a JSON array"),
        (&json!(vec![json!({"type": "open"}); MOST + 1]).to_string(), "more than 10 elements"),
    ] {
        assert!(refused(sent).contains(words), "{sent}: {}", refused(sent));
    }
}

#[test]
fn a_type_is_for_the_clients_that_the_operator_names_and_that_registered_for_it() {
    let types = types();
    for (name, registered, type_name, may) in [
        ("shop", None, "payment", true),
        ("shop", Some(&["payment"][..]), "payment", true),
        ("shop", Some(&["open"][..]), "payment", false),
        ("shop", Some(&[][..]), "open", false),
        ("other", None, "payment", false),
        ("other", Some(&["payment"][..]), "payment", false),
        ("other", None, "open", true),
        ("shop", None, "unknown", false),
    ] {
        let client = client(name, registered);
        assert_eq!(types.may_use(&client, type_name), may, "{name} {registered:?} {type_name}");
        if type_name != "unknown" {
            let asked = types.requested(Some(&json!([{"type": type_name}]).to_string()), &client);
            assert_eq!(asked.is_ok(), may);
        }
    }
    let both = details(json!([{"type": "payment"}, {"type": "open"}]));
    assert_eq!(both.still_for(&client("other", None), &types), details(json!([{"type": "open"}])));
}

#[test]
fn narrower_is_fewer_elements_or_fewer_of_what_a_list_names() {
    let granted = details(json!([
        {"type": "payment", "amount": "5", "actions": ["a", "b"]},
        {"type": "payment", "amount": "5", "actions": ["a"]},
        {"type": "open", "actions": []},
    ]));
    for asked in [
        json!([{"type": "payment", "amount": "5", "actions": ["a", "b"]}]),
        json!([{"type": "payment", "amount": "5", "actions": ["b"]}]),
        json!([{"type": "payment", "amount": "5", "actions": ["a"]}, {"type": "payment", "amount": "5", "actions": ["a"]}]),
        json!([{"type": "payment", "amount": "5", "actions": ["a"]}, {"type": "payment", "amount": "5", "actions": ["b"]}]),
        json!([{"type": "open", "actions": []}, {"type": "payment", "amount": "5", "actions": ["b", "a"]}]),
    ] {
        assert!(details(asked.clone()).is_within(&granted), "{asked}");
    }
    for asked in [
        json!([{"type": "payment", "amount": "6", "actions": ["a"]}]),
        json!([{"type": "payment", "amount": "4", "actions": ["a"]}]),
        json!([{"type": "payment", "amount": "5"}]),
        json!([{"type": "payment", "amount": "5", "actions": []}]),
        json!([{"type": "payment", "amount": "5", "actions": ["a", "c"]}]),
        json!([{"type": "payment", "amount": "5", "actions": ["a"], "any": 1}]),
        json!([{"type": "open"}]),
        json!([{"type": "open", "actions": ["a"]}]),
        // The same payment once more than it was allowed.
        json!([{"type": "open", "actions": []}, {"type": "open", "actions": []}]),
        json!([{"type": "payment", "amount": "5", "actions": ["b"]}, {"type": "payment", "amount": "5", "actions": ["b"]}]),
        json!(vec![json!({"type": "payment", "amount": "5", "actions": ["a"]}); 3]),
    ] {
        assert!(!details(asked.clone()).is_within(&granted), "{asked}");
    }
    assert!(AuthorizationDetails::default().is_within(&granted));
    assert!(!granted.is_within(&AuthorizationDetails::default()));
}

#[test]
fn an_element_with_locations_is_for_these_resources_alone() {
    let all = details(json!([
        {"type": "open", "amount": "everywhere"},
        {"type": "open", "locations": ["urn:a", "urn:b"]},
        {"type": "open", "locations": ["urn:c"]},
        {"type": "open", "locations": []},
    ]));
    let left = |audience: &[&str]| -> Vec<usize> {
        let audience = resource::parse(audience.iter().copied()).unwrap();
        all.for_audience(&audience).iter().filter_map(|detail| all.iter().position(|other| other == detail)).collect()
    };
    let expected: [(&[&str], Vec<usize>); 4] = [
        (&[], vec![0, 1, 2, 3]),
        (&["urn:b"], vec![0, 1]),
        (&["urn:c", "urn:a"], vec![0, 1, 2]),
        (&["urn:d"], vec![0]),
    ];
    for (audience, indices) in expected {
        assert_eq!(left(audience), indices, "{audience:?}");
    }
}
