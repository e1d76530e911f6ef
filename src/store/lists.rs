//! Lists of sessions, and of apps that are still to be told of a sign-out, as administrators search them.
//!
//! A page goes on from the last row that was looked at, by what orders the list. Where few sessions have what is searched for,
//! an index finds them all. Where many have it, or the order is that of another table, a page looks at no more than
//! [`LOOK`] rows in order, and may have fewer rows than it has room for: the next one goes on from there.

use async_trait::async_trait;

use super::StoreResult;
use crate::clock::Timestamp;
use crate::protocol::client::ClientId;
use crate::protocol::logout_delivery::{DeliveryRecord, DeliveryState};
use crate::protocol::session::Session;

/// Up to how many sessions are found by an index, and put in order then.
pub const FEW: u16 = 1_000;
/// How many rows a page looks at for those that are searched for.
pub const LOOK: u16 = 1_000;
/// How much of a session's id says when it began, and nothing else: a page never has more of it.
const DATE: usize = 12;
/// Behind whatever an id begins with.
const BEHIND: char = '~';

/// Rows, and where the list goes on behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// What to ask for the next page `after`, where there may be one.
    pub next: Option<String>,
}

impl<T> Found<T> {
    /// Rows of which one more than `limit` was asked for, and `stop`: where the look for them stopped.
    pub fn of(mut rows: Vec<T>, limit: u32, stop: Option<String>, key: impl FnOnce(&T) -> String) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let next = match rows.last().filter(|_| has_more) {
            Some(last) => Some(key(last)),
            None => stop,
        };
        Self { rows, next }
    }
}

/// What sessions are in order of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SessionOrder {
    /// Those that began last first.
    #[default]
    Newest,
    /// Those that were used last first.
    Used,
    /// The usernames of their people, and of one person the newest first.
    Person,
}

/// Which live sessions a list shows.
#[derive(Debug, Clone, Default)]
pub struct WantedSessions {
    /// Those of people who have this text, as a list of people finds them; those whose address begins with it; and those with
    /// one of the `clients`.
    pub text: Option<String>,
    /// The apps that the text means.
    pub clients: Vec<ClientId>,
    /// Their order.
    pub order: SessionOrder,
    /// Those after this: [`Found::next`] of the page before.
    pub after: Option<String>,
    /// At most so many.
    pub limit: u32,
}

/// A place in a list of sessions: what stands in the columns that order it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionPlace {
    /// The id of the session, or how it begins.
    pub id: Option<String>,
    /// When it was used last.
    pub last_seen: Option<i64>,
    /// The username.
    pub username: Option<String>,
}

impl SessionPlace {
    /// Where this session is.
    pub fn of(session: &Session, username: &str) -> Self {
        Self {
            id: Some(session.id.clone()),
            last_seen: Some(session.last_seen.seconds()),
            username: Some(username.to_owned()),
        }
    }

    /// The place as a text, without what is secret of the id.
    pub fn key(&self, order: SessionOrder) -> String {
        let id = beginning(self.id.as_deref().unwrap_or_default());
        match order {
            SessionOrder::Newest => id.to_owned(),
            SessionOrder::Used => format!("{}.{id}", self.last_seen.unwrap_or_default()),
            SessionOrder::Person => format!("{id}.{}", self.username.as_deref().unwrap_or_default()),
        }
    }

    fn parse(order: SessionOrder, key: &str) -> Option<Self> {
        let (last_seen, id, username) = match order {
            SessionOrder::Newest => (None, key, None),
            SessionOrder::Used => {
                let (at, id) = key.split_once('.')?;
                (Some(at.parse().ok()?), id, None)
            }
            SessionOrder::Person => {
                let (id, username) = key.split_once('.')?;
                (None, id, Some(username.to_owned()))
            }
        };
        Some(Self { id: Some(id.to_owned()), last_seen, username })
    }
}

impl WantedSessions {
    /// Where the list goes on; the beginning for what no page has.
    pub fn place(&self) -> SessionPlace {
        let after = self.after.as_deref().and_then(|after| SessionPlace::parse(self.order, after));
        after.unwrap_or_default()
    }

    /// The bounds between which addresses are that begin with the text.
    pub fn addresses(&self) -> Option<(String, String)> {
        let text = self.text.as_deref()?.to_ascii_lowercase();
        let behind = format!("{text}{BEHIND}");
        Some((text, behind))
    }

