//! What is said of channels.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of channels.
    ChannelsTexts {
        promise: Fixed =
            "See through which channels transactions come, in which branches, and what moving them to a cheaper channel would save.",
            "查看交易来自哪些渠道和网点，以及迁移到更便宜的渠道能节省多少。";
        definition: Fixed =
            "A transaction is a row that is no return. Saved: transactions × the share moved × what one costs beyond the cheapest channel. Costs are typed in; that customers follow is assumed.",
            "一行非退货记录为一笔交易。节省：交易数 × 迁移比例 × 单笔成本与最便宜渠道之差。成本由您填写；假设客户愿意迁移。";
        source: Fixed = "Counted in the loaded purchases; costs and share: yours", "根据已载入的交易计数；成本与比例由您设定";
        headline: With2 =
            |name, share| format!("Most transactions come through {name}: {share}."),
            |name, share| format!("{name}的交易最多，占 {share}。");
        headline_routine: fn(&[String; 4]) -> String =
            |[share, from, to, saving]| format!("Moving {share} of the routine transactions of {from}, the dearest channel, to {to} would save {saving}."),
            |[share, from, to, saving]| format!("把成本最高的{from}中 {share} 的常规交易迁移到{to}，可节省 {saving}。");
        headline_dearest: fn(&[String; 4]) -> String =
            |[share, from, to, saving]| format!("Moving {share} of the transactions of {from}, the dearest channel, to {to} would save {saving}."),
            |[share, from, to, saving]| format!("把成本最高的{from}中 {share} 的交易迁移到{to}，可节省 {saving}。");
        headline_saving: With3 =
            |share, to, saving| format!("Moving {share} of the dearer ones to {to} would save {saving}."),
            |share, to, saving| format!("把较贵渠道 {share} 的交易迁移到{to}，可节省 {saving}。");
        headline_none: Fixed = "No column of the purchases says the channel.", "交易中没有渠道列。";
        no_column: Fixed =
            "Load purchases with a column that says the channel (channel, 渠道), or choose one below.",
            "请载入含渠道列（如“渠道”）的交易，或在下方选择一列。";
        no_costs: Fixed =
            "Type in what a transaction costs in two channels or more to see what moving them would save.",
            "填写至少两个渠道的单笔成本，即可查看迁移能节省多少。";
        unknown: With1 = |names| format!("No transaction came through: {names}. Is the name as in the file?"), |names| format!("没有来自以下渠道的交易：{names}。名称是否与文件一致？");
        column_field: Fixed = "Channel", "渠道列";
        branch_field: Fixed = "Branch", "网点列";
        costs_field: Fixed = "Cost of a transaction (money), a line a channel", "单笔成本（金额，每行一个渠道）";
        costs_help: Fixed = "channel: amount, as Counter: 20", "格式为“渠道: 金额”，如 柜台: 20";
        moved_field: Fixed = "Share that moves to the cheapest", "迁移到最便宜渠道的比例";
        channels: Fixed = "Channels", "各渠道";
        channel: Fixed = "Channel", "渠道";
        branches: Fixed = "Branches", "各网点";
        branch: Fixed = "Branch", "网点";
        branches_count: Fixed = "Branches", "网点数";
        neither: Fixed = "neither", "两者皆非";
        near_mean: Fixed = "share of complex work that may be that of the mean", "复杂业务占比与平均值之差可能出于偶然";
        may_be_chance: Fixed = "may be chance", "可能出于偶然";
        transactions: Fixed = "Transactions", "交易数";
        share: Fixed = "Share", "占比";
        value: Fixed = "Money", "金额";
        cost: Fixed = "Cost", "成本";
        saving: Fixed = "Would save", "可节省";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        branches_help: Fixed = "Shares of each branch's transactions by channel.", "各网点的交易按渠道的占比。";
        hubs: Fixed = "Hub or spoke", "中心网点与卫星网点";
        hubs_rule_often: With2 =
            |share, n| format!("Routine are the {n} products bought most often that make up {share} of all transactions together; all else is complex. Both figures are cut at the mean of the branches, large and small alike: at it or above is high. A branch whose share of complex work may be that of the mean by chance is neither."),
            |share, n| format!("常规产品为购买次数最多、合计占全部交易 {share} 的 {n} 种产品，其余为复杂业务。两项指标均以各网点的平均值为界（不论大小，各网点权重相同）：不低于平均值为高。复杂业务占比与平均值之差可能出于偶然的网点两者皆非。");
        hubs_rule_typed: With1 =
            |n| format!("Routine are the products typed in, of which {n} were bought; all else is complex. Both figures are cut at the mean of the branches, large and small alike: at it or above is high. A branch whose share of complex work may be that of the mean by chance is neither."),
            |n| format!("常规产品为您填写的产品（其中 {n} 种有交易），其余为复杂业务。两项指标均以各网点的平均值为界（不论大小，各网点权重相同）：不低于平均值为高。复杂业务占比与平均值之差可能出于偶然的网点两者皆非。");
        hubs_no_product: Fixed =
            "To tell hubs from spokes, load purchases with a column that says the product (product, 产品), or choose one below.",
            "要区分中心网点与卫星网点，请载入含产品列（如“产品”）的交易，或在下方选择一列。";
        hubs_alone: Fixed =
            "Hubs and spokes are told apart among two branches or more whose customers and products are known.",
            "至少有两个客户与产品均已知的网点，才能区分中心网点与卫星网点。";
        hubs_unknown: With1 =
            |names| format!("Nobody bought: {names}. Is the name as in the file?"),
            |names| format!("没有以下产品的交易：{names}。名称是否与文件一致？");
        map_title: With2 =
            |hubs, all| format!("{hubs} of {} bring much value and do much that is complex, beyond chance", counted(all, "branch", "branches")),
            |hubs, all| format!("{all} 个网点中有 {hubs} 个客均价值高且复杂业务多，超出偶然");
        map_alike: Fixed =
            "No branch is told from the mean by its complex work: none is hub or spoke beyond chance",
            "各网点的复杂业务占比与平均值之差均可能出于偶然，无法区分中心网点与卫星网点";
        map_note: With2 =
            |value, complex| format!("lines: the means, {value} and {complex}"),
            |value, complex| format!("分界线为均值：{value} 与 {complex}");
        hubs_caption: Fixed = "Branches by kind", "按类型统计网点";
        hubs_branches: Fixed = "Each branch, most transactions first", "各网点（交易数由多到少）";
        kind: Fixed = "Kind", "类型";
        kinds: [&'static str; 4] =
            ["hub", "much value, routine", "complex, little value", "spoke"],
            ["中心网点", "高价值、常规业务", "复杂业务、低价值", "卫星网点"];
        kind_meaning: [&'static str; 4] =
            [
                "much value per customer, much that is complex",
                "much value per customer, little that is complex",
                "little value per customer, much that is complex",
                "little value per customer, little that is complex",
            ],
            ["客均价值高，复杂业务多", "客均价值高，复杂业务少", "客均价值低，复杂业务多", "客均价值低，复杂业务少"];
        meaning: Fixed = "Means", "含义";
        mean_of_branches: Fixed = "Mean of the branches", "各网点平均";
        customers: Fixed = "Customers", "客户数";
        value_each: Fixed = "Value per customer", "客均价值";
        complex: Fixed = "Complex", "复杂业务占比";
        product_field: Fixed = "Product", "产品列";
        routine_field: Fixed = "Routine products, by line or comma", "常规产品（每行一个或用逗号分隔）";
        routine_help: Fixed = "Blank: those bought most often", "留空：购买次数最多的产品";
        routine_until_field: Fixed = "Products bought most often are routine up to", "购买最多的产品视为常规的累计占比";
        turnover: Fixed = "Scores against employee turnover", "净推荐值与员工流动率";
        turnover_definition: Fixed =
            "Each branch’s Net Promoter Score and the mean of its employee turnover, of the same answers. The correlation is of ranks (Spearman), of branches, large and small alike; 1 where the score rises with the turnover throughout, -1 where it falls. Interval: Fisher’s, with the variance for ranks.",
            "各网点的净推荐值与员工流动率均值，取自相同的回答。相关系数为各网点（不论大小）的秩相关（Spearman）：流动率越高得分越高为 1，反之为 -1。区间：Fisher 变换，采用秩相关的方差。";
        turnover_source: Fixed = "Spearman (1904); interval: Bonett, Wright (2000)", "Spearman (1904)；区间：Bonett、Wright (2000)";
        turnover_correlation: Fixed = "Rank correlation", "秩相关系数";
        turnover_n: With1 = |n| if n == "1" { "1 branch".to_owned() } else { format!("{n} branches") }, |n| format!("{n} 个网点");
        turnover_too_few: With1 =
            |n| format!("{n} known with score and turnover: three or more are needed, and they must differ."),
            |n| format!("得分与流动率均已知的网点有 {n} 个：至少需要三个，且彼此不同。");
        turnover_few: With1 =
            |n| format!("Only {n} branches: one of them can turn the picture."),
            |n| format!("仅 {n} 个网点：其中任何一个都可能改变结论。");
        turnover_verdicts: [&'static str; 3] =
            [
                "Whether scores go with employee turnover cannot be told: it may be chance.",
                "Where more employees leave, scores are lower, beyond chance. That need not be why: both may come of the same.",
                "Where more employees leave, scores are higher, beyond chance. Look for what else sets these branches apart.",
            ],
            [
                "得分与员工流动率是否有关尚无法判断：可能出于偶然。",
                "员工流动越多，得分越低，超出偶然。但未必是原因，两者可能同源。",
                "员工流动越多，得分反而越高，超出偶然。请查看这些网点还有哪些不同。",
            ];
        answers: Fixed = "Answers", "回答数";
        score: Fixed = "NPS", "净推荐值";
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
        error_routine: With1 =
            |given| format!("Products cannot be routine up to a share of {given}: choose more than 0, at most 100%"),
            |given| format!("常规产品的累计占比不能为 {given}：请选择大于 0、不超过 100% 的值");
        error_cost: With2 =
            |line, text| format!("Line {line}, “{text}”: wanted are a channel, a colon and an amount of zero or more"),
            |line, text| format!("第 {line} 行“{text}”：应为渠道、冒号和不小于零的金额");
        error_moved: With1 = |given| format!("A share of {given} cannot move: choose 0 to 100%"), |given| format!("迁移比例不能为 {given}：请选择 0 至 100%");
    }
}
