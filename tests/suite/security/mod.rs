//! What real providers got wrong, tried on ours. "Row n" and "SEC-n" name the vulnerability or requirement.
//!
//! The vulnerabilities, and the modules of this suite (and of `src`) that try them; `every way` stands for each response
//! type and mode, asked outside and inside a request object.
//!
//! | Row | Tried in |
//! |--|--|
//! | 1, 2, 4, 5, 8 redirect URIs, errors | `redirects` (every way), `inputs`, `locations`, `authorize::request_objects`, `protocol::redirect_uri` |
//! | 3 loopback | `redirects` (every way), `protocol::redirect_uri` |
//! | 6 schemes | `canaries` (every URI of a registration), `config::clients`, `protocol::redirect_uri` |
//! | 7, 12 pollution, state | `redirects` (every way), `logout::attacks` |
//! | 9 return URL | nothing takes one: interactions are sealed (SEC-8); `locations`, `mutations`, `strangers` |
//! | 10 old fragment | `authorize::response_types`: a redirect with a query ends in `#`, which no old fragment outlives |
//! | 11 logout redirect | `forged`, `logout` |
//! | 13 what changes meanwhile | `meanwhile` (every way), `under_way` (real sockets), `store::conditions`, `keys`, `registration::directory` |
//! | 14 to 17, 19, 20 PKCE, binding, replay | `pkce` (every response type with a code), `conformance::tokens`, `authorize::response_types` |
//! | 18, 21, 22 races | `races`, `token::refresh`, `client_auth::grants` |
//! | 23 refresh without proof | `token::refresh` |
//! | 24, 25, 26 stale person, group, offline, scope | `meanwhile` (every way), `browser_session`, `client_auth::lowering`, `token::refresh`, `token::introspection` |
//! | 27, 28, 29, 30 tokens | `inputs`, `token::strangers`, `token::revocation`, `token::introspection`, `token::refresh` |
//! | 31 DPoP | `dpop` (every grant, userinfo, nodes), `every_endpoint`, `protocol::dpop` |
//! | 32, 33 algorithms | `forged` (hints, request objects), `client_auth::attacks` (assertions), `every_endpoint`, `jose::algorithms` |
//! | 34, 36, 37, 38, 40 client authentication | `client_auth::attacks`, `every_endpoint`, `network`, `come_again` (429 and 503 use nothing up) |
//! | 35, 41 JOSE | `authorize::request_objects`, `every_endpoint`, `jose::jws`, `jose::jwe` |
//! | 39 timing | `subtle` in `secret`, `protocol::pkce`, `jose::hmac`; measured by `cargo bench --bench timing` |
//! | 42, 43 outbound | `outbound`, `fetches` (each URL of a client), `client_auth::keys`, `registration::documents`, `token::workloads`, `backchannel::pings`; `cargo bench --bench timing` |
//! | 44, 45 markup | `canaries` (every parameter of every endpoint), `browser_session`, `mutations` |
//! | 46, 48 to 50 browser sessions | `browser_session`, `meanwhile` (every way) |
//! | 47 session reuse | `logout::attacks` |
//! | 51 silent consent | `consent`, `registration::directory` |
//! | 52 step-down | `second_factors::demanded` (less asked for, proven again, links), `self_service`, `remembered`, `conformance::authentication` |
//! | 53 recovery | `second_factors::totp` (each step left out, in every order), `people`, `mail`, `stranger_asks`, `sign_up` (links are good once), `store::conditions` (and void after any new password) |
//! | 54, 55 one-time passwords | `second_factors::totp` (at once; limits over browsers and restarts), `store::factors`, `known_browsers::guessing` |
//! | 56, 57, 58 guessing, names | `guessing` (at once, every method), `browser_session`, `login::throttle`; 58 in `mail`, `sign_up::asking`, `profile::email` too, and measured by `cargo bench --bench timing` |
//! | 59 passkeys | `second_factors::passkeys`, `webauthn` (test vectors, each changed octet), Chromium in `tests/clients/session/factors.mjs` |
//! | 60, 61, 63 headers, paths, origins | `boundaries`, `network` |
//! | 62, 66 registration, administrators | `registration`, `people` (the first one), `admin` (each address asks who may), `admin_listener`, `store::administrators` |
//! | 64 unbounded state | `caps` (every list), `memory` (a process and its resident memory), `strangers` (and its disk), `login::throttle`, `network`, `jose::jws` |
//! | 65 injection, leaks | `inputs`, `canaries`, `mutations`, `process` |
//! | 67 device code | `device` (polls at once, approvals, guesses) |
//! | 68, 69 session management, logout | `session_management`, `logout::back_channel` |

mod blank;
mod boundaries;
mod browser_session;
mod canaries;
mod caps;
mod client_addresses;
mod come_again;
mod cookies;
mod every_endpoint;
mod fetches;
mod foreign_text;
mod forged;
mod guessing;
mod inputs;
mod locations;
mod meanwhile;
mod memory;
mod mutations;
mod network;
mod panics;
mod pkce;
mod races;
mod redirects;
mod storage;
mod strangers;
mod under_way;
mod unread;
mod ways;
mod wire;
