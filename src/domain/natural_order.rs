//! Names that have an order of their own: times of day, days of the week, months, and what begins with a number.

use super::order;

/// Times of day, days of the week, months: each list in its order, all names of one step together.
const ORDERS: [&[&[&str]]; 3] = [
    &[
        &["night", "凌晨", "半夜"],
        &["dawn", "early morning", "清晨", "早晨", "早上", "早间"],
        &["morning", "上午"],
        &["noon", "midday", "lunch", "lunchtime", "中午", "午间", "正午"],
        &["afternoon", "下午", "午后"],
        &["evening", "傍晚", "晚间", "晚上"],
        &["late evening", "late", "深夜", "夜间", "夜晚"],
    ],
    &[
        &["monday", "mon", "周一", "星期一", "礼拜一"],
        &["tuesday", "tue", "周二", "星期二", "礼拜二"],
        &["wednesday", "wed", "周三", "星期三", "礼拜三"],
        &["thursday", "thu", "周四", "星期四", "礼拜四"],
        &["friday", "fri", "周五", "星期五", "礼拜五"],
        &["saturday", "sat", "周六", "星期六", "礼拜六"],
        &["sunday", "sun", "周日", "周天", "星期日", "星期天", "礼拜天"],
    ],
    &[
        &["january", "jan", "1月", "一月"],
        &["february", "feb", "2月", "二月"],
        &["march", "mar", "3月", "三月"],
        &["april", "apr", "4月", "四月"],
        &["may", "5月", "五月"],
        &["june", "jun", "6月", "六月"],
        &["july", "jul", "7月", "七月"],
        &["august", "aug", "8月", "八月"],
        &["september", "sept", "sep", "9月", "九月"],
        &["october", "oct", "10月", "十月"],
        &["november", "nov", "11月", "十一月"],
        &["december", "dec", "12月", "十二月"],
    ],
];

/// Puts things in the order their names have of their own, where all of them share one: `Morning`, `Lunch`, `Evening`;
/// `5-9`, `10-19`, `20+`. A name in two languages (`Morning 上午`) is known by either; a blank one comes last. Else they stay
/// as they are. Says whether there is such an order.
pub fn sort<T>(items: &mut Vec<T>, name: impl Fn(&T) -> &str) -> bool {
    let by_number = ORDERS.len();
    let known = (0..=by_number).find(|kind| items.iter().all(|item| place(name(item), *kind).is_some()));
    if let Some(kind) = known {
        let at = |item: &T| place(name(item), kind).unwrap_or_default();
        order::sort_by(items, |one, other| at(one).total_cmp(&at(other)));
    }
    known.is_some()
}

/// Puts things in their own order, else the largest first; what has no value comes last.
pub fn sort_or_by_value<T>(items: &mut Vec<T>, name: impl Fn(&T) -> &str, value: impl Fn(&T) -> Option<f64>) {
    if !sort(items, name) {
        let rank = |item: &T| value(item).unwrap_or(f64::NEG_INFINITY);
        order::sort_by(items, |one, other| rank(other).total_cmp(&rank(one)));
    }
}

/// Where a name stands in an order; `None` where the order does not know it.
fn place(name: &str, kind: usize) -> Option<f64> {
    if name.is_empty() {
        return Some(f64::INFINITY);
    }
    let Some(steps) = ORDERS.get(kind) else { return leading_number(name) };
    let text = name.trim().to_lowercase();
    let (latin, other) = text.split_at(text.find(|letter: char| !letter.is_ascii()).unwrap_or(text.len()));
    let parts = [text.as_str(), latin.trim(), other.trim()];
    let step = steps.iter().position(|names| parts.iter().any(|part| names.contains(part)))?;
    Some(step as f64)
}

/// The number a name begins with. What is below a number (`<18`, `under 18`) stands before it.
fn leading_number(name: &str) -> Option<f64> {
    let text = name.trim().to_lowercase();
    let below = ["<", "≤", "under ", "below ", "up to "].into_iter().find_map(|sign| text.strip_prefix(sign));
    let digits = below.unwrap_or(&text).trim_start_matches(['>', '≥', ' ']);
    let end = digits.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(digits.len());
    let number: f64 = digits.get(..end)?.parse().ok()?;
    Some(if below.is_some() { number - 0.5 } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        sort(&mut names, |name| name);
        names
    }

    #[test]
    fn times_of_day_days_and_months_stand_in_their_order() {
        assert_eq!(
            sorted(&["Afternoon 下午", "Evening 晚间", "Lunch 午间", "Morning 上午"]),
            ["Morning 上午", "Lunch 午间", "Afternoon 下午", "Evening 晚间"]
        );
        assert_eq!(sorted(&["周三", "周日", "周一"]), ["周一", "周三", "周日"]);
        assert_eq!(sorted(&["Apr", "Jan", "10月", "Mar"]), ["Jan", "Mar", "Apr", "10月"]);
    }

    #[test]
    fn bands_stand_by_the_number_they_begin_with() {
        assert_eq!(sorted(&["10-19", "20+", "5-9", "<5"]), ["<5", "5-9", "10-19", "20+"]);
        assert_eq!(sorted(&["", "12 months", "3 months", "under 3"]), ["under 3", "3 months", "12 months", ""]);
    }

    #[test]
    fn names_without_a_common_order_stay() {
        assert_eq!(sorted(&["North", "Morning", "2"]), ["North", "Morning", "2"]);
        assert_eq!(sorted(&[]), Vec::<&str>::new());
        let by_value = |items: &[(&'static str, Option<f64>)]| {
            let mut items = items.to_vec();
            sort_or_by_value(&mut items, |(name, _)| name, |(_, value)| *value);
            items.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(by_value(&[("North", Some(1.0)), ("", None), ("South", Some(2.0))]), ["South", "North", ""]);
        assert_eq!(by_value(&[("Wed", Some(3.0)), ("Mon", Some(1.0))]), ["Mon", "Wed"]);
    }
}
