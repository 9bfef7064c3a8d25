//! What is said of clusters.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of clusters.
    ClustersTexts {
        promise: Fixed =
            "See which customers are alike in what they did, what sets each group apart, and how many groups the data suggest.",
            "查看哪些客户行为相似、各组有何不同，以及数据建议分为几组。";
        definition: Fixed =
            "k-means on the chosen fields, each put on one scale first: the logarithm of one more, less its mean, over its standard deviation (or as chosen). Begun with k-means++ several times with the same random numbers every time; the least inertia wins: the sum of squared distances to the centres. Silhouette: how much nearer customers are to their own cluster than to the next, from −1 to 1, of at most 2,500 of them; without a chosen number the greatest wins. Totals of zero or below are left out where money is a field, customers without a number in a field too.",
            "对所选字段做 k-means 聚类，先统一尺度：取“值加一”的对数，减均值后除以标准差（或按所选方式）。以 k-means++ 多次初始化，每次使用相同的随机数，取惯量（到中心距离平方和）最小的一次。轮廓系数：客户与本组比与最近的另一组近多少，介于 −1 与 1，最多取 2,500 名；未指定组数时取其最大者。以消费额为字段时不计累计金额为零或负数的客户；所选字段为空的客户不计入。";
        source: Fixed =
            "Lloyd (1982); Arthur, Vassilvitskii (2007); Rousseeuw (1987); Satopää et al. (2011), for the elbow",
            "Lloyd (1982)；Arthur、Vassilvitskii (2007)；Rousseeuw (1987)；肘部：Satopää 等 (2011)";
        headline: With3 =
            |k, n, apart| format!("{} fall into {k} clusters{apart}.", counted(n, "customer", "customers")),
            |k, n, apart| format!("{n} 名客户聚为 {k} 类{apart}。");
        separated: With2 =
            |how, silhouette| format!(", {how} separated (silhouette {silhouette})"),
            |how, silhouette| format!("，区分{how}（轮廓系数 {silhouette}）");
        how_separated: [&'static str; 3] = ["weakly", "fairly", "strongly"], ["较弱", "尚可", "清晰"];
        too_few: With1 =
            |n| format!("Clusters need at least two customers who differ: only {n} can be told apart"),
            |n| format!("聚类至少需要两名有差异的客户：目前只能区分出 {n} 名");
        weak: Fixed =
            "The clusters overlap much (a silhouette below 0.25 is usually called weak): take them as a help to talk about customers, not as kinds of people.",
            "各类重叠较多（轮廓系数低于 0.25 通常视为较弱）：请仅作为讨论客户的参考，而非固有的客户类型。";
        blank: With1 =
            |n| format!("{} left out: a field is blank.", counted(n, "customer is", "customers are")),
            |n| format!("{n} 名客户因字段为空未计入。");
        clusters: Fixed = "The clusters", "各类客户";
        name: With2 = |number, apart| format!("{number}: {apart}"), |number, apart| format!("{number}：{apart}");
        average: Fixed = "average", "平均水平";
        comma: Fixed = ", ", "、";
        fields: [&'static str; 3] = ["Days since the last purchase", "Orders", "Money spent"], ["距上次购买天数", "订单数", "消费额"];
        low: [&'static str; 3] = ["bought lately", "seldom", "little money"], ["近期购买", "频率低", "消费少"];
        high: [&'static str; 3] = ["long ago", "often", "much money"], ["久未购买", "频率高", "消费多"];
        low_of: With1 = |field| format!("low {field}"), |field| format!("{field}低");
        high_of: With1 = |field| format!("high {field}"), |field| format!("{field}高");
        mean_of: With1 = |field| format!("{field} (mean)"), |field| format!("{field}（均值）");
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        tried: Fixed = "How many clusters", "分为几类";
        k: Fixed = "Clusters", "类数";
        inertia: Fixed = "Inertia", "惯量";
        silhouette: Fixed = "Silhouette", "轮廓系数";
        tried_title: With1 = |k| format!("{k} clusters stand apart most clearly"), |k| format!("分为 {k} 类时区分最清晰");
        clearest: Fixed = "stands apart most clearly", "区分最清晰";
        elbow: Fixed = "Clusters by the other test (elbow of inertia)", "另一检验建议的类数（惯量肘部）";
        with_elbow: With1 = |k| format!("{k} (elbow)"), |k| format!("{k}（肘部）");
        elbow_same: With1 =
            |k| format!("Inertia bends at {k} too: there it lies farthest below the straight line from the first number tried to the last."),
            |k| format!("惯量也在 {k} 类处出现肘部：此处低于首末两点连线最多。");
        elbow_other: With1 =
            |k| format!("Inertia bends at {k}: there it lies farthest below the straight line from the first number tried to the last. Where silhouette and elbow differ, neither number is sure: look at both."),
            |k| format!("惯量在 {k} 类处出现肘部：此处低于首末两点连线最多。轮廓系数与肘部不一致时，两者都不确定，请都看一看。");
        no_elbow: Fixed =
            "Inertia has no elbow: it falls evenly with each cluster more.",
            "惯量没有肘部：每增加一类，下降幅度相近。";
        k_field: Fixed = "Number of clusters", "类数";
        suggested: Fixed = "as the data suggest", "按数据建议";
        fields_field: Fixed = "Fields", "字段";
        scale_field: Fixed = "Scale", "尺度";
        scales: [&'static str; 3] =
            ["logarithm, then standard", "standard (mean, deviation)", "robust (median, quartiles)"],
            ["取对数后标准化", "标准化（均值、标准差）", "稳健（中位数、四分位距）"];
        error_k: With2 =
            |given, most| format!("{given} clusters are none: choose 2 to {most}"),
            |given, most| format!("{given} 类无效：请选择 2 到 {most}");
        error_fields: Fixed = "Choose one field at least", "请至少选择一个字段";
        error_field: With1 =
            |name| format!("The customers table has no column of numbers called “{name}”: choose another field, or load a table that has it"),
            |name| format!("客户表中没有名为“{name}”的数字列：请选择其他字段，或载入含该列的客户表");
        error_restarts: Fixed = "k-means must begin at least once: choose 1 or more", "k-means 至少需要一次初始化：请选择 1 或以上";
    }
}
