//! What is said of channels.

use crate::domain::texts::{Fixed, With1, With2, With3, texts};

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
        costs_field: Fixed = "Cost of a transaction, a line a channel", "单笔成本（每行一个渠道）";
        costs_help: Fixed = "channel: amount, as Counter: 20", "格式为“渠道: 金额”，如 柜台: 20";
        moved_field: Fixed = "Share that moves to the cheapest", "迁移到最便宜渠道的比例";
        channels: Fixed = "Channels", "各渠道";
        channel: Fixed = "Channel", "渠道";
        branches: Fixed = "Branches", "各网点";
        branch: Fixed = "Branch", "网点";
        transactions: Fixed = "Transactions", "交易数";
        share: Fixed = "Share", "占比";
        value: Fixed = "Money", "金额";
        cost: Fixed = "Cost", "成本";
        saving: Fixed = "Would save", "可节省";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        branches_help: Fixed = "Shares of each branch's transactions by channel.", "各网点的交易按渠道的占比。";
        error_cost: With2 =
            |line, text| format!("Line {line}, “{text}”: wanted are a channel, a colon and an amount of zero or more"),
            |line, text| format!("第 {line} 行“{text}”：应为渠道、冒号和不小于零的金额");
        error_moved: With1 = |given| format!("A share of {given} cannot move: choose 0 to 100 %"), |given| format!("迁移比例不能为 {given}：请选择 0 至 100%");
    }
}
