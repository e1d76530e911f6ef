//! OAuth 2.0 Token Exchange (RFC 8693): who may have a token for whose token, and how far it goes. Nothing is allowed that
//! no policy names, and nothing goes further than the subject token, but for what the operator wrote down.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::client::{Client, ClientId};
use super::resource::Resource;
use super::scope::ScopeSet;
use super::user::Subject;

/// How many exchanges may lie between a person and a token: a chain of services is short, and each link is looked at at
/// each use.
pub const LONGEST_CHAIN: usize = 8;

/// The token types (RFC 8693 §3) that mean something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenType {
    /// An access token of this provider, opaque or a JWT.
    AccessToken,
    /// An ID token of this provider.
    IdToken,
    /// A JWT of this provider: an access token that is one, or an ID token.
    Jwt,
}

impl TokenType {
    /// The type of that identifier; `None` for every other.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::AccessToken, Self::IdToken, Self::Jwt].into_iter().find(|known| known.as_str() == text)
    }

    /// The identifier.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "urn:ietf:params:oauth:token-type:access_token",
            Self::IdToken => "urn:ietf:params:oauth:token-type:id_token",
            Self::Jwt => "urn:ietf:params:oauth:token-type:jwt",
        }
    }
}

/// What an exchanged token says of whoever uses it (RFC 8693 §1.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExchangeMode {
    /// It names the person and, in `act`, whoever acts for them.
    #[default]
    Delegation,
    /// It names the person alone.
    Impersonation,
}

/// Whose tokens a client may exchange, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangePolicy {
    /// Tokens that were issued to these clients.
    pub subject_clients: Vec<ClientId>,
    /// Tokens that are for one of these resources, whoever they were issued to.
    pub subject_resources: Vec<Resource>,
    /// What the exchanged tokens may be for; empty for what the subject token is for.
    pub resources: Vec<Resource>,
    /// The scope values that are kept of the subject token's.
    pub scope: ScopeSet,
    /// The scope values that are added, which the subject token need not have.
    pub added_scope: ScopeSet,
    /// Whether whoever acts is named.
    pub mode: ExchangeMode,
    /// The clients whose access tokens may be `actor_token`, besides the exchanging client's own.
    pub actors: Vec<ClientId>,
    /// The longest life of exchanged tokens, where it is less than the client's.
    pub lifetime: Option<Duration>,
}

impl ExchangePolicy {
    /// Whether it is about tokens that were issued to `client_id` for `audience`.
    fn is_about(&self, client_id: &ClientId, audience: &[Resource]) -> bool {
        self.subject_clients.contains(client_id)
            || self.subject_resources.iter().any(|resource| audience.contains(resource))
    }

    fn admits_resource(&self, resource: &Resource, subject_audience: &[Resource], issuer: &str) -> bool {
        match self.resources.as_slice() {
            // A token for no resource is for this provider.
            [] if subject_audience.is_empty() => resource.as_str() == issuer,
            [] => subject_audience.contains(resource),
            named => named.contains(resource),
        }
    }

    fn scope_of(&self, subject_scope: &ScopeSet) -> ScopeSet {
        // A refresh token is never part of it.
        let kept = subject_scope.filtered(|value| self.scope.contains(value) && value != "offline_access");
        kept.union(&self.added_scope)
    }
}

/// A token that is to be exchanged, as far as it decides what for.
#[derive(Debug, Clone, Copy)]
pub struct SubjectToken<'a> {
    /// The client it was issued to.
    pub client_id: &'a ClientId,
    /// The resources that it is for; none means this provider.
    pub audience: &'a [Resource],
    /// Its scope.
    pub scope: &'a ScopeSet,
    /// Who alone may act for its person (RFC 8693 §4.4), where it says so.
    pub may_act: Option<&'a ClientId>,
    /// How often it was exchanged already.
    pub exchanges: usize,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The client that asks.
    pub client_id: &'a ClientId,
    /// The client of the `actor_token`, where there is one.
    pub actor: Option<&'a ClientId>,
    /// `resource` and `audience`.
    pub resources: &'a [Resource],
    /// `scope`.
    pub scope: Option<&'a ScopeSet>,
    /// The issuer of this provider, which is a resource of its own.
    pub issuer: &'a str,
}

/// What may be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// Its resources; none means this provider.
    pub resources: Vec<Resource>,
    /// Its scope.
    pub scope: ScopeSet,
    /// Whether whoever acts is named.
    pub mode: ExchangeMode,
    /// The longest life, where the policy bounds it.
    pub lifetime: Option<Duration>,
}

