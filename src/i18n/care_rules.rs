//! Which answers become cases, and how soon somebody calls.

use crate::domain::care::{CareError, MOST_COOL_DOWN_DAYS, MOST_HOURS, Opening, RulesError, TermsError};
use crate::indicators::registry;

use super::{Fixed, Texts, With1, With2, counted, texts};

/// What a case says that was opened on a customer's own page: no indicator named them.
pub const CUSTOMER_PAGE: &str = "customer";

texts! {
    /// Texts of the rules of the follow-up.
    CareRulesTexts {
        headline: With2 =
            |rules, hours| format!(
                "{} cases; a call is due within {}",
                counted(rules, "rule opens", "rules open"),
                counted(hours, "hour", "hours"),
            ),
            |rules, hours| format!("{rules} 条规则自动创建跟进，需在 {hours} 小时内联系");
        headline_working: With2 =
            |rules, hours| format!(
                "{} cases; a call is due within {}",
                counted(rules, "rule opens", "rules open"),
                counted(hours, "working hour", "working hours"),
            ),
            |rules, hours| format!("{rules} 条规则自动创建跟进，需在 {hours} 个工作小时内联系");
        headline_none: Fixed = "No rule: no answer opens a case", "没有规则：任何回答都不会创建跟进";
        applies: Fixed =
            "Changes are kept at once and apply to cases opened from then on: open cases keep their rule and their time. Answers on this device that were never a case and fit a new rule become one.",
            "更改立即保存，适用于此后创建的跟进：已有个案保留原规则和时限。本设备上从未创建跟进且符合新规则的回答也会创建。";
        not_kept: Fixed =
            "Something above makes no sense yet: what you changed since is not kept, and the rules before stay in force.",
            "上面有内容尚不合理：此后的更改未保存，仍按之前的规则执行。";
        discard: Fixed = "Discard these changes", "放弃这些更改";
        rules: Fixed = "Which answers open a case", "哪些回答会创建跟进";
        rules_help: Fixed =
            "The first rule that fits opens the case. All conditions of a rule must hold; blank ones do not count.",
            "按顺序取第一条符合的规则创建跟进。一条规则的所有条件须同时满足；留空的条件不计。";
        name: Fixed = "Name", "名称";
        kind: Fixed = "What for", "用途";
        lowest: Fixed = "Lowest score", "最低评分";
        highest: Fixed = "Highest score", "最高评分";
        any_score: Fixed = "0 to 10: also answers without a score", "0 至 10：没有评分的回答也符合";
        words: Fixed = "Any of these words said (commas between)", "反馈含任一词语（用逗号分隔）";
        segments: Fixed = "Segments (none ticked: any)", "分群（不勾选即不限）";
        segments_of: With1 = |n| format!("Segments: {n} chosen"), |n| format!("分群：已选 {n} 个");
        segments_any: Fixed = "Segments: any", "分群：不限";
        segments_help: Fixed =
            "Known only for answers of loaded files that name a customer: an answer of a kiosk fits no rule that asks for a segment.",
            "仅已载入文件中注明客户的回答才有分群：终端的回答不会符合限定分群的规则。";
        up: With1 = |name| format!("Try {name} earlier"), |name| format!("将“{name}”上移");
        down: With1 = |name| format!("Try {name} later"), |name| format!("将“{name}”下移");
        remove: With1 = |name| format!("Remove {name}"), |name| format!("删除“{name}”");
        add: Fixed = "Add a rule", "添加规则";
        new_name: With1 = |n| format!("Rule {n}"), |n| format!("规则 {n}");
        reset: Fixed = "Back to the rules we propose", "恢复默认规则";
        removed: With1 = |name| format!("Removed: {name}"), |name| format!("已删除：{name}");
        was_reset: Fixed = "The proposed rules are in force again.", "已恢复默认规则。";
        customer_page: Fixed = "Customer", "客户";
        detractor: Fixed = "Detractor", "贬损者";
        promoter: Fixed = "Promoter", "推荐者";
        terms: Fixed = "How soon somebody calls", "多久内联系";
        hours: Fixed = "Hours until the call is due", "联系时限（小时）";
        working: Fixed = "Only working hours count", "只计工作时间";
        working_days: Fixed = "Working days", "工作日";
        weekdays: [&'static str; 7] =
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
        from: Fixed = "From", "从";
        to: Fixed = "To", "至";
        holidays: Fixed = "Holidays, a day a line (2026-10-01)", "节假日，每行一天（2026-10-01）";
        people: Fixed = "What is offered", "可选项";
        cool_down: Fixed = "Days in which nobody is asked a second time", "同一客户多少天内不再询问";
        causes: Fixed = "Root causes offered, one a line (blank: ours)", "可选的根本原因，每行一个（留空则用内置）";
        owners: Fixed = "Owners offered, one a line", "可选的负责人，每行一个";
        bad_number: Fixed = "A whole number, please.", "请填写整数。";
        bad_time: Fixed = "A time, please.", "请填写时间。";
        bad_day: With1 =
            |line| format!("“{line}” is no day: write it as 2026-10-01."),
            |line| format!("“{line}”不是日期：请写成 2026-10-01 的形式。");
        error_hours: With1 = |most| format!("From 1 to {most} hours."), |most| format!("请填写 1 至 {most} 小时。");
        error_no_day: Fixed = "Tick at least one working day.", "请至少勾选一个工作日。";
        error_times: Fixed = "Work must end after it begins.", "结束时间须晚于开始时间。";
        error_cool_down: With1 = |most| format!("At most {most} days."), |most| format!("最多 {most} 天。");
        error_no_name: Fixed = "A rule needs a name.", "规则需要名称。";
        error_name_twice: Fixed = "Another rule has this name.", "另一条规则已使用此名称。";
        error_scores: Fixed = "The lowest score is above the highest.", "最低评分高于最高评分。";
        error_blank: Fixed = "A blank entry makes no sense here.", "此处不能有空白项。";
    }
}

impl Texts {
    /// The name of a rule: translated where it is one of ours, else as the user called it.
    pub fn care_rule<'a>(&'a self, name: &'a str) -> &'a str {
        match name {
            "detractor" => self.care_rules.detractor,
            "promoter" => self.care_rules.promoter,
            _ => name,
        }
    }

    /// What opened a case: the name of a rule, or of what named the customer on its page.
    pub fn opened_by<'a>(&'a self, opening: &'a Opening) -> &'a str {
        let about = |id| registry::abouts().iter().find(|about| about.id == id);
        if opening.named_by() == Some(CUSTOMER_PAGE) {
            return self.care_rules.customer_page;
        }
        let name = opening.named_by().and_then(about).map(|about| about.name(self.language));
        name.unwrap_or_else(|| self.care_rule(&opening.rule))
    }

    /// What is wrong with a setting of the follow-up.
    pub fn care_error(&self, error: &CareError) -> String {
        let words = &self.care_rules;
        match error {
            CareError::Terms(TermsError::Hours(_)) => (words.error_hours)(&MOST_HOURS.to_string()),
            CareError::Terms(TermsError::NoWorkingDay) => words.error_no_day.to_owned(),
            CareError::Terms(TermsError::WorkingHours { .. }) => words.error_times.to_owned(),
            CareError::Rules(error) => self.rules_error(error).to_owned(),
            CareError::CoolDown(_) => (words.error_cool_down)(&MOST_COOL_DOWN_DAYS.to_string()),
            CareError::BlankCause | CareError::BlankOwner => words.error_blank.to_owned(),
        }
    }

    /// What is wrong with a rule of the follow-up.
    pub fn rules_error(&self, error: &RulesError) -> &'static str {
        let words = &self.care_rules;
        match error {
            RulesError::NoName => words.error_no_name,
            RulesError::NameTwice(_) => words.error_name_twice,
            RulesError::NoScore(_) => words.error_scores,
            RulesError::BlankWord(_) | RulesError::BlankSegment(_) => words.error_blank,
        }
    }
}
