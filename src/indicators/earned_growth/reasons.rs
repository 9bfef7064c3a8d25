//! Why customers came.

use serde::Serialize;

use crate::domain::dataset::{Answers, Attribute, BLANK, Column, Customers, Field, Values};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::order;
use crate::indicators::View;
use crate::indicators::dividing::attribute_names;
use crate::indicators::named::words;

/// What columns are called that say why customers came: whole words of a header, or the whole header written in one.
const CALLED: [&str; 14] = [
    "referral",
    "referred",
    "acquisition",
    "how did you hear",
    "hear about us",
    "lead source",
    "customer source",
    "acquisition source",
    "acquisition channel",
    "brought you",
    "获客",
    "客户来源",
    "来源渠道",
    "了解到我们",
];

/// The column of the kiosk's third question, which may ask anything.
const EXTRA: &str = "extra";

/// A reason to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// As the file says it; the name of the column of who recommended, for that.
    pub name: String,
    /// Whether the column names who recommended (`true`) or nobody; `None` for a value of another column.
    pub referrer: Option<bool>,
    /// Whether it means a recommendation.
    pub earned: bool,
    /// New customers who came for it.
    pub customers: usize,
    /// What they brought in the second window.
    pub value: Money,
}

/// Answers that say why somebody came, and not who.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Unnamed {
    /// How many.
    pub answers: usize,
    /// Of them those that mean a recommendation.
    pub earned: usize,
}

/// What says why customers came: who recommended them, else a column.
pub struct Reasons {
    name: String,
    /// Nobody counted yet.
    all: Vec<Reason>,
    /// By customer the number of their reason, [`BLANK`] where it is not known.
    codes: Vec<u32>,
    unnamed: Unnamed,
}

/// The attributes there are to choose from.
pub fn offered(view: &View) -> Vec<String> {
    let answers = view.all.answers.as_deref();
    let mut names = attribute_names(&view.all, answers.into_iter().flat_map(Answers::attributes));
    names.extend(referrers(view).map(|(_, column)| column.name.clone()));
    names.sort();
    names.dedup();
    names
}

/// The customers table and its column of who recommended, where that names anybody.
fn referrers(view: &View) -> Option<(&Customers, &Column)> {
    let profiles = view.all.profiles.as_deref()?;
    let column = profiles.of(Field::Referrer)?;
    column.codes.iter().any(|code| *code != BLANK).then_some((profiles, column))
}

impl Reasons {
    /// Of the column of this name. Where none is chosen: who has a referrer came by recommendation; of the others tells the
    /// first column that is called so, of the customers table, then of the answers; where there is none they came for
    /// another reason.
    pub fn of(view: &View, name: Option<&str>, words: &[String]) -> Option<Self> {
        let wanted = |column: &&Attribute| name.map_or_else(|| says_why(column, words), |name| column.name == name);
        let referrers = referrers(view).filter(|(_, column)| name.is_none_or(|name| column.name == name));
        let column = Self::of_column(view, wanted, words);
        let Some((profiles, referrer)) = referrers else { return column };
        let is_alone = column.is_none();
        let mut found = column.unwrap_or_else(|| Self {
            name: String::new(),
            all: Vec::new(),
            codes: vec![BLANK; view.all.customers.len()],
            unnamed: Unnamed::default(),
        });
        let first = u32::try_from(found.all.len()).unwrap_or(BLANK);
        for is_named in [true, false] {
            found.all.push(Reason::none(referrer.name.clone(), Some(is_named), is_named));
        }
        // Of several rows of a customer the last counts.
        let mut is_named = vec![None; found.codes.len()];
        for (row, &customer) in profiles.customer.iter().enumerate() {
            if let Some(slot) = is_named.get_mut(customer as usize) {
                *slot = Some(referrer.value(row).is_some_and(|named| !named.is_empty()));
            }
        }
        for (code, is_named) in found.codes.iter_mut().zip(is_named) {
            match is_named {
                Some(true) => *code = first,
                Some(false) if is_alone => *code = first.saturating_add(1),
                _ => {}
            }
        }
        found.name = if is_alone { referrer.name.clone() } else { format!("{}, {}", referrer.name, found.name) };
        Some(found)
    }

    /// Of the first such column: of the customers table, then of the answers, of which the newest counts.
    fn of_column(view: &View, wanted: impl Fn(&&Attribute) -> bool, words: &[String]) -> Option<Self> {
        let mut codes = vec![BLANK; view.all.customers.len()];
        let profiles = view.all.profiles.as_deref();
        if let Some(table) = profiles
            && let Some(column) = table.attributes().find(&wanted)
        {
            for (&customer, &code) in table.customer.iter().zip(&column.codes) {
                if let Some(slot) = codes.get_mut(customer as usize) {
                    *slot = code;
                }
            }
            return Some(Self::of_codes(column, codes, words));
        }
        let answers = view.all.answers.as_deref()?;
        let column = answers.attributes().find(&wanted)?;
        let mut newest: Vec<Option<Day>> = vec![None; codes.len()];
        let rows = || answers.customer.iter().zip(&answers.day).zip(&column.codes).filter(|(_, code)| **code != BLANK);
        for ((&customer, &day), &code) in rows() {
            let slots = codes.get_mut(customer as usize).zip(newest.get_mut(customer as usize));
            if let Some((slot, newest)) = slots
                && (*slot == BLANK || day >= *newest)
            {
                (*slot, *newest) = (code, day);
            }
        }
        let mut found = Self::of_codes(column, codes, words);
        for (_, &code) in rows().filter(|((customer, _), _)| **customer == BLANK) {
            found.unnamed.answers += 1;
            found.unnamed.earned += usize::from(found.all.get(code as usize).is_some_and(|reason| reason.earned));
        }
        Some(found)
    }

