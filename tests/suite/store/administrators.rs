//! The last administrator who can sign in stays one, and an administrator who is none any more does nothing.

use std::sync::Arc;
use std::time::Duration;

use latchkey::clock::Timestamp;
use latchkey::origin::{self, Administrator, Origin, Sent};
use latchkey::protocol::client_address::ClientAddress;
use latchkey::protocol::factors::{Passkey, WaysIn};
use latchkey::protocol::session::Cause;
use latchkey::protocol::user::{Definition, Subject, User};
use latchkey::secret::{Digest, Secret};
use latchkey::store::configured::WantedUser;
use latchkey::store::factors::{By, RemovePasskey};
use latchkey::store::new_sign_ins::Disowned;
use latchkey::store::people::Guarded;
use latchkey::store::self_service::RemoveOwn;
use latchkey::store::sessions::{NewLogin, Visit};
use latchkey::store::users::{ProfileChange, ProfileChanged};
use latchkey::store::{SharedStore, StoreError};
use latchkey::telemetry::RequestId;

use super::{NOW, begin, session, stores, user};
use crate::support::take_in::TakeIn as _;

const HOUR: Duration = Duration::from_secs(3_600);

/// How somebody stops administering, or loses what they sign in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By an administrator, or on the command line.
    Lock,
    /// By an administrator, or on the command line.
    Remove,
    /// By an administrator, or on the command line; of oneself, too.
    Demote,
    /// By an administrator, or on the command line, where there is no password.
    ResetFactors,
    /// By the person, where there is no password.
    LastPasskey,
    /// By the person.
    OwnAccount,
    /// The file says `admin = false` from now on.
    FileDemotes,
    /// The file says `locked = true` from now on.
    FileLocks,
    /// The entry is gone from the file.
    FileForgets,
}

impl Way {
    const ALL: [Self; 9] = [
        Self::Lock,
        Self::Remove,
        Self::Demote,
        Self::ResetFactors,
        Self::LastPasskey,
        Self::OwnAccount,
        Self::FileDemotes,
        Self::FileLocks,
        Self::FileForgets,
    ];

    fn is_of_the_file(self) -> bool {
        matches!(self, Self::FileDemotes | Self::FileLocks | Self::FileForgets)
    }

    /// Whether it takes only what somebody signs in with who has no password.
    fn is_of_factors(self) -> bool {
        matches!(self, Self::ResetFactors | Self::LastPasskey)
    }
}

fn ada() -> Subject {
    Subject::new("sub-ada")
}

fn administrator(name: &str) -> User {
    User { is_admin: true, ..user(name) }
}

fn wanted(change: impl FnOnce(&mut User)) -> WantedUser {
    let definition = Definition::File { file: "people.toml".into(), pins_password: true };
    let mut user = User { definition, ..administrator("ada") };
    change(&mut user);
    WantedUser { user, gives_sub: true }
}

/// Ada administers, with the login "one" and, where `way` is about factors, with a passkey and nothing else.
async fn with_ada(store: &SharedStore, way: Way) -> By {
    if way.is_of_the_file() {
        store.take_in(&[wanted(|_| {})], &[], HOUR, NOW).await.unwrap();
    } else {
        let password_hash = Some(Secret::new("hash")).filter(|_| !way.is_of_factors());
        store.add_user(&User { password_hash, ..administrator("ada") }).await.unwrap();
    }
    begin(store, session("one", "sub-ada")).await;
    if way.is_of_factors() {
        let added = store.add_passkey(&passkey("ada"), &[], &said(store).await, NOW).await.unwrap();
        assert!(matches!(added, latchkey::store::factors::AddFactor::Added { .. }));
    }
    said(store).await
}

fn passkey(of: &str) -> Passkey {
    Passkey {
        id: of.as_bytes().to_vec(),
        sub: Subject::new(format!("sub-{of}")),
        name: "Phone".into(),
        public_key: vec![1],
        sign_count: 0,
        aaguid: [9; 16],
        backup_eligible: true,
        backed_up: true,
        transports: Vec::new(),
        created_at: NOW,
        last_used: NOW,
        signs_in: true,
    }
}

