//! The apps of a person: what each of them holds, which are listed, in which order, and on which page of the list.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::authorization_details::AuthorizationDetails;
use super::claims::ClaimsRequest;
use super::client::{Client, ClientId, ConsentMode};
use super::consent::Consent;
use super::resource::Resource;
use super::scope::ScopeSet;
use super::user::User;
use crate::clock::Timestamp;

/// Grants of one person to one client that are alike in what they give.
#[derive(Debug, Clone)]
pub struct GrantsAlike {
    /// The client.
    pub client_id: ClientId,
    /// Their scope.
    pub scope: ScopeSet,
    /// Their resources.
    pub resource: Vec<Resource>,
    /// The `claims` parameter with which they were asked for.
    pub claims: Option<ClaimsRequest>,
    /// What they allow in detail.
    pub authorization_details: AuthorizationDetails,
    /// When the first was given.
    pub first: Timestamp,
    /// When the last was given.
    pub last: Timestamp,
    /// Whether one of them outlives its login.
    pub offline: bool,
    /// Whether they live.
    pub live: bool,
}

/// What the living grants of a client give, taken together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// Scope values.
    pub scope: ScopeSet,
    /// Claims asked for by name.
    pub claims: Vec<String>,
    /// Resources (RFC 8707).
    pub resource: Vec<Resource>,
    /// What they allow in detail.
    pub authorization_details: AuthorizationDetails,
    /// When the oldest of them was given.
    pub since: Timestamp,
    /// Whether one of them outlives its login.
    pub offline: bool,
}

/// What one client holds of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The client.
    pub client_id: ClientId,
    /// What the person allowed.
    pub consent: Option<Consent>,
    /// What its grants give now.
    pub granted: Option<Granted>,
    /// When the person signed in to it last, as far as that is known still.
    pub signed_in_at: Option<Timestamp>,
}

impl Access {
    /// No access.
    pub fn none(client_id: ClientId) -> Self {
        Self { client_id, consent: None, granted: None, signed_in_at: None }
    }

    /// Whether there is anything that could be removed.
    pub fn is_held(&self) -> bool {
        self.consent.is_some() || self.granted.is_some()
    }

    /// Every scope value that it has, or was allowed.
    pub fn scope(&self) -> ScopeSet {
        let allowed = self.consent.as_ref().map(|consent| consent.scope.clone()).unwrap_or_default();
        self.granted.as_ref().map_or(allowed.clone(), |granted| allowed.union(&granted.scope))
    }

    /// The claims that it has by name, or was allowed so.
    pub fn claims(&self) -> Vec<String> {
        let allowed = self.consent.iter().flat_map(|consent| &consent.claims);
        let mut claims: Vec<String> =
            allowed.chain(self.granted.iter().flat_map(|granted| &granted.claims)).cloned().collect();
        claims.sort();
        claims.dedup();
        claims
    }

    /// The resources that it has access to.
    pub fn resource(&self) -> &[Resource] {
        self.granted.as_ref().map_or(&[], |granted| &granted.resource)
    }

    fn add(&mut self, grants: GrantsAlike) {
        self.sign_in_at(grants.last);
        if !grants.live {
            return;
        }
        let granted = self.granted.get_or_insert_with(|| Granted {
            scope: ScopeSet::default(),
            claims: Vec::new(),
            resource: Vec::new(),
            authorization_details: AuthorizationDetails::default(),
            since: grants.first,
            offline: false,
        });
        granted.scope = granted.scope.union(&grants.scope);
        granted.claims.extend(grants.claims.iter().flat_map(ClaimsRequest::names));
        granted.claims.sort();
        granted.claims.dedup();
        for resource in grants.resource {
            if !granted.resource.contains(&resource) {
                granted.resource.push(resource);
            }
        }
        granted.authorization_details.add(grants.authorization_details);
        granted.since = granted.since.min(grants.first);
        granted.offline |= grants.offline;
    }

