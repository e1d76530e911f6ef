//! How long work waits for the database, and a request in all: what waited in vain does so once (REL-5).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::origin::{self, RequestId};

/// How long ordinary work waits.
const ORDINARY: Duration = Duration::from_millis(1_900);
/// How long while the database is silent, and where a request has waited enough already.
const LEAST: Duration = Duration::from_millis(250);
/// How long a request waits in all.
const IN_ALL: Duration = Duration::from_millis(2_400);
/// Waits are forgotten after this long: no request takes so long.
const FORGOTTEN: Duration = Duration::from_secs(60);
/// How often those are looked for.
const SWEEP: Duration = Duration::from_secs(1);

/// How long work may wait for a database that is silent or not, for a request that has waited so long already.
pub fn allotted(is_silent: bool, waited: Duration) -> Duration {
    if is_silent { LEAST } else { IN_ALL.saturating_sub(waited).clamp(LEAST, ORDINARY) }
}

/// The requests that waited in vain, and how long each did. What was answered late counts for nobody: a database that is busy
/// answers, and a request may ask it many things.
#[derive(Debug, Default)]
pub struct Waits {
    of: RefCell<HashMap<RequestId, (Instant, Duration)>>,
    swept_at: Cell<Option<Instant>>,
}

impl Waits {
    /// How long the request that the present work is for has waited; nothing where it is for none.
    pub fn so_far(&self) -> Duration {
        let waits = self.of.borrow();
        if waits.is_empty() {
            return Duration::ZERO;
        }
        origin::request_id().and_then(|request| waits.get(&request).map(|(_, waited)| *waited)).unwrap_or_default()
    }

    /// Counts what the present work waited in vain for its request.
    pub fn add(&self, waited: Duration) {
        let Some(request) = origin::request_id() else { return };
        let now = Instant::now();
        let mut waits = self.of.borrow_mut();
        if self.swept_at.get().is_none_or(|at| now.duration_since(at) > SWEEP) {
            self.swept_at.set(Some(now));
            waits.retain(|_, (at, _)| now.duration_since(*at) < FORGOTTEN);
        }
        let (_, so_far) = waits.entry(request).or_insert((now, Duration::ZERO));
        *so_far += waited;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::origin::{Origin, Sent};
    use crate::protocol::client_address::ClientAddress;

    fn of_request() -> Arc<Origin> {
        Arc::new(Origin::Request(Sent {
            request_id: RequestId::fresh(),
            ip: ClientAddress::from(std::net::IpAddr::from([127, 0, 0, 1])),
            agent: None,
            administrator: None,
            language: None,
        }))
    }

    #[test]
    fn a_request_that_waited_waits_for_what_is_left_and_never_less_than_a_moment() {
        assert_eq!(allotted(false, Duration::ZERO), ORDINARY);
        assert_eq!(allotted(false, IN_ALL - ORDINARY), ORDINARY);
        assert_eq!(allotted(false, ORDINARY), IN_ALL - ORDINARY);
        assert_eq!(allotted(false, IN_ALL), LEAST);
        assert_eq!(allotted(false, IN_ALL * 9), LEAST);
        assert_eq!(allotted(true, Duration::ZERO), LEAST);
    }

    #[test]
    fn waits_are_counted_for_each_request_by_itself() {
        let waits = Waits::default();
        let (first, second) = (of_request(), of_request());
        origin::within(first.clone(), || waits.add(LEAST));
        origin::within(first.clone(), || waits.add(LEAST));
        waits.add(ORDINARY);
        assert_eq!(origin::within(first, || waits.so_far()), LEAST * 2);
        assert_eq!(origin::within(second, || waits.so_far()), Duration::ZERO);
        assert_eq!(waits.so_far(), Duration::ZERO);
    }
}
