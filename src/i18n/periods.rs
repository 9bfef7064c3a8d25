//! Months, quarters, years, and the notes of charts over them.

use super::{Fixed, With1, With2, With3};

texts! {
    /// Names of periods, and words for intervals and samples.
    PeriodTexts {
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
        more_left_out: With1 = |n| format!("and {n} more in the table below"), |n| format!("另有 {n} 项见下表");
    }
}
