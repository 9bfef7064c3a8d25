//! A ZIP archive made in memory (PKWARE's APPNOTE): each part deflated, all dated 1980-01-01.
//!
//! `zip` can write too, but that half of it is 33 kB of the program, after gzip, for these three records.

use std::io::{self, Write as _};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// Version 2.0: folders and deflate.
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;
/// 1980-01-01, the first day there is.
const DATE: u16 = (1 << 5) | 1;

/// Packs parts, named by their paths. Fails for parts of more than 4 GB.
pub(super) fn pack(parts: &[(&str, &[u8])]) -> io::Result<Vec<u8>> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (path, part) in parts {
        let mut crc = Crc::new();
        crc.update(part);
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        deflate.write_all(part)?;
        let packed = deflate.finish()?;
        let mut about = Vec::new();
        for field in [VERSION, 0, DEFLATED, 0, DATE] {
            about.extend(field.to_le_bytes());
        }
        for field in
            [crc.sum(), length(&packed)?, length(part)?, u32::from(u16::try_from(path.len()).map_err(too_large)?)]
        {
            // The last is two lengths of 16 bits: of the path, and of nothing more.
            about.extend(field.to_le_bytes());
        }
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&about);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(length(&archive)?.to_le_bytes());
        directory.extend(path.as_bytes());
        archive.extend(b"PK\x03\x04");
        archive.extend(&about);
        archive.extend(path.as_bytes());
        archive.extend(&packed);
    }
    let (count, start) = (u16::try_from(parts.len()).map_err(too_large)?, length(&archive)?);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend([length(&directory)?.to_le_bytes(), start.to_le_bytes()].concat());
    archive.extend([0; 2]);
    Ok(archive)
}

fn length(bytes: &[u8]) -> io::Result<u32> {
    u32::try_from(bytes.len()).map_err(too_large)
}

fn too_large(_: std::num::TryFromIntError) -> io::Error {
    io::ErrorKind::FileTooLarge.into()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_by_another_hand() {
        let parts: [(&str, &[u8]); 3] = [("a/b.xml", b"<b/>"), ("empty", b""), ("long", &[b'x'; 10_000])];
        let bytes = pack(&parts).unwrap();
        assert!(bytes.len() < 1_000);
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.len(), 3);
        for (path, part) in parts {
            let mut unpacked = Vec::new();
            zip.by_name(path).unwrap().read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, part);
        }
    }
}
