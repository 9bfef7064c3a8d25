//! What segments are called.

use crate::domain::language::Language;
use crate::domain::texts::{Fixed, texts};

use super::{RuleTable, default_name};

texts! {
    /// Names of the segments of the tables that come with the program. None is a name of the eight classes of
    /// recency, frequency and monetary (重要价值客户, …), which Chinese readers know from elsewhere.
    SegmentNames {
        champions: Fixed = "Champions", "冠军客户";
        potential_loyalists: Fixed = "Potential loyalists", "潜力忠诚客户";
        loyal: Fixed = "Loyal", "忠诚客户";
        promising: Fixed = "Promising", "有希望的客户";
        new: Fixed = "New", "新客户";
        cant_lose: Fixed = "Can't lose", "不可失去的客户";
        at_risk: Fixed = "At risk", "流失风险客户";
        need_attention: Fixed = "Need attention", "需要关注的客户";
        about_to_sleep: Fixed = "About to sleep", "即将沉睡的客户";
        hibernating: Fixed = "Hibernating", "沉睡客户";
        lost: Fixed = "Lost", "已流失客户";
        other: Fixed = "Other", "其他";
    }
}

impl RuleTable {
    /// What people call the segment with this key: as its rule has it, where there is one.
    pub fn called<'a>(&'a self, language: Language, key: &'a str) -> &'a str {
        let rule = self.rules.iter().find(|rule| rule.key == key);
        segment_name(language, key, rule.map_or(key, |rule| rule.name.as_str()))
    }
}

/// The name of a segment: translated where it is one of ours, else as the user called it.
pub fn segment_name<'a>(language: Language, key: &str, name: &'a str) -> &'a str {
    let texts = SegmentNames::of(language);
    let renamed = !name.is_empty() && name != key && default_name(key).is_some_and(|given| given != name);
    match key {
        _ if renamed => name,
        "champions" => texts.champions,
        "potential_loyalists" | "potential_loyalist" => texts.potential_loyalists,
        "loyal" => texts.loyal,
        "promising" => texts.promising,
        "new" => texts.new,
        "cant_lose" => texts.cant_lose,
        "at_risk" => texts.at_risk,
        "need_attention" => texts.need_attention,
        "about_to_sleep" => texts.about_to_sleep,
        "hibernating" => texts.hibernating,
        "lost" => texts.lost,
        "other" => texts.other,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Preset, RuleTable};
    use super::*;
    use crate::domain::language::Language::{Chinese, English};

    #[test]
    fn every_segment_that_comes_along_is_named_in_both_languages() {
        for rule in Preset::ALL.into_iter().flat_map(|preset| RuleTable::of(preset).rules) {
            let [en, zh] = [English, Chinese].map(|language| segment_name(language, &rule.key, &rule.name));
            assert!(en.starts_with(&rule.name) && !zh.is_ascii(), "{}", rule.key);
        }
        assert_eq!(segment_name(Chinese, "champions", "VIP"), "VIP", "a name of the user's own stays");
    }

    #[test]
    fn no_name_is_one_of_the_eight_classes() {
        let classes =
            ["重要", "一般"].map(|worth| ["价值", "发展", "保持", "挽留"].map(|of| format!("{worth}{of}客户")));
        for rule in Preset::ALL.into_iter().flat_map(|preset| RuleTable::of(preset).rules) {
            let name = segment_name(Chinese, &rule.key, &rule.name);
            assert!(classes.iter().flatten().all(|class| class != name), "{name}");
        }
    }
}
