//! What is said of the churn warning.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the churn warning.
    WarningTexts {
        promise: Fixed =
            "See who is silent for longer than usual and who is likely not to buy again, ranked by the money at risk, and how often such warnings came true.",
            "查看谁的沉默超出自身节奏、谁可能不再购买，按风险金额排序，并检验这类预警有多准。";
        definition: Fixed =
            "Silence: days since the last purchase. Beyond the 80% point of a customer's own gaps (of everybody's where they have few) it is a warning, beyond the 90% point lost (silent); who has left is in neither, so that the life cycle, which counts them too, has more lost. Both points are set on the life cycle page. Did not buy again: no purchase in the window ahead, or left in it. The chance of that is a logistic regression over signs of those who bought in the window before. Where no column says the product, the spread is that of contacts: different touchpoints and channels that purchases, complaints and answers name. It is fitted one window earlier and tested on the last. Precision: share of those warned of who did not buy again. Recall: share of those who did not buy again who were warned of. Lift: precision over the share of all who did not buy again. At risk: chance times what was bought in the last window.",
            "沉默：距上次购买的天数。超过客户自身购买间隔的 80% 分位（间隔太少时用全体）为预警，超过 90% 分位为流失（沉默）；已离开者不在其中，因此计入他们的生命周期页流失数更多。两个分位在生命周期页设置。未再购买：下一窗口内未购买或已离开。其概率由逻辑回归按各信号估计，对象为上一窗口内有购买的客户；没有产品列时，改看接触面：交易、投诉与答卷中出现的不同触点和渠道；模型用前一窗口拟合，用最后一个窗口检验。精确率：被预警者中未再购买的比例。召回率：未再购买者中被预警的比例。提升度：精确率除以总体未再购买的比例。风险金额：概率乘以最近窗口的消费。";
        source: Fixed =
            "own definition, after 预警 and 流失 against one's own rhythm; logistic regression: D. R. Cox (1958); intervals: E. B. Wilson (1927)",
            "自有定义，依据自身节奏的预警与流失；逻辑回归：D. R. Cox (1958)；区间：E. B. Wilson (1927)";
        headline: With2 =
            |warning, lost| format!("{} silent for longer than usual, {lost} so long that they count as lost (silent).", counted(warning, "customer is", "customers are")),
            |warning, lost| format!("{warning} 名客户沉默超出常规（预警），{lost} 名已视为流失（沉默）。");
        headline_test: With3 =
            |precision, lift, days| format!(" Of the tenth held least likely to buy again, {precision} did not buy again within {days}: {lift} times the share of all."),
            |precision, lift, days| format!("风险最高的十分之一中，{precision} 在{days}内未再购买，是总体的 {lift} 倍。");
        days: With1 = |n| counted(n, "day", "days"), |n| format!(" {n} 天");
        lacks_rhythm: Fixed =
            "Nobody bought on two days, so nobody's rhythm is known: a warning needs customers who came back.",
            "没有客户在两天购买过，无从得知购买节奏：预警需要有回头客。";
        lacks_time: Fixed =
            "No model: the file's time has no room for four windows of this length. Choose a shorter window, or load more time.",
            "未建模型：数据时间不够四个窗口。请缩短窗口或载入更长时间的数据。";
        lacks_customers: Fixed =
            "No model: nobody bought in a window that it would learn from or be tested on. Load more time or more customers.",
            "未建模型：用于学习或检验的窗口内没有客户购买。请载入更长时间或更多客户。";
        lacks_outcome: Fixed =
            "No model: in a window it would learn from or be tested on, all customers stopped buying, or none. Choose another window, or load more customers.",
            "未建模型：用于学习或检验的窗口内客户全部未再购买或无一如此。请更换窗口或载入更多客户。";
        lacks_endless: Fixed =
            "No model: the signs tell apart without fail who buys again, as they do where customers are few. Load more customers.",
            "未建模型：各信号能毫无差错地区分谁会再购买，通常因客户太少。请载入更多客户。";
        few_gone: With1 =
            |n| format!("Only {} where the model learned: read its chances with care.", counted(n, "customer did not buy again", "customers did not buy again")),
            |n| format!("模型学习的窗口内仅 {n} 名客户未再购买：概率请谨慎解读。");
        no_better: Fixed =
            "The model may be no better than chance: the interval of its lift holds 1.",
            "模型可能不比随机更好：提升度的区间包含 1。";
        left: With1 =
            |n| format!("{} not judged: the exits say they have left.", counted(n, "customer is", "customers are")),
            |n| format!("{n} 名客户已离开（有离开记录），不再判断。");
        names: [&'static str; 3] = ["Steady", "Warning", "Lost (silent)"], ["正常", "预警", "流失（沉默）"];
        at_risk: Fixed = "Money at risk", "风险金额";
        at_risk_note: With1 =
            |days| format!("chance times what was bought in the last {days}"),
            |days| format!("概率 × 最近{days}的消费");
        precision: Fixed = "Top tenth: warned rightly (precision)", "前十分之一：预警命中率（精确率）";
        recall: Fixed = "Top tenth: found of all who did not buy again (recall)", "前十分之一：占全部未再购买者（召回率）";
        lift: Fixed = "Top tenth: times as many as by chance (lift)", "前十分之一：相对随机的倍数（提升度）";
        states: Fixed = "By silence", "按沉默时长";
        test: Fixed = "The test", "检验";
        test_note: With3 =
            |sample, gone, span| format!("{sample} customers, {gone} of whom did not buy again, {span}."),
            |sample, gone, span| format!("{sample} 名客户，其中 {gone} 名未再购买，{span}。");
        of_whom: Fixed = "Warned of", "预警方式";
        rows: [&'static str; 3] =
            ["Top tenth by the model", "As many as the rule, by the model", "The rule: silence beyond the warning point"],
            ["模型：前十分之一", "模型：与规则同样多", "规则：沉默超过预警点"];
        flagged: Fixed = "Customers", "客户数";
        short: [&'static str; 3] = ["Warned rightly (precision)", "Found of all (recall)", "Times chance (lift)"], ["命中率（精确率）", "找出的比例（召回率）", "随机的倍数（提升度）"];
        of: With2 = |figure, what| format!("{figure}, {what}"), |figure, what| format!("{what}：{figure}");
        model_better: Fixed =
            "With equally many customers warned of, the model finds more of those who do not buy again than the rule does, and not by chance.",
            "预警同样多的客户时，模型确实比规则找得更准。";
        rule_better: Fixed =
            "With equally many customers warned of, the rule finds more of those who do not buy again than the model does, and not by chance: go by the rule.",
            "预警同样多的客户时，规则确实更准：请以规则为准。";
        alike: Fixed =
            "With equally many customers warned of, model and rule differ by no more than chance.",
            "预警同样多的客户时，模型与规则的差别可能只是偶然波动。";
        tenths: With2 =
            |first, last| format!("Of the tenth most at risk {first} did not buy again, of the tenth least at risk {last}"),
            |first, last| format!("风险最高的十分之一有 {first} 未再购买，最低的十分之一为 {last}");
        tenth: Fixed = "Tenth by chance, highest first", "按概率十等分（由高到低）";
        gone: Fixed = "Did not buy again", "实际未再购买";
        expected: Fixed = "Expected", "预计未再购买";
        signs: Fixed = "What the signs say", "各信号的作用";
        sign: Fixed = "Sign", "信号";
        sign_names: [&'static str; 9] = [
            "Silence against own rhythm", "More days bought on than before", "More money than before",
            "More products than before", "More ways of contact than before", "Days bought on so far", "Time as a customer", "Complaint open or recent",
            "Newest score is a detractor's",
        ], [
            "沉默（相对自身节奏）", "购买天数较前增加", "消费金额较前增加", "购买品类较前增加", "接触渠道较前增加", "累计购买天数", "客户时长",
            "有未结或近期投诉", "最近评分为贬损者",
        ];
        odds: Fixed = "Times the odds of not buying again, one standard deviation more", "未再购买几率的倍数（每增加一个标准差）";
        p: Fixed = "p", "p";
        endless: Fixed =
            "told some outcome without fail: no factor can be given",
            "完全区分了部分结果，无法给出倍数";
        not_sure: Fixed = "may be chance", "可能出于偶然";
        trained: With3 =
            |customers, gone, span| format!("Fitted to {customers} customers, {gone} of whom did not buy again, {span}."),
            |customers, gone, span| format!("拟合所用：{customers} 名客户，其中 {gone} 名未再购买，{span}。");
        listed: Fixed = "Most money at risk", "风险金额最高的客户";
        customer: Fixed = "Customer", "客户";
        silence: Fixed = "Silent for", "沉默";
        usual: With1 = |days| format!("warning from {days} on"), |days| format!("满 {days}即预警");
        state: Fixed = "State", "状态";
        why: With2 =
            |silent, usual| format!("silent for {silent}, usually {usual} at most"),
            |silent, usual| format!("已沉默 {silent}，通常不超过 {usual}");
        why_chance: With1 =
            |chance| format!("chance of not buying again {chance}"),
            |chance| format!("不再购买的概率 {chance}");
        chance: Fixed = "Chance of not buying again", "不再购买的概率";
        lately: Fixed = "Bought lately", "近期消费";
        value: Fixed = "Money spent", "消费额";
        do_call: With2 =
            |n, money| format!("Get in touch with the {} listed below, silent for longer than usual: {money} of the last window's money is at risk with them.", counted(n, "customer", "customers")),
            |n, money| format!("优先联系所列 {n} 名沉默超出常规的客户：最近窗口消费中有 {money} 面临风险。");
        do_rule: With1 =
            |n| format!("Get in touch with the {} listed below, silent for longer than usual.", counted(n, "customer", "customers")),
            |n| format!("优先联系所列 {n} 名沉默超出常规的客户。");
        listed_note: Fixed =
            "Only customers silent for longer than their usual: who is within it is not listed, however much they bring.",
            "只列沉默超出自身节奏的客户；仍在节奏之内者无论消费多少都不列出。";
        to_lifecycle: Fixed = "What counts as usual silence", "设置常规沉默时长";
        how: Fixed = "How this is computed", "计算方法";
        window_field: Fixed = "Did not buy again means: no purchase for (days)", "未再购买：多少天内无购买（天）";
        window_own: Fixed = "the 90% point of all gaps", "全体间隔的 90% 分位";
        error_window: With2 =
            |given, most| format!("A window of {given} days cannot be tested: choose 1 to {most}"),
            |given, most| format!("无法使用 {given} 天的窗口：请选择 1 至 {most}");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
