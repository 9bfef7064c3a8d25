//! Numbers and dates as a reader of a language writes them: the port, and a plain writer for where there is no browser.

use super::currency::Currency;
use super::day::{Day, Month};
use super::language::Language;
use super::money::Money;

/// What a number is, which says how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A count, an amount of money without its cents, days: `12,345`.
    Whole,
    /// A mean, with one decimal: `12.3`.
    Decimal,
    /// With as many decimals as it has, up to two: `12`, `12.25`.
    Precise,
    /// A large number in short: `1.2M`, `123.4万`; in full below ten thousand.
    Compact,
    /// A number with all its decimals, two at least where it has any: `1,234.50`.
    Exact,
    /// Money that adds something up or is a mean: `£1,234`, `£12.50`. Two decimals below a thousand where it has any.
    Money,
    /// Much money in short: `£1.2M`, `¥123.4万`; like [`Unit::Money`] below ten thousand.
    CompactMoney,
    /// What one booking says, with all its decimals: `£1,234.50`.
    Amount,
    /// A share of one: `12.3%`.
    Share,
    /// A share of one where room is scarce: `12%`.
    WholeShare,
    /// A score or a difference with its sign and one decimal: `+3.2`, `+29.0`. Its interval stands beside it, whose ends are
    /// rarely whole.
    Score,
}

/// What is smaller is the inaccuracy of a double, and no share.
const NO_SHARE: f64 = 1e-9;

impl Unit {
    /// The smallest step that is written.
    const fn step(self) -> f64 {
        match self {
            Self::Whole => 1.0,
            Self::Decimal | Self::Compact | Self::CompactMoney | Self::Score => 0.1,
            Self::Precise | Self::Money | Self::WholeShare => 0.01,
            Self::Share => 0.001,
            Self::Exact | Self::Amount => 1e-6,
        }
    }

    /// The unit of its number, without what it is in; and whether it is money.
    fn of_number(self, value: f64) -> (Self, bool) {
        let cents = (value * 100.0).round();
        let small = if cents % 100.0 == 0.0 || cents.abs() >= CENTS_BELOW { Self::Whole } else { Self::Exact };
        match self {
            Self::Compact if value.abs() < COMPACT_FROM => (Self::Whole, false),
            Self::CompactMoney if value.abs() >= COMPACT_FROM => (Self::Compact, true),
            Self::Money | Self::CompactMoney => (small, true),
            Self::Amount => (if value.fract() == 0.0 { Self::Whole } else { Self::Exact }, true),
            other => (other, false),
        }
    }

    /// Whether nothing but zeros would be written; a browser would keep the sign of such a number.
    fn rounds_to_zero(self, value: f64) -> bool {
        value.abs() < self.step() / 2.0
    }

    /// Of a share that rounds to none or to all without being it: which side it lies on, of which share.
    fn nearly(self, value: f64) -> Option<(&'static str, f64)> {
        if !matches!(self, Self::Share | Self::WholeShare) {
            return None;
        }
        let (step, rest) = (self.step(), 1.0 - value);
        if value > NO_SHARE && self.rounds_to_zero(value) {
            Some(("<", step))
        } else if rest > NO_SHARE && rest <= step / 2.0 {
            Some((">", 1.0 - step))
        } else {
            None
        }
    }
}

/// The sum of what is shown of parts, where it is not what is shown of their sum: `None` where the parts add up as they
/// are written.
pub fn rounded_sum(unit: Unit, parts: &[f64]) -> Option<f64> {
    let rounded = |value: f64| (value / unit.step()).round();
    let (shown, whole): (f64, f64) = (parts.iter().map(|part| rounded(*part)).sum(), parts.iter().sum());
    ((shown - rounded(whole)).abs() > 0.5).then(|| shown * unit.step())
}

/// How much of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// `5 Mar 2024`, `2024年3月5日`.
    Day,
    /// `Mar 2024`, `2024年3月`.
    Month,
    /// `Mar`, `3月`.
    MonthAlone,
}

/// Below this a large number is written in full.
const COMPACT_FROM: f64 = 10_000.0;

/// From so many hundredths on the sums and means of money are written without them.
const CENTS_BELOW: f64 = 100_000.0;

/// Writes numbers and dates in one language.
pub trait Format {
    /// A finite number, as it is: [`Format::unit`] is what to ask.
    fn write(&self, unit: Unit, value: f64) -> String;

    /// A day, or the month it is in.
    fn date(&self, style: DateStyle, day: Day) -> String;

    /// What money is in; `None` where nothing says so.
    fn currency(&self) -> Option<Currency> {
        None
    }

