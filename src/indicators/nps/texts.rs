//! What is said of the Net Promoter Score.

use crate::domain::language::Language;
use crate::domain::texts::{Fixed, With1, With2, With3, counted, texts};

texts! {
    /// Where the score comes from.
    NpsDefinition {
        definition: Fixed =
            "Net Promoter Score: the share of promoters (9–10) minus the share of detractors (0–6), times 100. Anything but a whole score from 0 to 10 is not an answer. The interval is the adjusted Wald interval: 0.75 promoters, 1.5 passives and 0.75 detractors are added, then Wald on n + 3, held within ±100; where it misses the score of a few one-sided answers it is widened to hold it. Two scores are compared with the same answers added to both: z is the difference of the adjusted scores over √(SE² + SE²), a change is real from |z| ≥ 1.96 on, and nothing is compared where either is a small sample. Somebody who answered several times counts as often, or once with the newest answer, of those the filter lets through, where people are counted.",
            "净推荐值：推荐者（9–10 分）占比减去贬损者（0–6 分）占比，乘以 100。不是 0–10 整数的一律不算回答。区间为调整 Wald 区间：加上 0.75 名推荐者、1.5 名中立者、0.75 名贬损者，再按 n + 3 计算，限制在 ±100 以内；回答很少且一边倒、区间不含得分时，扩展到包含得分。比较两个得分时，双方都加上同样的回答：z 为调整后得分之差除以 √(SE² + SE²)，|z| ≥ 1.96 才算显著变化；任一方样本较小则不作比较。多次回答的人每次都计入；按人计数时，每人只计通过筛选的最新一次回答。";
        source: Fixed =
            "Reichheld, The One Number You Need to Grow, Harvard Business Review (December 2003); interval: Rocks, Interval Estimation for the Net Promoter Score, The American Statistician (2016); comparison: Lewis, Sauro, How to Statistically Compare Two Net Promoter Scores, MeasuringU (2021)",
            "Reichheld《The One Number You Need to Grow》，《哈佛商业评论》2003 年 12 月；区间：Rocks《Interval Estimation for the Net Promoter Score》，The American Statistician (2016)；比较：Lewis、Sauro《How to Statistically Compare Two Net Promoter Scores》，MeasuringU (2021)";
    }
}

