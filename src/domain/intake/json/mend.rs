//! JSON as programs write it although they should not: comments, commas before a closing bracket, NaN and
//! Infinity, Python's None, True and False.

/// Turns such a text, which may come in pieces, into JSON of the same meaning; what is JSON stays as it is.
#[derive(Debug, Default)]
pub(super) struct Mender {
    state: State,
    /// A comma and the blanks behind it, not yet written: nothing may follow.
    held: String,
    /// Letters of a word outside of texts, a sign before them included.
    word: String,
    /// Places mended.
    pub(super) mended: u64,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    /// Within a text; `true` after a backslash.
    Text(bool),
    /// After a `/`.
    Slash,
    LineComment,
    /// Within `/* */`; `true` after a star.
    BlockComment(bool),
}

/// The longest word there is a meaning for, and one letter more.
const LONGEST: usize = 10;

impl Mender {
    /// Adds the mended `text` to `out`.
    pub(super) fn add(&mut self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            rest = rest.get(letter.len_utf8()..).unwrap_or("");
            match self.state {
                State::Between => self.between(letter, out),
                State::Text(escaped) => {
                    out.push(letter);
                    self.state = match letter {
                        '"' if !escaped => State::Between,
                        letter => State::Text(letter == '\\' && !escaped),
                    };
                    if self.state == State::Text(false) {
                        // What is plain goes on in one piece.
                        let plain = memchr::memchr2(b'"', b'\\', rest.as_bytes()).unwrap_or(rest.len());
                        let (piece, after) = rest.split_at_checked(plain).unwrap_or((rest, ""));
                        out.push_str(piece);
                        rest = after;
                    }
                }
                State::Slash => self.after_slash(letter, out),
                State::LineComment if letter == '\n' => {
                    self.blank(letter, out);
                    self.state = State::Between;
                }
                State::BlockComment(true) if letter == '/' => self.state = State::Between,
                State::BlockComment(_) => self.state = State::BlockComment(letter == '*'),
                State::LineComment => {}
            }
        }
    }

    /// Adds what still waits for more.
    pub(super) fn finish(&mut self, out: &mut String) {
        self.end_word(out);
        if self.state == State::Slash {
            out.push('/');
        }
        self.write_comma(out);
    }

    fn between(&mut self, letter: char, out: &mut String) {
        let goes_on = letter.is_ascii_alphabetic() && self.word.len() < LONGEST;
        if goes_on || letter == '-' && self.word.is_empty() {
            if self.word.is_empty() {
                self.write_comma(out);
            }
            self.word.push(letter);
            return;
        }
        self.end_word(out);
        match letter {
            ' ' | '\t' | '\r' | '\n' => self.blank(letter, out),
            '/' => self.state = State::Slash,
            '#' => {
                self.state = State::LineComment;
                self.mended += 1;
            }
            ']' | '}' if !self.held.is_empty() => {
                self.mended += 1;
                out.push_str(self.held.get(1..).unwrap_or_default());
                self.held.clear();
                out.push(letter);
            }
            ',' => {
                self.write_comma(out);
                self.held.push(letter);
            }
            letter => {
                self.write_comma(out);
                out.push(letter);
                if letter == '"' {
                    self.state = State::Text(false);
                }
            }
        }
    }

    fn after_slash(&mut self, letter: char, out: &mut String) {
        self.state = match letter {
            '/' => State::LineComment,
            '*' => State::BlockComment(false),
            _ => State::Between,
        };
        if self.state == State::Between {
            self.write_comma(out);
            out.push('/');
            self.between(letter, out);
        } else {
            self.mended += 1;
        }
    }

    fn write_comma(&mut self, out: &mut String) {
        out.push_str(&self.held);
        self.held.clear();
    }

    fn blank(&mut self, letter: char, out: &mut String) {
        if self.held.is_empty() {
            out.push(letter);
        } else {
            self.held.push(letter);
        }
    }

    fn end_word(&mut self, out: &mut String) {
        if self.word.is_empty() {
            return;
        }
        let bare = self.word.trim_start_matches('-');
        let meant = match bare {
            "NaN" | "nan" | "Infinity" | "Inf" | "inf" | "undefined" | "None" => Some("null"),
            "True" => Some("true"),
            "False" => Some("false"),
            _ => None,
        };
        self.mended += u64::from(meant.is_some());
        out.push_str(meant.unwrap_or(&self.word));
        self.word.clear();
    }
}

/// A whole text, mended; `None` where there is nothing to mend.
pub(in crate::domain::intake) fn mended(text: &str) -> Option<String> {
    let (mut mender, mut out) = (Mender::default(), String::new());
    mender.add(text, &mut out);
    mender.finish(&mut out);
    (mender.mended > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(text: &str, size: usize) -> (String, u64) {
        let (mut mender, mut out) = (Mender::default(), String::new());
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(size) {
            mender.add(&piece.iter().collect::<String>(), &mut out);
        }
        mender.finish(&mut out);
        (out, mender.mended)
    }

    #[test]
    fn what_is_no_json_is_mended() {
        for (text, wanted, places) in [
            ("[{\"a\": NaN, \"b\": -Infinity,}]", "[{\"a\": null, \"b\": null}]", 3),
            ("[1, 2,\n]", "[1, 2\n]", 1),
            ("// x, y\n{\"a\": 1 /* , \"b\" ** */}# z", "\n{\"a\": 1 }", 3),
            ("[None, True, False, undefined, nan]", "[null, true, false, null, null]", 5),
        ] {
            for size in 1..text.len() {
                assert_eq!(mend(text, size), (wanted.to_owned(), places), "{text} by {size}");
            }
        }
        assert_eq!(mended("{\"a\": [1],}"), Some("{\"a\": [1]}".to_owned()));
    }

    #[test]
    fn json_stays_as_it_is() {
        for text in [
            "{\"a\": \"NaN, // # ,]\", \"b\\\"\\\\\": [1e-5, -2.5E+3, true, null], \"c\": {}}",
            "[\"http://x/#y\",\"\\\\\"]",
            "[1 , 2]",
            "a/b",
            "{\"a\" \"b\"}",
        ] {
            for size in 1..text.len() {
                assert_eq!(mend(text, size), (text.to_owned(), 0), "{text} by {size}");
            }
            assert_eq!(mended(text), None);
        }
    }
}
