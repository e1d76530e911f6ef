//! Which level of assurance a request needs, and which `acr` its answer tells of (Core §3.1.2.1, §5.5.1.1; RFC 9470 §4). A
//! request can raise what is demanded and never lower it (SEC-16, row 52).

use serde_json::json;

use super::verified::Checked;
use crate::protocol::acr::{Level, SUPPORTED};
use crate::protocol::client::Client;
use crate::protocol::factors::FactorKinds;

/// What is demanded of a person with factors of these kinds before this request is granted. `floor` is what the settings
/// demand of them whatever is asked. An essential `acr` and a client's `require_mfa` must be reached; of `acr_values`, which
/// are a wish, the first is taken that this person can reach.
pub fn demanded(asked: &Checked, client: &Client, kinds: FactorKinds, floor: Level) -> Level {
    let of_client = if client.require_mfa { Level::MultiFactor } else { Level::Password };
    let least = floor.max(of_client).max(essential(asked).unwrap_or(Level::Password));
    let wished = asked.acr_values.iter().filter_map(|acr| Level::named(acr));
    let reachable = wished.into_iter().find(|level| *level <= kinds.highest());
    least.max(reachable.unwrap_or(Level::Password))
}

/// The least level that an essential `acr` accepts.
fn essential(asked: &Checked) -> Option<Level> {
    let request = asked.claims.as_ref()?.in_id_token("acr").filter(|request| request.essential)?;
    SUPPORTED.into_iter().filter(|acr| request.accepts(&json!(acr))).find_map(Level::named)
}

/// The `acr` of the answer: of the values that were asked for the first that the login has reached, or else what it has
/// reached. An essential `acr` is told as one of its values.
pub fn told(asked: &Checked, reached: &str) -> String {
    let level = Level::reached(reached);
    let is_reached = |acr: &&str| Level::named(acr).is_some_and(|asked| asked <= level);
    let request = asked.claims.as_ref().and_then(|claims| claims.in_id_token("acr"));
    let of_claims = request.filter(|request| request.value.is_some() || request.values.is_some());
    let accepted = of_claims
        .and_then(|request| SUPPORTED.into_iter().rev().filter(is_reached).find(|acr| request.accepts(&json!(acr))));
    let wished = || asked.acr_values.iter().map(String::as_str).find(is_reached);
    accepted.or_else(wished).unwrap_or(reached).to_owned()
}
