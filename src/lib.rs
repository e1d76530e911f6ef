//! Latchkey, a standalone OpenID Provider.
//!
//! Arrows between folders point inward only; `tests/suite/architecture.rs` has the table of who may name whom. In short:
//!
//! ```text
//! main -> cli -> server -> routes -> endpoints -> flows -> protocol
//!                  |                     |          |
//!                  +-> config, jobs      +-> pages  +-> keys, jose, store traits, clock, random -> protocol
//! cli, server -> demo -> pages, jose, clock, random, protocol
//! flows = authorization request_objects token client_auth client_keys login session logout registration
//! store/sqlite -> store traits
//! ```
//!
//! Five journeys worth reading in order:
//! `endpoints/authorize.rs` (a request becomes a [`authorization::VerifiedRequest`]), `endpoints/interaction.rs` (what
//! the person must see), `endpoints/token.rs` (a code becomes tokens), `endpoints/end_session.rs` (a login ends),
//! `server.rs` (the process starts and stops).

pub mod authorization;

pub mod causes;
pub mod cli;
pub mod client_auth;
pub mod client_keys;
pub mod clock;
pub mod colour;
pub mod config;
pub mod data_dir;
pub mod database;
pub mod demo;
pub mod discovery;
pub mod endpoints;
pub mod handshake;
pub mod jobs;
pub mod jose;
pub mod key_rotation;
pub mod keys;
pub mod login;
pub mod logout;
pub mod mail;
pub mod origin;
pub mod outbound;
pub mod pages;
pub mod people;
pub mod presets;
pub mod probe;
pub mod protocol;
pub mod provider;
pub mod random;
pub mod reconcile;
pub mod registration;
pub mod request_objects;
pub mod routes;
pub mod secret;
pub mod server;
pub mod session;
pub mod sockets;
pub mod store;
pub mod telemetry;
pub mod tls;
pub mod token;
pub mod webauthn;
pub mod words;
