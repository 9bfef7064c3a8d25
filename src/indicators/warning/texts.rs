//! What is said of the churn warning.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the churn warning.
    WarningTexts {
        promise: Fixed =
            "See who is silent for longer than usual and who is likely not to buy again, ranked by the money at risk, and how often such warnings came true.",
            "查看谁的沉默超出自身节奏、谁可能不再购买，按风险金额排序，并检验这类预警有多准。";
        definition: Fixed =
            "Silence: days since the last purchase. Beyond the 80% point of a customer's own gaps (of everybody's where they have few) it is a warning, beyond the 90% point a loss; both points are set on the life cycle page. Gone: no purchase in the window ahead, or left in it. The chance of that is a logistic regression over signs of those who bought in the window before. Where no column says the product, the spread is that of contacts: different touchpoints and channels that purchases, complaints and answers name. It is fitted one window earlier and tested on the last. Precision: share of those warned of who were gone. Recall: share of those gone who were warned of. Lift: precision over the share of all who were gone. At risk: chance times what was bought in the last window.",
            "沉默：距上次购买的天数。超过客户自身购买间隔的 80% 分位（间隔太少时用全体）为预警，超过 90% 分位为流失；两个分位在生命周期页设置。流失结果：下一窗口内未购买或已离开。其概率由逻辑回归按各信号估计，对象为上一窗口内有购买的客户；没有产品列时，改看接触面：交易、投诉与答卷中出现的不同触点和渠道；模型用前一窗口拟合，用最后一个窗口检验。精确率：被预警者中流失的比例。召回率：流失者中被预警的比例。提升度：精确率除以总体流失率。风险金额：概率乘以最近窗口的消费。";
        source: Fixed =
            "own definition, after 预警 and 流失 against one's own rhythm; logistic regression: D. R. Cox (1958); intervals: E. B. Wilson (1927)",
            "自有定义，依据自身节奏的预警与流失；逻辑回归：D. R. Cox (1958)；区间：E. B. Wilson (1927)";
        headline: With2 =
            |warning, lost| format!("{} silent for longer than usual, {lost} so long that they count as lost.", counted(warning, "customer is", "customers are")),
            |warning, lost| format!("{warning} 名客户沉默超出常规（预警），{lost} 名已视为流失。");
        headline_test: With3 =
            |precision, lift, days| format!(" Of the tenth held most likely to go, {precision} did not buy again within {days}: {lift} times the share of all."),
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
            "No model: in a window it would learn from or be tested on, all customers were gone, or none. Choose another window, or load more customers.",
            "未建模型：用于学习或检验的窗口内客户全部流失或无一流失。请更换窗口或载入更多客户。";
        lacks_endless: Fixed =
            "No model: the signs tell apart without fail who goes, as they do where customers are few. Load more customers.",
            "未建模型：各信号能毫无差错地区分流失者，通常因客户太少。请载入更多客户。";
        few_gone: With1 =
            |n| format!("Only {} gone where the model learned: read its chances with care.", counted(n, "customer was", "customers were")),
            |n| format!("模型学习的窗口内仅 {n} 名客户流失：概率请谨慎解读。");
        no_better: Fixed =
            "The model may be no better than chance: the interval of its lift holds 1.",
            "模型可能不比随机更好：提升度的区间包含 1。";
        left: With1 =
            |n| format!("{} not judged: the exits say they have left.", counted(n, "customer is", "customers are")),
            |n| format!("{n} 名客户已在流失表中，不再判断。");
        names: [&'static str; 3] = ["Steady", "Warning", "Lost"], ["正常", "预警", "流失"];
        at_risk: Fixed = "Money at risk", "风险金额";
        at_risk_note: With1 =
            |days| format!("chance times what was bought in the last {days}"),
            |days| format!("概率 × 最近{days}的消费");
        precision: Fixed = "Precision of the top tenth", "前十分之一的精确率";
        recall: Fixed = "Recall of the top tenth", "前十分之一的召回率";
        lift: Fixed = "Lift of the top tenth", "前十分之一的提升度";
        states: Fixed = "By silence", "按沉默时长";
        test: Fixed = "The test", "检验";
        test_note: With3 =
            |sample, gone, span| format!("{sample} customers, {gone} of them gone, {span}."),
            |sample, gone, span| format!("{sample} 名客户，其中 {gone} 流失，{span}。");
        of_whom: Fixed = "Warned of", "预警方式";
        rows: [&'static str; 3] =
            ["Top tenth by the model", "As many as the rule, by the model", "The rule: silence beyond the warning point"],
            ["模型：前十分之一", "模型：与规则同样多", "规则：沉默超过预警点"];
        flagged: Fixed = "Customers", "客户数";
        short: [&'static str; 3] = ["Precision", "Recall", "Lift"], ["精确率", "召回率", "提升度"];
        of: With2 = |figure, what| format!("{figure}, {what}"), |figure, what| format!("{what}：{figure}");
        model_better: Fixed =
            "With equally many customers warned of, the model finds more of those who go than the rule does, and not by chance.",
            "预警同样多的客户时，模型确实比规则找得更准。";
        rule_better: Fixed =
            "With equally many customers warned of, the rule finds more of those who go than the model does, and not by chance: go by the rule.",
            "预警同样多的客户时，规则确实更准：请以规则为准。";
        alike: Fixed =
            "With equally many customers warned of, model and rule differ by no more than chance.",
            "预警同样多的客户时，模型与规则的差别不超出偶然。";
        tenths: With2 =
            |first, last| format!("Of the tenth most at risk {first} were gone, of the tenth least at risk {last}"),
            |first, last| format!("风险最高的十分之一流失 {first}，最低的十分之一流失 {last}");
        tenth: Fixed = "Tenth by chance, highest first", "按概率十等分（由高到低）";
        gone: Fixed = "Gone", "实际流失";
        expected: Fixed = "Expected", "预计流失";
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
        odds: Fixed = "Odds of going, one standard deviation more", "流失几率倍数（每增加一个标准差）";
        p: Fixed = "p", "p";
        endless: Fixed =
            "told some outcome without fail: no factor can be given",
            "完全区分了部分结果，无法给出倍数";
        not_sure: Fixed = "may be chance", "可能出于偶然";
        trained: With3 =
            |customers, gone, span| format!("Fitted to {customers} customers, {gone} of them gone, {span}."),
            |customers, gone, span| format!("拟合所用：{customers} 名客户，其中 {gone} 流失，{span}。");
        listed: Fixed = "Most money at risk", "风险金额最高的客户";
        customer: Fixed = "Customer", "客户";
        silence: Fixed = "Silent for", "沉默";
        usual: With1 = |days| format!("warning after {days}"), |days| format!("{days}后预警");
        state: Fixed = "State", "状态";
        why: With2 =
            |silent, usual| format!("silent for {silent}, usually {usual} at most"),
            |silent, usual| format!("已沉默 {silent}，通常不超过 {usual}");
        why_chance: With1 =
            |chance| format!("chance of going {chance}"),
            |chance| format!("流失概率 {chance}");
        chance: Fixed = "Chance of going", "流失概率";
        lately: Fixed = "Bought lately", "近期消费";
        value: Fixed = "Money spent", "消费额";
        do_call: With2 =
            |n, money| format!("Get in touch with the {n} customers listed first: {money} of the last window's money is at risk with them."),
            |n, money| format!("优先联系所列 {n} 名客户：最近窗口消费中有 {money} 面临风险。");
        do_rule: With1 =
            |n| format!("Get in touch with the {} listed first.", counted(n, "customer", "customers")),
            |n| format!("优先联系所列 {n} 名客户。");
        to_lifecycle: Fixed = "What counts as usual silence", "设置常规沉默时长";
        how: Fixed = "How this is computed", "计算方法";
        window_field: Fixed = "A customer is gone after", "多少天未购买视为流失结果";
        window_own: Fixed = "the 90% point of all gaps", "全体间隔的 90% 分位";
        error_window: With2 =
            |given, most| format!("A window of {given} days cannot be tested: choose 1 to {most}"),
            |given, most| format!("无法使用 {given} 天的窗口：请选择 1 至 {most}");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose one of at least 0.5 and below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择不低于 0.5 且小于 1 的值");
    }
}
