//! What cases are called in the file of them.

use crate::domain::care::{CASE_COLUMNS, CaseWords, Kind, Opening, State};
use crate::indicators::rfm::RuleTable;

use super::{Fixed, Texts, texts};

texts! {
    /// Texts of the file of cases; what a case page says as well it takes from there.
    CaseFileTexts {
        name: Fixed = "cases", "跟进个案";
        case: Fixed = "Case", "个案编号";
        kind: Fixed = "Kind", "类型";
        kind_code: Fixed = "Kind code", "类型代码";
        rule: Fixed = "Rule", "跟进规则";
        rule_code: Fixed = "Rule code", "规则代码";
        state_code: Fixed = "State code", "状态代码";
        reasons: Fixed = "Reasons", "原因";
        comment: Fixed = "Comment", "意见";
        extra: Fixed = "Third question", "第三问";
        contacted: Fixed = "Contacted", "联系时间";
        in_time: Fixed = "In time", "是否按时";
        settled: Fixed = "Settled", "解决时间";
        closed: Fixed = "Closed", "结案时间";
        customer: Fixed = "Customer", "客户编号";
        customer_name: Fixed = "Name", "姓名";
        segment_code: Fixed = "Segment code", "分群代码";
        organisation: Fixed = "Organisation", "机构";
        touchpoint: Fixed = "Touchpoint", "触点";
        staff: Fixed = "Staff", "员工";
        notes: Fixed = "Notes", "备注";
        yes: Fixed = "yes", "是";
        no: Fixed = "no", "否";
    }
}

/// The words of one language, and what segments are called.
pub struct CaseFile<'a> {
    /// Its texts.
    pub texts: &'a Texts,
    /// The segments as they are named.
    pub segments: &'a RuleTable,
}

impl CaseWords for CaseFile<'_> {
    fn header(&self) -> [&str; CASE_COLUMNS] {
        let (own, care) = (CaseFileTexts::of(self.texts.language), &self.texts.care);
        [
            own.case,
            own.kind,
            own.kind_code,
            own.rule,
            own.rule_code,
            care.state,
            own.state_code,
            care.taken,
            care.score,
            own.reasons,
            own.comment,
            own.extra,
            care.owner,
            care.due,
            care.overdue,
            own.contacted,
            own.in_time,
            own.settled,
            own.closed,
            care.cause,
            care.action,
            care.new_score,
            own.customer,
            own.customer_name,
            care.segment,
            own.segment_code,
            care.value,
            care.contact,
            care.consent,
            own.organisation,
            care.branch,
            own.touchpoint,
            own.staff,
            own.notes,
        ]
    }

    fn kind(&self, kind: Kind) -> &str {
        self.texts.case_kind(kind)
    }

    fn state(&self, kind: Kind, state: State) -> &str {
        self.texts.case_state(kind, state)
    }

    fn opened_by<'a>(&'a self, opening: &'a Opening) -> &'a str {
        self.texts.opened_by(opening)
    }

    fn segment<'a>(&'a self, key: &'a str) -> &'a str {
        self.segments.called(self.texts.language, key)
    }

    fn yes(&self, answer: bool) -> &str {
        let own = CaseFileTexts::of(self.texts.language);
        if answer { own.yes } else { own.no }
    }
}
