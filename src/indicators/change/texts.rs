//! What is said of why a figure changed.

use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Texts of a change.
    ChangeTexts {
        promise: Fixed =
            "See why revenue, customers, orders, basket or the score changed: who was lost, who came, who changed, and the mix of customers.",
            "查看收入、客户数、订单数、客单价或净推荐值为何变化：谁流失、谁加入、谁改变，以及客户结构的影响。";
        definition: Fixed =
            "The change from one window to the next in exact parts. Lost: who counts in the first alone, known to have left or not. Came: in the second alone. Changed: the same people in both. Mix: what groups of other sizes explain of who was lost and who came, each group as it is in the mean of both sides. For revenue, customers, orders and basket people are customers with an order that is no return; for the score, the mean and the shares those who answered, each with the newest answer of the window. Revenue, customers and orders are sums; the basket is money per order, so its groups are as large as their orders, and what others returned counts as lost in the first window and as came in the second. The mix of orders is rounded to whole orders. By a column of the purchases each customer is of the group of their newest purchase of the window.",
            "两个窗口之间的变化，拆成可精确相加的几部分。流失：仅计入前一窗口者，不论有无离开记录；加入：仅计入后一窗口者；改变：两期都在的同一批人；结构：流失与加入之中由各组占比变化解释的部分，各组取两侧均值。收入、客户数、订单数和客单价按有非退货订单的客户计；净推荐值、平均分和占比按各窗口内每人最新回答计。收入、客户数和订单数为合计；客单价为每单金额，各组按订单数加权，窗口内没有订单者的退货在前一窗口计入流失，在后一窗口计入加入。订单数的结构部分取整到整单。按交易列分组时，客户归入其在该窗口内最近一笔购买所属的组。";
        source: Fixed =
            "Counted in the loaded files; the mix after Kitagawa, JASA 50 (1955); intervals of answers: Poisson bootstrap of people",
            "根据已载入的文件计算；结构部分参照 Kitagawa，JASA 50（1955）；回答的区间：对客户重复抽样";
        figures: [&'static str; 9] =
            [
                "Revenue, or the score without purchases",
                "Revenue",
                "Active customers",
                "Orders",
                "Basket",
                "Net Promoter Score",
                "Mean score",
                "Share of promoters",
                "Share of detractors",
            ],
            [
                "收入；无交易时为净推荐值",
                "收入",
                "活跃客户数",
                "订单数",
                "客单价",
                "净推荐值",
                "平均分",
                "推荐者占比",
                "贬损者占比",
            ];
        headline: With3 =
            |figure, from, to| format!("{figure} went from {from} to {to}."),
            |figure, from, to| format!("{figure}由 {from} 变为 {to}。");
        largest: With2 =
            |part, value| format!(" The largest part: {part}, {value}."),
            |part, value| format!("影响最大的部分：{part}，{value}。");
        lacks_windows: Fixed =
            "To split this change, purchases of two whole months at least are needed.",
            "拆分该变化至少需要两个完整月份的交易。";
        lacks_months: Fixed =
            "To split this change, dated answers of two months at least are needed.",
            "拆分该变化至少需要两个月带日期的回答。";
        lacks_answers: Fixed =
            "One of the two windows has no answer: choose other months.",
            "其中一个窗口没有回答：请选择其他月份。";
        lacks_orders: Fixed =
            "One of the two windows has no order: choose other months.",
            "其中一个窗口没有订单：请选择其他月份。";
        other_scale: Fixed =
            "The answers look like those on another scale than 0–10; the loyalty page asks about it.",
            "这些回答看起来不是 0–10 分制；请先在忠诚度页面确认。";
        nobody_stayed: Fixed =
            "Nobody counts in both windows: who was lost and who came cannot be told apart, and stands under came.",
            "没有人同时计入两个窗口：流失与加入无法区分，均列在“加入”下。";
        unnamed: With1 =
            |n| format!("{} nobody: they count as lost and as came.", counted(n, "answer names", "answers name")),
            |n| format!("{n} 份回答没有客户编号，按流失与加入计。");
        total: Fixed = "Change", "变化";
        title: With1 = |figure| format!("{figure}, from then to now"), |figure| format!("{figure}：由前到后");
        then_now: [&'static str; 2] = ["then", "now"], ["前", "后"];
        names: [&'static str; 5] =
            ["who was lost", "who came", "who changed", "mix of groups", "returns only"],
            ["流失者", "加入者", "改变者", "结构变化", "仅有退货"];
        parts: Fixed = "What the change is made of", "变化的构成";
        part: Fixed = "Part", "部分";
        value: Fixed = "Effect", "影响";
        people: Fixed = "Of how many", "人数";
        mix: With1 = |by| format!("Mix by {by}"), |by| format!("按{by}的结构变化");
        points: With1 = |n| format!("{n} percentage points"), |n| format!("{n} 个百分点");
        no_interval: Fixed =
            "These parts have no intervals: purchases are everybody's, and not a sample as answers are.",
            "这些部分没有区间：交易涵盖全部客户，不像回答那样是样本。";
        windows: Fixed =
            "Compared are the two windows above. The figure that led here may be of other days.",
            "此处比较上方的两个时间窗口，与您点击的数字所属期间可能不同。";
        no_mix: Fixed =
            "Each customer counts as one in every group, so the mix of groups explains none of it.",
            "每位客户在任何组中都只计一人，因此没有结构部分。";
        mix_note: Fixed =
            "A group that is above the mean lifts the figure when its share grows.",
            "高于均值的组占比上升会拉高该数字。";
        share_before: Fixed = "Share then", "前期占比";
        share_after: Fixed = "Share now", "后期占比";
        figure_field: Fixed = "Figure", "指标";
        by_field: Fixed = "Mix by", "结构按";
        without_mix: With3 =
            |by, lost, came| format!("Retention in money tells no mix: it has {lost} lost and {came} from who came in the same windows. Here the mix by “{by}” is taken out of these two; choose no mix to see the same. The total is the same either way."),
            |by, lost, came| format!("“金额留存”页不拆分结构：同样两个窗口中流失为 {lost}，加入为 {came}。此处从这两部分中拆出了“{by}”的结构变化；选择“不拆分结构”即与该页一致，合计不变。");
        by_none: Fixed = "no mix", "不拆分结构";
        by_first: Fixed = "the first there is", "首个可用属性";
        how: Fixed = "How this is worked out", "计算方法";
        error_resamples: With1 =
            |given| format!("People cannot be drawn {given} times: choose 50 to 2000"),
            |given| format!("重抽次数不能为 {given}：请选择 50 至 2000");
        error_level: With1 =
            |given| format!("{given} is no confidence level: choose 0.5 to below 1"),
            |given| format!("{given} 不是有效的置信水平：请选择 0.5 至 1（不含 1）");
    }
}
