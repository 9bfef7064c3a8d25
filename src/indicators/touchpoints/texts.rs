//! What is said of touchpoints.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of touchpoints.
    TouchpointsTexts {
        promise: Fixed =
            "See at which touchpoints detractors arise and how much money is at stake there, and on which days and at which hours.",
            "查看贬损者出现在哪些触点、涉及多少消费额，以及在星期几和什么时段。";
        definition: Fixed =
            "A touchpoint is a value of a column of the answers; its score is that of its answers. At stake: what the known customers who were detractors (0 to 6) there brought, each counted once; a customer may be at stake at several.",
            "触点为回答中某一列的取值，得分取该触点的全部回答。涉及消费额：在该触点给出 0 至 6 分的已知客户的消费额，每名客户计一次；同一客户可计入多个触点。";
        source: Fixed = "Counted in the loaded answers; interval: Rocks (2016); moments of truth: Carlzon (1987)", "根据已载入的回答计数；区间：Rocks (2016)；关键时刻：Carlzon (1987)";
        headline_money: With3 =
            |name, money, n| format!("Most is at stake at “{name}”: {} who brought {money}.", counted(n, "detractor", "detractors")),
            |name, money, n| format!("“{name}”涉及的消费额最高：{n} 名贬损者，消费额 {money}。");
        headline: With2 =
            |name, n| format!("Most detractors are at “{name}”: {}.", counted(n, "answer", "answers")),
            |name, n| format!("“{name}”的贬损者最多：{n} 份回答。");
        headline_nobody: Fixed = "No touchpoint has detractors.", "没有触点出现贬损者。";
        headline_none: Fixed = "No column of the answers says the touchpoint.", "问卷回答中没有触点列。";
        no_column: Fixed =
            "Load answers with a column that says where they were given (touchpoint, 触点), or choose one below.",
            "请载入含触点列（如“触点”）的回答，或在下方选择一列。";
        no_money: Fixed = "Without purchases of these customers touchpoints stand by their detractors.", "没有这些客户的交易数据，触点按贬损者数量排序。";
        column_field: Fixed = "Touchpoint", "触点列";
        touchpoints: Fixed = "Touchpoints", "各触点";
        touchpoint: Fixed = "Touchpoint", "触点";
        answers: Fixed = "Answers", "回答数";
        detractors: Fixed = "Detractors", "贬损者";
        customers: Fixed = "Customers who were", "其中已知客户";
        at_stake: Fixed = "At stake", "涉及消费额";
        score: Fixed = "NPS", "NPS";
        of: With2 = |figure, of| format!("{figure}, {of}"), |figure, of| format!("{of}{figure}");
        chart: With1 = |name| format!("Most at stake: {name}"), |name| format!("涉及消费额最高：{name}");
        weekdays: Fixed = "By day of the week", "按星期";
        weekday: Fixed = "Day", "星期";
        days: [&'static str; 7] =
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];
        moments: Fixed = "Moments of truth: day of the week by time", "关键时刻：星期 × 时段";
        moment: With2 = |day, time| format!("{day} {time}"), |day, time| format!("{day} {time}");
        worst_money: With3 =
            |moment, n, money| format!("Most is at stake on {moment}: {} who brought {money}.", counted(n, "detractor", "detractors")),
            |moment, n, money| format!("{moment} 涉及的消费额最高：{n} 名贬损者，消费额 {money}。");
        worst: With2 =
            |moment, score| format!("The lowest score of enough answers is that of {moment}: {score}."),
            |moment, score| format!("回答数足够的时刻中，{moment} 得分最低：{score}。");
        cell_help: Fixed =
            "NPS, and below it how many answered; * marks few answers.",
            "NPS，下方为回答数；* 表示回答较少。";
        cell_help_money: Fixed =
            "NPS, and below it how many answered and what the detractors among them brought; * marks few answers.",
            "NPS，下方为回答数与其中贬损者的消费额；* 表示回答较少。";
        few_mark: Fixed = " *", " *";
        times: Fixed = "By time of day", "按时段";
        time: Fixed = "Time", "时段";
    }
}
