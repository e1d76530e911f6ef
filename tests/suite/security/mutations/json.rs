//! JSON, changed where it still is JSON: in any place of a document, a value of another kind.

use serde_json::{Value, json};

use super::mutate::Prng;
use crate::support::provider::START;

/// Changes one place.
pub fn change(prng: &mut Prng, value: &mut Value) {
    let deeper = prng.chance(80);
    match value {
        Value::Object(members) if deeper && !members.is_empty() => {
            let name = members.keys().nth(prng.below(members.len())).unwrap().clone();
            match prng.below(8) {
                0 => drop(members.remove(&name)),
                1 => {
                    drop(members.insert(prng.pick(&["sub", "aud", "userinfo", "value", "keys", ""]).into(), odd(prng)))
                }
                _ => change(prng, &mut members[&name]),
            }
        }
        Value::Array(list) if deeper && !list.is_empty() => {
            let at = prng.below(list.len());
            match prng.below(6) {
                0 => drop(list.remove(at)),
                1 => list.push(odd(prng)),
                2 => list.push(list[at].clone()),
                _ => change(prng, &mut list[at]),
            }
        }
        value => {
            let beside = odd(prng);
            *value = match prng.below(4) {
                0 => json!([value.take(), beside]),
                1 => json!({"value": value.take(), "keys": [beside]}),
                _ => beside,
            };
        }
    }
}

/// Values of other kinds than the one that belongs there.
fn odd(prng: &mut Prng) -> Value {
    match prng.below(20) {
        0 => Value::Null,
        1 => true.into(),
        2 => (-1).into(),
        3 => u64::MAX.into(),
        4 => i64::MIN.into(),
        5 => json!(1.5e300),
        6 | 7 => json!([]),
        8 => json!({}),
        9 => json!(["app", "https://evil.example", 1, null]),
        10 => (0..prng.below(40)).fold(json!(1), |inner, _| json!([inner])),
        11 => (0..prng.below(40)).fold(json!(1), |inner, _| json!({ "value": inner })),
        12 => "x".repeat(prng.below(9_000)).into(),
        13 => "".into(),
        14 => "\u{0}\u{202e}\r\nX-Injected: x".into(),
        15 => "javascript:alert(1)".into(),
        16 => "https://evil.example/cb".into(),
        17 => (START.seconds() + 60 * i64::try_from(prng.below(20)).unwrap() - 600).into(),
        18 => prng.below(100).into(),
        _ => json!({"userinfo": {"email": {"essential": 1, "values": [{}]}}, "id_token": [null]}),
    }
}
