//! How figures are computed: a part of the settings page.

use crate::domain::segments::concentration::ConcentrationError;
use crate::domain::segments::rfm::{Binning, Measure, RfmError};

use super::{Fixed, Texts, With1, With2, With3, counted};

texts! {
    /// Texts of the parameters of the indicators.
    AnalysisTexts {
        rfm: Fixed = "Recency, frequency, monetary (RFM)", "RFM（最近购买、频率、金额）";
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
        bounds_r: Fixed = "Edges of recency, in days", "最近购买的界限（天）";
        bounds_f: Fixed = "Edges of frequency, in orders", "购买频率的界限（订单数）";
        bounds_m: Fixed = "Edges of monetary, amounts", "消费金额的界限（金额）";
        bounds_help: With1 =
            |n| format!("{n} rising numbers, separated by commas, no thousands separators: 30, 90, 180"),
            |n| format!("{n} 个递增的数字，用逗号分隔，不加千位分隔符：30, 90, 180");
        bounds_unread_whole: Fixed = "Only whole numbers separated by commas can be read here", "此处只能填写用逗号分隔的整数";
        bounds_unread_amount: Fixed =
            "Only numbers with a decimal point and at most six decimals, separated by commas, can be read here",
            "此处只能填写用逗号分隔的数字（小数点后最多六位）";
        not_kept: Fixed =
            "Not in force yet: the figures still follow the last settings without a mistake.",
            "尚未生效：计算仍沿用上一次无误的设置。";
        nesting: Fixed = "Cut measures", "划分关系";
        independent: Fixed = "independently of each other", "三项相互独立";
        nested: Fixed = "nested: frequency within recency, monetary within both", "嵌套：先 R，再在其中分 F，再在其中分 M";
        reference: Fixed = "Reference date", "基准日";
        reference_help: Fixed =
            "Days since the last purchase are counted to this day. Blank: the day after the newest row.",
            "距上次购买的天数计算到这一天。留空则取最新数据的次日。";
        returns: Fixed = "Returns and cancellations", "退货与取消";
        returns_net: Fixed = "lower the money spent", "冲减消费金额";
        returns_left_out: Fixed = "are left out", "不计入";
        abc: Fixed = "ABC classes", "ABC 分类";
        a_until: Fixed = "Class A ends at, % of revenue", "A 类截至累计收入的 %";
        b_until: Fixed = "Class B ends at, % of revenue", "B 类截至累计收入的 %";
        abc_error: Fixed =
            "Class A must end above 0 %, before class B, and class B at 100 % at most",
            "A 类须大于 0 %，且小于 B 类；B 类不超过 100 %";
        other: Fixed = "Intervals and periods", "区间与周期";
        level: Fixed = "Confidence of intervals (NPS, rates)", "置信水平（NPS 与各比率）";
        exit_months: Fixed = "Revenue before leaving is counted over", "流失前消费额的统计时长";
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        length: Fixed = "Length of a period", "周期长度";
        month: Fixed = "month", "月";
        quarter: Fixed = "quarter", "季度";
        year: Fixed = "year", "年";
        rules: Fixed = "Segments: the first rule that fits wins", "分群规则：按顺序取第一条符合的规则";
        rules_help: Fixed =
            "Ranges are fifths from 1 to 5, 5 the best, however many scores a measure has.",
            "范围按五档计，1 至 5，5 最好，与分数级数无关。";
        rule_name: Fixed = "Segment", "分群名称";
        range_from: With1 = |measure| format!("{measure} from"), |measure| format!("{measure} 从");
        range_to: With1 = |measure| format!("{measure} to"), |measure| format!("{measure} 到");
        rule_up: With1 = |name| format!("Move {name} up"), |name| format!("上移：{name}");
        rule_down: With1 = |name| format!("Move {name} down"), |name| format!("下移：{name}");
        rule_remove: With1 = |name| format!("Remove {name}"), |name| format!("删除：{name}");
        rule_add: Fixed = "Add a rule", "添加规则";
        rule_reset: Fixed = "Back to the default rules", "恢复默认规则";
        rule_new: With1 = |n| format!("Segment {n}"), |n| format!("分群 {n}");
        rule_wins: With1 = |n| format!("takes {n} of 125 codes"), |n| format!("占 125 种组合中的 {n} 种");
        check: Fixed = "Check of the rules", "规则检查";
        check_fine: Fixed = "Every rule takes some codes, and every code has a rule.", "每条规则都有组合归入，每种组合都有规则。";
        check_dead: With1 =
            |names| format!("Never reached, because earlier rules take all their codes: {names}"),
            |names| format!("永远轮不到（前面的规则已占去全部组合）：{names}");
        check_uncovered: With2 =
            |n, codes| format!("{} to “Other”: {codes}", counted(n, "code (R F M) has no rule and goes", "codes (R F M) have no rule and go")),
            |n, codes| format!("{n} 种组合（R F M）没有规则，归入“其他”：{codes}");
        check_overlaps: With1 =
            |n| format!("Pairs of rules that fit the same codes, where order decides: {n}"),
            |n| format!("有重叠、由顺序决定归属的规则对：{n}");
        check_overlap: With3 =
            |first, second, n| format!("{first} before {second}: {}", counted(n, "code", "codes")),
            |first, second, n| format!("{first} 先于 {second}：{n} 种组合");
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
        error_name: Fixed = "A segment needs a name", "分群需要名称";
        error_key: With1 = |key| format!("“{key}” cannot be used for a segment"), |key| format!("“{key}”不能用作分群");
        error_too_many: Fixed = "No more than 125 rules can take a code", "规则不能超过 125 条";
        error_nobody: Fixed = "No customer has a purchase to score", "没有可评分的购买记录";
    }
}

