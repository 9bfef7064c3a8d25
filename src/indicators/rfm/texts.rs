//! What is said of scores and segments.

use crate::domain::language::Language;
use crate::domain::returns::ReturnsPolicy;
use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

use super::CALLS_MAX;
use super::error::{Measure, RfmError};
use super::params::{Binning, Nesting};

texts! {
    /// Where scores come from.
    RfmDefinition {
        definition: Fixed =
            "Recency: whole days from a customer's last purchase day to the reference date. Frequency: number of distinct orders; an order number of one customer that comes again more than a day later is another order. Monetary: sum of amounts, returns subtracted. All three are of all loaded purchases up to the end of the chosen period: a filter chooses which customers are counted, and revenue is that of the rows it lets through, but nobody's scores change (unless they are scored anew within it, which can be chosen on the page). Each is scored by the bounds shown on the page, the highest score being the best; a segment is the first rule of the table that fits the three scores.",
            "最近购买（R）：最后一次购买日到基准日的整天数。购买频率（F）：不同订单数；同一客户的订单号隔一天以上再次出现的，计为另一订单。消费金额（M）：金额合计，退货冲减。三者均按截至所选时间范围结束的全部已载入交易计算：筛选只决定统计哪些客户，消费额为通过筛选的交易之和，任何客户的得分都不变（除非在页面上选择在筛选范围内重新打分）。三项按页面所示界限打分，分数越高越好；分群取规则表中第一条符合三项得分的规则。";
        source: Fixed =
            "Hughes, Strategic Database Marketing (1994). The default segments are the usual map of recency and frequency; the other table is that of the R package rfm 0.3.0 (Hebbali)",
            "Hughes《Strategic Database Marketing》(1994)。默认分群为业界通用的 R×F 分布图；另一规则表取自 R 软件包 rfm 0.3.0（Hebbali）";
    }
}

texts! {
    /// The three measures, and what can be wrong with parameters.
    RfmErrorTexts {
        recency: Fixed = "Recency", "最近购买";
        frequency: Fixed = "Frequency", "频率";
        monetary: Fixed = "Monetary", "金额";
        error_bins: Fixed = "Between 2 and 9 scores are possible", "分数级数须在 2 至 9 之间";
        error_count: With2 =
            |given, needed| format!("{given} edges are given, {needed} are needed to separate the scores"),
            |given, needed| format!("给出了 {given} 个界限，需要 {needed} 个");
        error_order: Fixed = "Each edge must be larger than the one before", "每个界限须大于前一个";
        error_range: With1 =
            |measure| format!("{measure}: the range must not end before it begins"),
            |measure| format!("{measure}：范围的终点不能小于起点");
        error_key: With1 = |key| format!("“{key}” cannot be used for a segment"), |key| format!("“{key}”不能用作分群");
        error_too_many: Fixed = "No more than 125 rules can take a code", "规则不能超过 125 条";
        error_calls: With1 =
            |most| format!("The list of customers to call must have 1 to {most}"),
            |most| format!("今日联系名单须为 1 至 {most} 名客户");
        error_nobody: Fixed = "No customer has a purchase to score", "没有可评分的购买记录";
    }
}

/// A measure's name.
pub fn measure_name(measure: Measure, language: Language) -> &'static str {
    let texts = RfmErrorTexts::of(language);
    match measure {
        Measure::Recency => texts.recency,
        Measure::Frequency => texts.frequency,
        Measure::Monetary => texts.monetary,
    }
}

/// What is wrong with parameters, and what to do.
pub fn explain(error: &RfmError, language: Language) -> String {
    let texts = RfmErrorTexts::of(language);
    match error {
        RfmError::Bins { .. } => texts.error_bins.into(),
        RfmError::BoundsCount { given, needed, .. } => (texts.error_count)(&given.to_string(), &needed.to_string()),
        RfmError::BoundsOrder { .. } => texts.error_order.into(),
        RfmError::RuleRange { measure, .. } => (texts.error_range)(measure_name(*measure, language)),
        RfmError::RuleKey { key } | RfmError::DuplicateRule { key } => (texts.error_key)(key),
        RfmError::TooManyRules { .. } => texts.error_too_many.into(),
        RfmError::CallToday { .. } => (texts.error_calls)(&CALLS_MAX.to_string()),
        RfmError::NoPurchases => texts.error_nobody.into(),
    }
}

