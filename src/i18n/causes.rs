//! What lies behind the cases, and whether removing it helped.

use crate::domain::care::Split;
use crate::domain::net_promoter::Verdict;

use super::{Fixed, Texts, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the page of causes.
    CausesTexts {
        empty_title: Fixed =
            "Here you see what lies behind unhappy customers, where, and whether removing it helped",
            "这里显示客户不满的根本原因、出现在哪里，以及整改是否有效";
        empty_help: Fixed =
            "Close a case with its root cause, and the causes add up here: by branch, touchpoint and month.",
            "结案时填写根本原因，即可在此按网点、触点和月份汇总。";
        to_cases: Fixed = "To the cases", "查看个案";
        headline: With3 =
            |cause, cases, closed| format!("{cause} lies behind {cases} of {closed} closed cases"),
            |cause, cases, closed| format!("{closed} 个已结案的个案中，有 {cases} 个的原因是“{cause}”");
        table: Fixed = "Root causes of closed cases", "已结案个案的根本原因";
        split: Fixed = "Show by", "展示方式";
        by_branch: Fixed = "Branch", "网点";
        by_touchpoint: Fixed = "Touchpoint", "触点";
        by_month: Fixed = "Month closed", "结案月份";
        cause: Fixed = "Cause", "原因";
        cases: Fixed = "Cases", "个案数";
        share: Fixed = "Share of closed cases", "占已结案比例";
        interval: Fixed = "95% interval", "95% 区间";
        low: Fixed = "Low end of the interval", "区间下限";
        high: Fixed = "High end of the interval", "区间上限";
        unknown_place: Fixed = "(not known)", "（未知）";
        small: With1 =
            |n| format!("Only {}: the shares are rough, see their intervals.", counted(n, "closed case", "closed cases")),
            |n| format!("仅 {n} 个已结案个案：比例较粗略，请参看区间。");
        earlier: With1 =
            |n| format!("The latest {n} months; the totals hold earlier ones too."),
            |n| format!("显示最近 {n} 个月；合计包含更早的个案。");
        only_recover: Fixed =
            "Cases of customers to win back. Cases opened to thank somebody have no root cause and are not counted.",
            "仅统计待挽回客户的个案；为致谢而立的个案没有根本原因，不计入。";
        definition: Fixed =
            "Closed cases of customers to win back, by the root cause they were closed with. A case reopened counts again once it is closed again. The interval of a share is Wilson's for 95%.",
            "待挽回客户的已结案个案，按结案时填写的根本原因计数；重新打开的个案再次结案后才计入。比例的区间为 95% 的 Wilson 区间。";
        fixes: Fixed = "Measures against causes", "针对原因的整改措施";
        fixes_none: Fixed =
            "No measure yet. Add one, with an owner and the day it takes effect, and the score before and after stands here.",
            "尚无整改措施。添加措施，填写负责人和生效日期，即可在此对比前后得分。";
        add: Fixed = "Add a measure…", "添加措施…";
        edit: Fixed = "Change…", "修改…";
        keep: Fixed = "Keep", "保存";
        mark_done: Fixed = "It is in place", "标记为已落实";
        undo_change: Fixed = "Undo the last change", "撤销上次更改";
        what: Fixed = "What is done", "措施内容";
        owner: Fixed = "Owner", "负责人";
        branch: Fixed = "Branch (blank for all)", "网点（留空为全部）";
        touchpoint: Fixed = "Touchpoint (blank for all)", "触点（留空为全部）";
        since: Fixed = "In effect from", "生效日期";
        done: Fixed = "In place", "已落实";
        under_way: Fixed = "under way", "进行中";
        everywhere: Fixed = "everywhere", "全部";
        place: Fixed = "Where", "范围";
        bad_day: Fixed = "Choose a day.", "请选择日期。";
        window: Fixed = "Days before and after", "前后对比天数";
        days: With1 = |n| format!("{n} days"), |n| format!("{n} 天");
        before: With1 = |n| format!("NPS, {n} days before"), |n| format!("之前 {n} 天的 NPS");
        after: With1 = |n| format!("NPS, {n} days after"), |n| format!("之后 {n} 天的 NPS");
        delta: Fixed = "Change in points", "变化（分）";
        verdict_none: Fixed =
            "Nothing to compare yet: there is no answer before, or none since.",
            "尚无法对比：之前或之后没有回答。";
        verdict_few: With2 =
            |before, after| format!("Too few answers to tell: {before} before, {after} after."),
            |before, after| format!("回答太少，无法判断：之前 {before} 条，之后 {after} 条。");
        verdict_same: Fixed = "No real change.", "无显著变化。";
        verdict_higher: Fixed = "Really higher than before.", "确实高于之前。";
        verdict_lower: Fixed = "Really lower than before.", "确实低于之前。";
        so_far: With1 =
            |day| format!("The days after run until {day}; so far only a part of them is over."),
            |day| format!("对比期到 {day} 才结束，目前只包含其中一部分。");
        no_proof: Fixed =
            "Of answers given at kiosks where the measure applies. A score that rose after a measure need not have risen because of it: whatever else changed then counts as well.",
            "依据措施适用范围内的终端回答。措施之后得分上升，不一定是因为这项措施：同期的其他变化也会产生影响。";
    }
}

impl Texts {
    /// What the causes are shown by.
    pub fn split(&self, split: Split) -> &'static str {
        let words = &self.causes;
        match split {
            Split::Branch => words.by_branch,
            Split::Touchpoint => words.by_touchpoint,
            Split::Month => words.by_month,
        }
    }

    /// Whether a score differs after a measure, given how many answers there were before and after.
    pub fn verdict(&self, verdict: Verdict, before: &str, after: &str) -> String {
        let words = &self.causes;
        match verdict {
            Verdict::NoAnswers => words.verdict_none.to_owned(),
            Verdict::TooFew => (words.verdict_few)(before, after),
            Verdict::Same => words.verdict_same.to_owned(),
            Verdict::Higher => words.verdict_higher.to_owned(),
            Verdict::Lower => words.verdict_lower.to_owned(),
        }
    }
}
