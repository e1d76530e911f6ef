//! Which level of assurance a request needs, and which `acr` its answer tells of (Core §3.1.2.1, §5.5.1.1; RFC 9470 §4). A
//! request can raise what is demanded and never lower it (SEC-16, row 52).

use serde_json::json;

use super::verified::Checked;
use crate::protocol::acr::{Level, SUPPORTED};
use crate::protocol::client::Client;
use crate::protocol::factors::Means;

/// What a request demands of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// What must be reached: by the settings, the client's `require_mfa`, an essential `acr`.
    pub least: Level,
    /// The same without the `acr`.
    standing: Level,
    /// What is wished for by `acr_values`: the first of them that this person can reach. Nobody is refused for it.
    pub wished: Level,
    /// The most that the person can reach, with what they may add.
    reachable: Level,
}

impl Demand {
    /// Whether the person can reach what must be reached, with what they have or may add.
    pub fn can_be_met(self) -> bool {
        self.least <= self.reachable
    }

    /// What a sign-in for this request is to reach. Where the person cannot reach what must be reached, the request is
    /// refused once they are known, so they set nothing up for it.
    pub fn at_sign_in(self) -> Level {
        if self.can_be_met() { self.least.max(self.wished) } else { self.standing }
    }
}

/// What is demanded of a person of these means before this request is granted. `floor` is what the settings
/// demand of them whatever is asked.
pub fn demanded(asked: &Checked, client: &Client, means: Means, floor: Level) -> Demand {
    let of_client = if client.require_mfa { Level::MultiFactor } else { Level::Password };
    let standing = floor.max(of_client);
    let least = standing.max(essential(asked).unwrap_or(Level::Password));
    let mut wishes = asked.acr_values.iter().filter_map(|acr| Level::named(acr));
    let wished = wishes.find(|level| *level <= means.highest()).unwrap_or(Level::Password);
    Demand { least, standing, wished, reachable: means.reachable() }
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
    accepted.or_else(wished).unwrap_or(level.acr()).to_owned()
}
