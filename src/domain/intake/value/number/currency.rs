//! Signs, names and codes of currencies.

pub(in crate::domain::intake) use crate::domain::currency::Currency;

impl Currency {
    /// The currency a cell names, by code, name or sign.
    pub(in crate::domain::intake) fn named(cell: &str) -> Option<Self> {
        let (currency, rest) = before(cell)?;
        rest.is_empty().then_some(currency)
    }

    /// The currency the header of an amount names, in brackets or behind the last blank: `Amount (GBP)`, `金额（元）`,
    /// `price_eur`. Latin names of one or two letters are taken for something else, and 万元 is none.
    pub(in crate::domain::intake) fn of_header(header: &str) -> Option<Self> {
        let words = header.split(|c: char| c.is_whitespace() || "()（）[]【】_/:：,-".contains(c));
        let mut words = words.filter(|word| !word.is_empty()).skip(1);
        words.find_map(|word| {
            let is_short = word.len() < 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
            Self::named(word).filter(|_| !is_short)
        })
    }
}

/// Names and signs with their codes, longer ones first where one begins or ends another.
#[rustfmt::skip]
const NAMES: [(&str, &str); 120] = [
    ("人民币", "CNY"), ("人民幣", "CNY"), ("新台币", "TWD"), ("新臺幣", "TWD"), ("新台幣", "TWD"), ("RMB", "CNY"), ("CNH", "CNY"), ("NTD", "TWD"),
    ("US $", "USD"), ("AU $", "AUD"), ("CA $", "CAD"), ("NZ $", "NZD"), ("HK $", "HKD"), ("NT $", "TWD"), ("C $", "CAD"), ("CN¥", "CNY"), ("JP¥", "JPY"),
    ("US$", "USD"), ("HK$", "HKD"), ("NT$", "TWD"), ("CA$", "CAD"), ("AU$", "AUD"), ("NZ$", "NZD"), ("SG$", "SGD"), ("MX$", "MXN"),
    ("R$", "BRL"), ("C$", "CAD"), ("A$", "AUD"), ("S$", "SGD"), ("U$", "USD"),
    ("港币", "HKD"), ("港幣", "HKD"), ("港元", "HKD"), ("台币", "TWD"), ("台幣", "TWD"), ("美元", "USD"), ("美金", "USD"), ("欧元", "EUR"),
    ("歐元", "EUR"), ("日元", "JPY"), ("日圆", "JPY"), ("日圓", "JPY"), ("英镑", "GBP"), ("英鎊", "GBP"), ("韩元", "KRW"),
    ("euros", "EUR"), ("euro", "EUR"), ("dollars", "USD"), ("руб.", "RUB"), ("руб", "RUB"), ("р.", "RUB"), ("грн.", "UAH"), ("грн", "UAH"),
    ("лв.", "BGN"), ("лв", "BGN"), ("SFr.", "CHF"), ("SFr", "CHF"), ("Fr.", "CHF"), ("Fr", "CHF"), ("S/.", "PEN"), ("S/", "PEN"),
    ("kr.", "KR"), ("kr", "KR"), ("Kč", "CZK"), ("zł", "PLN"), ("Ft", "HUF"), ("lei", "RON"), ("TL", "TRY"), ("Rs.", "INR"), ("Rs", "INR"),
    ("RM", "MYR"), ("Rp.", "IDR"), ("Rp", "IDR"), ("R", "ZAR"),
    ("¥", "CNY"), ("￥", "CNY"), ("元", "CNY"), ("圆", "CNY"), ("圓", "CNY"), ("块", "CNY"), ("円", "JPY"), ("원", "KRW"),
    ("$", "USD"), ("＄", "USD"), ("€", "EUR"), ("£", "GBP"), ("￡", "GBP"), ("₩", "KRW"), ("￦", "KRW"), ("₹", "INR"), ("₨", "INR"),
    ("₽", "RUB"), ("₺", "TRY"), ("₫", "VND"), ("đ", "VND"), ("฿", "THB"), ("₴", "UAH"), ("₪", "ILS"), ("₱", "PHP"), ("₦", "NGN"), ("₸", "KZT"), ("₡", "CRC"),
    ("₲", "PYG"), ("₵", "GHS"), ("₮", "MNT"), ("₭", "LAK"),
    // As Arabic locales of CLDR have them; a last point is taken off with them.
    ("ر.س.", "SAR"), ("ر.س", "SAR"), ("د.إ.", "AED"), ("د.إ", "AED"), ("ج.م.", "EGP"), ("ج.م", "EGP"), ("د.ك.", "KWD"), ("د.ك", "KWD"),
    ("ر.ق.", "QAR"), ("ر.ق", "QAR"), ("د.ب.", "BHD"), ("د.ب", "BHD"), ("د.أ.", "JOD"), ("د.أ", "JOD"),
];

/// Codes of ISO 4217; those that are words (`TOP`, `ALL`, `CUP`, `PEN`, `SOS`) are left out.
const CODES: &str = "AED AFN AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP \
    CRC CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR \
    ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
    MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PGK PHP PKR PLN PYG QAR RON RSD RUB RUR RWF SAR SBD SCR SDG SEK SGD SHP SLE SRD \
    SYP SZL THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";

