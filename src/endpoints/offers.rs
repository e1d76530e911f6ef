//! What each address answers: the one table behind `Allow` (SEC-61), the form of errors, and who may read an answer from
//! another site's page (SEC-64). Whatever answers GET answers HEAD.

/// Who comes to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitors {
    /// Browsers: an error is a page.
    People,
    /// Apps and operators' programs: an error is JSON.
    Programs,
}

/// Which pages of other origins may read its answers, never with cookies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// None (SEC-14): the browser comes itself, or no page has any business there.
    Nobody,
    /// Those of origins that a client registered.
    RegisteredOrigins,
    /// Everybody: it is public and the same for all.
    Everybody,
}

/// What an address offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// How its route ends; one that ends in `/` is the beginning of what follows.
    pub route: &'static str,
    /// Methods, but for HEAD and OPTIONS.
    pub methods: &'static [&'static str],
    /// Who comes.
    pub visitors: Visitors,
    /// Who reads.
    pub readers: Readers,
}

const GET: &[&str] = &["GET"];
const POST: &[&str] = &["POST"];
const BOTH: &[&str] = &["GET", "POST"];

/// Introspection is not for pages: it answers clients with a secret, and a page has none. The status of sessions is read
/// by our own frame alone.
pub const OFFERS: [Offer; 69] = [
    readable("/.well-known/", GET, Readers::Everybody),
    readable("/jwks", GET, Readers::Everybody),
    readable("/token", POST, Readers::RegisteredOrigins),
    readable("/par", POST, Readers::RegisteredOrigins),
    readable("/device_authorization", POST, Readers::RegisteredOrigins),
    readable("/backchannel_authentication", POST, Readers::Nobody),
    readable("/backchannel_authentication/automated_approval", BOTH, Readers::Nobody),
    readable("/account/requests/waiting", GET, Readers::Nobody),
    readable("/account/this-login/events", GET, Readers::Nobody),
    readable("/revoke", POST, Readers::RegisteredOrigins),
    readable("/userinfo", BOTH, Readers::RegisteredOrigins),
    readable("/resource_for_tests", BOTH, Readers::RegisteredOrigins),
    readable("/register", POST, Readers::RegisteredOrigins),
    readable("/register/{client_id}", &["GET", "PUT", "DELETE"], Readers::RegisteredOrigins),
    readable("/introspect", POST, Readers::Nobody),
    readable("/check-session-iframe/status", POST, Readers::Nobody),
    readable("/check-session-iframe/events", GET, Readers::Nobody),
    readable("/livez", GET, Readers::Nobody),
    readable("/readyz", GET, Readers::Nobody),
    readable("/metrics", GET, Readers::Nobody),
    readable("/demo/events.json", GET, Readers::Nobody),
    readable("/demo/backchannel-logout", POST, Readers::Nobody),
    page("/demo/sign-in", POST),
    page("/demo/sign-out", POST),
    page("/demo/sign-out-everywhere", POST),
    page("/authorize", BOTH),
    page("/login", BOTH),
    page("/select-account", BOTH),
    page("/consent", BOTH),
    page("/device", BOTH),
    page("/end-session", BOTH),
    page("/setup", BOTH),
    page("/invite", BOTH),
    page("/forgot", BOTH),
    page("/sign-up", BOTH),
    page("/sign-up/account", BOTH),
    page("/not-me", BOTH),
    page("/language", POST),
    page("/second-factor", BOTH),
    page("/second-factor/set-up", BOTH),
    page("/step-up", BOTH),
    page("/account/security", GET),
    page("/account/activity", GET),
    page("/account/requests", BOTH),
    page("/account/apps", GET),
    page("/account/apps/remove", BOTH),
    page("/account/apps/remember", POST),
    page("/admin", GET),
    page("/admin/people", GET),
    page("/admin/add-person", BOTH),
    page("/admin/sign-up-link", POST),
    page("/admin/people/{sub}", GET),
    page("/admin/people/{sub}/{what}", POST),
    page("/admin/groups", GET),
    page("/admin/apps", GET),
    page("/admin/app", BOTH),
    page("/admin/app/connect", GET),
    page("/admin/app/try", GET),
    page("/admin/sessions", GET),
    page("/admin/sessions/end", POST),
    page("/admin/deliveries", GET),
    page("/admin/activity", GET),
    page("/admin/keys", GET),
    page("/admin/health", GET),
    page("/account/totp", BOTH),
    page("/account/profile", GET),
    page("/account/email", BOTH),
    page("/account/", POST),
    PAGE,
];

/// Every page that is only looked at.
const PAGE: Offer = page("", GET);

const fn page(route: &'static str, methods: &'static [&'static str]) -> Offer {
    Offer { route, methods, visitors: Visitors::People, readers: Readers::Nobody }
}

const fn readable(route: &'static str, methods: &'static [&'static str], readers: Readers) -> Offer {
    Offer { route, methods, visitors: Visitors::Programs, readers }
}

/// What the route of this pattern offers.
pub fn offer(route: &str) -> Offer {
    let route = route.trim_end_matches('/');
    let fits = |offer: &&Offer| match offer.route.ends_with('/') {
        true => route.contains(offer.route),
        false => route.ends_with(offer.route),
    };
    OFFERS.iter().find(fits).copied().unwrap_or(PAGE)
}

impl Offer {
    /// Every method, for `Allow`.
    pub fn allow(&self) -> String {
        let head = self.methods.contains(&"GET").then_some("HEAD");
        let options = (self.readers != Readers::Nobody).then_some("OPTIONS");
        self.methods.iter().copied().chain(head).chain(options).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_known_by_its_end_below_any_path() {
        for (route, allow, visitors) in [
            ("/token", "POST, OPTIONS", Visitors::Programs),
            ("/id/token/", "POST, OPTIONS", Visitors::Programs),
            ("/register", "POST, OPTIONS", Visitors::Programs),
            ("/register/{client_id}", "GET, PUT, DELETE, HEAD, OPTIONS", Visitors::Programs),
            ("/.well-known/openid-configuration", "GET, HEAD, OPTIONS", Visitors::Programs),
            ("/.well-known/oauth-authorization-server/id", "GET, HEAD, OPTIONS", Visitors::Programs),
            ("/introspect", "POST", Visitors::Programs),
            ("/livez", "GET, HEAD", Visitors::Programs),
            ("/check-session-iframe", "GET, HEAD", Visitors::People),
            ("/login", "GET, POST, HEAD", Visitors::People),
            ("/account/{what:password}", "POST", Visitors::People),
            ("/account/profile", "GET, HEAD", Visitors::People),
            ("/account/profile/{what:save|email}", "POST", Visitors::People),
            ("/account/data.json", "POST", Visitors::People),
            ("/account/apps/remember", "POST", Visitors::People),
            ("/account/apps/remove", "GET, POST, HEAD", Visitors::People),
            ("/demo/sign-out", "POST", Visitors::People),
            ("/", "GET, HEAD", Visitors::People),
            ("", "GET, HEAD", Visitors::People),
        ] {
            let offer = offer(route);
            assert_eq!((offer.allow().as_str(), offer.visitors), (allow, visitors), "{route}");
        }
    }
}
