//! What is said of gaps.

use crate::domain::texts::{Fixed, With1, With2, With3, texts};

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
        dimensions: Fixed = "By dimension of service (SERVQUAL)", "按服务质量维度（SERVQUAL）";
        dimension: Fixed = "Dimension", "维度";
        dimension_names: [&'static str; 5] =
            ["Tangibles", "Reliability", "Responsiveness", "Assurance", "Empathy"],
            ["有形性", "可靠性", "响应性", "保证性", "移情性"];
        dimension_items: Fixed = "Items", "项目";
        dimension_definition: Fixed =
            "The gap of an answer is the mean of perceived less expected over the items of the dimension that it has both marks of; the gap of the dimension is the mean over answers, with its interval. Weighted: the items of an answer weighed by their mean importance. The total weighs the dimensions by theirs.",
            "每份回答的差距为该维度中两项评分都有的项目的感知减期望的均值；维度差距为各回答的均值及其区间。加权：按项目的平均重要性加权。合计按各维度的重要性加权。";
        dimensions_weighted: Fixed = "Dimensions weighted by importance", "按重要性加权的维度差距";
        importance: Fixed = "Importance", "重要性";
        about_none: With1 =
            |items| format!("In none of these: {items}. Say above which they belong to."),
            |items| format!("未归入以上任何一项：{items}。可在上方指定。");
        expectations: Fixed = "By kind of expectation", "按期望类型";
        expectation: Fixed = "Expectation of", "期望类型";
        expectation_names: [&'static str; 3] = ["Service", "Benefit", "Relationship"], ["服务期望", "利益期望", "关系期望"];
        expectation_definition: Fixed =
            "Service: how they are treated. Benefit: what they get for their money. Relationship: that they are known and cared for. Worked out as by dimension.",
            "服务期望：受到怎样的对待。利益期望：花钱得到什么。关系期望：被记得、被关心。算法同按维度。";
        no_expectations: Fixed =
            "No item is called after a kind of expectation: say above which are expectations of service, benefit or relationship.",
            "没有项目的名称对应期望类型：请在上方指定哪些属于服务、利益或关系期望。";
        expectations_field: Fixed = "Kinds of expectation of items, a line each", "项目的期望类型，每行一项";
        expectations_help: Fixed =
            "An item, a colon and service, benefit or relationship: “fees: benefit”. Blank: as the headers say.",
            "项目、冒号与服务、利益或关系，如“收费：利益”。留空则按表头识别。";
        levels: Fixed = "By level of expectation", "按期望层次";
        level: Fixed = "Level", "层次";
        level_names: [&'static str; 3] = ["Basic", "Added", "Beyond"], ["基本", "附加", "超越"];
        level_definition: Fixed =
            "Basic: taken for granted; where it is missed, nothing on top makes up for it. Added: what comes on top. Beyond: what nobody asked for, and is glad of. Worked out as by dimension.",
            "基本：理所当然的部分，一旦未达，其他难以弥补。附加：额外提供的部分。超越：客户没有要求、却为之高兴的部分。算法同按维度。";
        no_levels: Fixed =
            "No item is called after a level of expectation: say above which are basic, added or beyond.",
            "没有项目的名称对应期望层次：请在上方指定哪些属于基本、附加或超越。";
        levels_field: Fixed = "Levels of items, a line each", "项目的期望层次，每行一项";
        levels_help: Fixed =
            "An item, a colon and basic, added or beyond: “gift: beyond”. Blank: as the headers say.",
            "项目、冒号与基本、附加或超越，如“礼品：超越”。留空则按表头识别。";
        error_expectation: With2 =
            |line, text| format!("Line {line} of the kinds of expectation, “{text}”, is none: write an item, a colon and service, benefit or relationship"),
            |line, text| format!("期望类型第 {line} 行“{text}”无效：请写项目、冒号与服务、利益或关系");
        error_level_line: With2 =
            |line, text| format!("Line {line} of the levels, “{text}”, is none: write an item, a colon and basic, added or beyond"),
            |line, text| format!("期望层次第 {line} 行“{text}”无效：请写项目、冒号与基本、附加或超越");
        no_dimensions: Fixed =
            "No item is called after a dimension of service: say above which belong to tangibles, reliability, responsiveness, assurance or empathy.",
            "没有项目的名称对应服务质量维度：请在上方指定它们属于有形性、可靠性、响应性、保证性或移情性。";
        dimensions_field: Fixed = "Dimensions of items, a line each", "项目所属维度，每行一项";
        dimensions_help: Fixed =
            "An item, a colon and tangibles, reliability, responsiveness, assurance or empathy: “queue: responsiveness”. Blank: as the headers say.",
            "项目、冒号与有形性、可靠性、响应性、保证性或移情性，如“排队：响应性”。留空则按表头识别。";
        delivered: Fixed = "Value delivered to customers", "顾客让渡价值";
        delivered_definition: Fixed =
            "Of answers with all eight marks: the sum of what customers get (product, service, people, image) less the sum of what it costs them (money, time, energy, mind), means over answers, with the interval of the value. All eight must be marked on one scale.",
            "取八项评分齐全的回答：总价值（产品、服务、人员、形象）之和减总成本（货币、时间、体力、精神）之和，取各回答的均值，并给出差值的区间。八项须用同一量表。";
        delivered_source: Fixed = "Kotler (1994)", "Kotler (1994)";
        delivered_says: With3 =
            |value, benefit, cost| format!("Customers get {benefit} and it costs them {cost}: {value} is delivered, in marks."),
            |value, benefit, cost| format!("客户获得的总价值为 {benefit}，总成本为 {cost}：让渡价值 {value}（评分）。");
        benefit: Fixed = "Total value", "总价值";
        cost: Fixed = "Total cost", "总成本";
        value: Fixed = "Value delivered", "让渡价值";
        part: Fixed = "Part", "构成";
        column: Fixed = "Column", "列";
        mean: Fixed = "Mean mark", "平均分";
        part_names: [&'static str; 8] =
            [
                "Product value", "Service value", "People value", "Image value", "Money cost", "Time cost", "Energy cost",
                "Mind cost",
            ],
            ["产品价值", "服务价值", "人员价值", "形象价值", "货币成本", "时间成本", "体力成本", "精神成本"];
        left_out: Fixed = "Not worked out here", "未计算的内容";
        all_of_one: With2 =
            |what, name| format!("{what}: all items known are of one, {name}; nothing can be compared."),
            |what, name| format!("{what}：已知项目均属同一类（{name}），无从比较。");
        not_delivered_any: Fixed =
            "The value delivered needs a column of marks for each of its eight parts (product, service, people, image; cost in money, time, energy, mind).",
            "顾客让渡价值需要八个构成（产品、服务、人员、形象价值；货币、时间、体力、精神成本）各有一列评分。";
        not_delivered: With1 =
            |parts| format!("Left out: the value delivered needs a column of marks for each of its eight parts, and there is none for {parts}."),
            |parts| format!("未计算：顾客让渡价值需要八个构成各有一列评分，缺少：{parts}。");
        delivered_nobody: Fixed =
            "Left out: no answer has all eight marks of the value delivered.",
            "未计算：没有回答同时包含顾客让渡价值的八项评分。";
        delivered_field: Fixed = "Columns of the value delivered, a line each", "让渡价值各构成的列，每行一列";
        delivered_help: Fixed =
            "A column, a colon and product, service, people, image, money, time, energy or mind: “q7: time”. Blank: as the headers say.",
            "列、冒号与产品、服务、人员、形象、货币、时间、体力或精神，如“q7：时间”。留空则按表头识别。";
        unknown: With1 =
            |names| format!("No column is called so: {names}."),
            |names| format!("没有这样的列：{names}。");
        error_dimension: With2 =
            |line, text| format!("Line {line} of the dimensions, “{text}”, is none: write an item, a colon and tangibles, reliability, responsiveness, assurance or empathy"),
            |line, text| format!("维度第 {line} 行“{text}”无效：请写项目、冒号与有形性、可靠性、响应性、保证性或移情性");
        error_delivered: With2 =
            |line, text| format!("Line {line} of the value delivered, “{text}”, is none: write a column, a colon and product, service, people, image, money, time, energy or mind"),
            |line, text| format!("让渡价值第 {line} 行“{text}”无效：请写列、冒号与产品、服务、人员、形象、货币、时间、体力或精神");
        error_bounds: With2 =
            |low, high| format!("Marks cannot reach from {low} to {high}: the lowest must be below the highest"),
            |low, high| format!("评分范围不能为 {low} 到 {high}：最低分须小于最高分");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