texts! {
    /// Texts of the score's page.
    NpsTexts {
        promise: Fixed =
            "See whether customers would recommend you, which groups would not, and whether the score really moved.",
            "看清客户是否愿意推荐您、哪些群体不愿意，以及得分是否真的变化。";
        no_scores: Fixed = "None of the answers holds a score from 0 to 10", "没有一份回答含有 0–10 的有效评分";
        headline: With3 =
            |score, low, high| format!("The Net Promoter Score is {score}, somewhere between {low} and {high}."),
            |score, low, high| format!("净推荐值（NPS）为 {score}，区间为 {low} 至 {high}。");
        headline_few: With1 =
            |n| format!("Only {}: read it with care.", counted(n, "answer", "answers")),
            |n| format!("仅 {n} 份回答，请谨慎解读。");
        latest: With2 = |period, score| format!("{period}: {score}."), |period, score| format!("{period}为 {score}。");
        latest_first_few: With3 =
            |period, score, n| format!("{period}: {score}, of only {}.", counted(n, "answer", "answers")),
            |period, score, n| format!("{period}为 {score}，仅 {n} 份回答。");
        latest_few: With3 =
            |period, score, since| format!("{period}: {score}, too few answers to compare with {since}."),
            |period, score, since| format!("{period}为 {score}，回答太少，无法与{since}比较。");
        latest_same: With3 =
            |period, score, since| format!("{period}: {score}, no real change against {since}."),
            |period, score, since| format!("{period}为 {score}，与{since}相比无显著变化。");
        latest_up: With3 =
            |period, score, since| format!("{period}: {score}, really higher than in {since}."),
            |period, score, since| format!("{period}为 {score}，确实高于{since}。");
        latest_down: With3 =
            |period, score, since| format!("{period}: {score}, really lower than in {since}."),
            |period, score, since| format!("{period}为 {score}，确实低于{since}。");
        trend_title: With1 = |latest| format!("Net Promoter Score, {latest}"), |latest| format!("净推荐值：{latest}");
        scale_asked: With1 =
            |scale| format!("These answers look like a scale of {scale}, not of 0–10: no Net Promoter Score before you say how it was asked."),
            |scale| format!("这些回答看起来是 {scale} 分制，而不是 0–10 分制：请先确认评分尺度，再显示净推荐值。");
        scale_meaning: Fixed =
            "On another scale a Net Promoter Score means nothing: on one that ends with 5 everybody is a detractor. Nothing is rescaled. If the question was asked from 0 to 10 all the same, say so here.",
            "其他尺度上的净推荐值没有意义：例如满分为 5 分时，所有人都会成为贬损者。系统不会自行换算。如果问卷确实采用 0–10 分，请在此确认。";
        scale_confirmed: With1 =
            |scale| format!("The answers look like a scale of {scale}; you said that they were asked from 0 to 10."),
            |scale| format!("这些回答看起来是 {scale} 分制；您已确认问卷采用 0–10 分。");
        scale: Fixed = "The scale of the answers", "评分尺度";
        scale_field: Fixed = "How was it asked?", "问卷采用的尺度";
        scale_open: Fixed = "Not from 0 to 10, or not known", "不是 0–10 分，或不清楚";
        scale_really: Fixed = "Really from 0 to 10", "确实是 0–10 分";
        count_field: Fixed = "Count", "计数方式";
        count_answers: Fixed = "every answer", "每次回答";
        count_people: Fixed = "every person once, with the newest answer", "每人一次（取最新回答）";
        repeated: With2 =
            |answers, people| format!("{} of {}: some answered more than once", counted(answers, "answer", "answers"), counted(people, "person", "people")),
            |answers, people| format!("{people} 人共 {answers} 份回答：有人多次作答");
        repeated_once: With2 =
            |people, answers| format!("{}, each with the newest of {}", counted(people, "person", "people"), counted(answers, "answer", "answers")),
            |people, answers| format!("{people} 人，各取最新回答（共 {answers} 份）");
        nps: Fixed = "Net Promoter Score", "净推荐值（NPS）";
        low: Fixed = "Low end of the interval", "区间下限";
        high: Fixed = "High end of the interval", "区间上限";
        confidence: With1 = |level| format!("{level} confidence"), |level| format!("置信度 {level}");
        n: Fixed = "Answers", "回答数";
        promoters: Fixed = "Promoters (9–10)", "推荐者（9–10 分）";
        passives: Fixed = "Passives (7–8)", "中立者（7–8 分）";
        detractors: Fixed = "Detractors (0–6)", "贬损者（0–6 分）";
        promoter: Fixed = "Promoter", "推荐者";
        passive: Fixed = "Passive", "中立者";
        detractor: Fixed = "Detractor", "贬损者";
        no_score: Fixed = "No score", "无评分";
        not_answers: Fixed = "Not an answer", "无效回答";
        not_answers_note: Fixed = "no score from 0 to 10", "没有 0–10 的评分";
        of_answers: With1 = |share| format!("{share} of answers"), |share| format!("占回答的 {share}");
        gauge: With1 = |score| format!("The score is {score}"), |score| format!("净推荐值为 {score}");
        shares: With2 =
            |promoters, detractors| format!("{promoters} of answers are from promoters, {detractors} from detractors"),
            |promoters, detractors| format!("{promoters} 的回答来自推荐者，{detractors} 来自贬损者");
        over_time: Fixed = "Over time", "随时间变化";
        no_days: Fixed = "The answers carry no dates, so there is no trend.", "回答没有日期，无法显示趋势。";
        score: Fixed = "Score", "得分";
        change: Fixed = "Change", "变化";
        change_few: Fixed = "too few answers to compare", "回答太少，无法比较";
        change_none: Fixed = "no real change", "无显著变化";
        change_up: Fixed = "really higher", "确实升高";
        change_down: Fixed = "really lower", "确实降低";
        change_note: Fixed =
            "Triangles mark real changes: so large a difference comes about by chance in fewer than 5 of 100 cases. Everything else is no real change, or has too few answers to compare.",
            "三角标记显著变化：纯属偶然出现如此大差异的概率低于 5%。其余无显著变化，或回答太少无法比较。";
        compare: Fixed = "Compare groups", "分组对比";
        compare_by: Fixed = "Compare by", "对比维度";
        compare_none: Fixed =
            "The answers have no further column with a few different values to compare by.",
            "回答中没有可用于对比的其他列。";
        compare_title: With2 =
            |lowest, highest| format!("Lowest: {lowest}; highest: {highest}"),
            |lowest, highest| format!("最低：{lowest}；最高：{highest}");
        compare_title_plain: With1 = |by| format!("Score by {by}"), |by| format!("按“{by}”的得分");
        compare_note: Fixed =
            "Where intervals overlap widely the groups may not differ at all; of many groups some lie apart by chance.",
            "区间大幅重叠的群体可能并无差异；群体较多时，总有一些会因偶然而相差较大。";
        compare_few: With1 =
            |n| format!("{} with too few answers only in the table below.", counted(n, "group stands", "groups stand")),
            |n| format!("{n} 个回答太少的组仅列在下表中。");
        compare_same_thing: Fixed =
            "These values are a rating themselves, or made of the score: that low ones go along with low scores says nothing of where to begin.",
            "这些取值本身就是评分，或由得分得出：低值对应低分，并不能说明应从何处入手。";
        compare_table: With1 = |by| format!("Scores by {by}"), |by| format!("按“{by}”的得分表");
        distribution_title: With1 = |mean| format!("The mean answer is {mean}"), |mean| format!("平均评分为 {mean}");
        share: Fixed = "Share", "占比";
        answer: Fixed = "Answer", "评分";
        comments: Fixed = "What they wrote", "客户留言";
        comments_note: With1 = |n| format!("The newest {}, newest first", counted(n, "comment", "comments")), |n| format!("最新 {n} 条，由新到旧");
        comments_none: Fixed = "There are no comments.", "没有留言。";
        anonymous: Fixed = "Anonymous", "匿名";
        do_lowest: With3 =
            |by, value, score| format!("Start where it hurts: {by} “{value}” has the lowest score, {score}, of all groups with enough answers."),
            |by, value, score| format!("先从最弱处入手：在样本足够的群体中，{by}“{value}”得分最低，为 {score}。");
        do_detractors: With1 =
            |n| format!("Call back the detractors who left their name, the newest first: {} who it was.", counted(n, "answer from 0 to 6 says", "answers from 0 to 6 say")),
            |n| format!("由新到旧回访留下身份的贬损者：{n} 份 0–6 分的回答留有身份或联系方式。");
        to_follow_up: Fixed = "Follow up", "前往跟进";
        do_few: Fixed =
            "Do not read a change into the latest period yet: it or the one before has too few answers to compare.",
            "先不要解读最近一期的变化：本期或上一期的回答太少，无法比较。";
        do_same: Fixed =
            "Do not celebrate or worry over the latest movement: it is within chance. Longer periods or more answers show smaller changes.",
            "不必为最近一期的波动庆祝或担忧：它在偶然范围之内。延长周期或增加样本才能识别更小的变化。";
        do_up: Fixed = "Find out what changed before the latest rise, and keep doing it.", "弄清最近一次上升之前做了什么改变，并坚持下去。";
        do_down: Fixed =
            "Find out what changed before the latest drop: it is more than chance.",
            "查明最近一次下降之前发生了什么：这不是偶然波动。";
        do_small: Fixed = "Collect more answers before acting on this score.", "先收集更多回答，再据此行动。";
        offered_head: With3 =
            |score, low, high| format!("NPS {score} ({low} to {high})"),
            |score, low, high| format!("净推荐值 {score}（{low} 至 {high}）");
        offered_head_few: With3 =
            |score, interval, n| format!("NPS {score} ({interval}, only {})", counted(n, "answer", "answers")),
            |score, interval, n| format!("净推荐值 {score}（{interval}，仅 {n} 份回答）");
        offered_interval: With2 = |low, high| format!("{low} to {high}"), |low, high| format!("{low} 至 {high}");
        offered_note: With3 =
            |low, high, n| format!("{low} to {high}, n = {n}"),
            |low, high, n| format!("{low} 至 {high}，n = {n}");
        offered_scale: With1 =
            |scale| format!("Looks like a scale of {scale}: was it asked from 0 to 10?"),
            |scale| format!("看起来是 {scale} 分制：问卷是否采用 0–10 分？");
        error_level: With1 =
            |given| format!("{given} is not a confidence level: choose at least 0.5 and below 1"),
            |given| format!("{given} 不是置信水平：请选择不小于 0.5 且小于 1 的值");
    }
}

/// Definition and source of all figures that scores are.
pub fn definition(language: Language) -> (&'static str, &'static str) {
    let texts = NpsDefinition::of(language);
    (texts.definition, texts.source)
}
