//! Firms typed in, a line each: `name; price; customers`.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::money::Money;
use crate::indicators::typed_lines::lines;

/// The most customers a firm may have.
pub const MOST_CUSTOMERS: u32 = 4_000_000_000;

/// What stands between a name, a price and a number of customers. A tab is what copied cells have.
const BETWEEN: [char; 3] = [';', '；', '\t'];

/// A firm as it was typed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed {
    /// What it is called.
    pub name: String,
    /// What it asks for, above zero.
    pub price: Money,
    /// How many customers it has, 1 or more; of the first line alone `None`, where that was left blank.
    pub customers: Option<u32>,
}

/// Why a line cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// It is no name, price and number of customers.
    Parts,
    /// The price is no number above zero.
    Price,
    /// The customers are no whole number above zero.
    Customers,
    /// An earlier line has this name.
    Twice,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// Its number, from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// Why.
    pub fault: Fault,
}

/// The firms, ours first; or all lines that cannot be read.
pub(super) fn firms(text: &str) -> Result<Vec<Typed>, Vec<Wrong>> {
    let (mut firms, mut wrong, mut names): (Vec<Typed>, Vec<Wrong>, _) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (place, (line, text)) in lines(text).enumerate() {
        let firm = firm(text, place == 0).and_then(|firm| {
            let is_new = names.insert(firm.name.to_lowercase());
            if is_new { Ok(firm) } else { Err(Fault::Twice) }
        });
        match firm {
            Ok(firm) => firms.push(firm),
            Err(fault) => wrong.push(Wrong { line, text: text.trim().to_owned(), fault }),
        }
    }
    if wrong.is_empty() { Ok(firms) } else { Err(wrong) }
}

/// The firm of a line; that of the first may be without customers.
fn firm(line: &str, is_first: bool) -> Result<Typed, Fault> {
    let mut parts = line.split(BETWEEN).map(str::trim);
    let (name, price, customers) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let Some((name, price)) = name.zip(price).filter(|(name, _)| !name.is_empty()) else { return Err(Fault::Parts) };
    // What follows a third sign may be blank, as where a line ends with one.
    if !parts.all(str::is_empty) {
        return Err(Fault::Parts);
    }
    let price = number(price).and_then(|price| price.parse::<Money>().ok());
    let price = price.filter(|price| *price > Money::ZERO && *price <= Money::MAX_ROW).ok_or(Fault::Price)?;
    let blank = is_first && customers.is_empty();
    let customers = number(customers).and_then(|customers| customers.parse::<u32>().ok());
    let customers = customers.filter(|customers| (1..=MOST_CUSTOMERS).contains(customers));
    if customers.is_none() && !blank {
        return Err(Fault::Customers);
    }
    Ok(Typed { name: name.to_owned(), price, customers })
}

/// A number without the commas between its thousands; `None` where a comma stands elsewhere, as it may mean a decimal.
fn number(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut groups = whole.split([',', '，']);
    let first = groups.next()?;
    let has_thousands = whole.len() > first.len();
    let fits = groups.all(|group| group.len() == 3) && (!has_thousands || (1..=3).contains(&first.len()));
    let whole = whole.replace([',', '，'], "");
    fits.then(|| decimals.map_or_else(|| whole.clone(), |decimals| format!("{whole}.{decimals}")))
}
