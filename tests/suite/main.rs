//! The integration tests, in one binary so that they link once. Each starts a real server on a real database.

mod architecture;
mod authorize;
mod consent;
mod logout;
mod people;
mod support;
