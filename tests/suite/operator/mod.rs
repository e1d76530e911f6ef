//! The operator's evening: what somebody meets who runs the binary by its documents, with what goes wrong meanwhile.

mod access;
mod appears;
mod backup;
mod broken_file;
mod client_tests;
mod commands;
mod data_folder;
mod doctor;
mod looks_into_tokens;
mod migrate;
mod nightly;
mod readme;
mod refusals;
mod reloads;
mod top;
mod transfer;
