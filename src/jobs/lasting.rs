//! Work that lasts as long as the server does, whatever happens in it (REL-25).

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures_util::FutureExt as _;

/// How long after a panic the work begins anew.
const PAUSE: Duration = Duration::from_secs(1);

/// Does `work` on the current runtime until it is done, and begins it anew where it panics: one row that nobody foresaw must
/// not end the delivery of logout tokens, the word about sign-outs or the rotation of keys until the next start. The panic
/// has a log line of its own.
pub fn lasting(work: impl AsyncFn() + 'static) {
    actix_web::rt::spawn(async move {
        while AssertUnwindSafe(work()).catch_unwind().await.is_err() {
            tokio::time::sleep(PAUSE).await;
        }
    });
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    #[actix_web::test]
    async fn work_that_panics_begins_anew_and_work_that_is_done_does_not() {
        let (begun, done) = (Rc::new(Cell::new(0)), Rc::new(tokio::sync::Notify::new()));
        let (counted, tell) = (begun.clone(), done.clone());
        lasting(async move || {
            counted.set(counted.get() + 1);
            assert!(counted.get() >= 2, "foreseen by nobody");
            tell.notify_one();
        });
        done.notified().await;
        tokio::time::sleep(2 * PAUSE).await;
        assert_eq!(begun.get(), 2);
    }
}