    /// A count: `12,345`.
    fn count(&self, count: usize) -> String {
        self.number(count as f64)
    }

    /// A number without decimals: `12,345`.
    fn number(&self, number: f64) -> String {
        self.unit(Unit::Whole, number)
    }

    /// A number with one decimal: `12.3`.
    fn decimal(&self, number: f64) -> String {
        self.unit(Unit::Decimal, number)
    }

    /// A number with as many decimals as it has, up to two: `12`, `12.25`.
    fn precise(&self, number: f64) -> String {
        self.unit(Unit::Precise, number)
    }

    /// A large number in short: `1.2M`, `123.4万`. The full value belongs into a title.
    fn compact(&self, number: f64) -> String {
        self.unit(Unit::Compact, number)
    }

    /// A number with all its decimals, two at least where it has any: `1,234.50`.
    fn exact(&self, number: Money) -> String {
        self.unit(if number.is_whole() { Unit::Whole } else { Unit::Exact }, number.to_f64())
    }

    /// What one booking says: `£1,234.50`.
    fn amount(&self, amount: Money) -> String {
        self.unit(Unit::Amount, amount.to_f64())
    }

    /// A sum or a mean of money: `£1,234`, `£12.50`.
    fn money(&self, money: f64) -> String {
        self.unit(Unit::Money, money)
    }

    /// Much money in short: `£1.2M`, `¥123.4万`. The full value belongs into a title.
    fn compact_money(&self, money: f64) -> String {
        self.unit(Unit::CompactMoney, money)
    }

    /// A share of one as a percentage: `12.3%`. Neither a share of few is said to be none nor one of nearly all to be
    /// all: `<0.1%`, `>99.9%`.
    fn percent(&self, share: f64) -> String {
        self.unit(Unit::Share, share)
    }

    /// A share of one where room is scarce: `12%`.
    fn whole_percent(&self, share: f64) -> String {
        self.unit(Unit::WholeShare, share)
    }

    /// A score or a difference with its sign: `+3.2`, `+29.0`.
    fn signed(&self, difference: f64) -> String {
        self.unit(Unit::Score, difference)
    }

    /// A number of this unit. Everything that is written comes through here, so that a browser's formats and the plain
    /// ones round alike.
    fn unit(&self, unit: Unit, value: f64) -> String {
        let (number, is_money) = unit.of_number(value);
        // Cents are two, whatever the double has behind them.
        let cents = matches!(unit, Unit::Money | Unit::CompactMoney) && number == Unit::Exact;
        let value = if cents { (value * 100.0).round() / 100.0 } else { value };
        let text = match number.nearly(value) {
            Some((sign, edge)) => format!("{sign}{}", self.write(number, edge)),
            None if number.rounds_to_zero(value) => self.write(number, 0.0),
            None => self.write(number, value),
        };
        let text = self.currency().filter(|_| is_money).map(|currency| currency.written(&text)).unwrap_or(text);
        // What is read has a minus sign, which is no hyphen; a browser writes one.
        text.replace('-', "−")
    }

    /// A day: `5 Mar 2024`, `2024年3月5日`.
    fn day(&self, day: Day) -> String {
        self.date(DateStyle::Day, day)
    }

    /// A month: `Mar 2024`, `2024年3月`.
    fn month(&self, month: Month) -> String {
        self.date(DateStyle::Month, month.first_day())
    }

    /// A month without its year: `Mar`, `3月`.
    fn month_alone(&self, month: Month) -> String {
        self.date(DateStyle::MonthAlone, month.first_day())
    }
}

/// Another writer, with money in a currency.
#[derive(Clone, Copy)]
pub struct InCurrency<'a> {
    /// Writes the numbers.
    pub format: &'a dyn Format,
    /// What money is in.
    pub currency: Option<Currency>,
}

impl Format for InCurrency<'_> {
    fn write(&self, unit: Unit, value: f64) -> String {
        self.format.write(unit, value)
    }

    fn date(&self, style: DateStyle, day: Day) -> String {
        self.format.date(style, day)
    }

    fn currency(&self) -> Option<Currency> {
        self.currency
    }
}

/// A writer without a browser: for the command line and for tests. The browser's own `Intl` may differ in detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plain(pub Language);

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

impl Plain {
    fn compact_of(self, value: f64) -> String {
        let steps: &[(f64, &str)] = match self.0 {
            Language::English => &[(1e9, "B"), (1e6, "M"), (1e3, "K")],
            Language::Chinese => &[(1e8, "亿"), (1e4, "万")],
        };
        // What rounds up to the next step is written in it.
        let step = steps.iter().find(|(step, _)| (value.abs() / step * 10.0).round() >= 10.0);
        match step {
            Some((step, name)) => format!("{}{name}", without_zeros(&grouped(value / step, 1))),
            None => without_zeros(&grouped(value, 1)),
        }
    }
}