    fn sign_in_at(&mut self, at: Timestamp) {
        self.signed_in_at = self.signed_in_at.max(Some(at));
    }
}

/// What each client holds of a person, put together from what is stored in several places.
pub fn accesses(
    consents: Vec<(ClientId, Consent)>,
    grants: Vec<GrantsAlike>,
    sign_ins: Vec<(ClientId, Timestamp)>,
) -> Vec<Access> {
    let mut all: BTreeMap<ClientId, Access> = BTreeMap::new();
    for (client_id, consent) in consents {
        access_of(&mut all, &client_id).consent = Some(consent);
    }
    for grants in grants {
        access_of(&mut all, &grants.client_id).add(grants);
    }
    for (client_id, at) in sign_ins {
        access_of(&mut all, &client_id).sign_in_at(at);
    }
    all.into_values().collect()
}

fn access_of<'a>(all: &'a mut BTreeMap<ClientId, Access>, client_id: &ClientId) -> &'a mut Access {
    all.entry(client_id.clone()).or_insert_with(|| Access::none(client_id.clone()))
}

/// How a person stands with an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admission {
    /// They may use it.
    Admitted,
    /// They may not, or not any more.
    Refused,
    /// Nobody may: it is disabled, or this server does not know it any more.
    Gone,
}

/// An app that is listed for a person.
#[derive(Debug, Clone)]
pub struct App {
    /// The client; one that is not known any more is called by its `client_id`.
    pub client: Arc<Client>,
    /// How the person stands with it.
    pub admission: Admission,
    /// What it holds.
    pub access: Access,
}

impl App {
    /// Whether it gets what it asks for without a question to the person.
    pub fn needs_no_consent(&self) -> bool {
        self.admission == Admission::Admitted && self.client.consent == ConsentMode::Skip
    }

    /// Whether it asks the person each time because they wish so, and would not otherwise.
    pub fn asks_each_time(&self) -> bool {
        let is_wished = self.access.consent.as_ref().is_some_and(|consent| consent.asks_each_time);
        self.admission == Admission::Admitted && self.client.remembers_consent() && is_wished
    }
}

/// A client that registered itself.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The client.
    pub client: Arc<Client>,
    /// Whether it is enabled.
    pub enabled: bool,
}

/// The apps of a person. A configured client is listed where it signs people in, admits this person and has a page to
/// open, and wherever it holds something of them. Whoever registered by themselves, is disabled or unknown, is listed
/// only for what it holds: nobody is offered an app that the operator does not vouch for.
pub fn list<'a>(
    user: &User,
    configured: impl Iterator<Item = &'a Arc<Client>>,
    registered: &HashMap<ClientId, Listed>,
    held: Vec<Access>,
) -> Vec<App> {
    let mut held: BTreeMap<ClientId, Access> =
        held.into_iter().map(|access| (access.client_id.clone(), access)).collect();
    let mut apps = Vec::new();
    for client in configured {
        let access = held.remove(&client.client_id).unwrap_or_else(|| Access::none(client.client_id.clone()));
        let admission = admission(user, client);
        let is_offered = admission == Admission::Admitted && client.signs_people_in() && client.has_start();
        if access.is_held() || is_offered {
            apps.push(App { client: client.clone(), admission, access });
        }
    }
    for (client_id, access) in held.into_iter().filter(|(_, access)| access.is_held()) {
        apps.push(match registered.get(&client_id) {
            Some(Listed { client, enabled: true }) => {
                App { client: client.clone(), admission: admission(user, client), access }
            }
            Some(Listed { client, enabled: false }) => {
                App { client: client.clone(), admission: Admission::Gone, access }
            }
            None => App { client: Arc::new(Client::bare(client_id)), admission: Admission::Gone, access },
        });
    }
    apps
}

