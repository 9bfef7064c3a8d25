//! The words all pages share: periods, samples, kinds of tables, why rows were left out.

use crate::domain::dataset::Kind;
use crate::domain::provenance::LeftOut;
use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

/// From one end to the other. A dash beside a minus sign would be read as another one: a word stands in its place.
fn range(from: &str, word: &str, to: &str) -> String {
    let between = if [from, to].iter().any(|end| end.starts_with('−')) { word } else { "–" };
    [from, between, to].join(" ")
}

texts! {
    /// Words of every page.
    Words {
        length: Fixed = "Periods of", "周期长度";
        month: Fixed = "a month", "月";
        quarter: Fixed = "a quarter", "季度";
        year: Fixed = "a year", "年";
        name: Fixed = "Period", "周期";
        quarter_of: With2 = |quarter, year| format!("Q{quarter} {year}"), |quarter, year| format!("{year}年第{quarter}季度");
        quarter_alone: With1 = |quarter| format!("Q{quarter}"), |quarter| format!("{quarter}季度");
        year_of: With1 = |year| year.to_owned(), |year| format!("{year}年");
        interval: Fixed = "Interval", "置信区间";
        interval_of: With3 =
            |low, high, level| format!("{low} to {high} ({level} confidence)"),
            |low, high, level| format!("{low} 至 {high}（置信度 {level}）");
        n: With1 = |n| format!("n = {n}"), |n| format!("n = {n}");
        what_to_do: Fixed = "What to do", "下一步";
        between_sentences: Fixed = " ", "";
        note: Fixed = "Note", "备注";
        no_value: Fixed = "–", "–";
        loss_rules: Fixed =
            "Several rules say who is lost, and their numbers differ: the life cycle and the churn warning go by silence against each customer's own rhythm (the life cycle counts who has left as well), retention in money and movement by whether there is an order in the second window, and the page of customers who left by what the exits say.",
            "“流失”有几种口径，数字因此不同：生命周期与流失预警按客户自身节奏的沉默判断（生命周期还计入已离开者），金额留存与迁移看后一窗口有无订单，“已离开的客户”页以离开记录为准。";
        in_years: With1 = |years| format!(" ({years} years)"), |years| format!("（{years} 年）");
        about: With1 = |n| format!("about {n}"), |n| format!("约 {n}");
        more_left_out: With1 = |n| format!("and {n} more in the table below"), |n| format!("另有 {n} 项见下表");
        none: Fixed = "none", "无";
        blank_value: Fixed = "(blank)", "（空）";
        needs: With1 =
            |kind| format!("This page needs a file of {kind}."),
            |kind| format!("此页需要一份{kind}文件。");
        needs_column: With2 =
            |role, kind| format!("This page needs a column for “{role}” in the {kind}. Set its role on the import page, or load a file that has one."),
            |role, kind| format!("此页需要{kind}数据中有一列“{role}”。请在导入页指定该列，或载入含有该列的文件。");
        nothing_left: Fixed = "The filter leaves no rows", "当前筛选下没有数据";
        nothing_left_help: Fixed =
            "Widen the period or clear the filter to see figures again.",
            "请放宽时间范围或清除筛选。";
        nothing_left_error: Fixed =
            "The filter leaves no rows of what this is computed from: widen the period or clear the filter",
            "当前筛选下没有计算所需的数据：请放宽时间范围或清除筛选";
        rows: With1 = |n| counted(n, "row", "rows"), |n| format!("{n} 行");
        provenance_no_period: Fixed = "the rows carry no dates", "数据没有日期";
        small_sample: With1 =
            |n| format!("Only {n}: read it with care"),
            |n| format!("仅 {n} 个样本，请谨慎解读");
        few_customers: With1 =
            |n| format!("Only {}: read the figures with care", counted(n, "customer", "customers")),
            |n| format!("仅 {n} 名客户，请谨慎解读以下数字");
        segment_chosen: Fixed =
            "A segment is chosen. Segments say how lately, how often and for how much customers bought: whether they came back, or stayed, follows in part from the choice.",
            "当前筛选选定了分群。分群按最近购买、频率和金额划分，因此客户是否再次购买、是否留下，部分是由这一选择决定的。";
        class_chosen: Fixed =
            "A class is chosen. Where classes were told by what customers bought, whether they came back, or stayed, follows in part from the choice.",
            "当前筛选选定了类别。如果类别是按购买情况划分的，客户是否再次购买、是否留下，部分是由这一选择决定的。";
        divided_again: Fixed =
            "The filter has chosen customers by a class or group of this page. What you see is worked out anew among them, so some of them may stand in another class here; the filter itself stays with the classes and groups of all customers.",
            "当前筛选按本页的类别或客户组选定了客户。此处是在选定的客户中重新计算，因此有些客户在这里可能属于其他类别；筛选本身仍按全体客户的类别与客户组进行。";
        divides_nothing: With1 =
            |id| format!("Nothing by the name “{id}” divides customers: remove this filter"),
            |id| format!("没有名为“{id}”的客户划分方式：请移除此筛选条件");
        by_class: Fixed = "Customers of one class", "某一类别的客户";
        by_class_help: Fixed =
            "Choose a class to see its customers. It stays a filter on every page until you remove it from the filter bar.",
            "点击类别可查看其客户；该类别会成为所有页面的筛选条件，直到在筛选栏中移除。";
        members_file: Fixed = "All customers with their classes, as a file", "全部客户及所属类别（下载文件）";
        rounded: With1 =
            |sums| format!("Shares are rounded: as shown they add up to {sums}"),
            |sums| format!("占比经四舍五入，所示各项合计为 {sums}");
        separator: Fixed = "; ", "；";
        listed: Fixed = ", ", "、";
        period: With2 = |from, to| range(from, "to", to), |from, to| range(from, "至", to);
        n_and_period: With3 =
            |n, from, to| format!("n = {n}, {from} – {to}"),
            |n, from, to| format!("n = {n}，{from} – {to}");
        kind_customers: Fixed = "customers", "客户";
        kind_purchases: Fixed = "purchases", "交易";
        kind_answers: Fixed = "survey answers", "问卷回答";
        kind_complaints: Fixed = "complaints", "投诉";
        kind_exits: Fixed = "customers who left", "已离开的客户";
        left_out_not_an_answer: Fixed = "no score from 0 to 10", "没有 0–10 的有效评分";
        left_out_return: Fixed = "returns and cancellations", "退货与取消";
        left_out_no_day: Fixed = "no date", "没有日期";
        left_out_not_positive: Fixed = "a total of zero or below", "累计金额为零或负数";
        left_out_filtered: Fixed = "held back by the filter", "被筛选排除";
        left_out_after_reference: Fixed = "after the reference date", "晚于基准日";
        left_out_incomplete: Fixed = "an incomplete period", "不完整的周期";
        left_out_earlier_exit: Fixed = "earlier exits of customers who left again", "同一客户较早的离开记录";
        left_out_before_exits: Fixed = "customers who began before exits are known", "在有离开记录之前就已开始的客户";
        left_out_no_purchase: Fixed = "customers without a purchase that counts", "没有计入购买的客户";
        left_out_newer: Fixed = "older than the customer's newest answer", "早于该客户的最新回答";
        left_out_not_searched: Fixed = "not found by the search", "不符合搜索条件";
        left_out_not_yet_due: Fixed = "not contacted yet, and not yet due", "尚未联系且未到期限";
        left_out_still_open: Fixed = "still open", "尚未结案";
        left_out_no_number: Fixed = "blank or no number in the column", "该列为空或不是数字";
        customers_used: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        cases_used: With1 = |n| counted(n, "case", "cases"), |n| format!("{n} 个个案");
        answers_used: With1 = |n| counted(n, "answer", "answers"), |n| format!("{n} 份回答");
    }
}

