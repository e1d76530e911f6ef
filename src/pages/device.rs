//! The name of a device in the words of people.

use crate::protocol::user_agent::{UNKNOWN, browser_and_system};
use crate::say;

/// What people call the device that [`crate::protocol::user_agent::device_name`] calls so, now or when it was written down.
pub fn in_words(name: &str) -> String {
    match browser_and_system(name) {
        Some((browser, system)) => say!("device-on", browser = browser, system = system),
        None if name == UNKNOWN => say!("device-unknown"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::user_agent::device_name;

    #[test]
    fn in_english_a_device_is_called_as_it_is_written_down() {
        for agent in ["Chrome/120.0 (X11; Linux x86_64)", "SamsungBrowser/2 Android", "Firefox/1", "curl/8.0"] {
            assert_eq!(in_words(&device_name(agent)), device_name(agent));
        }
        assert_eq!(in_words("Gone on Holiday"), "Gone on Holiday");
    }
}
