//! What is said of the Net Promoter Score.

use crate::domain::language::Language;
use crate::domain::texts::{Fixed, texts};

texts! {
    /// Where the score comes from.
    NpsDefinition {
        definition: Fixed =
            "Net Promoter Score: the share of promoters (9–10) minus the share of detractors (0–6), times 100. Anything but a whole score from 0 to 10 is not an answer. The interval is the adjusted Wald interval: 0.75 promoters, 1.5 passives and 0.75 detractors are added, then Wald on n + 3, held within ±100.",
            "净推荐值：推荐者（9–10 分）占比减去贬损者（0–6 分）占比，乘以 100。不是 0–10 整数的一律不算回答。区间为调整 Wald 区间：加上 0.75 名推荐者、1.5 名被动者、0.75 名贬损者，再按 n + 3 计算，限制在 ±100 以内。";
        source: Fixed =
            "Reichheld, The One Number You Need to Grow, Harvard Business Review (December 2003); interval: Rocks, Interval Estimation for the Net Promoter Score, The American Statistician (2016)",
            "Reichheld《The One Number You Need to Grow》，《哈佛商业评论》2003 年 12 月；区间：Rocks《Interval Estimation for the Net Promoter Score》，The American Statistician (2016)";
    }
}

/// Definition and source of all figures that scores are.
pub fn definition(language: Language) -> (&'static str, &'static str) {
    let texts = NpsDefinition::of(language);
    (texts.definition, texts.source)
}