impl Words {
    /// A kind of table, as part of a sentence.
    pub const fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Customers => self.kind_customers,
            Kind::Purchases => self.kind_purchases,
            Kind::Answers => self.kind_answers,
            Kind::Complaints => self.kind_complaints,
            Kind::Exits => self.kind_exits,
        }
    }

    /// Why rows did not enter a figure; `None` for what the import alone sets aside.
    pub const fn left_out(&self, reason: LeftOut) -> Option<&'static str> {
        Some(match reason {
            LeftOut::NotAnAnswer => self.left_out_not_an_answer,
            LeftOut::Return => self.left_out_return,
            LeftOut::NoDay => self.left_out_no_day,
            LeftOut::NotPositive => self.left_out_not_positive,
            LeftOut::Filtered => self.left_out_filtered,
            LeftOut::AfterReferenceDate => self.left_out_after_reference,
            LeftOut::IncompletePeriod => self.left_out_incomplete,
            LeftOut::EarlierExit => self.left_out_earlier_exit,
            LeftOut::BeforeExits => self.left_out_before_exits,
            LeftOut::NoPurchase => self.left_out_no_purchase,
            LeftOut::NewerAnswer => self.left_out_newer,
            LeftOut::NotSearched => self.left_out_not_searched,
            LeftOut::NotYetDue => self.left_out_not_yet_due,
            LeftOut::StillOpen => self.left_out_still_open,
            LeftOut::NoNumber => self.left_out_no_number,
            LeftOut::SetAside(_) => return None,
        })
    }
}
