//! What is said of attitude and behaviour.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of attitude and behaviour.
    AttitudeTexts {
        promise: Fixed =
            "See who is loyal in word and deed, who likes us and seldom buys, who buys for lack of another choice, and who praised us and is lost.",
            "查看谁言行一致地忠诚、谁喜欢我们却少有购买、谁只是没有别的选择，以及谁给了好评却已流失。";
        definition: Fixed =
            "Attitude: a customer's newest score, high from 9 on; or their intention to buy again, high from the mean on; or from the mark typed in. Behaviour: the days on which they bought (or the money they spent), high above the median of all who bought, or from the value typed in. True loyalty is high in both, latent in attitude, spurious in behaviour, none in neither. Lost (silent or left): an exit is known, or silence beyond the life cycle's point of loss. Who answered and never bought has no behaviour; who never answered is in no quadrant.",
            "态度：客户最近一次评分，9 分及以上为高；或再次购买意愿，不低于均值为高；或按输入的分界。行为：有购买的天数（或消费额），高于全部购买者的中位数为高，或按输入的分界。真实忠诚：两者皆高；潜在忠诚：仅态度高；虚假忠诚：仅行为高；不忠诚：皆低。流失（沉默或离开）：有离开记录，或沉默超过生命周期的流失点。有回答而从未购买的行为计为零；没有回答的不在任何象限。";
        source: Fixed =
            "Dick, Basu (1994); interval of the share: Wilson (1927)",
            "Dick、Basu (1994)；比例区间：Wilson (1927)";
        names: [&'static str; 4] =
            ["No loyalty", "Spurious loyalty", "Latent loyalty", "True loyalty"],
            ["不忠诚", "虚假忠诚", "潜在忠诚", "真实忠诚"];
        strategies: [&'static str; 4] =
            [
                "Serve them well and cheaply; find out whether there is a reason that could be mended before spending on them.",
                "They stay by habit, price or for lack of a choice: give them a reason to like us before a rival comes along, the largest first.",
                "Something keeps people who like us from buying: ask what it is (price, distance, assortment, stock), and take it out of the way.",
                "Keep them: thank them, ask them to recommend, and never test them with worse service.",
            ],
            [
                "以低成本做好服务；投入之前先了解是否有可以弥补的原因。",
                "因习惯、价格或别无选择而留下：在竞争对手出现之前给他们喜欢我们的理由，从消费最多的开始。",
                "喜欢我们却有所阻碍：了解是什么（价格、距离、品类、缺货），并消除它。",
                "留住他们：表达感谢、邀请推荐，不要用变差的服务考验他们。",
            ];
        headline: With2 =
            |share, n| format!("{share} of {} are loyal in word and deed.", counted(n, "customer who answered", "customers who answered")),
            |share, n| format!("{n} 名有回答的客户中，{share} 言行一致地忠诚。");
        headline_others: With2 =
            |latent, spurious| format!("{latent} like us and seldom buy; {spurious} buy often and do not like us much."),
            |latent, spurious| format!("{latent} 名喜欢我们却少有购买；{spurious} 名常来购买却并不太喜欢我们。");
        cut_above: With2 =
            |attitude, behaviour| format!("Attitude is high from {attitude} on, behaviour above {behaviour}."),
            |attitude, behaviour| format!("态度达到 {attitude} 为高，行为高于 {behaviour} 为高。");
        cut_from: With2 =
            |attitude, behaviour| format!("Attitude is high from {attitude} on, behaviour from {behaviour} on."),
            |attitude, behaviour| format!("态度达到 {attitude} 为高，行为达到 {behaviour} 为高。");
        silent: With1 =
            |n| format!("{} and gave no answer: nothing is known of their attitude, and those who answer are often not like those who do not.", counted(n, "customer bought", "customers bought")),
            |n| format!("{n} 名客户有购买但没有回答：态度未知，而有回答者往往与未回答者不同。");
        unnamed: With1 =
            |n| format!("{} nobody and cannot be joined with purchases.", counted(n, "answer names", "answers name")),
            |n| format!("{n} 份回答没有注明客户，无法与交易关联。");
        quadrants: Fixed = "Attitude and behaviour", "态度与行为";
        interval: Fixed = "Interval of the share", "占比区间";
        gone: Fixed = "Lost (silent or left)", "流失（沉默或离开）";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        mismatches: [[&'static str; 2]; 2] =
            [
                ["Praise us and are lost (silent or left)", "Nobody who praises us is lost."],
                ["Buy much and would not recommend", "Nobody who buys much would advise against us."],
            ],
            [
                ["好评却已流失（沉默或离开）", "给好评的客户中，没有流失的。"],
                ["购买多却不愿推荐", "购买多的客户中，没有不愿推荐的。"],
            ];
        customers: Fixed = "Customers", "客户数";
        customer: Fixed = "Customer", "客户";
        attitude: Fixed = "Mark", "评分";
        mark: With1 = |mark| format!("mark {mark}"), |mark| format!("评分 {mark}");
        days: Fixed = "Days with purchases", "购买天数";
        value: Fixed = "Money spent", "消费额";
        more: With1 = |n| format!("and {n} more"), |n| format!("另有 {n} 名");
        see_customers: Fixed = "See the customers", "查看客户";
        lacks_purchases: Fixed =
            "Attitude and behaviour need purchases beside the answers: load a file of purchases whose customers are called as in the answers",
            "态度与行为需要在问卷之外有交易数据：请载入客户编号与问卷一致的交易文件";
        lacks_intention: Fixed =
            "The answers have no column of the intention to buy again: choose one on the import page, or take the score",
            "问卷中没有“再次购买意愿”列：请在导入页面指定，或改用评分";
        lacks_scale: Fixed =
            "The scores do not look like 0 to 10: say from which mark on attitude is high",
            "评分看起来不是 0 到 10 分：请指定从几分起态度为高";
        lacks_named: Fixed =
            "No answer names a customer: attitude cannot be joined with purchases",
            "没有任何回答注明客户：态度无法与交易关联";
        by_field: Fixed = "Attitude by", "态度依据";
        by: [&'static str; 2] = ["the score", "the intention to buy again"], ["评分", "再次购买意愿"];
        attitude_field: Fixed = "Attitude is high from (mark)", "态度为高的起点（评分）";
        behaviour_field: Fixed = "Behaviour by", "行为依据";
        behaviours: [&'static str; 2] = ["days with purchases", "money spent"], ["购买天数", "消费额"];
        behaviour_from_field: Fixed = "Behaviour is high from (days, or money)", "行为为高的起点（天数或金额）";
        usual: Fixed = "the usual", "默认";
        error_from: With1 = |given| format!("High cannot begin at {given}: type in a number"), |given| format!("分界不能为 {given}：请输入数字");
        error_points: Fixed =
            "The life cycle's points of warning and loss must lie between 0 and 1, the first below the second",
            "生命周期的预警点与流失点须介于 0 与 1 之间，且前者小于后者";
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
