//! What is said of the risk of leaving.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of the risk of leaving.
    CoxTexts {
        promise: Fixed =
            "See what goes with leaving sooner or staying longer: contract, price, product, all else the same.",
            "查看在其他条件相同时，哪些因素与更早离开或更久留存相关：合同、价格、产品等。";
        definition: Fixed =
            "Cox regression: the risk of leaving at any time is a common one times a factor for each column, all else the same. A factor of 2 doubles it, one of 0.5 halves it; of a number it is for one more, or for as much more as is said beside it, of a text against its most frequent value. Ties by Efron's rule. Concordance: of two customers of whom it is known who left first, how often that was the one of higher risk; 50% is chance. Whether a factor stays the same over time is tested by scaled Schoenfeld residuals against the rank of time. A factor goes with leaving; it need not be its cause.",
            "Cox 回归：任一时刻的离开风险 = 共同风险 × 各列的倍数（其他条件相同）。倍数 2 表示风险加倍，0.5 表示减半；数值列指每增加 1（或所注明的增量），文本列指与最常见的取值相比。并列时点用 Efron 法。一致性：在已知谁先离开的两名客户中，风险较高者先离开的比例；50% 即随机。倍数是否随时间不变，用缩放 Schoenfeld 残差与时间秩检验。相关不等于因果。";
        source: Fixed =
            "D. R. Cox (1972); ties: B. Efron (1977); concordance: F. Harrell (1982); test: P. Grambsch, T. Therneau (1994)",
            "D. R. Cox (1972)；并列：B. Efron (1977)；一致性：F. Harrell (1982)；检验：P. Grambsch、T. Therneau (1994)";
        headline_more: With2 =
            |name, times| format!("“{name}” goes with the highest risk of leaving: {times}"),
            |name, times| format!("“{name}”与最高的离开风险相关：{times}");
        headline_less: With2 =
            |name, times| format!("“{name}” with the lowest: {times}"),
            |name, times| format!("“{name}”风险最低：{times}");
        headline_only_less: With2 =
            |name, times| format!("“{name}” goes with the lowest risk of leaving: {times}"),
            |name, times| format!("“{name}”与最低的离开风险相关：{times}");
        times: With1 = |ratio| format!("{ratio} times as high"), |ratio| format!("为 {ratio} 倍");
        times_as: With2 =
            |ratio, other| format!("{ratio} times as high as for “{other}”"),
            |ratio, other| format!("为“{other}”的 {ratio} 倍");
        comma: Fixed = "; ", "；";
        stop: Fixed = ", all else the same.", "（其他条件相同）。";
        headline_none: Fixed =
            "Nothing in the table surely goes with leaving sooner or later.",
            "表中没有任何因素与离开早晚确有关联。";
        lacks_columns: Fixed =
            "The customers table does not say for how long customers have been there and who left: choose columns for tenure and for who left on the import page, or load a table of exits beside a column of the day since when they are customers.",
            "客户表没有在网时长和是否已离开：请在导入页面指定这两列；或指定“成为客户之日”一列并载入离开记录。";
        lacks_covariates: Fixed =
            "The customers table has no column to compare by: it takes numbers, yes or no, or texts of few values.",
            "客户表没有可用于比较的列：需要数值、是否，或取值不多的文本。";
        lacks_nobody: Fixed =
            "Nobody left of whom all is known: nothing says what goes with leaving.",
            "信息完整的客户中无人离开：无从判断离开与什么相关。";
        lacks_endless: Fixed =
            "The risk of some kind of customer is endless or none: all of them left at once, or nobody did. Leave that column out, or load more customers.",
            "某类客户的风险为无穷或为零：他们全部离开，或无一离开。请去掉该列，或载入更多客户。";
        incomplete: With1 =
            |n| format!("{} left out: a column used, tenure, or whether they left is blank.", counted(n, "customer", "customers")),
            |n| format!("未计入 {n} 名客户：所用的列、时长或是否已离开为空。");
        few: With1 =
            |n| format!("Only {} left: read the factors with care.", counted(n, "customer", "customers")),
            |n| format!("仅 {n} 名客户离开：各倍数请谨慎解读。");
        missing: With1 =
            |names| format!("The customers table has no column to compare by called {names}: choose others, or load a table that has it."),
            |names| format!("客户表中没有可用于比较的列：{names}。请选择其他列，或载入含该列的客户表。");
        changes: With1 =
            |names| format!("These factors change with time, so that one number says too little: {names}."),
            |names| format!("以下因素的倍数随时间变化，单一数字不足以概括：{names}。");
        customers: Fixed = "Customers", "客户数";
        left: Fixed = "Left", "离开";
        concordance: Fixed = "Tells rightly who leaves first (concordance)", "先后判断正确率（一致性）";
        concordance_note: Fixed = "50% is chance, 100% always right", "50% 为随机，100% 为全对";
        title: Fixed = "What goes with leaving", "与离开相关的因素";
        chart_plain: Fixed = "Factor of the risk, 1 for no difference", "风险倍数（1 为无差别）";
        factor: Fixed = "Factor of the risk", "风险倍数";
        column: Fixed = "Column", "列";
        flag: With1 = |name| format!("{name}: 1 against 0"), |name| format!("{name}：1 对比 0");
        each: With2 = |name, step| format!("{name}, for each {step} more"), |name, step| format!("{name}（每增加 {step}）");
        against: With2 = |name, other| format!("{name} (against {other})"), |name, other| format!("{name}（相对于{other}）");
        p: Fixed = "p", "p";
        p_time: Fixed = "p, change with time", "p（随时间变化）";
        turned: With2 = |name, times| format!("{name}: {times}"), |name, times| format!("{name}：{times}");
        not_sure: Fixed = "may be chance", "可能出于偶然";
        unused: Fixed = "Columns not used", "未使用的列";
        why_values: Fixed = "too many different texts", "取值太多";
        why_days: Fixed = "dates", "日期";
        why_blank: Fixed = "too many blanks", "空白太多";
        why_nothing_new: Fixed = "says nothing the others do not", "与其他列重复";
        why_too_many: Fixed = "more columns than are used", "超出可用列数";
        why_time: Fixed = "grows with time itself: it says how long they stayed, not why", "随时长而增长：反映留了多久，而非原因";
        why_place: Fixed = "says where somebody lives", "表示所在地点";
        why_missing: Fixed = "not in the customers table", "客户表中没有";
        how: Fixed = "How this is computed", "计算方法";
        do_more: With1 =
            |name| format!("Look after “{name}” first: the risk is highest there. Find out what these customers lack."),
            |name| format!("优先关照“{name}”：风险最高，弄清这些客户缺少什么。");
        do_try: Fixed =
            "Before you act on a factor, try it on part of the customers: what goes with leaving need not cause it.",
            "据此行动前先在部分客户中试行：相关不一定是原因。";
        to_survival: Fixed = "Compare groups over time", "按群体比较留存";
        values_field: Fixed = "Most values of a text", "文本列取值上限";
        with_time_field: Fixed = "Strongest correlation of a number with tenure", "数值与时长的最大相关系数";
        blank_field: Fixed = "Most blank cells of a column", "空白单元格上限";
        error_share: With1 = |given| format!("{given} is no share: choose 0 to 100%"), |given| format!("{given} 不是比例：请选择 0 至 100%");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
