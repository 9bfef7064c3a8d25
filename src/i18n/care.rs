//! The follow-up: cases, what lies behind them, the front line, the rules.

use crate::domain::care::{Kind, Refusal, State, Step, TimeLeft};

use super::{Fixed, Texts, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the follow-up.
    CareTexts {
        name: Fixed = "Follow-up", "跟进";
        cases: Fixed = "Cases", "个案";
        by_group: Fixed = "By branch and owner", "按网点和负责人";
        causes: Fixed = "Causes", "原因";
        front_line: Fixed = "Front line", "一线";
        rules: Fixed = "Rules", "规则";
        empty_title: Fixed =
            "Here you see whom to call, and by when: every detractor becomes a case with a clock",
            "这里显示需要联系的客户和时限：每位贬损者都会成为带时限的个案";
        empty_help: Fixed =
            "Answers of a kiosk on this device become cases by themselves. Answers in loaded files become cases when you say so.",
            "本设备终端的回答会自动成为个案；已载入文件中的回答由您决定是否创建跟进。";
        empty_kiosk: Fixed = "Set up a kiosk", "设置问答终端";
        from_files: Fixed = "Open cases from the loaded answers…", "从已载入的回答创建跟进…";
        from_files_none: Fixed = "No loaded answer of the last days needs a new case.", "最近的已载入回答中没有需要新建跟进的。";
        from_files_found: With2 =
            |n, days| {
                let days = counted(days, "day", "days");
                let fit = counted(n, "answer fits a rule and is no case yet", "answers fit a rule and are no case yet");
                format!("Of the last {days} of the files, {fit}.")
            },
            |n, days| format!("文件最后 {days} 天的回答中，有 {n} 条符合规则且尚未创建跟进。");
        from_files_open: With1 = |n| format!("Open {}", counted(n, "case", "cases")), |n| format!("为 {n} 条回答创建跟进");
        from_files_opened: With1 = |n| format!("{} opened", counted(n, "case", "cases")), |n| format!("已创建 {n} 个跟进");
        from_files_bad_days: With1 = |most| format!("A whole number from 1 to {most}."), |most| format!("请填写 1 至 {most} 的整数。");
        from_files_days: Fixed = "Days at the end of the files", "文件末尾的天数";
        from_files_capped: With1 =
            |n| format!("Only the {n} most valuable are opened at once."),
            |n| format!("一次最多为价值最高的 {n} 条创建跟进。");
        head_overdue: With2 =
            |overdue, open| format!("Overdue: {overdue} of {}", counted(open, "open case", "open cases")),
            |overdue, open| format!("{open} 个未结个案中有 {overdue} 个已超时");
        head_open: With1 = |open| format!("Open cases: {open}, none overdue"), |open| format!("{open} 个未结个案，均未超时");
        head_none: Fixed = "No open case", "没有未结个案";
        head_value: With1 = |value| format!("; {value} spent in a year by their customers"), |value| format!("；这些客户一年内消费 {value}");
        in_time: Fixed = "Contacted in time", "按时联系";
        interval_note: With3 =
            |low, high, n| format!("95%: {low} to {high}, n = {n}"),
            |low, high, n| format!("95% 区间 {low} 至 {high}，n = {n}");
        small: Fixed = "small sample", "样本较小";
        to_contact: Fixed = "Median time to contact", "联系用时中位数";
        to_close: Fixed = "Median time to close", "结案用时中位数";
        hours: With1 = |hours| format!("{hours} h"), |hours| format!("{hours} 小时");
        overdue: Fixed = "Overdue", "已超时";
        show: Fixed = "Show", "显示";
        show_open: Fixed = "Open cases", "未结个案";
        show_overdue: Fixed = "Overdue", "已超时";
        show_thanks: Fixed = "To thank and ask for a referral", "致谢与转介绍";
        show_unreachable: Fixed = "Cannot be reached", "无法联系";
        show_closed: Fixed = "Closed", "已结案";
        show_all: Fixed = "All", "全部";
        unreachable: With1 =
            |n| format!("Cannot be reached: {} to learn from", counted(n, "case", "cases")),
            |n| format!("无法联系：{n} 个个案，可从中改进");
        unreachable_caption: Fixed = "Cases of people who cannot be reached", "无法联系的个案";
        unreachable_help: Fixed =
            "They left no contact and the files do not know them, so no clock runs. Close each with what lay behind it: the page of causes counts them.",
            "他们未留联系方式，文件中也没有记录，因此不计时限。请在结案时填写根本原因，“原因”页面会一并统计。";
        no_reason: Fixed = "no reason tapped", "未选原因";
        no_contact: Fixed = "none left", "未留";
        call: Fixed = "Call", "拨打";
        write: Fixed = "Write", "发邮件";
        none_here: Fixed = "No case here.", "没有符合条件的个案。";
        who: Fixed = "Who", "客户";
        anonymous: Fixed = "without a name", "未留名";
        score: Fixed = "Score", "评分";
        said: Fixed = "What was said", "反馈内容";
        why: Fixed = "Why", "原因";
        nothing_said: Fixed = "(nothing)", "（无）";
        place: Fixed = "Where", "地点";
        branch: Fixed = "Branch", "网点";
        of_cases: With1 = |n| format!("n = {n}"), |n| format!("n = {n}");
        value: Fixed = "Spent in a year", "一年内消费";
        due: Fixed = "Call by", "联系时限";
        state: Fixed = "State", "状态";
        owner: Fixed = "Owner", "负责人";
        nobody: Fixed = "nobody", "无";
        state_new: Fixed = "new", "新建";
        state_assigned: Fixed = "assigned", "已分配";
        state_contacted: Fixed = "contacted", "已联系";
        state_settled: Fixed = "settled", "已解决";
        state_closed: Fixed = "closed", "已结案";
        state_reopened: Fixed = "reopened", "已重开";
        kind_recover: Fixed = "to win back", "待挽回";
        kind_thank: Fixed = "thanks", "致谢";
        left_days: With2 = |days, hours| format!("{days} d {hours} h left"), |days, hours| format!("剩 {days} 天 {hours} 小时");
        left_hours: With1 = |hours| format!("{hours} h left"), |hours| format!("剩 {hours} 小时");
        left_soon: Fixed = "less than 1 h left", "剩不足 1 小时";
        over_soon: Fixed = "less than 1 h overdue", "超时不足 1 小时";
        over_days: With2 = |days, hours| format!("{days} d {hours} h overdue"), |days, hours| format!("超时 {days} 天 {hours} 小时");
        over_hours: With1 = |hours| format!("{hours} h overdue"), |hours| format!("超时 {hours} 小时");
        export: Fixed = "Export the cases as CSV", "导出个案 CSV";
        by: Fixed = "Your name, for the record", "您的姓名（用于记录）";
        back_to_list: Fixed = "All cases", "全部个案";
        no_such_case: Fixed = "There is no such case", "没有这个个案";
        contact: Fixed = "Contact", "联系方式";
        consent: Fixed = "Consent", "同意声明";
        segment: Fixed = "Segment", "分群";
        taken: Fixed = "Answered", "回答时间";
        rule: Fixed = "Opened by the rule", "跟进规则";
        named_by: Fixed = "Named by the page", "由该页面提出";
        opened_at: Fixed = "Opened", "创建时间";
        named_open: With1 = |n| format!("Open {}", counted(n, "case", "cases")), |n| format!("为 {n} 名客户创建跟进");
        named_some_open: With1 =
            |n| if n == "1" { "1 of them has an open case already.".to_owned() } else { format!("{n} of them have an open case already.") },
            |n| format!("其中 {n} 名客户已有未结个案。");
        named_all_open: Fixed = "All of them have an open case.", "这些客户都已有未结个案。";
        named_one_open: Fixed = "There is an open case.", "已有未结个案。";
        named_cases: Fixed = "Go to the cases", "查看个案";
        what_next: Fixed = "What next?", "下一步";
        history: Fixed = "What happened", "处理记录";
        passed_over: With1 =
            |n| counted(n, "step of another device did not fit and was passed over.", "steps of other devices did not fit and were passed over."),
            |n| format!("来自其他设备的 {n} 个步骤不符合当前状态，已忽略。");
        act_assign: Fixed = "Assign", "分配";
        act_contact: Fixed = "I have got in touch", "已联系客户";
        act_settle: Fixed = "It is settled", "问题已解决";
        act_resurvey: Fixed = "Note the new score", "记录新评分";
        act_close: Fixed = "Close the case", "结案";
        act_reopen: Fixed = "Take it up again", "重新打开";
        act_note: Fixed = "Add a note", "添加备注";
        act_referral: Fixed = "Asked for a referral", "已请求转介绍";
        act_thanks: Fixed = "Thanked", "已致谢";
        act_finish: Fixed = "Done, nothing to ask", "完成，无需转介绍";
        act_asked_again: Fixed = "Asked to answer again", "已请其再次评分";
        act_dismiss: Fixed = "Not a case", "无需跟进";
        dismissed: Fixed = "Somebody said that this answer is no case", "该回答已被标记为无需跟进";
        act_restore: Fixed = "Make it a case again", "恢复为个案";
        undo_last: Fixed = "Undo the latest step", "撤销最近一步";
        resting_until: With1 =
            |until| format!("Asked not long ago: not to be asked again before {until}."),
            |until| format!("近期已询问过：{until} 之前请勿再次询问。");
        new_score: Fixed = "New score, 0 to 10", "新评分（0–10）";
        new_comment: Fixed = "Why (optional)", "原因（选填）";
        note: Fixed = "Note", "备注";
        why_reopen: Fixed = "Why again?", "重开原因";
        cause: Fixed = "Root cause", "根本原因";
        action: Fixed = "What was done", "采取的措施";
        needed: Fixed = "Fill this in first.", "请先填写。";
        score_bad: Fixed = "A whole number from 0 to 10.", "请填写 0 至 10 的整数。";
        done: With1 = |what| format!("Done: {what}"), |what| format!("已完成：{what}");
        taken_back: With1 = |what| format!("Taken back: {what}"), |what| format!("已撤销：{what}");
        of_whom: With2 = |who, what| format!("{who} – {what}"), |who, what| format!("{who} – {what}");
        event_open: Fixed = "opened as a case", "创建跟进";
        event_assign: With1 = |owner| format!("assigned to {owner}"), |owner| format!("分配给 {owner}");
        event_contact: Fixed = "got in touch", "已联系";
        event_thanked: Fixed = "thanked", "已致谢";
        event_finish: Fixed = "done, nothing asked", "已完成，未请求转介绍";
        event_refer: Fixed = "asked for a referral", "已请求转介绍";
        event_ask_again: Fixed = "asked to answer again", "已请其再次评分";
        event_settle: Fixed = "settled", "已解决";
        event_resurvey: With1 = |score| format!("answered again: {score}"), |score| format!("再次评分：{score}");
        event_close: With2 = |cause, action| format!("closed: {cause} – {action}"), |cause, action| format!("结案：{cause} – {action}");
        event_reopen: With1 = |why| format!("taken up again: {why}"), |why| format!("重开：{why}");
        event_note: With1 = |text| format!("note: {text}"), |text| format!("备注：{text}");
        event_due: With1 = |at| format!("to be called by {at}"), |at| format!("联系时限改为 {at}");
        event_fix: Fixed = "measure kept", "措施已保存";
        refused: Fixed = "That does not follow from how the case stands now.", "当前状态下不能执行此操作。";
        refused_gone: Fixed = "There is no such case any more, or somebody said that it is none.", "该个案已不存在，或已被标记为无需跟进。";
        refused_undo: Fixed = "There is nothing to undo: it was taken back already.", "没有可撤销的操作：该操作已被撤销。";
        unreadable: With1 =
            |n| counted(n, "record of a case cannot be read by this version. It is kept.", "records of cases cannot be read by this version. They are kept."),
            |n| format!("有 {n} 条个案记录无法被此版本读取，已原样保留。");
        cause_waiting: Fixed = "Waiting time", "等候时间";
        cause_staff: Fixed = "Behaviour of staff", "服务态度";
        cause_information: Fixed = "Wrong or missing information", "信息有误或缺失";
        cause_price: Fixed = "Price or fee", "价格或收费";
        cause_product: Fixed = "Product or service did not work", "产品或服务故障";
        cause_process: Fixed = "Too complicated", "流程繁琐";
        cause_other: Fixed = "Other", "其他";
        cause_happy: Fixed = "Nothing: was happy", "无：客户满意";
    }
}