    /// Whether whatever is looked at in order may be something else than what is wanted.
    pub fn is_sought(&self) -> bool {
        self.text.is_some() || self.order == SessionOrder::Person
    }
}

/// What deliveries are in order of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DeliveryOrder {
    /// Those of sessions that ended last first.
    #[default]
    Newest,
    /// Those that are overdue the longest first.
    Oldest,
    /// The `client_id`, and of one app the newest first.
    App,
}

/// Which deliveries a list shows, of those that wait or were given up.
#[derive(Debug, Clone, Default)]
pub struct WantedDeliveries {
    /// Those to these apps; `None` for all.
    pub clients: Option<Vec<ClientId>>,
    /// Those in this state.
    pub state: Option<DeliveryState>,
    /// Their order.
    pub order: DeliveryOrder,
    /// Those after this: [`Found::next`] of the page before.
    pub after: Option<String>,
    /// At most so many.
    pub limit: u32,
}

/// A delivery in a list: the session, when it ended, and where telling its app stands.
pub type ListedDelivery = (String, Timestamp, DeliveryRecord);

impl WantedDeliveries {
    /// The delivery's place in the list, as a text without what is secret of the session's id.
    pub fn key(&self, (session_id, ended_at, record): &ListedDelivery) -> String {
        format!("{}.{}.{}", ended_at.seconds(), beginning(session_id), record.client_id)
    }

    /// Where the list goes on: a time, a `client_id`, and the id of a session or what it begins with; nowhere for what no page has.
    pub fn place(&self) -> (Option<i64>, Option<String>, Option<String>) {
        self.parse().map_or_else(Default::default, |(at, client_id, id)| (Some(at), Some(client_id), Some(id)))
    }

    fn parse(&self) -> Option<(i64, String, String)> {
        let mut parts = self.after.as_deref()?.splitn(3, '.');
        let (at, session_id, client_id) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        let session_id = match self.order {
            // The one whose id begins like this was shown.
            DeliveryOrder::Oldest => format!("{session_id}{BEHIND}"),
            DeliveryOrder::Newest | DeliveryOrder::App => session_id.to_owned(),
        };
        Some((at, client_id.to_owned(), session_id))
    }
}

/// What of an id may stand in an address.
fn beginning(id: &str) -> &str {
    id.get(..DATE).unwrap_or(id)
}

/// Lists that are searched.
#[async_trait]
pub trait Lists {
    /// Live sessions with the usernames of their people.
    async fn find_sessions(&self, wanted: &WantedSessions, now: Timestamp) -> StoreResult<Found<(Session, String)>>;
    /// Deliveries that wait or were given up.
    async fn find_deliveries(&self, wanted: &WantedDeliveries) -> StoreResult<Found<ListedDelivery>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written_and_has_no_more_of_the_id_than_its_date() {
        let id = "6b49d2000001secretsecretsecret";
        let place = SessionPlace { id: Some(id.into()), last_seen: Some(7), username: Some("a.b c".into()) };
        for order in [SessionOrder::Newest, SessionOrder::Used, SessionOrder::Person] {
            let key = place.key(order);
            assert!(!key.contains("secret"), "{key}");
            let read = SessionPlace::parse(order, &key).unwrap();
            assert_eq!((read.id.as_deref(), read.key(order)), (Some("6b49d2000001"), key));
        }
        let wanted =
            WantedSessions { order: SessionOrder::Used, after: Some("moon".into()), ..WantedSessions::default() };
        assert_eq!(wanted.place(), SessionPlace::default());
    }

    #[test]
    fn a_page_that_is_full_goes_on_from_its_last_row_and_another_from_where_the_look_stopped() {
        let next = |rows: Vec<u32>, stop: Option<&str>| Found::of(rows, 2, stop.map(str::to_owned), u32::to_string);
        assert_eq!(next(vec![1, 2, 3], Some("9")), Found { rows: vec![1, 2], next: Some("2".into()) });
        assert_eq!(next(vec![1, 2], Some("9")), Found { rows: vec![1, 2], next: Some("9".into()) });
        assert_eq!(next(vec![1], None), Found { rows: vec![1], next: None });
    }
}
