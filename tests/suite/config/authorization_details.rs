//! `[authorization_details]`: types, their schemas and sentences, and who may use them.

use latchkey::protocol::authorization_details::{DetailTypes, Users};
use latchkey::protocol::client::{Client, ClientId};
use serde_json::json;

use super::{Folder, client_with, with_client};

const PAYMENT: &str = "[authorization_details.payment]\nclients = ['wiki']\nsentence = 'Pay {amount}'\n";
const SCHEMA: &str = "[authorization_details.payment.schema]\nrequired = ['amount']\n\
                      properties = { amount = { type = 'string' }, note = { type = 'string' } }\n";

fn types(folder: &Folder) -> DetailTypes {
    folder.settings().authorization_details
}

fn wiki() -> Client {
    Client::bare(ClientId::parse("wiki").unwrap())
}

#[test]
fn a_type_is_what_its_section_says() {
    let folder = with_client(&format!("{PAYMENT}labels = {{ note = 'Remark' }}\n{SCHEMA}"));
    assert!(folder.warnings().is_empty(), "{:?}", folder.warnings());
    let types = types(&folder);
    let sent = json!([{"type": "payment", "amount": "5"}]).to_string();
    assert!(types.requested(Some(&sent), &wiki()).is_ok());
    let payment = types.get("payment").unwrap();
    assert_eq!(payment.words.labels["note"], "Remark");
    assert_eq!(payment.users, Users::These([wiki().client_id].into()));
    let open = with_client(&format!("{}{SCHEMA}", PAYMENT.replace("wiki", "*")));
    assert_eq!(self::types(&open).get("payment").unwrap().users, Users::Everybody);
}

#[test]
fn a_schema_may_stand_in_a_file_of_its_own() {
    let section = format!("{PAYMENT}schema_file = 'payment.json'");
    let with_file = |text: &str| with_client(&section).file("payment.json", text);
    let right = r#"{"required": ["amount"], "properties": {"amount": {"type": "string"}}}"#;
    assert!(types(&with_file(right)).get("payment").is_some());
    for (text, words) in [
        ("{", "payment.json: EOF while parsing"),
        (
            r#"{"properties": {"amount": {"type": "text"}}}"#,
            "payment.json: /properties/amount/type: `type` is not the name of a type",
        ),
        ("true", "payment.json: /: this is not a schema"),
    ] {
        let errors = with_file(text).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(words)), "{errors:?}");
    }
    let errors = with_client(&section).errors();
    assert!(matches!(errors.as_slice(), [only] if only.starts_with("config.toml:4: error: ")), "{errors:?}");
}

/// Each with its line and what to do.
#[test]
fn what_is_wrong_with_a_type_is_told_by_its_line() {
    for (section, line) in [
        (
            PAYMENT.to_owned(),
            "config.toml:1: error: this type has no `schema` (write [authorization_details.NAME.schema]",
        ),
        (
            format!("{PAYMENT}schema_file = 'x.json'\n{SCHEMA}"),
            "config.toml:4: error: `schema` is given here and in a file",
        ),
        (
            format!("{PAYMENT}{}", SCHEMA.replace("type = 'string' }, note", "type = 'text' }, note")),
            "config.toml:6: error: `type` is not the name of a type (write one of object, array, string",
        ),
        (
            format!("{PAYMENT}{}", SCHEMA.replace("{ type = 'string' }, note", "{ pattern = '(' }, note")),
            "config.toml:6: error: this pattern cannot be read: ",
        ),
        (
            format!("{PAYMENT}{SCHEMA}patternProperties = {{}}\n"),
            "config.toml:7: error: the keyword `patternProperties` is not supported (use $ref, type,",
        ),
        (
            format!("{}{SCHEMA}", PAYMENT.replace("{amount}", "{total}")),
            "config.toml:3: error: the sentence names `total`, which is not in the schema (add it to `properties`",
        ),
        (
            format!("{}{SCHEMA}", PAYMENT.replace("{amount}", "{note}")),
            "config.toml:3: error: the sentence names `note`, which may be missing (add it to `required`",
        ),
        (
            format!("{}{SCHEMA}", PAYMENT.replace("{amount}", "{amount")),
            "config.toml:3: error: a brace is open, or closed, that has no other one (write the name of a member",
        ),
        (
            format!(
                "{PAYMENT}{}",
                SCHEMA.replace("amount = { type = 'string' }", "amount = { properties = { n = {} } }")
            ),
            "config.toml:3: error: the sentence names `amount`, which cannot be said in a sentence (name a text",
        ),
        (
            format!("{PAYMENT}labels = {{ iban = 'Account' }}\n{SCHEMA}"),
            "config.toml:4: error: `iban` is not in the schema (write the names from the outermost inwards",
        ),
        (
            format!("{PAYMENT}localized.fr = {{ sentence = 'Payer {{somme}}' }}\n{SCHEMA}"),
            "config.toml:4: error: the sentence names `somme`, which is not in the schema",
        ),
        (
            format!("{PAYMENT}localized.'not a tag' = {{ sentence = 'x' }}\n{SCHEMA}"),
            "config.toml:4: error: `not a tag` is not a language tag",
        ),
        (
            format!("{}{SCHEMA}", PAYMENT.replace("Pay {amount}", "")),
            "config.toml:3: error: `authorization_details.payment.sentence`: `` is not a text that is not empty",
        ),
        (
            format!("{PAYMENT}{SCHEMA}").replace("payment", "\"a payment\""),
            "config.toml:1: error: `a payment` cannot be the name of a type (use 1 to 255 letters",
        ),
    ] {
        let errors = with_client(&section).errors();
        assert!(matches!(errors.as_slice(), [only] if only.starts_with(line)), "{section}\n{line}\n{errors:#?}");
    }
}

#[test]
fn clients_and_types_that_do_not_know_each_other_are_told() {
    let nobody = with_client(&format!("{}{SCHEMA}", PAYMENT.replace("'wiki'", ""))).warnings();
    assert!(matches!(nobody.as_slice(), [only] if only.contains("no client may use this type")), "{nobody:?}");
    let odd = with_client(&format!("{}{SCHEMA}", PAYMENT.replace("wiki", "wikki"))).warnings();
    assert!(matches!(odd.as_slice(), [only] if only.contains("did you mean `wiki`?")), "{odd:?}");
    let client = |types: &str, clients: &str| {
        let section = PAYMENT.replace("wiki", clients);
        client_with(&format!("authorization_details_types = {types}\n{section}{SCHEMA}"))
    };
    let registered = |types: &str| client(types, "wiki").settings().clients[0].authorization_details_types.clone();
    assert_eq!(registered("['payment']"), Some(vec!["payment".to_owned()]));
    assert_eq!(registered("[]"), Some(Vec::new()));
    assert!(client("['payment']", "*").load().is_ok());
    for (types, clients, words) in [
        ("['payments']", "wiki", "there is no type `payments` (did you mean `payment`?)"),
        ("['loan']", "wiki", "there is no type `loan` (define it in [authorization_details.loan]"),
        ("['payment']", "other", "the type `payment` is not for client \"wiki\" (add \"wiki\" to `clients`"),
    ] {
        let errors = client(types, clients).errors();
        assert!(matches!(errors.as_slice(), [only] if only.contains(words)), "{errors:?}");
    }
}
