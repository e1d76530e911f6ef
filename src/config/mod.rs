//! Configuration: TOML files and environment in, checked [`settings::Settings`] or every problem at once out.

pub mod settings;
