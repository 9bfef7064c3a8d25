//! The customers of a class as platforms for advertising take them: hashes of e-mail and telephone, of those alone who
//! agreed to it.
//!
//! An e-mail loses blanks around it and becomes lower case; a telephone number becomes its digits with the country code,
//! once with the plus of E.164 (Google) and once without (Meta). Both are hashed with SHA-256. Equal contacts give equal
//! hashes, and whoever guesses a contact can check the guess: a hash is a pseudonym, no anonymous thing, and the list is
//! personal data.
//!
//! Sources: Google Ads API, Customer Match; Meta, Conversions API, customer information parameters (both as of 2025).

use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::blocks::in_blocks_paced;
use crate::domain::dataset::{Column, Customers, Field};
use crate::domain::intake::{Cancelled, Pace, read_yes_no};
use crate::indicators::View;
use crate::indicators::named::{column_for, rows_of_customers};

use super::profile::Sides;

/// Parts of the names of columns that say an e-mail.
const EMAIL: &[&str] = &["email", "mailaddress", "邮箱", "邮件", "电邮"];

/// Parts of the names of columns that say a telephone number.
const PHONE: &[&str] = &["phone", "mobile", "cellnumber", "手机", "电话"];

/// Parts of the names of columns that say whether somebody agreed to be addressed.
const CONSENT: &[&str] = &["consent", "optin", "同意", "授权"];

/// Further words that say yes to it, and no.
const WORDS: (&str, &str) = (
    "agree agreed accept accepted consent consented granted optin optedin subscribed 同意 已同意 授权 已授权 接受 愿意 订阅 已订阅",
    "disagree decline declined refuse refused denied withdrawn optout optedout unsubscribed 不同意 未同意 拒绝 未授权 不接受 不愿意 退订 已退订",
);

/// The fewest and the most digits of a telephone number with its country code (ITU-T E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Columns chosen, and the country code of numbers without one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The column that says who agreed; `None` for the one in that role, or called so.
    pub consent: Option<&'a str>,
    /// The column of e-mails; `None` for the first called so.
    pub email: Option<&'a str>,
    /// The column of telephone numbers; `None` for the first called so.
    pub phone: Option<&'a str>,
    /// Digits; empty where numbers without a country code are not used.
    pub country: &'a str,
}

/// The audience in numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Audience {
    /// Customers of the class.
    pub customers: usize,
    /// Of them those who agreed.
    pub consenting: usize,
    /// Those who said no.
    pub refused: usize,
    /// Those of whom it is not known, who count as no.
    pub unknown: usize,
    /// Of those who agreed, those without an e-mail or telephone number that can be used.
    pub without_contact: usize,
    /// Telephone numbers of those who agreed that have no country code.
    pub without_country: usize,
    /// The column that says who agreed.
    pub consent_column: Option<String>,
    /// The column of e-mails.
    pub email_column: Option<String>,
    /// The column of telephone numbers.
    pub phone_column: Option<String>,
    /// Those who agreed and can be reached.
    #[serde(skip)]
    pub rows: Vec<Hashed>,
    /// The customers of each count by number, in the order of [`COUNTED`].
    #[serde(skip)]
    pub who: [Vec<u32>; 5],
}

/// What is counted, as the document calls it: of the class, and of them those who agreed, said no, of whom it is not known,
/// and who agreed and cannot be reached.
pub const COUNTED: [&str; 5] = ["customers", "consenting", "refused", "unknown", "without_contact"];

/// One customer's hashes; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hashed {
    /// Who, by number.
    pub customer: u32,
    /// Of the e-mail.
    pub email: String,
    /// Of the telephone number with its plus.
    pub phone: String,
    /// Of its digits alone.
    pub phone_digits: String,
}

impl Hashed {
    /// Of e-mail, telephone with its plus, and digits alone.
    pub fn hashes(&self) -> [&str; 3] {
        [&self.email, &self.phone, &self.phone_digits]
    }
}

