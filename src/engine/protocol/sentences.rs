//! What failures of the engine and its answers are called. They stand here, above the texts of the pages: those know
//! no engine.

use crate::domain::hand_over::FileError;
use crate::domain::hand_over::qr::BatchError;
use crate::domain::texts::{Fixed, With1, With3, texts};
use crate::i18n::{HandOverTexts, Texts};
use crate::indicators::rfm;

use super::{Failure, FileKind, HandOverFailure, KeepProblem};

texts! {
    /// Why answers cannot be handed over.
    HandOverFailureTexts {
        file_too_large: Fixed = "More than 64 MB. Add each kiosk's own file instead of one that holds them all.", "超过 64 MB。请分别添加每台终端自己导出的文件，不要使用汇总文件。";
        file_not_text: Fixed = "Not UTF-8 text. Export it again, and do not save it with another program.", "不是 UTF-8 文本。请重新导出，不要用其他程序另存。";
        file_not_ours: Fixed = "Neither a hand-over file nor the answers CSV. Export one on the kiosk's page.", "既不是交接文件，也不是回答 CSV。请在终端页面重新导出。";
        file_newer: With1 =
            |version| format!("Version {version} of the format, newer than this page. Reload the page to update it, then try again."),
            |version| format!("文件格式版本为 {version}，比当前页面新。请刷新页面更新后重试。");
        file_damaged: With3 =
            |line, column, detail| format!("Damaged at line {line}, column {column} ({detail}). Nothing of it was added; export it again."),
            |line, column, detail| format!("第 {line} 行第 {column} 列已损坏（{detail}）。未添加其中任何内容，请重新导出。");
        bad_picture: With1 =
            |detail| format!("The picture cannot be opened. Save it as PNG or JPEG and choose it again ({detail})."),
            |detail| format!("无法打开图片。请存为 PNG 或 JPEG 后重新选择（{detail}）。");
        no_workbook: With1 =
            |detail| format!("The Excel file could not be made. Export as CSV instead; Excel opens it too ({detail})."),
            |detail| format!("无法生成 Excel 文件。请改为导出 CSV，Excel 也能打开（{detail}）。");
        nothing: Fixed = "There is nothing to hand over.", "没有可交接的回答。";
        too_long: Fixed = "An answer is too long for QR codes. Export a file instead.", "有一条回答过长，无法用二维码传递。请改为导出文件。";
    }
}

impl Texts {
    /// Why loaded files will not be there on the next visit, and what to do.
    pub fn keep_problem(&self, problem: &KeepProblem) -> String {
        let why = match problem {
            KeepProblem::Blocked => self.common.keep_blocked.to_owned(),
            KeepProblem::Full => self.common.keep_full.to_owned(),
            KeepProblem::Failed { detail } => (self.common.keep_error)(detail),
        };
        (self.common.keep_failed)(&why)
    }

    /// What went wrong with a request, and what to do.
    pub fn failure(&self, failure: &Failure) -> String {
        let texts = &self.problems;
        match failure {
            Failure::Intake(error) => self.intake_error(error),
            Failure::Scores(error) => (texts.bad_settings)(&rfm::explain(error, self.language)),
            Failure::Rules(error) => self.rules_error(error).into(),
            Failure::NoTable(why) => why.clone(),
            Failure::TooManyRows(most) => (texts.too_many_rows)(&most.to_string()),
            Failure::NoSuchPage(_) => self.common.not_found.into(),
            Failure::Cancelled => self.import.cancelled.into(),
            Failure::NoSuchCustomer(id) => (texts.no_such_customer)(id),
            Failure::HandOver(failure) => self.hand_over_failure(failure),
            Failure::AlreadyLoaded(name) => (texts.already_loaded)(name),
            Failure::NoSuchFile => texts.no_such_file.into(),
            Failure::NoFurther(why) => (texts.no_further)(why),
            Failure::FurtherStopped(why) => (texts.further_stopped)(why),
            Failure::Stopped(why) => {
                format!("{} {} ({why})", self.common.engine_stopped, self.common.engine_stopped_help)
            }
        }
    }

    /// What is wrong with the storage of answers, and what to do.
    pub fn storage_problem(&self, problem: &KeepProblem) -> String {
        match problem {
            KeepProblem::Failed { detail } => (self.kiosk.trouble_failed)(detail),
            KeepProblem::Blocked => self.kiosk.trouble_blocked.to_owned(),
            KeepProblem::Full => self.kiosk.trouble_full.to_owned(),
        }
    }

    /// Why answers cannot be handed over, and what to do.
    pub fn hand_over_failure(&self, failure: &HandOverFailure) -> String {
        let texts = HandOverFailureTexts::of(self.language);
        match failure {
            HandOverFailure::File(FileError::TooLarge) => texts.file_too_large.into(),
            HandOverFailure::File(FileError::NotText) => texts.file_not_text.into(),
            HandOverFailure::File(FileError::NotOurs) => texts.file_not_ours.into(),
            HandOverFailure::File(FileError::Newer(version)) => (texts.file_newer)(&version.to_string()),
            HandOverFailure::File(FileError::Damaged { line, column, detail }) => {
                (texts.file_damaged)(&line.to_string(), &column.to_string(), detail)
            }
            HandOverFailure::Batch(BatchError::Nothing) => texts.nothing.into(),
            HandOverFailure::Batch(BatchError::TooLong) => texts.too_long.into(),
            HandOverFailure::Picture(detail) => (texts.bad_picture)(detail),
            HandOverFailure::Workbook(detail) => (texts.no_workbook)(detail),
        }
    }
}

impl HandOverTexts {
    /// The button that exports a kind of file.
    pub fn export(&self, kind: FileKind) -> &'static str {
        match kind {
            FileKind::Csv => self.csv,
            FileKind::Xlsx => self.xlsx,
            FileKind::Json => self.json,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hand_over::{Place, Unreadable, Why};
    use crate::domain::language::Language;

    #[test]
    fn what_a_program_says_comes_after_what_to_do() {
        for language in Language::ALL {
            let texts = language.texts();
            let detail = || "QuotaWhatever: raw".to_owned();
            let record = Unreadable { place: Place::Row(1), why: Why::Malformed(detail()), raw: String::new() };
            let told = [
                texts.storage_problem(&KeepProblem::Failed { detail: detail() }),
                texts.keep_problem(&KeepProblem::Failed { detail: detail() }),
                texts.hand_over_failure(&HandOverFailure::Workbook(detail())),
                texts.hand_over_failure(&HandOverFailure::Picture(detail())),
                texts.hand_over().why_of(&record),
            ];
            for text in told {
                assert!(text.find("QuotaWhatever").is_some_and(|place| place > 20), "{text}");
            }
        }
    }
}
