//! What is said of members, of their points, and of the appeal of their reward.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the club.
    ClubTexts {
        promise: Fixed =
            "See what share of the sales the members of your club or card bring, beside what the literature says.",
            "查看会员贡献的销售占比，并与文献中的说法对照。";
        definition: Fixed =
            "A member is whom the column says is one: yes, or any value that does not say otherwise. Of a column of the customers table all purchases of a member count as theirs, also earlier ones. Who buys much joins sooner, so the share does not say what the club does.",
            "会员由所选列决定：为“是”，或任何未表示非会员的值。若为客户表的列，会员的全部购买均计入，包括入会之前的。买得多的人更愿意入会，因此该占比不代表会员制度的作用。";
        source: Fixed = "Counted in the loaded purchases; the claim: yours to change", "根据已载入的交易计数；对照比例可自行修改";
        headline: With3 =
            |share, customers, claimed| format!("Members are {customers} of the customers and bring {share} of the sales; in the literature it is {claimed}."),
            |share, customers, claimed| format!("会员占客户的 {customers}，贡献销售的 {share}；文献中的说法为 {claimed}。");
        headline_no_money: Fixed = "There are no sales to share out.", "没有可供划分的销售额。";
        headline_none: Fixed = "No column says who is a member.", "没有列说明谁是会员。";
        no_column: Fixed =
            "Load purchases or customers with a column that says it (member, 会员), or choose one below.",
            "请载入含会员列（如“会员”）的交易或客户表，或在下方选择一列。";
        column_field: Fixed = "Says who is a member", "会员列";
        others_field: Fixed = "Values that say no member", "表示非会员的值";
        claimed_field: Fixed = "Said in the literature", "文献中的说法";
        share: Fixed = "Members' share of the sales", "会员销售占比";
        claimed_note: With1 = |claimed| format!("in the literature: {claimed}"), |claimed| format!("文献说法：{claimed}");
        customer_share: Fixed = "Members among the customers", "会员客户占比";
        sides: Fixed = "Members and others", "会员与非会员";
        side: Fixed = "Who", "客户";
        members: Fixed = "Members", "会员";
        others: Fixed = "Others", "非会员";
        customers: Fixed = "Customers", "客户数";
        transactions: Fixed = "Transactions", "交易数";
        value: Fixed = "Money", "金额";
        per_customer: Fixed = "Per customer", "人均金额";
        per_transaction: Fixed = "Per transaction", "笔均金额";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        error_claimed: With1 = |given| format!("Members cannot bring a share of {given}: choose 0 to 100%"), |given| format!("会员占比不能为 {given}：请选择 0 至 100%");
    }
}