impl Texts {
    /// A measure's name.
    pub fn measure(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::Recency => self.analysis.recency,
            Measure::Frequency => self.analysis.frequency,
            Measure::Monetary => self.analysis.monetary,
        }
    }

    /// A way of cutting scores: its name, and what it does in one line.
    pub fn binning(&self, binning: Binning) -> (&'static str, &'static str) {
        let texts = &self.analysis;
        match binning {
            Binning::QuantileRightClosed => (texts.quantile_right, texts.quantile_right_help),
            Binning::QuantileLeftClosed => (texts.quantile_left, texts.quantile_left_help),
            Binning::RankAverage => (texts.rank_average, texts.rank_average_help),
            Binning::RankFirst => (texts.rank_first, texts.rank_first_help),
            Binning::RankMin => (texts.rank_min, texts.rank_min_help),
            Binning::EqualWidth => (texts.equal_width, texts.equal_width_help),
            Binning::RPackage => (texts.r_package, texts.r_package_help),
            Binning::Custom => (texts.custom, texts.custom_help),
        }
    }

    /// What is wrong with settings of RFM.
    pub fn rfm_error(&self, error: &RfmError) -> String {
        let texts = &self.analysis;
        match error {
            RfmError::Bins { .. } => texts.error_bins.into(),
            RfmError::BoundsCount { given, needed, .. } => (texts.error_count)(&given.to_string(), &needed.to_string()),
            RfmError::BoundsOrder { .. } => texts.error_order.into(),
            RfmError::RuleRange { measure, .. } => (texts.error_range)(self.measure(*measure)),
            RfmError::RuleKey { key } | RfmError::DuplicateRule { key } => (texts.error_key)(key),
            RfmError::TooManyRules { .. } => texts.error_too_many.into(),
            RfmError::NoPurchases => texts.error_nobody.into(),
        }
    }

    /// What is wrong with the ends of the ABC classes.
    pub fn concentration_error(&self, error: &ConcentrationError) -> &'static str {
        match error {
            ConcentrationError::Ends { .. } => self.analysis.abc_error,
            ConcentrationError::NoPurchases => self.analysis.error_nobody,
        }
    }
}
