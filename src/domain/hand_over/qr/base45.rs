//! Base45 (RFC 9285): bytes as letters of a QR code's alphanumeric mode.

const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Two bytes become three letters, a last one two.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(2) * 3);
    let letter = |value: u16| LETTERS.get(usize::from(value % 45)).copied().map_or('0', char::from);
    for pair in bytes.chunks(2) {
        match *pair {
            [high, low] => {
                let value = u16::from_be_bytes([high, low]);
                text.extend([letter(value), letter(value / 45), letter(value / 2025)]);
            }
            [last] => text.extend([letter(last.into()), letter(u16::from(last) / 45)]),
            _ => {}
        }
    }
    text
}

/// The bytes; `None` for what is no base45.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 3 * 2 + 1);
    let value = |letter: u8| LETTERS.iter().position(|known| *known == letter).and_then(|at| u32::try_from(at).ok());
    for group in text.as_bytes().chunks(3) {
        match *group {
            [a, b, c] => {
                let pair = value(a)? + value(b)? * 45 + value(c)? * 2025;
                bytes.extend(u16::try_from(pair).ok()?.to_be_bytes());
            }
            [a, b] => bytes.push(u8::try_from(value(a)? + value(b)? * 45).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc() {
        for (text, code) in
            [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0")]
        {
            assert_eq!(encode(text.as_bytes()), code);
            assert_eq!(decode(code).as_deref(), Some(text.as_bytes()));
        }
        for bad in ["A", "GGW", ":::", "a00", "::", "0000"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
