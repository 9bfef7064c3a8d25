//! One piece of a batch, as a code says it.

use flate2::Crc;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{MOST_CODES, base45};

/// What every text begins with; the number is the version of what follows.
const MARK: &str = "LS1";

/// A piece of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// The CRC-32 of the whole batch: two batches never mix.
    pub batch: u32,
    /// Which piece, from 1.
    pub number: usize,
    /// Of how many.
    pub of: usize,
    /// The piece.
    pub data: Vec<u8>,
}

/// Why the text of a code is no piece of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadFrame {
    /// A code of something else.
    #[error("a QR code of something else")]
    NotOurs,
    /// A later version's.
    #[error("a QR code of a newer version: reload the page to update it")]
    Newer,
    /// Its checksum or its letters are wrong.
    #[error("a damaged QR code: show it again")]
    Damaged,
}

/// The checksum of all that is sent.
pub(super) fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

impl Frame {
    /// As text.
    pub(super) fn write(&self) -> String {
        let Self { batch, number, of, data } = self;
        let head = format!("{batch:08X}:{number}/{of}");
        let data = base45::encode(data);
        let check = crc(format!("{head}:{data}").as_bytes());
        format!("{MARK}:{head}:{check:08X}:{data}")
    }

    /// From text.
    pub(super) fn read(text: &str) -> Result<Self, BadFrame> {
        // Base45 has colons of its own: only the first four are ours.
        let mut parts = text.splitn(5, ':');
        let mut part = || parts.next().ok_or(BadFrame::Damaged);
        match part()? {
            MARK => {}
            newer if newer.len() == MARK.len() && newer.starts_with("LS") => return Err(BadFrame::Newer),
            _ => return Err(BadFrame::NotOurs),
        }
        let (batch, place, check, data) = (part()?, part()?, part()?, part()?);
        let sum = crc(format!("{batch}:{place}:{data}").as_bytes());
        if u32::from_str_radix(check, 16) != Ok(sum) {
            return Err(BadFrame::Damaged);
        }
        let (number, of) = place.split_once('/').ok_or(BadFrame::Damaged)?;
        let count = |text: &str| text.parse().ok().filter(|count| (1..=MOST_CODES).contains(count));
        let frame = Self {
            batch: u32::from_str_radix(batch, 16).map_err(|_| BadFrame::Damaged)?,
            number: count(number).ok_or(BadFrame::Damaged)?,
            of: count(of).ok_or(BadFrame::Damaged)?,
            data: base45::decode(data).ok_or(BadFrame::Damaged)?,
        };
        if frame.number <= frame.of { Ok(frame) } else { Err(BadFrame::Damaged) }
    }
}
