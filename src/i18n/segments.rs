//! The segments page.

use crate::domain::segments::ReturnsPolicy;
use crate::domain::segments::concentration::AbcClass;
use crate::domain::segments::rfm::{Binning, Nesting};

use super::{Fixed, With1, With2, With3, counted};

texts! {
    /// Texts of the segments page.
    SegmentsTexts {
        promise: Fixed =
            "Which customers bring the money, and which are about to leave",
            "哪些客户带来收入，哪些正在离开";
        head_top: With2 =
            |top, share| format!("The top {top} of customers bring {share} of revenue"),
            |top, share| format!("前 {top} 的客户贡献了 {share} 的消费额");
        head_customers: With1 =
            |n| counted(n, "customer, who brings no money on balance", "customers, none of whom brings money on balance"),
            |n| format!("{n} 名客户，净消费额均不为正");
        customers: Fixed = "Customers", "客户数";
        revenue: Fixed = "Revenue", "消费额";
        of_customers: Fixed = "Share of customers", "客户占比";
        of_revenue: Fixed = "Share of revenue", "消费额占比";
        mean_recency: Fixed = "Mean days since last purchase", "平均距上次购买天数";
        mean_frequency: Fixed = "Mean orders", "平均订单数";
        mean_monetary: Fixed = "Mean revenue", "平均消费额";
        segment: Fixed = "Segment", "分群";
        what_to_do: Fixed = "What to do", "建议";
        without_purchase: With2 =
            |n, money| format!("{} returns and no purchase ({money}): they have no scores.", counted(n, "further customer has", "further customers have")),
            |n, money| format!("另有 {n} 名客户只有退货、没有购买（{money}），不参与打分。");
        total: Fixed = "Revenue of customers with a positive total", "净消费为正的客户的消费额";
        top_share: With1 =
            |top| format!("Revenue from the top {top}"),
            |top| format!("前 {top} 客户的消费额占比");
        gini: Fixed = "Gini coefficient", "基尼系数";
        gini_note: Fixed = "0: all alike, 1: one has it all", "0 为人人相同，1 为一人独占";
        best_to_rest: Fixed = "Best to rest", "头部与其余客户之比";
        best_to_rest_note: With1 =
            |top| format!("mean of the top {top} over mean of the others"),
            |top| format!("前 {top} 客户的平均消费额 ÷ 其余客户的平均消费额");
        times: With1 = |n| format!("{n} : 1"), |n| format!("{n} : 1");
        map: Fixed = "Where the customers are", "客户分布";
        map_title: With3 =
            |segment, customers, revenue| format!("{segment}: {customers} of customers, {revenue} of revenue"),
            |segment, customers, revenue| format!("{segment}：占客户 {customers}，占消费额 {revenue}");
        map_title_plain: With2 =
            |segment, customers| format!("{segment} is the largest group: {customers} of customers"),
            |segment, customers| format!("{segment}人数最多：占客户 {customers}");
        map_summary: Fixed =
            "Customers by recency score (rows) and frequency score (columns), 5 the best, with the segment most of them belong to.",
            "按最近购买得分（行）和购买频率得分（列）统计客户，得分越高越好，并标出多数客户所属分群。";
        map_empty: Fixed = "No customers to show", "没有可显示的客户";
        shade: Fixed = "Shaded by", "颜色深浅表示";
        recency_score: Fixed = "Recency score", "最近购买得分";
        frequency_score: Fixed = "Frequency score", "购买频率得分";
        bars: Fixed = "How large each segment is", "各分群规模";
        bars_title: With2 =
            |segment, share| format!("{segment} is the largest segment: {share} of customers"),
            |segment, share| format!("{segment}人数最多，占客户 {share}");
        bars_summary: Fixed = "Customers in each segment.", "各分群的客户数。";
        more_groups: With1 = |n| format!("{n} more in the table"), |n| format!("另有 {n} 个见表格");
        table: Fixed = "All segments", "全部分群";
        show_customers: With1 =
            |segment| format!("Show the customers: {segment}"),
            |segment| format!("查看客户：{segment}");
        filter_segment: Fixed = "Choose a segment to see its customers.", "点击分群查看其中的客户。";
        download: Fixed = "Download scored customers (CSV)", "下载客户打分表（CSV）";
        download_name: Fixed = "scored-customers.csv", "客户打分表.csv";
        download_failed: Fixed =
            "The browser refused the download. Free some memory and try again.",
            "浏览器未能完成下载。请释放内存后重试。";
        bounds: Fixed = "Bounds in force", "当前打分界限";
        bounds_help: With1 =
            |n| format!("What earns which score; {n} is the best."),
            |n| format!("各得分对应的取值范围，{n} 分最好。");
        bounds_observed: Fixed =
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
        n_customers: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        reference_date: Fixed = "Reference date", "基准日";
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
        concentration: Fixed = "How far revenue rests on a few", "消费额集中度";
        lorenz_title: With2 =
            |customers, revenue| format!("Class A: {customers} of customers bring {revenue} of revenue"),
            |customers, revenue| format!("A 类客户：{customers} 的客户贡献 {revenue} 的消费额");
        lorenz_summary: With2 =
            |top, share| format!("Lorenz curve, the most valuable customers first. The top {top} bring {share}."),
            |top, share| format!("洛伦兹曲线，从消费最高的客户开始累计。前 {top} 的客户贡献 {share}。");
        lorenz_customers: Fixed = "Share of customers, most valuable first", "客户占比（消费高者在前）";
        lorenz_value: Fixed = "Share of revenue", "消费额占比";
        lorenz_equal: Fixed = "if all spent the same", "人人消费相同";
        lorenz_mark: With2 =
            |top, share| format!("top {top}: {share}"),
            |top, share| format!("前 {top}：{share}");
        class: Fixed = "Class", "类别";
        class_a: With1 = |share| format!("A: the first {share} of revenue"), |share| format!("A：累计消费额前 {share}");
        class_b: With1 = |share| format!("B: up to {share}"), |share| format!("B：累计至 {share}");
        class_c: Fixed = "C: the rest", "C：其余";
        class_loss: Fixed = "Loss: a total of zero or below", "亏损：累计为零或负";
        abc_table: Fixed = "ABC classes", "ABC 分类";
        top_table: Fixed = "What the best bring", "头部客户的贡献";
        top: Fixed = "Top", "前";
        rules: Fixed = "Segment rules", "分群规则";
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
        do_champions: Fixed = "Thank them, give them first access, ask whom they would bring.", "致谢、优先体验，邀请他们推荐朋友。";
        do_potential_loyalist: Fixed = "Offer a membership or a second product.", "邀请入会，推荐第二种产品。";
        do_loyal: Fixed = "Reward their constancy; ask for their opinion.", "奖励长期支持，征询意见。";
        do_promising: Fixed = "Give a reason to come back soon.", "给出近期再来的理由。";
        do_new: Fixed = "Help them start well; follow up after the first purchase.", "做好首次体验，首购后回访。";
        do_cant_lose: Fixed = "Call them in person; find out what went wrong.", "专人致电，弄清原因。";
        do_at_risk: Fixed = "Reach out now with an offer made for them.", "立即联系，给出专属优惠。";
        do_need_attention: Fixed = "Remind them with a limited offer.", "用限时优惠唤起注意。";
        do_about_to_sleep: Fixed = "Ask what is missing; show what is new.", "询问缺少什么，介绍新品。";
        do_lost: Fixed = "Try once at low cost, learn why, then let go.", "低成本尝试一次，了解原因后放手。";
        do_other: Fixed = "No rule fits: look at them, or extend the rules.", "不符合任何规则：个别查看，或补充规则。";
    }
}

impl SegmentsTexts {
    /// What to do about a segment; nothing is said of segments the user made up.
    pub fn what_to_do_for(&self, key: &str) -> &'static str {
        match key {
            "champions" => self.do_champions,
            "potential_loyalist" => self.do_potential_loyalist,
            "loyal" => self.do_loyal,
            "promising" => self.do_promising,
            "new" => self.do_new,
            "cant_lose" => self.do_cant_lose,
            "at_risk" => self.do_at_risk,
            "need_attention" => self.do_need_attention,
            "about_to_sleep" => self.do_about_to_sleep,
            "lost" => self.do_lost,
            "other" => self.do_other,
            _ => "",
        }
    }

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

    /// The name of a class; the ends are given as texts.
    pub fn abc_class(&self, class: AbcClass, a_until: &str, b_until: &str) -> String {
        match class {
            AbcClass::A => (self.class_a)(a_until),
            AbcClass::B => (self.class_b)(b_until),
            AbcClass::C => self.class_c.to_owned(),
            AbcClass::Loss => self.class_loss.to_owned(),
        }
    }
}
