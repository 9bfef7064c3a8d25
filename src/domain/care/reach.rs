//! How somebody can be reached, by what they typed.

use std::ops::Range;

/// A way to get in touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A telephone number: its digits, after a plus sign where one was typed.
    Call(String),
    /// A mail address.
    Write(String),
}

impl Way {
    /// The address of a link that begins it: a `tel:` URI (RFC 3966) or a `mailto:` URI (RFC 6068).
    pub fn href(&self) -> String {
        match self {
            Self::Call(number) => format!("tel:{number}"),
            Self::Write(address) => format!("mailto:{address}"),
        }
    }
}

/// Fewer digits are a house number or an extension.
const FEWEST_DIGITS: usize = 7;

/// No telephone number has more (ITU-T E.164).
const MOST_DIGITS: usize = 15;

/// What stands before numbers of other services, in lower case.
const OTHER_SERVICES: [&str; 4] = ["qq", "微信", "wechat", "whatsapp id"];

/// The ways that a typed contact holds, mail addresses first, each in the order typed. None where it
/// holds a name alone, or the number of another service.
pub fn ways(text: &str) -> Vec<Way> {
    found(text).into_iter().map(|(_, way)| way).collect()
}

/// The text with an ellipsis in the place of each telephone number and mail address.
pub fn masked(text: &str) -> String {
    let mut places: Vec<Range<usize>> = found(text).into_iter().map(|(place, _)| place).collect();
    places.sort_by_key(|place| place.start);
    let mut masked = String::new();
    let mut from = 0;
    for place in places {
        masked.push_str(text.get(from..place.start).unwrap_or_default());
        masked.push('…');
        from = place.end;
    }
    masked + text.get(from..).unwrap_or_default()
}

fn found(text: &str) -> Vec<(Range<usize>, Way)> {
    let mails: Vec<(Range<usize>, Way)> = text.match_indices('@').filter_map(|(at, _)| mail_around(text, at)).collect();
    let free = |place: &Range<usize>| mails.iter().all(|(mail, _)| place.end <= mail.start || mail.end <= place.start);
    let numbers: Vec<(Range<usize>, Way)> = runs(text)
        .into_iter()
        .filter(free)
        .filter_map(|place| Some((place.clone(), number_in(text, &place)?)))
        .collect();
    mails.into_iter().chain(numbers).collect()
}

/// The mail address around an at sign. Addresses with other letters than these are left to be copied
/// by hand: in a link they would need escapes.
fn mail_around(text: &str, at: usize) -> Option<(Range<usize>, Way)> {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || "._+-".contains(letter);
    let is_of_host = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
    let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
    let name = before.get(before.trim_end_matches(is_of_name).len()..)?.trim_start_matches('.');
    let host = after.get(..after.len() - after.trim_start_matches(is_of_host).len())?.trim_end_matches(['.', '-']);
    let whole = !name.is_empty() && host.contains('.') && !host.starts_with('.');
    whole.then(|| (at - name.len()..at + 1 + host.len(), Way::Write(format!("{name}@{host}"))))
}

/// The digit a letter stands for, full-width ones too.
fn digit(letter: char) -> Option<char> {
    let narrow = match letter {
        '０'..='９' => char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0'))?,
        other => other,
    };
    narrow.is_ascii_digit().then_some(narrow)
}

/// Where digits stand, with what people write between them.
fn runs(text: &str) -> Vec<Range<usize>> {
    let is_between = |letter: char| matches!(letter, ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '–' | '－' | '（' | '）');
    let mut runs: Vec<Range<usize>> = Vec::new();
    // Whether the letter before goes on with the run.
    let mut joined = false;
    for (place, letter) in text.char_indices() {
        let end = place + letter.len_utf8();
        if digit(letter).is_some() {
            match runs.last_mut() {
                Some(run) if joined => run.end = end,
                _ => runs.push(place..end),
            }
            joined = true;
        } else if letter == '+' {
            runs.push(place..end);
            joined = true;
        } else {
            joined &= is_between(letter);
        }
    }
    runs
}

fn number_in(text: &str, place: &Range<usize>) -> Option<Way> {
    let typed = text.get(place.clone())?;
    let digits: String = typed.chars().filter_map(digit).collect();
    let before = text.get(..place.start)?.trim_end_matches([' ', ':', '：', '号', '(', '（']).to_lowercase();
    let after = text.get(place.end..)?.chars().next();
    // "wx13800000000" and "13800000000x" are names.
    let in_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '_');
    let of_word = in_word(text.get(..place.start)?.chars().next_back()) || in_word(after);
    let of_other = OTHER_SERVICES.iter().any(|service| before.ends_with(service));
    let fits = (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len()) && !of_word && !of_other;
    let plus = if typed.starts_with('+') { "+" } else { "" };
    fits.then(|| Way::Call(format!("{plus}{digits}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<String> {
        ways(text).iter().map(Way::href).collect()
    }

    #[test]
    fn numbers_and_addresses_become_links() {
        assert_eq!(links("Li Lei, 138 0000 0000"), ["tel:13800000000"]);
        assert_eq!(links("+49 (89) 123-45.67"), ["tel:+49891234567"]);
        assert_eq!(links("电话：（０１０）－１２３４5678"), ["tel:01012345678"]);
        assert_eq!(links("邮箱:ann.b+shop@mail.example.com。"), ["mailto:ann.b+shop@mail.example.com"]);
        assert_eq!(links("ann@example.com or 020 7946 0000"), ["mailto:ann@example.com", "tel:02079460000"]);
        assert_eq!(links("13800000000，13900000000"), ["tel:13800000000", "tel:13900000000"]);
        assert_eq!(links("13800000000@qq.com"), ["mailto:13800000000@qq.com"]);
    }

    #[test]
    fn names_and_numbers_of_other_services_do_not() {
        for text in [
            "",
            "Ann",
            "12 34",
            "QQ: 123456789",
            "微信号 13800000000",
            "wx13800000000",
            "@home",
            "a@b",
            "1234567890123456",
        ] {
            assert_eq!(links(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_masked_is_what_would_be_a_link() {
        assert_eq!(masked("Call 138 0000 0000, or ann@example.com!"), "Call …, or …!");
        assert_eq!(masked("请打13800000000给我"), "请打…给我");
        assert_eq!(masked("Waited 40 minutes on 3 days"), "Waited 40 minutes on 3 days");
    }
}
