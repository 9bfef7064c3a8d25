//! A `File` or `Blob` as a source of bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::domain::intake::{IntakeError, Pace, Progress, Source, SourceError};

/// How much of two files is compared at a time.
const COMPARED: usize = 1 << 20;

/// Bytes of a file the user gave us, read piece by piece: never more than two pieces are in memory,
/// the one at work and the next, which the browser fetches meanwhile.
#[derive(Debug)]
pub struct BlobSource {
    name: String,
    blob: Blob,
    /// Where the last piece ended; the beginning before the first.
    end: u64,
    /// The next piece, on its way.
    ahead: Option<Piece>,
}

#[derive(Debug)]
struct Piece {
    offset: u64,
    length: usize,
    bytes: JsFuture,
}

impl BlobSource {
    /// A source named `name`.
    pub fn new(name: impl Into<String>, blob: Blob) -> Self {
        Self { name: name.into(), blob, end: 0, ahead: None }
    }

    /// The file itself.
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// Asks the browser for a piece.
    fn fetch(&self, offset: u64, length: usize) -> Result<Piece, SourceError> {
        let start = offset.min(self.size());
        let end = start.saturating_add(length as u64).min(self.size());
        let slice = self.blob.slice_with_f64_and_f64(start as f64, end as f64).map_err(|error| failure(&error))?;
        Ok(Piece { offset, length, bytes: JsFuture::from(slice.array_buffer()) })
    }
}

impl Source for BlobSource {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        // A blob's size is a whole number below 2^53, and never negative.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let size = self.blob.size() as u64;
        size
    }

    async fn read(&mut self, offset: u64, length: usize, buffer: &mut Vec<u8>) -> Result<(), SourceError> {
        let piece = match self.ahead.take() {
            Some(piece) if (piece.offset, piece.length) == (offset, length) => piece,
            _ => self.fetch(offset, length)?,
        };
        let in_order = offset == self.end;
        self.end = offset.saturating_add(length as u64);
        if in_order && self.end < self.size() {
            self.ahead = Some(self.fetch(self.end, length)?);
        }
        let bytes = piece.bytes.await.map_err(|error| failure(&error))?;
        let bytes = Uint8Array::new(&bytes);
        buffer.resize(bytes.length() as usize, 0);
        bytes.copy_to(buffer);
        Ok(())
    }
}

/// Whether two files have the same bytes. Only those of one size are looked into.
pub async fn same_bytes(one: &Blob, other: &Blob, pace: &mut impl Pace) -> Result<bool, IntakeError> {
    let (mut one, mut other) = (BlobSource::new("", one.clone()), BlobSource::new("", other.clone()));
    let size = one.size();
    if size != other.size() {
        return Ok(false);
    }
    let (mut bytes, mut others) = (Vec::new(), Vec::new());
    for offset in (0..size).step_by(COMPARED) {
        one.read(offset, COMPARED, &mut bytes).await?;
        other.read(offset, COMPARED, &mut others).await?;
        if bytes != others {
            return Ok(false);
        }
        pace.breathe(Progress { bytes: offset, total_bytes: size, rows: 0 }).await?;
    }
    Ok(true)
}

/// All bytes of a file.
pub async fn all_bytes(file: &Blob) -> Result<Vec<u8>, SourceError> {
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|error| failure(&error))?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// A file as a data URL: its kind and its bytes as text.
pub async fn data_url(file: &Blob) -> Result<String, SourceError> {
    Ok(format!("data:{};base64,{}", file.type_(), STANDARD.encode(all_bytes(file).await?)))
}

fn failure(error: &JsValue) -> SourceError {
    SourceError(describe(error))
}

/// What a thrown value says of itself.
pub fn describe(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| format!("{}: {}", error.name(), error.message()))
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}
