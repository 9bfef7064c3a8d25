//! What each figure means and where its formula comes from: the texts of the provenance dialog.

use crate::domain::provenance::{Indicator, LeftOut};
use crate::domain::segments::rfm::default_name;

use super::{Fixed, Texts, With1, counted};

texts! {
    /// Definitions and sources.
    DefinitionTexts {
        rfm: Fixed =
            "Recency: whole days from a customer's last purchase day to the reference date. Frequency: number of distinct orders. Monetary: sum of amounts, returns subtracted. Each is scored by the bounds shown on the page, the highest score being the best; a segment is the first rule of the table that fits the three scores.",
            "最近购买（R）：最后一次购买日到基准日的整天数。购买频率（F）：不同订单数。消费金额（M）：金额合计，退货冲减。三项按页面所示界限打分，分数越高越好；分群取规则表中第一条符合三项得分的规则。";
        rfm_source: Fixed =
            "Hughes, Strategic Database Marketing (1994); segment rules after the R package rfm 0.3.0 (Hebbali)",
            "Hughes《Strategic Database Marketing》(1994)；分群规则参照 R 软件包 rfm 0.3.0（Hebbali）";
        concentration: Fixed =
            "Customers ranked by the money they spent. A customer belongs to the class (A up to 80 %, B up to 95 %, C the rest) in which their share of the running total starts; customers with a total of zero or below are a class of their own.",
            "客户按消费金额从高到低排列，以其累计占比的起点归类（A 至 80 %，B 至 95 %，其余为 C）；累计金额为零或负的客户单独成一类。";
        gini: Fixed =
            "Gini coefficient of the money spent per customer: 0 when all spend the same, towards 1 when one customer spends everything. G = 2 Σ i·x(i) / (n Σ x) − (n + 1) / n, x ascending.",
            "客户消费金额的基尼系数：人人相同为 0，越集中越接近 1。G = 2 Σ i·x(i) / (n Σ x) − (n + 1) / n，x 升序。";
        gini_source: Fixed = "Gini, Variabilità e mutabilità (1912)", "Gini《Variabilità e mutabilità》(1912)";
        top_share: Fixed =
            "Share of all money that the top fifth of customers brings; the number of customers is rounded to the nearest whole one.",
            "消费最高的五分之一客户所占的金额比例；客户数四舍五入取整。";
        concentration_source: Fixed =
            "Pareto, Cours d'économie politique (1896); Dickie, ABC inventory analysis (1951)",
            "Pareto《Cours d'économie politique》(1896)；Dickie ABC 分析法 (1951)";
        nps: Fixed =
            "Net Promoter Score: the share of promoters (9–10) minus the share of detractors (0–6), times 100. Anything but a whole score from 0 to 10 is not an answer. The interval is the adjusted Wald interval: 0.75 promoters, 1.5 passives and 0.75 detractors are added, then Wald on n + 3, held within ±100.",
            "净推荐值：推荐者（9–10 分）占比减去贬损者（0–6 分）占比，乘以 100。不是 0–10 整数的一律不算回答。区间为调整 Wald 区间：加上 0.75 名推荐者、1.5 名被动者、0.75 名贬损者，再按 n + 3 计算，限制在 ±100 以内。";
        nps_source: Fixed =
            "Reichheld, The One Number You Need to Grow, Harvard Business Review (December 2003); interval: Rocks, Interval Estimation for the Net Promoter Score, The American Statistician (2016)",
            "Reichheld《The One Number You Need to Grow》，《哈佛商业评论》2003 年 12 月；区间：Rocks《Interval Estimation for the Net Promoter Score》，The American Statistician (2016)";
        rates: Fixed =
            "A customer is active in a period with at least one purchase; returns do not count. Retention of a period: the share of its active customers who are active again in the next one; churn is the rest. Repeat rate: customers with two or more orders as a share of all.",
            "周期内至少购买一次的客户为活跃客户，退货不计。某周期的留存率：该周期活跃客户中在下一周期仍活跃的比例；其余为流失率。复购率：下过两次及以上订单的客户占比。";
        rates_source: Fixed =
            "Farris, Bendle, Pfeifer, Reibstein, Marketing Metrics (2010); intervals: Wilson (1927)",
            "Farris、Bendle、Pfeifer、Reibstein《Marketing Metrics》(2010)；区间：Wilson (1927)";
        cohorts: Fixed =
            "Customers grouped by the month of their first purchase in the file. A cell is the share of the group that bought again so many months later; months after the end of the file are absent.",
            "按客户在数据中首次购买的月份分组。每格为该组客户在相应月数之后再次购买的比例；数据结束之后的月份不显示。";
        cohorts_source: Fixed =
            "Fader, Hardie, How to project customer retention, Journal of Interactive Marketing (2007)",
            "Fader、Hardie《How to project customer retention》，Journal of Interactive Marketing (2007)";
        reference_date: Fixed =
            "The day recency is counted to: the day after the newest date in the files, unless another one is set in Settings.",
            "计算“最近购买”的截止日：默认为数据中最新日期的后一天，可在“设置”中更改。";
        at_stake: Fixed =
            "All that the customers of the segments “can't lose” and “at risk” have spent, returns subtracted: they bought often and for much, but not lately.",
            "“不可失去的客户”与“流失风险客户”两个分群的累计消费金额，退货冲减：他们过去买得多、买得勤，但最近没有购买。";
        own_rules: Fixed = "The segment rules in force, see Settings", "当前生效的分群规则，见“设置”";
        exits: Fixed =
            "What customers who left had bought in the 12 calendar months (or as many as Settings say) up to the day they left, that day included; returns as the policy in force says. Of several exits of one customer the newest counts. The mean is per customer with any purchase in the files; one who had stopped buying counts as zero. It is what was measured, not a forecast of what they would have bought.",
            "流失客户在离开之日（含当日）前 12 个自然月（或“设置”中所选月数）内的消费额；退货按当前规则处理。同一客户多次流失时取最近一次。人均以数据中有购买记录的流失客户计算，此前已停止购买的按零计。这是实际发生的金额，不是对未来消费的预测。";
        exits_source: Fixed =
            "Measured in the loaded purchases and exits; for the idea: Reichheld, Sasser, Zero Defections, Harvard Business Review (September 1990)",
            "根据已载入的交易与流失记录计算；思路参照 Reichheld、Sasser《Zero Defections》，《哈佛商业评论》1990 年 9 月";
        exit_customers: Fixed =
            "Customers the table of exits names, each counted once.",
            "流失记录中出现的客户，每人只计一次。";
        rows_read: Fixed =
            "Rows of data in the file. The header and blank lines are none. Every row is either used or set aside.",
            "文件中的数据行数，不含表头和空行。每一行要么被使用，要么被搁置。";
        rows_used: Fixed = "Rows of the file that became data.", "文件中成为数据的行数。";
        rows_set_aside: Fixed =
            "Rows of the file that could not be used, each counted under the first reason found. They can be downloaded. Survey answers without a score from 0 to 10 are among them; indicators count them as “not an answer”.",
            "文件中无法使用的行数，每行按发现的第一个原因计数，可以下载。没有 0–10 有效评分的问卷回答也在其中，各指标将其计为“非有效回答”。";
        import_source: Fixed = "Counted while the file was read", "读取文件时计数";
        table_rows: Fixed =
            "Rows of all loaded files of this kind that the filter lets through.",
            "已载入的同类文件中通过当前筛选的行数。";
        customers: Fixed =
            "Customers that at least one row of any table names, under the filter in force; where something is searched, those whose id or name contains it, letter case aside.",
            "在当前筛选下，任一数据表中至少有一行提到的客户；搜索时，仅计编号或姓名包含关键词的客户（不区分大小写）。";
        counted_source: Fixed = "Counted in the loaded files", "根据已载入的文件计数";
        open_cases: Fixed =
            "Cases of customers to win back that are not closed; overdue are those whose due time has passed without a contact.",
            "尚未结案的待挽回个案；已超时指到时限仍未联系的个案。";
        case_value: Fixed =
            "What the customers of these cases had spent in the last 12 months of the loaded purchases when the case was opened, returns subtracted; a customer of several cases counts once. Customers the files do not know are not in it.",
            "这些个案的客户在立案时，于已载入交易最后 12 个月内的消费额（退货冲减）；同一客户有多个个案时只计一次。文件中没有的客户不计入。";
        counted_cases: Fixed = "Counted in the cases on this device", "根据本设备上的个案计数";
        last_score: Fixed =
            "The customer's newest answer with a score from 0 to 10, of those the filter lets through. Of several on one day the one further down in the file counts; answers without a date count as the oldest.",
            "通过当前筛选的回答中，该客户最新一次 0–10 的有效评分。同一天有多次回答时取文件中靠后的一条；没有日期的回答视为最早。";
        follow_up: Fixed =
            "Share of cases in which the customer was first contacted no later than the due time then in force. A case whose due time has passed without contact counts as late; one that is not yet due is left out. Hours run from the answer, or from when it became known, to the first contact and to closing; the median is the middle value, or the mean of the two middle ones. The interval is Wilson's for 95 %.",
            "首次联系客户不晚于当时期限的个案所占比例。已过期限仍未联系的计为超时；尚未到期的不计入。小时数从客户作答或该回答为人所知时算起，分别到首次联系和到结案；中位数取中间值，个数为偶数时取中间两个的平均。区间为 95 % 的 Wilson 区间。";
        follow_up_source: Fixed =
            "Counted in the cases kept here; interval: Wilson, Journal of the American Statistical Association 22 (1927)",
            "根据此处保存的个案计数；区间：Wilson，Journal of the American Statistical Association 22 (1927)";
        segment_champions: Fixed = "Champions", "重要价值客户";
        segment_potential_loyalist: Fixed = "Potential loyalists", "潜力忠诚客户";
        segment_loyal: Fixed = "Loyal", "忠诚客户";
        segment_promising: Fixed = "Promising", "有希望的客户";
        segment_new: Fixed = "New", "新客户";
        segment_cant_lose: Fixed = "Can't lose", "不可失去的客户";
        segment_at_risk: Fixed = "At risk", "流失风险客户";
        segment_need_attention: Fixed = "Need attention", "需要关注的客户";
        segment_about_to_sleep: Fixed = "About to sleep", "即将沉睡的客户";
        segment_lost: Fixed = "Lost", "已流失客户";
        segment_other: Fixed = "Other", "其他";
        customers_used: With1 = |n| counted(n, "customer", "customers"), |n| format!("{n} 名客户");
        cases_used: With1 = |n| counted(n, "case", "cases"), |n| format!("{n} 个个案");
        answers_used: With1 = |n| counted(n, "answer", "answers"), |n| format!("{n} 份回答");
    }
}

