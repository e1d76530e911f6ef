//! The operator's evening: what somebody meets who runs the binary by its documents, with what goes wrong meanwhile.

mod access;
mod appears;
mod backup;
mod broken_file;
mod data_folder;
mod migrate;
mod nightly;
mod readme;
mod refusals;
mod top;
mod transfer;
