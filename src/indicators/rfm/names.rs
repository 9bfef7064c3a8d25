//! What segments are called.

use crate::domain::language::Language;
use crate::domain::texts::{Fixed, texts};

use super::default_name;

texts! {
    /// Names of the segments of the default rules.
    SegmentNames {
        champions: Fixed = "Champions", "重要价值客户";
        potential_loyalist: Fixed = "Potential loyalists", "潜力忠诚客户";
        loyal: Fixed = "Loyal", "忠诚客户";
        promising: Fixed = "Promising", "有希望的客户";
        new: Fixed = "New", "新客户";
        cant_lose: Fixed = "Can't lose", "不可失去的客户";
        at_risk: Fixed = "At risk", "流失风险客户";
        need_attention: Fixed = "Need attention", "需要关注的客户";
        about_to_sleep: Fixed = "About to sleep", "即将沉睡的客户";
        lost: Fixed = "Lost", "已流失客户";
        other: Fixed = "Other", "其他";
    }
}

/// The name of a segment: translated where it is one of ours, else as the user called it.
pub fn segment_name<'a>(language: Language, key: &str, name: &'a str) -> &'a str {
    let texts = SegmentNames::of(language);
    let renamed = !name.is_empty() && name != key && default_name(key).is_some_and(|given| given != name);
    match key {
        _ if renamed => name,
        "champions" => texts.champions,
        "potential_loyalist" => texts.potential_loyalist,
        "loyal" => texts.loyal,
        "promising" => texts.promising,
        "new" => texts.new,
        "cant_lose" => texts.cant_lose,
        "at_risk" => texts.at_risk,
        "need_attention" => texts.need_attention,
        "about_to_sleep" => texts.about_to_sleep,
        "lost" => texts.lost,
        "other" => texts.other,
        _ => name,
    }
}
