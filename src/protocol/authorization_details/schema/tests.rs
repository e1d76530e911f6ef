//! What fits a schema, and which schemas can be read.

use serde_json::json;

use super::read::MOST_DEPTH;
use super::*;

fn schema(document: Value) -> Schema {
    Schema::parse(&document).unwrap_or_else(|fault| panic!("{document}: {fault:?}"))
}

fn misfit(schema: &Schema, element: Value) -> String {
    match schema.check(element.as_object().unwrap()) {
        Ok(()) => "fits".to_owned(),
        Err(Misfit { member, words }) => format!("{member} {words}"),
    }
}

fn payment() -> Schema {
    schema(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "required": ["amount", "currency", "creditor"],
        "properties": {
            "amount": {"pattern": r"^\d{1,9}\.\d{2}$"},
            "currency": {"enum": ["EUR", "CHF"]},
            "creditor": {"$ref": "#/$defs/party"},
            "actions": {"type": "array", "items": {"enum": ["initiate", "status"]}, "minItems": 1, "uniqueItems": true},
            "on": {"format": "date"},
            "times": {"type": "integer", "minimum": 1, "exclusiveMaximum": 13},
            "urgent": {"type": "boolean"},
            "note": {"type": "string", "maxLength": 20},
        },
        "$defs": {"party": {"required": ["name"], "properties": {"name": {"minLength": 1}, "iban": {"type": "string"}}}},
    }))
}

#[test]
fn an_element_fits_that_has_what_the_schema_says() {
    let payment = payment();
    for element in [
        json!({"amount": "123.50", "currency": "EUR", "creditor": {"name": "Bob"}}),
        json!({"type": "payment", "amount": "1.00", "currency": "CHF", "creditor": {"name": "Bücher & Co.", "iban": "CH93"},
            "actions": ["initiate", "status"], "on": "2027-01-31", "times": 12, "urgent": false, "note": ""}),
        json!({"amount": "1.00", "currency": "CHF", "creditor": {"name": "x"}, "times": 1.0}),
    ] {
        assert_eq!(misfit(&payment, element), "fits");
    }
}