texts! {
    /// Texts of points.
    PointsTexts {
        title: Fixed = "Points", "积分";
        definition: Fixed =
            "Points earned, redeemed and expired, each added up over the rows that have a number in its column; a number below zero takes points back. Redemption rate is redeemed by earned; breakage is expired by earned so far; breakage of settled points is expired by redeemed and expired. A count of what happened: points that are left may still lapse.",
            "获得、兑换和过期的积分，分别按各列中有数字的行相加；负数表示收回积分。兑换率 = 兑换 ÷ 获得；过期率 = 迄今过期 ÷ 获得；已了结积分的过期率 = 过期 ÷（兑换 + 过期）。这是对已发生情况的统计：尚存的积分以后仍可能过期。";
        definition_balance: Fixed =
            "Points that customers have, as the column of balances says; of purchases the balance of each customer's newest row that has one.",
            "客户现有的积分，取自余额列；若为交易表的列，取每位客户最新一行中的余额。";
        source: Fixed = "Counted in the loaded columns", "根据已载入的列计数";
        sums: [&'static str; 4] =
            ["Points earned", "Points redeemed", "Points expired", "Points outstanding"],
            ["获得积分", "兑换积分", "过期积分", "未兑换积分"];
        from_balance: Fixed = "as the column of balances says", "取自余额列";
        from_remainder: Fixed = "earned less redeemed and expired", "获得减去兑换和过期";
        rates: [&'static str; 3] =
            ["Redemption rate", "Expired so far (breakage)", "Expired of settled points (breakage)"],
            ["兑换率", "迄今过期率", "已了结积分的过期率"];
        rate_notes: [&'static str; 3] =
            ["redeemed by earned", "expired by earned", "expired by redeemed and expired"],
            ["兑换 ÷ 获得", "过期 ÷ 获得", "过期 ÷（兑换 + 过期）"];
        never_redeemed: Fixed = "Have points and redeemed none", "有积分但从未兑换";
        never_redeemed_points: Fixed = "Points they have", "其持有的积分";
        money: [&'static str; 2] =
            ["Outstanding points in money", "Expired points in money"],
            ["未兑换积分折合金额", "过期积分折合金额"];
        at_value: With1 = |value| format!("at {value} a point"), |value| format!("每积分 {value}");
        columns: Fixed = "Where the points come from", "积分数据来源";
        entry: Fixed = "Points", "积分";
        entries: [&'static str; 4] = ["Earned", "Redeemed", "Expired", "Balance"], ["获得", "兑换", "过期", "余额"];
        column: Fixed = "Column", "列";
        table: Fixed = "Table", "表";
        counts: [&'static str; 4] =
            ["With a number", "Blank", "No number", "Below zero"],
            ["有数字", "为空", "不是数字", "负数"];
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        within_period: Fixed =
            "A period is chosen: earned, redeemed and expired are those of its purchases, the balance is that of its end. Who redeemed none is known without the period's beginning alone.",
            "已选定时间范围：获得、兑换和过期的积分仅为该时间内的交易，余额为该时间结束时的余额。去掉开始日期后才能得知谁从未兑换。";
        no_remainder: Fixed =
            "A period is chosen: earned, redeemed and expired are those of its purchases. What they leave is not what is outstanding; take the beginning off the period, or load a column of balances.",
            "已选定时间范围：获得、兑换和过期的积分仅为该时间内的交易。三者之差不等于未兑换积分；请去掉开始日期，或载入积分余额列。";
        negative_outstanding: Fixed =
            "Fewer than no points are outstanding: more are gone than came. Either the rows do not go back to the first points, or a column says something else.",
            "未兑换积分为负数：减少的积分多于获得的积分。可能是数据未追溯到最早的积分，或某一列的含义不同。";
        more_redeemed: Fixed =
            "More points were redeemed than earned: some were earned before these rows begin, or a column says something else.",
            "兑换积分多于获得积分：部分积分在这些数据之前获得，或某一列的含义不同。";
        not_numbers: With1 =
            |names| format!("Called so, but not read as numbers, and counted nowhere: {names}. Say at the import that they are numbers."),
            |names| format!("以下列名称相符，但未按数字读取，未计入：{names}。请在导入时将其设为数字。");
        no_number: With1 =
            |column| format!("“{column}” has no number in the rows that count."),
            |column| format!("“{column}”在计入的行中没有数字。");
        unreadable: With2 =
            |n, column| format!("Left out of “{column}” as no numbers: {}.", counted(n, "cell", "cells")),
            |n, column| format!("“{column}”中有 {n} 个单元格不是数字，未计入。");
        turned: With1 =
            |column| format!("“{column}” is written with minus signs; they are taken away."),
            |column| format!("“{column}”以负数书写，已去掉负号。");
        negative: With2 =
            |n, column| format!("“{column}” has {} below zero, which lowers the sum.", counted(n, "number", "numbers")),
            |n, column| format!("“{column}”中有 {n} 个负数，已从合计中扣减。");
        mixed: With2 =
            |n, column| format!("“{column}” has {} above zero among those with a minus sign, which lowers the sum.", counted(n, "number", "numbers")),
            |n, column| format!("“{column}”多为负数，其中 {n} 个正数已从合计中扣减。");
        needs_any: Fixed =
            "No column of numbers says points earned, redeemed, expired or left. Load customers or purchases with such columns (points_earned, points_redeemed, points_expired, points_balance; 累计积分, 已兑换积分, 过期积分, 积分余额), or choose them here.",
            "没有数字列说明获得、兑换、过期或剩余的积分。请载入含有此类列的客户表或交易表（如“累计积分”“已兑换积分”“过期积分”“积分余额”，或 points_earned、points_redeemed、points_expired、points_balance），或在此选择。";
        needs: [&'static str; 4] =
            [
                "No column of numbers of the same table says points earned (points_earned, 累计积分): without one there is no redemption rate and no breakage.",
                "No column of numbers of the same table says points redeemed (points_redeemed, 已兑换积分): without one there is no redemption rate, no breakage of settled points, and nobody to name who redeemed none.",
                "No column of numbers of the same table says points expired (points_expired, 过期积分): without one there is no breakage.",
                "No column of numbers says the balance (points_balance, 积分余额): without one, points outstanding need all of earned, redeemed and expired.",
            ],
            [
                "同一张表中没有数字列说明获得积分（如“累计积分”“points_earned”）：缺少它无法计算兑换率和过期率。",
                "同一张表中没有数字列说明兑换积分（如“已兑换积分”“points_redeemed”）：缺少它无法计算兑换率和已了结积分的过期率，也无法列出从未兑换的客户。",
                "同一张表中没有数字列说明过期积分（如“过期积分”“points_expired”）：缺少它无法计算过期率。",
                "没有数字列说明积分余额（如“积分余额”“points_balance”）：缺少它时，未兑换积分需要获得、兑换和过期三列齐全。",
            ];
        column_fields: [&'static str; 4] =
            ["Column of points earned", "Column of points redeemed", "Column of points expired", "Column of the balance"],
            ["获得积分列", "兑换积分列", "过期积分列", "积分余额列"];
        value_field: Fixed = "What a point is worth (money)", "每积分折合金额";
        value_blank: Fixed = "not set", "未设置";
        value_help: Fixed =
            "With it, points outstanding and expired are shown in money too. What accounts set aside also depends on how many points will be redeemed.",
            "填写后，未兑换和过期的积分也以金额显示。会计上的计提还取决于积分将被兑换的比例。";
        error_value: With2 =
            |given, most| format!("A point cannot be worth {given}: choose more than 0, at most {most}"),
            |given, most| format!("每积分不能折合 {given}：请填写大于 0 且不超过 {most} 的金额");
    }
}

texts! {
    /// Texts of the reward's appeal.
    AppealTexts {
        title: Fixed = "Appeal of the reward", "奖励吸引力";
        judged: Fixed =
            "Mark your reward on five elements from 1 (poor) to 5 (excellent). This is your judgement, not a measurement: what customers think of it a survey would say.",
            "请从五个方面为奖励打分，1 分（差）至 5 分（优）。这是您的判断，而非测量结果：客户的看法需通过问卷了解。";
        definition: Fixed =
            "The weighted mean of the marks given, 1 to 5; elements without a mark or of weight 0 do not count. Judged by the user; the weights are an assumption, equal unless changed.",
            "所给评分的加权平均，1 至 5 分；未评分或权重为 0 的方面不计。由用户判断；权重为假设，默认相等。";
        source: Fixed =
            "The five elements: O'Brien and Jones, Do Rewards Really Create Loyalty?, Harvard Business Review 73 (May-June 1995) 75-82; marks and weights: yours",
            "五个方面：O'Brien 与 Jones，Do Rewards Really Create Loyalty?，《哈佛商业评论》73（1995 年 5–6 月）75-82；评分与权重由您设定";
        used: With1 = |n| counted(n, "mark", "marks"), |n| format!("{n} 项评分");
        score: Fixed = "Appeal, 1–5", "吸引力（1–5）";
        marked: With2 =
            |marked, all| format!("{marked} of {all} elements marked"),
            |marked, all| format!("{all} 个方面中已评 {marked} 个");
        weakest: With2 =
            |names, mark| format!("Weakest, with {mark}: {names}."),
            |names, mark| format!("最弱（{mark} 分）：{names}。");
        element: Fixed = "Element", "方面";
        mark: Fixed = "Mark", "评分";
        weight: Fixed = "Weight", "权重";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        elements: [&'static str; 5] =
            ["cash value", "choice", "aspirational value", "relevance", "convenience"],
            ["现金价值", "可选范围", "向往程度", "可得性", "便利性"];
        questions: [&'static str; 5] =
            [
                "What the reward is worth beside what is spent to get it",
                "How much there is to choose from when redeeming",
                "Whether customers long for it",
                "Whether customers can really reach it",
                "How easy it is to take part",
            ],
            [
                "奖励的价值与为此消费的金额相比如何",
                "兑换时有多少可供选择",
                "客户是否向往这一奖励",
                "客户是否真能得到",
                "参与是否方便",
            ];
        mark_of: With1 = |element| format!("Mark of {element}"), |element| format!("{element}评分");
        unmarked: Fixed = "no mark", "未评分";
        weights_field: Fixed =
            "Weights: cash value, choice, aspirational value, relevance, convenience",
            "权重：现金价值、可选范围、向往程度、可得性、便利性";
        error_mark: With3 =
            |given, lowest, highest| format!("A mark cannot be {given}: choose {lowest} to {highest}, or leave it blank"),
            |given, lowest, highest| format!("评分不能为 {given}：请填写 {lowest} 至 {highest}，或留空");
        error_weights: With1 =
            |most| format!("The five marks need five weights from 0 to {most}, one of them above 0, with commas between"),
            |most| format!("五项评分需要五个 0 至 {most} 之间的权重，其中至少一个大于 0，用逗号分隔");
    }
}
