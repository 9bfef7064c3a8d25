//! What is said of gaps.

use crate::domain::texts::{Fixed, With1, With2, texts};

texts! {
    /// Texts of gaps.
    GapTexts {
        promise: Fixed =
            "See where customers got less than they expected, where what they expected, and where more.",
            "查看客户的实际感受在哪些方面低于、符合或超出期望。";
        definition: Fixed =
            "Gap: the mean of perceived less expected, of answers with both marks, with the interval of the paired differences. Missed or exceeded: the whole interval lies below or above zero; else met, as far as can be told. Total: the mean of the gaps; weighted by the mean importance of each item where columns say it.",
            "差距：感知减期望的均值，只取两项评分都有的回答；区间按配对差计算。未达或超出期望：整个区间低于或高于零；否则视为符合。总差距：各项差距的均值；有重要性列时按其均值加权。";
        source: Fixed =
            "Oliver (1980); Parasuraman, Zeithaml, Berry (1988)",
            "Oliver (1980)；Parasuraman、Zeithaml、Berry (1988)";
        missed_most: With2 =
            |item, gap| format!("“{item}” falls farthest short of what was expected ({gap})."),
            |item, gap| format!("“{item}”低于期望最多（{gap}）。");
        exceeded_most: With2 =
            |item, gap| format!("“{item}” surprises most ({gap})."),
            |item, gap| format!("“{item}”超出期望最多（{gap}）。");
        all_met: Fixed = "Expectations are met, as far as these answers can tell.", "就现有回答看，各项均符合期望。";
        unpaired: With1 =
            |items| format!("Without an expectation, and left out: {items}."),
            |items| format!("没有对应期望列、未计入：{items}。");
        unusual: With2 =
            |low, high| format!("Marks reach from {low} to {high}. If some of them stand for “never used” or “no answer”, choose the lowest and the highest mark."),
            |low, high| format!("评分介于 {low} 与 {high}。如果其中有代表“未使用”或“未回答”的代码，请选择最低分与最高分。");
        total: Fixed = "Mean gap", "平均差距";
        weighted: Fixed = "Weighted by importance", "按重要性加权";
        items: Fixed = "Expected and perceived", "期望与感知";
        item: Fixed = "Item", "项目";
        expected: Fixed = "Expected", "期望";
        perceived: Fixed = "Perceived", "感知";
        gap: Fixed = "Gap", "差距";
        below: Fixed = "People below", "低于期望者";
        above: Fixed = "People surprised", "超出期望者";
        n: Fixed = "Answers", "回答数";
        verdict: Fixed = "Expectation", "期望状态";
        missed: Fixed = "missed", "未达";
        met: Fixed = "met", "符合";
        exceeded: Fixed = "exceeded", "超出";
        of: With2 = |figure, item| format!("{figure}, {item}"), |figure, item| format!("{item}：{figure}");
        do_missed: With1 =
            |item| format!("Close the gap at “{item}” first: mend the service, or promise less where it cannot be mended soon."),
            |item| format!("先弥补“{item}”：改进服务；短期无法改进的，降低承诺。");
        do_exceeded: With1 =
            |item| format!("Tell people about “{item}”: it is better than they think."),
            |item| format!("宣传“{item}”：它比客户预想的更好。");
        do_met: Fixed =
            "Nothing falls surely short: look at what matters most before spending more anywhere.",
            "没有确定低于期望的项目：先看哪些最重要，再决定投入。";
        see_importance: Fixed = "See importance against performance", "查看重要性与表现";
        lacks_satisfaction: Fixed =
            "Gaps need columns of marks for what people perceived: choose columns of satisfaction on the import page",
            "差距需要感知评分列：请在导入页面指定单项满意度的列";
        lacks_expectation: Fixed =
            "Gaps need columns of marks for what people expected: choose columns of expectation on the import page",
            "差距需要期望评分列：请在导入页面指定单项期望的列";
        lacks_pairs: Fixed =
            "No column of expectation is about the same thing as one of satisfaction: call both alike (“expected queue”, “satisfaction queue”), or choose as many of each",
            "期望列与满意度列无法对应：请使用相同的名称（如“期望_排队”“满意度_排队”），或选择同样多的列";
        lacks_answers: Fixed =
            "No answer has both an expectation and a mark for the same thing",
            "没有任何回答同时包含同一项目的期望与感知";
        lowest_field: Fixed = "Lowest mark", "最低分";
        highest_field: Fixed = "Highest mark", "最高分";
        any: Fixed = "any", "不限";
        error_bounds: With2 =
            |low, high| format!("Marks cannot reach from {low} to {high}: the lowest must be below the highest"),
            |low, high| format!("评分范围不能为 {low} 到 {high}：最低分须小于最高分");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
