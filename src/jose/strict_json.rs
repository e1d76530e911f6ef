//! Strict JSON.
/// Parses.
pub fn parse(text: &[u8]) -> Result<serde_json::Value, serde_json::Error> {
    serde_json::from_slice(text)
}
