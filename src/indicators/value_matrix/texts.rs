//! What is said of the value matrix.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of the value matrix.
    ValueMatrixTexts {
        promise: Fixed =
            "See what customers bring today against what they could: whom to keep, to develop, to hold at their level, and to serve cheaply.",
            "比较客户的当前价值与潜在价值：谁该全力维系、谁该发展、谁该保持、谁该低成本服务。";
        definition: Fixed =
            "Current value: the sum of a customer's amounts that count, less their cost where a column says it, or the sum of a column of margins. Potential: a column of the customers table; or what they spend elsewhere, by their wallet; or the products sold that they do not hold; or the money of the latest days less that of as many days before; or, where it is chosen, what a model of how often and for how much they buy expects of them (lifetime value). High is a value above the cut. Platinum is high in both, gold in current value, iron in potential, lead in neither.",
            "当前价值：计入的客户金额之和，有成本列时减去成本。潜在价值：客户表中的一列，或按钱包计算的他处消费，或未持有的产品数，或最近若干天与此前同样天数的消费额之差；也可选择由购买频率与金额模型预期的价值（客户终身价值）。高于分界为“高”。白金：两者皆高；黄金：当前价值高；铁质：潜力高；铅质：两者皆低。";
        source: Fixed =
            "Verhoef, Donkers (2001), for the axes; metals and treatments as taught in China",
            "维度：Verhoef、Donkers (2001)；铅、铁、黄金、白金的名称与策略：国内客户关系管理教材";
        names: [&'static str; 4] = ["Lead", "Iron", "Gold", "Platinum"], ["铅质客户", "铁质客户", "黄金客户", "白金客户"];
        strategies: [&'static str; 4] =
            [
                "Serve at low cost, by self-service; invest in no more than that, and raise prices or let go where serving them loses money.",
                "Invest in the relationship while potential is there: offer what they do not have yet, win a larger share, check after a while whether it rises.",
                "Keep them as they are: hold service and contact at their level, watch for signs of leaving, do not spend on growth there is none of.",
                "Give them the most: a person who knows them, service before others, and offers of their own; losing one costs most.",
            ],
            [
                "低成本服务、以自助为主，不再追加投入；服务亏损的可提价或放手。",
                "趁有潜力投入资源重建关系：推荐尚未持有的产品、提高份额，并定期检查是否提升。",
                "全力维持现有关系：保持服务与联系水平，留意流失迹象，不为有限的增长多投入。",
                "不遗余力保持和增强：专人服务、优先响应、专属方案；流失一名的代价最大。",
            ];
        headline: With3 =
            |n, value, potential| format!("{} {value} of the value; {potential} more could grow (iron).", counted(n, "customer high in both brings", "customers high in both bring")),
            |n, value, potential| format!("{n} 名白金客户贡献了 {value} 的价值；另有 {potential} 名铁质客户有增长潜力。");
        headline_plain: With1 =
            |n| format!("{} by current and potential value.", counted(n, "customer", "customers")),
            |n| format!("{n} 名客户按当前价值与潜在价值划分。");
        unknown: Fixed =
            "Nobody's potential is known: it needs purchases on two days at least, or a column of the customers table that says it (potential, wallet)",
            "没有客户的潜在价值可知：需要至少两天的交易，或客户表中的相应列（如“潜力”“钱包”）";
        by_column: With1 =
            |column| format!("Potential is what the column “{column}” of the customers table says."),
            |column| format!("潜在价值取自客户表的“{column}”列。");
        by_wallet: With1 =
            |column| format!("Potential is what customers spend elsewhere, by the column “{column}”."),
            |column| format!("潜在价值为客户在他处的消费，依据“{column}”列。");
        by_products: With1 =
            |column| format!("Potential is how many of the products sold a customer does not hold (column “{column}”). Not every product is for everybody: read it as room, not as a forecast."),
            |column| format!("潜在价值为客户尚未持有的产品数（“{column}”列）。并非每种产品都适合每名客户：应理解为空间，而非预测。");
        by_growth: With2 =
            |later, earlier| format!("Potential is the money of {later} less that of {earlier}: where customers are heading, for lack of a column that says what they could spend."),
            |later, earlier| format!("潜在价值为 {later} 与 {earlier} 消费额之差：因没有说明客户潜力的列，以变化趋势代替。");
        by_expected: With2 =
            |months, model| format!("Potential is what customers are expected to bring in the next {}, by {model} and the settings of the page Lifetime value. It is a forecast from what they did, so that it goes with current value: few are high in one alone.", counted(months, "month", "months")),
            |months, model| format!("潜在价值为未来 {months} 个月的预期价值，依据 {model} 模型与“客户终身价值”页的设置。它由以往行为推出，与当前价值相关：仅一项高的客户不多。");
        without: With1 =
            |n| format!("{} in no quadrant: potential not known.", counted(n, "customer is", "customers are")),
            |n| format!("{n} 名客户的潜在价值未知，不在任何象限。");
        none_high: With1 =
            |axis| format!("Nobody lies above the cut of {axis}: too many customers have the same value. Choose another quantile or type in an amount."),
            |axis| format!("没有客户高于{axis}的分界：过多客户的数值相同。请选择其他分位数或输入金额。");
        other_scale: Fixed =
            "No scores here: the answers look like those on another scale than 0–10; the loyalty page asks about it.",
            "此处不显示净推荐值：回答似乎不是 0–10 的评分，请先在净推荐值页确认。";
        quadrants: Fixed = "The four quadrants", "四个象限";
        map: Fixed = "Where customers lie", "客户分布";
        map_title: With3 =
            |n, quadrant, all| format!("Most customers are {quadrant}: {n} of {all}"),
            |n, quadrant, all| format!("{all} 名客户中人数最多的是{quadrant}：{n} 名");
        map_note: With2 =
            |current, potential| format!("lines: current value {current}, potential {potential}"),
            |current, potential| format!("分界线：当前价值 {current}，潜在价值 {potential}");
        map_help: Fixed =
            "Each field holds the customers in a band of both values, named by its upper end; the stronger the colour, the more. Bands are of equal width, or grow with the values where a few are far greater than the rest. The lines are the cuts: drag them, or move them by other quantiles or amounts typed in below.",
            "每格为两个价值区间内的客户，以区间上限标注；颜色越浓人数越多。区间等宽；少数值远大于其余时，区间随数值增大。线为分界：可直接拖动，或在下方改变分位数、输入金额来移动。";
        up_to: With1 = |axis| format!("{axis}, up to"), |axis| format!("{axis}（上限）");
        customers: Fixed = "Customers", "客户数";
        quadrant: Fixed = "Quadrant", "象限";
        strategy: Fixed = "What each calls for", "各象限的策略";
        playbook_help: Fixed =
            "As the playbook of the workbench has it: the literature's advice, until you write your own there.",
            "取自分群工作台的策略手册：默认为文献建议，可在该处改写。";
        to_playbook: Fixed = "Write other treatments (workbench)", "改写策略（分群工作台）";
        mean_potential: Fixed = "Potential (mean)", "潜在价值（均值）";
        nps: Fixed = "NPS", "净推荐值";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        current: Fixed = "Current value", "当前价值";
        potential: Fixed = "Potential", "潜在价值";
        both: Fixed = "current value and potential", "当前价值与潜在价值";
        cuts: Fixed = "High above", "高于此值为高";
        potential_field: Fixed = "Potential by", "潜在价值依据";
        potentials: [&'static str; 6] =
            ["what the data have", "a column", "wallet", "products not held", "growth", "expected value (a model)"],
            ["按数据自动选择", "指定列", "钱包", "未持有的产品", "增长", "预期价值（模型）"];
        column_field: Fixed = "Column of potential", "潜在价值列";
        product_field: Fixed = "Product", "产品列";
        first_called: Fixed = "found by its name", "按列名识别";
        cut_field: Fixed = "Cut", "分界方式";
        cut_by: [&'static str; 2] = ["at quantiles", "at amounts"], ["分位数", "指定数值"];
        cut_help: Fixed =
            "The lines of the map can be dragged, or moved with the arrow keys: the cuts are then the amounts where they stand.",
            "也可直接拖动分布图上的分界线（或用方向键移动），分界即为线所在的数值。";
        line: With1 = |axis| format!("Cut: {axis}"), |axis| format!("{axis}的分界线");
        current_field: Fixed = "Current value: quantile", "当前价值分位数";
        potential_quantile_field: Fixed = "Potential: quantile", "潜在价值分位数";
        amounts_field: Fixed = "Amounts (money)", "分界数值（金额）";
        amounts_help: Fixed =
            "Current value and potential, separated by a comma: 1000, 3",
            "依次为当前价值、潜在价值，用逗号分隔：1000, 3";
        window_field: Fixed = "Days compared (growth)", "增长比较天数";
        error_quantile: Fixed =
            "A cut there parts nobody: choose a quantile between 0 and 100%",
            "此处分界无法划分客户：请选择 0 与 100% 之间的分位数";
        error_amounts: With1 =
            |given| format!("Two amounts are needed – current value and potential – and {given} are typed in: type in two numbers first"),
            |given| format!("需要两个数值（当前价值、潜在价值），目前输入了 {given} 个：请先输入两个数字");
        error_nothing: Fixed =
            "Growth compares one day at least, and products must be two at least: choose more",
            "增长比较至少需要一天，产品至少需要两种：请增大数值";
        error_model: Fixed =
            "Expected value needs a model, and these purchases fix none: more time, or more customers who came back, are needed. Choose another measure, or see the page Lifetime value",
            "预期价值需要模型，而现有交易不足以建立：需要更长的时间或更多回购客户。请改选其他依据，或查看“客户终身价值”页";
        error_column: With1 =
            |by| format!("Potential by “{by}” needs a column that says it, and the tables have none of the name: load one or choose another measure"),
            |by| format!("按“{by}”衡量潜在价值需要相应的列，已载入的表中没有：请载入或改选其他依据");
        error_level: With1 =
            |level| format!("{level} is no confidence level: choose 0.5 to below 1"),
            |level| format!("{level} 不是有效的置信度：请选择 0.5 至 1 之间的值");
    }
}