/// By the rule that a sign-in goes by.
fn admission(user: &User, client: &Client) -> Admission {
    match user.may_sign_in() && client.admits(&user.groups) {
        true => Admission::Admitted,
        false => Admission::Refused,
    }
}

/// Those that can be opened first; among them what was signed in to last, then by name. `name` is what the reader sees.
pub fn sort(apps: &mut [App], name: impl Fn(&Client) -> String) {
    apps.sort_by_cached_key(|app| {
        let name = name(&app.client).to_lowercase();
        (app.admission, Reverse(app.access.signed_in_at), name, app.client.client_id.clone())
    });
}

/// Whether each word of `wanted` is in one of the texts, in whatever case.
pub fn is_found(wanted: &str, texts: &[&str]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    wanted.split_whitespace().all(|word| {
        let word = word.to_lowercase();
        texts.iter().any(|text| text.contains(&word))
    })
}

/// The page of at most `limit` apps that goes on behind `after`, and behind which app the next one does. `None` where that
/// app is not listed any more.
pub fn page(mut apps: Vec<App>, after: Option<&ClientId>, limit: usize) -> Option<(Vec<App>, Option<ClientId>)> {
    if let Some(after) = after {
        let place = apps.iter().position(|app| app.client.client_id == *after)?;
        apps.drain(..=place);
    }
    let has_more = apps.len() > limit;
    apps.truncate(limit);
    let next = apps.last().filter(|_| has_more).map(|last| last.client.client_id.clone());
    Some((apps, next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::GrantType;
    use crate::protocol::user::Subject;

    fn id(text: &str) -> ClientId {
        ClientId::parse(text).unwrap()
    }

    fn person(groups: &[&str]) -> User {
        let groups = groups.iter().map(|group| (*group).to_owned()).collect();
        User { sub: Subject::new("s"), groups, ..User::nobody("bob") }
    }

    fn client(name: &str) -> Client {
        Client { client_uri: Some(format!("https://{name}.example")), ..Client::bare(id(name)) }
    }

    fn for_group(name: &str, group: &str) -> Client {
        Client { allowed_groups: vec![group.to_owned()], ..client(name) }
    }

    fn consent(scope: &str) -> Consent {
        Consent { scope: ScopeSet::parse(scope), claims: Vec::new(), granted_at: Timestamp(5), asks_each_time: false }
    }

    fn held(name: &str) -> Access {
        Access { consent: Some(consent("openid")), ..Access::none(id(name)) }
    }

    fn grants(name: &str, scope: &str, at: i64, live: bool) -> GrantsAlike {
        GrantsAlike {
            client_id: id(name),
            scope: ScopeSet::parse(scope),
            resource: Vec::new(),
            claims: None,
            authorization_details: AuthorizationDetails::default(),
            first: Timestamp(at),
            last: Timestamp(at),
            offline: scope.contains("offline_access"),
            live,
        }
    }

    fn listed(user: &User, clients: &[Client], held: Vec<Access>) -> Vec<String> {
        let clients: Vec<Arc<Client>> = clients.iter().cloned().map(Arc::new).collect();
        let guest = Listed { client: Arc::new(client("guest")), enabled: true };
        let blocked = Listed { client: Arc::new(client("blocked")), enabled: false };
        let registered = [(id("guest"), guest), (id("blocked"), blocked)].into();
        let mut apps = list(user, clients.iter(), &registered, held);
        sort(&mut apps, |client| client.client_name.clone());
        apps.iter().map(|app| format!("{} {:?}", app.client.client_id, app.admission)).collect()
    }

    #[test]
    fn an_app_is_listed_for_whom_it_admits_and_has_a_page_for() {
        let machine = Client { grant_types: vec![GrantType::ClientCredentials], ..client("machine") };
        let homeless = Client { client_uri: None, ..client("homeless") };
        let clients = [client("wiki"), for_group("grafana", "admins"), machine, homeless];
        assert_eq!(listed(&person(&[]), &clients, Vec::new()), ["wiki Admitted"]);
        assert_eq!(listed(&person(&["admins"]), &clients, Vec::new()), ["grafana Admitted", "wiki Admitted"]);
        let locked = User { locked: true, ..person(&["admins"]) };
        assert!(listed(&locked, &clients, Vec::new()).is_empty());
    }

    #[test]
    fn whatever_holds_something_is_listed_and_whoever_only_did_is_not() {
        let homeless = Client { client_uri: None, ..client("homeless") };
        let clients = [for_group("grafana", "admins"), homeless];
        let all = ["grafana", "homeless", "guest", "blocked", "forgotten"].map(held);
        assert_eq!(
            listed(&person(&[]), &clients, all.to_vec()),
            ["guest Admitted", "homeless Admitted", "grafana Refused", "blocked Gone", "forgotten Gone"]
        );
        let once = all.map(|access| Access { consent: None, signed_in_at: Some(Timestamp(1)), ..access });
        assert!(listed(&person(&[]), &clients, once.to_vec()).is_empty());
    }

    #[test]
    fn the_app_of_the_last_sign_in_comes_first_and_the_rest_by_name() {
        let clients = ["zebra", "Apple", "mango", "beech"].map(client);
        let used = |name: &str, at| Access { signed_in_at: Some(Timestamp(at)), ..Access::none(id(name)) };
        let order = listed(&person(&[]), &clients, vec![used("mango", 10), used("zebra", 20)]);
        assert_eq!(order, ["zebra Admitted", "mango Admitted", "Apple Admitted", "beech Admitted"]);
    }

    #[test]
    fn what_living_grants_give_is_added_up_and_what_was_revoked_counts_as_a_sign_in_alone() {
        let consents = vec![(id("wiki"), consent("openid email"))];
        let both = vec![
            grants("wiki", "openid profile", 10, true),
            grants("wiki", "openid offline_access", 20, true),
            grants("old", "openid", 30, false),
        ];
        let all = accesses(consents, both, vec![(id("wiki"), Timestamp(15)), (id("old"), Timestamp(40))]);
        let [old, wiki] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((old.is_held(), old.signed_in_at), (false, Some(Timestamp(40))));
        assert_eq!(wiki.signed_in_at, Some(Timestamp(20)));
        for scope in ["openid", "email", "profile", "offline_access"] {
            assert!(wiki.scope().contains(scope), "{scope}");
        }
        let granted = wiki.granted.as_ref().unwrap();
        assert_eq!((granted.since, granted.offline), (Timestamp(10), true));
    }

    #[test]
    fn a_search_finds_every_word_in_any_text() {
        assert!(is_found("GRAF  mon", &["Grafana", "monitor.example"]));
        assert!(is_found("", &["Grafana"]));
        assert!(is_found("éco", &["École"]));
        assert!(!is_found("grafana wiki", &["Grafana", "monitor.example"]));
    }

    #[test]
    fn pages_go_on_behind_the_last_app_and_end() {
        let app = |name: &str| App {
            client: Arc::new(client(name)),
            admission: Admission::Admitted,
            access: Access::none(id(name)),
        };
        let apps: Vec<App> = ["a", "b", "c", "d", "e"].map(app).to_vec();
        let shown = |after: Option<&str>| {
            let (apps, next) = page(apps.clone(), after.map(id).as_ref(), 2)?;
            let names: Vec<String> = apps.iter().map(|app| app.client.client_id.to_string()).collect();
            Some((names.join(" "), next.map(|next| next.to_string())))
        };
        assert_eq!(shown(None), Some(("a b".into(), Some("b".into()))));
        assert_eq!(shown(Some("b")), Some(("c d".into(), Some("d".into()))));
        assert_eq!(shown(Some("d")), Some(("e".into(), None)));
        assert_eq!(shown(Some("e")), Some((String::new(), None)));
        assert_eq!(shown(Some("gone")), None);
    }
}
