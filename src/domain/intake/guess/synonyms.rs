//! What files call the fields, in Chinese and English.
//!
//! Headers are compared normalised: lower case, half-width, simplified characters, letters and
//! digits only.

use crate::domain::dataset::{Field, Kind};

/// A header as it is compared.
pub(super) fn normalised(header: &str) -> String {
    header.chars().flat_map(char::to_lowercase).map(simplified).filter(|letter| letter.is_alphanumeric()).collect()
}

/// The simplified form of characters that headers use, and half-width letters.
fn simplified(letter: char) -> char {
    const PAIRS: &str = "戶户編编號号訂订單单額额數数評评論论時时間间會会員员購购買买價价總总銷销開开帳账賬账薦荐願愿滿满訴诉\
                         處处結结離离類类門门產产稱称註注冊册問问饋馈見见內内備备應应實实貨货筆笔發发業业務务種种\
                         顧顾終终創创質质況况級级標标識识區区網网點点電电話话機机關关閉闭辦办";
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

const CUSTOMER: &str = "customerid customer customerno customernumber customercode custid custno cust clientid client \
    clientno memberid memberno membercode member userid user uid buyerid buyer shopperid guestid householdid household \
    accountid accountno accountnumber account cardno cardnumber openid \
    客户编号 客户号 客户id 客户代码 客户码 客户 会员编号 会员号 会员id 会员卡号 会员 用户id 用户编号 用户号 用户 \
    顾客编号 顾客id 顾客号 顾客 买家id 买家 买家昵称 客户账号 账户 账号 卡号 手机号 手机号码";
const CUSTOMER_OF_LIST: &str = "id no number code 编号 号码 代码";
const ORDER: &str = "orderid orderno ordernumber ordercode order invoiceno invoiceid invoicenumber invoice transactionid \
    transactionno transid transno txnid receiptno receipt billno ticketno basketid \
    订单编号 订单号 订单id 订单 销售单号 交易流水号 交易编号 交易号 流水号 单据编号 单据号 单号 发票编号 发票号 小票号";
const DATE: &str = "date orderdate purchasedate transactiondate transdate txndate invoicedate saledate salesdate \
    paymentdate paydate orderedat ordertime purchasetime transactiontime createdat createddate createtime created \
    datetime timestamp time day \
    日期 交易日期 交易时间 订单日期 下单日期 下单时间 订单时间 购买日期 购买时间 消费日期 消费时间 销售日期 销售时间 \
    成交日期 成交时间 付款日期 付款时间 支付日期 支付时间 开票日期 记账日期 入账日期 发生日期 创建日期 创建时间 时间";
const ANSWER_DATE: &str = "submitdate submittedat submitted surveydate responsedate answerdate interviewdate intdate \
    responsetime completedat recordeddate enddate startdate reviewdate \
    提交日期 提交时间 答题时间 答卷时间 填写时间 填写日期 调查日期 调查时间 回答日期 作答时间 评价日期 评价时间 回访日期";
const COMPLAINT_DATE: &str = "complaintdate complainedat datereceived receiveddate receivedat openedat opened opendate \
    投诉日期 投诉时间 受理日期 受理时间 登记日期 登记时间";
const EXIT_DATE: &str = "exitdate exitedat churndate churnedat leavedate leavingdate leftdate lefton closedate \
    closingdate closuredate terminationdate cancellationdate canceldate cancelleddate \
    流失日期 流失时间 销户日期 销户时间 退订日期 离开日期 离网日期 注销日期 解约日期 退会日期 终止日期";
const AMOUNT: &str = "amount revenue totalamount orderamount transactionamount salesamount netamount grossamount \
    paidamount payamount paymentamount amt sales netsales turnover totalprice ordertotal linetotal total subtotal spend \
    spent spending payment paid value sum \
    金额 交易金额 订单金额 消费金额 实付金额 支付金额 付款金额 实收金额 购买金额 销售金额 成交金额 应付金额 总金额 合计金额 \
    实付款 实付 销售额 消费额 成交额 交易额 发生额 总价 合计 小计 消费 收入";
const QUANTITY: &str = "quantity qty units pieces numberofitems items \
    数量 购买数量 销售数量 商品数量 件数 份数 个数";
const UNIT_PRICE: &str = "unitprice priceperunit priceeach itemprice price listprice 单价 商品单价 销售单价 售价 价格";
const NPS: &str = "nps npsscore npsrating netpro netpromoter netpromoterscore likelihoodtorecommend ltr recommend \
    recommendation recommendationscore willingnesstorecommend \
    推荐意愿 推荐度 推荐分 推荐分数 推荐得分 推荐指数 推荐可能性 推荐意向 nps得分 nps分数 nps评分 nps分 净推荐值";
const SCORE: &str = "overallrating overallscore overallsatisfaction score rating satisfaction \
    总体评分 总体满意度 整体满意度 评分 得分 分数 打分 满意度";
const COMMENT: &str = "comment comments feedback verbatim review reviewtext opentext text content remark remarks \
    suggestion suggestions notes 评论 评价内容 评价 意见建议 意见 建议 反馈 投诉内容 留言 内容 备注 说明";
const NAME: &str =
    "name customername fullname clientname membername username 姓名 客户姓名 客户名称 会员姓名 顾客姓名 名称 昵称";
const SINCE: &str = "since customersince membersince joindate joineddate joinedat joined signupdate registrationdate \
    registerdate registeredat registered enrolldate enrollmentdate accountopendate opendate firstpurchase \
    注册日期 注册时间 开户日期 开户时间 入会日期 入会时间 加入日期 建档日期 开卡日期";
const SETTLED: &str = "settled settleddate settledat resolved resolveddate resolvedat resolutiondate closed closeddate \
    closedat closedate completedat completiondate \
    解决日期 解决时间 处理日期 处理时间 办结日期 办结时间 结案日期 结案时间 完成日期 关闭日期";
const REASON: &str = "reason reasoncode category issue issuetype cause type 原因 问题类型 类别 类型";
const COMPLAINT_REASON: &str = "complaintreason complainttype complaintcategory 投诉原因 投诉类型 投诉类别";
const EXIT_REASON: &str = "exitreason churnreason leavingreason closurereason cancellationreason \
    流失原因 销户原因 离开原因 退订原因 离网原因 注销原因";

/// Parts of longer headers, such as questions written out.
const SCORE_PARTS: &str = "推荐 recommend nps";
const AMOUNT_PARTS: &str = "金额 amount revenue";
const CUSTOMER_PARTS: &str = "客户编号 客户号 客户id 会员号 会员编号 会员id 用户id customerid memberid";
const DATE_PARTS: &str = "日期 date";
const COMMENT_PARTS: &str = "意见 建议 原因是 comment feedback";

/// How well a normalised header names a field of this kind of table, from 0 (not at all) to 1000.
/// A name of the kind's own ranks above a general one, an earlier synonym above a later, and a
/// part of the header last.
pub(super) fn likeness(kind: Kind, field: Field, header: &str) -> u32 {
    let (own, general, parts) = match (field, kind) {
        (Field::Customer, Kind::Customers) => (CUSTOMER, CUSTOMER_OF_LIST, CUSTOMER_PARTS),
        (Field::Customer, _) => (CUSTOMER, "", CUSTOMER_PARTS),
        (Field::Order, _) => (ORDER, "", ""),
        (Field::Date, Kind::Answers) => (ANSWER_DATE, DATE, ""),
        (Field::Date, Kind::Complaints) => (COMPLAINT_DATE, DATE, ""),
        (Field::Date, Kind::Exits) => (EXIT_DATE, DATE, ""),
        (Field::Date, _) => (DATE, "", DATE_PARTS),
        (Field::Amount, _) => (AMOUNT, "", AMOUNT_PARTS),
        (Field::Quantity, _) => (QUANTITY, "", ""),
        (Field::UnitPrice, _) => (UNIT_PRICE, "", ""),
        (Field::Score, _) => (NPS, SCORE, SCORE_PARTS),
        (Field::Comment, _) => (COMMENT, "", COMMENT_PARTS),
        (Field::Name, _) => (NAME, "", ""),
        (Field::Since, _) => (SINCE, "", ""),
        (Field::Settled, _) => (SETTLED, "", ""),
        (Field::Reason, Kind::Exits) => (EXIT_REASON, REASON, ""),
        (Field::Reason, _) => (COMPLAINT_REASON, REASON, ""),
    };
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
pub(super) fn speaks_of(kind: Kind, name: &str) -> bool {
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