/// RFC 9396 §5: unknown fields, wrong types, invalid values, missing fields; each by its name.
#[test]
fn an_element_that_does_not_fit_is_told_by_its_member() {
    let payment = payment();
    let with = |name: &str, value: Value| {
        let mut element = json!({"amount": "123.50", "currency": "EUR", "creditor": {"name": "Bob"}});
        element[name] = value;
        misfit(&payment, element)
    };
    for (name, value, words) in [
        ("amount", json!(5), "amount must be of the type string"),
        ("amount", json!("5"), r"amount must match the pattern ^\d{1,9}\.\d{2}$"),
        ("amount", json!("١٢.٠٠"), r"amount must match the pattern ^\d{1,9}\.\d{2}$"),
        ("amount", json!("5.00\n"), "amount it contains the invisible character U+000A: remove it"),
        ("currency", json!("eur"), r#"currency must be "EUR" or "CHF""#),
        ("creditor", json!({}), "creditor.name is missing"),
        ("creditor", json!("Bob"), "creditor must be of the type object"),
        ("creditor", json!({"name": ""}), "creditor.name must have at least 1 characters"),
        (
            "creditor",
            json!({"name": "B\u{202e}ob"}),
            "creditor.name it contains the invisible character U+202E: remove it",
        ),
        ("creditor", json!({"name": "Bob", "bic": "x"}), "creditor.bic is not a member of this type"),
        ("other", json!(1), "other is not a member of this type"),
        ("actions", json!([]), "actions must have at least 1 items"),
        ("actions", json!(["initiate", "cancel"]), r#"actions[1] must be "initiate" or "status""#),
        ("actions", json!(["status", "status"]), "actions must not have the same item twice"),
        ("on", json!("2027-02-31"), "on must have the format date"),
        ("times", json!(0), "times must be at least 1"),
        ("times", json!(13), "times must be less than 13"),
        ("times", json!(1.5), "times must be of the type integer"),
        ("urgent", json!(null), "urgent must be of the type boolean"),
        ("note", json!("x".repeat(21)), "note must have at most 20 characters"),
    ] {
        assert_eq!(with(name, value), words);
    }
    assert_eq!(misfit(&payment, json!({"amount": "1.00", "currency": "EUR"})), "creditor is missing");
}

#[test]
fn what_the_schema_leaves_open_is_shown_to_people_all_the_same() {
    let open = schema(json!({"properties": {"any": {}}, "additionalProperties": true}));
    assert_eq!(misfit(&open, json!({"any": {"a": [1, {"b": "c"}]}, "more": null})), "fits");
    for element in [json!({"any": {"a": ["x\u{200b}"]}}), json!({"more": "p\u{430}ypal"}), json!({"\u{202e}": 1})] {
        assert_ne!(misfit(&open, element), "fits");
    }
    let numbers = schema(json!({"additionalProperties": {"type": "number"}}));
    assert_eq!(misfit(&numbers, json!({"type": "x", "a": 1})), "fits");
    assert_eq!(misfit(&numbers, json!({"a": "1"})), "a must be of the type number");
}

#[test]
fn one_of_several_shapes_is_enough_and_each_is_whole() {
    let account = |name: &str| json!({"required": [name], "properties": {name: {"type": "string"}}});
    let payment = schema(json!({
        "required": ["to"], "properties": {"to": {"oneOf": [account("iban"), account("card"), {"const": "cash"}]}},
    }));
    for to in [json!({"iban": "x"}), json!({"card": "x"}), json!("cash")] {
        assert_eq!(misfit(&payment, json!({"to": to})), "fits");
    }
    for to in [json!({"iban": "x", "card": "y"}), json!({}), json!("card"), json!({"cash": "x"})] {
        assert!(misfit(&payment, json!({"to": to})).starts_with("to fits none of the 3 alternatives"), "{to}");
    }
    let twice = schema(json!({"properties": {"n": {"oneOf": [{"minimum": 1}, {"minimum": 2}]}}}));
    assert_eq!(misfit(&twice, json!({"n": 1})), "fits");
    assert_eq!(misfit(&twice, json!({"n": 2})), "n fits 2 alternatives, and may fit one");
    let whole = schema(json!({"anyOf": [account("iban"), account("card")]}));
    assert_eq!(misfit(&whole, json!({"type": "x", "card": "y"})), "fits");
    assert!(misfit(&whole, json!({"type": "x"})).contains("iban is missing; card is missing"));
}

#[test]
fn formats_are_checked() {
    for (format, right, wrong) in [
        ("date", "2028-02-29", ["2027-02-29", "20270101", "2027-1-1"]),
        ("date-time", "2027-01-01T10:00:00+01:00", ["2027-01-01", "2027-01-01 10:00", "10:00"]),
        ("uri", "https://api.example.com/x", ["api", "https://bücher.example", "https://a b"]),
        ("email", "ada@example.com", ["ada", "@example.com", "a@b@c"]),
        ("uuid", "6c61a1d0-0f0c-4d0b-9a58-0d1f2c3b4a59", ["6c61a1d0", "", "6c61a1d0x0f0c-4d0b-9a58-0d1f2c3b4a59"]),
    ] {
        let schema = schema(json!({"properties": {"x": {"format": format}}}));
        assert_eq!(misfit(&schema, json!({"x": right})), "fits", "{format}");
        for text in wrong {
            assert_eq!(misfit(&schema, json!({"x": text})), format!("x must have the format {format}"), "{text}");
        }
    }
}

/// Nothing in a schema is passed over: a keyword that nobody keeps would be a check that is thought to be there.
#[test]
fn a_schema_that_is_wrong_is_told_by_its_place() {
    let property = |rule: Value| json!({"properties": {"x": rule}});
    for (document, at, words) in [
        (json!(true), "", "this is not a schema"),
        (json!({}), "", "allows what is not an object"),
        (json!({"type": "string"}), "", "allows what is not an object"),
        (json!({"type": ["object", "null"], "properties": {}}), "", "allows what is not an object"),
        (json!({"type": "object"}), "", "needs `properties`"),
        (property(json!({"type": "object"})), "properties.x", "needs `properties`"),
        (property(json!({"type": "text"})), "properties.x.type", "not the name of a type"),
        (property(json!({"type": 5})), "properties.x.type", "not the name of a type"),
        (property(json!({"allOf": []})), "properties.x.allOf", "`allOf` is not supported"),
        (property(json!({"maxlength": 5})), "properties.x.maxlength", "`maxlength` is not supported"),
        (property(json!({"type": "integer", "pattern": "x"})), "properties.x.pattern", "says nothing of the type"),
        (property(json!({"minimum": 1, "maxLength": 2})), "properties.x.minimum", "says nothing of the type string"),
        (property(json!({"pattern": "("})), "properties.x.pattern", "cannot be read"),
        (property(json!({"pattern": r"(?=a)"})), "properties.x.pattern", "cannot be read"),
        (property(json!({"pattern": r"(\w{1000}){1000}"})), "properties.x.pattern", "cannot be read"),
        (property(json!({"format": "iban"})), "properties.x.format", "format is not supported"),
        (property(json!({"enum": []})), "properties.x.enum", "not a list"),
        (property(json!({"minLength": -1})), "properties.x.minLength", "whole number"),
        (property(json!({"minimum": "1"})), "properties.x.minimum", "not a number"),
        (property(json!({"uniqueItems": 1})), "properties.x.uniqueItems", "true or false"),
        (property(json!({"anyOf": []})), "properties.x.anyOf", "not a list"),
        (property(json!({"anyOf": [{}], "oneOf": [{}]})), "properties.x.oneOf", "one place"),
        (property(json!({"anyOf": [{}], "properties": {}})), "properties.x.properties", "beside `anyOf`"),
        (property(json!({"$ref": "#/$defs/y"})), "properties.x.$ref", "leads nowhere"),
        (property(json!({"$ref": "https://example.com/y"})), "properties.x.$ref", "leads nowhere"),
        (property(json!({"$ref": "#/$defs/y", "type": "string"})), "properties.x.type", "beside `$ref`"),
        (property(json!("string")), "properties.x", "not a schema"),
        (json!({"properties": []}), "properties", "not a table"),
        (json!({"properties": {}, "required": ["x"]}), "required", "names `x`"),
        (json!({"properties": {}, "required": "x"}), "required", "not a list"),
        (json!({"properties": {"a\u{200b}": {}}}), "properties.a\u{200b}", "invisible"),
        (
            json!({"properties": {"x": {"$ref": "#/$defs/x"}}, "$defs": {"x": {"items": {"$ref": "#/$defs/x"}}}}),
            "$defs.x.items.$ref",
            "refers to itself",
        ),
    ] {
        let fault = Schema::parse(&document).unwrap_err();
        assert!(fault.fault.contains(words), "{document}: {fault:?}");
        assert_eq!(fault.at.join("."), at, "{document}: {fault:?}");
        assert!(!fault.remedy.is_empty());
    }
}

/// Definitions that name each other twice over would come to more rules than can be counted.
#[test]
fn a_schema_ends() {
    let definitions: Map<String, Value> = (0..15)
        .map(|n| {
            let next = json!({"$ref": format!("#/$defs/d{}", n + 1)});
            (format!("d{n}"), json!({"properties": {"a": next, "b": next}}))
        })
        .chain([("d15".to_owned(), json!({"type": "string"}))])
        .collect();
    let fault = Schema::parse(&json!({"properties": {"x": {"$ref": "#/$defs/d0"}}, "$defs": definitions})).unwrap_err();
    assert!(fault.fault.contains("too large"), "{fault:?}");
    let deep = (0..MOST_DEPTH).fold(json!({"type": "string"}), |inner, _| json!({"properties": {"x": inner}}));
    assert!(Schema::parse(&deep).unwrap_err().fault.contains("too large"));
}

#[test]
fn a_member_is_known_by_its_name() {
    let payment = payment();
    for (name, always, is_plain) in [
        ("type", true, true),
        ("amount", true, true),
        ("creditor", true, false),
        ("creditor.name", true, true),
        ("creditor.iban", false, true),
        ("actions", false, true),
        ("times", false, true),
    ] {
        let names: Vec<&str> = name.split('.').collect();
        assert_eq!(payment.shape(&names), Some(Shape { always, is_plain }), "{name}");
    }
    for name in ["creditor.bic", "amount.x", "x"] {
        assert_eq!(payment.shape(&name.split('.').collect::<Vec<_>>()), None, "{name}");
    }
    let lists = schema(json!({"properties": {
        "to": {"items": {"required": ["name"], "properties": {"name": {"type": "string"}}}},
    }, "required": ["to"]}));
    assert_eq!(lists.shape(&["to", "name"]), Some(Shape { always: false, is_plain: false }));
    assert_eq!(lists.shape(&["to"]), Some(Shape { always: true, is_plain: false }));
    let by_alternatives = schema(json!({"oneOf": [
        {"required": ["a", "b"], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}},
        {"required": ["a"], "properties": {"a": {"type": "number"}}},
    ]}));
    assert_eq!(by_alternatives.shape(&["a"]), Some(Shape { always: true, is_plain: true }));
    assert_eq!(by_alternatives.shape(&["b"]), Some(Shape { always: false, is_plain: true }));
}
