//! Clients that register themselves.

mod directory;
