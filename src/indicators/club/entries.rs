//! Columns that say what became of points, found by their whole names.
//!
//! An English name is compared word by word (`points_redeemed`, `TotalPointsEarned`, `pointsexpired`): besides the word for
//! points and those of the entry it has nothing but words that change neither. So `touchpoints used`, `points earned per
//! order`, `points expiring soon` and `unexpired points` are not taken for what only some of their letters say. A Chinese name
//! is compared whole, without words such as 会员 and 总: 未过期积分 and 积分兑换次数 are no points expired or redeemed.
//! A name that is 积分 or `points` alone may be any of the four, and is left to be chosen.

use serde::Serialize;

use crate::domain::dataset::{Column, Customers, Kind, Purchases, Values};
use crate::domain::day::Day;
use crate::indicators::named::{numbers, words};

use super::ClubParams;

/// What a column says of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// How many were given.
    Earned,
    /// How many were exchanged for something.
    Redeemed,
    /// How many lapsed.
    Expired,
    /// How many are left.
    Balance,
}

/// The words for points.
const POINTS: [&str; 3] = ["points", "point", "pts"];

/// The Chinese word for points.
const POINTS_IN_CHINESE: &str = "积分";

/// English words of a name that change nothing.
const ASIDE: &[&str] = &[
    "total", "lifetime", "loyalty", "reward", "rewards", "member", "club", "card", "customer", "all", "number", "of",
    "sum", "so", "far", "the",
];

/// The same in Chinese.
const ASIDE_IN_CHINESE: [&str; 11] = ["会员", "客户", "顾客", "用户", "俱乐部", "历史", "合计", "已", "总", "数", "的"];

impl Entry {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Earned, Self::Redeemed, Self::Expired, Self::Balance];

    /// Those that are added up; a balance is what they leave.
    pub const FLOWS: [Self; 3] = [Self::Earned, Self::Redeemed, Self::Expired];

    /// Its name in the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Earned => "earned",
            Self::Redeemed => "redeemed",
            Self::Expired => "expired",
            Self::Balance => "balance",
        }
    }

    /// The parameter that has its column.
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Earned => "points_earned",
            Self::Redeemed => "points_redeemed",
            Self::Expired => "points_expired",
            Self::Balance => "points_balance",
        }
    }

    /// The column that was chosen for it.
    pub fn chosen(self, params: &ClubParams) -> Option<&str> {
        let chosen = match self {
            Self::Earned => &params.points_earned,
            Self::Redeemed => &params.points_redeemed,
            Self::Expired => &params.points_expired,
            Self::Balance => &params.points_balance,
        };
        chosen.as_deref()
    }

    /// The English words that say it.
    const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Earned => {
                &["earned", "issued", "awarded", "credited", "granted", "collected", "accrued", "gained", "accumulated"]
            }
            Self::Redeemed => &["redeemed", "used", "spent", "burned", "burnt", "consumed", "exchanged"],
            Self::Expired => &["expired", "lapsed", "forfeited"],
            Self::Balance => &[
                "balance",
                "outstanding",
                "available",
                "remaining",
                "left",
                "current",
                "unredeemed",
                "unused",
                "unspent",
                "unexpired",
                "redeemable",
            ],
        }
    }

    /// The Chinese words that say it, before or after 积分.
    const fn words_in_chinese(self) -> &'static [&'static str] {
        match self {
            Self::Earned => &["累计", "累积", "获得", "累计获得", "获取", "发放", "累计发放", "赚取", "新增"],
            Self::Redeemed => &["兑换", "累计兑换", "用", "使用", "累计使用", "消耗", "累计消耗", "核销", "抵扣"],
            Self::Expired => &["过期", "累计过期", "失效", "累计失效", "作废", "清零"],
            Self::Balance => &[
                "余额",
                "结余",
                "剩余",
                "可用",
                "当前",
                "现有",
                "有效",
                "未用",
                "未使用",
                "未兑换",
                "未过期",
                "可兑换",
                "可使用",
            ],
        }
    }

    /// Whether a column of this name says it.
    pub fn is_called(self, name: &str) -> bool {
        if name.contains(POINTS_IN_CHINESE) {
            let mut plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
            for aside in ASIDE_IN_CHINESE {
                plain = plain.replace(aside, "");
            }
            let Some((before, after)) = plain.split_once(POINTS_IN_CHINESE) else { return false };
            let mut around = [before, after].into_iter().filter(|word| !word.is_empty()).peekable();
            return around.peek().is_some() && around.all(|word| self.words_in_chinese().contains(&word));
        }
        // A date by itself is another thing than all up to it.
        let words = words(name).join(" ").replace("to date", "");
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).flat_map(parted).collect();
        let (points, others): (Vec<&str>, Vec<&str>) = words
            .iter()
            .map(String::as_str)
            .filter(|word| !ASIDE.contains(word))
            .partition(|word| POINTS.contains(word));
        !points.is_empty() && !others.is_empty() && others.iter().all(|word| self.words().contains(word))
    }
}

/// Whether a column of this name is about points, and so does not say who is a member: 会员积分, `club points`.
pub fn is_of_points(name: &str) -> bool {
    name.contains(POINTS_IN_CHINESE)
        || words(name).iter().any(|word| POINTS.contains(&word.as_str()))
        || Entry::ALL.into_iter().any(|entry| entry.is_called(name))
}

/// A word that has points at one end as the two it is: `pointsearned`, `redeemedpoints`.
fn parted(word: String) -> Vec<String> {
    let parts = POINTS.into_iter().find_map(|points| {
        let other = word.strip_prefix(points).or_else(|| word.strip_suffix(points))?;
        Some([points, other].into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect())
    });
    parts.unwrap_or_else(|| vec![word])
}

