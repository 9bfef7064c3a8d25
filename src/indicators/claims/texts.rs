//! The claims, and what is said of them.

use crate::domain::texts::{Fixed, With1, With2, texts};

texts! {
    /// Texts of the ledger.
    ClaimsTexts {
        promise: Fixed =
            "See the rules of thumb of the literature beside your own figures.",
            "把业内常说的经验法则与您自己的数据放在一起看。";
        headline: With2 =
            |told, all| format!("Your files tell {told} of {all} rules of thumb. Go by your own figures."),
            |told, all| format!("在 {all} 条经验法则中，您的数据能说明 {told} 条。请以自己的数据为准。");
        title: Fixed = "Rules of thumb, and your own figures", "经验法则与您的数据";
        definition: Fixed =
            "None of these claims enters any figure. Silent: unhappy customers of whom no complaint is known, to each of whom one is. Bought again: as on the page of complaints, within as many days. Came by referral: of the new customers of the newest window, as on the page of earned growth; the page of referral counts all customers. Five points: from the what-if above, of margin where one is typed in; interval: each assumption is moved to the ends of its own interval by itself, effect and value together, and the changes are combined as independent ones. Best to the rest: as on the page of concentration.",
            "这些说法不进入任何指标。沉默：给低分而没有投诉记录的客户与有投诉记录者之比。再次购买：同投诉页面，在相同天数之内。推荐而来：最近一个窗口的新客户中，同口碑增长页面；推荐来客页面则统计全部客户。五个百分点：来自上方的假设分析，填写毛利率后按毛利计；区间：各假设逐项移到其区间两端，效果与价值一同变动，再按相互独立合并。最佳与其余之比：同集中度页面。";
        source: Fixed = "Measured in the loaded files, or typed in", "根据已载入的文件计算或手工填写";
        claim: Fixed = "Claim", "说法";
        said_by: Fixed = "Said by", "出处";
        own: Fixed = "Your own figure", "您的数据";
        verdict: Fixed = "Against the claim", "与说法相比";
        below: Fixed = "below", "更低";
        within: Fixed = "as claimed", "相符";
        above: Fixed = "above", "更高";
        to_one: With1 = |ratio| format!("{ratio} : 1"), |ratio| format!("{ratio} : 1");
        // In the order of the ledger.
        claims: [[&'static str; 2]; 9] =
            [
                ["A new customer costs 2 to 3, 5, 5 to 7 or 6 times a kept one", "Consultants; no measurement is known"],
                ["For each who complains 20 or 24 unhappy ones are silent", "TARP studies of the 1970s and 80s, retold"],
                ["5% more retention brings 25 to 85% more profit", "Reichheld, Sasser, Zero Defections, HBR 9/1990"],
                ["Of settled complaints 52 to 95% buy again", "TARP, by how fast and how grave, retold"],
                ["Of those not settled 4% stay; others say 53%", "Retold; origins unclear"],
                ["The best spend 16 (retail), 13 (dining), 12 (air), 5 (hotels) times the rest", "Trade press; origin unclear"],
                ["Members bring 61% of sales", "Trade press; origin unclear"],
                ["60% of new customers come by referral", "Trade press; origin unclear"],
                ["The happy tell 3 to 5, the unhappy 14 to 15", "TARP, retold with many numbers"],
            ],
            [
                ["获得一个新客户的成本是留住老客户的 2–3、5、5–7 或 6 倍", "咨询界说法，未见实测"],
                ["每有一人投诉，就有 20 或 24 名不满者沉默", "TARP 20 世纪七八十年代研究，转述"],
                ["留存提高 5%，利润增加 25–85%", "Reichheld、Sasser《Zero Defections》，《哈佛商业评论》1990 年 9 月"],
                ["投诉解决后 52–95% 会再次购买", "TARP，视速度与严重程度而定，转述"],
                ["投诉未解决者仅 4% 留下；也有说 53%", "转述，出处不明"],
                ["最佳客户消费是其余的 16（零售）、13（餐饮）、12（航空）、5（酒店）倍", "行业报道，出处不明"],
                ["会员贡献 61% 的销售额", "行业报道，出处不明"],
                ["60% 的新客户来自推荐", "行业报道，出处不明"],
                ["满意者告诉 3–5 人，不满者告诉 14–15 人", "TARP，转述数字不一"],
            ];
        wanted_new: Fixed = "type in what a new customer costs", "请填写获客成本";
        wanted_keeping: Fixed = "type in what keeping one costs", "请填写留住一名客户的成本";
        // What would tell, in the same order.
        wanted: [&'static str; 9] =
            [
                "type in both costs",
                "needs answers and complaints by customer",
                "needs two whole windows of purchases",
                "needs the days complaints were settled",
                "needs the days complaints were settled",
                "needs two customers at least",
                "needs a member or VIP column (yes, no)",
                "needs a column of why customers came",
                "no file tells",
            ],
            [
                "请填写两项成本",
                "需要带客户编号的问卷回答与投诉",
                "需要两个完整窗口的交易",
                "需要带解决日期的投诉",
                "需要带解决日期的投诉",
                "至少需要两名客户",
                "需要客户表中名为会员或 VIP 的是非列",
                "需要说明新客户来源的列",
                "没有文件能说明",
            ];
        keeping_field: Fixed = "What keeping a customer costs a year (money)", "每年留住一名客户的成本（金额）";
        error_keeping: With1 =
            |given| format!("Keeping a customer cannot cost {given}: choose 0 or more"),
            |given| format!("留住客户的成本不能为 {given}：请填写 0 或更大的数");
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
    }
}

/// The keys, in order.
const KEYS: [&str; 9] = [
    "acquisition",
    "silent",
    "five_points",
    "repurchase_settled",
    "repurchase_unsettled",
    "best_to_rest",
    "members",
    "referred",
    "word_of_mouth",
];

impl ClaimsTexts {
    /// What would tell what a new customer costs against a kept one, of which one cost may be known.
    pub fn lacks_cost(&self, new_known: bool, keeping_known: bool) -> &'static str {
        match (new_known, keeping_known) {
            (true, false) => self.wanted_keeping,
            (false, true) => self.wanted_new,
            _ => self.lacks("acquisition"),
        }
    }

    /// What would tell.
    pub fn lacks(&self, key: &str) -> &'static str {
        let named = KEYS.iter().zip(self.wanted);
        named.into_iter().find_map(|(known, wanted)| (*known == key).then_some(wanted)).unwrap_or_default()
    }
}