/// The customers inside, by the columns there are.
pub async fn audience<P: Pace>(
    view: &View,
    sides: &Sides,
    wanted: Wanted<'_>,
    pace: &mut P,
) -> Result<Audience, Cancelled> {
    let profiles = view.all.profiles.as_deref();
    let columns = || profiles.into_iter().flat_map(|profiles| &profiles.columns);
    let role = |role: Field| profiles.and_then(|profiles: &Customers| profiles.of(role));
    let consent = column_for(columns(), wanted.consent, role(Field::Consent), CONSENT);
    let email = column_for(columns(), wanted.email, None, EMAIL);
    let phone = column_for(columns().filter(|column| !same(column, email)), wanted.phone, None, PHONE);
    // One column for either: what has an @ is an e-mail.
    let either = role(Field::Contact);
    let name = |column: Option<&Column>| column.or(either).map(|column| column.name.clone());
    let mut found = Audience {
        consent_column: consent.map(|column| column.name.clone()),
        email_column: name(email),
        phone_column: name(phone),
        ..Audience::default()
    };
    let row_of = rows_of_customers(view);
    in_blocks_paced(row_of.len(), pace, |range| {
        let rows = (0_u32..).zip(&sides.0).zip(&row_of).skip(range.start).take(range.len());
        for ((customer, _), row) in rows.filter(|((_, is_inside), _)| **is_inside == Some(true)) {
            found.customers += 1;
            let [all, consenting, refused, unknown, _] = &mut found.who;
            all.push(customer);
            match consent.zip(*row).and_then(|(column, row)| Some((row, agreed(column, row)?))) {
                Some((row, true)) => {
                    found.consenting += 1;
                    consenting.push(customer);
                    let [email, phone] = [email, phone].map(|column| column.or(either)?.value(row));
                    found.take(customer, email, phone, wanted.country);
                }
                Some((_, false)) => {
                    found.refused += 1;
                    refused.push(customer);
                }
                None => {
                    found.unknown += 1;
                    unknown.push(customer);
                }
            }
        }
    })
    .await?;
    Ok(found)
}

fn same(column: &Column, other: Option<&Column>) -> bool {
    other.is_some_and(|other| other.name == column.name)
}

fn agreed(column: &Column, row: usize) -> Option<bool> {
    column.yes(row).or_else(|| read_yes_no(column.value(row)?, WORDS))
}

impl Audience {
    fn take(&mut self, customer: u32, email: Option<&str>, phone: Option<&str>, country: &str) {
        let email = email.and_then(normal_email).map(|email| sha256(&email)).unwrap_or_default();
        let phone = match phone.filter(|phone| !phone.contains('@')).map(|phone| normal_phone(phone, country)) {
            Some(Phone::Digits(digits)) => Some(digits),
            Some(Phone::NoCountry) => {
                self.without_country += 1;
                None
            }
            Some(Phone::Not) | None => None,
        };
        let [plus, digits] = phone.map(|digits| [sha256(&format!("+{digits}")), sha256(&digits)]).unwrap_or_default();
        if email.is_empty() && digits.is_empty() {
            self.without_contact += 1;
            let [.., without] = &mut self.who;
            without.push(customer);
        } else {
            self.rows.push(Hashed { customer, email, phone: plus, phone_digits: digits });
        }
    }
}

/// An e-mail without blanks around it, in lower case; `None` where it is none.
pub fn normal_email(cell: &str) -> Option<String> {
    let email = cell.trim().to_lowercase();
    let (name, host) = email.split_once('@')?;
    let sound = !name.is_empty() && host.contains('.') && !host.contains('@') && !email.contains(char::is_whitespace);
    sound.then_some(email)
}

/// A telephone number as it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phone {
    /// Country code and number, without a plus.
    Digits(String),
    /// It has no country code, and none is set.
    NoCountry,
    /// It is none.
    Not,
}

/// A telephone number as digits with the country code: its own after `+` or `00`, else the one set, for which zeros in
/// front go. Digits of full width count.
pub fn normal_phone(cell: &str, country: &str) -> Phone {
    let plain: String = cell.trim().chars().map(narrow).collect();
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let own = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
    let number = match own {
        // +44 (0)20: the zero is for callers within the country.
        Some(own) => digits(&own.replace("(0)", "")),
        None => digits(&plain),
    };
    let number = number.trim_start_matches('0');
    let letters = plain.chars().any(char::is_alphabetic);
    match own {
        _ if letters || number.is_empty() => Phone::Not,
        None if country.is_empty() => Phone::NoCountry,
        _ => {
            let all = if own.is_some() { number.to_owned() } else { format!("{country}{number}") };
            if DIGITS.contains(&all.len()) { Phone::Digits(all) } else { Phone::Not }
        }
    }
}

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | '＋' | '（' | '）' => {
            char::from_u32(u32::from(letter) - (u32::from('＋') - u32::from('+'))).unwrap_or(letter)
        }
        other => other,
    }
}

/// The hash in hexadecimal digits.
pub fn sha256(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a text cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
