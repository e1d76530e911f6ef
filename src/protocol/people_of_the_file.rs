//! Which account each person of the configuration is, and who is named there no longer: one pure decision, which the
//! server carries out and `latchkey check --plan` tells.
//!
//! The `sub` is the person. Who keeps it keeps the account through a change of the username; without one the username
//! tells, so that a change of it is somebody new. An account that apps may know never gets another `sub`.

use std::collections::{HashMap, HashSet};

use super::user::{Definition, Subject, UsernameKey};
use crate::secret::Digest;

/// A person as the configuration names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `sub`, where it is given.
    pub sub: Option<Subject>,
    /// `username`.
    pub username: String,
}

/// An account of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its `sub`.
    pub sub: Subject,
    /// Its username.
    pub username: String,
    /// Where it is defined.
    pub definition: Definition,
    /// Whether anybody ever signed in with it, so that apps may know its `sub`.
    pub is_known: bool,
    /// Whether the person made it for themselves.
    pub is_own: bool,
    /// The password hash that the configuration had when it was taken in last.
    pub pinned_hash: Option<Digest>,
}

/// Which account a named person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// None yet.
    New,
    /// This one, whatever it is called until now.
    Account(Subject),
    /// The one of that username, which nobody has signed in with: it gets the `sub` that is given.
    GetsSub {
        /// Its `sub` until now.
        was: Subject,
    },
    /// Refused: the `sub` is that of an account with another username, which the configuration never defined.
    SubOfAnother {
        /// Whose.
        username: String,
    },
    /// Refused: the account of that username has another `sub`, which apps may know.
    OtherSub {
        /// Which.
        sub: Subject,
    },
    /// Refused: the account of that username is one that somebody made for themselves, with a password of their own. The
    /// configuration says who people are, and would give the rights of one to whoever was there first.
    SignedUp {
        /// Which.
        sub: Subject,
    },
}

impl Match {
    /// The account that the configuration speaks of, taken in or not.
    pub fn sub(&self) -> Option<&Subject> {
        match self {
            Self::Account(sub) | Self::GetsSub { was: sub } | Self::OtherSub { sub } | Self::SignedUp { sub } => {
                Some(sub)
            }
            Self::New | Self::SubOfAnother { .. } => None,
        }
    }
}

/// Which accounts these are, in their order.
pub fn match_people(named: &[Named], accounts: &[Account]) -> Vec<Match> {
    let subs: HashMap<&Subject, &Account> = accounts.iter().map(|account| (&account.sub, account)).collect();
    let by_sub = |person: &Named| person.sub.as_ref().and_then(|sub| subs.get(sub).copied());
    let claimed: HashSet<&Subject> = named.iter().filter_map(by_sub).map(|account| &account.sub).collect();
    let mut names: HashMap<UsernameKey, &Account> = HashMap::new();
    for account in accounts.iter().filter(|account| !claimed.contains(&account.sub)) {
        names.entry(UsernameKey::of(&account.username)).or_insert(account);
    }
    let by_name = |person: &Named| names.get(&UsernameKey::of(&person.username)).copied();
    let one = |person: &Named| match (by_sub(person), by_name(person), &person.sub) {
        (Some(account), ..) if is_a_strangers(account, person) => {
            Match::SubOfAnother { username: account.username.clone() }
        }
        (None, Some(account), _) if account.is_own && account.definition == Definition::Database => {
            Match::SignedUp { sub: account.sub.clone() }
        }
        (Some(account), ..) | (None, Some(account), None) => Match::Account(account.sub.clone()),
        (None, Some(account), Some(_)) if account.is_known => Match::OtherSub { sub: account.sub.clone() },
        (None, Some(account), Some(_)) => Match::GetsSub { was: account.sub.clone() },
        (None, None, _) => Match::New,
    };
    named.iter().map(one).collect()
}

/// An account of the database alone is renamed there, not by naming its `sub` beside another username.
fn is_a_strangers(account: &Account, person: &Named) -> bool {
    account.definition == Definition::Database
        && UsernameKey::of(&account.username) != UsernameKey::of(&person.username)
}

