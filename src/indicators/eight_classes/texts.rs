//! What is said of the eight classes.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the eight classes.
    EightTexts {
        promise: Fixed =
            "See customers in the eight classes of recency, frequency and money, and what each class brings.",
            "按最近购买、频率和金额将客户分为八类，查看各类的人数与消费额。";
        definition: Fixed =
            "Each customer is near or far (days since the last purchase), often or seldom (orders), high or low (money spent). Near is a recency at or below the cut, high a frequency or money above it. With the mean of the scores, near is a recency score at or above it. Cuts rest on all loaded purchases up to the end of the chosen period; the filter chooses whom and which money is counted. Customers with returns alone are in no class.",
            "每名客户按最近购买分近/远，按频率和消费额分高/低。最近购买天数不超过分界为“近”，频率、消费额高于分界为“高”；以评分均值为界时，最近购买评分不低于均值为“近”。分界依据截至所选时间范围末的全部已载入交易，筛选只决定计入哪些客户和金额。只有退货的客户不在任何一类。";
        source: Fixed =
            "Eight classes of the RFM model as used in China",
            "RFM 模型客户价值八分类";
        headline: With3 =
            |class, n, share| format!("{class}: {} {share} of the money.", counted(n, "customer brings", "customers bring")),
            |class, n, share| format!("{class}有 {n} 名，贡献了 {share} 的消费额。");
        headline_plain: With1 = |n| format!("{} in eight classes.", counted(n, "customer", "customers")), |n| format!("{n} 名客户分为八类。");
        skewed: With2 =
            |mean, median| format!("The mean of the money spent ({mean}) lies far above the median ({median}): a few large customers pull it up, and most customers are low by it. By the median, half of them are high."),
            |mean, median| format!("消费额均值（{mean}）远高于中位数（{median}）：少数大客户拉高了均值，按均值划分时多数客户为“低”。按中位数划分则高低各半。");
        all_three: Fixed = "days since the last purchase, orders and money spent", "距上次购买天数、订单数和消费额";
        measures: [&'static str; 3] =
            ["days since the last purchase", "number of orders", "money spent"],
            ["距上次购买天数", "订单数", "消费额"];
        same: With1 =
            |measure| format!("All customers have the same {measure}: it puts nobody apart, and half of the classes stay empty."),
            |measure| format!("所有客户的{measure}相同：该指标无法区分客户，因此有一半的类别为空。");
        classes: Fixed = "The eight classes", "八类客户";
        cuts: Fixed = "Where near ends and high begins", "分界值";
        cut: Fixed = "Cut in force", "当前分界";
        mean: Fixed = "Mean", "均值";
        median: Fixed = "Median", "中位数";
        measure: Fixed = "Measure", "指标";
        recency: Fixed = "Days since the last purchase", "距上次购买天数";
        frequency: Fixed = "Orders", "订单数";
        monetary: Fixed = "Money spent", "消费额";
        of_measure: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        judged: Fixed = "Recency · frequency · money", "最近 · 频率 · 金额";
        class: Fixed = "Class", "类别";
        recency_frequency: Fixed = "Recency, frequency", "最近、频率";
        across: [&'static str; 2] = ["low", "high"], ["低", "高"];
        up: [&'static str; 4] = ["far, seldom", "far, often", "near, seldom", "near, often"], ["远、低频", "远、高频", "近、低频", "近、高频"];
        near: [&'static str; 2] = ["near", "far"], ["近", "远"];
        high: [&'static str; 2] = ["high", "low"], ["高", "低"];
        cut_field: Fixed = "Cut at", "分界方式";
        cut_by: [&'static str; 4] =
            ["the mean of the scores", "the mean of the values", "the median of the values", "values typed in"],
            ["评分的均值", "数值的均值", "数值的中位数", "自行输入"];
        bounds: Fixed = "Cuts typed in (days, orders, money)", "自行输入的分界（天数、订单数、金额）";
        bounds_help: Fixed =
            "Days, orders and money, separated by commas: 90, 3, 1000",
            "依次为天数、订单数、金额，用逗号分隔：90, 3, 1000";
        error_bounds: With1 =
            |given| format!("Three cuts are needed – days, orders, money – and {given} are typed in: type in three numbers first"),
            |given| format!("需要三个分界（天数、订单数、金额），目前输入了 {given} 个：请先输入三个数字");
        names: [&'static str; 8] =
            [
                "Key value customers", "Key customers to develop", "Key customers to keep", "Key customers to win back",
                "General value customers", "General customers to develop", "General customers to keep", "General customers to win back",
            ],
            ["重要价值客户", "重要发展客户", "重要保持客户", "重要挽留客户", "一般价值客户", "一般发展客户", "一般保持客户", "一般挽留客户"];
    }
}
