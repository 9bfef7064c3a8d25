//! What is said of the rules.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the rules.
    TreeTexts {
        promise: Fixed =
            "Read what sets those who left, those who recommend you, or a segment, apart as a handful of if-then rules.",
            "用几条“如果…则…”规则读懂已离开的客户、推荐者或某一分群有何不同。";
        definition: Fixed =
            "A tree of yes-or-no questions (CART): each lowers Gini's impurity most; a blank number counts as less than any other; columns that say where (latitude, longitude, postcode) are left out. It is pruned by cost and complexity in cross-validation, by the Brier error for customers not seen. Support: customers a rule fits. Purity: the share of the most frequent class among them, with its Wilson interval; as the rules were chosen on the same customers, it is somewhat better than it will be for others.",
            "由是/否问题组成的决策树（CART）：每个问题使基尼不纯度降低最多，空白数字视为小于任何数；表示地点的列（经纬度、邮编）不用。按代价复杂度剪枝，以交叉验证中未见客户的 Brier 误差选择。支持数：符合规则的客户数；纯度：其中最多一类的占比及 Wilson 区间。规则取自同一批客户，对其他客户的占比会略差。";
        source: Fixed =
            "Breiman, Friedman, Olshen, Stone (1984); Brier (1950)",
            "Breiman、Friedman、Olshen、Stone (1984)；Brier (1950)";
        headline_left: With3 =
            |left, n, all| format!("One rule fits {}, of whom {left} left, against {all} of all.", counted(n, "customer", "customers")),
            |left, n, all| format!("符合其中一条规则的 {n} 名客户有 {left} 离开，全部客户为 {all}。");
        headline: With3 =
            |rules, right, baseline| format!("{} the class of {right} of customers; the largest class alone would be right for {baseline}.", counted(rules, "rule names", "rules name")),
            |rules, right, baseline| format!("{rules} 条规则可说明 {right} 客户的类别；仅取最大一类则为 {baseline}。");
        one_class: With2 =
            |n, class| format!("Nothing to explain: {} of one kind ({class})", counted(n, "customer is", "customers are")),
            |n, class| format!("无可解释：{n} 名客户同属一类（{class}）");
        no_rule: With1 =
            |n| format!("No rule holds: nothing known of {} sets the outcome apart better than chance would", counted(n, "customer", "customers")),
            |n| format!("没有成立的规则：关于这 {n} 名客户的已知信息无法比偶然更好地区分结果");
        no_field: Fixed =
            "There is nothing to ask: load a table of customers with columns such as branch, age or contract, or ask what they bought too.",
            "没有可用于提问的信息：请载入含网点、年龄、合同等列的客户表，或勾选“也按购买行为提问”。";
        too_few: With1 =
            |least| format!("Each rule must fit {least} customers at least, so twice as many are needed for one; a smaller number can be chosen below."),
            |least| format!("每条规则至少须符合 {least} 名客户，故至少需要其两倍的客户；可在下方减小该数。");
        validated: With3 =
            |right, baseline, interval| format!("For customers not seen (cross-validation) the rules name the class of {right} ({interval}); the largest class alone is {baseline}."),
            |right, baseline, interval| format!("对未见客户（交叉验证），规则正确率为 {right}（{interval}）；仅取最大一类为 {baseline}。");
        no_better: With3 =
            |class, unseen, baseline| format!("The rules predict no better than always saying “{class}”: {unseen} right for customers not seen, against {baseline}."),
            |class, unseen, baseline| format!("规则的预测并不比一律判为“{class}”更准：对未见客户正确率 {unseen}，一律判断为 {baseline}。");
        denser_left: fn(&[String; 4]) -> String =
            |[n, rule, left, all]| format!("Use them only to see where leaving is denser: of {} of rule {rule} {left} left, against {all} of all.", counted(n, "customer", "customers")),
            |[n, rule, left, all]| format!("只宜用来看离开集中在哪里：规则 {rule} 的 {n} 名客户有 {left} 离开，全部客户为 {all}。");
        denser: Fixed = "Use them only to see where each class is denser.", "只宜用来看各类集中在哪里。";
        pruned: With2 =
            |shown, grown| format!("Pruned to {} of {grown}.", counted(shown, "rule", "rules")),
            |shown, grown| format!("由 {grown} 条规则剪枝为 {shown} 条。");
        purchases_note: Fixed =
            "The rules ask what customers bought, and the outcome shows in that: they describe, and do not say why.",
            "规则使用了购买行为，而结果本身会反映在其中：规则只是描述，不说明原因。";
        blank_note: Fixed =
            "A rule is no cause. Leave out fields that follow from the outcome, such as a reason of leaving.",
            "规则不等于原因。请排除由结果派生的字段，例如离开原因。";
        rules: Fixed = "The rules", "规则";
        rule: Fixed = "If", "如果";
        number: Fixed = "Rule", "规则";
        then: Fixed = "Then mostly", "则多为";
        support: Fixed = "Customers", "客户数";
        share: Fixed = "Share of customers", "客户占比";
        purity: Fixed = "Purity", "纯度";
        left_share: Fixed = "Left", "离开占比";
        chart_left: Fixed = "Share of those who left, by rule", "各规则的离开占比";
        chart_purity: Fixed = "Purity, by rule", "各规则的纯度";
        of_rule: With2 = |figure, rule| format!("{figure}, rule {rule}"), |figure, rule| format!("规则 {rule} 的{figure}");
        accuracy: Fixed = "Accuracy", "正确率";
        accuracy_unseen: Fixed = "For customers not seen", "对未见客户";
        baseline: Fixed = "Largest class alone", "仅取最大一类";
        left: [&'static str; 2] = ["left", "stayed"], ["已离开", "未离开"];
        own: [&'static str; 6] =
            ["days since the last purchase", "orders", "money spent", "complaints", "newest score", "customer since"],
            ["距上次购买天数", "订单数", "消费额", "投诉数", "最近评分", "成为客户日期"];
        all: Fixed = "all customers", "全部客户";
        and: Fixed = " and ", " 且 ";
        is: With2 = |field, value| format!("{field} is {value}"), |field, value| format!("{field}为{value}");
        is_not: With2 = |field, value| format!("{field} is not {value}"), |field, value| format!("{field}不为{value}");
        is_neither: With2 = |field, values| format!("{field} is neither {values}"), |field, values| format!("{field}不为{values}");
        nor: Fixed = " nor ", "或";
        above: With2 = |field, value| format!("{field} > {value}"), |field, value| format!("{field} > {value}");
        at_most: With2 = |field, value| format!("{field} ≤ {value}"), |field, value| format!("{field} ≤ {value}");
        between: With3 =
            |field, from, to| format!("{from} < {field} ≤ {to}"),
            |field, from, to| format!("{from} < {field} ≤ {to}");
        or_blank: Fixed = " (or blank)", "（或为空）";
        is_blank: With1 = |field| format!("{field} is blank"), |field| format!("{field}为空");
        not_blank: With1 = |field| format!("{field} is not blank"), |field| format!("{field}不为空");
        explain_field: Fixed = "Explain", "解释";
        explains: [&'static str; 4] =
            ["who left, else segments", "who left", "promoters and detractors", "a column"],
            ["是否已离开（未知则为分群）", "是否已离开", "推荐者与贬损者", "指定列"];
        attitudes: [&'static str; 3] = ["detractor", "passive", "promoter"], ["贬损者", "中立者", "推荐者"];
        column_field: Fixed = "Column", "列";
        no_column: Fixed = "none", "无";
        purchases_field: Fixed = "Ask what they bought too", "也按购买行为提问";
        without_field: Fixed = "Leave out", "排除字段";
        depth_field: Fixed = "Questions per rule", "每条规则的问题数";
        least_field: Fixed = "Customers per rule at least", "每条规则至少客户数";
        prune_field: Fixed = "Pruned", "剪枝";
        prunes: [&'static str; 3] =
            ["to the least error", "to the simplest within one standard error", "never"],
            ["至误差最小", "至一个标准误内最简", "不剪枝"];
        alike: With1 =
            |class| format!("Outside “{class}”, and most like it"),
            |class| format!("不属于“{class}”但最相像的客户");
        alike_left: Fixed = "Not left, and most like those who did", "尚未离开但最像已离开者的客户";
        alike_help: Fixed =
            "They fit a rule of the class and are not in it: nothing the rules ask tells them from those within. The purest rule comes first, then who spent most.",
            "他们符合该类的规则却不属于该类：规则所问的信息无法将他们与类内客户区分。先列纯度最高的规则，再按消费额排列。";
        alike_unnamed: With1 =
            |class| format!("No rule names “{class}”: these customers fit the rule in which its share is greatest."),
            |class| format!("没有规则指向“{class}”：所列客户符合其占比最高的规则。");
        alike_rule: With2 = |number, rule| format!("Rule {number}: {rule}"), |number, rule| format!("规则 {number}：{rule}");
        alike_nobody: Fixed = "Nobody outside fits a rule of this class.", "类外没有客户符合该类的规则。";
        alike_customers: Fixed = "Outside, and alike", "类外相像的客户";
        alike_value: Fixed = "Money spent", "消费额";
        alike_customer: Fixed = "Customer", "客户";
        alike_class: Fixed = "In fact", "实际";
        alike_purity: Fixed = "Share of the class there", "规则中该类占比";
        alike_more: With1 = |n| format!("and {n} more"), |n| format!("另有 {n} 名");
        alike_field: Fixed = "Like whom", "像哪一类";
        error_depth: With2 =
            |given, most| format!("{given} questions make no page of rules: choose 1 to {most}"),
            |given, most| format!("{given} 个问题无法形成一页规则：请选择 1 到 {most}");
        error_least: Fixed = "A rule must fit one customer at least: choose 1 or more", "规则至少须符合一名客户：请选择 1 或以上";
        error_folds: With2 =
            |given, most| format!("{given} parts make no cross-validation: choose 2 to {most}"),
            |given, most| format!("{given} 份无法交叉验证：请选择 2 到 {most}");
        error_left: Fixed =
            "Nothing says who left: load customers who left, or a customers table with such a column (left, churn), or explain something else",
            "没有数据说明谁已离开：请载入离开记录，或含“是否已离开”列的客户表，或改为解释其他结果";
        error_attitude: Fixed =
            "No customer gave a score: load answers with a customer and a score from 0 to 10, or explain something else",
            "没有客户给出评分：请载入含客户与 0–10 分评分的问卷回答，或改为解释其他结果";
        error_column: With1 =
            |name| format!("The customers table has no column “{name}” of a few values to explain: choose another"),
            |name| format!("客户表中没有可解释的列“{name}”（取值须有限）：请另选");
        error_level: With1 =
            |level| format!("{level} is no confidence level: choose 0.5 to below 1"),
            |level| format!("{level} 不是有效的置信度：请选择 0.5 至 1 之间的值");
    }
}