impl Texts {
    /// Definition and source of a figure: its own where it has one, else its indicator's.
    pub fn definition(&self, figure: &str, indicator: Indicator) -> (&'static str, &'static str) {
        let texts = &self.definitions;
        match (figure, indicator) {
            ("concentration.gini", _) => (texts.gini, texts.gini_source),
            ("rfm.reference_date", _) => (texts.reference_date, texts.rfm_source),
            ("overview.at_stake.monetary", _) => (texts.at_stake, texts.own_rules),
            ("import.rows_read", _) => (texts.rows_read, texts.import_source),
            ("import.rows_used", _) => (texts.rows_used, texts.import_source),
            ("exits.customers", _) => (texts.exit_customers, texts.counted_source),
            (_, Indicator::Exits) => (texts.exits, texts.exits_source),
            (_, Indicator::Import) => (texts.rows_set_aside, texts.import_source),
            (_, Indicator::Tables) => (texts.table_rows, texts.counted_source),
            (_, Indicator::Customers) => (texts.customers, texts.counted_source),
            (_, Indicator::LastScore) => (texts.last_score, texts.counted_source),
            (figure, Indicator::FollowUp) if figure.starts_with("causes.") => {
                (self.causes.definition, texts.follow_up_source)
            }
            ("follow_up.open" | "follow_up.overdue", _) => (texts.open_cases, texts.counted_cases),
            ("follow_up.value", _) => (texts.case_value, texts.counted_cases),
            (_, Indicator::FollowUp) => (texts.follow_up, texts.follow_up_source),
            ("concentration.top_20_share", _) => (texts.top_share, texts.concentration_source),
            (_, Indicator::Rfm) => (texts.rfm, texts.rfm_source),
            (_, Indicator::Concentration) => (texts.concentration, texts.concentration_source),
            (_, Indicator::Nps) => (texts.nps, texts.nps_source),
            (_, Indicator::Rates) => (texts.rates, texts.rates_source),
            (_, Indicator::Cohorts) => (texts.cohorts, texts.cohorts_source),
        }
    }

