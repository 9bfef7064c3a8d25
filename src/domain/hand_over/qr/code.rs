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
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let side = code.size();
        let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        let modules = modules.map(|(x, y)| if code.get_module(x, y) { '1' } else { '0' }).collect();
        Some(Self { size: usize::try_from(side).ok()?, modules })
    }

    /// The dark modules: column and row.
    pub fn dark(&self) -> impl Iterator<Item = (usize, usize)> {
        let size = self.size.max(1);
        self.modules
            .bytes()
            .enumerate()
            .filter(|(_, module)| *module == b'1')
            .map(move |(at, _)| (at % size, at / size))
    }
}