impl Texts {
    /// How far a case of this kind has come.
    pub fn case_state(&self, kind: Kind, state: State) -> &'static str {
        let words = &self.care;
        match state {
            State::Contacted if kind == Kind::Thank => words.event_thanked,
            State::New => words.state_new,
            State::Assigned => words.state_assigned,
            State::Contacted => words.state_contacted,
            State::Settled => words.state_settled,
            State::Closed => words.state_closed,
            State::Reopened => words.state_reopened,
        }
    }

    /// What a case is for.
    pub fn case_kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Recover => self.care.kind_recover,
            Kind::Thank => self.care.kind_thank,
        }
    }

    /// The clock of a case.
    pub fn time_left(&self, left: TimeLeft) -> String {
        let (words, TimeLeft { overdue, days, hours }) = (&self.care, left);
        if (days, hours) == (0, 0) {
            return if overdue { words.over_soon } else { words.left_soon }.to_owned();
        }
        let (days_shown, hours) = (days.to_string(), hours.to_string());
        match (overdue, days) {
            (false, 0) => (words.left_hours)(&hours),
            (false, _) => (words.left_days)(&days_shown, &hours),
            (true, 0) => (words.over_hours)(&hours),
            (true, _) => (words.over_days)(&days_shown, &hours),
        }
    }

    /// A step on a case of this kind by its button's name.
    pub fn case_step(&self, kind: Kind, step: Step) -> &'static str {
        let words = &self.care;
        match step {
            Step::Assign => words.act_assign,
            Step::Contact if kind == Kind::Thank => words.act_thanks,
            Step::Contact => words.act_contact,
            Step::Settle => words.act_settle,
            Step::Resurvey => words.act_resurvey,
            Step::Close => words.act_close,
            Step::Reopen => words.act_reopen,
            Step::Note => words.act_note,
            Step::AskAgain => words.act_asked_again,
            Step::Refer => words.act_referral,
            Step::Finish => words.act_finish,
            Step::Due => words.due,
        }
    }

    /// Why something was not done to a case.
    pub fn refusal(&self, refusal: Refusal) -> &'static str {
        let words = &self.care;
        match refusal {
            Refusal::NoSuchCase | Refusal::Dismissed => words.refused_gone,
            Refusal::NothingToUndo => words.refused_undo,
            Refusal::AlreadyOpened | Refusal::NotNow { .. } | Refusal::NotAFix | Refusal::NumberTaken => words.refused,
        }
    }

    /// Root causes offered where the user named none.
    pub fn own_causes(&self) -> [&'static str; 8] {
        let words = &self.care;
        [
            words.cause_waiting,
            words.cause_staff,
            words.cause_information,
            words.cause_price,
            words.cause_product,
            words.cause_process,
            words.cause_happy,
            words.cause_other,
        ]
    }
}