/// What to do about a segment; nothing is said of segments the user made up.
pub fn what_to_do_for(language: Language, key: &str) -> &'static str {
    RfmTexts::of(language).what_to_do_for(key)
}

/// Definition and source of all figures that scores are.
pub fn definition(language: Language) -> (&'static str, &'static str) {
    let texts = RfmDefinition::of(language);
    (texts.definition, texts.source)
}

texts! {
    /// Texts of the page.
    RfmTexts {
        promise: Fixed =
            "Which customers bring the money, and which have not bought for long",
            "哪些客户带来收入，哪些已很久没有购买";
        headline: With3 =
            |segment, customers, revenue| format!("The segment “{segment}” brings most: {revenue} of revenue from {customers} of customers"),
            |segment, customers, revenue| format!("“{segment}”分群贡献最大：{customers} 的客户带来 {revenue} 的消费额");
        headline_within: With1 =
            |headline| format!("Scored anew within the filter: {headline}"),
            |headline| format!("在筛选范围内重新打分：{headline}");
        filtered: With1 =
            |day| format!("Scores, bounds and means are of all that customers bought before {day}; the filter chooses whom and which revenue is counted."),
            |day| format!("得分、界限和平均值按客户在 {day} 之前的全部购买计算；筛选只决定统计哪些客户及哪些消费额。");
        within: Fixed = "Score anew within the filter", "在筛选范围内重新打分";
        within_help: Fixed =
            "Compares the customers the filter leaves with each other alone, on what it lets through; the same customer may get another segment than elsewhere.",
            "只在通过筛选的客户之间、按通过筛选的交易比较；同一客户的分群可能与其他页面不同。";
        customers: Fixed = "Customers", "客户数";
        offered_customers: Fixed = "Customers who bought", "有过购买的客户";
        all_three: Fixed = "days since the last purchase, orders and money spent", "距上次购买天数、订单数和消费额";
        scored_customers: Fixed = "Customers with scores", "有得分的客户";
        customers_note: With1 = |day| format!("scored as of {day}"), |day| format!("打分基准日 {day}");
        revenue: Fixed = "Revenue", "消费额";
        of_customers: Fixed = "Share of customers", "客户占比";
        of_revenue: Fixed = "Share of revenue", "消费额占比";
        mean_recency: Fixed = "Mean days since last purchase", "平均距上次购买天数";
        mean_frequency: Fixed = "Mean orders", "平均订单数";
        mean_monetary: Fixed = "Mean revenue", "平均消费额";
        segment: Fixed = "Segment", "分群";
        what_to_do: Fixed = "What to do", "建议";
        already_left: With1 =
            |n| format!("{n} of them already left"),
            |n| format!("其中 {n} 名已离开");
        already_left_note: Fixed =
            "Already left: named in the table of exits, and no purchase since. They are on no list of customers to call.",
            "已离开：离开记录中有其记录且之后没有再购买，不会出现在联系名单中。";
        without_purchase: With2 =
            |n, money| format!("{} returns and no purchase ({money}): they have no scores.", counted(n, "further customer has", "further customers have")),
            |n, money| format!("另有 {n} 名客户只有退货、没有购买（{money}），不参与打分。");
        map: Fixed = "Where the customers are", "客户分布";
        map_title: With3 =
            |segment, customers, revenue| format!("{segment}: {customers} of customers, {revenue} of revenue"),
            |segment, customers, revenue| format!("{segment}：占客户 {customers}，占消费额 {revenue}");
        map_summary: Fixed =
            "Customers by recency score (rows) and frequency score (columns), 5 the best, with the segment most of them belong to.",
            "按最近购买得分（行）和购买频率得分（列）统计客户，得分越高越好，并标出多数客户所属分群。";
        nobody_to_show: Fixed = "No customers to show", "没有可显示的客户";
        shade: Fixed = "Shaded by", "颜色深浅表示";
        recency_score: Fixed = "Recency score", "最近购买得分";
        frequency_score: Fixed = "Frequency score", "购买频率得分";
        sizes: Fixed = "How large each segment is", "各分群规模";
        sizes_title: With2 =
            |segment, share| format!("{segment} is the largest segment: {share} of customers"),
            |segment, share| format!("{segment}人数最多，占客户 {share}");
        sizes_summary: Fixed = "Customers in each segment.", "各分群的客户数。";
        more_groups: With1 = |n| format!("{n} more in the table"), |n| format!("另有 {n} 个见表格");
        table: Fixed = "All segments", "全部分群";
        show_customers: With1 =
            |segment| format!("Show the customers: {segment}"),
            |segment| format!("查看客户：{segment}");
        filter_segment: Fixed = "Choose a segment to see its customers.", "点击分群查看其中的客户。";
        do_champions: Fixed = "Thank them, give them first access, ask whom they would bring.", "致谢、优先体验，邀请他们推荐朋友。";
        do_potential_loyalists: Fixed = "Offer a membership or a second product.", "邀请入会，推荐第二种产品。";
        do_loyal: Fixed = "Reward their constancy; ask for their opinion.", "奖励长期支持，征询意见。";
        do_promising: Fixed = "Give a reason to come back soon.", "给出近期再来的理由。";
        do_new: Fixed = "Help them start well; follow up after the first purchase.", "做好首次体验，首购后回访。";
        do_cant_lose: Fixed = "Get in touch in person; find out what went wrong.", "专人联系，弄清原因。";
        do_at_risk: Fixed = "Reach out now with an offer made for them.", "立即联系，给出专属优惠。";
        do_need_attention: Fixed = "Remind them with a limited offer.", "用限时优惠唤起注意。";
        do_about_to_sleep: Fixed = "Ask what is missing; show what is new.", "询问缺少什么，介绍新品。";
        do_hibernating: Fixed = "Remind them now and then at low cost; put the money elsewhere.", "偶尔以低成本提醒，主要投入放在其他客户。";
        do_lost: Fixed = "Try once at low cost, learn why, then let go.", "低成本尝试一次，了解原因后放手。";
        do_other: Fixed = "No rule fits: look at them, or extend the rules.", "不符合任何规则：个别查看，或补充规则。";
    }
}