impl Format for Plain {
    fn write(&self, unit: Unit, value: f64) -> String {
        if !value.is_finite() {
            return value.to_string();
        }
        match unit {
            Unit::Whole => grouped(value, 0),
            Unit::Decimal => grouped(value, 1),
            Unit::Precise => without_zeros(&grouped(value, 2)),
            Unit::Compact => self.compact_of(value),
            // Money comes as one of the others; see `Unit::of_number`.
            Unit::Exact | Unit::Money | Unit::CompactMoney | Unit::Amount => {
                let all = grouped(value, 6);
                let (whole, decimals) = all.split_once('.').unwrap_or((&all, ""));
                format!("{whole}.{:0<2}", decimals.trim_end_matches('0'))
            }
            Unit::Share => format!("{}%", without_zeros(&grouped(value * 100.0, 1))),
            Unit::WholeShare => format!("{}%", grouped(value * 100.0, 0)),
            Unit::Score => {
                let text = grouped(value, 1);
                if value > 0.0 && text != "0.0" { format!("+{text}") } else { text }
            }
        }
    }

    fn date(&self, style: DateStyle, day: Day) -> String {
        let (year, month, of_month) = day.ymd();
        let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.saturating_sub(1))).unwrap_or(&"");
        match (self.0, style) {
            (Language::English, DateStyle::Day) => format!("{of_month} {name} {year}"),
            (Language::English, DateStyle::Month) => format!("{name} {year}"),
            (Language::English, DateStyle::MonthAlone) => (*name).to_owned(),
            (Language::Chinese, DateStyle::Day) => format!("{year}年{month}月{of_month}日"),
            (Language::Chinese, DateStyle::Month) => format!("{year}年{month}月"),
            (Language::Chinese, DateStyle::MonthAlone) => format!("{month}月"),
        }
    }
}

/// With thousands separators and so many decimals; never a negative zero.
fn grouped(value: f64, decimals: usize) -> String {
    // Halves go away from zero, as `Intl` takes them; `format!` alone takes them to the even digit.
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or_default());
    let text = format!("{:.decimals$}", (value.abs() * scale).round() / scale);
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let mut out = String::new();
    if value < 0.0 && text.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        out.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