/// The currency that stands before a number, and the rest. Short names in letters need a blank or a
/// number with a separator behind, one letter alone one with two decimals: `R1001`, `RM12` and `R1.5` are codes of something.
pub(super) fn before(text: &str) -> Option<(Currency, &str)> {
    let first = text.chars().next().filter(|first| !first.is_ascii_digit())?;
    // What most amounts with a sign have.
    if let Some(at) = "¥$€£".chars().position(|sign| sign == first) {
        let code = ["CNY", "USD", "EUR", "GBP"].get(at)?;
        return Some((Currency::of_code(code), text.get(first.len_utf8()..)?));
    }
    let begin = text.bytes().next();
    let named = NAMES.iter().filter(|(name, _)| alike(name.bytes().next(), begin)).find_map(|&(name, code)| {
        let rest = text.get(name.len()..).filter(|_| begins(text, name))?;
        let is_short = name.len() < 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_glued = rest.starts_with(|next: char| next.is_alphanumeric());
        let is_code =
            is_glued && (rest.starts_with(char::is_alphabetic) || is_short && !ends_in_money(rest, name.len()));
        let is_word = name.bytes().all(|byte| byte.is_ascii_alphabetic()) && is_code;
        (!is_word).then(|| (Currency::of_code(code), rest))
    });
    named.or_else(|| {
        let (code, rest) = text.split_at_checked(3)?;
        (!rest.starts_with(char::is_alphabetic)).then_some(())?;
        iso(code).map(|currency| (currency, rest))
    })
}

/// Whether a number behind a short name is written as money is.
fn ends_in_money(number: &str, letters: usize) -> bool {
    let decimals = number.rfind(['.', ',']).map(|at| number.len() - at - 1);
    decimals.is_some_and(|decimals| letters > 1 || decimals == 2)
}

/// The currency of two that one amount names, be it in one way or in two: `$12 CAD`, where the sign stands for several.
pub(super) fn both(one: Currency, other: Currency) -> Option<Currency> {
    const SHARED: [(&str, &str); 3] = [
        (
            "USD",
            "ARS AUD BBD BMD BND BSD BZD CAD CLP COP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD",
        ),
        ("CNY", "JPY"),
        ("KR", "DKK ISK NOK SEK"),
    ];
    let among = |sign: Currency, code: Currency| {
        let codes = SHARED.iter().find(|(of, _)| Currency::of_code(of) == sign).map_or("", |(_, codes)| codes);
        codes.split(' ').any(|of| Currency::of_code(of) == code)
    };
    match () {
        () if one == other || among(other, one) => Some(one),
        () if among(one, other) => Some(other),
        () => None,
    }
}

/// The currency that stands behind a number, and what is before it.
pub(super) fn behind(text: &str) -> Option<(Currency, &str)> {
    text.chars().next_back().filter(|last| !last.is_ascii_digit())?;
    let last = text.bytes().next_back();
    let mut possible = NAMES.iter().filter(|(name, _)| *name != "R" && alike(name.bytes().next_back(), last));
    let named = possible.find_map(|&(name, code)| {
        let at = text.len().checked_sub(name.len())?;
        let (rest, end) = text.split_at_checked(at)?;
        (begins(end, name) && !rest.ends_with(|last: char| last.is_ascii_alphabetic()))
            .then(|| (Currency::of_code(code), rest))
    });
    named.or_else(|| {
        let (rest, code) = text.split_at_checked(text.len().checked_sub(3)?)?;
        (!rest.ends_with(char::is_alphabetic)).then_some(())?;
        iso(code).map(|currency| (currency, rest))
    })
}

/// Whether two bytes are the same but for their case: most names are told by one byte.
fn alike(one: Option<u8>, other: Option<u8>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.eq_ignore_ascii_case(&other))
}

fn begins(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

fn iso(code: &str) -> Option<Currency> {
    // Most texts that come here are codes of something else, with digits in them.
    let (is_code, first) = (code.bytes().all(|byte| byte.is_ascii_alphabetic()), code.bytes().next());
    is_code.then_some(())?;
    let mut known = CODES.as_bytes().chunks(4).filter(|known| alike(known.first().copied(), first));
    let found = known.find_map(|known| known.get(..3).filter(|known| known.eq_ignore_ascii_case(code.as_bytes())));
    found.and_then(|found| std::str::from_utf8(found).ok()).map(Currency::of_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_known_by_sign_name_and_code() {
        for (cell, code) in [
            ("¥", "CNY"),
            ("RMB", "CNY"),
            ("usd", "USD"),
            ("R$", "BRL"),
            ("R", "ZAR"),
            ("kr", "KR"),
            ("zł", "PLN"),
            ("CHF", "CHF"),
        ] {
            assert_eq!(Currency::named(cell).map(|currency| currency.to_string()).as_deref(), Some(code), "{cell}");
        }
        for cell in ["", "TOP", "X", "EURO CITY", "RMBX", "12"] {
            assert_eq!(Currency::named(cell), None, "{cell}");
        }
    }

    #[test]
    fn headers_name_the_currency_of_their_amounts() {
        for (header, code) in [
            ("Amount (GBP)", Some("GBP")),
            ("金额（元）", Some("CNY")),
            ("Price [€]", Some("EUR")),
            ("amount_usd", Some("USD")),
            ("Gross CHF", Some("CHF")),
            ("金额（万元）", None),
            ("EUR", None),
            ("Amount R", None),
            ("Total spent", None),
            ("", None),
        ] {
            assert_eq!(Currency::of_header(header).map(|currency| currency.to_string()).as_deref(), code, "{header}");
        }
    }
}
