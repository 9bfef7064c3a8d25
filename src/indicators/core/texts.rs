//! What is said of core customers.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of core customers.
    CoreTexts {
        promise: Fixed =
            "Ask three questions – who is profitable and loyal, who gives us the largest share, to whom are we worth more than rivals – and see of whom all three are true.",
            "回答三个问题：谁最有利可图且最忠诚、谁给我们的份额最大、谁对我们比对竞争对手更有价值，并找出同时满足的客户。";
        definition: Fixed =
            "Profitable and loyal: among the best by worth, bought on several days, did not leave, not silent for unusually long by the own gaps between purchases. Largest share: among the best by our share of wallet, or, without such a column, by different products held. Worth more to us: worth more to us than a column says of rivals, or more spent with us than elsewhere by the wallet. Combinations count customers in those sets and in no other. Trait score: the share of the known traits a customer has.",
            "有利可图且忠诚：价值居前、在多天购买、未离开，且沉默时间未超过自身购买间隔的常态。份额最大：钱包份额居前；没有该列时按持有的不同产品数。对我们更有价值：价值高于“对竞争对手的价值”列，或按钱包在我们这里的消费多于他处。组合只计入恰好属于这些集合的客户。特征得分：已知特征中具备的比例。";
        source: Fixed = "Reichheld, The Loyalty Effect (1996); Lex et al. (2014)", "Reichheld《忠诚的价值》(1996)；Lex 等 (2014)";
        headline: With3 =
            |n, sets, share| format!("{} a yes to all {sets} questions the data can answer, and bring {share} of the worth.", counted(n, "customer gets", "customers get")),
            |n, sets, share| format!("{n} 名客户对可判断的 {sets} 个问题全部符合，贡献了 {share} 的价值。");
        headline_one: With1 =
            |n| format!("{} profitable and loyal; the other two questions need columns the data lack.", counted(n, "customer is", "customers are")),
            |n| format!("{n} 名客户有利可图且忠诚；另两个问题缺少所需的列。");
        names: [&'static str; 3] =
            ["Profitable and loyal", "Largest share with us", "Worth more to us than to rivals"],
            ["有利可图且忠诚", "给我们的份额最大", "对我们比对竞争对手更有价值"];
        by: [&'static str; 4] =
            ["worth and purchases", "wallet: column", "stand-in – different products held: column", "worth to rivals: column"],
            ["价值与购买行为", "钱包列", "以持有的不同产品数代替，列", "对竞争对手的价值列"];
        cannot: [&'static str; 3] =
            [
                "",
                "Cannot be told: load a customers table with our share of wallet (wallet, share of wallet), or purchases with a product",
                "Cannot be told: load a customers table with what customers are worth to rivals (rival, elsewhere), or their wallet",
            ],
            [
                "",
                "无法判断：请载入含钱包份额（如“钱包份额”）的客户表，或含产品列的交易",
                "无法判断：请载入含“对竞争对手的价值”或“他行”“钱包”列的客户表",
            ];
        stand_in: Fixed =
            "The number of different products stands in for our share of the wallet, which no column says: it shows breadth with us, not what is bought elsewhere.",
            "没有钱包份额列，以不同产品数代替：它反映在我们这里的广度，而非在他处的消费。";
        core: Fixed = "In all sets told", "满足全部可判断的问题";
        sets: Fixed = "The three questions", "三个问题";
        set: Fixed = "Question", "问题";
        answered: Fixed = "Answered by", "判断依据";
        customers: Fixed = "Customers", "客户数";
        value: Fixed = "Worth", "价值";
        worth_of: Fixed = "what they are worth", "价值";
        combinations: Fixed = "Who answers to which together", "各问题的组合";
        most_together: With2 =
            |n, sets| format!("Most often: {sets} ({n})"),
            |n, sets| format!("人数最多的组合：{sets}（{n} 名）");
        combination: Fixed = "In these sets and no other", "恰好属于";
        within: [&'static str; 2] = ["in it", "not in it"], ["属于", "不属于"];
        plus: Fixed = " + ", " + ";
        no_set: Fixed = "In none of the sets", "不属于任何集合";
        share: Fixed = "Share of customers", "客户占比";
        value_share: Fixed = "Share of worth", "价值占比";
        trait_score: Fixed = "Trait score (mean)", "特征得分（均值）";
        nobody: Fixed = "Nobody is in any set: customers are too few or too much alike to tell the best apart.", "没有客户属于任何集合：客户过少或过于相似，无法区分出最好的客户。";
        traits: Fixed = "Traits of customers worth having", "优质客户的特征";
        trait_of: Fixed = "Trait", "特征";
        trait_names: [&'static str; 5] =
            ["Not after discounts", "Pays on time", "Never complained", "Stable preference", "Buys often"],
            ["对价格不敏感", "按时付款", "从未投诉", "偏好稳定", "购买频繁"];
        needs: [&'static str; 5] =
            [
                "not told: purchases with a column of discounts",
                "not told: a column of days overdue",
                "not told: a table of complaints",
                "not told: purchases with a product",
                "",
            ],
            ["未知：需要含折扣列的交易", "未知：需要逾期天数列", "未知：需要投诉表", "未知：需要含产品列的交易", ""];
        has_it: Fixed = "Have it", "具备";
        known: Fixed = "Known of", "已知";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        best_field: Fixed = "The best (share of customers)", "居前（客户占比）";
        silence_field: Fixed = "Silent beyond this share of gaps", "沉默界限（间隔分位）";
        days_field: Fixed = "Loyal: bought on so many days at least", "忠诚：至少购买天数";
        stable_field: Fixed = "Stable: one product's share at least", "偏好稳定：单一产品占比至少";
        class_names: [&'static str; 2] = ["Core customers", "Other customers"], ["核心客户", "其他客户"];
        error_share: With1 =
            |given| format!("{given} parts nobody: choose a share between 0 and 100%"),
            |given| format!("{given} 无法划分客户：请选择 0 与 100% 之间的比例");
        error_least: Fixed = "Loyalty needs one day and one gap at least: choose 1 or more", "忠诚至少需要一天、一个间隔：请选择 1 或以上";
    }
}
