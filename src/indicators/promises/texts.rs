//! What is said of promises.

use crate::domain::texts::{Fixed, With1, With2, counted, texts};

texts! {
    /// Texts of promises.
    PromisesTexts {
        promise: Fixed =
            "See how many promises were kept in time, where they are not, and which are overdue.",
            "查看有多少承诺按时兑现、哪些部门未能兑现，以及哪些已逾期。";
        definition: Fixed =
            "A promise is a row with a day it was promised for: of a log of promises, a complaint, or an order (lines of one order for one day are one promise). It was kept on the day the file says, for complaints without one on the day they were settled; a plain yes counts as in time, a no as broken. As of the last day known, a promise is due once its day is over; due and by nothing said to be kept, it is overdue. The share is of those due.",
            "承诺指带有承诺日期的一行：承诺记录、投诉，或订单（同一订单承诺同一天的各行算一项）。兑现日期以文件为准，投诉没有时取解决日期；只写“是”的计为按时，只写“否”的计为未兑现。截至最后已知日期，承诺日期已过即为到期；到期且没有兑现记录的为逾期。比例以到期的承诺计算。";
        source: Fixed =
            "Counted in the loaded files; interval: Wilson (1927)",
            "根据已载入的文件计数；区间：Wilson (1927)";
        headline: With2 =
            |share, n| format!("{share} of {} that were due were kept in time.", counted(n, "promise", "promises")),
            |share, n| format!("到期的 {n} 项承诺中，{share} 按时兑现。");
        headline_overdue: With2 =
            |n, day| format!("{n} were overdue on {day}."),
            |n, day| format!("截至 {day} 有 {n} 项逾期。");
        headline_not_due: With1 =
            |n| format!("None of {} is due yet.", counted(n, "promise", "promises")),
            |n| format!("{n} 项承诺均未到期。");
        headline_none: Fixed = "No column says what was promised for which day.", "没有列说明承诺在哪一天兑现。";
        no_column: Fixed =
            "Load a log of promises, complaints or purchases with the promised day (promised, due date), and the day it was kept or a yes or no beside it. Roles can be set on the import page.",
            "请载入含承诺日期（如“承诺日期”）以及兑现日期或是否兑现的承诺记录、投诉或交易；可在导入页面指定列的含义。";
        no_kept: Fixed =
            "The file does not say which promises were kept: all that are due count as overdue.",
            "文件没有说明哪些承诺已兑现：到期的全部计为逾期。";
        backwards: With1 =
            |n| format!("{} before the day they were made, and count nowhere.", counted(n, "promise is for a day", "promises are for days")),
            |n| format!("{n} 项承诺的日期早于作出承诺之日，未计入。");
        share: Fixed = "Kept in time", "按时兑现率";
        of_due: With2 = |n, interval| format!("of {n} due; {interval}"), |n, interval| format!("共 {n} 项到期；{interval}");
        due: Fixed = "Due", "到期";
        in_time: Fixed = "In time", "按时兑现";
        late: Fixed = "Late", "逾期后兑现";
        broken: Fixed = "Broken", "未兑现";
        overdue: Fixed = "Overdue", "逾期未兑现";
        not_yet: Fixed = "Not yet due", "未到期";
        as_of: With1 = |day| format!("as of {day}"), |day| format!("截至 {day}");
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}：{figure}");
        of_field: Fixed = "Promises of", "承诺来自";
        of_log: Fixed = "a log of promises", "承诺记录";
        of_complaints: Fixed = "complaints", "投诉";
        of_purchases: Fixed = "purchases", "交易";
        groups: With1 = |by| format!("By {by}"), |by| format!("按{by}");
        by_field: Fixed = "Divide by", "分组依据";
        group: Fixed = "Group", "分组";
        list: Fixed = "Overdue promises, the longest first", "逾期的承诺（最久的在前）";
        nothing_overdue: Fixed = "Nothing is overdue.", "没有逾期的承诺。";
        customer: Fixed = "Customer", "客户";
        unknown: Fixed = "not known", "未知";
        promised: Fixed = "Promised for", "承诺日期";
        days: Fixed = "Days overdue", "逾期天数";
        value: Fixed = "Spent", "消费额";
        more: With1 = |n| format!("and {n} more"), |n| format!("另有 {n} 项");
        why: With1 = |day| format!("promised for {day}, overdue"), |day| format!("承诺于 {day}，已逾期");
        listed_field: Fixed = "Overdue promises listed", "列出的逾期承诺数";
        scores: Fixed = "What customers said", "客户的评分";
        scores_help: Fixed =
            "Newest scores of customers with promises due. A lower score need not come of the promise.",
            "有到期承诺的客户的最近一次评分。评分较低不一定是承诺所致。";
        customers: Fixed = "Customers", "客户";
        kept_all: Fixed = "every promise kept in time", "全部按时兑现";
        kept_not: Fixed = "some promise not kept in time", "有未按时兑现的";
        answers: Fixed = "Answers", "回答数";
        score: Fixed = "NPS", "净推荐值";
        verdicts: [&'static str; 5] =
            [
                "One side gave no answer: scores cannot be compared.",
                "One side gave few answers: scores cannot be compared yet.",
                "Between the two scores there is no difference beyond chance.",
                "Where a promise was not kept in time the score is higher, beyond chance.",
                "Where a promise was not kept in time the score is lower, beyond chance.",
            ],
            [
                "其中一方没有回答，无法比较。",
                "其中一方回答太少，暂无法比较。",
                "两者的评分差异未超出偶然。",
                "有承诺未按时兑现的客户评分更高，超出偶然。",
                "有承诺未按时兑现的客户评分更低，超出偶然。",
            ];
        do_overdue: With1 =
            |n| format!("Call the customers of the {} today: say when it will be done, and keep that.", counted(n, "overdue promise", "overdue promises")),
            |n| format!("今天就联系 {n} 项逾期承诺的客户：说明何时办妥，并做到。");
        do_worst: With2 =
            |name, share| format!("Ask {name} what keeps promises from being kept there: {share} in time, surely below the others."),
            |name, share| format!("了解{name}为何未能兑现：按时率 {share}，明显低于整体。");
        error_listed: With2 =
            |given, most| format!("{given} promises cannot be listed: choose 1 to {most}"),
            |given, most| format!("无法列出 {given} 项承诺：请选择 1 至 {most}");
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
    }
}
