//! What is said of tiers.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of tiers.
    TiersTexts {
        promise: Fixed =
            "See each customer's tier month by month: up at once, down only after a warning, who is on watch and what lifts them.",
            "逐月查看客户等级：达标即升，先预警后降级；哪些客户在关注期，怎样才能保级。";
        definition: Fixed =
            "Worth of a month: the sum of a customer's amounts, or the average of their daily balance. Up at once where it reaches a higher bar. Below the bar of the tier for so many months running: on watch; for so many more: down to the best tier of all those months. One month at the bar ends the count. Only months covered whole count; a month without a row is worth nothing (a balance stays as it was).",
            "月度价值：客户当月金额之和，或日均余额。达到更高门槛即升级。连续若干个月低于本等级门槛为“关注”，再持续若干个月则降至这些月份中达到过的最高等级；任一月达标即重新计数。只计入数据完整覆盖的月份；没有记录的月份价值为零（余额则保持不变）。";
        source: Fixed = "Practice of Chinese banks: three months, and three more; monthly average of daily assets", "国内银行惯例：连续三个月关注，再三个月降级；月日均资产";
        headline: With3 =
            |watch, n, next| format!("{watch} of {} on watch; {next} fall next month unless they reach their bar.", counted(n, "customer is", "customers are")),
            |watch, n, next| format!("{n} 名客户中有 {watch} 名处于关注期；其中 {next} 名若下月仍未达标将降级。");
        no_month: Fixed =
            "No month is covered whole: tiers need at least one. Load data from the first to the last day of a month.",
            "没有完整覆盖的月份：等级至少需要一个完整月份。请载入从月初到月末的数据。";
        by_data: Fixed =
            "No bars are typed in: these are put at the 50%, 80% and 95% points of all customers' months. Type in your own under “Bars”.",
            "尚未输入门槛：目前取全部客户月度价值的 50%、80% 和 95% 分位点。请在“门槛”中输入实际值。";
        names: [&'static str; 7] =
            ["Ordinary", "Silver", "Gold", "Platinum", "Diamond", "Black", "Crown"],
            ["普通", "白银", "黄金", "白金", "钻石", "黑金", "皇冠"];
        tiers: Fixed = "The tiers now", "当前等级";
        tier: Fixed = "Tier", "等级";
        tier_of: Fixed = "their tier", "所在等级";
        bar: [&'static str; 2] =
            ["From purchases a month of", "From an average daily balance of"],
            ["月消费门槛", "日均余额门槛"];
        customers: Fixed = "Customers", "客户数";
        share: Fixed = "Share", "占比";
        watch: Fixed = "On watch", "关注期";
        watch_title: With2 =
            |tier, n| format!("Most customers: {tier} ({n})"),
            |tier, n| format!("人数最多：{tier}（{n} 名）");
        falling: Fixed = "Fall next month", "下月将降级";
        falling_note: With1 =
            |needed| format!("unless they reach their bars, {needed} together"),
            |needed| format!("除非达标，合计需 {needed}");
        expected: Fixed = "Expected next month", "预计下月变动";
        expected_up: Fixed = "Expected to rise", "预计升级";
        expected_down: Fixed = "Expected to fall", "预计降级";
        expected_then: Fixed = "Then in this tier", "届时人数";
        expected_help: [&'static str; 2] =
            [
                "By the same rules, if next month brings what the begun month has brought already, or the straight line through a customer's last three months if that is more. A forecast of single customers is often wrong; counts are better than names.",
                "By the same rules, if every balance stays as it was last known.",
            ],
            [
                "按同样规则推算：以客户当月已发生金额与最近三个月直线趋势中较高者作为下月价值。对单个客户的预测常有偏差，人数比名单可靠。",
                "按同样规则推算：假设余额保持最近已知水平。",
            ];
        watch_note: With1 = |share| format!("{share} of customers"), |share| format!("占客户 {share}");
        months: Fixed = "Month by month", "逐月变化";
        months_title: With3 =
            |month, up, down| format!("{month}: {up} rose, {down} fell"),
            |month, up, down| format!("{month}：升级 {up} 名，降级 {down} 名");
        up: Fixed = "Rose", "升级";
        down: Fixed = "Fell", "降级";
        table: Fixed = "Every month, newest first", "各月（由新到旧）";
        watched: Fixed = "On watch: who falls soonest, highest tier first", "关注期客户：最快降级者在前，等级高者优先";
        customer: Fixed = "Customer", "客户";
        falls_to: Fixed = "Falls to", "将降至";
        months_left: Fixed = "Months left", "剩余月数";
        worth: Fixed = "Last month", "上月价值";
        lifts: Fixed = "A month of this lifts the watch", "达到此值即解除关注";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        bars_field: Fixed = "Bars (money)", "门槛（金额）";
        bars_help: Fixed =
            "The least monthly worth of each tier above the lowest, rising, separated by commas: 1000, 5000, 20000. Blank: by the data",
            "除最低等级外各等级的最低月度价值，由低到高，用逗号分隔：1000, 5000, 20000。留空则按数据确定";
        watch_field: Fixed = "On watch after months below", "连续未达标几个月后关注";
        down_field: Fixed = "Down after further months", "再过几个月后降级";
        base_field: Fixed = "A month counts", "月度价值";
        base_by_data: Fixed = "the daily balance where a column says it, else the sum", "有余额列时取日均余额，否则取当月金额之和";
        base: [&'static str; 2] = ["the sum of its amounts", "the average daily balance (the column of balances, else the amounts)"], ["当月金额之和", "日均余额（取余额列；无该列时金额视为余额）"];
        error_bars: With1 =
            |given| format!("{given} bars are given that make no tiers: type in one to six numbers above zero, each greater than the one before"),
            |given| format!("输入的 {given} 个门槛无法划分等级：请输入一到六个大于零且依次递增的数字");
        error_months: Fixed = "A count needs one month at least: choose 1 or more", "月数至少为 1：请选择 1 或以上";
    }
}

texts! {
    /// Texts of one customer's tiers.
    OneTexts {
        title: Fixed = "Tier month by month", "等级变化";
        headline: With2 = |tier, since| format!("{tier} since {since}."), |tier, since| format!("自{since}起为{tier}。");
        watched: With3 =
            |months, tier, bar| format!("On watch: falls to {tier} after {} below the bar; one month of {bar} ends the watch.", counted(months, "more month", "more months")),
            |months, tier, bar| format!("处于关注期：再有 {months} 个月未达标将降至{tier}；任一月达到 {bar} 即解除关注。");
        below: With2 =
            |months, bar| format!("Below the bar of {bar} for {}.", counted(months, "month", "months")),
            |months, bar| format!("已连续 {months} 个月低于本等级门槛 {bar}。");
        rises: With2 =
            |bar, tier| format!("One month of {bar} lifts to {tier}."),
            |bar, tier| format!("任一月达到 {bar} 即升为{tier}。");
        highest: Fixed = "There is no higher tier.", "已是最高等级。";
        chart: Fixed = "Worth of each month, and the bar of the tier held", "每月价值与所处等级的门槛";
        chart_note: Fixed = "A month below the line counts towards the watch", "低于门槛线的月份计入关注期";
        worth: [&'static str; 2] = ["Sum of the month", "Average balance of the month"], ["当月金额", "当月日均余额"];
        bar: Fixed = "Bar of the tier", "本等级门槛";
        table: Fixed = "Every month, newest first", "各月（由新到旧）";
        yes: Fixed = "yes", "是";
        to_tiers: Fixed = "All tiers", "查看全部等级";
    }
}
