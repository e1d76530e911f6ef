//! The `latchkey` command.
fn main() {}
