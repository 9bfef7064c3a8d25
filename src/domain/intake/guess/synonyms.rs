//! How well a header names a role, and a file a kind of table.
//!
//! Headers are compared normalised: lower case, half-width, simplified characters, letters and
//! digits only.

use crate::domain::dataset::{Field, Kind, Words};

/// A header as it is compared.
pub(in crate::domain::intake) fn normalised(header: &str) -> String {
    header.chars().flat_map(char::to_lowercase).map(simplified).filter(|letter| letter.is_alphanumeric()).collect()
}

/// The simplified form of characters that headers use, and half-width letters.
fn simplified(letter: char) -> char {
    const PAIRS: &str = "戶户編编號号訂订單单額额數数評评論论時时間间會会員员購购買买價价總总銷销開开帳账賬账薦荐願愿滿满訴诉\
                         處处結结離离類类門门產产稱称註注冊册問问饋馈見见內内備备應应實实貨货筆笔發发業业務务種种\
                         顧顾終终創创質质況况級级標标識识區区網网點点電电話话機机關关閉闭辦办";
    // Every cell that may say yes or no comes by here, and most are of such letters.
    if letter.is_ascii() {
        return letter;
    }
    if let '\u{ff01}'..='\u{ff5e}' = letter {
        return u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter);
    }
    let mut pairs = PAIRS.chars();
    while let (Some(traditional), Some(simple)) = (pairs.next(), pairs.next()) {
        if traditional == letter {
            return simple;
        }
    }
    letter
}

/// How well a normalised header names a role of this kind of table, from 0 (not at all) to 1000.
/// A name of the kind's own ranks above a general one, an earlier synonym above a later, and a
/// part of the header last.
pub(super) fn likeness(kind: Kind, field: Field, header: &str) -> u32 {
    let Some(Words { own, general, parts }) = field.words(kind) else { return 0 };
    let rank =
        |list: &str| list.split_whitespace().position(|word| word == header).and_then(|at| u32::try_from(at).ok());
    if let Some(at) = rank(own) {
        return 1000_u32.saturating_sub(at);
    }
    if let Some(at) = rank(general) {
        return 700_u32.saturating_sub(at);
    }
    if parts.split_whitespace().any(|part| header.contains(part)) { 300 } else { 0 }
}

/// Whether a likeness comes from the kind's own names.
pub(super) fn is_own(likeness: u32) -> bool {
    likeness > 700
}

/// Whether a file or column name speaks of a kind of table.
pub(in crate::domain::intake) fn speaks_of(kind: Kind, name: &str) -> bool {
    let words = match kind {
        Kind::Customers => "customers clients members users 客户信息 客户资料 客户名单 客户表 会员",
        Kind::Purchases => "orders order purchases transactions sales invoices retail 订单 交易 流水 销售 消费 购买",
        Kind::Answers => "survey answers nps responses feedback reviews 问卷 调查 答卷 满意度 评价",
        Kind::Complaints => "complaint 投诉",
        Kind::Exits => "exits churned churn closed 流失 销户 退订 注销",
    };
    words.split_whitespace().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_case_signs_or_script() {
        for header in ["Customer_ID", "customer id", "CUSTOMER-ID", "ＣｕｓｔｏｍｅｒＩＤ"] {
            assert_eq!(normalised(header), "customerid");
        }
        assert_eq!(normalised("客戶編號"), "客户编号");
    }

    #[test]
    fn own_names_rank_above_general_ones_above_parts() {
        let score = |header| likeness(Kind::Answers, Field::Score, header);
        assert!(score("nps") > score("rating"));
        assert!(score("rating") > score("您有多大可能向朋友推荐我们"));
        assert_eq!(score("age"), 0);
        assert!(is_own(likeness(Kind::Exits, Field::Date, "流失日期")));
        assert!(!is_own(likeness(Kind::Exits, Field::Date, "日期")));
    }
}
