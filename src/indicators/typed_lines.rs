//! What somebody typed in line by line: a name, a colon and what is said of it.

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// The lines that say something, each with its number from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// What `read` makes of each line's name and of what stands behind its last colon.
pub(super) fn named<T>(text: &str, read: impl Fn(&str, &str) -> Option<T>) -> Result<Vec<T>, Unread> {
    let of_line = |(line, text): (usize, &str)| {
        let parts = text.rsplit_once([':', '：']);
        let unread = || Unread { line, text: text.trim().to_owned() };
        parts.and_then(|(name, said)| read(name, said)).ok_or_else(unread)
    };
    lines(text).map(of_line).collect()
}
