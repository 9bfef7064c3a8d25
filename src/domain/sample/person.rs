//! Who a customer is.

use crate::domain::day::{Day, Month};

use super::bank::{AGES, BRANCHES, Branch, Channel, Grade};
use crate::domain::random::Rng;

/// The first month of the sample, October 2024; there are [`MONTHS`] of them.
pub(super) fn first_month() -> Month {
    // A date that the calendar has; the fallback is never taken.
    Day::from_ymd(2024, 10, 1).unwrap_or(Day::MIN).month()
}

/// Months of the sample: to September 2026.
pub(super) const MONTHS: i32 = 24;

/// How a platinum customer's last half year goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Fate {
    /// As before.
    #[default]
    Steady,
    /// Fewer and smaller transactions from month to month.
    Fading,
    /// No transaction any more.
    Silent,
}

/// A customer as the bank knows them, and what drives them.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// Eight digits, the first ones zero.
    pub id: String,
    pub name: String,
    pub phone: String,
    pub since: Day,
    pub age: &'static str,
    pub grade: Grade,
    pub branch: Branch,
    pub channel: Channel,
    /// Month of the sample in which they joined; negative for those who were there before.
    pub joined: i32,
    /// Transactions against others of the grade, in thousandths.
    pub pace: u32,
    /// Income per transaction against others of the grade, in thousandths.
    pub purse: u32,
    pub fate: Fate,
}

impl Person {
    pub fn draw(number: u32, rng: &mut Rng) -> Self {
        let grade = rng.weighted(&Grade::SHARES);
        let (joined, since) = joined(grade, rng);
        let fate = match grade {
            Grade::Platinum => rng.weighted(&[(32, Fate::Steady), (44, Fate::Fading), (24, Fate::Silent)]),
            Grade::Standard | Grade::Gold => Fate::Steady,
        };
        Self {
            id: format!("{:08}", 10_007 + number * 13),
            name: name(rng),
            phone: format!("000-5550-{number:04}"),
            since,
            age: rng.weighted(&AGES),
            grade,
            branch: rng.weighted(&BRANCHES),
            channel: rng.weighted(&Channel::SHARES),
            joined,
            pace: rng.weighted(&[(30, 350), (36, 800), (20, 1_300), (10, 2_100), (4, 3_300)]),
            purse: rng.weighted(&[(40, 700), (36, 1_000), (18, 1_350), (6, 1_900)]),
            fate,
        }
    }
}

/// The month of joining and its day. Platinum is not reached in a day.
fn joined(grade: Grade, rng: &mut Rng) -> (i32, Day) {
    let newcomers = match grade {
        Grade::Standard => 480,
        Grade::Gold => 320,
        Grade::Platinum => 60,
    };
    let joined = if rng.per_mille(newcomers) { rng.between(0, MONTHS - 1) } else { -rng.between(1, 144) };
    (joined, first_month().plus(joined).first_day().plus_days(rng.between(0, 27)))
}

fn name(rng: &mut Rng) -> String {
    if rng.per_mille(700) {
        let given = if rng.per_mille(650) { [rng.pick(&GIVEN), rng.pick(&GIVEN)] } else { [rng.pick(&GIVEN), ""] };
        format!("{}{}{}", rng.pick(&SURNAMES), given[0], given[1])
    } else {
        format!("{} {}", rng.pick(&FIRST_NAMES), rng.pick(&LAST_NAMES))
    }
}

const SURNAMES: [&str; 30] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林",
    "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹",
];

const GIVEN: [&str; 36] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "秀", "霞", "平",
    "刚", "桂", "文", "辉", "玲", "建", "国", "华", "玉", "红", "春", "海", "雪", "晨", "宇", "欣", "嘉",
];

const FIRST_NAMES: [&str; 24] = [
    "Ada", "Ben", "Clara", "Daniel", "Elena", "Felix", "Grace", "Hugo", "Iris", "Jonas", "Kate", "Liam", "Mara",
    "Noah", "Olive", "Peter", "Quinn", "Rosa", "Sam", "Tessa", "Umar", "Vera", "Will", "Zoe",
];

const LAST_NAMES: [&str; 24] = [
    "Abbott",
    "Baker",
    "Carter",
    "Dunn",
    "Ellis",
    "Frost",
    "Graham",
    "Hale",
    "Irving",
    "Jensen",
    "Keller",
    "Lowe",
    "Marsh",
    "Nolan",
    "Osborne",
    "Parker",
    "Reyes",
    "Sharp",
    "Turner",
    "Underhill",
    "Vance",
    "Walsh",
    "Young",
    "Zimmer",
];
