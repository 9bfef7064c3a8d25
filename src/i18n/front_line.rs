//! One page for the people customers meet.

use crate::domain::care::{Needed, Unit};

use super::{Fixed, Texts, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the page of a front line.
    FrontLineTexts {
        empty_title: Fixed =
            "Here each team sees its own day: its score, what customers said, and whom to call",
            "这里每个团队可以看到自己的当天情况：得分、客户的话、需要联系的客户";
        empty_help: Fixed =
            "It counts the answers given at kiosks. Set one up, or take answers over from another device.",
            "统计终端上的回答。请设置问答终端，或导入其他设备的回答。";
        unit: Fixed = "Whose page", "对象";
        branches: Fixed = "Branches", "网点";
        touchpoints: Fixed = "Touchpoints", "触点";
        staff: Fixed = "Staff", "员工";
        stretch: Fixed = "Time", "时段";
        day: Fixed = "a day", "一天";
        week: Fixed = "a week", "一周";
        on: Fixed = "Day", "日期";
        in_week: Fixed = "A day of the week", "周内任一天";
        print: Fixed = "Print", "打印";
        all_branches: Fixed = "All branches, a page each", "所有网点，每个一页";
        named: Fixed = "Show names and telephone numbers (not for the wall)", "显示客户姓名和电话（不宜张贴）";
        week_of: With2 = |from, to| format!("the week {from} – {to}"), |from, to| format!("{from} – {to} 这一周");
        head_score: With3 =
            |unit, score, when| format!("{unit}: score {score} on {when}"),
            |unit, score, when| format!("{unit}：{when}得分 {score}");
        head_score_week: With3 =
            |unit, score, when| format!("{unit}: score {score} in {when}"),
            |unit, score, when| format!("{unit}：{when}得分 {score}");
        head_silent: With2 =
            |unit, when| format!("{unit}: no answers on {when}"),
            |unit, when| format!("{unit}：{when}没有回答");
        head_silent_week: With2 =
            |unit, when| format!("{unit}: no answers in {when}"),
            |unit, when| format!("{unit}：{when}没有回答");
        head_overdue: With1 = |n| format!("{n} overdue"), |n| format!("{n} 个已超时");
        head_due: With1 = |n| format!("{n} to call"), |n| format!("{n} 个待联系");
        head_nobody: Fixed = "nobody waits for a call", "没有客户等待联系";
        comma: Fixed = ", ", "，";
        now: Fixed = "NPS", "NPS";
        before_day: Fixed = "The day before", "前一天";
        before_week: Fixed = "The week before", "前一周";
        change: Fixed = "Change in points", "变化（分）";
        no_score: Fixed = "–", "–";
        no_answers: Fixed = "no answers", "没有回答";
        real_up: Fixed = "really higher", "确实升高";
        real_down: Fixed = "really lower", "确实降低";
        needed: With1 =
            |n| format!("no real change yet: {} of this kind would make it one", counted(n, "more answer", "more answers")),
            |n| format!("尚不能算显著变化：还需约 {n} 条同类回答才能确认");
        never: With1 =
            |most| format!("no real change, and {} of this kind would not make it one", counted(most, "more answer", "more answers")),
            |most| format!("无显著变化，再有 {most} 条同类回答也无法确认");
        too_few: Fixed = "too few answers to compare", "回答太少，无法比较";
        too_few_yet: With1 =
            |n| format!("too few answers to compare: {} of this kind would show a real change", counted(n, "more answer", "more answers")),
            |n| format!("回答太少，无法比较：再有约 {n} 条同类回答才能确认显著变化");
        nothing_before: Fixed = "nothing to compare", "无法对比";
        said: Fixed = "What customers said", "客户的话";
        said_nothing: Fixed = "Nobody wrote anything.", "没有文字反馈。";
        calls: Fixed = "To call", "需要联系";
        calls_none: Fixed = "Nobody waits for a call.", "没有客户等待联系。";
        print_more: With1 = |n| format!("and {n} more in Loyalscope"), |n| format!("另有 {n} 条，见 Loyalscope");
        from_kiosks: Fixed = "Of answers given at kiosks.", "依据终端上的回答。";
    }
}

impl Texts {
    /// Whether a change is real, and if not, how many answers it lacks. `number` is how many that is.
    pub fn needed(&self, needed: Needed, rose: bool, number: &str) -> String {
        let words = &self.front_line;
        match needed {
            Needed::Real if rose => words.real_up.to_owned(),
            Needed::Real => words.real_down.to_owned(),
            Needed::More(_) => (words.needed)(number),
            Needed::TooFew(Some(_)) => (words.too_few_yet)(number),
            Needed::TooFew(None) => words.too_few.to_owned(),
            Needed::Never => (words.never)(number),
            Needed::NoData => words.nothing_before.to_owned(),
        }
    }

    /// The group of units one belongs to.
    pub fn unit_group(&self, unit: &Unit) -> &'static str {
        let words = &self.front_line;
        match unit {
            Unit::Branch(_) => words.branches,
            Unit::Touchpoint(_) => words.touchpoints,
            Unit::Staff(_) => words.staff,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn too_few_answers_are_told_before_any_change() {
        let say = |language: Language, needed| language.texts().needed(needed, true, "12");
        let english = |needed| say(Language::English, needed);
        assert_eq!(english(Needed::TooFew(None)), "too few answers to compare");
        assert_eq!(
            english(Needed::TooFew(Some(12))),
            "too few answers to compare: 12 more answers of this kind would show a real change"
        );
        assert_eq!(english(Needed::Never), "no real change, and 12 more answers of this kind would not make it one");
        assert!(say(Language::Chinese, Needed::TooFew(None)).starts_with("回答太少"));
        assert!(say(Language::Chinese, Needed::TooFew(Some(12))).contains("12"));
    }
}