/// A table that can have columns of points.
#[derive(Clone, Copy)]
pub enum Rows<'a> {
    /// A row for each customer: what they ever earned, or have.
    Customers(&'a Customers),
    /// A row for each purchase: what it earned, or left.
    Purchases(&'a Purchases),
}

/// A row, without its columns.
pub struct Row {
    /// Whose.
    pub customer: u32,
    /// When; `None` in the customers table, which has no days of points.
    pub day: Option<Day>,
    /// Whether it is a return.
    pub returned: bool,
}

impl<'a> Rows<'a> {
    /// Which table it is.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Customers(_) => Kind::Customers,
            Self::Purchases(_) => Kind::Purchases,
        }
    }

    /// How many rows.
    pub fn len(self) -> usize {
        match self {
            Self::Customers(table) => table.len(),
            Self::Purchases(table) => table.len(),
        }
    }

    /// The row of a place; `None` past the end.
    pub fn row(self, place: usize) -> Option<Row> {
        match self {
            Self::Customers(table) => Some(Row { customer: *table.customer.get(place)?, day: None, returned: false }),
            Self::Purchases(table) => Some(Row {
                customer: *table.customer.get(place)?,
                day: Some(*table.day.get(place)?),
                returned: *table.returned.get(place)?,
            }),
        }
    }

    /// The columns that have no other meaning than their name's.
    pub fn columns(self) -> impl Iterator<Item = &'a Column> {
        let columns = match self {
            Self::Customers(table) => &table.columns,
            Self::Purchases(table) => &table.columns,
        };
        columns.iter().filter(|column| column.is_offered())
    }

    /// Its column for an entry: the chosen one, or where none is chosen the first that is called so. Numbers only.
    fn column(self, entry: Entry, params: &ClubParams) -> Option<&'a Column> {
        let chosen = entry.chosen(params);
        numbers(self.columns())
            .find(|column| chosen.map_or_else(|| entry.is_called(&column.name), |name| column.name == name))
    }

    /// The names of its columns that are called so and not read as numbers.
    pub fn not_numbers(self, entry: Entry) -> impl Iterator<Item = &'a str> {
        let unread = self.columns().filter(|column| column.read_as() != Values::Number);
        unread.map(|column| column.name.as_str()).filter(move |name| entry.is_called(name))
    }
}

/// Columns of one table.
pub struct Found<'a> {
    /// The table.
    pub rows: Rows<'a>,
    /// What is found in it, in the order asked for.
    pub columns: Vec<(Entry, &'a Column)>,
}

/// What a chosen column counts, beside one: more than all that are only called so.
const CHOSEN: usize = 8;

/// The columns for some entries, all of the one table that has most of them: what was earned in one table and redeemed in
/// another has not the same rows, and no rate. Chosen columns come before any that are only called so; of two tables the
/// first, where they have as many.
pub fn found<'a>(tables: &[Rows<'a>], entries: &[Entry], params: &ClubParams) -> Option<Found<'a>> {
    let of_table = |rows: &Rows<'a>| {
        let columns = entries.iter().filter_map(|entry| Some((*entry, rows.column(*entry, params)?))).collect();
        Found { rows: *rows, columns }
    };
    let weight = |found: &Found<'a>| -> usize {
        let of = |entry: &Entry| if entry.chosen(params).is_some() { CHOSEN } else { 1 };
        found.columns.iter().map(|(entry, _)| of(entry)).sum()
    };
    // The last of equals is the greatest.
    let most = tables.iter().rev().map(of_table).max_by_key(weight);
    most.filter(|found| !found.columns.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(name: &str) -> Vec<Entry> {
        Entry::ALL.into_iter().filter(|entry| entry.is_called(name)).collect()
    }

    #[test]
    fn columns_of_points_are_known_by_their_whole_names() {
        let names: [(Entry, &[&str]); 4] = [
            (
                Entry::Earned,
                &["points_earned", "Total Points Issued", "PointsEarned", "earnedpoints", "累计积分", "会员获得积分"],
            ),
            (Entry::Redeemed, &["points redeemed", "Used points", "pts_used", "已兑换积分", "积分兑换", "已用积分"]),
            (Entry::Expired, &["expired_points", "Lapsed points to date", "过期积分", "已失效积分数"]),
            (
                Entry::Balance,
                &["points_balance", "unexpired points", "Unused points", "积分余额", "可用积分余额", "未过期积分"],
            ),
        ];
        for (entry, names) in names {
            for name in names {
                assert_eq!(called(name), [entry], "{name}");
            }
        }
    }

    #[test]
    fn what_only_some_letters_say_is_not_taken_for_points() {
        for name in [
            "points",
            "积分",
            "earned",
            "redeemed",
            "touchpoints used",
            "appointments used",
            "points earned per order",
            "points expiring soon",
            "points to expire",
            "points_expired_date",
            "bonus_points_earned",
            "dollar cost points redeemed",
            "coupons redeemed",
            "积分兑换次数",
            "即将过期积分",
            "兑换率",
            "账户余额",
        ] {
            assert_eq!(called(name), [], "{name}");
        }
    }

    #[test]
    fn points_of_a_club_do_not_say_who_is_a_member() {
        assert!(["club points", "会员积分", "MemberPoints", "memberpoints_earned"].into_iter().all(is_of_points));
        assert!(!["club member", "会员等级", "touchpoint", "pointer"].into_iter().any(is_of_points));
    }
}