    fn of_codes(column: &Attribute, codes: Vec<u32>, words: &[String]) -> Self {
        let is_yes_no = column.read_as() == Values::YesNo;
        let yes = |code: u32| {
            let row = column.codes.iter().position(|known| *known == code);
            row.and_then(|row| column.yes(row)) == Some(true)
        };
        let of = |code: u32| {
            let name = column.values.get(code);
            let earned = if is_yes_no { yes(code) } else { holds_any(&name.to_lowercase(), words) };
            Reason::none(name.to_owned(), None, earned)
        };
        let all = (0..u32::try_from(column.values.len()).unwrap_or_default()).map(of).collect();
        Self { name: column.name.clone(), all, codes, unnamed: Unnamed::default() }
    }

    /// What says it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of a customer's reason; `None` where it is not known.
    pub fn of_customer(&self, customer: u32) -> Option<u32> {
        self.codes.get(customer as usize).copied().filter(|code| *code != BLANK)
    }

    /// All reasons by number, nobody counted yet. One is a recommendation that holds one of the words, or says yes, or names
    /// who recommended.
    pub fn none(&self) -> Vec<Reason> {
        self.all.clone()
    }

    /// Answers that say why somebody came, and not who.
    pub fn unnamed(&self) -> Unnamed {
        self.unnamed
    }
}

impl Reason {
    fn none(name: String, referrer: Option<bool>, earned: bool) -> Self {
        Self { name, referrer, earned, customers: 0, value: Money::ZERO }
    }
}

/// Whether a column is called so, or is the kiosk's third question and some answer means a recommendation.
fn says_why(column: &Attribute, words: &[String]) -> bool {
    if !matches!(column.read_as(), Values::Text | Values::YesNo) {
        return false;
    }
    if column.name == EXTRA {
        let values = (0..u32::try_from(column.values.len()).unwrap_or_default()).map(|code| column.values.get(code));
        return values.map(str::to_lowercase).any(|value| holds_any(&value, words));
    }
    is_called(&column.name)
}

/// Whether a header holds one of the names in whole words, `PreferredChannel` being two, or is one of them written in one.
fn is_called(header: &str) -> bool {
    let words = words(header).join(" ");
    CALLED.iter().any(|name| holds(&words, name) || (!words.contains(' ') && words == name.replace(' ', "")))
}

/// Whether a text holds one of the words, all in small letters.
fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| holds(text, word))
}

/// Whether a text holds a word whole: no letter of the same kind of writing goes on at its ends. Chinese has no such ends.
fn holds(text: &str, word: &str) -> bool {
    let goes_on = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() && is_spelled(letter));
    let starts_spelled = word.chars().next().is_some_and(is_spelled);
    let ends_spelled = word.chars().next_back().is_some_and(is_spelled);
    text.match_indices(word).any(|(at, found)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + found.len()..).unwrap_or_default());
        !(starts_spelled && goes_on(before.chars().next_back()) || ends_spelled && goes_on(after.chars().next()))
    })
}

/// Whether words are written in such letters with spaces between.
fn is_spelled(letter: char) -> bool {
    letter < '\u{2e80}' || ('\u{ac00}'..='\u{d7af}').contains(&letter)
}

/// Those anybody came for, most money first, then by name.
pub fn most_first(mut reasons: Vec<Reason>) -> Vec<Reason> {
    reasons.retain(|reason| reason.customers > 0);
    order::sort_by(&mut reasons, |one, other| {
        let by_value = other.value.cmp(&one.value);
        by_value.then_with(|| one.name.cmp(&other.name)).then_with(|| one.referrer.cmp(&other.referrer))
    });
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_matched_by_whole_words() {
        for header in [
            "referral",
            "Referral source",
            "acquisition_channel",
            "LeadSource",
            "leadsource",
            "How did you hear about us?",
            "HowDidYouHear",
            "what brought you to us",
            "客户来源",
            "您是如何了解到我们的",
        ] {
            assert!(is_called(header), "{header}");
        }
        for header in ["preferred_channel", "PreferredChannel", "preferred", "branch", "source", "deferral", "渠道"] {
            assert!(!is_called(header), "{header}");
        }
    }

    #[test]
    fn words_of_a_value_are_whole_too() {
        let words = ["friend".to_owned(), "朋友".to_owned()];
        for value in ["a friend", "friend/family", "Friend".to_lowercase().as_str(), "经朋友介绍"] {
            assert!(holds_any(value, &words), "{value}");
        }
        for value in ["friendly staff", "unfriend", "advertisement", ""] {
            assert!(!holds_any(value, &words), "{value}");
        }
    }
}