fn without_zeros(text: &str) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Plain = Plain(Language::English);
    const ZH: Plain = Plain(Language::Chinese);

    #[test]
    fn numbers_are_written_by_what_they_are() {
        assert_eq!((EN.count(1_234_567), EN.number(-1234.6)), ("1,234,567".into(), "−1,235".into()));
        assert_eq!(
            (EN.decimal(12.0), EN.precise(12.0), EN.precise(12.256)),
            ("12.0".into(), "12".into(), "12.26".into())
        );
        assert_eq!(
            (EN.percent(0.123_4), EN.percent(0.5), EN.whole_percent(0.5)),
            ("12.3%".into(), "50%".into(), "50%".into())
        );
        assert_eq!((EN.signed(3.25), EN.signed(-3.0), EN.signed(0.0)), ("+3.3".into(), "−3.0".into(), "0.0".into()));
        assert_eq!(EN.exact(Money::from_micros(1_234_500_000)), "1,234.50");
        assert_eq!(EN.exact(Money::from_micros(1_234_000_000)), "1,234");
    }

    #[test]
    fn large_numbers_are_short_in_each_language() {
        assert_eq!((EN.compact(9_999.0), EN.compact(1_250_000.0)), ("9,999".into(), "1.3M".into()));
        assert_eq!(
            (ZH.compact(9_999.0), ZH.compact(11_389_000.0), ZH.compact(2.5e8)),
            ("9,999".into(), "1,138.9万".into(), "2.5亿".into())
        );
        assert_eq!(EN.compact(999_990.0), "1M");
    }

    #[test]
    fn money_is_written_by_one_rule_and_in_its_currency() {
        let pounds = InCurrency { format: &EN, currency: Some(Currency::of_code("GBP")) };
        let yuan = InCurrency { format: &ZH, currency: Some(Currency::of_code("CNY")) };
        assert_eq!(
            (EN.money(1_234.56), EN.money(17.456), EN.money(17.0)),
            ("1,235".into(), "17.46".into(), "17".into())
        );
        assert_eq!(
            (EN.money(999.996), EN.money(-0.004), EN.money(0.1 + 0.2)),
            ("1,000".into(), "0".into(), "0.30".into())
        );
        assert_eq!((pounds.money(1_234.56), pounds.compact_money(8_206_000.0)), ("£1,235".into(), "£8.2M".into()));
        assert_eq!((pounds.compact_money(9_999.4), pounds.compact_money(-12.5)), ("£9,999".into(), "−£12.50".into()));
        assert_eq!(yuan.compact_money(11_389_000.0), "¥1,138.9万");
        let booked = |micros| pounds.amount(Money::from_micros(micros));
        assert_eq!(
            (booked(1_234_500_000), booked(-12_000_000), booked(2_125)),
            ("£1,234.50".into(), "−£12".into(), "£0.002125".into())
        );
        assert_eq!(
            (pounds.count(7), pounds.exact(Money::from_micros(1_500_000))),
            ("7".into(), "1.50".into()),
            "no money"
        );
    }

    #[test]
    fn nothing_is_a_negative_zero() {
        assert_eq!((EN.number(-0.4), EN.decimal(-0.04), EN.signed(-0.04)), ("0".into(), "0.0".into(), "0.0".into()));
    }

    #[test]
    fn few_are_not_none_and_nearly_all_are_not_all() {
        // 4 of 10,000, and the other 9,996.
        assert_eq!((EN.percent(0.000_4), EN.percent(0.999_6)), ("<0.1%".into(), ">99.9%".into()));
        assert_eq!((ZH.whole_percent(0.004), ZH.whole_percent(0.996)), ("<1%".into(), ">99%".into()));
        assert_eq!(EN.unit(Unit::Share, 0.000_4), "<0.1%", "charts say the same");
        assert_eq!((EN.percent(0.000_5), EN.percent(0.999_4)), ("0.1%".into(), "99.9%".into()));
        assert_eq!(
            (EN.percent(0.0), EN.percent(1.0), EN.percent(1.000_4)),
            ("0%".into(), "100%".into(), "100%".into())
        );
        assert_eq!((EN.percent(1e-12), EN.percent(1.0 - 1e-12)), ("0%".into(), "100%".into()), "a double's inaccuracy");
        assert_eq!((EN.percent(-0.000_4), EN.percent(-0.2)), ("0%".into(), "−20%".into()));
    }

    /// As a browser writes: the sign stays where only zeros are left.
    struct Signed;

    impl Format for Signed {
        fn write(&self, unit: Unit, value: f64) -> String {
            let sign = if value.is_sign_negative() { "-" } else { "" };
            format!("{sign}{}", EN.write(unit, value.abs()))
        }

        fn date(&self, style: DateStyle, day: Day) -> String {
            EN.date(style, day)
        }
    }

    #[test]
    fn a_writer_that_keeps_the_sign_is_never_given_a_negative_zero() {
        assert_eq!(
            (Signed.number(-0.4), Signed.decimal(-0.04), Signed.signed(-0.04)),
            ("0".into(), "0.0".into(), "0.0".into())
        );
        assert_eq!(
            (Signed.compact(-0.4), Signed.precise(-0.004), Signed.percent(-0.000_4)),
            ("0".into(), "0".into(), "0%".into())
        );
        assert_eq!(
            (Signed.number(-0.0), Signed.number(-0.5), Signed.precise(-0.04)),
            ("0".into(), "−1".into(), "−0.04".into())
        );
    }

    #[test]
    fn parts_that_do_not_add_up_as_shown_are_noticed() {
        let third = 1.0 / 3.0;
        assert_eq!(rounded_sum(Unit::Share, &[third; 3]).map(|sum| EN.percent(sum)), Some("99.9%".into()));
        assert_eq!(rounded_sum(Unit::Share, &[0.125, 0.375, 0.5]), None);
        assert_eq!(rounded_sum(Unit::WholeShare, &[0.125, 0.375, 0.5]).map(|sum| EN.percent(sum)), Some("101%".into()));
        assert_eq!(rounded_sum(Unit::Share, &[0.2, 0.1]), None, "parts of no whole add up as well");
        assert_eq!(rounded_sum(Unit::Share, &[]), None);
    }

    #[test]
    fn dates_are_written_in_each_language() {
        let day: Day = "2024-03-05".parse().unwrap();
        assert_eq!((EN.day(day), ZH.day(day)), ("5 Mar 2024".into(), "2024年3月5日".into()));
        assert_eq!((EN.month(day.month()), ZH.month_alone(day.month())), ("Mar 2024".into(), "3月".into()));
    }
}
