//! A request gone through without anybody in front of it: the steps that a person would be led through, one after the other as
//! [`next_step`] decides them, and how it ends. Nothing is issued by it, for all it has is a login that nobody began.

use super::assurance;
use super::next_step::{NextStep, Progress, Situation, next_step};
use super::verified::VerifiedRequest;
use crate::clock::Timestamp;
use crate::protocol::acr::Level;
use crate::protocol::client::Client;
use crate::protocol::consent::Consent;
use crate::protocol::factors::{Means, Method, Methods};
use crate::protocol::session::{Session, SignedIn};
use crate::protocol::user::{Subject, User};

/// More steps than any request has.
const MOST: usize = 12;
/// The login that stands for one.
const LOGIN: &str = "rehearsal";

/// Who goes through which request.
pub struct Cast<'a> {
    /// The request.
    pub request: &'a VerifiedRequest,
    /// Its client, as registered now.
    pub client: &'a Client,
    /// The person.
    pub person: &'a User,
    /// The `sub` by which the client knows that person.
    pub sub: &'a Subject,
    /// Whether they signed in a moment ago already.
    pub is_signed_in: bool,
    /// What they allowed before.
    pub consent: Option<Consent>,
    /// What the settings demand of them, whatever is asked.
    pub floor: Level,
    /// What they can prove themselves with.
    pub means: Means,
    /// Now.
    pub now: Timestamp,
}

/// A step that was gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was due.
    pub next: NextStep,
    /// What the login had reached after it.
    pub reached: Level,
}

/// What was gone through.
#[derive(Debug)]
pub struct Rehearsal {
    /// Every step. The last is [`NextStep::Issue`] or [`NextStep::Refuse`], or the sign-in of somebody who may not.
    pub steps: Vec<Step>,
    /// The login at the end.
    pub signed_in: Option<SignedIn>,
}

impl Cast<'_> {
    /// The least that a sign-in of this person reaches: whoever has an authenticator app is asked for a code by every password.
    fn usual(&self) -> Level {
        let usual = if self.means.has.totp { Level::MultiFactor } else { Level::Password };
        self.in_a_new_browser(usual.max(self.floor))
    }

    /// What a sign-in for this request reaches.
    fn at_sign_in(&self) -> Level {
        let demand = assurance::demanded(self.request.asked(), self.client, self.means, self.floor);
        self.usual().max(self.in_a_new_browser(demand.at_sign_in()))
    }

    /// What is proven where this level is demanded, in a browser that remembers nothing; never more than they have or may add.
    fn in_a_new_browser(&self, level: Level) -> Level {
        let proven = if level == Level::Remembered { Level::MultiFactor } else { level };
        proven.min(self.means.reachable())
    }

    fn login(&self, level: Level) -> SignedIn {
        let password = Methods::one(Method::Password);
        let methods = match level {
            Level::Password | Level::Remembered => password,
            Level::MultiFactor => password.and(Method::Totp),
            Level::Recovered => password.and(Method::RecoveryCode),
            Level::PhishingResistant => password.and(Method::Passkey { user_verified: true }),
        };
        let now = self.now;
        let session = Session {
            id: LOGIN.to_owned(),
            sub: self.person.sub.clone(),
            auth_time: now,
            amr: methods.amr(),
            acr: level.stored().to_owned(),
            remember: false,
            created_at: now,
            last_seen: now,
            expires_at: now,
            idle_expires_at: now,
            user_agent: String::new(),
            ip: String::new(),
            browser_state: String::new(),
        };
        SignedIn { session, user: self.person.clone() }
    }

    /// With what is allowed at the step that asks for it.
    fn allowed(&self) -> Consent {
        let asked = self.request.asked();
        let claims = asked.claims.as_ref().map(|claims| claims.names()).unwrap_or_default();
        // Whoever is asked each time goes on with what this page allows, as once remembered.
        let allowed = Consent { scope: asked.scope.clone(), claims, granted_at: self.now, asks_each_time: false };
        match self.consent.clone() {
            Some(before) => before.with(&allowed),
            None => allowed,
        }
    }
}

