//! What is said of customers who left.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the cost of leaving.
    ExitsTexts {
        promise: Fixed =
            "See what customers who left had brought before they left, and for which reasons most was lost.",
            "查看已离开的客户在离开前的消费额，以及哪些原因造成的损失最大。";
        definition: Fixed =
            "What customers who left had bought in the 12 calendar months (or as many as Settings say) up to the day they left, that day included; returns as the policy in force says. Of several exits of one customer the newest counts. A chosen period chooses the exits, and what those customers had bought before it counts as well; any other filter chooses the purchases too. The mean is per customer with any purchase that counts; one who had stopped buying counts as zero. It is what was measured, not a forecast of what they would have bought.",
            "已离开的客户在离开之日（含当日）前 12 个自然月（或“设置”中所选月数）内的消费额；退货按当前规则处理。同一客户多次离开时取最近一次。时间范围筛选的是离开记录，这些客户在范围之前的消费同样计入；其他筛选也决定计入哪些消费。人均以有计入购买的已离开的客户计算，此前已停止购买的按零计。这是实际发生的金额，不是对未来消费的预测。";
        source: Fixed =
            "Measured in the loaded purchases and exits; for the idea: Reichheld, Sasser, Zero Defections, Harvard Business Review (September 1990)",
            "根据已载入的交易与离开记录计算；思路参照 Reichheld、Sasser《Zero Defections》，《哈佛商业评论》1990 年 9 月";
        customers_definition: Fixed =
            "Customers named by the rows of the table of exits that the filter lets through, each counted once.",
            "通过当前筛选的离开记录中出现的客户，每人只计一次。";
        customers_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        title: Fixed = "What leaving customers cost", "客户离开的代价";
        none: Fixed = "Nobody left under this filter.", "当前筛选下没有已离开的客户。";
        headline: fn(&[String; 2], &str, &str) -> String =
            |[n, months], revenue, mean| {
                let (left, months) = (counted(n, "customer", "customers"), counted(months, "month", "months"));
                format!("{left} left. In the {months} before, they had brought {revenue}, {mean} each on average.")
            },
            |[n, months], revenue, mean| format!("{n} 名客户已离开。离开前 {months} 个月共消费 {revenue}，人均 {mean}。");
        headline_some: fn(&[String; 3], &str, &str) -> String =
            |[n, months, bought], revenue, mean| {
                let (left, months) = (counted(n, "customer", "customers"), counted(months, "month", "months"));
                format!("{left} left. In the {months} before, the {bought} of them with purchases counted here had brought {revenue}, {mean} each on average.")
            },
            |[n, months, bought], revenue, mean| format!("{n} 名客户已离开。其中 {bought} 名有计入的购买，离开前 {months} 个月共消费 {revenue}，人均 {mean}。");
        mean_note: With1 =
            |n| format!("of {} with purchases counted here", counted(n, "customer", "customers")),
            |n| format!("按有计入购买的 {n} 名客户计算");
        unknown: With1 =
            |n| format!("{} left. What they had brought is not known: no purchase of theirs is counted here.", counted(n, "customer", "customers")),
            |n| format!("{n} 名客户已离开。没有计入他们的任何购买，无法得知其消费额。");
        understated: With2 =
            |n, months| format!("Understated: for {n} of them the purchases loaded do not reach over the whole {}.", counted(months, "month", "months")),
            |n, months| format!("金额偏低：其中 {n} 名客户的交易数据没有覆盖完整的 {months} 个月。");
        without: With1 =
            |n| format!("{n} of them without a purchase counted here"),
            |n| format!("其中 {n} 名没有计入的购买");
        all: Fixed = "all who left", "全部已离开的客户";
        customers: Fixed = "Customers who left", "已离开客户数";
        revenue: With1 =
            |months| format!("Revenue in the {} before", counted(months, "month", "months")),
            |months| format!("离开前 {months} 个月的消费额");
        mean: Fixed = "Per customer", "人均";
        reason: Fixed = "Reason", "原因";
        by_reason: Fixed = "By reason, most revenue first", "按原因（消费额由高到低）";
        offered: Fixed = "Customers who left had brought", "已离开的客户此前的消费额";
        offered_note: With2 =
            |n, months| format!("{}, in the {} before leaving", counted(n, "customer", "customers"), counted(months, "month", "months")),
            |n, months| format!("{n} 名客户，离开前 {months} 个月");
        months_field: Fixed = "Revenue before leaving is counted over", "离开前消费额的统计时长";
        months: With1 = |n| counted(n, "month", "months"), |n| format!("{n} 个月");
        error_months: With2 =
            |given, most| format!("The revenue of {given} months cannot be counted: choose 1 to {most}"),
            |given, most| format!("无法统计 {given} 个月的消费额：请选择 1 至 {most}");
        error_share: With1 =
            |given| format!("{given} is no such share: choose 0.01% to 100%"),
            |given| format!("{given} 不是有效的比例：请选择 0.01% 至 100%");
        error_swing: With1 =
            |given| format!("Assumptions cannot be tried {given} off: choose 0% to 100%"),
            |given| format!("假设的浮动幅度不能为 {given}：请选择 0% 至 100%");
        error_cost: With2 =
            |given, most| format!("A cost of {given} cannot be: choose 0 to {most}"),
            |given, most| format!("成本不能为 {given}：请填写 0 至 {most}");
        error_listed: With1 =
            |given| format!("{given} customers cannot be listed: choose 1 to 1000"),
            |given| format!("无法列出 {given} 名客户：请选择 1 至 1000");
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
        causes: Fixed = "Why they left, by cause", "按六类原因看离开";
        cause_names: [&'static str; 8] =
            ["price", "product", "service", "market", "technology", "goodwill", "other", "no reason given"],
            ["价格", "产品", "服务", "市场", "技术", "信誉与关系", "其他", "未说明原因"];
        cause: Fixed = "Cause", "原因类别";
        causes_title: With2 =
            |cause, share| format!("Most common cause: {cause}, {share} of those who said why"),
            |cause, share| format!("最常见的原因：{cause}，占说明原因者的 {share}");
        share: Fixed = "Share of those who said why", "占说明原因者的比例";
        lost: Fixed = "Lost a year", "每年损失";
        own_words: Fixed = "In their words", "原始说法";
        causes_note: Fixed =
            "Sorted by words: the longest word found decides. The words are in Settings. Six kinds of leaving: DeSouza 1992. Intervals take those who left as a sample.",
            "按词归类，以找到的最长的词为准；词表可在“设置”中修改。六类离开原因：DeSouza 1992。区间把已离开的客户视为样本。";
        words_field: With1 = |cause| format!("Words that mean: {cause}"), |cause| format!("表示“{cause}”的词");
        words_help: Fixed = "Separated by commas", "用逗号分隔";
        rivals: Fixed = "Where they went", "离开去向";
        rival: Fixed = "Went to", "去向";
        rival_share: Fixed = "Share of those of whom it is known", "占已知去向者的比例";
        rival_field: Fixed = "Column that says where they went", "记录去向的列";
        rival_own: Fixed = "the one called so", "自动识别";
        decide: Fixed = "Mend it or leave it", "改进还是放弃";
        decide_note: With2 =
            |saved, swing| format!("Lost: a year's margin of those who left for it, as measured before they left. Break-even: the share of it that must be kept for mending to pay. Net: what is kept if mending keeps {saved}, less the cost. It depends where margin, share kept or cost {swing} off turn the sign."),
            |saved, swing| format!("每年损失：因该原因离开的客户离开前的年毛利。盈亏平衡：要使改进合算须留住的比例。净收益：假设改进能留住 {saved}，再减去成本。毛利率、留住比例或成本浮动 {swing} 会改变正负时，结论为“视假设而定”。");
        cost: Fixed = "Cost of mending", "改进成本";
        break_even: Fixed = "Break-even", "盈亏平衡";
        net: Fixed = "Net", "净收益";
        net_range: Fixed = "Net, if off", "浮动后的净收益";
        verdict: Fixed = "Decision", "结论";
        verdicts: [&'static str; 4] =
            ["act", "leave it", "depends on what is assumed", "type in the cost"],
            ["改进", "放弃", "视假设而定", "请填写成本"];
        cost_field: With1 = |cause| format!("Cost a year of mending {cause} (money)"), |cause| format!("每年改进成本（金额）：{cause}");
        margin_field: Fixed = "Margin, as a share of revenue", "毛利率（占收入的比例）";
        margin_help: Fixed = "100%: figures are revenue", "100%：数字即收入";
        saved_field: Fixed = "Share of the lost that mending would keep (assumed)", "改进可留住的比例（假设）";
        swing_field: Fixed = "Try assumptions lower and higher by", "假设的浮动幅度";
        assumed: Fixed = "What is assumed", "所作假设";
        assumptions: [&'static str; 3] =
            ["margin", "share that mending keeps", "cost of mending"],
            ["毛利率", "改进可留住的比例", "改进成本"];
        hangs_on: With2 =
            |cause, assumption| format!("Mending {cause}: what it nets hangs most on the {assumption}"),
            |cause, assumption| format!("改进“{cause}”：净收益受“{assumption}”影响最大");
        tried: With1 =
            |swing| format!("Net a year, each assumption {swing} lower and higher by itself"),
            |swing| format!("年净收益；各假设单独上下浮动 {swing}");
        kept: Fixed = "Decided", "已定";
        choices: [&'static str; 3] = ["act", "leave it", "open"], ["处理", "不处理", "待定"];
        kept_field: Fixed = "Decided, a line a cause", "已做的决定（每行一个原因）";
        kept_help: Fixed =
            "cause: act, leave or open, owner, day, as price: act, Ann, 2026-11-30",
            "格式为“原因: 处理、不处理或待定, 负责人, 日期”，如 价格: 处理, 王芳, 2026-11-30";
        kept_idle: With1 =
            |causes| format!("Decided, but nobody here left for it: {causes}"),
            |causes| format!("已做决定，但此处没有客户因此离开：{causes}");
        since_decided: Fixed = "Since it was decided: exits per 30 days", "决定之后：每 30 天的离开数";
        as_of: Fixed = "As of", "生效日期";
        before: Fixed = "Before", "之前";
        after: Fixed = "Since", "之后";
        ratio: Fixed = "Since / before", "之后 / 之前";
        since_note: Fixed =
            "Before the day and from it on, as far as exits are loaded; a customer who left twice counts twice. The interval is exact (Clopper, Pearson) and takes exits as independent. That fewer leave does not say that they do because of the decision.",
            "以生效日为界（含当日计入之后），统计范围为已载入的离开记录；离开两次的客户计两次。区间为精确区间（Clopper、Pearson），假设各次离开相互独立。离开减少并不说明是该决定所致。";
        may_be_chance: Fixed = "may be chance", "可能出于偶然";
        error_kept: With3 =
            |line, text, problem| format!("Line {line}, “{text}”: {problem}"),
            |line, text, problem| format!("第 {line} 行“{text}”：{problem}");
        kept_problems: [&'static str; 5] =
            [
                "a cause, a colon, and act, leave or open are wanted, then an owner and a day where they are known",
                "there is no such cause; choose price, product, service, market, technology, goodwill or other",
                "act, leave or open is wanted behind the colon",
                "the day should be like 2026-11-30",
                "a line above decides about this cause already",
            ],
            [
                "应为原因、冒号，再写处理、不处理或待定，然后是负责人和日期（如已知）",
                "没有这个原因，请选择价格、产品、服务、市场、技术、信誉与关系或其他",
                "冒号后应为处理、不处理或待定",
                "日期应如 2026-11-30",
                "上面已有一行决定了这个原因",
            ];
        win_back: Fixed = "Win back", "赢回客户";
        back: Fixed = "Came back", "已回流";
        back_note: With3 =
            |n, all, interval| format!("{n} of {all}; {interval}"),
            |n, all, interval| format!("{all} 名中的 {n} 名；{interval}");
        since: Fixed = "Brought since", "回流后的消费";
        why_left: With1 = |day| format!("left on {day}"), |day| format!("{day} 离开");
        candidates: With1 =
            |n| format!("Not back yet, the {n} who had brought most"),
            |n| format!("尚未回流、此前消费最多的 {n} 名");
        customer: Fixed = "Customer", "客户";
        left: Fixed = "Left on", "离开日期";
        potential: Fixed = "Potential a year", "年潜力";
        potential_note: Fixed =
            "A year's margin of what they had brought before leaving: what they would bring if they came back as they were.",
            "离开前一年的毛利：若恢复到原来的水平可带来的金额，并非预测。";
        listed_field: Fixed = "Customers listed to win back", "列出的待赢回客户数";
    }
}

impl ExitsTexts {
    /// What an assumption is called, by its name in the document.
    pub fn assumption(&self, name: &str) -> &'static str {
        let place = ["margin", "saved", "cost"].into_iter().position(|known| known == name);
        place.and_then(|place| self.assumptions.get(place)).copied().unwrap_or_default()
    }
}
