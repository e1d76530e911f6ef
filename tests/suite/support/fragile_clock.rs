//! The clock of tests: only they move it, and it panics where one of them wants that. Nearly everything asks for the time, so
//! that is a panic at nearly any place (REL-25).

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use latchkey::clock::{Clock, ManualClock, Timestamp};

const WORDS: &str = "as a test wants it";

type Act = Box<dyn FnOnce() + Send>;

/// The clock.
#[derive(Clone)]
pub struct FragileClock {
    clock: ManualClock,
    /// How often it is asked until it panics; zero: never.
    left: Arc<AtomicU32>,
    /// What is done when it is asked next.
    meanwhile: Arc<Mutex<Option<Act>>>,
}

impl FragileClock {
    /// A clock standing at `start`.
    pub fn new(start: Timestamp) -> Self {
        Self { clock: ManualClock::new(start), left: Arc::default(), meanwhile: Arc::default() }
    }

    /// Moves the clock.
    pub fn advance(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    /// Does this once, right after it has told the time to whoever asks next.
    pub fn after_the_next_answer(&self, act: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some(Box::new(act));
    }

    /// Panics where it is asked for the `nth` time from now, once.
    pub fn panic_at(&self, nth: u32) {
        static QUIET: Once = Once::new();
        QUIET.call_once(|| {
            let usual = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if panic.payload().downcast_ref::<&str>() != Some(&WORDS) {
                    usual(panic);
                }
            }));
        });
        self.left.store(nth, Ordering::SeqCst);
    }

    /// Whether it has panicked as it was told to; it does not from now on.
    pub fn has_panicked(&self) -> bool {
        self.left.swap(0, Ordering::SeqCst) == 0
    }
}

impl Clock for FragileClock {
    fn now(&self) -> Timestamp {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left == Ok(1) {
            std::panic::panic_any(WORDS);
        }
        let now = self.clock.now();
        // Taken out first: what is done may ask for the time itself.
        let act = self.meanwhile.lock().unwrap().take();
        if let Some(act) = act {
            act();
        }
        now
    }
}