/// Why nothing may be issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeFault {
    /// No policy of this client is about such a token. It is not told apart from a token that is none (row 29).
    #[error("subject_token is not valid, or this client may not exchange it")]
    NoPolicy,
    /// RFC 8693 §2.2.2: `invalid_target`.
    #[error("tokens for {0} may not be had by this exchange")]
    Resource(Resource),
    /// It asked for more than the subject token and the policy give.
    #[error("scope exceeds that of the subject token, or what this exchange may have of it")]
    Scope,
    /// Whoever would act is not among the actors of the policy, or the policy names none.
    #[error("actor_token is of a client that may not act by this exchange")]
    Actor,
    /// `may_act` names somebody else.
    #[error("may_act of the subject token names another actor")]
    MayAct,
    /// It was exchanged as often as a token may be.
    #[error("the subject token was exchanged {LONGEST_CHAIN} times already")]
    TooLong,
}

/// What `policies`, those of the client that asks, allow. The first that allows it decides; where none does, the fault is the
/// first one's that is about such tokens.
pub fn decide(
    policies: &[ExchangePolicy],
    subject: &SubjectToken<'_>,
    asked: &Asked<'_>,
) -> Result<Allowed, ExchangeFault> {
    let mut fault = ExchangeFault::NoPolicy;
    for policy in policies.iter().filter(|policy| policy.is_about(subject.client_id, subject.audience)) {
        match by(policy, subject, asked) {
            Ok(allowed) => return Ok(allowed),
            Err(other) if fault == ExchangeFault::NoPolicy => fault = other,
            Err(_) => {}
        }
    }
    Err(fault)
}

fn by(policy: &ExchangePolicy, subject: &SubjectToken<'_>, asked: &Asked<'_>) -> Result<Allowed, ExchangeFault> {
    let acting = match (policy.mode, asked.actor) {
        (_, None) => asked.client_id,
        (ExchangeMode::Impersonation, Some(_)) => return Err(ExchangeFault::Actor),
        (ExchangeMode::Delegation, Some(actor)) if actor == asked.client_id || policy.actors.contains(actor) => actor,
        (ExchangeMode::Delegation, Some(_)) => return Err(ExchangeFault::Actor),
    };
    if subject.may_act.is_some_and(|named| named != acting) {
        return Err(ExchangeFault::MayAct);
    }
    if subject.exchanges >= LONGEST_CHAIN {
        return Err(ExchangeFault::TooLong);
    }
    let admits = |resource: &&Resource| !policy.admits_resource(resource, subject.audience, asked.issuer);
    if let Some(foreign) = asked.resources.iter().find(admits) {
        return Err(ExchangeFault::Resource(foreign.clone()));
    }
    let resources = match (asked.resources, policy.resources.as_slice()) {
        ([], []) => subject.audience.to_vec(),
        ([], named) => named.to_vec(),
        (asked, _) => asked.to_vec(),
    };
    let whole = policy.scope_of(subject.scope);
    let scope = match asked.scope {
        None => whole,
        Some(scope) if scope.is_subset_of(&whole) => scope.clone(),
        Some(_) => return Err(ExchangeFault::Scope),
    };
    Ok(Allowed { resources, scope, mode: policy.mode, lifetime: policy.lifetime })
}

/// Who acts for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A client.
    Client(ClientId),
    /// A person, in a client.
    Person {
        /// The person.
        sub: Subject,
        /// The client.
        client_id: ClientId,
    },
}

/// What makes an access token an exchanged one; stored with it. The token belongs to the grant of the subject token, and
/// ends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The client that the token was issued to.
    pub client_id: ClientId,
    /// By what that client proved itself.
    pub proven_by: String,
    /// The client of the subject token.
    pub subject_client: ClientId,
    /// What the subject token was for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject_audience: Vec<Resource>,
    /// Whether whoever acts is named.
    pub mode: ExchangeMode,
    /// Those who act, the present one first; empty where nobody is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor>,
    /// The clients of the exchanges before, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<ClientId>,
    /// Whether it came, here or before, of an ID token: then it ends with the login, whatever its grant does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_with_login: bool,
    /// The digest of the actor token, which must live as long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_token: Option<[u8; 32]>,
}

impl Exchange {
    /// How often the subject token, and those before it, were exchanged, this time included.
    pub fn count(&self) -> usize {
        self.via.len() + 1
    }