async fn said(store: &SharedStore) -> By {
    let revision = store.user(&ada()).await.unwrap().unwrap().credentials_revision;
    By::Login { id: "one".into(), revision }
}

/// Goes that way; whether it led anywhere, or why not.
async fn go(store: &SharedStore, way: Way, by: &By) -> Result<(), String> {
    let guarded = |outcome: Guarded| match outcome {
        Guarded::Done => Ok(()),
        other => Err(format!("{other:?}")),
    };
    let reload = async |users: &[WantedUser]| match store.take_in_unless_last(users, &[], HOUR, NOW).await {
        Ok(_) => Ok(()),
        Err(StoreError::NobodyAdministers) => Err("LastAdministrator".to_owned()),
        Err(error) => panic!("{error}"),
    };
    match way {
        Way::Lock => guarded(store.lock_unless_last(&ada(), WaysIn::BOTH, NOW).await.unwrap()),
        Way::Remove => guarded(store.remove_unless_last(&ada(), WaysIn::BOTH, NOW).await.unwrap()),
        Way::ResetFactors => guarded(store.reset_factors(&ada(), WaysIn::BOTH, NOW).await.unwrap()),
        Way::Demote => {
            let change = ProfileChange { is_admin: Some(false), ..ProfileChange::default() };
            match store.change_profile(&ada(), &change, WaysIn::BOTH, NOW).await.unwrap() {
                ProfileChanged::Changed(_) => Ok(()),
                other => Err(format!("{other:?}")),
            }
        }
        Way::LastPasskey => match store.remove_passkey(&ada(), b"ada", by, WaysIn::BOTH, NOW).await.unwrap() {
            RemovePasskey::Removed => Ok(()),
            other => Err(format!("{other:?}")),
        },
        Way::OwnAccount => match store.remove_own_account(&ada(), by, WaysIn::BOTH, NOW).await.unwrap() {
            RemoveOwn::Removed => Ok(()),
            other => Err(format!("{other:?}")),
        },
        Way::FileDemotes => reload(&[wanted(|user| user.is_admin = false)]).await,
        Way::FileLocks => reload(&[wanted(|user| user.locked = true)]).await,
        Way::FileForgets => reload(&[]).await,
    }
}

/// Administrators who could not sign in: locked, without anything to prove themselves by, or gone from a file.
async fn add_those_who_cannot(store: &SharedStore) {
    let locked = User { locked: true, ..administrator("locked") };
    let invited = User { password_hash: None, ..administrator("invited") };
    let since = Definition::Left { file: "f.toml".into(), since: NOW, ends_at: None };
    let left = User { definition: since, ..administrator("left") };
    for user in [locked, invited, left, user("nobody")] {
        store.add_user(&user).await.unwrap();
    }
}

#[actix_web::test]
async fn no_way_leads_to_nobody_who_administers_and_can_sign_in() {
    for way in Way::ALL {
        for (store, _folder) in stores() {
            let by = with_ada(&store, way).await;
            add_those_who_cannot(&store).await;
            let before = store.user(&ada()).await.unwrap().unwrap();
            let refused = go(&store, way, &by).await.expect_err(&format!("{way:?}"));
            let expected = if way == Way::LastPasskey { "OnlyWayIn" } else { "LastAdministrator" };
            assert_eq!(refused, expected, "{way:?}");
            let after = store.user(&ada()).await.unwrap().unwrap();
            assert_eq!(format!("{before:?}"), format!("{after:?}"), "{way:?}: nothing was changed");
            assert!(store.live_session("one", NOW).await.unwrap().is_some(), "{way:?}");

            // Another one is enough who can sign in by a passkey, and not one with a key that only stands beside a password.
            let ben = User { password_hash: None, ..administrator("ben") };
            store.add_user(&ben).await.unwrap();
            assert!(go(&store, way, &by).await.is_err(), "{way:?}");
            let key = Passkey { id: b"key".to_vec(), signs_in: false, ..passkey("ben") };
            store.add_passkey(&key, &[], &By::Proof(1), NOW).await.unwrap();
            if !way.is_of_the_file() {
                assert!(go(&store, way, &by).await.is_err(), "{way:?}");
            }
            store.add_passkey(&passkey("ben"), &[], &By::Proof(2), NOW).await.unwrap();
            match way {
                // Everybody keeps a way to sign in, whoever administers.
                Way::LastPasskey => assert!(go(&store, way, &by).await.is_err()),
                _ => go(&store, way, &by).await.unwrap_or_else(|error| panic!("{way:?}: {error}")),
            }
        }
    }
}

