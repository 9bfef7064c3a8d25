//! What is said of drivers.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of drivers.
    DriversTexts {
        promise: Fixed =
            "See which things move the score, or make customers leave: how much each explains, and how surely.",
            "查看哪些方面推动评分或导致客户离开：各解释多少，有多确定。";
        definition: Fixed =
            "Least squares of the outcome on all items, rows with every value. Share: what an item adds to R², averaged over all orders of taking items (Shapley, LMG); shares add up to R². Coefficient: standard deviations of the outcome for one of the item, the others held still. Leaving counts as 1, staying as 0. Intervals: percentiles of resampled rows, the same random numbers every time. Variance inflation: how much an item has in common with the others. Explaining is not causing.",
            "以最小二乘法用全部项目解释结果，只取各项齐全的行。份额：按所有进入顺序平均，一个项目为 R² 增加多少（Shapley、LMG），各份额之和为 R²。系数：其他项目不变时，该项目增加一个标准差，结果变化多少个标准差。离开计 1，未离开计 0。区间：重复抽取各行的百分位数，每次使用相同的随机数。方差膨胀：该项目与其他项目有多少重叠。能解释不等于有因果。";
        source: Fixed =
            "Lindeman, Merenda, Gold (1980); Shapley (1953); Grömping (2007); intervals: Efron, Tibshirani (1993)",
            "Lindeman、Merenda、Gold (1980)；Shapley (1953)；Grömping (2007)；区间：Efron、Tibshirani (1993)";
        headline_score: With2 =
            |item, share| format!("“{item}” moves the score most: it explains {share} of the differences between people."),
            |item, share| format!("“{item}”对评分影响最大：解释了个体差异的 {share}。");
        headline_leaving: With2 =
            |item, share| format!("“{item}” says most about who leaves: it explains {share} of the differences between people."),
            |item, share| format!("“{item}”最能说明谁会离开：解释了个体差异的 {share}。");
        headline_score_alike: fn(&[String; 4]) -> String =
            |[one, share, other, theirs]| format!("“{one}” and “{other}” move the score most, about alike: they explain {share} and {theirs} of the differences between people."),
            |[one, share, other, theirs]| format!("“{one}”与“{other}”对评分影响最大，相差不明显：分别解释了个体差异的 {share} 和 {theirs}。");
        headline_leaving_alike: fn(&[String; 4]) -> String =
            |[one, share, other, theirs]| format!("“{one}” and “{other}” say most about who leaves, about alike: they explain {share} and {theirs} of the differences between people."),
            |[one, share, other, theirs]| format!("“{one}”与“{other}”最能说明谁会离开，相差不明显：分别解释了个体差异的 {share} 和 {theirs}。");
        collinear: Fixed =
            "Some items tell much the same: their shares are sound together, but how they divide between them is not.",
            "部分项目高度重叠：合计份额可信，但彼此如何分配并不可靠。";
        left_out: With2 =
            |incomplete, without| format!("Left out: {incomplete} with a mark missing in some item, {without} without the outcome."),
            |incomplete, without| format!("未计入：缺少某项评分的 {incomplete} 行，没有结果的 {without} 行。");
        unvaried: With1 =
            |items| format!("Nothing can be told of {items}: all marks are the same."),
            |items| format!("{items} 的评分全部相同，无法判断。");
        unusual: With2 =
            |low, high| format!("Marks reach from {low} to {high}. If some of them stand for “never used” or “no answer”, choose the lowest and the highest mark."),
            |low, high| format!("评分介于 {low} 与 {high}。如果其中有代表“未使用”或“未回答”的代码，请选择最低分与最高分。");
        r2: Fixed = "Explained by all items (R²)", "全部项目解释的比例（R²）";
        r2_note: Fixed = "of the differences between people", "个体差异中的占比";
        rows: Fixed = "Complete rows", "完整的行";
        items: Fixed = "What moves it", "驱动因素";
        item: Fixed = "Item", "项目";
        share: Fixed = "Share of R²", "R² 份额";
        part: Fixed = "Of what is explained", "占可解释部分";
        coefficient: Fixed = "Coefficient", "标准化系数";
        correlation: Fixed = "Correlation alone", "单独相关系数";
        inflation: Fixed = "Variance inflation", "方差膨胀因子";
        of: With2 = |figure, item| format!("{figure}, {item}"), |figure, item| format!("{item}：{figure}");
        chart_title: With1 = |item| format!("“{item}” explains most"), |item| format!("“{item}”解释最多");
        chart_title_alike: With2 =
            |one, other| format!("“{one}” and “{other}” explain most, about alike"),
            |one, other| format!("“{one}”与“{other}”解释最多，相差不明显");
        pseudo: Fixed = "By a logistic regression", "按逻辑回归";
        pseudo_r2: Fixed = "McFadden’s R²", "McFadden R²";
        pseudo_note: Fixed = "0.2 to 0.4 is an excellent fit", "0.2 至 0.4 已属极佳拟合";
        pseudo_share: Fixed = "Share of McFadden’s R²", "McFadden R² 份额";
        pseudo_help: Fixed =
            "Leaving is yes or no, so it is explained by its likelihood as well: what each item adds to it, averaged over all orders (Shapley). Intervals: jackknife over twenty groups of rows, where the rows are not too many. Sources: McFadden (1974); Efron, Stein (1981).",
            "离开是“是或否”，因此也按似然解释：按所有进入顺序平均，各项使其增加多少（Shapley）。区间：分 20 组的刀切法，行数过多时不计算。来源：McFadden (1974)；Efron、Stein (1981)。";
        no_pseudo: With1 =
            |most| format!("There is no logistic regression here: it takes at most {most} items, none of which tells who leaves without fail."),
            |most| format!("此处没有逻辑回归：项目最多 {most} 个，且任何组合都不能完全区分离开与否。");
        repeats: Fixed = "Other items say all that this one does", "其他项目已完全包含此项";
        tells_the_same: Fixed = "Tells much the same as others", "与其他项目高度重叠";
        may_be_chance: Fixed = "May be chance", "可能出于偶然";
        against: Fixed = "Works the other way", "方向相反";
        do_first: With1 =
            |items| format!("Begin with {items}: better marks there go with the largest change, surely not by chance. Try it in a part of the business first: explaining is not causing."),
            |items| format!("从{items}入手：其评分与结果的变化关系最大，且不大可能出于偶然。先小范围试行：能解释不等于有因果。");
        do_more: Fixed =
            "No item is sure to matter: ask more people, or about other things.",
            "没有项目确定有影响：请扩大样本，或询问其他方面。";
        see_importance: Fixed = "See importance against performance", "查看重要性与表现";
        lacks_answers: Fixed =
            "Drivers of the score need a file of survey answers: load one, or ask for the drivers of leaving",
            "评分的驱动因素需要问卷文件：请载入，或改看离开的驱动因素";
        lacks_left: Fixed =
            "Drivers of leaving need a file of customers with marks, and a column (or a file of exits) that says who left",
            "离开的驱动因素需要含评分的客户文件，以及说明谁已离开的列（或离开记录）";
        lacks_items: Fixed =
            "Drivers need at least two columns of marks: choose the columns of satisfaction on the import page",
            "驱动因素至少需要两列评分：请在导入页面指定单项满意度的列";
        lacks_choice: With1 =
            |most| format!("More columns are chosen than can be told apart: choose at most {most}"),
            |most| format!("所选的列过多，无法区分：请选择至多 {most} 列");
        passed_over: With2 =
            |n, most| format!("Not looked at: {}. Of all columns of marks the {most} that tell most, each alone, are taken; choose others below.", counted(n, "column", "columns")),
            |n, most| format!("未纳入 {n} 列：在所有评分列中取了单独看最能说明结果的 {most} 列，可在下方改选。");
        lacks_rows: With1 =
            |n| format!("Only {} every mark and the outcome: more are needed than there are items", counted(n, "row has", "rows have")),
            |n| format!("只有 {n} 行的各项评分与结果齐全：行数须多于项目数");
        lacks_outcome: Fixed =
            "All outcomes are the same: nothing moves them",
            "所有结果都相同：没有可解释的差异";
        of_field: Fixed = "What is to be explained", "解释对象";
        outcomes: [&'static str; 2] = ["the score", "who leaves"], ["评分", "谁会离开"];
        ranks_field: Fixed = "By ranks", "按排名计算";
        lowest_field: Fixed = "Lowest mark", "最低分";
        highest_field: Fixed = "Highest mark", "最高分";
        any: Fixed = "any", "不限";
        resamples_field: Fixed = "Resamples for the intervals", "区间的重复抽样次数";
        fields_field: Fixed = "Items", "项目";
        fields_help: With1 =
            |most| format!("At most {most}. With none ticked: the columns of satisfaction, else all columns of marks."),
            |most| format!("最多 {most} 列。全不勾选时取单项满意度的列，没有则取所有评分列。");
        error_resamples: With2 =
            |given, most| format!("{given} resamples are too many: choose 0 to {most}"),
            |given, most| format!("重复抽样 {given} 次过多：请选择 0 到 {most}");
        error_collinear: With1 =
            |given| format!("A variance inflation of {given} is none: choose 1 or more"),
            |given| format!("方差膨胀因子不能为 {given}：请选择 1 或以上");
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
