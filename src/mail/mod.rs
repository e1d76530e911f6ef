//! Mail to people: its words, its form, and how it leaves.

mod letter;
pub mod sign_up;
mod transport;
pub mod words;

pub use letter::{Letter, language, letter};
pub use transport::{MailError, greet, send};