    /// What `policies`, those of its client as they are now, still leave of the resources and scope that it has. `None` where
    /// no policy is about it any more. `may_be_kept` says which values the client of the grant may still have.
    pub fn still_allowed(
        &self,
        policies: &[ExchangePolicy],
        audience: &[Resource],
        scope: &ScopeSet,
        issuer: &str,
        may_be_kept: impl Fn(&str) -> bool,
    ) -> Option<(Vec<Resource>, ScopeSet)> {
        let is_about = |policy: &&ExchangePolicy| {
            policy.mode == self.mode && policy.is_about(&self.subject_client, &self.subject_audience)
        };
        let policies: Vec<&ExchangePolicy> = policies.iter().filter(is_about).collect();
        let admits = |policy: &&ExchangePolicy, resource: &Resource| {
            policy.admits_resource(resource, &self.subject_audience, issuer)
        };
        let left: Vec<Resource> = audience
            .iter()
            .filter(|resource| policies.iter().any(|policy| admits(policy, resource)))
            .cloned()
            .collect();
        // A token for this provider is good for as long as a policy leaves the audience as it is, or names the provider.
        let provider_is_left = || {
            policies.iter().any(|policy| {
                policy.resources.is_empty() || policy.resources.iter().any(|resource| resource.as_str() == issuer)
            })
        };
        if if audience.is_empty() { !provider_is_left() } else { left.is_empty() } {
            return None;
        }
        let may_have = |value: &str| {
            policies
                .iter()
                .any(|policy| policy.scope.contains(value) && may_be_kept(value) || policy.added_scope.contains(value))
        };
        Some((left, scope.filtered(may_have)))
    }
}

/// The claim `act` (RFC 8693 §4.1), with those who acted before inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Who acts: a client, or a person as the client of the token knows them.
    pub sub: String,
    /// The client in which a person acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Who acted before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Box<Act>>,
}

impl Act {
    /// The claim of these actors, the present one first; `known_as` says under which name the reader knows a person.
    pub fn of(actors: &[Actor], known_as: impl Fn(&Subject) -> Subject) -> Option<Self> {
        actors.iter().rev().fold(None, |before, actor| {
            let act = before.map(Box::new);
            Some(match actor {
                Actor::Client(client_id) => Self { sub: client_id.to_string(), client_id: None, act },
                Actor::Person { sub, client_id } => {
                    Self { sub: known_as(sub).as_str().to_owned(), client_id: Some(client_id.clone()), act }
                }
            })
        })
    }
}

/// The claim `may_act` (RFC 8693 §4.4): the client that alone may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MayAct<'a> {
    /// Its `client_id`.
    pub sub: &'a ClientId,
}

impl<'a> MayAct<'a> {
    /// What the tokens of `client` say.
    pub fn of(client: &'a Client) -> Option<Self> {
        client.may_act.as_ref().map(|sub| Self { sub })
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(client_id) => write!(f, "client:{client_id}"),
            Self::Person { sub, .. } => write!(f, "person:{}", sub.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::resource;

    const ISSUER: &str = "https://auth.example";

    fn id(text: &str) -> ClientId {
        ClientId::parse(text).unwrap()
    }

    fn resources(list: &[&str]) -> Vec<Resource> {
        resource::parse(list.iter().copied()).unwrap()
    }

    fn policy() -> ExchangePolicy {
        ExchangePolicy {
            subject_clients: vec![id("shop")],
            subject_resources: resources(&["urn:orders"]),
            resources: resources(&["urn:stock", "urn:mail"]),
            scope: ScopeSet::parse("orders profile"),
            added_scope: ScopeSet::parse("stock:read"),
            mode: ExchangeMode::Delegation,
            actors: vec![id("console")],
            lifetime: None,
        }
    }

    struct Case {
        client: &'static str,
        audience: &'static [&'static str],
        scope: &'static str,
        may_act: Option<&'static str>,
        exchanges: usize,
        actor: Option<&'static str>,
        resources: &'static [&'static str],
        asked_scope: Option<&'static str>,
    }

    const CASE: Case = Case {
        client: "shop",
        audience: &[],
        scope: "openid profile orders offline_access",
        may_act: None,
        exchanges: 0,
        actor: None,
        resources: &[],
        asked_scope: None,
    };