    /// The name of a segment: translated where it is one of ours, else as the user called it.
    pub fn segment<'a>(&'a self, key: &str, name: &'a str) -> &'a str {
        let texts = &self.definitions;
        let renamed = !name.is_empty() && name != key && default_name(key).is_some_and(|given| given != name);
        match key {
            _ if renamed => name,
            "champions" => texts.segment_champions,
            "potential_loyalist" => texts.segment_potential_loyalist,
            "loyal" => texts.segment_loyal,
            "promising" => texts.segment_promising,
            "new" => texts.segment_new,
            "cant_lose" => texts.segment_cant_lose,
            "at_risk" => texts.segment_at_risk,
            "need_attention" => texts.segment_need_attention,
            "about_to_sleep" => texts.segment_about_to_sleep,
            "lost" => texts.segment_lost,
            "other" => texts.segment_other,
            _ => name,
        }
    }

    /// What an indicator's provenance counts.
    pub fn used_unit(&self, indicator: Indicator) -> With1 {
        match indicator {
            Indicator::Nps | Indicator::LastScore => self.definitions.answers_used,
            Indicator::Concentration | Indicator::Customers | Indicator::Exits => self.definitions.customers_used,
            Indicator::FollowUp => self.definitions.cases_used,
            Indicator::Rfm | Indicator::Rates | Indicator::Cohorts | Indicator::Import | Indicator::Tables => {
                self.common.rows
            }
        }
    }

    /// Why rows did not enter a figure.
    pub fn left_out(&self, reason: LeftOut) -> &'static str {
        let texts = &self.common;
        match reason {
            LeftOut::NotAnAnswer => texts.left_out_not_an_answer,
            LeftOut::Return => texts.left_out_return,
            LeftOut::NoDay => texts.left_out_no_day,
            LeftOut::NotPositive => texts.left_out_not_positive,
            LeftOut::Filtered => texts.left_out_filtered,
            LeftOut::AfterReferenceDate => texts.left_out_after_reference,
            LeftOut::IncompletePeriod => texts.left_out_incomplete,
            LeftOut::EarlierExit => texts.left_out_earlier_exit,
            LeftOut::NoPurchase => texts.left_out_no_purchase,
            LeftOut::NewerAnswer => texts.left_out_newer,
            LeftOut::NotSearched => texts.left_out_not_searched,
            LeftOut::NotYetDue => texts.left_out_not_yet_due,
            LeftOut::StillOpen => texts.left_out_still_open,
            LeftOut::SetAside(reason) => self.reason(reason),
        }
    }
}
