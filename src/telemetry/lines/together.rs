//! Lines that are written together. A worker answers many requests in one turn of its event loop, and a call for each of
//! their lines would cost more than the lines do. So they wait for the end of the turn, a matter of microseconds: until
//! what was ready to run has run. Whatever is no answered request does not wait, and takes those before it along.

use std::cell::RefCell;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, Waker};

use super::Sink;

/// What waits in a thread.
#[derive(Default)]
struct Waiting {
    /// Whole lines, in order.
    lines: String,
    /// Where they go. One process has one log.
    sink: Option<Arc<Sink>>,
    /// Wakes who writes them, once that has begun to wait.
    waker: Option<Waker>,
}

impl Waiting {
    fn write(&mut self) {
        if let Some(sink) = self.sink.as_ref().filter(|_| !self.lines.is_empty()) {
            sink.write(self.lines.as_bytes());
        }
        self.lines.clear();
    }
}

impl Drop for Waiting {
    /// A thread that ends leaves no line behind.
    fn drop(&mut self) {
        self.write();
    }
}

thread_local! {
    static WAITING: RefCell<Option<Waiting>> = const { RefCell::new(None) };
}

/// From now on, the lines of requests that this thread answers go together. To be called on a worker's thread, within
/// its event loop; more than once does no harm.
pub fn gather() {
    if WAITING.with_borrow(Option::is_some) {
        return;
    }
    WAITING.set(Some(Waiting::default()));
    // Lasts as long as the event loop, and what comes later is written at once.
    actix_web::rt::spawn(async {
        let _end = End;
        poll_fn(|context| {
            WAITING.with_borrow_mut(|waiting| {
                if let Some(waiting) = waiting {
                    waiting.write();
                    waiting.waker.get_or_insert_with(|| context.waker().clone());
                }
            });
            Poll::<()>::Pending
        })
        .await;
    });
}

/// The end of an event loop.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        // At the end of a thread, what it kept may be gone already, written.
        drop(WAITING.try_with(|waiting| waiting.try_borrow_mut().map(|mut waiting| waiting.take())));
    }
}

/// Writes `line` to `sink`, with the lines that wait before it; or lets it wait with them where that `may_wait`.
pub fn write(sink: &Arc<Sink>, line: &str, may_wait: bool) {
    let may_wait = may_wait && line.len() <= sink.whole;
    let written = WAITING.try_with(|waiting| {
        let Ok(mut waiting) = waiting.try_borrow_mut() else { return false };
        let Some(waiting) = waiting.as_mut() else { return false };
        if !may_wait || waiting.lines.len() + line.len() > sink.whole {
            waiting.write();
        }
        let Some(waker) = waiting.waker.as_ref().filter(|_| may_wait) else { return false };
        if waiting.lines.is_empty() {
            waker.wake_by_ref();
        }
        waiting.sink.get_or_insert_with(|| sink.clone());
        waiting.lines.push_str(line);
        true
    });
    if written != Ok(true) {
        sink.write(line.as_bytes());
    }
}