    fn decided(policies: &[ExchangePolicy], case: &Case) -> Result<Allowed, ExchangeFault> {
        let (client_id, asking) = (id(case.client), id("orders"));
        let (audience, scope) = (resources(case.audience), ScopeSet::parse(case.scope));
        let (may_act, actor) = (case.may_act.map(id), case.actor.map(id));
        let (asked, asked_scope) = (resources(case.resources), case.asked_scope.map(ScopeSet::parse));
        let subject = SubjectToken {
            client_id: &client_id,
            audience: &audience,
            scope: &scope,
            may_act: may_act.as_ref(),
            exchanges: case.exchanges,
        };
        let asked = Asked {
            client_id: &asking,
            actor: actor.as_ref(),
            resources: &asked,
            scope: asked_scope.as_ref(),
            issuer: ISSUER,
        };
        decide(policies, &subject, &asked)
    }

    #[test]
    fn nothing_is_exchanged_that_no_policy_is_about() {
        assert_eq!(decided(&[], &CASE), Err(ExchangeFault::NoPolicy));
        assert_eq!(decided(&[policy()], &Case { client: "other", ..CASE }), Err(ExchangeFault::NoPolicy));
        let for_other = Case { client: "other", audience: &["urn:stock"], ..CASE };
        assert_eq!(decided(&[policy()], &for_other), Err(ExchangeFault::NoPolicy));
        let for_orders = Case { client: "other", audience: &["urn:stock", "urn:orders"], ..CASE };
        decided(&[policy()], &for_orders).unwrap();
    }

    #[test]
    fn scope_is_what_the_subject_token_has_and_the_policy_keeps_or_adds() {
        let scope = |case: &Case| decided(&[policy()], case).map(|allowed| allowed.scope.to_string());
        assert_eq!(scope(&CASE).unwrap(), "profile orders stock:read");
        assert_eq!(scope(&Case { scope: "openid", ..CASE }).unwrap(), "stock:read");
        assert_eq!(scope(&Case { asked_scope: Some("orders"), ..CASE }).unwrap(), "orders");
        for wide in ["openid", "offline_access", "orders stock:write", "email"] {
            assert_eq!(scope(&Case { asked_scope: Some(wide), ..CASE }), Err(ExchangeFault::Scope), "{wide}");
        }
        assert_eq!(
            scope(&Case { scope: "openid", asked_scope: Some("orders"), ..CASE }),
            Err(ExchangeFault::Scope),
            "the policy keeps what is there, and adds nothing by that"
        );
        let greedy = ExchangePolicy { scope: ScopeSet::parse("offline_access orders"), ..policy() };
        assert_eq!(decided(&[greedy], &CASE).unwrap().scope.to_string(), "orders stock:read", "never a refresh token");
    }