impl RfmTexts {
    /// What to do about a segment; nothing is said of segments the user made up.
    pub fn what_to_do_for(&self, key: &str) -> &'static str {
        match key {
            "champions" => self.do_champions,
            "potential_loyalists" | "potential_loyalist" => self.do_potential_loyalists,
            "loyal" => self.do_loyal,
            "promising" => self.do_promising,
            "new" => self.do_new,
            "cant_lose" => self.do_cant_lose,
            "at_risk" => self.do_at_risk,
            "need_attention" => self.do_need_attention,
            "about_to_sleep" => self.do_about_to_sleep,
            "hibernating" => self.do_hibernating,
            "lost" => self.do_lost,
            "other" => self.do_other,
            _ => "",
        }
    }
}

texts! {
    /// What scoring rests on: bounds, reference date, method, rules.
    InForceTexts {
        title: Fixed = "Bounds in force", "当前打分界限";
        help: With1 =
            |n| format!("What earns which score; {n} is the best."),
            |n| format!("各得分对应的取值范围，{n} 分最好。");
        observed: Fixed =
            "No edge holds for all customers here: the lowest and the highest value observed at each score.",
            "此方法没有统一界限：表中为各得分实际出现的最小值和最大值。";
        score: Fixed = "Score", "得分";
        recency: Fixed = "Recency (days)", "最近购买（天）";
        frequency: Fixed = "Frequency (orders)", "购买频率（单）";
        monetary: Fixed = "Monetary (revenue)", "消费金额";
        nobody: Fixed = "nobody", "无";
        range_both: With2 = |low, high| format!("{low} to {high}"), |low, high| format!("{low} 至 {high}");
        range_upper: With2 =
            |low, high| format!("above {low}, up to {high}"),
            |low, high| format!("大于 {low}，至 {high}");
        range_lower: With2 =
            |low, high| format!("from {low}, below {high}"),
            |low, high| format!("{low} 起，小于 {high}");
        range_to: With1 = |high| format!("up to {high}"), |high| format!("不超过 {high}");
        range_below: With1 = |high| format!("below {high}"), |high| format!("小于 {high}");
        range_above: With1 = |low| format!("above {low}"), |low| format!("大于 {low}");
        range_from: With1 = |low| format!("{low} or more"), |low| format!("{low} 及以上");
        reference_date: Fixed = "Reference date", "基准日";
        reference_definition: Fixed =
            "The day recency is counted to: the day after the newest date of all loaded purchases, or after the end of the chosen period, unless another one is set in Settings.",
            "计算“最近购买”的截止日：默认为全部已载入交易中最新日期的后一天，或所选时间范围结束的后一天，可在“设置”中更改。";
        returns: Fixed = "Returns", "退货处理";
        returns_net: Fixed =
            "lower what a customer spent; never an order nor a last purchase",
            "冲减客户的消费金额；不计为订单，也不计为最近购买";
        returns_left_out: Fixed = "left out", "不计入";
        binning: Fixed = "Scores by", "打分方法";
        quantile_right: Fixed =
            "equal shares of customers; a value on an edge belongs below it",
            "按客户数等分；等于界限的值归入下一侧";
        quantile_left: Fixed =
            "equal shares of customers; a value on an edge belongs above it",
            "按客户数等分；等于界限的值归入上一侧";
        rank_average: Fixed = "rank, equal values sharing their mean rank", "名次，相同值取平均名次";
        rank_first: Fixed = "rank, equal values in the order of ids", "名次，相同值按客户编号排序";
        rank_min: Fixed = "rank, equal values sharing the lowest rank", "名次，相同值取最低名次";
        equal_width: Fixed = "equal distances between lowest and highest value", "按取值范围等距划分";
        r_package: Fixed = "the rule of the R package rfm", "R 软件包 rfm 的规则";
        custom: Fixed = "bounds typed in by hand", "手工输入的界限";
        nested: Fixed = "; frequency within recency, monetary within both", "；频率在最近购买得分内划分，金额在两者内划分";
        change: Fixed = "Change in Settings", "在“设置”中修改";
        rules: Fixed = "Segment rules", "分群规则";
        rules_state: With2 = |rules, state| format!("{rules}: {state}"), |rules, state| format!("{rules}：{state}");
        rules_sound: Fixed = "every rule wins some scores", "每条规则都有得分组合归入";
        rules_dead: With1 =
            |names| format!("never win, because earlier rules take all their scores: {names}"),
            |names| format!("永远不会生效（得分组合已被前面的规则占用）：{names}");
        rules_uncovered: With2 =
            |n, codes| format!("{} no rule, shown as “Other”: {codes}", counted(n, "of 125 score combinations fits", "of 125 score combinations fit")),
            |n, codes| format!("125 种得分组合中有 {n} 种不符合任何规则，归入“其他”：{codes}");
        rules_covered: Fixed = "All 125 score combinations are covered.", "125 种得分组合全部有对应规则。";
        rules_overlap: With1 =
            |n| counted(n, "pair of rules fits some scores alike; the earlier rule wins:", "pairs of rules fit some scores alike; the earlier rule wins:"),
            |n| format!("{n} 对规则有重叠的得分组合，以靠前的规则为准：");
        rules_pair: With3 =
            |first, second, n| format!("{first} before {second}: {n}"),
            |first, second, n| format!("{first} 先于 {second}：{n} 种");
        rule_range_note: Fixed =
            "Rules speak in fifths, 5 the best, whatever the number of scores.",
            "规则以五分制表述，5 分最好，与实际分数档数无关。";
        codes_won: Fixed = "Score combinations won", "归入的得分组合数";
        rule: Fixed = "Rule, in order", "规则（按顺序）";
    }
}

