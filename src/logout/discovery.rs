//! How apps learn that a login ended, as discovery tells it (RP-Initiated §2.1, Front-Channel §3, Back-Channel §2.1).

use crate::protocol::metadata::Metadata;

/// Adds it.
pub fn describe(document: &mut Metadata, frontchannel: bool) {
    document.endpoint("end_session_endpoint", "/end-session");
    for (channel, supported) in [("backchannel", true), ("frontchannel", frontchannel)] {
        document.say(&format!("{channel}_logout_supported"), supported);
        document.say(&format!("{channel}_logout_session_supported"), supported);
    }
}
