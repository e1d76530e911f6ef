//! The integration tests, in one binary so that they link once. Each starts a real server on a real database.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on shall stop right there"
)]

mod account;
mod admin;
mod admin_apps;
mod admin_listener;
mod admin_lists;
mod apps;
mod architecture;
mod audit;
mod authorization_details;
mod authorize;
mod backchannel;
mod branding;
mod browsers;
mod cli;
mod client_auth;
mod config;
mod conformance;
mod consent;
mod damaged_file;
mod demo;
mod device;
mod dpop;
mod fuzz;
mod jose;
mod key_rotation;
mod keys;
mod known_browsers;
mod languages;
mod log_lines;
mod logout;
mod mail;
mod metrics;
mod mtls;
mod new_passwords;
mod older_files;
mod operator;
mod outbound;
mod people;
mod people_commands;
mod process;
mod profile;
mod protection;
mod registration;
mod remarks;
mod removed_people;
mod sealing_commands;
mod second_factors;
mod security;
mod security_profiles;
mod session_management;
mod several_nodes;
mod sign_up;
mod store;
mod stranger_asks;
mod subjects;
mod support;
mod this_login;
mod token;
mod webfinger;
mod words;