    #[test]
    fn resources_are_those_of_the_policy_or_else_those_of_the_subject_token() {
        let left = |policy: ExchangePolicy, case: &Case| {
            decided(&[policy], case)
                .map(|allowed| allowed.resources.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(left(policy(), &CASE).unwrap(), ["urn:stock", "urn:mail"]);
        assert_eq!(left(policy(), &Case { resources: &["urn:mail"], ..CASE }).unwrap(), ["urn:mail"]);
        for foreign in ["urn:orders", "urn:other", ISSUER] {
            let asked: &'static [&'static str] = Box::leak(vec![foreign].into_boxed_slice());
            let fault = ExchangeFault::Resource(Resource::parse(foreign).unwrap());
            assert_eq!(left(policy(), &Case { resources: asked, ..CASE }), Err(fault), "{foreign}");
        }
        let same = || ExchangePolicy { resources: Vec::new(), ..policy() };
        assert_eq!(left(same(), &CASE).unwrap(), [""; 0], "for this provider, as the subject token");
        assert_eq!(left(same(), &Case { resources: &[ISSUER], ..CASE }).unwrap(), [ISSUER]);
        let narrow = Case { audience: &["urn:a", "urn:b"], resources: &["urn:a"], ..CASE };
        assert_eq!(left(same(), &narrow).unwrap(), ["urn:a"]);
        let wide = Case { audience: &["urn:a"], resources: &["urn:b"], ..CASE };
        assert!(left(same(), &wide).is_err() && left(same(), &Case { resources: &[ISSUER], ..wide }).is_err());
    }

    #[test]
    fn who_acts_is_the_client_itself_or_an_actor_of_the_policy() {
        let impersonation = || ExchangePolicy { mode: ExchangeMode::Impersonation, ..policy() };
        for (actor, delegates, impersonates) in [
            (None, true, true),
            (Some("orders"), true, false),
            (Some("console"), true, false),
            (Some("x"), false, false),
        ] {
            let case = Case { actor, ..CASE };
            assert_eq!(decided(&[policy()], &case).is_ok(), delegates, "{actor:?}");
            assert_eq!(decided(&[impersonation()], &case).is_ok(), impersonates, "{actor:?}");
        }
        let both = [impersonation(), policy()];
        assert_eq!(decided(&both, &CASE).unwrap().mode, ExchangeMode::Impersonation, "the first that allows it");
        let acting = Case { actor: Some("console"), ..CASE };
        assert_eq!(decided(&both, &acting).unwrap().mode, ExchangeMode::Delegation);
    }

    #[test]
    fn may_act_names_the_only_one_who_may() {
        for (may_act, actor, right) in [
            (Some("orders"), None, true),
            (Some("orders"), Some("console"), false),
            (Some("console"), Some("console"), true),
            (Some("console"), None, false),
            (Some("ORDERS"), None, false),
        ] {
            let outcome = decided(&[policy()], &Case { may_act, actor, ..CASE });
            assert_eq!(outcome.is_ok(), right, "{may_act:?} {actor:?}");
        }
    }

    #[test]
    fn a_chain_of_exchanges_is_short() {
        decided(&[policy()], &Case { exchanges: LONGEST_CHAIN - 1, ..CASE }).unwrap();
        assert_eq!(decided(&[policy()], &Case { exchanges: LONGEST_CHAIN, ..CASE }), Err(ExchangeFault::TooLong));
    }

    fn exchange() -> Exchange {
        Exchange {
            client_id: id("orders"),
            proven_by: "none".into(),
            subject_client: id("shop"),
            subject_audience: Vec::new(),
            mode: ExchangeMode::Delegation,
            actors: Vec::new(),
            via: Vec::new(),
            ends_with_login: false,
            actor_token: None,
        }
    }

    #[test]
    fn what_the_operator_takes_from_a_policy_is_taken_from_its_tokens() {
        let scope = ScopeSet::parse("orders stock:read");
        let left = |policies: &[ExchangePolicy], audience: &[&str]| {
            let left = exchange().still_allowed(policies, &resources(audience), &scope, ISSUER, |_| true);
            left.map(|(resources, scope)| (resources.len(), scope.to_string()))
        };
        assert_eq!(left(&[policy()], &["urn:stock", "urn:mail"]), Some((2, "orders stock:read".into())));
        let less = ExchangePolicy { resources: resources(&["urn:mail"]), added_scope: ScopeSet::default(), ..policy() };
        assert_eq!(left(std::slice::from_ref(&less), &["urn:stock", "urn:mail"]), Some((1, "orders".into())));
        assert_eq!(left(&[less], &["urn:stock"]), None);
        assert_eq!(left(&[], &["urn:stock"]), None);
        assert_eq!(left(&[policy()], &[]), None, "never this provider instead");
        assert!(left(&[ExchangePolicy { resources: resources(&[ISSUER]), ..policy() }], &[]).is_some());
        assert!(left(&[ExchangePolicy { resources: Vec::new(), ..policy() }], &[]).is_some());
        let kept = exchange().still_allowed(&[policy()], &resources(&["urn:mail"]), &scope, ISSUER, |_| false);
        assert_eq!(kept.unwrap().1.to_string(), "stock:read", "the client of the grant lost the other");
        let other_mode = ExchangePolicy { mode: ExchangeMode::Impersonation, ..policy() };
        assert_eq!(left(&[other_mode], &["urn:stock"]), None);
    }

    #[test]
    fn act_names_the_present_actor_outside_and_those_before_inside() {
        let actors = [
            Actor::Client(id("stock")),
            Actor::Person { sub: Subject::new("ada"), client_id: id("console") },
            Actor::Client(id("orders")),
        ];
        let act = Act::of(&actors, |sub| Subject::new(format!("{}-here", sub.as_str())));
        assert_eq!(
            serde_json::to_value(act).unwrap(),
            serde_json::json!({"sub": "stock", "act": {"sub": "ada-here", "client_id": "console", "act": {"sub": "orders"}}})
        );
        assert_eq!(Act::of(&[], Subject::clone), None);
    }

    #[test]
    fn the_token_types_are_those_of_the_specification_and_no_others() {
        for known in [TokenType::AccessToken, TokenType::IdToken, TokenType::Jwt] {
            assert_eq!(TokenType::parse(known.as_str()), Some(known));
        }
        for other in [
            "",
            "access_token",
            "urn:ietf:params:oauth:token-type:refresh_token",
            "urn:ietf:params:oauth:token-type:JWT",
        ] {
            assert_eq!(TokenType::parse(other), None, "{other}");
        }
    }
}
