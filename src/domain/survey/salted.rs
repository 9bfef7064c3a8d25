//! A secret of the operator, kept as a salted hash: PBKDF2 with HMAC-SHA-256 (RFC 8018).

use pbkdf2::pbkdf2_hmac_array;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// Rounds: some tenths of a second on a cheap tablet.
const ROUNDS: u32 = 50_000;

/// The hash, and the salt it was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Salted {
    salt: [u8; 16],
    hash: [u8; 32],
}

impl Salted {
    /// Hashes a secret with a salt drawn at random.
    pub(super) fn new(secret: &str, salt: [u8; 16]) -> Self {
        Self { salt, hash: hash(secret, &salt) }
    }

    /// Whether it is this secret.
    pub(super) fn is(&self, secret: &str) -> bool {
        // Every byte is looked at, so that the time taken says nothing.
        let differences = self.hash.iter().zip(hash(secret, &self.salt)).fold(0, |all, (a, b)| all | (a ^ b));
        differences == 0
    }
}

fn hash(secret: &str, salt: &[u8; 16]) -> [u8; 32] {
    pbkdf2_hmac_array::<Sha256, 32>(secret.as_bytes(), salt, ROUNDS)
}
