//! As many records as fit into a few codes.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::hand_over::{HandOver, to_json};

use super::code::Code;
use super::frame::{Frame, crc};

/// Codes of a batch at most: a minute of showing.
pub const MOST_CODES: usize = 40;

/// Bytes in a code. With its head this fills version 15 (77 modules a side) at level M: a laptop's
/// camera of 640 × 480 sees each module with four pixels.
const PIECE: usize = 376;

/// What a batch may unpack to: a hundred times what fits.
const MOST_UNPACKED: u64 = 2 << 20;

/// A hand-over as QR codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The codes, in order.
    pub codes: Vec<Code>,
    /// How many answers are in it: the first of them, sorted as [`merge`](crate::domain::survey::merge) does.
    pub answers: usize,
    /// How many events are in it.
    pub events: usize,
}

/// Why there are no codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchError {
    /// There is nothing to show.
    #[error("there is nothing to hand over")]
    Nothing,
    /// The first record alone does not fit.
    #[error("an answer is too long for QR codes: export a file")]
    TooLong,
}

/// The first records that fit into [`MOST_CODES`] codes: some 400 answers, fewer where people
/// write much.
pub fn batch(hand_over: HandOver) -> Result<Batch, BatchError> {
    let hand_over = hand_over.merged();
    let text = |count: usize| to_json(hand_over.first(count));
    let fits = |count: usize| {
        let text = text(count);
        text.len() as u64 <= MOST_UNPACKED && deflate(&text).len() <= MOST_CODES * PIECE
    };
    // The most that fits lies in fitting..=above; more records never take less room.
    let (mut fitting, mut above) = (0, hand_over.len().min(MOST_RECORDS));
    while fitting < above {
        let middle = above - (above - fitting) / 2;
        if fits(middle) { fitting = middle } else { above = middle - 1 }
    }
    match fitting {
        0 if hand_over.len() == 0 => Err(BatchError::Nothing),
        0 => Err(BatchError::TooLong),
        count => {
            let HandOver { answers, events } = hand_over.first(count);
            Ok(Batch { codes: codes(&deflate(&text(count))), answers: answers.len(), events: events.len() })
        }
    }
}

/// No record takes less than 16 bytes, those of its id.
const MOST_RECORDS: usize = MOST_CODES * PIECE / 16;

fn codes(packed: &[u8]) -> Vec<Code> {
    let batch = crc(packed);
    let of = packed.len().div_ceil(PIECE);
    let frames = (1..).zip(packed.chunks(PIECE));
    frames.filter_map(|(number, data)| Code::of(&Frame { batch, number, of, data: data.to_vec() }.write())).collect()
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default()
}

/// Unpacks what the codes of a batch brought; `None` where it is damaged or swells beyond reason.
pub(super) fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).take(MOST_UNPACKED + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MOST_UNPACKED).then_some(bytes)
}