/// The accounts that the configuration defined and does not name any more.
pub fn leaving<'a>(matches: &[Match], accounts: &'a [Account]) -> Vec<&'a Account> {
    let named: HashSet<&Subject> = matches.iter().filter_map(Match::sub).collect();
    let is_pinned = |account: &&Account| matches!(account.definition, Definition::File { .. });
    accounts.iter().filter(is_pinned).filter(|account| !named.contains(&account.sub)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn named(username: &str, sub: Option<&str>) -> Named {
        Named { sub: sub.map(Subject::new), username: username.to_owned() }
    }

    fn file() -> Definition {
        Definition::File { file: "config.toml".to_owned(), pins_password: true }
    }

    fn account(username: &str, definition: Definition, is_known: bool) -> Account {
        Account {
            sub: Subject::new(format!("sub-{username}")),
            username: username.to_owned(),
            definition,
            is_known,
            is_own: false,
            pinned_hash: None,
        }
    }

    fn same(username: &str) -> Match {
        Match::Account(Subject::new(format!("sub-{username}")))
    }

    #[test]
    fn without_a_sub_the_username_tells_and_a_new_one_is_somebody_new() {
        let accounts = [account("Mira", file(), true)];
        assert_eq!(match_people(&[named("mira", None)], &accounts), [same("Mira")]);
        let renamed = match_people(&[named("mira.e", None)], &accounts);
        assert_eq!(renamed, [Match::New]);
        assert_eq!(leaving(&renamed, &accounts), [&accounts[0]]);
    }

    #[test]
    fn an_account_that_somebody_made_is_taken_over_by_its_sub_and_by_nothing_else() {
        let stranger = Account { is_own: true, ..account("mira", Definition::Database, false) };
        let refused = Match::SignedUp { sub: Subject::new("sub-mira") };
        for given in [None, Some("another")] {
            assert_eq!(match_people(&[named("mira", given)], std::slice::from_ref(&stranger)), [refused.clone()]);
        }
        assert_eq!(match_people(&[named("mira", Some("sub-mira"))], std::slice::from_ref(&stranger)), [same("mira")]);
        let taken_over = Account { definition: file(), ..stranger };
        assert_eq!(match_people(&[named("mira", None)], &[taken_over]), [same("mira")]);
    }

    #[test]
    fn who_keeps_the_sub_keeps_the_account_and_the_name_is_free_for_another() {
        let gone = Definition::Left { file: "config.toml".to_owned(), since: Timestamp(1), ends_at: None };
        for definition in [file(), gone] {
            let accounts = [account("mira", definition, true)];
            let people = [named("mira.e", Some("sub-mira")), named("mira", None)];
            let matches = match_people(&people, &accounts);
            assert_eq!(matches, [same("mira"), Match::New]);
            assert!(leaving(&matches, &accounts).is_empty());
            let two = [people[0].clone(), named("mira", Some("another"))];
            assert_eq!(match_people(&two, &accounts), [same("mira"), Match::New]);
        }
    }

    #[test]
    fn two_who_exchange_their_names_stay_who_they_are() {
        let accounts = [account("ada", file(), true), account("ben", file(), true)];
        let people = [named("ben", Some("sub-ada")), named("ada", Some("sub-ben"))];
        assert_eq!(match_people(&people, &accounts), [same("ada"), same("ben")]);
    }

    #[test]
    fn nobody_that_apps_may_know_gets_another_sub() {
        for definition in [file(), Definition::Database] {
            let known = [account("mira", definition.clone(), true)];
            let refused = match_people(&[named("mira", Some("b3f8"))], &known);
            assert_eq!(refused, [Match::OtherSub { sub: Subject::new("sub-mira") }]);
            assert!(leaving(&refused, &known).is_empty(), "refused is not removed");
            let fresh = [account("mira", definition, false)];
            let given = match_people(&[named("mira", Some("b3f8"))], &fresh);
            assert_eq!(given, [Match::GetsSub { was: Subject::new("sub-mira") }]);
        }
    }

    #[test]
    fn the_sub_of_an_account_that_no_file_defined_renames_nobody() {
        let accounts = [account("ben", Definition::Database, true)];
        let refused = match_people(&[named("mira", Some("sub-ben"))], &accounts);
        assert_eq!(refused, [Match::SubOfAnother { username: "ben".to_owned() }]);
        assert_eq!(
            match_people(&[named("BEN", Some("sub-ben"))], &accounts),
            [same("ben")],
            "by its own name it is taken over"
        );
    }
}
