//! Pieces of batches, put together as they come.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::hand_over::{Received, read};

use super::batch::inflate;
use super::frame::{BadFrame, Frame, crc};

/// Batches put together at a time; of more, the one begun first is given up.
const MOST_BATCHES: usize = 8;

/// How far a batch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Codes read.
    pub have: usize,
    /// Of how many.
    pub of: usize,
}

/// What a code brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// Its batch is not whole yet.
    Piece(Progress),
    /// It made its batch whole: what that holds, once.
    Whole(Received),
    /// Its batch has been given already.
    Again,
    /// It is of no use.
    Refused(BadFrame),
}

/// Takes the texts of codes in any order, as often as they come, of several batches.
#[derive(Debug, Clone, Default)]
pub struct Collector {
    /// The batches begun, the latest last.
    begun: Vec<Begun>,
    /// Batches already given.
    done: Vec<u32>,
}

#[derive(Debug, Clone)]
struct Begun {
    batch: u32,
    of: usize,
    pieces: BTreeMap<usize, Vec<u8>>,
}

impl Collector {
    /// Takes the text of a code.
    pub fn take(&mut self, text: &str) -> Taken {
        let frame = match Frame::read(text) {
            Ok(frame) => frame,
            Err(why) => return Taken::Refused(why),
        };
        if self.done.contains(&frame.batch) {
            return Taken::Again;
        }
        let place = self.place(&frame);
        let Some(begun) = self.begun.get_mut(place) else { return Taken::Refused(BadFrame::Damaged) };
        begun.pieces.insert(frame.number, frame.data);
        if begun.pieces.len() < begun.of {
            return Taken::Piece(Progress { have: begun.pieces.len(), of: begun.of });
        }
        let packed = self.begun.remove(place).pieces.into_values().collect::<Vec<_>>().concat();
        match whole(&packed, frame.batch) {
            Some(received) => {
                self.done.push(frame.batch);
                Taken::Whole(received)
            }
            None => Taken::Refused(BadFrame::Damaged),
        }
    }

    /// The batch of a frame. One that speaks of another number of pieces begins anew.
    fn place(&mut self, frame: &Frame) -> usize {
        if let Some(place) = self.begun.iter().position(|begun| begun.batch == frame.batch && begun.of == frame.of) {
            return place;
        }
        self.begun.retain(|begun| begun.batch != frame.batch);
        if self.begun.len() >= MOST_BATCHES {
            self.begun.remove(0);
        }
        self.begun.push(Begun { batch: frame.batch, of: frame.of, pieces: BTreeMap::new() });
        self.begun.len() - 1
    }
}

fn whole(packed: &[u8], batch: u32) -> Option<Received> {
    if crc(packed) != batch {
        return None;
    }
    read(&inflate(packed)?).ok()
}
