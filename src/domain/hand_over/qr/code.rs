//! One QR code.

use qrcodegen::{QrCode, QrCodeEcc};
use serde::{Deserialize, Serialize};

/// The modules of a QR code, without the quiet zone of [`Code::QUIET`] modules around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Modules a side.
    pub size: usize,
    /// Row by row, `1` dark and `0` light.
    pub modules: String,
}

impl Code {
    /// White modules a reader needs around a code (ISO/IEC 18004).
    pub const QUIET: usize = 4;

    /// A code of this text at level M; `None` where it is too long for any.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let side = code.size();
        let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        let modules = modules.map(|(x, y)| if code.get_module(x, y) { '1' } else { '0' }).collect();
        Some(Self { size: usize::try_from(side).ok()?, modules })
    }

    /// The dark modules as stretches of a row: column, row and length.
    pub fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (y, row) in self.modules.as_bytes().chunks(self.size.max(1)).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.starts_with(b"1") {
                    runs.push((x, y, run.len()));
                }
                x += run.len();
            }
        }
        runs
    }
}