/// What a start takes in is what the file says; and whoever cannot sign in is no loss.
#[actix_web::test]
async fn a_start_takes_the_file_as_it_is_and_who_cannot_sign_in_is_no_last_one() {
    for (store, _folder) in stores() {
        with_ada(&store, Way::FileDemotes).await;
        store.take_in(&[wanted(|user| user.is_admin = false)], &[], HOUR, NOW).await.unwrap();
        assert!(!store.user(&ada()).await.unwrap().unwrap().is_admin);
        store.take_in_unless_last(&[], &[], HOUR, NOW).await.unwrap();
        let invited = User { password_hash: None, ..administrator("invited") };
        store.add_user(&invited).await.unwrap();
        assert_eq!(store.lock_unless_last(&invited.sub, WaysIn::BOTH, NOW).await.unwrap(), Guarded::Done);
        assert_eq!(store.remove_unless_last(&invited.sub, WaysIn::BOTH, NOW).await.unwrap(), Guarded::Done);
    }
}

/// People who do not administer keep a way to sign in, too; what an operator removes they may have removed.
#[actix_web::test]
async fn nobody_removes_the_only_passkey_by_which_they_sign_in() {
    for (store, _folder) in stores() {
        store.add_user(&User { password_hash: None, ..user("ada") }).await.unwrap();
        begin(&store, session("one", "sub-ada")).await;
        store.add_passkey(&passkey("ada"), &[], &said(&store).await, NOW).await.unwrap();
        let only = store.remove_passkey(&ada(), b"ada", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(only, RemovePasskey::OnlyWayIn);
        let key = Passkey { id: b"key".to_vec(), signs_in: false, ..passkey("ada") };
        store.add_passkey(&key, &[], &said(&store).await, NOW).await.unwrap();
        let beside_a_key = store.remove_passkey(&ada(), b"ada", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(beside_a_key, RemovePasskey::OnlyWayIn, "it stands beside a password, and there is none");
        let removed = store.remove_passkey(&ada(), b"key", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(removed, RemovePasskey::Removed);
        let second = Passkey { id: b"second".to_vec(), ..passkey("ada") };
        store.add_passkey(&second, &[], &said(&store).await, NOW).await.unwrap();
        let one_of_two = store.remove_passkey(&ada(), b"ada", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(one_of_two, RemovePasskey::Removed);
        store.set_password(&ada(), &Secret::new("hash"), false, None, NOW).await.unwrap();
        let beside_a_password =
            store.remove_passkey(&ada(), b"second", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(beside_a_password, RemovePasskey::Removed);
        assert_eq!(store.reset_factors(&ada(), WaysIn::BOTH, NOW).await.unwrap(), Guarded::Gone);
    }
}

const PASSKEYS: WaysIn = WaysIn { password: false, passkey: true };
const PASSWORDS: WaysIn = WaysIn { password: true, passkey: false };

/// A password counts where there are passwords, and a passkey where there are passkeys.
#[actix_web::test]
async fn what_is_off_keeps_nobody_an_administrator() {
    for (store, _folder) in stores() {
        // Ada has a password alone, and Ben a passkey alone.
        store.add_user(&administrator("ada")).await.unwrap();
        store.add_user(&User { password_hash: None, ..administrator("ben") }).await.unwrap();
        store.add_passkey(&passkey("ben"), &[], &By::Proof(1), NOW).await.unwrap();
        let ben = Subject::new("sub-ben");
        for (last, ways) in [(&ada(), PASSWORDS), (&ben, PASSKEYS)] {
            assert_eq!(store.lock_unless_last(last, ways, NOW).await.unwrap(), Guarded::LastAdministrator, "{ways:?}");
            assert_eq!(
                store.remove_unless_last(last, ways, NOW).await.unwrap(),
                Guarded::LastAdministrator,
                "{ways:?}"
            );
            let change = ProfileChange { is_admin: Some(false), ..ProfileChange::default() };
            let demoted = store.change_profile(last, &change, ways, NOW).await.unwrap();
            assert!(matches!(demoted, ProfileChanged::LastAdministrator), "{ways:?}: {demoted:?}");
        }
        assert_eq!(store.reset_factors(&ben, PASSKEYS, NOW).await.unwrap(), Guarded::LastAdministrator);
        // The other one cannot sign in by these ways, and is no loss; by either way each stands in for the other.
        assert_eq!(store.lock_unless_last(&ada(), PASSKEYS, NOW).await.unwrap(), Guarded::Done);
        store.set_locked(&ada(), false, NOW).await.unwrap();
        assert_eq!(store.lock_unless_last(&ben, PASSWORDS, NOW).await.unwrap(), Guarded::Done);
        store.set_locked(&ben, false, NOW).await.unwrap();
        assert_eq!(store.lock_unless_last(&ben, WaysIn::BOTH, NOW).await.unwrap(), Guarded::Done);
    }
}

/// A password beside it is no way in where there are none.
#[actix_web::test]
async fn without_passwords_the_only_passkey_stays() {
    for (store, _folder) in stores() {
        store.add_user(&administrator("ada")).await.unwrap();
        begin(&store, session("one", "sub-ada")).await;
        store.add_passkey(&passkey("ada"), &[], &said(&store).await, NOW).await.unwrap();
        assert_eq!(store.reset_factors(&ada(), PASSKEYS, NOW).await.unwrap(), Guarded::LastAdministrator);
        let only = store.remove_passkey(&ada(), b"ada", &said(&store).await, PASSKEYS, NOW).await.unwrap();
        assert_eq!(only, RemovePasskey::OnlyWayIn);
        let beside_a_password =
            store.remove_passkey(&ada(), b"ada", &said(&store).await, WaysIn::BOTH, NOW).await.unwrap();
        assert_eq!(beside_a_password, RemovePasskey::Removed);
    }
}

/// The one way that is not refused: the person says that somebody else was in, and has a link for a new password at once; later
/// ones they ask for, since their address is known.
#[actix_web::test]
async fn who_disowns_a_sign_in_has_a_link_to_sign_in_again() {
    for (store, _folder) in stores() {
        store.add_user(&administrator("ada")).await.unwrap();
        for id in ["one", "two"] {
            let visit = Visit {
                browser: Digest::of(id),
                is_known: false,
                rests_on_memory: false,
                remembers_until: None,
                is_told: true,
                since: NOW,
                user_agent: "agent".into(),
            };
            let session = session(id, "sub-ada");
            let login = NewLogin {
                session,
                credentials_revision: 1,
                replaces: None,
                from: None,
                visit: Some(visit),
                cookie: None,
            };
            store.begin_session(&login, NOW).await.unwrap();
        }
        let (link, instead, until) = (Digest::of("link"), Digest::of("instead"), NOW.after(HOUR));
        store.link_new_sign_in("two", &link, until).await.unwrap().unwrap();
        let disowned = store.disown(&link, (&instead, until), NOW).await.unwrap();
        assert!(matches!(disowned, Some(Disowned { keeps_password: false, .. })));
        let accepted = store.accept_invitation(&instead, &Secret::new("new"), NOW).await.unwrap();
        assert!(accepted.is_some_and(|ada| ada.administers() && ada.password_hash.is_some()));
    }
}

/// The calls that look at nobody else are for what is no person's act, and no code of the server makes them for one.
#[test]
fn nothing_outside_the_stores_locks_or_removes_without_the_look() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.extend(Some(path).filter(|path| !path.ends_with("src/store")));
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains(".remove_user("), "{}", path.display());
            for call in text.split(".set_locked(").skip(1) {
                let arguments = call.split(')').next().unwrap();
                assert!(arguments.contains("false"), "{}: set_locked({arguments})", path.display());
            }
        }
    }
}

/// What an administrator asks for by a form, in the login `session_id`.
async fn as_administrator<T>(sub: &str, session_id: &str, work: impl Future<Output = T>) -> T {
    let sent = Sent {
        request_id: RequestId::fresh(),
        ip: ClientAddress::from(std::net::IpAddr::from([127, 0, 0, 1])),
        agent: None,
        administrator: None,
        language: None,
    };
    let administrator = Administrator { sub: Subject::new(sub), session_id: session_id.to_owned() };
    let acting = origin::for_administrator(administrator, work);
    origin::around(Arc::new(Origin::Request(sent)), acting).await
}

/// What an administrator does to another one; whether it was done.
type Act = fn(SharedStore, Subject) -> futures_util::future::LocalBoxFuture<'static, Result<bool, StoreError>>;

/// What ends that somebody administers.
fn acts() -> [(&'static str, Act); 3] {
    let demote: Act = |store, sub| {
        Box::pin(async move {
            let change = ProfileChange { is_admin: Some(false), ..ProfileChange::default() };
            Ok(matches!(store.change_profile(&sub, &change, WaysIn::BOTH, NOW).await?, ProfileChanged::Changed(_)))
        })
    };
    let lock: Act = |store, sub| {
        Box::pin(async move { Ok(store.lock_unless_last(&sub, WaysIn::BOTH, NOW).await? == Guarded::Done) })
    };
    let remove: Act = |store, sub| {
        Box::pin(async move { Ok(store.remove_unless_last(&sub, WaysIn::BOTH, NOW).await? == Guarded::Done) })
    };
    [("demote", demote), ("lock", lock), ("remove", remove)]
}

/// Two administrators demote, lock or remove each other at the same moment: one of them is left.
#[actix_web::test]
async fn of_two_who_act_on_each_other_at_once_one_is_left() {
    for (name, act) in acts() {
        for with_a_third in [false, true] {
            for round in 0..5 {
                for (store, _folder) in stores() {
                    for (name, id) in [("ada", "one"), ("ben", "two")] {
                        store.add_user(&administrator(name)).await.unwrap();
                        begin(&store, session(id, &format!("sub-{name}"))).await;
                    }
                    if with_a_third {
                        store.add_user(&administrator("carl")).await.unwrap();
                    }
                    let (by_ada, by_ben) = futures_util::future::join(
                        as_administrator("sub-ada", "one", act(store.clone(), Subject::new("sub-ben"))),
                        as_administrator("sub-ben", "two", act(store.clone(), ada())),
                    )
                    .await;
                    let done = [&by_ada, &by_ben].iter().filter(|outcome| matches!(outcome, Ok(true))).count();
                    let label = format!("{name} {round} {with_a_third}: {by_ada:?} {by_ben:?}");
                    assert_eq!(done, 1, "{label}");
                    let lapsed =
                        [&by_ada, &by_ben].iter().any(|outcome| matches!(outcome, Err(StoreError::ActorLapsed)));
                    assert!(lapsed, "who came second is none any more: {label}");
                }
            }
        }
    }
}

/// An administrator deletes their own account in one browser and demotes, locks or removes the only other one in another.
#[actix_web::test]
async fn who_leaves_and_acts_on_the_only_other_one_at_once_does_one_of_both() {
    for (name, act) in acts() {
        for round in 0..5 {
            for (store, _folder) in stores() {
                for (name, id) in [("ada", "one"), ("ben", "two")] {
                    store.add_user(&administrator(name)).await.unwrap();
                    begin(&store, session(id, &format!("sub-{name}"))).await;
                }
                let (ada, by) = (ada(), By::Login { id: "one".into(), revision: 1 });
                let (left, acted) = futures_util::future::join(
                    store.remove_own_account(&ada, &by, WaysIn::BOTH, NOW),
                    as_administrator("sub-ada", "one", act(store.clone(), Subject::new("sub-ben"))),
                )
                .await;
                let (left, label) = (left.unwrap(), format!("{name} {round}: {acted:?}"));
                let done = [left == RemoveOwn::Removed, matches!(acted, Ok(true))];
                assert_eq!(done.iter().filter(|done| **done).count(), 1, "{label} {left:?}");
                assert!(store.has_admin().await.unwrap(), "{label} {left:?}");
            }
        }
    }
}

#[actix_web::test]
async fn who_was_locked_demoted_or_signed_out_a_moment_ago_does_nothing_any_more() {
    for how in ["lock", "demotion", "sign-out", "removal", "other session"] {
        for (store, _folder) in stores() {
            for (name, id) in [("ada", "one"), ("ben", "two"), ("carl", "three")] {
                store.add_user(&administrator(name)).await.unwrap();
                begin(&store, session(id, &format!("sub-{name}"))).await;
            }
            let mut id = "one";
            match how {
                "lock" => assert_eq!(store.lock_unless_last(&ada(), WaysIn::BOTH, NOW).await.unwrap(), Guarded::Done),
                "demotion" => {
                    let change = ProfileChange { is_admin: Some(false), ..ProfileChange::default() };
                    store.change_profile(&ada(), &change, WaysIn::BOTH, NOW).await.unwrap();
                }
                "sign-out" => assert!(store.end_session("one", Cause::User, NOW).await.unwrap()),
                "removal" => {
                    assert_eq!(store.remove_unless_last(&ada(), WaysIn::BOTH, NOW).await.unwrap(), Guarded::Done)
                }
                _ => id = "two",
            }
            let ben = Subject::new("sub-ben");
            let add = User { username: "eve".into(), email: None, ..user("eve") };
            assert!(
                lapsed(as_administrator("sub-ada", id, store.lock_unless_last(&ben, WaysIn::BOTH, NOW)).await),
                "{how}"
            );
            assert!(lapsed(as_administrator("sub-ada", id, store.add_user(&add)).await), "{how}");
            assert!(lapsed(as_administrator("sub-ada", id, store.end_every_session(&ben, Cause::Operator, NOW)).await));
            let ben = store.user(&ben).await.unwrap().unwrap();
            assert!(!ben.locked && store.user(&add.sub).await.unwrap().is_none(), "{how}");
            assert!(store.live_session("two", NOW).await.unwrap().is_some(), "{how}");
            // Another one goes on.
            let by_carl =
                as_administrator("sub-carl", "three", store.lock_unless_last(&ben.sub, WaysIn::BOTH, NOW)).await;
            assert_eq!(by_carl.unwrap(), Guarded::Done, "{how}");
        }
    }
}

fn lapsed<T>(outcome: Result<T, StoreError>) -> bool {
    matches!(outcome, Err(StoreError::ActorLapsed))
}

/// Who ends all of their own logins does so at once, the one in which they act included.
#[actix_web::test]
async fn an_administrator_signs_themselves_out_everywhere_in_one_step() {
    for (store, _folder) in stores() {
        store.add_user(&administrator("ada")).await.unwrap();
        for id in ["one", "two", "three"] {
            begin(&store, session(id, "sub-ada")).await;
        }
        let ended = as_administrator("sub-ada", "two", store.end_every_session(&ada(), Cause::Operator, NOW)).await;
        assert_eq!(ended.unwrap(), 3);
        assert!(store.sessions_of(&ada(), Timestamp(NOW.seconds())).await.unwrap().is_empty());
    }
}