impl InForceTexts {
    /// What is done about returns.
    pub fn returns_policy(&self, policy: ReturnsPolicy) -> &'static str {
        match policy {
            ReturnsPolicy::Net => self.returns_net,
            ReturnsPolicy::LeftOut => self.returns_left_out,
        }
    }

    /// How scores are made.
    pub fn scored_by(&self, binning: Binning, nesting: Nesting) -> String {
        let by = match binning {
            Binning::QuantileRightClosed => self.quantile_right,
            Binning::QuantileLeftClosed => self.quantile_left,
            Binning::RankAverage => self.rank_average,
            Binning::RankFirst => self.rank_first,
            Binning::RankMin => self.rank_min,
            Binning::EqualWidth => self.equal_width,
            Binning::RPackage => self.r_package,
            Binning::Custom => self.custom,
        };
        match nesting {
            Nesting::Independent => by.to_owned(),
            Nesting::Nested => format!("{by}{}", self.nested),
        }
    }
}

texts! {
    /// Names of the fields, and what is said below them.
    FieldTexts {
        bins: Fixed = "Scores per measure", "每项的分数级数";
        binning: Fixed = "How scores are cut", "分数的划分方式";
        quantile_right: Fixed = "Equal shares, upper edge included (default)", "等分位，含上界（默认）";
        quantile_right_help: Fixed =
            "Edges at equal shares of customers; a value on an edge gets the bin below it. As pandas.qcut does it.",
            "按客户数等分取界限；恰在界限上的值归入下方一级，与 pandas.qcut 一致。";
        quantile_left: Fixed = "Equal shares, lower edge included", "等分位，含下界";
        quantile_left_help: Fixed =
            "The same edges; a value on an edge gets the bin above it.",
            "界限相同；恰在界限上的值归入上方一级。";
        rank_average: Fixed = "By rank, ties share the mean rank", "按排名，同值取平均名次";
        rank_average_help: Fixed =
            "Customers are ranked; equal values share the mean of their ranks and so always the score.",
            "客户按名次划分；同值共用平均名次，得分必相同。";
        rank_first: Fixed = "By rank, ties by customer id", "按排名，同值按客户编号";
        rank_first_help: Fixed =
            "Groups of equal size. Customers alike in all they did may get different scores.",
            "各级人数相等；行为完全相同的客户可能得到不同分数。";
        rank_min: Fixed = "By rank, ties share the lowest rank", "按排名，同值取最低名次";
        rank_min_help: Fixed =
            "Customers are ranked; equal values share the lowest of their ranks.",
            "客户按名次划分；同值共用其中最低的名次。";
        equal_width: Fixed = "Equal distances", "等距";
        equal_width_help: Fixed =
            "The span from lowest to highest value is cut into equal pieces; one very large value can leave most customers in one bin.",
            "把最小值到最大值的跨度均分；个别极大值可能使多数客户落入同一级。";
        r_package: Fixed = "As the R package rfm", "与 R 软件包 rfm 一致";
        r_package_help: Fixed =
            "Quantile edges plus one, a value on an edge gets the bin above it. Meant for whole numbers.",
            "分位界限加一，恰在界限上的值归入上方一级；适用于整数。";
        custom: Fixed = "Edges of my own", "自定义界限";
        custom_help: Fixed =
            "You type the edges; a value on an edge gets the bin below it, the outermost bins are open.",
            "自行输入界限；恰在界限上的值归入下方一级，首尾两级不设限。";
        call_today: Fixed = "Customers to call today, at most", "今日最多联系的客户数";
        bounds_r: Fixed = "Edges of recency, in days", "最近购买的界限（天）";
        bounds_f: Fixed = "Edges of frequency, in orders", "购买频率的界限（订单数）";
        bounds_m: Fixed = "Edges of monetary, amounts", "消费金额的界限（金额）";
        bounds_help: With1 =
            |n| format!("{n} rising numbers, separated by commas, no thousands separators: 30, 90, 180"),
            |n| format!("{n} 个递增的数字，用逗号分隔，不加千位分隔符：30, 90, 180");
        bounds_before: With2 =
            |custom, needed| format!("Used once “{custom}” is chosen: {needed}"),
            |custom, needed| format!("选择“{custom}”后生效：{needed}");
        nesting: Fixed = "Cut measures", "划分关系";
        independent: Fixed = "independently of each other", "三项相互独立";
        nested: Fixed = "nested: frequency within recency, monetary within both", "嵌套：先 R，再在其中分 F，再在其中分 M";
    }
}

impl FieldTexts {
    /// A way of cutting scores: its name, and what it does in one line.
    pub fn binning_of(&self, binning: Binning) -> (&'static str, &'static str) {
        match binning {
            Binning::QuantileRightClosed => (self.quantile_right, self.quantile_right_help),
            Binning::QuantileLeftClosed => (self.quantile_left, self.quantile_left_help),
            Binning::RankAverage => (self.rank_average, self.rank_average_help),
            Binning::RankFirst => (self.rank_first, self.rank_first_help),
            Binning::RankMin => (self.rank_min, self.rank_min_help),
            Binning::EqualWidth => (self.equal_width, self.equal_width_help),
            Binning::RPackage => (self.r_package, self.r_package_help),
            Binning::Custom => (self.custom, self.custom_help),
        }
    }
}
