//! What is said of importance and performance.

use crate::domain::texts::{Fixed, With1, With2, texts};

texts! {
    /// Texts of importance and performance.
    ImportanceTexts {
        promise: Fixed =
            "See what matters and is not done well, what to keep up, and where less would do.",
            "查看哪些方面重要却做得不好、哪些应当保持、哪些可以少投入。";
        definition: Fixed =
            "Performance: the mean mark. Importance: the mean of what people say matters, or derived: the correlation of the marks with the score, of answers with both. High is at or above the line: the mean over all items, or as typed in. Concentrate here: important, not done well. Keep up the good work: both high. Possible overkill: done well, not important. Low priority: neither. May be chance: an interval holds a line.",
            "表现：评分均值。重要性：陈述重要性的均值；或推导重要性：评分与总评分的相关系数，只取两者都有的回答。达到分界线（各项均值或所输入的值）为高。优先改进：重要而表现差；继续保持：两者皆高；可能过度：表现好而不重要；次要机会：皆低。可能出于偶然：区间跨过分界线。";
        source: Fixed =
            "Martilla, James (1977); interval of a correlation: Fisher (1921)",
            "Martilla、James (1977)；相关系数区间：Fisher (1921)";
        names: [&'static str; 4] =
            ["Low priority", "Possible overkill", "Concentrate here", "Keep up the good work"],
            ["次要机会", "可能过度", "优先改进", "继续保持"];
        headline: With1 = |item| format!("Concentrate on “{item}”: it matters and is not done well."), |item| format!("优先改进“{item}”：重要而表现不佳。");
        headline_several: With2 =
            |n, item| format!("{n} things matter and are not done well, “{item}” most of all."),
            |n, item| format!("{n} 个方面重要而表现不佳，首先是“{item}”。");
        headline_open: With1 =
            |item| format!("Nothing that matters is clearly done badly: “{item}” comes nearest, which may be chance."),
            |item| format!("重要的方面没有明显表现不佳的：“{item}”最接近，但可能出于偶然。");
        headline_none: Fixed = "Whatever matters is done at least as well as the rest.", "重要的方面表现都不低于平均水平。";
        is_stated: Fixed =
            "Importance is what people say. What goes with their score is often something else: compare both.",
            "重要性为客户所陈述的。与总评分真正相关的往往不同：请两者对照。";
        is_derived: Fixed =
            "Importance is derived: how closely marks go with the score. It is no promise of what mending would bring.",
            "重要性为推导所得：评分与总评分的相关程度，并不保证改进后的效果。";
        left_out: With1 =
            |items| format!("Left out, as their importance cannot be told: {items}."),
            |items| format!("无法判断重要性、未计入：{items}。");
        unusual: With2 =
            |low, high| format!("Marks reach from {low} to {high}. If some of them stand for “never used” or “no answer”, choose the lowest and the highest mark."),
            |low, high| format!("评分介于 {low} 与 {high}。如果其中有代表“未使用”或“未回答”的代码，请选择最低分与最高分。");
        items: Fixed = "Importance and performance", "重要性与表现";
        item: Fixed = "Item", "项目";
        importance: Fixed = "Importance", "重要性";
        performance: Fixed = "Performance", "表现";
        quadrant: Fixed = "Quadrant", "象限";
        rival: Fixed = "Above the rival", "领先竞争对手";
        line: With1 = |axis| format!("{axis} is high from"), |axis| format!("{axis}分界");
        of: With2 = |figure, item| format!("{figure}, {item}"), |figure, item| format!("{item}：{figure}");
        chart_title: With2 =
            |importance, performance| format!("Importance is high from {importance} on, performance from {performance} on: what is important and not done well stands at the upper left"),
            |importance, performance| format!("重要性 {importance} 及以上为高，表现 {performance} 及以上为高：左上方为重要而表现不佳的方面");
        may_be_chance: Fixed = "May be chance", "可能出于偶然";
        do_concentrate: With1 = |items| format!("Mend first: {items}."), |items| format!("优先改进：{items}。");
        do_keep: With1 = |items| format!("Do not save on {items}."), |items| format!("不要削减投入：{items}。");
        do_less: With1 =
            |items| format!("Ask whether less would do for {items}, and whether the money is missed elsewhere."),
            |items| format!("考虑{items}是否可以少投入，把资源用到别处。");
        do_ask: Fixed =
            "No item stands clearly on one side of the lines: ask more people before deciding.",
            "没有项目明确位于分界线一侧：请扩大样本后再决定。";
        see_drivers: Fixed = "See how much each explains", "查看各项的解释力";
        lacks_items: Fixed =
            "Importance and performance need at least two columns of marks: choose the columns of satisfaction on the import page",
            "重要性与表现至少需要两列评分：请在导入页面指定单项满意度的列";
        lacks_choice: With1 =
            |most| format!("There are more columns of marks than a grid can show: choose at most {most} columns of satisfaction on the import page"),
            |most| format!("评分列过多：请在导入页面指定至多 {most} 列单项满意度");
        lacks_stated: Fixed =
            "No two items have a column of importance: choose such columns on the import page, or let importance be derived",
            "有重要性列的项目不足两个：请在导入页面指定，或改为推导重要性";
        lacks_derived: Fixed =
            "Importance cannot be derived: answers with a score and marks, both of which differ, are needed",
            "无法推导重要性：需要既有总评分又有单项评分、且各有差异的回答";
        by_field: Fixed = "Importance", "重要性来源";
        by: [&'static str; 3] =
            ["stated where columns say it", "stated", "derived from the score"],
            ["有重要性列时取陈述", "陈述", "由总评分推导"];
        importance_field: Fixed = "Importance is high from", "重要性分界";
        performance_field: Fixed = "Performance is high from", "表现分界";
        at_mean: Fixed = "the mean", "均值";
        lowest_field: Fixed = "Lowest mark", "最低分";
        highest_field: Fixed = "Highest mark", "最高分";
        any: Fixed = "any", "不限";
        error_line: With1 = |given| format!("A line cannot be at {given}: type in a number"), |given| format!("分界不能为 {given}：请输入数字");
        error_field: With1 =
            |name| format!("There is no column called “{name}”: choose another, or load a table that has it"),
            |name| format!("没有名为“{name}”的列：请选择其他列，或载入含该列的表");
        error_no_marks: With1 =
            |name| format!("“{name}” holds texts, no marks: choose another column, or read it as numbers when the file is imported"),
            |name| format!("“{name}”一列是文字，不是评分：请选择其他列，或在导入文件时将其作为数字读取");
        error_bounds: With2 =
            |low, high| format!("Marks cannot reach from {low} to {high}: the lowest must be below the highest"),
            |low, high| format!("评分范围不能为 {low} 到 {high}：最低分须小于最高分");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
