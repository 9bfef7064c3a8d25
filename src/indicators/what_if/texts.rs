//! What is said of what would change.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

use super::Origin;

texts! {
    /// Texts of the what-if.
    WhatIfTexts {
        promise: Fixed =
            "See what a few points more of retention, a higher price, cheaper new customers, referrals or settled complaints would bring, from your own figures.",
            "用您自己的数据估算：提高留存、调价、降低获客成本、增加推荐、解决投诉分别能带来多少。";
        headline: fn(&str, &[String; 4]) -> String =
            |moved, [effect, low, high, years]| format!("Most would come of {moved}: {effect} over {years} years, somewhere from {low} to {high}."),
            |moved, [effect, low, high, years]| format!("{moved}带来的最多：{years} 年内 {effect}，大致在 {low} 至 {high} 之间。");
        lacks_windows: Fixed =
            "To say what would change, purchases of two whole months at least are needed: one to start from, one to see who stayed.",
            "至少需要两个完整月份的交易：一个作为起点，一个用来看谁留了下来。";
        lacks_money: With1 =
            |window| format!("To say what a lever brings, customers who brought money are needed: from {window} nobody's purchases come to more than nothing. Type in customers and revenue below, or load purchases with amounts."),
            |window| format!("要估算各杠杆的效果，需要有带来收入的客户：{window} 内没有客户的消费合计大于零。请在下方填写客户数与消费额，或载入含金额的交易。");
        brings_nothing: Fixed =
            "As they are set, no lever brings more than things as they are. Move one.",
            "按当前设置，没有任何杠杆能带来额外收益。请调整杠杆。";
        points: With1 = |n| counted(n, "percentage point", "percentage points"), |n| format!("{n} 个百分点");
        points_unit: Fixed = "percentage points", "个百分点";
        definition: Fixed =
            "Each period, as long as a window of retention in money: of the customers before, the share that stays, and the new; each brings revenue times margin; of the new those not referred cost what a new customer costs. Summed over the horizon, discounted. A lever's effect is that sum with it less without. Referrals come on top of who comes anyway; a rise in price is margin, less what is not bought for it; settled complaints raise retention by as much as the page of complaints measures. Margin and the cost of a new customer are measured where a column says them: costs or margins of the second window's purchases, and what acquiring each customer cost, in the mean of all of whom it is known.",
            "每期（与金额留存的窗口等长）：上期客户按留存率留下，加上新客户；每人带来“消费额 × 毛利率”；非推荐而来的新客户发生获客成本。在期限内折现求和。各杠杆的效果为调整前后之差。推荐带来的客户是额外的；涨价部分全部计入毛利，再减去因此少买的部分；解决投诉会提高留存，幅度取投诉页面的实测值。若有相应的列，毛利率与获客成本也取实测值：前者按后一窗口交易的成本或毛利计算，后者为所有已知客户获客成本的平均。";
        source: Fixed =
            "Measured in the loaded files, or typed in; intervals: Wilson, normal, Newcombe",
            "根据已载入的文件计算或手工填写；区间：Wilson、正态、Newcombe";
        plain: With1 =
            |years| format!("A calculation, not a forecast: it takes everything else to stay as it is for {years} years."),
            |years| format!("这是推算而非预测：假设其他一切在 {years} 年内不变。");
        incomplete: Fixed = "The rows do not cover both windows whole.", "数据没有完整覆盖两个窗口。";
        base: With1 = |years| format!("As things are, over {years} years"), |years| format!("维持现状，{years} 年合计");
        together: Fixed = "All levers together", "全部杠杆合计";
        title: Fixed = "What each lever would bring by itself", "各杠杆单独的效果";
        levers: [&'static str; 5] =
            ["Retention up by", "Prices up by", "New customers cheaper by", "Referred share of the new up by", "Unsettled complaints settled"],
            ["留存率提高", "价格上调", "获客成本下降", "新客户中推荐占比提高", "未解决投诉得到解决的比例"];
        // The levers within a sentence, in the same order.
        moved_by: [With1; 5] =
            [
                |by| format!("retention up by {by}"),
                |by| format!("prices up by {by}"),
                |by| format!("new customers cheaper by {by}"),
                |by| format!("the referred share of the new up by {by}"),
                |by| format!("{by} of the unsettled complaints settled"),
            ],
            [
                |by| format!("留存率提高 {by}"),
                |by| format!("价格上调 {by}"),
                |by| format!("获客成本下降 {by}"),
                |by| format!("新客户中推荐占比提高 {by}"),
                |by| format!("未解决投诉中 {by} 得到解决"),
            ];
        lever: Fixed = "Lever", "杠杆";
        moved: Fixed = "Moved by", "调整幅度";
        effect: Fixed = "Effect", "效果";
        range: Fixed = "Range", "范围";
        range_note: Fixed =
            "What is measured has its interval; what is typed in or assumed is taken to be so far off as chosen. Each is moved by itself, and the changes are combined as independent ones.",
            "实测值取其置信区间；填写或假设的值按所选幅度浮动。逐项变动后，按相互独立合并。";
        assumptions: Fixed = "What it rests on", "所依据的假设";
        assumption: Fixed = "Assumption", "假设";
        value: Fixed = "Value", "取值";
        from: Fixed = "From", "来源";
        origins: [&'static str; 3] = ["measured", "typed in", "assumed"], ["实测", "填写", "假设"];
        of_column: With2 =
            |origin, column| format!("{origin}, column “{column}”"),
            |origin, column| format!("{origin}，列“{column}”");
        blank: With1 = |untyped| format!("Blank: {untyped}"), |untyped| format!("留空：{untyped}");
        untyped: Fixed = "as measured, else assumed", "取实测值，没有则取假设值";
        names: [&'static str; 13] =
            [
                "Customers now", "Share that stays a period", "New and won back a period", "Revenue of a customer a period (money)",
                "Margin, as a share of revenue", "Cost of a new customer not referred (money)", "Share of the new referred",
                "Per cent bought less for a per cent of price", "Share that complains a period",
                "Share of complainants not settled", "More of the settled stay, a share", "Discount a year",
                "How far off what is not measured may be",
            ],
            [
                "现有客户数", "每期留存率", "每期新增与回流客户", "每位客户每期消费额（金额）", "毛利率（占收入的比例）",
                "非推荐新客户的获客成本（金额）", "新客户中推荐占比", "价格每涨 1% 少买的百分比", "每期投诉客户占比",
                "投诉未解决占比", "解决后多留下的比例", "年折现率", "非实测值的浮动幅度",
            ];
        years_field: Fixed = "Years ahead", "期限（年）";
        how: Fixed = "How this is worked out", "计算方法";
        error_years: With2 =
            |given, most| format!("{given} years ahead cannot be: choose more than 0, at most {most}"),
            |given, most| format!("期限不能为 {given} 年：请选择大于 0、不超过 {most} 的值");
        error_value: With2 =
            |name, given| format!("{name} cannot be {given}: shares lie between 0% and 100%, amounts are 0 or more"),
            |name, given| format!("“{name}”不能为 {given}：比例须在 0% 至 100% 之间，数值须不小于 0");
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
    }
}

/// The keys of [`WhatIfTexts::names`].
const KEYS: [&str; 13] = [
    "customers",
    "stays",
    "new",
    "revenue",
    "margin",
    "acquisition",
    "referred",
    "elasticity",
    "complaining",
    "unsettled",
    "lift",
    "discount",
    "spread",
];

impl WhatIfTexts {
    /// Where an assumption comes from.
    pub fn origin(&self, origin: Origin) -> &'static str {
        self.origins.get(origin as usize).copied().unwrap_or_default()
    }

    /// What an assumption is called; a lever by its own parameter.
    pub fn name<'a>(&self, key: &'a str) -> &'a str
    where
        'static: 'a,
    {
        let levers = ["retention_points", "price_change", "acquisition_cut", "referral_points", "recovered"];
        let named = KEYS.iter().zip(self.names).chain(levers.iter().zip(self.levers));
        named.into_iter().find_map(|(known, name)| (*known == key).then_some(name)).unwrap_or(key)
    }
}
