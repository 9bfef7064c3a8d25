//! What a header says besides the role it names: of other money, of a group, of a question.

use crate::domain::dataset::{Field, Kind};

use super::synonyms::{is_own, likeness};

/// Whether a header speaks of what was given back.
fn names_refund(name: &str) -> bool {
    (name.contains("refund") || name.contains("退款")) && !names_net(name)
}

/// Whether a header speaks of money that is not what was paid for what was bought: given back, let off, or on top of it.
pub(super) fn names_other_than_price(name: &str) -> bool {
    const OTHER: &str = "discount coupon voucher shipping freight postage deliveryfee surcharge commission \
        优惠 折扣 减免 抵扣 立减 满减 红包 代金券 消费券 运费 邮费 配送费 手续费 服务费 佣金 税额 税金";
    // What a row costs or leaves, what an account holds and what is owed.
    const NEVER: &str = "cost profit margin balance opening closing creditlimit deposit outstanding overdue interest principal budget \
        target lastyear points suminsured 成本 毛利 利润 余额 期初 预存 储值 赠送 欠款 利息 本金 保证金 押金 积分 预算 目标 去年 上年 同期 保额 \
        保险金额 定金";
    // The price after a discount, with shipping or before tax is one.
    const PRICE: &str = "after incl excl with without before less net 后 含 前 实 应 总价";
    let has = |list: &str| list.split_whitespace().any(|word| name.contains(word));
    let is_fee = || ["fee", "fees", "feeamount", "gebühr", "gebühren", "frais"].iter().any(|end| name.ends_with(end));
    names_refund(name)
        || has(NEVER)
        || (has(OTHER) || is_fee() && !name.ends_with("coffee")) && !has(PRICE)
        || matches!(name, "taxamount" | "vatamount" | "tipamount" | "tip" | "tips")
}

/// Whether an amount may have refunds taken off already.
pub(super) fn names_net(name: &str) -> bool {
    const NET: &str = "net afterrefund settle 净 实收 到账 结算 入账 退款后";
    NET.split_whitespace().any(|word| name.contains(word))
}

/// Whether a column that is called a currency is that of other money than the amount.
pub(super) fn names_other_money(name: &str) -> bool {
    const OTHER: &str = "original source customer base local settle 原 本位 结算";
    OTHER.split_whitespace().any(|word| name.contains(word))
}

/// How well a header names the score: as nothing else is called, as the question whether to recommend, as marks for
/// anything are, or not at all.
pub(super) fn rank_of_score(name: &str) -> u32 {
    // Who recommends, how many do, why they would.
    const NO_QUESTION: &str = "推荐人 推荐渠道 推荐商品 推荐产品 人数 好友数 次数 数量 原因 理由 奖励 \
        referrer count number times reason why product reward";
    let is_question = || !NO_QUESTION.split_whitespace().any(|word| name.contains(word));
    match likeness(Kind::Answers, Field::Score, name) {
        own if is_own(own) => 3,
        general if general > 300 => 1,
        part if part > 0 && is_question() => QUESTION,
        _ => 0,
    }
}

/// See [`rank_of_score`].
pub(super) const QUESTION: u32 = 2;

/// Whether a header names what was derived from a score, or the place of a choice: `NPS_GROUP`, `Q1_code`.
pub(super) fn names_group_or_code(name: &str) -> bool {
    const ENDS: &str = "group groups grp category cat segment type class label code coded order position rank bucket \
        分组 组别 类别 分类 类型 群体 编码 代码 序号 标签";
    ENDS.split_whitespace().any(|end| name.ends_with(end) && name != end)
}
