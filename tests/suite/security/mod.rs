//! What real providers got wrong, tried on ours. "Row n" and "SEC-n" name the vulnerability or requirement.

mod browser_session;
mod inputs;
mod network;
mod races;