/// Goes through the request.
pub fn rehearse(cast: &Cast<'_>) -> Rehearsal {
    let mut reached = cast.usual();
    let mut signed_in = cast.is_signed_in.then(|| cast.login(reached));
    let mut consent = cast.consent.clone();
    let mut progress = Progress::default();
    let mut steps = Vec::new();
    while steps.len() < MOST {
        let next = next_step(&Situation {
            request: cast.request,
            client: cast.client,
            signed_in: signed_in.as_ref(),
            sub: signed_in.as_ref().map(|_| cast.sub),
            consent: consent.as_ref().filter(|_| signed_in.is_some()),
            floor: cast.floor,
            means: cast.means,
            progress: &progress,
            now: cast.now,
        });
        let done = Some(LOGIN.to_owned());
        match &next {
            NextStep::SignIn | NextStep::SignUp | NextStep::Reauthenticate | NextStep::Enrol => {
                reached = cast.at_sign_in();
                signed_in = Some(cast.login(reached));
                progress.authenticated = done;
            }
            NextStep::StepUp => {
                reached = cast.means.highest();
                signed_in = Some(cast.login(reached));
                progress.stepped_up = done;
            }
            NextStep::SelectAccount => progress.account_chosen = done,
            NextStep::Consent { .. } => {
                consent = Some(cast.allowed());
                progress.consented = done;
            }
            NextStep::Issue | NextStep::Refuse(..) => {}
        }
        let is_last = matches!(next, NextStep::Issue | NextStep::Refuse(..)) || !cast.person.may_sign_in();
        let must_enrol = matches!(next, NextStep::SignIn | NextStep::Reauthenticate) && reached > cast.means.highest();
        steps.push(Step { next, reached });
        if is_last {
            break;
        }
        if must_enrol {
            steps.push(Step { next: NextStep::Enrol, reached });
        }
    }
    Rehearsal { steps, signed_in }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::{Arrived, Context, verify};
    use crate::protocol::authorization_details::DetailTypes;
    use crate::protocol::claims::ClaimCatalogue;
    use crate::protocol::client::{ClientId, ConsentMode};
    use crate::protocol::error::ErrorCode;
    use crate::protocol::factors::FactorKinds;
    use crate::protocol::id_token::IdTokenHintError;
    use crate::protocol::redirect_uri::{ApplicationType, RedirectUri};

    const NOW: Timestamp = Timestamp(1_000_000);
    const REQUEST: &str = "client_id=app&response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid+email\
                           &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

    fn client() -> Client {
        Client {
            redirect_uris: vec![RedirectUri::parse("https://app.example/cb", ApplicationType::Web).unwrap()],
            ..Client::bare(ClientId::parse("app").unwrap())
        }
    }

    fn ben() -> User {
        User { sub: Subject::new("s"), groups: vec!["family".into()], ..User::nobody("ben") }
    }

    struct Play {
        client: Client,
        person: User,
        prompt: &'static str,
        is_signed_in: bool,
        floor: Level,
        means: Means,
    }

    impl Play {
        fn of(client: Client) -> Self {
            let (person, means) = (ben(), Means::default());
            Self { client, person, prompt: "", is_signed_in: false, floor: Level::Password, means }
        }

        fn steps(&self) -> Vec<(NextStep, Level)> {
            let client = std::sync::Arc::new(self.client.clone());
            let encoded = match self.prompt {
                "" => REQUEST.to_owned(),
                prompt => format!("{REQUEST}&prompt={prompt}"),
            };
            let request = verify(
                &Arrived { encoded: encoded.as_bytes(), object: None },
                &Context {
                    client: &|_| Some(client.clone()),
                    issuer: "https://auth.example",
                    catalogue: &ClaimCatalogue::default(),
                    detail_types: &DetailTypes::default(),
                    id_token_hint: &|_| Err(IdTokenHintError::NotOurs),
                    sign_up: false,
                    now: NOW,
                },
            )
            .unwrap();
            let cast = Cast {
                request: &request,
                client: &self.client,
                person: &self.person,
                sub: &self.person.sub,
                is_signed_in: self.is_signed_in,
                consent: None,
                floor: self.floor,
                means: self.means,
                now: NOW,
            };
            rehearse(&cast).steps.into_iter().map(|step| (step.next, step.reached)).collect()
        }

        fn names(&self) -> String {
            let name = |step: (NextStep, Level)| match step.0 {
                NextStep::SignIn => "sign-in".to_owned(),
                NextStep::Enrol => "enrol".to_owned(),
                NextStep::StepUp => "step-up".to_owned(),
                NextStep::Reauthenticate => "again".to_owned(),
                NextStep::SelectAccount => "account".to_owned(),
                NextStep::Consent { .. } => "consent".to_owned(),
                NextStep::Issue => "issue".to_owned(),
                NextStep::SignUp => "sign-up".to_owned(),
                NextStep::Refuse(code, _) => code.as_str().to_owned(),
            };
            self.steps().into_iter().map(name).collect::<Vec<_>>().join(" ")
        }
    }

    #[test]
    fn each_step_is_taken_once_and_the_last_one_is_the_answer() {
        assert_eq!(Play::of(client()).names(), "sign-in consent issue");
        let signed_in = Play { is_signed_in: true, ..Play::of(client()) };
        assert_eq!(signed_in.names(), "consent issue");
        assert_eq!(Play { prompt: "login", ..signed_in }.names(), "again consent issue");
        let own = || Client { consent: ConsentMode::Skip, ..client() };
        assert_eq!(Play { is_signed_in: true, prompt: "select_account", ..Play::of(own()) }.names(), "account issue");
        assert_eq!(Play { is_signed_in: true, ..Play::of(own()) }.names(), "issue");
        assert_eq!(Play { prompt: "none", ..Play::of(own()) }.names(), ErrorCode::LoginRequired.as_str());
    }

    #[test]
    fn who_is_in_no_group_of_the_app_is_refused_once_they_are_known() {
        let closed = Client { allowed_groups: vec!["admins".to_owned()], ..client() };
        assert_eq!(Play::of(closed).names(), "sign-in access_denied");
        let locked = User { locked: true, ..ben() };
        assert_eq!(Play { person: locked, ..Play::of(client()) }.names(), "sign-in");
    }

    #[test]
    fn a_second_factor_is_proven_where_there_is_one_and_set_up_where_there_is_none() {
        let (totp, none) = (FactorKinds { totp: true, passkey: false }, FactorKinds::default());
        let strict = || Client { require_mfa: true, consent: ConsentMode::Skip, ..client() };
        let passkey = FactorKinds { totp: false, passkey: true };
        let with = |has, is_signed_in| {
            let means = Means { has, may_add: totp };
            Play { means, is_signed_in, ..Play::of(strict()) }
        };
        assert_eq!(with(totp, false).steps()[0], (NextStep::SignIn, Level::MultiFactor));
        assert_eq!(with(none, false).names(), "sign-in enrol issue");
        assert_eq!(with(passkey, true).names(), "step-up issue");
        assert_eq!(with(none, true).names(), "enrol issue");
        let demanded = Play { floor: Level::MultiFactor, ..with(totp, false) };
        assert_eq!(demanded.names(), "sign-in issue");
    }
}
