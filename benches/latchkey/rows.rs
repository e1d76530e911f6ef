//! What is measured: one row for each thing that an app or a browser does.

use latchkey::config::settings::Argon2Cost;

use crate::server::{CHEAP, REAL};
use crate::visitor::SIGN_IN;
use crate::visitor::Step::{self, *};

/// What a row cannot beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Floor {
    Bare,
    Rs256,
    Es256,
    Argon2id,
    DurablePairs,
}

impl Floor {
    pub const ALL: [Self; 5] = [Self::Bare, Self::Rs256, Self::Es256, Self::Argon2id, Self::DurablePairs];

    pub fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare handler, same bytes and headers",
            Self::Rs256 => "raw RS256 signing",
            Self::Es256 => "raw ES256 signing",
            Self::Argon2id => "raw Argon2id of production",
            Self::DurablePairs => "durable insert + update",
        }
    }
}

/// One of them.
pub struct Row {
    pub name: &'static str,
    /// The app, which differ in their algorithm.
    pub client: &'static str,
    pub scope: &'static str,
    /// What each visitor does once, before anything is measured.
    pub setup: &'static [Step],
    /// What each visitor makes before each burst, unmeasured, and how many for a burst: one for each repetition of `steps`.
    pub stock: Option<(&'static [Step], usize)>,
    /// What is measured.
    pub steps: &'static [Step],
    pub floor: Option<Floor>,
    pub visitors: usize,
    /// What passwords are hashed at.
    pub cost: Argon2Cost,
}

/// What most rows are.
const PLAIN: Row = Row {
    name: "",
    client: "es",
    scope: "openid",
    setup: &[],
    stock: None,
    steps: &[],
    floor: None,
    visitors: 32,
    cost: CHEAP,
};

/// The bare handler itself.
pub const BARE: Row = Row { steps: &[Discovery], ..PLAIN };

const SIGNED_IN: &[Step] = &SIGN_IN;
const WITH_TOKEN: &[Step] = &[AskToSignIn, OpenLoginPage, SubmitLogin, Exchange];
const FLOW: &[Step] = &[Authorize, Exchange, Userinfo];

/// All, those that share a floor beside each other.
pub const ROWS: &[Row] = &[
    Row { name: "discovery", steps: &[Discovery], floor: Some(Floor::Bare), ..PLAIN },
    Row { name: "key set", steps: &[Jwks], floor: Some(Floor::Bare), ..PLAIN },
    Row { name: "userinfo", setup: WITH_TOKEN, steps: &[Userinfo], floor: Some(Floor::Bare), ..PLAIN },
    Row { name: "introspection", setup: WITH_TOKEN, steps: &[Introspect], floor: Some(Floor::Bare), ..PLAIN },
    Row { name: "client_credentials", steps: &[ClientCredentials], floor: Some(Floor::Bare), ..PLAIN },
    Row { name: "authorize, silent", setup: SIGNED_IN, steps: &[Authorize], floor: Some(Floor::Bare), ..PLAIN },
    Row {
        name: "RP-initiated logout",
        stock: Some((&[AskToSignIn, OpenLoginPage, SubmitLogin, Exchange, SetAside], 12)),
        steps: &[EndSession],
        floor: Some(Floor::Bare),
        ..PLAIN
    },
    Row {
        name: "code exchange ES256",
        setup: SIGNED_IN,
        stock: Some((&[Authorize], 30)),
        steps: &[Exchange],
        floor: Some(Floor::Es256),
        ..PLAIN
    },
    Row {
        name: "code exchange RS256",
        client: "rs",
        setup: SIGNED_IN,
        stock: Some((&[Authorize], 30)),
        steps: &[Exchange],
        floor: Some(Floor::Rs256),
        ..PLAIN
    },
    Row {
        name: "refresh ES256",
        scope: "openid+offline_access",
        setup: WITH_TOKEN,
        steps: &[Refresh],
        floor: Some(Floor::Es256),
        ..PLAIN
    },
    Row {
        name: "refresh RS256",
        client: "rs",
        scope: "openid+offline_access",
        setup: WITH_TOKEN,
        steps: &[Refresh],
        floor: Some(Floor::Rs256),
        ..PLAIN
    },
    Row {
        name: "authorize + exchange + userinfo ES256",
        setup: SIGNED_IN,
        steps: FLOW,
        floor: Some(Floor::Es256),
        ..PLAIN
    },
    Row {
        name: "authorize + exchange + userinfo RS256",
        client: "rs",
        setup: SIGNED_IN,
        steps: FLOW,
        floor: Some(Floor::Rs256),
        ..PLAIN
    },
    Row { name: "whole login, cheapest hash", steps: SIGNED_IN, visitors: 8, ..PLAIN },
    Row {
        name: "whole login, Argon2id of production",
        steps: SIGNED_IN,
        floor: Some(Floor::Argon2id),
        visitors: 8,
        cost: REAL,
        ..PLAIN
    },
];
