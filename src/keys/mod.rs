//! Keys.
use crate::clock::Timestamp;
use crate::jose::algorithms::Algorithm;
/// Material.
#[derive(Debug, Clone)]
pub struct KeyMaterial(Vec<u8>);
impl KeyMaterial {
    /// Bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.clone()
    }
    /// From bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.to_vec()))
    }
}
/// A record.
#[derive(Debug, Clone)]
pub struct KeyRecord {
    /// kid
    pub kid: String,
    /// alg
    pub alg: Algorithm,
    /// material
    pub material: KeyMaterial,
    /// created
    pub created_at: Timestamp,
    /// signs from
    pub signs_from: Timestamp,
    /// retired
    pub retired_at: Option<Timestamp>,
    /// remove
    pub remove_at: Option<Timestamp>,
}
