//! A profile as a piece of a link, to carry it to another device.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use thiserror::Error;

use crate::domain::own_json;

use super::profile::Profile;

/// Longer links are not read: no profile of ours is.
const MOST: usize = 64_000;

/// A link that carries no profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the link carries no profile this version can read")]
pub struct BadLink;

/// The profile in the letters, digits, hyphens and underscores of base64 (RFC 4648, section 5).
/// The logo stays behind: it is too large for a code.
pub fn to_link(profile: &Profile) -> String {
    let mut carried = profile.clone();
    carried.look.logo = None;
    // A profile of texts and numbers can always be written.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&carried).unwrap_or_default())
}

/// The profile a link carries. It comes from anywhere, so it has no logo, whatever it says.
pub fn from_link(text: &str) -> Result<Profile, BadLink> {
    if text.len() > MOST {
        return Err(BadLink);
    }
    let json = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| BadLink)?;
    let json = String::from_utf8(json).map_err(|_| BadLink)?;
    let mut profile: Profile = own_json::read(&json).ok_or(BadLink)?;
    profile.look.logo = None;
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_survives_the_link() {
        let profile = super::super::profile::tests::profile();
        let link = to_link(&profile);
        assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        assert_eq!(from_link(&link), Ok(profile));
    }

    #[test]
    fn nonsense_is_no_profile() {
        for bad in ["", "x", "e30", "bm90IGpzb24", "中文", &"A".repeat(MOST + 1)] {
            // "e30" is {}: every field then has its default, and the operator sees an empty form.
            assert_eq!(from_link(bad).is_ok(), bad == "e30", "{bad}");
        }
    }
}
