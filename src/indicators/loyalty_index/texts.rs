//! What is said of the loyalty index.

use crate::domain::texts::{Fixed, With1, With2, With3, texts};

texts! {
    /// Texts of the loyalty index.
    LoyaltyIndexTexts {
        promise: Fixed =
            "See loyalty in parts (what customers feel, intend and do), weighted as you like, and which part told who stays.",
            "分项查看忠诚度（客户的感受、意愿与行为），权重可调，并检验哪一项能预示谁会留下。";
        definition: Fixed =
            "Each part is a mean over the customers of whom it is known, 0 to 100. Recommendation: the newest score of 0 to 10. Satisfaction and intention: the newest marks, from the ends of their scale. Indifference to prices: the newest marks of a column of price sensitivity, turned round. Repeat: bought on two days or more. Retention: neither an exit nor silence beyond the life cycle's point of loss. The index is the weighted mean of the parts there are. Intervals: percentiles of resampled customers. Area: how often who came back had the higher value than who did not; 0.5 is chance.",
            "每一项为已知客户的均值，0 到 100。推荐：最近一次 0–10 分。满意度与意愿：最近的评分按量表两端换算。价格不敏感：价格敏感度一列最近的评分，反向换算。复购：在两天以上有购买。留存：没有离开记录，沉默也未超过生命周期的流失点。指数为现有各项的加权均值。区间：重复抽取客户的百分位数。曲线下面积：回来者的值高于未回来者的概率，0.5 为偶然。";
        source: Fixed =
            "East, Gendall, Hammond, Lomax (2005); area and its interval: Hanley, McNeil (1982)",
            "East、Gendall、Hammond、Lomax (2005)；曲线下面积及区间：Hanley、McNeil (1982)";
        headline: With1 = |index| format!("Loyalty is {index} of 100."), |index| format!("忠诚度为 {index}（满分 100）。");
        headline_lowest: With2 =
            |part, value| format!("The weakest part is {part} ({value})."),
            |part, value| format!("最弱的一项是{part}（{value}）。");
        warning: Fixed =
            "One number hides what moves it: combined indices often predict worse than one of their parts. Read the parts, and what they told below.",
            "单一指数会掩盖变化的原因：组合指数的预测力往往不如其中一项。请看各项，以及下方的检验。";
        missing: With1 = |parts| format!("Not known, and not in the index: {parts}."), |parts| format!("未知、未计入指数：{parts}。");
        other_scale: Fixed =
            "Scores are left out: they do not look like 0 to 10.",
            "评分未计入：看起来不是 0 到 10 分。";
        unknown_scale: Fixed =
            "Marks are left out: they fit no usual scale. Choose the lowest and the highest mark.",
            "单项评分未计入：不符合常见量表。请选择最低分与最高分。";
        index: Fixed = "Index", "指数";
        groups: [&'static str; 3] = ["Emotion", "Intention", "Behaviour"], ["情感", "意愿", "行为"];
        names: [&'static str; 6] =
            ["recommendation", "satisfaction", "intention", "indifference to prices", "repeated purchases", "retention"],
            ["推荐", "满意度", "再次购买意愿", "价格不敏感", "复购", "留存"];
        parts: Fixed = "The parts", "各项";
        part: Fixed = "Part", "项目";
        value: Fixed = "Value, 0–100", "分值（0–100）";
        n: Fixed = "Customers", "客户数";
        weight: Fixed = "Weight", "权重";
        weight_of: With1 = |part| format!("Weight of {part}"), |part| format!("{part}权重");
        of: With2 = |figure, part| format!("{figure}, {part}"), |figure, part| format!("{part}：{figure}");
        chart_title: Fixed = "What the index is made of", "指数的构成";
        trial: Fixed = "Which part told who came back", "哪一项预示了谁会回来";
        trial_about: With2 =
            |known, to| format!("What was known on {known}, tried on the purchases after it, to {to}. Of customers who had bought by then."),
            |known, to| format!("以 {known} 的已知信息，检验其后至 {to} 的购买；只含此前已有购买的客户。");
        no_trial: Fixed =
            "The parts cannot be tried: that takes purchases before and after some day, by customers who came back and who did not.",
            "无法检验各项：需要某一天前后的交易，且既有回来的客户也有未回来的客户。";
        area: Fixed = "How well it tells (area under the curve)", "判断力（曲线下面积）";
        came_back: Fixed = "Came back", "回来的客户";
        may_be_chance: Fixed = "May be chance", "可能出于偶然";
        do_watch: With2 =
            |part, area| format!("Watch {part}: of all parts it told best who comes back ({area})."),
            |part, area| format!("关注{part}：它最能预示谁会回来（{area}）。");
        do_weak: With2 =
            |part, told| format!("Of all parts {part} told best who comes back, but only a little better than chance ({told}): report the parts, and steer by none of them alone."),
            |part, told| format!("最能预示谁会回来的是{part}，但只略优于偶然（{told}）：可报告各项，但不要只凭其中一项决策。");
        told: With3 =
            |area, low, high| format!("{area}, interval {low} – {high}; chance is 0.5"),
            |area, low, high| format!("{area}，区间 {low} – {high}；偶然为 0.5");
        index_chance: With1 =
            |told| format!("Do not steer by the index: it may tell no better than chance who comes back ({told})."),
            |told| format!("不要以指数决策：它的预示力可能出于偶然（{told}）。");
        do_none: Fixed =
            "No part is known to tell who comes back: report the parts, and steer by none of them alone.",
            "尚无哪一项能确定预示谁会回来：请分项汇报，不要只凭其中一项决策。";
        do_not_index: Fixed =
            "Do not steer by the index: it told less than that part alone.",
            "不要以指数决策：它的预示力不如上述单项。";
        see_attitude: Fixed = "See attitude against behaviour", "查看态度与行为";
        lacks_parts: Fixed =
            "No part of the index is known: it needs answers that name customers with a score of 0 to 10 or marks, or purchases, and a weight on one of them",
            "没有已知的分项：需要注明客户且有 0–10 分或单项评分的回答，或交易数据，并赋予权重";
        signs_title: Fixed = "Five signs of a loyal customer", "忠诚客户的五个特征";
        sign: Fixed = "Sign", "特征";
        signs: [&'static str; 5] =
            [
                "buys again and again",
                "buys across products",
                "recommends us",
                "is not lured away by rivals",
                "forgives a failure",
            ],
            ["有规律地重复购买", "购买多种产品", "向他人推荐", "不受竞争对手诱惑", "能容忍偶尔的失误"];
        sign_needs: [&'static str; 5] =
            [
                "needs purchases",
                "needs purchases with a column of products",
                "needs answers of known customers with a score of 0 to 10",
                "needs customers with what they spend with us and in all",
                "needs complaints of customers who buy",
            ],
            [
                "需要交易数据",
                "需要含产品列的交易",
                "需要已知客户的 0–10 分评分",
                "需要含本方消费额与总消费额的客户表",
                "需要有购买的客户的投诉",
            ];
        sign_known: Fixed = "Customers told of", "可判断的客户";
        sign_customers: Fixed = "Show it", "具备者";
        sign_share: Fixed = "Share", "占比";
        shows: With1 = |n| format!("Show {}", if n == "1" { "1 sign".to_owned() } else { format!("{n} signs") }), |n| format!("具备 {n} 个特征");
        signs_help: With2 =
            |told, all| format!("{told} of {all} signs can be told here; who shows few may only be little known. Buys again: on two days or more, and not lost (silent or left). Forgives: complained, and bought after it. Source: Griffin (1995), and the fifth after Chinese textbooks."),
            |told, all| format!("{all} 个特征中可判断 {told} 个；特征少也可能只是了解不足。重复购买：两天以上有购买且未流失（沉默或离开）。容忍：投诉后仍有购买。来源：Griffin (1995)；第五项见国内教材。");
        lured_field: Fixed = "Not lured away: our share of spending from", "不受诱惑：我方消费占比不低于";
        form_title: Fixed = "Loyalty as the post office measures it", "邮政行业采用的忠诚度量表";
        form_needs: Fixed =
            "Load answers with marks of it (time to choose, price sensitivity, attitude to rivals, tolerance of failures) to see loyalty measured this way too.",
            "请载入含挑选时间、价格敏感度、对竞争对手的态度或容忍度评分的问卷，即可查看该量表。";
        form_names: [&'static str; 5] =
            ["repeated purchases", "time to choose", "price sensitivity", "attitude to rivals", "tolerance of failures"],
            ["重复购买", "挑选时间", "价格敏感程度", "对竞争对手的态度", "对失误的承受能力"];
        form_index: Fixed = "All parts together, 0–100", "综合得分（0–100）";
        form_column: Fixed = "From", "来源";
        form_purchases: Fixed = "purchases", "交易";
        form_unknown: With1 =
            |columns| format!("Left out, as their marks fit no usual scale: {columns}."),
            |columns| format!("以下列不符合常见量表，未计入：{columns}。");
        form_help: Fixed =
            "Higher is more loyal: a long time to choose, much heed to prices and a liking for rivals are turned round. Each customer’s newest mark.",
            "分值越高越忠诚：挑选时间长、价格敏感、偏好竞争对手均反向计分。取每位客户最近一次评分。";
        form_weights_field: Fixed = "Weights: repeats, time, price, rivals, tolerance", "权重：重复、时间、价格、对手、承受力";
        turned_fields: [&'static str; 3] =
            [
                "A long time to choose speaks against loyalty",
                "A high price sensitivity speaks against loyalty",
                "A high attitude to rivals speaks against loyalty",
            ],
            ["挑选时间长表示不忠诚", "价格敏感度高表示不忠诚", "对竞争对手评价高表示不忠诚"];
        error_form: With1 =
            |most| format!("The form has five weights of 0 to {most}, with commas between"),
            |most| format!("量表需要五个 0 至 {most} 的权重，用逗号分隔");
        error_lured: With1 =
            |given| format!("A share of {given} is none: choose 0 to 100%"),
            |given| format!("{given} 不是有效的占比：请选择 0 至 100%");
        lowest_field: Fixed = "Lowest mark", "最低分";
        highest_field: Fixed = "Highest mark", "最高分";
        usual: Fixed = "of the usual scale", "按常见量表";
        window_field: Fixed = "Try the parts on the last days", "检验最近天数";
        error_weights: With1 =
            |most| format!("Weights must be 0 to {most}, and one of them above 0"),
            |most| format!("权重须为 0 至 {most}，且至少一项大于 0");
        error_window: Fixed = "The parts are tried on one day at least", "检验天数至少为 1";
        error_resamples: With2 =
            |given, most| format!("{given} resamples are too many: choose 0 to {most}"),
            |given, most| format!("重复抽样 {given} 次过多：请选择 0 到 {most}");
        error_points: Fixed =
            "The life cycle's points of warning and loss must lie between 0 and 1, the first below the second",
            "生命周期的预警点与流失点须介于 0 与 1 之间，且前者小于后者";
        error_bounds: With2 =
            |low, high| format!("Marks cannot reach from {low} to {high}: the lowest must be below the highest"),
            |low, high| format!("评分范围不能为 {low} 到 {high}：最低分须小于最高分");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
