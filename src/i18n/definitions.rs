//! What the figures mean that no indicator's page shows: texts of the provenance dialog.

use crate::domain::provenance::{CUSTOMERS, FOLLOW_UP, IMPORT, LAST_SCORE, LeftOut, NPS};
use crate::indicators::{nps, rfm};

use super::{Fixed, Texts, With1, texts};

texts! {
    /// Definitions and sources.
    DefinitionTexts {
        rows_read: Fixed =
            "Rows of data in the file. The header and blank lines are none. Every row is either used or set aside.",
            "文件中的数据行数，不含表头和空行。每一行要么被使用，要么被搁置。";
        rows_used: Fixed = "Rows of the file that became data.", "文件中成为数据的行数。";
        rows_set_aside: Fixed =
            "Rows of the file that could not be used, each counted under the first reason found. They can be downloaded. Survey answers without a score from 0 to 10 are among them; indicators count them as “not an answer”.",
            "文件中无法使用的行数，每行按发现的第一个原因计数，可以下载。没有 0–10 有效评分的问卷回答也在其中，各指标将其计为“非有效回答”。";
        import_source: Fixed = "Counted while the file was read", "读取文件时计数";
        customers: Fixed =
            "Customers that at least one row of any table names, under the filter in force; where something is searched, those whose id or name contains it, letter case aside.",
            "在当前筛选下，任一数据表中至少有一行提到的客户；搜索时，仅计编号或姓名包含关键词的客户（不区分大小写）。";
        counted_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        open_cases: Fixed =
            "Cases of customers to win back that are not closed, of those who left a contact or whom the files know; overdue are those whose due time has passed without a contact.",
            "尚未结案、且留有联系方式或文件中有记录的待挽回个案；已超时指到时限仍未联系的个案。";
        case_value: Fixed =
            "What the customers of these cases had spent in the last 12 months of the loaded purchases when the case was opened, returns subtracted; a customer of several cases counts once. Customers the files do not know are not in it.",
            "这些个案的客户在创建跟进时，于已载入交易最后 12 个月内的消费额（退货冲减）；同一客户有多个个案时只计一次。文件中没有的客户不计入。";
        counted_cases: Fixed = "Counted in the cases on this device", "根据本设备上的个案计数";
        last_score: Fixed =
            "The customer's newest answer with a score from 0 to 10, of those the filter lets through. Of several on one day the one further down in the file counts; answers without a date count as the oldest.",
            "通过当前筛选的回答中，该客户最新一次 0–10 的有效评分。同一天有多次回答时取文件中靠后的一条；没有日期的回答视为最早。";
        follow_up: Fixed =
            "Share of cases in which the customer was first contacted no later than the due time then in force. A case whose due time has passed without contact counts as late; one that is not yet due is left out, and so is one of somebody nobody can reach. Hours run from the answer, or from when it became known, to the first contact and to closing; the median is the middle value, or the mean of the two middle ones. The interval is Wilson's for 95%.",
            "首次联系客户不晚于当时期限的个案所占比例。已过期限仍未联系的计为超时；尚未到期的和无法联系的不计入。小时数从客户作答或该回答为人所知时算起，分别到首次联系和到结案；中位数取中间值，个数为偶数时取中间两个的平均。区间为 95% 的 Wilson 区间。";
        follow_up_source: Fixed =
            "Counted in the cases kept here; interval: Wilson, Journal of the American Statistical Association 22 (1927)",
            "根据此处保存的个案计数；区间：Wilson，Journal of the American Statistical Association 22 (1927)";
    }
}

impl Texts {
    /// Definition and source of a figure: its own where it has one, else of what was counted.
    pub fn definition(&self, figure: &str, counted: &str) -> (&'static str, &'static str) {
        let texts = &self.definitions;
        match (figure, counted) {
            ("import.rows_read", _) => (texts.rows_read, texts.import_source),
            ("import.rows_used", _) => (texts.rows_used, texts.import_source),
            (_, IMPORT) => (texts.rows_set_aside, texts.import_source),
            (_, LAST_SCORE) => (texts.last_score, texts.counted_source),
            (figure, FOLLOW_UP) if figure.starts_with("causes.") => (self.causes.definition, texts.follow_up_source),
            ("follow_up.open" | "follow_up.overdue", _) => (texts.open_cases, texts.counted_cases),
            ("follow_up.value", _) => (texts.case_value, texts.counted_cases),
            (_, FOLLOW_UP) => (texts.follow_up, texts.follow_up_source),
            (_, rfm::ID) => rfm::definition(self.language),
            (_, NPS) => nps::definition(self.language),
            _ => (texts.customers, texts.counted_source),
        }
    }

    /// What was counted: rows, customers, answers, cases.
    pub fn used_unit(&self, counted: &str) -> With1 {
        match counted {
            NPS | LAST_SCORE => self.words.answers_used,
            CUSTOMERS => self.words.customers_used,
            FOLLOW_UP => self.words.cases_used,
            _ => self.words.rows,
        }
    }

    /// Why rows did not enter a figure.
    pub fn left_out(&self, reason: LeftOut) -> &'static str {
        match reason {
            LeftOut::SetAside(reason) => self.reason(reason),
            other => self.words.left_out(other).unwrap_or_default(),
        }
    }

    /// The name of a segment: translated where it is one of ours, else as the user called it.
    pub fn segment<'a>(&self, key: &str, name: &'a str) -> &'a str {
        rfm::segment_name(self.language, key, name)
    }
}
